//! Choices with an unknown condition: every branch that may still be taken is computed, and its divisions are checked,
//! whether or not the numbers could ever lead there.

use super::live::live;
use super::possible::Possible;
use super::ranges::Ranges;
use crate::plan::{Op, Plan, SlotId};
use std::collections::BTreeSet;

/// The most slots below a condition that are searched for what may be missing.
const MOST_BELOW: usize = 64;

/// For each slot whether it depends on a division that is computed only inside branches.
pub(super) fn divides(plan: &Plan) -> Vec<bool> {
    let live = live(plan);
    let mut divides: Vec<bool> = Vec::with_capacity(plan.slots.len());
    for (at, slot) in plan.slots.iter().enumerate() {
        let below = slot.op.divisor().is_some() || slot.op.uses_any(|operand| divides[operand.0 as usize]);
        // A choice that is always computed still has branches.
        divides.push(below && !live[at]);
    }
    divides
}

impl Ranges<'_> {
    /// Records the divisors of branches that count because a condition before them is unknown.
    pub(super) fn note_undecided(&mut self, cases: &[(SlotId, SlotId)], otherwise: SlotId) {
        let branches = || cases.iter().map(|(_, value)| *value).chain([otherwise]);
        // What is unknown inside an unknown branch was not unknown outside it.
        if self.notes && self.watches && branches().any(|branch| self.divides[branch.0 as usize]) {
            let watches = std::mem::replace(&mut self.watches, false);
            self.walk_undecided(cases, otherwise, false);
            self.watches = watches;
        }
    }

    fn walk_undecided(&mut self, cases: &[(SlotId, SlotId)], otherwise: SlotId, is_unknown: bool) {
        let Some((&(condition, value), rest)) = cases.split_first() else {
            if is_unknown {
                self.settle(otherwise);
            }
            return;
        };
        if !self.may_refine() {
            return;
        }
        self.settle(condition);
        let known = self.possible(condition).clone();
        if known.truths.yes && is_unknown {
            self.open();
            if self.assume(condition, true) {
                self.settle(value);
            }
            self.close();
        }
        if known.lacks_as_truth().any() {
            for (part, column) in self.may_lack(condition) {
                self.open();
                if self.lack(column) && self.lack(part) && self.stays_unknown(condition) {
                    self.settle(value);
                    self.walk_undecided(rest, otherwise, true);
                }
                self.close();
            }
        }
        if known.truths.no {
            self.open();
            if self.assume(condition, false) {
                self.walk_undecided(rest, otherwise, is_unknown);
            }
            self.close();
        }
    }

    /// The values that a condition reads and that may be missing, each with a column that can make it so; none where
    /// they are too many.
    fn may_lack(&self, condition: SlotId) -> Vec<(SlotId, SlotId)> {
        let (mut parts, mut found) = (Vec::new(), Vec::new());
        let mut open = vec![condition];
        while let Some(slot) = open.pop() {
            match &self.plan.slot(slot).op {
                op @ (Op::Not(_) | Op::And(..) | Op::Or(..) | Op::Compare(..)) => open.extend(op.operands()),
                op @ (Op::Within(..) | Op::Filled(_) | Op::Present(_) | Op::Same(_)) => open.extend(op.operands()),
                Op::Input(_) | Op::Number(_) | Op::Text(_) | Op::Missing(..) | Op::Negate(_) | Op::Absolute(_) => {
                    parts.push(slot)
                }
                Op::Add(..) | Op::Subtract(..) | Op::Multiply(..) | Op::Divide(..) | Op::Power(..) | Op::Root(_) => {
                    parts.push(slot)
                }
                Op::Share(_) | Op::Percentage(_) | Op::Least(_) | Op::Greatest(_) | Op::Round(..) => parts.push(slot),
                Op::Clamp(..) | Op::Choose { .. } | Op::Aggregate(_) | Op::Band(..) => parts.push(slot),
                Op::Fallback(..) | Op::Rank(..) => parts.push(slot),
            }
        }
        for part in parts.into_iter().filter(|part| self.possible(*part).lacks_as_number().any()) {
            let mut seen: BTreeSet<SlotId> = BTreeSet::new();
            let mut open = vec![part];
            while let Some(slot) = open.pop() {
                if seen.insert(slot) {
                    open.extend(self.plan.slot(slot).op.operands());
                }
                if seen.len() > MOST_BELOW {
                    return Vec::new();
                }
            }
            let is_column = |slot: &SlotId| self.plan.slot(*slot).op.input().is_some();
            let columns = seen.into_iter().filter(|slot| is_column(slot) && self.possible(*slot).lacks.any());
            found.extend(columns.map(|column| (part, column)));
        }
        found
    }

    /// Assumes that a slot has no value; for a target, as a whole. False where it always has one.
    fn lack(&mut self, slot: SlotId) -> bool {
        let same = self.same[slot.0 as usize];
        let whole = self.wholes.get(&same).copied().unwrap_or(same);
        let ends = self.single.get(&whole).copied();
        for slot in ends.into_iter().flatten().chain([whole, slot]) {
            let lacks = self.possible(slot).lacks;
            self.put(slot, Possible { lacks, ..Possible::NOTHING });
        }
        self.possible(slot).lacks.any()
    }

    /// Whether a condition is still unknown when a column is missing; records what that implies for its parts.
    fn stays_unknown(&mut self, condition: SlotId) -> bool {
        self.settle(condition);
        self.possible(condition).lacks_as_truth().any() && self.undecided_by(condition)
    }

    /// A part that can be known does not decide.
    fn undecided_by(&mut self, condition: SlotId) -> bool {
        let op = &self.plan.slot(condition).op;
        if let Op::Not(a) = op {
            return self.undecided_by(*a);
        }
        let (Op::And(a, b) | Op::Or(a, b)) = *op else { return true };
        let deciding = matches!(op, Op::Or(..));
        [a, b].into_iter().all(|part| {
            let truths = self.possible(part).truths;
            !truths.yes && !truths.no || self.assume(part, !deciding)
        })
    }
}
