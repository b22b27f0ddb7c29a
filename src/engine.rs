//! The façade: rule texts and data in, tables and findings out. What the command line and embedding programs call.
//!
//! ```
//! use takar::data::Field;
//! use takar::engine::Package;
//! use takar::report::explanation;
//!
//! let rules = "besaran A\n  satuan orang\n\nindikator B\n  rumus A + 1\n  satuan orang\n";
//! let rules = format!("{rules}  arah makin tinggi\n  capaian Baku\n");
//! let base = "aturan capaian Baku\n  jika target = 0 : tidak terdefinisi \"target nol\"\n";
//! let base = format!("{base}  makin tinggi : realisasi / target * 100\n");
//! let mut package = Package::new("contoh", [("aturan.takar", base + &rules)]);
//! assert!(package.program().is_some());
//!
//! let (mut data, _) = package.read_data(|_| unreachable!("the rules name no data file"));
//! data.set_number("A", Field::Value, 2024, 2.into());
//! data.set_number("B", Field::Target, 2024, 4.into());
//!
//! // One value, and why it is what it is.
//! let run = package.run(&data, 2024).unwrap();
//! assert_eq!(run.value("capaian B", "").unwrap().shown, "75,00%");
//! assert_eq!(run.value("capaian C", "").unwrap_err().title, "tidak ada yang bernama \"C\"");
//!
//! // A year is planned once, and evaluated for as many units as there are.
//! let planned = package.planned(&data, 2024).unwrap();
//! let question = planned.question("capaian B").unwrap();
//! let why = planned.unit(0).explain(&question, 0);
//! assert!(explanation::text(&why, 80, false).contains("75"));
//! ```

mod again;
mod asked;
mod assertions;
pub(crate) mod claims;
mod cumulated;
mod edited;
mod example;
mod far_below;
mod judged;
mod other_years;
mod own_version;
mod packages;
mod packed;
mod printed;
mod promises;
mod proposed;
mod readings;
mod reported;
mod room;
mod run;
mod said;
mod schema;
pub(crate) mod sheets;
mod tried;
mod units;
mod weights;
mod without_money;

pub use crate::explain::Question;
pub use promises::Promises;
#[doc(hidden)]
pub use room::no_room;
pub use run::{Planned, Run};
pub(crate) use run::{earlier, years_before};
pub use said::Said;
#[cfg(feature = "cli")]
pub(crate) use said::without_rules;
#[cfg(feature = "lsp")]
pub(crate) use schema::code_columns;
#[doc(hidden)]
pub use sheets::Contents;
pub(crate) use units::{unit_named, unknown_unit};

use crate::data::csv::{CsvFile, read_csv_while};
use crate::data::offices::unlike_offices;
use crate::data::parents::missing_parents;
use crate::data::schema::Schema;
use crate::data::shares::{Shares, Signs};
use crate::data::{Dataset, Room};
use crate::diagnostic::{Diagnostic, Severity};
use crate::number::Interval;
use crate::plan;
use crate::program::{DataSource, Program};
use crate::resolve;
use crate::source::sheet::Wanted;
use crate::source::{SourceId, Sources, Span};
use crate::syntax;
use cumulated::cumulated;
use other_years::slipped;
use room::too_much;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// The rules of a package, read and checked.
#[derive(Debug, Clone)]
pub struct Package {
    title: String,
    sources: Sources,
    modules: Vec<syntax::Parsed>,
    program: Option<Program>,
    /// What formulas without a scale can give, by the head lines of their definitions.
    computed: BTreeMap<Span, Interval>,
    diagnostics: Vec<Diagnostic>,
    /// The findings among them that no text of this package is behind.
    problems: Vec<Diagnostic>,
    /// The same with the mends that work; tried when somebody looks at them.
    tried: OnceLock<Vec<Diagnostic>>,
    steps: usize,
}

/// The results of the examples of a package.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Examples {
    /// How many there are.
    pub all: usize,
    /// How many give what they state.
    pub sound: usize,
    /// The findings about the others.
    pub findings: Vec<Diagnostic>,
}

impl Package {
    /// Reads and checks rule texts, each with the name that messages show. `title` is used when no `paket` names the
    /// package. `gunakan` finds the built-in packages.
    pub fn new<N: Into<String>, T: Into<String>>(title: &str, files: impl IntoIterator<Item = (N, T)>) -> Package {
        Package::with_library(title, files, |_| None)
    }

    /// Like [`Package::new`]; `find` returns the files of a package that is not built in, by the name that `gunakan`
    /// takes.
    pub fn with_library<N: Into<String>, T: Into<String>>(
        title: &str,
        files: impl IntoIterator<Item = (N, T)>,
        find: impl Fn(&str) -> Option<Vec<(String, String)>>,
    ) -> Package {
        let mut sources = Sources::default();
        let ids: Vec<_> = files.into_iter().map(|(name, text)| sources.add_rules(name, text)).collect();
        let mut parsed: Vec<_> = ids.into_iter().map(|id| syntax::parse(id, sources.get(id).text())).collect();
        let missing = packages::use_packages(&mut parsed, &mut sources, find);
        Package::checked(title, sources, parsed, missing)
    }

