//! Lines in the words of a sheet or a letter, as the language has them: `pagu 7.01.01 = 1,2 M`, `SURAT TW 2`.

use crate::calendar::printed_year;
use crate::number::{self, parse_decimal};
use crate::program::Role;

/// What a line is in the words of the language; none where it says nothing that is written otherwise.
pub(super) fn retyped(line: &str) -> Option<String> {
    let (left, right) = line.split_once('=').map_or((line, None), |(left, right)| (left, Some(right)));
    let named = in_brackets(&with_quotes(left.trim()));
    let is_named = named.split_whitespace().eq(left.split_whitespace());
    let meant = match right.map(str::trim) {
        // `pagu L = 150 juta` has an answer of its own.
        Some(right) if is_named && !right.ends_with(char::is_uppercase) => return None,
        Some(right) => format!("{named} = {}", in_figures(right).unwrap_or_else(|| right.to_string())),
        None => named,
    };
    (meant.split_whitespace().ne(line.split_whitespace())).then_some(meant)
}

/// `pagu "7.01.01"` of `pagu 7.01.01`.
fn with_quotes(words: &str) -> String {
    let is_code = |word: &str| {
        let parts: Vec<&str> = word.split('.').collect();
        parts.len() > 1 && parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let quoted =
        words.split_whitespace().map(|word| if is_code(word) { format!("\"{word}\"") } else { word.to_string() });
    quoted.collect::<Vec<_>>().join(" ")
}

/// `SURAT[triwulan 2]` of `SURAT TW 2`, `target JALAN[2025]` of `target JALAN 2025`.
fn in_brackets(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    let is_name = |word: &str| Role::from_word(&word.to_lowercase()).is_none();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let (at, period) = match lower.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [.., "tw" | "triwulan", quarter] => {
            (words.len() - 2, crate::calendar::quarter(quarter).map(|one| format!("triwulan {one}")))
        }
        [.., year] => (words.len() - 1, printed_year(year).map(|year| year.to_string())),
        [] => (0, None),
    };
    match (period, at.checked_sub(1).map(|name| words[name])) {
        (Some(period), Some(name)) if is_name(name) => format!("{}[{period}]", words[..at].join(" ")),
        _ => words.join(" "),
    }
}

/// `1200000000` of `1,2 M`, `1200 juta`, `Rp 1,2 miliar`.
fn in_figures(text: &str) -> Option<String> {
    let bare = text.trim_start_matches("Rp").trim_start_matches('.').trim();
    let cut = bare.find(|c: char| c.is_alphabetic())?;
    let (number, word) = bare.split_at_checked(cut)?;
    let word = word.trim();
    let letter = || number::letter_zeros(&word.to_lowercase()).filter(|_| word.chars().all(char::is_uppercase));
    let zeros = number::zeros(&word.to_lowercase()).or_else(letter)?;
    // `1.200 juta` has a point that may part thousands or decimals.
    let number = number.trim();
    let plain = (!number.contains('.')).then(|| number.replace(',', "."))?;
    let whole = number::with_zeros(parse_decimal(&plain).ok()?, zeros)?.normalize();
    whole.is_integer().then(|| whole.to_string())
}
