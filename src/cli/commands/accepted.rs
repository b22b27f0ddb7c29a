//! Accepted copies of tables under `acuan/`: compared, shown where they differ, and renewed when asked.

use super::super::{files, write};
use super::Stop;
use super::difference::{changed_lines, indented};
use crate::report::markdown;
use crate::report::table::Table;
use std::path::Path;

/// The folder of accepted copies, inside the package.
const FOLDER: &str = "acuan";

/// What comparing gave.
pub struct Compared {
    /// The differences, as a person reads them.
    pub text: String,
    /// One line that counts.
    pub summary: String,
    /// Whether every table equals its accepted copy, or was accepted now.
    pub same: bool,
}

/// Compares every table with its accepted copy; with `accept`, writes the new ones.
pub fn compare(root: &Path, tables: &[Table], accept: bool) -> Result<Compared, Stop> {
    let mut text = String::new();
    let (mut equal, mut differing) = (0, 0);
    for (name, current) in named(tables) {
        let path = format!("{FOLDER}/{name}.md");
        let old = read(root, &path)?;
        if old.as_deref() == Some(current.as_str()) {
            equal += 1;
            continue;
        }
        differing += 1;
        text.push_str(&difference(&path, old.as_deref(), &current));
        if accept {
            write::create_folder(&root.join(FOLDER))?;
            write::write(&root.join(&path), current.as_bytes())?;
        }
    }
    let summary = match (differing, accept) {
        (0, _) => format!("{equal} tabel sama dengan acuan"),
        (_, true) => format!("{equal} tabel sama dengan acuan, {differing} diterima sebagai acuan baru"),
        (_, false) => format!("{equal} tabel sama dengan acuan, {differing} berbeda"),
    };
    if differing > 0 && !accept {
        text.push_str("bila angka baru yang benar, jalankan  takar uji --terima\n");
    }
    Ok(Compared { text, summary, same: differing == 0 || accept })
}

/// Each table's file name and text; the tables of several units share the file of their name.
fn named(tables: &[Table]) -> Vec<(String, String)> {
    let mut named: Vec<(String, String)> = Vec::new();
    for table in tables {
        let name = if table.name.is_empty() { "tabel".to_string() } else { files::safe_name(&table.name) };
        let text = markdown(table);
        match named.iter_mut().find(|(known, _)| *known == name) {
            Some((_, whole)) => {
                whole.push('\n');
                whole.push_str(&text);
            }
            None => named.push((name, text)),
        }
    }
    named
}

/// The accepted copy, with the line breaks of every system read as one; none when there is none yet.
fn read(root: &Path, path: &str) -> Result<Option<String>, Stop> {
    if !root.join(path).exists() {
        return Ok(None);
    }
    let file = files::read_data(root, path)?;
    Ok(Some(files::decode(&file.name, &file.bytes)?.replace("\r\n", "\n")))
}

fn difference(path: &str, old: Option<&str>, new: &str) -> String {
    let Some(old) = old else {
        return format!("{path}: belum ada acuan\n{}", indented('+', new));
    };
    format!("{path}: berbeda\n{}", changed_lines(old, new))
}
