//! The exact path: a chunk through [`crate::eval`], for what does not fit columns.

use super::batch::{Batch, mark};
use super::compile::{Decimals, Wanted};
use super::results::{Kept, Kind};
use crate::eval::{self, Cell, Value};
use crate::number::{Exact, Places, Rounding};
use crate::plan::{Input, Plan};
use crate::syntax::ast::Precision;
use std::sync::Arc;

/// One result in some lanes.
pub(super) struct Found {
    marks: Vec<u8>,
    answers: Vec<Answer>,
}

/// Computes some results of some lanes with the exact evaluator; `needed` are the slots they depend on.
pub(super) fn found(
    (plan, inputs): (&Plan, &[Input]),
    (wanted, needed): (&[Wanted], &[bool]),
    batch: &Batch,
    lanes: &[usize],
) -> Vec<Found> {
    let data = batch.dataset(inputs, lanes);
    let evaluation = eval::evaluate_of(plan, &data, &|slot| needed[slot]);
    let one = |wanted: &Wanted| {
        let cell = |lane: usize| answer(evaluation.cell(wanted.slot, lane), wanted.decimals);
        let (marks, answers) = (0..lanes.len()).map(cell).unzip();
        Found { marks, answers }
    };
    wanted.iter().map(one).collect()
}

impl Found {
    /// The results of all lanes as a column.
    pub(super) fn whole(self) -> Kept {
        Kept { marks: self.marks, kind: kind(self.answers) }
    }

    /// Merges the results of some lanes into a column.
    pub(super) fn put(self, lanes: &[usize], words: &[Arc<str>], column: &mut Kept) {
        for ((&lane, mark), answer) in lanes.iter().zip(self.marks).zip(self.answers) {
            column.marks[lane] = mark;
            if mark == 0 {
                put(column, lane, answer, words);
            }
        }
    }
}

/// Stores a result in its lane, converting the column to a form that holds it and all others.
fn put(column: &mut Kept, lane: usize, answer: Answer, words: &[Arc<str>]) {
    let lanes = column.marks.len();
    match (&mut column.kind, &answer) {
        // Every whole number below 2^53 is a float.
        (Kind::Numbers { steps, scale, trim }, Answer::Number(number, own, cut))
            if own == scale && cut == trim && number.unsigned_abs() < 1 << 52 =>
        {
            steps[lane] = *number as f64;
        }
        (Kind::Mixed { steps }, Answer::Number(number, scale, trim)) => steps[lane] = (*number, *scale, *trim),
        (Kind::Truths(truths), Answer::Truth(truth)) => truths[lane] = u8::from(*truth),
        (Kind::Words(numbers), Answer::Text(text)) if words.iter().take(256).any(|word| word == text) => {
            numbers[lane] = words.iter().position(|word| word == text).unwrap_or(0) as u8;
        }
        (Kind::Texts(texts), _) => texts[lane] = written(answer),
        (Kind::Numbers { steps, scale, trim }, Answer::Number(..)) => {
            let mixed = steps.iter().map(|number| (*number as i64, *scale, *trim)).collect();
            column.kind = Kind::Mixed { steps: mixed };
            put(column, lane, answer, words);
        }
        (Kind::Nothing, _) => {
            column.kind = Kind::Texts(vec!["".into(); lanes]);
            put(column, lane, answer, words);
        }
        (Kind::Numbers { .. } | Kind::Mixed { .. } | Kind::Words(_) | Kind::Truths(_), _) => {
            let texts = (0..lanes).map(|lane| super::results::text_of(column, lane, words)).collect();
            column.kind = Kind::Texts(texts);
            put(column, lane, answer, words);
        }
    }
}

/// An answer as output.
fn written(answer: Answer) -> Arc<str> {
    match answer {
        Answer::Text(text) => text,
        Answer::Number(steps, scale, trim) => super::results::plain(steps, scale, trim).into(),
        Answer::Truth(truth) => if truth { "ya" } else { "tidak" }.into(),
        Answer::Nothing => "".into(),
    }
}

/// The result of one cell.
pub(super) enum Answer {
    Number(i64, u32, bool),
    Text(Arc<str>),
    Truth(bool),
    Nothing,
}

fn answer(cell: &Cell, decimals: Decimals) -> (u8, Answer) {
    match cell {
        Err(fault) => (mark(fault.state), Answer::Nothing),
        Ok(Value::Text(text)) => (0, Answer::Text(text.clone())),
        Ok(Value::Truth(truth)) => (0, Answer::Truth(*truth)),
        Ok(Value::Number(value)) => (0, number(value, decimals)),
        Ok(Value::Irrational(root)) => {
            let Precision { places, mode } = match decimals {
                Decimals::Declared(precision) => precision,
                Decimals::Automatic => precision(2),
            };
            match root.round(places, mode) {
                Ok(rounded) => (0, number(&rounded, Decimals::Declared(Precision { places, mode }))),
                Err(_) => (mark(crate::data::State::Faulty), Answer::Nothing),
            }
        }
    }
}

fn number(value: &Exact, decimals: Decimals) -> Answer {
    let (Precision { places, mode }, trim) = match decimals {
        Decimals::Declared(precision) => (precision, false),
        Decimals::Automatic => match value.round(precision(4).places, Rounding::HalfAway) == *value {
            true => (precision(4), true),
            false => (precision(2), false),
        },
    };
    // Rounding to tens shows no decimals.
    let shown = places.max(Places::WHOLE);
    let rounded = value.round(places, mode);
    let steps = rounded.to_plain(shown, Rounding::HalfAway);
    let digits: String = steps.chars().filter(|sign| *sign != '.').collect();
    match digits.parse() {
        Ok(steps) => Answer::Number(steps, shown.get().unsigned_abs(), trim),
        Err(_) if trim => Answer::Text(steps.trim_end_matches('0').trim_end_matches('.').into()),
        Err(_) => Answer::Text(steps.into()),
    }
}

fn precision(places: i32) -> Precision {
    Precision { places: Places::new(places).unwrap_or(Places::WHOLE), mode: Rounding::HalfAway }
}

/// A typed column if all are of one kind; texts if they are of several.
fn kind(given: Vec<Answer>) -> Kind {
    let text = |answer: &Answer| matches!(answer, Answer::Text(_));
    let truth = |answer: &Answer| matches!(answer, Answer::Truth(_));
    if given.iter().any(text) {
        let texts = given.into_iter().map(|answer| match answer {
            Answer::Text(text) => text,
            Answer::Number(steps, scale, trim) => super::results::plain(steps, scale, trim).into(),
            Answer::Truth(_) | Answer::Nothing => "".into(),
        });
        return Kind::Texts(texts.collect());
    }
    if given.iter().any(truth) {
        return Kind::Truths(given.iter().map(|answer| u8::from(matches!(answer, Answer::Truth(true)))).collect());
    }
    let steps = given.into_iter().map(|answer| match answer {
        Answer::Number(steps, scale, trim) => (steps, scale, trim),
        Answer::Text(_) | Answer::Truth(_) | Answer::Nothing => (0, 0, false),
    });
    Kind::Mixed { steps: steps.collect() }
}
