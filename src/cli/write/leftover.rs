//! What a run that is cut off would leave: removed by the run itself where it can be, else by the next one.
//!
//! Whoever writes a temporary file holds a lock on it, which ends with the process. So what can be locked has no writer.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tempfile::{NamedTempFile, TempDir};

/// How the names of temporary files and folders begin. Office begins its own in the same way, and they are passed over.
pub(super) const PREFIX: &str = "~$takar";
/// How they end.
pub(super) const SUFFIX: &str = ".tmp";

/// Holds the lock of a folder.
const KEY: &str = "~$kunci";

/// How often a file that the next run takes for a leftover is made again.
const TRIES: usize = 8;

/// What is there now and has to go when the process is told to end. Held by whoever makes something or brings it to its
/// place, and for good by whoever works it off: behind that nothing is made any more.
static THERE: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// The folders that were looked through.
static CLEARED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// While this is held the process does not end at a signal.
#[must_use]
pub struct Undisturbed(MutexGuard<'static, Vec<PathBuf>>);

/// Waits for those who are at it; for ever when the process is about to end.
pub fn undisturbed() -> Undisturbed {
    Undisturbed(THERE.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Something temporary, known until this is dropped.
pub(super) struct Leftover(PathBuf);

impl Leftover {
    pub fn of(path: &Path, Undisturbed(there): &mut Undisturbed) -> Leftover {
        there.push(path.to_path_buf());
        Leftover(path.to_path_buf())
    }
}

impl Drop for Leftover {
    fn drop(&mut self) {
        undisturbed().0.retain(|path| *path != self.0);
    }
}

/// Removes what is there; the process ends after this.
pub fn remove_all() {
    remove(undisturbed());
}

/// The same when it may be this thread that is at work on the list.
pub fn try_to_remove_all() {
    if let Ok(there) = THERE.try_lock() {
        remove(Undisturbed(there));
    }
}

fn remove(mut held: Undisturbed) {
    for path in held.0.drain(..) {
        match path.is_dir() {
            true => remove_folder(&path, None),
            false => drop(fs::remove_file(&path)),
        }
    }
    // Whoever is still at work makes nothing more.
    std::mem::forget(held);
}

/// The key goes last: what stays when this is cut off can be told from what has a writer.
fn remove_folder(folder: &Path, key: Option<File>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten().filter(|entry| entry.file_name() != KEY) {
        let _ = match entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            true => fs::remove_dir_all(entry.path()),
            false => fs::remove_file(entry.path()),
        };
    }
    // Windows removes no folder with an open file in it.
    let _ = fs::remove_file(folder.join(KEY));
    drop(key);
    let _ = fs::remove_dir(folder);
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
        } else if kind.is_dir()
            && let Some(key) = locked(&path.join(KEY)).or_else(|| locked_new(&path.join(KEY)))
        {
            remove_folder(&path, Some(key));
        }
    }
}

/// The lock of a file that nobody holds.
fn locked(path: &Path) -> Option<File> {
    let file = OpenOptions::new().read(true).write(true).open(path).ok()?;
    file.try_lock().is_ok().then_some(file)
}

/// The lock of a folder without a key: its maker has not come to it, and will make another, or was killed while it was removed.
fn locked_new(key: &Path) -> Option<File> {
    let file = File::create_new(key).ok()?;
    file.try_lock().is_ok().then_some(file)
}

/// A file with its lock. Between the two somebody may take it for a leftover; then another is made.
pub(super) fn create_locked(create: impl Fn() -> io::Result<NamedTempFile>) -> io::Result<(NamedTempFile, Leftover)> {
    let mut held = undisturbed();
    let mut file = create()?;
    for _ in 1..TRIES {
        // A disk without locks has no leftovers that could be told from files at work.
        let busy = matches!(file.as_file().try_lock(), Err(fs::TryLockError::WouldBlock));
        if !busy && file.path().exists() {
            break;
        }
        file = create()?;
    }
    let leftover = Leftover::of(file.path(), &mut held);
    Ok((file, leftover))
}

/// A folder in which something is made, beside the place where it will stand; gone with all that is still in it.
pub struct Beside {
    folder: TempDir,
    key: Option<File>,
    /// Behind the folder, so that it is known until that is gone.
    _leftover: Leftover,
}

impl Beside {
    /// Makes one with its lock, likewise.
    pub(super) fn new(create: impl Fn() -> io::Result<TempDir>) -> io::Result<Beside> {
        let mut held = undisturbed();
        let mut failed = io::ErrorKind::WouldBlock.into();
        for _ in 0..TRIES {
            let folder = create()?;
            let path = folder.path().join(KEY);
            match File::create(&path) {
                Ok(key) if !matches!(key.try_lock(), Err(fs::TryLockError::WouldBlock)) && path.exists() => {
                    let leftover = Leftover::of(folder.path(), &mut held);
                    return Ok(Beside { folder, key: Some(key), _leftover: leftover });
                }
                Ok(_) => {}
                Err(error) => failed = error,
            }
        }
        Err(failed)
    }

    /// A place in it. Wherever it is met, its name says that it is half written.
    pub fn within(&self, name: &str) -> PathBuf {
        self.folder.path().join(format!("{PREFIX}{name}"))
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        remove_folder(self.folder.path(), self.key.take());
    }
}
