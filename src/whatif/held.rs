//! What an assumption keeps from changing.

use super::state::{Target, View};
use crate::plan::{Op, Slot, SlotId};
use crate::program::Role;
use std::collections::HashSet;

/// ` (IKPP sedang diandaikan)`: what is assumed in the place of what the changes would move.
pub fn held_back(view: &View, changed: &[Target], year: i32) -> String {
    let roots: Vec<SlotId> = changed.iter().flat_map(|of| slots_of(view, of)).collect();
    let moved: HashSet<SlotId> = view.plan.resting_on(&roots, &[]).into_iter().chain(roots.iter().copied()).collect();
    let moves = |slot: SlotId| moved.contains(&slot);
    // A cell hides what would stand in for it.
    let is_cell = |slot: SlotId| matches!(view.plan.slot(slot).op, Op::Input(_));
    let hidden_by = |slot: &Slot| {
        let Op::Fallback(first, second) = slot.op else { return None };
        (!is_cell(second) && moves(second) && !moves(first)).then_some(first)
    };
    // What the data give would hide it all the same.
    let hiding: Vec<SlotId> =
        view.plan.slots.iter().filter_map(hidden_by).filter(|first| view.is_unfilled(*first)).collect();
    let below = view.plan.under(&hiding, &view.pins);
    let held = view.pins.iter().filter(|pin| !roots.contains(pin));
    let held = held.filter(|pin| view.plan.slot(**pin).op.operands().any(moves) || below.contains(pin));
    let mut names: Vec<String> = held.filter_map(|pin| view.words_of(*pin, year)).collect();
    names.dedup();
    if names.is_empty() { String::new() } else { format!(" ({} sedang diandaikan)", names.join(", ")) }
}

/// The slots of a target, with those of its ends.
fn slots_of(view: &View, of: &Target) -> Vec<SlotId> {
    let mut slots = view.slots_of(of);
    if of.role == Role::Target {
        let ends = [Role::TargetLow, Role::TargetHigh].map(|role| Target { role, ..of.clone() });
        slots.extend(ends.iter().flat_map(|end| view.slots_of(end)));
    }
    slots
}
