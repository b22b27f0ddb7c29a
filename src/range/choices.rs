//! Choices: each branch under what its condition says, and those before it.

use super::possible::{Possible, Truths};
use super::ranges::Ranges;
use crate::number::Interval;
use crate::plan::{Op, SlotId};

impl Ranges<'_> {
    /// Takes a branch of a choice, whatever its conditions say, until the frame closes.
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

    /// Each branch where its condition can hold and those before it can fail, knowing both.
    pub(super) fn choose(&mut self, choice: SlotId, cases: &[(SlotId, SlotId)], otherwise: SlotId) -> Possible {
        if let Some(value) = self.chosen(choice) {
            return self.possible(value).clone();
        }
        if let Some(watched) = self.watched.get(&choice).filter(|_| self.notes) {
            let numbers = self.possible(*watched).numbers.clone();
            let given = self.given.entry(choice).or_insert(Interval::EMPTY);
            *given = given.hull(&numbers);
        }
        let depth = self.frames.len();
        let mut found = Possible::NOTHING;
        let mut open = true;
        for (condition, value) in cases {
            self.settle(*condition);
            let known = self.possible(*condition).clone();
            found.lacks = found.lacks | known.lacks_as_truth();
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
            self.open();
            open = self.assume(*condition, false);
            if !open {
                break;
            }
        }
        if open {
            self.settle(otherwise);
            found = found.or(self.possible(otherwise));
        }
        self.frames.truncate(depth);
        found
    }
}
