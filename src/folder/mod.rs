//! A package in a folder: its rule files, the packages beside it that it uses, its data files. The interface to the
//! disk.
//!
//! Only this module decides which files count, for the program `takar` and for programs that embed it: the `.takar`
//! files of the folder itself, and data files by the names in the rules, both inside the folder even after links are
//! followed.
//!
//! ```
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let mut folder = takar::folder::open("rules/mojoagung-2024")?;
//! let data = folder.read_data()?;
//! // Cells that cannot be read are findings, and the others count.
//! assert!(data.findings.is_empty());
//!
//! let year = folder.package.year(None, &data.data).ok_or("no year")?;
//! let run = folder.package.run(&data.data, year).ok_or("the rules have errors")?;
//! for table in run.tables() {
//!     println!("{}", takar::report::terminal(&table, 80, false));
//! }
//! # Ok(())
//! # }
//! ```

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the one room below the shell that reads files"
)]

#[doc(hidden)]
pub mod below;
#[doc(hidden)]
pub mod door;
#[doc(hidden)]
pub mod files;
mod missing;
mod place;
pub(crate) mod room;
pub(crate) mod sheets;
mod text;
mod unread;
#[doc(hidden)]
pub mod unsaved;

use crate::data::Dataset;
use crate::diagnostic::Diagnostic;
use crate::engine::Package;
use crate::library;
use crate::source::sheet::Wanted;
use room::Room;
use std::error::Error;
use std::fmt;
use std::path::{Path, PathBuf};
use unsaved::Unsaved;

/// A package read from a folder. Its rules may have errors; see [`Package::diagnostics`].
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Folder {
    /// The rules, read and checked.
    pub package: Package,
    /// The folder that data file names are relative to.
    pub root: PathBuf,
    /// Findings that a person should look at although every file could be read.
    pub findings: Vec<Diagnostic>,
    /// The rule files that were read, including those of used packages.
    pub files: Vec<RuleFile>,
    /// Where used packages were searched, found or not.
    pub looked_for: Vec<PathBuf>,
    /// The warning about data files that no rule names, if the others could be read.
    unread: Option<Diagnostic>,
    /// Unsaved texts in place of files.
    unsaved: Unsaved,
}

/// A rule file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RuleFile {
    /// Its path.
    pub path: PathBuf,
    /// Its name in messages.
    pub name: String,
}

/// The data of a package, as far as they could be read.
#[derive(Debug)]
#[non_exhaustive]
pub struct FolderData {
    /// The values.
    pub data: Dataset,
    /// The findings about cells, rows and columns.
    pub findings: Vec<Diagnostic>,
}

/// Why a folder could not be opened: a finding for every file that could not be read, at least one.
#[derive(Debug, Clone)]
pub struct Unreadable(Vec<Diagnostic>);

