//! A number of one lane for the decisions that floats of the whole chunk leave open: its exact ratio, or two floats around
//! it where no ratio holds it.
//!
//! A root has no ratio, and some ratios are too long. A limit, a choice or the lesser of two often makes such a number
//! exact again, because it is far from the limit: two floats around it are enough to tell.

use super::ratio::{Ratio, Wide};
use super::roots::root;
use super::run::UNIT;
use super::steps::power;
use crate::number::{Bound, Exact, Interval, Rounding};
use std::cmp::Ordering;

/// Below, every whole number and every half is a float.
const MOST: f64 = 2_251_799_813_685_248.0;

/// A number, exactly or between two floats.
#[derive(Debug, Clone, Copy)]
pub enum Held {
    /// The number itself.
    Exact(Ratio),
    /// Not below `low`, not above `high`; both finite.
    Between { low: f64, high: f64 },
}

impl Held {
    /// A whole number.
    pub fn whole(number: i64) -> Held {
        Held::Exact(Ratio::whole(number))
    }

    /// A number of the rules.
    pub fn of(number: &Exact) -> Result<Held, Wide> {
        Ratio::of(number).map(Held::Exact)
    }

    /// The ratio, where there is one.
    pub fn exact(&self) -> Result<Ratio, Wide> {
        match self {
            Held::Exact(ratio) => Ok(*ratio),
            Held::Between { .. } => Err(Wide),
        }
    }

    /// Whether it is known to be 0.
    pub fn is_zero(&self) -> bool {
        matches!(self, Held::Exact(ratio) if ratio.is_zero())
    }

    /// `-self`
    pub fn negated(&self) -> Held {
        match self {
            Held::Exact(ratio) => Held::Exact(ratio.negated()),
            Held::Between { low, high } => Held::Between { low: -high, high: -low },
        }
    }

    /// `|self|`
    pub fn absolute(&self) -> Held {
        match *self {
            Held::Exact(ratio) => Held::Exact(ratio.absolute()),
            Held::Between { low, .. } if low >= 0.0 => *self,
            Held::Between { high, .. } if high <= 0.0 => self.negated(),
            Held::Between { low, high } => Held::Between { low: 0.0, high: high.max(-low) },
        }
    }

    /// `self + other`
    pub fn plus(&self, other: &Held) -> Result<Held, Wide> {
        self.either(other, Ratio::plus, |(a, b), (c, d)| (a + c, b + d))
    }

    /// `self * other`
    pub fn times(&self, other: &Held) -> Result<Held, Wide> {
        self.either(other, Ratio::times, |(a, b), (c, d)| {
            let ends = [a * c, a * d, b * c, b * d];
            (ends.into_iter().fold(f64::INFINITY, f64::min), ends.into_iter().fold(f64::NEG_INFINITY, f64::max))
        })
    }

    /// `1 / self`; none for 0, and where it may be 0.
    pub fn inverse(&self) -> Option<Held> {
        match *self {
            Held::Exact(ratio) => ratio.inverse().map(Held::Exact),
            Held::Between { low, high } if low > 0.0 || high < 0.0 => between(1.0 / high, 1.0 / low).ok(),
            Held::Between { .. } => None,
        }
    }

    /// How two compare, where that can be told.
    pub fn order(&self, other: &Held) -> Result<Ordering, Wide> {
        if let (Held::Exact(a), Held::Exact(b)) = (self, other)
            && let Ok(order) = a.order(b)
        {
            return Ok(order);
        }
        let ((_, high), (low, _)) = (self.ends(), other.ends());
        if high < low {
            return Ok(Ordering::Less);
        }
        let ((low, _), (_, high)) = (self.ends(), other.ends());
        if low > high { Ok(Ordering::Greater) } else { Err(Wide) }
    }

    /// How it compares with a number of the rules.
    pub fn compare(&self, other: &Exact) -> Result<Ordering, Wide> {
        self.order(&Held::of(other)?)
    }

    /// The number counted in steps of `10^-scale`, as `mode` rounds it, where both floats are rounded alike.
    pub fn steps(&self, scale: i32, mode: Rounding) -> Result<i128, Wide> {
        let (low, high) = match self {
            Held::Exact(ratio) => return ratio.steps(scale, mode),
            Held::Between { .. } => self.scaled(scale)?,
        };
        let round = |end: f64| match mode {
            Rounding::HalfAway => end.round(),
            Rounding::HalfEven => end.round_ties_even(),
            Rounding::Truncate => end.trunc(),
            Rounding::Ceiling => end.ceil(),
            Rounding::Floor => end.floor(),
        };
        if round(low) == round(high) { Ok(round(low) as i128) } else { Err(Wide) }
    }

