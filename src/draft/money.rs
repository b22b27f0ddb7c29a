//! Which columns of a table are its budget, what was spent of it, and the percent of that: those of one head.

use super::among::CHANGED;
use super::factors::Heading;
use super::figures::{Says, is_printed};
use super::package::{Known, value};
use super::roles::{self, Role};
use super::things::Thing;
use crate::audit::words::tokens;
use crate::number::Exact;
use crate::office::Remark;
use std::cmp::Reverse;
use std::collections::BTreeSet;

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
        self.money_in(self.shape.year)
    }

    /// Those of another year, as far as they are in what those of the year are in.
    pub fn earlier_money(&self) -> Vec<(i32, Money)> {
        let is_money = |at: &usize| matches!(self.shape.heads[*at].role, Role::Budget | Role::Spent);
        let years = (0..self.shape.heads.len()).filter(is_money).filter_map(|at| self.shape.heads[at].year);
        let years: BTreeSet<i32> = years.filter(|year| *year != self.shape.year).collect();
        let own = self.money();
        let zeros = |at: usize| Heading::of(self.shape, at).factor().map_or(0, |said| said.zeros);
        let as_own = |own: Option<usize>, other: Option<usize>| {
            other.filter(|other| own.is_some_and(|own| zeros(own) == zeros(*other)))
        };
        let of_year = |year: i32| {
            let other = self.money_in(year);
            let (budget, spent) = (as_own(own.budget, other.budget), as_own(own.spent, other.spent));
            let absorbed = other.absorbed.filter(|_| budget.is_some() && spent.is_some());
            (year, Money { budget, spent, absorbed })
        };
        years.into_iter().map(of_year).filter(|(_, money)| money.budget.or(money.spent).is_some()).collect()
    }

    fn money_in(&self, year: i32) -> Money {
        let [budgets, spent, absorbed] =
            [Role::Budget, Role::Spent, Role::Absorbed].map(|role| self.of_money_in(role, year));
        let beside = |budget: usize, all: &[usize]| all.iter().copied().find(|at| self.is_beside(budget, *at));
        let rank = |at: &usize| {
            let is_spent = beside(*at, &spent).is_some();
            (is_spent, is_spent && self.is_of_total(*at), Reverse(*at))
        };
        let first = budgets.iter().copied().max_by_key(rank);
        // Of a budget before and after it was changed the one that the printed percent are of; else that which counts.
        let of_head = budgets.iter().copied().filter(|at| first.is_some_and(|first| self.is_beside(first, *at)));
        let of_head: Vec<usize> = of_head.collect();
        // Of several changes the last.
        let best = |at: &usize| {
            let changed = Some(*at).filter(|at| self.is_changed(*at));
            (self.proved(*at, &spent, &absorbed), self.adds_up(*at, &of_head), changed, Reverse(*at))
        };
        let budget = if of_head.len() > 1 { of_head.iter().copied().max_by_key(best) } else { first };
        let of_budget = |all: &[usize]| {
            let Some(budget) = budget else { return all.first().copied() };
            let is_of_another = |at: &usize| budgets.iter().any(|one| *one != budget && self.is_beside(*one, *at));
            // `APBD | DAK | Jumlah` below budgets, and again below what was spent.
            let own = |at: usize| self.shape.found.heads[at].levels.last();
            let others = || all.iter().copied().filter(|at| !is_of_another(at));
            let alike = || others().find(|at| of_head.len() > 1 && own(*at) == own(budget));
            beside(budget, all).or_else(alike).or_else(|| others().next())
        };
        Money { budget, spent: of_budget(&spent), absorbed: of_budget(&absorbed) }
    }

    /// How many printed percent a budget gives, with what was spent of it in whatever units.
    fn proved(&self, budget: usize, spent: &[usize], absorbed: &[usize]) -> usize {
        let own = |at: usize, thing: &Thing| value(self.shape.cell(at, thing.row));
        let fits = |thing: &Thing, spent: usize, absorbed: usize| {
            let Says::Number(printed) = self.shape.cell(absorbed, thing.row) else { return false };
            let ratio = own(spent, thing).zip(own(budget, thing)).and_then(|(part, whole)| part.checked_div(&whole));
            let Some(percent) = ratio.map(|ratio| ratio * Exact::HUNDRED) else { return false };
            [-9, -6, -3, 0, 3, 6, 9].into_iter().any(|zeros| {
                let percent = Exact::from(10).checked_pow(zeros).map(|tens| percent.clone() * tens);
                percent.is_some_and(|percent| is_printed(&percent, &printed.value, printed.places))
            })
        };
        let pairs = spent.iter().flat_map(|spent| absorbed.iter().map(move |absorbed| (*spent, *absorbed)));
        let counts =
            pairs.map(|(spent, absorbed)| self.things.iter().filter(|thing| fits(thing, spent, absorbed)).count());
        counts.max().unwrap_or(0)
    }

    /// Whether the figures of a column are those of the others below its words added up, in each row.
    fn adds_up(&self, column: usize, of_head: &[usize]) -> bool {
        let others = || of_head.iter().copied().filter(|at| *at != column);
        let figure = |at: usize, thing: &Thing| value(self.shape.cell(at, thing.row));
        let is_sum = |thing: &Thing| {
            let sum = others().filter_map(|at| figure(at, thing)).fold(Exact::ZERO, |sum, part| sum + part);
            figure(column, thing).is_none_or(|own| own == sum)
        };
        // A sum of one figure says nothing.
        let is_of_several =
            |thing: &Thing| others().filter(|at| figure(*at, thing).is_some_and(|part| !part.is_zero())).count() > 1;
        of_head.len() > 2 && self.things.iter().all(is_sum) && self.things.iter().any(is_of_several)
    }

    /// What is asked of a budget that was changed, where the table does not show which of both counts.
    pub fn asked_budget(&self) -> Option<String> {
        let taken = self.money().budget?;
        let of_head: Vec<usize> =
            self.of_money(Role::Budget).into_iter().filter(|at| self.is_beside(taken, *at)).collect();
        if self.adds_up(taken, &of_head) {
            return None;
        }
        let others = of_head.into_iter().filter(|at| *at != taken);
        let (spent, absorbed) = (self.of_money(Role::Spent), self.of_money(Role::Absorbed));
        let own = |at: usize, thing: &Thing| value(self.shape.cell(at, thing.row));
        let differs = |other: &usize| self.things.iter().any(|thing| own(*other, thing) != own(taken, thing));
        let proved = self.proved(taken, &spent, &absorbed);
        let open = others.filter(differs).find(|other| self.proved(*other, &spent, &absorbed) == proved)?;
        Some(format!(
            "pagu dibaca dari kolom \"{}\"; tabel tidak menunjukkan apakah \"{}\" yang dipakai. Yang mana pagunya?",
            self.shape.title(taken),
            self.shape.title(open)
        ))
    }

    /// Whether the words of a column say that it is what a budget was changed to. `Perubahan` alone may also be by how much.
    fn is_changed(&self, column: usize) -> bool {
        let is_budget = roles::said(&self.shape.found.heads[column]).role == Role::Budget;
        let own = self.shape.found.heads[column].levels.iter().flat_map(|level| tokens(level)).collect::<Vec<_>>();
        let has = |words: &[&str]| own.iter().any(|word| words.contains(&word.as_str()));
        is_budget && has(&CHANGED) && !has(&["sebelum", "murni", "awal"])
    }

    /// Whether a blank cell of money is one that a figure above it reaches down to: that is of several rows, and stands in the first.
    pub fn is_merged(&self, column: usize, row: usize) -> bool {
        let own = (self.shape.found.heads[column].column, self.shape.found.rows[row].number);
        let is_in = |(first, last, column): &(u32, u32, u32)| *column == own.0 && *first < own.1 && own.1 <= *last;
        let is_said = |remark: &Remark| matches!(remark, Remark::MergedFigures(cells) if cells.iter().any(is_in));
        *self.shape.cell(column, row) == Says::Blank && self.shape.found.remarks.iter().any(is_said)
    }

    /// The columns that hold money of the year.
    pub fn of_money(&self, role: Role) -> Vec<usize> {
        self.of_money_in(role, self.shape.year)
    }

    fn of_money_in(&self, role: Role, year: i32) -> Vec<usize> {
        let is_own_year = |own: Option<i32>| own == Some(year) || own.is_none() && year == self.shape.year;
        let mut own = self.shape.columns(role);
        own.retain(|at| {
            let head = self.shape.heads[*at];
            let is_own = !head.elsewhere && is_own_year(head.year);
            is_own && self.things.iter().any(|thing| matches!(self.shape.cell(*at, thing.row), Says::Number(_)))
        });
        own
    }

    /// What of the budget was spent; of nothing it may be printed as 0.
    pub fn absorbed(&self, money: Money, column: usize, behind: &str) -> String {
        let is_zero = |at: Option<usize>, row: usize| {
            at.and_then(|at| value(self.shape.cell(at, row))).is_some_and(|one| one.is_zero())
        };
        let is_printed = |thing: &Thing| is_zero(money.budget, thing.row) && is_zero(Some(column), thing.row);
        let ratio = format!("serapan{behind} / pagu{behind} * 100%");
        if self.things.iter().any(is_printed) {
            format!("jika pagu{behind} = 0 maka 0% selain itu {ratio}")
        } else {
            ratio
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
