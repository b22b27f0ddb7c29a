//! A rational multiple of the root of a positive rational, in lowest terms.

use num_bigint::{BigInt, BigUint};
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::Pow;

use super::super::exact::Exact;
use super::span::{Span, floor_root, primes, whole_root};

/// Radicands with more bits than this in numerator or denominator are no longer multiplied together.
const MAX_RADICAND: u64 = 1 << 16;
/// Degrees of radicals stay below this.
const MAX_DEGREE: u32 = 1 << 16;

/// The powers of one radical that are tried to express another.
const MAX_TRIES: u32 = 12;

/// `base^(1/degree)`. The base is positive and no perfect power for any prime that divides the
/// degree, so no lower power of the radical is rational. Degree 1 has the base 1.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Radical {
    pub base: Exact,
    pub degree: u32,
}

/// A rational, not zero, times a radical.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Term {
    pub factor: Exact,
    pub radical: Radical,
}

impl Radical {
    const ONE: Radical = Radical { base: Exact::ONE, degree: 1 };

    /// The quotient of two radicals, if it is rational. Both are in lowest terms, so the degrees are then equal.
    pub fn rational_quotient(&self, divisor: &Radical) -> Option<Exact> {
        if self.degree != divisor.degree {
            return None;
        }
        if self.base == divisor.base {
            return Some(Exact::ONE);
        }
        if (twos(&self.base) - twos(&divisor.base)) % i64::from(self.degree) != 0 {
            return None;
        }
        let mut quotient = self.base.checked_div(&divisor.base)?;
        for prime in primes(self.degree) {
            quotient = rational_root(&quotient, prime)?;
        }
        Some(quotient)
    }

    /// Whether the other radical is found to be a rational multiple of a power of this one. Only
    /// short powers are tried.
    pub fn has_power(&self, other: &Radical) -> bool {
        let rest = self.degree % other.degree;
        // This radical to the power degree / other.degree is the root of its base of the other degree.
        rest == 0
            && (1..other.degree.min(MAX_TRIES)).any(|exponent| {
                let Some(power) = power(&self.base, exponent) else { return false };
                let radical = Radical { base: power, degree: other.degree };
                radical.rational_quotient(other).is_some()
            })
    }

    fn span(&self, precision: u64) -> Option<Span> {
        let (num, den) = self.base.to_big().into_raw();
        // Scale a small radicand above 1, so that the root keeps its digits.
        let lift = match den.bits().saturating_sub(num.bits()) {
            0 => 0,
            bits => bits / u64::from(self.degree) + 1,
        };
        let lifted = BigRational::new(num << (lift * u64::from(self.degree)), den);
        let span = Span::exact(&Exact::settle(lifted), precision)?;
        Some(span.root(self.degree)?.coarser(lift))
    }
}

impl Term {
    pub fn rational(factor: Exact) -> Term {
        Term { factor, radical: Radical::ONE }
    }

    /// The root of a positive rational; `None` if it is too large to be searched for perfect powers.
    pub fn root(mut base: Exact, mut degree: u32) -> Option<Term> {
        if bits(&base) > MAX_RADICAND || degree >= MAX_DEGREE {
            return None;
        }
        for prime in primes(degree) {
            if let Some(root) = rational_root(&base, prime) {
                base = root;
                degree /= prime;
            }
        }
        if degree == 1 {
            return Some(Term::rational(base));
        }
        Some(Term { factor: Exact::ONE, radical: Radical { base, degree } })
    }

    pub fn is_rational(&self) -> bool {
        self.radical.degree == 1
    }

    pub fn scaled(&self, factor: &Exact) -> Term {
        Term { factor: &self.factor * factor, radical: self.radical.clone() }
    }

    /// The product; `None` if the radicand would be too large.
    pub fn mul(&self, other: &Term) -> Option<Term> {
        if other.is_rational() {
            return Some(self.scaled(&other.factor));
        }
        if self.is_rational() {
            return Some(other.scaled(&self.factor));
        }
        let (mine, theirs) = (&self.radical, &other.radical);
        let shared = mine.degree.gcd(&theirs.degree);
        let (up, up_theirs) = (theirs.degree / shared, mine.degree / shared);
        let degree = mine.degree.checked_mul(up)?;
        let base = power(&mine.base, up)? * power(&theirs.base, up_theirs)?;
        Some(Term::root(base, degree)?.scaled(&(&self.factor * &other.factor)))
    }

