//! Choices: which branch is taken, or why that is unknown.

use super::arithmetic::truth;
use super::{Evaluation, Fault};
use crate::plan::{Plan, SlotId, counts_undecided};

/// What became of a choice.
pub(super) enum Chosen {
    /// The first condition that holds, and its value.
    Case { condition: SlotId, value: SlotId },
    /// No condition holds.
    Otherwise,
    /// Whether a condition holds is unknown: the worst fault that the choice may depend on.
    Unknown(Fault),
}

/// Tests the conditions in order. Once one is unknown, every branch that could still be chosen counts.
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
    /// The worse of this fault and that of a branch.
    fn or_branch(self, branch: SlotId, plan: &Plan, done: &Evaluation, lane: usize) -> Fault {
        match done.cell(branch, lane) {
            Err(fault) if counts_undecided(&plan.slot(branch).op) => self.worst(fault.clone()),
            Ok(_) | Err(_) => self,
        }
    }
}
