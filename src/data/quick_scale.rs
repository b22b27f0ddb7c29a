//! The scale of a column of a wide file, in a form for the fast path.

use super::Field;
use super::schema::VersionSchema;
use super::wide::QUICK_DECIMALS;
use crate::number::{Bound, Exact, Places, Rounding};

/// The scale of a value in whole steps, for each number of decimals.
pub(super) fn limits(field: &Field, version: Option<&VersionSchema>) -> [(i64, i64); QUICK_DECIMALS + 1] {
    const MOST: i64 = 1 << 52;
    let mut limits = [(-MOST, MOST); QUICK_DECIMALS + 1];
    for (scale, limit) in limits.iter_mut().enumerate() {
        let places = Places::new(scale as i32).unwrap_or(Places::WHOLE);
        let steps = |number: &Exact, mode: Rounding| {
            let text = number.round(places, mode).to_plain(places, mode);
            let digits: String = text.chars().filter(|sign| *sign != '.').collect();
            // A bound with more digits than this is beyond every cell.
            let beyond = if digits.starts_with('-') { i128::MIN / 2 } else { i128::MAX / 2 };
            digits.parse::<i128>().unwrap_or(beyond)
        };
        let (low, high) = match (field, version) {
            (Field::Budget | Field::Spent, _) => (Some(0), None),
            (Field::Value | Field::Target, Some(version)) => {
                let low = match version.scale.lo() {
                    Bound::Included(low) => Some(steps(low, Rounding::Ceiling)),
                    Bound::Excluded(low) => Some(steps(low, Rounding::Floor) + 1),
                    Bound::Unbounded => None,
                };
                let high = match version.scale.hi() {
                    Bound::Included(high) => Some(steps(high, Rounding::Floor)),
                    Bound::Excluded(high) => Some(steps(high, Rounding::Ceiling) - 1),
                    Bound::Unbounded => None,
                };
                (low, high)
            }
            _ => (None, None),
        };
        // Bounds beyond everything on the fast path can be clamped.
        let quick = |bound: i128| bound.clamp(i128::from(-MOST) - 1, i128::from(MOST) + 1) as i64;
        *limit = (low.map_or(-MOST, quick).max(-MOST), high.map_or(MOST, quick).min(MOST));
    }
    limits
}
