//! `takar hitung`: tables to the screen or to a file, some units at a time.

use super::faults::Faults;
use super::made::Of;
use super::sink::{self, Sink};
use super::{Loaded, Stop, each, inputs_of_all, load, say_findings, stream};
use crate::cli::args::{Format, Numbers, RUN, RunArgs};
use crate::cli::console::{self, Stream};
use crate::cli::packages::{self, Asked};
use crate::cli::shelf::Folder;
use crate::cli::write::{Guard, Inputs, Memory, Origin, Over};
use crate::data::Dataset;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::few::Few;
use crate::engine::{self, Planned, Run};
use crate::finding::{Finding, about_plan};
use crate::number::NumberFormat;
use crate::plan::Plan;
use crate::program::Program;
use crate::report::CsvStyle;
use crate::report::table::Table;
use crate::source::Sources;
use crate::whatif::{Under, Unit};

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
    let wanted = Wanted {
        year: args.year,
        tables: &args.tables,
        scenario: args.scenario.as_deref(),
        lane: None,
        is_told: args.format == Format::Page || args.charts,
    };
    let inputs = inputs.unwrap_or(&loaded.inputs);
    let mut late = Late { args, asked, loaded: &loaded, inputs, sink: None };
    let done = computed(&wanted, &loaded, &mut late)?;
    if let Some(sink) = late.sink {
        sink.finish()?;
    }
    say_findings(done.sources.as_ref().unwrap_or(loaded.package.sources()), &done.findings);
    // A table on the screen has its reasons below.
    if let Some(words) = done.unsaid().filter(|_| args.output.is_some()) {
        // Nothing is left to say it with when the error stream itself fails.
        let _ = console::write(Stream::Err, &words);
    }
    Ok(done.status())
}

/// A sink that begins with the first tables: only then is it certain that there is a result.
struct Late<'a> {
    args: &'a RunArgs,
    asked: &'a Asked,
    loaded: &'a Loaded,
    inputs: &'a Inputs,
    sink: Option<Sink<'a>>,
}

impl Taker for Late<'_> {
    fn take(&mut self, of: &Of, tables: &[Table]) -> Result<(), Stop> {
        let sink = match &mut self.sink {
            Some(sink) => sink,
            none => none.insert(Sink::new(self.args, self.asked, self.loaded, self.inputs)?),
        };
        sink.add(of, tables)
    }
}

/// What is computed, whatever becomes of it.
pub(super) struct Wanted<'a> {
    /// The year asked for.
    pub year: Option<i32>,
    /// The tables asked for; empty means all.
    pub tables: &'a [String],
    /// The scenario laid over the package.
    pub scenario: Option<&'a str>,
    /// The only unit; none for all of them.
    pub lane: Option<usize>,
    /// Whether somebody tells where figures come from, and how they were in earlier years.
    pub is_told: bool,
}

/// Who takes the tables, unit by unit.
pub(super) trait Taker {
    /// Looks at the plan of all units before they are computed; of a scenario there is none.
    fn planned(&mut self, planned: &Planned) -> Result<(), Stop> {
        let _ = planned;
        Ok(())
    }

    /// Takes those of one unit.
    fn take(&mut self, of: &Of, tables: &[Table]) -> Result<(), Stop>;
}

/// What is said when all tables are taken.
pub(super) struct Done {
    pub year: i32,
    /// The texts that findings point into, where they are not those of the package.
    pub sources: Option<Sources>,
    pub findings: Vec<Diagnostic>,
    /// The cells that are undefined or *keliru*.
    pub faults: Faults,
}

impl Done {
    /// The status of the command.
    pub fn status(&self) -> u8 {
        u8::from(engine::has_errors(&self.findings) || self.faults.are_there())
    }

    /// Why the command fails, where no finding tells it.
    pub fn unsaid(&self) -> Option<String> {
        self.faults.words().filter(|_| !engine::has_errors(&self.findings))
    }
}

