//! An audit for other programs: CSV lines, and JSON with everything.

use super::super::outcome::{Audit, Cell, Finding, Verdict};
use super::{all_notes, reason};
use crate::report::document as json_document;

/// One line for each figure of a finding: separated by `;`, quoted where it must be.
pub fn csv(audit: &Audit) -> String {
    let mut text = line(
        &[
            "temuan",
            "putusan",
            "peran",
            "berkas",
            "baris",
            "tabel",
            "halaman",
            "nama",
            "kolom",
            "tercetak",
            "seharusnya",
            "selisih",
            "sebab",
        ]
        .map(str::to_string),
    );
    for (at, finding) in audit.findings.iter().enumerate() {
        let number = (at + 1).to_string();
        let all = std::iter::once(("sebab", &finding.cell))
            .chain(finding.cells.iter().map(|cell| ("sel", cell)))
            .chain(finding.followers.iter().map(|cell| ("ikut", cell)));
        for (role, cell) in all {
            let why = if role == "sebab" { reason(finding) } else { String::new() };
            text.push_str(&line(&fields(&number, finding.verdict, role, cell, why)));
        }
    }
    // What was not looked at belongs to the answer.
    for (file, note) in all_notes(audit) {
        let mut cells: [String; 13] = Default::default();
        [cells[1], cells[2], cells[3], cells[12]] = ["catatan".into(), "catatan".into(), file, note];
        text.push_str(&line(&cells));
    }
    text
}

fn fields(number: &str, verdict: Verdict, role: &str, cell: &Cell, why: String) -> [String; 13] {
    let place = &cell.place;
    let page = place.page.map(|page| page.to_string()).unwrap_or_default();
    [
        number.to_string(),
        verdict.word().to_string(),
        role.to_string(),
        place.sheet.as_ref().map_or_else(|| place.file.clone(), |sheet| format!("{}, {sheet}", place.file)),
        place.line.to_string(),
        place.table.clone(),
        page,
        place.row.clone(),
        place.column.clone(),
        cell.printed.clone(),
        cell.right.clone(),
        cell.difference.clone(),
        why,
    ]
}

fn line(cells: &[String]) -> String {
    let quoted = cells.iter().map(|cell| match cell.contains([';', '"', '\n', '\r']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        // A spreadsheet would compute it.
        false if cell.starts_with(['=', '@', '+']) => format!("'{cell}"),
        false => cell.clone(),
    });
    quoted.collect::<Vec<_>>().join(";") + "\n"
}

#[derive(serde::Serialize)]
struct Document<'a> {
    /// Grows when a key changes its meaning or goes away.
    versi: u8,
    paket: &'a str,
    tahun: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    ringkasan: Vec<Count>,
    temuan: &'a [Finding],
    angka: &'a [super::super::outcome::Judged],
    tidak_dikenal: usize,
    catatan: Vec<Note>,
}

#[derive(serde::Serialize)]
struct Note {
    berkas: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    lembar: Option<String>,
    isi: String,
}

#[derive(serde::Serialize)]
struct Count {
    putusan: Verdict,
    banyaknya: usize,
}

/// A note with its file and sheet apart.
fn noted(audit: &Audit, (berkas, isi): (String, String)) -> Note {
    let Some(file) = audit.sheets.get(&berkas) else { return Note { berkas, lembar: None, isi } };
    let sheet = berkas.strip_prefix(file.as_str()).unwrap_or_default().trim_start_matches(", ");
    let sheet = sheet.strip_prefix("lembar ").map_or(sheet, |name| name.trim_matches('"'));
    Note { berkas: file.clone(), lembar: Some(sheet.to_string()), isi }
}

/// Everything, with the verdict on each figure.
pub fn json(audit: &Audit) -> String {
    let counts = super::counts(audit).into_iter();
    let document = Document {
        versi: 1,
        paket: &audit.package,
        tahun: audit.year,
        unit: audit.unit.as_deref(),
        ringkasan: counts.map(|(putusan, banyaknya)| Count { putusan, banyaknya }).collect(),
        temuan: &audit.findings,
        angka: &audit.judged,
        tidak_dikenal: audit.unknown(),
        catatan: all_notes(audit).into_iter().map(|note| noted(audit, note)).collect(),
    };
    json_document(&document)
}
