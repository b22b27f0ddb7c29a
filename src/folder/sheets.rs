//! Data files that are workbooks or documents: opened by their first bytes, the table that rules ask for laid out as text.

use super::files::PackageFile;
use super::text;
use crate::diagnostic::Diagnostic;
use crate::engine::Contents;
use crate::source::sheet::{BELOW, Wanted};

/// What a data file holds.
pub(super) fn contents(file: PackageFile, wanted: &Wanted) -> Result<Contents, Box<Diagnostic>> {
    if !is_of_office(&file.bytes, wanted) {
        return text::into_text(file).map(Contents::Text);
    }
    sheet(file, wanted)
}

/// Whether a file is read as sheets: by its first bytes, or because rules speak of a sheet.
fn is_of_office(bytes: &[u8], wanted: &Wanted) -> bool {
    let begins = bytes.get(..512.min(bytes.len())).unwrap_or_default();
    let begins = String::from_utf8_lossy(begins).trim_start_matches('\u{feff}').trim_start().to_lowercase();
    let is_page = ["<html", "<!doctype html", "<table", "<meta", "<?xml"].iter().any(|tag| begins.starts_with(tag));
    let asks = wanted.sheet.is_some() || wanted.first_row.is_some() || wanted.hidden_rows.is_some();
    let is_below = wanted.headers.iter().any(|(header, _)| header.contains(BELOW));
    is_page || asks || is_below || matches!(bytes, [b'P', b'K', 3, 4, ..] | [0xD0, 0xCF, 0x11, 0xE0, ..])
}

#[cfg(feature = "office")]
fn sheet(file: PackageFile, wanted: &Wanted) -> Result<Contents, Box<Diagnostic>> {
    let book = crate::office::open(&file.bytes, &file.name)
        .map_err(|refused| Box::new(refused.into_diagnostic(&file.name)))?;
    Ok(Contents::Sheet(Box::new(crate::office::lay(&book, wanted)?)))
}

/// A build without office files says what is wrong with the text that it is not.
#[cfg(not(feature = "office"))]
fn sheet(file: PackageFile, _: &Wanted) -> Result<Contents, Box<Diagnostic>> {
    text::into_text(file).map(Contents::Text)
}