    /// Whether it is a whole number of steps of `10^-scale`.
    pub fn ends_within(&self, scale: i32) -> Result<bool, Wide> {
        match self {
            Held::Exact(ratio) => ratio.ends_within(scale),
            Held::Between { .. } => {
                let (low, high) = self.scaled(scale)?;
                if low.ceil() > high.floor() { Ok(false) } else { Err(Wide) }
            }
        }
    }

    /// The rounded number.
    pub fn rounded(&self, places: i32, mode: Rounding) -> Result<Held, Wide> {
        match self {
            Held::Exact(ratio) => ratio.rounded(places, mode).map(Held::Exact),
            Held::Between { .. } => Ratio::stepped(self.steps(places, mode)?, places).map(Held::Exact),
        }
    }

    /// Two floats around the number in steps of `10^-scale`.
    fn scaled(&self, scale: i32) -> Result<(f64, f64), Wide> {
        let by = power(scale.abs()).ok_or(Wide)?;
        let (low, high) = self.ends();
        let (low, high) = if scale >= 0 { (low * by, high * by) } else { (low / by, high / by) };
        // Beyond, whole numbers and halves are no longer all floats.
        if low > -MOST && high < MOST { Ok((low.next_down(), high.next_up())) } else { Err(Wide) }
    }

    /// The nearest number inside a range.
    pub fn clamped(self, range: &Interval) -> Result<Held, Wide> {
        let end = |bound: &Bound<Exact>| match bound {
            Bound::Included(end) | Bound::Excluded(end) => Held::of(end).map(Some),
            Bound::Unbounded => Ok(None),
        };
        let value = match end(range.lo())? {
            Some(low) if self.order(&low)?.is_lt() => low,
            _ => self,
        };
        match end(range.hi())? {
            Some(high) if value.order(&high)?.is_gt() => Ok(high),
            _ => Ok(value),
        }
    }

    /// Whether it lies in a range.
    pub fn is_inside(&self, range: &Interval) -> Result<bool, Wide> {
        let low = match range.lo() {
            Bound::Included(low) => self.compare(low)?.is_ge(),
            Bound::Excluded(low) => self.compare(low)?.is_gt(),
            Bound::Unbounded => true,
        };
        let high = match range.hi() {
            Bound::Included(high) => self.compare(high)?.is_le(),
            Bound::Excluded(high) => self.compare(high)?.is_lt(),
            Bound::Unbounded => true,
        };
        Ok(low && high)
    }

    /// The root of a product of numbers above 0.
    pub fn root_of(product: &[Held], degree: u32) -> Result<Held, Wide> {
        let (mut low, mut high) = (1.0, 1.0);
        for number in product {
            let (a, b) = number.ends();
            (low, high) = ((low * a).next_down(), (high * b).next_up());
            if low.is_nan() || low <= 0.0 || high.is_nan() {
                return Err(Wide);
            }
        }
        let ((low, below), (high, above)) = (root(low, 0.0, degree).ok_or(Wide)?, root(high, 0.0, degree).ok_or(Wide)?);
        between(low - below, high + above)
    }

    fn either(
        &self,
        other: &Held,
        exactly: impl Fn(&Ratio, &Ratio) -> Result<Ratio, Wide>,
        ends: impl Fn((f64, f64), (f64, f64)) -> (f64, f64),
    ) -> Result<Held, Wide> {
        if let (Held::Exact(a), Held::Exact(b)) = (self, other)
            && let Ok(ratio) = exactly(a, b)
        {
            return Ok(Held::Exact(ratio));
        }
        let (low, high) = ends(self.ends(), other.ends());
        between(low, high)
    }

    fn ends(&self) -> (f64, f64) {
        match *self {
            Held::Between { low, high } => (low, high),
            Held::Exact(ratio) => {
                let value = ratio.approximate(0);
                // Short whole numbers are floats, so that only their quotient was rounded.
                let off = value.abs() * UNIT * if ratio.is_short() { 1.0 } else { 4.0 };
                if off == 0.0 { (value, value) } else { ((value - off).next_down(), (value + off).next_up()) }
            }
        }
    }
}

/// Between two floats that each were rounded once.
fn between(low: f64, high: f64) -> Result<Held, Wide> {
    let (low, high) = (low.next_down(), high.next_up());
    if low.is_finite() && high.is_finite() { Ok(Held::Between { low, high }) } else { Err(Wide) }
}
