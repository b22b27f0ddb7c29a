//! Lines in the words of a sheet or a letter, as the language has them: `pagu 7.01.01 = 1,2 M`, `SURAT TW 2`.

use crate::calendar::{self, printed_year};
use crate::number::{self, parse_decimal};
use crate::program::Role;

use super::raised::without_currency;
use super::said::way;

/// What a line is in the words of the language; none where it says nothing that is written otherwise.
pub(super) fn retyped(line: &str) -> Option<String> {
    // `KB += 5`
    for (sign, way) in [("+=", "naik"), ("-=", "turun")] {
        if let Some((left, right)) = line.split_once(sign) {
            return Some(format!("{} {way} {}", left.trim(), right.trim()));
        }
    }
    // `agar SERAP >= 98` compares.
    let is_sign = |at: &usize| !line[..*at].ends_with(['<', '>', '=']) && !line[at + 1..].starts_with('=');
    let sign = line.match_indices('=').map(|(at, _)| at).find(is_sign);
    let (left, right) = sign.map_or((line, None), |at| (&line[..at], Some(&line[at + 1..])));
    let named = in_brackets(&with_quotes(left.trim()));
    let is_named = named.split_whitespace().eq(left.split_whitespace());
    let meant = match right.map(str::trim) {
        // `pagu L = 150 juta` has an answer of its own.
        Some(right) if is_named && !right.ends_with(char::is_uppercase) => return None,
        Some(right) => format!("{named} = {}", in_figures(right).unwrap_or_else(|| bare_money(right))),
        None => in_full(&named),
    };
    (meant.split_whitespace().ne(line.split_whitespace())).then_some(meant)
}

/// `pagu A naik 1.200 juta`: the lines that are meant by each reading of the point, with words for it.
pub(super) fn by_point(line: &str) -> Vec<(String, &'static str)> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let [before @ .., number, many] = words.as_slice() else { return Vec::new() };
    let is_mark = |word: &&str| ["rp", "rp."].iter().any(|mark| word.eq_ignore_ascii_case(mark));
    let before = if before.last().is_some_and(is_mark) { &before[..before.len() - 1] } else { before };
    let is_change = before.last().is_some_and(|word| *word == "=" || way(word).is_some());
    let groups: Vec<&str> = without_currency(number).unwrap_or(*number).split('.').collect();
    let is_number =
        groups.len() > 1 && groups.iter().all(|one| !one.is_empty() && one.bytes().all(|b| b.is_ascii_digit()));
    if !is_change || !is_number {
        return Vec::new();
    }
    let said = |number: String, words: &'static str| {
        let whole = in_figures(&format!("{number} {many}"))?;
        Some((format!("{} {whole}", before.join(" ")), words))
    };
    let in_groups = groups[0].len() < 4 && groups[1..].iter().all(|group| group.len() == 3);
    let thousands = in_groups.then(|| said(groups.concat(), "bila titiknya tanda ribuan")).flatten();
    let decimal = (groups.len() == 2).then(|| said(groups.join(","), "bila titiknya tanda desimal")).flatten();
    thousands.into_iter().chain(decimal).collect()
}

/// `1.200 juta` of `Rp1.200 juta`, as rules have it: what the point means is told of the number alone.
fn bare_money(text: &str) -> String {
    without_currency(text).unwrap_or(text).to_string()
}

/// `pagu A naik 100000000` of `pagu A naik 100 juta`.
fn in_full(line: &str) -> String {
    let words: Vec<&str> = line.split_whitespace().collect();
    let at = words.iter().rposition(|word| way(word).is_some());
    let amount = at.and_then(|at| in_figures(&words[at + 1..].join(" ")));
    match (at, amount) {
        (Some(at), Some(amount)) => format!("{} {amount}", words[..=at].join(" ")),
        _ => line.to_string(),
    }
}

/// `pagu "7.01.01"` of `pagu 7.01.01`.
fn with_quotes(words: &str) -> String {
    let is_code = |word: &str| {
        let parts: Vec<&str> = word.split('.').collect();
        parts.len() > 1 && parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let words: Vec<&str> = words.split_whitespace().collect();
    // `8.7` behind a sign is a number, behind `pagu` a code.
    let is_named = |at: usize| at == 0 || Role::from_word(&words[at - 1].to_lowercase()).is_some();
    let quoted = words.iter().enumerate().map(|(at, word)| {
        match is_code(word) && (is_named(at) || word.matches('.').count() > 1) {
            true => format!("\"{word}\""),
            false => word.to_string(),
        }
    });
    quoted.collect::<Vec<_>>().join(" ")
}

/// `SURAT[triwulan 2]` of `SURAT TW 2`, `target JALAN[2025]` of `target JALAN tahun 2025`.
fn in_brackets(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    let is_name = |word: &str| Role::from_word(&word.to_lowercase()).is_none();
    let behind = |at: usize| {
        let (period, rest) = period(&words[at..])?;
        (rest.is_empty() && is_name(words[at - 1])).then(|| format!("{}[{period}]", words[..at].join(" ")))
    };
    (1..words.len()).find_map(behind).unwrap_or_else(|| words.join(" "))
}

/// A year or quarter as people write it at the beginning of words, as the language has it, and the words behind it:
/// `TW II`, `tw2`, `triwulan ke-2`, `2025`, `tahun 2025`.
pub(super) fn period<'w, 'l>(words: &'w [&'l str]) -> Option<(String, &'w [&'l str])> {
    let (first, rest) = words.split_first()?;
    let first = first.to_lowercase();
    let quarter = |text: &str| {
        let text = text.to_lowercase();
        calendar::quarter(text.strip_prefix("ke").map_or(&*text, |rest| rest.trim_start_matches('-')))
    };
    let of_quarter = |quarter: u8| format!("triwulan {quarter}");
    match first.as_str() {
        "tahun" | "th" | "thn" => Some((printed_year(rest.first()?)?.to_string(), &rest[1..])),
        "tw" | "triwulan" | "trw" => Some((of_quarter(quarter(rest.first()?)?), &rest[1..])),
        _ => {
            let joined = || {
                let behind = ["triwulan", "tw"].iter().find_map(|word| first.strip_prefix(word))?;
                quarter(behind.trim_start_matches(['-', '.']))
            };
            let year = || printed_year(&first).map(|year| year.to_string());
            Some((joined().map(of_quarter).or_else(year)?, rest))
        }
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
