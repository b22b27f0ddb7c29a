//! Cells of the result, written directly as bytes.

use crate::report::CsvStyle;
use crate::report::csv_text;

/// The delimiter of cells.
pub(super) fn delimiter(style: CsvStyle) -> u8 {
    match style {
        CsvStyle::En => b',',
        CsvStyle::Id => b';',
    }
}

/// Ends a line as the style requires.
pub(super) fn end_line(line: &mut Vec<u8>, style: CsvStyle) {
    match style {
        CsvStyle::En => line.push(b'\n'),
        CsvStyle::Id => line.extend_from_slice(b"\r\n"),
    }
}

/// A text, protected against formula injection, quoted where necessary.
pub(super) fn text(line: &mut Vec<u8>, text: &str, style: CsvStyle) {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'_' | b'.' | b'/') || *byte >= 0x80;
    let begins = text.as_bytes().first().is_none_or(|byte| byte.is_ascii_alphanumeric() || *byte == b' ');
    if begins && text.bytes().all(|byte| plain(&byte)) {
        line.extend_from_slice(text.as_bytes());
    } else {
        line.extend_from_slice(csv_text(text, style).as_bytes());
    }
}

/// A number in steps of `10^-scale`.
#[inline]
pub fn number(line: &mut Vec<u8>, steps: i64, scale: u32, trim: bool, style: CsvStyle) {
    const PAIRS: [[u8; 2]; 100] = pairs();
    let (mut left, mut scale) = (steps.unsigned_abs(), scale as usize);
    if trim {
        while scale > 0 && left.is_multiple_of(10) {
            left /= 10;
            scale -= 1;
        }
    }
    let digits = (left.checked_ilog10().unwrap_or(0) as usize + 1).max(scale + 1);
    let length = digits + usize::from(scale > 0) + usize::from(steps < 0);
    // Written in place, from the end: reading bytes back at once in larger pieces would stall on their writes.
    let start = line.len();
    match length <= SHORT {
        true => line.extend_from_slice(&[b'-'; SHORT]),
        false => line.resize(start + length, b'-'),
    }
    line.truncate(start + length);
    let text = &mut line[start..];
    let mut at = length;
    let mut decimals = scale;
    while decimals >= 2 {
        at -= 2;
        text[at..at + 2].copy_from_slice(&PAIRS[(left % 100) as usize]);
        (left, decimals) = (left / 100, decimals - 2);
    }
    if decimals == 1 {
        at -= 1;
        text[at] = b'0' + (left % 10) as u8;
        left /= 10;
    }
    if scale > 0 {
        at -= 1;
        text[at] = if style == CsvStyle::En { b'.' } else { b',' };
    }
    while left >= 100 {
        at -= 2;
        text[at..at + 2].copy_from_slice(&PAIRS[(left % 100) as usize]);
        left /= 100;
    }
    if left >= 10 {
        text[at - 2..at].copy_from_slice(&PAIRS[left as usize]);
    } else {
        text[at - 1] = b'0' + left as u8;
    }
}

/// Copies of a constant length are a few instructions; of a length known only at run time, a call.
const SHORT: usize = 24;

/// `00` to `99`.
const fn pairs() -> [[u8; 2]; 100] {
    let mut pairs = [[0; 2]; 100];
    let mut at = 0;
    while at < 100 {
        pairs[at] = [b'0' + (at / 10) as u8, b'0' + (at % 10) as u8];
        at += 1;
    }
    pairs
}
