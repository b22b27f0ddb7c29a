//! Years, quarters and months as offices write them.

use std::ops::RangeInclusive;

/// The years that rules and commands may name.
pub const YEARS: RangeInclusive<i32> = 1900..=2999;

/// The years that figures of a printed table are taken for; few, for what looks like a year may be a figure.
pub const PRINTED_YEARS: RangeInclusive<i32> = 1990..=2099;

/// The months, in small letters.
pub const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maret",
    "april",
    "mei",
    "juni",
    "juli",
    "agustus",
    "september",
    "oktober",
    "november",
    "desember",
];

/// Months as headings cut them short.
pub const SHORT_MONTHS: [&str; 16] =
    ["jan", "feb", "peb", "mar", "apr", "jun", "jul", "agu", "ags", "agt", "agust", "sep", "sept", "okt", "nov", "des"];

/// Months as spreadsheets write a number that they took for a date, in either language.
pub const SPREADSHEET_MONTHS: [&str; 16] =
    ["jan", "feb", "mar", "apr", "mei", "may", "jun", "jul", "agu", "aug", "sep", "okt", "oct", "nov", "des", "dec"];

/// The quarter that a digit, or a Roman number in small letters, stands for.
pub fn quarter(text: &str) -> Option<u8> {
    match text {
        "1" | "i" => Some(1),
        "2" | "ii" => Some(2),
        "3" | "iii" => Some(3),
        "4" | "iv" => Some(4),
        _ => None,
    }
}

/// The year that four figures are, among [`YEARS`].
pub fn year(word: &str) -> Option<i32> {
    among(word, &YEARS)
}

/// The year that four figures of a printed table are, among [`PRINTED_YEARS`].
pub fn printed_year(word: &str) -> Option<i32> {
    among(word, &PRINTED_YEARS)
}

fn among(word: &str, years: &RangeInclusive<i32>) -> Option<i32> {
    word.parse().ok().filter(|year| word.len() == 4 && years.contains(year))
}
