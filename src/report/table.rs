//! A finished table as plain values: every output format prints exactly this.

use crate::data::State;
use crate::number::Exact;
use serde::Serialize;

/// One table for one unit and year.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Table {
    /// Short name (`T31`); empty for the default table.
    pub name: String,
    /// Heading.
    pub title: String,
    /// Title of the package.
    pub package: String,
    /// The year asked for.
    pub year: i32,
    /// The unit (office), when the data name one.
    pub unit: Option<String>,
    /// Columns, left to right.
    pub columns: Vec<Column>,
    /// Body rows; each has as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
    /// Footer rows; likewise.
    pub footers: Vec<Footer>,
    /// The achievement of everything the table shows, in full.
    pub details: Vec<Detail>,
    /// Notes below the table, in order: reasons for missing cells, remarks, sources.
    pub notes: Vec<Note>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Column {
    /// Heading.
    pub title: String,
    /// Numbers stand right, words left.
    pub numeric: bool,
}

/// A footer row: a label that stands in the columns before the first value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Footer {
    /// The words.
    pub label: String,
    /// One per column; blank where the footer says nothing.
    pub cells: Vec<Cell>,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Cell {
    /// What a person reads: `97,69%`, `belum diisi`, empty for a blank.
    pub shown: String,
    /// The rounded number with a point and without grouping or unit, when there is a number.
    pub plain: Option<String>,
    /// The exact number.
    pub value: Option<Exact>,
    /// The unit, when it has one (`persen`, `poin`, `rupiah`, …).
    pub unit: Option<String>,
    /// A word or a grade, when the cell is no number.
    pub text: Option<String>,
    /// Why there is no value.
    pub missing: Option<Missing>,
    /// References to [`Table::notes`], counted from 1.
    pub notes: Vec<usize>,
    /// Whether the value was reported and not computed (*dilaporkan*).
    pub reported: bool,
}

/// Why a cell has no value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Missing {
    /// The state.
    #[serde(serialize_with = "state_words")]
    pub state: State,
    /// The reason with its place, as a person reads it; may be empty.
    pub reason: String,
}

/// The three readings of an achievement, and its grade.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Detail {
    /// Code.
    pub code: String,
    /// Descriptive name.
    pub label: String,
    /// Year.
    pub year: i32,
    /// `capaian_asli`: the formula's value.
    pub raw: Cell,
    /// `capaian_terbatas`: after the cap.
    pub capped: Cell,
    /// `capaian`: after cap and rounding.
    pub achievement: Cell,
    /// The grade, when a band rule applies.
    pub grade: Option<Cell>,
}

/// A note below the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// The words.
    pub text: String,
}

fn state_words<S: serde::Serializer>(state: &State, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(state.words())
}
