//! What may be asked of a single value, by the same arithmetic that evaluates.

use super::Value;
use super::arithmetic::{round, within};
use crate::number::Interval;
use crate::syntax::ast::Precision;

impl Value {
    /// The value after a declared rounding; none when it is no number.
    pub fn rounded(&self, precision: &Precision) -> Option<Value> {
        round(&Ok(self.clone()), precision).ok()
    }

    /// Whether it is a number in a range.
    pub fn is_in(&self, range: &Interval) -> bool {
        within(&Ok(self.clone()), range).unwrap_or(false)
    }
}
