//! Weights that depend on data: they must add up to the whole, and none may be negative.

use super::Run;
use crate::eval::{real, root_or_ratio};
use crate::finding::Finding;
use crate::number::{Exact, Real};
use crate::plan::PlannedWeights;
use crate::program::units::Unit;
use std::cmp::Ordering;

/// What is wrong with the weights of a unit.
pub(super) fn findings(run: &Run, lane: usize) -> Vec<Finding> {
    run.plan.weights.iter().filter_map(|planned| finding(run, planned, lane)).collect()
}

/// A negative weight is wrong whatever the others are; nothing can be said about a sum if one of them is missing.
fn finding(run: &Run, planned: &PlannedWeights, lane: usize) -> Option<Finding> {
    let hundred = Real::from(Exact::from(100));
    let mut weights = Vec::new();
    for (member, slot) in &planned.weights {
        let Ok(weight) = real(run.evaluation.cell(*slot, lane)) else { continue };
        // 60%, 60 poin and 0,6 are one weight.
        weights.push(match run.plan.slot(*slot).unit {
            Unit::Percent | Unit::Points => (*member, weight.checked_div(&hundred).ok()??),
            Unit::Any | Unit::Named(_) => (*member, weight),
        });
    }
    let span = planned.span;
    let code = |name| run.program.code(name).to_string();
    let group = code(planned.group);
    if let Some((member, weight)) = weights.iter().find(|(_, weight)| weight.sign().is_ok_and(|sign| sign < 0)) {
        return Some(Finding::WeightBelowZero {
            group,
            member: code(*member),
            weight: root_or_ratio(weight.clone()),
            span,
        });
    }
    let is_whole = weights.len() == planned.weights.len();
    let sum = weights.iter().fold(Real::ZERO, |sum, (_, weight)| &sum + weight);
    let differs = is_whole && sum.cmp_exact(&Exact::ONE).is_ok_and(|order| order != Ordering::Equal);
    (differs && !planned.admitted).then(|| Finding::WeightSum { group, sum: root_or_ratio(sum), span })
}
