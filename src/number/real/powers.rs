//! Powers, roots and geometric means.

use num_bigint::{BigInt, BigUint};
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::One;

use super::node::Kind;
use super::radical::parts;
use super::span::primes;
use super::{Form, Real, TooHard};
use crate::number::Exact;

/// The largest prime factor that the degree of a root may have.
const MAX_PRIME: u32 = 4_096;

impl Real {
    /// The root that is not negative; `None` for a negative value and for the degree 0.
    /// Too hard if a prime above 4096 divides the degree, or the sign cannot be decided.
    pub fn root(&self, degree: u32) -> Result<Option<Real>, TooHard> {
        if degree == 0 || self.sign()? < 0 {
            return Ok(None);
        }
        if self.sign()? == 0 {
            return Ok(Some(Real::ZERO));
        }
        possible(degree)?;
        Ok(Some(self.root_of_positive(degree)))
    }

    /// The power with a whole exponent. Anything to the power 0 is 1, 0 too. `None` for a negative
    /// power of 0; too hard for a rational power that would be oversized.
    pub fn powi(&self, exponent: i32) -> Result<Option<Real>, TooHard> {
        let power = self.power(exponent.unsigned_abs())?;
        if exponent < 0 { Real::ONE.checked_div(&power) } else { Ok(Some(power)) }
    }

    /// The root of a positive value; the degree is known to be admissible.
    pub(super) fn root_of_positive(&self, degree: u32) -> Real {
        if degree == 1 {
            return self.clone();
        }
        if let Some(root) = self.single().and_then(|term| term.root_of(degree)) {
            return Real::from_terms(vec![root]);
        }
        if let Some((inner, first)) = self.as_root()
            && let Some(both) = first.checked_mul(degree)
        {
            return Real::node(Kind::Root(both), inner, &Real::ZERO);
        }
        Real::node(Kind::Root(degree), self, &Real::ZERO)
    }

    fn power(&self, exponent: u32) -> Result<Real, TooHard> {
        if exponent == 0 {
            return Ok(Real::ONE);
        }
        if let Form::Exact(value) = &self.0 {
            let exponent = i32::try_from(exponent).map_err(|_| TooHard)?;
            return value.checked_pow(exponent).map(Real::from).ok_or(TooHard);
        }
        if let Some(power) = self.single().and_then(|term| term.pow(exponent)) {
            return Ok(Real::from_terms(vec![power]));
        }
        if let Some((inner, degree)) = self.as_root() {
            let shared = exponent.gcd(&degree);
            if shared > 1 {
                return inner.root_of_positive(degree / shared).power(exponent / shared);
            }
        }
        let (mut square, mut rest) = (self.clone(), exponent);
        let mut power = if rest % 2 == 1 { self.clone() } else { Real::ONE };
        while rest > 1 {
            (square, rest) = (&square * &square, rest / 2);
            if rest % 2 == 1 {
                power = &power * &square;
            }
        }
        Ok(power)
    }
}

/// The root, of degree n, of the product of n values. `None` without values and with a negative
/// one; zero is allowed. Geometric means of rationals, and of such means, stay one radical.
pub fn geometric_mean(values: &[Real]) -> Result<Option<Real>, TooHard> {
    let Ok(degree) = u32::try_from(values.len()) else { return Err(TooHard) };
    let mut zero = false;
    for value in values {
        match value.sign()? {
            -1 => return Ok(None),
            sign => zero |= sign == 0,
        }
    }
    if degree == 0 || zero {
        return Ok((degree > 0).then_some(Real::ZERO));
    }
    possible(degree)?;
    // Rationals and radicals first, so that they become one radical before expressions are multiplied in.
    let rational = Real::from(rational_product(values));
    let simple = values.iter().filter(|value| matches!(value.0, Form::Surd(_)));
    let product = simple.fold(rational, |product, value| product * value);
    let others = values.iter().filter(|value| matches!(value.0, Form::Node(_)));
    let rest = others.cloned().reduce(|product, value| product * value);
    let product = rest.map_or(product.clone(), |rest| rest * product);
    Ok(Some(product.root_of_positive(degree)))
}

/// The product of the rational ones, reduced to lowest terms only once.
fn rational_product(values: &[Real]) -> Exact {
    let (mut num, mut den) = (BigUint::one(), BigUint::one());
    for value in values {
        if let Form::Exact(value) = &value.0 {
            match value.small_ratio() {
                Some((top, bottom)) => (num, den) = (num * top.unsigned_abs(), den * bottom.unsigned_abs()),
                None => {
                    let (top, bottom) = parts(value);
                    (num, den) = (num * top, den * bottom);
                }
            }
        }
    }
    Exact::settle(BigRational::new(BigInt::from(num), BigInt::from(den)))
}

fn possible(degree: u32) -> Result<(), TooHard> {
    let largest = primes(degree).last().copied().unwrap_or(1);
    if largest > MAX_PRIME { Err(TooHard) } else { Ok(()) }
}
