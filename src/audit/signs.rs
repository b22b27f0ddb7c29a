//! What stands around the digits of a printed number: marks of footnotes, words like `juta`, letters of other widths.

use super::words::tokens;
use crate::number::{Places, letter_zeros, zeros};
use std::borrow::Cow;

/// In what a number is printed: `3,01 miliar`, `60%` for 0,6.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Scale {
    /// So many tens: 9 for miliar.
    pub tens: i32,
    /// What stands behind the digits.
    pub word: &'static str,
}

impl Scale {
    /// As it stands.
    pub const PLAIN: Scale = Scale { tens: 0, word: "" };
    /// Hundredths.
    pub const PERCENT: Scale = Scale { tens: -2, word: "%" };

    /// The decimals of a printed number, of those of its value.
    pub fn places(self, places: Places) -> Places {
        Places::new(places.get() + self.tens).unwrap_or(places)
    }
}

const SCALES: [Scale; 4] = [
    Scale { tens: 3, word: " ribu" },
    Scale { tens: 6, word: " juta" },
    Scale { tens: 9, word: " miliar" },
    Scale { tens: 12, word: " triliun" },
];

/// What a word behind digits says of them; `M` and `T` only where they are money.
pub(super) fn scale(word: &str, is_money: bool) -> Option<Scale> {
    let word = word.trim_end_matches('.').to_lowercase();
    let tens = zeros(&word).or_else(|| letter_zeros(&word).filter(|_| is_money))?;
    SCALES.into_iter().find(|scale| u32::try_from(scale.tens) == Ok(tens))
}

/// What a title says of the figures below it: `Pagu (juta rupiah)`.
pub(super) fn scale_of_title(title: &str) -> Option<Scale> {
    let words = tokens(title);
    // `Pagu (Rp M)`
    let is_money = |at: usize| at > 0 && matches!(words[at - 1].as_str(), "rp" | "rupiah");
    (0..words.len()).find_map(|at| scale(&words[at], is_money(at)))
}

/// Whether words behind a number are a unit: a digit in them stands behind a letter, as in `m2`, `m3/detik`, `ton CO2eq`. What
/// is `joined` to the number begins with a sign of measure then, not with a letter that a digit was misread as.
pub(super) fn is_unit(words: &str, joined: bool) -> bool {
    let mut before = ' ';
    let is_behind = words.chars().all(|letter| {
        let fits = !letter.is_ascii_digit() || before.is_alphanumeric();
        before = letter;
        fits
    });
    let has_digit = words.contains(|c: char| c.is_ascii_digit());
    let short = |word: &str| word.trim_end_matches(|c: char| c.is_ascii_digit()).chars().count() <= 4;
    let first = words.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let is_measure =
        ["m", "cm", "km", "dm", "mm"].iter().any(|sign| first.to_lowercase().trim_end_matches(['2', '3']) == *sign);
    is_behind && (!has_digit || is_measure || !joined && words.split_whitespace().any(short))
}

/// Whether a title says that the figures below it are percent.
pub(super) fn is_percent(title: &str) -> bool {
    tokens(title).iter().any(|word| word == "persen")
}

/// A cell without what does not belong to its number or word: marks of footnotes, `≥`, `±`, a spreadsheet's apostrophe.
pub(super) fn tidy(cell: &str) -> Cow<'_, str> {
    let cell = cell.trim();
    if cell.is_ascii() && !cell.contains(['*', ')', ']', '\'', '`', '>', '<', '=', '~', '+']) {
        return Cow::Borrowed(cell);
    }
    let plain: String = cell.chars().filter_map(narrow).collect();
    Cow::Owned(without_note_within(without_notes(without_signs(plain.trim()))).into_owned())
}

/// Without the mark of a footnote between a number and the word behind it: `93,43¹ persen`.
fn without_note_within(text: &str) -> Cow<'_, str> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '%'))).unwrap_or(text.len());
    let (number, behind) = text.split_at(end);
    let rest = behind.trim_start_matches(|letter| is_mark(letter) || is_raised(letter));
    // `80,00*) persen`
    let is_marked = rest.len() < behind.len();
    let rest = if is_marked { rest.strip_prefix(')').unwrap_or(rest) } else { rest };
    let is_note = is_marked && number.ends_with(|c: char| c.is_ascii_digit() || c == '%');
    let is_word = rest.starts_with(char::is_whitespace) || rest.starts_with('%');
    if is_note && is_word { Cow::Owned(format!("{number}{rest}")) } else { Cow::Borrowed(text) }
}

