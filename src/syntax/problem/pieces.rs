//! Pieces of a sentence: lists, and pieces of the source that are not too long.

/// Longer pieces of the source are cut in a message.
const SHORT: usize = 40;
/// The same of what a mend says to type.
const TO_TYPE: usize = 400;

/// `a, b atau c`, at most five.
pub(super) fn choices(expected: &[&'static str]) -> String {
    match &expected[..expected.len().min(5)] {
        [] => String::new(),
        [one] => (*one).into(),
        [first @ .., last] => format!("{} atau {last}", first.join(", ")),
    }
}

pub(super) fn list<'w>(words: impl Iterator<Item = &'w str>) -> String {
    words.collect::<Vec<_>>().join(", ")
}

/// A piece of the source in a sentence: on one line and not too long.
pub fn short(text: &str) -> String {
    cut(text, SHORT)
}

/// A piece that is to be typed: cut only where nobody would.
pub fn to_type(text: &str) -> String {
    cut(text, TO_TYPE)
}

fn cut(text: &str, most: usize) -> String {
    let mut shown = String::new();
    for (count, c) in text.chars().enumerate() {
        if count == most {
            shown.push('…');
            break;
        }
        // Runs of space, line breaks among them, are one space.
        match c.is_whitespace() {
            true if shown.ends_with(' ') => {}
            true => shown.push(' '),
            false => shown.push(c),
        }
    }
    shown
}
