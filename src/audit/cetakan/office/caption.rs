//! What a caption says: `Tabel 3.1 Capaian Indikator Kinerja Utama`.

use super::super::super::words::folded;
use crate::office::Found;

/// A caption of a table.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Caption {
    /// `3.1`
    pub number: String,
    /// The words behind it, folded.
    pub words: String,
}

/// A caption is no longer than this.
const MOST_LETTERS: usize = 250;

impl Caption {
    /// The caption that a line is. `Tabel 3.1 menunjukkan …` is a sentence.
    pub fn of(line: &str) -> Option<Caption> {
        let line = without_lead(line.trim());
        let rest = ["tabel", "table"].iter().find_map(|word| {
            let head = line.get(..word.len())?;
            head.eq_ignore_ascii_case(word).then(|| line[word.len()..].trim_start_matches([' ', '.', ':', '\u{a0}']))
        })?;
        if line.chars().count() > MOST_LETTERS {
            return None;
        }
        let (number, rest) = number(rest)?;
        let behind = rest.trim_start_matches([' ', '.', ':', '-', '–', '—', '\u{a0}']);
        let is_sentence = behind.starts_with(char::is_lowercase);
        (!is_sentence).then(|| Caption { number, words: folded(behind) })
    }

    /// The caption of a table that was found: the nearest line above it that is one.
    pub fn above(found: &Found) -> Option<&str> {
        found.above.iter().rev().map(|line| line.text.as_str()).find(|line| Caption::of(line).is_some())
    }
}

/// Words of a caption over the next page.
const GOES_ON: [&str; 2] = ["lanjutan", "sambungan"];

/// Whether a line says that a table goes on: `Lanjutan Tabel 3.1`, `Tabel 3.1 (lanjutan)`, `Sambungan`.
pub(super) fn goes_on(line: &str) -> bool {
    let words = folded(line);
    let says_so = words.split(' ').any(|word| GOES_ON.contains(&word));
    says_so && (Caption::of(line).is_some() || words.split(' ').count() <= 2)
}

/// Without `Lanjutan` before the caption that is said again.
fn without_lead(line: &str) -> &str {
    let (first, rest) = line.split_once([' ', '\u{a0}']).unwrap_or((line, ""));
    let is_lead = GOES_ON.contains(&first.to_lowercase().as_str());
    if is_lead { rest.trim_start_matches([' ', ':', '-', '–', '\u{a0}']).trim_start_matches("dari ") } else { line }
}

/// `3.1`, `3-1`, `III.1`, `3. 1`, with what stands behind.
fn number(text: &str) -> Option<(String, &str)> {
    let mut parts: Vec<String> = Vec::new();
    let mut rest = text;
    loop {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let Some(part) = counted(&rest[..end]) else { break };
        parts.push(part);
        rest = &rest[end..];
        let behind = rest.trim_start_matches(['.', '-']);
        // A field of Word stands behind a space; the first word of a caption is no number.
        let behind = if behind.len() < rest.len() { behind.trim_start_matches([' ', '\u{a0}']) } else { break };
        let end = behind.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(behind.len());
        if !behind.starts_with(|c: char| c.is_ascii_digit()) || counted(&behind[..end]).is_none() {
            break;
        }
        rest = behind;
    }
    (!parts.is_empty()).then(|| (parts.join("."), rest))
}

/// `3`, `III`, `12a`
fn counted(word: &str) -> Option<String> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        let letters = word.trim_start_matches(|c: char| c.is_ascii_digit());
        return (letters.len() <= 1 && word.len() <= 4).then(|| word.to_ascii_lowercase());
    }
    const ROMAN: [&str; 10] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"];
    ROMAN.iter().position(|roman| *roman == word).map(|at| (at + 1).to_string())
}
