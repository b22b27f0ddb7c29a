//! Intervals with open, closed or infinite ends, and arithmetic on them.
//!
//! Every operation gives the narrowest interval that holds all results for numbers of its inputs, as long as its ends
//! have no more digits than values may have. Where two inputs are the same quantity the result is still correct, but
//! may be wider than necessary.

use std::ops::Bound;

use super::end::End;
use super::exact::Exact;
use super::rounding::{Places, Rounding};

/// All numbers between two bounds. There is only one empty interval, so `==` is set equality.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Interval {
    lo: Bound<Exact>,
    hi: Bound<Exact>,
}

impl Interval {
    /// No number at all.
    pub const EMPTY: Interval = Interval { lo: Bound::Excluded(Exact::ZERO), hi: Bound::Excluded(Exact::ZERO) };
    /// Every number.
    pub const ALL: Interval = Interval { lo: Bound::Unbounded, hi: Bound::Unbounded };

    /// The numbers between the bounds; empty if there are none. A bound longer than a value may be becomes unbounded.
    pub fn new(lo: Bound<Exact>, hi: Bound<Exact>) -> Interval {
        if let (Bound::Included(low) | Bound::Excluded(low), Bound::Included(high) | Bound::Excluded(high)) = (&lo, &hi)
        {
            let both = matches!((&lo, &hi), (Bound::Included(_), Bound::Included(_)));
            if low > high || (low == high && !both) {
                return Interval::EMPTY;
            }
        }
        Interval { lo: short(lo), hi: short(hi) }
    }

    /// `lo..hi`, both ends closed.
    pub fn closed(lo: Exact, hi: Exact) -> Interval {
        Interval::new(Bound::Included(lo), Bound::Included(hi))
    }

    /// One number.
    pub fn point(value: Exact) -> Interval {
        Interval::closed(value.clone(), value)
    }

    /// An enclosing interval without long ends: a long end moves outward by less than 2^-250 of itself.
    pub fn with_short_ends(self) -> Interval {
        let moved = |bound: Bound<Exact>, up: bool| match bound {
            Bound::Included(end) => Bound::Included(end.nearby(up).unwrap_or(end)),
            Bound::Excluded(end) => Bound::Excluded(end.nearby(up).unwrap_or(end)),
            Bound::Unbounded => Bound::Unbounded,
        };
        Interval { lo: moved(self.lo, false), hi: moved(self.hi, true) }
    }

    /// The lower bound.
    pub fn lo(&self) -> &Bound<Exact> {
        &self.lo
    }

    /// The upper bound.
    pub fn hi(&self) -> &Bound<Exact> {
        &self.hi
    }

    pub fn is_empty(&self) -> bool {
        *self == Interval::EMPTY
    }

    /// Whether it contains the number.
    pub fn contains(&self, value: &Exact) -> bool {
        let above = match &self.lo {
            Bound::Unbounded => true,
            Bound::Included(low) => value >= low,
            Bound::Excluded(low) => value > low,
        };
        let below = match &self.hi {
            Bound::Unbounded => true,
            Bound::Included(high) => value <= high,
            Bound::Excluded(high) => value < high,
        };
        above && below
    }

    /// The numbers in both.
    pub fn intersect(&self, other: &Interval) -> Interval {
        self.join(other, End::higher_strict, End::lower_strict)
    }

    /// The narrowest interval around both.
    pub fn hull(&self, other: &Interval) -> Interval {
        if self.is_empty() {
            return other.clone();
        }
        if other.is_empty() {
            return self.clone();
        }
        self.join(other, End::lower, End::higher)
    }

    /// All sums of a number of each.
    pub fn add(&self, other: &Interval) -> Interval {
        self.join(other, |x, y| x.plus(&y), |x, y| x.plus(&y))
    }

    /// All differences.
    pub fn sub(&self, other: &Interval) -> Interval {
        self.add(&other.neg())
    }

    /// All negated numbers.
    pub fn neg(&self) -> Interval {
        let turn = |bound: &Bound<Exact>| bound.as_ref().map(|value| -value);
        Interval::new(turn(&self.hi), turn(&self.lo))
    }

