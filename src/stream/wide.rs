//! Wide files: a row is a unit in a year, and rows of one year form chunks.

use super::Job;
use super::problem::{self, Refused};
use super::tally::{Report, Wrong};
use super::wide_twice::faulty_rows;
use super::worker::{InYear, Row, Worker};
use crate::columns::LANES;
use crate::data::cell::{read_value, trim};
use crate::data::csv::header_delimiter;
use crate::data::problem::{DataProblem, names_sum};
use crate::data::range_target::numbers_in;
use crate::data::schema::Schema;
use crate::data::split::{has_lone_return, line_breaks, row_end, unquoted};
use crate::data::wide::{
    CellReader, Scanned, Steps, WideColumn, ambiguous, is_stray, is_wide, place, scan_row, split_row, stray,
    wide_column,
};
use crate::data::{Content, Field, State, keys};
use crate::diagnostic::{CellPlace, Code, Diagnostic, Place, Severity};
use crate::source::SourceId;
use rust_decimal::Decimal;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// The header line of a wide file.
pub(super) struct Wide {
    pub delimiter: u8,
    pub headers: Vec<String>,
    pub columns: Vec<WideColumn>,
    /// The first column of each.
    at: HashMap<WideColumn, usize>,
    pub unit: Option<usize>,
    pub year: Option<usize>,
}

impl Wide {
    /// Reads a header line, with warnings about it; none if it is that of a long file.
    pub fn read(
        header: &str,
        schema: &Schema,
        file: &str,
        source: SourceId,
    ) -> Result<Option<(Wide, Vec<Diagnostic>)>, Refused> {
        let delimiter = header_delimiter(header, schema);
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(header.as_bytes());
        let headers: Vec<String> = match reader.records().next() {
            Some(Ok(record)) => record.iter().map(|cell| cell.trim().to_string()).collect(),
            _ => return Err(Refused::Empty),
        };
        Wide::of((headers, delimiter), schema, file, source)
    }

    /// From its headers; none if they are those of a long file.
    pub fn of(
        (headers, delimiter): (Vec<String>, u8),
        schema: &Schema,
        file: &str,
        source: SourceId,
    ) -> Result<Option<(Wide, Vec<Diagnostic>)>, Refused> {
        let names: Vec<&str> = headers.iter().map(String::as_str).collect();
        if !is_wide(&names, schema) {
            return Ok(None);
        }
        let asked = names.iter().filter_map(|header| ambiguous(header, schema, source, file));
        let asked: Vec<Diagnostic> = asked.map(DataProblem::into_diagnostic).collect();
        if !asked.is_empty() {
            return Err(Refused::Header(asked));
        }
        let columns: Vec<WideColumn> = names.iter().map(|header| wide_column(header, schema)).collect();
        let mut known: HashMap<WideColumn, usize> = HashMap::new();
        for (at, column) in columns.iter().enumerate() {
            let first = *known.entry(column.clone()).or_insert(at);
            if first < at && !matches!(column, WideColumn::Unknown(_)) {
                return Err(Refused::Twice { header: headers[at].clone(), first: first + 1, second: at + 1 });
            }
        }
        let find = |wanted: &WideColumn| known.get(wanted).copied();
        let (unit, year) = (find(&WideColumn::Unit), find(&WideColumn::Year));
        if !columns.iter().any(|column| matches!(column, WideColumn::Value(..))) {
            let near = headers.iter().zip(&columns).find_map(|(header, column)| match column {
                WideColumn::Unknown(Some(near)) => Some((header.clone(), near.clone())),
                WideColumn::Unknown(None) | WideColumn::Unit | WideColumn::Year | WideColumn::Value(..) => None,
            });
            return Err(Refused::NothingKnown { headers, near });
        }
        if year.is_none() && schema.default_year.is_none() {
            return Err(Refused::NoYear);
        }
        let warnings = problem::unknown_columns(&headers, &columns, schema, file).into_iter().collect();
        Ok(Some((Wide { delimiter, headers, columns, at: known, unit, year }, warnings)))
    }

