//! The results of a chunk as text, column by column: what is the same for a whole column is decided once, and a line is
//! assembled from cells of one size.

#![expect(clippy::disallowed_types, reason = "steps of results are whole numbers below 2^53")]

use super::digits;
use super::tally::Report;
use super::worker::{Counts, STATES};
use crate::columns::{Answers, LANES, Results};
use crate::data::State;
use crate::report::CsvStyle;
use std::collections::BTreeMap;

/// The bytes of a cell; the last one is the length of the content.
const SIZE: usize = 32;

/// A formatted cell, followed by its delimiter. One of length 0 was too long and is stored elsewhere.
#[derive(Debug, Clone, Copy)]
struct Cell([u8; SIZE]);

/// The cells of a chunk, line by line.
#[derive(Debug)]
pub(super) struct Cells {
    style: CsvStyle,
    columns: usize,
    cells: Vec<Cell>,
    long: BTreeMap<usize, Vec<u8>>,
    missing: [Cell; 4],
}

/// A word as output.
#[derive(Debug)]
pub(super) struct Word {
    cell: Cell,
    text: Vec<u8>,
    /// Its number among those of all years.
    number: usize,
}

impl Word {
    pub fn new(word: &str, number: usize, style: CsvStyle) -> Word {
        let mut text = Vec::new();
        digits::text(&mut text, word, style);
        text.push(digits::delimiter(style));
        Word { cell: Cell::of(&text), text, number }
    }

    /// Copies the word into a cell; returns it if it is too long for one.
    fn put(&self, cell: &mut Cell) -> Option<Vec<u8>> {
        *cell = self.cell;
        (cell.length() == 0).then(|| self.text.clone())
    }
}

impl Cell {
    fn of(text: &[u8]) -> Cell {
        let mut cell = Cell([0; SIZE]);
        if text.len() < SIZE {
            cell.0[..text.len()].copy_from_slice(text);
            cell.0[SIZE - 1] = text.len() as u8;
        }
        cell
    }

    fn length(&self) -> usize {
        usize::from(self.0[SIZE - 1])
    }

    /// A number in steps of a scale; whether trailing zeros are removed.
    fn number(
        &mut self,
        (steps, scale, trim): (i64, u32, bool),
        text: &mut Vec<u8>,
        style: CsvStyle,
    ) -> Option<Vec<u8>> {
        text.clear();
        digits::number(text, steps, scale, trim, style);
        text.push(digits::delimiter(style));
        *self = Cell::of(text);
        (self.length() == 0).then(|| text.clone())
    }

    /// Two decimals after at most three digits, assembled in one register: the path of nearly every percentage. Bytes
    /// beyond the length keep their old content.
    #[inline]
    fn hundredths(&mut self, steps: f64, style: CsvStyle) -> Option<Vec<u8>> {
        // Above 2^52 the last bits of a float are those of the whole number.
        let steps = (steps + 4_503_599_627_370_496.0).to_bits() as u32;
        let (whole, part) = (steps / 100, steps % 100);
        let (before, zeros) = (u64::from(WHOLE[whole as usize & 1023]), u8::from(whole < 100) + u8::from(whole < 10));
        let (mark, delimiter) = match style {
            CsvStyle::En => (u64::from(b'.') << 24, u64::from(b',') << 48),
            CsvStyle::Id => (u64::from(b',') << 24, u64::from(b';') << 48),
        };
        let behind = u64::from(WHOLE[part as usize]) >> 8 << 32;
        let text = before | mark | behind | delimiter;
        self.0[..8].copy_from_slice(&(text >> (8 * zeros)).to_le_bytes());
        self.0[SIZE - 1] = 7 - zeros;
        None
    }
}

/// `000` to `999`, the first digit in the lowest byte.
static WHOLE: [u32; 1024] = {
    let mut all = [0; 1024];
    let mut at = 0;
    while at < 1000 {
        all[at] = 0x30_30_30 + (at / 100 + ((at / 10 % 10) << 8) + ((at % 10) << 16)) as u32;
        at += 1;
    }
    all
};

