//! The grade of a number.

use super::arithmetic::number;
use super::{Cell, Fault, Value};
use crate::check::say_number;
use crate::data::State;
use crate::plan::BandTable;

/// Rounds for the decision only, then looks the value up.
pub fn grade(cell: &Cell, table: &BandTable) -> Cell {
    let value = number(cell)?;
    let decided = match table.round {
        Some(precision) => value.round(precision.places, precision.mode),
        None => value.clone(),
    };
    if let Some((_, grade)) = table.bands.iter().find(|(range, _)| range.contains(&decided)) {
        return Ok(Value::Text(grade.clone()));
    }
    let reason = match table.uncovered.iter().find(|(range, _)| range.contains(&decided)) {
        Some((_, reason)) => format!("tanpa predikat: {reason}"),
        None => format!("{} di luar semua rentang predikat", say_number(&decided)),
    };
    let accepted = table.uncovered.iter().any(|(range, _)| range.contains(&decided));
    Err(Fault::computed(if accepted { State::NotApplicable } else { State::Undefined }, reason))
}
