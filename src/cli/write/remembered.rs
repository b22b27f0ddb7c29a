//! Which results were written last: each by its place, its length and the time of its last change, in one small file of
//! the person who is logged in.
//!
//! A file that still has all three was not touched since, and may be replaced. What cannot be noted or read is no reason
//! to stop: such a result is then taken for somebody's work, and asked about.

use crate::cli::state;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, UNIX_EPOCH};

/// So many results are remembered; the oldest are forgotten.
const MOST: usize = 4_000;

/// One line for each result, the newest last.
const FILE: &str = "hasil.txt";

/// Held by whoever writes the file.
const KEY: &str = "hasil.kunci";

/// How often, and how far apart, the key is asked for.
const TRIES: (usize, Duration) = (100, Duration::from_millis(10));

/// Where results are remembered.
#[derive(Debug, Clone, Default)]
pub struct Memory(Option<PathBuf>);

impl Memory {
    /// That of the person who is logged in; nothing is remembered where the system has no place for it.
    pub fn of_person() -> Memory {
        Memory(state::folder())
    }

    /// Whether a file is still as it was when it was written as a result.
    pub(super) fn is_untouched(&self, path: &Path) -> bool {
        let line = path.canonicalize().ok().and_then(|real| line(&real, &fs::metadata(&real).ok()?));
        let known = self.0.as_ref().and_then(|folder| fs::read_to_string(folder.join(FILE)).ok());
        line.zip(known).is_some_and(|(line, known)| known.lines().any(|one| one == line))
    }

    /// Notes a result that has just come to its place.
    pub(super) fn note(&self, path: &Path, kind: &Metadata) {
        if let (Some(folder), Ok(real)) = (&self.0, path.canonicalize())
            && let Some(line) = line(&real, kind)
        {
            let _ = add(folder, &line);
        }
    }
}

/// `1520 1764235450123456789 "/rumah/ani/t31.csv"`: a path is quoted, so that any name is one line.
fn line(real: &Path, kind: &Metadata) -> Option<String> {
    let changed = match kind.modified().ok()?.duration_since(UNIX_EPOCH) {
        Ok(after) => after.as_nanos().to_string(),
        Err(before) => format!("-{}", before.duration().as_nanos()),
    };
    Some(format!("{} {changed} {real:?}", kind.len()))
}

/// The place that a line is about.
fn place(line: &str) -> Option<&str> {
    line.splitn(3, ' ').nth(2)
}

fn add(folder: &Path, line: &str) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let key = private(&folder.join(KEY), false)?;
    take(&key)?;
    let path = folder.join(FILE);
    let known = fs::read_to_string(&path).unwrap_or_default();
    let mut lines: Vec<&str> = known.lines().filter(|known| place(known) != place(line)).collect();
    lines.drain(..lines.len().saturating_sub(MOST - 1));
    lines.push(line);
    let beside: PathBuf = folder.join(format!("{FILE}.baru"));
    private(&beside, true)?.write_all((lines.join("\n") + "\n").as_bytes())?;
    fs::rename(beside, path)
}

/// Two runs that note at the same time take turns. A disk without locks lets them all in.
fn take(key: &File) -> io::Result<()> {
    for _ in 0..TRIES.0 {
        match key.try_lock() {
            Err(fs::TryLockError::WouldBlock) => sleep(TRIES.1),
            Ok(()) | Err(fs::TryLockError::Error(_)) => return Ok(()),
        }
    }
    Err(io::ErrorKind::WouldBlock.into())
}

/// A file that nobody else reads: it tells what somebody works on.
fn private(path: &Path, empty: bool) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(empty);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