impl Cells {
    /// For lines of so many columns.
    pub fn new(columns: usize, style: CsvStyle) -> Cells {
        let missing = STATES.map(|state| Word::new(state.words(), 0, style).cell);
        Cells { style, columns, cells: vec![Cell([0; SIZE]); LANES * columns], long: BTreeMap::new(), missing }
    }

    /// Formats the results of some lanes and counts them.
    pub fn fill(
        &mut self,
        places: &[Option<usize>],
        (results, lanes): (&Results, &[usize]),
        words: &[Word],
        (counts, report): (&mut [Counts], &mut Report),
    ) {
        let (style, mut text) = (self.style, Vec::new());
        self.long.clear();
        for (column, (place, counts)) in places.iter().zip(counts).enumerate() {
            // A column that the rules do not give in this year does not apply.
            let (marks, answers) = place.map_or((&[][..], Answers::Nothing), |place| results.column(place));
            let missing = match answers {
                Answers::Numbers { steps, scale: 2, trim: false } => {
                    self.each(column, lanes, marks, |lane, cell| match steps[lane] {
                        steps @ 0.0..100_000.0 => cell.hundredths(steps, style),
                        steps => cell.number((steps as i64, 2, false), &mut text, style),
                    })
                }
                // Whole, because below 2^53.
                Answers::Numbers { steps, scale, trim } => self.each(column, lanes, marks, |lane, cell| {
                    cell.number((steps[lane] as i64, scale, trim), &mut text, style)
                }),
                Answers::Mixed(steps) => {
                    self.each(column, lanes, marks, |lane, cell| cell.number(steps[lane], &mut text, style))
                }
                Answers::Truths(truths) => self.each(column, lanes, marks, |lane, cell| {
                    Word::new(["tidak", "ya"][usize::from(truths[lane] != 0)], 0, style).put(cell)
                }),
                Answers::Words(numbers) => self.each(column, lanes, marks, |lane, cell| {
                    let word = &words[usize::from(numbers[lane])];
                    counts.words[word.number] += 1;
                    word.put(cell)
                }),
                Answers::Texts(texts) => self.each(column, lanes, marks, |lane, cell| {
                    *counts.texts.entry(texts[lane].to_string()).or_default() += 1;
                    Word::new(&texts[lane], 0, style).put(cell)
                }),
                Answers::Nothing => self.each(column, lanes, marks, |_, _| None),
            };
            report.undefined += missing[State::Undefined as usize];
            report.faulty += missing[State::Faulty as usize];
            counts.missing.iter_mut().zip(missing).for_each(|(count, more)| *count += more);
        }
    }

    /// Formats a column, and counts the lanes without a value by state. What `write` returns is too long for its cell.
    #[inline]
    fn each(
        &mut self,
        column: usize,
        lanes: &[usize],
        marks: &[u8],
        mut write: impl FnMut(usize, &mut Cell) -> Option<Vec<u8>>,
    ) -> [u64; 4] {
        let mut missing = [0; 4];
        for &lane in lanes {
            let at = lane * self.columns + column;
            let cell = &mut self.cells[at];
            match marks.get(lane) {
                Some(0) => {
                    if let Some(long) = write(lane, cell) {
                        self.long.insert(at, long);
                    }
                }
                mark => {
                    let state = mark.map_or(State::NotApplicable as usize, |mark| usize::from(*mark) - 1);
                    missing[state] += 1;
                    *cell = self.missing[state];
                }
            }
        }
        missing
    }

    /// Appends the cells of a lane, each with its delimiter.
    pub fn add(&self, lane: usize, line: &mut Vec<u8>) {
        let from = lane * self.columns;
        for (at, cell) in self.cells[from..from + self.columns].iter().enumerate() {
            if cell.length() == 0 {
                self.long.get(&(from + at)).into_iter().for_each(|text| line.extend_from_slice(text));
                continue;
            }
            // Copies of a constant size are a few instructions; of a size known only here, a call.
            let end = line.len() + cell.length();
            line.extend_from_slice(&cell.0);
            line.truncate(end);
        }
    }
}
