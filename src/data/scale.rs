//! Checks numbers against the scale of their code.

use super::Content;
use super::cell::read_value;
use super::problem::{About, Cell, DataProblem};
use super::schema::{NumberFormat, VersionSchema};
use crate::number::{Bound, Exact, Interval, with_comma};
use rust_decimal::Decimal;

/// The finding if the number is outside; a code without a version in force has no scale.
pub(super) fn check_scale(
    number: Decimal,
    version: Option<&VersionSchema>,
    format: Option<NumberFormat>,
    found: impl FnOnce() -> (Cell, About),
) -> Option<DataProblem> {
    let version = version.filter(|version| !version.scale.contains(&Exact::from(number)))?;
    let (cell, about) = found();
    Some(DataProblem::OutOfScale {
        mend: lost_comma(&cell.text, version, format).or_else(|| other_scale(number, version, format)),
        cell,
        about,
        shown: with_comma(number),
        scale: version.scale.clone(),
        declared: version.scale_declared,
        basis: version.basis.clone(),
    })
}

/// The finding if an amount of money is negative.
pub(super) fn check_money(number: Decimal, found: impl FnOnce() -> (Cell, About)) -> Option<DataProblem> {
    if number >= Decimal::ZERO {
        return None;
    }
    let (cell, about) = found();
    Some(DataProblem::OutOfScale {
        cell,
        about,
        shown: with_comma(number),
        scale: Interval::new(Bound::Included(Exact::ZERO), Bound::Unbounded),
        declared: false,
        basis: None,
        mend: None,
    })
}

/// A number that fits the scale, in the format of the file, and how it is derived.
type Mend = (String, String);

/// 9815 on a scale to 100 was 98,15 before a program dropped the comma: the first position that fits.
fn lost_comma(text: &str, version: &VersionSchema, format: Option<NumberFormat>) -> Option<Mend> {
    const LONGEST: usize = 9;
    if text.len() > LONGEST || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let fitting = (1..text.len()).rev().find_map(|at| {
        let (whole, decimals) = text.split_at_checked(at)?;
        fits(&format!("{whole}.{decimals}"), version, format)
    })?;
    Some((fitting, String::new()))
}

/// 3,68 on a scale 25..100 is 92: the same scale is also used starting at 1, here 1..4; and the reverse.
fn other_scale(number: Decimal, version: &VersionSchema, format: Option<NumberFormat>) -> Option<Mend> {
    let (Bound::Included(low), Bound::Included(high)) = (version.scale.lo(), version.scale.hi()) else {
        return None;
    };
    let steps = high.checked_div(low)?;
    let value = Exact::from(number);
    let hundred = Exact::from(100);
    let (other, factor, sign) = if *high == hundred {
        (Interval::closed(Exact::ONE, steps.clone()), low.clone(), "×")
    } else {
        let factor = hundred.checked_div(high)?;
        (Interval::closed(factor.clone(), hundred), factor, ":")
    };
    let unlike = *low < Exact::ONE || !steps.is_integer() || !factor.is_integer();
    if unlike || factor == Exact::ONE || !other.contains(&value) {
        return None;
    }
    let mended = match sign {
        "×" => &value * &factor,
        _ => value.checked_div(&factor)?,
    };
    let fitting = fits(&mended.to_exact_plain()?, version, format)?;
    let shown = with_comma(number);
    Some((fitting, format!(" ({shown} {sign} {factor})")))
}

/// A plain decimal in the format of the file, if it reads back and lies on the scale.
fn fits(plain: &str, version: &VersionSchema, format: Option<NumberFormat>) -> Option<String> {
    let written = match format {
        Some(NumberFormat::English) => plain.to_string(),
        _ => plain.replace('.', ","),
    };
    match read_value(&written, format, None) {
        Ok(Content::Number(number)) => version.scale.contains(&Exact::from(number)).then_some(written),
        _ => None,
    }
}
