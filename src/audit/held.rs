//! What the figures of printed columns and rows say of which column and row of the rules they are.

use super::figure::Printed;
use super::lines::{Evidence, Rows};
use super::model::PrintedTable;
use super::signs::{self, Scale};
use super::spots::{is_grade, place};
use super::titles::{self, Sure, Wanted};
use super::world::{Position, World, cell_at};
use crate::eval::{self, Value};
use crate::number::Exact;
use crate::plan::{PlannedCell, PlannedTable};
use crate::program::Role;
use crate::program::units::Unit;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A printed table with its cells read.
pub(super) struct Sheet<'s> {
    pub table: &'s PrintedTable,
    read: Vec<Vec<Printed>>,
    /// For each column whether all of its figures are 1 or more: weights of 60 and 40 are shares of 100.
    whole: Vec<bool>,
}

impl<'s> Sheet<'s> {
    pub fn new(table: &'s PrintedTable) -> Sheet<'s> {
        let cells = |row: usize| table.rows[row].cells.len().max(table.header.len());
        let read: Vec<Vec<Printed>> = (0..table.rows.len())
            .map(|row| (0..cells(row)).map(|column| super::figure::read(table.cell(row, column))).collect())
            .collect();
        let is_whole = |column: usize| {
            let figures = read.iter().filter_map(|row| row.get(column)?.figures().first());
            figures.filter(|one| !one.value.is_zero()).all(|one| one.value >= Exact::ONE)
        };
        let whole = (0..table.header.len()).map(is_whole).collect();
        Sheet { table, read, whole }
    }

    /// The cells that hold figures.
    pub fn figures(&self) -> impl Iterator<Item = (usize, usize)> {
        let rows = self.read.iter().enumerate();
        rows.flat_map(|(row, cells)| cells.iter().enumerate().map(move |(column, cell)| (row, column, cell)))
            .filter(|(.., cell)| matches!(cell, Printed::Number(_) | Printed::Torn))
            .map(|(row, column, _)| (row, column))
    }

    /// A cell as it was read.
    pub fn cell(&self, row: usize, column: usize) -> &Printed {
        self.read.get(row).and_then(|cells| cells.get(column)).unwrap_or(&Printed::Blank)
    }

    /// The same under a column of the rules: in millions where its title says so, a share as percent.
    pub fn under(&self, (row, column): (usize, usize), wanted: &Wanted, unit: &Unit) -> Cow<'_, Printed> {
        let cell = self.cell(row, column);
        let title = self.table.header.get(column).map_or("", String::as_str);
        let tens = signs::scale_of_title(title).filter(|_| signs::scale_of_title(&wanted.title).is_none());
        let is_percent = cell.figures().iter().any(|one| one.unit == super::figure::Beside::Percent)
            || signs::is_percent(title)
            || wanted.is_weight() && self.whole.get(column) == Some(&true);
        let percent = (is_percent && *unit == Unit::Any).then_some(Scale::PERCENT);
        if cell.figures().is_empty() || tens.is_none() && percent.is_none() {
            return Cow::Borrowed(cell);
        }
        let mut cell = cell.clone();
        [tens, percent].into_iter().flatten().for_each(|scale| cell.also_in(scale));
        Cow::Owned(cell)
    }
}

/// What the figures of printed columns say of columns of the rules.
pub(super) struct Held<'h, 'r> {
    pub world: &'h World<'r>,
    pub sheet: &'h Sheet<'h>,
    pub index: usize,
    pub planned: &'h PlannedTable,
    pub offsets: &'h [usize],
    pub wanted: &'h [Wanted],
}

impl Held<'_, '_> {
    /// How many figures of a printed column agree with a column of the rules, of how many, and how many of those are
    /// different ones.
    fn agreement(&self, rows: &[Rows], column: usize, of: usize, loose: bool) -> Evidence {
        let mut tally = Tally::default();
        for row in 0..self.sheet.table.rows.len() {
            let place = place(self.planned, self.index, self.offsets, rows, row, of);
            if let Some(cell) = place.and_then(|position| cell_at(self.world.plan(), position)) {
                self.count(&mut tally, (row, column), of, cell, loose);
            }
        }
        tally.evidence
    }

