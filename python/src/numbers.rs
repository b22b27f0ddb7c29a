//! Floats as decimals, for those who ask: exactly what they are, or the shortest decimal that is read as them.

#![expect(clippy::disallowed_types, reason = "floats become decimals here, digit by digit")]

/// How floats are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Floats {
    /// Not at all.
    Refused,
    /// As the decimal that they are exactly, where it is not too long.
    Exact,
    /// As the shortest decimal that is read as the same float.
    Shortest,
}

/// The most digits before and behind the point of what becomes steps.
const MOST: usize = 18;

/// Steps and decimals of a number with a point; none of one with many digits, or of none.
pub fn decimal(text: &str) -> Option<(i128, u32)> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let part = part.trim_end_matches('0');
    if part.len() > MOST || whole.len() > MOST {
        return None;
    }
    format!("{whole}{part}").parse().ok().map(|steps| (steps, part.len() as u32))
}

/// The decimal that a float is exactly.
pub fn exact(float: f64) -> String {
    format!("{float:.1100}")
}

/// A number with a point as people write it: `5,25` of `5.250`.
pub fn comma(text: &str) -> String {
    match text.split_once('.') {
        Some((whole, part)) => match part.trim_end_matches('0') {
            "" => whole.to_string(),
            part => format!("{whole},{part}"),
        },
        None => text.to_string(),
    }
}
