//! Where tables stand on a sheet: what is a heading, what is a row of data, and what only stands around them.

mod abreast;
mod band;
mod grid;
mod quarters;
mod rows;
mod scaled;
mod sums;
mod titled;
mod words;

use super::model::{Book, Content, Kind, Line, Row, Sheet};
use band::{band_above, band_at, heads};
use grid::Grid;
pub(super) use grid::one_line;
pub use grid::said;
pub use quarters::{is_of_quarters, is_of_times, is_up_to, names_quarter, names_whole_year, quarter_of};
pub use scaled::{Scaled, as_shown};
use std::collections::BTreeSet;
use std::ops::RangeInclusive;
pub use titled::{Titled, year_of};
pub use words::is_figure;
pub(super) use words::{is_note, of_money};

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
    /// The column that each content stands in, where a heading above it has another order than the first one.
    pub columns: Option<Vec<u32>>,
}

/// What was done to read a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// Blank cells of a head took what stands above them; so many, the first in this row.
    FilledDown { head: usize, count: usize, first: u32 },
    /// Rows that are hidden, and whether they count.
    HiddenRows { rows: Vec<u32>, taken: bool },
    /// Rows that are struck through; they are not read.
    StruckRows(Vec<u32>),
    /// Columns that are hidden; they are read.
    HiddenColumns(Vec<u32>),
    /// The heading stands again in these rows, as on the next page.
    HeadingAgain(Vec<u32>),
    /// Merged cells with one figure over several rows, by first row, last row and column: it counts in the first.
    MergedFigures(Vec<(u32, u32, u32)>),
    /// It stands again in these rows in another order; the rows below are read by it.
    HeadingTurned(Vec<u32>),
    /// Codes are put together from these columns.
    JoinedCodes { head: usize },
    /// Columns with figures and no heading, which are not read.
    Untitled(Vec<u32>),
    /// Lines with signatures, which are not read.
    Signatures { first: u32, last: u32 },
    /// Rows below signatures that have figures and no place in the table; they are not read.
    BelowSignatures(Vec<u32>),
}

/// What a rule file says of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// `baris mulai 5`: the first row of data.
    pub first: Option<u32>,
    /// `baris tersembunyi ikut`, `tidak`; where nothing is said they count.
    pub hidden: Option<bool>,
    /// Headings that the rules look for, which tell where one is.
    pub heads: Vec<String>,
}

/// The tables of a sheet, top down.
pub fn tables(sheet: &Sheet) -> Vec<Found> {
    tables_with(sheet, &Choice::default())
}

/// The same, as a rule file says.
pub fn tables_with(sheet: &Sheet, choice: &Choice) -> Vec<Found> {
    let grid = Grid::new(sheet);
    let mut tables = Vec::new();
    let (mut at, mut behind) = (0, 0);
    while at < sheet.rows.len() {
        let band = match choice.first {
            Some(first) => band_above(&grid, first),
            None => band_at(&grid, at, choice),
        };
        let Some(band) = band else {
            if choice.first.is_some() {
                break;
            }
            at += 1;
            continue;
        };
        let heads = heads(&grid, &band);
        let top = sheet.rows.partition_point(|row| row.number < band.rows[0]);
        let mut lines = above(sheet, behind, top);
        if choice.first.is_some() {
            let others = rows_of_tables(&grid, choice, top);
            lines.retain(|line| !others.iter().any(|rows| rows.contains(&line.row)));
        }
        let (mut found, next) = rows::read(&grid, &band, heads, lines, choice);
        if found.rows.iter().any(|row| row.is == RowIs::Thing) {
            match abreast::columns(&grid, &band, &found, next) {
                Some(parts) => {
                    let alone = |columns| abreast::alone(&grid, &band, &sheet.rows[behind..next], columns);
                    tables.extend(parts.iter().flat_map(|columns| tables_with(&alone(columns), choice)));
                }
                None => {
                    found.remarks.sort_by_key(Remark::place);
                    tables.push(found);
                }
            }
            (at, behind) = (next.max(at + 1), next);
        } else {
            at += 1;
        }
        if choice.first.is_some() {
            break;
        }
    }
    if let Some(last) = tables.last_mut() {
        let row = sheet.rows.last().map_or(0, |row| row.number);
        let notes = sheet.below.iter().zip(row + 1..);
        last.below.extend(notes.map(|(text, row)| Line { row, text: text.clone() }));
    }
    tables
}

/// The rows above one that tables take: what their headings say is of them alone.
fn rows_of_tables(grid: &Grid, choice: &Choice, until: usize) -> Vec<RangeInclusive<u32>> {
    let choice = Choice { first: None, ..choice.clone() };
    let (mut at, mut taken) = (0, Vec::new());
    while at < until {
        let Some(band) = band_at(grid, at, &choice) else {
            at += 1;
            continue;
        };
        let (found, next) = rows::read(grid, &band, heads(grid, &band), Vec::new(), &choice);
        let end = grid.sheet.rows[next.min(until).max(1) - 1].number;
        if found.rows.iter().any(|row| row.is == RowIs::Thing && row.number <= end) {
            taken.push(band.rows[0]..=end);
            at = next.max(at + 1);
        } else {
            at += 1;
        }
    }
    taken
}

