//! From bytes to text: UTF-8, or a message that says how to save the file as UTF-8.

use super::files::{PackageFile, problem};
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use std::str::Utf8Error;

/// The text of a file, without the byte order mark that some editors put in front.
///
/// Offsets into the result count from after the mark. Line breaks are kept.
pub fn decode(name: &str, bytes: &[u8]) -> Result<String, Box<Diagnostic>> {
    decode_from(name, bytes, 0)
}

/// The same for a piece of a file, after so many lines.
pub fn decode_from(name: &str, bytes: &[u8], lines: usize) -> Result<String, Box<Diagnostic>> {
    if let Some(kind) = foreign(bytes).filter(|_| lines == 0) {
        return Err(Box::new(mistaken(name, kind)));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_string()),
        Err(error) => Err(Box::new(not_utf8(name, bytes, lines, error))),
    }
}

/// The text of a file that is not needed otherwise, without copying.
pub fn into_text(mut file: PackageFile) -> Result<String, Box<Diagnostic>> {
    if let Some(kind) = foreign(&file.bytes) {
        return Err(Box::new(mistaken(&file.name, kind)));
    }
    if file.bytes.starts_with(b"\xEF\xBB\xBF") {
        file.bytes.drain(..3);
    }
    String::from_utf8(file.bytes)
        .map_err(|error| Box::new(not_utf8(&file.name, error.as_bytes(), 0, error.utf8_error())))
}

#[derive(Clone, Copy)]
enum Foreign {
    Utf16,
    Workbook,
}

/// What the first bytes reveal. A workbook renamed to `.csv` is common; so is Notepad's "Unicode".
fn foreign(bytes: &[u8]) -> Option<Foreign> {
    match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Some(Foreign::Utf16),
        [b'P', b'K', 3, 4, ..] | [0xD0, 0xCF, 0x11, 0xE0, ..] => Some(Foreign::Workbook),
        // ASCII letters in UTF-16 without a mark: every second byte is zero.
        [0, low, 0, _, ..] | [low, 0, _, 0, ..] if *low != 0 => Some(Foreign::Utf16),
        _ => None,
    }
}

fn mistaken(name: &str, kind: Foreign) -> Diagnostic {
    match kind {
        Foreign::Utf16 => problem(Code::B0106, format!("\"{name}\" tersimpan sebagai UTF-16, bukan UTF-8"), name)
            .advise(how_to_save(name)),
        Foreign::Workbook => problem(Code::B0114, format!("\"{name}\" sebenarnya berkas Excel atau Word"), name)
            .because(match workbook_stem(name) {
                Some(_) => "yang dibaca hanya CSV, yaitu lembar Excel yang disimpan sebagai teks",
                None => "mengganti akhiran nama tidak mengubah isi berkas",
            })
            .advise(as_csv(name)),
    }
}

/// How to convert a workbook to a readable file.
fn as_csv(name: &str) -> String {
    match workbook_stem(name) {
        Some(stem) => {
            format!("di Excel: Simpan Sebagai (Save As), pilih jenis \"CSV UTF-8\"; lalu tulis  data \"{stem}.csv\"")
        }
        None => how_to_save(name).to_string(),
    }
}

/// The name of a workbook without its ending.
fn workbook_stem(name: &str) -> Option<&str> {
    let lower = name.to_lowercase();
    let stem = [".xlsx", ".xlsm", ".xls", ".ods"].iter().find_map(|ending| lower.strip_suffix(ending))?;
    name.get(..stem.len())
}

fn not_utf8(name: &str, bytes: &[u8], lines: usize, error: Utf8Error) -> Diagnostic {
    let good = &bytes[..error.valid_up_to()];
    let line = lines + good.iter().filter(|&&byte| byte == b'\n').count() + 1;
    let start = good.iter().rposition(|&byte| byte == b'\n').map_or(0, |at| at + 1);
    let before = String::from_utf8_lossy(&good[start..]);
    let before = tail(before.trim(), 30);
    let at = if before.is_empty() { String::new() } else { format!(", sesudah:  {before}") };
    Diagnostic::new(Code::B0105, Severity::Error, format!("\"{name}\" tidak tersimpan sebagai UTF-8"))
        .at_place(Place::File(name.to_string()), format!("ada huruf yang tidak dapat dibaca di baris {line}{at}"))
        .advise(how_to_save(name))
}

fn how_to_save(name: &str) -> &'static str {
    let csv = name.to_lowercase().ends_with(".csv");
    if csv {
        "di Excel: Simpan Sebagai (Save As), pilih jenis \"CSV UTF-8 (Comma delimited)\""
    } else {
        "di Notepad: Simpan Sebagai (Save As), pilih Pengodean (Encoding) UTF-8"
    }
}

/// The last `most` characters, after an ellipsis if something was cut.
fn tail(text: &str, most: usize) -> String {
    let count = text.chars().count();
    if count <= most {
        return text.to_string();
    }
    format!("…{}", text.chars().skip(count - most).collect::<String>())
}
