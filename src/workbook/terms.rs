//! Pieces of formulas: names of cells, numbers, words.

use super::double;
use crate::number::Exact;

/// The letters of a column, counted from 0.
pub fn letters(column: usize) -> String {
    let (before, letter) = (column / 26, (b'A' + (column % 26) as u8) as char);
    if before == 0 { letter.to_string() } else { letters(before - 1) + &letter.to_string() }
}

/// A number of the rules, as a formula has it: no more digits than a spreadsheet reads.
pub fn number(value: &Exact) -> String {
    let plain = value.to_exact_plain().filter(|plain| plain.bytes().filter(u8::is_ascii_digit).count() <= 15);
    let text = match (plain, value.small_ratio()) {
        (Some(plain), _) => plain,
        (None, Some((num, den))) if den > 1 && num.abs() < 1_000_000_000 && den < 1_000_000_000 => {
            format!("({num}/{den})")
        }
        (None, _) => double::digits(double::near(value)),
    };
    if text.starts_with('-') { format!("({text})") } else { text }
}

/// A text, in pieces that are short enough for a formula.
pub fn text(text: &str) -> String {
    const MOST: usize = 250;
    let letters: Vec<char> = text.chars().collect();
    if letters.is_empty() {
        return "\"\"".to_string();
    }
    let pieces = letters.chunks(MOST).map(|piece| format!("\"{}\"", String::from_iter(piece).replace('"', "\"\"")));
    pieces.collect::<Vec<_>>().join("&")
}
