//! Files that are not read: each says what it is and how it becomes one that can be read.

use super::bytes;
use std::fmt::Write;
use takar::office::open;

#[test]
fn every_refusal_says_what_to_do() {
    let mut all = String::new();
    for name in [
        "password.xlsx",
        "password.ods",
        "old.xls",
        "old.doc",
        "binary.xlsb",
        "cut.xlsx",
        "damaged.xlsx",
        "deep.xlsx",
        "bomb.xlsx",
        "only-chart.xlsx",
        "no-table.docx",
        "no-table.xls",
        "old-xml.xls",
        "text.odt",
        "archive.zip",
        "page.pdf",
        "latin.csv",
    ] {
        let refused = open(&bytes(name), name).expect_err(name);
        let finding = refused.into_diagnostic(name);
        let place = &finding.labels[0].text;
        let place = if place.is_empty() { String::new() } else { format!(" · {place}") };
        writeln!(all, "{}: {}{place}\n  {}", finding.code, finding.title, finding.advice.join("\n  ")).expect("text");
    }
    insta::assert_snapshot!(all);
}

#[test]
fn nothing_is_no_file() {
    let finding = open(b"", "iku.xlsx").expect_err("nothing").into_diagnostic("iku.xlsx");
    assert_eq!(finding.title, "\"iku.xlsx\" kosong");
}
