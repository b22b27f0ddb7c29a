//! Bounds a sum by how its terms compare: from the conditions that hold here, and from how a maximum, minimum or mean
//! compares with its operands. So `R1 + R2 <= T1 + T2` follows from `R1 <= T1` and `R2 <= T2`, however many there are.

use super::linear::Linear;
use super::possible::inside;
use super::ranges::Ranges;
use crate::number::{Bound, Exact, Interval};
use crate::plan::{AggregateOp, Op, SlotId};
use crate::program::Aggregate;
use crate::program::intervals::end;
use crate::syntax::ast::Comparison;
use std::cmp::Ordering;

/// The most inequalities examined for one sum.
const MOST: usize = 96;
/// How many terms of sums cost as much work as a slot.
pub(super) const WEIGHED: usize = 4;
/// How many times all of them are gone through.
const ROUNDS: usize = 3;

/// A sum that is at most 0 wherever it is a number, or below 0.
struct Fact {
    sum: Linear,
    is_strict: bool,
}

impl Ranges<'_> {
    /// The range of a sum, from its terms and from how they compare.
    pub(super) fn by_orders(&self, sum: &Linear) -> Interval {
        let alone = self.range_of(sum);
        let facts = self.facts_for(sum);
        if facts.is_empty() {
            return alone;
        }
        let above = self.least_upper(sum, &facts);
        let below = self.least_upper(&sum.clone().turned(), &facts).as_ref().map(|value| -value);
        alone.intersect(&Interval::new(below, above))
    }

    /// The range of a sum in which terms multiplied by the same value are combined: `q*w - 4*w` is `(q - 4) * w`.
    fn range_of(&self, sum: &Linear) -> Interval {
        let numbers = |slot: SlotId| self.possible(slot).numbers.clone();
        let factors = |slot: SlotId| if let Op::Multiply(x, y) = self.plan.slot(slot).op { Some([x, y]) } else { None };
        if !sum.slots().any(|slot| factors(slot).is_some()) {
            return sum.range(numbers);
        }
        let mut rest = sum.clone();
        let mut all = Interval::point(Exact::ZERO);
        for shared in sum.slots() {
            let Some(alone) = rest.factor(shared) else { continue };
            let mut beside = Interval::point(alone);
            let mut products = Vec::new();
            for (slot, by) in rest.terms() {
                let other = factors(slot).and_then(|[x, y]| match (self.seen(x) == shared, self.seen(y) == shared) {
                    (_, true) => Some(x),
                    (true, _) => Some(y),
                    (false, false) => None,
                });
                if let Some(other) = other.filter(|_| slot != shared) {
                    beside = beside.add(&numbers(other).mul(&Interval::point(by.clone())));
                    products.push(slot);
                }
            }
            if !products.is_empty() {
                all = all.add(&beside.mul(&numbers(shared)));
                rest = products.into_iter().chain([shared]).fold(rest, |rest, slot| rest.without(slot));
            }
        }
        all.add(&rest.range(numbers))
    }

    /// An upper bound of a sum: facts (sums that are at most 0) are subtracted as long as that lowers the bound.
    fn least_upper(&self, sum: &Linear, facts: &[Fact]) -> Bound<Exact> {
        let (mut one, mut is_strict) = (sum.clone(), false);
        let mut known = self.height(&one);
        for _ in 0..ROUNDS {
            let mut is_lower = false;
            for fact in facts {
                let Some(by) = one.shared(&fact.sum) else { continue };
                self.weighed.set(self.weighed.get() + one.slots().count());
                let next = one.clone().plus(fact.sum.clone(), &-by);
                let height = self.height(&next);
                if height < known {
                    (one, known, is_lower) = (next, height, true);
                    is_strict |= fact.is_strict;
                }
            }
            if !is_lower {
                break;
            }
        }
        match self.range_of(&one).hi().clone() {
            Bound::Included(value) if is_strict => Bound::Excluded(value),
            end @ (Bound::Included(_) | Bound::Excluded(_) | Bound::Unbounded) => end,
        }
    }

    /// The height of a sum: the number of unbounded terms, then the bound; of equals the shorter one is lower.
    fn height(&self, sum: &Linear) -> (usize, Exact, usize) {
        let count = sum.slots().count();
        if let Some(end) = end(self.range_of(sum).hi()) {
            return (0, end.clone(), count);
        }
        let is_open = |(slot, by): &(SlotId, Exact)| {
            let numbers = &self.possible(*slot).numbers;
            end(if by.is_negative() { numbers.lo() } else { numbers.hi() }).is_none()
        };
        (sum.terms().filter(is_open).count().max(1), Exact::ZERO, count)
    }

    /// The facts about sums that share a term with this one.
    fn facts_for(&self, sum: &Linear) -> Vec<Fact> {
        let mut found = Vec::new();
        let slots: Vec<SlotId> = sum.slots().collect();
        for slot in &slots {
            self.of_parts(*slot, &slots, &mut found);
        }
        for frame in &self.frames {
            for (condition, holds) in &frame.held {
                if let Op::Compare(a, comparison, b) = self.plan.slot(*condition).op {
                    self.compared_so(a, if *holds { comparison } else { comparison.opposite() }, b, &mut found);
                }
            }
            for (a, order, b) in &frame.facts {
                let comparison = match order {
                    Ordering::Less => Comparison::Less,
                    Ordering::Equal => Comparison::Equal,
                    Ordering::Greater => Comparison::Greater,
                };
                self.compared_so(*a, comparison, *b, &mut found);
            }
        }
        found.retain(|fact: &Fact| sum.shared(&fact.sum).is_some() || sum.clone().turned().shared(&fact.sum).is_some());
        found.truncate(MOST);
        found
    }

    /// What a comparison with a known outcome implies: both of its sides have values.
    fn compared_so(&self, a: SlotId, comparison: Comparison, b: SlotId, found: &mut Vec<Fact>) {
        let is_number = |slot: SlotId| {
            let known = self.possible(slot);
            !known.numbers.is_empty() && !known.has_words()
        };
        if !is_number(a) || !is_number(b) || found.len() >= 4 * MOST {
            return;
        }
        let sides = || self.sum_of(a, true).less(self.sum_of(b, true));
        let (is_below, is_above, is_strict) = match comparison {
            Comparison::Less => (true, false, true),
            Comparison::LessEqual => (true, false, false),
            Comparison::Greater => (false, true, true),
            Comparison::GreaterEqual => (false, true, false),
            Comparison::Equal => (true, true, false),
            Comparison::NotEqual => return,
        };
        if is_below {
            found.push(Fact { sum: sides(), is_strict });
        }
        if is_above {
            found.push(Fact { sum: sides().turned(), is_strict });
        }
    }

    /// How a slot compares with its operands because of its operation: where the slot is a number, so are they, or they
    /// occur in the sum.
    fn of_parts(&self, slot: SlotId, beside: &[SlotId], found: &mut Vec<Fact>) {
        let mut never_above = |low: SlotId, high: SlotId| {
            if found.len() < 4 * MOST {
                found.push(Fact { sum: self.sum_of(low, true).less(self.sum_of(high, true)), is_strict: false });
            }
        };
        let ordered = self.ordered.get(&slot).into_iter().flatten();
        for (other, is_above) in ordered.filter(|(other, _)| beside.contains(&self.seen(*other))) {
            if *is_above { never_above(slot, *other) } else { never_above(*other, slot) }
        }
        let op = &self.plan.slot(slot).op;
        if let Op::Greatest(items) = op {
            items.iter().for_each(|item| never_above(*item, slot));
        } else if let Op::Least(items) = op {
            items.iter().for_each(|item| never_above(slot, *item));
        } else if let Op::Absolute(item) = op {
            never_above(*item, slot);
        } else if let Op::Clamp(item, range) = op {
            // Only numbers below the floor of a cap are raised by it, and only numbers above its top are lowered.
            let numbers = &self.possible(*item).numbers;
            if inside(numbers, &Interval::new(range.lo().clone(), Bound::Unbounded)) {
                never_above(slot, *item);
            }
            if inside(numbers, &Interval::new(Bound::Unbounded, range.hi().clone())) {
                never_above(*item, slot);
            }
        }
        let Op::Aggregate(op) = op else { return };
        let Some(own) = place(op.aggregate).filter(|_| self.lies_between(op)) else { return };
        for other in beside.iter().copied().filter(|other| *other != slot) {
            let theirs = self.place_beside(op, other);
            match theirs.map(|theirs| own.cmp(&theirs)) {
                Some(Ordering::Less) => never_above(slot, other),
                Some(Ordering::Greater) => never_above(other, slot),
                Some(Ordering::Equal) | None => {}
            }
        }
    }

    /// How another slot compares with the items of an aggregate: another aggregate of them, an operation on all of
    /// them, or one of them, which takes part if it is a number.
    fn place_beside(&self, op: &AggregateOp, other: SlotId) -> Option<Place> {
        let beside = &self.plan.slot(other).op;
        if let Op::Aggregate(with) = beside
            && self.has_same_items(op, with)
            && self.lies_between(with)
        {
            return place(with.aggregate);
        }
        if let Op::Greatest(items) = beside
            && self.are_among(&op.items, items)
        {
            return Some(Place::Greatest);
        }
        if let Op::Least(items) = beside
            && self.are_among(&op.items, items)
        {
            return Some(Place::Least);
        }
        (op.keep.is_none() && self.are_among(&[other], &op.items)).then_some(Place::Between)
    }

    /// Whether an aggregate lies among its items: its weights are not negative.
    fn lies_between(&self, op: &AggregateOp) -> bool {
        let not_negative = Interval::new(Bound::Included(Exact::ZERO), Bound::Unbounded);
        let weights = op.weights.iter().flatten();
        weights.into_iter().all(|weight| inside(&self.possible(*weight).numbers, &not_negative))
    }

    /// Whether the same items take part in two aggregates wherever both are numbers.
    fn has_same_items(&self, one: &AggregateOp, other: &AggregateOp) -> bool {
        let same = |slots: &[SlotId]| -> Vec<SlotId> { slots.iter().map(|slot| self.alias(*slot)).collect() };
        let keep = |op: &AggregateOp| op.keep.as_deref().map(same);
        same(&one.items) == same(&other.items) && keep(one) == keep(other)
    }

    /// Whether all of these slots are among those.
    fn are_among(&self, these: &[SlotId], those: &[SlotId]) -> bool {
        let those: Vec<SlotId> = those.iter().map(|slot| self.seen(*slot)).collect();
        these.iter().all(|slot| those.contains(&self.seen(*slot)))
    }
}

/// How an aggregate compares with the numbers it is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Least,
    Between,
    Greatest,
}

fn place(aggregate: Aggregate) -> Option<Place> {
    match aggregate {
        Aggregate::Least => Some(Place::Least),
        Aggregate::Greatest => Some(Place::Greatest),
        Aggregate::Mean | Aggregate::Median | Aggregate::Percentile(_) => Some(Place::Between),
        Aggregate::WeightedMean | Aggregate::GeometricMean => Some(Place::Between),
        Aggregate::Sum | Aggregate::Count | Aggregate::CountIf | Aggregate::Place | Aggregate::Last => None,
    }
}
