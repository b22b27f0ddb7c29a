//! Fixed-point enclosures: two whole numbers in units of 2^-precision, every step rounded outward.

use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer;
use num_traits::{One, Signed, Zero};

use super::super::exact::Exact;

/// A value whose magnitude needs more bits than this before the point is not enclosed at all.
const MAX_MAGNITUDE: u64 = 1 << 16;
/// A root of more bits than this starts from the root of its upper half.
const DIRECT_BITS: u64 = 1_000;

/// All numbers from `lo` to `hi`, both in units of 2^-`precision` and both included.
#[derive(Clone)]
pub(super) struct Span {
    pub precision: u64,
    pub lo: BigInt,
    pub hi: BigInt,
}

impl Span {
    pub fn exact(value: &Exact, precision: u64) -> Option<Span> {
        let (num, den) = value.to_big().into_raw();
        Span::quotient((num.clone(), num), (den.clone(), den), precision)
    }

    pub fn add(&self, other: &Span) -> Span {
        Span { precision: self.precision, lo: &self.lo + &other.lo, hi: &self.hi + &other.hi }
    }

    pub fn mul(&self, other: &Span) -> Option<Span> {
        let (lo, hi) = if self.lo.is_negative() || other.lo.is_negative() {
            let corners = [&self.lo * &other.lo, &self.lo * &other.hi, &self.hi * &other.lo, &self.hi * &other.hi];
            (corners.iter().min()?.clone(), corners.into_iter().max()?)
        } else {
            (&self.lo * &other.lo, &self.hi * &other.hi)
        };
        Span { precision: self.precision, lo, hi }.coarser(self.precision).bounded()
    }

    /// The quotients; `None` if the divisor may be zero.
    pub fn div(&self, divisor: &Span) -> Option<Span> {
        if divisor.sign().is_none_or(|sign| sign == 0) {
            return None;
        }
        let top = (self.lo.clone(), self.hi.clone());
        let bottom = (divisor.lo.clone(), divisor.hi.clone());
        Span::quotient(top, bottom, self.precision)
    }

    /// The n-th roots of the non-negative part; `None` if there is none.
    pub fn root(&self, degree: u32) -> Option<Span> {
        let mut lo = self.lo.to_biguint().unwrap_or_default();
        let mut hi = self.hi.to_biguint()?;
        // Taking one prime at a time needs no more bits than the value; a root of high degree would.
        for prime in primes(degree) {
            let shift = self.precision * u64::from(prime - 1);
            lo = prime_root(&(lo << shift), prime);
            hi = root_above(&(hi << shift), prime);
        }
        Some(Span { precision: self.precision, lo: lo.into(), hi: hi.into() })
    }

    /// -1, 0 or 1 if all its numbers have that sign.
    pub fn sign(&self) -> Option<i32> {
        match (self.lo.sign(), self.hi.sign()) {
            (Sign::Plus, _) => Some(1),
            (_, Sign::Minus) => Some(-1),
            (Sign::NoSign, Sign::NoSign) => Some(0),
            _ => None,
        }
    }

    /// Whether all its numbers are within 2^-`bits` of zero.
    pub fn is_within(&self, bits: u64) -> bool {
        let largest = self.lo.magnitude().max(self.hi.magnitude());
        largest.bits() <= self.precision.saturating_sub(bits)
    }

    /// The same with `shift` fewer bits in both numbers, the precision unchanged.
    pub fn coarser(self, shift: u64) -> Span {
        let (lo, hi) = (self.lo >> shift, -(-self.hi >> shift));
        Span { precision: self.precision, lo, hi }
    }

    /// The same at a lower precision.
    pub fn at(&self, precision: u64) -> Span {
        let shift = self.precision.saturating_sub(precision);
        Span { precision: self.precision - shift, ..self.clone().coarser(shift) }
    }

    /// All quotients of a number between the first two and one between the other two, which do not enclose zero.
    fn quotient(top: (BigInt, BigInt), bottom: (BigInt, BigInt), precision: u64) -> Option<Span> {
        let single = top.0 == top.1 && bottom.0 == bottom.1;
        let (lo, hi) = (top.0 << precision, top.1 << precision);
        if single {
            let (whole, rest) = lo.div_mod_floor(&bottom.0);
            let above = if rest.is_zero() { whole.clone() } else { &whole + 1 };
            return Span { precision, lo: whole, hi: above }.bounded();
        }
        let corners = [(&lo, &bottom.0), (&lo, &bottom.1), (&hi, &bottom.0), (&hi, &bottom.1)];
        let below = corners.iter().map(|(x, y)| x.div_floor(y)).min()?;
        let above = corners.iter().map(|(x, y)| x.div_ceil(y)).max()?;
        Span { precision, lo: below, hi: above }.bounded()
    }

    fn bounded(self) -> Option<Span> {
        let bits = self.lo.bits().max(self.hi.bits());
        (bits <= self.precision + MAX_MAGNITUDE).then_some(self)
    }
}

/// The prime factors of a number, with multiplicity.
pub(super) fn primes(mut number: u32) -> Vec<u32> {
    let (mut found, mut prime) = (Vec::new(), 2);
    while number > 1 {
        if number.is_multiple_of(prime) {
            found.push(prime);
            number /= prime;
        } else {
            prime = if prime * prime > number { number } else { prime + 1 };
        }
    }
    found
}

/// The whole part of the root. The floor of a root of a floor is the floor of the root itself, so a degree is taken
/// prime by prime.
pub(super) fn floor_root(value: BigUint, degree: u32) -> BigUint {
    primes(degree).into_iter().fold(value, |value, prime| prime_root(&value, prime))
}

/// The root, if it is whole.
pub(super) fn whole_root(value: &BigUint, prime: u32) -> Option<BigUint> {
    if value.is_one() {
        return Some(value.clone());
    }
    if !value.trailing_zeros().unwrap_or(0).is_multiple_of(u64::from(prime)) || value.bits() <= u64::from(prime) {
        return None;
    }
    let root = prime_root(value, prime);
    (root.pow(prime) == *value).then_some(root)
}

fn root_above(value: &BigUint, prime: u32) -> BigUint {
    let root = prime_root(value, prime);
    if root.pow(prime) == *value { root } else { root + 1_u8 }
}

fn prime_root(value: &BigUint, prime: u32) -> BigUint {
    if let Ok(small) = u128::try_from(value) {
        return num_integer::Roots::nth_root(&small, prime).into();
    }
    let half = value.bits() / u64::from(prime) / 2;
    if value.bits() <= DIRECT_BITS || half < 16 {
        return value.nth_root(prime);
    }
    // One more than the root of the upper half lies above the root; from there Newton's steps descend to its whole
    // part, doubling the correct bits each time.
    let upper = prime_root(&(value >> (half * u64::from(prime))), prime);
    let mut root = (upper + 1_u8) << half;
    loop {
        let next = (&root * (prime - 1) + value / root.pow(prime - 1)) / prime;
        if next >= root {
            return root;
        }
        root = next;
    }
}
