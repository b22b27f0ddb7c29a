//! Year-to-date figures: values of the year that are made of its first quarters only.

use super::Evaluation;
use super::left_out::Leavings;
use crate::data::{Field, State};
use crate::plan::{Input, Op, Plan, Slot, SlotId, Takes};
use std::collections::HashSet;
use std::sync::Arc;

/// The quarters of a year.
const QUARTERS: usize = 4;

/// A figure of the year whose last quarters are still to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToDate {
    /// What it is: `A`, `target A`.
    pub what: Arc<str>,
    /// The last quarter so far.
    pub quarter: u8,
}

impl Evaluation {
    /// The parts of a value that cover only part of its year, each once. A missing value has none.
    pub fn to_date(&self, plan: &Plan, leavings: &Leavings, slot: SlotId, lane: usize) -> Vec<ToDate> {
        let mut found: Vec<ToDate> = Vec::new();
        let (mut open, mut seen) = (vec![slot], HashSet::new());
        while let Some(at) = open.pop() {
            if !leavings.is_to_date(at) || !seen.insert(at) || self.cell(at, lane).is_err() {
                continue;
            }
            match self.to_date_of(plan, plan.slot(at), lane) {
                Some(one) if !found.contains(&one) => found.push(one),
                Some(_) => {}
                // What comes first in the formula is listed first.
                None => open.extend(self.used(&plan.slot(at).op, lane).into_iter().rev()),
            }
        }
        found
    }

    fn is_not_applicable(&self, cell: SlotId, lane: usize) -> bool {
        self.cell(cell, lane).as_ref().is_err_and(|fault| fault.state == State::NotApplicable)
    }

    /// How far the quarters that a slot combines have come; `None` if all have, or if it combines none.
    pub(super) fn to_date_of(&self, plan: &Plan, slot: &Slot, lane: usize) -> Option<ToDate> {
        let Op::Aggregate(op) = &slot.op else { return None };
        if !op.of_quarters || op.items.len() != QUARTERS {
            return None;
        }
        let Input { code, field, .. } = op.items.iter().find_map(|item| cell_of(plan, *item))?;
        // A budget stands for the year from the day it is set.
        if *field == Field::Budget {
            return None;
        }
        let has_come = |at: &usize| match self.takes(op, *at, lane) {
            Takes::Part | Takes::Fatal(_) => true,
            Takes::Apart | Takes::LeftOut(_) => {
                let measured = op.keep.as_ref().and_then(|keep| measured(plan, keep[*at]));
                [Some(op.items[*at]), measured].into_iter().flatten().any(|cell| self.is_not_applicable(cell, lane))
            }
        };
        let last = (0..QUARTERS).rev().find(has_come)?;
        let quarter = u8::try_from(last + 1).ok().filter(|_| last + 1 < QUARTERS)?;
        Some(ToDate { what: field.of(code), quarter })
    }
}

/// The realisation that decides whether the target of a quarter counts: it counts only where the realisation was
/// measured.
pub(super) fn measured(plan: &Plan, keep: SlotId) -> Option<SlotId> {
    let mut at = keep;
    // The target of a future quarter counts where it is written and its realisation may still come.
    while let Op::And(awaited, _) = plan.slot(at).op {
        at = awaited;
    }
    if let Op::Compare(count, ..) | Op::Present(count) = plan.slot(at).op {
        at = count;
    }
    if let Op::Aggregate(op) = &plan.slot(at).op {
        return op.items.first().copied().filter(|_| op.aggregate.only_counts());
    }
    (at != keep).then_some(at)
}

/// The data cell that a quarter is read from.
fn cell_of(plan: &Plan, item: SlotId) -> Option<&Input> {
    let mut at = plan.plain(item);
    while let Op::Fallback(first, _) = &plan.slot(at).op {
        at = plan.plain(*first);
    }
    plan.slot(at).op.input()
}
