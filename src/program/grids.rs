//! The step in which numbers are made up where the rules state no `langkah`.

use crate::number::{Bound, Exact, Interval};

/// Decimals of numbers that are made up.
const USUAL: u32 = 2;
/// At most so many.
const MOST: u32 = 6;

/// Two decimals, or as many as the ends of the scale have.
pub fn usual_step(scale: &Interval) -> Exact {
    let decimals = [scale.lo(), scale.hi()].into_iter().filter_map(|end| match end {
        Bound::Included(number) | Bound::Excluded(number) => number.to_decimal(),
        Bound::Unbounded => None,
    });
    let most = decimals.map(|number| number.normalize().scale()).max().unwrap_or(0);
    Exact::from(rust_decimal::Decimal::new(1, most.clamp(USUAL, MOST)))
}
