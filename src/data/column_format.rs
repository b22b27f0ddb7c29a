//! How the numbers of a column are written, where its file does not say: a cell with two readings follows the cells beside
//! it that have one, and only where those agree.

use super::csv::{Row, Rows, Sheet};
use super::digits::only_format;
use super::problem::Cell;
use super::schema::NumberFormat;
use super::shares::has_sign;
use crate::source::sheet::MARK;
use std::cell::OnceCell;

/// What the clear cells of a column say.
#[derive(Debug, Clone)]
pub(super) enum Evidence {
    /// No cell has one reading only.
    None,
    /// All that have one reading are written so; the first of them.
    Agreed(NumberFormat, Cell),
    /// Some are written the one way, some the other; the first of each.
    Torn(Cell, Cell),
}

/// The evidence of every column of a file, looked for when a cell asks.
pub(super) struct ColumnFormats {
    /// Where the first row begins, and its line.
    begin: Option<(usize, u32)>,
    columns: Vec<OnceCell<Evidence>>,
    /// The first cell that says that it is percent.
    signed: Vec<OnceCell<Option<Cell>>>,
}

impl ColumnFormats {
    /// `begin` is where the rows of the file begin below its header, and the line there. A piece of a file must give
    /// none: what a cell means may not depend on where the file was cut.
    pub fn new(begin: Option<(usize, u32)>, columns: usize) -> Self {
        ColumnFormats { begin, columns: vec![OnceCell::new(); columns], signed: vec![OnceCell::new(); columns] }
    }

    /// Where the first row begins, and its line; none for a piece of a file.
    pub fn begin(&self) -> Option<(usize, u32)> {
        self.begin
    }

    /// The first cell of a column that carries the sign of percent.
    pub fn signed(&self, sheet: &Sheet, column: usize, header: &str) -> Option<Cell> {
        let (known, (start, line)) = (self.signed.get(column)?, self.begin?);
        let found = known.get_or_init(|| {
            let row = Rows::again(sheet, start, line).find(|row| has_sign(row.get(column)))?;
            Some(sheet.cell(&row, column, header))
        });
        found.clone()
    }

    /// What the column says.
    pub fn of(&self, sheet: &Sheet, column: usize, header: &str) -> &Evidence {
        const NOTHING: &Evidence = &Evidence::None;
        let (Some(known), Some((start, line))) = (self.columns.get(column), self.begin) else { return NOTHING };
        known.get_or_init(|| {
            let cell = |row: &Row| sheet.cell(row, column, header);
            let (mut indonesian, mut english) = (None, None);
            for row in Rows::again(sheet, start, line) {
                match clear(row.typed(column)) {
                    Some(NumberFormat::Indonesian) if indonesian.is_none() => indonesian = Some(cell(&row)),
                    Some(NumberFormat::English) if english.is_none() => english = Some(cell(&row)),
                    _ => continue,
                }
                if indonesian.is_some() && english.is_some() {
                    break;
                }
            }
            match (indonesian, english) {
                (None, None) => Evidence::None,
                (Some(cell), None) => Evidence::Agreed(NumberFormat::Indonesian, cell),
                (None, Some(cell)) => Evidence::Agreed(NumberFormat::English, cell),
                (Some(id), Some(en)) => Evidence::Torn(id, en),
            }
        })
    }
}

/// The one format in which the only number of a cell can be read; none where it has two readings, one in both, or none.
fn clear(text: &str) -> Option<NumberFormat> {
    // A number of a real cell says nothing of how others are typed.
    if text.starts_with(MARK) {
        return None;
    }
    let mut numbers = text.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','));
    let number = numbers.by_ref().find(|part| part.contains(|c: char| c.is_ascii_digit()))?;
    let more = numbers.any(|part| part.contains(|c: char| c.is_ascii_digit()));
    // `Rp. 5.000,00` has a mark that belongs to the currency.
    only_format(number.trim_start_matches(['.', ','])).filter(|_| !more)
}
