//! Any bytes as a workbook, a document or a page, and the tables on its sheets. Parts of a packed file are kept whole by its
//! checks: `tests/office/hostile.rs` changes them before they are packed.

#![no_main]

use libfuzzer_sys::fuzz_target;
use takar::office::{open, tables};

fuzz_target!(|bytes: &[u8]| match open(bytes, "berkas") {
    Ok(book) => book.sheets.iter().for_each(|sheet| drop(tables(sheet))),
    Err(refused) => drop(refused.into_diagnostic("berkas")),
});
