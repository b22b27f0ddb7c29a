//! `takar audit`: whether a printed report is right.

use super::super::packages::Asked;
use super::audited_year::other_year;
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
    let mut beside = beside(&loaded.root, true).map_err(|problem| loaded.stop_with(vec![*problem]))?;
    let mut passed = std::mem::take(&mut beside.passed);
    let Beside { texts, office, .. } = &beside;
    let files = || texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let lane = lane(&loaded, args.unit.as_deref());
    let unit = lane.as_ref().ok().copied();
    let (printed, mut findings) = read(&loaded, (year, unit), texts, office);
    let (claims, unreadable) = audit::claims(&mut loaded.package, files());
    let states_claims = loaded.package.program().is_some_and(|program| !program.claims.is_empty());
    if printed.iter().all(|table| table.is_passed) && claims.is_empty() && unreadable.is_empty() && !states_claims {
        // Why what is there is no table comes first.
        if !engine::has_errors(&findings) && !engine::has_errors(&passed) {
            findings.push(nothing_printed(!office.is_empty()));
        }
        findings.append(&mut passed);
        return Err(loaded.stop_with(findings));
    }
    findings.extend(unreadable);
    let lane = lane.map_err(|problem| loaded.stop_with(vec![*problem]))?;
    let data = (loaded.data.units().len() > 1).then(|| loaded.data.only(lane));
    let (bar, data) = (ProgressBar::hidden(), data.as_ref().unwrap_or(&loaded.data));
    let watch = |done, all| late(&bar, done, all);
    let audit = audit::watched(&loaded.package, data, year, &printed, &claims, &watch);
    bar.finish_and_clear();
    let mut audit = audit.ok_or_else(|| loaded.stop(Finding::NoYear))?;
    // Of sound rules only claims have any.
    let is_error = |one: &&Diagnostic| one.severity == Severity::Error;
    let of_claims: Vec<Diagnostic> = loaded.package.diagnostics().iter().filter(is_error).cloned().collect();
    let unclaimed = audit.unclaimed.clone();
    let unread = findings.iter().chain(&passed).chain(&unclaimed).chain(&of_claims);
    audit.pass(loaded.package.sources(), unread);
    let text = rendered(&audit, args);
    match &args.output {
        Some(path) => save(path, &text, args.over, &loaded)?,
        None if args.format == AuditFormat::Terminal => console::say(Stream::Out, &text)?,
        None => console::write(Stream::Out, &text)?,
    }
    if args.year.is_none() {
        findings.extend(other_year(&loaded, (data, unit), (&beside, &claims), &audit));
    }
    findings.extend(passed);
    findings.extend(audit::diagnostics(&audit));
    let mut few = Few::by_code();
    few.extend(findings);
    // Those of the rules are few already.
    let mut findings = loaded.findings.clone();
    findings.extend(of_claims);
    findings.extend(few.into_findings());
    say_findings(loaded.package.sources(), &findings);
    Ok(u8::from(audit.is_grave() || audit.is_idle() || engine::has_errors(&findings)))
}

