//! What prints the figures of a package beside it: tables in the folder `cetakan`, and reports with fields. Another name must not
//! change how they are read.

use super::package::{Checked, Whole};
use crate::audit;
use crate::data::Dataset;
use crate::folder::unsaved::{Unsaved, real};
use crate::folder::{door, files};
use crate::syntax::ast::{ClauseKind, Word};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// What came of a printed figure or a claim.
#[derive(PartialEq, Eq)]
pub struct Figure {
    /// Where it stands; blank for what is said of all.
    pub file: String,
    /// The year that it was held against.
    pub year: i32,
    /// Line, column and cell, with the verdict.
    what: String,
}

pub type Verdicts = Vec<Figure>;

/// Claims are held against so many years of units, the latest first.
const MOST_HELD: usize = 2_000;

/// The figures of printed tables held against the rules in the year of the package, and claims in each of some years and for each
/// unit: they may be of one alone.
pub fn verdicts(checked: &Checked, whole: &Whole, unsaved: &Unsaved, years: &BTreeSet<i32>) -> Verdicts {
    let root = &checked.folder.root;
    let texts = texts(root, unsaved);
    let texts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let printed = read(root, whole, &texts);
    let mut found = held(checked, whole, &whole.data, whole.year, &printed);
    let claims = whole.folder.package.program().is_some_and(|program| !program.claims.is_empty());
    if !claims && checked.claims().is_empty() {
        return found;
    }
    let units = whole.data.units().len();
    if units < 2 {
        let others = years.iter().filter(|year| **year != whole.year);
        found.extend(others.flat_map(|year| held(checked, whole, &whole.data, *year, &[])));
        return found;
    }
    let of_units = years.iter().rev().flat_map(|year| (0..units).map(move |unit| (*year, unit)));
    for (year, unit) in of_units.take(MOST_HELD) {
        let own = held(checked, whole, &whole.data.only(unit), year, &[]);
        found.extend(own.into_iter().map(|one| Figure { what: format!("{unit} {}", one.what), ..one }));
    }
    found
}

fn held(checked: &Checked, whole: &Whole, data: &Dataset, year: i32, printed: &[audit::PrintedTable]) -> Verdicts {
    let audit = audit::audit_with(&whole.folder.package, data, year, printed, checked.claims());
    let audit = audit.unwrap_or_default();
    // A row that is printed twice is a finding and no verdict of its figures.
    let judged = audit.judged.iter().map(|one| (&one.place, one.verdict));
    let figures = judged.chain(audit.findings.iter().map(|one| (&one.cell.place, one.verdict)));
    let figures = figures.map(|(place, verdict)| {
        let at = format!("{} {:?} {:?} {}", place.line, place.sheet, place.cell, place.column);
        Figure { file: place.file.clone(), year, what: format!("{at}: {}", verdict.word()) }
    });
    let all = format!("{} {}", audit.unmatched, audit.unclaimed.len());
    figures.chain([Figure { file: String::new(), year, what: all }]).collect()
}

/// The files of printed tables that are text, as they are now.
fn texts(root: &Path, unsaved: &Unsaved) -> Vec<(String, String)> {
    let names = door::names(root, audit::FOLDER).unwrap_or_default().into_iter().filter(|name| audit::is_read(name));
    let text = |name: &str| {
        let path = root.join(name);
        unsaved.get(&path).map(|text| text.to_string()).or_else(|| files::text_of(&path))
    };
    let mut found: Vec<(String, String)> = names
        .map(|name| format!("{}/{name}", audit::FOLDER))
        .filter_map(|name| Some((name.clone(), text(&name)?)))
        .collect();
    found.sort();
    found
}

/// Which of two names a printed table has in one of its cells.
pub fn prints<'n>(root: &Path, unsaved: &Unsaved, file: &str, names: [&'n str; 2]) -> Option<&'n str> {
    let (_, text) = texts(root, unsaved).into_iter().find(|(name, _)| name == file)?;
    let holds = |name: &&str| text.split([';', ',', '\t', '\n']).any(|cell| cell.trim().trim_matches('"') == *name);
    names.into_iter().find(|name| holds(name))
}

#[cfg(feature = "office")]
fn read(root: &Path, whole: &Whole, texts: &[(&str, &str)]) -> Vec<audit::PrintedTable> {
    /// So large a workbook or document of tables is none.
    const MOST_BYTES: u64 = 64 << 20;
    const ENDINGS: [&str; 6] = ["xlsx", "xlsm", "ods", "docx", "html", "htm"];
    let is_office = |name: &String| {
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        ENDINGS.contains(&ending.as_str()) && !name.starts_with(['~', '.'])
    };
    let names = door::names(root, audit::FOLDER).unwrap_or_default().into_iter().filter(is_office);
    let names = names.map(|name| format!("{}/{name}", audit::FOLDER));
    let office: Vec<_> = names.filter_map(|name| door::read_told(root, &name, MOST_BYTES).ok()).collect();
    let office: Vec<(&str, &[u8])> = office.iter().map(|file| (file.name.as_str(), file.bytes.as_slice())).collect();
    let mut tables = audit::read_with((&whole.folder.package, &whole.data, whole.year, None), texts, &office).0;
    tables.retain(|table| !table.is_passed);
    tables
}

