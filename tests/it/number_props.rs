//! Laws that exact numbers keep, checked on random numbers on both sides of the `i128` border.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Signed;
use proptest::prelude::*;
use takar::number::{Exact, NumberStyle, Places, Rounding, format, parse_decimal};

/// Parts of a ratio: everyday, word-sized, close to ±2^127, and beyond.
fn part() -> impl Strategy<Value = BigInt> {
    let border = BigInt::from(i128::MAX);
    prop_oneof![
        4 => (-200_i64..200).prop_map(BigInt::from),
        2 => any::<i64>().prop_map(BigInt::from),
        2 => any::<i128>().prop_map(BigInt::from),
        2 => (-3_i64..=3, any::<bool>()).prop_map(move |(near, negative)| {
            let part = &border + near;
            if negative { -part } else { part }
        }),
        1 => (any::<i128>(), any::<i128>()).prop_map(|(x, y)| BigInt::from(x) * y),
    ]
}

fn ratio() -> impl Strategy<Value = BigRational> {
    (part(), part()).prop_filter_map("denominator zero", |(num, den)| {
        (den != BigInt::ZERO).then(|| BigRational::new(num, den))
    })
}

fn exact() -> impl Strategy<Value = Exact> {
    ratio().prop_map(|ratio| Exact::from_big(ratio).unwrap())
}

fn mode() -> impl Strategy<Value = Rounding> {
    prop::sample::select(Rounding::ALL.to_vec())
}

fn places() -> impl Strategy<Value = Places> {
    prop_oneof![3 => 0..6, 1 => -30..=60].prop_map(|places| Places::new(places).unwrap())
}

fn hash(value: &Exact) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// The value, its hash and its representation are those of `expected`.
fn assert_is(ours: &Exact, expected: &BigRational) {
    let fresh = Exact::from_big(expected.clone()).unwrap();
    assert_eq!(&ours.to_big(), expected);
    assert_eq!(ours, &fresh);
    assert_eq!(hash(ours), hash(&fresh));
    let limit = BigInt::from(i128::MAX);
    let fits = expected.numer().abs() <= limit && expected.denom() <= &limit;
    assert_eq!(ours.small_ratio().is_some(), fits, "{ours}");
}