    pub fn recip(&self) -> Option<Term> {
        let radical = Radical { base: self.radical.base.recip()?, degree: self.radical.degree };
        Some(Term { factor: self.factor.recip()?, radical })
    }

    /// The power; `None` if a part would be too large.
    pub fn pow(&self, exponent: u32) -> Option<Term> {
        let (whole, rest) = exponent.div_rem(&self.radical.degree);
        let factor = power(&self.factor, exponent)? * power(&self.radical.base, whole)?;
        let shared = rest.gcd(&self.radical.degree);
        let root = Term::root(power(&self.radical.base, rest / shared)?, self.radical.degree / shared)?;
        Some(root.scaled(&factor))
    }

    /// The root of a positive term; `None` if the radicand would be too large.
    pub fn root_of(&self, degree: u32) -> Option<Term> {
        let base = power(&self.factor, self.radical.degree)? * &self.radical.base;
        Term::root(base, self.radical.degree.checked_mul(degree)?)
    }

    pub fn span(&self, precision: u64) -> Option<Span> {
        let factor = Span::exact(&self.factor, precision)?;
        if self.is_rational() {
            return Some(factor);
        }
        factor.mul(&self.radical.span(precision)?)
    }

    /// The whole part of the magnitude times `scale`, by one root of whole numbers; `None` if those
    /// would be too long.
    pub fn whole_part(&self, scale: &Exact) -> Option<BigUint> {
        let degree = self.radical.degree;
        let scaled = &self.factor * scale;
        if bits(&scaled).saturating_mul(degree.into()) > MAX_RADICAND {
            return None;
        }
        let (num, den) = parts(&scaled);
        let (top, bottom) = parts(&self.radical.base);
        Some(floor_root(num.pow(degree) * top / (den.pow(degree) * bottom), degree))
    }

    /// Upper bounds of the binary logarithms for this term written with the denominator `common` (a multiple of
    /// [`Term::denominator`]): see the separation bound in the parent module.
    pub fn log_numerator(&self, common: &BigUint) -> u64 {
        let (base_num, base_den) = parts(&self.radical.base);
        let whole = parts(&self.factor).0 * (common / self.denominator());
        let degree = u64::from(self.radical.degree);
        let root = (log2(&base_num) + (degree - 1) * log2(&base_den)).div_ceil(degree);
        log2(&whole) + root
    }

    pub fn denominator(&self) -> BigUint {
        parts(&self.factor).1 * parts(&self.radical.base).1
    }
}

/// Numerator without its sign, and denominator.
pub(super) fn parts(value: &Exact) -> (BigUint, BigUint) {
    let (num, den) = value.to_big().into_raw();
    (num.into_parts().1, den.into_parts().1)
}

/// The smallest whole number not below the binary logarithm of a positive number.
pub(super) fn log2(value: &BigUint) -> u64 {
    let bits = value.bits();
    if value.trailing_zeros() == Some(bits.saturating_sub(1)) { bits - 1 } else { bits }
}

/// The power; `None` if it would exceed the length limit of a radicand.
pub(super) fn power(value: &Exact, exponent: u32) -> Option<Exact> {
    if exponent == 1 || *value == Exact::ONE {
        return Some(value.clone());
    }
    if bits(value).saturating_mul(exponent.into()) > MAX_RADICAND {
        return None;
    }
    let (num, den) = value.to_big().into_raw();
    let (num, den): (BigInt, BigInt) = (num.pow(exponent), den.pow(exponent));
    Some(Exact::settle(BigRational::new_raw(num, den)))
}

fn bits(value: &Exact) -> u64 {
    match value.small_ratio() {
        Some((num, den)) => (128 - num.unsigned_abs().leading_zeros().min(den.leading_zeros())).into(),
        None => {
            let big = value.to_big();
            big.numer().bits().max(big.denom().bits())
        }
    }
}

/// The exponent of 2 in a rational.
fn twos(value: &Exact) -> i64 {
    let count = |part: BigUint| part.trailing_zeros().unwrap_or(0).cast_signed();
    let (num, den) = parts(value);
    count(num) - count(den)
}

/// The root of a positive rational, if it is rational.
fn rational_root(value: &Exact, prime: u32) -> Option<Exact> {
    let (num, den) = parts(value);
    let den = whole_root(&den, prime)?;
    let num = whole_root(&num, prime)?;
    // Roots of coprime numbers are coprime.
    Some(Exact::settle(BigRational::new_raw(num.into(), den.into())))
}
