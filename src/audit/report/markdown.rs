//! An audit as a page of Markdown.

use super::super::outcome::{Audit, Cell, Finding, Verdict};
use super::terminal::{closing, summary};
use super::{counts, few_notes, reason};
use std::fmt::Write;

/// The page: a summary, then a table for each printed one that has findings, in the order of the report.
pub fn markdown(audit: &Audit) -> String {
    let mut page = String::new();
    let _ = writeln!(page, "# {}, {}\n", escaped(&audit.package), audit.year);
    let _ = writeln!(page, "{}: {}.\n", closing(audit), summary(audit));
    let _ = writeln!(page, "| Putusan | Angka |\n| --- | ---: |");
    for (verdict, count) in counts(audit) {
        let _ = writeln!(page, "| {} | {count} |", verdict.word());
    }
    let mut tables: Vec<&str> = Vec::new();
    for judged in &audit.judged {
        if !tables.contains(&judged.place.table.as_str()) {
            tables.push(&judged.place.table);
        }
    }
    let others = audit.findings.iter().map(|finding| finding.cell.place.table.as_str());
    others.for_each(|table| {
        if !tables.contains(&table) {
            tables.push(table)
        }
    });
    for table in tables {
        section(&mut page, audit, table);
    }
    let notes = few_notes(audit);
    if !notes.is_empty() {
        let _ = writeln!(page, "\n## Catatan\n");
        for note in notes {
            let _ = writeln!(page, "- {}", escaped(&note));
        }
    }
    page
}

fn section(page: &mut String, audit: &Audit, table: &str) {
    let own = || audit.judged.iter().filter(|judged| judged.place.table == table);
    let agrees = own().filter(|judged| judged.verdict == Verdict::Agrees).count();
    // Sentences stand on many pages.
    let first = own().next().and_then(|judged| judged.place.page);
    let is_one = own().all(|judged| judged.place.page == first);
    let at = first.filter(|_| is_one).map(|page| format!(", halaman {page}")).unwrap_or_default();
    let _ = writeln!(page, "\n## {table}{at}\n\nCocok {agrees} dari {} angka.", own().count());
    let findings: Vec<&Finding> = audit.findings.iter().filter(|finding| finding.cell.place.table == table).collect();
    if findings.is_empty() {
        return;
    }
    let _ = writeln!(
        page,
        "\n| Putusan | Baris | Kolom | Tercetak | Seharusnya | Selisih | Keterangan |\n| --- | --- | --- | ---: | ---: | ---: | --- |"
    );
    for finding in findings {
        let mut said: Vec<String> =
            [reason(finding), finding.derivation.clone()].into_iter().filter(|one| !one.is_empty()).collect();
        said.extend(finding.basis.iter().map(|basis| format!("dasar: {basis}")));
        if let Some(own) = finding.cell.place.page.filter(|_| !is_one) {
            said.insert(0, format!("halaman {own}"));
        }
        row(page, finding.verdict.word(), &finding.cell, &said.join(". "));
        finding.cells.iter().for_each(|cell| row(page, "", cell, ""));
        finding.followers.iter().for_each(|cell| row(page, "ikut", cell, &format!("tabel {}", cell.place.table)));
    }
}

fn row(page: &mut String, word: &str, cell: &Cell, said: &str) {
    let cells = [word, &cell.place.row, &cell.place.column, &cell.printed, &cell.right, &cell.difference, said];
    let _ = writeln!(page, "| {} |", cells.map(escaped).join(" | "));
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('|', "\\|").replace('_', "\\_").replace('*', "\\*")
}
