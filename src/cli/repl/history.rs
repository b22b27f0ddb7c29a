//! Where the lines of earlier sessions are kept.

use super::helper::LineHelper;
use crate::cli::state;
use rustyline::Editor;
use rustyline::history::FileHistory;
use std::path::{Path, PathBuf};

/// The file of the person who is logged in; none where the system has no place for such files.
pub fn file() -> Option<PathBuf> {
    Some(state::folder()?.join("riwayat.txt"))
}

/// Keeps the lines so far. A disk that takes none is no reason to stop asking.
pub fn keep(editor: &mut Editor<LineHelper, FileHistory>, path: &Path) {
    if let Some(folder) = path.parent() {
        let _ = std::fs::create_dir_all(folder);
    }
    let _ = editor.save_history(path);
}
