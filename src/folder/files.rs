//! Files of a package on disk, and what is wrong when they cannot be read.

pub use super::missing::slashed;
pub use super::place::{safe_name, unseen};
pub use super::text::{decode, decode_from, into_text};

use super::unread::unread;
use super::unsaved::Unsaved;
use super::{door, missing, place, room};
use crate::diagnostic::trouble;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::program::Program;
use std::collections::VecDeque;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The largest rule file that is read, in bytes.
pub const RULE_LIMIT: u64 = 16 << 20;

/// The largest data file that is read, in bytes.
pub const DATA_LIMIT: u64 = 256 << 20;

/// The rule files of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// The folder that data file names are relative to.
    pub root: PathBuf,
    /// At least one file, sorted by name.
    pub files: Vec<PackageFile>,
    /// The other names in the folder; empty for a single file.
    names: Vec<String>,
}

/// One file as it is on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackageFile {
    /// Relative to the package, with forward slashes: the name that messages show.
    pub name: String,
    /// The content; see [`decode`].
    pub bytes: Vec<u8>,
}

impl Package {
    /// Warnings about files that could be read.
    pub fn warnings(&self) -> Vec<Diagnostic> {
        looks_like_rules(&self.root, &self.names).iter().filter_map(|name| missing::doubled_ending(name)).collect()
    }
}

impl Package {
    /// The warning about data files here that no rule names; none for a single file.
    pub(super) fn unread(&self, program: &Program) -> Option<Diagnostic> {
        unread(&self.root, &self.names, program)
    }
}

/// Reads the `.takar` files of a folder (not of its subfolders), or a single file whose name ends in `.takar`.
///
/// Hidden files and the `~$` files that Office leaves behind are skipped. Every file that cannot be read is reported,
/// not only the first; the list of findings is never empty.
pub fn read_package(path: &Path) -> Result<Package, Vec<Diagnostic>> {
    read_package_over(path, &Unsaved::default())
}

/// The same with unsaved texts in place of those on disk.
pub fn read_package_over(path: &Path, unsaved: &Unsaved) -> Result<Package, Vec<Diagnostic>> {
    let kind = fs::metadata(path).map_err(|error| vec![missing::package(path, &error)])?;
    if kind.is_dir() {
        return read_folder(path, unsaved);
    }
    let name = file_name(path);
    if !is_rule_file(&name) {
        return Err(vec![missing::not_a_rule_file(&name)]);
    }
    // The parent of a bare `skala.takar` is the empty path, which no system call accepts.
    let root = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let told = || door::read_told(root, &name, RULE_LIMIT).map_err(|problem| vec![*problem]);
    let file = unsaved.file(root, &name).map_or_else(told, Ok)?;
    Ok(Package { root: root.to_path_buf(), files: vec![file], names: Vec::new() })
}

/// Reads a data file by the name that a rule file gives it, relative to the package.
///
/// Both kinds of slashes are understood, as rule files are moved between systems. The file has to be inside the
/// package, even after links are followed. The caller adds the place in the rule file to the message.
pub fn read_data(root: &Path, name: &str) -> Result<PackageFile, Box<Diagnostic>> {
    let name = place::inside(name)?;
    if let Some(real) = door::find(root, &name)? {
        let length = refuse_unreadable(&real, &name, DATA_LIMIT)?;
        if !room::has(length) {
            return Err(Box::new(crate::engine::no_room(&name)));
        }
    }
    let file = door::read(root, &name, DATA_LIMIT)?;
    file.ok_or_else(|| Box::new(missing::data(root, &name)))
}

/// Every scenario of a package, under the name that messages show; or a finding for every one that cannot be read.
pub fn scenarios(root: &Path, unsaved: &Unsaved) -> Result<Vec<PackageFile>, Vec<Diagnostic>> {
    let (mut files, mut problems) = (Vec::new(), Vec::new());
    for file in scenario_names(root).map_err(|problem| vec![*problem])? {
        let name = format!("{SCENARIOS}/{file}");
        let told = || door::read_told(root, &name, RULE_LIMIT);
        match unsaved.file(root, &name).map_or_else(told, Ok) {
            Ok(file) => files.push(file),
            Err(problem) => problems.push(*problem),
        }
    }
    if problems.is_empty() { Ok(files) } else { Err(problems) }
}

/// The names of the scenario files, in order.
pub fn scenario_names(root: &Path) -> Result<Vec<String>, Box<Diagnostic>> {
    let mut names = door::names(root, SCENARIOS)?;
    names.retain(|name| is_rule_file(name) && !name.starts_with('~'));
    names.sort();
    Ok(names)
}

/// The folder of scenarios in a package.
pub const SCENARIOS: &str = "skenario";

/// The folder of printed tables.
pub const PRINTED: &str = "cetakan";

/// Folders inside a package that contain no packages.
pub const PARTS: [&str; 4] = ["data", "acuan", SCENARIOS, PRINTED];

