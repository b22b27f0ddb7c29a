//! `takar hitung`: tables to the screen or to a file, some units at a time.

use super::sink::{self, Of, Sink};
use super::{Loaded, Stop, each, inputs_of_all, load, say_findings, stream};
use crate::cli::args::{Format, Numbers, RUN, RunArgs};
use crate::cli::packages::{self, Asked};
use crate::cli::shelf::Folder;
use crate::cli::write::{Guard, Inputs, Memory, Over};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::few::Few;
use crate::engine;
use crate::finding::{Finding, about_plan};
use crate::number::NumberFormat;
use crate::plan::Plan;
use crate::program::Program;
use crate::report::CsvStyle;
use crate::report::table::Table;
use crate::source::Sources;
use crate::whatif::Under;

/// Computes and shows the tables asked for.
pub(super) fn compute(args: &RunArgs) -> Result<u8, Stop> {
    let asked = packages::meant(&args.packages, RUN)?;
    let mut inputs = None;
    if asked.len() > 1 {
        let alike = || packages::alike(&asked).filter(|_| args.output.is_some());
        if let Some(refused) = sink::refused(args).or_else(alike) {
            return Err(Box::new(refused).into());
        }
        inputs = args.output.as_ref().map(|_| inputs_of_all(&asked));
    }
    each(&asked, |asked| match &args.data {
        Some(data) => stream::compute(args, asked, data),
        None => compute_one(args, asked, inputs.as_ref()),
    })
}

/// `inputs` is what other packages of the command read, where there are some.
fn compute_one(args: &RunArgs, asked: &Asked, inputs: Option<&Inputs>) -> Result<u8, Stop> {
    let loaded = load(asked)?;
    let mut output = Output::of(args, asked, &loaded, inputs.unwrap_or(&loaded.inputs));
    if let Some(name) = &args.scenario {
        return under_scenario(name, &mut output);
    }
    let year = loaded.package.year(args.year, &loaded.data).ok_or_else(|| loaded.stop(Finding::NoYear))?;
    let planned = loaded.package.planned(&loaded.data, year).ok_or_else(|| loaded.stop(Finding::NoYear))?;
    refuse_without_rules(&loaded, planned.plan(), year)?;
    output.few.extend(planned.findings());
    // What a page tells of earlier years is planned beside, so that tables and findings are those of every format.
    let back = (args.format == Format::Page).then(|| planned.looking_back());
    let mut unit = 0;
    for run in planned.groups() {
        for lane in 0..run.evaluation().lanes() {
            let told = back.as_ref().map(|back| back.unit(unit));
            unit += 1;
            let (of_run, of_lane) = told.as_ref().map_or((&run, lane), |told| (told, 0));
            let (sources, data) = (loaded.package.sources(), &loaded.data);
            let of = Of { run: of_run, lane: of_lane, held: &[], sources, data, under: None };
            output.add(of, run.tables_of(lane), run.findings_of(lane))?;
        }
    }
    output.finish(loaded.package.sources(), year, loaded.findings.clone())
}

/// The same with a scenario laid over the package.
fn under_scenario(name: &str, output: &mut Output) -> Result<u8, Stop> {
    let (args, loaded) = (output.args, output.loaded);
    let failed = |(findings, sources)| Stop { sources, findings, status: 2 };
    let shelf = Folder::of(&loaded.root);
    let name = shelf.named_by(name);
    let under = Under::open(&loaded.package, &loaded.data, args.year, &name, &shelf).map_err(failed)?;
    refuse_without_rules(loaded, under.plan(), under.year())?;
    output.few.extend(about_plan(under.plan()));
    let told = under.told();
    // What is assumed stands in a derivation as a number of its own, not as the formula it hides.
    let is_explained = args.format == Format::Page;
    for lane in 0..under.lanes() {
        let added = under.with_unit(lane, is_explained, |(run, held), tables, findings| {
            let of = Of { run, lane: 0, held, sources: under.sources(), data: under.data(), under: Some(&told) };
            output.add(of, tables, findings)
        });
        added.map_err(failed)??;
    }
    let of_data = loaded.findings.iter().filter(|finding| !under.gone().contains(finding));
    let of_data = of_data.chain(under.findings()).cloned().collect();
    output.finish(under.sources(), under.year(), of_data)
}

