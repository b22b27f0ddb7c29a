//! Traversals of a plan: what a slot is computed from, what depends on it, which data it needs.

use super::{BandTable, Input, Op, Plan, Slot, SlotId};
use crate::number::Exact;
use crate::program::quick::QuickSet;
use std::collections::BTreeSet;
use std::sync::Arc;

impl Plan {
    /// The data columns that slots depend on, directly or through other slots.
    pub fn inputs_of(&self, slots: impl Iterator<Item = SlotId>) -> impl Iterator<Item = &Input> {
        let needed = self.under(&slots.collect::<Vec<_>>(), &[]);
        needed.into_iter().filter_map(|slot| self.slot(slot).op.input())
    }

    /// For each slot whether it depends on a data column for which a predicate holds.
    pub fn resting_where(&self, is_so: impl Fn(&Input) -> bool) -> Vec<bool> {
        let mut rests = Vec::with_capacity(self.slots.len());
        for slot in &self.slots {
            let given = slot.op.input().is_some_and(&is_so);
            rests.push(given || slot.op.uses_any(|operand| rests[operand.0 as usize]));
        }
        rests
    }

    /// The slot whose value another passes on unchanged; itself when it computes one.
    pub fn plain(&self, mut slot: SlotId) -> SlotId {
        while let Op::Same(inner) = &self.slot(slot).op {
            slot = *inner;
        }
        slot
    }

    /// The number behind a grade, and its bands; none where a slot is not a grade.
    pub fn graded(&self, slot: SlotId) -> Option<(SlotId, &Arc<BandTable>)> {
        if let Op::Band(number, bands) = &self.slot(self.plain(slot)).op { Some((*number, bands)) } else { None }
    }

    /// The slot before conversion between percentage and fraction.
    pub fn as_written(&self, mut slot: SlotId) -> SlotId {
        while let Slot { op: Op::Share(inner) | Op::Percentage(inner), role: None, .. } = self.slot(slot) {
            slot = *inner;
        }
        slot
    }

    /// The slots that are computed from any of `roots`, in order; without the roots themselves, `held` slots, and what
    /// depends on a root only through held ones.
    pub fn resting_on(&self, roots: &[SlotId], held: &[SlotId]) -> Vec<SlotId> {
        let mut rests = vec![false; self.slots.len()];
        roots.iter().for_each(|root| rests[root.0 as usize] = true);
        let mut found = Vec::new();
        for (at, slot) in self.slots.iter().enumerate() {
            let id = SlotId(at as u32);
            if !rests[at] && !held.contains(&id) && slot.op.uses_any(|slot| rests[slot.0 as usize]) {
                rests[at] = true;
                found.push(id);
            }
        }
        found
    }

    /// The slots between `roots` and `goals`, in order: what has to be recomputed when the roots change and only the
    /// goals are needed. Goals are included if they depend on a root, roots never.
    pub fn between(&self, roots: &[SlotId], goals: &[SlotId], held: &[SlotId]) -> Vec<SlotId> {
        let mut rests: QuickSet<SlotId> = roots.iter().copied().collect();
        let mut found = Vec::new();
        for slot in self.under(goals, &[roots, held].concat()) {
            let is_new = !held.contains(&slot) && !rests.contains(&slot);
            if is_new && self.slot(slot).op.uses_any(|operand| rests.contains(&operand)) {
                rests.insert(slot);
                found.push(slot);
            }
        }
        found
    }

    /// The slots that any of `goals` is computed from, and the goals, in order; without what `ends` are computed from.
    /// The cost is proportional to the result, however long the plan.
    pub fn under(&self, goals: &[SlotId], ends: &[SlotId]) -> BTreeSet<SlotId> {
        let ends: QuickSet<SlotId> = ends.iter().copied().collect();
        let mut found = BTreeSet::new();
        let mut open = goals.to_vec();
        while let Some(slot) = open.pop() {
            if found.insert(slot) && !ends.contains(&slot) {
                open.extend(self.slot(slot).op.operands());
            }
        }
        found
    }

    /// For each slot whether any of `goals` is or is computed from it; without what `ends` are computed from.
    pub fn needed(&self, goals: impl Iterator<Item = SlotId>, ends: &[SlotId]) -> Vec<bool> {
        let mut needed = vec![false; self.slots.len()];
        goals.for_each(|goal| needed[goal.0 as usize] = true);
        // Each slot uses only slots before it, so one pass from the back finds them all.
        for at in (0..self.slots.len()).rev() {
            if needed[at] && !ends.contains(&SlotId(at as u32)) {
                self.slots[at].op.operands().for_each(|slot| needed[slot.0 as usize] = true);
            }
        }
        needed
    }
}

