//! A percentage up to one beside one a hundred times as large that only the run knows, or that the thing had in an earlier year.

use crate::diagnostic::{CellPlace, Code, Diagnostic, Place, Severity};
use crate::number::{Exact, with_comma};
use crate::program::intervals::say_number;
use rust_decimal::Decimal;

/// What it stands beside.
#[derive(Debug, Clone)]
pub enum Beside {
    /// What the rules compute: its role in a word.
    Computed(&'static str, Exact),
    /// What it was in an earlier year.
    Earlier(i32, Decimal),
}

/// The number with its cell.
#[derive(Debug, Clone)]
pub struct FarBelow {
    /// The thing.
    pub code: String,
    /// As the cell has it.
    pub number: Decimal,
    /// Its cell.
    pub cell: CellPlace,
    /// What it stands beside.
    pub beside: Beside,
}

impl FarBelow {
    /// The same question as where both stand in the data.
    pub(super) fn told(self) -> Diagnostic {
        let beside = match &self.beside {
            Beside::Computed(role, value) => format!("{role} menurut rumus {}", say_number(value)),
            Beside::Earlier(year, value) => format!("{} tahun {year}", with_comma(value.normalize())),
        };
        let own = with_comma(self.number.normalize());
        let whole = with_comma((self.number * Decimal::ONE_HUNDRED).normalize());
        let title = format!("{} {own} di samping {beside}: persen kurang dari satu, atau bagian dari satu?", self.code);
        Diagnostic::new(Code::D0061, Severity::Warning, title)
            .at_place(Place::Cell(self.cell), "")
            .because(format!("satuannya persen, maka dihitung {own}%"))
            .advise(format!("bila maksudnya {whole}%, tulis {whole}; bila memang {own}%, tulis  {own}%"))
    }
}
