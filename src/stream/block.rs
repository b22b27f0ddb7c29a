//! A block of lines: rows to chunks, chunks through the columns, results to lines.

use super::tally::Report;
use super::{Job, Year, digits};
use crate::columns::{Batch, Columns, Found, LANES, Results};
use crate::data::wide::{Scanned, place, scan_row, split_row};
use crate::data::{State, keys};
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// Computes blocks; each thread has its own.
pub struct Worker<'j> {
    job: &'j Job<'j>,
    years: BTreeMap<i32, InYear<'j>>,
    /// The rows of the chunk, in order: the text of the unit, the year, and the lane.
    rows: Vec<(Range<usize>, i32, usize)>,
    /// Every word that came out so far.
    words: Vec<String>,
    /// How often, by column.
    counts: Vec<Counts>,
}

struct InYear<'j> {
    year: &'j Year,
    columns: Columns<'j>,
    batch: Batch,
    filled: usize,
    results: Results,
    /// Each word as it is written, with room behind it, its length, and its number among [`Worker::words`].
    written: Vec<(Vec<u8>, usize, usize)>,
}

/// What a column came to in a block.
#[derive(Debug, Clone, Default)]
struct Counts {
    /// By word.
    words: Vec<u64>,
    /// By state.
    missing: [u64; 4],
    /// What has no number.
    texts: BTreeMap<String, u64>,
}