    /// The same package with some rules changed by another text, as in a scenario (`ubah`), for the given year.
    /// Findings about the changes are among those of the result.
    pub fn altered(&self, name: &str, text: &str, year: i32) -> Package {
        let mut sources = self.sources.clone();
        let id = sources.add_rules(name, text);
        self.altered_in(sources, id, year)
    }

    /// The same; the text was registered with [`Package::keep`].
    #[doc(hidden)]
    pub fn altered_by(&self, changes: SourceId, year: i32) -> Package {
        self.altered_in(self.sources.clone(), changes, year)
    }

    fn altered_in(&self, sources: Sources, changes: SourceId, year: i32) -> Package {
        let changes = syntax::parse(changes, sources.get(changes).text());
        let (modules, mut problems) = resolve::altered(&self.modules, &changes, year);
        problems.extend(changes.diagnostics);
        Package::checked(&self.title, sources, modules, problems)
    }

    /// Sets the names of its files below a folder; see [`Sources::tell_below`].
    #[doc(hidden)]
    pub fn tell_below(&mut self, folder: &str) {
        self.sources.tell_below(folder);
    }

    /// Registers a text that findings may point into; it is not part of the rules.
    #[doc(hidden)]
    pub fn keep(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        self.sources.add_rules(name, text)
    }

    /// Checks modules; with errors among `problems` there is no program.
    fn checked(title: &str, sources: Sources, modules: Vec<syntax::Parsed>, problems: Vec<Diagnostic>) -> Package {
        Package::judged(title, sources, modules, problems, true)
    }

    /// The checked rules; none if a finding is an error.
    #[doc(hidden)]
    pub fn program(&self) -> Option<&Program> {
        self.program.as_ref()
    }

    /// Slots computed by the proofs, to measure how they grow with the rules.
    #[doc(hidden)]
    pub fn steps(&self) -> usize {
        self.steps
    }

