//! The exact rational number: what it holds, how it is made and compared.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::num::NonZero;

use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{Signed, Zero};

/// A number with more bits than this in numerator or denominator is oversized.
pub const MAX_BITS: u64 = 8_192;

/// A number with more bits than this is long.
const LONG_BITS: u64 = 1_024;

/// The bits of a short number that replaces a long one where it need not be exact.
const NEAR_BITS: u64 = 256;

/// An exact rational number in lowest terms.
///
/// Equal values have one representation whatever computation led to them, so `==`, `Hash` and `Ord` agree. Sums and
/// products cannot overflow: a number that leaves `i128` moves to big integers and back once it fits again.
#[derive(Clone)]
pub struct Exact(pub(super) Repr);

/// `Small` whenever both parts lie within ±`i128::MAX` (so that negation cannot overflow), else `Big`.
/// `den` is positive; being non-zero, it also gives the enum its tag for free.
#[derive(Clone)]
pub(super) enum Repr {
    Small { num: i128, den: NonZero<i128> },
    Big(Box<BigRational>),
}

/// The denominator of whole numbers.
const WHOLE: NonZero<i128> = match NonZero::new(1) {
    Some(one) => one,
    None => NonZero::<i128>::MAX,
};

impl Exact {
    /// The number 0.
    pub const ZERO: Exact = Exact::integer(0);
    /// The number 1.
    pub const ONE: Exact = Exact::integer(1);
    /// The number 100: one, in percent.
    pub const HUNDRED: Exact = Exact::integer(100);
    /// The number 0.01: one percent.
    pub const HUNDREDTH: Exact = match NonZero::new(100) {
        Some(den) => Exact(Repr::Small { num: 1, den }),
        None => Exact::ZERO,
    };

    /// The ratio `num / den`; `None` if `den` is zero.
    pub fn ratio(num: i128, den: i128) -> Option<Exact> {
        let divisor = gcd(num.unsigned_abs(), den.unsigned_abs());
        if den == 0 {
            return None;
        }
        let (top, bottom) = (num.unsigned_abs() / divisor, den.unsigned_abs() / divisor);
        Some(Exact::from_reduced((num < 0) != (den < 0), top, bottom))
    }

    /// Takes over a big ratio, reduced or not; `None` if its denominator is zero.
    pub fn from_big(value: BigRational) -> Option<Exact> {
        let (num, den) = value.into_raw();
        (!den.is_zero()).then(|| Exact::settle(BigRational::new(num, den)))
    }

    /// The same value as a ratio of big integers, in lowest terms.
    pub fn to_big(&self) -> BigRational {
        match &self.0 {
            Repr::Small { num, den } => BigRational::new_raw((*num).into(), den.get().into()),
            Repr::Big(big) => (**big).clone(),
        }
    }

    /// Numerator and positive denominator in lowest terms, if both fit in `i128`.
    pub fn small_ratio(&self) -> Option<(i128, i128)> {
        match &self.0 {
            Repr::Small { num, den } => Some((*num, den.get())),
            Repr::Big(_) => None,
        }
    }

    /// Whether the number is 0.
    pub fn is_zero(&self) -> bool {
        matches!(self.0, Repr::Small { num: 0, .. })
    }

    /// Whether the number is below 0.
    pub fn is_negative(&self) -> bool {
        self.signum() < 0
    }

    /// Whether the number is whole.
    pub fn is_integer(&self) -> bool {
        match &self.0 {
            Repr::Small { den, .. } => den.get() == 1,
            Repr::Big(big) => big.is_integer(),
        }
    }

    /// -1, 0 or 1, as the number is below, at or above 0.
    pub fn signum(&self) -> i32 {
        match &self.0 {
            Repr::Small { num, .. } => match num.cmp(&0) {
                Ordering::Less => -1,
                Ordering::Equal => 0,
                Ordering::Greater => 1,
            },
            Repr::Big(big) if big.numer().is_negative() => -1,
            Repr::Big(_) => 1,
        }
    }

    /// Whether numerator or denominator has more than [`MAX_BITS`] bits. An evaluator turns such a
    /// value into a fault instead of computing on with it for ever.
    pub fn is_oversized(&self) -> bool {
        match &self.0 {
            Repr::Small { .. } => false,
            Repr::Big(big) => big.numer().bits().max(big.denom().bits()) > MAX_BITS,
        }
    }

    /// Whether it takes more room than any figure of a report.
    pub(crate) fn is_wide(&self) -> bool {
        matches!(self.0, Repr::Big(_))
    }

