//! Long files: a row is a value of one unit, and all rows of a unit are together.
//!
//! A block contains whole units and is read like the data of a package, so that a row means the same here as there. All
//! years of a unit are available: results may depend on other years and on quarters.

use super::Job;
use super::cut::whole_rows;
use super::far_below::tell_of_years;
use super::problem::{Refused, nearly_again, too_many_units, unit_again, unit_of_sum, unknown_code};
use super::tally::Report;
use super::worker::{InYear, Worker};
use crate::columns::{Batch, LANES};
use crate::data::cell::trim;
use crate::data::csv::{CsvFile, read_csv, read_part, two_row_header, unit_column};
use crate::data::problem::{DataProblem, names_sum};
use crate::data::schema::Schema;
use crate::data::split::{cells, line_breaks, row_end, unquoted};
use crate::data::wide::place;
use crate::data::{Content, Dataset, State};
use crate::diagnostic::nearest::fold;
use crate::diagnostic::{CellPlace, Code, Diagnostic, Place, Severity};
use crate::source::SourceId;
use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// More units than any country has offices; bounds the memory.
const MOST_UNITS: usize = 1_800_000;

/// The header line of a long file.
pub(super) struct Long {
    header: String,
    pub delimiter: u8,
    pub unit: Option<usize>,
    /// Line breaks inside its cells.
    breaks: u32,
}

impl Long {
    /// Reads a header line, with warnings about it; `below` may be the rest of it, which is refused.
    pub fn read(
        (header, below): (&str, &str),
        schema: &Schema,
        file: &str,
        source: SourceId,
    ) -> Result<(Long, Vec<Diagnostic>), Refused> {
        let csv = CsvFile { source, name: file, text: header, format: None };
        let both = format!("{header}\n{below}");
        if let Some(problem) = two_row_header(CsvFile { text: &both, ..csv }, schema) {
            return Err(Refused::Header(vec![without_edits(problem.into_diagnostic())]));
        }
        let problems = read_csv(csv, schema, &mut Dataset::new()).into_iter();
        // It is normal that nothing stands below it.
        let about_header = problems.filter(|problem| !matches!(problem, DataProblem::HeaderOnly { .. }));
        let findings: Vec<Diagnostic> = about_header.map(|problem| without_edits(problem.into_diagnostic())).collect();
        if findings.iter().any(|finding| finding.severity == Severity::Error) {
            return Err(Refused::Header(findings));
        }
        let (delimiter, unit) = unit_column(header, schema);
        let breaks = line_breaks(header.as_bytes());
        Ok((Long { header: header.to_string(), delimiter, unit, breaks }, findings))
    }

    /// The end of the last unit that is followed by another.
    pub fn last_unit(&self, bytes: &[u8]) -> Option<usize> {
        let column = self.unit?;
        let (mut last, mut now): (Option<usize>, Option<Cow<str>>) = (None, None);
        for (start, end) in whole_rows(bytes, &[self.delimiter]) {
            let unit = cell(&bytes[start..end], column, self.delimiter);
            if !unit.is_empty() {
                if now.is_some_and(|now| now != unit) {
                    last = Some(start - 1);
                }
                now = Some(unit);
            }
        }
        last
    }
}

impl<'j> Worker<'j> {
    /// Computes whole units of a long file.
    pub(super) fn long(&mut self, long: &Long, text: &str, line: u32, out: &mut Vec<u8>, report: &mut Report) {
        let job = self.job;
        let whole = format!("{}\n{text}", long.header);
        let file = CsvFile { source: job.source, name: &job.name, text: &whole, format: job.format };
        let mut data = Dataset::new();
        let skipped = line.saturating_sub(2 + long.breaks);
        let (problems, shares) = read_part((file, long.delimiter), skipped, &job.schema, &job.signs, &mut data);
        report.shares = shares;
        report.rows = rows_in(text, long.delimiter);
        let mut faulty = BTreeSet::new();
        for problem in problems {
            // Of many alike the reader keeps the first, which are before this one.
            if let DataProblem::More { code, severity: Severity::Error, count, .. } = &problem {
                report.more_faults(*code, *count as u64);
                continue;
            }
            let finding = without_edits(problem.into_diagnostic());
            match row_of(&finding) {
                // About the header line: reported when that was read, except for what only the cells show.
                Some(1) if finding.code != Code::D0056 => continue,
                row => faulty.extend(row.filter(|_| finding.severity == Severity::Error)),
            }
            report.find(finding);
        }
        let units = Units::of(&data, &mut faulty);
        report.units = data.units().iter().map(Arc::from).zip(units.lines.iter().copied()).collect();
        if let Some((key, _)) = data.columns().find(|(key, _)| !job.schema.codes.contains_key(&*key.code)) {
            report.stop = Some(unknown_code(&key.code, &job.name));
            return;
        }
        match job.check_parents(&data) {
            Ok(problems) => {
                for finding in problems.into_iter().map(|problem| without_edits(problem.into_diagnostic())) {
                    faulty.extend(row_of(&finding).filter(|_| finding.severity == Severity::Error));
                    report.find(finding);
                }
            }
            Err(stop) => {
                report.stop = Some(stop);
                return;
            }
        }
        let all_years: BTreeSet<i32> = units.years.iter().flatten().copied().collect();
        for year in all_years.into_iter().filter_map(|year| job.in_year(year)) {
            for finding in year.twice.iter().flat_map(|plan| job.said_twice(plan, &data)) {
                faulty.extend(row_of(&finding).filter(|_| finding.severity == Severity::Error));
                report.find(finding);
            }
        }
        tell_of_years(job, &data, (text, line), report);
        report.faulty_rows = faulty.len() as u64;
        for from in (0..data.units().len()).step_by(LANES) {
            let chunk = from..data.units().len().min(from + LANES);
            let years: BTreeSet<i32> = units.years[chunk.clone()].iter().flatten().copied().collect();
            for year in years {
                let Some(planned) = job.in_year(year) else { continue };
                let state = self.years.entry(year).or_insert_with(|| InYear::new(planned, job.style));
                state.batch = Batch::read(&planned.inputs, &data, from);
                state
                    .lanes
                    .extend(chunk.clone().filter(|unit| units.years[*unit].contains(&year)).map(|unit| unit - from));
                state.run();
                for computed in &planned.computed {
                    computed.tell_long((&data, year, chunk.clone()), (text, line), &state.results, report);
                }
            }
            let rows = chunk.flat_map(|unit| units.years[unit].iter().map(move |year| (unit, *year)));
            let name = |unit: usize| Cow::Borrowed(&data.units()[unit]);
            self.lines(rows.map(|(unit, year)| (name(unit), year, unit - from)), out, report);
        }
    }
}

