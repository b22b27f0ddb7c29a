//! The results of a chunk: rounded numbers as steps, words by number, marks as states.

use super::batch::state;
use super::program::{Output, Program};
use super::run::Machine;
use crate::data::State;
use std::sync::Arc;

/// The results of a chunk, one column per result wanted.
#[derive(Debug, Default)]
pub struct Results {
    /// In the order wanted.
    pub(super) columns: Vec<Kept>,
    pub(super) words: Vec<Arc<str>>,
    pub(super) lanes: usize,
}

/// One column.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub marks: Vec<u8>,
    pub kind: Kind,
}

/// The values of a column; meaningless where a lane is marked.
#[derive(Debug, Default)]
pub(super) enum Kind {
    /// Steps of one scale; whether trailing zeros are removed.
    Numbers { steps: Vec<f64>, scale: u32, trim: bool },
    /// Steps, each with its own scale, and whether trailing zeros are removed.
    Mixed { steps: Vec<(i64, u32, bool)> },
    /// By number.
    Words(Vec<u8>),
    /// Words too many to number, or numbers too long: as output.
    Texts(Vec<Arc<str>>),
    /// 0 or 1.
    Truths(Vec<u8>),
    #[default]
    Nothing,
}

/// A whole column of results; meaningless where a lane is marked.
#[derive(Debug, Clone, Copy)]
pub enum Answers<'r> {
    /// Steps of one scale; whether trailing zeros are removed.
    Numbers { steps: &'r [f64], scale: u32, trim: bool },
    /// Steps, each with its own scale, and whether trailing zeros are removed.
    Mixed(&'r [(i64, u32, bool)]),
    /// Words by their index in [`Results::words`].
    Words(&'r [u8]),
    /// Words, or numbers too long for steps.
    Texts(&'r [Arc<str>]),
    /// 0 or 1.
    Truths(&'r [u8]),
    /// No lane has a value.
    Nothing,
}

/// One result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found<'r> {
    /// `steps / 10^scale`; whether trailing zeros are removed.
    Number { steps: i64, scale: u32, trim: bool },
    /// A word, or a number too long for steps.
    Text(&'r str),
    /// A condition.
    Truth(bool),
    /// No value.
    Missing(State),
}

impl Results {
    pub fn lanes(&self) -> usize {
        self.lanes
    }

    /// The words that results refer to by number.
    pub fn words(&self) -> &[Arc<str>] {
        &self.words
    }

    /// A column, and for each lane 0 or, where it has no value, the number of the state from 1.
    pub fn column(&self, column: usize) -> (&[u8], Answers<'_>) {
        let Kept { marks, kind } = &self.columns[column];
        let answers = match kind {
            Kind::Numbers { steps, scale, trim } => Answers::Numbers { steps, scale: *scale, trim: *trim },
            Kind::Mixed { steps } => Answers::Mixed(steps),
            Kind::Words(words) => Answers::Words(words),
            Kind::Texts(texts) => Answers::Texts(texts),
            Kind::Truths(truths) => Answers::Truths(truths),
            Kind::Nothing => Answers::Nothing,
        };
        (marks, answers)
    }

    /// A result of a unit.
    pub fn get(&self, column: usize, lane: usize) -> Found<'_> {
        let Kept { marks, kind } = &self.columns[column];
        if marks[lane] != 0 {
            return Found::Missing(state(marks[lane]).unwrap_or(State::NotApplicable));
        }
        match kind {
            // Whole, because below 2^53.
            Kind::Numbers { steps, scale, trim } => {
                Found::Number { steps: steps[lane] as i64, scale: *scale, trim: *trim }
            }
            Kind::Mixed { steps } => {
                let (steps, scale, trim) = steps[lane];
                Found::Number { steps, scale, trim }
            }
            Kind::Words(words) => Found::Text(&self.words[usize::from(words[lane])]),
            Kind::Texts(texts) => Found::Text(&texts[lane]),
            Kind::Truths(truths) => Found::Truth(truths[lane] != 0),
            Kind::Nothing => Found::Missing(State::NotApplicable),
        }
    }

    /// Takes over the registers of a program; `places` are the indexes of its results among `all`.
    pub(super) fn take(
        &mut self,
        program: &Program,
        machine: &mut Machine,
        lanes: usize,
        places: &[usize],
        all: usize,
    ) {
        self.lanes = lanes;
        if self.words != program.words {
            self.words.clone_from(&program.words);
        }
        self.columns.resize_with(all, Kept::default);
        for ((place, output), free) in places.iter().zip(&program.outputs).zip(&program.free) {
            let answers = &mut self.columns[*place];
            let (Output::Number { marks, .. }
            | Output::Automatic { marks, .. }
            | Output::Word { marks, .. }
            | Output::Truth { marks, .. }) = output;
            answers.marks.clear();
            answers.marks.extend_from_slice(&machine.bytes[usize::from(marks.0)][..lanes]);
            match output {
                Output::Number { val, scale, trim, .. } => {
                    // The memory of the previous chunk is reused.
                    let before = std::mem::take(&mut answers.kind);
                    let mut kept = if let Kind::Numbers { steps, .. } = before { steps } else { Vec::new() };
                    let lanes = &mut machine.vals[usize::from(val.0)];
                    if *free && kept.len() == lanes.len() {
                        std::mem::swap(&mut kept, lanes);
                    } else {
                        kept.clone_from(lanes);
                    }
                    answers.kind = Kind::Numbers { steps: kept, scale: *scale, trim: *trim };
                }
                Output::Automatic { four, two, ends, .. } => {
                    let ends = &machine.bytes[usize::from(ends.0)];
                    // Whole, because below 2^53.
                    let steps = |val: &super::program::Val| machine.vals[usize::from(val.0)].iter().map(|&a| a as i64);
                    let mixed = steps(four).zip(steps(two)).zip(ends);
                    let pick = |((four, two), ends): ((i64, i64), &u8)| match ends {
                        0 => (two, 2, false),
                        _ => (four, 4, true),
                    };
                    answers.kind = Kind::Mixed { steps: mixed.map(pick).collect() };
                }
                Output::Word { byte, .. } => {
                    let before = std::mem::take(&mut answers.kind);
                    let mut kept = if let Kind::Words(words) = before { words } else { Vec::new() };
                    kept.clear();
                    kept.extend_from_slice(&machine.bytes[usize::from(byte.0)][..lanes]);
                    answers.kind = Kind::Words(kept);
                }
                Output::Truth { byte, .. } => answers.kind = Kind::Truths(machine.bytes[usize::from(byte.0)].clone()),
            }
        }
    }
}

/// The output text of a lane; meaningless where the lane is marked.
pub(super) fn text_of(column: &Kept, lane: usize, words: &[Arc<str>]) -> Arc<str> {
    match &column.kind {
        // Whole, because below 2^53.
        Kind::Numbers { steps, scale, trim } => plain(steps[lane] as i64, *scale, *trim).into(),
        Kind::Mixed { steps } => plain(steps[lane].0, steps[lane].1, steps[lane].2).into(),
        Kind::Words(numbers) => words.get(usize::from(numbers[lane])).cloned().unwrap_or_default(),
        Kind::Texts(texts) => texts[lane].clone(),
        Kind::Truths(truths) => if truths[lane] != 0 { "ya" } else { "tidak" }.into(),
        Kind::Nothing => "".into(),
    }
}

/// `12.5` for 1250 steps of two decimals with trailing zeros removed.
pub fn plain(steps: i64, scale: u32, trim: bool) -> String {
    let places = crate::number::Places::new(i32::try_from(scale).unwrap_or(0)).unwrap_or(crate::number::Places::WHOLE);
    let text = super::number(steps, scale).to_plain(places, crate::number::Rounding::HalfAway);
    match trim && text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_string(),
        false => text,
    }
}