/// Refuses a year in which no rule is in force.
fn refuse_without_rules(loaded: &Loaded, plan: &Plan, year: i32) -> Result<(), Stop> {
    match engine::without_rules(plan, year, &loaded.findings) {
        None => Ok(()),
        Some(why) if why.is_empty() => Err(loaded.unfinished()),
        Some(why) => Err(loaded.stop_with(why)),
    }
}

/// The tables on their way, and what is said of them at the end.
struct Output<'a> {
    args: &'a RunArgs,
    asked: &'a Asked,
    loaded: &'a Loaded,
    inputs: &'a Inputs,
    sink: Option<Sink<'a>>,
    few: Few,
    faulty: bool,
}

impl<'a> Output<'a> {
    fn of(args: &'a RunArgs, asked: &'a Asked, loaded: &'a Loaded, inputs: &'a Inputs) -> Output<'a> {
        Output { args, asked, loaded, inputs, sink: None, few: Few::default(), faulty: false }
    }

    /// Takes the tables and findings of one unit.
    fn add(&mut self, of: Of, tables: Vec<Table>, findings: Vec<Diagnostic>) -> Result<(), Stop> {
        self.few.extend(findings);
        let tables = chosen(tables, &self.args.tables).map_err(|finding| self.loaded.stop(*finding))?;
        self.faulty |= tables.iter().any(engine::has_faults);
        let sink = match &mut self.sink {
            Some(sink) => sink,
            // Only now is it certain that there is a result.
            none => none.insert(Sink::new(self.args, self.asked, self.loaded, self.inputs)?),
        };
        sink.add(of, &tables)
    }

    /// Puts all in its place and tells what was found.
    fn finish(&mut self, sources: &Sources, year: i32, of_data: Vec<Diagnostic>) -> Result<u8, Stop> {
        if let Some(sink) = self.sink.take() {
            sink.finish()?;
        }
        let Loaded { package, data, .. } = self.loaded;
        let findings = package.told((data, year), of_data, std::mem::take(&mut self.few));
        say_findings(sources, &findings);
        Ok(u8::from(engine::has_errors(&findings) || self.faulty))
    }
}

/// How CSV is written: as asked, else as the data of the package, where all that say it agree.
pub(super) fn csv_style(args: &RunArgs, program: Option<&Program>) -> CsvStyle {
    let mut formats = program.into_iter().flat_map(|program| &program.data).filter_map(|file| file.format);
    let of_data = formats.next().filter(|first| formats.all(|other| other == *first));
    match (args.numbers, of_data) {
        (Some(Numbers::Id), _) | (None, Some(NumberFormat::Indonesian)) => CsvStyle::Id,
        (Some(Numbers::En), _) | (None, Some(NumberFormat::English) | None) => CsvStyle::En,
    }
}

/// What the result must not take the place of.
pub(super) fn guard<'i>(args: &RunArgs, inputs: &'i Inputs) -> Guard<'i> {
    let over = if args.over { Over::Anything } else { Over::Results };
    Guard { inputs, over, memory: Memory::of_person() }
}

/// The tables of a unit in the order asked; all when none was.
fn chosen(tables: Vec<Table>, asked: &[String]) -> Result<Vec<Table>, Box<Finding>> {
    if asked.is_empty() {
        return Ok(tables);
    }
    let mut result = Vec::new();
    for name in asked {
        let before = result.len();
        result.extend(tables.iter().filter(|table| table.name.eq_ignore_ascii_case(name)).cloned());
        if result.len() == before {
            let mut known: Vec<String> = tables.iter().map(|table| table.name.clone()).collect();
            known.retain(|name| !name.is_empty());
            known.dedup();
            let nearest = crate::diagnostic::nearest(name, known.iter().map(String::as_str)).map(str::to_string);
            return Err(Box::new(Finding::NoSuchTable { name: name.clone(), nearest, known }));
        }
    }
    Ok(result)
}
