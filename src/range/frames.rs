//! What is known on the way through conditions: one frame laid over another for each branch.

use super::possible::Possible;
use crate::plan::SlotId;
use crate::program::quick::QuickMap;
use std::cmp::Ordering;

/// What one branch knows beyond those around it.
#[derive(Debug, Default)]
pub struct Frame {
    /// What slots can be here, each with the depth of the frames it was worked out under.
    pub known: QuickMap<SlotId, (Possible, usize)>,
    /// The first slot that is narrowed here; slots before it are not touched by this frame.
    pub first: Option<SlotId>,
    /// Numbers that a condition tells apart from 0.
    pub not_zero: Vec<SlotId>,
    /// How two numbers compare.
    pub facts: Vec<(SlotId, Ordering, SlotId)>,
    /// Something is supposed here that need not be among what is known around.
    pub supposes: bool,
    /// Conditions that turned out so, of which more follows where something else is known.
    pub held: Vec<(SlotId, bool)>,
    /// Branches taken whatever their conditions say.
    pub chosen: QuickMap<SlotId, SlotId>,
    /// Slots that count here as they are known around, each with the depth it was worked out under; good until something is
    /// narrowed here. What is asked next rests on much the same slots.
    pub fresh: QuickMap<SlotId, usize>,
}

impl Frame {
    /// Notes what a slot is narrowed to, at the depth of this frame.
    pub fn narrow(&mut self, slot: SlotId, possible: Possible, depth: usize) {
        self.known.insert(slot, (possible, depth));
        self.touch(slot);
    }

    /// Notes that something changes from a slot on.
    pub fn touch(&mut self, slot: SlotId) {
        self.first = Some(self.first.map_or(slot, |first| first.min(slot)));
        self.fresh.clear();
    }
}
