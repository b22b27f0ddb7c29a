//! Weights that data decide: they add up to the whole, and none is below zero.

use super::Run;
use crate::eval::rational;
use crate::finding::Finding;
use crate::number::Exact;
use crate::plan::PlannedWeights;
use crate::program::units::Unit;

/// What is wrong with the weights of a unit; where one of them is missing nothing can be told.
pub(super) fn findings(run: &Run, lane: usize) -> Vec<Finding> {
    run.plan.weights.iter().filter_map(|planned| finding(run, planned, lane)).collect()
}

fn finding(run: &Run, planned: &PlannedWeights, lane: usize) -> Option<Finding> {
    let hundred = Exact::from(100);
    let mut weights = Vec::new();
    for (member, slot) in &planned.weights {
        let weight = rational(run.evaluation.cell(*slot, lane))?;
        // 60% and 0,6 are one weight.
        weights.push(match run.plan.slot(*slot).unit {
            Unit::Percent => (*member, weight.checked_div(&hundred)?),
            Unit::Any | Unit::Points | Unit::Named(_) => (*member, weight.clone()),
        });
    }
    let span = planned.span;
    let code = |name| run.program.code(name).to_string();
    if let Some((member, weight)) = weights.iter().find(|(_, weight)| *weight < Exact::ZERO) {
        let (member, group) = (code(*member), code(planned.group));
        return Some(Finding::WeightBelowZero { group, member, weight: weight.clone(), span });
    }
    let sum = weights.iter().fold(Exact::ZERO, |sum, (_, weight)| &sum + weight);
    let group = code(planned.group);
    (sum != Exact::ONE && !planned.admitted).then_some(Finding::WeightSum { group, sum, span })
}