/// The rows of a sheet under headings that stand elsewhere, where the table began; under blank ones where none are given.
pub fn rows_under(sheet: &Sheet, heads: Option<&[Head]>, choice: &Choice) -> Option<Found> {
    let grid = Grid::new(sheet);
    let band = band::Band { rows: Vec::new(), numbers: None, last: 0 };
    let columns = sheet.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.column);
    let blank = |column| Head { column, width: 1, ..Head::default() };
    let heads =
        heads.map_or_else(|| columns.collect::<BTreeSet<_>>().into_iter().map(blank).collect(), <[Head]>::to_vec);
    let (found, _) = rows::read(&grid, &band, heads, above(sheet, 0, 0), choice);
    found.rows.iter().any(|row| row.is == RowIs::Thing).then_some(found)
}

/// The first row of a sheet with a figure behind its first cell.
pub fn first_of_figures(sheet: &Sheet) -> Option<u32> {
    let has_figure = |row: &Row| grid::filled(row).skip(1).any(|(_, content)| is_figure(content));
    sheet.rows.iter().find(|row| has_figure(row)).map(|row| row.number)
}

/// The lowest row of the first heading on a sheet that has no rows below it.
pub fn bare_heading(sheet: &Sheet, choice: &Choice) -> Option<u32> {
    let grid = Grid::new(sheet);
    let strong = (0..sheet.rows.len()).find(|at| is_strong(&grid, *at, choice))?;
    band_at(&grid, strong, choice).map(|band| band.last)
}

/// The tables of all sheets, each with the index of its own.
pub fn tables_of(book: &Book) -> Vec<Found> {
    let with = |(at, sheet)| tables(sheet).into_iter().map(move |found| Found { sheet: at, ..found });
    book.sheets.iter().enumerate().flat_map(with).collect()
}

/// The tables of a document that have figures and no heading: one may go on from the page before.
pub fn without_heading(book: &Book, tables: &[Found]) -> Option<String> {
    let is_found = |at: usize| tables.iter().any(|table| table.sheet == at);
    let has_figures = |sheet: &Sheet| first_of_figures(sheet).is_some();
    let bare = book.sheets.iter().enumerate().filter(|(at, sheet)| has_figures(sheet) && !is_found(*at));
    let names: Vec<&str> = bare.map(|(_, sheet)| sheet.name.as_str()).collect();
    let is_told = book.kind == Kind::Docx && !names.is_empty();
    is_told.then(|| format!("{} berangka tetapi tanpa judul kolom,", names.join(", ")))
}

/// The lines above a heading, behind what stood there before.
fn above(sheet: &Sheet, behind: usize, top: usize) -> Vec<Line> {
    const MOST: usize = 12;
    let caption = if behind == 0 { sheet.above.as_slice() } else { &[] };
    let caption = caption.iter().map(|text| Line { row: 0, text: text.clone() });
    let rows = sheet.rows[behind.max(top.saturating_sub(MOST)).min(top)..top].iter().map(band::line);
    caption.chain(rows).filter(|line| !line.text.is_empty()).collect()
}

/// Whether a row begins a heading beyond doubt: words that tables begin with, in at least two cells.
fn is_strong(grid: &Grid, at: usize, choice: &Choice) -> bool {
    let row = &grid.sheet.rows[at];
    let is_heading = |content: &Content| match content {
        Content::Text(_) | Content::Worded(_) => words::is_heading(&grid::said(content)),
        _ => false,
    };
    grid::filled(row).filter(|(_, content)| is_heading(content)).count() > 1 && band_at(grid, at, choice).is_some()
}

impl Found {
    /// What a head is called in one line: its words from the lowest up, `K di bawah II di bawah Realisasi`.
    pub fn called(&self, head: usize) -> String {
        self.heads.get(head).map(Head::called).unwrap_or_default()
    }
}

impl FoundRow {
    /// The column that the cell under a head stands in.
    pub fn column(&self, head: usize, heads: &[Head]) -> u32 {
        self.columns.as_ref().map_or(heads[head].column, |columns| columns[head])
    }
}

impl Head {
    /// Its words from the lowest up: `K di bawah II di bawah Realisasi`.
    pub fn called(&self) -> String {
        self.levels.iter().rev().map(String::as_str).collect::<Vec<_>>().join(" di bawah ")
    }
}

impl Remark {
    /// In which order remarks are told.
    fn place(&self) -> u8 {
        match self {
            Remark::HeadingAgain(_) | Remark::HeadingTurned(_) => 0,
            Remark::JoinedCodes { .. } => 1,
            Remark::FilledDown { .. } => 2,
            Remark::HiddenColumns(_) => 3,
            Remark::HiddenRows { .. } | Remark::StruckRows(_) => 4,
            Remark::Untitled(_) | Remark::MergedFigures(_) => 5,
            Remark::Signatures { .. } => 6,
            Remark::BelowSignatures(_) => 7,
        }
    }
}
