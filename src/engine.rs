//! The one façade: rule texts and data in, tables and findings out. What the command line and embedding programs call.

mod assertions;
mod example;
mod twice;
mod weights;

use crate::check;
use crate::data::csv::{CsvFile, read_csv};
use crate::data::parents::missing_parents;
use crate::data::schema::{CodeSchema, FieldSchema, PrefixSchema, Schema, VersionSchema};
use crate::data::{Dataset, State};
use crate::diagnostic::{Diagnostic, Severity};
use crate::eval::{self, Evaluation};
use crate::explain::{self, Question};
use crate::finding::Finding;
use crate::library;
use crate::number::{Bound, Exact, Interval};
use crate::plan::{self, Plan};
use crate::program::Program;
use crate::program::{Definition, General, MoneyQuarters};
use crate::report::build::{self, Results};
use crate::report::explanation::Explanation;
use crate::report::table::Table;
use crate::source::{SourceId, Sources};
use crate::syntax;

/// The rules of a package, read and checked.
#[derive(Debug, Clone)]
pub struct Package {
    title: String,
    sources: Sources,
    modules: Vec<syntax::Parsed>,
    program: Option<Program>,
    diagnostics: Vec<Diagnostic>,
}

/// A package over data in one year.
#[derive(Debug)]
pub struct Run<'p> {
    sources: &'p Sources,
    program: Program,
    data: &'p Dataset,
    plan: Plan,
    evaluation: Evaluation,
}

/// What came of the examples of a package.
#[derive(Debug, Clone, Default)]
pub struct Examples {
    /// How many there are.
    pub all: usize,
    /// How many come out as they say.
    pub sound: usize,
    /// What is wrong with the others.
    pub findings: Vec<Diagnostic>,
}

impl Package {
    /// Reads and checks rule texts, each with the name that messages show. `title` stands in when no `paket` names it.
    /// `gunakan` finds the built-in packages.
    pub fn new<N: Into<String>, T: Into<String>>(title: &str, files: impl IntoIterator<Item = (N, T)>) -> Package {
        Package::with_library(title, files, |_| None)
    }

    /// Like [`Package::new`]; `find` gives the files of a package that is not built in, by the name `gunakan` takes.
    pub fn with_library<N: Into<String>, T: Into<String>>(
        title: &str,
        files: impl IntoIterator<Item = (N, T)>,
        find: impl Fn(&str) -> Option<Vec<(String, String)>>,
    ) -> Package {
        let mut sources = Sources::default();
        let ids: Vec<_> = files.into_iter().map(|(name, text)| sources.add(name, text)).collect();
        let mut parsed: Vec<_> = ids.into_iter().map(|id| syntax::parse(id, sources.get(id).text())).collect();
        let missing = use_packages(&mut parsed, &mut sources, find);
        Package::checked(title, sources, parsed, missing)
    }

    /// The same package with some rules changed by another text, for the year it is asked about: see
    /// [`check::altered`]. Findings about the changes stand among those of the result.
    pub fn altered(&self, name: &str, text: &str, year: i32) -> Package {
        let mut sources = self.sources.clone();
        let id = sources.add(name, text);
        self.altered_in(sources, id, year)
    }

    /// The same; the text is one that [`Package::keep`] took in.
    pub fn altered_by(&self, changes: SourceId, year: i32) -> Package {
        self.altered_in(self.sources.clone(), changes, year)
    }

    fn altered_in(&self, sources: Sources, changes: SourceId, year: i32) -> Package {
        let changes = syntax::parse(changes, sources.get(changes).text());
        let (modules, mut problems) = check::altered(&self.modules, &changes, year);
        problems.extend(changes.diagnostics);
        Package::checked(&self.title, sources, modules, problems)
    }

    /// Takes a text in that findings may point into; it is none of the rules.
    pub fn keep(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        self.sources.add(name, text)
    }

    /// Checks modules; with errors among `problems` there is no program.
    fn checked(title: &str, sources: Sources, modules: Vec<syntax::Parsed>, problems: Vec<Diagnostic>) -> Package {
        let checked = check::check(&modules, &sources, title);
        let refused = checked.program.as_ref().map(plan::refused).unwrap_or_default();
        let refused: Vec<Diagnostic> = refused.into_iter().map(|refused| refused.finding).collect();
        let program = checked.program.filter(|_| !has_errors(&problems) && !has_errors(&refused));
        let mut diagnostics: Vec<Diagnostic> = modules.iter().flat_map(|one| &one.diagnostics).cloned().collect();
        diagnostics.extend(checked.diagnostics);
        diagnostics.extend(refused);
        diagnostics.extend(problems);
        diagnostics.sort_by_key(|diagnostic| diagnostic.span());
        Package { title: title.to_string(), sources, modules, program, diagnostics }
    }

    /// The checked rules; none when a finding is an error.
    pub fn program(&self) -> Option<&Program> {
        self.program.as_ref()
    }