impl Op {
    /// The number, if the operation is a literal.
    pub fn number(&self) -> Option<&Exact> {
        if let Op::Number(value) = self { Some(value) } else { None }
    }

    /// The text, if the operation is a literal.
    pub fn text(&self) -> Option<&Arc<str>> {
        if let Op::Text(text) = self { Some(text) } else { None }
    }

    /// What it divides by, if it divides.
    pub fn divisor(&self) -> Option<SlotId> {
        if let Op::Power(a, exponent) = self {
            return (*exponent < 0).then_some(*a);
        }
        if let Op::Divide(_, b) = self { Some(*b) } else { None }
    }

    /// The data column that is read, if it reads one.
    pub fn input(&self) -> Option<&Input> {
        if let Op::Input(input) = self { Some(input) } else { None }
    }

    /// The slots it is computed from. Does not allocate: walks over a whole plan call it for every operation.
    pub fn operands(&self) -> impl Iterator<Item = SlotId> {
        let Operands { few, pairs, otherwise, lists: [items, keep, weights, keys] } = self.parts();
        let pairs = pairs.iter().flat_map(|(condition, value)| [*condition, *value]).chain(otherwise);
        let lists = items.iter().chain(keep).chain(weights).chain(keys).copied();
        few.into_iter().flatten().chain(pairs).chain(lists)
    }

    /// Whether a predicate holds for any slot it is computed from: the fast path for walks over a whole plan.
    pub fn uses_any(&self, is_so: impl Fn(SlotId) -> bool) -> bool {
        let Operands { few, pairs, otherwise, lists } = self.parts();
        few.into_iter().flatten().any(&is_so)
            || pairs.iter().any(|(condition, value)| is_so(*condition) || is_so(*value))
            || otherwise.is_some_and(&is_so)
            || lists.iter().any(|list| list.iter().any(|slot| is_so(*slot)))
    }

    fn parts(&self) -> Operands<'_> {
        let none = Operands { few: [None; 2], pairs: &[], otherwise: None, lists: [&[]; 4] };
        match self {
            Op::Input(_) | Op::Number(_) | Op::Text(_) | Op::Missing(..) => none,
            Op::Negate(a) | Op::Absolute(a) | Op::Root(a) | Op::Round(a, _) | Op::Clamp(a, _) | Op::Not(a) => {
                Operands { few: [Some(*a), None], ..none }
            }
            Op::Present(a) | Op::Filled(a) => Operands { few: [Some(*a), None], ..none },
            Op::Share(a) | Op::Percentage(a) | Op::Same(a) => Operands { few: [Some(*a), None], ..none },
            Op::Power(a, _) | Op::Band(a, _) | Op::Within(a, _) | Op::Rank(a, _) => {
                Operands { few: [Some(*a), None], ..none }
            }
            Op::Add(a, b) | Op::Subtract(a, b) | Op::Multiply(a, b) | Op::Divide(a, b) => {
                Operands { few: [Some(*a), Some(*b)], ..none }
            }
            Op::Compare(a, _, b) | Op::And(a, b) | Op::Or(a, b) | Op::Fallback(a, b) => {
                Operands { few: [Some(*a), Some(*b)], ..none }
            }
            Op::Least(all) | Op::Greatest(all) => Operands { lists: [all, &[], &[], &[]], ..none },
            Op::Choose { cases, otherwise } => Operands { pairs: cases, otherwise: Some(*otherwise), ..none },
            Op::Aggregate(op) => {
                let keys = op.order.as_ref().map_or(&[][..], |order| &order.keys);
                Operands { lists: [&op.items, of_list(&op.keep), of_list(&op.weights), keys], ..none }
            }
        }
    }
}

/// The operands of an operation, borrowed from it.
struct Operands<'o> {
    few: [Option<SlotId>; 2],
    pairs: &'o [(SlotId, SlotId)],
    otherwise: Option<SlotId>,
    /// Items, which of them to keep, weights, keys of an order.
    lists: [&'o [SlotId]; 4],
}

fn of_list(slots: &Option<Vec<SlotId>>) -> &[SlotId] {
    slots.as_deref().unwrap_or_default()
}
