//! The exact way: a chunk through [`crate::eval`], for what does not fit columns.

use super::batch::{Batch, mark};
use super::compile::{Decimals, Wanted};
use super::results::{Kept, Kind, Results};
use crate::eval::{self, Cell, Value};
use crate::number::{Exact, Places, Rounding};
use crate::plan::{Input, Plan};
use crate::syntax::ast::Precision;
use std::sync::Arc;

/// Computes a chunk by the exact evaluator.
pub(super) fn run(plan: &Plan, inputs: &[Input], wanted: &[Wanted], batch: &Batch, results: &mut Results) {
    results.lanes = batch.lanes();
    let data = batch.dataset(inputs, 0..batch.lanes());
    let evaluation = eval::evaluate(plan, &data);
    let column = |wanted: &Wanted| {
        let mut answers = Kept::default();
        let mut given = Vec::with_capacity(batch.lanes());
        for lane in 0..batch.lanes() {
            let (mark, answer) = answer(evaluation.cell(wanted.slot, lane), wanted.decimals);
            answers.marks.push(mark);
            given.push(answer);
        }
        answers.kind = kind(given);
        answers
    };
    results.columns = wanted.iter().map(column).collect();
}

/// What one cell becomes.
enum Answer {
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

/// Kept of one kind as a column; texts where they are of several.
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
