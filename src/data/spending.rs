//! Spending of budget codes in the column of values: `kode;tahun;uraian;pagu;realisasi`, a common header of budgets.

use super::Field;
use super::cell::is_blank;
use super::header::{HeaderColumn, Role};
use super::problem::{Cell, DataProblem};
use super::rows::{Current, RowReader};

/// The columns of a file that has money without a column of spending, and what was found in them.
#[derive(Debug)]
pub(super) struct Spending {
    budget: Vec<usize>,
    values: Vec<usize>,
    targets: Vec<usize>,
    /// The first such value, and how many there are.
    first: Option<Cell>,
    rows: usize,
    /// Whether other codes have values in the same column.
    is_mixed: bool,
}

impl Spending {
    /// None if the file has a column of spending, or no money at all.
    pub fn of(columns: &[HeaderColumn]) -> Option<Spending> {
        let holding = |field: Field| -> Vec<usize> {
            let is_it = |at: &usize| matches!(&columns[*at].role, Role::Value(of, _) if *of == field);
            (0..columns.len()).filter(is_it).collect()
        };
        // If the year is a column header, nothing says what its numbers are.
        let says_so =
            |at: &usize| columns[*at].year.is_none() && columns[*at].name.to_lowercase().contains("realisasi");
        let budget = holding(Field::Budget);
        let values: Vec<usize> = holding(Field::Value).into_iter().filter(says_so).collect();
        let is_open = !budget.is_empty() && !values.is_empty() && holding(Field::Spent).is_empty();
        let targets = holding(Field::Target);
        is_open.then_some(Spending { budget, values, targets, first: None, rows: 0, is_mixed: false })
    }

    fn told(self, columns: &[HeaderColumn]) -> Option<DataProblem> {
        let header = columns.get(*self.values.first()?)?.name.to_string();
        Some(DataProblem::SpendingAsValue { cell: self.first?, header, rows: self.rows, is_mixed: self.is_mixed })
    }
}

impl RowReader<'_> {
    /// Adds the finding about them.
    pub fn tell_spending(&mut self) {
        let told = self.unused.spending.take().and_then(|spending| spending.told(&self.columns));
        self.problems.extend(told);
    }

    /// Checks the cells of a row: money and a value, and neither a target nor a unit that would make it a performance
    /// value.
    pub fn look_for_spending(&mut self, current: &Current) {
        let Some(seen) = &self.unused.spending else { return };
        let filled = |columns: &[usize]| columns.iter().copied().find(|at| !is_blank(current.row.get(*at)));
        let Some(at) = filled(&seen.values) else { return };
        let is_budget = current.prefix.is_some() && filled(&seen.budget).is_some() && filled(&seen.targets).is_none();
        let is_money = current.unit.as_deref().is_none_or(|unit| unit == "rupiah");
        let is_spending = is_budget && is_money && current.fault.is_none();
        let first = (is_spending && seen.first.is_none()).then(|| self.sheet.cell(current.row, at, self.header(at)));
        if let Some(seen) = &mut self.unused.spending {
            seen.first = seen.first.take().or(first);
            seen.rows += usize::from(is_spending);
            seen.is_mixed |= !is_spending;
        }
    }
}
