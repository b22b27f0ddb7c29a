//! `takar periksa`: what is wrong with the rules of a package and with its scenarios.

use super::super::args::{CheckArgs, CheckFormat};
use super::super::console::{self, Stream};
use super::super::files;
use super::super::shelf::Folder;
use super::{Rules, Stop, load_rules, read_data, say_findings};
use crate::diagnostic::Diagnostic;
use crate::engine::{self, Package};
use crate::program::EXAMPLE_YEAR;
use crate::report::diagnostics;
use crate::whatif;
use std::path::Path;

/// Tells every finding; none of the data, which are not looked at but for the codes that scenarios name.
pub fn check(args: &CheckArgs) -> Result<u8, Stop> {
    let Rules { root, mut package, mut findings, .. } = load_rules(&args.package)?;
    findings.extend_from_slice(package.diagnostics());
    // A single file is no package that scenarios could stand beside.
    if args.package.is_dir() {
        check_scenarios(&root, &mut package, &mut findings)?;
    }
    match args.format {
        CheckFormat::Json => console::write(Stream::Out, &diagnostics::json(package.sources(), &findings))?,
        CheckFormat::Terminal => {
            say_findings(package.sources(), &findings);
            if findings.is_empty() {
                console::write(Stream::Out, "tidak ada kesalahan\n")?;
            }
        }
    }
    Ok(u8::from(engine::has_errors(&findings)))
}

fn check_scenarios(root: &Path, package: &mut Package, findings: &mut Vec<Diagnostic>) -> Result<(), Stop> {
    let mut scenarios = Vec::new();
    for file in Folder::of(root).files().map_err(Stop::unusable)? {
        let text = files::decode(&file.name, &file.bytes)?;
        scenarios.push(package.keep(file.name, text));
    }
    if scenarios.is_empty() {
        return Ok(());
    }
    let (data, problems, unreadable) = read_data(root, package);
    if unreadable {
        findings.extend(problems);
        return Err(Stop { sources: package.sources().clone(), findings: std::mem::take(findings), status: 2 });
    }
    let year = package.year(None, &data).unwrap_or(EXAMPLE_YEAR);
    findings.extend(scenarios.into_iter().flat_map(|id| whatif::review(package, id, &data, year)));
    Ok(())
}
