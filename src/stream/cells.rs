//! The results of a chunk as they are written, column by column: what is the same for a whole column is decided once, and
//! a line is put together from cells of one size.

use super::digits;
use super::tally::Report;
use super::worker::Counts;
use crate::columns::{Answers, LANES, Results};
use crate::data::State;
use crate::report::CsvStyle;
use std::collections::BTreeMap;

/// The bytes of a cell; the last one says how many of the others count.
const SIZE: usize = 32;

/// A written cell, its delimiter behind it. One of length 0 is too long and stands elsewhere.
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

/// A word as it is written.
#[derive(Debug)]
pub(super) struct Word {
    cell: Cell,
    text: Vec<u8>,
    /// Its number among those of all years.
    number: usize,
}

impl Word {
    /// A word that has a number.
    pub fn new(word: &str, number: usize, style: CsvStyle) -> Word {
        let mut text = Vec::new();
        digits::text(&mut text, word, style);
        text.push(digits::delimiter(style));
        Word { cell: Cell::of(&text), text, number }
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
}

impl Cells {
    /// For lines of so many columns.
    pub fn new(columns: usize, style: CsvStyle) -> Cells {
        let states = [State::NotFilled, State::NotApplicable, State::Undefined, State::Faulty];
        let missing = states.map(|state| Word::new(state.words(), 0, style).cell);
        Cells { style, columns, cells: vec![Cell([0; SIZE]); LANES * columns], long: BTreeMap::new(), missing }
    }

    /// Writes the results of some lanes and counts what came out.
    pub fn fill(
        &mut self,
        places: &[Option<usize>],
        (results, lanes): (&Results, &[usize]),
        words: &[Word],
        (counts, report): (&mut [Counts], &mut Report),
    ) {
        self.long.clear();
        for (column, (place, counts)) in places.iter().zip(counts).enumerate() {
            let (marks, answers) = match place {
                Some(place) => results.column(*place),
                None => (&[][..], Answers::Nothing),
            };
            let mut missing = [0u64; 4];
            // A column that the rules do not give in this year does not apply.
            let is_there = |lane: usize| match marks.get(lane) {
                Some(0) => None,
                Some(mark) => Some(usize::from(*mark) - 1),
                None => Some(State::NotApplicable as usize),
            };
            let mut line = Vec::with_capacity(SIZE);
            for &lane in lanes {
                let at = lane * self.columns + column;
                if let Some(state) = is_there(lane) {
                    missing[state] += 1;
                    self.cells[at] = self.missing[state];
                    continue;
                }
                let steps = match answers {
                    // Whole, and below 2^53.
                    Answers::Numbers { steps, scale, trim } => (steps[lane] as i64, scale, trim),
                    Answers::Mixed(steps) => steps[lane],
                    Answers::Words(all) => {
                        let word = &words[usize::from(all[lane])];
                        counts.words[word.number] += 1;
                        self.cells[at] = word.cell;
                        if word.cell.length() == 0 {
                            self.long.insert(at, word.text.clone());
                        }
                        continue;
                    }
                    Answers::Texts(texts) => {
                        let word = Word::new(&texts[lane], 0, self.style);
                        *counts.texts.entry(texts[lane].to_string()).or_default() += 1;
                        self.cells[at] = word.cell;
                        if word.cell.length() == 0 {
                            self.long.insert(at, word.text);
                        }
                        continue;
                    }
                    Answers::Truths(truths) => {
                        let word = ["tidak", "ya"][usize::from(truths[lane] != 0)];
                        self.cells[at] = Word::new(word, 0, self.style).cell;
                        continue;
                    }
                    Answers::Nothing => continue,
                };
                match steps {
                    (steps @ 0..100_000, 2, false) => self.cells[at] = usual(steps as u32, self.style),
                    (steps, scale, trim) => {
                        line.clear();
                        digits::number(&mut line, steps, scale, trim, self.style);
                        line.push(digits::delimiter(self.style));
                        self.cells[at] = Cell::of(&line);
                    }
                }
            }
            report.undefined += missing[State::Undefined as usize];
            report.faulty += missing[State::Faulty as usize];
            counts.missing.iter_mut().zip(missing).for_each(|(count, more)| *count += more);
        }
    }

    /// Adds the cells of a lane, each with its delimiter.
    pub fn add(&self, lane: usize, line: &mut Vec<u8>) {
        let from = lane * self.columns;
        for (at, cell) in self.cells[from..from + self.columns].iter().enumerate() {
            if cell.length() == 0 {
                self.long.get(&(from + at)).into_iter().for_each(|text| line.extend_from_slice(text));
                continue;
            }
            // A copy of one size is a few instructions; of a size known only here, a call.
            let end = line.len() + cell.length();
            line.extend_from_slice(&cell.0);
            line.truncate(end);
        }
    }
}

/// Two decimals behind at most three digits, put together in one register: the way of nearly every percentage.
#[inline]
fn usual(steps: u32, style: CsvStyle) -> Cell {
    let (whole, part) = (steps / 100, steps % 100);
    let digit = |number: u32| u64::from(b'0') + u64::from(number);
    let mark = u64::from(if style == CsvStyle::En { b'.' } else { b',' });
    let tail = mark << 24 | digit(part / 10) << 32 | digit(part % 10) << 40;
    let text = digit(whole / 100) | digit(whole / 10 % 10) << 8 | digit(whole % 10) << 16 | tail;
    let text = text | u64::from(digits::delimiter(style)) << 48;
    let zeros = usize::from(whole < 100) + usize::from(whole < 10);
    let mut cell = Cell([0; SIZE]);
    cell.0[..8].copy_from_slice(&(text >> (8 * zeros)).to_le_bytes());
    cell.0[SIZE - 1] = 7 - zeros as u8;
    cell
}
