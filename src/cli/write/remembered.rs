//! Which results were written last: each by its place, its length and the time of its last change, in one small file of
//! the person who is logged in.
//!
//! A file that still has all three was not touched since, and may be replaced. What cannot be noted or read is no reason
//! to stop: such a result is then taken for somebody's work, and asked about.

use super::folder_of;
use crate::cli::state;
use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, UNIX_EPOCH};

/// So many results are remembered; the oldest are forgotten.
const MOST: usize = 20_000;

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

    /// What is remembered, read when it is first asked for.
    pub(super) fn known(&self) -> Known {
        Known { file: self.0.as_ref().map(|folder| folder.join(FILE)), lines: OnceCell::new() }
    }

    /// How a result is remembered whose bytes lie at `bytes` and that stands at `place`, or will after a rename.
    pub(super) fn entry(place: &Path, bytes: &Path) -> Option<Entry> {
        let there = || Some(folder_of(place).canonicalize().ok()?.join(place.file_name()?));
        let real = place.canonicalize().ok().or_else(there)?;
        let kind = fs::metadata(bytes).ok()?;
        let changed = match kind.modified().ok()?.duration_since(UNIX_EPOCH) {
            Ok(after) => after.as_nanos().to_string(),
            Err(before) => format!("-{}", before.duration().as_nanos()),
        };
        Some(Entry(format!("{} {changed} {real:?}", kind.len())))
    }

    /// Notes results that are about to take their places; what stands there now is not forgotten yet.
    pub(super) fn announce(&self, coming: &[Entry]) {
        self.add(coming, true);
    }

    /// Notes results that have come to their places.
    pub(super) fn note(&self, placed: &[Entry]) {
        self.add(placed, false);
    }

    fn add(&self, entries: &[Entry], keeps: bool) {
        if let Some(folder) = self.0.as_ref().filter(|_| !entries.is_empty()) {
            let _ = add(folder, entries, keeps);
        }
    }
}

/// One result: `1520 1764235450123456789 "/rumah/ani/t31.csv"`. A path is quoted, so that any name is one line.
#[derive(Debug)]
pub(super) struct Entry(String);

/// The results that were remembered at one time.
#[derive(Debug)]
pub(super) struct Known {
    file: Option<PathBuf>,
    lines: OnceCell<BTreeSet<String>>,
}

impl Known {
    /// Whether a file is still as it was when it was written as a result.
    pub fn has(&self, path: &Path) -> bool {
        let read = || {
            let text = self.file.as_ref().and_then(|file| fs::read_to_string(file).ok()).unwrap_or_default();
            text.lines().map(String::from).collect()
        };
        Memory::entry(path, path).is_some_and(|Entry(line)| self.lines.get_or_init(read).contains(&line))
    }
}

/// The place that a line is about.
fn place(line: &str) -> Option<&str> {
    line.splitn(3, ' ').nth(2)
}

fn add(folder: &Path, entries: &[Entry], keeps: bool) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let key = private(&folder.join(KEY), false)?;
    take(&key)?;
    let path = folder.join(FILE);
    let known = fs::read_to_string(&path).unwrap_or_default();
    let places: BTreeSet<Option<&str>> = entries.iter().map(|Entry(line)| place(line)).collect();
    let (mut same, mut lines): (Vec<&str>, Vec<&str>) = known.lines().partition(|known| places.contains(&place(known)));
    same.retain(|_| keeps);
    same.extend(entries.iter().map(|Entry(line)| line.as_str()));
    // However many they are: a run must know what it wrote itself.
    let forgotten = (lines.len() + same.len()).saturating_sub(MOST).min(lines.len());
    lines.drain(..forgotten);
    lines.extend(same);
    let beside: PathBuf = folder.join(format!("{FILE}.baru"));
    // Whatever has that name, a link too, is not written into.
    let _ = fs::remove_file(&beside);
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
fn private(path: &Path, new: bool) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(!new).create_new(new).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
