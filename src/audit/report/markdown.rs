//! An audit as a page of Markdown.

use super::super::outcome::{Audit, Cell, Finding, Judged, Verdict};
use super::terminal::{closing, summary};
use super::{all_notes, counts, few_notes, on_sheet, reason};
use std::collections::HashMap;
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
    for table in sections(audit) {
        section(&mut page, &table);
    }
    let notes = few_notes(&all_notes(audit));
    if !notes.is_empty() {
        let _ = writeln!(page, "\n## Catatan\n");
        for note in notes {
            let _ = writeln!(page, "- {}", escaped(&note));
        }
    }
    page
}

/// A printed table with what was said of it.
#[derive(Default)]
struct Section<'a> {
    table: &'a str,
    judged: Vec<&'a Judged>,
    findings: Vec<&'a Finding>,
}

/// In the order of the report; last those of which only findings speak.
fn sections<'a>(audit: &'a Audit) -> Vec<Section<'a>> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut all: Vec<Section<'a>> = Vec::new();
    let mut place = |all: &mut Vec<Section<'a>>, table: &'a str| {
        *places.entry(table).or_insert_with(|| {
            all.push(Section { table, ..Section::default() });
            all.len() - 1
        })
    };
    for judged in &audit.judged {
        let at = place(&mut all, &judged.place.table);
        all[at].judged.push(judged);
    }
    for finding in &audit.findings {
        let at = place(&mut all, &finding.cell.place.table);
        all[at].findings.push(finding);
    }
    all
}

fn section(page: &mut String, Section { table, judged, findings }: &Section) {
    let agrees = judged.iter().filter(|judged| judged.verdict == Verdict::Agrees).count();
    // Sentences stand on many pages.
    let first = judged.first().and_then(|judged| judged.place.page);
    let is_one = judged.iter().all(|judged| judged.place.page == first);
    let at = first.filter(|_| is_one).map(|page| format!(", halaman {page}")).unwrap_or_default();
    let _ = writeln!(page, "\n## {table}{at}\n\nCocok {agrees} dari {} angka.", judged.len());
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
        said.extend(on_sheet(&finding.cell.place));
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
