//! What quarters can still give while some of them are blank.

use super::Value;
use super::twice::{Bounded, Look};
use crate::data::State;
use crate::number::{Exact, Interval};
use crate::plan::{Op, SlotId};
use crate::program::Aggregate;
use std::ops::Bound;

/// What the quarters can give, whatever the blank ones hold.
pub(super) struct Reach {
    pub(super) range: Interval,
    pub(super) filled: Vec<u8>,
    pub(super) blank: Vec<u8>,
    /// Whether every quarter adds to the result.
    pub(super) adds: bool,
    /// The sum of the known quarters.
    pub(super) least: Exact,
}

impl Look<'_> {
    /// What the quarters of a value can give when at least one is blank; `None` if all are blank, or if nothing can be
    /// said.
    pub(super) fn reach(&self, combined: SlotId, cells: &[SlotId], within: &Interval) -> Option<Reach> {
        let Op::Aggregate(op) = &self.plan.slot(combined).op else { return None };
        let (mut each, mut filled, mut blank, mut least) = (Vec::new(), Vec::new(), Vec::new(), Exact::ZERO);
        for (cell, quarter) in cells.iter().zip(1..) {
            match self.evaluation.cell(*cell, self.lane) {
                Ok(Value::Number(value)) => {
                    filled.push(quarter);
                    least = &least + value;
                    each.push(Interval::point(value.clone()));
                }
                Err(fault) if fault.state == State::NotApplicable => {}
                Err(fault) if fault.state == State::NotFilled => {
                    blank.push(quarter);
                    each.push(within.clone());
                }
                Ok(_) | Err(_) => return None,
            }
        }
        if filled.is_empty() {
            return None;
        }
        let count = Interval::point(Exact::from(each.len() as i64));
        let together = |with: fn(&Interval, &Interval) -> Interval| each.iter().cloned().reduce(|a, b| with(&a, &b));
        let (range, adds) = match op.aggregate {
            Aggregate::Sum => (together(Interval::add)?, true),
            Aggregate::Mean => (together(Interval::add)?.div(&count)?, true),
            Aggregate::Greatest => (together(Interval::max)?, false),
            Aggregate::Least => (together(Interval::min)?, false),
            Aggregate::Last | Aggregate::Count | Aggregate::Median => return None,
            Aggregate::WeightedMean | Aggregate::GeometricMean => return None,
            Aggregate::CountIf | Aggregate::Place | Aggregate::Percentile(_) => return None,
        };
        Some(Reach { range, filled, blank, adds, least })
    }
}

/// The bound that a number violates; `None` if it lies in the range.
pub(super) fn beyond(range: &Interval, number: &Exact) -> Option<Bounded> {
    if range.contains(number) {
        return None;
    }
    match (range.lo(), range.hi()) {
        (Bound::Included(lo) | Bound::Excluded(lo), _) if number <= lo => Some(Bounded::AtLeast(lo.clone())),
        (_, Bound::Included(hi) | Bound::Excluded(hi)) => Some(Bounded::AtMost(hi.clone())),
        (_, Bound::Unbounded) => None,
    }
}
