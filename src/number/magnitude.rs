//! Words for a factor after a number: `150 juta`.

use rust_decimal::Decimal;

/// Words for a factor, in the form that [`spelt`] gives, and their zeros.
const MAGNITUDES: [(&str, u32); 26] = [
    ("ribu", 3),
    ("rb", 3),
    ("rbu", 3),
    ("thousand", 3),
    ("juta", 6),
    ("jt", 6),
    ("jta", 6),
    ("mio", 6),
    ("milion", 6),
    ("miliar", 9),
    ("miliard", 9),
    ("milair", 9),
    ("mlr", 9),
    ("mlir", 9),
    ("mld", 9),
    ("mlrd", 9),
    ("mrd", 9),
    ("bn", 9),
    ("mliar", 9),
    ("bilion", 9),
    ("bio", 9),
    ("triliun", 12),
    ("trilun", 12),
    ("trilion", 12),
    ("trliun", 12),
    ("trl", 12),
];

/// The zeros of a lower-case word, including misspelt ones: `milyard`, `jutaan`, `trilyun`.
pub fn zeros(word: &str) -> Option<u32> {
    let of = |word: &str| MAGNITUDES.iter().find(|(known, _)| *known == word).map(|&(_, zeros)| zeros);
    // Called for many words, almost none of which begin like this.
    if !word.starts_with(['r', 'j', 'm', 'b', 't']) || word.len() > 16 {
        return None;
    }
    of(&spelt(word)).or_else(|| of(&spelt(word.strip_suffix("an")?.trim_end_matches('-'))))
}

/// Normalises common spelling variants: `y` for `i`, and double letters.
fn spelt(word: &str) -> String {
    let mut plain = String::with_capacity(word.len());
    for letter in word.chars().map(|letter| if letter == 'y' { 'i' } else { letter }) {
        if !plain.ends_with(letter) {
            plain.push(letter);
        }
    }
    plain
}

/// The zeros of a factor in digits: `000`, `1.000`, `10^6`; none if it is not a multiple of a thousand.
pub fn written_zeros(text: &str) -> Option<u32> {
    match text {
        "10^3" | "10³" => return Some(3),
        "10^6" | "10⁶" => return Some(6),
        "10^9" | "10⁹" => return Some(9),
        "10^12" | "10¹²" => return Some(12),
        _ => {}
    }
    let digits: String = text.chars().filter(|c| !matches!(c, '.' | ',' | '\'' | '’' | '‘' | '*')).collect();
    let zeros = digits.strip_prefix('1').unwrap_or(&digits);
    let is_all = !zeros.is_empty() && zeros.bytes().all(|byte| byte == b'0') && text.ends_with('0');
    matches!(zeros.len(), 3 | 6 | 9 | 12).then_some(zeros.len() as u32).filter(|_| is_all)
}

/// The zeros of a factor written as one lower-case letter, which may also be a unit if there is more text beside it.
pub fn letter_zeros(letter: &str) -> Option<u32> {
    match letter {
        "m" => Some(9),
        "t" => Some(12),
        _ => None,
    }
}

/// What so many zeros are called: `juta` of six.
pub fn word(zeros: u32) -> Option<&'static str> {
    MAGNITUDES.iter().find(|(_, own)| *own == zeros).map(|(word, _)| *word)
}

/// A number with zeros appended: 4,5 with nine of them is 4500000000.
pub fn with_zeros(number: Decimal, zeros: u32) -> Option<Decimal> {
    number.checked_mul(Decimal::from_i128_with_scale(10_i128.checked_pow(zeros)?, 0)).map(|whole| whole.normalize())
}

/// A number with its point so many digits further to the left; none where it has too many decimals then.
pub fn without_zeros(number: Decimal, zeros: u32) -> Option<Decimal> {
    let mut number = number.normalize();
    let scale = number.scale() + zeros;
    number.set_scale(scale).ok().map(|()| number.normalize())
}
