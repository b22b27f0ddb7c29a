//! What data may hold for a definition.

use super::Definition;
use crate::number::{Bound, Exact, Interval};

impl Definition {
    /// What data may hold: its `skala`, else 0 and up.
    pub fn data_range(&self) -> Interval {
        let not_negative = || Interval::new(Bound::Included(Exact::ZERO), Bound::Unbounded);
        self.scale.as_ref().map_or_else(not_negative, |(scale, _)| scale.clone())
    }
}
