//! Questions about a single value, answered with the arithmetic of the evaluator.

use super::Value;
use super::arithmetic::{round, within};
use crate::number::Interval;
use crate::syntax::ast::Precision;

impl Value {
    /// The value after a declared rounding; `None` if it is not a number.
    pub fn rounded(&self, precision: &Precision) -> Option<Value> {
        round(&Ok(self.clone()), precision).ok()
    }

    /// Whether it is a number in a range.
    pub fn is_in(&self, range: &Interval) -> bool {
        within(&Ok(self.clone()), range).unwrap_or(false)
    }
}
