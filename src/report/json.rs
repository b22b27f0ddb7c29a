//! Tables as JSON, for programs.
//!
//! The structure is that of [`Table`], whose serde names are the format; `docs/skema/tabel.json` describes it as a JSON
//! Schema, and the same folder has those of explanations, messages and their meanings. Numbers are strings, so that no
//! reader turns them into floats; years, counts and references are JSON numbers. A cell leaves out what it does not
//! have.
//!
//! ```json
//! { "versi": 1,
//!   "tabel": [
//!     { "nama": "T31", "judul": "…", "paket": "…", "tahun": 2023, "unit": null,
//!       "kolom":   [ { "judul": "% Capaian", "angka": true } ],
//!       "baris":   [ [ { "tampil": "95,40%", "angka": "95.40",
//!                        "pecahan": { "pembilang": "8300", "penyebut": "87" },
//!                        "satuan": "persen", "catatan": [1], "dilaporkan": true },
//!                      { "tampil": "73,5", "angka": "73.5", "desimal": "73.5", "dilaporkan": false },
//!                      { "tampil": "belum diisi",
//!                        "kosong": { "keadaan": "belum diisi", "alasan": "…" }, "dilaporkan": false } ] ],
//!       "penutup": [ { "label": "…", "sel": [ ] } ],
//!       "rincian": [ { "kode": "IKPP", "nama": "…", "tahun": 2023, "capaian_asli": { },
//!                      "capaian_terbatas": { }, "capaian": { }, "predikat": null } ],
//!       "catatan": [ "…" ] } ] }
//! ```
//!
//! A table under a scenario also has its name, `skenario`. A table with groups of rows also has `bagian`, one word for
//! each of `baris`: `baris`, `judul` or `subtotal`.
//!
//! `angka` is the number as displayed, `desimal` or `pecahan` the exact one: exactly one of these is present if the
//! cell has an exact number. A cell's `catatan` are indexes into the table's `catatan`, from 1.

use super::table::Table;
use serde::Serialize;

/// Incremented when a key changes its meaning or is removed; new keys may be added at any time.
pub const VERSION: u32 = 1;

/// The tables as one JSON document, ending in a line break.
pub fn json(tables: &[Table]) -> String {
    document(&Tables { versi: VERSION, tabel: tables })
}

/// The end of a document written in pieces.
pub const END: &str = "\n  ]\n}\n";

/// A piece of a document of many tables: each follows the last, the first one includes the beginning; [`END`] ends
/// them. Together they equal [`json`] of all tables, unless there is no table at all.
pub fn piece(tables: &[Table], first: bool) -> String {
    let whole = json(tables);
    let begin = format!("{{\n  \"versi\": {VERSION},\n  \"tabel\": [");
    let Some(items) = whole.strip_prefix(&begin).and_then(|rest| rest.strip_suffix(END)) else { return begin };
    match first {
        true => begin + items,
        false => format!(",{items}"),
    }
}

#[derive(Serialize)]
struct Tables<'a> {
    versi: u32,
    tabel: &'a [Table],
}

/// Any value as an indented document.
pub(crate) fn document(value: &impl Serialize) -> String {
    // Only maps with non-string keys and failing custom serialisers can fail; there are neither.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
