//! Texts that are being edited and are not saved: for the package open in an editor they replace those on disk.

use super::files::{self, PackageFile};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Texts by the real path of their file.
#[derive(Debug, Clone, Default)]
pub struct Unsaved {
    texts: Arc<BTreeMap<PathBuf, Arc<str>>>,
}

impl Unsaved {
    /// Texts with the files that they will be saved in, which need not exist yet.
    pub fn new(texts: impl IntoIterator<Item = (PathBuf, Arc<str>)>) -> Unsaved {
        Unsaved { texts: Arc::new(texts.into_iter().collect()) }
    }

    /// The same with more texts.
    #[must_use]
    pub fn with(&self, texts: impl IntoIterator<Item = (PathBuf, Arc<str>)>) -> Unsaved {
        Unsaved { texts: Arc::new((*self.texts).clone().into_iter().chain(texts).collect()) }
    }

    /// The text that replaces a file.
    pub fn get(&self, path: &Path) -> Option<&Arc<str>> {
        // Most files are not open, and a disk access for each of hundreds is slow.
        let is_named = |known: &PathBuf| known.file_name() == path.file_name();
        if let Some(text) = self.texts.get(path) {
            return Some(text);
        }
        self.texts.keys().any(is_named).then(|| self.texts.get(&real(path))).flatten()
    }

    /// The same as a file of its package.
    pub(super) fn file(&self, root: &Path, name: &str) -> Option<PackageFile> {
        let text = self.get(&root.join(name))?;
        // A mark in front is a part of the text that is edited, and places count it: of two one is left.
        let mark = if text.starts_with('\u{feff}') { "\u{feff}" } else { "" };
        Some(PackageFile { name: name.to_string(), bytes: [mark.as_bytes(), text.as_bytes()].concat() })
    }

    /// The names of rule files in a folder, saved or not.
    pub(super) fn rules_in(&self, folder: &Path) -> Vec<String> {
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf());
        let inside = self.texts.keys().filter(|path| path.parent() == Some(folder.as_path()));
        let names = inside.filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()));
        names.filter(|name| files::is_rule_file(name) && !files::is_hidden(name)).collect()
    }
}

/// The path with links resolved; for a missing file, that of its folder with its name.
pub fn real(path: &Path) -> PathBuf {
    if let Ok(real) = path.canonicalize() {
        return real;
    }
    let folder = path.parent().and_then(|folder| folder.canonicalize().ok());
    match (folder, path.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => path.to_path_buf(),
    }
}
