//! A package as an editor has it open: checked at each change, computed where there is time for it.

use super::cells::Cells;
use super::findings::{Told, told};
use super::lines::Lines;
use super::mentions::{Mention, mentions};
use super::protocol::Range;
use super::shown::each_value;
use crate::audit::{self, Claims};
use crate::data::Dataset;
use crate::data::coded::CodeColumns;
use crate::diagnostic::Diagnostic;
use crate::engine::code_columns;
use crate::folder::files;
use crate::folder::unsaved::Unsaved;
use crate::folder::{self, Folder};
use crate::program::{EXAMPLE_YEAR, Kind, Program, Role};
use crate::report::table::Cell;
use crate::resolve;
use crate::source::{SourceId, Span};
use crate::syntax::{self, Parsed};
use crate::whatif::{self, Kept};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// Where a package is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Home {
    /// A folder.
    Folder(PathBuf),
    /// A text that lies nowhere, by its address.
    Alone(String),
}

/// The rules with the texts as they are now.
#[derive(Debug)]
pub struct Checked {
    /// The package.
    pub folder: Folder,
    /// Its scenarios.
    pub scenarios: Vec<Parsed>,
    /// What stands beside its printed tables in the words of the language.
    claimed: Vec<Parsed>,
    claims: Claims,
    /// What is wrong with how claims are written.
    unreadable: Vec<Diagnostic>,
    lines: OnceLock<HashMap<SourceId, Lines>>,
    mentions: OnceLock<Vec<(SourceId, Vec<Mention>)>>,
    readable: OnceLock<Program>,
}

impl Checked {
    /// Reads and checks.
    ///
    /// # Errors
    ///
    /// What cannot be read.
    pub fn open(home: &Home, unsaved: &Unsaved, alone: Option<&str>) -> Result<Checked, Vec<Diagnostic>> {
        let mut folder = match home {
            Home::Folder(root) => {
                folder::open_over(root, unsaved.clone()).map_err(folder::Unreadable::into_findings)?
            }
            Home::Alone(uri) => Folder::alone(uri, alone.unwrap_or_default()),
        };
        let (mut scenarios, mut claimed) = (Vec::new(), Vec::new());
        let (mut claims, mut unreadable) = (Claims::default(), Vec::new());
        if let Home::Folder(root) = home {
            for file in files::scenarios(root, unsaved)? {
                let text = files::decode(&file.name, &file.bytes).map_err(|problem| vec![*problem])?;
                let id = folder.package.keep(file.name, text);
                scenarios.push(syntax::parse(id, folder.package.sources().get(id).text()));
            }
            let printed = files::texts_in(root, audit::FOLDER).into_iter().map(|(name, text)| {
                let open = unsaved.get(&root.join(&name)).map(|text| text.to_string());
                (name, open.unwrap_or(text))
            });
            let printed: Vec<(String, String)> = printed.collect();
            let known = folder.package.sources().iter().count();
            let texts = printed.iter().map(|(name, text)| (name.as_str(), text.as_str()));
            (claims, unreadable) = audit::claims(&mut folder.package, texts);
            // Only what the language says stands there; the other lines of the file are blank.
            let own = folder.package.sources().iter().skip(known);
            claimed = own.map(|(id, source)| syntax::parse(id, source.text())).collect();
        }
        Ok(Checked {
            folder,
            scenarios,
            claimed,
            claims,
            unreadable,
            lines: OnceLock::new(),
            mentions: OnceLock::new(),
            readable: OnceLock::new(),
        })
    }

    /// What is wrong with the package and its rules.
    pub fn findings(&self) -> Vec<Diagnostic> {
        [self.folder.findings.as_slice(), self.folder.package.diagnostics()].concat()
    }

    /// The same at once: what is proposed is not tried yet.
    pub fn findings_at_once(&self) -> Vec<Diagnostic> {
        [self.folder.findings.as_slice(), self.folder.package.diagnostics_at_once()].concat()
    }

    /// What is said beside printed tables.
    pub fn claims(&self) -> &Claims {
        &self.claims
    }

    /// The texts of its scenarios.
    pub fn shelf(&self) -> Kept {
        let named = |parsed: &Parsed| {
            let source = self.folder.package.sources().get(parsed.module.source);
            let name = source.name().strip_prefix(files::SCENARIOS)?.trim_start_matches('/');
            let (stem, _) = name.rsplit_once('.')?;
            Some((stem.to_string(), source.text().to_string()))
        };
        Kept(self.scenarios.iter().filter_map(named).collect())
    }

