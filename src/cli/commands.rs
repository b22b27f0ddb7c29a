//! The commands: files in, engine, text out. Each gives its exit status: 0 fine, 1 findings, 2 unreadable.

mod accepted;
mod arrange;
mod begin;
mod check;
mod compute;
mod difference;
mod explain;
mod session;
mod sink;
mod stream;
mod test;

pub(super) use accepted::FOLDER as ACCEPTED;
pub(super) use sink::is_folder;

use super::args::Command;
use super::console::{self, Stream, Unwritten};
use super::packages::{self, Asked};
use super::room::Room;
use super::write::Inputs;
use super::{files, shelf};
use crate::data::Dataset;
use crate::diagnostic::{Diagnostic, Label, Place};
use crate::engine::Package;
use crate::finding::Finding;
use crate::library;
use crate::program::DataSource;
use crate::report::diagnostics;
use crate::source::Sources;
use std::cell::RefCell;
use std::path::{Path, PathBuf};

/// Runs a command and gives the exit status of the process.
pub fn run(command: Command) -> u8 {
    let done = match command {
        Command::Run(args) => compute::compute(&args),
        Command::Explain(args) => explain::explain(&args),
        Command::Check(args) => check::check(&args),
        Command::Test(args) => test::test(&args),
        Command::Format(args) => arrange::arrange(&args),
        Command::New(args) => begin::begin(&args),
        Command::Try(args) => session::attempt(&args),
        Command::Seek(args) => session::seek(&args),
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

/// The rules of a package as they stand on disk.
struct Rules {
    root: PathBuf,
    package: Package,
    /// About files.
    findings: Vec<Diagnostic>,
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
    let path = asked.path.as_path();
    let read = files::read_package(path).map_err(Stop::unusable)?;
    let mut texts = Vec::new();
    let mut unreadable = Vec::new();
    for file in &read.files {
        match files::decode(&file.name, &file.bytes) {
            Ok(text) => texts.push((file.name.clone(), text)),
            Err(problem) => unreadable.push(*problem),
        }
    }
    if !unreadable.is_empty() {
        return Err(Stop::unusable(unreadable));
    }
    let title = title_of(path);
    let mut inputs = Inputs::default();
    for file in &read.files {
        inputs.add(&read.root.join(&file.name), &file.name);
    }
    for folder in [accepted::FOLDER, shelf::FOLDER] {
        inputs.add_folder(&read.root.join(folder), folder);
    }
    let (inputs, problems) = (RefCell::new(inputs), RefCell::new(Vec::new()));
    let mut package = Package::with_library(&title, texts, |name| {
        neighbour(&read.root, name, &mut inputs.borrow_mut()).unwrap_or_else(|unreadable| {
            problems.borrow_mut().extend(unreadable);
            None
        })
    });
    package.tell_below(&asked.folder);
    let problems = problems.into_inner();
    if !problems.is_empty() {
        return Err(Stop::unusable(problems));
    }
    Ok(Rules { root: read.root, package, findings: read.warnings, inputs: inputs.into_inner() })
}

/// The rule files of a package that lies beside or inside this one; none when there is no such folder, or none with
/// rules. One beside the package comes before a built-in one of the same name.
fn neighbour(root: &Path, name: &str, inputs: &mut Inputs) -> Result<Option<Vec<(String, String)>>, Vec<Diagnostic>> {
    let name = files::safe_name(name);
    // A folder given as `.` has no parent in its name.
    let parent = root.canonicalize().ok().and_then(|real| real.parent().map(Path::to_path_buf));
    for around in [Some(root.to_path_buf()), parent].into_iter().flatten() {
        let folder = files::door::find(&around, &name).map_err(|problem| vec![*problem])?;
        let Some(folder) = folder.filter(|folder| folder.is_dir() && files::has_rules(folder)) else { continue };
        let read = files::read_package(&folder)?;
        let mut texts = Vec::new();
        for file in read.files.into_iter().filter(|file| !library::is_example(&file.name)) {
            inputs.add(&folder.join(&file.name), &format!("{name}/{}", file.name));
            let text =
                files::decode(&format!("{name}/{}", file.name), &file.bytes).map_err(|problem| vec![*problem])?;
            texts.push((file.name, text));
        }
        return Ok(Some(texts));
    }
    Ok(None)
}

/// The name of the folder or file stands in for the title of a package without `paket`.
fn title_of(path: &Path) -> String {
    let whole = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    whole.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn load(asked: &Asked) -> Result<Loaded, Stop> {
    let Rules { root, mut package, mut findings, mut inputs } = load_rules(asked)?;
    if package.program().is_none() {
        findings.extend_from_slice(package.diagnostics());
        return Err(Stop { sources: package.sources().clone(), findings, status: 1 });
    }
    let (data, problems, unreadable) = read_data(&root, &mut package);
    findings.extend(problems);
    if unreadable {
        return Err(Stop { sources: package.sources().clone(), findings, status: 2 });
    }
    add_data(&mut inputs, &root, &package);
    Ok(Loaded { root, package, data, findings, inputs })
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
    for Rules { root, package, mut inputs, .. } in asked.iter().filter_map(|asked| load_rules(asked).ok()) {
        add_data(&mut inputs, &root, &package);
        all.extend(inputs);
    }
    all
}

/// The data of a package, what is wrong with them, and whether some could not be read at all.
fn read_data(root: &Path, package: &mut Package) -> (Dataset, Vec<Diagnostic>, bool) {
    let (mut unreadable, mut bytes) = (false, 0);
    let room = Room::now();
    let read = |name: &str| {
        let read = files::read_data(root, name).and_then(|file| {
            bytes += file.bytes.len() as u64;
            if bytes > files::DATA_LIMIT { Err(files::too_large_together(name)) } else { files::into_text(file) }
        });
        unreadable |= read.is_err();
        read
    };
    let (data, problems) = package.read_data_while(read, &|| room.is_enough());
    let full = data.is_full();
    (data, problems, unreadable || full)
}

impl Loaded {
    fn stop(&self, finding: Finding) -> Stop {
        let mut findings = self.package.diagnostics().to_vec();
        findings.extend_from_slice(&self.findings);
        findings.push(finding.into_diagnostic());
        Stop { sources: self.package.sources().clone(), findings, status: 2 }
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

/// Messages go to the error stream, so that a table piped elsewhere stays a table.
fn say_findings(sources: &Sources, findings: &[Diagnostic]) {
    if findings.is_empty() {
        return;
    }
    let console = console::console(Stream::Err);
    let text = diagnostics::render_within(sources, findings, console.width.max(60), console.color);
    // Nothing is left to say it with when the error stream itself fails.
    let _ = console::write(Stream::Err, &text);
}
