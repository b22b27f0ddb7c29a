//! Printed tables from text: `cetakan/T31.csv` with the cells of a report, and `cetakan/T31.takar` with what titles cannot
//! tell.

mod csv;
mod layout;
mod own;
mod problem;

use super::model::PrintedTable;
use crate::diagnostic::Diagnostic;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// The folder of a package that printed tables stand in.
pub const FOLDER: &str = "cetakan";

/// Reads printed tables out of files, each with its name below the package and its text; and what is wrong with them. A
/// file of `.takar` speaks of the table beside it.
pub fn read<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> (Vec<PrintedTable>, Vec<Diagnostic>) {
    let files: Vec<(&str, &str)> = files.into_iter().collect();
    let mut findings = Vec::new();
    let mut tables: Vec<PrintedTable> = Vec::new();
    let (mut left, mut unread) = (MOST_CELLS, BTreeSet::new());
    for (name, text) in files.iter().filter(|(name, _)| is_printed(name)) {
        match csv::read(name, text, &mut left) {
            Some((table, _)) if problem::in_one(&table).is_some() => {
                unread.insert(stem(name));
                findings.extend(problem::in_one(&table));
            }
            Some((table, open)) => match own::several(&table) {
                Some(units) => findings.push(problem::several(name, &units)),
                None => {
                    findings.extend(problem::empty(&table));
                    findings.extend(open.map(|line| problem::open_quote(name, line)));
                    tables.push(table);
                }
            },
            None => {
                unread.insert(stem(name));
                findings.push(problem::too_large(name, MOST_CELLS));
            }
        }
    }
    findings.extend(twins(&tables));
    // Of two tables of one name the first.
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (at, table) in tables.iter().enumerate() {
        places.entry(stem(&table.file).to_string()).or_insert(at);
    }
    for (name, text) in files.iter().filter(|(name, _)| ends_with(name, "takar") && !unread.contains(stem(name))) {
        let own = places.get(stem(name)).map(|at| &mut tables[*at]);
        let layout = parted(text, false);
        // A file of claims needs no table.
        if own.is_some() || !is_blank(&layout) || claims_of(name, text).is_none() {
            findings.extend(layout::read(name, &layout, own));
        }
    }
    (tables, findings)
}

/// So many cells all printed tables of a package have together; no report has a tenth of them.
const MOST_CELLS: usize = 1_000_000;

/// So many lines of claims a package has beside its tables.
pub(super) const MOST_CLAIMED: usize = 200_000;

pub(super) use problem::too_large;

/// Tables whose files have one name but for its ending or for small and capital letters.
fn twins(tables: &[PrintedTable]) -> Vec<Diagnostic> {
    let mut known: BTreeMap<String, &str> = BTreeMap::new();
    let mut found = Vec::new();
    for table in tables {
        match known.entry(stem(&table.file).to_ascii_lowercase()) {
            Entry::Occupied(first) => found.push(problem::twin(&table.file, first.get(), &table.table)),
            Entry::Vacant(none) => drop(none.insert(&table.file)),
        }
    }
    found
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
