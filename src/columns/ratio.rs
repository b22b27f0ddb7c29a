//! Ratios of one lane, for the few decisions that floats leave open: exact, in 128 bits, or refused.

use super::twin::Twin;
use crate::number::{Exact, Rounding};
use num_integer::Roots;
use std::cmp::Ordering;

/// Numbers too long for these ratios; the lane goes through the exact evaluator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wide;

/// An exact ratio. The denominator is positive; both may have a common factor.
#[derive(Debug, Clone, Copy)]
pub struct Ratio {
    num: i128,
    den: i128,
}

impl Ratio {
    /// The least 128-bit number has no negation, so it is not used.
    fn new(num: i128, den: i128) -> Option<Ratio> {
        (num > i128::MIN).then_some(Ratio { num, den })
    }

    /// `steps / 10^scale`
    pub fn decimal(steps: i64, scale: u32) -> Result<Ratio, Wide> {
        Ok(Ratio { num: steps.into(), den: power(scale)? })
    }

    /// A whole number.
    pub fn whole(number: i64) -> Ratio {
        Ratio { num: number.into(), den: 1 }
    }

    /// The same number, if it is short enough.
    pub fn of(number: &Exact) -> Result<Ratio, Wide> {
        number.small_ratio().map(|(num, den)| Ratio { num, den }).ok_or(Wide)
    }

    /// Whether it is 0.
    pub fn is_zero(&self) -> bool {
        self.num == 0
    }

    /// `-self`
    pub fn negated(&self) -> Ratio {
        Ratio { num: -self.num, den: self.den }
    }

    /// `|self|`
    pub fn absolute(&self) -> Ratio {
        Ratio { num: self.num.abs(), den: self.den }
    }

    /// `self + other`
    pub fn plus(&self, other: &Ratio) -> Result<Ratio, Wide> {
        twice(self, other, |a, b| {
            if a.den == b.den {
                return Ratio::new(a.num.checked_add(b.num)?, a.den);
            }
            let num = a.num.checked_mul(b.den)?.checked_add(b.num.checked_mul(a.den)?)?;
            Ratio::new(num, a.den.checked_mul(b.den)?)
        })
    }

    /// `self * other`
    pub fn times(&self, other: &Ratio) -> Result<Ratio, Wide> {
        twice(self, other, |a, b| Ratio::new(a.num.checked_mul(b.num)?, a.den.checked_mul(b.den)?))
    }

    /// `1 / self`; none for 0.
    pub fn inverse(&self) -> Option<Ratio> {
        match self.num {
            0 => None,
            num => Some(Ratio { num: if num < 0 { -self.den } else { self.den }, den: num.abs() }),
        }
    }

    /// How two compare.
    pub fn order(&self, other: &Ratio) -> Result<Ordering, Wide> {
        twice(self, other, |a, b| Some(a.num.checked_mul(b.den)?.cmp(&b.num.checked_mul(a.den)?)))
    }

    /// The number in steps of `10^-scale`, rounded by `mode`.
    pub fn steps(&self, scale: i32, mode: Rounding) -> Result<i128, Wide> {
        let power = power(scale.unsigned_abs())?;
        let scaled = match scale >= 0 {
            true => self.times(&Ratio { num: power, den: 1 })?,
            false => self.times(&Ratio { num: 1, den: power })?,
        };
        let (top, negative) = (scaled.num.unsigned_abs(), scaled.num < 0);
        let bottom = scaled.den.unsigned_abs();
        let (cut, rest) = (top / bottom, top % bottom);
        let half = rest.cmp(&(bottom - rest));
        let more = match mode {
            _ if rest == 0 => false,
            Rounding::Truncate => false,
            Rounding::HalfAway => half.is_ge(),
            Rounding::HalfEven => half.is_gt() || (half.is_eq() && cut % 2 == 1),
            Rounding::Ceiling => !negative,
            Rounding::Floor => negative,
        };
        let steps = i128::try_from(cut).map_err(|_| Wide)?.checked_add(i128::from(more)).ok_or(Wide)?;
        Ok(if negative { -steps } else { steps })
    }

    /// Whether it is a whole number of steps of `10^-scale`.
    pub fn ends_within(&self, scale: i32) -> Result<bool, Wide> {
        Ok(self.rounded(scale, Rounding::Truncate)?.order(self)?.is_eq())
    }

    /// The rounded number itself.
    pub fn rounded(&self, places: i32, mode: Rounding) -> Result<Ratio, Wide> {
        Ratio::stepped(self.steps(places, mode)?, places)
    }

    /// `steps` of `10^-places`
    pub fn stepped(steps: i128, places: i32) -> Result<Ratio, Wide> {
        let power = power(places.unsigned_abs())?;
        match places >= 0 {
            true => Ok(Ratio { num: steps, den: power }),
            false => steps.checked_mul(power).and_then(|num| Ratio::new(num, 1)).ok_or(Wide),
        }
    }

    /// So many quarters.
    pub fn quarters(count: i128) -> Ratio {
        Ratio { num: count, den: 4 }
    }

    /// The root of a positive number, if it is rational.
    pub fn root(&self, degree: u32) -> Option<Ratio> {
        // The root of n / d is that of n d^(degree - 1), divided by d.
        let whole = |ratio: &Ratio| {
            let power = ratio.den.checked_pow(degree.checked_sub(1)?)?;
            u128::try_from(ratio.num.checked_mul(power)?).ok().map(|number| (number, ratio.den))
        };
        let (number, den) = whole(self).or_else(|| whole(&self.reduced()))?;
        let root = if degree == 2 { number.isqrt() } else { number.nth_root(degree) };
        (root.checked_pow(degree)? == number).then_some(Ratio { num: i128::try_from(root).ok()?, den })
    }

    /// Two floats whose sum is near it.
    pub fn twin(&self) -> Option<Twin> {
        Twin::ratio(self.num, self.den)
    }

    /// A float within four units of roundoff of the number in steps of `10^-scale`.
    pub fn approximate(&self, scale: i32) -> f64 {
        let power = (0..scale.unsigned_abs()).fold(1.0, |power, _| power * 10.0);
        let value = self.num as f64 / self.den as f64;
        if scale >= 0 { value * power } else { value / power }
    }

    fn reduced(&self) -> Ratio {
        let common = num_integer::gcd(self.num, self.den).max(1);
        Ratio { num: self.num / common, den: self.den / common }
    }
}

/// Tries with the parts as they are, then in lowest terms.
fn twice<T>(left: &Ratio, right: &Ratio, of: impl Fn(&Ratio, &Ratio) -> Option<T>) -> Result<T, Wide> {
    of(left, right).or_else(|| of(&left.reduced(), &right.reduced())).ok_or(Wide)
}

fn power(exponent: u32) -> Result<i128, Wide> {
    10i128.checked_pow(exponent).ok_or(Wide)
}
