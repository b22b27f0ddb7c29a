//! Rows with figures that a table of the rules has and no print of it.

use super::model::PrintedTable;
use super::remark::Remark;
use super::spots::{Laid, who};
use super::world::{Position, World};
use crate::eval::Value;
use crate::plan::PlannedRow;
use std::collections::{BTreeMap, BTreeSet};

/// One remark for each table that is printed in part. Where a printed row is not known, it may be the one that lacks, and is
/// told itself.
pub(super) fn rows(world: &World, printed: &[PrintedTable], laid: &Laid) -> Vec<Remark> {
    let is_unknown = |file: &String| {
        let own = |remark: &Remark| matches!(remark, Remark::UnknownRow { file: of, is_sum: false, .. } if of == file);
        laid.remarks.iter().any(own)
    };
    // A group sums up the other rows, which many a report leaves to its text.
    let is_group = |row: &PlannedRow| {
        let name = world.program().by_code.get(&*row.words);
        let version = name.and_then(|name| world.program().version(*name, world.plan().year));
        version.is_some_and(|version| version.kind.group().is_some())
    };
    let mut files: BTreeMap<usize, &String> = BTreeMap::new();
    let mut found: BTreeSet<(usize, usize, usize)> = BTreeSet::new();
    let mut columns: BTreeSet<(usize, usize, usize)> = BTreeSet::new();
    for spot in &laid.spots {
        if let Position::Body(table, block, row, column) = spot.position {
            files.entry(table).or_insert(&printed[spot.table].file);
            found.insert((table, block, row));
            columns.insert((table, block, column));
        }
    }
    let found = &found;
    let tables = files.into_iter().filter_map(|(at, file)| {
        let table = &world.plan().tables[at];
        let of_table = |one: &&PrintedTable| one.table.eq_ignore_ascii_case(&table.name);
        if printed.iter().filter(of_table).any(|one| is_unknown(&one.file)) {
            return None;
        }
        let rows = table.blocks.iter().enumerate().flat_map(|(block, own)| {
            let lacks = own.rows.iter().enumerate().filter(move |(row, _)| !found.contains(&(at, block, *row)));
            lacks.map(move |(row, own)| (block, row, own))
        });
        let is_shown = |(block, _, row): &(usize, usize, &PlannedRow)| {
            let has_figure = row.cells.iter().enumerate().any(|(column, cell)| {
                columns.contains(&(at, *block, column))
                    && cell.is_some_and(|cell| matches!(world.right(cell.slot), Ok(Value::Number(_))))
            });
            let passes = row.filter.is_none_or(|filter| matches!(world.right(filter), Ok(Value::Truth(true))));
            row.frame.is_none() && !is_group(row) && passes && has_figure
        };
        let mut names: Vec<String> = Vec::new();
        for (block, row, _) in rows.filter(is_shown) {
            let words = who(world, table, Position::Body(at, block, row, 0));
            if !names.contains(&words) {
                names.push(words);
            }
        }
        let (file, table) = (file.clone(), table.name.clone());
        (!names.is_empty()).then_some(Remark::AbsentRows { file, table, rows: names })
    });
    tables.collect()
}