/// Computes each unit once and hands its tables over.
pub(super) fn computed(wanted: &Wanted, loaded: &Loaded, taker: &mut dyn Taker) -> Result<Done, Stop> {
    let mut output = Output { wanted, loaded, taker, few: Few::default(), faults: Faults::default() };
    if let Some(name) = wanted.scenario {
        return under_scenario(name, &mut output);
    }
    let year = loaded.package.year(wanted.year, &loaded.data).ok_or_else(|| loaded.stop(Finding::NoYear))?;
    let planned = loaded.package.planned(&loaded.data, year).ok_or_else(|| loaded.stop(Finding::NoYear))?;
    refuse_without_rules(loaded, planned.plan(), year)?;
    output.taker.planned(&planned)?;
    output.few.extend(planned.findings());
    // What a page tells of earlier years is planned beside, so that tables and findings are those of every format.
    let back = wanted.is_told.then(|| planned.looking_back());
    let sources = loaded.package.sources();
    let mut one = |run: &Run, lane: usize, unit: usize, data: &Dataset| {
        let told = back.as_ref().map(|back| back.unit(unit));
        let told = told.as_ref().map_or((run, lane), |told| (told, 0));
        let of = Of { run, lane, told, held: &[], sources, data, under: None };
        output.add(&of, run.tables_of(lane), run.findings_of(lane))
    };
    match wanted.lane {
        Some(unit) => {
            let run = planned.unit(unit);
            one(&run, 0, unit, run.results().data)?;
        }
        None => {
            let mut unit = 0;
            for run in planned.groups() {
                for lane in 0..run.evaluation().lanes() {
                    one(&run, lane, unit, &loaded.data)?;
                    unit += 1;
                }
            }
        }
    }
    Ok(output.done(None, year, loaded.findings.clone()))
}

/// The same with a scenario laid over the package.
fn under_scenario(name: &str, output: &mut Output) -> Result<Done, Stop> {
    let (wanted, loaded) = (output.wanted, output.loaded);
    let failed = |(findings, sources)| Stop { sources, findings, status: 2 };
    let shelf = Folder::of(&loaded.root);
    let name = shelf.named_by(name);
    let under = Under::open(&loaded.package, &loaded.data, wanted.year, &name, &shelf).map_err(failed)?;
    refuse_without_rules(loaded, under.plan(), under.year())?;
    output.few.extend(about_plan(under.plan()));
    let (said, sources) = (under.told(), under.sources());
    let units = wanted.lane.map_or(0..under.lanes(), |lane| lane..lane + 1);
    for unit in units {
        let added = under.with_unit(unit, wanted.is_told, |Unit { run, told, held }, tables, findings| {
            let data = if wanted.lane.is_some() { run.results().data } else { under.data() };
            let (told, under) = ((told.unwrap_or(run), 0), Some(&said));
            output.add(&Of { run, lane: 0, told, held, sources, data, under }, tables, findings)
        });
        added.map_err(failed)??;
    }
    let of_data = loaded.findings.iter().filter(|finding| !under.gone().contains(finding));
    let of_data = of_data.chain(under.findings()).cloned().collect();
    Ok(output.done(Some(under.sources().clone()), under.year(), of_data))
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
    wanted: &'a Wanted<'a>,
    loaded: &'a Loaded,
    taker: &'a mut dyn Taker,
    few: Few,
    faults: Faults,
}

impl Output<'_> {
    /// Takes the tables and findings of one unit.
    fn add(&mut self, of: &Of, tables: Vec<Table>, findings: Vec<Diagnostic>) -> Result<(), Stop> {
        self.few.extend(findings);
        let tables = chosen(tables, self.wanted.tables).map_err(|finding| self.loaded.stop(*finding))?;
        tables.iter().for_each(|table| self.faults.note(table));
        self.taker.take(of, &tables)
    }

    fn done(&mut self, sources: Option<Sources>, year: i32, of_data: Vec<Diagnostic>) -> Done {
        let Loaded { package, data, .. } = self.loaded;
        let findings = package.told((data, year), of_data, std::mem::take(&mut self.few));
        Done { year, sources, findings, faults: std::mem::take(&mut self.faults) }
    }
}

/// How CSV is written: as asked, else as the data of the package, where all that say it agree.
pub(super) fn csv_style(numbers: Option<Numbers>, program: Option<&Program>) -> CsvStyle {
    let mut formats = program.into_iter().flat_map(|program| &program.data).filter_map(|file| file.format);
    let of_data = formats.next().filter(|first| formats.all(|other| other == *first));
    match (numbers, of_data) {
        (Some(Numbers::Id), _) | (None, Some(NumberFormat::Indonesian)) => CsvStyle::Id,
        (Some(Numbers::En), _) | (None, Some(NumberFormat::English) | None) => CsvStyle::En,
    }
}

/// What the result must not take the place of; `of` says of what it is where the program names it.
pub(super) fn guard<'i>(args: &RunArgs, inputs: &'i Inputs, of: Option<Origin>) -> Guard<'i> {
    let over = if args.over { Over::Anything } else { Over::Results };
    Guard { inputs, over, memory: Memory::of_person(), of }
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
