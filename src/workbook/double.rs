//! What a spreadsheet makes of a number: the nearest float, and whether a decision on it comes out as the exact one.

use crate::eval::Value;
use crate::number::{Exact, Places, Rounding};
use num_rational::BigRational;
use num_traits::ToPrimitive;
use std::cmp::Ordering;

/// Nearer than this part of itself two numbers are the same to a spreadsheet, or may be.
const NEAR: f64 = 1e-12;

/// A float that is the very number loses nothing but what a rounding adds to it: [`super::operations`] moves it by 4E-15.
const HELD: f64 = 5e-15;

/// A computed float is as good as the exact number when it is off by no more than this part.
const GOOD: f64 = 1e-9;

/// Why a cell is a value and no formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// A comparison, band or rounding that a float decides otherwise, or may.
    Tie,
    /// The float is another number.
    Inexact,
    /// What the rows are sorted by decides which one it is.
    Sorted,
    /// No formula of a bearable length says it.
    Long,
    /// A number where a word stands, or the other way round.
    Kind,
    /// A target of two ends is words.
    Range,
    /// It is assumed.
    Held,
}

impl Why {
    /// As a person reads it.
    pub fn words(self) -> &'static str {
        match self {
            Why::Tie => {
                "tepat atau nyaris di batas keputusan (pembulatan, perbandingan, rentang), yang dapat meleset dalam hitungan biner Excel"
            }
            Why::Inexact => "hitungan biner Excel meleset dari angka pastinya",
            Why::Sorted => "bergantung pada urutan baris menurut data",
            Why::Long => "rumusnya terlalu panjang untuk satu sel",
            Why::Kind => "bukan angka di tempat angka",
            Why::Range => "rentang dua ujung ditulis sebagai teks",
            Why::Held => "diandaikan, bukan dihitung",
        }
    }
}

/// The nearest float.
pub fn near(value: &Exact) -> f64 {
    const WHOLE: i128 = 1 << 53;
    match value.small_ratio() {
        // Both parts are floats, and one division rounds once.
        Some((num, den)) if num.abs() < WHOLE && den < WHOLE => num as f64 / den as f64,
        _ => value.to_big().to_f64().unwrap_or(f64::NAN),
    }
}

/// The nearest float of a value that is a number.
pub fn near_value(value: &Value) -> Option<f64> {
    match value {
        Value::Number(value) => Some(near(value)),
        Value::Irrational(root) => root.round(Places::new(24)?, Rounding::HalfAway).ok().map(|value| near(&value)),
        Value::Text(_) | Value::Truth(_) => None,
    }
}

/// A float as a formula or a cached result has it.
pub fn digits(value: f64) -> String {
    if value == 0.0 { "0".to_string() } else { format!("{value}") }
}

/// Whether a computed float stands for the exact number.
pub fn is_good(computed: f64, exact: &Value) -> bool {
    let Some(exact) = near_value(exact) else { return false };
    (computed - exact).abs() <= GOOD * exact.abs() && computed.is_finite()
}

/// Whether a float decides as the exact number does, which of the two is greater; `exact` is how they really compare.
pub fn decides(left: f64, right: f64, exact: Ordering) -> bool {
    match exact {
        Ordering::Equal => left == right,
        Ordering::Less => right - left > NEAR * left.abs().max(right.abs()),
        Ordering::Greater => left - right > NEAR * left.abs().max(right.abs()),
    }
}

/// Whether a float is rounded to the same number: nowhere near a place where the decision turns, unless it is the very
/// float of the number there, of which spreadsheets know what it was meant to be.
pub fn rounds(computed: f64, exact: &Value, places: Places, mode: Rounding) -> bool {
    let exact = match exact {
        Value::Number(exact) => exact.clone(),
        Value::Irrational(root) => match root.round(Places::MAX, Rounding::HalfAway) {
            Ok(near) => near,
            Err(_) => return false,
        },
        Value::Text(_) | Value::Truth(_) => return false,
    };
    let turn = turning_point(&exact, places, mode);
    match turn == exact {
        true => computed == near(&exact),
        false => {
            let (turn, value) = (near(&turn), near(&exact));
            let slack = if computed == value { HELD } else { NEAR };
            (value - turn).abs() > slack * value.abs().max(turn.abs())
        }
    }
}

/// The place nearest to a number where its rounding turns.
fn turning_point(value: &Exact, places: Places, mode: Rounding) -> Exact {
    match mode {
        Rounding::HalfAway | Rounding::HalfEven => {
            let half = Exact::power_of_ten(-places.get()) * Exact::ratio(1, 2).unwrap_or_default();
            let below = value.round(places, Rounding::Floor);
            below + half
        }
        Rounding::Truncate | Rounding::Ceiling | Rounding::Floor => value.round(places, Rounding::HalfAway),
    }
}

/// The same rounding of a float, as of the number it is meant to be.
pub fn rounded(computed: f64, places: Places, mode: Rounding) -> f64 {
    let meant = format!("{computed:.14e}").parse::<f64>().unwrap_or(computed);
    let exact = BigRational::from_float(meant).and_then(Exact::from_big).unwrap_or_default();
    // Fifteen digits are what a spreadsheet knows of a number.
    let decimal = exact.round(Places::new(digits_behind(meant)).unwrap_or(Places::MAX), Rounding::HalfAway);
    near(&decimal.round(places, mode))
}

/// How many decimals the fifteen digits of a float reach.
fn digits_behind(value: f64) -> i32 {
    if value == 0.0 { 0 } else { 14 - value.abs().log10().floor() as i32 }
}
