//! Factors that headings or lines above the table name: `Pagu (juta rupiah)`. The data keep the figures as they are printed, with
//! the factor in their own heading; the table divides by it again.

use super::package::{Known, is_range, value};
use super::roles::Role;
use crate::data::header::{Said, factor_above, factor_of};
use crate::number;

/// The factors of the columns of the data, as their headings say them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Factors {
    /// Of targets and of what is realised: both have one, or neither.
    pub values: Option<Said>,
    /// Of budgets and spending.
    pub money: Option<Said>,
    /// Columns whose factor is not used.
    pub left: Vec<usize>,
}

impl Factors {
    /// What stands behind a word of the heading: ` (juta rupiah)`.
    pub fn behind(said: Option<&Said>) -> String {
        said.map(|said| format!(" ({})", said.words)).unwrap_or_default()
    }

    /// What is told of them.
    pub fn told(&self, known: &Known) -> Vec<String> {
        let of = |said: &Option<Said>, what: &str| {
            said.as_ref().map(|said| format!("satuan {what} di data: {}, seperti di tabel", said.words))
        };
        let left = self.left.iter().map(|at| {
            let title = known.shape.title(*at);
            format!("satuan di judul \"{title}\" tidak dipakai: angka lain di kolom itu atau di sebelahnya tidak bersatuan itu")
        });
        let values = if known.has_targets { "target dan realisasi" } else { "nilai" };
        of(&self.values, values).into_iter().chain(of(&self.money, "pagu dan serapan")).chain(left).collect()
    }
}

impl Known<'_> {
    /// The factors of the data.
    pub fn factors(&self) -> Factors {
        let said = |at: &usize| factor_of(&self.shape.title(*at));
        let money = self.money();
        let of_money = |said: &Said| matches!(said.unit.as_deref(), None | Some("rupiah"));
        let columns: Vec<usize> = [money.budget, money.spent].into_iter().flatten().collect();
        let own: Vec<Said> = columns.iter().filter_map(said).filter(of_money).collect();
        let above = || {
            let lines = self.shape.found.above.iter().rev();
            lines.filter_map(|line| factor_above(&line.text, &|_| false)).find(of_money)
        };
        let stated = own.first().cloned().or_else(|| above().filter(|_| !columns.is_empty()));
        let money = stated.filter(|first| own.iter().all(|one| one.zeros == first.zeros));
        let values = self.values();
        let first = values.iter().find_map(said);
        let all =
            |first: &Said| values.iter().all(|at| said(at).is_some_and(|own| own == *first) && self.fits(*at, first));
        let first = first.filter(all);
        let is_left = |at: &usize| said(at).is_some();
        let mut left: Vec<usize> = values.iter().copied().filter(is_left).filter(|_| first.is_none()).collect();
        left.extend(columns.into_iter().filter(is_left).filter(|_| money.is_none()));
        Factors { values: first, money, left }
    }

    /// The columns of targets and of what is realised.
    fn values(&self) -> Vec<usize> {
        let years = self.measured.years.iter().flat_map(|year| [year.target, year.real]).flatten();
        let quarters = self.quarters().into_iter().map(|(at, _)| at);
        let aims = (0..self.things.len()).flat_map(|at| self.aims(at)).map(|(at, _)| at);
        let mut all: Vec<usize> = years.chain(quarters).chain(aims).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Whether every figure of a column can be in what its heading says.
    fn fits(&self, column: usize, said: &Said) -> bool {
        let fits = |unit: &str| {
            let counts =
                unit.split_whitespace().next().is_some_and(|word| number::zeros(&word.to_lowercase()).is_some());
            !counts && unit != "persen" && said.unit.as_deref().is_none_or(|own| own == unit.to_lowercase())
        };
        self.things.iter().all(|thing| {
            let cell = self.shape.cell(column, thing.row);
            !is_range(cell) && (value(cell).is_none() || thing.unit.as_deref().is_none_or(fits))
        })
    }

    /// What shows a column of the rules as it is printed.
    pub fn divided(&self, column: usize, shows: String) -> String {
        let factors = self.factors();
        let said = match self.shape.heads[column].role {
            Role::Budget | Role::Spent => factors.money,
            _ if self.values().contains(&column) => factors.values,
            _ => None,
        };
        said.map_or(shows.clone(), |said| format!("{shows} / 1{}", "_000".repeat(said.zeros as usize / 3)))
    }
}
