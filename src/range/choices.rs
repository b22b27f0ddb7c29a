//! Choices: each branch under its own condition and those before it.

use super::possible::{Lacks, Possible, Truths};
use super::ranges::Ranges;
use crate::number::Interval;
use crate::plan::{Op, Plan, SlotId};

impl Ranges<'_> {
    /// Takes a branch of a choice, whatever its conditions are, until the frame closes.
    pub fn choose_always(&mut self, choice: SlotId, value: SlotId) {
        let same = self.same[choice.0 as usize];
        if let Some(frame) = self.frames.last_mut() {
            frame.chosen.insert(choice, value);
            frame.touch(same);
        }
    }

    /// The branch that a choice takes here; none where several can be taken.
    pub fn decided(&mut self, choice: SlotId) -> Option<SlotId> {
        let Op::Choose { cases, otherwise } = &self.plan.slot(choice).op else { return None };
        if let Some(value) = self.chosen(choice) {
            return Some(value);
        }
        for (condition, value) in cases {
            self.settle(*condition);
            match self.possible(*condition).truths {
                Truths { yes: true, no: true } => return None,
                Truths { yes: true, no: false } => return Some(*value),
                Truths { yes: false, .. } => {}
            }
        }
        Some(*otherwise)
    }

    pub(super) fn chosen(&self, choice: SlotId) -> Option<SlotId> {
        self.frames.iter().rev().find_map(|frame| frame.chosen.get(&choice).copied())
    }

    /// Each branch where its condition can hold and those before it can fail, with both assumed.
    pub(super) fn choose(&mut self, choice: SlotId, cases: &[(SlotId, SlotId)], otherwise: SlotId) -> Possible {
        if let Some(value) = self.chosen(choice) {
            return self.possible(value).clone();
        }
        if let Some(watched) = self.watched.get(&choice).filter(|_| self.notes && self.watches) {
            let numbers = self.possible(*watched).numbers.clone();
            let given = self.given.entry(choice).or_insert(Interval::EMPTY);
            *given = given.hull(&numbers);
        }
        let depth = self.frames.len();
        let mut found = Possible::NOTHING;
        let mut open = true;
        // Once a condition may be unknown, everything that may still be chosen counts as well.
        let mut unknown = false;
        for (condition, value) in cases {
            self.settle(*condition);
            let known = self.possible(*condition).clone();
            found.lacks = found.lacks | known.lacks_as_truth();
            unknown |= known.lacks_as_truth().any();
            if known.truths.yes {
                self.open();
                if self.assume(*condition, true) {
                    self.settle(*value);
                    found = found.or(self.possible(*value));
                }
                self.close();
            }
            open = known.truths.no;
            if !open {
                break;
            }
            // A frame that learns nothing only adds cost.
            if self.may_refine() {
                self.open();
                open = self.assume(*condition, false);
                if !open {
                    break;
                }
            }
        }
        if open {
            self.settle(otherwise);
            found = found.or(self.possible(otherwise));
        }
        self.frames.truncate(depth);
        if unknown {
            self.note_undecided(cases, otherwise);
            let branches = cases.iter().flat_map(|(condition, value)| [*condition, *value]).chain([otherwise]);
            found.lacks = branches.fold(found.lacks, |lacks, branch| lacks | self.undecided[branch.0 as usize]);
        }
        found
    }
}

/// For each slot the ways of having no value that it may bring into an undecided choice: all those of its operands,
/// conditions included.
pub(super) fn undecided(plan: &Plan, input: impl Fn(SlotId) -> Lacks) -> Vec<Lacks> {
    let mut found: Vec<Lacks> = Vec::with_capacity(plan.slots.len());
    for (at, slot) in plan.slots.iter().enumerate() {
        let own = match &slot.op {
            Op::Input(_) => input(SlotId(at as u32)),
            Op::Missing(state, _) => Lacks::of(*state),
            // A divisor of 0, a power too large, a word that is not a number, an empty aggregate, a value without a
            // band.
            Op::Divide(..) | Op::Power(..) | Op::Root(_) | Op::Rank(..) | Op::Text(_) | Op::Band(..) => Lacks::FAULTY,
            Op::Aggregate(_) => Lacks::ALL,
            Op::Number(_) | Op::Negate(_) | Op::Absolute(_) | Op::Add(..) | Op::Subtract(..) => Lacks::NONE,
            Op::Multiply(..) | Op::Share(_) | Op::Percentage(_) | Op::Same(_) | Op::Least(_) => Lacks::NONE,
            Op::Greatest(_) | Op::Round(..) | Op::Clamp(..) | Op::Compare(..) | Op::And(..) => Lacks::NONE,
            Op::Or(..) | Op::Not(_) | Op::Filled(_) | Op::Present(_) | Op::Choose { .. } => Lacks::NONE,
            Op::Fallback(..) | Op::Within(..) => Lacks::NONE,
        };
        found.push(slot.op.operands().fold(own, |lacks, operand| lacks | found[operand.0 as usize]));
    }
    found
}
