//! Rows of a printed table that are held against the rules together: those of one year, and those under one heading where it
//! has the rows of another once more.

use super::exactly;
use super::held::Held;
use super::lines::{self, Known, Rows, Speaks};
use super::model::PrintedTable;
use super::read;
use super::titles::{self, Columns};
use super::weigh;
use std::collections::BTreeMap;

/// What became of the rows of a printed table, for one block.
pub(super) fn rows(held: &Held, columns: &Columns, block: usize, known: &[Known]) -> Rows {
    let speaks = |row: usize, at: usize| held.of_row(columns, block, row, at);
    by(held, columns, (block, known), &speaks)
}

/// The same by figures under whatever titles: rows are known before columns are.
pub(super) fn rows_anywhere(held: &Held, columns: &Columns, block: usize, known: &[Known]) -> Rows {
    let speaks = |row: usize, at: usize| weigh::of_row_anywhere(held, block, row, at);
    by(held, columns, (block, known), &speaks)
}

fn by(held: &Held, columns: &Columns, (block, known): (usize, &[Known]), speaks: &Speaks) -> Rows {
    let table = held.sheet.table;
    let from = held.offsets[block];
    let own = from..from + held.planned.blocks[block].columns.len();
    let plain: Vec<Option<usize>> = columns.iter().map(|one| one.map(|(at, _)| at)).collect();
    let together = |row: usize, others: &[exactly::Member], as_printed: bool| {
        exactly::is_together(held, columns, block, (row, others), as_printed)
    };
    let found = |among: &[usize]| lines::rows((table, among), known, &plain, &own, (speaks, &together));
    let mut by_year: BTreeMap<i32, Vec<usize>> = BTreeMap::new();
    for (at, row) in table.rows.iter().enumerate() {
        by_year.entry(row.year.unwrap_or(held.titles.now.year)).or_default().push(at);
    }
    let mut all = Rows { found: vec![None; table.rows.len()], ..Rows::default() };
    for among in by_year.values() {
        let together = found(among);
        if together.again.iter().all(|(row, first)| is_repeated(table, *row, *first)) {
            all.add(among, together);
            continue;
        }
        let parts = among.chunk_by(|one, other| table.rows[*one].part == table.rows[*other].part);
        for part in parts {
            all.add(part, found(part));
        }
    }
    all
}

/// Whether a row is one that is printed twice: under another heading only where it is the same in every cell.
fn is_repeated(table: &PrintedTable, row: usize, first: usize) -> bool {
    let is_counting = |column: usize| titles::is_counting(&table.header[column]);
    table.rows[row].part == table.rows[first].part
        || (0..table.header.len())
            .all(|column| is_counting(column) || read::says_same(table.cell(row, column), table.cell(first, column)))
}