    /// The rules, where they have no error.
    pub fn program(&self) -> Option<&Program> {
        self.folder.package.program()
    }

    /// The rules as far as they can be read, with their errors.
    pub fn readable(&self) -> &Program {
        let package = &self.folder.package;
        let read = || resolve::resolve(package.modules(), package.sources(), "", &HashMap::new()).program;
        self.program().unwrap_or_else(|| self.readable.get_or_init(read))
    }

    /// A text.
    pub fn text(&self, id: SourceId) -> &str {
        self.folder.package.sources().get(id).text()
    }

    /// Its lines.
    pub fn lines(&self, id: SourceId) -> &Lines {
        static NONE: OnceLock<Lines> = OnceLock::new();
        let of = || self.folder.package.sources().iter().map(|(id, source)| (id, Lines::of(source.text()))).collect();
        self.lines.get_or_init(of).get(&id).unwrap_or_else(|| NONE.get_or_init(|| Lines::of("")))
    }

    /// The file of a text and the range of a span in it.
    pub fn place(&self, span: Span) -> Option<(PathBuf, Range)> {
        Some((path(&self.folder, span.source)?, self.lines(span.source).range(self.text(span.source), span.range())))
    }

    /// Every file of rules and scenarios as it was read.
    pub fn modules(&self) -> impl Iterator<Item = &Parsed> {
        self.folder.package.modules().iter().chain(&self.scenarios).chain(&self.claimed)
    }

    /// Whether a file is laid out by `takar rapikan`.
    pub fn has_layout(&self, id: SourceId) -> bool {
        !self.claimed.iter().any(|parsed| parsed.module.source == id)
    }

    /// The file that lies at a path.
    pub fn module_at(&self, wanted: &Path) -> Option<&Parsed> {
        let is_it = |path: &Path| {
            path == wanted
                || path.file_name() == wanted.file_name()
                    && folder::unsaved::real(path) == folder::unsaved::real(wanted)
        };
        self.modules().find(|parsed| path(&self.folder, parsed.module.source).is_some_and(|path| is_it(&path)))
    }

    /// Every word that names something, file by file.
    pub fn mentions(&self) -> &[(SourceId, Vec<Mention>)] {
        let of = || self.modules().map(|parsed| (parsed.module.source, mentions(&parsed.module))).collect();
        self.mentions.get_or_init(of)
    }

    /// Those of one file.
    pub fn mentions_in(&self, id: SourceId) -> &[Mention] {
        self.mentions().iter().find(|(source, _)| *source == id).map_or(&[], |(_, found)| found)
    }
}

/// The file of a text; of a package that is built in, its address.
pub fn path(folder: &Folder, id: SourceId) -> Option<PathBuf> {
    let sources = folder.package.sources();
    let source = sources.get(id);
    if source.is_used() {
        let file = folder.files.iter().find(|file| file.name == source.name());
        return Some(file.map_or_else(
            || PathBuf::from(format!("{}{}", super::address::BUILT_IN, source.name())),
            |file| file.path.clone(),
        ));
    }
    if source.is_single() {
        return None;
    }
    let name = source.sheet().map_or_else(|| source.name(), |sheet| sheet.file.as_str());
    Some(folder.root.join(name.replace('\\', "/")))
}

/// What is to be computed, away from whoever types.
#[derive(Debug)]
pub struct Job {
    /// The package.
    pub home: Home,
    /// Which state of it.
    pub stamp: u64,
    /// The rules.
    pub checked: Arc<Checked>,
}

/// A package computed for its year.
#[derive(Debug)]
pub struct Whole {
    /// Which.
    pub home: Home,
    /// Which state of it.
    pub stamp: u64,
    /// The package with its data.
    pub folder: Folder,
    /// The data.
    pub data: Dataset,
    /// The year it is about.
    pub year: i32,
    /// The rules with the codes of the data; none where they have errors.
    pub program: Option<Program>,
    /// The unit that values are of, where data speak of several.
    pub unit: Option<String>,
    /// What each thing is in that year.
    pub values: HashMap<(String, Role), Cell>,
    /// What is to be said beside what the rules alone show.
    pub told: Vec<Told>,
}

