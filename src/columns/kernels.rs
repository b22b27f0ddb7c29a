//! The loops: one operation over the lanes of a chunk. No loop decides anything inexactly; what each one guarantees is
//! proved in `docs/ketelitian.md`.
//!
//! Each is compiled for several instruction sets, one of which is picked at run time. No set fuses a multiplication
//! with an addition, so every machine computes the same bits.

use crate::number::Rounding;
use crate::syntax::ast::Comparison;

kernels! {
    /// `from * by`
    fn scale(to: &mut [f64], from: &[f64], by: f64) {
        for (to, a) in to.iter_mut().zip(from) {
            *to = a * by;
        }
    }

    /// `left + right`
    fn add(to: &mut [f64], left: &[f64], right: &[f64]) {
        for ((to, a), b) in to.iter_mut().zip(left).zip(right) {
            *to = a + b;
        }
    }

    /// `left - right`
    fn subtract(to: &mut [f64], left: &[f64], right: &[f64]) {
        for ((to, a), b) in to.iter_mut().zip(left).zip(right) {
            *to = a - b;
        }
    }

    /// `left * right`
    fn multiply(to: &mut [f64], left: &[f64], right: &[f64]) {
        for ((to, a), b) in to.iter_mut().zip(left).zip(right) {
            *to = a * b;
        }
    }

    /// `num * up / (den * down)`; a zero in `den` is replaced by 1
    fn quotient(to: &mut [f64], num: &[f64], up: f64, den: &[f64], down: f64) {
        for ((to, n), d) in to.iter_mut().zip(num).zip(den) {
            let d = if *d == 0.0 { 1.0 } else { *d };
            *to = (n * up) / (d * down);
        }
    }

    /// The nearest number inside `low..=high`.
    fn clamp(to: &mut [f64], from: &[f64], low: f64, high: f64) {
        for (to, a) in to.iter_mut().zip(from) {
            let a = if *a < low { low } else { *a };
            *to = if a > high { high } else { a };
        }
    }

    /// `-from`
    fn negate(to: &mut [f64], from: &[f64]) {
        for (to, a) in to.iter_mut().zip(from) {
            *to = -a;
        }
    }

    /// `|from|`
    fn absolute(to: &mut [f64], from: &[f64]) {
        for (to, a) in to.iter_mut().zip(from) {
            *to = a.abs();
        }
    }

    fn least(to: &mut [f64], left: &[f64], right: &[f64]) {
        for ((to, a), b) in to.iter_mut().zip(left).zip(right) {
            *to = if b < a { *b } else { *a };
        }
    }

    fn greatest(to: &mut [f64], left: &[f64], right: &[f64]) {
        for ((to, a), b) in to.iter_mut().zip(left).zip(right) {
            *to = if b > a { *b } else { *a };
        }
    }

    /// `then` where `when` is 1, else `otherwise`.
    fn select(to: &mut [f64], when: &[u8], then: &[f64], otherwise: &[f64]) {
        for (((to, when), a), b) in to.iter_mut().zip(when).zip(then).zip(otherwise) {
            *to = if *when != 0 { *a } else { *b };
        }
    }

    /// `to + from * weight`, in place
    fn add_to(to: &mut [f64], from: &[f64], weight: f64) {
        for (to, a) in to.iter_mut().zip(from) {
            *to += a * weight;
        }
    }

    /// `to + from * weight` and `count + weight` where `marks` is 0, in place
    fn add_unmarked(to: &mut [f64], count: &mut [f64], from: &[f64], marks: &[u8], weight: f64) {
        for (((to, count), a), mark) in to.iter_mut().zip(count).zip(from).zip(marks) {
            *to += if *mark == 0 { a * weight } else { 0.0 };
            *count += if *mark == 0 { weight } else { 0.0 };
        }
    }

    /// The greatest absolute value; NaN if any lane is.
    fn farthest(from: &[f64]) -> f64 {
        // Without their sign, floats are ordered like their bits.
        let mut most = 0u64;
        for a in from {
            let far = a.to_bits() & (u64::MAX >> 1);
            most = if far > most { far } else { most };
        }
        f64::from_bits(most)
    }

    /// The least and the greatest; for no lanes, the extreme values in reverse order.
    fn ends(from: &[i64]) -> (i64, i64) {
        let (mut low, mut high) = (i64::MAX, i64::MIN);
        for a in from {
            low = if *a < low { *a } else { low };
            high = if *a > high { *a } else { high };
        }
        (low, high)
    }

    /// `from * power`, which must be below 2^52 everywhere
    fn floats(to: &mut [f64], from: &[i64], power: i64) {
        for (to, a) in to.iter_mut().zip(from) {
            *to = (a * power) as f64;
        }
    }

    /// Narrows 128-bit integers to 64 bits; false where one does not fit.
    fn narrow(to: &mut [i64], from: &[i128]) -> bool {
        let mut fits = true;
        for (to, a) in to.iter_mut().zip(from) {
            *to = *a as i64;
            fits &= i128::from(*to) == *a;
        }
        fits
    }

    /// `from / power` where that is whole and small enough to be found with floats; false where it is not.
    fn divide(to: &mut [i64], from: &[i128], power: i64) -> bool {
        let (mut is_whole, down) = (true, power as f64);
        for (to, a) in to.iter_mut().zip(from) {
            // A guess, then whether it is right.
            let near = ((*a >> 64) as i64 as f64) * 18_446_744_073_709_551_616.0 + (*a as u64) as f64;
            *to = (near / down).round_ties_even() as i64;
            is_whole &= i128::from(*to) * i128::from(power) == *a;
        }
        is_whole
    }

    /// Steps of [`super::Answers::Numbers`] as 128-bit integers, each as two halves, the lower first.
    fn widen(to: &mut [[i64; 2]], from: &[f64]) {
        for (to, a) in to.iter_mut().zip(from) {
            let low = *a as i64;
            *to = [low, low >> 63];
        }
    }

    /// To the nearest whole number, a tie away from 0.
    fn round_half_away(to: &mut [f64], from: &[f64]) {
        for (to, a) in to.iter_mut().zip(from) {
            let whole = a.trunc();
            let more = if (a - whole).abs() >= 0.5 { 1.0f64 } else { 0.0 };
            *to = whole + more.copysign(*a);
        }
    }

    /// To the nearest whole number, a tie to the even one.
    fn round_half_even(to: &mut [f64], from: &[f64]) {
        for (to, a) in to.iter_mut().zip(from) {
            *to = a.round_ties_even();
        }
    }

    /// Toward 0.
    fn truncate(to: &mut [f64], from: &[f64]) {
        for (to, a) in to.iter_mut().zip(from) {
            *to = a.trunc();
        }
    }

    /// Toward plus infinity.
    fn ceiling(to: &mut [f64], from: &[f64]) {
        for (to, a) in to.iter_mut().zip(from) {
            *to = a.ceil();
        }
    }

    /// Toward minus infinity.
    fn floor(to: &mut [f64], from: &[f64]) {
        for (to, a) in to.iter_mut().zip(from) {
            *to = a.floor();
        }
    }

    /// Whether any lane lies within `error` of a half between two whole numbers.
    fn near_a_half(from: &[f64], error: f64) -> bool {
        let mut sure = true;
        for a in from {
            let a = a.abs();
            sure &= ((a - a.trunc()) - 0.5).abs() > error;
        }
        !sure
    }

    /// Whether any lane lies within `error` of a whole number.
    fn near_a_whole(from: &[f64], error: f64) -> bool {
        let mut sure = true;
        for a in from {
            sure &= (a - a.round_ties_even()).abs() > error;
        }
        !sure
    }

    /// Whether any lane lies within `error` of one of four points.
    fn near_points(from: &[f64], points: &[f64; 4], error: f64) -> bool {
        let mut sure = true;
        for a in from {
            let far = |at: usize| (a - points[at]).abs() > error;
            sure &= far(0) & far(1) & far(2) & far(3);
        }
        !sure
    }

    /// Marks the lanes of [`near_a_half`].
    fn halves(to: &mut [u8], from: &[f64], error: f64) {
        for (to, a) in to.iter_mut().zip(from) {
            let a = a.abs();
            let is_far = ((a - a.trunc()) - 0.5).abs() > error;
            *to = u8::from(!is_far);
        }
    }

    /// Marks the lanes of [`near_a_whole`].
    fn wholes(to: &mut [u8], from: &[f64], error: f64) {
        for (to, a) in to.iter_mut().zip(from) {
            let is_far = (a - a.round_ties_even()).abs() > error;
            *to = u8::from(!is_far);
        }
    }

    /// Marks the lanes of [`near_points`], in addition to those already marked.
    fn points(to: &mut [u8], from: &[f64], points: &[f64; 4], error: f64) {
        for (to, a) in to.iter_mut().zip(from) {
            let far = |at: usize| (a - points[at]).abs() > error;
            *to |= u8::from(!(far(0) & far(1) & far(2) & far(3)));
        }
    }

    /// Marks the lanes of [`near_each_other`].
    fn pairs(to: &mut [u8], left: &[f64], right: &[f64], error: f64) {
        for ((to, a), b) in to.iter_mut().zip(left).zip(right) {
            let is_far = (a - b).abs() > error;
            *to = u8::from(!is_far);
        }
    }

    /// Whether any two lanes lie within `error` of each other.
    fn near_each_other(left: &[f64], right: &[f64], error: f64) -> bool {
        let mut sure = true;
        for (a, b) in left.iter().zip(right) {
            sure &= (a - b).abs() > error;
        }
        !sure
    }

    /// `to`, or 0 if `anew`, plus the sum of four, in place.
    fn add_four(to: &mut [f64], anew: bool, a: &[f64], b: &[f64], c: &[f64], d: &[f64]) {
        for ((((to, a), b), c), d) in to.iter_mut().zip(a).zip(b).zip(c).zip(d) {
            let sum = (a + b) + (c + d);
            *to = if anew { sum } else { *to + sum };
        }
    }

    /// Adds to each byte the `deltas` of the edges that its lane is above.
    fn count_above(to: &mut [u8], from: &[f64], edges: &[f64; 4], deltas: &[u8; 4]) {
        for (to, a) in to.iter_mut().zip(from) {
            let step = |at: usize| if *a > edges[at] { deltas[at] } else { 0 };
            *to = to.wrapping_add(step(0)).wrapping_add(step(1)).wrapping_add(step(2)).wrapping_add(step(3));
        }
    }

    /// The same for one edge.
    fn count_above_one(to: &mut [u8], from: &[f64], edge: f64, delta: u8) {
        for (to, a) in to.iter_mut().zip(from) {
            *to = to.wrapping_add(if *a > edge { delta } else { 0 });
        }
    }

    /// Whether a number is whole.
    fn is_whole(to: &mut [u8], from: &[f64]) {
        for (to, a) in to.iter_mut().zip(from) {
            *to = u8::from(*a == a.trunc());
        }
    }

    /// Whether left is less; negated when `flip` is 1.
    fn less(to: &mut [u8], left: &[f64], right: &[f64], flip: u8) {
        for ((to, a), b) in to.iter_mut().zip(left).zip(right) {
            *to = u8::from(a < b) ^ flip;
        }
    }

    /// Whether both are equal; negated when `flip` is 1.
    fn equal(to: &mut [u8], left: &[f64], right: &[f64], flip: u8) {
        for ((to, a), b) in to.iter_mut().zip(left).zip(right) {
            *to = u8::from(a == b) ^ flip;
        }
    }

    /// `from` where it is unmarked and less, or the first one taken, in place; negated for comparison where `sign` is
    /// -1.
    fn least_unmarked(to: &mut [f64], from: &[f64], taken: &[u8], marks: &[u8], sign: f64) {
        for (((to, a), taken), mark) in to.iter_mut().zip(from).zip(taken).zip(marks) {
            let better = (*taken == 0) | (a * sign < *to * sign);
            *to = if (*mark == 0) & better { *a } else { *to };
        }
    }

    /// `from` where it is unmarked, in place.
    fn last_unmarked(to: &mut [f64], from: &[f64], marks: &[u8]) {
        for ((to, a), mark) in to.iter_mut().zip(from).zip(marks) {
            *to = if *mark == 0 { *a } else { *to };
        }
    }

    /// `count + weight` where `marks` is 0, in place.
    fn count_unmarked(count: &mut [f64], marks: &[u8], weight: f64) {
        for (count, mark) in count.iter_mut().zip(marks) {
            *count += if *mark == 0 { weight } else { 0.0 };
        }
    }
}

