//! Floats as decimals, for those who ask: exactly what they are, or the shortest decimal that is read as them.

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

/// The most decimals that are taken.
const MOST_DECIMALS: usize = 18;

/// A finite float as steps and decimals; none where it has too many digits.
pub fn decimal(shortest: String, exact: impl FnOnce() -> String, floats: Floats) -> Option<(i128, u32)> {
    let text = if floats == Floats::Exact { exact() } else { shortest };
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let part = part.trim_end_matches('0');
    if part.len() > MOST_DECIMALS || whole.len() > MOST_DECIMALS {
        return None;
    }
    format!("{whole}{part}").parse().ok().map(|steps| (steps, part.len() as u32))
}
