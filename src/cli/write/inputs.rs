//! What a run reads, so that no result takes its place: files by what they are on disk, folders with all in them.

use std::path::{Path, PathBuf};

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

    /// A folder whose files stay, whatever they are.
    pub fn add_folder(&mut self, path: &Path, name: &str) {
        self.folders.extend(path.canonicalize().ok().map(|real| (real, Input::Folder(name.to_string()))));
    }

    /// What an existing file is among the inputs.
    pub(super) fn find(&self, path: &Path) -> Option<&Input> {
        let identity = identity(path);
        let file = self.files.iter().find(|(known, _)| Some(known) == identity.as_ref()).map(|(_, input)| input);
        let inside = |(folder, _): &&(PathBuf, Input)| path.canonicalize().is_ok_and(|real| real.starts_with(folder));
        file.or_else(|| self.folders.iter().find(inside).map(|(_, input)| input))
    }
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
