//! An audit for a person at a terminal.

use super::super::outcome::{Audit, Cell, Finding};
use super::{counts, few_notes, figures, harmless, notes, place, reason};
use crate::number::{NumberStyle, format};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Followers and cells of a column that are written out.
const MOST: usize = 5;

/// The findings, the gravest first, then how many figures have which verdict.
pub fn terminal(audit: &Audit) -> String {
    let mut text = String::new();
    let _ = writeln!(
        text,
        "{} · {}{}\n",
        audit.package,
        audit.year,
        audit.unit.as_ref().map(|unit| format!(" · {unit}")).unwrap_or_default()
    );
    for finding in &audit.findings {
        one(&mut text, finding);
    }
    for note in few_notes(&notes(audit)) {
        let _ = writeln!(text, "catatan: {note}");
    }
    let all = audit.judged.len();
    let summary = summary(audit);
    let colon = if summary.is_empty() { "" } else { ": " };
    let _ = writeln!(text, "{} angka dalam {}{colon}{summary}", number(all), looked_at(audit));
    let _ = writeln!(text, "{}", closing(audit));
    text
}

/// `23 tabel dan 8 klaim`
fn looked_at(audit: &Audit) -> String {
    let number = |count: usize| format(&count.to_string(), NumberStyle::Indonesian);
    match (audit.tables, audit.claims) {
        (tables, 0) => format!("{} tabel", number(tables)),
        (0, claims) => format!("{} klaim", number(claims)),
        (tables, claims) => format!("{} tabel dan {} klaim", number(tables), number(claims)),
    }
}

pub(super) fn summary(audit: &Audit) -> String {
    counts(audit)
        .iter()
        .map(|(verdict, count)| format!("{} {}", verdict.word(), number(*count)))
        .collect::<Vec<_>>()
        .join(", ")
}

/// What was found, and of how many figures nothing is known: `tidak ada temuan` alone says that all were looked at.
pub(super) fn closing(audit: &Audit) -> String {
    let found = match (audit.findings.len(), harmless(audit)) {
        (0, _) if audit.is_idle() => return format!("tidak ada angka yang dapat diperiksa{}", idle(audit)),
        (0, _) => "tidak ada temuan".into(),
        (all, 0) => format!("{} temuan", number(all)),
        (all, some) => format!("{} temuan, {} di antaranya dalam pembulatan masukan", number(all), number(some)),
    };
    match audit.unexamined() {
        0 => found,
        open => format!("{found}; {} angka tidak diperiksa", number(open)),
    }
}

/// Why no figure at all could be held against the rules: how many for which reason.
fn idle(audit: &Audit) -> String {
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for judged in audit.judged.iter().filter(|judged| !judged.why.is_empty()) {
        *reasons.entry(&judged.why).or_default() += 1;
    }
    let mut reasons: Vec<(&str, usize)> = reasons.into_iter().collect();
    reasons.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let others = [("di luar kolom dan baris aturan", audit.unmatched), ("dalam tabel yang tidak dibaca", audit.unread)];
    let all = reasons.into_iter().chain(others).filter(|(_, count)| *count > 0);
    let all: Vec<String> = all.map(|(why, count)| format!("{} {why}", number(count))).collect();
    if all.is_empty() { String::new() } else { format!(": {}", all.join(", ")) }
}

fn number(count: usize) -> String {
    format(&count.to_string(), NumberStyle::Indonesian)
}

fn one(text: &mut String, finding: &Finding) {
    let _ = writeln!(text, "{}: {}", finding.verdict.word(), place(&finding.cell.place));
    if !finding.cell.printed.is_empty() {
        let _ = writeln!(text, "  {}", figures(&finding.cell));
    }
    if !finding.why.is_empty() {
        let _ = writeln!(text, "  = {}", reason(finding));
    }
    if !finding.derivation.is_empty() {
        let _ = writeln!(text, "  = {}", finding.derivation);
    }
    for basis in &finding.basis {
        let _ = writeln!(text, "  = dasar: {basis}");
    }
    list(text, "sel lain", &finding.cells);
    list(text, "ikut", &finding.followers);
    text.push('\n');
}

fn list(text: &mut String, word: &str, cells: &[Cell]) {
    for cell in cells.iter().take(MOST) {
        let figures = if cell.printed.is_empty() { String::new() } else { format!(" · {}", figures(cell)) };
        let _ = writeln!(text, "    {word}: {}{figures}", place(&cell.place));
    }
    if cells.len() > MOST {
        let _ = writeln!(text, "    {word}: dan {} lagi", cells.len() - MOST);
    }
}
