//! What a data file may contain, as the rules declare it: all that the readers know of a program.

pub use crate::number::NumberFormat;

use super::Field;
use super::header::is_word;
use super::headers::{By, Headers};
use super::segments::begins_with;
use super::shares::Signs;
use crate::diagnostic::nearest::same;
use crate::number::Interval;
use crate::source::Span;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// Everything that data may contain.
#[derive(Debug, Clone, Default)]
pub struct Schema {
    /// By code.
    pub codes: BTreeMap<String, CodeSchema>,
    /// Prefixes of codes that an `umum` covers; such codes need no entry of their own.
    pub prefixes: Vec<PrefixSchema>,
    /// Extra columns (`kolom` under `data`), by declared name.
    pub fields: Vec<FieldSchema>,
    /// The codes with a constant weight in a group.
    pub weighed: BTreeSet<String>,
    /// Whether a column may have a name; none if unknown.
    pub can_name: Option<fn(&str) -> bool>,
    /// Columns with headers of the file's own (`kolom kode = "Kode IKP"`).
    pub headings: Vec<Heading>,
    /// Year of rows when a file has no year column.
    pub default_year: Option<i32>,
    /// Codes whose cells do not agree on a unit, over all files: the unit that some of them carry does not count.
    pub disputed_units: BTreeSet<Arc<str>>,
    /// The units of rows that leave theirs to others, if these have another one than the rules.
    pub units_beside: UnitsBeside,
    /// The cells with a percent sign in all files, by what they are about, if others lack it.
    pub signs: Signs,
    /// The extra columns by their headers.
    pub headers: Headers,
    /// Lines above a table of a document, which stand in no row of it and say what its money is in.
    pub above: Vec<String>,
}

/// The units of rows that leave theirs to others, by code and year.
pub type UnitsBeside = BTreeMap<Arc<str>, BTreeMap<i32, Arc<str>>>;

/// What data may contain about one code.
#[derive(Debug, Clone, PartialEq)]
pub struct CodeSchema {
    /// The descriptive names of its versions, each once, for messages and for matching the column `indikator`.
    pub labels: Vec<String>,
    /// Versions by year; none overlap.
    pub versions: Vec<VersionSchema>,
}

/// What data may contain about the codes with a common prefix.
#[derive(Debug, Clone, PartialEq)]
pub struct PrefixSchema {
    /// The prefix: `7.01`.
    pub prefix: String,
    /// Versions by year; none overlap.
    pub versions: Vec<VersionSchema>,
}

/// The rules about one code for a period of years.
#[derive(Debug, Clone, PartialEq)]
pub struct VersionSchema {
    /// First year, if bounded.
    pub from: Option<i32>,
    /// Last year, if bounded.
    pub to: Option<i32>,
    /// Values outside are findings. A quantity without `skala` has 0 and up.
    pub scale: Interval,
    /// Whether a `skala` was written (its message differs from that of the default).
    pub scale_declared: bool,
    /// `satuan`, lower case; cells may have it as a suffix (`18 orang`, `100%`, `Rp 5.000`).
    pub unit: Option<String>,
    /// Whether data may give the unit if the rules do not: a computed value has the unit of its formula.
    pub open_unit: bool,
    /// Whether data may give its words and its `sasaran`, which the rules do not.
    pub open_label: bool,
    pub open_goal: bool,
    /// The origin of the scale, for `karena`.
    pub basis: Option<String>,
    /// Whether values and targets may be about a quarter (`triwulan` says how they are combined into a year).
    pub quarters: bool,
    /// Whether that only applies to budget or spending (`triwulan pagu`).
    pub quarterly_money: bool,
    /// Whether the target may be a range (`arah rentang`).
    pub range_target: bool,
    /// The target that the rules state as a number.
    pub target: Option<Decimal>,
    /// `langkah`: entered values are multiples of it.
    pub step: Option<Decimal>,
    /// Which of its values data may give.
    pub takes: Takes,
    /// The words a value may be (`urutan`), the least first; empty where it is a number.
    pub words: Vec<String>,
}

/// Which values data may give for a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// A value and a target: an indicator.
    ValueAndTarget,
    /// A value alone: a quantity.
    Value,
    /// Neither: a group, whose achievement comes from its members.
    Nothing,
}

impl Takes {
    /// Whether such a value is used: a quantity has no target, a group no value of its own.
    pub fn takes(self, field: &Field) -> bool {
        match field {
            Field::Value => self != Takes::Nothing,
            Field::Target | Field::TargetLow | Field::TargetHigh => self == Takes::ValueAndTarget,
            Field::Budget | Field::Spent | Field::Extra(_) => true,
        }
    }
}

/// A column of the language with a header of the file's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The word of the language: `kode`, `realisasi`.
    pub role: String,
    /// The header in the file.
    pub header: String,
    /// Where the rules name the header.
    pub span: Span,
}

