//! Whether a condition can come out one way, part by part: what one part says counts where the next is looked at.

use super::live::certain_operands;
use super::ranges::{Ranges, WORK_ALL};
use crate::number::Bound;
use crate::plan::{Op, SlotId};
use std::collections::BTreeSet;

/// Parts inside of parts that are told apart.
const DEEPEST: usize = 24;
/// Ways of one condition that are told apart.
const MOST_WAYS: usize = 64;
/// Slots looked at for the columns of a goal.
const MOST_SLOTS: usize = 20_000;

impl Ranges<'_> {
    /// Gives all of the work anew: another question begins.
    pub fn renew(&mut self) {
        self.left_of_all = WORK_ALL;
    }

    /// Whether a condition can be true (or false) here. False only where that is proved.
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

    /// Whether two parts can come out so together, the second where the first has: in one of the ways that it can.
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

    /// The conditions of which one comes out so where this one does. Depth is bounded by the parser.
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

    /// The data columns that a goal rests on here: those behind branches that are not taken play no part. None when the
    /// way to them is too long.
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
            // What can only be one number needs nobody to tell it.
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
                    // A condition that may lack leaves open what it decides.
                    open.extend(certain_operands(op));
                }
                None => open.extend(op.operands()),
            }
        }
        Some(columns)
    }
}
