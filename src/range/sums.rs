//! What is known of a number and its parts: an amount of a thing and those of its parts.

use super::linear::Linear;
use super::ranges::Ranges;
use crate::number::{Bound, Exact, Interval};
use crate::plan::{AggregateOp, SlotId};
use crate::program::Aggregate;
use crate::program::quick::QuickMap;

/// The most wholes that are replaced by their parts in one sum.
const MOST_WHOLES: usize = 16;

/// A number that is never less than the sum of its known parts, none of which is negative.
#[derive(Debug, Clone)]
pub struct Whole {
    /// The number.
    pub slot: SlotId,
    pub parts: Vec<SlotId>,
    /// Whether it is their sum where all of them have values.
    pub adds_up: bool,
    /// Pairs of conditions under which it may be more although all of them have values.
    pub behind: Vec<(SlotId, SlotId)>,
}

/// The ordered pairs as a map from each slot, in both directions.
pub(super) fn ordered(pairs: impl Iterator<Item = (SlotId, SlotId)>) -> QuickMap<SlotId, Vec<(SlotId, bool)>> {
    let mut ordered: QuickMap<SlotId, Vec<(SlotId, bool)>> = QuickMap::default();
    for (low, high) in pairs {
        ordered.entry(low).or_default().push((high, true));
        ordered.entry(high).or_default().push((low, false));
    }
    ordered
}

impl Whole {
    /// Every slot needed to decide whether it holds.
    pub fn slots(&self) -> impl Iterator<Item = SlotId> {
        let behind = self.behind.iter().flat_map(|(one, other)| [*one, *other]);
        std::iter::once(self.slot).chain(self.parts.iter().copied()).chain(behind)
    }
}

impl Ranges<'_> {
    /// Computes everything needed to compare wholes with their parts, some of which are only in branches.
    pub fn settle_parts(&mut self) {
        let slots: Vec<SlotId> = self.wholes_of_parts.iter().flat_map(Whole::slots).collect();
        slots.into_iter().for_each(|slot| self.settle(slot));
    }

    /// The range of a sum, given the wholes it contains: each is at least the sum of its parts, or equal to it.
    pub(super) fn beside_parts(&self, linear: &Linear) -> Interval {
        let mut known = Interval::ALL;
        if self.wholes_of_parts.is_empty() {
            return known;
        }
        for is_least in [true, false] {
            let mut one = linear.clone();
            for _ in 0..MOST_WHOLES {
                let Some(next) = self.for_parts(&one, is_least) else { break };
                let range = next.range(|slot| self.possible(slot).numbers.clone());
                known = known.intersect(&match is_least {
                    true => Interval::new(range.lo().clone(), Bound::Unbounded),
                    false => Interval::new(Bound::Unbounded, range.hi().clone()),
                });
                one = next;
            }
        }
        known
    }

    /// The same sum with a whole replaced by its parts, which makes it no greater (or no less).
    fn for_parts(&self, linear: &Linear, is_least: bool) -> Option<Linear> {
        self.wholes_of_parts.iter().find_map(|whole| {
            let slot = self.seen(whole.slot);
            let factor = linear.factor(slot)?;
            if factor.is_negative() == is_least && !self.is_sum(whole) {
                return None;
            }
            let there: Vec<SlotId> = whole.parts.iter().copied().filter(|part| self.is_there(*part, linear)).collect();
            if there.is_empty() {
                return None;
            }
            let sums = there.iter().map(|part| self.sum_of(*part, true));
            Some(sums.fold(linear.without(slot), |all, part| all.plus(part, &factor)))
        })
    }

    /// Whether a part has a value wherever a sum has one: always, or because the sum contains it.
    fn is_there(&self, part: SlotId, linear: &Linear) -> bool {
        let known = self.possible(part);
        if known.numbers.is_empty() {
            return false;
        }
        !known.lacks.any() || linear.factor(self.seen(part)).is_some()
    }

    /// Whether a whole is the sum of its parts here.
    fn is_sum(&self, whole: &Whole) -> bool {
        let is_settled = |part: &SlotId| {
            let known = self.possible(*part);
            let is_out = known.numbers.is_empty() && !known.lacks.not_filled && !known.lacks.faulty;
            is_out || !known.numbers.is_empty() && !known.lacks.any()
        };
        let can_be = |slot: SlotId| self.possible(slot).truths.yes;
        whole.adds_up
            && whole.parts.iter().all(is_settled)
            && !whole.behind.iter().any(|(one, other)| can_be(*one) && can_be(*other))
    }

    /// The items that an aggregate adds up here, and the factor of their sum: 1, or 1/n for a mean; none where that is
    /// open.
    pub(super) fn addends(&self, op: &AggregateOp) -> Option<(Vec<SlotId>, Exact)> {
        let is_mean = op.aggregate == Aggregate::Mean && !op.of_quarters;
        let is_plain = op.keep.is_none() && op.weights.is_none() && op.order.is_none();
        if !is_plain || !is_mean && op.aggregate != Aggregate::Sum {
            return None;
        }
        let mut items = Vec::new();
        for item in &op.items {
            let known = self.possible(*item);
            // An item that is not a number adds nothing, or there is no sum.
            if known.numbers.is_empty() {
                continue;
            }
            if known.lacks.not_applicable || known.lacks.not_filled && !op.complete {
                return None;
            }
            items.push(*item);
        }
        let count = if is_mean { items.len() } else { 1 };
        Some((items, Exact::ONE.checked_div(&Exact::from(count as i64))?))
    }

    /// Propagates a narrowed sum to its terms.
    pub(super) fn addends_of(&mut self, op: &AggregateOp, sum: &Interval, deepest: usize) -> bool {
        let Some((items, by)) = self.addends(op) else { return true };
        let Some(sum) = sum.div(&Interval::point(by)) else { return true };
        let all: Vec<Interval> = items.iter().map(|item| self.possible(*item).numbers.clone()).collect();
        (0..items.len()).all(|at| {
            let others = all.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, one)| one);
            let others = others.fold(Interval::point(Exact::ZERO), |sum, one| sum.add(one));
            self.narrow(items[at], &sum.sub(&others), deepest)
        })
    }
}
