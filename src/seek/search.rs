//! Searching a grid: every value that satisfies a condition, or the value that maximises a number.
//!
//! A stretch of the grid is first judged as a whole, by what the slots can be over it. If all or none of it is proved
//! to satisfy the condition, the stretch is done. Otherwise it is bisected; a single value is evaluated exactly.
//! Nothing is assumed of the rules: steps, plateaus, caps, several solutions and holes are all found.

use super::cone::{Cone, Want};
use crate::eval::{Cell, Value};
use crate::number::{Bound, Exact, Interval, Places};

/// Work limit of a search, in slots computed, over ranges or exactly.
pub const MOST_WORK: usize = 6_000_000;

/// The farthest value searched on an unbounded scale, in steps of the grid.
pub const FARTHEST: i64 = 1_000_000_000_000_000;

/// The values a person may enter: whole multiples of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// The step; above 0.
    pub step: Exact,
    /// The first multiple; none where the scale is unbounded below.
    pub first: Option<i64>,
    /// The last multiple; none where the scale is unbounded above.
    pub last: Option<i64>,
}

/// A run of neighbours on a grid, both ends included; unbounded where an end is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// First multiple of the step.
    pub from: Option<i64>,
    /// Last multiple of the step.
    pub to: Option<i64>,
}

/// What a search found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Every value that satisfies the condition, in order, as stretches that do not touch.
    pub stretches: Vec<Stretch>,
    /// What was left unsearched because of the work limit or the patience, or beyond [`FARTHEST`].
    pub unsearched: Vec<Stretch>,
}

impl Stretch {
    /// Whether it contains a value.
    pub fn holds(&self, at: i64) -> bool {
        self.from.is_none_or(|from| from <= at) && self.to.is_none_or(|to| at <= to)
    }
}

impl Grid {
    /// The multiples of a step in a range; none when there is no such value or the step is not above 0.
    pub fn new(step: Exact, range: &Interval) -> Option<Grid> {
        if step.signum() <= 0 || range.is_empty() {
            return None;
        }
        let multiple = |value: &Exact| value.checked_div(&step);
        let whole = |value: Exact| value.to_decimal().and_then(|value| i64::try_from(value).ok());
        let up = |value: &Exact, strict: bool| {
            let at = multiple(value)?;
            let near = at.round(Places::WHOLE, crate::number::Rounding::Ceiling);
            whole(if strict && near == at { near + Exact::ONE } else { near })
        };
        let down = |value: &Exact, strict: bool| {
            let at = multiple(value)?;
            let near = at.round(Places::WHOLE, crate::number::Rounding::Floor);
            whole(if strict && near == at { near - Exact::ONE } else { near })
        };
        let first = match range.lo() {
            Bound::Included(low) => Some(up(low, false)?),
            Bound::Excluded(low) => Some(up(low, true)?),
            Bound::Unbounded => None,
        };
        let last = match range.hi() {
            Bound::Included(high) => Some(down(high, false)?),
            Bound::Excluded(high) => Some(down(high, true)?),
            Bound::Unbounded => None,
        };
        let is_empty = first.zip(last).is_some_and(|(first, last)| first > last);
        (!is_empty).then_some(Grid { step, first, last })
    }

    /// The whole grid.
    pub fn all(&self) -> Stretch {
        Stretch { from: self.first, to: self.last }
    }

    /// The value of a multiple.
    pub fn value(&self, multiple: i64) -> Exact {
        &self.step * &Exact::from(multiple)
    }

    /// The numbers from the first to the last value of a stretch.
    pub fn span(&self, stretch: Stretch) -> Interval {
        let end = |at: Option<i64>| at.map_or(Bound::Unbounded, |at| Bound::Included(self.value(at)));
        Interval::new(end(stretch.from), end(stretch.to))
    }
}

impl Stretch {
    /// The only value of a stretch of length one.
    pub fn single(self) -> Option<i64> {
        self.from.filter(|_| self.from == self.to)
    }