    /// Every finding about the rules, in order of place.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The texts behind the findings.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// What data may contain, as the rules declare it.
    pub fn schema(&self) -> Schema {
        self.program.as_ref().map(schema).unwrap_or_default()
    }

    /// Reads every data file the rules name. `read` gives the text of a path relative to the package.
    pub fn read_data(
        &mut self,
        mut read: impl FnMut(&str) -> Result<String, Box<Diagnostic>>,
    ) -> (Dataset, Vec<Diagnostic>) {
        let mut data = Dataset::new();
        let mut findings = Vec::new();
        let schema = self.schema();
        let files = self.program.as_ref().map(|program| program.data.clone()).unwrap_or_default();
        for file in files {
            match read(&file.path) {
                Err(problem) => findings.push(problem.at(file.span, "")),
                Ok(text) => {
                    let source = self.sources.add(file.path.clone(), text);
                    let text = self.sources.get(source).text();
                    let csv = CsvFile { source, name: &file.path, text, format: file.format };
                    let problems = read_csv(csv, &schema, &mut data);
                    findings.extend(problems.into_iter().map(|problem| problem.into_diagnostic()));
                }
            }
        }
        let parents = missing_parents(&data, &schema);
        let circles = self.program.as_ref().map(|program| check::circles(program, &data)).unwrap_or_default();
        findings.extend(parents.into_iter().chain(circles).map(|problem| problem.into_diagnostic()));
        (data, findings)
    }

    /// The year a run is about: the one asked for, else `paket … tahun`, else the latest with a realisation.
    pub fn year(&self, asked: Option<i32>, data: &Dataset) -> Option<i32> {
        let stated = self.program.as_ref().and_then(|program| program.package.year);
        asked.or(stated).or_else(|| data.latest_year())
    }

    /// Plans and evaluates a year; none when the rules have errors.
    pub fn run<'p>(&'p self, data: &'p Dataset, year: i32) -> Option<Run<'p>> {
        let program = check::with_data(self.program.as_ref()?, data);
        let plan = plan::plan_over(&program, year, data);
        let evaluation = eval::evaluate(&plan, data);
        Some(Run { sources: &self.sources, program, data, plan, evaluation })
    }

    /// Runs every `contoh`; a finding for each result that does not come out.
    pub fn examples(&self) -> Vec<Diagnostic> {
        self.run_examples().findings
    }

    /// Runs every `contoh`, and counts those that come out.
    pub fn run_examples(&self) -> Examples {
        let Some(program) = &self.program else { return Examples::default() };
        let mut examples = Examples { all: program.examples.len(), ..Examples::default() };
        for example in &program.examples {
            let found = example::run_example(program, example);
            examples.sound += usize::from(found.is_empty());
            examples.findings.extend(found.into_iter().map(Finding::into_diagnostic));
        }
        examples
    }
}

impl Run<'_> {
    /// The rules together with the codes of the data.
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// The plan.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The values of every slot.
    pub fn evaluation(&self) -> &Evaluation {
        &self.evaluation
    }

    /// Every table, unit by unit.
    pub fn tables(&self) -> Vec<Table> {
        (0..self.evaluation.lanes()).flat_map(|lane| build::tables(self.results(), lane)).collect()
    }

    /// How a value came about, for one unit; see [`explain::question`] for the question.
    pub fn explain(&self, question: &Question, lane: usize) -> Explanation {
        explain::explain(self.results(), self.sources, question, lane)
    }

    /// What does not hold: failed `pastikan`, and reported values that differ from computed ones.
    pub fn findings(&self) -> Vec<Diagnostic> {
        let lanes = 0..self.evaluation.lanes();
        let findings = lanes.flat_map(|lane| {
            let unit = self.data.units().get(lane).filter(|unit| !unit.is_empty()).map(|unit| unit.to_string());
            let differences = eval::compare::differences(&self.plan, &self.evaluation, self.data, lane);
            let differences = differences.into_iter().map(|difference| {
                let code = self.program.code(difference.pair.name).to_string();
                let cell = difference.origin.and_then(|origin| self.data.place(origin));
                Finding::ReportedDiffers { code, difference, cell }
            });
            let failed = self.failed_assertions(lane);
            differences
                .chain(twice::findings(self, lane))
                .chain(weights::findings(self, lane))
                .chain(failed)
                .map(move |finding| (unit.clone(), finding))
                .collect::<Vec<_>>()
        });
        let unlike = self
            .plan
            .unlike
            .iter()
            .map(|(span, reason)| (None, Finding::UnlikeUnits { reason: reason.to_string(), span: *span }));
        unlike
            .chain(findings)
            .map(|(unit, finding)| {
                let mut diagnostic = finding.into_diagnostic();
                diagnostic.reasons.extend(unit.map(|unit| format!("unit {unit}")));
                diagnostic
            })
            .collect()
    }

    fn results(&self) -> Results<'_> {
        Results { program: &self.program, plan: &self.plan, evaluation: &self.evaluation, data: self.data }
    }
}

