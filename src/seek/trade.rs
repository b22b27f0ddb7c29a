//! Two unknowns: what the second has to be for each value of the first, as a short list.

use super::cone::{Cone, Ground, Want};
use super::search::{Found, Grid, Stretch, solve};
use crate::number::{Bound, Interval};
use crate::plan::SlotId;

/// The most rows that a trade-off shows.
pub const ROWS: i64 = 9;

/// Values of the first unknown, each with every value of the second that satisfies the condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trade {
    /// In order; the first unknown as a multiple of its step.
    pub rows: Vec<(i64, Found)>,
    /// The values of the first unknown outside which the condition is proved not to hold.
    pub feasible: Vec<Stretch>,
}

/// A constraint between the two unknowns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// The second is not below the first.
    NotBelow,
    /// The second is not above the first.
    NotAbove,
}

/// Trades two unknowns against each other: values of the first, spread over where the condition can hold at all.
pub fn trade(ground: Ground, unknowns: [(SlotId, &Grid); 2], beside: Option<Beside>, want: Want) -> Trade {
    let goals = want.slots();
    let [(first, first_grid), (second, second_grid)] = unknowns;
    let mut both = Cone::new(ground, vec![first, second], &goals);
    let feasible = feasible(&mut both, first_grid, second_grid, &want);
    let (Some(from), Some(to)) = (feasible.first().and_then(|s| s.from), feasible.last().and_then(|s| s.to)) else {
        return Trade { rows: Vec::new(), feasible };
    };
    let mut cone = Cone::new(ground, vec![second, first], &goals);
    let rows = spread(from, to).into_iter().map(|at| {
        let value = first_grid.value(at);
        let end = || Bound::Included(value.clone());
        let within = match beside {
            None => Interval::ALL,
            Some(Beside::NotBelow) => Interval::new(end(), Bound::Unbounded),
            Some(Beside::NotAbove) => Interval::new(Bound::Unbounded, end()),
        };
        let range = second_grid.span(second_grid.all()).intersect(&within);
        let found = Grid::new(second_grid.step.clone(), &range)
            .map(|grid| solve(&mut cone, &grid, &[value], want.clone()))
            .unwrap_or_default();
        (at, found)
    });
    Trade { rows: rows.collect(), feasible }
}

/// Where the first unknown may lie: everything not proved impossible for every value of the second.
fn feasible(cone: &mut Cone, first: &Grid, second: &Grid, want: &Want) -> Vec<Stretch> {
    const FINEST: usize = 400;
    let rest = second.span(second.all());
    let mut open = vec![first.all()];
    let mut possible: Vec<Stretch> = Vec::new();
    let mut looked = 0;
    while let Some(stretch) = open.pop() {
        looked += 1;
        let verdict = if cone.spread(&[first.span(stretch), rest.clone()]) { cone.verdict(want) } else { None };
        match verdict {
            Some(false) => {}
            None if looked < FINEST && !cone.is_enough() && stretch.single().is_none() => match stretch.halves() {
                Some((low, high)) => open.extend([high, low]),
                None => possible.push(stretch),
            },
            _ => possible.push(stretch),
        }
    }
    possible.sort_by_key(|stretch| stretch.from);
    possible
}

/// Round values from one end to the other, both ends included: 1, 2 or 5 times a power of ten apart.
fn spread(from: i64, to: i64) -> Vec<i64> {
    let wide = (to - from).max(1);
    let steps = (0..17).flat_map(|power| [1, 2, 5].map(|digit| digit * 10i64.pow(power)));
    let step = steps.into_iter().find(|step| wide / step < ROWS - 1).unwrap_or(wide);
    let mut rows = vec![from];
    let mut at = from.div_euclid(step) * step + step;
    while at < to {
        rows.push(at);
        at += step;
    }
    if to > from {
        rows.push(to);
    }
    rows
}
