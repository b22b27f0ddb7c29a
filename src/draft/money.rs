//! Which columns of a table are its budget, what was spent of it, and the percent of that: those of one head.

use super::figures::Says;
use super::package::{Known, value};
use super::roles::Role;
use super::things::Thing;
use crate::audit::words::tokens;
use std::cmp::Reverse;

/// The columns of money.
#[derive(Debug, Clone, Copy, Default)]
pub struct Money {
    /// Budgets.
    pub budget: Option<usize>,
    /// Money spent.
    pub spent: Option<usize>,
    /// What of the budget was spent, in percent.
    pub absorbed: Option<usize>,
}

impl Known<'_> {
    /// The columns of money of the year. `Operasi`, `Modal` and `Total` each over `Anggaran | Realisasi | %`: what was spent and
    /// its percent are those beside the budget, never those of another; of several the total, else the first.
    pub fn money(&self) -> Money {
        let [budgets, spent, absorbed] = [Role::Budget, Role::Spent, Role::Absorbed].map(|role| self.of_money(role));
        let beside = |budget: usize, all: &[usize]| all.iter().copied().find(|at| self.is_beside(budget, *at));
        let rank = |at: &usize| {
            let is_spent = beside(*at, &spent).is_some();
            (is_spent, is_spent && self.is_of_total(*at), Reverse(*at))
        };
        let budget = budgets.iter().copied().max_by_key(rank);
        let of_budget = |all: &[usize]| {
            let Some(budget) = budget else { return all.first().copied() };
            let is_of_another = |at: &usize| budgets.iter().any(|one| *one != budget && self.is_beside(*one, *at));
            beside(budget, all).or_else(|| all.iter().copied().find(|at| !is_of_another(at)))
        };
        Money { budget, spent: of_budget(&spent), absorbed: of_budget(&absorbed) }
    }

    /// The columns that hold money of the year.
    pub fn of_money(&self, role: Role) -> Vec<usize> {
        let mut own = self.shape.columns(role);
        own.retain(|at| {
            let head = self.shape.heads[*at];
            let is_own = !head.elsewhere && head.year.is_none_or(|year| year == self.shape.year);
            is_own && self.things.iter().any(|thing| matches!(self.shape.cell(*at, thing.row), Says::Number(_)))
        });
        own
    }

    /// What of the budget was spent; of nothing it may be printed as 0.
    pub fn absorbed(&self, money: Money, column: usize) -> String {
        let is_zero = |at: Option<usize>, row: usize| {
            at.and_then(|at| value(self.shape.cell(at, row))).is_some_and(|one| one.is_zero())
        };
        let is_printed = |thing: &Thing| is_zero(money.budget, thing.row) && is_zero(Some(column), thing.row);
        let ratio = "serapan / pagu * 100%";
        if self.things.iter().any(is_printed) {
            format!("jika pagu = 0 maka 0% selain itu {ratio}")
        } else {
            ratio.to_string()
        }
    }

    /// Whether two columns stand below the same words.
    fn is_beside(&self, one: usize, other: usize) -> bool {
        self.words_above(one) == self.words_above(other)
    }

    /// Whether the words above a column say that it adds up the others.
    fn is_of_total(&self, column: usize) -> bool {
        const TOTALS: [&str; 5] = ["total", "jumlah", "seluruh", "seluruhnya", "keseluruhan"];
        self.words_above(column).iter().flat_map(|level| tokens(level)).any(|word| TOTALS.contains(&word.as_str()))
    }

    fn words_above(&self, column: usize) -> &[String] {
        self.shape.found.heads[column].levels.split_last().map_or(&[], |(_, above)| above)
    }
}
