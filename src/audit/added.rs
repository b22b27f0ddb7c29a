//! What is printed for several rows at once, before it is known which column it is of.

use super::figure::Printed;
use super::held::Held;
use super::lines::Rows;
use super::spanned;
use super::world::{Position, cell_at};
use crate::eval;
use crate::number::Exact;
use crate::plan::PlannedCell;
use crate::program::Role;

impl Held<'_, '_> {
    /// The cell of the rules for a printed row, where that is none of a total.
    pub fn body_cell(&self, rows: &[Rows], row: usize, of: usize) -> Option<PlannedCell> {
        let position = self.place(rows, row, of).filter(|at| matches!(at, Position::Body(..)))?;
        cell_at(self.world.plan(), position)
    }

    /// Whether a printed figure is that of its row and rows below it together: of money the sum, where these have none of their
    /// own or the same one; of those that its cell is merged with whatever they may have together.
    pub fn is_of_several(&self, rows: &[Rows], (row, column): (usize, usize), of: usize, printed: &Printed) -> bool {
        let is_money = matches!(self.wanted[of].role, Some(Role::Budget | Role::Spent));
        let reach = self.sheet.table.rows[row].reach_of(column);
        if !is_money && reach.is_none() {
            return false;
        }
        let value = |row: usize| eval::rational(self.world.right(self.body_cell(rows, row, of)?.slot));
        let is_it = |value: &Exact| printed.figures().iter().any(|one| one.is(value));
        if let Some(last) = reach {
            let table = &self.sheet.table.rows;
            let all = (row..table.len()).take_while(|row| table[*row].line <= last);
            let rights: Vec<&Exact> = all.filter_map(value).collect();
            let is_mean = || printed.figures().iter().any(|one| spanned::is_mean(one, &rights));
            return rights.len() > 1 && (is_it(&rights.iter().copied().sum()) || !is_money && is_mean());
        }
        let first = |row: usize| self.sheet.cell(row, column).figures().first().map(|one| &one.value);
        let Some(mut sum) = value(row).cloned() else { return false };
        for below in row + 1..self.sheet.table.rows.len() {
            let goes_on = first(below).is_none() || first(below) == first(row);
            let Some(value) = value(below).filter(|value| goes_on && !value.is_zero()) else { return false };
            sum = sum + value.clone();
            if is_it(&sum) {
                return true;
            }
        }
        false
    }
}
