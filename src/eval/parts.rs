//! The amount of a thing beside those of its parts: whether both can be right.

use super::twice::{Look, Open, Said};
use super::{Value, rational};
use crate::data::State;
use crate::number::Exact;
use crate::plan::{Guard, Op, OwnAndParts, SlotId};
use crate::program::Aggregate;

impl Look<'_> {
    /// What is reported where an own amount is not the sum of its parts, however little they differ: money is counted,
    /// and promises are proved about what is accepted here. Parts that have no value, or cover less of the year, may
    /// still bring what is missing, and never less than what they have.
    pub(super) fn other_parts(&self, one: &OwnAndParts, own: Exact) -> Option<Said> {
        let cell = |slot: SlotId| self.evaluation.cell(slot, self.lane);
        // Without conditions, this is the only check.
        match one.guard {
            Some(Guard::Accepts) => return None,
            Some(Guard::Tells | Guard::Equals) if !self.plan.assertions.is_empty() && cell(one.parts).is_ok() => {
                return None;
            }
            Some(Guard::Tells | Guard::Equals) | None => {}
        }
        let Op::Aggregate(op) = &self.plan.slot(one.parts).op else { return None };
        let is_wrong = |item: &SlotId| match cell(*item) {
            Ok(value) => !matches!(value, Value::Number(_)),
            Err(fault) => fault.state == State::Faulty,
        };
        if op.items.iter().any(is_wrong) {
            return None;
        }
        let sum: Exact = op.items.iter().map(|item| self.least(*item)).sum();
        let parts = op.items.iter().filter_map(|item| {
            let value = self.number(*item)?.clone();
            Some((*item, value, self.own_origin(*item)))
        });
        let parts: Vec<_> = parts.collect();
        if sum == own || parts.is_empty() && sum == Exact::ZERO {
            return None;
        }
        let open = self.open(one, op.items.as_slice());
        let is_told = sum > own || open.is_none();
        is_told.then_some(Said::OtherParts { own, sum, open, parts })
    }

    /// Why the parts may still have more.
    fn open(&self, one: &OwnAndParts, items: &[SlotId]) -> Option<Open> {
        let cell = |slot: SlotId| self.evaluation.cell(slot, self.lane);
        let is_blank = |slot: &SlotId| matches!(cell(*slot), Err(fault) if fault.state == State::NotFilled);
        let mut blank: Vec<SlotId> = items.iter().copied().filter(is_blank).collect();
        for item in items.iter().filter(|item| cell(**item).is_ok()) {
            let leavings = self.evaluation.leavings_under(self.plan, self.lane, *item);
            let left = self.evaluation.left_out(self.plan, &leavings, *item, self.lane);
            blank.extend(left.into_iter().map(|left| left.item).filter(is_blank));
        }
        if !blank.is_empty() {
            return Some(Open::Blank(blank));
        }
        if items.iter().any(|item| matches!(cell(*item), Err(fault) if fault.state == State::Undefined)) {
            return Some(Open::Undefined);
        }
        let holds = |slot: SlotId| matches!(cell(slot), Ok(Value::Truth(true)));
        let is_behind = one.uneven.iter().any(|(differs, own)| holds(*differs) && holds(*own));
        is_behind.then_some(Open::Behind)
    }

    /// The least an amount can be: the sum of what is known, since no amount is below zero.
    fn least(&self, slot: SlotId) -> Exact {
        if let Some(value) = rational(self.evaluation.cell(slot, self.lane)) {
            return value.clone();
        }
        let op = &self.plan.slot(slot).op;
        if let Op::Same(of) | Op::Fallback(_, of) | Op::Choose { otherwise: of, .. } = op {
            return self.least(*of);
        }
        let sum = if let Op::Aggregate(op) = op { Some(op) } else { None };
        let sum = sum.filter(|op| op.aggregate == Aggregate::Sum && op.keep.is_none());
        let items = sum.into_iter().flat_map(|op| &op.items);
        items.map(|item| self.least(*item)).sum()
    }
}
