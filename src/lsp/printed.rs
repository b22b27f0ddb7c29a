//! What prints the figures of a package beside it: tables in the folder `cetakan`, and reports with fields. Another name must not
//! change how they are read.

use super::package::{Checked, Whole};
use crate::audit;
use crate::folder::unsaved::{Unsaved, real};
use crate::folder::{door, files};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// What came of each printed figure: file, line, column and cell, with the verdict.
pub type Verdicts = Vec<(String, String)>;

/// The figures of printed tables, and of claims beside them, held against the rules.
pub fn verdicts(checked: &Checked, whole: &Whole, unsaved: &Unsaved) -> Verdicts {
    let root = &checked.folder.root;
    let texts = texts(root, unsaved);
    let texts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let printed = read(root, whole, &texts);
    let audit = audit::audit_with(&whole.folder.package, &whole.data, whole.year, &printed, checked.claims());
    let audit = audit.unwrap_or_default();
    let figures = audit.judged.iter().map(|one| {
        let place = &one.place;
        let at = format!("{} {:?} {:?} {}", place.line, place.sheet, place.cell, place.column);
        (place.file.clone(), format!("{at}: {}", one.verdict.word()))
    });
    figures.chain([(String::new(), audit.unmatched.to_string())]).collect()
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
    let mut tables = audit::read_with((&whole.folder.package, &whole.data, whole.year), texts, &office).0;
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
pub fn named(root: &Path, unsaved: &Unsaved, name: &str) -> BTreeMap<PathBuf, (String, Vec<Range<usize>>)> {
    let mut found = BTreeMap::new();
    for (file, text) in texts(root, unsaved).into_iter().filter(|(file, _)| files::is_rule_file(file)) {
        let own: Vec<Range<usize>> =
            audit::codes_in(&text).into_iter().filter(|bytes| text[bytes.clone()] == *name).collect();
        if !own.is_empty() {
            found.insert(real(&root.join(file)), (text, own));
        }
    }
    found
}

/// A report of the package, where a field of it names a thing.
#[cfg(feature = "docx")]
pub fn report_naming(root: &Path, name: &str) -> Option<String> {
    use super::mentions::{Kind, mentions};
    use crate::source::Sources;
    use crate::syntax;
    let is_report = |file: &String| {
        let ending = file.rsplit_once('.').map(|(_, ending)| ending);
        ending.is_some_and(|ending| ending.eq_ignore_ascii_case("docx")) && !file.starts_with(['~', '.'])
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
    let mut reports: Vec<String> = door::names(root, "").unwrap_or_default().into_iter().filter(is_report).collect();
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
