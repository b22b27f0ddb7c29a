//! A finished table as plain values: every output format prints exactly this.
//!
//! The `serde` names are the JSON format; `json.rs` shows it in full. A program may build tables of its own to print
//! them: `..Default::default()` covers fields that may be added later.

use crate::data::State;
use crate::number::Exact;
use serde::ser::{SerializeMap, Serializer};

/// One table for one unit and year.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize)]
pub struct Table {
    /// Short name (`T31`); empty for the default table.
    #[serde(rename = "nama")]
    pub name: String,
    /// Heading.
    #[serde(rename = "judul")]
    pub title: String,
    /// Title of the package.
    #[serde(rename = "paket")]
    pub package: String,
    /// The requested year.
    #[serde(rename = "tahun")]
    pub year: i32,
    /// The unit (office), if the data name one.
    pub unit: Option<String>,
    /// The scenario of its numbers, if they are not those of the data alone.
    #[serde(rename = "skenario", skip_serializing_if = "Option::is_none")]
    pub scenario: Option<String>,
    /// Columns, left to right.
    #[serde(rename = "kolom")]
    pub columns: Vec<Column>,
    /// Body rows; each has as many cells as there are columns.
    #[serde(rename = "baris")]
    pub rows: Vec<Vec<Cell>>,
    /// The kind of each row; rows beyond its end are plain ones.
    #[serde(rename = "bagian", skip_serializing_if = "all_plain")]
    pub parts: Vec<Part>,
    /// Footer rows; likewise.
    #[serde(rename = "penutup")]
    pub footers: Vec<Footer>,
    /// The full achievement of everything the table shows.
    #[serde(rename = "rincian")]
    pub details: Vec<Detail>,
    /// Notes below the table, in order: reasons for missing cells, remarks, sources.
    #[serde(rename = "catatan")]
    pub notes: Vec<Note>,
    /// Remarks of the rules and of data rows; no cell refers to them.
    #[serde(rename = "keterangan")]
    pub remarks: Vec<String>,
}

/// The kind of a body row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[non_exhaustive]
pub enum Part {
    /// A thing of its own.
    #[default]
    #[serde(rename = "baris")]
    Row,
    /// The heading above a group of rows.
    #[serde(rename = "judul")]
    Heading,
    /// The subtotal of a group of rows.
    #[serde(rename = "subtotal")]
    Subtotal,
}

impl Part {
    /// Its name in CSV and JSON.
    pub fn words(self) -> &'static str {
        match self {
            Part::Row => "baris",
            Part::Heading => "judul",
            Part::Subtotal => "subtotal",
        }
    }
}

fn all_plain(parts: &[Part]) -> bool {
    parts.iter().all(|part| *part == Part::Row)
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Column {
    /// Heading.
    #[serde(rename = "judul")]
    pub title: String,
    /// Whether it holds numbers, aligned right, rather than words, aligned left.
    #[serde(rename = "angka")]
    pub numeric: bool,
}

/// A footer row: its label spans the columns before the first value.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Footer {
    /// The label.
    pub label: String,
    /// The first column of the block that it is under.
    #[serde(skip)]
    pub from: usize,
    /// One per column; blank where the footer has no value.
    #[serde(rename = "sel")]
    pub cells: Vec<Cell>,
}

/// One cell. In JSON, what a cell does not have is left out.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize)]
pub struct Cell {
    /// What a person reads: `97,69%`, `belum diisi`, empty for a blank.
    #[serde(rename = "tampil")]
    pub shown: String,
    /// The rounded number with a point and without grouping or unit, when there is a number.
    #[serde(rename = "angka", skip_serializing_if = "Option::is_none")]
    pub plain: Option<String>,
    /// The exact number; in JSON `desimal` if it has a finite decimal form, else `pecahan`.
    #[serde(flatten, serialize_with = "exact")]
    pub value: Option<Exact>,
    /// A description of an irrational number.
    #[serde(rename = "akar", skip_serializing_if = "Option::is_none")]
    pub root: Option<String>,
    /// The unit, when it has one (`persen`, `poin`, `rupiah`, …).
    #[serde(rename = "satuan", skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// A word or a grade, if the cell is not a number.
    #[serde(rename = "teks", skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Whether the text is a range of two numbers.
    #[serde(skip)]
    pub is_range: bool,
    /// Why there is no value.
    #[serde(rename = "kosong", skip_serializing_if = "Option::is_none")]
    pub missing: Option<Missing>,
    /// References to [`Table::notes`], counted from 1.
    #[serde(rename = "catatan", skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<usize>,
    /// Whether the value was reported and not computed (*dilaporkan*).
    #[serde(rename = "dilaporkan")]
    pub reported: bool,
}

/// Why a cell has no value.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Missing {
    /// The state.
    #[serde(rename = "keadaan", serialize_with = "state_words")]
    pub state: State,
    /// The reason with its place, as a person reads it; may be empty.
    #[serde(rename = "alasan")]
    pub reason: String,
}