/// The text of a file, if it is text.
pub fn text_of(path: &Path) -> Option<String> {
    let name = path.to_string_lossy();
    decode(&name, &read_limited(path, &name, DATA_LIMIT).ok()?).ok()
}

/// Whether the file exists but is not text.
pub fn is_illegible(path: &Path) -> bool {
    path.exists() && text_of(path).is_none()
}

/// The text files of a folder of a package whose names end like those of rules, under the names that messages show.
pub fn texts_in(root: &Path, folder: &str) -> Vec<(String, String)> {
    let names = door::names(root, folder).unwrap_or_default().into_iter().filter(|name| is_rule_file(name));
    let names = names.map(|name| format!("{folder}/{name}"));
    names.filter_map(|name| Some((name.clone(), text_of(&root.join(&name))?))).collect()
}

/// Opens a data file to be read piece by piece; returns it with its size.
pub fn open_data(path: &Path) -> Result<(File, u64), Box<Diagnostic>> {
    let name = path.display().to_string();
    let failed = |error: io::Error| Box::new(unreadable(&name, &error));
    let kind = fs::metadata(path).map_err(failed)?;
    if !kind.is_file() {
        return Err(Box::new(not_a_file(&name, kind.is_dir())));
    }
    Ok((File::open(path).map_err(failed)?, kind.len()))
}

/// The message about a file that stops being readable.
pub fn broken_off(name: &str, error: &io::Error) -> Box<Diagnostic> {
    Box::new(unreadable(name, error))
}

/// The message about a line, or another unit read in one piece, that is too long; it begins at `line`.
pub fn too_long(name: &str, line: u32, unit: bool) -> Box<Diagnostic> {
    let (what, advice) = match unit {
        true => ("semua baris satu unit", "bagi data unit itu menurut tahun"),
        false => ("satu baris", "periksa tanda petik (\") yang tidak ditutup, mulai baris itu"),
    };
    let title = format!("{what} di \"{name}\" melebihi 4 MB, mulai baris {line}");
    Box::new(problem(Code::B0118, title, name).advise(advice))
}

