//! Printed tables from text: `cetakan/T31.csv` with the cells of a report, and `cetakan/T31.takar` with what titles cannot
//! tell; and from workbooks and documents, `cetakan/laporan.docx`.

mod csv;
mod layout;
#[cfg(feature = "office")]
mod office;
mod own;
mod problem;

use super::model::PrintedTable;
#[cfg(feature = "office")]
use crate::data::Dataset;
use crate::diagnostic::Diagnostic;
#[cfg(feature = "office")]
use crate::engine::Package;
use layout::Declared;
pub use layout::Named;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// The folder of a package that printed tables stand in.
pub const FOLDER: &str = "cetakan";

/// Reads printed tables out of files, each with its name below the package and its text; and what is wrong with them. A
/// file of `.takar` speaks of the table beside it.
pub fn read<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> (Vec<PrintedTable>, Vec<Diagnostic>) {
    Folder::read(files.into_iter().collect()).told(Vec::new())
}

/// The same with the tables of workbooks, documents and web pages among them, each file with its bytes: those that are a table
/// of the rules, by caption, sheet, file, or by columns and rows; of several units of the data that of one, by its place among them.
#[cfg(feature = "office")]
pub fn read_with(
    (package, data, year, unit): (&Package, &Dataset, i32, Option<usize>),
    texts: &[(&str, &str)],
    office: &[(&str, &[u8])],
) -> (Vec<PrintedTable>, Vec<Diagnostic>) {
    let mut folder = Folder::read(texts.to_vec());
    let (Some(program), false) = (package.program(), office.is_empty()) else { return folder.told(Vec::new()) };
    folder.has_office = true;
    let program = crate::resolve::with_data(program, data);
    let fits = office::Fits::new(&program, package.sources(), data, (year, unit));
    let (found, problems) = office::tables(&fits, office, &folder.declared, &mut folder.left);
    folder.findings.extend(problems);
    folder.told(found)
}

/// A printed table of a workbook or document, with the declaration that names it, by its place.
type Found = (PrintedTable, Option<usize>);

/// The texts of the folder.
struct Folder<'f> {
    tables: Vec<PrintedTable>,
    /// Those of which it was said that they are not read.
    passed: Vec<PrintedTable>,
    declared: Vec<Declared<'f>>,
    findings: Vec<Diagnostic>,
    /// How many cells may still be read.
    left: usize,
    /// Whether workbooks or documents stand beside them.
    has_office: bool,
}

impl<'f> Folder<'f> {
    fn read(files: Vec<(&'f str, &'f str)>) -> Folder<'f> {
        let (tables, passed, declared, findings) = Default::default();
        let mut folder = Folder { tables, passed, declared, findings, left: MOST_CELLS, has_office: false };
        let mut unread = BTreeSet::new();
        for (name, text) in files.iter().filter(|(name, _)| is_printed(name)) {
            match csv::read(name, text, &mut folder.left) {
                Some((table, _)) if problem::in_one(&table).is_some() => {
                    unread.insert(stem(name));
                    folder.findings.extend(problem::in_one(&table));
                    folder.passed.push(PrintedTable { is_passed: true, ..table });
                }
                Some((table, open)) => match own::several(&table) {
                    Some(units) => {
                        folder.findings.push(problem::several(name, &units));
                        folder.passed.push(PrintedTable { is_passed: true, ..table.clone() });
                    }
                    None => {
                        folder.findings.extend(problem::empty(&table));
                        folder.findings.extend(open.map(|line| problem::open_quote(name, line)));
                        folder.tables.push(table);
                    }
                },
                None => {
                    unread.insert(stem(name));
                    folder.findings.push(problem::too_large(name, MOST_CELLS));
                }
            }
        }
        folder.findings.extend(twins(&folder.tables));
        for (name, text) in files.iter().filter(|(name, _)| ends_with(name, "takar") && !unread.contains(stem(name))) {
            let lines = parted(text, false);
            let has_table = || folder.tables.iter().any(|table| stem(&table.file) == stem(name));
            // A file of claims needs no table.
            if !is_blank(&lines) || claims_of(name, text).is_none() || has_table() {
                folder.declared.push(layout::read(name, &lines));
            }
        }
        folder
    }

    /// The tables with what is declared of them, those of workbooks and documents behind the others.
    fn told(self, mut found: Vec<Found>) -> (Vec<PrintedTable>, Vec<Diagnostic>) {
        let Folder { mut tables, passed, declared, mut findings, has_office, .. } = self;
        for (at, one) in declared.into_iter().enumerate() {
            // Of two tables of one name the first.
            let own = tables.iter_mut().find(|table| stem(&table.file) == stem(one.name) && one.from.is_none());
            match own.or_else(|| spoken_of(&mut found, at, &one)) {
                Some(table) => one.lay(table),
                // That is told where it was looked for.
                None if (one.from.is_some() || one.is_of_none()) && cfg!(feature = "office") => {}
                None => findings.push(layout::alone(one.name, has_office)),
            }
            findings.extend(one.problems);
        }
        tables.extend(found.into_iter().map(|(table, _)| table).chain(passed));
        (tables, findings)
    }
}

/// The table of a workbook or document that a declaration speaks of: the one that it names, else the only one of its table, else
/// the only one in the file of its name.
fn spoken_of<'t>(found: &'t mut [Found], at: usize, declared: &Declared) -> Option<&'t mut PrintedTable> {
    let is_named = |one: &Found| one.1 == Some(at);
    let is_of_table =
        |one: &Found| one.1.is_none() && !one.0.is_passed && one.0.table.eq_ignore_ascii_case(declared.table());
    let is_in_file = |one: &Found| {
        one.1.is_none()
            && !one.0.is_passed
            && one.0.sheet.as_ref().is_some_and(|sheet| stem(&sheet.file) == stem(declared.name))
    };
    let only = |is_it: &dyn Fn(&Found) -> bool| {
        let mut all = (0..found.len()).filter(|at| is_it(&found[*at]));
        all.next().filter(|_| all.next().is_none())
    };
    let named = found.iter().position(is_named);
    let looked_for = || only(&is_of_table).or_else(|| only(&is_in_file));
    let place = if declared.from.is_some() { named } else { looked_for() }?;
    found.get_mut(place).map(|(table, _)| table)
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

/// A file beside the tables with nothing but its claims.
pub fn claimed_lines(text: &str) -> String {
    parted(text, true)
}

/// Where what a file says of a printed table names things of the rules.
pub fn codes_in(text: &str) -> Vec<Named> {
    layout::codes_in(&parted(text, false))
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
