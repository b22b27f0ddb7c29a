//! How messages look.

mod any_span;
mod sample;

use insta::assert_snapshot;
use takar::diagnostic::{CellPlace, Code, Diagnostic, Place, Severity};
use takar::report::diagnostics::{json, render, render_within, summary};
use takar::source::{Sources, Span};
use unicode_width::UnicodeWidthStr;

#[test]
fn messages_of_the_design() {
    let (sources, diagnostics) = sample::all();
    assert_snapshot!("design", render(&sources, &diagnostics, false));
    assert_snapshot!("design_60", render_within(&sources, &diagnostics, 60, false));
    assert_snapshot!("design_json", json(&sources, &diagnostics));
}

#[test]
fn colour_is_restrained_and_optional() {
    let (sources, diagnostics) = sample::all();
    let two = &diagnostics[2..4];
    assert_snapshot!("colour", render(&sources, two, true).replace('\u{1b}', "␛"));
    assert!(!render(&sources, &diagnostics, false).contains('\u{1b}'));
}

#[test]
fn order_is_by_source_and_place() {
    let (sources, mut diagnostics) = sample::all();
    // Without a place in a source they stay as they came.
    diagnostics.retain(|diagnostic| diagnostic.span().is_some());
    let before = render(&sources, &diagnostics, false);
    diagnostics.reverse();
    assert_eq!(render(&sources, &diagnostics, false), before);
}

#[test]
fn summary_counts_in_words() {
    let one = |severity| Diagnostic::new(Code::K0210, severity, "x");
    let (error, warning) = (one(Severity::Error), one(Severity::Warning));
    assert_eq!(summary(&[error.clone(), warning.clone(), error]), "2 kesalahan, 1 peringatan");
    assert_eq!(summary(&[warning]), "1 peringatan");
    assert_eq!(summary(&[]), "tidak ada kesalahan");
    assert_eq!(render(&Sources::default(), &[], false), "");
}

/// A message with one label for each `(piece, text)`, over a file `uji.takar`.
fn marked(text: &str, labels: &[(&str, &str)]) -> String {
    let mut sources = Sources::default();
    let id = sources.add("uji.takar", text);
    let mut diagnostic = Diagnostic::new(Code::K0001, Severity::Error, "contoh");
    for (piece, words) in labels {
        diagnostic = diagnostic.at(sample::span(id, text, piece, piece), *words);
    }
    render(&sources, &[diagnostic], false)
}

#[test]
fn spans_of_every_kind() {
    let tabs = marked("\trumus\ta + b\n", &[("a +", "sesudah tab")]);
    let wide = marked("besaran \"指標\" cafe\u{301} IKM\n", &[("指標", "lebar"), ("IKM", "sesudah")]);
    let crlf = marked("satu\r\ndua\r\ntiga\r\n", &[("dua\r\n", "sampai akhir baris")]);
    let long = "indikator A\n  rumus (B +\n    C +\n    D +\n    E)\n  satuan nilai\n";
    let many = marked(long, &[("(B +\n    C +\n    D +\n    E)", "satu rumus")]);
    let two = marked(long, &[("B +\n    C", "dua baris")]);
    let gap = marked(long, &[("rumus", "mulai"), ("D", "dan di sini")]);
    let far = marked(long, &[("indikator", "awal"), ("satuan", "jauh")]);
    let same = marked(long, &[("B", "kiri"), ("+", "kanan")]);
    let end = marked("rumus a +", &[("", "")]);
    let all = [tabs, wide, crlf, many, two, gap, far, same, end];
    assert_snapshot!("spans", all.join("\n"));
}

#[test]
fn end_of_file_and_controls() {
    let mut sources = Sources::default();
    let id = sources.add("uji\u{1b}.takar", "rumus a +\u{1b}[31m\u{202e}\n");
    let at = |from, to| Span::new(id, from, to);
    let one = |span| Diagnostic::new(Code::K0001, Severity::Error, "a\u{7}b").at(span, "di\tsini");
    let text = render(&sources, &[one(at(9, 10)), one(at(18, 18)), one(at(500, 600))], false);
    assert_snapshot!("controls", text);
}

#[test]
fn long_texts_are_wrapped_below_their_marks() {
    let words = "panjang sekali ".repeat(12);
    let near = marked("rumus a\n", &[("a", &words)]);
    let line = format!("rumus {} b\n", "a + ".repeat(20));
    let far = marked(&line, &[("b", &words)]);
    for line in near.lines().chain(far.lines()) {
        assert!(line.width() <= 100, "{line:?}");
    }
    assert_snapshot!("long_texts", format!("{near}\n{far}"));
}

#[test]
fn a_line_of_megabytes_is_shown_as_a_window() {
    let mut text = "nilai; ".repeat(750_000);
    let middle = text.len() / 2;
    text.insert_str(middle, "KELIRU");
    let mut sources = Sources::default();
    let id = sources.add("data.takar", text.as_str());
    let at =
        |start, end| Diagnostic::new(Code::K0001, Severity::Error, "contoh").at(Span::new(id, start, end), "di sini");
    let end = text.len();
    let list = [at(0, 5), at(middle, middle + 6), at(middle, end), at(end - 2, end), at(end, end)];
    assert_snapshot!("window", render(&sources, &list, false));
}

#[test]
fn cells_and_files() {
    let mut sources = Sources::default();
    let source = sources.add("data/iku.csv", "");
    let cell = |row, column: Option<&str>| {
        let column = column.map(str::to_string);
        Place::Cell(CellPlace { source, row, column })
    };
    let diagnostic = Diagnostic::new(Code::D0001, Severity::Warning, "dua baris untuk IKM")
        .at_place(cell(12, Some("Realisasi")), "98,15")
        .at_place(cell(3, None), "")
        .at_place(Place::File("acuan/t31.csv".into()), "tabel yang diterima");
    assert_snapshot!("cells", render(&sources, std::slice::from_ref(&diagnostic), false));
    let read: serde_json::Value = serde_json::from_str(&json(&sources, &[diagnostic])).expect("valid JSON");
    assert_eq!(read["temuan"][0]["tempat"][0]["judul_kolom"], "Realisasi");
    assert_eq!(read["temuan"][0]["tempat"][2]["berkas"], "acuan/t31.csv");
}
