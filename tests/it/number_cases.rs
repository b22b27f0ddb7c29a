//! Single numbers worth naming.

use std::mem::size_of;

use num_bigint::BigInt;
use takar::number::{
    DecimalError, Exact, MAX_BITS, NumberStyle, Places, Rounding, format, parse_decimal,
};

fn number(text: &str) -> Exact {
    parse_decimal(text).unwrap().into()
}

fn places(count: i32) -> Places {
    Places::new(count).unwrap()
}

#[test]
fn a_mean_of_quotients_rounds_on_its_true_value() {
    let hundred = Exact::from(100);
    let mean = ["60.82", "60.62", "44.76", "55.79", "30.89", "31.25"]
        .iter()
        .map(|realisation| number(realisation).checked_div(&60.into()).unwrap() * &hundred)
        .fold(Exact::ZERO, |sum, achievement| sum + achievement)
        .checked_div(&6.into())
        .unwrap();
    assert_eq!(mean, number("78.925"));
    assert_eq!(mean.round(places(2), Rounding::HalfAway), number("78.93"));
    assert_eq!(mean.to_plain(places(2), Rounding::HalfEven), "78.92");
}

#[test]
fn a_third_three_times_is_one() {
    assert_eq!(Exact::ratio(1, 3).unwrap() * Exact::from(3), Exact::ONE);
}

#[test]
fn modes_on_both_sides_of_zero() {
    let rounded = |text: &str, mode| number(text).to_plain(Places::WHOLE, mode);
    let row = |text| Rounding::ALL.map(|mode| rounded(text, mode));
    assert_eq!(row("2.5"), ["3", "2", "2", "3", "2"]);
    assert_eq!(row("-2.5"), ["-3", "-2", "-2", "-2", "-3"]);
    assert_eq!(row("3.5"), ["4", "4", "3", "4", "3"]);
    assert_eq!(row("-0.4"), ["0", "0", "0", "0", "-1"]);
    assert_eq!(row("7"), ["7"; 5]);
}

#[test]
fn words_of_the_modes() {
    let words = Rounding::ALL.map(Rounding::word);
    assert_eq!(words, ["biasa", "genap", "pangkas", "ke_atas", "ke_bawah"]);
    assert!(
        Rounding::ALL
            .iter()
            .all(|mode| Rounding::from_word(mode.word()) == Some(*mode))
    );
    assert_eq!(Rounding::from_word("Biasa"), None);
}

#[test]
fn negative_places_round_to_tens() {
    let value = number("1250.7");
    assert_eq!(value.to_plain(places(-2), Rounding::HalfAway), "1300");
    assert_eq!(
        number("1250").to_plain(places(-2), Rounding::HalfEven),
        "1200"
    );
    assert_eq!(value.to_plain(places(-30), Rounding::Truncate), "0");
    assert_eq!(
        value.to_plain(places(-30), Rounding::Ceiling),
        format!("1{}", "0".repeat(30))
    );
    assert_eq!((Places::new(-31), Places::new(61)), (None, None));
}

#[test]
fn the_border_of_the_small_form() {
    let most = Exact::ratio(i128::MAX, 1).unwrap();
    let beyond = &most + Exact::ONE;
    assert_eq!(beyond.small_ratio(), None);
    assert_eq!(&beyond - Exact::ONE, most);
    assert_eq!(Exact::ratio(i128::MIN, 1).unwrap(), -&beyond);
    assert_eq!(Exact::ratio(i128::MIN, i128::MIN), Some(Exact::ONE));
    assert_eq!(Exact::ratio(1, i128::MIN).unwrap() * beyond, -Exact::ONE);
    assert_eq!(Exact::from(-2).checked_pow(127), Exact::ratio(i128::MIN, 1));
    assert_eq!(Exact::ratio(5, 0), None);
    assert_eq!(Exact::ratio(0, 0), None);
    assert!(size_of::<Exact>() <= 32);
}

#[test]
fn from_big_accepts_unreduced_and_refuses_a_zero_denominator() {
    let raw = |num: i64, den: i64| num_rational::Ratio::new_raw(BigInt::from(num), den.into());
    assert_eq!(Exact::from_big(raw(6, -4)), Exact::ratio(-3, 2));
    assert_eq!(Exact::from_big(raw(1, 0)), None);
}

#[test]
fn powers_that_do_not_exist_or_grow_too_large() {
    assert_eq!(Exact::ZERO.checked_pow(0), Some(Exact::ONE));
    assert_eq!(Exact::ZERO.checked_pow(-1), None);
    assert_eq!(Exact::ONE.checked_pow(i32::MIN), Some(Exact::ONE));
    assert_eq!((-Exact::ONE).checked_pow(i32::MAX), Some(-Exact::ONE));
    assert_eq!(Exact::from(2).checked_pow(i32::MAX), None);
    assert_eq!(Exact::ratio(2, 3).unwrap().checked_pow(i32::MIN), None);
    let last = i32::try_from(MAX_BITS).unwrap() - 1;
    let largest = Exact::from(2).checked_pow(last).unwrap();
    assert!(!largest.is_oversized());
    assert_eq!(Exact::from(2).checked_pow(last + 1), None);
    assert!((largest * Exact::from(2)).is_oversized());
}

