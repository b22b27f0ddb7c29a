//! An audit in every form: terminal, Markdown, CSV, JSON, JUnit, annotations of a code host.

mod github;
mod junit;
mod markdown;
mod table;
mod terminal;

pub use github::{github, github_below};
pub use junit::junit;
pub use markdown::markdown;
pub use table::{csv, json};
pub use terminal::terminal;

use super::outcome::{Audit, Cell, Finding, Remark, Verdict, Where};
use std::collections::BTreeMap;

/// `T31, halaman 34: AKIP Nilai Evaluasi AKIP, kolom "Capaian"`
fn place(place: &Where) -> String {
    let page = place.page.map(|page| format!(", halaman {page}")).unwrap_or_default();
    let column = match place.column.is_empty() {
        true => String::new(),
        false => format!(", kolom \"{}\"", place.column),
    };
    format!("{}{page}: {}{column}", place.table, place.row)
}

/// `91,40%, seharusnya 91,42% (selisih −0,02)`
fn figures(cell: &Cell) -> String {
    let right = if cell.right.is_empty() { String::new() } else { format!(", seharusnya {}", cell.right) };
    let difference = if cell.difference.is_empty() { String::new() } else { format!(" (selisih {})", cell.difference) };
    format!("tercetak {}{right}{difference}", cell.printed)
}

/// What explains it, with how far that can be trusted.
fn reason(finding: &Finding) -> String {
    let chance = match finding.chance {
        Some(chance) if finding.may_be_chance() => {
            format!(
                " [dapat kebetulan: {} penjelasan dicoba, {} dari 1.000 angka acak juga cocok]",
                finding.tried, chance
            )
        }
        Some(chance) => {
            format!(" [{} penjelasan dicoba, {} dari 1.000 angka acak juga cocok]", finding.tried, chance.max(1))
        }
        None => String::new(),
    };
    format!("{}{chance}", finding.why)
}

/// `cocok 812 · mengikuti 3 · …`, those that occur.
fn counts(audit: &Audit) -> Vec<(Verdict, usize)> {
    let counts = Verdict::ALL.into_iter().map(|verdict| (verdict, audit.count(verdict)));
    counts.filter(|(_, count)| *count > 0).collect()
}

/// Findings beside figures, which the counts do not have: rows, sums.
fn causes(audit: &Audit) -> usize {
    audit.findings.iter().filter(|finding| finding.verdict.is_grave()).count()
}

/// Cells left out of notes beyond so many.
const MOST_UNJUDGED: usize = 20;

/// The cells that could not be held against the rules: words in the place of figures, other grades, no value to compare.
fn unjudged(audit: &Audit) -> Vec<String> {
    let is_told = |at: &Where| {
        audit.remarks.iter().any(|remark| matches!(remark, Remark::OpenClaim { place, .. } if place == at))
    };
    let all = audit.judged.iter().filter(|judged| judged.verdict == Verdict::Unjudged && !is_told(&judged.place));
    let places: Vec<String> = all.map(|judged| place(&judged.place)).collect();
    let more = places.len().saturating_sub(MOST_UNJUDGED);
    let told = places.into_iter().take(MOST_UNJUDGED).map(|place| format!("tidak diperiksa: {place}"));
    told.chain((more > 0).then(|| format!("tidak diperiksa: {more} sel lagi"))).collect()
}

/// What was taken for something of another name, and figures that belong nowhere: each with its file, where it is of one.
fn notes(audit: &Audit) -> Vec<(String, String)> {
    let near = audit.remarks.iter().filter_map(|remark| {
        let (file, text) = match remark {
            Remark::NearColumn { file, title, of, by_figures: false } => {
                (file, format!("kolom \"{title}\" dibaca sebagai \"{of}\""))
            }
            Remark::NearColumn { file, title, of, by_figures: true } => {
                (file, format!("kolom \"{title}\" dibaca sebagai \"{of}\" menurut angkanya"))
            }
            Remark::NearRow { file, line, words, of } => {
                (file, format!("baris {line} \"{words}\" dibaca sebagai \"{of}\""))
            }
            Remark::OpenClaim { place: at, why } => {
                return Some((String::new(), format!("belum dapat diperiksa: {}: {why}", place(at))));
            }
            Remark::UnknownTable { .. } | Remark::UnknownColumn { .. } => return None,
            Remark::UnknownRow { .. } | Remark::UnknownLine { .. } | Remark::OtherYear { .. } => return None,
        };
        Some((file.clone(), text))
    });
    let unmatched = (audit.unmatched > 0)
        .then(|| format!("{} angka tidak diperiksa: baris atau kolomnya bukan milik tabelnya", audit.unmatched));
    let plain = unmatched.into_iter().chain(unjudged(audit)).map(|note| (String::new(), note));
    near.chain(plain).collect()
}

/// Near rows of one file that are noted one by one for the eye.
const MOST_NEAR: usize = 20;

/// The notes as lines, where there is room for a few of a kind.
fn few_notes(audit: &Audit) -> Vec<String> {
    let near = |file: &str| {
        let own = |remark: &&Remark| matches!(remark, Remark::NearRow { file: own, .. } if own == file);
        audit.remarks.iter().filter(own).count()
    };
    let (mut lines, mut seen): (Vec<String>, BTreeMap<String, usize>) = (Vec::new(), BTreeMap::new());
    for note in notes(audit) {
        let is_row = note.1.starts_with("baris ");
        let count = seen.entry(note.0.clone()).or_default();
        *count += usize::from(is_row);
        if !is_row || *count <= MOST_NEAR {
            lines.push(note_line(&note));
        } else if *count == MOST_NEAR + 1 {
            let rest = near(&note.0) - MOST_NEAR;
            lines.push(format!("{}: {rest} baris lagi dibaca menurut nama yang mirip", note.0));
        }
    }
    lines
}

/// A note as one line: `cetakan/T1.csv: kolom …`.
fn note_line((file, note): &(String, String)) -> String {
    if file.is_empty() { note.clone() } else { format!("{file}: {note}") }
}
