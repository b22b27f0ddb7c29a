//! Tables that stand side by side, with a blank column between them: each is a table of its own.

use super::band::Band;
use super::grid::{Grid, filled, is_blank};
use super::words::{Looks, is_code_head, is_numbering, looks};
use super::{Found, Head};
use crate::office::model::{Cell, Merge, Row, Sheet};
use std::ops::RangeInclusive;

/// The columns of each table of several side by side; none where it is one.
pub(super) fn columns(grid: &Grid, band: &Band, found: &Found, next: usize) -> Option<Vec<RangeInclusive<u32>>> {
    let is_parted = |pair: &[Head]| {
        let end = pair[0].column + pair[0].width;
        end < pair[1].column && (end..pair[1].column).all(|column| is_free(grid, band, column, next))
    };
    let mut parts: Vec<RangeInclusive<usize>> = Vec::new();
    let mut first = 0;
    for at in 1..=found.heads.len() {
        if at < found.heads.len() && !is_parted(&found.heads[at - 1..=at]) {
            continue;
        }
        // What is no table by itself belongs to the one on its left.
        match parts.last_mut() {
            Some(last) if !is_table(found, first..=at - 1) || !is_table(found, last.clone()) => {
                *last = *last.start()..=at - 1;
            }
            _ => parts.push(first..=at - 1),
        }
        first = at;
    }
    let of_heads = |part: &RangeInclusive<usize>| {
        let (first, last) = (&found.heads[*part.start()], &found.heads[*part.end()]);
        first.column..=last.column + last.width - 1
    };
    (parts.len() > 1).then(|| parts.iter().map(of_heads).collect())
}

/// Whether nothing stands in a column, from the heading to the row behind the table.
fn is_free(grid: &Grid, band: &Band, column: u32, next: usize) -> bool {
    let first = band.rows.first().copied().unwrap_or(band.last);
    let rows = &grid.sheet.rows;
    let own = &rows[rows.partition_point(|row| row.number < first)..next];
    own.iter().all(|row| row.get(column).is_none_or(is_blank) && grid.covering(row.number, column).is_none())
}

/// Whether some heads make a table: rows are named or numbered there, and have figures.
fn is_table(found: &Found, heads: RangeInclusive<usize>) -> bool {
    const NAMES: [&str; 12] = [
        "indikator",
        "program",
        "kegiatan",
        "subkegiatan",
        "sub",
        "sasaran",
        "tujuan",
        "uraian",
        "nama",
        "urusan",
        "komponen",
        "jenis",
    ];
    let last = |head: &Head| head.levels.last().cloned().unwrap_or_default();
    let begins = |level: &String| {
        let lower = level.to_lowercase();
        lower.split(|c: char| !c.is_alphanumeric()).next().is_some_and(|word| NAMES.contains(&word))
    };
    let is_number = |head: &Head| is_numbering(&last(head)) || is_code_head(&last(head));
    let own = || heads.clone().map(|at| (at, &found.heads[at]));
    let is_figure = |at: usize| {
        found.rows.iter().filter_map(|row| row.cells[at].as_ref()).any(|content| looks(content) == Looks::Figure)
    };
    let is_named = own().any(|(_, head)| is_numbering(&last(head)) || head.levels.iter().any(begins));
    own().count() > 1 && is_named && own().any(|(at, head)| !is_number(head) && is_figure(at))
}

/// A sheet with the cells of some rows and columns alone. What stands above the heading is said of each table whose columns it is
/// merged over, and of one that nothing of its own stands above.
pub(super) fn alone(grid: &Grid, band: &Band, rows: &[Row], columns: &RangeInclusive<u32>) -> Sheet {
    let first = band.rows.first().copied().unwrap_or(band.last);
    let own = |row: &Row| row.cells.iter().filter(|cell| columns.contains(&cell.column)).cloned().collect::<Vec<_>>();
    let is_titled = rows.iter().filter(|row| row.number < first).any(|row| !own(row).is_empty());
    let with = |row: &Row| {
        let mut cells = own(row);
        if row.number < first && cells.is_empty() {
            let spans = |column: u32| !is_titled || grid.reach(row.number, column).any(|at| columns.contains(&at));
            let title = filled(row).find(|(column, _)| spans(*column));
            cells.extend(title.map(|(_, content)| Cell { column: *columns.start(), content: content.clone() }));
        }
        (!cells.is_empty()).then_some(Row { number: row.number, hidden: row.hidden, cells })
    };
    let within = |merge: &&Merge| columns.contains(merge.columns.start()) && columns.contains(merge.columns.end());
    let sheet = grid.sheet;
    Sheet {
        name: sheet.name.clone(),
        above: sheet.above.clone(),
        below: Vec::new(),
        hidden: sheet.hidden,
        rows: rows.iter().filter_map(with).collect(),
        hidden_columns: sheet.hidden_columns.clone(),
        merges: sheet.merges.iter().filter(within).cloned().collect(),
    }
}