    /// The two halves; none when one of them would begin beyond [`FARTHEST`]. Not for single values.
    pub(super) fn halves(self) -> Option<(Stretch, Stretch)> {
        let first_of_second = match (self.from, self.to) {
            (Some(from), Some(to)) => from + (to - from) / 2 + 1,
            (Some(from), None) => from.max(0) * 2 + 1024,
            (None, Some(to)) => to.min(0) * 2 - 1024,
            (None, None) => 0,
        };
        let near = first_of_second.abs() <= FARTHEST || self.from.is_some() && self.to.is_some();
        near.then_some((
            Stretch { from: self.from, to: Some(first_of_second - 1) },
            Stretch { from: Some(first_of_second), to: self.to },
        ))
    }
}

/// Every value of the first unknown that satisfies the condition, while the others keep theirs.
pub fn solve(cone: &mut Cone, grid: &Grid, others: &[Exact], want: Want) -> Found {
    let mut found = Found::default();
    let mut work = 0;
    let mut open = vec![grid.all()];
    let others_spread: Vec<Interval> = others.iter().cloned().map(Interval::point).collect();
    let mut ranges = vec![Interval::ALL];
    ranges.extend(others_spread);
    let mut values = vec![Exact::ZERO];
    values.extend_from_slice(others);
    while let Some(stretch) = open.pop() {
        work += cone.size();
        if work > MOST_WORK || cone.is_enough() {
            join(&mut found.unsearched, stretch);
            continue;
        }
        let verdict = match stretch.single() {
            Some(at) => {
                values[0] = grid.value(at);
                cone.settle(&values).then(|| Some(cone.holds(&want)))
            }
            None => {
                ranges[0] = grid.span(stretch);
                cone.spread(&ranges).then(|| cone.verdict(&want))
            }
        };
        let Some(verdict) = verdict else {
            join(&mut found.unsearched, stretch);
            continue;
        };
        match verdict {
            Some(true) => join(&mut found.stretches, stretch),
            Some(false) => {}
            None => match stretch.halves() {
                Some((first, second)) => open.extend([second, first]),
                None => found.unsearched.push(stretch),
            },
        }
    }
    found
}

/// Appends a stretch, joined with the last one where they touch.
fn join(stretches: &mut Vec<Stretch>, stretch: Stretch) {
    match stretches.last_mut() {
        Some(last) if last.to.is_some_and(|to| to.checked_add(1) == stretch.from) => last.to = stretch.to,
        _ => stretches.push(stretch),
    }
}

/// The value at which a number is greatest (or least); none when it has no number anywhere, or is unbounded.
pub fn extreme(cone: &mut Cone, grid: &Grid, slot: crate::plan::SlotId, greatest: bool) -> Option<i64> {
    let mut work = 0;
    let mut best: Option<(Exact, i64)> = None;
    let mut open = vec![grid.all()];
    while let Some(stretch) = open.pop() {
        work += cone.size() * 3;
        if work > MOST_WORK || cone.is_enough() {
            return None;
        }
        if !cone.spread(&[grid.span(stretch)]) {
            return None;
        }
        let numbers = match greatest {
            true => cone.possible(slot).numbers.clone(),
            false => cone.possible(slot).numbers.neg(),
        };
        let can_be_better = match (numbers.hi(), &best) {
            _ if numbers.is_empty() => false,
            (Bound::Included(high), Some((known, _))) => high > known,
            (Bound::Excluded(high), Some((known, _))) => high > known,
            _ => true,
        };
        if !can_be_better {
            continue;
        }
        for at in [stretch.from, stretch.to].into_iter().flatten() {
            if !cone.settle(&[grid.value(at)]) {
                return None;
            }
            let value = near(cone.cell(slot)).map(|value| if greatest { value } else { -value });
            if let Some(value) = value
                && best.as_ref().is_none_or(|(known, _)| value > *known)
            {
                best = Some((value, at));
            }
        }
        let settled = match (numbers.hi(), &best) {
            (Bound::Included(high), Some((known, _))) => known >= high,
            _ => false,
        };
        if settled || stretch.single().is_some() {
            continue;
        }
        let (first, second) = stretch.halves()?;
        open.extend([first, second]);
    }
    best.map(|(_, at)| at)
}

/// A number that is at most that of a cell and very near it.
fn near(cell: &Cell) -> Option<Exact> {
    match cell {
        Ok(Value::Number(value)) => Some(value.clone()),
        Ok(Value::Irrational(root)) => {
            Places::new(30).and_then(|places| root.enclosure(places).ok()).map(|(low, _)| low)
        }
        _ => None,
    }
}
