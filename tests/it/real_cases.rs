//! Exact reals, case by case.

use crate::sample;
use std::cmp::Ordering;

use takar::number::{Bound, Exact, Interval, Places, Real, Rounding, TooHard, geometric_mean, parse_decimal};

fn exact(text: &str) -> Exact {
    parse_decimal(text).unwrap().into()
}

fn real(text: &str) -> Real {
    exact(text).into()
}

fn root(text: &str, degree: u32) -> Real {
    real(text).root(degree).unwrap().unwrap()
}

fn places(places: i32) -> Places {
    Places::new(places).unwrap()
}

/// √(2 + √3) and √(2 − √3), of which the quotient, sum squared and product are rational or simple.
fn nested(sign: i64) -> Real {
    (real("2") + root("3", 2) * Real::from(Exact::from(sign))).root(2).unwrap().unwrap()
}

#[test]
fn perfect_powers_are_rational() {
    assert_eq!(root("4", 2).as_exact(), Some(exact("2")));
    assert_eq!(root("0.000064", 6).as_exact(), Some(exact("0.2")));
    assert_eq!((root("2", 2) * root("8", 2)).as_exact(), Some(exact("4")));
    assert_eq!(((root("2", 2) + Real::ONE) * (root("2", 2) - Real::ONE)).as_exact(), Some(Exact::ONE));
    assert_eq!((root("12", 3) * root("18", 3)).as_exact(), Some(exact("6")));
    assert_eq!(root("2", 2).checked_div(&root("8", 2)).unwrap().unwrap().as_exact(), Some(exact("0.5")));
    assert_eq!(root("2", 2).powi(-4).unwrap().unwrap().as_exact(), Some(exact("0.25")));
    assert_eq!((root("2", 2) + root("8", 2) - root("18", 2)).as_exact(), Some(Exact::ZERO));
    assert_eq!(root("2", 2).as_exact(), None);
}

#[test]
fn what_has_no_value() {
    assert!(real("-1").root(3).unwrap().is_none());
    assert!(real("4").root(0).unwrap().is_none());
    assert!((root("2", 2) - real("2")).root(2).unwrap().is_none());
    assert!(geometric_mean(&[]).unwrap().is_none());
    assert!(geometric_mean(&[real("0"), real("-1")]).unwrap().is_none());
    assert_eq!(geometric_mean(&[real("0"), real("7")]).unwrap().unwrap().as_exact(), Some(Exact::ZERO));
    assert!(Real::ZERO.powi(-1).unwrap().is_none());
    assert_eq!(Real::ZERO.powi(0).unwrap().unwrap().as_exact(), Some(Exact::ONE));
    // Zero, although no rule of simplification sees it.
    let zero = (real("5") + real("2") * root("6", 2)).root(2).unwrap().unwrap() - root("2", 2) - root("3", 2);
    assert_eq!(zero.sign(), Ok(0));
    assert!(Real::ONE.checked_div(&zero).unwrap().is_none());
    assert_eq!(zero.root(3).unwrap().unwrap().as_exact(), Some(Exact::ZERO));
}

#[test]
fn ties_of_expressions() {
    // √(2 + √3) · √(2 − √3) = 1, and their quotient is 2 + √3.
    let one = nested(1) * nested(-1);
    assert_eq!(one.cmp_exact(&Exact::ONE), Ok(Ordering::Equal));
    let zero = nested(1).checked_div(&nested(-1)).unwrap().unwrap() - root("3", 2) - real("2");
    assert_eq!(zero.sign(), Ok(0));
    // (√(2 + √3) + √(2 − √3))² = 6, so the sum is √6; two hundredths and a half beyond it.
    let tie = nested(1) + nested(-1) - root("6", 2) + real("0.025");
    let shown = Rounding::ALL.map(|mode| tie.to_plain(places(2), mode).unwrap());
    assert_eq!(shown, ["0.03", "0.02", "0.02", "0.03", "0.02"]);
    let shown = Rounding::ALL.map(|mode| (-&tie).to_plain(places(2), mode).unwrap());
    assert_eq!(shown, ["-0.03", "-0.02", "-0.02", "-0.02", "-0.03"]);
    assert_eq!(tie.enclosure(places(3)), Ok((exact("0.025"), exact("0.025"))));
    assert_eq!(tie.enclosure(places(2)), Ok((exact("0.02"), exact("0.03"))));
}