    /// What the figures of a printed row say of a row of a block, or of the footers behind it.
    pub fn of_row(&self, columns: &[Option<(usize, Sure)>], block: usize, row: usize, at: usize) -> Evidence {
        let mut tally = Tally::default();
        let (own, from) = (&self.planned.blocks[block], self.offsets[block]);
        for (column, of) in columns.iter().enumerate() {
            let Some((of, _)) = of.filter(|(of, _)| (from..from + own.columns.len()).contains(of)) else { continue };
            let position = match at.checked_sub(own.rows.len()) {
                Some(footer) => Position::Footer(self.index, footer, of),
                None => Position::Body(self.index, block, at, of - from),
            };
            if let Some(cell) = cell_at(self.world.plan(), position) {
                self.count(&mut tally, (row, column), of, cell, false);
            }
        }
        tally.evidence
    }

    fn count(&self, tally: &mut Tally, at: (usize, usize), of: usize, cell: PlannedCell, loose: bool) {
        let unit = &self.world.plan().slot(cell.slot).unit;
        let printed = self.sheet.under(at, &self.wanted[of], unit);
        let Some(value) = eval::rational(self.world.right(cell.slot)).filter(|_| !printed.figures().is_empty()) else {
            return;
        };
        tally.evidence.all += 1;
        let agrees = printed.figures().iter().any(|one| one.is(value) || loose && is_near(&one.value, value));
        if agrees {
            tally.evidence.agree += 1;
            let is_round = value.is_zero() || *value == Exact::HUNDRED;
            tally.evidence.results += usize::from(!is_round && !self.is_set(cell));
            if !tally.values.contains(value) {
                tally.values.push(value.clone());
                tally.evidence.distinct += 1;
            }
        }
    }

    /// Figures are no words: a column of them under `Target / Satuan` is the number column that its title names besides,
    /// and under `Satuan` none.
    pub fn figures_are_no_words(&self, columns: &mut [Option<(usize, Sure)>]) {
        for column in 0..columns.len() {
            let declared = self.sheet.table.layout.columns.iter().any(|(at, _)| *at == column + 1);
            let Some((of, _)) = columns[column].filter(|(of, _)| !declared && !self.wanted[*of].numeric) else {
                continue;
            };
            if !self.holds_figures(column, of) {
                continue;
            }
            columns[column] = None;
            let words = super::words::tokens(&self.wanted[of].title);
            let mut rest = super::words::tokens(&self.sheet.table.header[column]);
            rest.retain(|word| !words.contains(word));
            let is_free = |of: &usize| !columns.iter().flatten().any(|(own, _)| own == of);
            let named = (0..self.wanted.len()).filter(|of| self.wanted[*of].numeric).filter(is_free);
            let mut named = named.filter(|of| super::words::tokens(&self.wanted[*of].title) == rest);
            columns[column] = named.next().map(|of| (of, Sure::Near));
        }
    }

    /// Whether a printed column holds figures where the rules have words: no codes, names with a number or grades.
    fn holds_figures(&self, column: usize, of: usize) -> bool {
        let block = self.offsets.iter().rposition(|offset| *offset <= of).unwrap_or(0);
        let at = of - self.offsets[block];
        let cells: Vec<PlannedCell> = self.planned.blocks[block].rows.iter().filter_map(|row| row.cells[at]).collect();
        let mut own: BTreeSet<String> = BTreeSet::new();
        for cell in cells {
            let Ok(Value::Text(text)) = self.world.right(cell.slot) else { continue };
            if is_grade(self.world, Some(cell)) || text.starts_with(|c: char| c.is_ascii_digit()) {
                return false;
            }
            own.insert(super::words::folded(text));
        }
        let (mut figures, mut words) = (0, 0);
        for row in 0..self.sheet.table.rows.len() {
            match self.sheet.cell(row, column) {
                Printed::Number(_) | Printed::Torn => {
                    let said = super::words::folded(self.sheet.table.cell(row, column));
                    let name = said.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
                    let is_name = name.contains(' ') && own.contains(name);
                    *(if is_name { &mut words } else { &mut figures }) += 1;
                }
                Printed::Words(_) => words += 1,
                Printed::Blank | Printed::Dash | Printed::Fault => {}
            }
        }
        figures > words
    }

