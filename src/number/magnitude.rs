//! Words for a factor behind a number: `150 juta`.

use rust_decimal::Decimal;

/// Words for a factor, and how many zeros they stand for.
const MAGNITUDES: [(&str, u32); 8] =
    [("ribu", 3), ("rb", 3), ("juta", 6), ("jt", 6), ("miliar", 9), ("milyar", 9), ("miliyar", 9), ("triliun", 12)];

/// How many zeros a word in small letters stands for.
pub fn zeros(word: &str) -> Option<u32> {
    MAGNITUDES.iter().find(|(known, _)| *known == word).map(|&(_, zeros)| zeros)
}

/// The zeros of a factor in one small letter, which may be a unit too where more stands beside it.
pub fn letter_zeros(letter: &str) -> Option<u32> {
    match letter {
        "m" => Some(9),
        "t" => Some(12),
        _ => None,
    }
}

/// A number with so many zeros: 4,5 and nine of them are 4500000000.
pub fn with_zeros(number: Decimal, zeros: u32) -> Option<Decimal> {
    number.checked_mul(Decimal::from_i128_with_scale(10_i128.checked_pow(zeros)?, 0)).map(|whole| whole.normalize())
}
