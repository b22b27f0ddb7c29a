//! What data may hold for a definition.

use super::units::Unit;
use super::{Definition, Kind};
use crate::number::{Bound, Exact, Interval};

impl Definition {
    /// What data may hold: its `skala`, else 0 and up.
    pub fn data_range(&self) -> Interval {
        let not_negative = || Interval::new(Bound::Included(Exact::ZERO), Bound::Unbounded);
        self.scale.as_ref().map_or_else(not_negative, |(scale, _)| scale.clone())
    }

    /// The unit of what stands in a row of it: of a group, whatever it says, that of its achievement.
    pub fn unit_of_row(&self) -> Unit {
        match self.kind {
            Kind::Quantity | Kind::Indicator(_) => self.unit.clone(),
            Kind::Group(_) => Unit::Percent,
        }
    }

    /// Whether data may say its unit: no rule does, nothing computes it, and it is a number.
    pub fn takes_unit(&self) -> bool {
        let is_counted = match self.kind {
            Kind::Quantity | Kind::Indicator(_) => true,
            Kind::Group(_) => false,
        };
        is_counted && !self.from_data && self.unit == Unit::Any && self.formula.is_none() && self.order.is_empty()
    }

    /// Whether the data may say what it is called: the rules give no words.
    pub fn takes_label(&self) -> bool {
        !self.from_data && self.label.is_none()
    }

    /// Whether the data may say its `sasaran`.
    pub fn takes_goal(&self) -> bool {
        !self.from_data && self.goal.is_none()
    }
}
