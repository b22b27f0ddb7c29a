//! A number of one lane, for decisions that the floats of the chunk leave open: its exact ratio, or, if it has none,
//! two floats whose sum is near it.
//!
//! An irrational root has no ratio, and some ratios are too long. A limit, a choice or a minimum often makes such a
//! number exact again; and it can be rounded like an exact one unless it lies on a half, or so close to one that 30
//! digits do not tell them apart.

use super::ratio::{Ratio, Wide};
use super::steps::power;
use super::twin::Twin;
use crate::number::{Bound, Exact, Interval, Rounding};
use std::cmp::Ordering;

/// A number, exactly or nearly.
#[derive(Debug, Clone, Copy)]
pub enum Held {
    /// The number itself.
    Exact(Ratio),
    /// Two floats whose sum is near it, within a known error.
    Near(Twin),
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

    /// The ratio, if there is one.
    pub fn exact(&self) -> Result<Ratio, Wide> {
        match self {
            Held::Exact(ratio) => Ok(*ratio),
            Held::Near(_) => Err(Wide),
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
            Held::Near(twin) => Held::Near(twin.negated()),
        }
    }

    /// `|self|`
    pub fn absolute(&self) -> Held {
        match self {
            Held::Exact(ratio) => Held::Exact(ratio.absolute()),
            Held::Near(twin) => Held::Near(twin.absolute()),
        }
    }

    /// `self + other`
    pub fn plus(&self, other: &Held) -> Result<Held, Wide> {
        self.either(other, Ratio::plus, Twin::plus)
    }

    /// `self * other`
    pub fn times(&self, other: &Held) -> Result<Held, Wide> {
        if self.is_zero() || other.is_zero() {
            return Ok(Held::whole(0));
        }
        self.either(other, Ratio::times, Twin::times)
    }

    /// `1 / self`; none for 0, or where it may be 0.
    pub fn inverse(&self) -> Option<Held> {
        match self {
            Held::Exact(ratio) => ratio.inverse().map(Held::Exact),
            Held::Near(twin) => Twin::ratio(1, 1)?.over(twin).map(Held::Near),
        }
    }

    /// The order of two numbers, where it can be determined.
    pub fn order(&self, other: &Held) -> Result<Ordering, Wide> {
        if let (Held::Exact(a), Held::Exact(b)) = (self, other)
            && let Ok(order) = a.order(b)
        {
            return Ok(order);
        }
        let difference = self.twin()?.plus(&other.twin()?.negated());
        difference.and_then(|difference| difference.sign()).map(|sign| sign.cmp(&0)).ok_or(Wide)
    }

    /// Its order relative to a number of the rules.
    pub fn compare(&self, other: &Exact) -> Result<Ordering, Wide> {
        self.order(&Held::of(other)?)
    }

    /// The number in steps of `10^-scale`, rounded by `mode`.
    pub fn steps(&self, scale: i32, mode: Rounding) -> Result<i128, Wide> {
        match self {
            Held::Exact(ratio) => ratio.steps(scale, mode),
            // Between two halves every mode rounds all numbers alike.
            Held::Near(twin) => Ratio::quarters(halves_below(twin, scale)? * 2 + 1).steps(0, mode),
        }
    }

    /// Whether it is a whole number of steps of `10^-scale`.
    pub fn ends_within(&self, scale: i32) -> Result<bool, Wide> {
        match self {
            Held::Exact(ratio) => ratio.ends_within(scale),
            Held::Near(twin) => halves_below(twin, scale).map(|_| false),
        }
    }

    /// The rounded number.
    pub fn rounded(&self, places: i32, mode: Rounding) -> Result<Held, Wide> {
        Ratio::stepped(self.steps(places, mode)?, places).map(Held::Exact)
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

    /// The root of a product; none where one of the numbers is negative.
    pub fn root_of(product: &[Held], degree: u32) -> Result<Option<Held>, Wide> {
        let zero = Held::whole(0);
        for number in product {
            if number.order(&zero)?.is_lt() {
                return Ok(None);
            }
        }
        let product = product.iter().try_fold(Held::whole(1), |product, number| product.times(number))?;
        if product.is_zero() {
            return Ok(Some(zero));
        }
        if let Held::Exact(ratio) = product
            && let Some(root) = ratio.root(degree)
        {
            return Ok(Some(Held::Exact(root)));
        }
        product.twin()?.root(degree).map(|root| Some(Held::Near(root))).ok_or(Wide)
    }

    fn either(
        &self,
        other: &Held,
        exactly: impl Fn(&Ratio, &Ratio) -> Result<Ratio, Wide>,
        nearly: impl Fn(&Twin, &Twin) -> Option<Twin>,
    ) -> Result<Held, Wide> {
        if let (Held::Exact(a), Held::Exact(b)) = (self, other)
            && let Ok(ratio) = exactly(a, b)
        {
            return Ok(Held::Exact(ratio));
        }
        nearly(&self.twin()?, &other.twin()?).map(Held::Near).ok_or(Wide)
    }

    fn twin(&self) -> Result<Twin, Wide> {
        match self {
            Held::Exact(ratio) => ratio.twin().ok_or(Wide),
            Held::Near(twin) => Ok(*twin),
        }
    }
}

/// The half steps of `10^-scale` below a number that is not one itself.
fn halves_below(twin: &Twin, scale: i32) -> Result<i128, Wide> {
    let by = power(scale.abs()).ok_or(Wide)?;
    twin.scaled(by, scale >= 0).and_then(|steps| steps.halves_below()).ok_or(Wide)
}
