//! Ways through a plan: what a slot is computed from, what rests on it, which data it needs.

use super::{Input, Op, Plan, SlotId};

impl Plan {
    /// The data columns that slots rest on, directly or through other slots.
    pub fn inputs_of(&self, slots: impl Iterator<Item = SlotId>) -> impl Iterator<Item = &Input> {
        let mut needed = vec![false; self.slots.len()];
        slots.for_each(|slot| needed[slot.0 as usize] = true);
        // Each slot uses only slots before it, so one pass from the back finds them all.
        for at in (0..self.slots.len()).rev() {
            if needed[at] {
                self.slots[at].op.operands().for_each(|slot| needed[slot.0 as usize] = true);
            }
        }
        self.slots.iter().zip(needed).filter(|(_, needed)| *needed).filter_map(|(slot, _)| match &slot.op {
            Op::Input(input) => Some(input),
            _ => None,
        })
    }

    /// The slot whose value another passes on unchanged; itself when it computes one.
    pub fn plain(&self, mut slot: SlotId) -> SlotId {
        while let Op::Least(only) = &self.slot(slot).op
            && let [inner] = only.as_slice()
        {
            slot = *inner;
        }
        slot
    }

    /// The slots that are computed from any of `roots`, in order; not the roots themselves, nor slots that are `held`, nor
    /// what rests on a root through held ones alone.
    pub fn resting_on(&self, roots: &[SlotId], held: &[SlotId]) -> Vec<SlotId> {
        let mut rests = vec![false; self.slots.len()];
        roots.iter().for_each(|root| rests[root.0 as usize] = true);
        let mut found = Vec::new();
        for at in 0..self.slots.len() {
            let is_held = held.contains(&SlotId(at as u32));
            if !rests[at] && !is_held && self.slots[at].op.operands().any(|slot| rests[slot.0 as usize]) {
                rests[at] = true;
                found.push(SlotId(at as u32));
            }
        }
        found
    }

    /// The slots between `roots` and `goals`, in order: what has to be computed again when the roots change and only the
    /// goals are wanted. Goals are among them when they rest on a root, roots never.
    pub fn between(&self, roots: &[SlotId], goals: &[SlotId], held: &[SlotId]) -> Vec<SlotId> {
        let mut needed = vec![false; self.slots.len()];
        goals.iter().for_each(|goal| needed[goal.0 as usize] = true);
        for at in (0..self.slots.len()).rev() {
            if needed[at] && !roots.contains(&SlotId(at as u32)) {
                self.slots[at].op.operands().for_each(|slot| needed[slot.0 as usize] = true);
            }
        }
        let mut between = self.resting_on(roots, held);
        between.retain(|slot| needed[slot.0 as usize]);
        between
    }
}

impl Op {
    /// The slots it is computed from.
    pub fn operands(&self) -> impl Iterator<Item = SlotId> {
        let mut slots = Vec::new();
        match self {
            Op::Input(_) | Op::Number(_) | Op::Text(_) | Op::Missing(..) => {}
            Op::Negate(a) | Op::Absolute(a) | Op::Round(a, _) | Op::Clamp(a, _) | Op::Not(a) | Op::Present(a) => {
                slots.push(*a);
            }
            Op::Power(a, _) | Op::Band(a, _) | Op::Within(a, _) | Op::Rank(a, _) => slots.push(*a),
            Op::Add(a, b) | Op::Subtract(a, b) | Op::Multiply(a, b) | Op::Divide(a, b) => slots.extend([*a, *b]),
            Op::Compare(a, _, b) | Op::And(a, b) | Op::Or(a, b) => slots.extend([*a, *b]),
            Op::Least(items) | Op::Greatest(items) => slots.extend(items),
            Op::Choose { cases, otherwise } => {
                slots.extend(cases.iter().flat_map(|(condition, value)| [*condition, *value]));
                slots.push(*otherwise);
            }
            Op::Aggregate(op) => {
                slots.extend(&op.items);
                slots.extend(op.keep.iter().flatten());
                slots.extend(op.weights.iter().flatten());
            }
            Op::Fallback(first, second) => slots.extend([*first, *second]),
        }
        slots.into_iter()
    }
}
