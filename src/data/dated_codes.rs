//! Codes that a spreadsheet took for dates: `1.02.01` displayed as `01/02/2001`, `1-Feb-01` or 36923.

use crate::calendar::{SPREADSHEET_MONTHS, sheet_day};

/// Days from 1 January 2000 to the end of 2099, as spreadsheets count them.
const SERIALS: std::ops::RangeInclusive<i64> = 36_526..=73_050;

/// The years that a spreadsheet makes of two digits: 30 to 99 are of the last century.
const YEARS: std::ops::RangeInclusive<u32> = 1930..=2029;

/// The numbers that may have been typed, more likely ones first; none if a text is not a date. `year` is that of the
/// row: a date typed without a year got the year of the day.
pub(super) fn typed(text: &str, year: Option<i32>) -> Vec<Vec<u32>> {
    let Some((day, month, of)) = date(text) else { return Vec::new() };
    let is_near = |of: u32| year.is_none_or(|year| year.abs_diff(of as i32) <= 3);
    let is_short = |of: &u32| YEARS.contains(of);
    let mut all = Vec::new();
    match (day, of) {
        (Some(day), Some(of)) => {
            let orders = if is_ordered(text) { vec![[day, month]] } else { vec![[day, month], [month, day]] };
            let whole = orders.iter().filter(|_| is_short(&of)).map(|[one, other]| vec![*one, *other, of % 100]);
            all.extend(orders.iter().filter(|_| is_near(of)).map(|order| order.to_vec()));
            all.extend(whole);
        }
        (Some(day), None) => all.push(vec![day, month]),
        (None, Some(of)) => all.extend(Some(vec![month, of % 100]).filter(|_| is_short(&of))),
        (None, None) => {}
    }
    all
}

/// Whether numbers are in the order in which they were typed: for a date in a standard format it is unknown which came
/// first.
fn is_ordered(text: &str) -> bool {
    let first = text.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    first.len() < 4
}

/// Day, month and year.
fn date(text: &str) -> Option<(Option<u32>, u32, Option<u32>)> {
    if let Ok(serial) = text.parse::<i64>()
        && SERIALS.contains(&serial)
        && text.len() == 5
    {
        let (year, month, day) = sheet_day(serial);
        return Some((Some(day as u32), month as u32, Some(year as u32)));
    }
    let is_clock = |word: &str| word.contains(':');
    let text = match text.split_once([' ', 'T']) {
        Some((day, clock)) if is_clock(clock) => day,
        _ => text,
    };
    // `7 01 02` and `7-01-02` are codes as they are printed.
    let is_named = text.contains(char::is_alphabetic);
    let is_whole = text.split('-').any(|part| part.len() == 4);
    if !is_named && (text.contains(' ') || text.contains('-') && !is_whole) {
        return None;
    }
    let pointed: Vec<&str> = text.split('.').collect();
    let is_pointed = matches!(pointed.as_slice(), [_, _, year] if year.len() == 4);
    let parts = if is_pointed { pointed } else { text.split(['/', '-', ' ']).collect() };
    let number = |part: &str| part.parse::<u32>().ok().filter(|_| part.bytes().all(|byte| byte.is_ascii_digit()));
    let day = |part: &str| number(part).filter(|day| part.len() <= 2 && (1..=31).contains(day));
    let month = |part: &str| day(part).filter(|month| *month <= 12).or_else(|| named(part));
    let year = |part: &str| match part.len() {
        4 => number(part),
        2 => number(part).map(|short| if short < 30 { 2000 + short } else { 1900 + short }),
        _ => None,
    };
    match parts.as_slice() {
        [of, second, third] if of.len() == 4 => Some((Some(day(third)?), month(second)?, Some(year(of)?))),
        [first, second, of] if let (Some(first), Some(second)) = (day(first), month(second)) => {
            Some((Some(first), second, Some(year(of)?)))
        }
        // `02/13/2001`, the month first.
        [first, second, of] => Some((Some(month(first)?), day(second)?, Some(year(of)?))),
        [first, second] if named(second).is_some() => Some((Some(day(first)?), named(second)?, None)),
        [first, second] if let Some(first) = named(first) => Some((None, first, Some(year(second)?))),
        _ => None,
    }
}

/// A month by name.
fn named(part: &str) -> Option<u32> {
    let lower = part.to_lowercase();
    let is_word = lower.len() <= 9 && lower.chars().all(char::is_alphabetic);
    let begins = |names: &[&str; 2]| names.iter().any(|name| lower.starts_with(name));
    let at = SPREADSHEET_MONTHS.iter().position(begins)?;
    is_word.then_some(at as u32 + 1)
}

/// The number of digits of each part of a budget code: field, subfield, programme, activity, subactivity.
const WIDTHS: [usize; 5] = [1, 2, 2, 1, 2];

/// The codes that a text may have been which lost the zeros of its known prefix: with the rest as it is, and with the
/// digits of budget codes.
pub(super) fn with_zeros(beginning: &str, rest: &[&str]) -> Vec<String> {
    let from = beginning.split('.').count();
    let width = |at: usize| WIDTHS.get(from + at).copied().unwrap_or(1);
    let padded = rest.iter().enumerate().map(|(at, part)| format!("{part:0>width$}", width = width(at)));
    let joined = |rest: Vec<String>| [vec![beginning.to_string()], rest].concat().join(".");
    let mut all = vec![joined(padded.collect()), joined(rest.iter().map(ToString::to_string).collect())];
    all.dedup();
    all
}

/// The codes that numbers may be, given the prefix of the code: with two digits each, and as they are.
pub(super) fn written(beginning: &str, rest: &[u32]) -> Vec<String> {
    let joined = |width: usize| {
        let rest = rest.iter().map(|figure| format!(".{figure:0width$}"));
        std::iter::once(beginning.to_string()).chain(rest).collect::<String>()
    };
    let mut all = vec![joined(2), joined(1)];
    all.dedup();
    all
}