/// The three stages of an achievement, and its grade.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Detail {
    /// Code.
    #[serde(rename = "kode")]
    pub code: String,
    /// Descriptive name.
    #[serde(rename = "nama")]
    pub label: String,
    /// Year.
    #[serde(rename = "tahun")]
    pub year: i32,
    /// The formula's value.
    #[serde(rename = "capaian_asli")]
    pub raw: Cell,
    /// After the cap.
    #[serde(rename = "capaian_terbatas")]
    pub capped: Cell,
    /// After cap and rounding.
    #[serde(rename = "capaian")]
    pub achievement: Cell,
    /// The grade, when a band rule applies.
    #[serde(rename = "predikat")]
    pub grade: Option<Cell>,
}

/// A note below the table.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(transparent)]
pub struct Note {
    /// The text.
    pub text: String,
    /// Whether it is of the cells of several rows: `realisasi A, B, C tahun 2024 belum diisi`.
    #[serde(skip)]
    pub is_joined: bool,
}

impl Cell {
    /// What to print: `shown`, or the words of the state if `shown` is empty.
    pub fn words(&self) -> &str {
        match &self.missing {
            Some(missing) if self.shown.is_empty() => missing.state.words(),
            Some(_) | None => &self.shown,
        }
    }

    /// Whether the cell is blank.
    pub fn is_blank(&self) -> bool {
        self.words().is_empty() && self.notes.is_empty()
    }
}

impl Table {
    /// Name, title, unit, year and scenario, as far as known: the line above the table.
    pub fn heading(&self) -> String {
        let year = self.year.to_string();
        let unit = self.unit.as_deref().unwrap_or_default();
        let scenario = self.scenario.as_ref().map(|name| format!("skenario {name}")).unwrap_or_default();
        let parts = [&self.name, &self.title, unit, &year, &scenario].into_iter();
        let known: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        known.join(" · ")
    }

    /// Name and title, which identify it among those of one unit and year.
    pub fn called(&self) -> String {
        let known: Vec<&str> =
            [&self.name, &self.title].into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        known.join(" · ")
    }

    /// The rows of the body, each with its kind.
    pub fn parted_rows(&self) -> impl Iterator<Item = (Part, &Vec<Cell>)> {
        let parts = self.parts.iter().copied().chain(std::iter::repeat(Part::Row));
        parts.zip(&self.rows)
    }

    /// The column that names rows: the last one of words before the first of numbers.
    pub fn naming(&self) -> usize {
        naming(&self.columns)
    }

    /// Which cells can be merged with those above: repeated words in the columns before the one that names the row, as
    /// far as the columns before them are repeated as well. By column, then by row of the body.
    pub fn said_again(&self) -> Vec<Vec<bool>> {
        let rows: Vec<(Part, &Vec<Cell>)> = self.parted_rows().collect();
        let again = |at: usize, column: usize| {
            let [(before, above), (part, row)] = [rows[at - 1], rows[at]];
            let same = |column: usize| match (above.get(column), row.get(column)) {
                (Some(above), Some(own)) => {
                    (above.words(), &above.notes, above.reported) == (own.words(), &own.notes, own.reported)
                }
                (Some(_), None) | (None, Some(_)) | (None, None) => false,
            };
            let says = row.get(column).is_some_and(|cell| !cell.words().trim().is_empty());
            before == Part::Row && part == Part::Row && says && (0..=column).all(same)
        };
        let column = |column: usize| (0..rows.len()).map(|at| at > 0 && again(at, column)).collect();
        (0..self.naming()).map(column).collect()
    }

    /// Every cell, footers last.
    pub fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.rows.iter().flatten().chain(self.footers.iter().flat_map(|footer| &footer.cells))
    }

    /// Whether some cell was reported and not computed, so that its mark has to be explained.
    pub fn has_reported(&self) -> bool {
        self.cells().any(|cell| cell.reported)
    }
}

/// The column that names rows: the last one of words before the first of numbers.
pub fn naming(columns: &[Column]) -> usize {
    columns.iter().take_while(|column| !column.numeric).count().saturating_sub(1)
}

impl Footer {
    /// The end of the label: it spans the columns of its block before the first cell with a value.
    pub fn until(&self) -> usize {
        let first = self.cells.iter().position(|cell| !cell.is_blank());
        first.unwrap_or(self.cells.len())
    }
}

fn state_words<S: Serializer>(state: &State, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(state.words())
}

/// A finite decimal is written as a string, so that no reader makes a float of it; any other number as a ratio.
fn exact<S: Serializer>(value: &Option<Exact>, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    if let Some(value) = value {
        match value.to_exact_plain() {
            Some(decimal) => map.serialize_entry("desimal", &decimal)?,
            None => map.serialize_entry("pecahan", &Ratio::of(value))?,
        }
    }
    map.end()
}

#[derive(serde::Serialize)]
struct Ratio {
    pembilang: String,
    penyebut: String,
}

impl Ratio {
    fn of(value: &Exact) -> Self {
        let (pembilang, penyebut) = value.fraction();
        Ratio { pembilang, penyebut }
    }
}
