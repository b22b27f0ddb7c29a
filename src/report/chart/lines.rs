//! The rows of a table with the slots behind their cells.

use crate::eval::Results;
use crate::plan::{PlannedCell, PlannedTable, SlotId};
use crate::program::{NameId, Role, When};
use crate::report::table::{Cell, Part, Table};

/// A row of a table.
#[derive(Debug)]
pub struct Line<'t> {
    /// What it is; none for a footer.
    pub part: Option<Part>,
    /// What it is called.
    pub label: String,
    /// Its cells.
    pub cells: &'t [Cell],
    /// What each of them is planned as.
    pub at: Vec<Option<PlannedCell>>,
}

/// Body and footers, as they are shown.
pub fn lines<'t>(
    results: Results,
    table: &'t Table,
    planned: &PlannedTable,
    placed: &[Vec<Option<PlannedCell>>],
) -> Vec<Line<'t>> {
    let named = table.naming();
    let body = table.parted_rows().zip(placed).map(|((part, cells), at)| {
        let words = cells.get(named).map(|cell| cell.words().trim().to_string()).unwrap_or_default();
        let first = || at.iter().flatten().find_map(|cell| label(results, cell.slot));
        let label = if words.is_empty() { first().unwrap_or_default() } else { words };
        Line { part: Some(part), label, cells, at: at.clone() }
    });
    let feet = table.footers.iter().zip(&planned.footers).map(|(footer, planned)| Line {
        part: None,
        label: footer.label.clone(),
        cells: &footer.cells,
        at: planned.cells.clone(),
    });
    body.chain(feet).collect()
}

/// Which value of which thing a slot is.
pub fn role(results: Results, slot: SlotId) -> Option<(NameId, Role, When)> {
    let plan = results.plan;
    plan.slot(slot).role.or_else(|| plan.slot(plan.plain(slot)).role)
}

/// The words of the thing whose value a slot is.
pub fn label(results: Results, slot: SlotId) -> Option<String> {
    let (name, _, when) = role(results, slot)?;
    Some(label_of(results, name, when.year))
}

/// The words of a thing, else its code.
pub fn label_of(results: Results, name: NameId, year: i32) -> String {
    let program = results.program;
    let label = program.version(name, year).and_then(|version| version.label.clone());
    label.unwrap_or_else(|| program.code(name).to_string())
}
