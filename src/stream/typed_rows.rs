//! Rows of a table into chunks: whole columns in a few loops where no cell needs checking, cell by cell elsewhere.

use super::tally::{Report, Wrong};
use super::typed::{Answered, Cells, Given, Lines};
use super::typed_numbers::{Numbers, quick, steps_of};
use super::wide::Wide;
use super::wide_twice::faulty_rows;
use super::worker::{InYear, Worker};
use super::{Job, Shape, YEARS, Year};
use crate::columns::{Column, LANES, ends};
use crate::data::range_target::numbers_in;
use crate::data::wide::{CellReader, Steps, place, stray};
use crate::data::{Content, Field, State, keys};
use crate::diagnostic::{CellPlace, Code, Diagnostic, Place, Severity};
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Rows of one year, at most one chunk of them, and what reads them.
struct Rows<'r> {
    job: &'r Job<'r>,
    wide: &'r Wide,
    given: &'r [Given<'r>],
    lines: &'r Lines<'r>,
    planned: &'r Year,
    first: u32,
}

/// What is reported about rows.
struct Told<'t> {
    report: &'t mut Report,
    /// The rows with a fault.
    faulty: &'t mut BTreeSet<usize>,
}

/// The content of a cell.
enum Read {
    Number(Steps),
    Other(Content),
}

impl<'j> Worker<'j> {
    /// Computes rows of a table, `first` being the index of the first, and passes their results on piece by piece.
    /// `given` has every column that the table was declared with.
    pub fn table(
        &mut self,
        given: &[Given<'_>],
        (rows, first): (usize, u32),
        take: &mut dyn FnMut(&Answered<'_>),
    ) -> Report {
        let job = self.job;
        let mut report = Report { rows: rows as u64, ..Report::default() };
        let Shape::Wide(wide) = &job.shape else { return report };
        let mut faulty = BTreeSet::new();
        let mut told = Told { report: &mut report, faulty: &mut faulty };
        for (year, list) in years(job, wide, given, (rows, first), &mut told) {
            let Some(planned) = job.in_year(year) else { continue };
            let state = self.years.entry(year).or_insert_with(|| InYear::new(planned, job.style));
            let count = list.as_ref().map_or(rows, Vec::len);
            for from in (0..count).step_by(LANES) {
                let until = count.min(from + LANES);
                let lines = list.as_ref().map_or(Lines::Run(from..until), |list| lines(&list[from..until]));
                let rows = Rows { job, wide, given, lines: &lines, planned, first };
                rows.compute(state, &mut told);
                let (places, columns, batch) = (&planned.places, &state.columns, &state.batch);
                take(&Answered { lines: lines.clone(), year, places, columns, batch, results: &state.results });
            }
        }
        report.faulty_rows += faulty.len() as u64;
        report
    }
}

/// The rows of each year; none if all of them are of one.
fn years(
    job: &Job,
    wide: &Wide,
    given: &[Given],
    (rows, first): (usize, u32),
    told: &mut Told,
) -> BTreeMap<i32, Option<Vec<u32>>> {
    let Some(column) = wide.year else {
        return job.default_year.into_iter().map(|year| (year, None)).collect();
    };
    if let Some(year) = only_year(&given[column], rows) {
        return BTreeMap::from([(year, None)]);
    }
    let mut found: BTreeMap<i32, Vec<u32>> = BTreeMap::new();
    for row in 0..rows {
        let quick = quick_year(&given[column], row);
        let cell = if quick.is_some() { Cow::Borrowed("") } else { text(&given[column], row) };
        match quick.or_else(|| keys::read_year(cell.trim()).ok().filter(|year| YEARS.contains(year))) {
            Some(year) => found.entry(year).or_default().push(u32::try_from(row).unwrap_or(u32::MAX)),
            None => {
                told.faulty.insert(row);
                told.report.fault_in(line(first, row), Code::D0111, || {
                    let here = place(job.source, line(first, row), &wide.headers[column]);
                    Diagnostic::new(Code::D0111, Severity::Error, format!("\"{cell}\" bukan tahun"))
                        .at_place(Place::Cell(here), "")
                        .advise("isi empat angka, misalnya 2024; baris itu tidak dihitung")
                });
            }
        }
    }
    found.into_iter().map(|(year, rows)| (year, Some(rows))).collect()
}

/// The year of all rows, if that is quick to see: nearly every table is sorted by year.
fn only_year(given: &Given, rows: usize) -> Option<i32> {
    if rows == 0 || !given.holes(&(0..rows)).is_empty() {
        return None;
    }
    let is_one = match given.cells {
        Cells::Steps(steps, _) => steps[..rows].iter().all(|one| *one == steps[0]),
        Cells::Long(steps, _) => steps[..rows].iter().all(|one| *one == steps[0]),
        Cells::Texts(texts) => (1..rows).all(|row| texts.text(row) == texts.text(0)),
        Cells::Blank => false,
    };
    let year = || keys::read_year(text(given, 0).trim()).ok().filter(|year| YEARS.contains(year));
    is_one.then(year).flatten()
}

/// The year of a row that holds a whole number.
fn quick_year(given: &Given, row: usize) -> Option<i32> {
    let steps = match given.cells {
        _ if !given.has(row) => None,
        Cells::Steps(steps, 0) => i32::try_from(steps[row]).ok(),
        Cells::Long(steps, 0) => i32::try_from(steps[row]).ok(),
        Cells::Steps(..) | Cells::Long(..) | Cells::Texts(_) | Cells::Blank => None,
    };
    steps.filter(|year| YEARS.contains(year))
}

fn lines(list: &[u32]) -> Lines<'_> {
    match list {
        [first, .., last] if (last - first) as usize == list.len() - 1 => {
            Lines::Run(*first as usize..*last as usize + 1)
        }
        _ => Lines::List(list),
    }
}

fn line(first: u32, row: usize) -> u32 {
    first.saturating_add(u32::try_from(row).unwrap_or(u32::MAX))
}

/// A cell as people would write it; empty if it has no value.
fn text<'c>(given: &Given<'c>, row: usize) -> Cow<'c, str> {
    match given.cells {
        _ if !given.has(row) => Cow::Borrowed(""),
        Cells::Steps(steps, scale) => Cow::Owned(written(steps[row].into(), scale)),
        Cells::Long(steps, scale) => Cow::Owned(written(steps[row], scale)),
        Cells::Texts(text) => Cow::Borrowed(text.text(row)),
        Cells::Blank => Cow::Borrowed(""),
    }
}

