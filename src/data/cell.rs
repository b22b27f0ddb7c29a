//! One cell of a value column: a number, a grade, a state, or why it is none of these.
//!
//! Decided here: a number may carry `%`, `Rp` or a unit word only where that is the declared unit, so that a column of
//! mixed units is noticed. `(5)` is refused, because it is a negative number in accounts and a footnote elsewhere. A
//! cell with a letter and without any digit is a text grade.

use super::cell_error::{CellError, explain};
use super::digits::{DigitsError, read_digits};
use super::schema::NumberFormat;
use super::{Content, State};
use crate::number::parse_decimal;
use crate::source::sheet::{MARK, SEEN, STRUCK, unmarked};
use rust_decimal::Decimal;

/// The signs that people and spreadsheets write for minus.
pub(super) const MINUS: [char; 3] = ['-', '−', '–'];

/// Reads a cell that should hold a number or a grade. `unit` is the declared `satuan`, lower case.
pub fn read_value(text: &str, format: Option<NumberFormat>, unit: Option<&str>) -> Result<Content, CellError> {
    let text = trim(text);
    if text.starts_with(MARK) {
        return read_value(unmarked(text), Some(NumberFormat::Indonesian), unit);
    }
    if let Some(state) = read_state(text) {
        return Ok(Content::Missing(state, "".into()));
    }
    if text.starts_with('=') {
        return Err(CellError::Formula);
    }
    if text.starts_with(STRUCK) {
        return Err(CellError::Struck);
    }
    if text.starts_with(SEEN) {
        return Err(CellError::Seen);
    }
    if text.starts_with('#') {
        return Err(CellError::Spreadsheet);
    }
    if !text.contains(char::is_numeric) {
        return match text.contains(char::is_alphabetic) {
            true => Ok(Content::Text(text.into())),
            false => Err(CellError::Malformed { mend: None }),
        };
    }
    match undress(text, unit) {
        // `3..4` has neither a letter nor a space, but no number has two adjacent points.
        Some(_) if text.contains("..") => Err(explain(text, format, unit)),
        Some(bare) => read_bare(&bare, format).map(Content::Number),
        None => Err(explain(text, format, unit)),
    }
}

/// Reads a cell of a declared text column.
pub fn read_text(text: &str) -> Content {
    let text = trim(text);
    match read_state(text) {
        Some(state) => Content::Missing(state, "".into()),
        None => Content::Text(text.into()),
    }
}

/// Without white space at the ends, including invisible characters.
pub fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{200e}'))
}

/// The words for a missing value: those of the language and those that Takar's own tables print.
pub(super) fn read_state(text: &str) -> Option<State> {
    if text.is_empty() {
        return Some(State::NotFilled);
    }
    // Most cells are numbers.
    if text.starts_with(|c: char| c.is_ascii_digit()) || text.chars().count() > 20 {
        return None;
    }
    match text.to_lowercase().as_str() {
        "-" | "–" | "—" | "−" | "belum diisi" => Some(State::NotFilled),
        "n/a" | "tidak berlaku" => Some(State::NotApplicable),
        "tidak terdefinisi" => Some(State::Undefined),
        _ => None,
    }
}

/// A number without its surroundings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bare<'a> {
    pub negative: bool,
    /// Digits, `.` and `,` only.
    pub digits: &'a str,
    /// `5.000,-` shows which separator is the decimal one.
    pub rupiah_dash: bool,
}

/// Strips sign, currency and unit; `None` if anything else is left.
pub(super) fn undress<'a>(text: &'a str, unit: Option<&str>) -> Option<Bare<'a>> {
    let (mut negative, mut rest) = take_minus(text);
    let mut rupiah_dash = false;
    match unit {
        Some("persen") => {
            let cut = rest.strip_suffix('%').or_else(|| strip_word(rest, "persen"));
            rest = cut.unwrap_or(rest);
        }
        Some("rupiah") => {
            if let Some(after) = strip_rupiah(rest) {
                let (inner, after) = take_minus(after);
                if inner && negative {
                    return None;
                }
                negative |= inner;
                rest = after;
            }
            let behind = || strip_word(rest.trim_end_matches('.'), "rp").or_else(|| strip_word(rest, "idr"));
            rest = strip_word(rest, "rupiah").or_else(behind).unwrap_or(rest);
            if let Some(cut) = rest.strip_suffix(",-").or_else(|| rest.strip_suffix(",–")) {
                (rest, rupiah_dash) = (cut, true);
            }
        }
        Some(word) => rest = strip_word(rest, word).unwrap_or(rest),
        None => {}
    }
    let digits = trim(rest);
    let plain = |b: u8| b.is_ascii_digit() || b == b'.' || b == b',';
    (!digits.is_empty() && digits.bytes().all(plain)).then_some(Bare { negative, digits, rupiah_dash })
}

/// The exact decimal of a bare number; its scale is the number of decimals written.
pub(super) fn read_bare(bare: &Bare, format: Option<NumberFormat>) -> Result<Decimal, CellError> {
    let format = match (format, bare.rupiah_dash) {
        (None, true) => Some(NumberFormat::Indonesian),
        (Some(NumberFormat::English), true) => return Err(CellError::Malformed { mend: None }),
        (format, _) => format,
    };
    let mut plain = read_digits(bare.digits, format).map_err(|error| signed(error, bare.negative))?;
    if bare.negative {
        plain.insert(0, '-');
    }
    parse_decimal(&plain)
        .map_err(|_| CellError::TooManyDigits { digits: plain.bytes().filter(u8::is_ascii_digit).count() })
}

/// `Rp`, `Rp.`, `rp` or `IDR` before an amount.
pub(super) fn strip_rupiah(text: &str) -> Option<&str> {
    let behind = |mark: &str| {
        Some(text.get(mark.len()..))
            .filter(|_| text.get(..mark.len()).is_some_and(|head| head.eq_ignore_ascii_case(mark)))
    };
    let rest = behind("rp").or_else(|| behind("idr"))??;
    Some(trim(rest.strip_prefix('.').unwrap_or(rest)))
}

fn take_minus(text: &str) -> (bool, &str) {
    match text.strip_prefix(MINUS) {
        Some(rest) => (true, rest),
        None => (false, text),
    }
}

/// Strips a word from the end, ignoring case; what is left must not end in a letter. A word that begins like a number
/// (`000`, `5 orang`) cannot be distinguished from the end of one.
pub(super) fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    if word.starts_with(|c: char| c.is_numeric() || matches!(c, '.' | ',') || MINUS.contains(&c)) {
        return None;
    }
    let start = text.len().checked_sub(word.len())?;
    let (rest, tail) = (text.get(..start)?, text.get(start..)?);
    let same = tail.eq_ignore_ascii_case(word) || tail.to_lowercase() == word.to_lowercase();
    (same && !rest.ends_with(char::is_alphabetic)).then_some(rest)
}

/// Puts the minus back into the texts that an error suggests.
fn signed(error: DigitsError, negative: bool) -> CellError {
    let sign = |text: String| if negative { format!("-{text}") } else { text };
    match error {
        DigitsError::Ambiguous { thousands, decimal } => {
            CellError::Ambiguous { thousands: sign(thousands), decimal: sign(decimal) }
        }
        DigitsError::Grouping { mend } => CellError::Grouping { mend: mend.map(sign) },
        DigitsError::Malformed { mend } => CellError::Malformed { mend: mend.map(sign) },
    }
}

/// Whether a cell is blank: empty, or one of the marks for it.
pub(super) fn is_blank(text: &str) -> bool {
    read_state(text) == Some(State::NotFilled)
}
