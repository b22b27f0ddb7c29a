//! Sums and quotients in which a value occurs more than once: `(2*target - realisasi) / target` is `2 -
//! realisasi/target`.

use super::enclose::enclose;
use super::possible::{Possible, Truths, inside, orders};
use super::ranges::Ranges;
use crate::number::{Bound, Exact, Interval};
use crate::plan::{Op, SlotId};
use crate::syntax::ast::Comparison;
use std::cmp::Ordering;

/// The most terms of a sum that are examined.
const MOST_PARTS: usize = 64;

/// The most numbers among which a greatest or least one is searched.
const MOST_COMPARED: usize = 4;

/// A linear combination of slots, plus a constant.
#[derive(Clone)]
pub(super) struct Linear {
    terms: Vec<(SlotId, Exact)>,
    rest: Exact,
    /// The number of terms as written, before those of one slot were combined.
    parts: usize,
}

impl Ranges<'_> {
    /// The range of a sum in which a slot occurs more than once; none where none does.
    pub(super) fn sum(&self, slot: SlotId) -> Option<Interval> {
        let linear = self.linear(slot);
        (linear.parts > linear.terms.len()).then(|| {
            let range = |slot: SlotId| self.possible(slot).numbers.clone();
            linear.range(range)
        })
    }

    /// The range of a quotient whose divisor also occurs in the dividend; none where it does not.
    pub(super) fn ratio(&self, a: SlotId, b: SlotId) -> Option<Interval> {
        let linear = self.linear(a);
        // Checked first: dividing each term separately is the expensive part.
        if !linear.slots().any(|slot| self.over_itself(slot, b).is_some() || self.beside_one(slot, b) != Interval::ALL)
        {
            return None;
        }
        let over = |range: &Interval| quotient(range, &self.possible(b).numbers);
        let parts = linear.over(|slot| match self.over_itself(slot, b) {
            Some(range) => range,
            None => over(&self.possible(slot).numbers).intersect(&self.beside_one(slot, b)),
        });
        let rest = match linear.rest.is_zero() {
            true => Interval::point(Exact::ZERO),
            false => over(&Interval::point(linear.rest.clone())),
        };
        Some(parts.add(&rest))
    }

    /// The range of a quotient in which the divisor is the dividend, or one of its two factors.
    fn over_itself(&self, slot: SlotId, b: SlotId) -> Option<Interval> {
        let divisor = self.alias(b);
        if self.alias(slot) == divisor {
            return Some(Interval::point(Exact::ONE));
        }
        let Op::Multiply(x, y) = self.plan.slot(slot).op else { return None };
        let mut factors = [(x, y), (y, x)].into_iter();
        let (_, other) = factors.find(|(one, _)| self.alias(*one) == divisor)?;
        Some(self.possible(other).numbers.clone())
    }

    /// On which side of 1 a quotient lies, if it is known how its sides compare and that the divisor is not negative.
    pub(super) fn beside_one(&self, a: SlotId, b: SlotId) -> Interval {
        let not_negative = Interval::new(Bound::Included(Exact::ZERO), Bound::Unbounded);
        if !inside(&self.possible(b).numbers, &not_negative) {
            return Interval::ALL;
        }
        let one = || Bound::Excluded(Exact::ONE);
        match self.fact(a, b) {
            Some(Ordering::Less) => Interval::new(Bound::Unbounded, one()),
            Some(Ordering::Equal) => Interval::point(Exact::ONE),
            Some(Ordering::Greater) => Interval::new(one(), Bound::Unbounded),
            None => match (self.is_never_above(a, b), self.is_never_above(b, a)) {
                (true, true) => Interval::point(Exact::ONE),
                (true, false) => Interval::new(Bound::Unbounded, Bound::Included(Exact::ONE)),
                (false, true) => Interval::new(Bound::Included(Exact::ONE), Bound::Unbounded),
                (false, false) => Interval::ALL,
            },
        }
    }

    /// Whether a condition implies that a number is not above another one.
    fn is_never_above(&self, low: SlotId, high: SlotId) -> bool {
        let (low, high) = (self.alias(low), self.alias(high));
        let is_said = |(condition, holds): &(SlotId, bool)| {
            let Op::Compare(a, comparison, b) = self.plan.slot(*condition).op else { return false };
            let comparison = if *holds { comparison } else { comparison.opposite() };
            match comparison {
                Comparison::Less | Comparison::LessEqual => (self.alias(a), self.alias(b)) == (low, high),
                Comparison::Greater | Comparison::GreaterEqual => (self.alias(b), self.alias(a)) == (low, high),
                Comparison::Equal => [(low, high), (high, low)].contains(&(self.alias(a), self.alias(b))),
                Comparison::NotEqual => false,
            }
        };
        self.frames.iter().any(|frame| frame.held.iter().any(is_said))
            || matches!(self.fact(low, high), Some(Ordering::Less | Ordering::Equal))
    }

    /// The greatest of some numbers, or the least, where conditions determine which it is.
    fn outermost(&self, slot: SlotId) -> Option<SlotId> {
        let op = &self.plan.slot(slot).op;
        let is_greatest = matches!(op, Op::Greatest(_));
        let (Op::Greatest(items) | Op::Least(items)) = op else { return None };
        let is_known = self.frames.iter().any(|frame| !frame.held.is_empty() || !frame.facts.is_empty());
        if !is_known || items.len() > MOST_COMPARED {
            return None;
        }
        let beats = |one: SlotId, other: SlotId| match is_greatest {
            true => self.is_never_above(other, one),
            false => self.is_never_above(one, other),
        };
        items.iter().copied().find(|one| items.iter().all(|other| other == one || beats(*one, *other)))
    }

    /// How two slots compare, where a condition determines it.
    pub(super) fn fact(&self, a: SlotId, b: SlotId) -> Option<Ordering> {
        let (a, b) = (self.alias(a), self.alias(b));
        if a == b {
            return Some(Ordering::Equal);
        }
        let known = |(x, order, y): &(SlotId, Ordering, SlotId)| match (self.alias(*x), self.alias(*y)) {
            pair if pair == (a, b) => Some(*order),
            pair if pair == (b, a) => Some(order.reverse()),
            _ => None,
        };
        self.frames.iter().rev().flat_map(|frame| frame.facts.iter().rev()).find_map(known)
    }

    /// The possible outcomes of a comparison: as a condition determines, else from the range of the difference of its
    /// sides, in which a slot on both sides counts once.
    pub(super) fn compare(&self, op: &Op, a: SlotId, comparison: Comparison, b: SlotId) -> Possible {
        let found = enclose(op, &|operand| self.possible(operand));
        // Where one side has no value there is no outcome, even compared with itself.
        if let Some(order) = self.fact(a, b).filter(|_| found.truths != Truths::default()) {
            let holds = comparison.holds(order);
            return Possible { truths: Possible::truths(holds, !holds).truths, ..found };
        }
        let is_number = |slot: SlotId| {
            let known = self.possible(slot);
            !known.numbers.is_empty() && !known.has_words() && known.truths == Truths::default()
        };
        let is_open = found.truths.yes && found.truths.no;
        if !is_open || !is_number(a) || !is_number(b) {
            return found;
        }
        let [left, right] = [a, b].map(|side| self.sum_of(side, true));
        let sum = left.less(right);
        let apart = self.by_orders(&sum).intersect(&self.beside_parts(&sum)).intersect(&self.over_divisor(&sum));
        let holds: Vec<bool> = orders(&apart).map(|order| comparison.holds(order)).collect();
        match holds.is_empty() {
            true => found,
            false => {
                Possible { truths: Possible::truths(holds.contains(&true), holds.contains(&false)).truths, ..found }
            }
        }
    }

    /// On which side of 0 a quotient plus a number lies: that of the dividend plus so many divisors, where the divisor
    /// itself is on one side of 0.
    fn over_divisor(&self, sum: &Linear) -> Interval {
        let [(slot, by)] = sum.terms.as_slice() else { return Interval::ALL };
        let Op::Divide(a, b) = self.plan.slot(*slot).op else { return Interval::ALL };
        let not_negative = Interval::new(Bound::Included(Exact::ZERO), Bound::Unbounded);
        let divisor = &self.possible(b).numbers;
        let is_turned = inside(&divisor.neg(), &not_negative);
        if !is_turned && !inside(divisor, &not_negative) {
            return Interval::ALL;
        }
        let nothing = Linear { terms: Vec::new(), rest: Exact::ZERO, parts: 0 };
        let whole = nothing.plus(self.sum_of(a, true), by).plus(self.sum_of(b, true), &sum.rest);
        let range = self.by_orders(&if is_turned { whole.turned() } else { whole });
        let end = |bound: &Bound<Exact>, is_apart: fn(&Exact) -> bool| match bound {
            Bound::Included(value) | Bound::Excluded(value) if is_apart(value) => Bound::Excluded(Exact::ZERO),
            Bound::Included(value) if value.is_zero() => Bound::Included(Exact::ZERO),
            Bound::Excluded(value) if value.is_zero() => Bound::Excluded(Exact::ZERO),
            Bound::Included(_) | Bound::Excluded(_) | Bound::Unbounded => Bound::Unbounded,
        };
        Interval::new(end(range.lo(), |low| low.signum() > 0), end(range.hi(), Exact::is_negative))
    }

    pub(super) fn linear(&self, slot: SlotId) -> Linear {
        self.sum_of(slot, false)
    }

    /// The slot whose value a slot takes here, if it is an alternative among several and the decision is known.
    pub(super) fn taken(&self, slot: SlotId) -> Option<SlotId> {
        if let Op::Fallback(first, second) = &self.plan.slot(slot).op {
            let known = self.possible(*first);
            // An operand that never has a value replaces nothing.
            let is_there = !known.lacks.not_filled || !self.possible(*second).has_value();
            return if is_there { Some(*first) } else { (!known.has_value()).then_some(*second) };
        }
        let Op::Choose { cases, otherwise } = &self.plan.slot(slot).op else { return None };
        if let Some(value) = self.chosen(slot) {
            return Some(value);
        }
        for (condition, value) in cases {
            match self.possible(*condition).truths {
                Truths { yes: false, .. } => {}
                Truths { yes: true, no: false } => return Some(*value),
                Truths { yes: true, no: true } => return None,
            }
        }
        Some(*otherwise)
    }

    /// The slot after resolving choices to what they take here.
    pub(super) fn seen(&self, slot: SlotId) -> SlotId {
        let mut same = self.alias(slot);
        for _ in 0..MOST_PARTS {
            match self.taken(same).or_else(|| self.outermost(same)) {
                Some(next) => same = self.alias(next),
                None => break,
            }
        }
        same
    }

    /// A slot as a sum; if `seen`, with choices resolved to what they take here.
    pub(super) fn sum_of(&self, slot: SlotId, seen: bool) -> Linear {
        let mut linear = Linear { terms: Vec::new(), rest: Exact::ZERO, parts: 0 };
        let mut stack = vec![(slot, Exact::ONE)];
        while let Some((slot, factor)) = stack.pop() {
            let same = if seen { self.seen(slot) } else { self.alias(slot) };
            let few = linear.parts + stack.len() < MOST_PARTS;
            let op = &self.plan.slot(same).op;
            if let Op::Number(value) = op {
                linear.rest = &linear.rest + &(value * &factor);
            } else if let Some(parts) = self.parts(op).filter(|_| few) {
                stack.extend(parts.into_iter().flatten().map(|(part, by)| (part, &by * &factor)));
            } else if let Op::Aggregate(op) = op
                && let Some((items, by)) = self.addends(op).filter(|_| few && seen)
            {
                stack.extend(items.into_iter().map(|item| (item, &by * &factor)));
            } else {
                linear.parts += 1;
                match linear.terms.iter_mut().find(|(known, _)| *known == same) {
                    Some((_, known)) => *known = &*known + &factor,
                    None => linear.terms.push((same, factor)),
                }
            }
        }
        linear
    }
}