    /// Whether a cell shows what was set before the year, not what came of it.
    fn is_set(&self, cell: PlannedCell) -> bool {
        let role = self.world.role(cell.slot).map(|(_, role, _)| role);
        matches!(role, Some(Role::Target | Role::TargetLow | Role::TargetHigh | Role::Budget | Role::Weight))
    }

    /// How much the figures speak for two columns being one; none where no figure of several agrees and their titles are
    /// not nearly the same.
    pub fn speaks_for(&self, rows: &[Rows], column: usize, of: usize) -> Option<u32> {
        if !self.wanted[of].numeric {
            return None;
        }
        let Evidence { agree, all, .. } = self.agreement(rows, column, of, true);
        let alike = super::words::alike(&self.sheet.table.header[column], &self.wanted[of].title);
        if agree == 0 && all >= 2 && alike < 80 {
            return None;
        }
        u32::try_from((60 * agree).checked_div(all).unwrap_or(0)).ok()
    }

    /// Whether a printed column says the words of a column of the rules, row by row.
    fn says(&self, rows: &[Rows], column: usize, of: usize) -> bool {
        let (mut same, mut all) = (BTreeSet::new(), 0);
        for row in 0..self.sheet.table.rows.len() {
            let printed = super::words::folded(self.sheet.table.cell(row, column));
            let place = place(self.planned, self.index, self.offsets, rows, row, of);
            let cell = place.and_then(|position| cell_at(self.world.plan(), position));
            if let Some(Ok(Value::Text(own))) = cell.map(|cell| self.world.right(cell.slot))
                && !printed.is_empty()
            {
                all += 1;
                if super::words::folded(own) == printed {
                    same.insert(printed);
                }
            }
        }
        same.len() >= 2 && same.len() * 2 >= all
    }

    /// A column without a known title is the one of the rules that its figures agree with, where only one does.
    pub fn tell(&self, rows: &[Rows], columns: &mut [Option<(usize, Sure)>]) {
        let count: usize = self.planned.blocks.iter().map(|block| block.columns.len()).sum();
        for column in 0..columns.len() {
            let declared = self.sheet.table.layout.columns.iter().any(|(at, _)| *at == column + 1);
            if columns[column].is_some() || declared || titles::is_counting(&self.sheet.table.header[column]) {
                continue;
            }
            let taken: Vec<usize> = columns.iter().flatten().map(|(of, _)| *of).collect();
            let words = (0..count).filter(|of| !taken.contains(of) && !self.wanted[*of].numeric);
            if let [of] = words.filter(|of| self.says(rows, column, *of)).collect::<Vec<_>>().as_slice() {
                columns[column] = Some((*of, Sure::Near));
                continue;
            }
            let fits = (0..count).filter(|of| !taken.contains(of)).filter(|of| {
                let Evidence { agree, all, distinct, .. } = self.agreement(rows, column, *of, false);
                agree >= 3 && distinct >= 3 && agree * 10 >= all * 8
            });
            if let [of] = fits.collect::<Vec<_>>().as_slice() {
                columns[column] = Some((*of, Sure::Guessed));
            }
        }
    }
}

#[derive(Default)]
struct Tally {
    evidence: Evidence,
    values: Vec<Exact>,
}

/// Whether two numbers differ by less than a hundredth: enough to tell columns apart, whatever is wrong in them.
fn is_near(printed: &Exact, value: &Exact) -> bool {
    let off = (printed.clone() - value.clone()).abs() * Exact::HUNDRED;
    off <= value.abs()
}
