//! Order on a sheet: rows and cells ascend, and merged cells hold what their first one holds.

use super::model::{Merge, Row, Sheet};
use std::collections::BTreeMap;

/// Puts rows and cells in order, drops what merged cells cover. A file that has them in order costs one look.
pub(super) fn settle(sheet: &mut Sheet) {
    if !sheet.rows.is_sorted_by(|one, next| one.number < next.number) {
        join_rows(&mut sheet.rows);
    }
    for row in &mut sheet.rows {
        if !row.cells.is_sorted_by(|one, next| one.column < next.column) {
            // Of two in one place the later counts.
            row.cells.reverse();
            row.cells.sort_by_key(|cell| cell.column);
            row.cells.dedup_by_key(|cell| cell.column);
        }
    }
    sheet.rows.shrink_to_fit();
    sheet.merges.sort_by_key(|merge| (*merge.rows.start(), *merge.columns.start()));
    sheet.merges.dedup();
    uncover(sheet);
}

/// Rows in order; a number that stands twice is one row.
fn join_rows(rows: &mut Vec<Row>) {
    rows.sort_by_key(|row| row.number);
    rows.dedup_by(|later, first| {
        let same = later.number == first.number;
        if same {
            first.cells.append(&mut later.cells);
            first.hidden |= later.hidden;
        }
        same
    });
}

/// Drops what stands in cells that a merged one covers: no program shows it. Of merged cells that lie over each other, which
/// no program makes, the first counts.
fn uncover(sheet: &mut Sheet) {
    let mut waiting = sheet.merges.iter().peekable();
    // Those that reach into the row, by their first column.
    let mut reach: BTreeMap<u32, &Merge> = BTreeMap::new();
    let mut ends: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for row in &mut sheet.rows {
        while let Some(merge) = waiting.next_if(|merge| *merge.rows.start() <= row.number) {
            let (first, last) = (*merge.columns.start(), *merge.columns.end());
            // Those whose rows are over make room.
            while let Some(entry) = ends.first_entry().filter(|entry| *entry.key() < *merge.rows.start()) {
                entry.remove().iter().for_each(|column| _ = reach.remove(column));
            }
            let free = reach.range(..=last).next_back().is_none_or(|(_, other)| *other.columns.end() < first);
            if free {
                reach.insert(first, merge);
                ends.entry(*merge.rows.end()).or_default().push(first);
            }
        }
        while let Some(entry) = ends.first_entry().filter(|entry| *entry.key() < row.number) {
            entry.remove().iter().for_each(|column| _ = reach.remove(column));
        }
        if reach.is_empty() {
            continue;
        }
        row.cells.retain(|cell| {
            let over =
                reach.range(..=cell.column).next_back().filter(|(_, merge)| merge.columns.contains(&cell.column));
            over.is_none_or(|(_, merge)| *merge.rows.start() == row.number && *merge.columns.start() == cell.column)
        });
    }
    sheet.rows.retain(|row| !row.cells.is_empty());
}