#[cfg(not(feature = "office"))]
fn read(_: &Path, _: &Whole, texts: &[(&str, &str)]) -> Vec<audit::PrintedTable> {
    let mut tables = audit::read(texts.iter().copied()).0;
    tables.retain(|table| !table.is_passed);
    tables
}

/// Where statements beside printed tables name a thing: `baris 1 = LAY`, `persis LAY`. Each file with its text.
pub fn named(checked: &Checked, unsaved: &Unsaved, name: &str) -> BTreeMap<PathBuf, (String, Vec<Range<usize>>)> {
    let (mut found, root) = (BTreeMap::new(), &checked.folder.root);
    for (file, text) in texts(root, unsaved).into_iter().filter(|(file, _)| files::is_rule_file(file)) {
        let own: Vec<Range<usize>> =
            codes_in(checked, &text).into_iter().filter(|bytes| text[bytes.clone()] == *name).collect();
        if !own.is_empty() {
            found.insert(real(&root.join(file)), (text, own));
        }
    }
    found
}

/// Where such a statement names things: the bytes of each. The title of a column names none, though it may read the same.
pub fn codes_in(checked: &Checked, text: &str) -> Vec<Range<usize>> {
    let clauses = checked.modules().flat_map(|parsed| &parsed.module.items).flat_map(|item| &item.clauses);
    let columns = clauses.filter_map(|clause| match &clause.kind {
        ClauseKind::Column { value, title, .. } => {
            Some((checked.text(value.span.source).get(value.span.range())?, title))
        }
        _ => None,
    });
    let columns: Vec<_> = columns.collect();
    let is_title = |holds: &str| {
        let titled = |title: &Option<Word>| title.as_ref().is_some_and(|title| audit::is_title(holds, &title.text));
        columns.iter().any(|(_, title)| titled(title))
            && !columns.iter().any(|(text, _)| audit::is_expression(holds, text))
    };
    let named = audit::codes_in(text).into_iter();
    named.filter(|one| !one.column.as_deref().is_some_and(is_title)).map(|one| one.bytes).collect()
}

/// A report of the package, where a field of it names a thing.
#[cfg(feature = "docx")]
pub fn report_naming(root: &Path, name: &str) -> Option<String> {
    use super::mentions::{Kind, mentions};
    use crate::source::Sources;
    use crate::syntax;
    let is_report = |file: &String| {
        let ending = file.rsplit_once('.').map(|(_, ending)| ending);
        let own = file.rsplit('/').next().unwrap_or(file);
        ending.is_some_and(|ending| ending.eq_ignore_ascii_case("docx")) && !own.starts_with(['~', '.'])
    };
    let names_it = |expression: &String| {
        let line = format!("ISIAN = {expression}\n");
        let parsed = syntax::parse(Sources::default().add_rules("", line.as_str()), &line);
        let is_word = |word: &str| word.trim_matches('"') == name;
        is_compared(expression, name)
            || match parsed.diagnostics.is_empty() {
                true => mentions(&parsed.module).iter().any(|one| one.text == name && one.kind == Kind::Value),
                // What cannot be read is no reason to pass over a name.
                false => expression.split(|c: char| c.is_whitespace() || "()[];+*/".contains(c)).any(is_word),
            }
    };
    // Beside the rules, or one folder below them.
    let top = door::names(root, "").unwrap_or_default();
    let folders = top.iter().filter(|name| !name.contains('.') && *name != audit::FOLDER);
    let below = folders.flat_map(|folder| {
        let names = door::names(root, folder).unwrap_or_default().into_iter();
        names.map(move |name| format!("{folder}/{name}"))
    });
    let mut reports: Vec<String> = below.chain(top.iter().cloned()).filter(is_report).collect();
    reports.sort();
    reports.into_iter().find(|file| {
        let opened = door::find(root, file).ok().flatten().and_then(|path| files::open_data(&path).ok());
        let report = opened.and_then(|(opened, _)| crate::document::Manuscript::open(opened, file).ok());
        report.is_some_and(|report| report.expressions().iter().any(names_it))
    })
}

/// Whether an expression compares something with a text, which may be the code of a row.
#[cfg(feature = "docx")]
fn is_compared(expression: &str, text: &str) -> bool {
    let quoted = format!("\"{text}\"");
    expression.match_indices(&quoted).any(|(at, _)| {
        let before = expression[..at].trim_end();
        let behind = expression[at + quoted.len()..].trim_start();
        before.ends_with(['=', '>']) || behind.starts_with(['=', '<'])
    })
}

/// A program that fills no reports does not read them either.
#[cfg(not(feature = "docx"))]
pub fn report_naming(_: &Path, _: &str) -> Option<String> {
    None
}