/// The columns that may have a header of the file's own.
pub const HEADINGS: [&str; 15] = [
    "kode",
    "nama",
    "tahun",
    "triwulan",
    "unit",
    "target",
    "realisasi",
    "nilai",
    "pagu",
    "serapan",
    "satuan",
    "uraian",
    "sasaran",
    "induk",
    "catatan",
];

/// A declared extra column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldSchema {
    /// The name rules use.
    pub name: String,
    /// The header in the file; the name itself if not given.
    pub header: String,
    /// Other headers it has in other files.
    pub others: Vec<String>,
    /// Whether it holds text instead of numbers.
    pub is_text: bool,
    /// Its own `satuan`, lower case, empty for none; if absent, its cells take that of their code.
    pub unit: Option<String>,
    /// Whether it says how its quarters are combined into a year.
    pub quarters: bool,
    /// Whether the current file declares it.
    pub is_own: bool,
}

/// The unit of the cells of a column: its own, else that of the row.
pub(super) fn unit_of_cells<'u>(own: Option<&'u str>, of_row: Option<&'u str>) -> Option<&'u str> {
    own.or(of_row).filter(|unit| !unit.is_empty())
}

impl Schema {
    /// The same for a file with its own headers for some columns, by their names.
    pub fn with_headers(&self, headers: &[(&str, &str)]) -> Schema {
        let mut own = self.clone();
        // The first entry for a name counts.
        let headers: HashMap<&str, &str> = headers.iter().rev().copied().collect();
        for field in &mut own.fields {
            if let Some(header) = headers.get(field.name.as_str()) {
                (field.header, field.others, field.is_own) = (header.to_string(), Vec::new(), true);
            }
        }
        own
    }

    /// The declared columns that a header may mean: those with this header in the file itself; else, if it is not a
    /// word of the language, those with it in another file; else the one with that name. If there are several, it is
    /// unknown which is meant.
    pub fn headed(&self, header: &str) -> Vec<&FieldSchema> {
        let find = |by: By| self.headers.find(&self.fields, by, header).collect::<Vec<_>>();
        let own = find(By::Own);
        if !own.is_empty() || is_word(header) {
            return own;
        }
        Some(find(By::Header)).filter(|fields| !fields.is_empty()).unwrap_or_else(|| find(By::Name))
    }

    /// The columns with this header in the file itself.
    pub(super) fn own_headed(&self, header: &str) -> impl Iterator<Item = &FieldSchema> {
        self.headers.find(&self.fields, By::Own, header)
    }

    /// The column with a name.
    pub(super) fn field(&self, name: &str) -> Option<&FieldSchema> {
        self.headers.find(&self.fields, By::Name, name).find(|field| field.name == name)
    }

    /// The column that the rules find under a header.
    pub fn heading(&self, header: &str) -> Option<&Heading> {
        self.headings.iter().find(|heading| same(&heading.header, header))
    }

    /// The longest prefix that covers a code in a year, else in any.
    pub fn prefix(&self, code: &str, year: i32) -> Option<&PrefixSchema> {
        let speaks = |prefix: &PrefixSchema| prefix.versions.iter().any(|version| version.covers(year));
        let covering = self.prefixes.iter().filter(|prefix| prefix.covers(code));
        covering.max_by_key(|prefix| (speaks(prefix), prefix.prefix.len()))
    }

    /// Whether anything in the rules has a unit.
    pub(super) fn has_unit(&self, unit: &str) -> bool {
        !unit.is_empty() && self.units().any(|known| known == unit)
    }

    /// The units of the rules, with repetitions.
    pub(super) fn units(&self) -> impl Iterator<Item = &str> {
        let codes = self.codes.values().flat_map(|code| &code.versions);
        let versions = codes.chain(self.prefixes.iter().flat_map(|prefix| &prefix.versions));
        let units = versions.map(|version| &version.unit).chain(self.fields.iter().map(|field| &field.unit));
        units.flatten().map(String::as_str)
    }

    /// Whether a prefix covers a code.
    pub fn is_covered(&self, code: &str) -> bool {
        self.prefixes.iter().any(|prefix| prefix.covers(code))
    }
}

impl PrefixSchema {
    /// Whether a code has this prefix, followed by a new segment if it is longer.
    pub fn covers(&self, code: &str) -> bool {
        begins_with(code, &self.prefix)
    }
}

impl VersionSchema {
    /// Whether this version is in force in a year.
    pub fn covers(&self, year: i32) -> bool {
        self.from.is_none_or(|from| from <= year) && self.to.is_none_or(|to| year <= to)
    }
    /// Its years as rules write them: `2024..2026`, `mulai 2025`.
    pub fn span_words(&self) -> String {
        match (self.from, self.to) {
            (Some(from), Some(to)) if from == to => format!("{from}"),
            (Some(from), Some(to)) => format!("{from}..{to}"),
            (Some(from), None) => format!("mulai {from}"),
            (None, Some(to)) => format!("sampai {to}"),
            (None, None) => "setiap tahun".into(),
        }
    }
}
