//! Choices as formulas: the first condition that holds, and what is worst while that is not known.

use super::double::Why;
use super::state::States;
use super::translate::{Kind, Made, Said, Translator};
use crate::plan::{SlotId, counts_undecided};

/// Spreadsheets take 64 levels of brackets.
const DEEPEST: usize = 50;

/// So many conditions stand in one formula; of more the rest has a line of its own.
const TOGETHER: usize = 3;

impl Translator<'_> {
    pub(super) fn chosen(&mut self, cases: &[(SlotId, SlotId)], otherwise: SlotId) -> Said {
        if cases.len() > DEEPEST {
            return Said::Value(Why::Long);
        }
        let made: Vec<(Made, Made)> = cases.iter().map(|(when, value)| (self.of(*when), self.of(*value))).collect();
        let last = self.of(otherwise);
        let counts = |slot: SlotId| counts_undecided(&self.results.plan.slot(slot).op);
        let undecided: Vec<bool> = cases.iter().map(|(_, value)| counts(*value)).collect();
        let last_counts = counts(otherwise);
        let (mut value, mut states) = (last.value.clone(), last.states.clone());
        // What may still be chosen behind a condition that is not known.
        let mut rest = if last_counts { last.states.clone() } else { States::there() };
        for (at, ((when, then), counts)) in made.iter().zip(&undecided).enumerate().rev() {
            let branch = if *counts { then.states.clone() } else { States::there() };
            value = match when.states.constant() {
                Some(1..) => value,
                Some(0) | None => format!("IF({},{},{value})", when.value, then.value),
            };
            let taken = if_else(&when.value, &then.states, &states);
            let unknown = States::worst([&when.states, &branch, &rest]);
            states = match when.states.constant() {
                Some(0) => taken,
                Some(_) => unknown.clone(),
                None => States::cell(format!("IF({}>0,{},{})", when.states.text(), unknown.text(), taken.text())),
            };
            rest = match when.states.constant() {
                Some(0) => if_else(&when.value, &branch, &rest),
                Some(_) => unknown,
                None => {
                    let known = if_else(&when.value, &branch, &rest);
                    match known.text() == unknown.text() {
                        true => unknown,
                        false => {
                            States::cell(format!("IF({}>0,{},{})", when.states.text(), unknown.text(), known.text()))
                        }
                    }
                }
            };
            if at > 0 && at % TOGETHER == 0 {
                (states, rest) = (self.lined(states), self.lined(rest));
            }
        }
        let kind = if made.iter().any(|(_, then)| then.kind == Kind::Word) { Kind::Word } else { last.kind };
        let float = self.taken(cases, otherwise).and_then(|slot| self.of(slot).float);
        Said::Line(states, value, kind, float)
    }

    /// The slot that is chosen now.
    fn taken(&self, cases: &[(SlotId, SlotId)], otherwise: SlotId) -> Option<SlotId> {
        for (when, value) in cases {
            match self.results.evaluation.cell(*when, self.lane) {
                Ok(crate::eval::Value::Truth(true)) => return Some(*value),
                Ok(_) => {}
                Err(_) => return None,
            }
        }
        Some(otherwise)
    }

    /// A long formula of states in a line of its own. What it gives now is computed when the workbook is opened.
    fn lined(&mut self, states: States) -> States {
        const LONG: usize = 120;
        if states.text().len() < LONG {
            return states;
        }
        let (cell, _) = self.helper("keadaan cabang berikutnya", (states.text(), "0".into()), Default::default());
        States::cell(cell)
    }
}

/// The state behind a condition that is known.
fn if_else(condition: &str, then: &States, otherwise: &States) -> States {
    match then == otherwise {
        true => then.clone(),
        false => States::cell(format!("IF({condition},{},{})", then.text(), otherwise.text())),
    }
}
