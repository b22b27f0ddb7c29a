//! What a condition implies for the slots it reads, and for those they are computed from.

use super::frames::Frame;
use super::linear::quotient;
use super::possible::{Lacks, Possible, Truths, compare, inside};
use super::ranges::Ranges;
use crate::number::{Bound, Exact, Interval};
use crate::plan::{Op, SlotId};
use crate::program::intervals::{complement, end};
use crate::syntax::ast::Comparison;
use std::cmp::Ordering;

/// How many operations a narrowed range is propagated through, from result to operands.
const DEEPEST: usize = 8;

impl Ranges<'_> {
    /// Records in the innermost frame the outcome of a condition; false where it can never come out so.
    pub fn assume(&mut self, condition: SlotId, holds: bool) -> bool {
        let known = self.possible(condition).truths;
        if !(if holds { known.yes } else { known.no }) {
            return false;
        }
        if !self.may_refine() {
            return true;
        }
        self.put(condition, Possible::truths(holds, !holds));
        if let Some(frame) = self.frames.last_mut() {
            frame.held.push((condition, holds));
        }
        let sure = |ranges: &Self, slot: SlotId, truth: bool| {
            let known = ranges.possible(slot);
            let other = if truth { known.truths.no } else { known.truths.yes };
            !other && !known.lacks_as_truth().any()
        };
        match self.plan.slot(condition).op {
            Op::Not(a) => self.assume(a, !holds),
            Op::And(a, b) if holds => self.assume(a, true) && self.assume(b, true),
            Op::Or(a, b) if !holds => self.assume(a, false) && self.assume(b, false),
            // If one side certainly does not decide, the other does.
            Op::And(a, b) if sure(self, a, true) => self.assume(b, false),
            Op::And(a, b) if sure(self, b, true) => self.assume(a, false),
            Op::Or(a, b) if sure(self, a, false) => self.assume(b, true),
            Op::Or(a, b) if sure(self, b, false) => self.assume(a, true),
            Op::Compare(a, comparison, b) => {
                self.compared(a, if holds { comparison } else { comparison.opposite() }, b)
            }
            Op::Within(a, ref range) => {
                let numbers = self.possible(a).numbers.clone();
                let left = match holds {
                    true => numbers.intersect(range),
                    false => {
                        let parts = complement(&numbers, std::slice::from_ref(range));
                        parts.iter().fold(Interval::EMPTY, |all, part| all.hull(part))
                    }
                };
                self.narrow(a, &left, DEEPEST)
            }
            Op::Present(a) | Op::Filled(a) => {
                let known = self.possible(a).clone();
                let now = match holds {
                    true => Possible { lacks: Lacks::NONE, ..known },
                    false => Possible { lacks: known.lacks, ..Possible::NOTHING },
                };
                self.put(a, now);
                true
            }
            Op::And(..) | Op::Or(..) | Op::Input(_) | Op::Number(_) | Op::Text(_) | Op::Missing(..) => true,
            Op::Negate(_) | Op::Absolute(_) | Op::Add(..) | Op::Subtract(..) | Op::Multiply(..) => true,
            Op::Divide(..)
            | Op::Power(..)
            | Op::Root(_)
            | Op::Least(_)
            | Op::Greatest(_)
            | Op::Round(..)
            | Op::Clamp(..) => true,
            Op::Choose { .. } | Op::Aggregate(_) | Op::Band(..) | Op::Fallback(..) | Op::Rank(..) => true,
            Op::Share(_) | Op::Percentage(_) | Op::Same(_) => true,
        }
    }

    /// Records how two numbers compare; false where they never do.
    pub fn relate(&mut self, a: SlotId, order: Ordering, b: SlotId) -> bool {
        let (a, b) = (self.same[a.0 as usize], self.same[b.0 as usize]);
        if self.fact(a, b).is_some_and(|known| known != order) {
            return false;
        }
        let comparison = match order {
            Ordering::Less => Comparison::Less,
            Ordering::Equal => Comparison::Equal,
            Ordering::Greater => Comparison::Greater,
        };
        if let Some(frame) = self.frames.last_mut() {
            frame.facts.push((a, order, b));
        }
        self.by_comparison(a, comparison, b)
    }

    /// Whether the conditions that hold here exclude that a slot is this number.
    pub(super) fn refutes(&mut self, slot: SlotId, number: Exact) -> bool {
        let held: Vec<(SlotId, bool)> = self.frames.iter().flat_map(|frame| frame.held.iter().copied()).collect();
        if held.is_empty() || !self.may_refine() {
            return false;
        }
        let point = Interval::point(number);
        let ends = self.single.get(&self.same[slot.0 as usize]).copied();
        let notes = std::mem::replace(&mut self.notes, false);
        self.open();
        let mut possible = self.narrow(slot, &point, DEEPEST);
        // A target that is a number has that number as both its ends.
        for end in ends.into_iter().flatten() {
            possible = possible && self.narrow(end, &point, DEEPEST);
        }
        let refuted = !possible
            || held.into_iter().any(|(condition, holds)| {
                let truths = self.truths_here(condition);
                !(if holds { truths.yes } else { truths.no })
            });
        self.close();
        self.notes = notes;
        refuted
    }

    /// The truth values that a condition can have given its operands, regardless of what was recorded for the condition
    /// itself.
    fn truths_here(&self, condition: SlotId) -> Truths {
        let all = Truths { yes: true, no: true };
        match self.plan.slot(condition).op {
            Op::Not(a) => {
                let a = self.truths_here(a);
                Truths { yes: a.no, no: a.yes }
            }
            Op::And(a, b) => {
                let (a, b) = (self.truths_here(a), self.truths_here(b));
                Truths { yes: a.yes && b.yes, no: a.no || b.no }
            }
            Op::Or(a, b) => {
                let (a, b) = (self.truths_here(a), self.truths_here(b));
                Truths { yes: a.yes || b.yes, no: a.no && b.no }
            }
            Op::Compare(a, comparison, b) => compare(self.possible(a), comparison, self.possible(b)).truths,
            Op::Within(a, ref range) => {
                let numbers = &self.possible(a).numbers;
                Truths { yes: !numbers.intersect(range).is_empty(), no: !inside(numbers, range) }
            }
            Op::Input(_) | Op::Number(_) | Op::Text(_) | Op::Missing(..) | Op::Negate(_) | Op::Absolute(_) => all,
            Op::Add(..)
            | Op::Subtract(..)
            | Op::Multiply(..)
            | Op::Divide(..)
            | Op::Power(..)
            | Op::Root(_)
            | Op::Least(_) => all,
            Op::Greatest(_) | Op::Round(..) | Op::Clamp(..) | Op::Present(_) | Op::Filled(_) => all,
            Op::Choose { .. } | Op::Aggregate(_) | Op::Band(..) | Op::Fallback(..) | Op::Rank(..) => all,
            Op::Share(_) | Op::Percentage(_) | Op::Same(_) => all,
        }
    }

    /// Replaces the numbers of a slot, until the frame closes.
    pub fn suppose(&mut self, slot: SlotId, numbers: Interval) {
        self.hold(slot, Possible { numbers, ..self.possible(slot).clone() });
    }

    /// Fixes what a slot can be, whatever it is computed from, until the frame closes.
    pub fn hold(&mut self, slot: SlotId, possible: Possible) {
        self.put(slot, possible);
        if let Some(frame) = self.frames.last_mut() {
            frame.supposes = true;
        }
    }

    /// Restricts the numbers of a slot to a range and propagates that to its operands; false where none remains.
    pub fn narrow(&mut self, slot: SlotId, range: &Interval, deepest: usize) -> bool {
        let known = self.possible(slot);
        let numbers = known.numbers.intersect(range);
        if numbers.is_empty() {
            return false;
        }
        let changed = numbers != known.numbers;
        let now = Possible {
            numbers: numbers.clone(),
            words: Vec::new(),
            any_word: false,
            truths: Truths::default(),
            lacks: Lacks::NONE,
        };
        self.put(slot, now);
        if !changed || deepest == 0 {
            return true;
        }
        let slot = self.same[slot.0 as usize];
        let related = self.ordered.get(&slot).into_iter().flatten().map(|(other, is_above)| match is_above {
            true => (*other, Interval::new(numbers.lo().clone(), Bound::Unbounded)),
            false => (*other, Interval::new(Bound::Unbounded, numbers.hi().clone())),
        });
        let related: Vec<(SlotId, Interval)> = related.collect();
        for (other, range) in related {
            // If it has a number at all, that lies there; it may have none.
            let known = self.possible(other).clone();
            let numbers = known.numbers.intersect(&range);
            self.put(other, Possible { numbers, ..known });
        }
        self.operands_of(slot, &numbers, deepest - 1)
    }

    /// Propagates a narrowed result to the operands.
    fn operands_of(&mut self, slot: SlotId, result: &Interval, deepest: usize) -> bool {
        let of = |ranges: &Self, slot: SlotId| ranges.possible(slot).numbers.clone();
        let holds_zero = |range: &Interval| range.contains(&Exact::ZERO);
        match &self.plan.slot(slot).op {
            Op::Negate(a) => self.narrow(*a, &result.neg(), deepest),
            Op::Same(a) => self.narrow(*a, result, deepest),
            Op::Share(a) => self.narrow(*a, &result.mul(&hundred()), deepest),
            Op::Percentage(a) => self.narrow(*a, &quotient(result, &hundred()), deepest),
            Op::Add(a, b) => {
                let (x, y) = (of(self, *a), of(self, *b));
                self.narrow(*a, &result.sub(&y), deepest) && self.narrow(*b, &result.sub(&x), deepest)
            }
            Op::Subtract(a, b) => {
                let (x, y) = (of(self, *a), of(self, *b));
                self.narrow(*a, &result.add(&y), deepest) && self.narrow(*b, &x.sub(result), deepest)
            }
            Op::Multiply(a, b) => {
                let (x, y) = (of(self, *a), of(self, *b));
                (holds_zero(&y) || self.narrow(*a, &quotient(result, &y), deepest))
                    && (holds_zero(&x) || self.narrow(*b, &quotient(result, &x), deepest))
            }
            Op::Divide(a, b) => {
                let y = of(self, *b);
                self.narrow(*a, &result.mul(&y), deepest)
            }
            Op::Clamp(a, range) => {
                // At an end of a cap, the capped value is unknown beyond it.
                let open = |bound: &Bound<Exact>| matches!(bound, Bound::Excluded(_));
                let above = match (end(result.lo()), end(range.lo())) {
                    (Some(low), Some(floor)) => low > floor || low == floor && open(result.lo()),
                    (Some(_), None) => true,
                    (None, _) => false,
                };
                let below = match (end(result.hi()), end(range.hi())) {
                    (Some(high), Some(top)) => high < top || high == top && open(result.hi()),
                    (Some(_), None) => true,
                    (None, _) => false,
                };
                let lo = if above { result.lo().clone() } else { Bound::Unbounded };
                let hi = if below { result.hi().clone() } else { Bound::Unbounded };
                self.narrow(*a, &Interval::new(lo, hi), deepest)
            }
            // Each is at least the least, and at most the greatest.
            Op::Least(items) => {
                let from = Interval::new(result.lo().clone(), Bound::Unbounded);
                items.iter().all(|item| self.narrow(*item, &from, deepest))
            }
            Op::Greatest(items) => {
                let to = Interval::new(Bound::Unbounded, result.hi().clone());
                items.iter().all(|item| self.narrow(*item, &to, deepest))
            }
            // Rounding moves nothing by more than one unit of the last place.
            Op::Round(a, precision) => {
                let last = Exact::power_of_ten(-precision.places.get());
                self.narrow(*a, &result.add(&Interval::closed(-last.clone(), last)), deepest)
            }
            Op::Input(_)
            | Op::Number(_)
            | Op::Text(_)
            | Op::Missing(..)
            | Op::Absolute(_)
            | Op::Power(..)
            | Op::Root(_) => true,
            Op::Compare(..) | Op::And(..) | Op::Or(..) => true,
            Op::Not(_) | Op::Present(_) | Op::Filled(_) | Op::Band(..) => true,
            // Applies to the operand that is taken here.
            Op::Choose { .. } | Op::Fallback(..) => {
                self.taken(slot).is_none_or(|taken| self.narrow(taken, result, deepest))
            }
            Op::Aggregate(op) => self.addends_of(op, result, deepest),
            Op::Rank(a, order) => {
                let place = |at: usize| result.contains(&Exact::from(at as i64));
                let is_one = |word: &str| order.iter().enumerate().any(|(at, known)| **known == *word && place(at));
                self.graded(*a, &is_one, deepest)
            }
            Op::Within(..) => true,
        }
    }

    fn compared(&mut self, a: SlotId, comparison: Comparison, b: SlotId) -> bool {
        let has_numbers = |slot| !self.possible(slot).numbers.is_empty();
        if !has_numbers(a) || !has_numbers(b) {
            return self.words_compared(a, comparison, b, DEEPEST);
        }
        let order = match comparison {
            Comparison::Less => Some(Ordering::Less),
            Comparison::Equal => Some(Ordering::Equal),
            Comparison::Greater => Some(Ordering::Greater),
            Comparison::LessEqual | Comparison::GreaterEqual | Comparison::NotEqual => None,
        };
        match order {
            Some(order) => self.relate(a, order, b),
            None => self.by_comparison(a, comparison, b),
        }
    }

    fn by_comparison(&mut self, a: SlotId, comparison: Comparison, b: SlotId) -> bool {
        if self.possible(a).has_words() && self.possible(b).has_words() {
            return true;
        }
        let (x, y) = (self.possible(a).numbers.clone(), self.possible(b).numbers.clone());
        let kept = self.narrow(a, &side(&x, comparison, &y), DEEPEST)
            && self.narrow(b, &side(&y, comparison.mirrored(), &x), DEEPEST);
        for (slot, value) in [(a, &y), (b, &x)] {
            let comparison = if slot == a { comparison } else { comparison.mirrored() };
            if let Some(value) = single(value)
                && !comparison.holds(Exact::ZERO.cmp(&value))
            {
                let slot = self.same[slot.0 as usize];
                if let Some(frame) = self.frames.last_mut() {
                    frame.not_zero.push(slot);
                }
            }
        }
        kept
    }

    pub(super) fn put(&mut self, slot: SlotId, possible: Possible) {
        let slot = self.same[slot.0 as usize];
        let depth = self.frames.len();
        if let Some(frame) = self.frames.last_mut() {
            Frame::narrow(frame, slot, possible, depth);
        }
    }
}

