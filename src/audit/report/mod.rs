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

use super::outcome::{Audit, Cell, Finding, Judged, Verdict, Where};
use super::remark::Remark;
use crate::number::{NumberStyle, format};
use std::collections::{BTreeMap, HashSet};

/// `T31, halaman 34: AKIP Nilai Evaluasi AKIP, kolom "Capaian"`, and where that stands in a workbook or document.
fn place(place: &Where) -> String {
    let page = place.page.map(|page| format!(", halaman {page}")).unwrap_or_default();
    let column = match place.column.is_empty() {
        true => String::new(),
        false => format!(", kolom \"{}\"", place.column),
    };
    let sheet = on_sheet(place).map(|sheet| format!(" ({sheet})")).unwrap_or_default();
    format!("{}{page}: {}{column}{sheet}", place.table, place.row)
}

/// `laporan.xlsx, lembar "IKU", sel D7`, `laporan.docx, tabel 3, baris 4`
fn on_sheet(place: &Where) -> Option<String> {
    let sheet = place.sheet.as_ref()?;
    let file = place.file.rsplit('/').next().unwrap_or(&place.file);
    Some(match &place.cell {
        Some(cell) => format!("{file}, lembar \"{sheet}\", sel {cell}"),
        None => format!("{file}, {sheet}, baris {}", place.line),
    })
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

/// The findings that need nobody to act, which are counted among all: every form lists the same.
fn harmless(audit: &Audit) -> usize {
    audit.findings.iter().filter(|finding| !finding.verdict.is_grave()).count()
}

/// Cells left out of notes beyond so many.
const MOST_UNJUDGED: usize = 20;

/// The cells that agree as something else than their row's own, and those that could not be held against the rules: words in the place of figures, other grades, no value to compare.
fn unjudged(audit: &Audit) -> Vec<String> {
    let open = audit.remarks.iter().filter_map(|remark| match remark {
        Remark::OpenClaim { place, .. } => Some(place),
        Remark::NearTable { .. } | Remark::OtherSigns { .. } => None,
        Remark::UnknownTable { .. } | Remark::StrangeTable { .. } => None,
        Remark::UnknownColumn { .. } | Remark::OfSeveral { .. } | Remark::Beyond { .. } => None,
        Remark::NearColumn { .. } | Remark::NearRow { .. } | Remark::UnknownRow { .. } => None,
        Remark::UnknownLine { .. } | Remark::OtherYear { .. } | Remark::AbsentRows { .. } => None,
    });
    let open: HashSet<&Where> = open.collect();
    let is_told = |at: &Where| open.contains(at);
    let all = audit.judged.iter().filter(|judged| !judged.why.is_empty() || judged.verdict == Verdict::Unjudged);
    let all = all.filter(|judged| !is_told(&judged.place));
    let (sums, all): (Vec<&Judged>, Vec<&Judged>) = all.partition(|judged| judged.verdict == Verdict::Agrees);
    let told = |judged: &Judged| match judged.why.as_str() {
        "" => place(&judged.place),
        why => format!("{}: {why}", place(&judged.place)),
    };
    let listed = |word: &str, all: Vec<&Judged>| {
        let more = all.len().saturating_sub(MOST_UNJUDGED);
        let places = all.into_iter().take(MOST_UNJUDGED).map(|judged| format!("{word}: {}", told(judged)));
        places.chain((more > 0).then(|| format!("{word}: {more} sel lagi"))).collect::<Vec<_>>()
    };
    [listed(Verdict::Agrees.word(), sums), listed(Verdict::Unjudged.word(), all)].concat()
}

/// What was taken for something of another name, and figures that belong nowhere: each with its file, where it is of one.
fn notes(audit: &Audit) -> Vec<(String, String)> {
    let near = audit.remarks.iter().filter_map(|remark| {
        let (file, text) = match remark {
            Remark::NearTable { file, table } => {
                (file, format!("dibaca sebagai tabel {table} menurut kolom dan barisnya"))
            }
            Remark::NearColumn { file, title, of, by_figures: false } => {
                (file, format!("kolom \"{title}\" dibaca sebagai \"{of}\""))
            }
            Remark::NearColumn { file, title, of, by_figures: true } => {
                (file, format!("kolom \"{title}\" dibaca sebagai \"{of}\" menurut angkanya"))
            }
            Remark::NearRow { file, row, words, of } => {
                (file, format!("baris {row} di bawah judul, \"{words}\", dibaca sebagai \"{of}\""))
            }
            Remark::OpenClaim { place: at, why } => {
                return Some((String::new(), format!("belum dapat diperiksa: {}: {why}", place(at))));
            }
            Remark::OtherSigns { place: at, text, own, says } => {
                let why = "titik atau komanya berarti lain daripada di kolomnya";
                let note = format!("{}: \"{text}\" dibaca {own}, bukan {says}: {why}", place(at));
                return Some((String::new(), note));
            }
            Remark::UnknownTable { .. } | Remark::StrangeTable { .. } => return None,
            Remark::UnknownColumn { .. } | Remark::OfSeveral { .. } | Remark::Beyond { .. } => return None,
            Remark::UnknownRow { .. } | Remark::UnknownLine { .. } | Remark::OtherYear { .. } => return None,
            Remark::AbsentRows { .. } => return None,
        };
        Some((file.clone(), text))
    });
    let unmatched = (audit.unmatched > 0)
        .then(|| format!("{} angka tidak diperiksa: baris atau kolomnya bukan milik tabelnya", audit.unmatched));
    let unread = (audit.unread > 0).then(|| {
        let count = format(&audit.unread.to_string(), NumberStyle::Indonesian);
        format!("{count} angka tidak diperiksa: tabelnya tidak dibaca")
    });
    let plain = unmatched.into_iter().chain(unread).chain(unjudged(audit)).map(|note| (String::new(), note));
    near.chain(plain).collect()
}

/// What of the printed tables was not read, in the words of the messages about it.
fn unread(audit: &Audit) -> Vec<(String, String)> {
    let told = audit.remarks.iter().filter_map(|remark| {
        let file = match remark {
            Remark::UnknownTable { file, .. } | Remark::StrangeTable { file, .. } => file,
            Remark::UnknownColumn { file, .. } | Remark::OfSeveral { file, .. } | Remark::Beyond { file, .. } => file,
            Remark::UnknownRow { file, .. } | Remark::OtherYear { file, .. } => file,
            Remark::AbsentRows { file, .. } | Remark::UnknownLine { file, .. } => file,
            Remark::NearTable { .. } | Remark::OpenClaim { .. } | Remark::OtherSigns { .. } => return None,
            Remark::NearColumn { .. } | Remark::NearRow { .. } => return None,
        };
        Some((file.clone(), super::remarks::diagnostic(remark)?.title))
    });
    told.collect()
}

/// Everything that a reader without the messages has to know.
fn all_notes(audit: &Audit) -> Vec<(String, String)> {
    notes(audit).into_iter().chain(unread(audit)).chain(audit.passed.iter().cloned()).collect()
}

/// Notes of one kind about one file that are told one by one for the eye.
const MOST_NEAR: usize = 20;

/// What is said of the others of a kind, which is told by the first word of a note.
const REST: [(&str, &str); 3] = [
    ("baris ", "baris lagi dibaca menurut nama yang mirip"),
    ("kolom ", "kolom lagi dibaca menurut judul yang mirip atau angkanya"),
    ("belum dapat diperiksa", "klaim lagi belum dapat diperiksa"),
];

/// The notes as lines, where there is room for a few of a kind.
fn few_notes(notes: &[(String, String)]) -> Vec<String> {
    let kind = |note: &str| REST.iter().position(|(word, _)| note.starts_with(word));
    let mut counts: BTreeMap<(&str, usize), usize> = BTreeMap::new();
    for (file, note) in notes {
        if let Some(kind) = kind(note) {
            *counts.entry((file, kind)).or_default() += 1;
        }
    }
    let (mut lines, mut seen): (Vec<String>, BTreeMap<(&str, usize), usize>) = (Vec::new(), BTreeMap::new());
    for note in notes {
        let Some(kind) = kind(&note.1) else {
            lines.push(note_line(note));
            continue;
        };
        let count = seen.entry((&note.0, kind)).or_default();
        *count += 1;
        if *count <= MOST_NEAR {
            lines.push(note_line(note));
        } else if *count == MOST_NEAR + 1 {
            let rest = counts.get(&(note.0.as_str(), kind)).map_or(0, |all| all - MOST_NEAR);
            lines.push(note_line(&(note.0.clone(), format!("{rest} {}", REST[kind].1))));
        }
    }
    lines
}

/// A note as one line: `cetakan/T1.csv: kolom …`.
fn note_line((file, note): &(String, String)) -> String {
    if file.is_empty() { note.clone() } else { format!("{file}: {note}") }
}
