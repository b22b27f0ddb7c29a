//! What a run reads, so that no result takes its place: files by what they are on disk, folders with all in them.

use crate::audit;
use crate::cli::{commands, shelf};
use crate::folder::files;
use std::path::{Path, PathBuf};

/// The folders of a package that hold no results.
pub(super) const CLOSED: [&str; 3] = [commands::ACCEPTED, shelf::FOLDER, audit::FOLDER];

/// Where packages keep their data, by habit.
const DATA: &str = "data";

/// The files and folders that a run reads.
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    files: Vec<(Identity, Input)>,
    folders: Vec<(PathBuf, Input)>,
}

/// What is read, by the name it goes by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Input {
    File(String),
    Folder(String),
    /// Rules, of whatever package, behind a link.
    Rules,
}

/// A file under all its names.
#[cfg(unix)]
type Identity = (u64, u64);

/// A file by the one way to it, written as the disk writes it. Another hard link to it is another name, and replacing
/// that one leaves this.
#[cfg(not(unix))]
type Identity = PathBuf;

impl Inputs {
    /// A file that is read; nothing when it is not there.
    pub fn add(&mut self, path: &Path, name: &str) {
        self.files.extend(identity(path).map(|identity| (identity, Input::File(name.to_string()))));
    }

    /// What another run of the same command reads.
    pub fn extend(&mut self, other: Inputs) {
        self.files.extend(other.files);
        self.folders.extend(other.folders);
    }

    /// A folder whose files stay, whatever they are.
    pub fn add_folder(&mut self, path: &Path, name: &str) {
        self.folders.extend(path.canonicalize().ok().map(|real| (real, Input::Folder(name.to_string()))));
    }

    /// What is read as this file, by whatever name.
    pub(super) fn read(&self, path: &Path) -> Option<&Input> {
        let identity = identity(path)?;
        self.files.iter().find(|(known, _)| *known == identity).map(|(_, input)| input)
    }

    /// What a file, or a place where one may come to be, is among the inputs.
    pub(super) fn find(&self, path: &Path) -> Option<Input> {
        let file = self.read(path);
        let real = path.canonicalize().or_else(|_| super::folder_of(path).canonicalize()).ok();
        let inside = |(folder, _): &&(PathBuf, Input)| real.as_ref().is_some_and(|real| real.starts_with(folder));
        let file = file.or_else(|| self.folders.iter().find(inside).map(|(_, input)| input)).cloned();
        file.or_else(|| self.in_folders(path))
    }

    /// The file in one of the folders that this is by another name.
    fn in_folders(&self, path: &Path) -> Option<Input> {
        let wanted = identity(path)?;
        let all = self.folders.iter().flat_map(|(folder, _)| std::fs::read_dir(folder).into_iter().flatten().flatten());
        let same = all.map(|file| file.path()).find(|file| identity(file).as_ref() == Some(&wanted))?;
        let folder = same.parent()?.file_name()?.to_string_lossy().into_owned();
        Some(Input::File(format!("{folder}/{}", same.file_name()?.to_string_lossy())))
    }

    /// The folder that is closed to results in which a place lies, of whatever package: what stands there is taken for
    /// accepted, for a scenario, or for what was printed. Behind a link, rules are closed like that too.
    pub(super) fn around(path: &Path) -> Option<Input> {
        let real = path.canonicalize().ok();
        let is_rules = |real: &PathBuf| real.extension().is_some_and(|end| end.eq_ignore_ascii_case("takar"));
        if real.as_ref().is_some_and(is_rules) {
            return Some(Input::Rules);
        }
        kept_around(path, &CLOSED).map(Input::Folder)
    }
}

/// The folder of another package, of its data too, in which a new package would lie.
pub fn kept_folder(path: &Path) -> Option<String> {
    kept_around(path, &[&CLOSED[..], &[DATA]].concat())
}

/// The folder of such a name, beside rules, in which a place lies, or that it is.
fn kept_around(path: &Path, names: &[&str]) -> Option<String> {
    let folder = super::folder_of(path);
    let ways = [std::path::absolute(&folder).ok().map(|way| plain(&way)), folder.canonicalize().ok()];
    // A file in the place of such a folder would close the package.
    let ways = ways.iter().flatten().map(|way| way.join(path.file_name().unwrap_or_default()));
    let mut folders =
        ways.chain(path.canonicalize()).flat_map(|way| way.ancestors().map(Path::to_path_buf).collect::<Vec<_>>());
    folders.find_map(|folder| {
        let name = folder.file_name()?.to_str()?;
        let kept = names.iter().any(|kept| name.eq_ignore_ascii_case(kept));
        (kept && files::has_rules(folder.parent()?)).then(|| name.to_string())
    })
}

/// A way without the steps back in it.
fn plain(way: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in way.components() {
        match part {
            std::path::Component::ParentDir => drop(plain.pop()),
            part => plain.push(part),
        }
    }
    plain
}

#[cfg(unix)]
fn identity(path: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).ok().map(|kind| (kind.dev(), kind.ino()))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> Option<Identity> {
    path.canonicalize().ok()
}
