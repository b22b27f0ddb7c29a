//! What words and signs say of a printed number: `juta`, a unit, percent, groups of digits.

use super::words::tokens;
use crate::data::header::{Said, factor_of, factors_above, without_factor};
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
    (0..words.len()).find_map(|at| scale(&words[at], is_money(at))).or_else(|| scale_in_zeros(title))
}

/// What the heading of a table says of the money in it: `Tabel 3.5 Serapan (dalam juta rupiah)`.
pub(super) fn scale_of_caption(caption: &str) -> Option<Scale> {
    let lower = caption.to_lowercase();
    let said = lower.rfind("dalam ").or_else(|| lower.rfind('(')).map(|at| &lower[at..])?;
    let is_money = tokens(said).iter().any(|word| matches!(word.as_str(), "rp" | "rupiah"));
    is_money.then(|| scale_of_title(said)).flatten()
}

/// What lines around a table say of the money in it, where they agree.
pub(super) fn scale_of_lines(lines: &[String]) -> Option<Scale> {
    let mut zeros = lines.iter().filter_map(|line| zeros_of_money(line));
    let first = zeros.next()?;
    let is_it = |scale: &Scale| u32::try_from(scale.tens) == Ok(first);
    SCALES.into_iter().find(is_it).filter(|_| zeros.all(|other| other == first))
}

/// Whether a line says what money is in: `(dalam juta rupiah)`; only documents have such lines apart from a table.
#[cfg(feature = "office")]
pub(super) fn says_money(line: &str) -> bool {
    zeros_of_money(line).is_some()
}

fn zeros_of_money(line: &str) -> Option<u32> {
    let is_money = |said: &Said| matches!(said.unit.as_deref(), None | Some("rupiah"));
    factors_above(line, &|_| false).into_iter().find(is_money).map(|said| said.zeros)
}

/// `Pagu (Rp.000)`, `Pagu (000)`: thousands as budgets write them.
fn scale_in_zeros(title: &str) -> Option<Scale> {
    let zeros = if has_zeros(title) { factor_of(title)?.zeros } else { return None };
    SCALES.into_iter().find(|scale| u32::try_from(scale.tens) == Ok(zeros))
}

/// Whether a title may say in figures what those below it are in.
fn has_zeros(title: &str) -> bool {
    title.contains("000") || title.contains('^')
}

/// A title without what it says so of the figures below it: `Anggaran (Rp.000)` is `Anggaran`.
pub(super) fn without_zeros(title: &str) -> Cow<'_, str> {
    let bare = if has_zeros(title) { without_factor(title) } else { None };
    bare.map_or(Cow::Borrowed(title), Cow::Owned)
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

/// Digits in groups of three with spaces or apostrophes between, as one number.
pub(super) fn grouped(text: &str) -> Option<String> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == ' ' || c == '\'')).unwrap_or(text.len());
    let (run, behind) = (text[..end].trim_end(), &text[text[..end].trim_end().len()..]);
    let groups: Vec<&str> = run.split([' ', '\'']).collect();
    let (first, rest) = groups.split_first()?;
    let fits = !rest.is_empty() && (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3);
    fits.then(|| groups.concat() + behind)
}

/// Whether the digits of a text may as well be two numbers: `130 150`.
pub(super) fn may_be_two(text: &str) -> bool {
    let own = text.trim_start_matches(|c: char| !c.is_ascii_digit());
    let run = own.split(|c: char| !(c.is_ascii_digit() || c == ' ')).next().unwrap_or_default();
    let groups: Vec<&str> = run.split_whitespace().collect();
    groups.len() == 2 && groups.iter().all(|group| group.len() == 3)
}

/// Whether what stands behind a number holds another one: a word of two letters or a stroke between.
pub(super) fn more_than_one(tail: &str) -> bool {
    let before = tail.find(|c: char| c.is_ascii_digit()).map_or("", |at| &tail[..at]);
    let between = before.trim_matches([' ', '.', ',']);
    matches!(between, "/" | ":" | "-" | "–" | "—") || between.chars().filter(|c| c.is_alphabetic()).count() >= 2
}

/// What stands behind `Rp`, `Rp.`, `IDR`.
pub(super) fn money(text: &str) -> Option<&str> {
    let rest = ["rp", "idr"].iter().find_map(|sign| {
        let head = text.get(..sign.len())?;
        head.eq_ignore_ascii_case(sign).then(|| &text[sign.len()..])
    })?;
    let rest = rest.trim_start_matches(['.', ':']).trim_start();
    rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '(' | '−')).then_some(rest)
}