    /// The columns of codes that have no rules in a year.
    pub fn strays(&self, schema: &Schema, year: i32) -> Vec<(usize, Arc<str>)> {
        let codes = self.columns.iter().enumerate().filter_map(|(at, column)| match column {
            WideColumn::Value(code, _) => Some((at, Arc::clone(code))),
            WideColumn::Unit | WideColumn::Year | WideColumn::Unknown(_) => None,
        });
        codes.filter(|(_, code)| is_stray(schema, code, year)).collect()
    }

    /// The columns that no result of a year reads, though its rules mention their codes, given those that are read.
    pub fn unread(&self, job: &Job, year: i32, read: &HashSet<usize>) -> Vec<(usize, CellReader)> {
        let cells = self.columns.iter().enumerate().filter_map(|(at, column)| match column {
            WideColumn::Value(code, field) => Some((at, code, field)),
            WideColumn::Unit | WideColumn::Year | WideColumn::Unknown(_) => None,
        });
        let open = cells.filter(|(at, code, _)| !read.contains(at) && !is_stray(&job.schema, code, year));
        open.map(|(at, code, field)| (at, CellReader::new(&job.schema, code, field, year, job.format_of(at)))).collect()
    }

    /// The column of a value.
    pub fn column_of(&self, code: &str, field: &Field) -> Option<usize> {
        self.at.get(&WideColumn::Value(code.into(), field.clone())).copied()
    }
}

/// The current row.
pub(super) struct Here<'h> {
    job: &'h Job<'h>,
    wide: &'h Wide,
    text: &'h str,
    cells: &'h [Scanned],
    line: u32,
}

impl Here<'_> {
    pub(super) fn place(&self, at: usize) -> CellPlace {
        place(self.job.source, self.line, &self.wide.headers[at])
    }

    pub(super) fn is_empty(&self, at: usize) -> bool {
        self.cells[at].start == self.cells[at].end
    }

    /// A percentage up to one without its sign, to be compared with another.
    pub(super) fn small(&self, reader: &CellReader, at: usize) -> Option<Decimal> {
        let cell = &self.cells[at];
        if let Some(number) = reader.quick(cell) {
            return reader.opposite(number).map(|_| number.into());
        }
        let written = unquoted(&self.text[cell.start..cell.end]);
        let content = read_value(&written, reader.format(), Some("persen")).ok()?;
        reader.opposite_read(&content, &written).and_then(|(_, numbers)| numbers.first().copied())
    }

    /// Checks a number that was read on the fast path; whether it can be used as written.
    #[inline]
    fn note(&self, reader: &CellReader, at: usize, number: Steps, report: &mut Report) -> bool {
        let cell = &self.cells[at];
        let here = || (self.text[cell.start..cell.end].to_string(), self.place(at));
        if let Some(problem) = reader.bare(number, &self.job.signs, here) {
            if !reader.is_end() {
                report.wrong(Wrong::Found(Box::new(problem)));
            }
            return false;
        }
        if self.job.signs.is_empty() {
            reader.note(number, &mut report.shares, here);
        }
        let off = if report.has_told(Code::D0045) { None } else { reader.off_step(number, here) };
        off.into_iter().for_each(|problem| report.find(problem.into_diagnostic()));
        if let Some(other) = reader.opposite(number).filter(|_| !report.has_told(Code::D0061)) {
            let (text, _) = here();
            self.hold(reader, at, (&other, &[number.into()]), &text, report);
        }
        true
    }

    /// Reports a percentage up to one beside a far greater one.
    fn hold(
        &self,
        reader: &CellReader,
        at: usize,
        (other, numbers): (&Field, &[Decimal]),
        text: &str,
        report: &mut Report,
    ) {
        let written = |cell: &Scanned| unquoted(&self.text[cell.start..cell.end]);
        let beside = self.wide.column_of(reader.code(), other).map(|at| written(&self.cells[at]));
        let far = reader.far_below((numbers, text), self.place(at), beside.as_deref());
        far.into_iter().for_each(|problem| report.find(problem.into_diagnostic()));
    }

    /// Reads a cell that is not a plain number.
    fn closely(&self, reader: &CellReader, at: usize, year: i32, report: &mut Report) -> Result<Content, Wrong> {
        let cell = &self.cells[at];
        let written = unquoted(&self.text[cell.start..cell.end]);
        if self.job.signs.is_empty() {
            reader.note_sign(&written, &mut report.shares, || self.place(at));
        }
        if report.is_full()
            && let Some(kind) = reader.fault_of(&written).filter(|kind| report.only_counts(*kind))
        {
            return Err(Wrong::Counted(kind));
        }
        let content = reader.read(&written, year, self.place(at), &self.job.name).map_err(Wrong::Found)?;
        if let Some(problem) = reader.bare_read(&content, &self.job.signs, &written, self.place(at)) {
            return Err(Wrong::Found(Box::new(problem)));
        }
        if self.job.signs.is_empty() {
            reader.note_read(&content, &mut report.shares, &written, self.place(at));
        }
        let here = || (written.to_string(), self.place(at));
        let numbers = if report.has_told(Code::D0045) { Vec::new() } else { numbers_in(&content) };
        let off = numbers.into_iter().find_map(|number| reader.off_step_read(number, here));
        off.into_iter().for_each(|problem| report.find(problem.into_diagnostic()));
        if let Some((other, numbers)) = reader.opposite_read(&content, &written) {
            self.hold(reader, at, (&other, &numbers), &written, report);
        }
        Ok(content)
    }
}

