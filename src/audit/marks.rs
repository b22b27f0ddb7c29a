//! What stands around a printed number and is no part of it: marks of footnotes, arrows, `≥` and the words for it, letters of
//! other widths. Marks may stand on both sides.

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
    Cow::Owned(without_note_within(unbracketed(bare)).into_owned())
}

/// Which way a figure went by the mark or word beside it, and the figure: `▼ 2,5`, `2,5 (turun)`, `Min. 2,5`.
pub(super) fn turned(text: &str) -> Option<(Ordering, &str)> {
    let text = text.trim();
    let bare = text.trim_matches(|c: char| c.is_whitespace() || way(c).is_some());
    if let Some(found) = text.chars().find_map(way) {
        return (bare.len() < text.len()).then_some((found, bare));
    }
    let figure = |rest: &'_ str| starts_as_figure(rest.trim_start_matches(['-', '−', '–', '+', '(']));
    let before = ["minus ", "min. ", "min.", "min "].iter().find_map(|word| without_prefix(text, word));
    if let Some(rest) = before.filter(|rest| starts_as_figure(rest)) {
        return Some((Ordering::Less, rest));
    }
    let inner = text.strip_suffix(')').unwrap_or(text);
    let (rest, word) = inner.rsplit_once(['(', ' '])?;
    let found = match word.trim().to_lowercase().as_str() {
        "turun" | "menurun" | "berkurang" => Ordering::Less,
        "naik" | "meningkat" | "bertambah" => Ordering::Greater,
        _ => return None,
    };
    Some((found, rest.trim_end())).filter(|(_, rest)| figure(rest))
}

fn way(letter: char) -> Option<Ordering> {
    match letter {
        '▲' | '△' | '▴' | '↑' | '⇧' | '⬆' | '↗' | '🔼' => Some(Ordering::Greater),
        '▼' | '▽' | '▾' | '↓' | '⇩' | '⬇' | '↘' | '🔽' => Some(Ordering::Less),
        _ => None,
    }
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

/// Without the mark of a footnote between a number and the word behind it: `93,43¹ persen`.
fn without_note_within(text: &str) -> Cow<'_, str> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '%'))).unwrap_or(text.len());
    let (number, behind) = text.split_at(end);
    let rest = behind.trim_start_matches(|letter| is_mark(letter) || is_raised(letter));
    // `80,00*) persen`
    let is_marked = rest.len() < behind.len();
    let rest = if is_marked { rest.strip_prefix(')').unwrap_or(rest) } else { rest };
    let is_note = is_marked && ends_as_figure(number);
    let is_word = rest.starts_with(char::is_whitespace) || rest.starts_with(['%', '/']);
    if is_note && is_word { Cow::Owned(format!("{number}{rest}")) } else { Cow::Borrowed(text) }
}

/// A letter of full width as the common one; none for those without a width.
fn narrow(letter: char) -> Option<char> {
    match letter {
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{fe0f}' | '\u{feff}' => None,
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

fn is_raised(letter: char) -> bool {
    matches!(letter, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '⁽' | '⁾' | 'ᵃ' | 'ᵇ' | 'ᶜ' | 'ª' | 'º')
}

fn is_mark(letter: char) -> bool {
    matches!(letter, '*' | '#' | '†' | '‡' | '§' | '¶')
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