impl Unreadable {
    /// The findings, one for each file or reason.
    pub fn into_findings(self) -> Vec<Diagnostic> {
        self.0
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let lines: Vec<String> = self.0.iter().map(Diagnostic::to_string).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl Error for Unreadable {}

/// Reads and checks the rules of a folder, or of a single `.takar` file, with the packages that they use: those beside
/// or inside the folder take precedence over built-in ones of the same name.
///
/// # Errors
///
/// Every file that cannot be read. Mistakes in rules are no error here; see [`Package::diagnostics`].
pub fn open(path: impl AsRef<Path>) -> Result<Folder, Unreadable> {
    open_over(path.as_ref(), Unsaved::default())
}

/// The same with unsaved texts in place of those on disk: rules, used packages, data.
#[doc(hidden)]
pub fn open_over(path: &Path, unsaved: Unsaved) -> Result<Folder, Unreadable> {
    let read = files::read_package_over(path, &unsaved).map_err(Unreadable)?;
    let mut used = Vec::new();
    let mut problems = Vec::new();
    let mut texts = Vec::new();
    for file in &read.files {
        match text::decode(&file.name, &file.bytes) {
            Ok(text) => texts.push((file.name.clone(), text)),
            Err(problem) => problems.push(*problem),
        }
        used.push(RuleFile { path: read.root.join(&file.name), name: file.name.clone() });
    }
    if !problems.is_empty() {
        return Err(Unreadable(problems));
    }
    let neighbours = std::cell::RefCell::new((used, problems, Vec::new()));
    let package = Package::with_library(&title_of(path), texts, |name| {
        let (used, problems, looked_for) = &mut *neighbours.borrow_mut();
        let places = around(&read.root).map(|around| around.join(files::safe_name(name)));
        looked_for.extend(places.filter(|place| !looked_for.contains(place)).collect::<Vec<_>>());
        neighbour((&read.root, &unsaved), name, used).unwrap_or_else(|unreadable| {
            problems.extend(unreadable);
            None
        })
    });
    let (files, problems, looked_for) = neighbours.into_inner();
    match problems.is_empty() {
        true => {
            let unread = package.program().and_then(|program| read.unread(program));
            Ok(Folder { package, findings: read.warnings(), root: read.root, files, looked_for, unread, unsaved })
        }
        false => Err(Unreadable(problems)),
    }
}

impl Folder {
    /// A single text, without a folder or data.
    #[doc(hidden)]
    pub fn alone(name: &str, text: &str) -> Folder {
        let package = Package::new(name, [(name, text)]);
        let (root, files, looked_for) = (PathBuf::new(), Vec::new(), Vec::new());
        Folder { package, root, findings: Vec::new(), files, looked_for, unread: None, unsaved: Unsaved::default() }
    }

    /// The files in its data folder, by the names that rules would use.
    #[doc(hidden)]
    pub fn data_names(&self) -> Vec<String> {
        let below = files::names_in(&self.root.join(unread::FOLDER)).unwrap_or_default();
        below.into_iter().map(|name| format!("{}/{name}", unread::FOLDER)).collect()
    }

    /// Unsaved texts in place of files.
    #[doc(hidden)]
    pub fn unsaved(&self) -> &Unsaved {
        &self.unsaved
    }

    /// Reads the data files that the rules name; none if the rules have errors.
    ///
    /// # Errors
    ///
    /// A file that is missing or cannot be read, or more data than fit in memory; with everything else that was found.
    pub fn read_data(&mut self) -> Result<FolderData, Unreadable> {
        let (mut unreadable, mut bytes) = (false, 0);
        let room = Room::now();
        let read = |wanted: &Wanted| {
            let unsaved = self.unsaved.file(&self.root, &wanted.file.replace('\\', "/"));
            let read = unsaved.map_or_else(|| files::read_data(&self.root, wanted.file), Ok).and_then(|file| {
                bytes += file.bytes.len() as u64;
                match bytes > files::DATA_LIMIT {
                    true => Err(files::too_large_together(wanted.file)),
                    false => sheets::contents(file, wanted),
                }
            });
            unreadable |= read.is_err();
            read
        };
        let (data, findings) = self.package.read_sheets_while(read, &|| room.is_enough());
        match unreadable || data.is_full() {
            true => Err(Unreadable(findings)),
            false => Ok(FolderData { data, findings: findings.into_iter().chain(self.unread.clone()).collect() }),
        }
    }
}

/// The rule files of a package beside or inside this one; none if there is no such folder, or none with rules. Such a
/// package takes precedence over a built-in one of the same name.
fn neighbour(
    (root, unsaved): (&Path, &Unsaved),
    name: &str,
    used: &mut Vec<RuleFile>,
) -> Result<Option<Vec<(String, String)>>, Vec<Diagnostic>> {
    let name = files::safe_name(name);
    for around in around(root) {
        let folder = door::find(&around, &name).map_err(|problem| vec![*problem])?;
        let Some(folder) = folder.filter(|folder| folder.is_dir() && files::has_rules(folder)) else { continue };
        let read = files::read_package_over(&folder, unsaved)?;
        let mut texts = Vec::new();
        for file in read.files.into_iter().filter(|file| !library::is_example(&file.name)) {
            let shown = format!("{name}/{}", file.name);
            let text = text::decode(&shown, &file.bytes).map_err(|problem| vec![*problem])?;
            used.push(RuleFile { path: folder.join(&file.name), name: shown });
            texts.push((file.name, text));
        }
        return Ok(Some(texts));
    }
    Ok(None)
}

/// The folder of the package that a file belongs to: for rules their own folder, for files in a part of a package the
/// nearest folder above that has rules.
#[doc(hidden)]
pub fn package_of(file: &Path) -> Option<PathBuf> {
    let own = file.parent()?;
    let is_part = own.file_name().is_some_and(|name| files::PARTS.iter().any(|part| name.eq_ignore_ascii_case(part)));
    let is_rule = files::is_rule_file(&file.file_name()?.to_string_lossy());
    let above = own.parent().filter(|above| is_part && files::has_rules(above));
    if is_rule && above.is_none() {
        return Some(own.to_path_buf());
    }
    above.unwrap_or(own).ancestors().take(MOST_DEEP).find(|folder| files::has_rules(folder)).map(Path::to_path_buf)
}

/// How many folders above a file are searched for the rules it belongs to.
const MOST_DEEP: usize = 5;

/// The folders that used packages may be in.
fn around(root: &Path) -> impl Iterator<Item = PathBuf> {
    // A folder given as `.` has no parent in its name.
    let parent = root.canonicalize().ok().and_then(|real| real.parent().map(Path::to_path_buf));
    [Some(root.to_path_buf()), parent].into_iter().flatten()
}

/// The title of a package without `paket` is the name of its folder or file.
fn title_of(path: &Path) -> String {
    let whole = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    whole.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