    /// A number of [`NEAR_BITS`] bits just above or below a long one; `None` for one that is not long.
    pub(super) fn nearby(&self, above: bool) -> Option<Exact> {
        let Repr::Big(big) = &self.0 else { return None };
        let (num, den) = (big.numer(), big.denom());
        if num.bits().max(den.bits()) <= LONG_BITS {
            return None;
        }
        // The bits after the point; negative where the number is very large.
        let behind = NEAR_BITS as i64 + den.bits() as i64 - num.bits() as i64;
        let scale = BigInt::from(1) << behind.unsigned_abs();
        let (top, bottom) = if behind >= 0 { (num * &scale, den.clone()) } else { (num.clone(), den * &scale) };
        let steps = if above { top.div_ceil(&bottom) } else { top.div_floor(&bottom) };
        let value = if behind >= 0 { BigRational::new(steps, scale) } else { BigRational::from(steps * scale) };
        Some(Exact::settle(value))
    }

    pub(super) const fn integer(value: i64) -> Exact {
        // `as` is lossless here; `From` is not yet callable in a constant.
        Exact(Repr::Small { num: value as i128, den: WHOLE })
    }

    /// From sign and magnitudes already in lowest terms; `den` is never zero, and would read as 1.
    pub(super) fn from_reduced(negative: bool, num: u128, den: u128) -> Exact {
        if let (Ok(top), Ok(bottom)) = (i128::try_from(num), i128::try_from(den)) {
            let top = if negative { -top } else { top };
            return Exact::small(top, bottom);
        }
        let sign = if negative { Sign::Minus } else { Sign::Plus };
        let top = BigInt::from_biguint(sign, num.into());
        Exact(Repr::Big(Box::new(BigRational::new_raw(top, den.into()))))
    }

    /// From parts in lowest terms, `num` above `i128::MIN`, `den` positive.
    pub(super) fn small(num: i128, den: i128) -> Exact {
        debug_assert!(num > i128::MIN && den > 0);
        let den = NonZero::new(den).unwrap_or(WHOLE);
        Exact(Repr::Small { num, den })
    }

    /// From a big ratio in lowest terms with a positive denominator: small again if it fits.
    pub(super) fn settle(value: BigRational) -> Exact {
        match (i128::try_from(value.numer()), i128::try_from(value.denom())) {
            (Ok(num), Ok(den)) if num > i128::MIN => Exact::small(num, den),
            _ => Exact(Repr::Big(Box::new(value))),
        }
    }
}

/// Greatest common divisor. Word-sized numbers are by far the most common and several times faster, so one long number
/// is first reduced to the size of the short one.
pub(super) fn gcd(a: u128, b: u128) -> u128 {
    let short = a.min(b);
    let long = a.max(b);
    match (u64::try_from(short), u64::try_from(long)) {
        (Ok(0), _) => long,
        (Ok(short), Ok(long)) => short.gcd(&long).into(),
        // The remainder is below `short`, so it is word-sized too.
        (Ok(word), Err(_)) => u64::try_from(long % short).map_or(1, |rest| word.gcd(&rest).into()),
        (Err(_), _) => short.gcd(&long),
    }
}

impl From<i64> for Exact {
    fn from(value: i64) -> Exact {
        Exact::integer(value)
    }
}

impl Default for Exact {
    fn default() -> Exact {
        Exact::ZERO
    }
}

// Comparison and hash of `Ratio` itself recurse as deep as its continued fraction is long, which depends on the input.
// So the parts are compared and hashed here.
impl PartialEq for Exact {
    fn eq(&self, other: &Exact) -> bool {
        match (&self.0, &other.0) {
            (Repr::Small { num: a, den: b }, Repr::Small { num: c, den: d }) => a == c && b == d,
            (Repr::Big(x), Repr::Big(y)) => x.numer() == y.numer() && x.denom() == y.denom(),
            _ => false,
        }
    }
}

impl Eq for Exact {}

impl Hash for Exact {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match &self.0 {
            Repr::Small { num, den } => (num, den).hash(state),
            Repr::Big(big) => (big.numer(), big.denom()).hash(state),
        }
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Exact) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Exact) -> Ordering {
        let signs = self.signum().cmp(&other.signum());
        if signs != Ordering::Equal {
            return signs;
        }
        if let (Some((a, b)), Some((c, d))) = (self.small_ratio(), other.small_ratio()) {
            if b == d {
                return a.cmp(&c);
            }
            if let (Some(left), Some(right)) = (a.checked_mul(d), c.checked_mul(b)) {
                return left.cmp(&right);
            }
        }
        let (x, y) = (self.to_big(), other.to_big());
        (x.numer() * y.denom()).cmp(&(y.numer() * x.denom()))
    }
}
