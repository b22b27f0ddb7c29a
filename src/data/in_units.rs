//! Which columns of a file have numbers in which unit: what a factor is meant for, and what it would be put on beside.

use super::problem::Cell;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// So many cells of a column are written anew at most; more than that nobody looks through.
pub(super) const MOST_CELLS: usize = 12;

/// By column, the units of its numbers, each in the order it was met.
#[derive(Default)]
pub(super) struct InUnits(RefCell<BTreeMap<usize, Vec<InUnit>>>);

/// The numbers of a column in one unit.
#[derive(Debug, Clone)]
pub(super) struct InUnit {
    pub unit: Option<Arc<str>>,
    /// The first of them, and one more than are written anew.
    pub cells: Vec<Cell>,
}

impl InUnits {
    /// Notes a number.
    pub fn note(&self, column: usize, unit: Option<&str>, cell: impl FnOnce() -> Cell) {
        let mut columns = self.0.borrow_mut();
        let units = columns.entry(column).or_default();
        let at = units.iter().position(|one| one.unit.as_deref() == unit).unwrap_or_else(|| {
            units.push(InUnit { unit: unit.map(Arc::from), cells: Vec::new() });
            units.len() - 1
        });
        if units[at].cells.len() <= MOST_CELLS {
            units[at].cells.push(cell());
        }
    }

    /// What was noted of a column.
    pub fn of(&self, column: usize) -> Vec<InUnit> {
        self.0.borrow().get(&column).cloned().unwrap_or_default()
    }
}
