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
pub const FOLDER: &str = "acuan";

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
pub fn compare(root: &Path, copies: Copies, accept: bool, whole: bool) -> Result<Compared, Stop> {
    let mut text = String::new();
    let (mut equal, mut differing, mut skipped) = (0, 0, Vec::new());
    let mut renewed = Vec::new();
    let orphans = if whole { orphans(root, &copies)? } else { Vec::new() };
    for name in &orphans {
        text.push_str(&format!("{FOLDER}/{name}: tabelnya tidak ada lagi; hapus berkas ini bila memang demikian\n"));
    }
    for Copy { file: name, text: current, .. } in copies.all {
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
pub fn refusal(has_errors: bool, copies: &Copies) -> Option<Diagnostic> {
    let faulty: Vec<&str> = copies
        .all
        .iter()
        .filter(|copy| copy.faulty)
        .map(|copy| if copy.name.is_empty() { "tabel" } else { copy.name.as_str() })
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
fn orphans(root: &Path, copies: &Copies) -> Result<Vec<String>, Stop> {
    let mut names = door::names(root, FOLDER)?;
    names.retain(|file| {
        let name = file.strip_suffix(".md").map(str::to_lowercase);
        name.is_some_and(|name| copies.all.iter().all(|copy| copy.file.to_lowercase() != name))
    });
    names.sort();
    Ok(names)
}

/// Each table as it would be accepted; the tables of several units share the file of their name.
#[derive(Debug, Default)]
pub struct Copies {
    all: Vec<Copy>,
}

#[derive(Debug)]
struct Copy {
    /// Of the table.
    name: String,
    /// The name of the file, without its ending.
    file: String,
    text: String,
    /// Whether a cell of it is wrong.
    faulty: bool,
}

impl Copies {
    /// Adds a table.
    pub fn add(&mut self, table: &Table) -> Result<(), Stop> {
        let file = if table.name.is_empty() { "tabel".to_string() } else { files::safe_name(&table.name) };
        let text = markdown(table);
        let is_faulty = |cell: &Cell| cell.missing.as_ref().is_some_and(|missing| missing.state == State::Faulty);
        let footers = table.footers.iter().flat_map(|footer| &footer.cells);
        let faulty = table.rows.iter().flatten().chain(footers).any(is_faulty);
        // On Windows names that differ only in case are one.
        let known = self.all.iter_mut().find(|known| known.file.to_lowercase() == file.to_lowercase());
        match known {
            Some(known) if known.name == table.name => {
                known.text.push('\n');
                known.text.push_str(&text);
                known.faulty |= faulty;
            }
            Some(known) => return Err(Box::new(one_file(&known.name, &table.name)).into()),
            None => self.all.push(Copy { name: table.name.clone(), file, text, faulty }),
        }
        Ok(())
    }
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
