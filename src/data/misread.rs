//! Numbers with letters in them that look like digits.

use super::cell::strip_rupiah;

/// `8o`, `1O,5`, `2l4`, `Rp 11.40O`: letters that look like digits and are adjacent to one. An `l` at the end may mean
/// litres.
pub(super) fn letters_as_digits(text: &str) -> Option<String> {
    let figure = strip_rupiah(text).filter(|figure| text.ends_with(figure)).unwrap_or(text);
    let characters: Vec<char> = figure.chars().collect();
    let is_digit = |at: Option<usize>| at.and_then(|at| characters.get(at)).is_some_and(char::is_ascii_digit);
    let is_mark = |at: usize| matches!(characters.get(at), Some('.' | ','));
    let read = characters.iter().enumerate().map(|(at, &c)| {
        let (is_behind, is_before) = (is_digit(at.checked_sub(1)), is_digit(Some(at + 1)));
        let is_inside = is_before || is_mark(at + 1) && is_digit(Some(at + 2));
        match c {
            'o' | 'O' if is_behind || is_before => Some('0'),
            'l' | 'I' if (at == 0 || is_behind) && is_inside => Some('1'),
            'I' if is_behind && at + 1 == characters.len() => Some('1'),
            c if c.is_alphabetic() => None,
            c => Some(c),
        }
    });
    let read = read.collect::<Option<String>>().filter(|read| *read != figure)?;
    Some(format!("{}{read}", text.strip_suffix(figure)?))
}