/// The numbers of a range that can compare this way with a number of another.
fn side(range: &Interval, comparison: Comparison, other: &Interval) -> Interval {
    let (low, high) = (other.lo().clone(), other.hi().clone());
    let open = |bound: Bound<Exact>| match bound {
        Bound::Included(value) | Bound::Excluded(value) => Bound::Excluded(value),
        Bound::Unbounded => Bound::Unbounded,
    };
    match comparison {
        Comparison::Equal => other.clone(),
        Comparison::Less => Interval::new(Bound::Unbounded, open(high)),
        Comparison::LessEqual => Interval::new(Bound::Unbounded, high),
        Comparison::Greater => Interval::new(open(low), Bound::Unbounded),
        Comparison::GreaterEqual => Interval::new(low, Bound::Unbounded),
        Comparison::NotEqual => match single(other) {
            Some(value) => {
                let at_value = Bound::Included(value.clone());
                let cut = |bound: &Bound<Exact>| match *bound == at_value {
                    true => Bound::Excluded(value.clone()),
                    false => bound.clone(),
                };
                Interval::new(cut(range.lo()), cut(range.hi()))
            }
            None => Interval::ALL,
        },
    }
}

/// The only number of a range.
fn single(range: &Interval) -> Option<Exact> {
    match (range.lo(), range.hi()) {
        (Bound::Included(low), Bound::Included(high)) if low == high => Some(low.clone()),
        _ => None,
    }
}

fn hundred() -> Interval {
    Interval::point(Exact::from(100))
}