/// Writes the findings to a file, never over what was read or what somebody else wrote.
fn save(path: &Path, text: &str, over: bool, loaded: &Loaded) -> Result<(), Stop> {
    let mut inputs = loaded.inputs.clone();
    inputs.add_folder(&loaded.root.join(audit::FOLDER), audit::FOLDER);
    let over = if over { Over::Anything } else { Over::Results };
    let mut file = Fresh::result(path, Guard { inputs: &inputs, over, memory: Memory::of_person(), of: None }, None)?;
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

/// The files of the folder `cetakan`, each with its name below the package.
pub(super) struct Beside {
    pub texts: Vec<(String, String)>,
    /// Workbooks, documents and web pages.
    pub office: Vec<(String, Vec<u8>)>,
    /// What is said of those that are passed over or cannot be read: the rest is audited.
    pub passed: Vec<Diagnostic>,
}

#[cfg(feature = "office")]
pub(super) fn read(
    loaded: &Loaded,
    (year, unit): (i32, Option<usize>),
    texts: &[(String, String)],
    office: &[(String, Vec<u8>)],
) -> (Vec<audit::PrintedTable>, Vec<Diagnostic>) {
    let texts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let office: Vec<(&str, &[u8])> = office.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    audit::read_with((&loaded.package, &loaded.data, year, unit), &texts, &office)
}

#[cfg(not(feature = "office"))]
pub(super) fn read(
    _: &Loaded,
    _: (i32, Option<usize>),
    texts: &[(String, String)],
    _: &[(String, Vec<u8>)],
) -> (Vec<audit::PrintedTable>, Vec<Diagnostic>) {
    audit::read(texts.iter().map(|(name, text)| (name.as_str(), text.as_str())))
}

/// What a workbook or document may be called.
const OFFICE: [&str; 12] =
    ["xlsx", "xlsm", "xltx", "xls", "xlsb", "ods", "fods", "docx", "docm", "dotx", "html", "htm"];

/// A workbook under the name of a text is one all the same.
const PACKED: &[u8] = b"PK\x03\x04";

fn is_office(name: &str) -> bool {
    let is_one = |(_, ending): (&str, &str)| OFFICE.contains(&ending.to_ascii_lowercase().as_str());
    cfg!(feature = "office") && name.rsplit_once('.').is_some_and(is_one)
}

/// Reads the folder `cetakan`; workbooks and documents only where they are wanted.
pub(super) fn beside(root: &Path, wants_office: bool) -> Result<Beside, Box<Diagnostic>> {
    let mut names = door::names(root, audit::FOLDER)?;
    names.sort();
    let (mut texts, mut office, mut passed) = (Vec::new(), Vec::new(), Vec::new());
    let mut all = 0;
    for name in names.iter().filter(|name| !name.starts_with(['~', '.'])) {
        let (is_read, is_office) = (audit::is_read(name), is_office(name));
        let name = format!("{}/{name}", audit::FOLDER);
        if !is_read && !is_office || root.join(&name).is_dir() {
            passed.push(passed_over(&name));
            continue;
        }
        if is_office && !wants_office {
            continue;
        }
        let limit = if is_office { MOST_OFFICE } else { files::RULE_LIMIT };
        let read = door::read_told(root, &name, limit);
        let is_packed =
            |bytes: &[u8]| cfg!(feature = "office") && audit::is_printed(&name) && bytes.starts_with(PACKED);
        let read = match read {
            Ok(file) if is_office || is_packed(&file.bytes) => {
                office.push((name, file.bytes));
                continue;
            }
            read => read,
        };
        match read.and_then(|file| files::decode(&name, &file.bytes)) {
            Ok(text) if all + text.len() > MOST_TEXT => passed.push(too_much(&name)),
            Ok(text) => {
                all += text.len();
                texts.push((name, text));
            }
            Err(problem) => passed.push(*problem),
        }
    }
    Ok(Beside { texts, office, passed })
}

/// So large a workbook or document of tables is none.
const MOST_OFFICE: u64 = 64 << 20;

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
        "simpan laporannya (Excel atau Word), atau tabelnya sebagai CSV menurut nama tabelnya, langsung di dalam folder {}",
        audit::FOLDER
    ))
}

/// No table to audit; where workbooks or documents were read, none of theirs is one of the rules.
fn nothing_printed(is_read: bool) -> Diagnostic {
    if is_read {
        let title = format!("tidak ada tabel di folder \"{}\" yang dikenali sebagai tabel aturan", audit::FOLDER);
        return Diagnostic::new(Code::C0006, Severity::Error, title)
            .because("tabel dikenali dari nama, judul, dan kolomnya, yang dibandingkan dengan  tabel  dalam aturan")
            .advise("nyatakan tabelnya dalam berkas .takar di samping laporannya, seperti dalam peringatan di atas");
    }
    let title = format!("folder \"{}\" tidak berisi tabel tercetak", audit::FOLDER);
    let found = Diagnostic::new(Code::C0006, Severity::Error, title);
    let found = if cfg!(feature = "office") {
        found.advise("simpan laporannya, misalnya  cetakan/laporan.docx  atau  cetakan/laporan.xlsx")
    } else {
        found
    };
    found.advise(
        "salin tiap tabel laporan ke berkas CSV menurut nama tabelnya, misalnya  cetakan/T31.csv  untuk  tabel T31",
    )
}
