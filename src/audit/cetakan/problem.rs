//! What is said of printed tables as files: nothing in them, two of one name, more than is read.

use super::super::model::PrintedTable;
use super::FOLDER;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::number::{NumberStyle, format};

fn about(code: Code, severity: Severity, title: String, name: &str) -> Diagnostic {
    Diagnostic::new(code, severity, title).at_place(Place::File(name.to_string()), "")
}

/// A table without a row, or without anything.
pub(super) fn empty(table: &PrintedTable) -> Option<Diagnostic> {
    if !table.rows.is_empty() {
        return None;
    }
    let name = &table.file;
    let (title, advice) = match table.header.is_empty() {
        true => {
            (format!("\"{name}\" kosong"), "isi dengan judul kolom, lalu baris-baris tabelnya sebagaimana tercetak")
        }
        false => (
            format!("\"{name}\" tidak berisi baris di bawah judul kolomnya"),
            "salin baris-baris tabelnya sebagaimana tercetak",
        ),
    };
    let found = about(Code::C0008, Severity::Warning, title, name).advise(advice);
    Some(found.advise("atau hapus berkasnya bila tabel itu tidak tercetak"))
}

/// Cells that nothing parts: names and figures in one column.
pub(super) fn in_one(table: &PrintedTable) -> Option<Diagnostic> {
    let name = &table.file;
    let has_figures = |cell: &String| cell.contains(' ') && cell.contains(|c: char| c.is_ascii_digit());
    let is_one = table.header.len() <= 1 && table.rows.iter().all(|row| row.cells.len() <= 1);
    let figures = table.rows.iter().filter(|row| row.cells.iter().any(has_figures)).count();
    let is_found = is_one && figures * 2 > table.rows.len();
    let title = format!("\"{name}\" terbaca sebagai satu kolom; angkanya tidak diperiksa");
    is_found.then(|| {
        about(Code::C0013, Severity::Warning, title, name)
            .advise("pisahkan selnya dengan titik koma, judul kolomnya juga:  Indikator;Target;Realisasi")
    })
}

/// A quote that is left open.
pub(super) fn open_quote(name: &str, line: u32) -> Diagnostic {
    let title = format!(
        "tanda petik di baris {line} \"{name}\" tidak ditutup; mulai baris itu tiap baris dibaca sebagai satu baris tabel"
    );
    about(Code::C0013, Severity::Warning, title, name).advise("tutup tanda petiknya, atau hapus")
}

/// All tables, or all units, in one file that Takar wrote; with the units.
pub(super) fn several(name: &str, units: &[&str]) -> Diagnostic {
    let what = if units.is_empty() { "tabel" } else { "unit" };
    let title = format!("\"{name}\" berisi beberapa {what} dalam satu berkas; angkanya tidak diperiksa");
    let found = about(Code::C0001, Severity::Warning, title, name);
    match units.first() {
        Some(unit) => found.advise(format!(
            "sisakan baris satu unit saja, misalnya {unit}, lalu periksa dengan  takar audit PAKET --unit \"{unit}\""
        )),
        None => found.advise(format!(
            "simpan tiap tabel di berkasnya sendiri:  takar hitung PAKET --keluar hasil/ , lalu pindahkan isi folder hasil ke {FOLDER}"
        )),
    }
}

/// A second file for a table.
pub(super) fn twin(name: &str, first: &str, table: &str) -> Diagnostic {
    let title = format!("\"{name}\" dan \"{first}\" sama-sama dibaca sebagai tabel {table}");
    about(Code::C0009, Severity::Warning, title, name).advise("hapus yang lama, bila keduanya tabel yang sama").advise(
        format!(
            "bila keduanya bagian satu tabel, beri nama lain, misalnya  {FOLDER}/{table}-2.csv , dengan  cetakan {table}  dalam  {FOLDER}/{table}-2.takar"
        ),
    )
}

/// More than is read.
pub(in super::super) fn too_large(name: &str, most: usize) -> Diagnostic {
    let most = format(&most.to_string(), NumberStyle::Indonesian);
    let is_table = super::is_printed(name);
    let (what, advice) = match is_table {
        true => {
            ("sel dalam semua tabel tercetak", "simpan hanya tabel yang tercetak dalam laporan, tanpa lembar datanya")
        }
        false => ("baris klaim", "periksa isi berkas itu; klaim ditulis tangan dari kalimat laporan"),
    };
    let title = format!("\"{name}\" terlalu besar, tidak dibaca: lebih dari {most} {what}");
    about(Code::C0012, Severity::Error, title, name).advise(advice)
}
