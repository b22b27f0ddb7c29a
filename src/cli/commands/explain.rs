//! `takar jelaskan`: where a value comes from, down to its data cells; or what the code of a message means.

use super::super::packages::Asked;
use super::{Loaded, Stop, load, say_findings};
use crate::cli::args::{ExplainArgs, ExplainFormat};
use crate::cli::console::{self, Stream};
use crate::diagnostic::{Code, Diagnostic, Severity, nearest};
use crate::engine;
use crate::explain::codes;
use crate::finding::Finding;
use crate::number::{self, NumberStyle::Indonesian};
use crate::report::explanation::{self, Explanation, meaning};
use std::path::Path;

pub(super) fn explain(args: &ExplainArgs) -> Result<u8, Stop> {
    if args.package.is_none() && codes::is_code(&args.question) {
        return meaning(args);
    }
    let loaded = load(&Asked::alone(args.package.as_deref().unwrap_or(Path::new("."))))?;
    let year = loaded.package.year(args.year, &loaded.data).ok_or_else(|| loaded.stop(Finding::NoYear))?;
    let planned = loaded.package.planned(&loaded.data, year).ok_or_else(|| loaded.stop(Finding::NoYear))?;
    let planned = planned.asking(&args.question);
    let question = planned.question(&args.question).map_err(|unclear| stop(&loaded, *unclear))?;
    let lane = lane(&loaded, args.unit.as_deref()).map_err(|problem| stop(&loaded, *problem))?;
    let explanation = planned.unit(lane).explain(&question, 0);
    console::write(Stream::Out, &rendered(&explanation, args.format))?;
    // A table is looked at as a whole; here only what keeps the data from being read matters.
    say_findings(loaded.package.sources(), &loaded.findings);
    let faulty = explanation.things.first().is_some_and(|thing| {
        let missing = thing.value.cell.missing.as_ref();
        missing.is_some_and(|missing| missing.state.is_fault())
    });
    Ok(u8::from(faulty || engine::has_errors(&loaded.findings)))
}

/// What the code of a message means.
fn meaning(args: &ExplainArgs) -> Result<u8, Stop> {
    let found = codes::find(&args.question);
    let meaning = found.ok_or_else(|| Stop::unusable(vec![codes::unknown(&args.question)]))?;
    let text = match args.format {
        ExplainFormat::Text => {
            let console = console::console(Stream::Out);
            meaning::text(&meaning, console.width, console.color)
        }
        ExplainFormat::Markdown => meaning::markdown(&meaning),
        ExplainFormat::Json => meaning::json(&meaning),
    };
    console::write(Stream::Out, &text)?;
    Ok(0)
}

fn rendered(explanation: &Explanation, format: ExplainFormat) -> String {
    match format {
        ExplainFormat::Text => {
            let console = console::console(Stream::Out);
            explanation::text(explanation, console.width, console.color)
        }
        ExplainFormat::Markdown => explanation::markdown(explanation),
        ExplainFormat::Json => explanation::json(explanation),
    }
}

/// How many units are told when one has to be chosen.
const MOST_UNITS: usize = 20;

/// The lane of the unit asked for; of the only one when none was.
pub(super) fn lane(loaded: &Loaded, asked: Option<&str>) -> Result<usize, Box<Diagnostic>> {
    let units = loaded.data.units();
    let error = |title: String| Diagnostic::new(Code::B0019, Severity::Error, title);
    let known = || units.iter().filter(|unit| !unit.is_empty());
    let list = || {
        let more = known().count().saturating_sub(MOST_UNITS);
        let mut names: Vec<String> = known().take(MOST_UNITS).map(str::to_string).collect();
        names.extend((more > 0).then(|| format!("dan {} lagi", number::format(&more.to_string(), Indonesian))));
        names.join(", ")
    };
    match asked {
        None if units.len() > 1 => {
            let base = error("datanya memuat beberapa unit".into());
            Err(Box::new(base.advise(format!("pilih satu dengan  --unit : {}", list()))))
        }
        None => Ok(0),
        Some(asked) => engine::unit_named(units, asked).ok_or_else(|| {
            let base = error(format!("unit \"{asked}\" tidak ada dalam data"));
            Box::new(match nearest(asked, known()) {
                Some(near) => base.advise(format!("apakah maksud Anda {near}?")),
                None if list().is_empty() => base.advise("datanya tidak menyebut unit; hapus  --unit"),
                None => base.advise(format!("yang ada: {}", list())),
            })
        }),
    }
}

fn stop(loaded: &Loaded, problem: Diagnostic) -> Stop {
    let mut findings = loaded.findings.clone();
    findings.push(problem);
    Stop { sources: loaded.package.sources().clone(), findings, status: 2 }
}
