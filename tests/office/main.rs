//! Workbooks and documents: what is read from files that other programs made, and what other programs read in ours.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests read their fixtures from disk and write beside them"
)]

mod audit;
mod below;
mod cells;
mod command;
mod compose;
mod data;
mod document;
mod draft;
mod draft_arranged;
mod draft_beside;
mod draft_budget;
mod draft_exports;
mod draft_found;
mod draft_infer;
mod draft_money;
mod draft_names;
mod draft_parts;
mod draft_periods;
mod draft_proved;
mod draft_rows;
mod draft_years;
mod dressed;
mod found;
mod heads;
mod hostile;
mod manuscript;
mod manuscript_files;
mod manuscript_kept;
mod manuscript_runs;
mod manuscript_tables;
mod model;
mod oracle;
mod prompt;
mod raised;
mod readers;
mod refused;
mod struck;
mod sums;
mod template;
mod workbook;
mod workbook_typed;

use std::path::{Path, PathBuf};
use takar::office::{Book, Content, Sheet, letters, open};

/// The folder of files that other programs made; `forms.py` beside it says how.
fn forms() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/office/fixtures/forms")
}

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(forms().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn book(name: &str) -> Book {
    open(&bytes(name), name).unwrap_or_else(|refused| panic!("{name}: {refused:?}"))
}

/// A cell in words: its place, what it holds.
fn said(content: &Content) -> String {
    match content {
        Content::Text(text) => text.to_string(),
        Content::Number(number, shown) => format!("{number} {shown:?}"),
        Content::Worded(worded) => format!("{} {:?} terbaca {}", worded.held(), worded.shown, worded.said()),
        Content::Vast(text) => format!("besar {text}"),
        Content::Date(text) => format!("hari {text}"),
        Content::Truth(truth) => if *truth { "benar" } else { "salah" }.to_string(),
        Content::Error(text) => format!("galat {text}"),
        Content::Uncomputed(text) => format!("tanpa nilai {text}"),
    }
}

/// Each row in one line: `3h A=… | B=…`, `h` where it is hidden.
fn lines(sheet: &Sheet) -> Vec<String> {
    let row = |row: &takar::office::Row| {
        let cells = row.cells.iter().map(|cell| format!("{}={}", letters(cell.column), said(&cell.content)));
        let hidden = if row.hidden { "h" } else { "" };
        format!("{}{hidden} {}", row.number, cells.collect::<Vec<_>>().join(" | "))
    };
    sheet.rows.iter().map(row).collect()
}