/// The units of a block, with the years and the first line of each.
struct Units {
    years: Vec<BTreeSet<i32>>,
    /// The first line of each.
    lines: Vec<u32>,
}

impl Units {
    /// Records the rows of faulty cells on the way.
    fn of(data: &Dataset, faulty: &mut BTreeSet<u32>) -> Units {
        let count = data.units().len();
        let mut units = Units { years: vec![BTreeSet::new(); count], lines: vec![u32::MAX; count] };
        for (key, column) in data.columns() {
            for (unit, datum) in column.iter() {
                units.years[unit].insert(key.year);
                let Some(origin) = datum.origin else { continue };
                units.lines[unit] = units.lines[unit].min(origin.row);
                if matches!(datum.content, Content::Missing(State::Faulty, _)) {
                    faulty.insert(origin.row);
                }
            }
        }
        units
    }
}

/// The units of earlier blocks: none may come again, since its results are already written.
#[derive(Debug, Default)]
pub struct Known {
    /// For names that differ only in case and spaces, the first: from a hash of what they share to a hash of the name.
    /// A collision among so many names is less likely than a memory error.
    seen: HashMap<[u32; 2], u32>,
    /// The hashes of the other names.
    alike: HashSet<u64>,
}

impl Known {
    /// Adds the units of the next block; a finding if one was there before. Nearly equal names are only pointed out.
    pub fn add(&mut self, report: &mut Report, job: &Job) -> Result<(), Box<Diagnostic>> {
        for (unit, line) in &report.units {
            if names_sum(unit) && !report.warnings.contains_key(Code::D0064.as_str()) {
                let place = CellPlace { column: None, ..place(job.source, *line, "") };
                report.warnings.insert(Code::D0064.to_string(), unit_of_sum(unit, place));
            }
            let name = hash(unit);
            let [first, _] = halves(name);
            match self.seen.entry(halves(hash(&fold(unit)))) {
                Entry::Vacant(new) => drop(new.insert(first)),
                Entry::Occupied(known) if *known.get() == first || !self.alike.insert(name) => {
                    return Err(unit_again(unit, *line, &job.name));
                }
                Entry::Occupied(_) => {
                    let kind = Code::D0054.to_string();
                    report.warnings.entry(kind).or_insert_with(|| nearly_again(unit, *line, &job.name));
                }
            }
        }
        if self.seen.len() + self.alike.len() > MOST_UNITS {
            return Err(too_many_units(MOST_UNITS, &job.name));
        }
        Ok(())
    }
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// As two halves, since an entry with a `u64` key and a `u32` value would be padded, and a table holds millions.
fn halves(hash: u64) -> [u32; 2] {
    [(hash >> 32) as u32, hash as u32]
}

/// Rows that are not blank.
fn rows_in(text: &str, delimiter: u8) -> u64 {
    let (bytes, mut at, mut rows) = (text.as_bytes(), 0, 0);
    while at < bytes.len() {
        let (end, _) = row_end(bytes, at, &[delimiter]);
        let blank = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b';' | b',');
        rows += u64::from(!bytes[at..end].iter().all(blank));
        at = end + 1;
    }
    rows
}

/// The line of the file that a finding is about.
pub(super) fn row_of(finding: &Diagnostic) -> Option<u32> {
    finding.labels.iter().find_map(|label| match &label.place {
        Place::Cell(place) => Some(place.row),
        Place::Text(_) | Place::File(_) => None,
    })
}

/// The text of the file is not kept, so no edit could be applied; the wording of a fix stays as advice.
fn without_edits(mut finding: Diagnostic) -> Diagnostic {
    finding.advice.splice(0..0, finding.suggestions.drain(..).map(|mend| mend.text));
    finding.labels.retain(|label| !matches!(label.place, Place::Text(_)));
    finding
}

/// A cell of a line, without quotes and surrounding space; empty beyond the end of the line.
fn cell(line: &[u8], column: usize, delimiter: u8) -> Cow<'_, str> {
    let end = line.len() - usize::from(line.ends_with(b"\r"));
    let Some(range) = cells(line, 0..end, delimiter).nth(column) else { return Cow::Borrowed("") };
    let text = String::from_utf8_lossy(&line[range]);
    match text.starts_with('"') || trim(&text).len() < text.len() {
        true => Cow::Owned(trim(&unquoted(&text)).to_string()),
        false => text,
    }
}
