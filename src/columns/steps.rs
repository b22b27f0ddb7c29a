//! Numbers of the rules as whole floats: steps of a power of ten.

use super::algebra::Unfit;
use super::batch::EXACT;
use crate::number::Exact;

/// The most decimals of steps.
const MOST_SCALE: i32 = 15;

/// 10 to the `exponent`, exactly.
pub fn power(exponent: i32) -> Option<f64> {
    (0..=MOST_SCALE).contains(&exponent).then(|| (0..exponent).fold(1.0, |power, _| power * 10.0))
}

/// A number as whole steps and decimals, if it has a finite decimal form that is short enough.
pub fn decimal(number: &Exact) -> Option<(f64, i32)> {
    let decimal = number.to_decimal()?;
    let scale = i32::try_from(decimal.scale()).ok().filter(|scale| *scale <= MOST_SCALE)?;
    Some((whole(decimal.mantissa()).ok()?, scale))
}

/// A number in steps of 1/`factor`; it has to be a whole number of them.
pub fn steps(number: &Exact, factor: f64) -> Result<f64, Unfit> {
    let (steps, scale) = decimal(number).ok_or(Unfit("a number has no decimals"))?;
    let steps = steps * (factor / power(scale).ok_or(Unfit("too many decimals"))?);
    if steps.abs() < EXACT { Ok(steps) } else { Err(Unfit("a number of the rules is too long")) }
}

/// A whole number as a float, if it is exact.
pub fn whole(number: i128) -> Result<f64, Unfit> {
    if number.unsigned_abs() < 1 << 53 { Ok(number as f64) } else { Err(Unfit("a number of the rules is too long")) }
}

/// Whether a number is below an end; NaN is not.
pub fn below(number: f64, end: f64) -> bool {
    number < end
}

/// Both without their common factor.
pub fn lowest(up: f64, down: f64) -> (f64, f64) {
    if up.abs() >= EXACT || down.abs() >= EXACT || up == 0.0 {
        return (up, down);
    }
    let common = num_integer::gcd(up.abs() as u64, down.abs() as u64).max(1) as f64;
    (up / common, down / common)
}
