//! How the numbers of a column are written, if its file does not say: a cell with two readings follows the cells of its
//! column that have only one, provided that those agree.

use super::csv::{Row, Rows, Sheet};
use super::digits::only_format;
use super::problem::Cell;
use super::schema::NumberFormat;
use super::shares::has_sign;
use crate::source::sheet::MARK;
use std::cell::OnceCell;

/// The evidence of the unambiguous cells of a column.
#[derive(Debug, Clone)]
pub(super) enum Evidence {
    /// No cell is unambiguous.
    None,
    /// All unambiguous cells have this format; the first of them.
    Agreed(NumberFormat, Cell),
    /// The formats of unambiguous cells differ; the first cell of each.
    Torn(Cell, Cell),
}

/// The evidence of every column of a file, computed on demand.
pub(super) struct ColumnFormats {
    /// Where the first row begins, and its line.
    begin: Option<(usize, u32)>,
    columns: Vec<OnceCell<Evidence>>,
    /// The first cell with a percent sign.
    signed: Vec<OnceCell<Option<Cell>>>,
    /// The first number that is written otherwise than its file says, where none is written so.
    otherwise: OnceCell<Option<Cell>>,
}

impl ColumnFormats {
    /// `begin` is where the rows of the file begin below its header, and the line there. For a piece of a file it must
    /// be none: the meaning of a cell may not depend on where the file was cut.
    pub fn new(begin: Option<(usize, u32)>, columns: usize) -> Self {
        let signed = vec![OnceCell::new(); columns];
        ColumnFormats { begin, columns: vec![OnceCell::new(); columns], signed, otherwise: OnceCell::new() }
    }

    /// Where the first row begins, and its line; none for a piece of a file.
    pub fn begin(&self) -> Option<(usize, u32)> {
        self.begin
    }

    /// The first cell of a column with a percent sign.
    pub fn signed(&self, sheet: &Sheet, column: usize, header: &str) -> Option<Cell> {
        let (known, (start, line)) = (self.signed.get(column)?, self.begin?);
        let found = known.get_or_init(|| {
            let row = Rows::again(sheet, start, line).find(|row| has_sign(row.get(column)))?;
            Some(sheet.cell(&row, column, header))
        });
        found.clone()
    }

    /// The first of the clear cells in columns of numbers, where all of them are written otherwise than their file says.
    pub fn otherwise(&self, sheet: &Sheet, columns: &[(usize, &str)]) -> Option<&Cell> {
        let (declared, (start, line)) = (sheet.file.format?, self.begin?);
        let found = self.otherwise.get_or_init(|| {
            let mut first = None;
            for row in Rows::again(sheet, start, line) {
                for (column, header) in columns {
                    match clear(row.typed(*column)) {
                        Some(format) if format == declared => return None,
                        Some(_) if first.is_none() => first = Some(sheet.cell(&row, *column, header)),
                        Some(_) | None => {}
                    }
                }
            }
            first
        });
        found.as_ref()
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

/// The only format in which the only number of a cell can be read; none if it has two readings, the same one in both,
/// or none.
fn clear(text: &str) -> Option<NumberFormat> {
    // A number from a real workbook cell says nothing about how others are typed.
    if text.starts_with(MARK) {
        return None;
    }
    let mut numbers = text.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','));
    let number = numbers.by_ref().find(|part| part.contains(|c: char| c.is_ascii_digit()))?;
    let more = numbers.any(|part| part.contains(|c: char| c.is_ascii_digit()));
    // `Rp. 5.000,00` has a separator that belongs to the currency.
    only_format(number.trim_start_matches(['.', ','])).filter(|_| !more)
}