#[test]
fn long_numbers_compare_without_deep_recursion() {
    // Neighbours whose continued fractions agree for tens of thousands of terms.
    let (mut a, mut b) = (BigInt::from(1), BigInt::from(1));
    for _ in 0..60_000 {
        (a, b) = (&a + &b, a);
    }
    let c = &a + &b;
    let ratio = |num: &BigInt, den: &BigInt| {
        Exact::from_big(num_rational::Ratio::new_raw(num.clone(), den.clone())).unwrap()
    };
    assert_ne!(ratio(&a, &b).cmp(&ratio(&c, &a)), std::cmp::Ordering::Equal);
}

#[test]
fn decimals_are_refused_rather_than_rounded() {
    let error = |text| parse_decimal(text).unwrap_err();
    let read = parse_decimal("73.50").unwrap();
    assert_eq!((read.mantissa(), read.scale()), (7350, 2));
    assert_eq!(
        parse_decimal("+000000000000000000000000000000000007").unwrap(),
        7.into()
    );
    assert_eq!(parse_decimal("-0.00").unwrap().to_string(), "0.00");
    assert!(parse_decimal("0.0000000000000000000000000001").is_ok());
    assert_eq!(
        error("0.00000000000000000000000000001"),
        DecimalError::TooManyPlaces
    );
    assert_eq!(
        error("1.00000000000000000000000000000"),
        DecimalError::TooManyDigits
    );
    assert!(parse_decimal("79228162514264337593543950335").is_ok());
    assert_eq!(
        error("79228162514264337593543950336"),
        DecimalError::TooManyDigits
    );
    assert_eq!(error(""), DecimalError::Empty);
    for (text, at) in [
        ("-", 1),
        (".5", 0),
        ("5.", 2),
        ("1.2.3", 3),
        ("1,5", 1),
        ("1e5", 1),
        ("٣", 0),
    ] {
        assert_eq!(error(text), DecimalError::NotANumber { at }, "{text}");
    }
}

#[test]
fn decimals_out_only_when_exact() {
    assert_eq!(
        Exact::ratio(1, 8).unwrap().to_decimal(),
        Some(parse_decimal("0.125").unwrap())
    );
    assert_eq!(Exact::ratio(1, 3).unwrap().to_decimal(), None);
    assert_eq!(Exact::from(10).checked_pow(29).unwrap().to_decimal(), None);
    assert_eq!(
        Exact::from(10)
            .checked_pow(-28)
            .unwrap()
            .to_decimal()
            .unwrap()
            .scale(),
        28
    );
    assert_eq!(Exact::from(10).checked_pow(-29).unwrap().to_decimal(), None);
}

#[test]
fn text_of_exact_numbers() {
    let sixty = Exact::from(10).checked_pow(-60).unwrap();
    assert_eq!(
        sixty.to_exact_plain(),
        Some(format!("0.{}1", "0".repeat(59)))
    );
    assert_eq!(
        (sixty * Exact::ratio(1, 10).unwrap()).to_exact_plain(),
        None
    );
    assert_eq!(
        Exact::ratio(-2, 6).unwrap().fraction(),
        ("-1".to_owned(), "3".to_owned())
    );
    assert_eq!(
        number("-0.004").to_plain(places(2), Rounding::HalfAway),
        "0.00"
    );
    assert_eq!(number("78.925").to_string(), "78.925");
    assert_eq!(serde_json::to_string(&number("-1.50")).unwrap(), "\"-1.5\"");
    assert_eq!(
        serde_json::to_string(&Exact::ratio(5, -3)).unwrap(),
        "\"-5/3\""
    );
}

#[test]
fn numbers_for_people() {
    let indonesian = |plain| format(plain, NumberStyle::Indonesian);
    assert_eq!(indonesian("3012572307.5"), "3.012.572.307,5");
    assert_eq!(indonesian("-1234.50"), "\u{2212}1.234,50");
    assert_eq!(indonesian("-0.00"), "0,00");
    assert_eq!(indonesian("999"), "999");
    assert_eq!(indonesian("1000"), "1.000");
    assert_eq!(indonesian("1/3"), "1/3");
    assert_eq!(indonesian(""), "");
    assert_eq!(format("-0.00", NumberStyle::Plain), "0.00");
    assert_eq!(format("-1234.5", NumberStyle::Plain), "-1234.5");
}
