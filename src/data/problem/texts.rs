//! Parts of the wording of problems.

use super::RowKey;
use crate::data::schema::NumberFormat;

impl RowKey {
    /// The header of the column.
    pub fn word(self) -> &'static str {
        match self {
            RowKey::Code => "kode",
            RowKey::Year => "tahun",
            RowKey::Unit => "unit",
        }
    }
}

/// A cell's text, shortened to fit into a line.
pub(super) fn short(text: &str) -> String {
    const LIMIT: usize = 40;
    let flat = text.split_whitespace().take(LIMIT).collect::<Vec<_>>().join(" ");
    match flat.char_indices().nth(LIMIT) {
        Some((cut, _)) => format!("{}…", flat.get(..cut).unwrap_or_default()),
        None => flat,
    }
}

/// A unit as rules write it after `satuan`: in quotes unless it is a plain word.
pub(super) fn unit_clause(unit: &str) -> String {
    let unit = short(unit);
    match unit.chars().all(char::is_alphabetic) {
        true => unit,
        false => format!("\"{unit}\""),
    }
}

pub(super) fn list(names: &[String]) -> String {
    const LIMIT: usize = 8;
    let shown: Vec<String> =
        names.iter().filter(|name| !name.is_empty()).take(LIMIT).map(|name| format!("\"{}\"", short(name))).collect();
    let more = if names.len() > LIMIT { ", …" } else { "" };
    format!("{}{more}", shown.join(", "))
}

/// The first segments of a code, as an `umum` would name them.
pub(super) fn beginning(code: &str) -> String {
    let segments: Vec<&str> = code.split('.').collect();
    let count = if segments.len() > 2 { 2 } else { 1 };
    short(&segments.into_iter().take(count).collect::<Vec<_>>().join("."))
}

pub(super) fn delimiter_word(delimiter: char) -> &'static str {
    match delimiter {
        ',' => "koma",
        '\t' => "tab",
        _ => "titik koma",
    }
}

/// Piped input has no name of its own.
pub const PIPED: &str = "masukan";

/// How to make the rules read a file: what to do first, and the file to name.
pub(super) fn read_as(file: &str) -> (&'static str, String) {
    let is_outside = file.starts_with(['/', '\\']) || file.starts_with("..") || file.get(1..3) == Some(":\\");
    let last = file.rsplit(['/', '\\']).next().unwrap_or(file);
    match (file == PIPED, is_outside) {
        (true, _) => ("simpan masukan itu di folder paket, lalu nyatakan", "data/masukan.csv".into()),
        (false, true) => ("salin berkas itu ke folder paket, lalu nyatakan", format!("data/{last}")),
        (false, false) => ("nyatakan format angka berkas ini", file.to_string()),
    }
}

/// The line of rules that names a data file: `data "iku.xlsx" lembar "IKU"` for `iku.xlsx, lembar "IKU"`.
pub(super) fn data_line(file: &str) -> String {
    match file.rsplit_once(", ") {
        Some((file, sheet)) if sheet.starts_with("lembar \"") => format!("data \"{file}\" {sheet}"),
        Some((file, table)) if table.starts_with("tabel ") => format!("data \"{file}\" lembar \"{table}\""),
        _ => format!("data \"{file}\""),
    }
}

/// How rules write the number format.
pub(super) fn word(format: NumberFormat) -> &'static str {
    match format {
        NumberFormat::Indonesian => "id",
        NumberFormat::English => "en",
    }
}

/// A plain decimal with the decimal comma.
pub(super) fn comma(plain: &str) -> String {
    plain.replace('.', ",")
}

/// Without zeros at the end of its decimals: 1.250 is read out as 1,25.
pub(super) fn shorten(plain: &str) -> &str {
    if !plain.contains('.') {
        return plain;
    }
    plain.trim_end_matches('0').trim_end_matches('.')
}
