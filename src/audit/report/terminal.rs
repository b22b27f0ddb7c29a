//! An audit for a person at a terminal.

use super::super::outcome::{Audit, Cell, Finding};
use super::{counts, few_notes, figures, harmless, notes, place, reason};
use crate::number::{NumberStyle, format};
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
    let all: usize = counts(audit).iter().map(|(_, count)| count).sum();
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
        (0, _) if audit.is_idle() => return "tidak ada angka yang dapat diperiksa".into(),
        (0, _) => "tidak ada temuan".into(),
        (all, 0) => format!("{} temuan", number(all)),
        (all, some) => format!("{} temuan, {} di antaranya dalam pembulatan masukan", number(all), number(some)),
    };
    match audit.unexamined() {
        0 => found,
        open => format!("{found}; {} angka tidak diperiksa", number(open)),
    }
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
