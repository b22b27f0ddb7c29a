//! Laws that exact reals keep, on random rationals and on random values with roots.

use std::cmp::Ordering;

use proptest::prelude::*;
use takar::number::{Exact, Places, Real, Rounding, TooHard, geometric_mean};

fn rational() -> impl Strategy<Value = Exact> {
    (-5_000_i128..5_000, 1_i128..200).prop_map(|(num, den)| Exact::ratio(num, den).unwrap())
}

fn positive() -> impl Strategy<Value = Exact> {
    (1_i128..20_000, prop::sample::select(vec![1_i128, 3, 10, 100]))
        .prop_map(|(num, den)| Exact::ratio(num, den).unwrap())
}

/// Rationals, radicals, their sums, and roots of those.
fn value() -> impl Strategy<Value = Real> {
    let leaf = prop_oneof![
        1 => rational().prop_map(Real::from),
        2 => (positive(), 2_u32..6).prop_map(|(base, degree)| Real::from(base).root(degree).unwrap().unwrap()),
    ];
    leaf.prop_recursive(3, 6, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(x, y)| x + y),
            (inner.clone(), inner.clone()).prop_map(|(x, y)| x * y),
            (inner, 2_u32..4).prop_map(|(x, degree)| x.abs().unwrap().root(degree).unwrap().unwrap()),
        ]
    })
}

fn places() -> impl Strategy<Value = Places> {
    (-3..30).prop_map(|places| Places::new(places).unwrap())
}

fn mode() -> impl Strategy<Value = Rounding> {
    prop::sample::select(Rounding::ALL.to_vec())
}

/// An expression that stands for the rational without being found rational.
fn disguised(value: &Exact) -> Real {
    let root =
        |sign| (Real::from(Exact::from(2)) + root_of(3) * Real::from(Exact::from(sign))).root(2).unwrap().unwrap();
    let one = root(1) * root(-1);
    one * Real::from(value)
}

fn root_of(value: i64) -> Real {
    Real::from(Exact::from(value)).root(2).unwrap().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn rationals_are_as_exact(x in rational(), y in rational(), exponent in -4..5) {
        let (a, b) = (Real::from(&x), Real::from(&y));
        prop_assert_eq!((&a + &b).as_exact(), Some(&x + &y));
        prop_assert_eq!((&a - &b).as_exact(), Some(&x - &y));
        prop_assert_eq!((&a * &b).as_exact(), Some(&x * &y));
        prop_assert_eq!(a.checked_div(&b).unwrap().map(|q| q.as_exact().unwrap()), x.checked_div(&y));
        prop_assert_eq!(a.powi(exponent).unwrap().map(|p| p.as_exact().unwrap()), x.checked_pow(exponent));
        prop_assert_eq!(a.cmp(&b).unwrap(), x.cmp(&y));
        prop_assert_eq!(a.min(&b).unwrap().as_exact(), Some(x.clone().min(y.clone())));
        prop_assert_eq!(a.max(&b).unwrap().as_exact(), Some(x.max(y)));
    }

    #[test]
    fn disguised_rationals_round_as_exact(x in rational(), places in places(), mode in mode()) {
        let hidden = disguised(&x);
        prop_assert_eq!(hidden.round(places, mode).unwrap(), x.round(places, mode));
        prop_assert_eq!(hidden.to_plain(places, mode).unwrap(), x.to_plain(places, mode));
        prop_assert_eq!(hidden.cmp_exact(&x).unwrap(), Ordering::Equal);
        prop_assert_eq!(hidden.sign().unwrap(), x.signum());
    }

    #[test]
    fn powers_undo_roots(x in positive(), degree in 1_i32..40) {
        let root = Real::from(&x).root(degree.unsigned_abs()).unwrap().unwrap();
        prop_assert_eq!(root.powi(degree).unwrap().unwrap().as_exact(), Some(x));
    }

    #[test]
    fn powers_undo_roots_of_everything(x in value(), degree in 1_i32..4) {
        let x = x.abs().unwrap();
        let root = x.root(degree.unsigned_abs()).unwrap().unwrap();
        prop_assert_eq!(root.powi(degree).unwrap().unwrap().cmp(&x), Ok(Ordering::Equal));
    }

    #[test]
    fn rounding_brackets(x in value(), places in places(), mode in mode()) {
        let (low, high) = x.enclosure(places).unwrap();
        prop_assert!(x.cmp_exact(&low).unwrap().is_ge() && x.cmp_exact(&high).unwrap().is_le());
        let step = Exact::from(10).checked_pow(-places.get()).unwrap();
        prop_assert!(low == high || &low + &step == high);
        let rounded = x.round(places, mode).unwrap();
        prop_assert!(rounded == low || rounded == high);
        if matches!(mode, Rounding::HalfAway | Rounding::HalfEven) {
            let middle = (&low + &high) * Exact::ratio(1, 2).unwrap();
            match x.cmp_exact(&middle).unwrap() {
                Ordering::Less => prop_assert_eq!(rounded, low),
                Ordering::Greater => prop_assert_eq!(rounded, high),
                Ordering::Equal => {}
            }
        }
    }

    #[test]
    fn order(x in value(), y in value()) {
        let order = x.cmp(&y).unwrap();
        prop_assert_eq!(y.cmp(&x).unwrap(), order.reverse());
        prop_assert_eq!((&x - &y).sign().unwrap(), order as i32);
        let (low, high) = (x.min(&y).unwrap(), x.max(&y).unwrap());
        prop_assert!(low.cmp(&high).unwrap().is_le());
        prop_assert_eq!((low + high).cmp(&(x + y)), Ok(Ordering::Equal));
    }

    #[test]
    fn sums_and_products(x in value(), y in value()) {
        prop_assert_eq!((&x + &y).cmp(&(&y + &x)), Ok(Ordering::Equal));
        // The products of two sums of roots may be too hard to tell apart; they are never told apart wrongly.
        let products = (&x * &y).cmp(&(&y * &x));
        prop_assert!(matches!(products, Ok(Ordering::Equal) | Err(TooHard)), "{:?}", products);
        prop_assert_eq!((&x - &x).sign(), Ok(0));
    }

    #[test]
    fn means_of_means_are_one_radical(values in prop::collection::vec(positive(), 12)) {
        let reals: Vec<Real> = values.iter().map(Real::from).collect();
        let rows: Vec<Real> = reals.chunks(4).map(|row| geometric_mean(row).unwrap().unwrap()).collect();
        let nested = geometric_mean(&rows).unwrap().unwrap();
        prop_assert_eq!(nested.cmp(&geometric_mean(&reals).unwrap().unwrap()), Ok(Ordering::Equal));
        let product = values.iter().fold(Exact::ONE, |product, value| product * value);
        prop_assert_eq!(nested.powi(12).unwrap().unwrap().as_exact(), Some(product));
    }
}