proptest! {
    #[test]
    fn sums_and_products_are_those_of_big_ratios(a in ratio(), b in ratio()) {
        let (x, y) = (Exact::from_big(a.clone()).unwrap(), Exact::from_big(b.clone()).unwrap());
        assert_is(&(&x + &y), &(&a + &b));
        assert_is(&(&x - &y), &(&a - &b));
        assert_is(&(&x * &y), &(&a * &b));
        assert_is(&-&x, &-&a);
        assert_is(&x.abs(), &a.abs());
        match x.checked_div(&y) {
            Some(quotient) => assert_is(&quotient, &(&a / &b)),
            None => prop_assert!(y.is_zero()),
        }
        prop_assert_eq!(x.cmp(&y), a.cmp(&b));
        prop_assert_eq!(x.signum(), x.cmp(&Exact::ZERO) as i32);
    }

    #[test]
    fn field_laws(x in exact(), y in exact(), z in exact()) {
        prop_assert_eq!(&x + &y, &y + &x);
        prop_assert_eq!(&x * &y, &y * &x);
        prop_assert_eq!((&x + &y) + &z, &x + (&y + &z));
        prop_assert_eq!((&x * &y) * &z, &x * (&y * &z));
        prop_assert_eq!(&x * (&y + &z), &x * &y + &x * &z);
        prop_assert_eq!(&x + Exact::ZERO, x.clone());
        prop_assert_eq!(&x * Exact::ONE, x.clone());
        prop_assert_eq!(&x - &x, Exact::ZERO);
        // Out to wherever the sum lies, and back to the same number, hash and all.
        let back = (&x + &y) - &y;
        prop_assert_eq!(hash(&back), hash(&x));
        prop_assert_eq!(back, x.clone());
        if let Some(quotient) = x.checked_div(&y) {
            prop_assert_eq!(quotient * &y, x);
        }
    }

    #[test]
    fn powers_are_repeated_products(x in exact(), exponent in -6..=6_i32) {
        let mut product = Exact::ONE;
        for _ in 0..exponent.abs() {
            product = &product * &x;
        }
        match x.checked_pow(exponent) {
            Some(power) if exponent < 0 => prop_assert_eq!(power * product, Exact::ONE),
            Some(power) => prop_assert_eq!(power, product),
            None => prop_assert!(x.is_zero() && exponent < 0),
        }
    }

    #[test]
    fn rounding_lands_on_the_grid_nearby(x in exact(), places in places(), mode in mode()) {
        let step = Exact::from(10).checked_pow(-places.get()).unwrap();
        let rounded = x.round(places, mode);
        let off = &rounded - &x;
        prop_assert!(rounded.checked_div(&step).unwrap().is_integer());
        prop_assert_eq!(rounded.round(places, mode), rounded.clone());
        prop_assert!(off.abs() < step);
        match mode {
            Rounding::HalfAway | Rounding::HalfEven => prop_assert!(off.abs() * Exact::from(2) <= step),
            Rounding::Truncate => prop_assert!(rounded.abs() <= x.abs()),
            Rounding::Ceiling => prop_assert!(rounded >= x),
            Rounding::Floor => prop_assert!(rounded <= x),
        }
    }

    #[test]
    fn plain_text_is_the_rounded_number(x in exact(), places in places(), mode in mode()) {
        let plain = x.to_plain(places, mode);
        let rounded = x.round(places, mode);
        let whole: BigInt = plain.replace('.', "").parse().unwrap();
        let decimals = plain.split_once('.').map_or(0, |(_, part)| part.len());
        prop_assert_eq!(i32::try_from(decimals).unwrap(), places.get().max(0));
        let scale = BigInt::from(10).pow(u32::try_from(decimals).unwrap());
        assert_is(&rounded, &BigRational::new(whole, scale));
        prop_assert_eq!(plain.starts_with('-'), rounded.is_negative());
        prop_assert_eq!(format(&plain, NumberStyle::Plain), plain);
    }

    #[test]
    fn decimals_come_back(mantissa in -(1_i128 << 96) + 1..(1 << 96), scale in 0..=28_u32) {
        let decimal = rust_decimal::Decimal::from_i128_with_scale(mantissa, scale);
        let x = Exact::from(decimal);
        prop_assert_eq!(x.to_decimal(), Some(decimal.normalize()));
        prop_assert!(x.is_terminating());
        let read = parse_decimal(&decimal.to_string()).unwrap();
        prop_assert_eq!((read.mantissa(), read.scale()), (mantissa, scale));
        let expansion = x.to_exact_plain().unwrap();
        prop_assert_eq!(expansion, decimal.normalize().to_string());
    }

    #[test]
    fn any_text_is_read_or_refused_as_the_decimal_type_does(text in "[-+]?[0-9]{0,31}(\\.[0-9]{0,30})?") {
        // Ours asks for a digit on both sides of a point; otherwise the two agree.
        let theirs = rust_decimal::Decimal::from_str_exact(&text).ok();
        match parse_decimal(&text) {
            Ok(read) => {
                let theirs = theirs.unwrap();
                prop_assert_eq!((read.mantissa(), read.scale()), (theirs.mantissa(), theirs.scale()));
            }
            Err(_) => prop_assert!(
                theirs.is_none() || text.ends_with('.') || text.trim_start_matches(['-', '+']).starts_with('.')
            ),
        }
    }

    #[test]
    fn termination_is_a_matter_of_twos_and_fives(twos in 0..200_u32, fives in 0..200_u32, other in 1..50_u64) {
        let den = BigInt::from(2).pow(twos) * BigInt::from(5).pow(fives) * other;
        let x = Exact::from_big(BigRational::new(1.into(), den)).unwrap();
        let mut rest = other;
        while rest % 2 == 0 { rest /= 2; }
        while rest % 5 == 0 { rest /= 5; }
        prop_assert_eq!(x.is_terminating(), rest == 1);
    }
}
