//! How a value changes when another rises: all quotients of the change of one by the change of the other.
//!
//! Differences, not derivatives: `a2*b2 - a1*b1 = (a2-a1)*b2 + a1*(b2-b1)` holds for any two points, so jumps, caps and
//! kinks are no exceptions. Two points count where both have a number; conditions are decided beforehand.

use super::possible::{Lacks, Possible};
use super::ranges::Ranges;
use crate::number::{Bound, Exact, Interval};
use crate::plan::{AggregateOp, Op, Plan, SlotId};
use crate::program::Aggregate;
use crate::program::quick::QuickMap;
use crate::syntax::ast::Comparison;
use std::collections::{BTreeMap, BTreeSet};

/// The conditions of a choice, in order.
fn asked(plan: &Plan, choice: SlotId) -> impl Iterator<Item = SlotId> {
    let cases = if let Op::Choose { cases, .. } = &plan.slot(choice).op { &**cases } else { &[] };
    cases.iter().map(|(condition, _)| *condition)
}

/// Whether a result can change, not just disappear, because an operand has no value.
fn sees_absence(op: &Op) -> bool {
    matches!(op, Op::Aggregate(_) | Op::Fallback(..) | Op::Choose { .. })
        || matches!(op, Op::Present(_) | Op::Filled(_) | Op::And(..) | Op::Or(..))
}

/// The branches that choices take.
pub type Branches = BTreeMap<SlotId, SlotId>;

/// The most slots between a value and the root it changes with.
const MOST_SLOTS: usize = 2_000;

