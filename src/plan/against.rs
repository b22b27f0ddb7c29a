//! What is set against each other. Values over different quarters are not divided, subtracted or compared: half a year
//! against a whole one says nothing. Whether they are is asked of the plan: which way each of them counts.

use super::coverage::Known;
use super::planner::Planner;
use super::turns::{Turn, Way};
use super::*;
use crate::program::Aggregate;

/// Whether values are set against each other where they are added or multiplied.
enum Opposed {
    Never,
    Always,
    /// Where one of these numbers is below 0.
    Where(Vec<SlotId>),
}

impl Planner<'_> {
    /// A result of two sides, or why there is none where they cover different quarters.
    pub(super) fn over_same_quarters(
        &mut self,
        sides: &[SlotId],
        span: Option<Span>,
        result: impl FnOnce(&mut Self) -> SlotId,
    ) -> SlotId {
        self.where_same(sides, None, span, result)
    }

    fn where_same(
        &mut self,
        sides: &[SlotId],
        under: Option<SlotId>,
        span: Option<Span>,
        result: impl FnOnce(&mut Self) -> SlotId,
    ) -> SlotId {
        // A proof speaks of what there is a value of.
        if self.sites.is_some() {
            return result(self);
        }
        let over: Vec<Arc<[SlotId]>> = sides.iter().map(|side| self.rests_on(*side)).collect();
        if over.iter().filter(|side| !side.is_empty()).count() < 2 {
            return result(self);
        }
        let bases: Vec<SlotId> = over.iter().flat_map(|side| side.iter().copied()).collect();
        if bases.iter().all(|one| *one == bases[0]) {
            return result(self);
        }
        let mut pairs = Vec::new();
        let firsts = [false, true].map(|of_target| bases.iter().position(|one| self.is_target(*one) == of_target));
        for (at, other) in bases.iter().enumerate().skip(1) {
            for first in firsts.into_iter().flatten().filter(|first| *first < at).map(|first| bases[first]) {
                if first != *other && !self.goes_with(first, *other) {
                    pairs.push((first, *other));
                }
            }
        }
        if pairs.is_empty() {
            return result(self);
        }
        // What has no value meets nothing, and its own state counts.
        let filled: Vec<SlotId> = sides.iter().map(|side| self.condition(Op::Present(*side))).collect();
        let filled = filled.into_iter().reduce(|all, one| self.condition(Op::And(all, one)));
        let under = match (under, filled) {
            (Some(under), Some(filled)) => Some(self.condition(Op::And(under, filled))),
            (one, other) => one.or(other),
        };
        let mut uneven = Vec::new();
        for (one, other) in pairs {
            uneven.extend(self.unlike_quarters(one, other, under));
        }
        self.unless_uneven(uneven, span, result)
    }

    /// A result, or why there is none where a quarter is covered by one value and not by another.
    fn unless_uneven(
        &mut self,
        uneven: Vec<UnevenQuarter>,
        span: Option<Span>,
        result: impl FnOnce(&mut Self) -> SlotId,
    ) -> SlotId {
        if uneven.is_empty() {
            return result(self);
        }
        let mut cases = Vec::new();
        for UnevenQuarter { differs, sides, quarter, .. } in &uneven {
            let reason = Reason::DifferentQuarters { sides: Box::new(sides.clone()), quarter: *quarter };
            cases.push((*differs, self.missing(State::NotFilled, reason, span)));
        }
        let result = result(self);
        let unit = self.unit(result);
        if let Some(span) = span {
            self.plan.uneven.push(Uneven { quarters: uneven, span });
        }
        self.push(Op::Choose { cases, otherwise: result }, unit, span)
    }

    /// The same where what is added or multiplied is a difference or a quotient, however it is written: `A + (0 - B)`,
    /// `A + B * (0 - 1)`, `A * (1 / B)`.
    pub(super) fn over_same_if_opposed(
        &mut self,
        sides: [SlotId; 2],
        multiplied: bool,
        span: Option<Span>,
        result: impl FnOnce(&mut Self) -> SlotId,
    ) -> SlotId {
        let opposed = self.opposed(&sides, multiplied);
        self.where_opposed(&sides, opposed, span, result)
    }

    /// The same for a sum that takes one off: `(100 - A) - B` takes both off.
    pub(super) fn over_same_if_taken_off(
        &mut self,
        [from, off]: [SlotId; 2],
        span: Option<Span>,
        result: impl FnOnce(&mut Self) -> SlotId,
    ) -> SlotId {
        let turns = [from, off].map(|side| {
            self.rests_on(side);
            self.turn_below(side)
        });
        let opposed = match turns {
            [Some(from), Some(off)] => between(&[from, off.turned()]),
            [_, _] => Opposed::Never,
        };
        self.where_opposed(&[from, off], opposed, span, result)
    }

    fn where_opposed(
        &mut self,
        sides: &[SlotId],
        opposed: Opposed,
        span: Option<Span>,
        result: impl FnOnce(&mut Self) -> SlotId,
    ) -> SlotId {
        match opposed {
            Opposed::Never => result(self),
            Opposed::Always => self.where_same(sides, None, span, result),
            Opposed::Where(numbers) => {
                let under = self.any_below_zero(&numbers);
                self.where_same(sides, under, span, result)
            }
        }
    }

    fn opposed(&mut self, sides: &[SlotId], multiplied: bool) -> Opposed {
        for side in sides {
            self.rests_on(*side);
        }
        let turns: Vec<Turn> = sides.iter().filter_map(|side| self.turn_below(*side)).collect();
        // A product with `100 - A` is no sum of two that are taken off.
        let turned = |turn: &Turn| turn.way != Way::Up;
        if turns.len() < 2 || !(multiplied && turns.iter().any(turned)) {
            return between(&turns);
        }
        Opposed::Always
    }

    fn any_below_zero(&mut self, numbers: &[SlotId]) -> Option<SlotId> {
        let zero = self.condition(Op::Number(Exact::ZERO));
        let below = numbers.iter().map(|number| self.condition(Op::Compare(*number, Comparison::Less, zero)));
        let below: Vec<SlotId> = below.collect();
        below.into_iter().reduce(|any, one| self.condition(Op::Or(any, one)))
    }

    /// An aggregate, or why there is none where what it compares or takes off covers different quarters. Only who takes
    /// part is looked at.
    pub(super) fn aggregated(
        &mut self,
        op: AggregateOp,
        is_list: bool,
        span: Option<Span>,
        result: impl FnOnce(&mut Self, AggregateOp) -> SlotId,
    ) -> SlotId {
        if self.sites.is_some() {
            return result(self, op);
        }
        let compares = match op.aggregate {
            Aggregate::Least | Aggregate::Greatest | Aggregate::Median => true,
            Aggregate::Sum | Aggregate::Mean | Aggregate::GeometricMean | Aggregate::Last | Aggregate::Count => false,
            Aggregate::WeightedMean => {
                let weights = op.weights.iter().flatten();
                weights.copied().collect::<Vec<_>>().into_iter().any(|weight| !self.rests_on(weight).is_empty())
            }
        };
        let opposed = match compares {
            true => Opposed::Always,
            false => self.opposed(&op.items, op.aggregate == Aggregate::GeometricMean),
        };
        let mixed = |planner: &Self| {
            let turns = op.items.iter().filter_map(|item| planner.turn_below(*item));
            turns.map(|turn| turn.way).all(|way| way == Way::Mixed)
        };
        let under = match opposed {
            Opposed::Never => return result(self, op),
            // Each member has its own difference, which was looked at there.
            Opposed::Always if !compares && !is_list && mixed(self) => return result(self, op),
            Opposed::Always => None,
            Opposed::Where(numbers) => self.any_below_zero(&numbers),
        };
        let values: Vec<SlotId> = op.items.iter().chain(op.weights.iter().flatten()).copied().collect();
        if values.into_iter().all(|value| self.rests_on(value).is_empty()) {
            return result(self, op);
        }
        // What has no value anyway says why itself.
        let plain = result(self, op.clone());
        let filled = self.condition(Op::Present(plain));
        let under = under.map_or(filled, |under| self.condition(Op::And(under, filled)));
        let uneven = self.among_those_that_count(&op, Some(under));
        self.unless_uneven(uneven, span, |_| plain)
    }

    /// Each quarter that one of several covers and the one that counts before it does not.
    fn among_those_that_count(&mut self, op: &AggregateOp, under: Option<SlotId>) -> Vec<UnevenQuarter> {
        let mut sides: Vec<(SlotId, usize)> = Vec::new();
        for (at, item) in op.items.iter().enumerate() {
            let weight = op.weights.as_ref().map(|weights| weights[at]);
            for one in std::iter::once(*item).chain(weight) {
                sides.extend(self.rests_on(one).iter().map(|base| (*base, at)));
            }
        }
        let first = sides.first().map(|(base, _)| *base);
        if sides.iter().all(|(base, _)| Some(*base) == first) {
            return Vec::new();
        }
        let mut counts: Vec<Option<SlotId>> = vec![None; op.items.len()];
        for (_, at) in &sides {
            if counts[*at].is_none() {
                let filled = self.is_filled(op.items[*at]);
                let keep = op.keep.as_ref().map(|keep| keep[*at]);
                counts[*at] = Some(keep.map_or(filled, |keep| self.condition(Op::And(keep, filled))));
            }
        }
        let mut uneven = Vec::new();
        let mut before: [Option<Before>; 2] = [None, None];
        for (base, at) in sides {
            let Some(own) = counts[at] else { continue };
            for one in before.iter().flatten() {
                if one.last != base && !self.goes_with(one.last, base) {
                    let both = self.with_both(under, one.counts, own);
                    uneven.extend(self.unlike_quarters(one.last, base, Some(both)));
                }
                if let Some((known, counts)) = &one.others {
                    let none = self.condition(Op::Not(one.counts));
                    let none = self.condition(Op::And(none, *counts));
                    let both = self.with_both(under, none, own);
                    uneven.extend(self.unlike_others(known, base, both));
                }
            }
            let kind = usize::from(self.is_target(base));
            let known_before = before[kind].take();
            before[kind] = Some(self.also(known_before, base, own));
        }
        uneven
    }

    fn with_both(&mut self, under: Option<SlotId>, one: SlotId, other: SlotId) -> SlotId {
        let both = self.condition(Op::And(one, other));
        under.map_or(both, |under| self.condition(Op::And(under, both)))
    }

    /// What stands before the next value, with one more.
    fn also(&mut self, before: Option<Before>, last: SlotId, counts: SlotId) -> Before {
        let Some(Before { last: previous, counts: counted, others }) = before else {
            return Before { last, counts, others: None };
        };
        let others = match (self.known(previous), others) {
            (None, others) => others,
            (Some(known), None) => Some((known, counted)),
            (Some(known), Some((earlier, any))) => {
                let not = self.condition(Op::Not(counted));
                let mut of_those = |own: &[SlotId], earlier: &[SlotId]| {
                    let pairs = own.iter().zip(earlier).map(|(own, earlier)| {
                        let own = self.condition(Op::And(counted, *own));
                        let earlier = self.condition(Op::And(not, *earlier));
                        self.condition(Op::Or(own, earlier))
                    });
                    pairs.collect::<Vec<SlotId>>()
                };
                let all = of_those(&known.all, &earlier.all);
                let furthest = match known.all == known.any && earlier.all == earlier.any {
                    true => all.clone(),
                    false => of_those(&known.any, &earlier.any),
                };
                let any = self.condition(Op::Or(any, counted));
                Some((Known { all, any: furthest, counts: None, for_the_year: known.for_the_year }, any))
            }
        };
        Before { last, counts, others }
    }
}

/// The values that stand before one in a list, of one kind.
struct Before {
    /// The nearest.
    last: SlotId,
    /// Whether it takes part.
    counts: SlotId,
    /// The quarters of the nearest of those before it that takes part, and whether there is one.
    others: Option<(Known, SlotId)>,
}

/// Whether values that count so are set against each other where they stand side by side.
fn between(turns: &[Turn]) -> Opposed {
    let Some((first, others)) = turns.split_first().filter(|(_, others)| !others.is_empty()) else {
        return Opposed::Never;
    };
    if turns.iter().any(|turn| turn.way != first.way || turn.way == Way::Mixed) {
        return Opposed::Always;
    }
    if others.iter().all(|turn| turn.by == first.by) {
        return Opposed::Never;
    }
    let mut by: Vec<SlotId> = turns.iter().flat_map(|turn| turn.by.iter().copied()).collect();
    by.sort_unstable();
    by.dedup();
    Opposed::Where(by)
}
