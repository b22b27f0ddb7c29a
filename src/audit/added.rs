//! What is printed for several rows at once, before it is known which column it is of.

use super::figure::Printed;
use super::held::Held;
use super::lines::Rows;
use super::world::{Position, cell_at};
use crate::eval;
use crate::program::Role;

impl Held<'_, '_> {
    /// Whether a printed figure of money is the sum of those of its row and the rows below it that have none of their own, or
    /// the same one.
    pub fn is_sum(&self, rows: &[Rows], (row, column): (usize, usize), of: usize, printed: &Printed) -> bool {
        if !matches!(self.wanted[of].role, Some(Role::Budget | Role::Spent)) {
            return false;
        }
        let value = |row: usize| {
            let position = self.place(rows, row, of).filter(|at| matches!(at, Position::Body(..)))?;
            eval::rational(self.world.right(cell_at(self.world.plan(), position)?.slot))
        };
        let first = |row: usize| self.sheet.cell(row, column).figures().first().map(|one| &one.value);
        let Some(mut sum) = value(row).cloned() else { return false };
        for below in row + 1..self.sheet.table.rows.len() {
            let goes_on = first(below).is_none() || first(below) == first(row);
            let Some(value) = value(below).filter(|value| goes_on && !value.is_zero()) else { return false };
            sum = sum + value.clone();
            if printed.figures().iter().any(|one| one.is(&sum)) {
                return true;
            }
        }
        false
    }
}
