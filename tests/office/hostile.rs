//! Files that somebody broke: whatever the bytes, there is an answer, soon and in little memory.

use super::{bytes, forms};
use proptest::prelude::*;
use std::io::{Cursor, Read, Write};
use std::sync::LazyLock;
use takar::office::{Refusal, open, tables};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

static FILES: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let mut names: Vec<String> = std::fs::read_dir(forms())
        .expect("the files")
        .map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names.into_iter().map(|name| (name.clone(), bytes(&name))).collect()
});

/// The file with each part changed by `change` and packed again, so that what is broken is not the packing.
fn repacked(bytes: &[u8], mut change: impl FnMut(&str, Vec<u8>) -> Vec<u8>) -> Option<Vec<u8>> {
    let mut old = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut part = old.by_index(at).ok()?;
        let name = part.name().ok()?.into_owned();
        let mut inside = Vec::new();
        part.read_to_end(&mut inside).ok()?;
        new.start_file(&*name, SimpleFileOptions::default()).ok()?;
        new.write_all(&change(&name, inside)).ok()?;
    }
    Some(new.finish().ok()?.into_inner())
}

fn answered(bytes: &[u8], name: &str) {
    match open(bytes, name) {
        Ok(book) => book.sheets.iter().for_each(|sheet| drop(tables(sheet))),
        Err(refused) => assert!(!refused.into_diagnostic(name).title.is_empty()),
    }
}

/// So many bytes put in the place of others, or in between, or taken out.
fn altered(mut bytes: Vec<u8>, changes: &[(prop::sample::Index, u8, u8)]) -> Vec<u8> {
    for (at, how, byte) in changes {
        if bytes.is_empty() {
            return bytes;
        }
        let at = at.index(bytes.len());
        match how % 4 {
            0 => bytes[at] = *byte,
            1 => bytes.insert(at, *byte),
            2 => drop(bytes.remove(at)),
            // Figures grow: repeats, spans, places.
            _ => {
                let digit = bytes[at..].iter().position(u8::is_ascii_digit);
                bytes[at + digit.unwrap_or(0)] = b'9';
            }
        }
    }
    bytes
}

fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, u8, u8)>> {
    prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), any::<u8>()), 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn bytes_of_a_file_changed(file in any::<prop::sample::Index>(), changes in changes(), end in any::<prop::sample::Index>()) {
        let (name, bytes) = file.get(&FILES);
        answered(&altered(bytes.clone(), &changes), name);
        answered(&bytes[..end.index(bytes.len())], name);
    }

    #[test]
    fn what_is_packed_changed(file in any::<prop::sample::Index>(), changes in changes()) {
        let (name, bytes) = file.get(&FILES);
        let of_tables = |part: &str| !part.contains("theme") && !part.contains("settings") && !part.contains("font");
        let change = |part: &str, inside| if of_tables(part) { altered(inside, &changes) } else { inside };
        if let Some(broken) = repacked(bytes, change) {
            answered(&broken, name);
        }
    }
}

fn replaced(name: &str, part: &str, with: impl Fn(String) -> String) -> Vec<u8> {
    let change = |known: &str, inside: Vec<u8>| {
        if known == part { with(String::from_utf8(inside).expect("text")).into_bytes() } else { inside }
    };
    repacked(&bytes(name), change).expect("a packed file")
}

const SHEET: &str = "xl/worksheets/sheet1.xml";

/// A minute without optimisation, so with `TAKAR_LONG=1` only; fewer rows of many repeated cells stand below.
#[test]
fn a_million_rows_are_refused_where_they_become_too_many() {
    if std::env::var_os("TAKAR_LONG").is_none_or(|value| value == "0") {
        return;
    }
    let rows: String = (1..=1_048_576)
        .map(|row| format!("<row r=\"{row}\"><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c><c><v>4</v></c></row>"))
        .collect();
    let file = replaced("plain.xlsx", SHEET, |_| format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"));
    let refused = open(&file, "iku.xlsx").expect_err("more than is held");
    assert_eq!(refused.why, Refusal::ManyCells);
    assert_eq!((refused.sheet.as_deref(), refused.row), (Some("Data"), Some(800_000)));
}

/// Rows without content are none, however many there are.
#[test]
fn a_million_blank_rows_are_nothing() {
    let rows: String = (4..=1_048_576).map(|row| format!("<row r=\"{row}\" hidden=\"1\"><c s=\"0\"/></row>")).collect();
    let file = replaced("plain.xlsx", SHEET, |xml| xml.replace("</sheetData>", &format!("{rows}</sheetData>")));
    assert_eq!(open(&file, "iku.xlsx").expect("a sheet").sheets[0].rows.len(), 3);
}

/// Small to send, large to unpack: what it says of its size is summed before anything is unpacked.
#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for part in ["xl/workbook.xml", "xl/a.xml", "xl/b.xml", "xl/c.xml"] {
        new.start_file(part, SimpleFileOptions::default()).expect("a part");
        let block = vec![b' '; 1 << 20];
        (0..140).for_each(|_| new.write_all(&block).expect("a block"));
    }
    let file = new.finish().expect("a file").into_inner();
    assert!(file.len() < 1 << 20, "{} bytes", file.len());
    assert_eq!(open(&file, "iku.xlsx").expect_err("a bomb").why, Refusal::Bomb);
}

/// One text of many megabytes in one cell, and one element with such attributes.
#[test]
fn a_single_piece_is_bounded() {
    let long = "x".repeat(20 << 20);
    let text = format!("<worksheet><sheetData><row><c t=\"str\"><v>{long}</v></c></row></sheetData></worksheet>");
    let tag = format!("<worksheet><sheetData><row a=\"{long}\"/></sheetData></worksheet>");
    for xml in [text, tag] {
        let file = replaced("plain.xlsx", SHEET, |_| xml.clone());
        assert_eq!(open(&file, "iku.xlsx").expect_err("too long").why, Refusal::Damaged);
    }
}

#[test]
fn spans_and_repeats_beyond_any_sheet() {
    let page = "<table>".to_string() + &"<tr><td colspan=9999999 rowspan=9999999>1<td rowspan=70000>2".repeat(1000);
    answered(page.as_bytes(), "iku.xls");
    let file = replaced("repeated.ods", "content.xml", |xml| {
        xml.replace("number-rows-repeated=\"3\"", "number-rows-repeated=\"1000000\"")
            .replace("number-columns-repeated=\"3\"", "number-columns-repeated=\"16000\"")
    });
    assert_eq!(open(&file, "iku.ods").expect_err("beyond").why, Refusal::ManyCells);
    let merges: String = (0..40_000).map(|at| format!("<mergeCell ref=\"A{}:XFD1048576\"/>", at + 1)).collect();
    let file = replaced("plain.xlsx", SHEET, |xml| xml.replace("</sheetData>", &format!("</sheetData>{merges}")));
    answered(&file, "iku.xlsx");
}

/// Paragraphs cost more than their bytes, which pack to nothing.
#[test]
fn a_million_paragraphs_are_refused_where_they_become_too_many() {
    let lines = "<w:p/>".repeat(1_000_001);
    let file = replaced("table.docx", "word/document.xml", |xml| xml.replace("<w:body>", &format!("<w:body>{lines}")));
    assert_eq!(open(&file, "iku.docx").expect_err("too many").why, Refusal::ManyParagraphs);
}
