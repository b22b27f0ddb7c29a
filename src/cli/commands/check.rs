//! `takar periksa`: what is wrong with the rules of a package, with its data and with its scenarios.

use super::super::args::{CHECK, CheckArgs, CheckFormat};
use super::super::console::{self, Stream};
use super::super::packages::{self, Asked};
use super::super::shelf;
use super::{Rules, Stop, each_of, load_rules, name_folder, say_findings};
use crate::audit::{self, Claims};
use crate::diagnostic::{Diagnostic, Severity};
use crate::engine::{self, Package};
use crate::folder::{Folder, files};
use crate::program::EXAMPLE_YEAR;
use crate::report::diagnostics;
use crate::source::SourceId;
use crate::whatif;

/// Tells every finding about rules, data and scenarios. Nothing is computed.
pub fn check(args: &CheckArgs) -> Result<u8, Stop> {
    match args.format {
        CheckFormat::Terminal => each_of(&args.packages, CHECK, |asked| {
            let (package, findings) = checked(asked, args.without_data)?;
            say_findings(package.sources(), &findings);
            if findings.is_empty() && !asked.is_one_of_several {
                console::write(Stream::Out, "tidak ada kesalahan\n")?;
            }
            let has_data = package.names_data();
            if !args.without_data && has_data && !asked.is_one_of_several && !engine::has_errors(&findings) {
                console::say(Stream::Out, NOT_COMPUTED)?;
            }
            // What a cell may hold is the matter of rules that are sound.
            let told = match package.program() {
                None if has_data => Some("data belum diperiksa: betulkan aturannya dulu"),
                Some(_) if has_data && args.without_data => Some("data belum diperiksa"),
                Some(_) | None => None,
            };
            if let Some(told) = told {
                console::write(Stream::Out, &asked.line(told))?;
            }
            Ok(u8::from(engine::has_errors(&findings)))
        }),
        CheckFormat::Json => as_json(&packages::meant(&args.packages, CHECK)?, args.without_data),
    }
}

/// What a check leaves open.
const NOT_COMPUTED: &str =
    "angka dalam data belum dibandingkan dengan hitungannya: jalankan  takar hitung  atau  takar uji\n";

/// One document for all packages that can be read.
fn as_json(asked: &[Asked], without_data: bool) -> Result<u8, Stop> {
    let (mut all, mut status) = (Vec::new(), 0);
    for asked in asked {
        match checked(asked, without_data) {
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

fn checked(asked: &Asked, without_data: bool) -> Result<(Package, Vec<Diagnostic>), Stop> {
    let Rules { mut folder, .. } = load_rules(asked)?;
    let mut findings = std::mem::take(&mut folder.findings);
    findings.extend_from_slice(folder.package.diagnostics());
    name_folder(asked, &mut findings);
    // A single file is no package that scenarios could stand beside.
    let scenarios = if asked.path.is_dir() { scenarios(&mut folder)? } else { Vec::new() };
    let claims = if asked.path.is_dir() { claims(&mut folder, &mut findings)? } else { Claims::default() };
    if without_data && scenarios.is_empty() && claims.is_empty() {
        return Ok((folder.package, findings));
    }
    let read = match folder.read_data() {
        Ok(read) => read,
        Err(unreadable) => {
            findings.extend(unreadable.into_findings());
            return Err(Stop { sources: folder.package.sources().clone(), findings, status: 2 });
        }
    };
    let year = folder.package.year(None, &read.data).unwrap_or(EXAMPLE_YEAR);
    let reviews = scenarios.into_iter().flat_map(|id| whatif::review(&folder.package, id, &read.data, year));
    findings.extend(reviews);
    findings.extend(audit::review(&folder.package, &read.data, &claims));
    if !without_data {
        findings.extend(read.findings);
        findings.extend(folder.package.without_money(&read.data));
        findings.extend(folder.package.in_tables(&read.data));
    }
    Ok((folder.package, findings))
}

/// The claims that stand beside printed tables; they name codes of the data, too.
fn claims(folder: &mut Folder, findings: &mut Vec<Diagnostic>) -> Result<Claims, Stop> {
    let beside = super::audit::beside(&folder.root, false).map_err(|problem| Stop::unusable(vec![*problem]))?;
    findings.extend(beside.passed.into_iter().filter(|one| one.severity == Severity::Error));
    let files = beside.texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let (claims, unreadable) = audit::claims(&mut folder.package, files);
    findings.extend(unreadable);
    Ok(claims)
}

/// The scenarios of a package; they name codes of its data.
fn scenarios(folder: &mut Folder) -> Result<Vec<SourceId>, Stop> {
    let mut scenarios = Vec::new();
    for file in shelf::Folder::of(&folder.root).files().map_err(Stop::unusable)? {
        let text = files::decode(&file.name, &file.bytes)?;
        scenarios.push(folder.package.keep(file.name, text));
    }
    Ok(scenarios)
}
