//! Where the lines of earlier sessions are kept.

use super::helper::LineHelper;
use rustyline::Editor;
use rustyline::history::FileHistory;
use std::env;
use std::path::{Path, PathBuf};

/// The file of the person who is logged in; none where the system has no place for such files.
pub fn file() -> Option<PathBuf> {
    let folder = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let place = match cfg!(windows) {
        true => folder("LOCALAPPDATA")?,
        false => folder("XDG_STATE_HOME").or_else(|| Some(folder("HOME")?.join(".local/state")))?,
    };
    Some(place.join("takar").join("riwayat.txt"))
}

/// Keeps the lines so far. A disk that takes none is no reason to stop asking.
pub fn keep(editor: &mut Editor<LineHelper, FileHistory>, path: &Path) {
    if let Some(folder) = path.parent() {
        let _ = std::fs::create_dir_all(folder);
    }
    let _ = editor.save_history(path);
}
