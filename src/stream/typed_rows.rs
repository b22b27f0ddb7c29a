//! Rows of a table into chunks: whole columns in a few loops where nothing asks for a closer look, cell by cell elsewhere.

use super::tally::Report;
use super::typed::{Answered, Cells, Given, Lines};
use super::wide::Wide;
use super::wide_twice::faulty_rows;
use super::worker::{InYear, Worker};
use super::{Job, Shape, YEARS, Year};
use crate::columns::{Column, LANES, ends};
use crate::data::problem::DataProblem;
use crate::data::range_target::numbers_in;
use crate::data::scan::{Scanned, scan_any_cell};
use crate::data::wide::{CellReader, QUICK_DECIMALS, Steps, place, stray};
use crate::data::{Content, State, keys};
use crate::diagnostic::{CellPlace, Code, Diagnostic, Place, Severity};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Rows of one year, at most as many as a chunk has lanes, and what reads them.
struct Rows<'r> {
    job: &'r Job<'r>,
    wide: &'r Wide,
    given: &'r [Given<'r>],
    lines: &'r Lines<'r>,
    planned: &'r Year,
    first: u32,
}

/// What is told of rows.
struct Told<'t> {
    report: &'t mut Report,
    /// The rows with a fault.
    faulty: &'t mut BTreeSet<usize>,
}

/// What a cell holds.
enum Read {
    Number(Steps),
    Other(Content),
}

/// Numbers of all lanes; those of `holes` are of nobody.
struct Numbers<'n> {
    all: &'n [i64],
    scale: u32,
    holes: Vec<usize>,
}

impl<'j> Worker<'j> {
    /// Computes rows of a table, of which `first` is the number of the first, and hands their results over piece by piece.
    /// There is a column for each that the table was said to have.
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

/// The rows of each year; none where all of them are of one.
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
    let mut found: BTreeMap<i32, Vec<u32>> = BTreeMap::new();
    for row in 0..rows {
        let cell = text(&given[column], row);
        match keys::read_year(cell.trim()).ok().filter(|year| YEARS.contains(year)) {
            Some(year) => found.entry(year).or_default().push(u32::try_from(row).unwrap_or(u32::MAX)),
            None => {
                let title = format!("\"{cell}\" bukan tahun");
                let here = place(job.source, line(first, row), &wide.headers[column]);
                told.fault(
                    row,
                    Diagnostic::new(Code::D0111, Severity::Error, title)
                        .at_place(Place::Cell(here), "")
                        .advise("isi empat angka, misalnya 2024; baris itu tidak dihitung"),
                );
            }
        }
    }
    found.into_iter().map(|(year, rows)| (year, Some(rows))).collect()
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

/// A cell as people would write it; nothing where it has no value.
fn text<'c>(given: &Given<'c>, row: usize) -> Cow<'c, str> {
    match given.cells {
        _ if !given.has(row) => Cow::Borrowed(""),
        Cells::Steps(steps, scale) => Cow::Owned(written(steps[row].into(), scale)),
        Cells::Long(steps, scale) => Cow::Owned(written(steps[row], scale)),
        Cells::Texts(text) => Cow::Borrowed(text.text(row)),
        Cells::Blank => Cow::Borrowed(""),
    }
}

/// `97,6` of 9760 steps of two decimals.
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
    fn fault(&mut self, row: usize, problem: Diagnostic) {
        self.faulty.insert(row);
        self.report.fault(problem);
    }
}

