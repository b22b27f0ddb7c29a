//! `takar bandingkan`: what two sets of rules mean differently, and which values of the data are others because of what.

use super::super::packages::Asked;
use super::{Loaded, Stop, load, say_findings};
use crate::cli::args::{CompareArgs, Format};
use crate::cli::console::{self, Stream};
use crate::compare::{Side, compare as compared};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::finding::Finding;
use crate::report::table::Table;
use crate::report::{CsvStyle, csv, json, markdown, terminal};
use crate::resolve;

pub(super) fn compare(args: &CompareArgs) -> Result<u8, Stop> {
    let old = load(&Asked::alone(&args.old))?;
    let other = args.new.as_ref().map(|path| load(&Asked::alone(path))).transpose()?;
    let new = other.as_ref().unwrap_or(&old);
    let year_of = |loaded: &Loaded| loaded.package.year(None, &loaded.data).ok_or_else(|| loaded.stop(Finding::NoYear));
    let (first, second) = match (args.years.as_slice(), &other) {
        ([first, second], _) => (*first, *second),
        ([only], Some(_)) => (*only, *only),
        ([], Some(_)) => (year_of(&old)?, year_of(new)?),
        (_, _) => return Err(Stop::unusable(vec![two_years(args.years.len())])),
    };
    let (Some(before), Some(after)) = (old.package.program(), new.package.program()) else {
        return Err(new.unfinished());
    };
    let (before, after) = (resolve::with_data(before, &new.data), resolve::with_data(after, &new.data));
    let old_side = Side { program: &before, sources: old.package.sources(), year: first };
    let new_side = Side { program: &after, sources: new.package.sources(), year: second };
    let found = compared(old_side, new_side, &new.data);
    if found.is_strange {
        return Err(Stop::unusable(vec![strangers()]));
    }
    console::write(Stream::Out, &rendered(&found.tables, args.format))?;
    say_findings(new.package.sources(), &new.findings);
    Ok(u8::from(crate::engine::has_errors(&new.findings)))
}

fn rendered(tables: &[Table], format: Format) -> String {
    match format {
        Format::Terminal => {
            let console = console::console(Stream::Out);
            tables.iter().map(|table| terminal(table, console.width, console.color)).collect::<Vec<_>>().join("\n")
        }
        Format::Markdown => tables.iter().map(markdown).collect::<Vec<_>>().join("\n"),
        Format::Csv => csv(tables, CsvStyle::En),
        Format::Json => json(tables),
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
