//! What a data file may contain, as the rules declare it: the only thing the readers know of a program.

pub use crate::number::NumberFormat;

use crate::number::Interval;
use std::collections::BTreeMap;

/// Everything that data may speak of.
#[derive(Debug, Clone, Default)]
pub struct Schema {
    /// By code.
    pub codes: BTreeMap<String, CodeSchema>,
    /// Extra columns (`kolom` under `data`), by declared name.
    pub fields: Vec<FieldSchema>,
    /// Year of rows when a file has no year column.
    pub default_year: Option<i32>,
}

/// What may be said of one code.
#[derive(Debug, Clone, PartialEq)]
pub struct CodeSchema {
    /// The descriptive name, for messages and for matching the column `indikator`.
    pub label: Option<String>,
    /// Versions by year; none overlap.
    pub versions: Vec<VersionSchema>,
}

/// The rules of one code for a span of years.
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
    /// `satuan`, lower case; cells may carry it as a suffix (`18 orang`, `100%`, `Rp 5.000`).
    pub unit: Option<String>,
    /// Where the scale comes from, for `karena`.
    pub basis: Option<String>,
}

/// A declared extra column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldSchema {
    /// The name rules use.
    pub name: String,
    /// The header in the file; the name itself when not given.
    pub header: String,
    /// Text instead of numbers.
    pub is_text: bool,
}

impl VersionSchema {
    /// Whether this version speaks for a year.
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
