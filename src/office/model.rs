//! What an office file holds, as far as tables go: sheets of rows of cells, each with its place.

pub use crate::source::sheet::letters;

use crate::number;
use crate::source::sheet::STRUCK;
use rust_decimal::{Decimal, RoundingStrategy};
use std::borrow::Cow;
use std::ops::RangeInclusive;
use std::sync::Arc;

/// A workbook, or a document, whose tables are sheets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Book {
    /// What the first bytes said it is.
    pub kind: Kind,
    /// Its sheets in order, hidden ones too.
    pub sheets: Vec<Sheet>,
}

/// What kind of file a book was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Office Open XML workbook.
    Xlsx,
    /// OpenDocument spreadsheet.
    Ods,
    /// Office Open XML document: each table is a sheet.
    Docx,
    /// A web page, often under the name `.xls`.
    Html,
    /// Text whose cells are parted by a mark.
    Csv,
}

/// One sheet, or one table of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its name; of a document `tabel 3`, counted from 1.
    pub name: String,
    /// Paragraphs directly above a table of a document, the nearest last: a caption, a heading.
    pub above: Vec<String>,
    /// Notes directly below a table of a document: what its figures are in, what its marks mean.
    pub below: Vec<String>,
    /// Whether the whole sheet is hidden.
    pub hidden: bool,
    /// The rows that hold something, top down.
    pub rows: Vec<Row>,
    /// Columns that are hidden, from 0.
    pub hidden_columns: Vec<RangeInclusive<u32>>,
    /// Merged cells; the content stands in the top left one.
    pub merges: Vec<Merge>,
}

/// A row that holds something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number as the program shows it, from 1; of a document the row of the table.
    pub number: u32,
    /// Hidden, by hand or by a filter.
    pub hidden: bool,
    /// The cells that hold something, left to right.
    pub cells: Vec<Cell>,
}

/// A cell that holds something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its column, from 0.
    pub column: u32,
    /// What stands in it.
    pub content: Content,
}

/// What a cell holds. A formula counts as the value kept beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Words, or figures typed as words; line breaks as `\n`.
    Text(Arc<str>),
    /// A number as it counts, not as it is shown: a binary float at 15 significant digits, and of a percent format its
    /// percentage (0,879 is 87,9).
    Number(Decimal, Shown),
    /// A number around which its format writes words that say something else than it does: `1500 juta`. It is read as if they were
    /// typed.
    Worded(Arc<Worded>),
    /// A number that is no decimal of 28 digits, as the file writes it.
    Vast(Arc<str>),
    /// A day, as `2024-12-31`, with the time of day behind where it has one.
    Date(Arc<str>),
    /// Yes or no.
    Truth(bool),
    /// `#DIV/0!` and the like; `#dicoret 78` where all of it is struck through.
    Error(Arc<str>),
    /// A formula without a value beside it, as a script writes it.
    Uncomputed(Arc<str>),
}

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// As it is.
    General,
    /// With so many decimals.
    Decimals(u8),
    /// In percent, with so many decimals.
    Percent(u8),
    /// As an amount of rupiah, with so many decimals.
    Money(u8),
    /// With at least so many digits, zeros in front: the code `02` is kept as 2 and shown by `00`.
    Padded(u8),
    /// In thousands of thousands, so many times, with so many decimals: 1500000 as 2 by `#,##0,,`; `named` where the format says so
    /// behind it: `#,##0,," juta"`.
    Scaled { thousands: u8, decimals: u8, named: bool },
    /// Not at all: words stand in its place, or nothing.
    Hidden,
    /// In a format of its own that says something else.
    Other,
}

impl Shown {
    /// What is seen of a number; none where the format says nothing of that.
    pub fn seen(self, number: Decimal) -> Option<Decimal> {
        let (number, places) = match self {
            Shown::Decimals(places) | Shown::Percent(places) | Shown::Money(places) => (number, places),
            Shown::Scaled { decimals, .. } => (self.scaled(number)?, decimals),
            Shown::General | Shown::Padded(_) | Shown::Hidden | Shown::Other => return None,
        };
        Some(number.round_dp_with_strategy(u32::from(places), RoundingStrategy::MidpointAwayFromZero))
    }

