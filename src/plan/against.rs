//! Values over different quarters are not divided, subtracted or compared: half a year against a whole one means
//! nothing. Whether values are opposed in this way is determined from the plan: with which sign each of them counts.

use super::planner::Planner;
use super::taking_part::Part;
use super::turns::{Turn, Way};
use super::*;
use crate::program::Aggregate;

/// Whether values are opposed where they are added or multiplied.
pub(super) enum Opposed {
    Never,
    Always,
    /// Where this condition holds.
    Under(SlotId),
    /// Where one of these numbers is below 0.
    Where(Vec<SlotId>),
}

impl Planner<'_> {
    /// A result of two sides, or the reason why there is none where they cover different quarters.
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
        // A proof is only about values that exist.
        if self.sites.is_some() || !self.may_differ(sides) {
            return result(self);
        }
        let parts: Vec<Arc<[Part]>> = sides.iter().map(|side| self.parts_in(*side)).collect();
        // What has no value is opposed to nothing, and its own state counts.
        let filled: Vec<SlotId> = sides.iter().map(|side| self.condition(Op::Present(*side))).collect();
        let filled = self.all_hold(filled.into_iter().map(Some));
        let under = self.all_hold([under, filled]);
        let uneven = self.uneven_among(&parts, under);
        self.unless_uneven(uneven, span, result)
    }

    /// Whether two of several depend on values over quarters, and not on the same ones or on years only.
    fn may_differ(&mut self, sides: &[SlotId]) -> bool {
        let rests: Vec<Arc<[SlotId]>> = sides.iter().map(|side| self.rests_on(*side)).collect();
        let over = rests.iter().filter(|side| !side.is_empty()).count();
        let mut bases = rests.iter().flat_map(|side| side.iter().copied());
        let Some(first) = bases.next() else { return false };
        let are_several = bases.clone().any(|one| one != first);
        over > 1 && are_several && std::iter::once(first).chain(bases).any(|one| !self.is_of_years(one))
    }

    /// A result, or the reason why there is none where a quarter is covered by one value and not by another.
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
        let measure = self.measure(result);
        if let Some(span) = span {
            self.plan.uneven.push(Uneven { quarters: uneven, span });
        }
        let slot = self.push(Op::Choose { cases, otherwise: result }, measure.unit.clone(), span);
        // A ratio over quarters is a ratio, and has to be marked as one where percent is wanted.
        self.set_measure(slot, measure);
        slot
    }

    /// The same where one operand of a sum or product is itself a difference or a quotient, however it is written: `A +
    /// (0 - B)`, `A + B * (0 - 1)`, `A * (1 / B)`.
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

    /// The same for a sum that subtracts a term: `(100 - A) - B` subtracts both.
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
            [Some(one), Some(other)] => {
                let turns = [one, other.turned()];
                self.unless_one_way(between(&turns), &turns, &[(from, false), (off, true)])
            }
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
            Opposed::Under(under) => self.where_same(sides, Some(under), span, result),
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
        let turns = sides.iter().filter_map(|side| self.turn_below(*side));
        let turns: Vec<Turn> = turns.map(|turn| if multiplied { turn.in_product() } else { turn }).collect();
        // A product with `100 - A` is not a sum that subtracts both.
        let turned = |turn: &Turn| turn.way != Way::Up;
        match (turns.len() < 2, multiplied) {
            (false, true) if turns.iter().any(turned) => Opposed::Always,
            (true, _) | (_, true) => between(&turns),
            (false, false) => {
                let terms: Vec<(SlotId, bool)> = sides.iter().map(|side| (*side, false)).collect();
                self.unless_one_way(between(&turns), &turns, &terms)
            }
        }
    }

    /// Where a side of a sum has terms of both signs, or there are more than two sides, the terms that take part
    /// decide.
    fn unless_one_way(&mut self, opposed: Opposed, turns: &[Turn], terms: &[(SlotId, bool)]) -> Opposed {
        let is_sum = turns.len() > 2 || turns.iter().any(|turn| turn.way == Way::Mixed);
        if is_sum && matches!(opposed, Opposed::Always) { self.opposed_terms(terms) } else { opposed }
    }

    fn any_below_zero(&mut self, numbers: &[SlotId]) -> Option<SlotId> {
        let zero = self.condition(Op::Number(Exact::ZERO));
        let below = numbers.iter().map(|number| {
            // A factor without a value may be left out; then it turns nothing.
            let there = self.condition(Op::Present(*number));
            let below = self.condition(Op::Compare(*number, Comparison::Less, zero));
            self.condition(Op::And(there, below))
        });
        let below: Vec<SlotId> = below.collect();
        below.into_iter().reduce(|any, one| self.condition(Op::Or(any, one)))
    }

    /// An aggregate, or the reason why there is none where the values it compares or subtracts cover different
    /// quarters. Only members that take part count.
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
            Aggregate::Least | Aggregate::Greatest | Aggregate::Median | Aggregate::Percentile(_) => true,
            // One of them is passed on, or none. Conditions were checked one by one.
            Aggregate::Last | Aggregate::Count | Aggregate::CountIf | Aggregate::Place => return result(self, op),
            Aggregate::Sum | Aggregate::Mean | Aggregate::GeometricMean => false,
            Aggregate::WeightedMean => {
                let weights = op.weights.iter().flatten();
                weights.copied().collect::<Vec<_>>().into_iter().any(|weight| !self.rests_on(weight).is_empty())
            }
        };
        let whole = op;
        // Each member has its own quotient, which was checked there.
        let op = if compares || is_list { whole.clone() } else { self.without_quotients(&whole) };
        let opposed = match compares {
            true => Opposed::Always,
            false => self.opposed(&op.items, op.aggregate == Aggregate::GeometricMean),
        };
        let mixed = |planner: &Self| {
            let turns = op.items.iter().filter_map(|item| planner.turn_below(*item));
            turns.map(|turn| turn.way).all(|way| way == Way::Mixed)
        };
        let under = match opposed {
            Opposed::Never => return result(self, whole),
            // Each member has its own difference, which was checked there.
            Opposed::Always if !compares && !is_list && mixed(self) => return result(self, whole),
            Opposed::Always => None,
            Opposed::Under(_) if !compares && !is_list && mixed(self) => return result(self, whole),
            Opposed::Under(under) => Some(under),
            Opposed::Where(numbers) => self.any_below_zero(&numbers),
        };
        let values: Vec<SlotId> = op.items.iter().chain(op.weights.iter().flatten()).copied().collect();
        if !self.may_differ(&values) {
            return result(self, whole);
        }
        // A result without a value already gives its own reason.
        let plain = result(self, whole);
        let filled = self.condition(Op::Present(plain));
        let under = under.map_or(filled, |under| self.condition(Op::And(under, filled)));
        let mut parts = self.parts_of_members(&op);
        if op.weights.is_some() {
            // A value is combined with its weight only where there is another member, whatever that depends on.
            parts = parts.iter().flat_map(|side| side.iter().map(|part| Arc::from([*part]))).collect();
        }
        let uneven = self.uneven_among(&parts, Some(under));
        self.unless_uneven(uneven, span, |_| plain)
    }

    /// An aggregate without the members that are quotients.
    fn without_quotients(&mut self, op: &AggregateOp) -> AggregateOp {
        for item in &op.items {
            self.rests_on(*item);
        }
        let is_quotient = |item: &SlotId| self.turn_below(*item).is_some_and(|turn| turn.way == Way::Divided);
        let stays: Vec<usize> = (0..op.items.len()).filter(|at| !is_quotient(&op.items[*at])).collect();
        let of = |all: &Vec<SlotId>| stays.iter().map(|at| all[*at]).collect::<Vec<_>>();
        AggregateOp {
            items: of(&op.items),
            keep: op.keep.as_ref().map(of),
            weights: op.weights.as_ref().map(of),
            ..op.clone()
        }
    }
}

/// Whether values with these signs are opposed when combined.
fn between(turns: &[Turn]) -> Opposed {
    let Some((first, others)) = turns.split_first().filter(|(_, others)| !others.is_empty()) else {
        return Opposed::Never;
    };
    if turns.iter().any(|turn| turn.way != first.way || matches!(turn.way, Way::Mixed | Way::Divided)) {
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