impl Rows<'_> {
    fn compute(&self, state: &mut InYear, told: &mut Told) {
        let (lanes, planned) = (self.lines.len(), self.planned);
        state.batch.clear(lanes);
        for (column, reader) in state.batch.columns.iter_mut().zip(&planned.readers) {
            if let Some((at, reader)) = reader {
                self.fill((*at, reader), column, told);
            }
        }
        // What no result reads is wrong all the same.
        for (at, reader) in &planned.unread {
            self.look((*at, reader), told);
        }
        for (at, code) in &planned.strays {
            for row in self.rows().filter(|row| self.given[*at].has(*row)) {
                let found =
                    stray(&self.job.schema, code, planned.plan.year, &self.text(*at, row), self.place(*at, row));
                found.into_iter().for_each(|problem| told.fault(row, problem.into_diagnostic()));
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
        found.into_iter().for_each(|finding| told.report.find(finding));
    }

    fn rows(&self) -> impl Iterator<Item = usize> {
        (0..self.lines.len()).map(|lane| self.lines.row(lane))
    }

    fn place(&self, column: usize, row: usize) -> CellPlace {
        place(self.job.source, line(self.first, row), &self.wide.headers[column])
    }

    fn text(&self, column: usize, row: usize) -> Cow<'_, str> {
        text(&self.given[column], row)
    }

    /// Fills one input from the column that gives it.
    fn fill(&self, (column, reader): (usize, &CellReader), into: &mut Column, told: &mut Told) {
        let mut room = [0; LANES];
        if let Some(numbers) = self.numbers((column, reader), &mut room)
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
                Err(problem) => {
                    into.miss(lane, State::Faulty);
                    if !reader.is_end() {
                        told.fault(row, problem.into_diagnostic());
                    }
                }
            }
        }
    }

    fn look(&self, (column, reader): (usize, &CellReader), told: &mut Told) {
        if self.numbers((column, reader), &mut [0; LANES]).is_some() {
            return;
        }
        for row in self.rows().filter(|row| self.given[column].has(*row)) {
            if let Err(problem) = self.read((column, reader), row, told.report) {
                told.fault(row, problem.into_diagnostic());
            }
        }
    }

    /// The numbers of all lanes, where they stand one behind the other and none asks for a closer look.
    fn numbers<'n>(
        &'n self,
        (column, reader): (usize, &CellReader),
        room: &'n mut [i64; LANES],
    ) -> Option<Numbers<'n>> {
        let (given, Lines::Run(run)) = (&self.given[column], self.lines) else { return None };
        let holes: Vec<usize> = match given.valid {
            None => Vec::new(),
            Some(_) => (0..run.len()).filter(|lane| !given.has(run.start + lane)).collect(),
        };
        if holes.len() == run.len() {
            return Some(Numbers { all: &room[..0], scale: 0, holes });
        }
        let (all, scale) = match given.cells {
            Cells::Steps(steps, scale) if holes.is_empty() && scale as usize <= QUICK_DECIMALS => {
                (&steps[run.clone()], scale)
            }
            Cells::Steps(steps, scale) => {
                let steps = run.clone().map(|row| i128::from(steps[row]));
                let scale = narrowed(steps, scale, &holes, room)?;
                (&room[..run.len()], scale)
            }
            Cells::Long(steps, scale) => {
                let scale = narrowed(steps[run.clone()].iter().copied(), scale, &holes, room)?;
                (&room[..run.len()], scale)
            }
            Cells::Texts(_) | Cells::Blank => return None,
        };
        let is_quick = reader.fits(ends(all), scale) && reader.is_clear(all, scale);
        is_quick.then_some(Numbers { all, scale, holes })
    }

    /// Reads a cell that has a value.
    fn read(
        &self,
        (column, reader): (usize, &CellReader),
        row: usize,
        report: &mut Report,
    ) -> Result<Read, Box<DataProblem>> {
        let signs = &self.job.signs;
        let here = || (self.text(column, row).into_owned(), self.place(column, row));
        if let Some(number) = quick(reader, &self.given[column], row) {
            if let Some(problem) = reader.bare(number, signs, here) {
                return Err(Box::new(problem));
            }
            if signs.is_empty() {
                reader.note(number, &mut report.shares, here);
            }
            let off = reader.off_step(number, here);
            off.into_iter().for_each(|problem| report.find(problem.into_diagnostic()));
            return Ok(Read::Number(number));
        }
        let (text, place) = here();
        let content = reader.read(&text, self.planned.plan.year, place.clone(), &self.job.name)?;
        if let Some(problem) = reader.bare_read(&content, signs, &text, place.clone()) {
            return Err(Box::new(problem));
        }
        if signs.is_empty() {
            reader.note_read(&content, &mut report.shares, &text, place);
        }
        let off = numbers_in(&content).into_iter().find_map(|number| reader.off_step_read(number, here));
        off.into_iter().for_each(|problem| report.find(problem.into_diagnostic()));
        Ok(Read::Other(content))
    }
}

/// The number of a cell, where it is one that needs no closer look.
fn quick(reader: &CellReader, given: &Given, row: usize) -> Option<Steps> {
    let (steps, scale) = match given.cells {
        Cells::Steps(steps, scale) => (steps[row].into(), scale),
        Cells::Long(steps, scale) => (steps[row], scale),
        Cells::Texts(text) => {
            let (text, mut cell) = (text.text(row), Scanned::default());
            let end = scan_any_cell(text.as_bytes(), 0, b';', &mut cell);
            return reader.quick(&cell).filter(|_| end == text.len());
        }
        Cells::Blank => return None,
    };
    let number = shortest(steps, scale)?;
    reader.fits((number.steps, number.steps), number.scale).then_some(number)
}

/// The same with no more decimals than are read the quick way; none where it has more, or is too long.
fn shortest(mut steps: i128, mut scale: u32) -> Option<Steps> {
    while scale as usize > QUICK_DECIMALS {
        if steps % 10 != 0 {
            return None;
        }
        (steps, scale) = (steps / 10, scale - 1);
    }
    Some(Steps { steps: i64::try_from(steps).ok()?, scale })
}

/// Numbers into `room`, in the place of holes one that is there; gives their decimals. Those that columns of a database have in
/// plenty are left away where all of them are zeros.
fn narrowed(
    all: impl Iterator<Item = i128> + Clone,
    scale: u32,
    holes: &[usize],
    room: &mut [i64; LANES],
) -> Option<u32> {
    let mut left = holes.iter().copied().peekable();
    let is_there = move |lane: usize| left.next_if_eq(&lane).is_none();
    let fewer: &[u32] = if scale as usize <= QUICK_DECIMALS { &[scale] } else { &[4, QUICK_DECIMALS as u32] };
    'decimals: for &decimals in fewer {
        let power = 10i128.checked_pow(scale - decimals)?;
        let (mut is_there, mut known) = (is_there.clone(), None);
        for (lane, steps) in all.clone().enumerate() {
            if !is_there(lane) {
                continue;
            }
            if power > 1 && steps % power != 0 {
                continue 'decimals;
            }
            let Ok(steps) = i64::try_from(if power > 1 { steps / power } else { steps }) else { continue 'decimals };
            (room[lane], known) = (steps, Some(steps));
        }
        holes.iter().for_each(|hole| room[*hole] = known.unwrap_or(0));
        return Some(decimals);
    }
    None
}
