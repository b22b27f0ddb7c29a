//! How codes are split into segments, in one place for all uses.
//!
//! `7.1.2` and `7.1/2` are parts of `7.1`; `7.1-2` is another one beside `7.1`.

/// Separators before a part.
const PARTS: [char; 2] = ['.', '/'];

/// The separator before a sibling.
const BESIDE: char = '-';

/// Whether a text can be a code: segments of letters and digits.
pub fn is_code(text: &str) -> bool {
    const LONGEST: usize = 80;
    let segment = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '_');
    text.len() <= LONGEST && text.split(is_mark).all(segment)
}

/// Whether a code is numeric, where similar codes are common; `X.XX` stands for open digits.
pub fn is_of_figures(code: &str) -> bool {
    let is_open = |c: char| matches!(c, 'X' | 'x') && code.contains('.');
    code.chars().all(|c| c.is_ascii_digit() || is_mark(c) || is_open(c))
}

/// Whether a character separates two segments.
pub fn is_mark(c: char) -> bool {
    PARTS.contains(&c) || c == BESIDE
}

/// Whether a code has this prefix, followed by a new segment if it is longer.
pub fn begins_with(code: &str, prefix: &str) -> bool {
    code.strip_prefix(prefix)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(is_mark) || prefix.ends_with(PARTS))
}

/// The prefixes of a code that it may be a part of, the longest first.
pub fn above(code: &str) -> impl Iterator<Item = &str> {
    // Only in the last segment: `7.1-2.1` is a part of `7.1-2`.
    let beside = code.rsplit_once(BESIDE).filter(|(_, last)| !last.contains(PARTS));
    let whole = beside.map_or(code, |(whole, _)| whole);
    whole.char_indices().rev().filter(|(_, c)| PARTS.contains(c)).map(|(at, _)| &whole[..at])
}
