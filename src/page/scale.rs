//! Where a value lies on a drawing, in exact numbers.

use crate::number::{Exact, Places, Rounding};

/// A stretch of numbers laid over a stretch of a drawing.
#[derive(Debug, Clone)]
pub(super) struct Scale {
    low: Exact,
    width: Exact,
    from: Exact,
    length: Exact,
}

impl Scale {
    /// `low` lies at `from`, `high` at `to`; none where there is nothing between `low` and `high`.
    pub fn new([low, high]: [&Exact; 2], from: i64, to: i64) -> Option<Scale> {
        let width = high - low;
        let (from, length) = (Exact::from(from), Exact::from(to - from));
        (width.signum() > 0).then(|| Scale { low: low.clone(), width, from, length })
    }

    /// The place of a value, that of the nearer end for one outside.
    pub fn at(&self, value: &Exact) -> String {
        plain(&self.exact(value))
    }

    /// The same, not yet written.
    pub fn exact(&self, value: &Exact) -> Exact {
        let share = (value - &self.low).checked_div(&self.width).unwrap_or_default();
        let share = share.clamp(Exact::ZERO, Exact::ONE);
        &self.from + &(&share * &self.length)
    }
}

/// As markup has it, to a tenth.
pub(super) fn plain(value: &Exact) -> String {
    let text = value.to_plain(Places::new(1).unwrap_or(Places::WHOLE), Rounding::HalfAway);
    text.strip_suffix(".0").map(str::to_string).unwrap_or(text)
}
