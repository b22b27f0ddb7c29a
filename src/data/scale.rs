//! Numbers against the scale of their code.

use super::Content;
use super::cell::read_value;
use super::problem::{Cell, Problem};
use super::schema::{NumberFormat, VersionSchema};
use crate::number::Exact;
use rust_decimal::Decimal;

/// The finding if the number is outside; a code without a version in force has no scale.
pub(super) fn check_scale(
    number: Decimal,
    code: &std::sync::Arc<str>,
    is_target: bool,
    version: Option<&VersionSchema>,
    format: Option<NumberFormat>,
    cell: impl FnOnce() -> Cell,
) -> Option<Problem> {
    let version = version.filter(|version| !version.scale.contains(&Exact::from(number)))?;
    let cell = cell();
    Some(Problem::OutOfScale {
        mend: lost_comma(&cell.text, version, format),
        cell,
        code: code.clone(),
        is_target,
        shown: number.to_string().replace('.', ","),
        scale: version.scale.clone(),
        declared: version.scale_declared,
        basis: version.basis.clone(),
    })
}

/// 9815 on a scale to 100 was 98,15 before a program dropped the comma: the first place that fits.
fn lost_comma(text: &str, version: &VersionSchema, format: Option<NumberFormat>) -> Option<String> {
    const LONGEST: usize = 9;
    if text.len() > LONGEST || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let comma = match format {
        Some(NumberFormat::English) => '.',
        _ => ',',
    };
    (1..text.len()).rev().find_map(|at| {
        let (whole, decimals) = text.split_at_checked(at)?;
        let candidate = format!("{whole}{comma}{decimals}");
        match read_value(&candidate, format, None) {
            Ok(Content::Number(number)) if version.scale.contains(&Exact::from(number)) => {
                Some(candidate)
            }
            _ => None,
        }
    })
}
