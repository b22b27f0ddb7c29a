//! What stands around a printed number and is no part of it: marks of footnotes, arrows, `≥` and the words for it, letters of
//! other widths. Marks may stand on both sides.

use super::notes::{self, is_mark, is_raised};
use std::borrow::Cow;
use std::cmp::Ordering;

/// A cell without what does not belong to its number or word: marks of footnotes, `≥`, `±`, a spreadsheet's apostrophe.
pub(super) fn tidy(cell: &str) -> Cow<'_, str> {
    let cell = cell.trim();
    let is_marked = cell.contains(['*', ')', ']', '\'', '`', '>', '<', '=', '~', '+', '#']);
    if cell.is_ascii() && !is_marked && !cell.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return Cow::Borrowed(cell);
    }
    let plain: String = cell.chars().filter_map(narrow).collect();
    let bare = without_notes(without_signs(plain.trim()));
    let bare = bound(bare).map_or(bare, |(_, rest)| rest);
    Cow::Owned(unbracketed(bare).to_string())
}

/// Letters of other widths as the common ones, without those that have none.
pub(super) fn plain(cell: &str) -> Cow<'_, str> {
    if cell.is_ascii() {
        return Cow::Borrowed(cell.trim());
    }
    let plain: String = cell.chars().filter_map(narrow).collect();
    Cow::Owned(plain.trim().to_string())
}

/// Which way an arrow says that a figure went.
pub(super) fn way(letter: char) -> Option<Ordering> {
    match letter {
        '▲' | '△' | '▴' | '↑' | '⇧' | '⬆' | '↗' | '🔼' => Some(Ordering::Greater),
        '▼' | '▽' | '▾' | '↓' | '⇩' | '⬇' | '↘' | '🔽' => Some(Ordering::Less),
        _ => None,
    }
}

const DOWN: [&str; 7] = ["menurun", "penurunan", "turun", "berkurang", "pengurangan", "melemah", "lebih rendah"];
const UP: [&str; 7] = ["meningkat", "peningkatan", "naik", "kenaikan", "bertambah", "penambahan", "lebih tinggi"];

/// Which way a word says that a figure went.
pub(super) fn way_of(word: &str) -> Option<Ordering> {
    let word = word.trim().trim_end_matches(['.', ':']);
    let is_in = |words: &[&str]| words.iter().any(|own| own.eq_ignore_ascii_case(word));
    match () {
        () if is_in(&DOWN) => Some(Ordering::Less),
        () if is_in(&UP) => Some(Ordering::Greater),
        () => None,
    }
}

/// A word before a number for which way it went, or that it is one more or less: `turun 2,5`, `sebesar 2,5`, `Min. 2,5`.
pub(super) fn way_before(text: &str) -> Option<(Option<Ordering>, &str)> {
    const ABOUT: [&str; 9] =
        ["sebesar", "sebanyak", "sekitar", "kurang lebih", "kira-kira", "ca.", "ca", "nilai", "skor"];
    let of = |words: &[&str], way: Option<Ordering>| {
        let rest = words.iter().find_map(|word| word_before(text, word))?;
        Some((way, rest))
    };
    of(&DOWN, Some(Ordering::Less))
        .or_else(|| of(&UP, Some(Ordering::Greater)))
        .or_else(|| of(&["min.", "min"], Some(Ordering::Less)))
        .or_else(|| of(&ABOUT, None))
}

/// Whether a cell begins with a word for which way it went: a change is told, and under a realisation not its value.
pub(super) fn says_change(cell: &str) -> bool {
    let bare = cell.trim().trim_start_matches(is_plain).trim_start();
    DOWN.iter().chain(&UP).any(|word| word_before(bare, word).is_some())
}

/// What stands behind a word for less than nothing: `minus 2,5`.
pub(super) fn minus_before(text: &str) -> Option<&str> {
    ["minus", "negatif"].iter().find_map(|word| word_before(text, word))
}

/// What stands behind a whole word.
fn word_before<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let head = text.get(..word.len())?;
    let rest = &text[word.len()..];
    let is_whole = rest.starts_with(|c: char| !c.is_alphanumeric()) || word.ends_with('.');
    (is_whole && head.to_lowercase() == word).then(|| rest.trim_start_matches([':', '.', ' ']))
}