impl<'j> Worker<'j> {
    /// With nothing computed yet.
    pub fn new(job: &'j Job<'j>) -> Worker<'j> {
        Worker {
            job,
            years: BTreeMap::new(),
            rows: Vec::new(),
            words: Vec::new(),
            counts: vec![Counts::default(); job.out.len()],
        }
    }

    /// Computes whole lines, of which the first is `line` in the file, and adds their results to `out`.
    pub fn block(&mut self, text: &str, line: u32, out: &mut Vec<u8>) -> Report {
        let mut report = Report::default();
        let bytes = text.as_bytes();
        let quoted = memchr::memchr(b'"', bytes).is_some();
        let mut cells: Vec<Scanned> = Vec::with_capacity(self.job.columns.len());
        let (mut at, mut line) = (0, line);
        while at < bytes.len() {
            let (end, breaks) = if quoted {
                let end = line_end(bytes, at);
                split_row(bytes, at, end, self.job.delimiter, &mut cells);
                (end, memchr::memchr_iter(b'\n', &bytes[at..end]).count() as u32)
            } else {
                (scan_row(bytes, at, self.job.delimiter, &mut cells), 0)
            };
            if cells.iter().any(|cell| cell.start < cell.end) {
                self.row(text, &cells, line, &mut report);
                if self.rows.len() == LANES {
                    self.flush(text, out, &mut report);
                }
            }
            line = line.saturating_add(1 + breaks);
            at = end + 1;
        }
        self.flush(text, out, &mut report);
        for (column, title) in self.job.grades() {
            let counts = self.named(column);
            if !counts.is_empty() {
                report.grades.insert((column, title.to_string()), counts);
            }
        }
        report
    }

    /// What a column came to in this block, by name.
    fn named(&mut self, column: usize) -> BTreeMap<String, u64> {
        const STATES: [State; 4] = [State::NotFilled, State::NotApplicable, State::Undefined, State::Faulty];
        let Counts { words, missing, texts } = std::mem::take(&mut self.counts[column]);
        let words = self.words.iter().cloned().zip(words);
        let missing = STATES.iter().map(|state| state.words().to_string()).zip(missing);
        words.chain(missing).chain(texts).filter(|(_, count)| *count > 0).collect()
    }

    fn row(&mut self, text: &str, cells: &[Scanned], line: u32, report: &mut Report) {
        let job = self.job;
        report.rows += 1;
        let faults = report.fault_count();
        let whole_row = |code: &'static str, title: String| {
            let mut place = place(job.source, line, "");
            place.column = None;
            Diagnostic::new(Code(code), Severity::Error, title).at_place(Place::Cell(place), "")
        };
        if cells.len() != job.columns.len() {
            let title = format!("baris ini berisi {} sel, padahal ada {} kolom", cells.len(), job.columns.len());
            report.fault(whole_row("D0110", title).advise("lengkapi baris itu; hasilnya tidak dihitung"));
            report.faulty_rows += 1;
            return;
        }
        let year = match job.year {
            None => job.default_year,
            Some(at) => {
                let cell = unquoted(&text[cells[at].start..cells[at].end]);
                match keys::read_year(cell.trim()).ok() {
                    Some(year) => Some(year),
                    None => {
                        let title = format!("\"{cell}\" bukan tahun");
                        report.fault(
                            whole_row("D0111", title)
                                .advise("isi empat angka, misalnya 2024; baris itu tidak dihitung"),
                        );
                        report.faulty_rows += 1;
                        return;
                    }
                }
            }
        };
        let Some((year, planned)) = year.and_then(|year| Some((year, job.in_year(year)?))) else { return };
        let state = self.years.entry(year).or_insert_with(|| InYear::new(planned));
        let lane = state.filled;
        state.filled += 1;
        for (column, reader) in state.batch.columns.iter_mut().zip(&planned.readers) {
            let Some((at, reader)) = reader else { continue };
            let cell = &cells[*at];
            if let Some(number) = reader.quick(cell) {
                column.put_steps(lane, number.steps, number.scale);
            } else if cell.start == cell.end {
                column.miss(lane, State::NotFilled);
            } else {
                let here = place(job.source, line, &job.headers[*at]);
                match reader.read(&unquoted(&text[cell.start..cell.end]), year, here, &job.name) {
                    Ok(content) => column.put(lane, content),
                    Err(problem) => {
                        column.miss(lane, State::Faulty);
                        report.fault(problem.into_diagnostic());
                    }
                }
            }
        }
        report.faulty_rows += u64::from(report.fault_count() > faults);
        let unit = job.unit.map_or(0..0, |at| cells[at].start..cells[at].end);
        self.rows.push((unit, year, lane));
    }

    fn flush(&mut self, text: &str, out: &mut Vec<u8>, report: &mut Report) {
        if self.rows.is_empty() {
            return;
        }
        for state in self.years.values_mut().filter(|state| state.filled > 0) {
            state.batch.keep(state.filled);
            state.columns.run(&mut state.batch, &mut state.results);
            if state.written.len() != state.results.words().len() {
                state.written.clear();
                for word in state.results.words() {
                    let known = self.words.iter().position(|known| **known == **word);
                    let number = known.unwrap_or(self.words.len());
                    if known.is_none() {
                        self.words.push(word.to_string());
                    }
                    let mut text = Vec::new();
                    digits::text(&mut text, word, self.job.style);
                    let length = text.len();
                    text.resize(length + digits::SHORT, 0);
                    state.written.push((text, length, number));
                }
            }
        }
        for counts in &mut self.counts {
            counts.words.resize(self.words.len(), 0);
        }
        let (job, style) = (self.job, self.job.style);
        let delimiter = digits::delimiter(style);
        let mut now: Option<(i32, &InYear)> = None;
        for (unit, year, lane) in self.rows.drain(..) {
            let state = match now {
                Some((known, state)) if known == year => state,
                _ => match self.years.get(&year) {
                    Some(state) => state,
                    None => continue,
                },
            };
            now = Some((year, state));
            if job.unit.is_some() {
                digits::text(out, &unquoted(&text[unit]), style);
                out.push(delimiter);
            }
            digits::number(out, year.into(), 0, false, style);
            for (at, wanted) in state.year.places.iter().enumerate() {
                out.push(delimiter);
                let found = match wanted {
                    Some(wanted) => state.results.numbered(*wanted, lane),
                    None => Found::Missing(State::NotApplicable),
                };
                let counts = &mut self.counts[at];
                match found {
                    Found::Number { steps, scale, trim } => digits::number(out, steps, scale, trim, style),
                    Found::Word(word) => {
                        let (text, length, number) = &state.written[word];
                        digits::short(out, text, *length);
                        counts.words[*number] += 1;
                    }
                    Found::Missing(missing) => {
                        report.undefined += u64::from(missing == State::Undefined);
                        report.faulty += u64::from(missing == State::Faulty);
                        counts.missing[missing as usize] += 1;
                        out.extend_from_slice(missing.words().as_bytes());
                    }
                    Found::Text(word) => {
                        digits::text(out, word, style);
                        *counts.texts.entry(word.to_string()).or_default() += 1;
                    }
                    Found::Truth(truth) => out.extend_from_slice(["tidak", "ya"][usize::from(truth)].as_bytes()),
                }
            }
            digits::end_line(out, style);
        }
        for state in self.years.values_mut().filter(|state| state.filled > 0) {
            state.filled = 0;
            state.batch.clear(0);
        }
    }
}

impl<'j> InYear<'j> {
    fn new(year: &'j Year) -> InYear<'j> {
        let mut batch = Batch::new(year.inputs.len());
        batch.given(|input| year.readers[input].is_some());
        let columns = Columns::new(&year.plan, &year.inputs, &year.wanted);
        InYear { year, columns, batch, filled: 0, results: Results::default(), written: Vec::new() }
    }
}

/// Where the line that begins at `at` ends; line breaks in quotes are part of it.
fn line_end(bytes: &[u8], at: usize) -> usize {
    let mut from = at;
    loop {
        let end = memchr::memchr(b'\n', &bytes[from..]).map_or(bytes.len(), |offset| from + offset);
        let open = memchr::memchr_iter(b'"', &bytes[at..end]).count() % 2 == 1;
        if !open || end == bytes.len() {
            return end;
        }
        from = end + 1;
    }
}

/// A cell without the quotes around it.
fn unquoted(cell: &str) -> Cow<'_, str> {
    match cell.strip_prefix('"').and_then(|cell| cell.strip_suffix('"')) {
        Some(inner) => Cow::Owned(inner.replace("\"\"", "\"")),
        None => Cow::Borrowed(cell),
    }
}
