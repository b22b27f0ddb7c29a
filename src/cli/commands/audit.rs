//! `takar audit`: whether a printed report is right.

use super::super::packages::Asked;
use super::explain::lane;
use super::{Loaded, Stop, load, say_findings};
use crate::audit::{self, Audit};
use crate::cli::args::{AuditArgs, AuditFormat};
use crate::cli::console::{self, Stream};
use crate::cli::progress::late;
use crate::cli::write::{Fresh, Guard, Memory, Over};
use crate::diagnostic::few::Few;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::engine;
use crate::finding::Finding;
use crate::folder::{door, files};
use indicatif::ProgressBar;
use std::path::Path;

/// Holds the printed tables of a package against its rules, and what its running text claims.
pub fn audit(args: &AuditArgs) -> Result<u8, Stop> {
    let mut loaded = load(&Asked::alone(&args.package))?;
    let year = loaded.package.year(args.year, &loaded.data).ok_or_else(|| loaded.stop(Finding::NoYear))?;
    let (texts, mut passed) = texts(&loaded.root).map_err(|problem| loaded.stop_with(vec![*problem]))?;
    let files = || texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let (printed, mut findings) = audit::read(files());
    let (claims, unreadable) = audit::claims(&mut loaded.package, files());
    let states_claims = loaded.package.program().is_some_and(|program| !program.claims.is_empty());
    if printed.is_empty() && claims.is_empty() && unreadable.is_empty() && !states_claims {
        // Why what is there is no table comes first.
        if !engine::has_errors(&findings) && !engine::has_errors(&passed) {
            findings.push(nothing_printed());
        }
        findings.append(&mut passed);
        return Err(loaded.stop_with(findings));
    }
    findings.extend(unreadable);
    let lane = lane(&loaded, args.unit.as_deref()).map_err(|problem| loaded.stop_with(vec![*problem]))?;
    let data = (loaded.data.units().len() > 1).then(|| loaded.data.only(lane));
    let (bar, data) = (ProgressBar::hidden(), data.as_ref().unwrap_or(&loaded.data));
    let watch = |done, all| late(&bar, done, all);
    let audit = audit::watched(&loaded.package, data, year, &printed, &claims, &watch);
    bar.finish_and_clear();
    let audit = audit.ok_or_else(|| loaded.stop(Finding::NoYear))?;
    let text = rendered(&audit, args);
    match &args.output {
        Some(path) => save(path, &text, args.over, &loaded)?,
        None if args.format == AuditFormat::Terminal => console::say(Stream::Out, &text)?,
        None => console::write(Stream::Out, &text)?,
    }
    findings.extend(passed);
    findings.extend(audit::diagnostics(&audit));
    let mut few = Few::by_code();
    few.extend(findings);
    // Those of the rules are few already.
    let mut findings = loaded.findings.clone();
    // Of sound rules only claims have any.
    findings.extend(loaded.package.diagnostics().iter().filter(|one| one.severity == Severity::Error).cloned());
    findings.extend(few.into_findings());
    say_findings(loaded.package.sources(), &findings);
    Ok(u8::from(audit.is_grave() || audit.is_idle() || engine::has_errors(&findings)))
}

/// Writes the findings to a file, never over what was read or what somebody else wrote.
fn save(path: &Path, text: &str, over: bool, loaded: &Loaded) -> Result<(), Stop> {
    let mut inputs = loaded.inputs.clone();
    inputs.add_folder(&loaded.root.join(audit::FOLDER), audit::FOLDER);
    let over = if over { Over::Anything } else { Over::Results };
    let mut file = Fresh::result(path, Guard { inputs: &inputs, over, memory: Memory::of_person() }, None)?;
    file.add(text.as_bytes())?;
    Ok(file.finish()?)
}

fn rendered(audit: &Audit, args: &AuditArgs) -> String {
    match args.format {
        AuditFormat::Terminal => audit::terminal(audit),
        AuditFormat::Markdown => audit::markdown(audit),
        AuditFormat::Csv => audit::csv(audit),
        AuditFormat::Json => audit::json(audit),
        AuditFormat::Junit => audit::junit(audit),
        AuditFormat::Github => audit::github_below(audit, &below(&args.package)),
    }
}

/// The folder of a package as its repository has it, with the slash behind it: a host finds files from the top. Without a
/// repository as the working folder has it, and nothing for what lies elsewhere.
fn below(package: &Path) -> String {
    let Ok(real) = package.canonicalize() else { return String::new() };
    let folder = if real.is_dir() { &*real } else { real.parent().unwrap_or(&real) };
    let here = || std::env::current_dir().and_then(|here| here.canonicalize()).ok();
    let top = folder.ancestors().find(|above| above.join(".git").exists()).map(Path::to_path_buf).or_else(here);
    let inside = top.and_then(|top| folder.strip_prefix(top).ok().map(Path::to_path_buf)).unwrap_or_default();
    let names = inside.components().map(|part| format!("{}/", part.as_os_str().to_string_lossy()));
    names.collect()
}

/// Files, each with its name below the package and its text.
type Texts = Vec<(String, String)>;

/// The files of the folder `cetakan`, and what is said of those that are passed over or cannot be read: the rest is audited.
pub(super) fn texts(root: &Path) -> Result<(Texts, Vec<Diagnostic>), Box<Diagnostic>> {
    let mut names = door::names(root, audit::FOLDER)?;
    names.sort();
    let (mut texts, mut passed) = (Vec::new(), Vec::new());
    let mut all = 0;
    for name in names.iter().filter(|name| !name.starts_with(['~', '.'])) {
        let is_read = audit::is_read(name);
        let name = format!("{}/{name}", audit::FOLDER);
        if !is_read || root.join(&name).is_dir() {
            passed.push(passed_over(&name));
            continue;
        }
        let read = door::read_told(root, &name, files::RULE_LIMIT);
        match read.and_then(|file| files::decode(&name, &file.bytes)) {
            Ok(text) if all + text.len() > MOST_TEXT => passed.push(too_much(&name)),
            Ok(text) => {
                all += text.len();
                texts.push((name, text));
            }
            Err(problem) => passed.push(*problem),
        }
    }
    Ok((texts, passed))
}

/// So many bytes all printed tables of a package have together.
const MOST_TEXT: usize = 64 << 20;

fn too_much(name: &str) -> Diagnostic {
    let title = format!("\"{name}\" tidak dibaca: isi folder {} lebih dari {} MB", audit::FOLDER, MOST_TEXT >> 20);
    Diagnostic::new(Code::C0012, Severity::Error, title)
        .at_place(Place::File(name.to_string()), "")
        .advise("simpan hanya tabel yang tercetak dalam laporan, tanpa lembar datanya")
}

/// What stands beside the printed tables and is none: a workbook, a folder of its own.
fn passed_over(name: &str) -> Diagnostic {
    let title = format!("\"{name}\" bukan tabel tercetak; tidak dibaca");
    Diagnostic::new(Code::C0007, Severity::Warning, title).at_place(Place::File(name.to_string()), "").advise(format!(
        "simpan tabelnya sebagai CSV langsung di dalam folder {}, menurut nama tabelnya",
        audit::FOLDER
    ))
}

fn nothing_printed() -> Diagnostic {
    let title = format!("folder \"{}\" tidak berisi tabel tercetak", audit::FOLDER);
    Diagnostic::new(Code::C0006, Severity::Error, title).advise(
        "salin tiap tabel laporan ke berkas CSV menurut nama tabelnya, misalnya  cetakan/T31.csv  untuk  tabel T31",
    )
}
