//! `takar bandingkan`: what two sets of rules mean differently, and which values of the data are others because of what.

use super::super::packages::{self, Asked};
use super::{Loaded, Rules, Stop, add_data, load, load_rules, say_findings};
use crate::cli::args::{CompareArgs, Format};
use crate::cli::console::{self, Stream};
use crate::cli::write::{Fresh, Guard, Inputs, Memory, Over};
use crate::compare::{Comparison, Side, compare as compared};
use crate::data::Dataset;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::engine;
use crate::finding::Finding;
use crate::program::Program;
use crate::report::{CsvStyle, csv, markdown, terminal};

pub(super) fn compare(args: &CompareArgs) -> Result<u8, Stop> {
    let Some(path) = &args.new else {
        let only = load(&Asked::alone(&args.old))?;
        let [first, second] = args.years[..] else {
            return Err(Stop::unusable(vec![two_years(args.years.len())]));
        };
        let Some(program) = only.package.program() else { return Err(only.unfinished()) };
        let side = |year| Side { program, sources: only.package.sources(), year };
        return told(args, side(first), side(second), &only, &only.inputs);
    };
    let [asked, asked_new] = [&args.old, path].map(|path| packages::beside(path));
    let new = load(&asked_new).map_err(|stop| stop.below(&asked_new))?;
    // The data are those of the new one; those of the old one may be away, as in a copy of the rules alone.
    let Rules { mut folder, mut inputs } = load_rules(&asked).map_err(|stop| stop.below(&asked))?;
    let own = folder.read_data().map(|read| read.data).unwrap_or_default();
    add_data(&mut inputs, &folder.root, &folder.package);
    inputs.extend(new.inputs.clone());
    let old = Loaded { root: folder.root, package: folder.package, data: own, findings: folder.findings, inputs };
    let (Some(before), Some(after)) = (old.package.program(), new.package.program()) else {
        return Err(old.unfinished().below(&asked));
    };
    let years = match args.years[..] {
        [first, second] => [first, second],
        [only] => [only, only],
        [] => {
            let second = new.package.year(None, &new.data).ok_or_else(|| new.stop(Finding::NoYear))?;
            [old.package.year(None, &old.data).unwrap_or(second), second]
        }
        _ => return Err(Stop::unusable(vec![two_years(args.years.len())])),
    };
    let old_side = Side { program: before, sources: old.package.sources(), year: years[0] };
    let new_side = Side { program: after, sources: new.package.sources(), year: years[1] };
    for (loaded, side) in [(&old, old_side), (&new, new_side)] {
        if !has_rules(side.program, side.year) {
            return Err(loaded.stop(Finding::NothingInForce { year: side.year }));
        }
    }
    told(args, old_side, new_side, &new, &old.inputs)
}

/// Says what came out, where it is asked for.
fn told(args: &CompareArgs, old: Side, new: Side, loaded: &Loaded, inputs: &Inputs) -> Result<u8, Stop> {
    for side in [old, new] {
        if !has_rules(side.program, side.year) {
            return Err(loaded.stop(Finding::NothingInForce { year: side.year }));
        }
    }
    let found = compared(old, new, &loaded.data, &|program| loaded.package.read_as(program, &loaded.data));
    if found.is_strange {
        return Err(Stop::unusable(vec![strangers()]));
    }
    match &args.output {
        Some(path) => {
            let over = if args.over { Over::Anything } else { Over::Results };
            let guard = Guard { inputs, over, memory: Memory::of_person(), of: None };
            let mut file = Fresh::result(path, guard, None)?;
            file.add(rendered(&found, args.format, true).as_bytes())?;
            file.finish()?;
        }
        None => console::write(Stream::Out, &rendered(&found, args.format, false))?,
    }
    let mut findings = loaded.findings.clone();
    findings.extend(without_data([old.year, new.year], &loaded.data));
    say_findings(loaded.package.sources(), &findings);
    Ok(u8::from(engine::has_errors(&loaded.findings)))
}

/// What is said where nothing is computed because the data have no year that the rules are compared in.
fn without_data([old, new]: [i32; 2], data: &Dataset) -> Option<Diagnostic> {
    let known = data.years();
    if known.is_empty() || known.contains(&new) {
        return None;
    }
    let has_old = old != new && known.contains(&old);
    let told = Finding::NoDataOfYear { year: new, known: known.into_iter().collect() }.into_diagnostic();
    let told = told.because("nilai dibandingkan pada data tahun yang disebut terakhir");
    Some(match has_old {
        true => {
            told.advise(format!("pengaruhnya pada data {old}:  takar bandingkan PAKET --tahun {new} --tahun {old}"))
        }
        false => told,
    })
}

fn has_rules(program: &Program, year: i32) -> bool {
    let of_data = program.generals.iter().filter(|general| general.prefix.is_some());
    let mut years = program.definitions.iter().map(|one| one.in_force).chain(of_data.map(|general| general.in_force));
    years.any(|years| years.covers(year))
}

fn rendered(found: &Comparison, format: Format, is_file: bool) -> String {
    let tables = &found.tables;
    match format {
        Format::Terminal => {
            let console = console::console(Stream::Out);
            let color = console.color && !is_file;
            tables.iter().map(|table| terminal(table, console.width, color)).collect::<Vec<_>>().join("\n")
        }
        Format::Markdown => tables.iter().map(markdown).collect::<Vec<_>>().join("\n"),
        Format::Csv => csv(tables, CsvStyle::En),
        Format::Json => found.json.clone(),
        // The command line refuses it.
        Format::Workbook | Format::Docx | Format::Page => String::new(),
    }
}

fn two_years(count: usize) -> Diagnostic {
    let title = match count {
        0 | 1 => "satu paket dibandingkan antara dua tahun",
        _ => "yang dibandingkan dua tahun, bukan lebih",
    };
    let finding = Diagnostic::new(Code::B0024, Severity::Error, title);
    finding.advise("tulis  takar bandingkan PAKET --tahun 2024 --tahun 2025 , atau sebut dua folder")
}

fn strangers() -> Diagnostic {
    let title = "kedua aturan tidak punya satu nama pun yang sama";
    let finding = Diagnostic::new(Code::B0025, Severity::Error, title);
    finding.advise("sebut dua versi dari paket yang sama, yang lama dahulu")
}
