//! Letters in headers: factors of money, `Pagu (M)`, and the symbols of columns in formulas, `Target (T)`.

use super::measure::{Said, bracketed, joined};
use super::near::money_of;
use super::unit_words::{capital, letter_alone};
use super::{HeaderColumn, Role, ValueKind};

/// `Pagu (M)`: for money, and nothing else, a letter may be a factor.
pub(super) fn letter(inside: &str, bare: &str) -> Option<Said> {
    let zeros = letter_alone(inside)?;
    let is_money =
        money_of(bare).is_some() || ["pagu", "serapan"].iter().any(|word| bare.to_lowercase().contains(word));
    is_money.then(|| Said { zeros, unit: Some("rupiah".into()), words: inside.trim().into() })
}

/// A one-letter factor and its position: in brackets.
pub(super) fn letter_in(header: &str) -> Option<(std::ops::Range<usize>, &'static str)> {
    let marks = ["(M)", "(T)", "[M]", "[T]"].into_iter();
    marks.filter_map(|mark| header.find(mark).map(|at| (at..at + 3, &mark[1..2]))).next()
}

/// The same at the end: `Target M`, `target, T`.
pub(super) fn letter_behind(header: &str) -> Option<(std::ops::Range<usize>, &'static str)> {
    let marks = ["M", "T"].into_iter();
    let is_behind = |before: &str| !before.trim().is_empty() && before.ends_with([' ', ',', ':']);
    marks
        .filter_map(|mark| {
            let before = header.strip_suffix(mark).filter(|before| is_behind(before))?;
            Some((before.len()..header.len(), mark))
        })
        .next()
}

/// What a letter in the header of a column is: a factor of money, else the symbol of the column in formulas. For rupiah
/// it may be either, so that no number in rupiah below it is used.
pub(super) fn letter_of_role(column: &HeaderColumn) -> Option<(String, Said)> {
    let header = &*column.name;
    if matches!(column.role, Role::Value(_, ValueKind::Money)) {
        let (at, letter) = letter_in(header)?;
        let bare = joined(&header[..at.start], &header[at.end..]);
        let said = Said { zeros: capital(letter)?, unit: Some("rupiah".into()), words: letter.into() };
        return (!bare.is_empty()).then_some((bare, said));
    }
    let behind = || letter_behind(header).map(|(at, letter)| (joined(&header[..at.start], ""), letter));
    let (bare, letter) = labelled(header).or_else(behind)?;
    Some((bare, Said { zeros: 0, unit: None, words: letter.into() }))
}

/// `Target (T)`, `Realisasi (R)`: the words, and the symbol of the column in formulas.
pub(super) fn labelled(header: &str) -> Option<(String, &str)> {
    let is_letter = |inside: &str| inside.chars().count() == 1 && inside.chars().all(char::is_uppercase);
    let (at, inside) = bracketed(header).find(|(_, inside)| is_letter(inside.trim()))?;
    let bare = joined(&header[..at], &header[at + inside.len() + 2..]);
    (!bare.is_empty()).then(|| (bare, inside.trim()))
}

/// Whether the text in brackets is only such a letter.
pub(super) fn is_label(inside: &str, said: &Said) -> bool {
    let inside = inside.trim();
    said.zeros == 0 && inside.chars().count() == 1 && inside.chars().all(char::is_uppercase)
}
