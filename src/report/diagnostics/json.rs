//! Messages as JSON, for editors and scripts.
//!
//! ```json
//! { "versi": 1, "kesalahan": 1, "peringatan": 0,
//!   "temuan": [
//!     { "kode": "K0102", "tingkat": "kesalahan", "judul": "nama \"IKN\" tidak dikenal",
//!       "tempat": [ { "berkas": "ikpp.takar", "baris": 7, "kolom": 15, "baris_akhir": 7, "kolom_akhir": 18,
//!                     "awal": 120, "akhir": 123, "teks": "" } ],
//!       "karena": [],
//!       "saran": [ { "teks": "…", "suntingan": [ { "berkas": "ikpp.takar", "baris": 7, "kolom": 15,
//!                    "baris_akhir": 7, "kolom_akhir": 18, "awal": 120, "akhir": 123, "ganti": "IKM" } ] } ],
//!       "petunjuk": [] } ] }
//! ```
//!
//! Lines and columns count from 1, columns in characters; the end is just past the last one. `awal` and `akhir` are
//! byte offsets from 0. A place in a data file has only `berkas`, `baris` and `judul_kolom` (in a workbook also
//! `lembar` and `sel`: `D7`), a file as a whole only `berkas`.

use crate::diagnostic::{Diagnostic, Edit, Label, Place, Severity};
use crate::report::json::{VERSION, document};
use crate::source::{Sources, Span};
use serde::Serialize;
use std::borrow::Cow;

/// All messages in order of source and position as one JSON document, ending in a line break.
pub fn json(sources: &Sources, diagnostics: &[Diagnostic]) -> String {
    json_of_all(&[(sources, diagnostics)])
}

/// The same for several packages, one after the other.
pub fn json_of_all(packages: &[(&Sources, &[Diagnostic])]) -> String {
    let all = || packages.iter().flat_map(|(_, diagnostics)| *diagnostics);
    let count = |severity| all().filter(|d| d.severity == severity).count();
    document(&Report {
        versi: VERSION,
        kesalahan: count(Severity::Error),
        peringatan: count(Severity::Warning),
        temuan: packages.iter().flat_map(|(sources, diagnostics)| findings(sources, diagnostics)).collect(),
    })
}

fn findings<'a>(sources: &'a Sources, diagnostics: &'a [Diagnostic]) -> Vec<Finding<'a>> {
    super::in_order(sources, diagnostics).into_iter().map(|diagnostic| finding(sources, diagnostic)).collect()
}

#[derive(Serialize)]
struct Report<'a> {
    versi: u32,
    kesalahan: usize,
    peringatan: usize,
    temuan: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Finding<'a> {
    kode: &'a str,
    tingkat: &'a str,
    judul: &'a str,
    tempat: Vec<Spot<'a>>,
    karena: &'a [String],
    saran: Vec<Mend<'a>>,
    petunjuk: &'a [String],
}

#[derive(Serialize)]
struct Spot<'a> {
    berkas: Cow<'a, str>,
    #[serde(flatten)]
    range: Option<Range>,
    #[serde(flatten)]
    cell: Option<CellRange<'a>>,
    teks: &'a str,
}

#[derive(Serialize)]
struct Range {
    baris: u32,
    kolom: u32,
    baris_akhir: u32,
    kolom_akhir: u32,
    awal: u32,
    akhir: u32,
}

#[derive(Serialize)]
struct CellRange<'a> {
    baris: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    judul_kolom: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lembar: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sel: Option<String>,
}

#[derive(Serialize)]
struct Mend<'a> {
    teks: &'a str,
    suntingan: Vec<Change<'a>>,
}

#[derive(Serialize)]
struct Change<'a> {
    berkas: Cow<'a, str>,
    #[serde(flatten)]
    range: Range,
    ganti: &'a str,
}

fn finding<'a>(sources: &'a Sources, diagnostic: &'a Diagnostic) -> Finding<'a> {
    let labels = diagnostic.labels.iter();
    let mends = diagnostic.suggestions.iter().map(|suggestion| Mend {
        teks: &suggestion.text,
        suntingan: suggestion.edits.iter().map(|edit| change(sources, edit)).collect(),
    });
    Finding {
        kode: diagnostic.code.as_str(),
        tingkat: diagnostic.severity.word(),
        judul: &diagnostic.title,
        tempat: labels.map(|label| spot(sources, label)).collect(),
        karena: &diagnostic.reasons,
        saran: mends.collect(),
        petunjuk: &diagnostic.advice,
    }
}

fn spot<'a>(sources: &'a Sources, label: &'a Label) -> Spot<'a> {
    let (berkas, range, cell) = match &label.place {
        Place::Text(span) => (sources.called(span.source), Some(range(sources, *span)), None),
        Place::Cell(cell) => {
            let (sheet, judul_kolom) = (sources.get(cell.source).sheet(), cell.column.as_deref());
            let sel = sheet.and_then(|sheet| sheet.cell_name(cell.row, judul_kolom));
            let lembar = sheet.map(|sheet| sheet.name.as_str());
            let file = sheet.map_or_else(|| sources.called(cell.source), |sheet| sources.below(&sheet.file));
            (file, None, Some(CellRange { baris: cell.row, judul_kolom, lembar, sel }))
        }
        Place::File(name) => (sources.below(name), None, None),
    };
    Spot { berkas, range, cell, teks: &label.text }
}

fn change<'a>(sources: &'a Sources, edit: &'a Edit) -> Change<'a> {
    Change { berkas: sources.called(edit.span.source), range: range(sources, edit.span), ganti: &edit.text }
}

fn range(sources: &Sources, span: Span) -> Range {
    let source = sources.get(span.source);
    let bytes = span.range();
    let (start, end) = (source.position(bytes.start), source.position(bytes.end));
    Range {
        baris: start.line,
        kolom: start.column,
        baris_akhir: end.line,
        kolom_akhir: end.column,
        awal: span.start,
        akhir: span.end,
    }
}
