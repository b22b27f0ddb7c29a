//! What a change moves: values, achievements and grades before and after.

use super::show::Shown;
use super::state::View;
use crate::data::Dataset;
use crate::eval::Cell;
use crate::plan::{PlannedTable, SlotId};
use crate::program::{NameId, Role, When};

/// The values that count as results, in the order told.
pub const RESULTS: [Role; 6] = [Role::Value, Role::Target, Role::Achievement, Role::Band, Role::Budget, Role::Spent];

/// Something that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// `capaian IKPP`
    pub what: String,
    /// What was shown of it.
    pub before: String,
    /// What is shown now.
    pub after: String,
}

/// Everything of a year that differs between two views, but for the slots that were set themselves.
pub fn moves(before: &View, after: &View, data: &Dataset, year: i32) -> Vec<Move> {
    let when = When::year(year);
    let mut found = Vec::new();
    for (at, name) in after.program().names.iter().enumerate() {
        for role in RESULTS {
            let now = after.slot(NameId(at as u32), role, when);
            let was = before.program().by_code.get(&name.code).and_then(|old| before.slot(*old, role, when));
            let is_set = now.is_some_and(|slot| after.pins.contains(&slot) && !before.pins.contains(&slot));
            let is_unset = was.is_some_and(|slot| before.pins.contains(&slot));
            if is_set || is_unset && now.is_some_and(|slot| after.pins.contains(&slot)) || same(before, was, after, now)
            {
                continue;
            }
            let show = |view: &View, slot: Option<SlotId>, code: &str| match slot {
                Some(_) => Shown::of(view, data, code, role, when).map_or_else(|| "–".into(), |shown| shown.text),
                None => "–".to_string(),
            };
            let (before, after) = (show(before, was, &name.code), show(after, now, &name.code));
            found.push(Move { what: super::show::what(role, &name.code), before, after });
        }
    }
    found
}

/// The tables with a cell that differs between two views.
pub fn tables(before: &View, after: &View) -> Vec<String> {
    let cells = |table: &PlannedTable| {
        let footers = table.footers.iter().flat_map(|footer| &footer.cells);
        let all = table.blocks.iter().flat_map(|block| &block.rows).flat_map(|row| &row.cells).chain(footers);
        all.map(|cell| cell.map(|cell| cell.slot)).collect::<Vec<_>>()
    };
    let moved = |(old, new): &(&PlannedTable, &PlannedTable)| {
        let (old, new) = (cells(old), cells(new));
        old.len() != new.len() || old.into_iter().zip(new).any(|(was, now)| !same(before, was, after, now))
    };
    let pairs = before.plan.tables.iter().zip(&after.plan.tables);
    pairs.filter(moved).map(|(_, table)| table.name.clone()).filter(|name| !name.is_empty()).collect()
}

fn same(before: &View, was: Option<SlotId>, after: &View, now: Option<SlotId>) -> bool {
    match (was, now) {
        (Some(was), Some(now)) => same_cell(before.evaluation.cell(was, 0), after.evaluation.cell(now, 0)),
        (None, None) => true,
        // A slot that says it has no value is as good as none.
        (Some(only), None) => before.evaluation.cell(only, 0).is_err(),
        (None, Some(only)) => after.evaluation.cell(only, 0).is_err(),
    }
}

fn same_cell(a: &Cell, b: &Cell) -> bool {
    match (a, b) {
        (Ok(a), Ok(b)) => a == b,
        (Err(a), Err(b)) => a.state == b.state,
        _ => false,
    }
}
