//! `takar hitung`: tables to the screen or to a file, some units at a time.

use super::sink::{self, Sink};
use super::{Stop, each, inputs_of_all, load, say_findings, stream};
use crate::cli::args::{Numbers, RUN, RunArgs};
use crate::cli::packages::{self, Asked};
use crate::cli::write::{Guard, Inputs, Memory, Over};
use crate::diagnostic::few::Few;
use crate::engine;
use crate::finding::Finding;
use crate::number::NumberFormat;
use crate::program::Program;
use crate::report::CsvStyle;
use crate::report::table::Table;

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
    let inputs = inputs.unwrap_or(&loaded.inputs);
    let year = loaded.package.year(args.year, &loaded.data).ok_or_else(|| loaded.stop(Finding::NoYear))?;
    let planned = loaded.package.planned(&loaded.data, year).ok_or_else(|| loaded.stop(Finding::NoYear))?;
    if planned.plan().values.keys().all(|(_, _, in_force)| in_force.year != year) {
        // Data that cannot be read name nothing: what is wrong with them is the reason.
        return Err(match engine::has_errors(&loaded.findings) {
            true => loaded.unfinished(),
            false => loaded.stop(Finding::NothingInForce { year }),
        });
    }
    let (mut few, mut faulty) = (Few::default(), false);
    let mut sink: Option<Sink> = None;
    few.extend(planned.findings());
    for run in planned.groups() {
        for lane in 0..run.evaluation().lanes() {
            few.extend(run.findings_of(lane));
            let tables = chosen(run.tables_of(lane), &args.tables).map_err(|finding| loaded.stop(*finding))?;
            faulty |= tables.iter().any(engine::has_faults);
            let sink = match &mut sink {
                Some(sink) => sink,
                // Only now is it certain that there is a result.
                none => none.insert(Sink::new(args, asked, &loaded, inputs)?),
            };
            sink.add(&tables)?;
        }
    }
    if let Some(sink) = sink {
        sink.finish()?;
    }
    let mut findings = loaded.package.diagnostics().to_vec();
    findings.extend(loaded.findings.iter().cloned());
    let known = loaded.data.years();
    if !known.is_empty() && !known.contains(&year) && !engine::has_errors(&loaded.findings) {
        findings.push(Finding::NoDataOfYear { year, known: known.into_iter().collect() }.into_diagnostic());
    }
    findings.extend(few.into_findings());
    say_findings(loaded.package.sources(), &findings);
    Ok(u8::from(engine::has_errors(&findings) || faulty))
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
