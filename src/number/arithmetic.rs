//! Sums, products, quotients and powers of exact numbers: small parts first, big ones on overflow.

use std::iter::Sum;
use std::ops::{Add, Mul, Neg, Sub};

use num_rational::BigRational;
use num_traits::{Pow, Signed};

use super::exact::{Exact, MAX_BITS, Repr, gcd};

impl Exact {
    /// The quotient; `None` if `divisor` is zero.
    pub fn checked_div(&self, divisor: &Exact) -> Option<Exact> {
        divisor.recip().map(|inverse| self * &inverse)
    }

    /// The power with a whole exponent. Anything to the power 0 is 1, 0 too. `None` for a negative
    /// power of 0 and for a result that would be oversized.
    pub fn checked_pow(&self, exponent: i32) -> Option<Exact> {
        if exponent < 0 {
            // Numerator and denominator trade places, so the size is that of the positive power.
            return self.recip()?.power(exponent.unsigned_abs());
        }
        self.power(exponent.unsigned_abs())
    }

    /// The distance from 0.
    pub fn abs(&self) -> Exact {
        if self.is_negative() { -self } else { self.clone() }
    }

    /// 10 to the power `exponent`; for rounding grids, so within ±60.
    #[doc(hidden)]
    pub fn power_of_ten(exponent: i32) -> Exact {
        let steps = exponent.unsigned_abs();
        let (up, power) = (exponent >= 0, 10_i128.checked_pow(steps));
        match power {
            Some(power) if up => Exact::small(power, 1),
            Some(power) => Exact::small(1, power),
            None => {
                let (one, power) = (1.into(), num_bigint::BigInt::from(10).pow(steps));
                Exact::settle(if up { BigRational::new_raw(power, one) } else { BigRational::new_raw(one, power) })
            }
        }
    }

    pub(super) fn recip(&self) -> Option<Exact> {
        match &self.0 {
            Repr::Small { num: 0, .. } => None,
            Repr::Small { num, den } => Some(Exact::small(num.signum() * den.get(), num.abs())),
            Repr::Big(big) => Some(Exact::settle(big.recip())),
        }
    }

    fn power(&self, exponent: u32) -> Option<Exact> {
        if let Some((num, den)) = self.small_ratio() {
            match (num.checked_pow(exponent), den.checked_pow(exponent)) {
                (Some(top), Some(bottom)) if top > i128::MIN => {
                    return Some(Exact::small(top, bottom));
                }
                _ => {}
            }
        }
        let big = self.to_big();
        let bits = big.numer().bits().max(big.denom().bits());
        // The power has at least this many bits: refuse before computing it.
        let least = bits.saturating_sub(1).saturating_mul(exponent.into());
        if least >= MAX_BITS {
            return None;
        }
        // A power of a ratio in lowest terms is in lowest terms.
        let (top, bottom) = (big.numer().pow(exponent), big.denom().pow(exponent));
        let power = Exact::settle(BigRational::new_raw(top, bottom));
        (!power.is_oversized()).then_some(power)
    }
}

fn sum(x: &Exact, y: &Exact) -> Exact {
    small_sum(x, y).unwrap_or_else(|| Exact::settle(x.to_big() + y.to_big()))
}

fn product(x: &Exact, y: &Exact) -> Exact {
    small_product(x, y).unwrap_or_else(|| Exact::settle(x.to_big() * y.to_big()))
}

fn negation(x: &Exact) -> Exact {
    match &x.0 {
        Repr::Small { num, den } => Exact(Repr::Small { num: -num, den: *den }),
        Repr::Big(big) => Exact(Repr::Big(Box::new(-(**big).clone()))),
    }
}

/// Reduces by the gcd of the denominators before multiplying (Knuth, TAOCP 4.5.1), which keeps the
/// parts small and leaves only one small gcd afterwards.
fn small_sum(x: &Exact, y: &Exact) -> Option<Exact> {
    let ((a, b), (c, d)) = (x.small_ratio()?, y.small_ratio()?);
    let shared = common(b, d);
    let (b_rest, d_rest) = (part(b, shared), part(d, shared));
    let top = a.checked_mul(d_rest)?.checked_add(c.checked_mul(b_rest)?)?;
    let again = if shared == 1 { 1 } else { common(top, shared) };
    let bottom = b_rest.checked_mul(part(d, again))?;
    fits(part(top, again)).map(|top| Exact::small(top, bottom))
}

/// Reduces crosswise before multiplying; the product is then in lowest terms by itself.
fn small_product(x: &Exact, y: &Exact) -> Option<Exact> {
    let ((a, b), (c, d)) = (x.small_ratio()?, y.small_ratio()?);
    let (first, second) = (common(a, d), common(c, b));
    let top = part(a, first).checked_mul(part(c, second))?;
    let bottom = part(b, second).checked_mul(part(d, first))?;
    fits(top).map(|top| Exact::small(top, bottom))
}

/// `number / by`, where `by` divides it. Mostly `by` is 1, and a division of this size is slow.
fn part(number: i128, by: i128) -> i128 {
    if by == 1 { number } else { number / by }
}

/// The gcd of two numbers of which `positive` is above 0, so it fits in `i128` and is not 0.
fn common(a: i128, positive: i128) -> i128 {
    if positive == 1 || a == positive {
        return positive;
    }
    let shared = gcd(a.unsigned_abs(), positive.unsigned_abs());
    i128::try_from(shared).unwrap_or(1)
}

fn fits(num: i128) -> Option<i128> {
    (num > i128::MIN).then_some(num)
}

impl<'e> Sum<&'e Exact> for Exact {
    fn sum<I: Iterator<Item = &'e Exact>>(all: I) -> Exact {
        all.fold(Exact::ZERO, |sum, one| &sum + one)
    }
}

impl Sum for Exact {
    fn sum<I: Iterator<Item = Exact>>(all: I) -> Exact {
        all.fold(Exact::ZERO, |sum, one| &sum + &one)
    }
}

impl Neg for &Exact {
    type Output = Exact;
    fn neg(self) -> Exact {
        negation(self)
    }
}

impl Neg for Exact {
    type Output = Exact;
    fn neg(self) -> Exact {
        negation(&self)
    }
}

macro_rules! operator {
    ($Trait:ident, $method:ident, |$x:ident, $y:ident| $value:expr) => {
        operator!(@ $Trait, $method, |$x, $y| $value, &Exact, &Exact);
        operator!(@ $Trait, $method, |$x, $y| $value, &Exact, Exact);
        operator!(@ $Trait, $method, |$x, $y| $value, Exact, &Exact);
        operator!(@ $Trait, $method, |$x, $y| $value, Exact, Exact);
    };
    (@ $Trait:ident, $method:ident, |$x:ident, $y:ident| $value:expr, $Left:ty, $Right:ty) => {
        impl $Trait<$Right> for $Left {
            type Output = Exact;
            fn $method(self, other: $Right) -> Exact {
                let ($x, $y): (&Exact, &Exact) = (&self, &other);
                $value
            }
        }
    };
}

operator!(Add, add, |x, y| sum(x, y));
operator!(Sub, sub, |x, y| sum(x, &negation(y)));
operator!(Mul, mul, |x, y| product(x, y));
