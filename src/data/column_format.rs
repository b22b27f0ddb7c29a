//! How the numbers of a column are written, where its file does not say: a cell with two readings follows the cells beside
//! it that have one, and only where those agree.

use super::csv::{Row, Sheet};
use super::digits::only_format;
use super::problem::Cell;
use super::schema::NumberFormat;
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
pub(super) struct ColumnFormats<'a> {
    rows: &'a [Row],
    columns: Vec<OnceCell<Evidence>>,
}

impl<'a> ColumnFormats<'a> {
    /// `rows` are all rows of the file below its header. A piece of a file must give none: what a cell means may not
    /// depend on where the file was cut.
    pub fn new(rows: &'a [Row], columns: usize) -> Self {
        ColumnFormats { rows, columns: vec![OnceCell::new(); columns] }
    }

    /// What the column says.
    pub fn of(&self, sheet: &Sheet, column: usize, header: &str) -> &Evidence {
        const NOTHING: &Evidence = &Evidence::None;
        let Some(known) = self.columns.get(column) else { return NOTHING };
        known.get_or_init(|| {
            let first = |format| self.rows.iter().find(|row| clear(row.get(column)) == Some(format));
            let cell = |row: &Row| sheet.cell(row, column, header);
            match (first(NumberFormat::Indonesian), first(NumberFormat::English)) {
                (None, None) => Evidence::None,
                (Some(row), None) => Evidence::Agreed(NumberFormat::Indonesian, cell(row)),
                (None, Some(row)) => Evidence::Agreed(NumberFormat::English, cell(row)),
                (Some(id), Some(en)) => Evidence::Torn(cell(id), cell(en)),
            }
        })
    }
}

/// The one format in which the only number of a cell can be read; none where it has two readings, one in both, or none.
fn clear(text: &str) -> Option<NumberFormat> {
    let mut numbers = text.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','));
    let number = numbers.by_ref().find(|part| part.contains(|c: char| c.is_ascii_digit()))?;
    let more = numbers.any(|part| part.contains(|c: char| c.is_ascii_digit()));
    // `Rp. 5.000,00` has a mark that belongs to the currency.
    only_format(number.trim_start_matches(['.', ','])).filter(|_| !more)
}
