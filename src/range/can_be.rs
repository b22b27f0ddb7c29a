//! Whether a condition can be true or false, part by part: what one part implies counts when the next is examined.

use super::live::certain_operands;
use super::ranges::{Ranges, WORK_ALL};
use crate::number::Bound;
use crate::plan::{Op, SlotId};
use std::collections::BTreeSet;

/// The nesting of parts that are distinguished.
const DEEPEST: usize = 24;
/// The most ways of one condition that are distinguished.
const MOST_WAYS: usize = 64;
/// The most slots examined for the columns of a goal.
const MOST_SLOTS: usize = 20_000;

impl Ranges<'_> {
    /// Renews the work budget: another question begins.
    pub fn renew(&mut self) {
        self.left_of_all = WORK_ALL;
    }

    /// Whether a condition can be true (or false) here. False only if that is proved impossible.
    pub fn can_be(&mut self, condition: SlotId, truth: bool) -> bool {
        self.can_be_within(condition, truth, DEEPEST)
    }

    fn can_be_within(&mut self, condition: SlotId, truth: bool, deepest: usize) -> bool {
        self.settle(condition);
        let known = self.possible(condition).truths;
        if !(if truth { known.yes } else { known.no }) {
            return false;
        }
        if deepest == 0 || !self.may_refine() {
            return true;
        }
        let plan = self.plan();
        match &plan.slot(condition).op {
            Op::Not(a) => self.can_be_within(*a, !truth, deepest - 1),
            Op::Same(a) => self.can_be_within(*a, truth, deepest - 1),
            Op::And(a, b) | Op::Or(a, b) => {
                let needs_both = truth == matches!(plan.slot(condition).op, Op::And(..));
                match needs_both {
                    true => self.both([*a, *b], truth, deepest - 1) && self.both([*b, *a], truth, deepest - 1),
                    false => self.can_be_within(*a, truth, deepest - 1) || self.can_be_within(*b, truth, deepest - 1),
                }
            }
            Op::Choose { cases, otherwise } => {
                let depth = self.frames.len();
                let can = self.a_branch(cases, *otherwise, truth, deepest - 1);
                self.frames.truncate(depth);
                can
            }
            Op::Input(_) | Op::Number(_) | Op::Text(_) | Op::Missing(..) | Op::Negate(_) | Op::Absolute(_) => true,
            Op::Add(..) | Op::Subtract(..) | Op::Multiply(..) | Op::Divide(..) | Op::Power(..) | Op::Root(_) => true,
            Op::Share(_) | Op::Percentage(_) | Op::Least(_) | Op::Greatest(_) | Op::Round(..) | Op::Clamp(..) => true,
            Op::Aggregate(_) | Op::Band(..) | Op::Rank(..) => true,
            Op::Compare(..) | Op::Filled(_) | Op::Present(_) | Op::Within(..) | Op::Fallback(..) => {
                self.open();
                let can = self.assume(condition, truth);
                self.close();
                can
            }
        }
    }

    /// Whether two parts can both come out this way, given the first for the second: in one of the first's ways.
    fn both(&mut self, [first, second]: [SlotId; 2], truth: bool, deepest: usize) -> bool {
        let mut ways = Vec::new();
        self.ways(first, truth, &mut ways);
        if ways.len() > MOST_WAYS {
            ways = vec![(first, truth)];
        }
        ways.into_iter().any(|(way, so)| {
            self.open();
            self.settle(way);
            let can = self.assume(way, so) && self.can_be_within(second, truth, deepest);
            self.close();
            can
        })
    }

    /// The conditions one of which has this outcome if this one has it. Depth is bounded by the parser.
    fn ways(&self, condition: SlotId, truth: bool, ways: &mut Vec<(SlotId, bool)>) {
        let op = &self.plan().slot(condition).op;
        if let Op::Not(a) = op {
            self.ways(*a, !truth, ways);
        } else if let Op::And(a, b) | Op::Or(a, b) = op
            && truth == matches!(op, Op::Or(..))
        {
            self.ways(*a, truth, ways);
            self.ways(*b, truth, ways);
        } else {
            ways.push((condition, truth));
        }
    }

    fn a_branch(&mut self, cases: &[(SlotId, SlotId)], otherwise: SlotId, truth: bool, deepest: usize) -> bool {
        for (condition, value) in cases {
            self.settle(*condition);
            self.open();
            if self.assume(*condition, true) && self.can_be_within(*value, truth, deepest) {
                return true;
            }
            self.close();
            self.open();
            if !self.assume(*condition, false) {
                return false;
            }
        }
        self.can_be_within(otherwise, truth, deepest)
    }

    /// The data columns that a goal depends on here, without those behind branches that are not taken. None if the
    /// paths to them are too long.
    pub fn columns_of(&mut self, goal: SlotId) -> Option<BTreeSet<SlotId>> {
        let (mut columns, mut seen) = (BTreeSet::new(), BTreeSet::new());
        let mut open = vec![goal];
        let plan = self.plan();
        while let Some(slot) = open.pop() {
            if !seen.insert(slot) {
                continue;
            }
            if seen.len() > MOST_SLOTS {
                return None;
            }
            let op = &plan.slot(slot).op;
            if op.input().is_some() {
                columns.insert(slot);
                continue;
            }
            // What can only be one number does not depend on data.
            let known = self.possible(slot);
            let is_one =
                matches!((known.numbers.lo(), known.numbers.hi()), (Bound::Included(a), Bound::Included(b)) if a == b);
            let is_settled = is_one && !known.has_words() && !known.lacks.any();
            if is_settled && slot != goal {
                continue;
            }
            match self.decided(slot) {
                Some(value) => {
                    open.push(value);
                    // If a condition may be missing, what it decides stays open.
                    open.extend(certain_operands(op));
                }
                None => open.extend(op.operands()),
            }
        }
        Some(columns)
    }
}
