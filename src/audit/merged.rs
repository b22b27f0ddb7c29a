//! Cells merged over the rows of a whole: of an objective over its indicators, filled in the first of them alone.

use super::figure::Printed;
use super::footers;
use super::headings::filled;
use super::model::PrintedTable;
use super::read;
use super::words::{alike, folded};

/// Whether a column is filled in just those rows in which words to its left are, and these are merged over rows with names of
/// their own: its figures are of what the rows are a part of. `names` are the titles of names in the rules.
pub(super) fn is_of_whole(table: &PrintedTable, column: usize, names: &[&str]) -> bool {
    let cell = |row: usize, column: usize| table.cell(row, column);
    // What stands alone in a row is a title or a note; of a total all rows are parts.
    let is_row = |row: &usize| {
        let words = table.rows[*row].cells.iter().find(|cell| !cell.trim().is_empty());
        filled(&table.rows[*row]).len() > 1 && words.is_none_or(|words| !footers::is_of_all(words))
    };
    // Nor are the last ones that have fewer figures beside them than most: what stands below all rows, under words of its own.
    let figures = |row: usize| {
        let others = (0..table.header.len()).filter(|other| *other != column);
        others.filter(|other| !read::cell(cell(row, *other)).figures().is_empty()).count()
    };
    let mut counted: Vec<(usize, usize)> =
        (0..table.rows.len()).filter(is_row).map(|row| (row, figures(row))).collect();
    while let Some(((_, last), others)) = counted.split_last()
        && others.iter().filter(|(_, figures)| figures > last).count() * 2 > others.len()
    {
        counted.pop();
    }
    let rows: Vec<usize> = counted.into_iter().map(|(row, _)| row).collect();
    let is_words = |cell: &str| matches!(read::cell(cell), Printed::Words(_));
    let over = |words: usize| {
        // Words that are written out in each row are merged over none.
        let is_repeated = rows.windows(2).any(|pair| {
            let [one, next] = [pair[0], pair[1]].map(|row| folded(cell(row, words)));
            !one.is_empty() && one == next
        });
        let is_merged = !is_repeated
            && rows.iter().any(|row| cell(*row, words).is_empty())
            && rows.iter().all(|row| cell(*row, words).is_empty() == cell(*row, column).is_empty())
            && rows.iter().all(|row| cell(*row, words).is_empty() || is_words(cell(*row, words)));
        let is_codes = || rows.iter().all(|row| is_code(cell(*row, words)));
        let is_name = || names.iter().any(|name| alike(&table.header[words], name) >= 80);
        let has_names =
            || (words + 1..table.header.len()).any(|other| rows.iter().all(|row| is_words(cell(*row, other))));
        is_merged && !is_name() && !is_codes() && has_names()
    };
    (0..column).any(over)
}

/// Whether a cell is blank or a code, of its row alone: `K1`, `IKM`. An objective is words.
fn is_code(cell: &str) -> bool {
    let cell = cell.trim();
    let is_capital = |c: char| !c.is_lowercase() && !c.is_whitespace();
    cell.chars().all(is_capital) || !cell.contains(char::is_whitespace) && cell.contains(|c: char| c.is_ascii_digit())
}
