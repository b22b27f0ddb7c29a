//! What of a logical line is still open: its brackets, and whether something has to come.

use super::lines::significant;

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

/// Whether a closing bracket behind `before`, which nothing opens, can only be one too many: it stands there twice, or the formula
/// is the same wherever it is opened. `behind` is the rest of its line.
pub(super) fn is_surplus(before: &str, behind: &str) -> bool {
    if before.ends_with(')') || behind.starts_with(')') {
        return true;
    }
    let (mut depth, mut own) = (0_usize, String::new());
    for (_, c, is_text) in significant(before) {
        match c {
            _ if is_text => own.push('"'),
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            // Another formula begins.
            ';' | ':' | '=' | '<' | '>' | '≤' | '≥' | '≠' if depth == 0 => own.clear(),
            _ if depth == 0 => own.push(c),
            _ => {}
        }
    }
    let signs: Vec<char> = own.chars().filter(|c| "+-–−*×/÷^".contains(*c)).collect();
    let next = behind.trim_start().chars().next();
    let is_power = next == Some('^');
    let binds = is_power || next.is_some_and(|c| "*×/÷%".contains(c));
    match signs.as_slice() {
        [] => true,
        ['-' | '–' | '−'] => !binds,
        all if all.iter().all(|sign| *sign == '+') => !binds,
        all => all.iter().all(|sign| "*×".contains(*sign)) && !is_power,
    }
}

/// What of an open text is surely a part of it: `"Capaian tampil 2` ends before what a line says behind its title.
pub(super) fn own_words(text: &str) -> &str {
    let ends = [" tampil ", " halaman "].iter().filter_map(|word| {
        let at = text.rfind(word)?;
        let number = text[at + word.len()..].trim_start();
        (!number.is_empty() && number.chars().all(|c| c.is_ascii_digit())).then_some(at)
    });
    ends.min().map_or(text, |at| text[..at].trim_end())
}
