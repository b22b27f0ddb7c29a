//! What a package reads, looked at from time to time: which files there are, how long, and when they were changed.
//!
//! Asking is simpler than being told: it is the same on every system, on disks of a network too, and an editor that writes a
//! file anew under its name is seen like one that writes into it.

use super::set::{OWN_REPORT, Order};
use crate::cli::commands::data_path;
use crate::cli::shelf;
use crate::folder::{Folder, files};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// How often somebody looks.
const BEAT: Duration = Duration::from_millis(150);

/// A file that goes on changing is read after so many looks all the same.
const MOST_BEATS: usize = 20;

/// Names of such files are what rules or data may be.
const ENDINGS: [&str; 11] = ["takar", "csv", "tsv", "txt", "xlsx", "xlsm", "xls", "ods", "docx", "html", "htm"];

/// How a file looks from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stamp {
    /// It is there; what it says matters to nobody.
    There,
    /// Length, time of the last change, and which file it is.
    File(u64, Option<SystemTime>, u64),
}

/// How all of them look.
pub(super) type Stamps = BTreeMap<PathBuf, Stamp>;

/// What is looked at.
pub(super) struct Watched {
    root: PathBuf,
    /// Folders whose rules are read.
    rules: Vec<PathBuf>,
    files: Vec<PathBuf>,
    /// The folder that the results go to, which is not looked at but for the file that a page looks at, and how that is told.
    output: PathBuf,
    signal: PathBuf,
    shown: String,
}

impl Watched {
    /// What is known before anything is read.
    pub fn of(order: &Order) -> Watched {
        let path = &order.asked.path;
        let root = match path.is_file() {
            true => path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new(".")),
            false => path,
        };
        let mut files = vec![root.join(OWN_REPORT)];
        files.extend(order.of.manuscript.clone());
        let (output, signal, shown) = (order.folder.clone(), order.signal(), order.shown());
        let mut watched = Watched { root: root.to_path_buf(), rules: Vec::new(), files, output, signal, shown };
        match path.is_file() {
            true => watched.files.push(path.clone()),
            false => watched.rules.push(root.to_path_buf()),
        }
        watched.rules.extend(order.of.scenario.as_ref().map(|_| root.join(shelf::FOLDER)));
        watched
    }

    /// Adds what a package reads. Of rules that cannot be meant the data are not known; those known before still count.
    pub fn see(&mut self, folder: &Folder) {
        let data = folder.package.program().into_iter().flat_map(|program| &program.data);
        let files =
            data.map(|file| data_path(&self.root, file)).chain(folder.files.iter().map(|file| file.path.clone()));
        for file in files.collect::<Vec<_>>() {
            if !self.files.contains(&file) {
                self.files.push(file);
            }
        }
        for folder in &folder.looked_for {
            if !self.rules.contains(folder) {
                self.rules.push(folder.clone());
            }
        }
    }

    /// How everything looks now.
    pub fn stamps(&self) -> Stamps {
        let mut stamps = Stamps::new();
        for folder in [self.root.clone(), self.root.join("data")] {
            let is_known = |name: &&String| {
                let ending = Path::new(name).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
                ENDINGS.contains(&ending.to_lowercase().as_str())
            };
            let names = if self.is_output(&folder) { Vec::new() } else { files::names_in(&folder).unwrap_or_default() };
            stamps.extend(names.iter().filter(is_known).map(|name| (folder.join(name), Stamp::There)));
        }
        let rules = self.rules.iter().flat_map(|folder| {
            let names = files::names_in(folder).unwrap_or_default();
            names.into_iter().filter(|name| files::is_rule_file(name)).map(|name| folder.join(name))
        });
        for path in rules.chain(self.files.iter().cloned()) {
            stamps.extend(stamp(&path).map(|stamp| (path, stamp)));
        }
        stamps
    }

    fn is_output(&self, folder: &Path) -> bool {
        folder.canonicalize().is_ok_and(|real| self.output.canonicalize().is_ok_and(|output| output == real))
    }

    /// Waits until something is otherwise than it was, and no longer changes; gives that in words. It gives nothing in words
    /// after `patience`, and none when it is over. Another command that writes the set anew leaves a page that nobody watches, which
    /// has to become one that is watched.
    pub fn changed(&self, was: &Stamps, patience: Option<Duration>, is_over: &dyn Fn() -> bool) -> Option<String> {
        let mut waited = Duration::ZERO;
        let has_signal = self.signal.exists();
        loop {
            std::thread::sleep(BEAT);
            waited += BEAT;
            if is_over() {
                return None;
            }
            if has_signal && !self.signal.exists() && self.output.exists() {
                return Some(format!("{} ditulis perintah lain", self.shown));
            }
            let mut now = self.stamps();
            if now == *was {
                if patience.is_some_and(|patience| waited >= patience) {
                    return Some(String::new());
                }
                continue;
            }
            for _ in 0..MOST_BEATS {
                std::thread::sleep(BEAT);
                let next = self.stamps();
                if is_over() {
                    return None;
                }
                if next == now {
                    break;
                }
                now = next;
            }
            // What was there for a moment is no change.
            if now != *was {
                return Some(self.told(was, &now));
            }
        }
    }

    /// `data/iku.csv berubah, baru.takar baru`
    fn told(&self, was: &Stamps, now: &Stamps) -> String {
        const MOST: usize = 3;
        let name = |path: &Path| files::slashed(path.strip_prefix(&self.root).unwrap_or(path));
        let changed = now.iter().filter(|(path, stamp)| was.get(*path) != Some(*stamp));
        let changed = changed.map(|(path, _)| match was.contains_key(path) {
            true => format!("{} berubah", name(path)),
            false => format!("{} baru", name(path)),
        });
        let gone =
            was.keys().filter(|path| !now.contains_key(*path)).map(|path| format!("{} tidak ada lagi", name(path)));
        let all: Vec<String> = changed.chain(gone).collect();
        let more = if all.len() > MOST { format!(", dan {} lagi", all.len() - MOST) } else { String::new() };
        all[..all.len().min(MOST)].join(", ") + &more
    }
}

/// How things were when they were read: as they looked before; what nobody had looked at so closely as it looks now, unless it
/// was changed meanwhile.
pub(super) fn as_read(mut before: Stamps, now: &Stamps, since: SystemTime) -> Stamps {
    for (path, stamp) in now {
        let is_older = match stamp {
            Stamp::There => true,
            Stamp::File(_, changed, _) => changed.is_none_or(|changed| changed < since),
        };
        let is_closer = match before.get(path) {
            None => true,
            Some(Stamp::There) => *stamp != Stamp::There,
            Some(Stamp::File(..)) => false,
        };
        if is_older && is_closer {
            before.insert(path.clone(), stamp.clone());
        }
    }
    before
}

fn stamp(path: &Path) -> Option<Stamp> {
    let kind = fs::metadata(path).ok()?;
    Some(Stamp::File(kind.len(), kind.modified().ok(), which(&kind)))
}

/// A file that took the place of another has another number, and one whose rights or name were changed another time.
#[cfg(unix)]
fn which(kind: &fs::Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt;
    kind.ino() ^ (kind.ctime() as u64).rotate_left(20) ^ (kind.ctime_nsec() as u64).rotate_left(40)
}

#[cfg(not(unix))]
fn which(_: &fs::Metadata) -> u64 {
    0
}
