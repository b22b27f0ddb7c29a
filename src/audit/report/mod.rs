//! An audit in every form: terminal, Markdown, CSV, JSON, JUnit, annotations of a code host.

mod github;
mod junit;
mod markdown;
mod table;
mod terminal;

pub use github::github;
pub use junit::junit;
pub use markdown::markdown;
pub use table::{csv, json};
pub use terminal::terminal;

use super::outcome::{Audit, Cell, Finding, Remark, Verdict, Where};

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

/// What was taken for something of another name, and figures that belong nowhere.
fn notes(audit: &Audit) -> Vec<String> {
    let near = audit.remarks.iter().filter_map(|remark| match remark {
        Remark::NearColumn { file, title, of, by_figures: false } => {
            Some(format!("{file}: kolom \"{title}\" dibaca sebagai \"{of}\""))
        }
        Remark::NearColumn { file, title, of, by_figures: true } => {
            Some(format!("{file}: kolom \"{title}\" dibaca sebagai \"{of}\" menurut angkanya"))
        }
        Remark::OpenClaim { place: at, why } => Some(format!("belum dapat diperiksa: {}: {why}", place(at))),
        Remark::UnknownTable { .. } | Remark::UnknownColumn { .. } => None,
        Remark::UnknownRow { .. } | Remark::UnknownLine { .. } => None,
    });
    let unmatched = (audit.unmatched > 0)
        .then(|| format!("{} angka tidak diperiksa: baris atau kolomnya bukan milik tabelnya", audit.unmatched));
    near.chain(unmatched).chain(unjudged(audit)).collect()
}
