//! Which slots of a plan are evaluated, and how.

use crate::plan::{Op, Plan, SlotId};

/// The slots that are computed for some value whatever conditions hold; the others only inside branches.
pub fn live(plan: &Plan) -> Vec<bool> {
    let mut live = vec![false; plan.slots.len()];
    plan.values.values().for_each(|slot| live[slot.0 as usize] = true);
    // A target of the rules is judged on its own, even where it only counts under a condition.
    plan.targets.iter().for_each(|one| live[one.stated.0 as usize] = true);
    for (at, slot) in plan.slots.iter().enumerate().rev() {
        live[at] |= slot.role.is_some();
        if live[at] {
            certain_operands(&slot.op).for_each(|operand| live[operand.0 as usize] = true);
        }
    }
    live
}

/// The slots that are read by something other than a sum.
pub fn wanted(plan: &Plan) -> Vec<bool> {
    let mut wanted: Vec<bool> = plan.slots.iter().map(|slot| slot.role.is_some()).collect();
    plan.values.values().for_each(|slot| wanted[slot.0 as usize] = true);
    for slot in &plan.slots {
        if !matches!(slot.op, Op::Add(..) | Op::Subtract(..) | Op::Negate(_)) {
            slot.op.operands().for_each(|operand| wanted[operand.0 as usize] = true);
        }
    }
    wanted
}

/// The operands that are computed whatever conditions hold.
pub fn certain_operands(op: &Op) -> impl Iterator<Item = SlotId> {
    let first = match op {
        Op::Choose { cases, otherwise } => Some(cases.first().map_or(*otherwise, |(condition, _)| *condition)),
        Op::Input(_) | Op::Number(_) | Op::Text(_) | Op::Missing(..) | Op::Negate(_) | Op::Absolute(_) => None,
        Op::Add(..)
        | Op::Subtract(..)
        | Op::Multiply(..)
        | Op::Divide(..)
        | Op::Power(..)
        | Op::Root(_)
        | Op::Least(_) => None,
        Op::Greatest(_) | Op::Round(..) | Op::Clamp(..) | Op::Compare(..) | Op::And(..) | Op::Or(..) => None,
        Op::Not(_) | Op::Present(_) | Op::Filled(_) | Op::Aggregate(_) | Op::Band(..) | Op::Fallback(..) => None,
        Op::Within(..) | Op::Rank(..) | Op::Share(_) | Op::Percentage(_) | Op::Same(_) => None,
    };
    let is_choice = first.is_some();
    first.into_iter().chain(op.operands().filter(move |_| !is_choice))
}
