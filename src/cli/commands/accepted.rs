//! Accepted copies of tables under `acuan/`: compared, shown where they differ, and renewed when asked.

use super::super::files::{self, PackageFile, door};
use super::super::write::{self, Rewritten};
use super::Stop;
use super::arrange::changed_meanwhile;
use super::difference::{changed_lines, indented};
use crate::data::State;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::report::markdown;
use crate::report::table::{Cell, Table};
use std::path::Path;

/// The folder of accepted copies, inside the package.
pub(super) const FOLDER: &str = "acuan";

/// What comparing gave.
pub struct Compared {
    /// The differences, as a person reads them.
    pub text: String,
    /// One line that counts.
    pub summary: String,
    /// Whether every table equals its accepted copy, or was accepted now.
    pub same: bool,
    /// Copies that somebody else changed meanwhile, which stay.
    pub skipped: Vec<Diagnostic>,
}

/// Compares every table with its accepted copy; with `accept`, writes the new ones. Nothing is written unless every
/// copy can be read.
/// A copy whose table is gone is a difference; `whole` is false where only some rules of the folder were read.
pub fn compare(root: &Path, tables: &[Table], accept: bool, whole: bool) -> Result<Compared, Stop> {
    let mut text = String::new();
    let (mut equal, mut differing, mut skipped) = (0, 0, Vec::new());
    let mut renewed = Vec::new();
    let named = named(tables)?;
    let orphans = if whole { orphans(root, &named)? } else { Vec::new() };
    for name in &orphans {
        text.push_str(&format!("{FOLDER}/{name}: tabelnya tidak ada lagi; hapus berkas ini bila memang demikian\n"));
    }
    for (name, current) in named {
        let path = format!("{FOLDER}/{name}.md");
        let old = door::read(root, &path, files::DATA_LIMIT)?;
        let read = old.as_ref().map(words).transpose()?;
        if read.as_deref() == Some(current.as_str()) {
            equal += 1;
            continue;
        }
        differing += 1;
        text.push_str(&difference(&path, read.as_deref(), &current));
        renewed.push((name, old, current));
    }
    for (name, old, current) in renewed.into_iter().filter(|_| accept) {
        let place = door::place(root, FOLDER, &format!("{name}.md"))?;
        let path = format!("{FOLDER}/{name}.md");
        let old = old.as_ref().map(|old| old.bytes.as_slice());
        match write::rewrite(&place, &root.join(&path), old, current.as_bytes())? {
            Rewritten::Done => {}
            Rewritten::Changed => skipped.push(changed_meanwhile(&path)),
        }
    }
    let accepted = differing - skipped.len();
    let mut summary = match (differing, accept) {
        (0, _) => format!("{equal} tabel sama dengan acuan"),
        (_, true) => format!("{equal} tabel sama dengan acuan, {accepted} diterima sebagai acuan baru"),
        (_, false) => format!("{equal} tabel sama dengan acuan, {differing} berbeda"),
    };
    if !orphans.is_empty() {
        summary.push_str(&format!(", {} acuan tanpa tabel", orphans.len()));
    }
    if differing > 0 && !accept {
        text.push_str("bila angka baru yang benar, jalankan  takar uji --terima\n");
    }
    Ok(Compared { text, summary, same: (differing == 0 || accept) && orphans.is_empty(), skipped })
}

/// Why tables are not accepted: what stands in them is not sound.
pub fn refusal(has_errors: bool, tables: &[Table]) -> Option<Diagnostic> {
    let is_faulty = |cell: &Cell| cell.missing.as_ref().is_some_and(|missing| missing.state == State::Faulty);
    let faulty: Vec<&str> = tables
        .iter()
        .filter(|table| {
            let footers = table.footers.iter().flat_map(|footer| &footer.cells);
            table.rows.iter().flatten().chain(footers).any(is_faulty)
        })
        .map(|table| if table.name.is_empty() { "tabel" } else { table.name.as_str() })
        .collect();
    let base = Diagnostic::new(Code::B0211, Severity::Error, "acuan tidak diperbarui");
    let base = match (has_errors, faulty.is_empty()) {
        (false, true) => return None,
        (true, true) => base.because("masih ada kesalahan"),
        (_, false) => base.because(format!("ada nilai keliru dalam {}", faulty.join(", "))),
    };
    Some(base.advise("perbaiki dahulu, lalu jalankan  takar uji --terima  sekali lagi"))
}

/// The accepted copies that belong to no table.
fn orphans(root: &Path, named: &[(String, String)]) -> Result<Vec<String>, Stop> {
    let mut names = door::names(root, FOLDER)?;
    names.retain(|file| {
        let name = file.strip_suffix(".md").map(str::to_lowercase);
        name.is_some_and(|name| named.iter().all(|(known, _)| known.to_lowercase() != name))
    });
    names.sort();
    Ok(names)
}

/// Each table's file name and text; the tables of several units share the file of their name.
fn named(tables: &[Table]) -> Result<Vec<(String, String)>, Stop> {
    let mut named: Vec<(&str, String, String)> = Vec::new();
    for table in tables {
        let file = if table.name.is_empty() { "tabel".to_string() } else { files::safe_name(&table.name) };
        let text = markdown(table);
        // On Windows names that differ only in case are one.
        let known = named.iter_mut().find(|(_, known, _)| known.to_lowercase() == file.to_lowercase());
        match known {
            Some((name, _, whole)) if *name == table.name => {
                whole.push('\n');
                whole.push_str(&text);
            }
            Some((name, _, _)) => return Err(Box::new(one_file(name, &table.name)).into()),
            None => named.push((&table.name, file, text)),
        }
    }
    Ok(named.into_iter().map(|(_, file, text)| (file, text)).collect())
}

fn one_file(first: &str, second: &str) -> Diagnostic {
    let shown = |name: &str| if name.is_empty() { "tanpa nama".to_string() } else { format!("\"{name}\"") };
    let title = format!("acuan tabel {} dan tabel {} akan menjadi satu berkas", shown(first), shown(second));
    Diagnostic::new(Code::B0210, Severity::Error, title)
        .because("nama tabel menjadi nama berkas, dan Windows tidak membedakan huruf besar dari huruf kecil")
        .advise(format!("beri tabel {} nama lain", shown(second)))
}

/// The text of an accepted copy, with the line breaks of every system read as one.
fn words(file: &PackageFile) -> Result<String, Box<Diagnostic>> {
    Ok(files::decode(&file.name, &file.bytes)?.replace("\r\n", "\n"))
}

fn difference(path: &str, old: Option<&str>, new: &str) -> String {
    let Some(old) = old else {
        return format!("{path}: belum ada acuan\n{}", indented('+', new));
    };
    format!("{path}: berbeda\n{}", changed_lines(old, new))
}