/// Words behind a number without the last of them that says which way it went: `2,5 poin lebih rendah`.
pub(super) fn without_way(words: &str) -> (&str, Option<Ordering>) {
    let all = || DOWN.iter().map(|word| (word, Ordering::Less)).chain(UP.iter().map(|word| (word, Ordering::Greater)));
    let found = all().find_map(|(word, way)| {
        let at = words.len().checked_sub(word.len())?;
        let is_it = words.get(at..).is_some_and(|tail| tail.eq_ignore_ascii_case(word));
        let before = words.get(..at).filter(|_| is_it)?;
        (before.is_empty() || before.ends_with(' ')).then(|| (before.trim_end(), Some(way)))
    });
    found.unwrap_or((words, None))
}

/// Words that say of a number what became of it, no unit: `97,69 sementara`.
pub(super) fn is_status(words: &str) -> bool {
    const STATES: [&str; 34] = [
        "sementara",
        "angka sementara",
        "tetap",
        "angka tetap",
        "stabil",
        "est",
        "estimasi",
        "perkiraan",
        "prognosis",
        "prognosa",
        "proyeksi",
        "prediksi",
        "revisi",
        "angka revisi",
        "hasil revisi",
        "diolah",
        "tercapai",
        "tidak tercapai",
        "belum tercapai",
        "sudah tercapai",
        "telah tercapai",
        "melampaui",
        "melampaui target",
        "terlampaui",
        "melebihi target",
        "sesuai target",
        "sesuai",
        "on track",
        "off track",
        "na",
        "n/a",
        "positif",
        "asumsi",
        "target",
    ];
    let words = words.trim().trim_end_matches(['.', ';', ':']).to_lowercase();
    STATES.contains(&words.as_str())
}

/// Whether a sign beside a number says nothing of it: marks of footnotes, arrows to the side, quotes, ticks, lamps.
pub(super) fn is_plain(letter: char) -> bool {
    notes::is_mark(letter)
        || notes::is_raised(letter)
        || "=~≈±≥≤><!?;:|'’‘`\"“”„_•√&.,+".contains(letter)
        // Arrows, shapes, ticks and lamps.
        || matches!(letter, '\u{2190}'..='\u{21ff}' | '\u{25a0}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}')
        || matches!(letter, '\u{1f300}'..='\u{1faff}')
}

/// On which side of a figure what is meant lies, and the figure: `≥ 80`, `minimal 80`, `kurang dari 5`.
pub(super) fn bound(text: &str) -> Option<(Ordering, &str)> {
    const LEAST: [&str; 11] = [
        "≥",
        ">",
        "minimal",
        "minimum",
        "paling sedikit",
        "paling rendah",
        "sekurang-kurangnya",
        "setidaknya",
        "lebih dari",
        "di atas",
        "diatas",
    ];
    const MOST: [&str; 13] = [
        "≤",
        "<",
        "maksimal",
        "maksimum",
        "maks",
        "max",
        "paling banyak",
        "paling lama",
        "paling tinggi",
        "sebanyak-banyaknya",
        "kurang dari",
        "di bawah",
        "dibawah",
    ];
    let text = text.trim();
    let of = |words: &[&str], side: Ordering| {
        let rest = words.iter().find_map(|word| without_prefix(text, word))?;
        let rest = rest.trim_start_matches(['.', ':', '=', ' ']);
        starts_as_figure(rest.trim_start_matches(['-', '−', '(']).trim_start_matches(['R', 'p', '.', ' ']))
            .then_some((side, rest))
    };
    of(&LEAST, Ordering::Greater).or_else(|| of(&MOST, Ordering::Less))
}

fn without_prefix<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let head = text.get(..word.len())?;
    (head.to_lowercase() == word).then(|| text[word.len()..].trim_start())
}

/// A letter of full width as the common one; none for those without a width.
fn narrow(letter: char) -> Option<char> {
    match letter {
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe0f}' | '\u{feff}' => None,
        '\u{3000}' | '\u{a0}' | '\u{2009}' | '\u{202f}' => Some(' '),
        '﹪' | '٪' => Some('%'),
        '٫' => Some(','),
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

/// `[90]`: a figure set apart.
fn unbracketed(text: &str) -> &str {
    let inner = text.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')).map(str::trim);
    inner.filter(|inner| starts_as_figure(inner) && !inner.contains(['[', ']'])).unwrap_or(text)
}

fn starts_as_figure(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

fn ends_as_figure(text: &str) -> bool {
    text.trim_end().ends_with(|c: char| c.is_ascii_digit() || c == '%')
}

/// `38*`, `38¹`, `38*)`, `38 1)`, `38%¹)`, `38a)`, `38 (*)`, `38 [1]`, `38+`; not the 2 of `m²` nor the `+` of a grade.
fn without_note(text: &str) -> &str {
    if let Some(before) = text.strip_suffix('+') {
        return if ends_as_figure(before) { before } else { text };
    }
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
