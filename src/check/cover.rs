//! Ranges beside each other on a grid: what they leave out, and their edges.

use crate::number::{Bound, Exact, Interval, Rounding};
use crate::syntax::ast::Precision;

/// The number at an end, if there is one.
pub fn end(bound: &Bound<Exact>) -> Option<&Exact> {
    match bound {
        Bound::Included(value) | Bound::Excluded(value) => Some(value),
        Bound::Unbounded => None,
    }
}

/// The parts of `domain` that no range covers, in order.
pub fn complement(domain: &Interval, ranges: &[Interval]) -> Vec<Interval> {
    let mut ranges: Vec<&Interval> = ranges.iter().filter(|range| !range.is_empty()).collect();
    ranges.sort_by(|a, b| start(a.lo()).cmp(&start(b.lo())));
    let mut gaps = Vec::new();
    let mut rest = domain.clone();
    for range in ranges {
        let gap = match range.lo() {
            Bound::Unbounded => Interval::EMPTY,
            low => rest.intersect(&Interval::new(Bound::Unbounded, flip(low))),
        };
        if !gap.is_empty() {
            gaps.push(gap);
        }
        rest = match range.hi() {
            Bound::Unbounded => Interval::EMPTY,
            high => rest.intersect(&Interval::new(flip(high), Bound::Unbounded)),
        };
    }
    if !rest.is_empty() {
        gaps.push(rest);
    }
    gaps
}

/// Orders lower bounds: none first, then by number, the included before the excluded.
pub fn start(bound: &Bound<Exact>) -> (bool, Option<&Exact>, bool) {
    match bound {
        Bound::Unbounded => (false, None, false),
        Bound::Included(value) => (true, Some(value), false),
        Bound::Excluded(value) => (true, Some(value), true),
    }
}

/// The other side of the same edge.
pub fn flip(bound: &Bound<Exact>) -> Bound<Exact> {
    match bound {
        Bound::Included(value) => Bound::Excluded(value.clone()),
        Bound::Excluded(value) => Bound::Included(value.clone()),
        Bound::Unbounded => Bound::Unbounded,
    }
}

/// On a grid every range has included ends; off it, ranges stay as they are.
pub fn on_grid(range: &Interval, grid: Option<Precision>) -> Interval {
    let Some(precision) = grid else { return range.clone() };
    if range.is_empty() {
        return Interval::EMPTY;
    }
    let ten = Exact::from(10).checked_pow(-precision.places.get());
    let step = ten.unwrap_or(Exact::ONE);
    let inward = |bound: &Bound<Exact>, mode: Rounding, step: Exact| match bound {
        Bound::Unbounded => Bound::Unbounded,
        Bound::Included(value) => Bound::Included(value.round(precision.places, mode)),
        Bound::Excluded(value) => {
            let rounded = value.round(precision.places, mode);
            Bound::Included(if rounded == *value { rounded + step } else { rounded })
        }
    };
    Interval::new(inward(range.lo(), Rounding::Ceiling, step.clone()), inward(range.hi(), Rounding::Floor, -step))
}