impl<'j> Worker<'j> {
    /// Computes whole lines of a wide file.
    pub(super) fn wide(&mut self, wide: &'j Wide, text: &str, line: u32, out: &mut Vec<u8>, report: &mut Report) {
        let bytes = text.as_bytes();
        let is_plain = memchr::memchr(b'"', bytes).is_none() && !has_lone_return(bytes);
        let mut cells: Vec<Scanned> = Vec::with_capacity(wide.columns.len());
        let (mut at, mut line) = (0, line);
        while at < bytes.len() {
            let (end, breaks) = if is_plain {
                (scan_row(bytes, at, wide.delimiter, &mut cells), 0)
            } else {
                let (end, is_open) = row_end(bytes, at, &[wide.delimiter]);
                if is_open {
                    // Rows after the quote may have been read into its cell.
                    report.rows += 1;
                    report.faulty_rows += 1;
                    let row = CellPlace { column: None, ..place(self.job.source, line, "") };
                    report.fault(DataProblem::UnclosedQuote { row }.into_diagnostic());
                    break;
                }
                split_row(bytes, at, end, wide.delimiter, &mut cells);
                (end, line_breaks(&bytes[at..end]))
            };
            if cells.iter().any(|cell| cell.start < cell.end) {
                self.row(wide, text, &cells, line, report);
                if self.rows.len() == LANES {
                    self.flush(text, out, report);
                }
            }
            line = line.saturating_add(1 + breaks);
            at = end + 1;
        }
        self.flush(text, out, report);
    }

