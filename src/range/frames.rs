//! What is known inside conditions: one frame laid over another for each branch.

use super::possible::Possible;
use crate::plan::SlotId;
use crate::program::quick::QuickMap;
use std::cmp::Ordering;

/// What one branch knows beyond its enclosing ones.
#[derive(Debug, Default)]
pub struct Frame {
    /// What slots can be here, each with the depth of the frames it was computed under.
    pub known: QuickMap<SlotId, (Possible, usize)>,
    /// The first slot that is narrowed here; slots before it are unaffected by this frame.
    pub first: Option<SlotId>,
    /// Numbers that a condition excludes from being 0.
    pub not_zero: Vec<SlotId>,
    /// How two numbers compare.
    pub facts: Vec<(SlotId, Ordering, SlotId)>,
    /// Whether something is assumed here that need not follow from what the enclosing frames know.
    pub supposes: bool,
    /// Conditions with a recorded outcome, which may imply more once something else is known.
    pub held: Vec<(SlotId, bool)>,
    /// Branches taken whatever their conditions are.
    pub chosen: QuickMap<SlotId, SlotId>,
    /// Slots that are valid here as known in enclosing frames, each with the depth it was computed under; reset when
    /// something is narrowed here. Successive queries depend on much the same slots.
    pub fresh: QuickMap<SlotId, usize>,
}

impl Frame {
    /// Records what a slot is narrowed to, at the depth of this frame.
    pub fn narrow(&mut self, slot: SlotId, possible: Possible, depth: usize) {
        self.known.insert(slot, (possible, depth));
        self.touch(slot);
    }

    /// Records that something changes from a slot on.
    pub fn touch(&mut self, slot: SlotId) {
        self.first = Some(self.first.map_or(slot, |first| first.min(slot)));
        self.fresh.clear();
    }
}
