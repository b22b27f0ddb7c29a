//! Cells of the result, written straight into bytes.

use crate::report::CsvStyle;
use crate::report::csv_text;

/// What parts cells.
pub(super) fn delimiter(style: CsvStyle) -> u8 {
    match style {
        CsvStyle::En => b',',
        CsvStyle::Id => b';',
    }
}

/// Ends a line as the style does.
pub(super) fn end_line(line: &mut Vec<u8>, style: CsvStyle) {
    match style {
        CsvStyle::En => line.push(b'\n'),
        CsvStyle::Id => line.extend_from_slice(b"\r\n"),
    }
}

/// A text, guarded against being run as a formula, quoted where it must be.
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
pub(super) fn number(line: &mut Vec<u8>, steps: i64, scale: u32, trim: bool, style: CsvStyle) {
    let mut buffer = itoa::Buffer::new();
    let (mut steps, mut scale) = (steps, scale as usize);
    if trim {
        while scale > 0 && steps % 10 == 0 {
            steps /= 10;
            scale -= 1;
        }
    }
    if scale == 0 {
        line.extend_from_slice(buffer.format(steps).as_bytes());
        return;
    }
    if steps < 0 {
        line.push(b'-');
    }
    let digits = buffer.format(steps.unsigned_abs()).as_bytes();
    let mark = if style == CsvStyle::En { b'.' } else { b',' };
    match digits.len().checked_sub(scale) {
        Some(whole) if whole > 0 => {
            line.extend_from_slice(&digits[..whole]);
            line.push(mark);
            line.extend_from_slice(&digits[whole..]);
        }
        _ => {
            line.extend_from_slice(&[b'0', mark]);
            line.resize(line.len() + scale - digits.len(), b'0');
            line.extend_from_slice(digits);
        }
    }
}