/// A letter of full width as the common one; none for those without a width.
fn narrow(letter: char) -> Option<char> {
    match letter {
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => None,
        '\u{3000}' | '\u{a0}' | '\u{2009}' | '\u{202f}' => Some(' '),
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0),
        other => Some(other),
    }
}

/// Without `≥`, `±`, `'` before a number.
fn without_signs(text: &str) -> &str {
    const SIGNS: [char; 13] = ['≥', '≤', '>', '<', '=', '~', '≈', '±', '\'', '’', '‘', '`', '*'];
    let rest = text.strip_prefix("+/-").unwrap_or(text).trim_start_matches(SIGNS).trim_start();
    let is_number = rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '−' | '(' | 'R' | 'r'));
    if is_number || text.starts_with('*') { rest } else { text }
}

/// Without the marks of footnotes behind it.
fn without_notes(text: &str) -> &str {
    let mut text = text;
    loop {
        let shorter = without_note(text).trim_end();
        if shorter.is_empty() || shorter.len() == text.len() {
            return text;
        }
        text = shorter;
    }
}

fn is_raised(letter: char) -> bool {
    matches!(letter, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | 'ᵃ' | 'ᵇ' | 'ᶜ' | 'ª' | 'º')
}

fn is_mark(letter: char) -> bool {
    matches!(letter, '*' | '†' | '‡' | '§' | '¶')
}

/// `38*`, `38¹`, `38*)`, `38 1)`, `38%¹)`, `38a)`, `38 (*)`, `38 [1]`; not the 2 of `m²`.
fn without_note(text: &str) -> &str {
    let bare = text.trim_end_matches(|letter| is_mark(letter) || is_raised(letter));
    if bare.len() < text.len() {
        let is_power = bare.ends_with('m') && text[bare.len()..].starts_with(['²', '³']);
        return if is_power { text.trim_end_matches(is_mark) } else { bare };
    }
    if let Some((before, inner)) = text.strip_suffix(']').and_then(|inner| inner.rsplit_once('[')) {
        // `[9, 10]`: several notes.
        let are_notes = inner.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, ',' | ' '));
        return if inner.chars().count() <= 2 || are_notes { before } else { text };
    }
    let Some(inner) = text.strip_suffix(')') else { return text };
    if let Some((before, within)) = inner.rsplit_once('(') {
        let all_marks = !within.is_empty() && within.chars().all(|letter| is_mark(letter) || is_raised(letter));
        return if all_marks { before } else { text };
    }
    let bare = inner.trim_end_matches(|letter| is_mark(letter) || is_raised(letter));
    if bare.len() < inner.len() {
        return bare;
    }
    // `38 1)`, `38% 1)`, `38a)`: one or two digits, or a letter, behind the number.
    let label = |letter: char| letter.is_ascii_digit();
    let before = inner.trim_end_matches(label);
    let is_label = (1..=2).contains(&(inner.len() - before.len())) && before.ends_with([' ', '%']);
    if is_label {
        return before;
    }
    let letter = inner.strip_suffix(|letter: char| letter.is_ascii_lowercase());
    letter.filter(|before| before.trim_end().ends_with(|c: char| c.is_ascii_digit() || c == '%')).unwrap_or(text)
}

/// Digits in groups of three with spaces or apostrophes between, as one number.
pub(super) fn grouped(text: &str) -> Option<String> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == ' ' || c == '\'')).unwrap_or(text.len());
    let (run, behind) = (text[..end].trim_end(), &text[text[..end].trim_end().len()..]);
    let groups: Vec<&str> = run.split([' ', '\'']).collect();
    let (first, rest) = groups.split_first()?;
    let fits = !rest.is_empty() && (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3);
    fits.then(|| groups.concat() + behind)
}
