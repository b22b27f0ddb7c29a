//! `takar audit`: whether a printed report is right.

use super::super::packages::Asked;
use super::explain::lane;
use super::{Stop, load, say_findings};
use crate::audit::{self, Audit};
use crate::cli::args::{AuditArgs, AuditFormat};
use crate::cli::console::{self, Stream};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::engine;
use crate::finding::Finding;
use crate::folder::{door, files};
use std::path::Path;

/// Holds the printed tables of a package against its rules, and what its running text claims.
pub fn audit(args: &AuditArgs) -> Result<u8, Stop> {
    let mut loaded = load(&Asked::alone(&args.package))?;
    let year = loaded.package.year(args.year, &loaded.data).ok_or_else(|| loaded.stop(Finding::NoYear))?;
    let texts = texts(&loaded.root).map_err(|problems| loaded.stop_with(problems))?;
    let files = || texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let (printed, mut findings) = audit::read(files());
    let (claims, unreadable) = audit::claims(&mut loaded.package, files());
    let states_claims = loaded.package.program().is_some_and(|program| !program.claims.is_empty());
    if printed.is_empty() && claims.is_empty() && unreadable.is_empty() && !states_claims {
        return Err(loaded.stop_with(vec![nothing_printed()]));
    }
    findings.extend(unreadable);
    let lane = lane(&loaded, args.unit.as_deref()).map_err(|problem| loaded.stop_with(vec![*problem]))?;
    let data = (loaded.data.units().len() > 1).then(|| loaded.data.only(lane));
    let data = data.as_ref().unwrap_or(&loaded.data);
    let audit = audit::audit_with(&loaded.package, data, year, &printed, &claims);
    let audit = audit.ok_or_else(|| loaded.stop(Finding::NoYear))?;
    console::write(Stream::Out, &rendered(&audit, args.format))?;
    findings.splice(0..0, loaded.findings.iter().cloned());
    // Of sound rules only claims have any.
    findings.extend(loaded.package.diagnostics().iter().filter(|one| one.severity == Severity::Error).cloned());
    findings.extend(audit::diagnostics(&audit));
    say_findings(loaded.package.sources(), &findings);
    Ok(u8::from(audit.is_grave() || audit.is_idle() || engine::has_errors(&findings)))
}

fn rendered(audit: &Audit, format: AuditFormat) -> String {
    match format {
        AuditFormat::Terminal => audit::terminal(audit),
        AuditFormat::Markdown => audit::markdown(audit),
        AuditFormat::Csv => audit::csv(audit),
        AuditFormat::Json => audit::json(audit),
        AuditFormat::Junit => audit::junit(audit),
        AuditFormat::Github => audit::github(audit),
    }
}

/// The files of the folder `cetakan`, each with its name below the package.
pub(super) fn texts(root: &Path) -> Result<Vec<(String, String)>, Vec<Diagnostic>> {
    let mut names = door::names(root, audit::FOLDER).map_err(|problem| vec![*problem])?;
    names.retain(|name| audit::is_read(name) && !name.starts_with(['~', '.']));
    names.sort();
    let (mut texts, mut problems) = (Vec::new(), Vec::new());
    for name in names {
        let name = format!("{}/{name}", audit::FOLDER);
        let read = door::read_told(root, &name, files::RULE_LIMIT);
        match read.and_then(|file| files::decode(&name, &file.bytes)) {
            Ok(text) => texts.push((name, text)),
            Err(problem) => problems.push(*problem),
        }
    }
    if problems.is_empty() { Ok(texts) } else { Err(problems) }
}

fn nothing_printed() -> Diagnostic {
    let title = format!("folder \"{}\" tidak berisi tabel tercetak", audit::FOLDER);
    Diagnostic::new(Code::C0006, Severity::Error, title).advise(
        "salin tiap tabel laporan ke berkas CSV menurut nama tabelnya, misalnya  cetakan/T31.csv  untuk  tabel T31",
    )
}
