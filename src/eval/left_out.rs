//! What was left out on the way to a value: from a cell through everything it depends on, down to each aggregate that
//! was computed without one of its items.

use super::arithmetic::truth;
use super::to_date::measured;
use super::{Evaluation, Fault, Value};
use crate::data::State;
use crate::plan::{AggregateOp, Op, Plan, Reason, Slot, SlotId, Takes};
use std::collections::HashSet;

/// An item that an aggregate was computed without.
#[derive(Debug, Clone)]
pub struct LeftOut {
    pub item: SlotId,
    /// Why it has no value.
    pub fault: Fault,
    /// Its weight, if the aggregate is weighted.
    pub weight: Option<SlotId>,
}

/// For each slot of a plan: whether its value for a unit depends on an aggregate that left something out, and whether
/// on the first quarters of a year only.
#[derive(Debug, Clone)]
pub struct Leavings {
    left_out: Vec<bool>,
    to_date: Vec<bool>,
}

impl Leavings {
    pub(super) fn is_to_date(&self, slot: SlotId) -> bool {
        self.to_date[slot.0 as usize]
    }
}

impl Evaluation {
    /// What may depend on something left out, in one pass over the plan.
    pub fn leavings(&self, plan: &Plan, lane: usize) -> Leavings {
        self.leavings_among(plan, lane, (0..plan.slots.len()).map(|at| SlotId(at as u32)))
    }

    /// The same for what one slot is computed from.
    pub fn leavings_under(&self, plan: &Plan, lane: usize, slot: SlotId) -> Leavings {
        self.leavings_among(plan, lane, plan.under(&[slot], &[]).into_iter())
    }

    fn leavings_among(&self, plan: &Plan, lane: usize, slots: impl Iterator<Item = SlotId>) -> Leavings {
        let [mut left_out, mut to_date] = [(); 2].map(|()| vec![false; plan.slots.len()]);
        for id in slots {
            let slot = plan.slot(id);
            let own = self.left_out_of(plan, slot, lane).next().is_some();
            left_out[id.0 as usize] = own || slot.op.uses_any(|operand| left_out[operand.0 as usize]);
            let own = self.to_date_of(plan, slot, lane).is_some();
            to_date[id.0 as usize] = own || slot.op.uses_any(|operand| to_date[operand.0 as usize]);
        }
        Leavings { left_out, to_date }
    }

    /// What was left out on the way to a value, each item once.
    ///
    /// A missing value gives its own reason; of it only an aggregate of its own is examined.
    pub fn left_out(&self, plan: &Plan, leavings: &Leavings, slot: SlotId, lane: usize) -> Vec<LeftOut> {
        let mut found: Vec<LeftOut> = Vec::new();
        let mut seen = HashSet::new();
        let mut open = vec![slot];
        while let Some(at) = open.pop() {
            if !leavings.left_out[at.0 as usize] || !seen.insert(at) {
                continue;
            }
            for one in self.left_out_of(plan, plan.slot(at), lane).flat_map(|one| self.in_full(plan, one, lane)) {
                if !found.iter().any(|known| known.item == one.item) {
                    found.push(one);
                }
            }
            let op = &plan.slot(at).op;
            let used = self.used(op, lane);
            // What comes first in the formula is listed first.
            let has_value = self.cell(at, lane).is_ok();
            let passed_on = matches!(op, Op::Same(_) | Op::Clamp(..) | Op::Round(..));
            open.extend(used.into_iter().rev().filter(|_| has_value || passed_on));
        }
        found
    }

    /// For a nameless aggregate without a single member to count: each item that it lacked, which is none where it is
    /// over nobody at all.
    fn in_full(&self, plan: &Plan, one: LeftOut, lane: usize) -> Vec<LeftOut> {
        let has_name = plan.slot(plan.as_written(one.item)).role.is_some();
        let op = &plan.slot(plan.plain(one.item)).op;
        let Op::Aggregate(op) = op else { return vec![one] };
        if has_name || !matches!(*one.fault.reason, Reason::NobodyCounted) {
            return vec![one];
        }
        (0..op.items.len()).filter_map(|at| self.left_out_at(plan, op, at, lane)).collect()
    }

