//! Taking turns: one run at a time puts files that belong together into a folder, so that they are all of one run.
//!
//! Whose turn it is has a file in the folder locked, and removes it at the end. The lock ends with the process; what a killed one
//! leaves is a file that the next one locks.

use super::leftover::{Leftover, PREFIX, SUFFIX, undisturbed};
use super::problem::{self, Step, explain};
use crate::diagnostic::Diagnostic;
use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// A run needs its turn for a few renames; one that holds it for longer hangs, and is told of.
const PATIENCE: Duration = Duration::from_secs(20);

/// How often somebody looks whether it is over.
const BEAT: Duration = Duration::from_millis(10);

/// A turn in a folder, until it is dropped; never while [`undisturbed`] is held.
#[must_use]
pub struct Turn {
    path: PathBuf,
    /// None once it is over.
    lock: Option<File>,
    _leftover: Leftover,
}

/// Why there is none: somebody else has it, or what the disk says.
type NoTurn = Option<io::Error>;

/// Waits for the turn in a folder.
///
/// # Errors
///
/// Another run that has it does not end.
pub fn turn_in(folder: &Path) -> Result<Turn, Box<Diagnostic>> {
    Turn::take(folder, PATIENCE).map_err(|why| {
        Box::new(match why {
            Some(error) => explain(folder, Step::Create, &error),
            None => problem::another_run(folder),
        })
    })
}

/// The same in each of these. They are taken in one order, so that no two runs wait for each other.
pub(super) fn take_turns<'p>(folders: impl Iterator<Item = &'p Path>) -> Result<Vec<Turn>, Box<Diagnostic>> {
    let real = |folder: &'p Path| (folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf()), folder);
    let all: BTreeMap<PathBuf, &Path> = folders.map(real).collect();
    all.into_values().map(turn_in).collect()
}

impl Turn {
    fn take(folder: &Path, patience: Duration) -> Result<Turn, NoTurn> {
        let path = folder.join(format!("{PREFIX}giliran{SUFFIX}"));
        let begun = Instant::now();
        loop {
            let mut held = undisturbed();
            match system::take(&path) {
                Ok(Some(lock)) => {
                    let leftover = Leftover::of(&path, &mut held);
                    return Ok(Turn { path, lock: Some(lock), _leftover: leftover });
                }
                Ok(None) if begun.elapsed() < patience => {}
                Ok(None) => return Err(None),
                Err(error) => return Err(Some(error)),
            }
            drop(held);
            sleep(BEAT);
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        system::end(&self.path, self.lock.take());
    }
}

#[cfg(not(windows))]
mod system {
    use std::fs::{self, File, OpenOptions, TryLockError};
    use std::io::{self, ErrorKind};
    use std::path::Path;

    /// The lock, none while somebody else has it. A disk without locks lets everybody in.
    pub fn take(path: &Path) -> io::Result<Option<File>> {
        let file = match File::create_new(path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => match fs::symlink_metadata(path) {
                Ok(kind) if kind.is_file() => match open(path) {
                    Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
                    file => file?,
                },
                Ok(_) => return Err(error),
                // It went away just now.
                Err(_) => return Ok(None),
            },
            Err(error) => return Err(error),
        };
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => Ok(None),
            // Whoever had it removed the file: this is the lock of a file that nobody else finds.
            Ok(()) if !is_there(&file, path) => Ok(None),
            Ok(()) | Err(TryLockError::Error(_)) => Ok(Some(file)),
        }
    }

    /// That of another person can be locked, not written.
    fn open(path: &Path) -> io::Result<File> {
        let file = OpenOptions::new().read(true).write(true).open(path);
        file.or_else(|error| if error.kind() == ErrorKind::PermissionDenied { File::open(path) } else { Err(error) })
    }

    #[cfg(unix)]
    fn is_there(file: &File, path: &Path) -> bool {
        use std::os::unix::fs::MetadataExt;
        let which = |kind: &fs::Metadata| (kind.dev(), kind.ino());
        matches!((file.metadata(), fs::symlink_metadata(path)), (Ok(own), Ok(there)) if which(&own) == which(&there))
    }

    #[cfg(not(unix))]
    fn is_there(_: &File, path: &Path) -> bool {
        path.exists()
    }

    /// Removed before the lock is given back: whoever waits for it sees that, and makes another.
    pub fn end(path: &Path, lock: Option<File>) {
        let _ = fs::remove_file(path);
        drop(lock);
    }
}

/// Windows lets a file be opened by one alone, and removes it when that one closes it or ends.
#[cfg(windows)]
mod system {
    use std::fs::{File, OpenOptions};
    use std::io;
    use std::os::windows::fs::OpenOptionsExt;
    use std::path::Path;

    const GENERIC_WRITE: u32 = 0x4000_0000;
    const DELETE: u32 = 0x0001_0000;
    const FILE_FLAG_DELETE_ON_CLOSE: u32 = 0x0400_0000;
    /// It is open elsewhere, or about to go.
    const BUSY: [i32; 3] = [5, 32, 303];

    /// The file, none while somebody else has it.
    pub fn take(path: &Path) -> io::Result<Option<File>> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(false).access_mode(GENERIC_WRITE | DELETE);
        match options.share_mode(0).custom_flags(FILE_FLAG_DELETE_ON_CLOSE).open(path) {
            Ok(file) => Ok(Some(file)),
            Err(error) if error.raw_os_error().is_some_and(|code| BUSY.contains(&code)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    pub fn end(_: &Path, lock: Option<File>) {
        drop(lock);
    }
}
