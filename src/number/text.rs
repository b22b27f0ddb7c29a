//! Exact numbers as plain text: digits, a point, no grouping; and as a fraction.

use std::fmt;

use num_bigint::BigUint;
use num_traits::{One, Pow, Zero};
use serde::{Serialize, Serializer};

use super::exact::{Exact, Repr};
use super::rounding::{Places, Rounding};

/// Decimal expansions up to this many places are written in full, longer ones as a fraction.
const MAX_EXPANSION: u32 = Places::MAX.get().unsigned_abs();

impl Exact {
    /// Whether the decimal expansion ends.
    pub fn is_terminating(&self) -> bool {
        if let Some((_, den)) = self.small_ratio() {
            return places_of(den.unsigned_abs()).is_some();
        }
        let den = self.to_big().into_raw().1.into_parts().1;
        let odd = &den >> den.trailing_zeros().unwrap_or(0);
        // log2(5) > 2: an odd number with n bits that divides a power of 5 divides 5^(n/2 + 1).
        let enough = u32::try_from(odd.bits() / 2 + 1).unwrap_or(u32::MAX);
        odd.is_one() || (BigUint::from(5_u8).pow(enough) % odd).is_zero()
    }

    /// Numerator (with its sign) and denominator in lowest terms, as digits.
    pub fn fraction(&self) -> (String, String) {
        match &self.0 {
            Repr::Small { num, den } => (num.to_string(), den.to_string()),
            Repr::Big(big) => (big.numer().to_string(), big.denom().to_string()),
        }
    }

    /// The rounded number with exactly `places` decimals (none for negative places), no grouping. A zero has no sign,
    /// even one that results from rounding.
    pub fn to_plain(&self, places: Places, mode: Rounding) -> String {
        let steps = self.steps(places, mode);
        let digits = steps.abs().fraction().0;
        let sign = if steps.is_negative() { "-" } else { "" };
        let decimals = usize::try_from(places.get()).unwrap_or(0);
        if decimals > 0 {
            let digits = format!("{digits:0>width$}", width = decimals + 1);
            let (whole, part) = digits.split_at(digits.len() - decimals);
            return format!("{sign}{whole}.{part}");
        }
        let tens = if steps.is_zero() { 0 } else { places.get().unsigned_abs() };
        let zeros = "0".repeat(usize::try_from(tens).unwrap_or(0));
        format!("{sign}{digits}{zeros}")
    }

    /// The whole decimal expansion, as short as it can be; `None` if it needs over 60 places or never ends.
    pub fn to_exact_plain(&self) -> Option<String> {
        let places = self.terminating_places(MAX_EXPANSION)?;
        let places = Places::new(i32::try_from(places).ok()?)?;
        Some(self.to_plain(places, Rounding::Truncate))
    }

    /// How many places the decimal expansion has, if it ends within `limit` places.
    pub(super) fn terminating_places(&self, limit: u32) -> Option<u32> {
        if let Some((_, den)) = self.small_ratio() {
            return places_of(den.unsigned_abs()).filter(|places| *places <= limit);
        }
        let den = self.to_big().into_raw().1;
        // Four bits per place are more than a power of ten has: most long denominators stop here.
        if den.bits() > u64::from(limit) * 4 {
            return None;
        }
        (0..=limit).find(|places| (num_bigint::BigInt::from(10).pow(*places) % &den).is_zero())
    }
}

/// The exponent of the smallest power of ten that `den` (not zero) divides.
fn places_of(den: u128) -> Option<u32> {
    let twos = den.trailing_zeros();
    let (mut rest, mut fives) = (den.checked_shr(twos)?, 0);
    while rest % 5 == 0 {
        rest /= 5;
        fives += 1;
    }
    (rest == 1).then_some(twos.max(fives))
}

/// The decimal expansion if it ends within 60 places, else `numerator/denominator`.
impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(plain) = self.to_exact_plain() {
            return f.pad(&plain);
        }
        let (num, den) = self.fraction();
        f.pad(&format!("{num}/{den}"))
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A string, as displayed: no JSON reader may turn it into a float.
impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
