//! Which rows of a printed table are parts of one objective, programme or group: below the same words, or below a row of words.

use super::figure::Printed;
use super::headings::filled;
use super::model::PrintedTable;
use super::read;
use super::words::folded;

/// The rows of one whole, as places among those that were asked about.
pub(super) type Part = Vec<usize>;

/// Each way in which the words of a table part some of its rows, in their order; `is_of_rows` says whether the words of a column
/// are the rows' own.
pub(super) fn partings(table: &PrintedTable, rows: &[usize], is_of_rows: &dyn Fn(usize) -> bool) -> Vec<Vec<Part>> {
    let is_words =
        |row: &usize, column: usize| matches!(read::cell(table.cell(*row, column)), Printed::Words(_) | Printed::Blank);
    let columns = (0..table.header.len()).filter(|column| !is_of_rows(*column));
    let words = columns.filter(|column| rows.iter().all(|row| is_words(row, *column))).map(|column| {
        parted(rows, &|before, row| {
            let cell = |row: usize| folded(table.cell(row, column));
            let above = (0..=before).rev().map(cell).find(|cell| !cell.is_empty()).unwrap_or_default();
            !cell(row).is_empty() && cell(row) != above
        })
    });
    let is_heading = |row: usize| filled(&table.rows[row]).len() == 1;
    let headed = parted(rows, &|before, row| (before..row).any(is_heading));
    words.chain([headed]).filter(|parts| parts.len() > 1).collect()
}

/// The rows in parts; `begins` says whether a row begins a new one behind another.
fn parted(rows: &[usize], begins: &dyn Fn(usize, usize) -> bool) -> Vec<Part> {
    let all: Vec<usize> = (0..rows.len()).collect();
    all.chunk_by(|one, next| !begins(rows[*one], rows[*next])).map(<[usize]>::to_vec).collect()
}
