//! Many files in the making: each in a folder beside where it will stand, and only one of them open at a time.
//!
//! A file that is written tells by its lock that it has a writer. Thousands of them would be thousands of open files, so here
//! their folder has the one lock for all.

use super::leftover::{Beside, undisturbed};
use super::{folder_of, owner};
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::TempPath;

/// The folders in which files are made; they go, with all that did not get to its place.
#[derive(Default)]
pub(super) struct Workshops {
    all: Vec<(PathBuf, Beside)>,
    made: usize,
}

impl Workshops {
    /// The folder in which a file for this place is made.
    pub fn of(&self, target: &Path) -> Option<&Beside> {
        let folder = folder_of(target);
        self.all.iter().find(|(at, _)| *at == folder).map(|(_, beside)| beside)
    }

    /// Every folder in which results will stand.
    pub fn folders(&self) -> impl Iterator<Item = &Path> {
        self.all.iter().map(|(folder, _)| folder.as_path())
    }

    /// An empty file that a rename can bring to its place.
    pub fn begin(&mut self, target: &Path) -> io::Result<TempPath> {
        let folder = folder_of(target);
        let at = match self.all.iter().position(|(at, _)| *at == folder) {
            Some(at) => at,
            None => {
                let beside = super::beside(&folder)?;
                self.all.push((folder, beside));
                self.all.len() - 1
            }
        };
        self.made += 1;
        let path = self.all[at].1.within(&self.made.to_string());
        let _held = undisturbed();
        File::create_new(&path)?;
        TempPath::try_from_path(path)
    }
}

/// Adds to the end of a file that was begun.
pub(super) fn add(path: &Path, content: &[u8]) -> io::Result<()> {
    OpenOptions::new().append(true).open(path)?.write_all(content)
}

/// Gives it the rights of what it will replace; false when they cannot be kept. With `reaches` it waits until
/// the disk has it.
pub(super) fn settle(path: &Path, target: &Path, reaches: bool) -> io::Result<bool> {
    let file = OpenOptions::new().append(true).open(path)?;
    if !owner::inherit(&file, target) {
        return Ok(false);
    }
    if reaches {
        file.sync_all()?;
    }
    Ok(true)
}