impl Ranges<'_> {
    /// The slots that an operation is a sum of, each with its factor; none where it is not a sum.
    fn parts(&self, op: &Op) -> Option<[Option<(SlotId, Exact)>; 2]> {
        let number = |slot: &SlotId| {
            let op = &self.plan.slot(self.same[slot.0 as usize]).op;
            if let Op::Number(value) = op { Some(value) } else { None }
        };
        let minus = || -Exact::ONE;
        match op {
            Op::Add(a, b) => Some([Some((*a, Exact::ONE)), Some((*b, Exact::ONE))]),
            Op::Subtract(a, b) => Some([Some((*a, Exact::ONE)), Some((*b, minus()))]),
            Op::Negate(a) => Some([Some((*a, minus())), None]),
            Op::Same(a) => Some([Some((*a, Exact::ONE)), None]),
            Op::Share(a) => Some([Some((*a, Exact::ratio(1, 100)?)), None]),
            Op::Percentage(a) => Some([Some((*a, Exact::from(100))), None]),
            Op::Multiply(a, b) => match (number(a), number(b)) {
                (Some(by), _) => Some([Some((*b, by.clone())), None]),
                (None, Some(by)) => Some([Some((*a, by.clone())), None]),
                (None, None) => None,
            },
            Op::Divide(a, b) => {
                let by = Exact::ONE.checked_div(number(b)?)?;
                Some([Some((*a, by)), None])
            }
            Op::Input(_)
            | Op::Number(_)
            | Op::Text(_)
            | Op::Missing(..)
            | Op::Absolute(_)
            | Op::Power(..)
            | Op::Root(_) => None,
            Op::Least(_) | Op::Greatest(_) | Op::Round(..) | Op::Clamp(..) | Op::Compare(..) | Op::And(..) => None,
            Op::Or(..)
            | Op::Not(_)
            | Op::Present(_)
            | Op::Filled(_)
            | Op::Choose { .. }
            | Op::Aggregate(_)
            | Op::Band(..) => None,
            Op::Fallback(..) | Op::Within(..) | Op::Rank(..) => None,
        }
    }
}

