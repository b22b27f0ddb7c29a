//! Formatting numbers for people: grouping, decimal comma and minus sign.

/// How numbers are written in a data file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumberFormat {
    /// `angka id`: 1.250,5
    Indonesian,
    /// `angka en`: 1,250.5
    English,
}

/// How numbers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum NumberStyle {
    /// `−3.012.572.307,5`: point between thousands, decimal comma, the real minus sign (U+2212).
    #[default]
    Indonesian,
    /// `-3012572307.5`: as in a CSV.
    Plain,
}

/// Writes a plain decimal (as from `Exact::to_plain`) in a style. A zero loses its sign. Text that is not a plain
/// decimal, such as a fraction, is returned unchanged.
pub fn format(plain: &str, style: NumberStyle) -> String {
    let Some((negative, whole, part)) = split(plain) else {
        return plain.to_owned();
    };
    let zero = whole.bytes().chain(part.unwrap_or("").bytes()).all(|byte| byte == b'0');
    let (minus, group, comma) = match style {
        NumberStyle::Indonesian => ("\u{2212}", ".", ","),
        NumberStyle::Plain => ("-", "", "."),
    };
    let mut text = String::with_capacity(plain.len() * 4 / 3 + 3);
    if negative && !zero {
        text.push_str(minus);
    }
    for (at, digit) in whole.char_indices() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            text.push_str(group);
        }
        text.push(digit);
    }
    if let Some(part) = part {
        text.push_str(comma);
        text.push_str(part);
    }
    text
}

/// Sign, whole digits and decimals of a plain decimal.
fn split(plain: &str) -> Option<(bool, &str, Option<&str>)> {
    let unsigned = plain.strip_prefix('-');
    let digits = unsigned.unwrap_or(plain);
    let (whole, part) = match digits.split_once('.') {
        Some((whole, part)) => (whole, Some(part)),
        None => (digits, None),
    };
    let numeric = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (numeric(whole) && part.is_none_or(numeric)).then_some((unsigned.is_some(), whole, part))
}
