//! Blocks of lines to lines of results, for wide and long files: the state of a thread.

use super::far_below::Small;
use super::rendered::{Cells, Word};
use super::tally::Report;
use super::wide_twice::Rows;
use super::{Job, Shape, Year, digits};
use crate::columns::{Batch, Columns, LANES, Results};
use crate::data::State;
use crate::report::CsvStyle;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// Computes blocks; each thread has its own.
pub struct Worker<'j> {
    pub(super) job: &'j Job<'j>,
    pub(super) years: BTreeMap<i32, InYear<'j>>,
    /// The rows of the chunk of a wide file, in order.
    pub(super) rows: Vec<Row>,
    /// Every word of the results so far.
    words: Vec<String>,
    /// The counts, by column.
    counts: Vec<Counts>,
}

/// A row of a wide file.
pub(super) struct Row {
    /// The position of its unit in the block.
    pub unit: Range<usize>,
    pub year: i32,
    pub lane: usize,
}

/// The columns of a year, ready for chunks.
pub(super) struct InYear<'j> {
    pub year: &'j Year,
    pub columns: Columns<'j>,
    pub batch: Batch,
    /// The rows of the chunk of a wide file, if there are checks beside the results.
    pub looked: Rows,
    /// Its small targets, to be compared with computed values.
    pub small: Vec<Small>,
    /// The lanes of the chunk that become lines.
    pub lanes: Vec<usize>,
    pub results: Results,
    /// The words of the results.
    written: Vec<Word>,
    cells: Cells,
    /// The year as text, with a delimiter.
    head: Vec<u8>,
}

/// The states, in the order of their numbers.
pub(super) const STATES: [State; 4] = State::ALL;

/// The counts of a column in a block.
#[derive(Debug, Clone, Default)]
pub(super) struct Counts {
    /// By word.
    pub words: Vec<u64>,
    /// By state.
    pub missing: [u64; 4],
    /// Words without a number.
    pub texts: BTreeMap<String, u64>,
}

impl<'j> Worker<'j> {
    /// With nothing computed yet.
    pub fn new(job: &'j Job<'j>) -> Worker<'j> {
        let counts = vec![Counts::default(); job.out.len()];
        Worker { job, years: BTreeMap::new(), rows: Vec::new(), words: Vec::new(), counts }
    }

    /// Computes whole lines, the first of which is line `line` of the file, and appends their results to `out`.
    pub fn block(&mut self, text: &str, line: u32, out: &mut Vec<u8>) -> Report {
        let mut report = Report::default();
        match &self.job.shape {
            Shape::Wide(wide) => self.wide(wide, text, line, out, &mut report),
            Shape::Long(long) => self.long(long, text, line, out, &mut report),
        }
        for (column, title) in self.job.grades() {
            let counts = self.named(column);
            if !counts.is_empty() {
                report.grades.insert((column, title.to_string()), counts);
            }
        }
        report
    }

    /// The counts of a column in this block, by name.
    fn named(&mut self, column: usize) -> BTreeMap<String, u64> {
        let Counts { words, missing, texts } = std::mem::take(&mut self.counts[column]);
        let words = self.words.iter().cloned().zip(words);
        let missing = STATES.iter().map(|state| state.words().to_string()).zip(missing);
        words.chain(missing).chain(texts).filter(|(_, count)| *count > 0).collect()
    }

    /// Writes a line for each unit, year and lane of the last chunk, and counts the results.
    pub(super) fn lines<'t>(
        &mut self,
        rows: impl Iterator<Item = (Cow<'t, str>, i32, usize)>,
        out: &mut Vec<u8>,
        report: &mut Report,
    ) {
        self.number_words();
        for state in self.years.values_mut().filter(|state| !state.lanes.is_empty()) {
            let (found, counted) = ((&state.results, &state.lanes[..]), (&mut self.counts[..], &mut *report));
            state.cells.fill(&state.year.places, found, &state.written, counted);
        }
        let (has_units, style) = (self.job.has_units(), self.job.style);
        let mut now: Option<(i32, &InYear)> = None;
        for (unit, year, lane) in rows {
            let state = match now {
                Some((known, state)) if known == year => state,
                _ => match self.years.get(&year) {
                    Some(state) => state,
                    None => continue,
                },
            };
            now = Some((year, state));
            if has_units {
                digits::text(out, &unit, style);
                out.push(digits::delimiter(style));
            }
            out.extend_from_slice(&state.head);
            state.cells.add(lane, out);
            // The last delimiter ends the line.
            out.pop();
            digits::end_line(out, style);
        }
        self.years.values_mut().for_each(|state| state.lanes.clear());
    }

    /// Numbers the words of each year's results, the same for all years.
    fn number_words(&mut self) {
        for state in self.years.values_mut() {
            if state.written.len() == state.results.words().len() {
                continue;
            }
            state.written.clear();
            for word in state.results.words() {
                let known = self.words.iter().position(|known| **known == **word);
                let number = known.unwrap_or(self.words.len());
                if known.is_none() {
                    self.words.push(word.to_string());
                }
                state.written.push(Word::new(word, number, self.job.style));
            }
        }
        for counts in &mut self.counts {
            counts.words.resize(self.words.len(), 0);
        }
    }
}

impl<'j> InYear<'j> {
    /// With nothing filled.
    pub fn new(year: &'j Year, style: CsvStyle) -> InYear<'j> {
        let mut batch = Batch::new(year.inputs.len());
        batch.given(|input| year.readers[input].is_some());
        let columns = Columns::new(&year.plan, &year.inputs, &year.wanted);
        let (mut head, lanes, written) = (Vec::new(), Vec::with_capacity(LANES), Vec::new());
        digits::number(&mut head, year.plan.year.into(), 0, false, style);
        head.push(digits::delimiter(style));
        let cells = Cells::new(year.places.len(), style);
        InYear {
            year,
            columns,
            batch,
            looked: Rows::default(),
            small: Vec::new(),
            lanes,
            results: Results::default(),
            written,
            cells,
            head,
        }
    }

    /// Computes the batch.
    pub fn run(&mut self) {
        self.columns.run(&mut self.batch, &mut self.results);
    }
}
