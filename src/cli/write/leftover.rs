//! What a run that is cut off would leave: removed by the run itself where it can be, else by the next one.
//!
//! Whoever writes a temporary file holds a lock on it, which ends with the process. So what can be locked has no writer.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use tempfile::{NamedTempFile, TempDir};

/// How the names of temporary files and folders begin. Office begins its own in the same way, and they are passed over.
pub(super) const PREFIX: &str = "~$takar";
/// How they end.
pub(super) const SUFFIX: &str = ".tmp";

/// Holds the lock of a folder.
const KEY: &str = "~$kunci";

/// How often a file that the next run takes for a leftover is made again.
const TRIES: usize = 8;

/// What is there now and has to go when the process is told to end.
static THERE: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// The folders that were looked through.
static CLEARED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Something temporary, known until this is dropped.
pub struct Leftover {
    path: PathBuf,
    lock: Option<File>,
}

impl Leftover {
    pub(super) fn of(path: &Path) -> Leftover {
        THERE.lock().unwrap_or_else(PoisonError::into_inner).push(path.to_path_buf());
        Leftover { path: path.to_path_buf(), lock: None }
    }
}

impl Drop for Leftover {
    fn drop(&mut self) {
        THERE.lock().unwrap_or_else(PoisonError::into_inner).retain(|path| *path != self.path);
    }
}

/// Removes what is there; the process ends after this.
pub fn remove_all() {
    remove(&mut THERE.lock().unwrap_or_else(PoisonError::into_inner));
}

/// The same when it may be this thread that is at work on the list.
pub fn try_to_remove_all() {
    if let Ok(mut there) = THERE.try_lock() {
        remove(&mut there);
    }
}

fn remove(there: &mut Vec<PathBuf>) {
    for path in there.drain(..) {
        let _ = match path.is_dir() {
            true => fs::remove_dir_all(&path),
            false => fs::remove_file(&path),
        };
    }
}

/// Removes from a folder what dead writers left, once in a run however many files are written there. What cannot be
/// removed is no reason to stop.
pub(super) fn clear(folder: &Path) {
    if !CLEARED.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_path_buf()) {
        return;
    }
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let ours = name.to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX));
        let Some(kind) = entry.file_type().ok().filter(|_| ours) else { continue };
        let path = entry.path();
        if kind.is_file()
            && let Some(lock) = locked(&path)
        {
            let _ = fs::remove_file(&path);
            drop(lock);
        } else if kind.is_dir() {
            match locked(&path.join(KEY)) {
                Some(lock) => {
                    drop(lock);
                    let _ = fs::remove_dir_all(&path);
                }
                // Only an empty one goes: its maker has not come to the lock, and will make another.
                None => drop(fs::remove_dir(&path)),
            }
        }
    }
}

/// The lock of a file that nobody holds.
fn locked(path: &Path) -> Option<File> {
    let file = OpenOptions::new().read(true).write(true).open(path).ok()?;
    file.try_lock().is_ok().then_some(file)
}

/// A file with its lock. Between the two somebody may take it for a leftover; then another is made.
pub(super) fn create_locked(create: impl Fn() -> io::Result<NamedTempFile>) -> io::Result<NamedTempFile> {
    for _ in 1..TRIES {
        let file = create()?;
        // A disk without locks has no leftovers that could be told from files at work.
        let busy = matches!(file.as_file().try_lock(), Err(fs::TryLockError::WouldBlock));
        if !busy && file.path().exists() {
            return Ok(file);
        }
    }
    create()
}

/// A folder with its lock, likewise.
pub(super) fn create_folder(create: impl Fn() -> io::Result<TempDir>) -> io::Result<(TempDir, Leftover)> {
    for _ in 1..TRIES {
        let folder = create()?;
        let lock = File::create(folder.path().join(KEY));
        if let Ok(lock) = lock
            && !matches!(lock.try_lock(), Err(fs::TryLockError::WouldBlock))
            && folder.path().join(KEY).exists()
        {
            let mut leftover = Leftover::of(folder.path());
            leftover.lock = Some(lock);
            return Ok((folder, leftover));
        }
    }
    let folder = create()?;
    let leftover = Leftover::of(folder.path());
    Ok((folder, leftover))
}

impl Leftover {
    /// Gives up the lock of a folder that is ready.
    pub fn unlock(&mut self) -> io::Result<()> {
        self.lock = None;
        match fs::remove_file(self.path.join(KEY)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}
