//! Figures and values as findings say them, and as a rule would write them.

use crate::eval::Value;
use crate::number::{Places, Real, Rounding, with_comma};
use crate::program::intervals::say_number;

/// The decimals at which a root is said.
const ROOT_SAID: i32 = 6;

/// A number with so many decimals, as a rule writes it.
pub fn figure(value: &Value, places: Places) -> Option<String> {
    let Value::Number(value) = value else { return None };
    let mut decimal = value.to_decimal()?;
    decimal.rescale(u32::try_from(places.get()).unwrap_or(0));
    Some(with_comma(decimal))
}

/// A figure without what it is exactly; a root at some decimals.
pub fn say_short(value: &Value) -> String {
    let rounded = |root: &Real| root.round(Places::new(ROOT_SAID)?, Rounding::HalfAway).ok();
    match value {
        Value::Number(value) => say_number(value),
        Value::Irrational(root) => rounded(root).map_or_else(|| say(value), |near| format!("≈{}", say_number(&near))),
        Value::Text(_) | Value::Truth(_) => say(value),
    }
}

/// A value, exactly.
pub fn say(value: &Value) -> String {
    match value {
        Value::Number(value) => match value.to_exact_plain() {
            Some(_) => say_number(value),
            None => {
                let (numerator, denominator) = value.fraction();
                format!("{} (tepatnya {numerator}/{denominator})", say_number(value))
            }
        },
        Value::Irrational(root) => format!("{root} ({})", root.describe()),
        Value::Text(text) => format!("\"{text}\""),
        Value::Truth(true) => "benar".into(),
        Value::Truth(false) => "salah".into(),
    }
}

/// A number with its sign of percent, before its fraction.
pub fn with_sign(text: &str) -> String {
    match text.split_once(" (") {
        Some((number, rest)) => format!("{number}% ({rest}"),
        None => format!("{text}%"),
    }
}

/// A value as a rule writes it.
pub fn written(value: &Value) -> Option<String> {
    match value {
        Value::Number(value) => Some(match value.to_exact_plain() {
            Some(plain) => plain.replace('.', ","),
            None => {
                let (numerator, denominator) = value.fraction();
                format!("{numerator}/{denominator}")
            }
        }),
        Value::Text(text) => Some(format!("\"{text}\"")),
        Value::Truth(_) | Value::Irrational(_) => None,
    }
}
