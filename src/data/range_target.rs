//! A target that is a range: `69,1-69,5`, `69,1 s.d. 69,5`, `69,1..69,5`.

use super::cell::{read_bare, trim, undress};
use super::cell_error::CellError;
use super::rows::Current;
use super::schema::NumberFormat;
use super::shares::{has_sign, is_small};
use super::{Content, Dataset, Datum, Field, State};
use crate::number::with_comma;
use rust_decimal::Decimal;

/// What may be between the ends, longer ones first.
pub const MARKS: [&str; 11] = ["sampai dengan", "sampai", "s.d.", "s.d", "s/d", "sd", "..", "–", "—", "−", "-"];

/// Both ends of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ends {
    pub low: Decimal,
    pub high: Decimal,
    /// Whether one end is in percent and the other, which may be a fraction, is not: `40%-0,6`.
    pub is_torn: bool,
}

/// The target with these ends as a whole: two equal ends are one number, others the words of the range.
pub fn whole_of(low: Decimal, high: Decimal) -> Content {
    if low == high { Content::Number(low) } else { Content::Text(words_of(low, high).into()) }
}

/// A range as printed: `69,1–69,5`.
fn words_of(low: Decimal, high: Decimal) -> String {
    format!("{}{BETWEEN}{}", with_comma(low), with_comma(high))
}

/// A number, or both ends of a range, as printed.
pub(super) fn shown(numbers: &[Decimal]) -> String {
    let numbers: Vec<String> = numbers.iter().map(|number| with_comma(number.normalize())).collect();
    numbers.join(&BETWEEN.to_string())
}

/// Such a text in percent: each end with its sign.
pub(super) fn in_percent(shown: &str) -> String {
    shown.split(BETWEEN).map(|number| format!("{number}%")).collect::<Vec<_>>().join(&BETWEEN.to_string())
}

/// The ends of such words, as written there.
pub fn ends_in(words: &str) -> Option<(&str, &str)> {
    words.split_once(BETWEEN)
}

/// The numbers in a cell: one, or both ends of a range.
pub fn numbers_in(content: &Content) -> Vec<Decimal> {
    let number = |end: &str| end.replace(',', ".").parse::<Decimal>().ok();
    match content {
        Content::Number(number) => vec![*number],
        Content::Text(words) => {
            let ends = ends_in(words).and_then(|(low, high)| Some([number(low)?, number(high)?]));
            ends.into_iter().flatten().collect()
        }
        Content::Missing(..) => Vec::new(),
    }
}

/// The separator of the ends.
const BETWEEN: char = '–';

/// The ends of a range; none if the text is not a range; the error is about the faulty part.
pub(super) fn read_range(
    text: &str,
    format: Option<NumberFormat>,
    unit: Option<&str>,
) -> Option<Result<Ends, (CellError, String)>> {
    let text = text.to_lowercase();
    let (low, high) = MARKS.iter().find_map(|mark| {
        let (low, high) = text.split_once(mark)?;
        let (low, high) = (trim(low), trim(high));
        (undress(low, unit).is_some() && undress(high, unit).is_some()).then_some((low, high))
    })?;
    let read = |part: &str| {
        let bare = undress(part, unit)?;
        Some(read_bare(&bare, format).map_err(|error| (without_mend(error), part.to_string())))
    };
    let ends = match (read(low)?, read(high)?) {
        (Ok(first), Ok(second)) => {
            let (is_percent, signs) = (unit == Some("persen"), [has_sign(low), has_sign(high)]);
            let bare = if signs[0] { second } else { first };
            Ends { low: first, high: second, is_torn: is_percent && signs[0] != signs[1] && is_small(bare) }
        }
        (Err(error), _) | (_, Err(error)) => return Some(Err(error)),
    };
    if ends.low > ends.high && !ends.is_torn {
        let turned = words_of(ends.high, ends.low);
        let mend = if format == Some(NumberFormat::English) { turned.replace(',', ".") } else { turned };
        return Some(Err((CellError::Reversed { mend }, text.clone())));
    }
    Some(Ok(ends))
}

/// A range of percentages up to one with a sign at both ends, in its readings that are ranges: those without one as
/// fractions, which `hundredfold` writes with their decimal mark, and as they are.
pub(super) fn with_signs(text: &str, hundredfold: fn(Decimal, char) -> String) -> Vec<String> {
    let text = text.to_lowercase();
    let number = |part: &str| {
        let bare = undress(part, Some("persen"))?;
        let number = bare.digits.replace(',', ".").parse::<Decimal>().ok()?;
        Some(if bare.negative { -number } else { number })
    };
    let Some((mark, low, high)) = MARKS.iter().find_map(|mark| {
        let (low, high) = text.split_once(mark)?;
        (number(trim(low)).is_some() && number(trim(high)).is_some()).then_some((mark, low, high))
    }) else {
        return Vec::new();
    };
    let [gap_before, gap_after] = [low.len() - low.trim_end().len(), high.len() - high.trim_start().len()];
    let between = format!("{}{mark}{}", &low[low.len() - gap_before..], &high[..gap_after]);
    let [low, high] = [trim(low), trim(high)];
    // A number above one without its sign beside one with it is no fraction.
    let read = |part: &str, is_fraction: bool| {
        let own = number(part)?;
        let decimal = if part.contains('.') { '.' } else { ',' };
        Some(match (has_sign(part), is_fraction && own.abs() <= Decimal::ONE) {
            (true, _) => (own, part.to_string()),
            (false, true) => (own * Decimal::ONE_HUNDRED, format!("{}%", hundredfold(own, decimal))),
            (false, false) => (own, format!("{part}%")),
        })
    };
    let readings = [true, false].into_iter().filter_map(|is_fraction| {
        let ((first, low), (second, high)) = (read(low, is_fraction)?, read(high, is_fraction)?);
        (first <= second).then(|| format!("{low}{between}{high}"))
    });
    readings.collect()
}

/// A suggestion for one end must not replace both.
fn without_mend(error: CellError) -> CellError {
    match error {
        CellError::Grouping { .. } => CellError::Grouping { mend: None },
        CellError::Malformed { .. } => CellError::Malformed { mend: None },
        other => other,
    }
}

/// Sets the ends of a target that is a range; those of an earlier row are overwritten with it.
pub(super) fn set_ends(current: &Current, ends: Option<Ends>, target: &Datum, into: &mut Dataset) {
    for (field, end) in [(Field::TargetLow, ends.map(|e| e.low)), (Field::TargetHigh, ends.map(|e| e.high))] {
        let key = current.key(field);
        let content = match (&target.content, end) {
            (Content::Text(_), Some(end)) => Content::Number(end),
            (Content::Missing(State::Faulty, _), _) if into.get(current.lane, &key).is_some() => target.content.clone(),
            _ => continue,
        };
        into.set(current.lane, key, Datum { content, origin: target.origin });
    }
}
