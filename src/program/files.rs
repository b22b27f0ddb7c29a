//! What the rules say of data files: where they lie, which further columns they have, how money is put together.

use super::FieldId;
use super::units::Unit;
use crate::data::schema::Heading;
use crate::number::NumberFormat;
use crate::source::Span;
use crate::syntax::ast::Combination;
use std::borrow::Cow;

/// An extra data column.
#[derive(Debug, Clone)]
pub struct Field {
    /// The name rules use.
    pub name: String,
    /// The header in the file.
    pub header: String,
    /// Text instead of numbers.
    pub is_text: bool,
    /// The unit that it states, [`Unit::Any`] for `tanpa satuan`; without one it has that of its row.
    pub unit: Option<Unit>,
    /// `triwulan`: how its quarters become one value.
    pub quarters: Option<Combination>,
    /// Where it is declared.
    pub span: Span,
}

/// A data file.
#[derive(Debug, Clone)]
pub struct DataSource {
    /// Path relative to the package, with forward slashes.
    pub path: String,
    /// `lembar "IKU"`: which sheet of a workbook, which table of a document.
    pub sheet: Option<String>,
    /// `baris mulai 5`: the first row of data on the sheet.
    pub first_row: Option<u32>,
    /// `baris tersembunyi ikut`, `tidak`.
    pub hidden_rows: Option<bool>,
    /// `angka id` or `angka en`.
    pub format: Option<NumberFormat>,
    /// The extra columns declared for it, with the headers they have there.
    pub headers: Vec<(FieldId, String)>,
    /// The columns of the language that it has under headers of its own.
    pub headings: Vec<Heading>,
    /// The path as written.
    pub span: Span,
}

impl DataSource {
    /// What messages call it: the file, with its sheet where the rules name one.
    pub fn name(&self) -> Cow<'_, str> {
        match &self.sheet {
            Some(sheet) => Cow::Owned(format!("{}, lembar \"{sheet}\"", self.path)),
            None => Cow::Borrowed(&self.path),
        }
    }
}

/// How the quarters of money become one amount, where that is declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MoneyQuarters {
    /// `triwulan pagu`
    pub budget: Option<Combination>,
    /// `triwulan serapan`
    pub spent: Option<Combination>,
}

impl MoneyQuarters {
    /// How those of a budget become one: it stands until it is changed, so without a word of it the last one counts.
    pub fn of_budget(self) -> Combination {
        self.budget.unwrap_or(Combination::Last)
    }

    /// How those of spending become one: without a word of it they add up.
    pub fn of_spent(self) -> Combination {
        self.spent.unwrap_or(Combination::Sum)
    }

    /// What is not declared here, from another.
    pub fn or(self, other: MoneyQuarters) -> MoneyQuarters {
        MoneyQuarters { budget: self.budget.or(other.budget), spent: self.spent.or(other.spent) }
    }
}
