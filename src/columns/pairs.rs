//! The loops over second floats: what rounding took from each lane of a register, so that lane and second together are
//! nearer to the true number. The proofs stand in `docs/ketelitian.md`, 8.

use super::twin::{product, sum};

kernels! {
    /// Of `from * by`.
    fn scale(to: &mut [f64], from: &[f64], low: &[f64], by: f64) {
        for ((to, a), low) in to.iter_mut().zip(from).zip(low) {
            *to = product(*a, by).1 + low * by;
        }
    }

    /// Of `left + right * sign`, for a sign of 1 or -1.
    fn add(to: &mut [f64], left: [&[f64]; 2], right: [&[f64]; 2], sign: f64) {
        for ((to, (a, low_a)), (b, low_b)) in
            to.iter_mut().zip(left[0].iter().zip(left[1])).zip(right[0].iter().zip(right[1]))
        {
            *to = sum(*a, b * sign).1 + (low_a + low_b * sign);
        }
    }

    /// Of `left * right`.
    fn multiply(to: &mut [f64], left: [&[f64]; 2], right: [&[f64]; 2]) {
        for ((to, (a, low_a)), (b, low_b)) in
            to.iter_mut().zip(left[0].iter().zip(left[1])).zip(right[0].iter().zip(right[1]))
        {
            *to = product(*a, *b).1 + (a * low_b + b * low_a);
        }
    }

    /// Of `value`, which is `num * up / (den * down)`, a zero in `den` read as 1.
    fn quotient(to: &mut [f64], value: &[f64], num: [&[f64]; 2], up: f64, den: &[f64], down: f64) {
        let numbers = num[0].iter().zip(num[1]).zip(den);
        for ((to, q), ((n, low), d)) in to.iter_mut().zip(value).zip(numbers) {
            let d = if *d == 0.0 { 1.0 } else { *d };
            let ((n, n_rest), (d, d_rest)) = (product(*n, up), product(d, down));
            let (taken, taken_rest) = product(*q, d);
            let rest = (n - taken) + ((n_rest - taken_rest) + (low * up - q * d_rest));
            *to = rest / d;
        }
    }

    /// Of `value`, which is `from` inside `least..=most`.
    fn clamp(to: &mut [f64], value: &[f64], from: [&[f64]; 2], least: f64, most: f64) {
        for ((to, value), (a, low)) in to.iter_mut().zip(value).zip(from[0].iter().zip(from[1])) {
            let (beside, least, most) = ((a - value) + low, least - value, most - value);
            let beside = if beside < least { least } else { beside };
            *to = if beside > most { most } else { beside };
        }
    }

    /// Of `value`, which is the lesser of two; of the greater where `sign` is -1.
    fn least(to: &mut [f64], value: &[f64], left: [&[f64]; 2], right: [&[f64]; 2], sign: f64) {
        let both = left[0].iter().zip(left[1]).zip(right[0].iter().zip(right[1]));
        for ((to, value), ((a, low_a), (b, low_b))) in to.iter_mut().zip(value).zip(both) {
            let (a, b) = ((a - value) + low_a, (b - value) + low_b);
            *to = if b * sign < a * sign { b } else { a };
        }
    }

    /// Of `|from|`.
    fn absolute(to: &mut [f64], from: &[f64], low: &[f64]) {
        for ((to, a), low) in to.iter_mut().zip(from).zip(low) {
            let (low, turned) = (low * 1f64.copysign(*a), -2.0 * a.abs() - low * 1f64.copysign(*a));
            *to = if turned > low { turned } else { low };
        }
    }

    /// Adds `from * weight` where `marks` is 0 to a sum and its second, in place.
    fn add_unmarked(sums: &mut [f64], seconds: &mut [f64], from: [&[f64]; 2], marks: &[u8], weight: f64) {
        let items = from[0].iter().zip(from[1]).zip(marks);
        for ((total, second), ((a, low), mark)) in sums.iter_mut().zip(seconds).zip(items) {
            let (a, low) = if *mark == 0 { (*a, *low) } else { (0.0, 0.0) };
            let (item, item_rest) = product(a, weight);
            let (next, next_rest) = sum(*total, item);
            *total = next;
            *second += (item_rest + next_rest) + low * weight;
        }
    }

    /// Of `value`, which is a sum that was found nearer; nothing where `marks` is not 0.
    fn beside_sum(to: &mut [f64], value: &[f64], sums: &[f64], marks: &[u8]) {
        for (((to, value), sum), mark) in to.iter_mut().zip(value).zip(sums).zip(marks) {
            *to = if *mark == 0 { (sum - value) + *to } else { 0.0 };
        }
    }

    /// The middle between the two halves that each number lies between; marks those within `error` of one.
    fn between_halves(to: &mut [f64], near: &mut [u8], from: [&[f64]; 2], error: f64) {
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
    fn wholes(near: &mut [u8], from: [&[f64]; 2], error: f64) {
        for (near, (a, low)) in near.iter_mut().zip(from[0].iter().zip(from[1])) {
            let rest = (a - a.round_ties_even()) + low;
            let is_far = (rest - rest.round_ties_even()).abs() > error;
            *near = u8::from(!is_far);
        }
    }

    /// Adds `delta` to the byte of each number above `edge`, and marks those within `error` of it, beside those that are.
    fn count_above(to: &mut [u8], near: &mut [u8], from: [&[f64]; 2], edge: f64, delta: u8, error: f64) {
        for ((to, near), (a, low)) in to.iter_mut().zip(near).zip(from[0].iter().zip(from[1])) {
            let beyond = (a - edge) + low;
            *to = to.wrapping_add(if beyond > 0.0 { delta } else { 0 });
            let is_far = beyond.abs() > error;
            *near |= u8::from(!is_far);
        }
    }

    /// What the first is more than the second; marks those within `error` of each other.
    fn differences(to: &mut [f64], near: &mut [u8], left: [&[f64]; 2], right: [&[f64]; 2], error: f64) {
        let both = left[0].iter().zip(left[1]).zip(right[0].iter().zip(right[1]));
        for ((to, near), ((a, low_a), (b, low_b))) in to.iter_mut().zip(near).zip(both) {
            *to = (a - b) + (low_a - low_b);
            let is_far = to.abs() > error;
            *near = u8::from(!is_far);
        }
    }
}
