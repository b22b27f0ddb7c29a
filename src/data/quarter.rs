//! The cells of the column `triwulan`.

use crate::calendar;

/// The quarter at the end of a half-year in a text: `Semester I` ends with the second.
pub fn end_of_half(text: &str) -> Option<u8> {
    let text = text.trim().to_lowercase();
    let half = ["semester", "smt", "sem", "smstr"].iter().find_map(|word| text.strip_prefix(word))?;
    let half = half.trim_matches(|c: char| !c.is_alphanumeric()).split(|c: char| !c.is_alphanumeric()).next()?;
    calendar::quarter(half).filter(|half| *half <= 2).map(|half| 2 * half)
}

/// Whether a text says that its figures are cumulative from the beginning of the year: `s.d. TW I`, `kumulatif TW 2`.
pub fn is_up_to(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    let first: String = text.split(|c: char| c.is_whitespace()).next().unwrap_or_default().replace(['.', '/'], "");
    matches!(first.as_str(), "sd" | "s" | "sampai" | "hingga" | "kum") || text.contains("kumulatif")
}

/// A quarter, or none for the whole year; else the only quarter in the text, as a suggestion.
pub fn read_quarter(text: &str) -> Result<Option<u8>, Option<u8>> {
    let text = text.trim().to_lowercase();
    if text.is_empty() || matches!(text.as_str(), "-" | "–" | "—" | "setahun" | "tahunan") {
        return Ok(None);
    }
    let bare = ["triwulan", "tw"].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(&text);
    let bare = bare.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '-'));
    if let Some(quarter) = calendar::quarter(bare) {
        return Ok(Some(quarter));
    }
    if let Some(end) = end_of_half(&text) {
        return Err(Some(end));
    }
    let parts = text.split(|c: char| !c.is_alphanumeric());
    let mut spoken = parts
        .filter_map(|part| calendar::quarter(part.trim_start_matches("triwulan").trim_start_matches(['q', 't', 'w'])));
    match (spoken.next(), spoken.next()) {
        (Some(quarter), None) => Err(Some(quarter)),
        _ => Err(None),
    }
}
