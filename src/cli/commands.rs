//! The commands: files in, engine, text out. Each gives its exit status: 0 fine, 1 findings, 2 unreadable.

mod accepted;
mod arrange;
mod audit;
mod audited_year;
mod begin;
mod check;
mod compare;
mod compose;
mod compute;
mod difference;
#[cfg(feature = "office")]
mod drafted;
mod explain;
mod faults;
mod made;
mod session;
mod sink;
mod stream;
#[cfg(feature = "xlsx")]
mod templates;
mod test;

pub(super) use accepted::FOLDER as ACCEPTED;
pub use accepted::differ;
pub(super) use sink::is_folder;

use super::args::Command;
use super::console::{self, Stream, Unwritten};
use super::packages::{self, Asked};
use super::shelf;
use super::write::Inputs;
use crate::data::Dataset;
use crate::diagnostic::{Diagnostic, Label, Place, Severity};
use crate::engine::Package;
use crate::finding::Finding;
use crate::folder::{self, Folder, Unreadable};
use crate::program::DataSource;
use crate::report::diagnostics;
use crate::source::Sources;
use std::path::{Path, PathBuf};

/// Runs a command and gives the exit status of the process.
pub fn run(command: Command) -> u8 {
    let done = match command {
        Command::Run(args) => compute::compute(&args),
        Command::Explain(args) => explain::explain(&args),
        Command::Check(args) => check::check(&args),
        Command::Audit(args) => audit::audit(&args),
        Command::Test(args) => test::test(&args),
        Command::Compare(args) => compare::compare(&args),
        Command::Format(args) => arrange::arrange(&args),
        Command::New(args) => begin::begin(&args),
        Command::Try(args) => session::attempt(&args),
        Command::Seek(args) => session::seek(&args),
        Command::Compose(args) => compose::compose(&args),
        #[cfg(feature = "lsp")]
        Command::Serve => super::editor::serve().map_err(Stop::from),
    };
    done.unwrap_or_else(|stop| stop.tell())
}

/// Why a command ends before its work.
struct Stop {
    sources: Sources,
    findings: Vec<Diagnostic>,
    status: u8,
}

impl Stop {
    /// Something cannot be read or written, or was asked for wrongly.
    fn unusable(findings: Vec<Diagnostic>) -> Stop {
        Stop { sources: Sources::default(), findings, status: 2 }
    }

    /// The same of a package that is one of several.
    fn below(mut self, asked: &Asked) -> Stop {
        let root = Path::new(&asked.folder);
        // What is said of a result, or of the folder as a whole, has its whole name already.
        let is_inside = |label: &Label| match &label.place {
            Place::File(name) => root.join(name).exists(),
            Place::Text(_) | Place::Cell(_) => true,
        };
        if self.findings.iter().flat_map(|finding| &finding.labels).all(is_inside) {
            self.sources.tell_below(&asked.folder);
        }
        self
    }

    fn tell(self) -> u8 {
        say_findings(&self.sources, &self.findings);
        self.status
    }
}

impl From<Box<Diagnostic>> for Stop {
    fn from(problem: Box<Diagnostic>) -> Self {
        Stop::unusable(vec![*problem])
    }
}

impl From<Unreadable> for Stop {
    fn from(problem: Unreadable) -> Self {
        Stop::unusable(problem.into_findings())
    }
}

/// The rules of a package as they stand on disk.
struct Rules {
    folder: Folder,
    /// The files of the rules, and the folders that belong to the package.
    inputs: Inputs,
}

impl From<Unwritten> for Stop {
    fn from(problem: Unwritten) -> Self {
        match problem {
            Unwritten::Gone => Stop::unusable(Vec::new()),
            Unwritten::Failed(problem) => Stop::from(problem),
        }
    }
}

/// A package with its data.
struct Loaded {
    root: PathBuf,
    package: Package,
    data: Dataset,
    /// About files and data; those about rules stay with the package.
    findings: Vec<Diagnostic>,
    /// Everything that is read.
    inputs: Inputs,
}

fn load_rules(asked: &Asked) -> Result<Rules, Stop> {
    let mut folder = folder::open(&asked.path)?;
    folder.package.tell_below(&asked.folder);
    let mut inputs = Inputs::default();
    for file in &folder.files {
        inputs.add(&file.path, &file.name);
    }
    for name in [accepted::FOLDER, shelf::FOLDER] {
        inputs.add_folder(&folder.root.join(name), name);
    }
    Ok(Rules { folder, inputs })
}

fn load(asked: &Asked) -> Result<Loaded, Stop> {
    load_data(asked, load_rules(asked)?)
}

