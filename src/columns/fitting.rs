//! Which results of a plan columns support, and which slot excludes the others.

use super::algebra::Builder;
use super::compile::{Compiler, Shape, Wanted};
use crate::plan::{Input, Op, Plan, SlotId};
use std::collections::BTreeSet;
use std::sync::Arc;

/// For each result whether it fits; if not, the slot that does not, with the reason.
pub fn fitting(plan: &Plan, inputs: &[Input], shapes: &[Shape], wanted: &[Wanted]) -> Vec<Result<(), Misfit>> {
    let needed = needed(plan, wanted);
    let words = words(plan, &needed);
    let mut misfits: Vec<Option<Misfit>> = vec![None; plan.slots.len()];
    let bounds: Vec<f64> = shapes.iter().map(|shape| shape.bound).collect();
    let mut compiler = Compiler::new(plan, inputs, shapes, words, Builder::new(&bounds));
    for (at, _) in needed.iter().enumerate().filter(|(_, needed)| **needed) {
        let slot = SlotId(at as u32);
        // What depends on something that does not fit does not fit either.
        let below = plan.slots[at].op.operands().find_map(|operand| misfits[operand.0 as usize]);
        let found = below.map_or_else(|| compiler.fitting(slot).map_err(|unfit| Misfit { slot, why: unfit.0 }), Err);
        match found {
            Ok(column) => compiler.keep(slot, column),
            Err(misfit) => misfits[at] = Some(misfit),
        }
    }
    let of = |one: &Wanted, compiler: &mut Compiler| match misfits[one.slot.0 as usize] {
        Some(misfit) => Err(misfit),
        None => compiler.output(one).map(|_| ()).map_err(|unfit| Misfit { slot: one.slot, why: unfit.0 }),
    };
    wanted.iter().map(|one| of(one, &mut compiler)).collect()
}

/// A slot that columns do not support, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Misfit {
    pub slot: SlotId,
    pub why: &'static str,
}

/// Which slots the results depend on.
pub(super) fn needed(plan: &Plan, wanted: &[Wanted]) -> Vec<bool> {
    let mut needed = vec![false; plan.slots.len()];
    wanted.iter().for_each(|one| needed[one.slot.0 as usize] = true);
    for at in (0..needed.len()).rev() {
        if needed[at] {
            plan.slots[at].op.operands().for_each(|slot| needed[slot.0 as usize] = true);
        }
    }
    needed
}

/// Every word of the needed slots, sorted, so that words compare like their numbers.
pub(super) fn words(plan: &Plan, needed: &[bool]) -> Vec<Arc<str>> {
    let mut words = BTreeSet::new();
    for (slot, _) in plan.slots.iter().zip(needed).filter(|(_, needed)| **needed) {
        words.extend(slot.op.text().cloned());
        if let Op::Band(_, table) = &slot.op {
            words.extend(table.bands.iter().map(|(_, word)| word.clone()));
        }
    }
    words.into_iter().collect()
}
