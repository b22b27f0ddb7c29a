//! The grade of a number.

use super::arithmetic::{number, round, within};
use super::{Cell, Fault, Value};
use crate::data::State;
use crate::plan::{BandTable, Reason};

/// Rounds for the decision only, then looks the value up.
pub fn grade(cell: &Cell, table: &BandTable) -> Cell {
    let decided = match &table.round {
        Some(precision) => round(cell, precision),
        None => cell.clone(),
    };
    for (range, grade) in &table.bands {
        if within(&decided, range)? {
            return Ok(Value::Text(grade.clone()));
        }
    }
    for (range, reason) in &table.uncovered {
        if within(&decided, range)? {
            return Err(Fault::computed(State::NotApplicable, Reason::Uncovered(reason.clone())));
        }
    }
    let reason = match &decided {
        Ok(Value::Irrational(root)) => Reason::RootOutsideBands(root.to_string().into()),
        _ => Reason::OutsideBands(number(&decided)?.clone()),
    };
    Err(Fault::computed(State::Undefined, reason))
}
