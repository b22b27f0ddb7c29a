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
    for (name, text) in files.iter().filter(|(name, _)| is_printed(name)) {
        tables.push(csv::read(name, text));
    }
    for (name, text) in files.iter().filter(|(name, _)| ends_with(name, "takar")) {
        let own = tables.iter_mut().find(|table| stem(&table.file) == stem(name));
        let layout = parted(text, false);
        // A file of claims needs no table.
        if own.is_some() || !is_blank(&layout) || claims_of(name, text).is_none() {
            findings.extend(layout::read(name, &layout, own));
        }
    }
    (tables, findings)
}

/// The claims of a file beside the tables, everything else blank, so that each stands where it stood; none where it has none.
pub(super) fn claims_of(name: &str, text: &str) -> Option<String> {
    let claims = ends_with(name, "takar").then(|| parted(text, true))?;
    (!is_blank(&claims)).then_some(claims)
}

/// What declares a table, each at the beginning of a line.
const DECLARES: [&str; 6] = ["cetakan", "halaman", "judul", "kolom", "baris", "persis"];

/// The lines of claims, or those that declare a table, the others blank. A claim goes on until one of these.
fn parted(text: &str, claims: bool) -> String {
    let mut in_claim = false;
    let lines = text.split('\n').map(|line| {
        let word = line.trim_start_matches('\u{feff}').split_whitespace().next().unwrap_or_default();
        let is_claim = word.eq_ignore_ascii_case("klaim");
        in_claim = is_claim || in_claim && !DECLARES.contains(&word);
        if in_claim == claims { line.to_string() } else { blank(line) }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// As many bytes of nothing.
fn blank(line: &str) -> String {
    " ".repeat(line.len())
}

fn is_blank(text: &str) -> bool {
    text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
}

/// Whether a file of the folder is a printed table: CSV, or the same with tabs between.
pub fn is_printed(name: &str) -> bool {
    ends_with(name, "csv") || ends_with(name, "tsv")
}

/// Whether a file of the folder is read at all: a printed table, or what is declared beside it.
pub fn is_read(name: &str) -> bool {
    is_printed(name) || ends_with(name, "takar")
}

fn ends_with(name: &str, ending: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, own)| own.eq_ignore_ascii_case(ending))
}

/// The name of a file without folder and ending.
fn stem(name: &str) -> &str {
    let name = name.rsplit_once('/').map_or(name, |(_, name)| name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
