//! Findings as an editor shows them, with the mends that messages propose as quick fixes: both are the same as at the
//! command line.

use super::cells::Cells;
use super::desk::Desk;
use super::lines::Lines;
use super::package::path;
use super::protocol::Range;
use crate::diagnostic::{CellPlace, Code, Diagnostic, Place, Severity};
use crate::folder::Folder;
use crate::source::{SourceId, Span};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// A finding with its places in files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The file.
    pub path: PathBuf,
    /// Where in it.
    pub range: Range,
    /// How bad.
    pub severity: Severity,
    /// Its code.
    pub code: &'static str,
    /// All that is said.
    pub message: String,
    /// Further places with what is said of them.
    pub related: Vec<(PathBuf, Range, String)>,
    /// Mends that can be applied.
    pub mends: Vec<Mend>,
    /// The only one may be made unread.
    pub is_certain: bool,
}

/// A mend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    /// In words.
    pub title: String,
    /// What is put where.
    pub edits: Vec<(PathBuf, Range, String)>,
}

/// Findings about a package, each with the file it stands in.
pub fn told(folder: &Folder, findings: &[Diagnostic]) -> Vec<Told> {
    let mut places = Places { folder, lines: HashMap::new(), cells: HashMap::new() };
    findings.iter().map(|finding| one(&mut places, finding)).collect()
}

/// Findings about a package that could not be read: each in the file it names, else in `instead`.
pub fn unreadable(root: &Path, findings: &[Diagnostic], instead: &Path) -> Vec<Told> {
    let one = |finding: &Diagnostic| {
        let file = finding.labels.iter().find_map(|label| match &label.place {
            Place::File(name) => Some(root.join(name)),
            Place::Text(_) | Place::Cell(_) => None,
        });
        let path = file.filter(|file| file.extension().is_some()).unwrap_or_else(|| instead.to_path_buf());
        Told { path, ..bare(finding) }
    };
    findings.iter().map(one).collect()
}

fn bare(finding: &Diagnostic) -> Told {
    Told {
        path: PathBuf::new(),
        range: Range::default(),
        severity: finding.severity,
        code: finding.code.as_str(),
        message: message(finding),
        related: Vec::new(),
        mends: Vec::new(),
        is_certain: finding.certain().is_some(),
    }
}

/// What is said of a file that is none: missing, a folder, outside of the package.
const NOT_READ: [Code; 3] = [Code::B0104, Code::B0108, Code::B0110];

fn one(places: &mut Places, finding: &Diagnostic) -> Told {
    let mut spots = Vec::new();
    for label in &finding.labels {
        let spot = places.spot(&label.place);
        spots.extend(spot.map(|(path, range)| (path, range, (&label.place, label.text.clone()))));
    }
    // What stands in a package that is built in is seen by nobody: what uses it comes first. In the place of a file that
    // is not there stands the line that names it.
    let is_seen = |path: &Path| !path.starts_with(super::address::BUILT_IN);
    let seen = |is_meant: &dyn Fn(&Place) -> bool| {
        let mut all = spots.iter();
        all.position(|(path, _, (place, _))| is_seen(path) && is_meant(place))
    };
    let is_there = !NOT_READ.contains(&finding.code);
    let own = seen(&|place| is_there || !matches!(place, Place::File(_))).or_else(|| seen(&|_| true));
    let mut spots: Vec<(PathBuf, Range, String)> =
        spots.into_iter().map(|(path, range, (_, text))| (path, range, text)).collect();
    let (path, range) = match own {
        Some(at) => {
            let (path, range, text) = spots.remove(at);
            if !text.is_empty() {
                spots.insert(0, (path.clone(), range, text));
            }
            (path, range)
        }
        None => (places.first_file(), Range::default()),
    };
    let edit = |places: &mut Places, span: Span, text: &str| {
        places.text(span).map(|(path, range)| (path, range, text.to_string()))
    };
    let mends = finding.suggestions.iter().filter_map(|mend| {
        let edits: Option<Vec<_>> = mend.edits.iter().map(|one| edit(places, one.span, &one.text)).collect();
        Some(Mend { title: mend.text.clone(), edits: edits? })
    });
    let mends = mends.collect();
    spots.retain(|(_, _, text)| !text.is_empty());
    Told { path, range, related: spots, mends, ..bare(finding) }
}

/// The words of a title with figures; the two names of a thing that is renamed are one, and both may stand in it.
pub fn figures<'t>(title: &'t str, (old, new): (&str, &str)) -> Vec<&'t str> {
    let is_part = |c: char| c.is_alphanumeric() || "_.,-".contains(c);
    let words = title.split(|c| !is_part(c)).map(|word| word.trim_end_matches(['.', ',', '-']));
    // Long words are cut, and a new name cuts elsewhere.
    words.filter(|word| word.contains(|c: char| c.is_ascii_digit()) && *word != old && *word != new).collect()
}

/// The title, and below it why and what to do: the words of the command line.
fn message(finding: &Diagnostic) -> String {
    let mends = finding.suggestions.iter().map(|mend| ("saran", &mend.text));
    let further = finding.reasons.iter().map(|text| ("karena", text)).chain(mends);
    let further = further.chain(finding.advice.iter().map(|text| ("petunjuk", text)));
    further.fold(finding.title.clone(), |whole, (word, text)| format!("{whole}\n{word}: {text}"))
}

struct Places<'f> {
    folder: &'f Folder,
    lines: HashMap<SourceId, Lines>,
    cells: HashMap<SourceId, Cells<'f>>,
}

impl<'f> Places<'f> {
    fn spot(&mut self, place: &Place) -> Option<(PathBuf, Range)> {
        match place {
            Place::Text(span) => self.text(*span),
            Place::Cell(cell) => self.cell(cell),
            Place::File(name) => Some((self.folder.root.join(name), Range::default())),
        }
    }

    fn text(&mut self, span: Span) -> Option<(PathBuf, Range)> {
        let folder: &'f Folder = self.folder;
        let text = folder.package.sources().get(span.source).text();
        let lines = self.lines.entry(span.source).or_insert_with(|| Lines::of(text));
        Some((path(folder, span.source)?, lines.range(text, span.range())))
    }

    fn cell(&mut self, cell: &CellPlace) -> Option<(PathBuf, Range)> {
        let folder: &'f Folder = self.folder;
        let source = folder.package.sources().get(cell.source);
        if source.sheet().is_some() {
            return Some((path(folder, cell.source)?, Range::default()));
        }
        let cells = self.cells.entry(cell.source).or_insert_with(|| Cells::of(source.text()));
        let bytes = cells.cell(cell.row, cell.column.as_deref()).unwrap_or(0..0);
        self.text(Span::new(cell.source, bytes.start, bytes.end))
    }

    /// The file that what has no place is told in.
    fn first_file(&self) -> PathBuf {
        let first = self.folder.package.sources().iter().next();
        first.and_then(|(id, _)| path(self.folder, id)).unwrap_or_else(|| self.folder.root.clone())
    }
}

impl Desk {
    /// A finding as the protocol has it.
    pub fn diagnostic(&self, told: &Told) -> Value {
        let severity = match told.severity {
            Severity::Error => 1,
            Severity::Warning => 2,
        };
        let related = told
            .related
            .iter()
            .map(|(path, range, text)| json!({ "location": self.location(path, *range), "message": text }));
        let related: Vec<Value> = related.collect();
        let mut found = json!({
            "range": told.range, "severity": severity, "code": told.code, "source": "takar", "message": told.message,
        });
        if !related.is_empty() {
            found["relatedInformation"] = related.into();
        }
        found
    }
}