fn read_folder(folder: &Path, unsaved: &Unsaved) -> Result<Package, Vec<Diagnostic>> {
    let mut names = names_in(folder).map_err(|error| vec![unreadable(&folder.display().to_string(), &error)])?;
    names.extend(unsaved.rules_in(folder).into_iter().filter(|name| !names.contains(name)).collect::<Vec<_>>());
    names.sort_by_cached_key(|name| (name.to_lowercase(), name.clone()));
    let rules: Vec<&String> = names.iter().filter(|name| is_rule_file(name)).collect();
    if rules.is_empty() {
        return Err(vec![missing::no_rules(folder, &names)]);
    }
    let mut files = Vec::new();
    let mut problems = Vec::new();
    for name in rules {
        let told = || door::read_told(folder, name, RULE_LIMIT);
        match unsaved.file(folder, name).map_or_else(told, Ok) {
            Ok(file) => files.push(file),
            Err(problem) => problems.push(*problem),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(Package { root: folder.to_path_buf(), files, names })
}

/// How many folders of a package are searched for misplaced rule files.
const LOOKED_INTO: usize = 50;

/// The names in a package and in its folders that look like rule files. A folder with rules of its own is another
/// package.
fn looks_like_rules(folder: &Path, names: &[String]) -> Vec<String> {
    let mut found = names.to_vec();
    let mut inside: VecDeque<String> = names.iter().cloned().collect();
    let mut looked = 0;
    while let Some(name) = inside.pop_front().filter(|_| looked < LOOKED_INTO) {
        let path = folder.join(&name);
        // A name with an ending is taken for a file, to avoid a disk access for each of thousands.
        let may_be = !name.rsplit('/').next().is_some_and(|last| last.contains('.'));
        let is_folder = may_be && fs::symlink_metadata(&path).is_ok_and(|kind| kind.is_dir());
        if !is_folder {
            continue;
        }
        let below = names_in(&path).unwrap_or_default();
        if below.iter().any(|name| is_rule_file(name)) {
            continue;
        }
        looked += 1;
        let deeper: Vec<String> = below.into_iter().map(|below| format!("{name}/{below}")).collect();
        found.extend(deeper.iter().cloned());
        inside.extend(deeper);
    }
    found
}

/// The visible names in a folder, in the same order on every system.
pub(crate) fn names_in(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if !is_hidden(&name) {
            names.push(name);
        }
    }
    names.sort_by_cached_key(|name| (name.to_lowercase(), name.clone()));
    Ok(names)
}

/// Whether a name is skipped: hidden, or left behind by Office.
pub(crate) fn is_hidden(name: &str) -> bool {
    name.starts_with('.') || name.starts_with("~$")
}

/// Whether a folder holds rules.
pub(crate) fn has_rules(folder: &Path) -> bool {
    holds_rules(folder).unwrap_or(false)
}

/// The same; an error if the folder cannot be read.
pub(crate) fn holds_rules(folder: &Path) -> io::Result<bool> {
    Ok(names_in(folder)?.iter().any(|name| is_rule_file(name)))
}

pub(crate) fn is_rule_file(name: &str) -> bool {
    let ending = Path::new(name).extension().unwrap_or_default();
    ending.eq_ignore_ascii_case("takar")
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

pub(crate) fn read_limited(path: &Path, name: &str, limit: u64) -> Result<Vec<u8>, Box<Diagnostic>> {
    let failed = |error: io::Error| Box::new(unreadable(name, &error));
    let length = refuse_unreadable(path, name, limit)?;
    let mut bytes = Vec::new();
    bytes.try_reserve_exact(length as usize + 1).map_err(|_| failed(io::ErrorKind::OutOfMemory.into()))?;
    // One byte more than allowed detects a file that has grown meanwhile.
    let file = File::open(path).map_err(failed)?;
    file.take(limit + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > limit { Err(too_large(name, limit)) } else { Ok(bytes) }
}

/// The length of a file, which has to be a regular one and not too long.
pub(crate) fn refuse_unreadable(path: &Path, name: &str, limit: u64) -> Result<u64, Box<Diagnostic>> {
    // Checked before opening: opening a pipe would wait for a writer forever.
    let kind = fs::metadata(path).map_err(|error| Box::new(unreadable(name, &error)))?;
    match kind.is_file() {
        true if kind.len() > limit => Err(too_large(name, limit)),
        true => Ok(kind.len()),
        false => Err(Box::new(not_a_file(name, kind.is_dir()))),
    }
}

fn too_large(name: &str, limit: u64) -> Box<Diagnostic> {
    let finding = problem(Code::B0107, format!("\"{name}\" lebih besar daripada {} MB", limit >> 20), name);
    Box::new(match limit {
        DATA_LIMIT => finding.advise(piecewise(name)),
        _ => finding.advise("bagi berkas itu menjadi beberapa berkas yang lebih kecil"),
    })
}

/// The message about data files that together exceed the limit of one, from this one on.
pub fn too_large_together(name: &str) -> Box<Diagnostic> {
    let title = format!("berkas data paket ini bersama-sama lebih besar daripada {} MB", DATA_LIMIT >> 20);
    Box::new(problem(Code::B0107, title, name).advise(piecewise(name)))
}

fn piecewise(name: &str) -> String {
    format!("hitung sebagian demi sebagian:  takar hitung PAKET --data {name} --keluar hasil.csv")
}

fn not_a_file(name: &str, folder: bool) -> Diagnostic {
    if folder {
        problem(Code::B0104, format!("\"{name}\" adalah folder, bukan berkas"), name)
            .advise("ganti nama folder itu, atau tulis nama berkas di dalamnya")
    } else {
        problem(Code::B0104, format!("\"{name}\" bukan berkas biasa"), name).advise("salin isinya ke berkas biasa")
    }
}

pub(crate) fn unreadable(name: &str, error: &io::Error) -> Diagnostic {
    unreadable_on(name, error, cfg!(windows))
}

/// The same as if the program ran on Windows, or not.
pub fn unreadable_on(name: &str, error: &io::Error, windows: bool) -> Diagnostic {
    match error.kind() {
        _ if trouble::is_open_elsewhere(error, windows) => {
            problem(Code::B0111, format!("\"{name}\" sedang dibuka di program lain"), name)
                .advise("tutup berkas itu di Excel, lalu ulangi")
        }
        io::ErrorKind::PermissionDenied => {
            problem(Code::B0103, format!("Anda tidak mempunyai izin membaca \"{name}\""), name)
                .advise("minta izin kepada pemiliknya, atau salin ke folder Anda sendiri")
        }
        io::ErrorKind::NotFound => problem(Code::B0111, format!("\"{name}\" tidak ditemukan"), name)
            .advise("mungkin baru saja dipindah atau dihapus; periksa, lalu ulangi"),
        io::ErrorKind::OutOfMemory => problem(
            Code::B0120,
            format!("memori komputer tidak cukup untuk membaca \"{name}\""),
            name,
        )
        .advise("hitung data yang besar sebagian demi sebagian:  takar hitung PAKET --data BERKAS --keluar hasil.csv")
        .advise("atau tutup program lain, lalu ulangi"),
        _ => problem(Code::B0111, format!("\"{name}\" tidak dapat dibaca"), name)
            .because(trouble::told(error))
            .advise("periksa apakah disk atau folder jaringannya masih tersambung, lalu ulangi"),
    }
}

pub(super) fn problem(code: Code, title: String, name: &str) -> Diagnostic {
    Diagnostic::new(code, Severity::Error, title).at_place(Place::File(name.to_string()), "")
}