impl Linear {
    /// The slots it is a sum of.
    pub(super) fn slots(&self) -> impl Iterator<Item = SlotId> {
        self.terms.iter().map(|(slot, _)| *slot)
    }

    /// The same, each with its factor.
    pub(super) fn terms(&self) -> impl Iterator<Item = (SlotId, Exact)> {
        self.terms.iter().cloned()
    }

    /// The largest multiple of another sum that can be subtracted before a common slot changes its sign.
    pub(super) fn shared(&self, other: &Linear) -> Option<Exact> {
        let of = |(slot, factor): &(SlotId, Exact)| {
            let by = self.factor(*slot)?.checked_div(factor)?;
            (by.signum() > 0).then_some(by)
        };
        other.terms.iter().filter_map(of).min()
    }

    /// The negated sum.
    pub(super) fn turned(self) -> Linear {
        Linear { terms: Vec::new(), rest: Exact::ZERO, parts: self.parts }.less(self)
    }

    /// The factor of a slot, if it occurs.
    pub(super) fn factor(&self, slot: SlotId) -> Option<Exact> {
        self.terms.iter().find(|(known, _)| *known == slot).map(|(_, factor)| factor.clone())
    }

    /// The same without a slot.
    pub(super) fn without(&self, slot: SlotId) -> Linear {
        let terms = self.terms.iter().filter(|(known, _)| *known != slot).cloned().collect();
        Linear { terms, ..self.clone() }
    }

