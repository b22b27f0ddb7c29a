//! Columns that are read for nothing. Nothing of what an office has is passed over in silence: they are told, once for a
//! file, where they hold anything.

use super::csv::{Row, Sheet};
use super::header::{HeaderColumn, Role, ValueKind};
use super::problem::DataProblem;
use super::rows::is_blank;

/// The columns of a file that nothing reads.
pub(super) struct Unused {
    columns: Vec<usize>,
    /// Those of which every cell so far is blank.
    blank: Vec<usize>,
}

impl Unused {
    pub fn of(columns: &[HeaderColumn]) -> Unused {
        let is_unused = |column: &HeaderColumn| {
            !column.is_told && matches!(column.role, Role::Value(_, ValueKind::Printed | ValueKind::Undeclared))
        };
        let columns: Vec<usize> = (0..columns.len()).filter(|at| is_unused(&columns[*at])).collect();
        Unused { blank: columns.clone(), columns }
    }

    /// Looks at the cells of a row.
    pub fn look(&mut self, row: &Row) {
        self.blank.retain(|column| is_blank(row.get(*column)));
    }

    /// Notes that what a column says is held against what is computed.
    pub fn held(&mut self, column: usize) {
        self.columns.retain(|one| *one != column);
    }

    /// What is to be said of them; `is_bare` tells that there is no row at all, as where a header is read alone.
    pub fn told(&self, sheet: &Sheet, header: &Row, is_bare: bool) -> Option<DataProblem> {
        let filled = self.columns.iter().filter(|column| is_bare || !self.blank.contains(column));
        let cells: Vec<_> = filled.map(|column| sheet.cell(header, *column, header.get(*column))).collect();
        (!cells.is_empty()).then(|| DataProblem::UnusedColumns { cells })
    }
}
