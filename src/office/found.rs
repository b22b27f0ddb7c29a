//! Where tables stand on a sheet: what is a heading, what is a row of data, and what only stands around them.

use super::model::{Content, Line, Sheet};

/// One table of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// Index of its sheet in the book.
    pub sheet: usize,
    /// Lines above the heading, the nearest last: titles, a caption.
    pub above: Vec<Line>,
    /// The columns with a heading, left to right.
    pub heads: Vec<Head>,
    /// The rows below the heading, top down; hidden ones only where they were asked for.
    pub rows: Vec<FoundRow>,
    /// Lines below the last row: footnotes. Signatures are not among them.
    pub below: Vec<Line>,
    /// What was done to read it, to be said.
    pub remarks: Vec<Remark>,
}

/// A column with a heading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Head {
    /// The column, from 0.
    pub column: u32,
    /// How many columns it takes: a code may stand in four, and is read as one.
    pub width: u32,
    /// Its words, top down: `Realisasi`, `II`, `K`.
    pub levels: Vec<String>,
    /// What the row of numbers says of it, beyond its own number: `14 = 13/8*100`.
    pub label: Option<String>,
    /// The row of the lowest of its words, from 1.
    pub row: u32,
    /// Whether the column is hidden.
    pub hidden: bool,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowIs {
    /// A thing with figures of its own.
    Thing,
    /// A heading within the table: an office, a programme, an objective without an indicator.
    Level,
    /// A total or a mean of others.
    Total,
}

/// A row below the heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundRow {
    /// Its number on the sheet, from 1.
    pub number: u32,
    /// Whether it is hidden.
    pub hidden: bool,
    /// What it is.
    pub is: RowIs,
    /// One for each head; of a merged or blank cell down the side what stands above it.
    pub cells: Vec<Option<Content>>,
    /// The row that each content stands in: above its own where it was filled down.
    pub from: Vec<u32>,
}

/// What was done to read a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// Blank cells of a head took what stands above them; so many, the first in this row.
    FilledDown { head: usize, count: usize, first: u32 },
    /// Rows that are hidden, and whether they count.
    HiddenRows { rows: Vec<u32>, taken: bool },
    /// Columns that are hidden; they are read.
    HiddenColumns(Vec<u32>),
    /// The heading stands again in these rows, as on the next page.
    HeadingAgain(Vec<u32>),
    /// Codes are put together from these columns.
    JoinedCodes { head: usize },
    /// Lines with signatures, which are not read.
    Signatures { first: u32, last: u32 },
}

/// What a rule file says of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Choice {
    /// `baris mulai 5`: the first row of data.
    pub first: Option<u32>,
    /// `baris tersembunyi ikut`, `tidak`; where nothing is said they count.
    pub hidden: Option<bool>,
}

/// The tables of a sheet, top down, then left to right.
pub fn tables(sheet: &Sheet) -> Vec<Found> {
    tables_with(sheet, Choice::default())
}

/// The same, as a rule file says.
pub fn tables_with(_sheet: &Sheet, _choice: Choice) -> Vec<Found> {
    Vec::new()
}
