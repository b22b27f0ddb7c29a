//! Which results were written last: each by its place, its length and the time of its last change, and of what it is where
//! that counts, in one small file of the person who is logged in.
//!
//! A file that still has all three was not touched since, and may be replaced. What cannot be noted or read is no reason
//! to stop: such a result is then taken for somebody's work, and asked about.

use super::folder_of;
use crate::cli::state;
use crate::folder::files;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
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

    /// How a result is remembered whose bytes lie at `bytes` and that stands at `place`, or will after a rename; `of` says of
    /// what it is.
    pub(super) fn entry(place: &Path, bytes: &Path, of: Option<&Origin>) -> Option<Entry> {
        let there = || Some(folder_of(place).canonicalize().ok()?.join(place.file_name()?));
        let real = place.canonicalize().ok().or_else(there)?;
        let kind = fs::metadata(bytes).ok()?;
        let changed = match kind.modified().ok()?.duration_since(UNIX_EPOCH) {
            Ok(after) => after.as_nanos().to_string(),
            Err(before) => format!("-{}", before.duration().as_nanos()),
        };
        let of = of.map(|Origin(of)| format!("{OF}{of}")).unwrap_or_default();
        Some(Entry(format!("{} {changed} {real:?}{of}", kind.len())))
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

/// Of what a result is that has its name from the program: another of that name may be of something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin(String);

impl Origin {
    /// Of a package, as it is or under a scenario.
    pub fn of(package: &Path, scenario: Option<&str>) -> Origin {
        let real = package.canonicalize().unwrap_or_else(|_| package.to_path_buf());
        let place = files::slashed(&real);
        let under = scenario.map(|name| format!(", skenario {name:?}")).unwrap_or_default();
        Origin(format!("paket {:?}{under}", place.strip_prefix("//?/").unwrap_or(&place)))
    }

    /// The same in words.
    pub fn words(&self) -> &str {
        &self.0
    }

    /// Whether that is something else; names that differ in case are one, as files on Windows are.
    pub fn is_another(&self, other: &Origin) -> bool {
        self.0.to_lowercase() != other.0.to_lowercase()
    }
}

/// One result: `1520 1764235450123456789 "/rumah/ani/t31.csv"`, and behind a tab of what it is. Names are quoted, so that any
/// result is one line, and that tab the only one.
#[derive(Debug)]
pub(super) struct Entry(String);

/// The results that were remembered at one time.
#[derive(Debug)]
pub(super) struct Known {
    file: Option<PathBuf>,
    /// Each with what it is of.
    lines: OnceCell<BTreeMap<String, Option<Origin>>>,
}

impl Known {
    /// Whether a file is still as it was when it was written as a result.
    pub fn has(&self, path: &Path) -> bool {
        self.found(path).is_some()
    }

    /// Of what such a file is, where that was told.
    pub fn of(&self, path: &Path) -> Option<&Origin> {
        self.found(path)?.as_ref()
    }

    fn found(&self, path: &Path) -> Option<&Option<Origin>> {
        let read = || {
            let text = self.file.as_ref().and_then(|file| fs::read_to_string(file).ok()).unwrap_or_default();
            let lines = text.lines().map(|line| match line.split_once(OF) {
                Some((line, of)) => (line.to_string(), Some(Origin(of.to_string()))),
                None => (line.to_string(), None),
            });
            lines.collect()
        };
        let Entry(line) = Memory::entry(path, path, None)?;
        self.lines.get_or_init(read).get(&line)
    }
}

/// What stands before what a result is of.
const OF: char = '\t';

/// The place that a line is about.
fn place(line: &str) -> Option<&str> {
    line.split(OF).next()?.splitn(3, ' ').nth(2)
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