    /// The sum multiplied by a constant.
    pub(super) fn times(self, by: &Exact) -> Linear {
        let nothing = Linear { terms: Vec::new(), rest: Exact::ZERO, parts: self.parts };
        nothing.plus(self, by)
    }

    /// The difference of two sums.
    pub(super) fn less(self, other: Linear) -> Linear {
        self.plus(other, &-Exact::ONE)
    }

    /// This sum plus a multiple of another.
    pub(super) fn plus(mut self, other: Linear, times: &Exact) -> Linear {
        for (slot, factor) in other.terms {
            let factor = &factor * times;
            match self.terms.iter_mut().find(|(known, _)| *known == slot) {
                Some((_, known)) => *known = &*known + &factor,
                None => self.terms.push((slot, factor)),
            }
        }
        self.terms.retain(|(_, factor)| !factor.is_zero());
        Linear { rest: &self.rest + &(&other.rest * times), ..self }
    }

    /// The range of the sum, each slot over its range.
    pub(super) fn range(&self, range: impl FnMut(SlotId) -> Interval) -> Interval {
        self.over(range).add(&Interval::point(self.rest.clone()))
    }

    /// The range of the linear combination without the constant.
    fn over(&self, mut range: impl FnMut(SlotId) -> Interval) -> Interval {
        let multiples = self.terms.iter().map(|(slot, factor)| range(*slot).mul(&Interval::point(factor.clone())));
        multiples.fold(Interval::point(Exact::ZERO), |sum, part| sum.add(&part))
    }
}

/// All quotients that exist: a divisor of 0 gives no value.
pub(super) fn quotient(left: &Interval, right: &Interval) -> Interval {
    let below = right.intersect(&Interval::new(Bound::Unbounded, Bound::Excluded(Exact::ZERO)));
    let above = right.intersect(&Interval::new(Bound::Excluded(Exact::ZERO), Bound::Unbounded));
    let over = |part: &Interval| left.div(part).unwrap_or(Interval::ALL);
    over(&below).hull(&over(&above))
}