/// Reads the packages that rules use, and those that these use; a finding for each that is not there.
fn use_packages(
    parsed: &mut Vec<syntax::Parsed>,
    sources: &mut Sources,
    find: impl Fn(&str) -> Option<Vec<(String, String)>>,
) -> Vec<Diagnostic> {
    let mut known: Vec<String> = Vec::new();
    let mut missing = Vec::new();
    let mut at = 0;
    while at < parsed.len() {
        let wanted: Vec<_> = parsed[at].module.items.iter().filter_map(check::used).cloned().collect();
        at += 1;
        for word in wanted {
            if known.contains(&word.text) {
                continue;
            }
            known.push(word.text.clone());
            let builtin = library::find(&word.text).map(|package| {
                package.files.iter().map(|(name, text)| (name.to_string(), text.to_string())).collect::<Vec<_>>()
            });
            let Some(files) = find(&word.text).or(builtin) else {
                missing.push(check::no_such_package(&word, sources));
                continue;
            };
            for (name, text) in files {
                let id = sources.add(format!("{}/{name}", word.text), text);
                let module = syntax::parse(id, sources.get(id).text());
                parsed.push(syntax::Parsed { package: Some(word.text.clone()), ..module });
            }
        }
    }
    missing
}

/// Whether any cell of a table is faulty: undefined by arithmetic or by a rule, or wrong in the data.
pub fn has_faults(table: &Table) -> bool {
    let footers = table.footers.iter().flat_map(|footer| &footer.cells);
    table.rows.iter().flatten().chain(footers).any(|cell| {
        cell.missing.as_ref().is_some_and(|missing| matches!(missing.state, State::Undefined | State::Faulty))
    })
}

/// Whether any of the findings is an error.
pub fn has_errors(findings: &[Diagnostic]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Error)
}

fn schema(program: &Program) -> Schema {
    let codes = program.names.iter().filter_map(|name| {
        let definitions = name.versions.iter().map(|id| &program.definitions[id.0 as usize]);
        let label = definitions.clone().find_map(|definition| definition.label.clone());
        // What stands for a code of the data is the matter of its `umum`.
        let ruled = definitions.filter(|definition| !definition.from_data);
        let versions: Vec<VersionSchema> = ruled.map(|definition| definition_schema(program, definition)).collect();
        (name.versions.is_empty() || !versions.is_empty()).then(|| (name.code.clone(), CodeSchema { label, versions }))
    });
    let fields = program.fields.iter().map(|field| FieldSchema {
        name: field.name.clone(),
        header: field.header.clone(),
        is_text: field.is_text,
        unit: field.unit.word().map(str::to_string),
    });
    Schema {
        codes: codes.collect(),
        prefixes: prefixes(program),
        fields: fields.collect(),
        default_year: program.package.year,
    }
}

fn definition_schema(program: &Program, definition: &Definition) -> VersionSchema {
    VersionSchema {
        from: definition.in_force.from,
        to: definition.in_force.to,
        scale: check::Ranges::scale(definition),
        scale_declared: definition.scale.is_some(),
        unit: definition.unit.word().map(str::to_string),
        basis: definition.sources.basis.first().cloned(),
        quarters: definition.quarters.is_some() || definition.money != MoneyQuarters::default(),
        range_target: program.has_range_target(definition),
        words: definition.order.clone(),
    }
}

fn general_schema(program: &Program, general: &General) -> VersionSchema {
    let from_zero = || Interval::new(Bound::Included(Exact::ZERO), Bound::Unbounded);
    VersionSchema {
        from: general.in_force.from,
        to: general.in_force.to,
        scale: general.scale.as_ref().map_or_else(from_zero, |(scale, _)| scale.clone()),
        scale_declared: general.scale.is_some(),
        unit: general.unit.as_ref().and_then(|unit| unit.word()).map(str::to_string),
        basis: general.sources.basis.first().cloned(),
        quarters: general.quarters.is_some() || general.money != MoneyQuarters::default(),
        range_target: program.takes_ranges(general.direction, general.rule.as_ref().map(|(rule, _)| rule.as_str())),
        words: Vec::new(),
    }
}

/// What each `umum` with a prefix says of its codes.
fn prefixes(program: &Program) -> Vec<PrefixSchema> {
    let mut prefixes: Vec<PrefixSchema> = Vec::new();
    for general in &program.generals {
        let Some(prefix) = &general.prefix else { continue };
        let version = general_schema(program, general);
        match prefixes.iter_mut().find(|known| known.prefix == *prefix) {
            Some(known) => known.versions.push(version),
            None => prefixes.push(PrefixSchema { prefix: prefix.clone(), versions: vec![version] }),
        }
    }
    prefixes
}