/// Reads the data of rules that can be meant.
fn load_data(asked: &Asked, rules: Rules) -> Result<Loaded, Stop> {
    let Rules { mut folder, mut inputs } = rules;
    let mut findings = std::mem::take(&mut folder.findings);
    if folder.package.program().is_none() {
        findings.extend_from_slice(folder.package.diagnostics());
        name_folder(asked, &mut findings);
        return Err(Stop { sources: folder.package.sources().clone(), findings, status: 1 });
    }
    let read = folder.read_data();
    let Folder { package, root, .. } = folder;
    match read {
        Ok(read) => {
            findings.extend(read.findings);
            add_data(&mut inputs, &root, &package);
            Ok(Loaded { root, package, data: read.data, findings, inputs })
        }
        Err(unreadable) => {
            findings.extend(unreadable.into_findings());
            Err(Stop { sources: package.sources().clone(), findings, status: 2 })
        }
    }
}

/// Where a data file lies; both slashes are understood in rules.
fn data_path(root: &Path, file: &DataSource) -> PathBuf {
    root.join(file.path.replace('\\', "/"))
}

fn add_data(inputs: &mut Inputs, root: &Path, package: &Package) {
    for file in package.program().iter().flat_map(|program| &program.data) {
        inputs.add(&data_path(root, file), &file.path);
    }
}

/// Everything that a command reads for its packages, so that the result of one takes the place of nothing of another.
fn inputs_of_all(asked: &[Asked]) -> Inputs {
    let mut all = Inputs::default();
    // What cannot be read is told when its turn comes.
    for Rules { folder, mut inputs } in asked.iter().filter_map(|asked| load_rules(asked).ok()) {
        add_data(&mut inputs, &folder.root, &folder.package);
        all.extend(inputs);
    }
    all
}

impl Loaded {
    /// Why nothing can be computed, where that is told already.
    fn unfinished(&self) -> Stop {
        let mut findings = self.package.diagnostics().to_vec();
        findings.extend_from_slice(&self.findings);
        Stop { sources: self.package.sources().clone(), findings, status: 1 }
    }

    fn stop(&self, finding: Finding) -> Stop {
        self.stop_with(vec![finding.into_diagnostic()])
    }

    fn stop_with(&self, problems: Vec<Diagnostic>) -> Stop {
        let mut stop = self.unfinished();
        stop.findings.extend(problems);
        Stop { status: 2, ..stop }
    }
}

/// One of several rule files lacks what the others say: the package is their folder.
fn name_folder(asked: &Asked, findings: &mut [Diagnostic]) {
    let Some(folder) = asked.path.parent().filter(|_| asked.path.is_file()) else { return };
    let folder = if folder == Path::new("") { Path::new(".") } else { folder };
    let is_rule = |path: &Path| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("takar"));
    let count =
        std::fs::read_dir(folder).into_iter().flatten().flatten().filter(|entry| is_rule(&entry.path())).count();
    // Scenarios are no rules; what they are is told by themselves.
    if folder.file_name().is_some_and(|name| name == super::shelf::FOLDER) {
        return;
    }
    let is_unknown = |one: &&mut Diagnostic| one.severity == Severity::Error && one.code.as_str().starts_with("K01");
    if let Some(first) = findings.iter_mut().find(is_unknown).filter(|_| count > 1) {
        let name = crate::folder::files::slashed(folder);
        first.advice.push(format!("berkas ini satu dari {count} berkas aturan di foldernya; paketnya  {name}"));
    }
}

/// Runs a command that takes several packages.
fn each(asked: &[Asked], one: impl Fn(&Asked) -> Result<u8, Stop>) -> Result<u8, Stop> {
    Ok(packages::each(asked, |asked| match one(asked) {
        Ok(status) => Some(status),
        // The output is closed, as by `head`.
        Err(stop) if stop.findings.is_empty() => None,
        Err(stop) => Some(stop.below(asked).tell()),
    })?)
}

/// The same for packages as they are named; those below their folders that are none of them are told.
fn each_of(named: &[PathBuf], command: &str, one: impl Fn(&Asked) -> Result<u8, Stop>) -> Result<u8, Stop> {
    let asked = packages::meant(named, command)?;
    let status = each(&asked, one)?;
    if let Some(told) = packages::left_out(named, &asked) {
        // Nothing is left to say it with when the error stream itself fails.
        let _ = console::write(Stream::Err, &told);
    }
    Ok(status)
}

/// Messages go to the error stream, so that a table piped elsewhere stays a table.
fn say_findings(sources: &Sources, findings: &[Diagnostic]) {
    if !findings.is_empty() {
        // Nothing is left to say it with when the error stream itself fails.
        let _ = console::write(Stream::Err, &told(sources, findings));
    }
}

/// Messages as the error stream shows them; nothing of none.
fn told(sources: &Sources, findings: &[Diagnostic]) -> String {
    if findings.is_empty() {
        return String::new();
    }
    let console = console::console(Stream::Err);
    diagnostics::render_within(sources, findings, console.width, console.color)
}
