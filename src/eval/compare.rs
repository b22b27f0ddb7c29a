//! Reported values against computed ones.

use super::{Evaluation, Value};
use crate::data::{CellOrigin, Content, Dataset};
use crate::number::{Exact, Places, Rounding};
use crate::plan::{Plan, ReportedPair};

/// A reported value that differs from the computed one at its own number of decimals.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// The value, computed and reported.
    pub pair: ReportedPair,
    /// As the data have it.
    pub reported: Exact,
    /// Exact.
    pub computed: Exact,
    /// The cell.
    pub origin: Option<CellOrigin>,
}

/// Every difference for a unit.
pub fn differences(plan: &Plan, evaluation: &Evaluation, data: &Dataset, lane: usize) -> Vec<Difference> {
    let differs = |pair: &ReportedPair| {
        let Ok(Value::Number(reported)) = evaluation.cell(pair.reported, lane) else { return None };
        let Ok(Value::Number(computed)) = evaluation.cell(pair.computed, lane) else { return None };
        // One cell, or those of the quarters that it was put together from.
        let cells = plan.inputs_of(std::iter::once(pair.reported)).filter_map(|input| data.get(lane, &input.key()));
        let shown = cells.filter_map(|datum| match datum.content {
            Content::Number(number) => Some((number.scale(), datum.origin)),
            Content::Text(_) | Content::Missing(..) => None,
        });
        let (scale, origin) = shown.reduce(|first, next| (first.0.max(next.0), next.1.or(first.1)))?;
        let places = Places::new(scale as i32)?;
        let round = |value: &Exact| value.round(places, Rounding::HalfAway);
        (round(computed) != round(reported)).then(|| Difference {
            pair: *pair,
            reported: reported.clone(),
            computed: computed.clone(),
            origin,
        })
    };
    plan.reported.iter().filter_map(differs).collect()
}
