//! Printed figures: `99,97%`, `90.94%`, `3.012.572.307`, `18 orang`, `73,50 (BB)`.

use takar::number::{Exact, parse_decimal};

/// A printed number, with what belongs to it.
pub struct Printed {
    pub value: Exact,
    /// Decimals printed.
    pub places: i32,
    /// The unit printed behind it, in small letters; `persen` for `%`.
    pub unit: Option<String>,
}

impl Printed {
    /// Reads a figure; none when it is no number, or one with a digit missing.
    pub fn read(text: &str) -> Option<Printed> {
        let bare = text.split(" (").next()?.trim();
        let (bare, unit) = match bare.strip_suffix('%') {
            Some(bare) => (bare.trim(), Some("persen".to_string())),
            None => match bare.split_once(' ') {
                Some((number, unit)) => (number, Some(unit.trim().to_lowercase())),
                None => (bare, None),
            },
        };
        let plain = plain(bare)?;
        let decimal = parse_decimal(&plain).ok()?;
        let places = plain.split_once('.').map_or(0, |(_, part)| part.len()) as i32;
        Some(Printed { value: Exact::from(decimal), places, unit })
    }
}

/// A number with a point before its decimals; a point between groups of three is none.
fn plain(text: &str) -> Option<String> {
    let text = text.replace('−', "-");
    let (whole, part) = match text.split_once(',') {
        Some((whole, part)) => (whole, Some(part)),
        None => (text.as_str(), None),
    };
    let groups: Vec<&str> = whole.split('.').collect();
    let grouped = groups[1..].iter().all(|group| group.len() == 3);
    match (groups.len(), grouped, part) {
        (1, ..) | (_, true, _) => {
            let digits = groups.concat();
            Some(part.map_or(digits.clone(), |part| format!("{digits}.{part}")))
        }
        (2, false, None) => Some(whole.to_string()),
        _ => None,
    }
}
