//! What the figures of printed columns and rows say of which column and row of the rules they are.

use super::evidence::{Evidence, is_round};
use super::figure::{Figure, Printed};
use super::lines::Rows;
use super::naming::{self, Differs};
use super::readings::FEWEST;
use super::sheet::Sheet;
use super::slips;
use super::spots::{is_grade, place};
use super::spread::Spread;
use super::titles::{self, Columns, Sure, Titles, Wanted};
use super::world::{Position, World, cell_at};
use crate::eval::{self, Value};
use crate::number::Exact;
use crate::plan::{PlannedCell, PlannedTable};
use crate::program::Role;
use std::collections::BTreeSet;

/// What the figures of printed columns say of columns of the rules.
pub(super) struct Held<'h, 'r> {
    pub world: &'h World<'r>,
    pub sheet: &'h Sheet<'h>,
    pub index: usize,
    pub planned: &'h PlannedTable,
    pub offsets: &'h [usize],
    pub wanted: &'h [Wanted],
    pub titles: Titles<'h>,
}

impl Held<'_, '_> {
    /// The column of the rules that a cell of a printed row is of: in a row of another year that of the year.
    pub fn of_row_in(&self, row: usize, of: usize) -> Option<usize> {
        let now = self.titles.now.year;
        let own = &self.wanted[of];
        match self.sheet.table.rows[row].year {
            Some(year) if year != now && own.year == Some(now) && own.stem.is_some() => {
                super::years::twin(self.wanted, of, year)
            }
            // Of figures that cannot be of another year nothing is known there.
            Some(year) if year != now && own.year.is_none() && own.numeric => None,
            Some(_) | None => Some(of),
        }
    }

    /// The place of the rules under a printed cell.
    pub fn place(&self, rows: &[Rows], row: usize, of: usize) -> Option<Position> {
        place(self.planned, self.index, self.offsets, rows, row, self.of_row_in(row, of)?)
    }

    /// How many figures of a printed column agree with a column of the rules, of how many, and how many of those are
    /// different ones.
    pub fn agreement(&self, rows: &[Rows], column: usize, of: usize, loose: bool) -> Evidence {
        let mut tally = Tally::default();
        for row in 0..self.sheet.table.rows.len() {
            let position = self.place(rows, row, of);
            if let Some(cell) = position.and_then(|position| cell_at(self.world.plan(), position)) {
                self.count(&mut tally, (row, column), of, cell, (loose, Some(rows)));
            }
        }
        tally.evidence
    }

    /// The place of the rules in a row of a block, or of the footers behind it.
    pub fn position(&self, block: usize, at: usize, of: usize) -> Position {
        match at.checked_sub(self.planned.blocks[block].rows.len()) {
            Some(footer) => Position::Footer(self.index, footer, of),
            None => Position::Body(self.index, block, at, of - self.offsets[block]),
        }
    }

    /// What the figures of a printed row say of a row of a block, or of the footers behind it.
    pub fn of_row(&self, columns: &Columns, block: usize, row: usize, at: usize) -> Evidence {
        let mut tally = Tally::default();
        let (own, from) = (&self.planned.blocks[block], self.offsets[block]);
        for (column, of) in columns.iter().enumerate() {
            let of = of.and_then(|(of, _)| self.of_row_in(row, of));
            let Some(of) = of.filter(|of| (from..from + own.columns.len()).contains(of)) else { continue };
            if let Some(cell) = cell_at(self.world.plan(), self.position(block, at, of)) {
                self.count(&mut tally, (row, column), of, cell, (false, None));
            }
        }
        tally.evidence
    }

