//! `takar periksa`: what is wrong with the rules of a package and with its scenarios.

use super::super::args::{CHECK, CheckArgs, CheckFormat};
use super::super::console::{self, Stream};
use super::super::packages::{self, Asked};
use super::super::shelf;
use super::{Rules, Stop, each, load_rules, say_findings};
use crate::diagnostic::Diagnostic;
use crate::engine::{self, Package};
use crate::folder::{Folder, files};
use crate::program::EXAMPLE_YEAR;
use crate::report::diagnostics;
use crate::whatif;

/// Tells every finding; none of the data, which are not looked at but for the codes that scenarios name.
pub fn check(args: &CheckArgs) -> Result<u8, Stop> {
    match args.format {
        CheckFormat::Terminal => each(&packages::meant(&args.packages, CHECK)?, |asked| {
            let (package, findings) = checked(asked)?;
            say_findings(package.sources(), &findings);
            if findings.is_empty() && !asked.is_one_of_several {
                console::write(Stream::Out, "tidak ada kesalahan\n")?;
            }
            Ok(u8::from(engine::has_errors(&findings)))
        }),
        CheckFormat::Json => as_json(&packages::meant(&args.packages, CHECK)?),
    }
}

/// One document for all packages that can be read.
fn as_json(asked: &[Asked]) -> Result<u8, Stop> {
    let (mut all, mut status) = (Vec::new(), 0);
    for asked in asked {
        match checked(asked) {
            Ok(one) => all.push(one),
            Err(stop) => status = status.max(stop.below(asked).tell()),
        }
    }
    if !all.is_empty() {
        let all: Vec<_> = all.iter().map(|(package, findings)| (package.sources(), findings.as_slice())).collect();
        status = status.max(u8::from(all.iter().any(|(_, findings)| engine::has_errors(findings))));
        console::write(Stream::Out, &diagnostics::json_of_all(&all))?;
    }
    Ok(status)
}

fn checked(asked: &Asked) -> Result<(Package, Vec<Diagnostic>), Stop> {
    let Rules { mut folder, .. } = load_rules(asked)?;
    let mut findings = std::mem::take(&mut folder.findings);
    findings.extend_from_slice(folder.package.diagnostics());
    // A single file is no package that scenarios could stand beside.
    if asked.path.is_dir() {
        check_scenarios(&mut folder, &mut findings)?;
    }
    Ok((folder.package, findings))
}

fn check_scenarios(folder: &mut Folder, findings: &mut Vec<Diagnostic>) -> Result<(), Stop> {
    let mut scenarios = Vec::new();
    for file in shelf::Folder::of(&folder.root).files().map_err(Stop::unusable)? {
        let text = files::decode(&file.name, &file.bytes)?;
        scenarios.push(folder.package.keep(file.name, text));
    }
    if scenarios.is_empty() {
        return Ok(());
    }
    let read = match folder.read_data() {
        Ok(read) => read,
        Err(unreadable) => {
            findings.extend(unreadable.into_findings());
            return Err(Stop {
                sources: folder.package.sources().clone(),
                findings: std::mem::take(findings),
                status: 2,
            });
        }
    };
    let year = folder.package.year(None, &read.data).unwrap_or(EXAMPLE_YEAR);
    findings.extend(scenarios.into_iter().flat_map(|id| whatif::review(&folder.package, id, &read.data, year)));
    Ok(())
}
