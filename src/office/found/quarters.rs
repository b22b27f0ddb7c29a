//! Quarters that stand in rows: the head of their column, and what its cells say.

use super::Head;
use super::grid::said;
use crate::calendar::{printed_year, quarter};
use crate::office::model::Content;

/// Whether a head is that of quarters, one a row.
pub fn is_of_quarters(head: &Head) -> bool {
    let last = head.levels.last().map(|level| level.trim().trim_end_matches(['.', '-', ' ']).to_lowercase());
    matches!(last.as_deref(), Some("triwulan" | "tw" | "trw" | "triwulan ke" | "tw ke"))
}

/// Whether a head is that of times, which may be quarters: `Periode`, `Waktu`.
pub fn is_of_times(head: &Head) -> bool {
    let last = head.levels.last().map(|level| level.trim().to_lowercase());
    matches!(last.as_deref(), Some("periode" | "waktu" | "periode waktu"))
}

/// The quarter that a cell says: `II`, `TW 2`, `Triwulan II`, `s.d. TW II`.
pub fn quarter_of(content: &Content) -> Option<u8> {
    let text = said(content).to_lowercase();
    let text = up_to(&text).unwrap_or(&text);
    let bare = ["triwulan", "trw", "tw"].iter().find_map(|word| text.trim().strip_prefix(word));
    quarter(bare.unwrap_or(text).trim_matches([' ', '.', '-']))
}

/// Whether a cell says that its figures count from the beginning of the year: `s.d. TW II`.
pub fn is_up_to(content: &Content) -> bool {
    up_to(&said(content).to_lowercase()).is_some()
}

/// What stands behind `s.d.` in small letters.
fn up_to(lower: &str) -> Option<&str> {
    const UNTIL: [&str; 8] = ["s.d.", "s.d", "s/d", "sd.", "sd ", "sampai dengan", "hingga", "kumulatif"];
    UNTIL.iter().find_map(|word| lower.trim_start().strip_prefix(word)).map(str::trim_start)
}

/// Whether a cell names a quarter in words, `TW II`, whatever its head is called.
pub fn names_quarter(content: &Content) -> bool {
    let text = said(content).to_lowercase();
    up_to(&text).unwrap_or(&text).trim().starts_with('t') && quarter_of(content).is_some()
}

/// Whether a cell among quarters says that its figures are those of the whole year: `Setahun`, `Jumlah`.
pub fn names_whole_year(content: &Content) -> bool {
    is_whole_year(said(content).trim().to_lowercase().trim_end_matches(['.', ':']))
}

fn is_whole_year(lower: &str) -> bool {
    const WHOLE: [&str; 8] =
        ["setahun", "tahunan", "setahun penuh", "satu tahun", "1 tahun", "tahun", "jumlah setahun", "total setahun"];
    WHOLE.contains(&lower)
        || matches!(lower, "jumlah" | "total")
        || lower.strip_prefix("tahun ").is_some_and(|year| printed_year(year).is_some())
}

/// Whether a text is a quarter, a semester, a month or a year, and nothing else.
pub(super) fn names_period(text: &str) -> bool {
    const MONTHS: [&str; 12] = [
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
    let lower = text.trim().to_lowercase();
    let lower = up_to(&lower).unwrap_or(&lower);
    if is_whole_year(lower) {
        return true;
    }
    let words: Vec<&str> = lower.split([' ', '.', '-']).filter(|word| !word.is_empty()).collect();
    let is_month = |word: &str| MONTHS.iter().any(|month| *month == word || word.len() == 3 && month.starts_with(word));
    match words.as_slice() {
        [one] => {
            let bare = ["triwulan", "trw", "tw"].iter().find_map(|word| one.strip_prefix(word)).unwrap_or(one);
            quarter(bare).is_some() || printed_year(one).is_some() || is_month(one)
        }
        ["triwulan" | "trw" | "tw" | "semester" | "smt", number] | ["triwulan", "ke", number] => {
            quarter(number).is_some()
        }
        ["tahun", year] => printed_year(year).is_some(),
        [month, year] => is_month(month) && printed_year(year).is_some(),
        _ => false,
    }
}
