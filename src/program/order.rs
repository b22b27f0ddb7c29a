//! The order of codes as a person counts them: `T.2` before `T.10`.

use std::cmp::Ordering;

/// Compares codes by their numbers and the signs between them.
pub fn natural(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    while !left.is_empty() && !right.is_empty() {
        let (first, second) = (piece(left), piece(right));
        let ordering = match (is_number(first), is_number(second)) {
            (true, true) => number(first).cmp(&number(second)),
            _ => first.cmp(second),
        };
        if ordering.is_ne() {
            return ordering;
        }
        (left, right) = (&left[first.len()..], &right[second.len()..]);
    }
    // What is left over of one, then what leading zeros tell apart.
    left.len().cmp(&right.len()).then_with(|| a.cmp(b))
}

/// The run of digits, or of other signs, that a text begins with.
fn piece(text: &str) -> &str {
    let digits = is_number(text);
    &text[..text.find(|c: char| c.is_ascii_digit() != digits).unwrap_or(text.len())]
}

fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// A number of any length: how long it is without leading zeros, then its digits.
fn number(digits: &str) -> (usize, &str) {
    let plain = digits.trim_start_matches('0');
    (plain.len(), plain)
}