/// Rounds to a whole number by `mode`.
pub fn round(to: &mut [f64], from: &[f64], mode: Rounding) {
    match mode {
        Rounding::HalfAway => round_half_away(to, from),
        Rounding::HalfEven => round_half_even(to, from),
        Rounding::Truncate => truncate(to, from),
        Rounding::Ceiling => ceiling(to, from),
        Rounding::Floor => floor(to, from),
    }
}

/// Whether `mode` could round any lane differently if it were off by up to `error`. A NaN error makes every lane
/// doubtful.
pub fn is_doubtful(from: &[f64], error: f64, mode: Rounding) -> bool {
    match mode {
        Rounding::HalfAway | Rounding::HalfEven => near_a_half(from, error),
        Rounding::Truncate | Rounding::Ceiling | Rounding::Floor => near_a_whole(from, error),
    }
}

/// The lanes of [`is_doubtful`].
pub fn doubtful(to: &mut [u8], from: &[f64], error: f64, mode: Rounding) {
    match mode {
        Rounding::HalfAway | Rounding::HalfEven => halves(to, from, error),
        Rounding::Truncate | Rounding::Ceiling | Rounding::Floor => wholes(to, from, error),
    }
}

/// Compares lane by lane.
pub fn compare(to: &mut [u8], left: &[f64], comparison: Comparison, right: &[f64]) {
    match comparison {
        Comparison::Equal => equal(to, left, right, 0),
        Comparison::NotEqual => equal(to, left, right, 1),
        Comparison::Less => less(to, left, right, 0),
        Comparison::GreaterEqual => less(to, left, right, 1),
        Comparison::Greater => less(to, right, left, 0),
        Comparison::LessEqual => less(to, right, left, 1),
    }
}
