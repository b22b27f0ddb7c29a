//! A number as the sum of two floats, with an error bound: twice the digits of one float, for some twenty operations.
//!
//! The proofs are in `docs/ketelitian.md`, section 7.

use super::run::{SLACK, UNIT};
use super::steps::below;

/// The greatest relative rounding error of an operation: 256 times the square of that of one float.
const OFF: f64 = 256.0 * UNIT * UNIT;

/// Numbers beyond this, or below its inverse, are not handled here.
const FAR: f64 = 1e120;

/// A number within `error` of `high + low`. `high` is the float nearest to that sum.
#[derive(Debug, Clone, Copy)]
pub struct Twin {
    pub high: f64,
    pub low: f64,
    pub error: f64,
}

impl Twin {
    /// A whole number as two floats, with their error.
    fn whole(number: i128) -> Option<Twin> {
        // Above this, the float may not fit in 128 bits.
        if number.unsigned_abs() >= 1 << 126 {
            return None;
        }
        let high = number as f64;
        let rest = number - high as i128;
        let low = rest as f64;
        let error = if rest.unsigned_abs() < 1 << 53 { 0.0 } else { low.abs() * UNIT };
        Twin::usual((high, low), error)
    }

    /// `num / den`; `den` is not 0.
    pub fn ratio(num: i128, den: i128) -> Option<Twin> {
        let num = Twin::whole(num)?;
        if den == 1 { Some(num) } else { num.over(&Twin::whole(den)?) }
    }

    /// Two floats that were summed exactly, unless they or the error are out of range.
    fn usual((high, low): (f64, f64), error: f64) -> Option<Twin> {
        let far = high.abs();
        let is_usual = (far == 0.0 && low == 0.0) || (below(1.0 / FAR, far) && below(far, FAR));
        (is_usual && below(error, FAR)).then_some(Twin { high, low, error })
    }

    /// -1 or 1, if the number is certainly below or above 0.
    pub fn sign(&self) -> Option<i32> {
        let value = self.high + self.low;
        below(self.error * SLACK, value.abs()).then_some(if value < 0.0 { -1 } else { 1 })
    }

    /// `-self`
    pub fn negated(&self) -> Twin {
        Twin { high: -self.high, low: -self.low, error: self.error }
    }

    /// `|self|`, which has no greater error than `self`.
    pub fn absolute(&self) -> Twin {
        if self.high < 0.0 { self.negated() } else { *self }
    }

    /// `self + other`
    pub fn plus(&self, other: &Twin) -> Option<Twin> {
        let (first, rest) = sum(self.high, other.high);
        let error = self.error + other.error + (self.high.abs() + other.high.abs()) * OFF;
        Twin::usual(sum(first, rest + (self.low + other.low)), error * SLACK)
    }

    /// `self * other`
    pub fn times(&self, other: &Twin) -> Option<Twin> {
        let (product, rest) = product(self.high, other.high);
        let (x, y) = (self.high.abs(), other.high.abs());
        let error = (x + self.error) * other.error + y * self.error + x * y * OFF;
        Twin::usual(sum(product, rest + (self.high * other.low + self.low * other.high)), error * SLACK)
    }

    /// `self / other`; none where that may be 0.
    pub fn over(&self, other: &Twin) -> Option<Twin> {
        other.sign()?;
        let first = self.high / other.high;
        let exactly = |of: &Twin| Twin { error: 0.0, ..*of };
        let taken = exactly(other).times(&Twin::usual((first, 0.0), 0.0)?)?;
        let rest = exactly(self).plus(&taken.negated())?;
        let (x, y) = (first.abs(), other.high.abs());
        let error = (self.error + x * other.error) / (y - other.error * SLACK) + x * OFF;
        Twin::usual(sum(first, rest.high / other.high), error * SLACK)
    }

    /// The root of a number above 0.
    pub fn root(&self, degree: u32) -> Option<Twin> {
        if degree == 0 || self.sign()? < 0 {
            return None;
        }
        let share = 1.0 / f64::from(degree);
        let near = if degree == 2 { self.high.sqrt() } else { self.high.powf(share) };
        let one = Twin { high: 1.0, low: 0.0, error: 0.0 };
        let root = Twin::usual((near, 0.0), 0.0)?;
        let power = (0..degree).try_fold(one, |power, _| power.times(&root))?;
        // The root is `near` times the root of 1 + more, which is 1 + more / degree, up to the square of more.
        let more = self.over(&power)?.plus(&one.negated())?;
        let most = more.high.abs() * (1.0 + UNIT) + more.error;
        if !below(most, 0.25) {
            return None;
        }
        let error = near * share * (most * most + more.error + 8.0 * UNIT * most);
        Twin::usual(sum(near, near * more.high * share), error * SLACK)
    }

    /// The number times a power of ten that is a float.
    pub fn scaled(&self, power: f64, is_up: bool) -> Option<Twin> {
        let by = Twin::usual((power, 0.0), 0.0)?;
        if is_up { self.times(&by) } else { self.over(&by) }
    }

    /// The greatest multiple of 1/2 below the number, in halves; none where the number may be one itself.
    pub fn halves_below(&self) -> Option<i128> {
        // The halves up to `high`, and the remainder; beyond 2^52 there is none.
        let twice = self.high * 2.0;
        let first = twice.round();
        let rest = (twice - first) + self.low * 2.0;
        let second = rest.round();
        let beyond = rest - second;
        // The remainder was rounded once.
        let error = self.error * 2.0 * SLACK + UNIT * 4.0;
        if !below(error, 0.25) || !below(error, beyond.abs()) || first.abs() > 1e36 {
            return None;
        }
        Some(first as i128 + second as i128 - i128::from(beyond < 0.0))
    }
}

/// `a + b` and its rounding remainder: together exactly the sum.
#[inline(always)]
pub(super) fn sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let of_b = sum - a;
    (sum, (a - (sum - of_b)) + (b - of_b))
}

/// `a * b` and its rounding remainder: together exactly the product.
#[inline(always)]
pub(super) fn product(a: f64, b: f64) -> (f64, f64) {
    let product = a * b;
    let ((a, a_rest), (b, b_rest)) = (split(a), split(b));
    (product, ((a * b - product) + a * b_rest + a_rest * b) + a_rest * b_rest)
}

/// Two floats of half the digits whose sum is `a`.
#[inline(always)]
fn split(a: f64) -> (f64, f64) {
    let wide = a * 134_217_729.0;
    let first = wide - (wide - a);
    (first, a - first)
}