    /// Every finding about the rules, in order of place.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        self.tried.get_or_init(|| proposed::working(self))
    }

    /// The same at once, for who is still typing: what they propose is not tried yet.
    #[cfg(feature = "lsp")]
    pub(crate) fn diagnostics_at_once(&self) -> &[Diagnostic] {
        self.tried.get().unwrap_or(&self.diagnostics)
    }

    /// The texts behind the findings.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// What data may contain, as the rules declare it.
    #[doc(hidden)]
    pub fn schema(&self) -> Schema {
        self.program.as_ref().map(schema::schema).unwrap_or_default()
    }

    /// The same for one of the data files that the rules name, with its own headers.
    #[doc(hidden)]
    pub fn schema_of(&self, file: Option<&DataSource>) -> Schema {
        let schema = self.schema();
        match self.program.as_ref().zip(file) {
            Some((program, file)) => schema::of_file(program, file, &schema).into_owned(),
            None => schema,
        }
    }

    /// Reads every data file that the rules name. `read` returns the text of a path relative to the package.
    pub fn read_data(
        &mut self,
        read: impl FnMut(&str) -> Result<String, Box<Diagnostic>>,
    ) -> (Dataset, Vec<Diagnostic>) {
        self.read_data_while(read, &|| true)
    }

    /// The same while there is memory for it; `room` is called about every thousand rows. If it returns false, the data
    /// are marked as full, which is a finding.
    pub fn read_data_while(
        &mut self,
        mut read: impl FnMut(&str) -> Result<String, Box<Diagnostic>>,
        room: Room,
    ) -> (Dataset, Vec<Diagnostic>) {
        self.read_sheets_while(|wanted| read(wanted.file).map(Contents::Text), room)
    }

    /// The same; a file may be a sheet of a workbook, laid out as the rules require.
    #[doc(hidden)]
    pub fn read_sheets_while(
        &mut self,
        read: impl FnMut(&Wanted) -> Result<Contents, Box<Diagnostic>>,
        room: Room,
    ) -> (Dataset, Vec<Diagnostic>) {
        let files = self.program.as_ref().map(|program| program.data.clone()).unwrap_or_default();
        self.read_all(&files, Vec::new(), read, room)
    }

    /// Reads data files; `texts` has the first of them, `read` returns the text of the others.
    fn read_all(
        &mut self,
        files: &[DataSource],
        mut texts: Vec<Result<SourceId, Box<Diagnostic>>>,
        mut read: impl FnMut(&Wanted) -> Result<Contents, Box<Diagnostic>>,
        room: Room,
    ) -> (Dataset, Vec<Diagnostic>) {
        let mut schema = self.schema();
        let mut told = Vec::new();
        let open = |package: &mut Package, file: &DataSource| {
            let (source, remarks) = sheets::open(package, file, &mut read)?;
            told.extend(remarks);
            Ok(source)
        };
        let (mut data, mut findings, mut signs) = self.read_files((files, &mut texts), open, &schema, room);
        for _ in 0..MOST_READINGS {
            // One file may write a unit or a percent sign that another leaves out, so no single cell tells for both.
            // And a value that takes its unit from others may have been read without one, or with the wrong one.
            if data.is_full() || !schema::learn(&mut schema, &data, signs) {
                break;
            }
            let open = |_: &mut Package, file: &DataSource| Err(Box::new(no_room(&file.path)));
            (data, findings, signs) = self.read_files((files, &mut texts), open, &schema, room);
        }
        if data.is_full() {
            // What half-read data lack is not worth reporting.
            return (data, findings);
        }
        let parents = missing_parents(&data, &schema);
        let misplaced = self.program.as_ref().map(|program| resolve::misplaced(program, &data)).unwrap_or_default();
        let offices = unlike_offices(&data, &schema);
        let rest = offices.into_iter().chain(parents).chain(misplaced);
        findings.extend(rest.map(|problem| sheets::in_words(problem.into_diagnostic(), &self.sources)));
        findings.extend(told);
        findings.extend(self.program.iter().flat_map(|program| cumulated(program, &data)));
        findings.extend(self.program.iter().flat_map(|program| slipped(program, &schema, &data)));
        (data, findings)
    }

    /// Reads files; those opened before are in `texts`, the others are opened and added there. Also returns the percent
    /// signs that make a number without one ambiguous.
    fn read_files(
        &mut self,
        (files, texts): (&[DataSource], &mut Vec<Result<SourceId, Box<Diagnostic>>>),
        mut open: impl FnMut(&mut Package, &DataSource) -> Result<SourceId, Box<Diagnostic>>,
        schema: &Schema,
        room: Room,
    ) -> (Dataset, Vec<Diagnostic>, Signs) {
        let (mut data, mut findings) = (Dataset::new(), Vec::new());
        let (mut shares, mut is_doubtful) = (Shares::default(), false);
        for (at, file) in files.iter().enumerate() {
            if at == texts.len() {
                let opened = open(self, file);
                texts.push(opened);
            }
            let source = match &texts[at] {
                Ok(source) => *source,
                Err(problem) => {
                    findings.push((**problem).clone());
                    continue;
                }
            };
            let schema = self.program.as_ref().map(|program| schema::of_file(program, file, schema));
            let mut schema = schema.unwrap_or_default();
            if let Some(sheet) = self.sources.get(source).sheet().filter(|sheet| !sheet.above.is_empty()) {
                schema.to_mut().above.clone_from(&sheet.above);
            }
            let text = self.sources.get(source).text();
            let name = self.sources.get(source).name();
            let csv = CsvFile { source, name, text, format: file.format };
            let (problems, said) = read_csv_while(csv, &schema, &mut data, room);
            is_doubtful |= !shares.add(said).is_empty();
            if let Some(sheet) = self.sources.get(source).sheet() {
                data.stands_on(source, sheet);
            }
            let told = problems.into_iter().map(|problem| sheets::in_words(problem.into_diagnostic(), &self.sources));
            findings.extend(told);
            if data.is_full() {
                findings.push(if data.is_crowded() { no_room(&file.path) } else { too_much(&file.path) });
                break;
            }
        }
        let far = shares.beside_other_files(&data).into_iter();
        findings.extend(far.map(|problem| sheets::in_words(problem.into_diagnostic(), &self.sources)));
        (data, findings, if is_doubtful { shares.into_signs() } else { Signs::new() })
    }

    /// The year of a run: the requested one, else `paket … tahun`, else the latest with a realisation.
    pub fn year(&self, asked: Option<i32>, data: &Dataset) -> Option<i32> {
        let stated = self.program.as_ref().and_then(|program| program.package.year);
        asked.or(stated).or_else(|| data.latest_year())
    }

    /// Plans and evaluates a year; none if the rules have errors.
    pub fn run<'p>(&'p self, data: &'p Dataset, year: i32) -> Option<Run<'p>> {
        Some(self.planned(data, year)?.run_over(Cow::Borrowed(data)))
    }

    /// Plans a year, to be evaluated for some units at a time; none if the rules have errors.
    pub fn planned<'p>(&'p self, data: &'p Dataset, year: i32) -> Option<Planned<'p>> {
        let program = resolve::with_data(self.program.as_ref()?, data);
        let plan = plan::plan_over(&program, year, data);
        let (program, plan) = (Arc::new(program), Arc::new(plan));
        Some(Planned { sources: &self.sources, program, computed: &self.computed, data, plan })
    }

    /// Runs every `contoh`; a finding for each result that differs from what it states.
    pub fn examples(&self) -> Vec<Diagnostic> {
        self.run_examples().findings
    }

    /// Runs every `contoh`, and counts those that give what they state; warnings beside a result do not count against
    /// it.
    pub fn run_examples(&self) -> Examples {
        let Some(program) = &self.program else { return Examples::default() };
        let mut examples = Examples { all: program.examples.len(), ..Examples::default() };
        for example in &program.examples {
            let found = example::run_example(program, example);
            examples.sound += usize::from(!has_errors(&found));
            examples.findings.extend(found);
        }
        examples
    }
}

/// How often data are read again at most: each time more is known of their units, and this knowledge only grows.
const MOST_READINGS: usize = 8;

/// Whether any of the findings is an error.
pub fn has_errors(findings: &[Diagnostic]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Error)
}
