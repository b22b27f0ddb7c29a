//! What is printed for several rows at once, before it is known which column it is of.

use super::figure::Printed;
use super::held::Held;
use super::joint;
use super::lines::Rows;
use super::spanned;
use super::world::{Position, cell_at};
use crate::eval;
use crate::number::Exact;
use crate::plan::{PlannedCell, SlotId};
use crate::program::Role;

/// The share of more rows is not looked for.
const MOST_SHARES: usize = 50;

impl Held<'_, '_> {
    /// The cell of the rules for a printed row, where that is none of a total.
    pub fn body_cell(&self, rows: &[Rows], row: usize, of: usize) -> Option<PlannedCell> {
        let position = self.place(rows, row, of).filter(|at| matches!(at, Position::Body(..)))?;
        cell_at(self.world.plan(), position)
    }

    /// Whether a printed figure is that of its row and rows below or above it together: of money the sum and the share of sums, where these have none of
    /// their own or the same one; of those that its cell is merged with whatever they may have together.
    pub fn is_of_several(&self, rows: &[Rows], (row, column): (usize, usize), of: usize, printed: &Printed) -> bool {
        let table = &self.sheet.table.rows;
        let is_money = matches!(self.wanted[of].role, Some(Role::Budget | Role::Spent));
        let is_share = self.wanted[of].role.is_none() && self.wanted[of].is_money();
        let reach = table[row].reach_of(column);
        if !is_money && !is_share && reach.is_none() {
            return false;
        }
        let value = |row: usize| {
            let slot = self.body_cell(rows, row, of)?.slot;
            Some((slot, eval::rational(self.world.right(slot))?))
        };
        let is_it = |value: &Exact| printed.figures().iter().any(|one| one.is(value));
        let is_of = |all: &[(SlotId, &Exact)]| {
            let rights: Vec<&Exact> = all.iter().map(|(_, right)| *right).collect();
            let share = || joint::share_of(self.world, all.iter().map(|(slot, _)| *slot), &rights);
            if is_share { share().is_some_and(|share| is_it(&share)) } else { is_it(&rights.into_iter().sum()) }
        };
        if let Some(last) = reach {
            let all = (row..table.len()).take_while(|row| table[*row].line <= last);
            let all: Vec<(SlotId, &Exact)> = all.filter_map(value).collect();
            let rights: Vec<&Exact> = all.iter().map(|(_, right)| *right).collect();
            let is_mean = || printed.figures().iter().any(|one| spanned::is_mean(one, &rights));
            return all.len() > 1 && (is_of(&all) || !is_money && is_mean());
        }
        let first = |row: usize| self.sheet.cell(row, column).figures().first().map(|one| &one.value);
        let along = |rows: &mut dyn Iterator<Item = usize>, goes_on: &dyn Fn(usize) -> bool| {
            let mut all: Vec<(SlotId, &Exact)> = value(row).into_iter().collect();
            let mut sum: Exact = all.iter().map(|(_, right)| *right).sum();
            for other in rows {
                let is_on = goes_on(other) && !all.is_empty();
                let Some(one) = value(other).filter(|(_, value)| is_on && !value.is_zero()) else { return false };
                all.push(one);
                sum = sum + one.1.clone();
                if is_money && is_it(&sum) || is_share && is_of(&all) {
                    return true;
                }
                if is_share && all.len() > MOST_SHARES {
                    return false;
                }
            }
            false
        };
        // Or it stands in the last of them, below blank ones.
        along(&mut (row + 1..table.len()), &|below| first(below).is_none() || first(below) == first(row))
            || along(&mut (0..row).rev(), &|above| first(above).is_none())
    }
}
