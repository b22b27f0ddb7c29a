//! Choices: which branch is taken, and what keeps that from being known.

use super::arithmetic::truth;
use super::{Evaluation, Fault};
use crate::plan::{Plan, SlotId, counts_undecided};

/// What became of a choice.
pub(super) enum Chosen {
    /// The first condition that holds, and its value.
    Case { condition: SlotId, value: SlotId },
    /// No condition holds.
    Otherwise,
    /// Whether a condition holds is not known: the worst of what the choice may rest on.
    Unknown(Fault),
}

/// Asks the conditions in order. Once one is not known, everything counts that may still be chosen.
pub(super) fn chosen(
    cases: &[(SlotId, SlotId)],
    otherwise: SlotId,
    plan: &Plan,
    done: &Evaluation,
    lane: usize,
) -> Chosen {
    let mut worst: Option<Fault> = None;
    for &(condition, value) in cases {
        worst = match (worst, truth(done.cell(condition, lane))) {
            (worst, Ok(false)) => worst,
            (None, Ok(true)) => return Chosen::Case { condition, value },
            (Some(worst), Ok(true)) => return Chosen::Unknown(worst.or_branch(value, plan, done, lane)),
            (None, Err(fault)) => Some(fault.or_branch(value, plan, done, lane)),
            (Some(worst), Err(fault)) => Some(worst.worst(fault).or_branch(value, plan, done, lane)),
        };
    }
    match worst {
        None => Chosen::Otherwise,
        Some(worst) => Chosen::Unknown(worst.or_branch(otherwise, plan, done, lane)),
    }
}

impl Fault {
    /// The worse of this and what a branch lacks.
    fn or_branch(self, branch: SlotId, plan: &Plan, done: &Evaluation, lane: usize) -> Fault {
        match done.cell(branch, lane) {
            Err(fault) if counts_undecided(&plan.slot(branch).op) => self.worst(fault.clone()),
            Ok(_) | Err(_) => self,
        }
    }
}