impl Job {
    /// Reads the data, computes the year and gives what there is to say.
    pub fn run(self) -> Whole {
        let Job { home, stamp, checked } = self;
        // What rules propose is tried here, too, and kept for whoever asks.
        let of_rules = checked.folder.package.diagnostics().len();
        let mut folder = checked.folder.clone();
        let (mut data, mut findings) = (Dataset::new(), Vec::new());
        if folder.package.program().is_some() && matches!(home, Home::Folder(_)) {
            match folder.read_data() {
                Ok(read) => (data, findings) = (read.data, read.findings),
                Err(unreadable) => findings = unreadable.into_findings(),
            }
        }
        let said = folder.package.said(None, &data, &findings);
        let year = said.year.or_else(|| folder.package.year(None, &data)).unwrap_or(EXAMPLE_YEAR);
        // A package that only defines things, as those of a library do, says nothing of a year.
        let has_data = data.columns().next().is_some();
        let mut findings = if has_data { said.findings.into_iter().skip(of_rules).collect() } else { findings };
        let reviewed = checked.scenarios.iter().map(|scenario| scenario.module.source);
        findings.extend(reviewed.flat_map(|id| whatif::review(&folder.package, id, &data, year)));
        findings.extend(checked.unreadable.iter().cloned());
        findings.extend(audit::review(&folder.package, &data, &checked.claims));
        findings.extend(folder.package.run_examples().findings);
        findings.extend(folder.package.prove_promises().findings);
        let (program, unit, values) = values(&folder, &data, year);
        let told = told(&folder, &findings);
        Whole { home, stamp, folder, data, year, program, unit, values, told }
    }
}

type Values = HashMap<(String, Role), Cell>;

/// The rules with the codes of the data, the unit that is shown where there are several, and what each thing is.
fn values(folder: &Folder, data: &Dataset, year: i32) -> (Option<Program>, Option<String>, Values) {
    let Some(planned) = folder.package.planned(data, year) else { return (None, None, Values::new()) };
    let run = planned.unit(0);
    let results = run.results();
    let mut found = Values::new();
    each_value(results, 0, year, |code, role, cell| {
        found.insert((code.to_string(), role), cell);
    });
    let several = data.units().len() > 1;
    let unit = several.then(|| data.units().get(0).unwrap_or_default().to_string());
    (Some(results.program.clone()), unit, found)
}

impl Whole {
    /// What a thing is in the year at hand, of a group its achievement.
    pub fn value(&self, code: &str, role: Role) -> Option<&Cell> {
        self.values.get(&(code.to_string(), role))
    }

    /// The cells of the data that name a thing by its code, in every file of text: the file, its ranges.
    pub fn rows(&self, code: &str) -> BTreeMap<PathBuf, Vec<Range>> {
        let mut found = BTreeMap::new();
        for (path, text, columns) in self.data_with(code, false) {
            let cells = Cells::of(text).naming(code, &columns);
            if !cells.is_empty() {
                let lines = Lines::of(text);
                found.insert(path, cells.into_iter().map(|cell| lines.range(text, cell)).collect());
            }
        }
        found
    }

    /// The columns of each such file that name things.
    pub fn naming(&self, code: &str) -> BTreeMap<PathBuf, CodeColumns> {
        let all = self.data_with(code, false);
        let naming = all.filter(|(_, text, columns)| !Cells::of(text).naming(code, columns).is_empty());
        naming.map(|(path, _, columns)| (path, columns)).collect()
    }

    /// A workbook among the data that names a thing by its code.
    pub fn workbook(&self, code: &str) -> Option<String> {
        let mut all = self.data_with(code, true);
        let (path, ..) = all.find(|(_, text, columns)| !Cells::of(text).naming(code, columns).is_empty())?;
        Some(path.strip_prefix(&self.folder.root).unwrap_or(&path).to_string_lossy().into_owned())
    }

    /// The files of data in which a code stands, those of sheets or those of text, with the columns of codes.
    fn data_with(&self, code: &str, of_sheets: bool) -> impl Iterator<Item = (PathBuf, &str, CodeColumns)> {
        let sources = self.folder.package.sources();
        let program = self.program.as_ref().or_else(|| self.folder.package.program());
        let files = self.data.files().iter().filter(move |file| file.sheet.is_some() == of_sheets);
        files.filter_map(move |file| {
            let (id, program) = (file.source?, program?);
            let text = sources.get(id).text();
            let path = text.contains(code).then(|| path(&self.folder, id)).flatten()?;
            Some((path, text, code_columns(program, file)))
        })
    }
}

/// How a kind of thing is called in the rules.
pub fn kind_words(kind: &Kind) -> &'static str {
    match kind {
        Kind::Quantity => "besaran",
        Kind::Indicator(_) => "indikator",
        Kind::Group(_) => "kelompok",
    }
}