    /// A number without the thousands that are left out; none where it has too many decimals then.
    pub fn scaled(self, number: Decimal) -> Option<Decimal> {
        let Shown::Scaled { thousands, .. } = self else { return Some(number) };
        number::without_zeros(number, 3 * u32::from(thousands))
    }
}

/// A number with the words of its format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worded {
    /// As the cell holds it, percent as so many hundredths.
    pub number: Decimal,
    /// How its digits are shown.
    pub shown: Shown,
    /// What stands in front of it, and behind it.
    pub before: Arc<str>,
    pub behind: Arc<str>,
    /// What is seen, where that is no way to write the number: `80.000` of 80 by `0".000"`.
    pub seen: Option<String>,
}

impl Worded {
    /// The number in full with its words, as somebody would type it.
    pub fn typed(&self) -> String {
        format!("{}{}{}", self.before, self.held(), self.behind)
    }

    /// What is read of it: what is seen, where the number cannot be written so.
    pub fn said(&self) -> Cow<'_, str> {
        self.seen.as_deref().map_or_else(|| Cow::Owned(self.typed()), Cow::Borrowed)
    }

    /// How much room it takes that it does not share.
    pub(super) fn size(&self) -> usize {
        self.seen.as_ref().map_or(0, String::len)
    }

    /// What its cell holds.
    pub fn held(&self) -> String {
        let percent = if matches!(self.shown, Shown::Percent(_)) { "%" } else { "" };
        format!("{}{percent}", self.number.normalize()).replace('.', ",")
    }
}

/// Cells merged into one, rows from 1 and columns from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merge {
    /// First to last row.
    pub rows: RangeInclusive<u32>,
    /// First to last column.
    pub columns: RangeInclusive<u32>,
}

/// A line of text with the row that it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Row of the sheet, from 1.
    pub row: u32,
    /// Its words.
    pub text: String,
}

impl Sheet {
    /// A row by its number.
    pub fn row(&self, number: u32) -> Option<&Row> {
        self.rows.binary_search_by_key(&number, |row| row.number).ok().map(|at| &self.rows[at])
    }
}

impl Content {
    /// A code as people read it: of a number shown with zeros in front, its digits with them; of another number that is
    /// typed as it is, its digits. None of what is no code.
    pub fn code(&self) -> Option<Cow<'_, str>> {
        match self {
            Content::Text(text) => Some(Cow::Borrowed(text)),
            Content::Number(number, Shown::Padded(digits)) if number.is_integer() => {
                Some(Cow::Owned(format!("{number:0width$}", width = usize::from(*digits))))
            }
            // `3.30` is kept as 3.3 and shown by `0.00`.
            Content::Number(number, Shown::Decimals(places)) if number.scale() < u32::from(*places) => {
                Some(Cow::Owned(format!("{number:.places$}", places = usize::from(*places))))
            }
            Content::Number(number, _) => Some(Cow::Owned(number.to_string())),
            Content::Worded(worded) => Some(worded.said()),
            Content::Vast(_) | Content::Date(_) | Content::Truth(_) | Content::Error(_) | Content::Uncomputed(_) => {
                None
            }
        }
    }
}

impl Row {
    /// Whether all that stands in it is struck through.
    pub(crate) fn is_struck(&self) -> bool {
        let is_struck = |cell: &Cell| matches!(&cell.content, Content::Error(text) if text.starts_with(STRUCK));
        let says = |cell: &&Cell| !matches!(&cell.content, Content::Text(text) if text.trim().is_empty());
        let mut says = self.cells.iter().filter(says).peekable();
        says.peek().is_some() && says.all(is_struck)
    }

    /// What stands in a column, if anything.
    pub fn get(&self, column: u32) -> Option<&Content> {
        self.cells.binary_search_by_key(&column, |cell| cell.column).ok().map(|at| &self.cells[at].content)
    }
}
