//! The bare digits of a cell: thousands and decimals, in the two formats. Nothing is guessed.

use super::schema::NumberFormat;

/// Why bare digits are not one number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DigitsError {
    /// No format is declared and both formats read it, each differently; both readings as plain decimals.
    Ambiguous {
        /// With the separator as that of thousands.
        thousands: String,
        /// With the separator as the decimal one.
        decimal: String,
    },
    /// The separators do not fit; `mend` is what was probably meant, in the format of the file.
    Grouping {
        /// A text that reads as a number in this format.
        mend: Option<String>,
    },
    /// Not a number at all, or one with something missing that is added in `mend`.
    Malformed {
        /// A text that reads as a number in this format.
        mend: Option<String>,
    },
}

/// Reads digits, `.` and `,` into a plain decimal (`1250.5`), digit for digit.
///
/// Groups have three digits and never begin with zero, so `0,125` and `3,68` have only one reading and `1.250` has two.
pub fn read_digits(text: &str, format: Option<NumberFormat>) -> Result<String, DigitsError> {
    let indonesian = || strict(text, '.', ',');
    let english = || strict(text, ',', '.');
    let read = match format {
        Some(NumberFormat::Indonesian) => indonesian(),
        Some(NumberFormat::English) => english(),
        None => match (indonesian(), english()) {
            (Some(id), Some(en)) if id == en => Some(id),
            (Some(id), Some(en)) => {
                let (thousands, decimal) = if id.contains('.') { (en, id) } else { (id, en) };
                return Err(DigitsError::Ambiguous { thousands, decimal });
            }
            (id, en) => id.or(en),
        },
    };
    read.ok_or_else(|| diagnose(text, format))
}

/// The only format in which digits can be read; none if both or neither read them.
pub fn only_format(text: &str) -> Option<NumberFormat> {
    match (strict(text, '.', ','), strict(text, ',', '.')) {
        (Some(_), None) => Some(NumberFormat::Indonesian),
        (None, Some(_)) => Some(NumberFormat::English),
        (Some(_), Some(_)) | (None, None) => None,
    }
}

/// One number in one format, or none.
fn strict(text: &str, group: char, point: char) -> Option<String> {
    let (whole, decimals) = match text.split_once(point) {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (text, None),
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !decimals.is_none_or(digits) {
        return None;
    }
    let mut groups = whole.split(group);
    let first = groups.next().unwrap_or_default();
    let mut plain = first.to_string();
    let mut grouped = false;
    for next in groups {
        if next.len() != 3 || !digits(next) {
            return None;
        }
        grouped = true;
        plain.push_str(next);
    }
    if !digits(first) || (grouped && (first.len() > 3 || first.starts_with('0'))) {
        return None;
    }
    if let Some(decimals) = decimals {
        plain.push('.');
        plain.push_str(decimals);
    }
    Some(plain)
}

fn diagnose(text: &str, format: Option<NumberFormat>) -> DigitsError {
    let reads = |candidate: String| read_digits_quietly(&candidate, format).then_some(candidate);
    if text.starts_with(['.', ',']) {
        return DigitsError::Malformed { mend: reads(format!("0{text}")) };
    }
    if let Some(cut) = text.strip_suffix(['.', ',']) {
        return DigitsError::Malformed { mend: reads(cut.to_string()) };
    }
    if text.bytes().any(|b| b.is_ascii_digit()) && text.contains(['.', ',']) {
        return DigitsError::Grouping { mend: format.and_then(|_| reads(swap(text))) };
    }
    DigitsError::Malformed { mend: None }
}

/// The same digits in the other format.
fn swap(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '.' => ',',
            ',' => '.',
            other => other,
        })
        .collect()
}

fn read_digits_quietly(text: &str, format: Option<NumberFormat>) -> bool {
    match format {
        Some(NumberFormat::Indonesian) => strict(text, '.', ',').is_some(),
        Some(NumberFormat::English) => strict(text, ',', '.').is_some(),
        None => strict(text, '.', ',').or_else(|| strict(text, ',', '.')).is_some(),
    }
}
