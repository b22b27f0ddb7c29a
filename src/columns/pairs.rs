//! The loops over second floats: what rounding took from each lane of a register, so that both together are nearer to
//! the true number; and which lanes are loose, that is, not exact. The proofs are in `docs/ketelitian.md`, section 8.

use super::twin::{product, sum};

/// Firsts, seconds, and 0 for each exact lane, which has a second of 0.
pub type Lanes<'m> = [&'m [f64]; 3];

/// A nonzero product of floats above this has lost nothing to underflow.
const SMALL: f64 = 1e-200;

/// `a * b`, its rounding remainder, and whether that is certainly 0.
#[inline(always)]
pub fn checked_product(a: f64, b: f64) -> (f64, f64, bool) {
    let (found, rest) = product(a, b);
    (found, rest, (rest == 0.0) & ((found.abs() > SMALL) | (a == 0.0) | (b == 0.0)))
}

/// 0 for an exact number.
#[inline(always)]
pub fn loose(is_exact: bool) -> f64 {
    if is_exact { 0.0 } else { 1.0 }
}

kernels! {
    /// For `from * by`.
    fn scale(low: &mut [f64], off: &mut [f64], from: Lanes, by: f64) {
        let numbers = from[0].iter().zip(from[1]).zip(from[2]);
        for ((low, off), ((a, low_a), off_a)) in low.iter_mut().zip(off).zip(numbers) {
            let (_, rest, is_exact) = checked_product(*a, by);
            *low = rest + low_a * by;
            *off = loose(is_exact & (*off_a == 0.0));
        }
    }

    /// For `left + right * sign`, with a sign of 1 or -1.
    fn add(low: &mut [f64], off: &mut [f64], left: Lanes, right: Lanes, sign: f64) {
        let left = left[0].iter().zip(left[1]).zip(left[2]);
        let both = left.zip(right[0].iter().zip(right[1]).zip(right[2]));
        for ((low, off), (((a, low_a), off_a), ((b, low_b), off_b))) in low.iter_mut().zip(off).zip(both) {
            let (_, rest) = sum(*a, b * sign);
            *low = rest + (low_a + low_b * sign);
            *off = loose((rest == 0.0) & (off_a + off_b == 0.0));
        }
    }

    /// For `left * right`.
    fn multiply(low: &mut [f64], off: &mut [f64], left: Lanes, right: Lanes) {
        let left = left[0].iter().zip(left[1]).zip(left[2]);
        let both = left.zip(right[0].iter().zip(right[1]).zip(right[2]));
        for ((low, off), (((a, low_a), off_a), ((b, low_b), off_b))) in low.iter_mut().zip(off).zip(both) {
            let (_, rest, is_exact) = checked_product(*a, *b);
            *low = rest + (a * low_b + b * low_a);
            *off = loose(is_exact & (off_a + off_b == 0.0));
        }
    }

    /// For `value`, which is `num * up / (den * down)`, with a zero in `den` replaced by 1.
    fn quotient(low: &mut [f64], off: &mut [f64], value: &[f64], num: Lanes, up: f64, den: &[f64], down: f64) {
        let numbers = num[0].iter().zip(num[1]).zip(num[2]).zip(den);
        for (((low, off), q), (((n, low_n), off_n), d)) in low.iter_mut().zip(off).zip(value).zip(numbers) {
            let d = if *d == 0.0 { 1.0 } else { *d };
            let ((n, n_rest, is_whole), (d, d_rest)) = (checked_product(*n, up), product(d, down));
            let (taken, taken_rest, is_taken) = checked_product(*q, d);
            let rest = (n - taken) + ((n_rest - taken_rest) + (low_n * up - q * d_rest));
            *low = rest / d;
            *off = loose(is_whole & is_taken & (d_rest == 0.0) & (n == taken) & (*off_n == 0.0));
        }
    }

    /// For `value`, which is `from` clamped to `least..=most`; a number farther than `error` outside is the end itself.
    fn clamp(low: &mut [f64], off: &mut [f64], value: &[f64], from: Lanes, least: f64, most: f64, error: f64) {
        let numbers = from[0].iter().zip(from[1]).zip(from[2]);
        for (((low, off), value), ((a, low_a), off_a)) in low.iter_mut().zip(off).zip(value).zip(numbers) {
            let beyond = (a - value) + low_a;
            let (least, most) = (least - value, most - value);
            let beside = if beyond < least { least } else { beyond };
            let beside = if beside > most { most } else { beside };
            *low = beside;
            let is_end = (beside == 0.0) & (beyond.abs() > error);
            *off = loose(is_end | (*off_a == 0.0));
        }
    }

    /// For `value`, which is the lesser of two, or the greater where `sign` is -1. If they are farther than `error`
    /// apart, the other no longer counts.
    fn least(low: &mut [f64], off: &mut [f64], value: &[f64], left: Lanes, right: Lanes, sign: f64, error: f64) {
        let left = left[0].iter().zip(left[1]).zip(left[2]);
        let both = left.zip(right[0].iter().zip(right[1]).zip(right[2]));
        for (((low, off), value), (((a, low_a), off_a), ((b, low_b), off_b))) in
            low.iter_mut().zip(off).zip(value).zip(both)
        {
            let (a, b) = ((a - value) + low_a, (b - value) + low_b);
            let is_right = b * sign < a * sign;
            let beside = if is_right { b } else { a };
            let chosen = if is_right { *off_b } else { *off_a };
            let is_known = ((a - b).abs() > error) & (chosen == 0.0);
            *low = beside;
            *off = loose((beside == 0.0) & (is_known | (off_a + off_b == 0.0)));
        }
    }

    /// For `|from|`.
    fn absolute(low: &mut [f64], from: &[f64], from_low: &[f64]) {
        for ((to, a), low) in low.iter_mut().zip(from).zip(from_low) {
            let (low, turned) = (low * 1f64.copysign(*a), -2.0 * a.abs() - low * 1f64.copysign(*a));
            *to = if turned > low { turned } else { low };
        }
    }

    /// Adds `from * weight` where `marks` is 0 to a sum and its second, in place.
    fn add_unmarked(sums: &mut [f64], low: &mut [f64], off: &mut [f64], from: Lanes, marks: &[u8], weight: f64) {
        let items = from[0].iter().zip(from[1]).zip(from[2]).zip(marks);
        for (((total, second), off), (((a, low), off_a), mark)) in sums.iter_mut().zip(low).zip(off).zip(items) {
            let (a, low, off_a) = if *mark == 0 { (*a, *low, *off_a) } else { (0.0, 0.0, 0.0) };
            let (item, item_rest, is_exact) = checked_product(a, weight);
            let (next, next_rest) = sum(*total, item);
            *total = next;
            *second += (item_rest + next_rest) + low * weight;
            *off += off_a + loose(is_exact & (next_rest == 0.0));
        }
    }

    /// For `value`, given a more accurate sum; nothing where `marks` is not 0.
    fn beside_sum(low: &mut [f64], off: &mut [f64], value: &[f64], sums: &[f64], marks: &[u8]) {
        for ((((low, off), value), sum), mark) in low.iter_mut().zip(off).zip(value).zip(sums).zip(marks) {
            *low = if *mark == 0 { (sum - value) + *low } else { 0.0 };
            *off = loose((*off == 0.0) & (sum == value));
        }
    }

    /// The midpoint of the two halves around each number; marks those within `error` of a half.
    fn between_halves(to: &mut [f64], near: &mut [u8], from: Lanes, error: f64) {
        for ((to, near), (a, low)) in to.iter_mut().zip(near).zip(from[0].iter().zip(from[1])) {
            let twice = a * 2.0;
            let first = twice.round_ties_even();
            let rest = (twice - first) + low * 2.0;
            let second = rest.round_ties_even();
            let beyond = rest - second;
            let below = if beyond < 0.0 { 1.0 } else { 0.0 };
            *to = ((first + second) - below) * 0.5 + 0.25;
            let is_far = beyond.abs() > error;
            *near = u8::from(!is_far);
        }
    }

    /// Marks the numbers within `error` of a whole one.
    fn wholes(near: &mut [u8], from: Lanes, error: f64) {
        for (near, (a, low)) in near.iter_mut().zip(from[0].iter().zip(from[1])) {
            let rest = (a - a.round_ties_even()) + low;
            let is_far = (rest - rest.round_ties_even()).abs() > error;
            *near = u8::from(!is_far);
        }
    }

    /// Adds `delta` to the byte of each number above `edge`, and marks those within `error` of it, in addition to those
    /// already marked.
    fn count_above(to: &mut [u8], near: &mut [u8], from: Lanes, edge: f64, delta: u8, error: f64) {
        for ((to, near), (a, low)) in to.iter_mut().zip(near).zip(from[0].iter().zip(from[1])) {
            let beyond = (a - edge) + low;
            *to = to.wrapping_add(if beyond > 0.0 { delta } else { 0 });
            let is_far = beyond.abs() > error;
            *near |= u8::from(!is_far);
        }
    }

    /// The differences of the first and the second; marks those within `error` of each other.
    fn differences(to: &mut [f64], near: &mut [u8], left: Lanes, right: Lanes, error: f64) {
        let both = left[0].iter().zip(left[1]).zip(right[0].iter().zip(right[1]));
        for ((to, near), ((a, low_a), (b, low_b))) in to.iter_mut().zip(near).zip(both) {
            *to = (a - b) + (low_a - low_b);
            let is_far = to.abs() > error;
            *near = u8::from(!is_far);
        }
    }

    /// Clears the marks where neither number is loose.
    fn decided(near: &mut [u8], off: &[f64], other: &[f64]) {
        for ((near, off), other) in near.iter_mut().zip(off).zip(other) {
            *near = if off + other == 0.0 { 0 } else { *near };
        }
    }
}
