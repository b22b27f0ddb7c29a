//! Words inside of a line as it was typed.

/// Where a word stands alone, outside of quotes.
pub(super) fn word_at(text: &str, from: usize, to: usize, word: &str) -> Option<(usize, usize)> {
    let body = &text[from..to];
    let mut quoted = false;
    for (at, c) in body.char_indices() {
        quoted ^= matches!(c, '"' | '“' | '”' | '„');
        let found = body.get(at..at + word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word));
        let is_edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '_');
        if found
            && !quoted
            && is_edge(body[..at].chars().next_back())
            && is_edge(body[at + word.len()..].chars().next())
        {
            return Some((from + at, from + at + word.len()));
        }
    }
    None
}