    /// All products.
    pub fn mul(&self, other: &Interval) -> Interval {
        let (a, b) = (End::low(&self.lo), End::high(&self.hi));
        let (c, d) = (End::low(&other.lo), End::high(&other.hi));
        if self.is_empty() || other.is_empty() {
            return Interval::EMPTY;
        }
        let corners = || [a.times(&c), a.times(&d), b.times(&c), b.times(&d)].into_iter();
        match (corners().reduce(End::lower), corners().reduce(End::higher)) {
            (Some(low), Some(high)) => Interval::new(low.bound(), high.bound()),
            _ => Interval::EMPTY,
        }
    }

    /// All quotients; `None` if the divisor may be zero. A divisor that only approaches zero is allowed: `1 / (0..1]`
    /// is 1 and everything above.
    pub fn div(&self, divisor: &Interval) -> Option<Interval> {
        if divisor.contains(&Exact::ZERO) {
            return None;
        }
        if divisor.is_empty() {
            return Some(Interval::EMPTY);
        }
        let lo = inverse(&divisor.hi);
        let hi = inverse(&divisor.lo);
        Some(self.mul(&Interval::new(lo, hi)))
    }

    /// All absolute values.
    pub fn abs(&self) -> Interval {
        let positive = Interval::new(Bound::Included(Exact::ZERO), Bound::Unbounded);
        self.intersect(&positive).hull(&self.neg().intersect(&positive))
    }

    /// All minima of a number of each.
    pub fn min(&self, other: &Interval) -> Interval {
        self.join(other, End::lower, End::lower_strict)
    }

    /// All maxima of a number of each.
    pub fn max(&self, other: &Interval) -> Interval {
        self.join(other, End::higher_strict, End::higher)
    }

    /// All numbers raised to `floor` if below it, then lowered to `cap` if above it.
    pub fn clamp(&self, floor: Option<&Exact>, cap: Option<&Exact>) -> Interval {
        let mut clamped = self.clone();
        if let Some(floor) = floor {
            clamped = clamped.max(&Interval::point(floor.clone()));
        }
        if let Some(cap) = cap {
            clamped = clamped.min(&Interval::point(cap.clone()));
        }
        clamped
    }

    /// From the lowest to the highest rounded value. Both ends are grid points and closed.
    pub fn snap(&self, places: Places, mode: Rounding) -> Interval {
        if self.is_empty() {
            return Interval::EMPTY;
        }
        // Rounding jumps only at whole and half steps. Past an open end it is constant for a
        // quarter step at least, so the value there is the one the interval begins with.
        let quarter = Exact::power_of_ten(-places.get()) * Exact::small(1, 4);
        let ending = |bound: &Bound<Exact>, inward: &Exact| match bound {
            Bound::Unbounded => Bound::Unbounded,
            Bound::Included(value) => Bound::Included(value.round(places, mode)),
            Bound::Excluded(value) if jumps(value, places) => Bound::Included((value + inward).round(places, mode)),
            Bound::Excluded(value) => Bound::Included(value.round(places, mode)),
        };
        Interval::new(ending(&self.lo, &quarter), ending(&self.hi, &-&quarter))
    }

    /// Joins the low ends and the high ends; empty if either is empty.
    fn join(&self, other: &Interval, low: impl Fn(End, End) -> End, high: impl Fn(End, End) -> End) -> Interval {
        if self.is_empty() || other.is_empty() {
            return Interval::EMPTY;
        }
        let lo = low(End::low(&self.lo), End::low(&other.lo));
        let hi = high(End::high(&self.hi), End::high(&other.hi));
        Interval::new(lo.bound(), hi.bound())
    }
}

/// The bound, unless it is longer than a value may be.
fn short(bound: Bound<Exact>) -> Bound<Exact> {
    match &bound {
        // A formula that multiplies itself would double their length with each step.
        Bound::Included(end) | Bound::Excluded(end) if end.is_oversized() => Bound::Unbounded,
        Bound::Included(_) | Bound::Excluded(_) | Bound::Unbounded => bound,
    }
}

/// Whether some rounding mode jumps exactly here: at a whole or half step of the grid.
fn jumps(value: &Exact, places: Places) -> bool {
    (value * Exact::power_of_ten(places.get()) * Exact::from(2)).is_integer()
}

/// The bound of 1/x, where x is never zero: far from zero becomes near zero, and the reverse.
fn inverse(bound: &Bound<Exact>) -> Bound<Exact> {
    match bound {
        Bound::Unbounded => Bound::Excluded(Exact::ZERO),
        Bound::Included(value) => value.recip().map_or(Bound::Unbounded, Bound::Included),
        Bound::Excluded(value) => value.recip().map_or(Bound::Unbounded, Bound::Excluded),
    }
}