    fn row(&mut self, wide: &Wide, text: &str, cells: &[Scanned], line: u32, report: &mut Report) {
        let job = self.job;
        report.rows += 1;
        let faults = report.fault_count();
        let whole_row = |code: Code, title: String| {
            let mut place = place(job.source, line, "");
            place.column = None;
            Diagnostic::new(code, Severity::Error, title).at_place(Place::Cell(place), "")
        };
        let more = cells.iter().skip(wide.columns.len());
        if cells.len() < wide.columns.len()
            || more.clone().any(|cell| !trim(&unquoted(&text[cell.start..cell.end])).is_empty())
        {
            report.fault_of(Code::D0110, || {
                let title = format!("baris ini berisi {} sel, padahal ada {} kolom", cells.len(), wide.columns.len());
                whole_row(Code::D0110, title).advise("lengkapi baris itu; hasilnya tidak dihitung")
            });
            report.faulty_rows += 1;
            return;
        }
        let year = match wide.year {
            None => job.default_year,
            Some(at) => {
                let cell = unquoted(&text[cells[at].start..cells[at].end]);
                match keys::read_year(cell.trim()).ok() {
                    Some(year) => Some(year),
                    None => {
                        report.fault_of(Code::D0111, || {
                            whole_row(Code::D0111, format!("\"{cell}\" bukan tahun"))
                                .advise("isi empat angka, misalnya 2024; baris itu tidak dihitung")
                        });
                        report.faulty_rows += 1;
                        return;
                    }
                }
            }
        };
        let Some((year, planned)) = year.and_then(|year| Some((year, job.in_year(year)?))) else { return };
        if let Some(at) = wide.unit {
            let unit = &text[cells[at].start..cells[at].end];
            if names_sum(unit.trim_start_matches('"')) && !report.has_told(Code::D0064) {
                let place = place(job.source, line, &wide.headers[at]);
                report.find(problem::unit_of_sum(&unquoted(unit), place));
            }
        }
        let state = self.years.entry(year).or_insert_with(|| InYear::new(planned, job.style));
        let lane = state.lanes.len();
        state.lanes.push(lane);
        let here = Here { job, wide, text, cells, line };
        for (column, reader) in state.batch.columns.iter_mut().zip(&planned.readers) {
            let Some((at, reader)) = reader else { continue };
            let cell = &cells[*at];
            if let Some(number) = reader.quick(cell) {
                match here.note(reader, *at, number, report) {
                    true => column.put_steps(lane, number.steps, number.scale),
                    false => column.miss(lane, State::Faulty),
                }
            } else if cell.start == cell.end {
                column.miss(lane, State::NotFilled);
            } else {
                match here.closely(reader, *at, year, report) {
                    Ok(content) => column.put(lane, content),
                    Err(wrong) => {
                        column.miss(lane, State::Faulty);
                        if !reader.is_end() {
                            report.wrong(wrong);
                        }
                    }
                }
            }
        }
        // Cells that no result reads can be faulty, too.
        for (at, reader) in &planned.unread {
            if let Some(number) = reader.quick(&cells[*at]) {
                here.note(reader, *at, number, report);
            } else if cells[*at].start < cells[*at].end
                && let Err(wrong) = here.closely(reader, *at, year, report)
            {
                report.wrong(wrong);
            }
        }
        for (at, code) in planned.strays.iter().filter(|(at, _)| cells[*at].start < cells[*at].end) {
            let written = unquoted(&text[cells[*at].start..cells[*at].end]);
            let found = stray(&job.schema, code, year, &written, place(job.source, line, &wide.headers[*at]));
            found.into_iter().for_each(|problem| report.wrong(Wrong::Found(Box::new(problem))));
        }
        if !report.has_told(Code::D0061) {
            state.small.extend(planned.computed.iter().filter_map(|one| one.small(&here, lane)));
        }
        report.faulty_rows += u64::from(report.fault_count() > faults);
        let unit = wide.unit.map_or(0..0, |at| cells[at].start..cells[at].end);
        let written = |at: usize| unquoted(&text[cells[at].start..cells[at].end]);
        state.looked.add((job, wide), planned, (&name(&text[unit.clone()]), line), written);
        self.rows.push(Row { unit, year, lane });
    }

    fn flush(&mut self, text: &str, out: &mut Vec<u8>, report: &mut Report) {
        for state in self.years.values_mut().filter(|state| !state.lanes.is_empty()) {
            state.batch.keep(state.lanes.len());
            state.run();
            state.small.drain(..).for_each(|small| small.tell(&state.results, report));
            let found = state.looked.findings(self.job, state.year);
            report.faulty_rows += faulty_rows(&found);
            found.into_iter().for_each(|finding| report.find(finding));
        }
        let mut rows = std::mem::take(&mut self.rows);
        self.lines(rows.iter().map(|row| (name(&text[row.unit.clone()]), row.year, row.lane)), out, report);
        rows.clear();
        self.rows = rows;
        self.years.values_mut().for_each(|state| state.batch.clear(0));
    }
}

/// The name of a unit as in its cell.
fn name(cell: &str) -> Cow<'_, str> {
    match unquoted(cell) {
        Cow::Borrowed(name) => Cow::Borrowed(trim(name)),
        Cow::Owned(name) => Cow::Owned(trim(&name).to_string()),
    }
}