#[test]
fn near_ties_are_not_ties() {
    let tiny = Exact::from(10).checked_pow(-200).unwrap();
    let below = nested(1) * nested(-1) - Real::from(&tiny) - real("0.5");
    assert_eq!(below.round(places(0), Rounding::HalfAway), Ok(Exact::ZERO));
    let above = nested(1) * nested(-1) + Real::from(&tiny) - real("0.5");
    assert_eq!(above.round(places(0), Rounding::HalfEven), Ok(Exact::ONE));
    // √2 from below, 70 digits right.
    let digits = root("2", 2).round(places(60), Rounding::Floor).unwrap();
    let rest = root("2", 2) - Real::from(&digits);
    assert_eq!(rest.sign(), Ok(1));
    assert_eq!(rest.cmp_exact(&Exact::from(10).checked_pow(-60).unwrap()), Ok(Ordering::Less));
}

#[test]
fn bands_and_caps() {
    let band = Interval::new(Bound::Included(exact("3")), Bound::Excluded(exact("3.11")));
    let mean = geometric_mean(&[real("2"), real("3"), real("5")]).unwrap().unwrap();
    assert_eq!(mean.in_interval(&band), Ok(true));
    assert_eq!((mean.clone() + real("0.01")).in_interval(&band), Ok(false));
    assert_eq!(mean.in_interval(&Interval::EMPTY), Ok(false));
    assert_eq!(mean.in_interval(&Interval::ALL), Ok(true));
    assert_eq!(mean.min(&real("3")).unwrap().as_exact(), Some(exact("3")));
    assert_eq!(mean.max(&real("4")).unwrap().as_exact(), Some(exact("4")));
    assert_eq!(mean.cmp(&root("30", 3)), Ok(Ordering::Equal));
}

#[test]
fn words() {
    assert_eq!(root("12", 3).describe(), "akar pangkat 3 dari 12");
    assert_eq!((root("12", 3) * real("-2.5") + real("1")).describe(), "−2.5 × akar pangkat 3 dari 12 + 1");
    assert_eq!(nested(1).describe(), "akar pangkat 2 dari (2 + akar pangkat 2 dari 3)");
    assert_eq!(real("2.5").describe(), "2.5");
    assert_eq!(root("12", 3).to_string(), "2.289428…");
    assert_eq!(format!("{:.2}", root("12", 3)), "2.28…");
    assert_eq!((-root("0.0000000000002", 2)).to_string(), "-0.000000…");
    assert_eq!((nested(1) * nested(-1)).to_string(), "1");
    assert_eq!(real("2.5").to_string(), "2.5");
}

/// Links of a chain that no form but an expression holds.
fn chain(links: usize) -> Real {
    (0..links).fold(real("3"), |value, _| (value + root("2", 2)).root(2).unwrap().unwrap())
}

#[test]
fn deep_chains() {
    let deep = chain(10_000);
    assert_eq!(deep.to_plain(places(10), Rounding::HalfAway).unwrap(), "1.7900440157");
    assert_eq!(deep.cmp(&deep.clone()), Ok(Ordering::Equal));
    assert_eq!(deep.cmp_exact(&exact("1.79")), Ok(Ordering::Greater));
    assert!(deep.describe().len() < 200);
    drop(deep);
    let mut sum = nested(1);
    for _ in 0..10_000 {
        sum = (sum + nested(-1)) * real("0.5");
    }
    assert_eq!(sum.to_plain(places(2), Rounding::HalfAway).unwrap(), "0.52");
}

#[test]
fn too_hard_is_said_in_time() {
    // Nested chains that converge to the same number: equal to thousands of digits, and not provably equal.
    let link = |value: Real, _| (value * real("0.00000000000000000001") + root("2", 2)).root(2).unwrap().unwrap();
    let near = |links: usize| (0..links).fold(real("3"), link);
    let (x, y) = if sample::is_long() { (chain(20_000), chain(19_999)) } else { (near(200), near(199)) };
    assert_eq!(x.cmp(&y), Err(TooHard));
    // Squares upon squares: a number beyond all size.
    let huge = (0..100).fold(nested(1), |value, _| &value * &value + Real::ONE);
    assert_eq!(huge.sign(), Err(TooHard));
    assert_eq!(huge.to_string(), "…");
    assert_eq!(real("2").root(4099).unwrap_err(), TooHard);
    assert!(real("2").root(4096 * 27).unwrap().unwrap().sign() == Ok(1));
}

#[test]
fn shared_between_threads() {
    let value = nested(1) + root("7", 5);
    let ask = |value: &Real| value.to_plain(places(40), Rounding::Floor).unwrap();
    let expected = ask(&value);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(ask(&value), expected));
        }
    });
}
