//! Totals that are only of the last part of a printed table, by their figures.

use super::footers::{Sums, is_body};
use super::lines::{Known, Rows};
use super::model::PrintedTable;
use super::{read, titles};
use crate::number::Exact;

/// Whether the figures of a row are those of the last part of a table alone, whose rows have the name of its first one to the
/// left or a blank there, or above which a row of words stands.
pub(super) fn is_of_last(table: &PrintedTable, rows: &Rows, known: &[Known], (row, at): (usize, usize)) -> bool {
    let body: Vec<usize> = (0..row).filter(|row| is_body(rows, known, *row)).collect();
    let is_words =
        |row: usize, column: usize| table.cell(row, column).chars().filter(|c| c.is_alphabetic()).count() >= 3;
    let begins = |column: usize| {
        let last = table.cell(*body.last()?, column);
        // Its words stand in its first row alone, or in each.
        let first = match last.is_empty() {
            true => body.iter().rposition(|row| is_words(*row, column))?,
            false => body.iter().rposition(|row| table.cell(*row, column) != last)? + 1,
        };
        (first > 0 && first + 1 < body.len() && is_words(body[first], column)).then_some(first)
    };
    let value = |row: usize, column: usize| read::cell(table.cell(row, column)).figures().first().cloned();
    // Or a row of words alone stands above the part.
    let is_heading = |row: usize| {
        (0..table.header.len()).any(|column| is_words(row, column))
            && (0..table.header.len())
                .all(|column| titles::is_counting(&table.header[column]) || value(row, column).is_none())
    };
    let below_heading = || {
        let first = body.iter().rposition(|row| row.checked_sub(1).is_some_and(is_heading))?;
        (first > 0 && first + 1 < body.len()).then_some(first)
    };
    let Some(first) = (0..table.header.len()).find_map(begins).or_else(below_heading) else { return false };
    let is_of = |rows: &[usize]| {
        let told = (0..table.header.len()).filter_map(|column| {
            let own = value(row, column)?;
            let parts: Vec<Exact> = rows.iter().filter_map(|row| Some(value(*row, column)?.value)).collect();
            let sum: Exact = parts.iter().sum();
            let whole = match known[at].sums? {
                Sums::Total => sum,
                Sums::Mean => sum.checked_div(&Exact::from(i64::try_from(parts.len()).ok()?))?,
            };
            Some((own.value.clone() - whole).abs() <= own.half() + own.half())
        });
        let told: Vec<bool> = told.collect();
        !told.is_empty() && told.iter().all(|one| *one)
    };
    is_of(&body[first..]) && !is_of(&body)
}
