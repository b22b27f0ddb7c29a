//! Where the lines of earlier sessions are kept.

use super::helper::LineHelper;
use crate::cli::state;
use rustyline::Editor;
use rustyline::history::FileHistory;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

/// The file of the person who is logged in; none where the system has no place for such files.
pub fn file() -> Option<PathBuf> {
    Some(state::folder()?.join("riwayat.txt"))
}

/// How the editor begins such a file.
const HEAD: &[u8] = b"#V2\n";

/// Keeps the lines so far. A disk that takes none is no reason to stop asking.
pub fn keep(editor: &mut Editor<LineHelper, FileHistory>, path: &Path) {
    if !is_ours(path) {
        return;
    }
    if let Some(folder) = path.parent() {
        let _ = fs::create_dir_all(folder);
    }
    let _ = editor.save_history(path);
}

/// The editor empties the file before it writes: one that holds anything else, behind a link or not, stays.
fn is_ours(path: &Path) -> bool {
    let Ok(kind) = fs::metadata(path) else { return true };
    let mut start = Vec::new();
    // Asked before opening: opening a pipe would wait for a writer.
    let mut read = || File::open(path).and_then(|file| file.take(HEAD.len() as u64).read_to_end(&mut start));
    kind.is_file() && read().is_ok() && (start.is_empty() || start == HEAD)
}