    fn count(
        &self,
        tally: &mut Tally,
        at: (usize, usize),
        of: usize,
        cell: PlannedCell,
        (loose, rows): (bool, Option<&[Rows]>),
    ) {
        let printed = self.sheet.under(at, &self.wanted[of], self.world.measure(cell.slot), cell.show);
        if printed.figures().is_empty() {
            return;
        }
        let Some(value) = eval::rational(self.world.right(cell.slot)) else {
            tally.evidence.beyond += 1;
            return;
        };
        tally.evidence.all += 1;
        let is_own = printed.figures().iter().any(|one| one.is(value) || loose && is_near(&one.value, value));
        let agrees = is_own || rows.is_some_and(|rows| self.is_of_several(rows, at, of, &printed));
        if agrees {
            tally.evidence.agree += 1;
            tally.evidence.telling += usize::from(!is_round(value));
            tally.evidence.results += usize::from(!is_round(value) && !self.is_set(cell));
            if !tally.values.contains(value) {
                tally.values.push(value.clone());
                tally.evidence.distinct += 1;
            }
        }
    }

    /// Figures are no words: a column of them under `Target / Satuan` is the number column that its title names besides,
    /// and under `Satuan` none.
    pub fn figures_are_no_words(&self, columns: &mut Columns) {
        for column in 0..columns.len() {
            let declared = self.titles.is_declared(column);
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
            let is_free = |of: &usize| self.titles.is_it(columns, column, *of);
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
                Printed::Number(_) | Printed::Torn(_) => {
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

    /// How much speaks for two columns of figures being one: their titles, and what these leave open their figures, most of
    /// which have to agree, or the columns to both sides. So a column that is wrong from top to bottom is named where its title
    /// says what it is, and one of another thing accuses nobody.
    pub fn speaks_for(&self, rows: &[Rows], columns: &Columns, column: usize, of: usize) -> Option<u32> {
        if !self.wanted[of].numeric {
            return None;
        }
        let evidence = self.agreement(rows, column, of, true);
        let title = &self.sheet.table.header[column];
        let said = [title.as_str(), &self.wanted[of].own(title)];
        let said = said.map(|said| super::words::alike(said, &self.wanted[of].title));
        let alike = said[0].max(said[1]);
        let figures = u32::try_from((60 * evidence.agree).checked_div(evidence.all).unwrap_or(0)).unwrap_or(0);
        if let Some(is_it) = self.by_words(rows, columns, column, of) {
            return is_it.then_some(100 + figures);
        }
        // Another plan may have another target: the figures tell.
        if self.wanted[of].is_of_plan(title) && self.titles.is_of(column, of) {
            let evidence = self.agreement(rows, column, of, false);
            return (evidence.is_nearly() && evidence.distinct >= 2).then_some(alike.max(55) + figures);
        }
        // Of a part of the year, of several years, of another thing it is this one only where every figure is; not to the last
        // digit where that of the rules is of such a time, too.
        if !self.titles.is_of(column, of) || self.titles.is_other(column, of) {
            let nearly = evidence.distinct >= 3 && evidence.agree * 10 >= evidence.all * 8 && evidence.beyond == 0;
            let is_near = self.titles.are_apart(column, of) && (evidence.is_all() || nearly);
            let is_it = is_near || self.agreement(rows, column, of, false).is_all();
            return (is_it && alike >= 30).then_some(alike + figures);
        }
        let is_enough = match self.wanted[of].differs(title) {
            // Half of them, since a wrong one runs into its sums.
            Differs::Little if self.wanted[of].is_spent_alone(title) => {
                return (evidence.agree > 0 && evidence.agree * 2 >= evidence.all).then_some(100 + figures);
            }
            // The figures tell whether a title without a year is that of another one.
            Differs::Little if self.titles.is_of_unsaid_year(column, of) => evidence.is_most(),
            Differs::Little => {
                let is_said = self.titles.is_plain(columns, column, of);
                return (is_said && !self.is_another(rows, columns, column, of) || evidence.agree > 0)
                    .then_some(100 + figures);
            }
            Differs::Less => {
                // Where most do not agree something has to explain them (`tried`).
                let is_some = evidence.agree > 0 || evidence.all >= FEWEST;
                evidence.is_most() || is_some && alike >= 50 && self.titles.is_between(columns, column, of)
            }
            // Where nobody knows what the word more says, no figure may speak against it besides.
            Differs::More => {
                // Targets of a plan are often those of the year in some rows.
                let is_between = || alike >= 50 && self.titles.is_between(columns, column, of);
                evidence.is_most() || evidence.bears() && !self.wanted[of].is_set() && is_between()
            }
            Differs::Much => evidence.is_most(),
        };
        (is_enough && alike >= 30).then_some(alike + figures).filter(|score| *score >= 55)
    }

    /// Whether the figures of a column are those of another one of the rules that is free, and none of them of this one.
    fn is_another(&self, rows: &[Rows], columns: &Columns, column: usize, of: usize) -> bool {
        let others = (0..self.wanted.len()).filter(|other| *other != of && self.wanted[*other].numeric);
        self.agreement(rows, column, of, true).agree == 0
            && others.filter(|other| self.titles.may_be(columns, column, *other)).any(|other| {
                let Evidence { agree, all, distinct, .. } = self.agreement(rows, column, other, false);
                agree >= 3 && distinct >= 3 && agree * 10 >= all * 8
            })
    }

    /// A column whose title is that of the rules while most of its figures are not leaves its place to one with nearly that title
    /// that has them: the achievement of an objective to that of its indicators.
    pub fn exchange(&self, rows: &[Rows], columns: &mut Columns) {
        let evidence = |column: usize, of: usize| self.agreement(rows, column, of, true);
        for column in 0..columns.len() {
            let declared = self.titles.is_declared(column);
            let Some((of, _)) = columns[column].filter(|(of, _)| !declared && self.wanted[*of].numeric) else {
                continue;
            };
            let own = evidence(column, of);
            if own.all == 0 || self.is_filled_wrongly(rows, columns, column) {
                continue;
            }
            // Under another heading of a table of several pages it may stand beside one that has the place there.
            let is_taken = |other: usize| {
                let holds = |at: &usize| *at != column && columns[*at].is_some_and(|(own, _)| own == of);
                (0..columns.len()).filter(holds).any(|at| self.sheet.table.stand_together(at, other))
            };
            // All of its own figures go before most of another one's.
            let is_whole = self.agreement(rows, column, of, false).is_all();
            let is_most = |found: Evidence| found.distinct >= 2 && found.agree * 10 >= found.all * 8;
            let is_found = |found: Evidence| is_most(found) && found.all >= own.all && (!is_whole || found.is_all());
            let is_better = |other: &usize| {
                columns[*other].is_none()
                    && !self.titles.is_declared(*other)
                    && self.sheet.table.stand_together(column, *other)
                    && !is_taken(*other)
                    && self.titles.is_of(*other, of)
                    && !self.titles.is_of_whole(*other, of)
                    && self.is_let(rows, columns, *other, of)
                    && super::words::alike(&self.sheet.table.header[*other], &self.wanted[of].title) >= 30
                    && is_found(self.agreement(rows, *other, of, false))
            };
            if let [other] = (0..columns.len()).filter(is_better).collect::<Vec<_>>().as_slice() {
                columns[*other] = Some((of, Sure::Near));
                columns[column] = None;
            }
        }
    }

    /// Whether a column is the one that its title says, filled wrongly, and no other thing of that title: most of its figures are
    /// right, nearly, or by a slip of the keyboard, or all are those of a column beside it.
    pub fn is_filled_wrongly(&self, rows: &[Rows], columns: &Columns, column: usize) -> bool {
        let Some((of, _)) = columns[column] else { return false };
        let is_most = |Evidence { agree, all, .. }: Evidence| agree * 2 > all;
        let is_copy = |(other, at): (usize, &Option<(usize, Sure)>)| {
            at.is_some_and(|(own, _)| {
                own != of
                    && self.wanted[own].numeric
                    && self.sheet.table.stand_together(column, other)
                    && self.agreement(rows, column, own, false).is_all()
                    && is_most(self.agreement(rows, other, own, false))
            })
        };
        self.is_nearly(rows, column, of) || columns.iter().enumerate().any(is_copy)
    }

    fn is_nearly(&self, rows: &[Rows], column: usize, of: usize) -> bool {
        let (mut fits, mut all) = (0, 0);
        for row in 0..self.sheet.table.rows.len() {
            let cell = self.place(rows, row, of).and_then(|position| cell_at(self.world.plan(), position));
            let Some((cell, value)) = cell.and_then(|cell| Some((cell, eval::rational(self.world.right(cell.slot))?)))
            else {
                continue;
            };
            let measure = self.world.measure(cell.slot);
            let printed = self.sheet.under((row, column), &self.wanted[of], measure, cell.show);
            // Of one or two digits a slip makes every other number.
            let is_slip = |one: &Figure| one.digits().len() >= 3 && slips::of(one, value).is_some();
            let is_it = |one: &Figure| one.is(value) || is_near(&one.value, value) || is_slip(one);
            all += usize::from(!printed.figures().is_empty());
            fits += usize::from(printed.figures().iter().any(is_it));
        }
        fits * 2 > all
    }

    /// Whether a printed column says the words of a column of the rules, row by row.
    fn says(&self, rows: &[Rows], column: usize, of: usize) -> bool {
        let (mut same, mut agree, mut all) = (BTreeSet::new(), 0, 0);
        for row in 0..self.sheet.table.rows.len() {
            let printed = super::words::folded(self.sheet.table.cell(row, column));
            let cell = self.place(rows, row, of).and_then(|position| cell_at(self.world.plan(), position));
            if let Some(Ok(Value::Text(own))) = cell.map(|cell| self.world.right(cell.slot))
                && !printed.is_empty()
            {
                all += 1;
                if super::words::folded(own) == printed {
                    agree += 1;
                    same.insert(printed);
                }
            }
        }
        // Of grades those of another office are often the same, too.
        same.len() >= 2 && if self.wanted[of].is_judged() { agree == all } else { same.len() * 2 >= all }
    }

    /// A column without a known title is the one of the rules that its figures agree with, where only one does; none of those
    /// that were `left`.
    pub fn tell(&self, rows: &[Rows], columns: &mut Columns, left: &[Spread]) {
        let count = self.wanted.len();
        for column in (0..columns.len()).take_while(|_| columns_are_few(self.sheet)) {
            if columns[column].is_some()
                || self.titles.is_declared(column)
                || titles::is_counting(&self.sheet.table.header[column])
                || left.iter().any(|one| one.column == column && one.among.is_none())
            {
                continue;
            }
            let words = (0..count).filter(|of| !self.wanted[*of].numeric && self.titles.is_it(columns, column, *of));
            if let [of] = words.filter(|of| self.says(rows, column, *of)).collect::<Vec<_>>().as_slice() {
                columns[column] = Some((*of, Sure::Near));
                continue;
            }
            let title = &self.sheet.table.header[column];
            let grades = (0..count).filter(|of| {
                let is_it = self.titles.is_it(columns, column, *of) && !self.titles.is_other(column, *of);
                is_it && naming::names_grades(title) && self.holds_grades(rows, column, *of)
            });
            if let [of] = grades.collect::<Vec<_>>().as_slice() {
                columns[column] = Some((*of, Sure::Near));
                continue;
            }
            let fits = (0..count).filter(|of| self.titles.is_free(columns, column, *of)).filter(|of| {
                let found = self.agreement(rows, column, *of, false);
                // `Tingkat kemajuan`, `% terhadap target akhir`: of times that no year stands for only nearly all figures tell.
                let is_apart =
                    || self.titles.are_apart(column, *of) && found.distinct >= 4 && found.agree * 10 >= found.all * 9;
                if let Some(is_it) = self.by_words(rows, columns, column, *of) {
                    return is_it;
                }
                if !self.titles.is_of(column, *of) && !is_apart() {
                    return false;
                }
                let is_other = self.titles.is_other(column, *of) || self.titles.is_of_whole(column, *of);
                found.agree >= 3
                    && found.distinct >= 3
                    && if is_other { found.is_all() } else { found.agree * 10 >= found.all * 8 }
            });
            if let [of] = fits.collect::<Vec<_>>().as_slice() {
                columns[column] = Some((*of, Sure::Guessed));
            }
        }
    }
}

/// Whether a table is one that columns are looked for in by what they hold.
fn columns_are_few(sheet: &Sheet) -> bool {
    sheet.table.header.len() <= titles::MOST_COLUMNS
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
