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

/// Months as spreadsheets write a number that they took for a date, in their order, each in either language.
pub const SPREADSHEET_MONTHS: [[&str; 2]; 12] = [
    ["jan", "jan"],
    ["feb", "feb"],
    ["mar", "mar"],
    ["apr", "apr"],
    ["mei", "may"],
    ["jun", "jun"],
    ["jul", "jul"],
    ["agu", "aug"],
    ["sep", "sep"],
    ["okt", "oct"],
    ["nov", "nov"],
    ["des", "dec"],
];

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

/// The Roman number of a quarter.
pub fn roman(quarter: u8) -> &'static str {
    ["I", "II", "III", "IV"][usize::from(quarter.clamp(1, 4) - 1)]
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

/// The year, month and day of a number of days as spreadsheets count them, from 1 January 1900.
pub fn sheet_day(days: i64) -> (i64, i64, i64) {
    // Days from the first of March of the year 0, from which leap days come last in a year.
    const FROM_1900: i64 = 693_899;
    let days = match days {
        // Lotus 1-2-3 had a 29th of February in 1900, and so has every workbook since.
        60 => return (1900, 2, 29),
        days if days < 60 => days + FROM_1900 + 1,
        days => days + FROM_1900,
    };
    let era = days / 146_097;
    let of_era = days % 146_097;
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day)
}