impl Ranges<'_> {
    /// The change of `goal` when `root` rises by one, everything else being equal; every number where that is unknown.
    pub fn slope(&mut self, goal: SlotId, root: SlotId) -> Interval {
        let root = self.same[root.0 as usize];
        let Some(cone) = self.between(root, goal, false) else { return Interval::ALL };
        let mut slopes: QuickMap<SlotId, Interval> = QuickMap::from_iter([(root, Interval::point(Exact::ONE))]);
        for slot in cone {
            if slot != root {
                self.settle_operands(slot);
                let slope = self.slope_of(slot, &slopes);
                slopes.insert(slot, slope);
            }
        }
        slopes.remove(&self.same[goal.0 as usize]).unwrap_or(zero())
    }

    /// Whether nothing on the path from a root to a goal is divided by something that changes with the root and is 0
    /// here. Where a value is undefined, its limit is not its value; nor is a choice defined whose condition has no
    /// value, whatever the outcome where it has one.
    pub fn is_defined_here(&mut self, goal: SlotId, root: SlotId) -> bool {
        let root = self.same[root.0 as usize];
        let Some(cone) = self.between(root, goal, true) else { return false };
        let plan = self.plan;
        let mut moving = BTreeSet::from([root]);
        for slot in cone {
            let op = &plan.slot(slot).op;
            if op.operands().any(|operand| moving.contains(&self.same[operand.0 as usize])) {
                moving.insert(slot);
            }
            let divisor = op.divisor();
            if let Some(divisor) = divisor.filter(|divisor| moving.contains(&self.same[divisor.0 as usize])) {
                self.settle(divisor);
                if self.possible(divisor).numbers.contains(&Exact::ZERO) && !self.is_not_zero(divisor) {
                    return false;
                }
            }
        }
        true
    }

    /// The slots that a goal is computed from here, starting at the root, with or without the conditions of decided
    /// choices; none when they are too many.
    fn between(&mut self, root: SlotId, goal: SlotId, conditions: bool) -> Option<BTreeSet<SlotId>> {
        let mut cone = BTreeSet::new();
        let mut stack = vec![self.same[goal.0 as usize]];
        while let Some(slot) = stack.pop() {
            if slot < root || !cone.insert(slot) || slot == root {
                continue;
            }
            if cone.len() > MOST_SLOTS {
                return None;
            }
            match self.decided(slot) {
                Some(value) => {
                    stack.push(self.same[value.0 as usize]);
                    let asked = asked(self.plan, slot).filter(|_| conditions);
                    stack.extend(asked.map(|condition| self.same[condition.0 as usize]));
                }
                None => stack.extend(self.plan.slot(slot).op.operands().map(|slot| self.same[slot.0 as usize])),
            }
        }
        Some(cone)
    }

    fn settle_operands(&mut self, slot: SlotId) {
        match (self.decided(slot), &self.plan.slot(slot).op) {
            (Some(value), _) => self.settle(value),
            (None, Op::Choose { .. }) => {}
            (None, op) => op.operands().for_each(|operand| self.settle(operand)),
        }
    }

    /// The change of a goal when choices take other branches, everything else being equal.
    pub fn change(&mut self, goal: SlotId, [first, second]: [&Branches; 2]) -> Interval {
        let (Some(before), Some(after)) = (self.values_with(goal, first), self.values_with(goal, second)) else {
            return Interval::ALL;
        };
        self.open();
        let both: Vec<SlotId> = before.keys().filter(|slot| after.contains_key(slot)).copied().collect();
        for slot in &both {
            self.hold(*slot, Possible::numbers(before[slot].numbers.hull(&after[slot].numbers)));
        }
        let mut changes: QuickMap<SlotId, Interval> = QuickMap::default();
        // Slots that may have a value with one set of branches and none with the other: what counts values changes with
        // them.
        let mut comes_and_goes = BTreeSet::new();
        for slot in both {
            let taken = |branches: &Branches| branches.get(&slot).map(|value| self.alias(*value));
            let (change, comes) = match (taken(first), taken(second)) {
                (Some(x), Some(y)) if x == y => {
                    let mut read = std::iter::once(x).chain(asked(self.plan, slot));
                    let comes = read.any(|one| comes_and_goes.contains(&self.alias(one)));
                    (changes.get(&x).cloned().unwrap_or(zero()), comes)
                }
                (Some(x), Some(y)) => match (before.get(&x), after.get(&y)) {
                    (Some(from), Some(to)) => {
                        let change = to.numbers.sub(&from.numbers);
                        let change = match self.difference(y, x, [first, second]) {
                            Some(apart) => change.intersect(&apart),
                            None => change,
                        };
                        (change, from.lacks.any() || to.lacks.any())
                    }
                    _ => (Interval::ALL, true),
                },
                _ => {
                    let op = &self.plan.slot(slot).op;
                    let comes = op.operands().any(|operand| comes_and_goes.contains(&self.alias(operand)));
                    (if comes && sees_absence(op) { Interval::ALL } else { self.slope_of(slot, &changes) }, comes)
                }
            };
            changes.insert(slot, change);
            if comes {
                comes_and_goes.insert(slot);
            }
        }
        self.close();
        changes.remove(&self.same[goal.0 as usize]).unwrap_or(Interval::ALL)
    }

    /// The difference of two slots as sums of the same terms; none where those change with the branches taken.
    fn difference(&self, one: SlotId, other: SlotId, [first, second]: [&Branches; 2]) -> Option<Interval> {
        let (one, other) = (self.linear(one), self.linear(other));
        let differs = |slot: SlotId| first.get(&slot) != second.get(&slot);
        let mut open: Vec<SlotId> = one.slots().chain(other.slots()).collect();
        let mut seen = BTreeSet::new();
        while let Some(slot) = open.pop() {
            if differs(slot) || seen.len() > MOST_SLOTS {
                return None;
            }
            if seen.insert(slot) {
                open.extend(self.plan.slot(slot).op.operands());
            }
        }
        Some(one.less(other).range(|slot| self.possible(slot).numbers.clone()))
    }

    /// The values of everything that a goal is computed from when choices take given branches.
    fn values_with(&mut self, goal: SlotId, branches: &Branches) -> Option<BTreeMap<SlotId, Possible>> {
        self.open();
        branches.iter().for_each(|(choice, value)| self.choose_always(*choice, *value));
        let cone = self.between(SlotId(0), goal, true);
        let mut values = BTreeMap::new();
        for slot in cone.into_iter().flatten() {
            self.settle_operands(slot);
            self.settle(slot);
            values.insert(slot, self.possible(slot).clone());
        }
        self.close();
        (!values.is_empty()).then_some(values)
    }

    fn slope_of(&mut self, slot: SlotId, slopes: &QuickMap<SlotId, Interval>) -> Interval {
        let same = |ranges: &Self, slot: &SlotId| ranges.same[slot.0 as usize];
        let slope = |ranges: &Self, slot: &SlotId| slopes.get(&same(ranges, slot)).cloned().unwrap_or(zero());
        let range = |ranges: &Self, slot: &SlotId| ranges.possible(*slot).numbers.clone();
        let plan = self.plan;
        let op = &plan.slot(slot).op;
        let moves = |ranges: &Self, slot: SlotId| slope(ranges, &slot) != zero();
        if !op.operands().any(|operand| moves(self, operand)) {
            return zero();
        }
        match op {
            Op::Negate(a) => slope(self, a).neg(),
            Op::Same(a) => slope(self, a),
            Op::Share(a) => slope(self, a).div(&Interval::point(Exact::from(100))).unwrap_or(Interval::ALL),
            Op::Percentage(a) => slope(self, a).mul(&Interval::point(Exact::from(100))),
            Op::Absolute(a) => {
                let (s, a) = (slope(self, a), range(self, a));
                match (below_zero(&a), above_zero(&a)) {
                    (true, _) => s.neg(),
                    (_, true) => s,
                    _ => s.hull(&s.neg()),
                }
            }
            Op::Add(a, b) => slope(self, a).add(&slope(self, b)),
            Op::Subtract(a, b) => slope(self, a).sub(&slope(self, b)),
            Op::Multiply(a, b) => {
                let first = slope(self, a).mul(&range(self, b));
                first.add(&slope(self, b).mul(&range(self, a)))
            }
            Op::Divide(a, b) => {
                let divisor = range(self, b);
                let above = divisor.intersect(&Interval::new(Bound::Excluded(Exact::ZERO), Bound::Unbounded));
                let below = divisor.intersect(&Interval::new(Bound::Unbounded, Bound::Excluded(Exact::ZERO)));
                let divisor = match (above.is_empty(), below.is_empty()) {
                    (false, true) => above,
                    (true, false) => below,
                    _ => return Interval::ALL,
                };
                let (rises, falls) = (slope(self, a), slope(self, b));
                let rise = rises.mul(&divisor).sub(&range(self, a).mul(&falls));
                // Where both change by the same constant everywhere, a slot in both counts once: `R / (R + S)`.
                let rise = match (point(&rises), point(&falls)) {
                    (Some(of_a), Some(of_b)) => {
                        let sum = self.linear(*b).times(&of_a).less(self.linear(*a).times(&of_b));
                        rise.intersect(&sum.range(|slot| self.possible(slot).numbers.clone()))
                    }
                    (..) => rise,
                };
                rise.div(&divisor.mul(&divisor)).unwrap_or(Interval::ALL)
            }
            Op::Power(a, exponent) if *exponent > 0 => {
                let base = range(self, a);
                let power = |n: i32| (0..n).fold(Interval::point(Exact::ONE), |power, _| power.mul(&base));
                let terms = (0..(*exponent).min(16)).map(|i| power(i).mul(&power(exponent - 1 - i)));
                match *exponent > 16 {
                    true => Interval::ALL,
                    false => terms.fold(zero(), |sum, term| sum.add(&term)).mul(&slope(self, a)),
                }
            }
            // It rises, however steeply, wherever it has a value.
            Op::Root(a) => match above_zero(&range(self, a)) {
                true => steps(&slope(self, a)),
                false => Interval::ALL,
            },
            Op::Power(a, _) => {
                let base = range(self, a);
                match (above_zero(&base), slope(self, a)) {
                    (true, s) if above_zero(&s) || below_zero(&s) => steps(&s.neg()),
                    _ => Interval::ALL,
                }
            }
            Op::Least(items) | Op::Greatest(items) => {
                items.iter().fold(Interval::EMPTY, |all, item| all.hull(&slope(self, item)))
            }
            Op::Round(a, _) => steps(&slope(self, a)),
            Op::Clamp(a, _) => slope(self, a).hull(&zero()),
            // An operand that never has a number replaces nothing.
            Op::Fallback(a, b) if self.possible(*b).numbers.is_empty() => slope(self, a),
            // Where the first may have no number at one of the points, the second replaces it there.
            Op::Fallback(a, _) if moves(self, *a) && self.possible(*a).lacks != Lacks::NONE => Interval::ALL,
            Op::Fallback(a, b) => slope(self, a).hull(&slope(self, b)),
            Op::Choose { .. } => match self.decided(slot) {
                Some(value) => slope(self, &value),
                None => Interval::ALL,
            },
            Op::Aggregate(op) => self.slope_of_aggregate(op, |ranges, item| slope(ranges, item)),
            Op::Input(_) | Op::Number(_) | Op::Text(_) | Op::Missing(..) => zero(),
            // A condition rises where it becomes true; nothing else is counted of it.
            Op::Compare(a, comparison, b) => {
                let apart = steps(&slope(self, a).sub(&slope(self, b)));
                match comparison {
                    Comparison::Greater | Comparison::GreaterEqual => apart,
                    Comparison::Less | Comparison::LessEqual => apart.neg(),
                    Comparison::Equal | Comparison::NotEqual => Interval::ALL,
                }
            }
            Op::And(a, b) | Op::Or(a, b) => steps(&slope(self, a).hull(&slope(self, b))),
            Op::Not(a) => slope(self, a).neg(),
            Op::Present(_) | Op::Filled(_) => Interval::ALL,
            Op::Band(..) | Op::Within(..) | Op::Rank(..) => Interval::ALL,
        }
    }

    /// Members that change take part at both points or have no number at one of them.
    fn slope_of_aggregate(&self, op: &AggregateOp, slope: impl Fn(&Self, &SlotId) -> Interval) -> Interval {
        let may_leave = |item: &SlotId| {
            let lacks = self.possible(*item).lacks;
            // Where no member may be missing, a blank one leaves the aggregate without a number.
            lacks.not_applicable || lacks.not_filled && (!op.complete || op.of_quarters)
        };
        // An item that never has a number is left out at both points, or there is no number at one of them.
        let is_there = |item: &&SlotId| !self.possible(**item).numbers.is_empty();
        let moving: Vec<&SlotId> =
            op.items.iter().filter(is_there).filter(|item| slope(self, item) != zero()).collect();
        if op.keep.is_some() || moving.iter().any(|item| may_leave(item)) {
            return Interval::ALL;
        }
        // Each contributes by its share of the weights, which are constant and not negative.
        let draws = |weight: &SlotId| slope(self, weight) == zero() && above_zero(&self.possible(*weight).numbers);
        if let Some(weights) = &op.weights
            && !(op.aggregate == Aggregate::WeightedMean && weights.iter().all(draws))
        {
            return Interval::ALL;
        }
        let sum = moving.iter().fold(zero(), |sum, item| sum.add(&slope(self, item)));
        match op.aggregate {
            Aggregate::Sum | Aggregate::CountIf | Aggregate::Place => sum,
            Aggregate::Mean => sum.mul(&Interval::new(Bound::Excluded(Exact::ZERO), Bound::Included(Exact::ONE))),
            Aggregate::Least | Aggregate::Greatest | Aggregate::Median | Aggregate::Percentile(_) => {
                moving.iter().fold(zero(), |all, item| all.hull(&slope(self, item)))
            }
            Aggregate::Count => zero(),
            Aggregate::GeometricMean if op.items.iter().all(|item| above_zero(&self.possible(*item).numbers)) => {
                steps(&sum)
            }
            Aggregate::WeightedMean if op.weights.is_some() => sum.mul(&Interval::closed(Exact::ZERO, Exact::ONE)),
            Aggregate::Last | Aggregate::WeightedMean | Aggregate::GeometricMean => Interval::ALL,
        }
    }
}

fn zero() -> Interval {
    Interval::point(Exact::ZERO)
}

/// The only number of a range.
fn point(range: &Interval) -> Option<Exact> {
    match (range.lo(), range.hi()) {
        (Bound::Included(low), Bound::Included(high)) if low == high => Some(low.clone()),
        (..) => None,
    }
}

fn above_zero(range: &Interval) -> bool {
    range.intersect(&Interval::new(Bound::Included(Exact::ZERO), Bound::Unbounded)) == *range
}

fn below_zero(range: &Interval) -> bool {
    range.intersect(&Interval::new(Bound::Unbounded, Bound::Included(Exact::ZERO))) == *range
}

/// Rounding and curves keep the direction, not the steepness.
fn steps(slope: &Interval) -> Interval {
    match (above_zero(slope), below_zero(slope)) {
        (true, true) => zero(),
        (true, false) => Interval::new(Bound::Included(Exact::ZERO), Bound::Unbounded),
        (false, true) => Interval::new(Bound::Unbounded, Bound::Included(Exact::ZERO)),
        (false, false) => Interval::ALL,
    }
}
