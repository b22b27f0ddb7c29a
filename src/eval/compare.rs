//! Reported values against computed ones.

use super::{Evaluation, Value};
use crate::data::{CellOrigin, Content, Dataset, Field, Key};
use crate::number::{Exact, Places, Rounding};
use crate::plan::{Plan, ReportedPair};
use crate::program::Program;
use rust_decimal::Decimal;

/// A reported value that differs from the computed one at its own number of decimals.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// Which.
    pub pair: ReportedPair,
    /// As the data cell has it.
    pub reported: Decimal,
    /// Exact.
    pub computed: Exact,
    /// The cell.
    pub origin: Option<CellOrigin>,
}

/// Every difference for a unit.
pub fn differences(
    program: &Program,
    plan: &Plan,
    evaluation: &Evaluation,
    data: &Dataset,
    lane: usize,
) -> Vec<Difference> {
    let differs = |pair: &ReportedPair| {
        let key = Key {
            code: program.code(pair.name).into(),
            field: Field::Value,
            year: pair.when.year,
            quarter: pair.when.quarter,
        };
        let datum = data.get(lane, &key)?;
        let Content::Number(reported) = datum.content else { return None };
        let Ok(Value::Number(computed)) = evaluation.cell(pair.computed, lane) else { return None };
        let places = Places::new(reported.scale() as i32)?;
        let rounded = computed.round(places, Rounding::HalfAway);
        (rounded != Exact::from(reported)).then(|| Difference {
            pair: *pair,
            reported,
            computed: computed.clone(),
            origin: datum.origin,
        })
    };
    plan.reported.iter().filter_map(differs).collect()
}