/// `97,6` for 9760 steps of two decimals.
fn written(steps: i128, scale: u32) -> String {
    let scale = scale as usize;
    let digits = format!("{:0>width$}", steps.unsigned_abs(), width = scale + 1);
    let (whole, part) = digits.split_at(digits.len() - scale);
    let sign = if steps < 0 { "-" } else { "" };
    match part.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        part => format!("{sign}{whole},{part}"),
    }
}

impl Told<'_> {
    /// Records a fault of a row, with its line in the table.
    fn wrong(&mut self, (row, line): (usize, u32), wrong: Wrong) {
        self.faulty.insert(row);
        match wrong {
            Wrong::Found(problem) => self.report.fault_in(line, problem.code(), || problem.into_diagnostic()),
            Wrong::Counted(kind) => self.report.more_faults(kind, 1),
        }
    }
}

impl Rows<'_> {
    fn compute(&self, state: &mut InYear, told: &mut Told) {
        let (lanes, planned) = (self.lines.len(), self.planned);
        state.batch.clear(lanes);
        let mut room = [0; LANES];
        for (column, reader) in state.batch.columns.iter_mut().zip(&planned.readers) {
            if let Some((at, reader)) = reader {
                self.fill((*at, reader), (column, &mut room), told);
            }
        }
        // Cells that no result reads can be faulty, too.
        for (at, reader) in &planned.unread {
            self.look((*at, reader), &mut room, told);
        }
        for (at, code) in &planned.strays {
            for row in self.rows().filter(|row| self.given[*at].has(*row)) {
                let found =
                    stray(&self.job.schema, code, planned.plan.year, &self.text(*at, row), self.place(*at, row));
                found.into_iter().for_each(|problem| told.wrong(self.at(row), Wrong::Found(Box::new(problem))));
            }
        }
        if planned.looked.is_some() {
            for row in self.rows() {
                let unit = self.wide.unit.map_or(Cow::Borrowed(""), |at| self.text(at, row));
                let here = (unit.trim(), line(self.first, row));
                state.looked.add((self.job, self.wide), planned, here, |at| self.text(at, row));
            }
        }
        state.run();
        let found = state.looked.findings(self.job, planned);
        told.report.faulty_rows += faulty_rows(&found);
        found.into_iter().for_each(|finding| told.report.find_in_order(finding));
    }

    fn rows(&self) -> impl Iterator<Item = usize> {
        (0..self.lines.len()).map(|lane| self.lines.row(lane))
    }

    /// A row, and its line in the table.
    fn at(&self, row: usize) -> (usize, u32) {
        (row, line(self.first, row))
    }

    fn place(&self, column: usize, row: usize) -> CellPlace {
        place(self.job.source, line(self.first, row), &self.wide.headers[column])
    }

    fn text(&self, column: usize, row: usize) -> Cow<'_, str> {
        text(&self.given[column], row)
    }

    /// Fills one input from the column that gives it.
    fn fill(
        &self,
        (column, reader): (usize, &CellReader),
        (into, room): (&mut Column, &mut [i64; LANES]),
        told: &mut Told,
    ) {
        if let Some(numbers) = self.numbers(column, reader, room)
            && into.put_run(numbers.all, numbers.scale, ends(numbers.all))
        {
            numbers.holes.into_iter().for_each(|hole| into.miss(hole, State::NotFilled));
            return;
        }
        for lane in 0..self.lines.len() {
            let row = self.lines.row(lane);
            if !self.given[column].has(row) {
                into.miss(lane, State::NotFilled);
                continue;
            }
            match self.read((column, reader), row, told.report) {
                Ok(Read::Number(number)) => into.put_steps(lane, number.steps, number.scale),
                Ok(Read::Other(content)) => into.put(lane, content),
                Err(wrong) => {
                    into.miss(lane, State::Faulty);
                    if !reader.is_end() {
                        told.wrong(self.at(row), wrong);
                    }
                }
            }
        }
    }

    fn look(&self, (column, reader): (usize, &CellReader), room: &mut [i64; LANES], told: &mut Told) {
        if self.numbers(column, reader, room).is_some() {
            return;
        }
        for row in self.rows().filter(|row| self.given[column].has(*row)) {
            if let Err(wrong) = self.read((column, reader), row, told.report) {
                told.wrong(self.at(row), wrong);
            }
        }
    }

    fn numbers<'n>(&'n self, column: usize, reader: &CellReader, room: &'n mut [i64; LANES]) -> Option<Numbers<'n>> {
        let Lines::Run(run) = self.lines else { return None };
        Numbers::of(&self.given[column], run, reader, room)
    }

    /// Reads a cell that has a value.
    fn read(&self, (column, reader): (usize, &CellReader), row: usize, report: &mut Report) -> Result<Read, Wrong> {
        let signs = &self.job.signs;
        let here = || (self.text(column, row).into_owned(), self.place(column, row));
        if let Some(number) = quick(reader, &self.given[column], row) {
            if let Some(problem) = reader.bare(number, signs, here) {
                return Err(Wrong::Found(Box::new(problem)));
            }
            if !self.job.knows_signs {
                reader.note(number, &mut report.shares, here);
            }
            let off = if report.has_told(Code::D0045) { None } else { reader.off_step(number, here) };
            off.into_iter().for_each(|problem| report.find(problem.into_diagnostic()));
            if let Some(other) = reader.opposite(number).filter(|_| !report.has_told(Code::D0061)) {
                self.hold((column, reader), row, (&other, &[number.into()]), report);
            }
            return Ok(Read::Number(number));
        }
        if !self.job.knows_signs && reader.is_percent() && steps_of(&self.given[column], row).is_none() {
            reader.note_sign(&self.text(column, row), &mut report.shares, || self.place(column, row));
        }
        let line = line(self.first, row);
        if report.is_past(line)
            && let Some(kind) = self.fault_of((column, reader), row).filter(|kind| report.only_counts(*kind))
        {
            return Err(Wrong::Counted(kind));
        }
        let (text, place) = here();
        let read = reader.read(&text, self.planned.plan.year, place.clone(), &self.job.name);
        let content = read.map_err(Wrong::Found)?;
        if let Some(problem) = reader.bare_read(&content, signs, &text, place.clone()) {
            return Err(Wrong::Found(Box::new(problem)));
        }
        if !self.job.knows_signs {
            reader.note_read(&content, &mut report.shares, &text, place);
        }
        let numbers = if report.has_told(Code::D0045) { Vec::new() } else { numbers_in(&content) };
        let off = numbers.into_iter().find_map(|number| reader.off_step_read(number, here));
        off.into_iter().for_each(|problem| report.find(problem.into_diagnostic()));
        if let Some((other, numbers)) = reader.opposite_read(&content, &text) {
            self.hold((column, reader), row, (&other, &numbers), report);
        }
        Ok(Read::Other(content))
    }

    /// What is wrong with a cell, as its code only.
    fn fault_of(&self, (column, reader): (usize, &CellReader), row: usize) -> Option<Code> {
        match steps_of(&self.given[column], row) {
            Some(number) => reader.fault_of_steps(number),
            None => reader.fault_of(&self.text(column, row)),
        }
    }

    /// Reports a percentage up to one beside a far greater one.
    fn hold(
        &self,
        (column, reader): (usize, &CellReader),
        row: usize,
        (other, numbers): (&Field, &[Decimal]),
        report: &mut Report,
    ) {
        let beside = self.wide.column_of(reader.code(), other).map(|at| self.text(at, row));
        let far = reader.far_below((numbers, &self.text(column, row)), self.place(column, row), beside.as_deref());
        far.into_iter().for_each(|problem| report.find(problem.into_diagnostic()));
    }
}
