//! What of a logical line is still open: its brackets, and whether something has to come.

use super::lines::is_space;

/// A logical line in the making.
pub(super) struct Open {
    pub start: usize,
    pub end: usize,
    pub brackets: Vec<Bracket>,
    pub last: Last,
    /// `jika` that are still open.
    pub nested: usize,
    pub operators: usize,
    pub semicolons: usize,
    pub broken: bool,
}

impl Open {
    pub fn is_unfinished(&self) -> bool {
        !self.brackets.is_empty() || matches!(self.last, Last::Operator | Last::Branch | Last::Semicolon)
    }

    /// Whether a value has to come inside a bracket, and a line may begin with it: behind `maka` and `selain itu`, elsewhere only
    /// one that closes the bracket, for a bracket that was forgotten is far more frequent.
    pub fn awaits_value(&self, content: &str) -> bool {
        let count = |sign: char| content.matches(sign).count();
        let closes = || count(')') > count('(');
        self.brackets.last().is_some_and(|last| {
            let is_due = last.at + 1 == self.end || self.last != Last::Other;
            self.last == Last::Branch || is_due && closes()
        })
    }
}

/// An opening bracket, and how many `jika` were open before it.
pub(super) struct Bracket {
    pub at: usize,
    pub closing: char,
    pub nested: usize,
}

/// The last significant token, as far as it decides whether the line goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Last {
    Operator,
    /// `maka`, `selain itu`
    Branch,
    Semicolon,
    /// `selain`, which is an operator together with `itu`.
    Selain,
    Other,
}

/// What of an open text is surely a part of it: `"Capaian tampil 2` ends before what a line says behind its title.
pub(super) fn own_words(text: &str) -> &str {
    let ends = ["tampil", "halaman"].iter().filter_map(|word| {
        let at = text.rfind(word)?;
        let (before, number) = (&text[..at], text[at + word.len()..].trim_start());
        let is_number = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
        (is_number && before.ends_with(is_space)).then(|| before.trim_end().len())
    });
    ends.min().map_or(text, |end| &text[..end])
}
