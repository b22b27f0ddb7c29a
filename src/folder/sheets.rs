//! Data files that are workbooks or documents: recognised by their first bytes, with the table that rules name laid out
//! as text.

use super::files::{self, PackageFile};
use super::text;
use crate::diagnostic::Diagnostic;
use crate::engine::Contents;
use crate::source::sheet::{BELOW, Laid, Wanted};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The content of a data file.
pub(super) fn contents(file: PackageFile, wanted: &Wanted) -> Result<Contents, Box<Diagnostic>> {
    if !is_of_office(&file.bytes, wanted) {
        return text::into_text(file).map(Contents::Text);
    }
    sheet(file, wanted)
}

/// A table of a workbook or document outside a package; none if the file is text.
#[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "asked for by the command line alone"))]
pub(crate) fn alone(path: &Path, name: &str, wanted: &Wanted) -> Result<Option<Laid>, Box<Diagnostic>> {
    let failed = |error: io::Error| Box::new(files::unreadable(name, &error));
    let mut begins = Vec::new();
    File::open(path).and_then(|file| file.take(512).read_to_end(&mut begins)).map_err(failed)?;
    if !is_of_office(&begins, wanted) {
        return Ok(None);
    }
    let bytes = files::read_limited(path, name, files::DATA_LIMIT)?;
    match contents(PackageFile { name: name.to_string(), bytes }, wanted)? {
        Contents::Sheet(laid) => Ok(Some(*laid)),
        Contents::Text(_) => Ok(None),
    }
}

/// Whether a file is read as sheets: by its first bytes, or because rules name a sheet.
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

/// A build without office support reports that the file is not text.
#[cfg(not(feature = "office"))]
fn sheet(file: PackageFile, _: &Wanted) -> Result<Contents, Box<Diagnostic>> {
    text::into_text(file).map(Contents::Text)
}
