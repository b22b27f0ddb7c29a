//! The units of the numbers in each column of a file: what a factor is meant for, and what else it would affect.

use super::problem::Cell;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The most cells of a column that are rewritten; nobody would check more.
pub(super) const MOST_CELLS: usize = 12;

/// By column, the units of its numbers, each in order of first occurrence.
#[derive(Default)]
pub(super) struct InUnits(RefCell<BTreeMap<usize, Vec<InUnit>>>);

/// The numbers of a column in one unit.
#[derive(Debug, Clone)]
pub(super) struct InUnit {
    pub unit: Option<Arc<str>>,
    /// The first cells, up to one more than are rewritten.
    pub cells: Vec<Cell>,
}

impl InUnits {
    /// Records a number; `cell` gives its cell where a factor would be written out there.
    pub fn note(&self, column: usize, unit: Option<&str>, cell: impl FnOnce() -> Option<Cell>) {
        let mut columns = self.0.borrow_mut();
        let units = columns.entry(column).or_default();
        let at = units.iter().position(|one| one.unit.as_deref() == unit).unwrap_or_else(|| {
            units.push(InUnit { unit: unit.map(Arc::from), cells: Vec::new() });
            units.len() - 1
        });
        if units[at].cells.len() <= MOST_CELLS {
            units[at].cells.extend(cell());
        }
    }

    /// What was recorded for a column.
    pub fn of(&self, column: usize) -> Vec<InUnit> {
        self.0.borrow().get(&column).cloned().unwrap_or_default()
    }
}