    /// The items that an aggregate of the rules was computed without.
    fn left_out_of<'e>(&'e self, plan: &'e Plan, slot: &'e Slot, lane: usize) -> impl Iterator<Item = LeftOut> {
        let op = if let Op::Aggregate(op) = &slot.op { Some(op) } else { None };
        // An aggregate that is in no rule only tests whether a cell is filled.
        op.filter(|_| slot.span.is_some())
            .into_iter()
            .flat_map(move |op| (0..op.items.len()).filter_map(move |at| self.left_out_at(plan, op, at, lane)))
    }

    fn left_out_at(&self, plan: &Plan, op: &AggregateOp, at: usize, lane: usize) -> Option<LeftOut> {
        let item = op.items[at];
        match self.takes(op, at, lane) {
            // A blank quarter that does not count is still to come.
            Takes::LeftOut(fault) if fault.state == State::NotFilled && op.of_quarters => None,
            Takes::LeftOut(fault) => Some(LeftOut { item, fault, weight: op.weights.as_ref().map(|all| all[at]) }),
            Takes::Apart if op.of_quarters => self.quarter_apart(plan, op, at, lane),
            Takes::Part | Takes::Apart | Takes::Fatal(_) => None,
        }
    }

    /// A quarter that the others count without: it has no value of its own, or it has a target but no measurement
    /// although the year has moved past it. A quarter still to come is not one.
    fn quarter_apart(&self, plan: &Plan, op: &AggregateOp, at: usize, lane: usize) -> Option<LeftOut> {
        let quarters = 0..op.items.len();
        let is_part = |at: &usize| matches!(self.takes(op, *at, lane), Takes::Part);
        let last = quarters.clone().rev().find(is_part)?;
        // A quarter that does not apply has passed all the same.
        let lacks = |at: usize| {
            let measured = op.keep.as_ref().and_then(|keep| measured(plan, keep[at]));
            let cells = measured.into_iter().chain([op.items[at]]);
            cells.filter_map(|item| Some((item, self.cell(item, lane).as_ref().err()?))).next()
        };
        let has_come =
            |at: &usize| is_part(at) || lacks(*at).is_some_and(|(_, fault)| fault.state == State::NotApplicable);
        let come = quarters.rev().find(has_come)?;
        let (item, fault) = lacks(at)?;
        let is_told = match fault.state {
            State::NotApplicable => at > last || !op.is_latest_quarter(),
            State::NotFilled => at < come && !op.is_latest_quarter(),
            State::Undefined | State::Faulty => false,
        };
        is_told.then(|| LeftOut { item, fault: fault.clone(), weight: None })
    }

    /// Whether an item of an aggregate takes part.
    pub fn takes(&self, op: &AggregateOp, at: usize, lane: usize) -> Takes<Fault> {
        let keep = op.keep.as_ref().map(|keep| truth(self.cell(keep[at], lane)));
        let lack = self.cell(op.items[at], lane).as_ref().err().cloned();
        op.takes(keep, lack, |fault| fault.state)
    }

    /// The slot whose value another passes on for a unit: of two alternatives, the one that has a value.
    pub fn used_of(&self, plan: &Plan, slot: SlotId, lane: usize) -> SlotId {
        let mut at = plan.plain(slot);
        while let Op::Fallback(first, second) = plan.slot(at).op {
            at = plan.plain(if self.cell(first, lane).is_ok() { first } else { second });
        }
        at
    }

    /// The slots that a value was really made of: for a choice the branch taken, for an aggregate the members that took
    /// part.
    pub(super) fn used(&self, op: &Op, lane: usize) -> Vec<SlotId> {
        match op {
            Op::Choose { cases, otherwise } => {
                let mut used = Vec::new();
                for (condition, value) in cases {
                    used.push(*condition);
                    if matches!(self.cell(*condition, lane), Ok(Value::Truth(true))) {
                        used.push(*value);
                        return used;
                    }
                }
                used.push(*otherwise);
                used
            }
            Op::Fallback(first, second) => vec![if self.cell(*first, lane).is_ok() { *first } else { *second }],
            // A count does not depend on the values of those counted.
            Op::Aggregate(op) if op.aggregate.only_counts() => Vec::new(),
            Op::Aggregate(op) => {
                let takes_part = |at: &usize| matches!(self.takes(op, *at, lane), Takes::Part);
                let of = |slots: &Option<Vec<SlotId>>, at: usize| slots.as_ref().map(|slots| slots[at]);
                let parts = (0..op.items.len()).filter(takes_part);
                parts.flat_map(|at| [Some(op.items[at]), of(&op.keep, at), of(&op.weights, at)]).flatten().collect()
            }
            // Whether there is a value does not depend on what it was made of.
            Op::Present(_) | Op::Filled(_) => Vec::new(),
            Op::Input(_) | Op::Number(_) | Op::Text(_) | Op::Missing(..) => Vec::new(),
            Op::Negate(_) | Op::Absolute(_) | Op::Share(_) | Op::Percentage(_) | Op::Not(_) => op.operands().collect(),
            Op::Same(_)
            | Op::Round(..)
            | Op::Clamp(..)
            | Op::Power(..)
            | Op::Root(_)
            | Op::Band(..)
            | Op::Within(..)
            | Op::Rank(..) => op.operands().collect(),
            Op::Add(..) | Op::Subtract(..) | Op::Multiply(..) | Op::Divide(..) => op.operands().collect(),
            Op::Compare(..) | Op::And(..) | Op::Or(..) | Op::Least(_) | Op::Greatest(_) => op.operands().collect(),
        }
    }
}
