//! Sums of two floats with their bound, against exact fractions: the bound holds, and is small enough to be of use.

use super::Random;
use crate::sample;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Pow, Signed, Zero};
use twin::Twin;

#[path = "../../../src/columns/twin.rs"]
#[allow(dead_code, clippy::disallowed_types, reason = "as in the room that it stands in")]
mod twin;

/// What that file takes from the others of its room.
mod run {
    pub const UNIT: f64 = f64::EPSILON / 2.0;
    pub const SLACK: f64 = 1.0 + 1e-6;
}

mod steps {
    pub fn below(number: f64, end: f64) -> bool {
        number < end
    }
}

fn fraction(number: f64) -> BigRational {
    BigRational::from_float(number).expect("finite")
}

/// The least and the greatest number that it may be.
fn ends(twin: &Twin) -> (BigRational, BigRational) {
    let (middle, error) = (fraction(twin.high) + fraction(twin.low), fraction(twin.error));
    assert_eq!(twin.high, twin.high + twin.low);
    (&middle - &error, middle + error)
}

fn holds(twin: &Twin, exact: &BigRational, what: &str) {
    let (low, high) = ends(twin);
    assert!(low <= *exact && *exact <= high, "{what}: {twin:?} is not {exact}");
}

/// Numbers of all lengths, short and round ones among them.
fn whole(random: &mut Random) -> i128 {
    let bits = random.below(100) as u32;
    let long =
        (i128::from(random.next()) << 60 | i128::from(random.next()) << 20 | i128::from(random.next())) & i128::MAX;
    match random.below(4) {
        0 => 10i128.pow(random.below(19) as u32),
        1 => random.below(12_000) as i128 + 1,
        _ => (long >> (126 - bits.min(120))).max(1),
    }
}

fn number(random: &mut Random) -> (Twin, BigRational) {
    let sign = if random.below(3) == 0 { -1 } else { 1 };
    let (num, den) = (whole(random) * sign, whole(random));
    let exact = BigRational::new(BigInt::from(num), BigInt::from(den));
    (Twin::ratio(num, den).expect("of usual size"), exact)
}

#[test]
fn operations_stay_within_their_bound() {
    let mut random = Random::new(7);
    for _ in 0..sample::of(2_000, 1_000_000) {
        let (mut twin, mut exact) = number(&mut random);
        holds(&twin, &exact, "ratio");
        for _ in 0..5 {
            let (other, known) = number(&mut random);
            let (next, value, what) = match random.below(6) {
                0 => (twin.plus(&other), &exact + known, "plus"),
                1 => (twin.plus(&other.negated()), &exact - known, "minus"),
                2 => (twin.times(&other), &exact * known, "times"),
                3 => (twin.over(&other), &exact / known, "over"),
                // All but the last digits go.
                4 => (
                    twin.times(&other).and_then(|more| more.plus(&twin.times(&other)?.negated())),
                    BigRational::zero(),
                    "nothing",
                ),
                _ => (Some(twin.absolute()), exact.abs(), "absolute"),
            };
            let Some(next) = next else { break };
            holds(&next, &value, what);
            (twin, exact) = (next, value);
            if let Some(sign) = twin.sign() {
                let expected = BigInt::from(sign);
                assert_eq!(exact.signum(), BigRational::from(expected), "{twin:?} is not {exact}");
            }
        }
        let sharp = Twin::ratio(1, 3).expect("a third").times(&number(&mut random).0).expect("of usual size");
        assert!(sharp.error <= sharp.high.abs() * 1e-27, "{sharp:?}");
    }
}

#[test]
fn roots_stay_within_their_bound() {
    let mut random = Random::new(11);
    for _ in 0..sample::of(1_000, 300_000) {
        let (twin, exact) = number(&mut random);
        let degree = [2, 2, 2, 3, 4, 7, 12][random.below(7) as usize];
        let root = twin.absolute().root(degree).expect("of usual size");
        let (low, high) = ends(&root);
        let power = |end: BigRational| Pow::pow(end, degree);
        assert!(power(low) <= exact.abs() && exact.abs() <= power(high), "root {degree} of {exact}: {root:?}");
        assert!(root.error <= root.high * 1e-26, "{root:?}");
    }
}

#[test]
fn halves_are_told_apart_or_left() {
    let mut random = Random::new(13);
    for _ in 0..sample::of(2_000, 1_000_000) {
        let halves = i128::from(random.next()) >> random.below(47);
        let halves = if random.below(2) == 0 { -halves } else { halves };
        let place = BigRational::new(BigInt::from(halves), BigInt::from(2));
        let half = Twin::ratio(halves, 2).expect("of usual size");
        assert_eq!(half.halves_below(), None, "{half:?}");
        let beside = i128::from(random.next() % 1_000_000 + 1) * if random.below(2) == 0 { -1 } else { 1 };
        let parts = 10i128.pow(random.below(24) as u32 + 6);
        let twin = Twin::ratio(beside, parts).and_then(|beside| beside.plus(&half)).expect("of usual size");
        let exact = place + BigRational::new(BigInt::from(beside), BigInt::from(parts));
        holds(&twin, &exact, "beside a half");
        let expected = (&exact * BigInt::from(2)).floor().to_integer();
        match twin.halves_below() {
            Some(below) => assert_eq!(BigInt::from(below), expected, "{twin:?} is not {exact}"),
            None => assert!(beside.abs() * 1_000_000_000_000 < parts, "{twin:?} could be told"),
        }
    }
}
