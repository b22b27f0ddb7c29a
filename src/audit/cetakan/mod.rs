//! Printed tables from text: `cetakan/T31.csv` with the cells of a report, and `cetakan/T31.takar` with what titles cannot
//! tell.

mod csv;
mod layout;

use super::model::PrintedTable;
use crate::diagnostic::Diagnostic;

/// The folder of a package that printed tables stand in.
pub const FOLDER: &str = "cetakan";

/// Reads printed tables out of files, each with its name below the package and its text; and what is wrong with them. A
/// file of `.takar` speaks of the table beside it.
pub fn read<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> (Vec<PrintedTable>, Vec<Diagnostic>) {
    let files: Vec<(&str, &str)> = files.into_iter().collect();
    let mut findings = Vec::new();
    let mut tables: Vec<PrintedTable> = Vec::new();
    for (name, text) in files.iter().filter(|(name, _)| ends_with(name, "csv")) {
        tables.push(csv::read(name, text));
    }
    for (name, text) in files.iter().filter(|(name, _)| ends_with(name, "takar")) {
        let own = tables.iter_mut().find(|table| stem(&table.file) == stem(name));
        findings.extend(layout::read(name, text, own));
    }
    (tables, findings)
}

/// Whether a file of the folder is read at all.
pub fn is_read(name: &str) -> bool {
    ends_with(name, "csv") || ends_with(name, "takar")
}

fn ends_with(name: &str, ending: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, own)| own.eq_ignore_ascii_case(ending))
}

/// The name of a file without folder and ending.
fn stem(name: &str) -> &str {
    let name = name.rsplit_once('/').map_or(name, |(_, name)| name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
