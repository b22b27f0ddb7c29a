//! Writing a file: the whole of it or nothing, and never over what somebody else wrote.
//!
//! Results go through [`Fresh`], which replaces only what Takar wrote; files of a package through [`rewrite`], which
//! replaces only what was read. Both write beside the target first, for a rename is one step within a disk.

mod inputs;
mod leftover;
mod ours;
mod owner;
mod problem;

pub use inputs::Inputs;
pub use leftover::{Leftover, remove_all};

use crate::diagnostic::Diagnostic;
use problem::{Step, explain};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Writes a result in one step: readers see the old content or the new, and a failure leaves the old.
pub fn result(path: &Path, content: &[u8], inputs: &Inputs) -> Result<(), Box<Diagnostic>> {
    let mut fresh = Fresh::result(path, inputs, None)?;
    fresh.add(content)?;
    fresh.finish()
}

/// A result in the making, which appears whole or, when dropped before its end, not at all.
pub struct Fresh<'i> {
    target: Target<'i>,
    file: Temporary,
}

/// Where a result goes, and what it must not replace.
struct Target<'i> {
    /// As it was asked for.
    path: PathBuf,
    /// Behind a link lies the file that is meant; a rename would replace the link.
    real: PathBuf,
    inputs: &'i Inputs,
    head: Option<Vec<u8>>,
}

impl<'i> Fresh<'i> {
    /// Begins a result that will stand at `path`; refused when that is an input of the run, or no result of Takar.
    /// `head` is the first line of a result that is no table.
    pub fn result(path: &Path, inputs: &'i Inputs, head: Option<&[u8]>) -> Result<Fresh<'i>, Box<Diagnostic>> {
        let real = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        let target = Target { path: path.to_path_buf(), real, inputs, head: head.map(<[u8]>::to_vec) };
        target.refuse()?;
        let file = Temporary::beside(&target.real, path)?;
        Ok(Fresh { target, file })
    }

    /// Adds to its end.
    pub fn add(&mut self, content: &[u8]) -> Result<(), Box<Diagnostic>> {
        self.file.file.write_all(content).map_err(|error| Box::new(explain(&self.target.path, Step::Fill, &error)))
    }

    /// Puts it in its place.
    pub fn finish(self) -> Result<(), Box<Diagnostic>> {
        self.file.settle(&self.target.path)?;
        // Others may have written there while this run computed.
        self.target.refuse()?;
        let file = self.file;
        file.replace(&self.target.real, &self.target.path)
    }
}

impl Target<'_> {
    fn refuse(&self) -> Result<(), Box<Diagnostic>> {
        let folder = folder_of(&self.real);
        if !folder.is_dir() {
            return Err(Box::new(problem::no_folder(&self.path, &folder)));
        }
        let Ok(kind) = fs::metadata(&self.real) else { return Ok(()) };
        if kind.is_dir() || !kind.is_file() {
            // A rename would replace a device such as /dev/null by a file.
            return Err(Box::new(problem::no_file(&self.path, kind.is_dir())));
        }
        // A rename would replace it all the same on some systems, against the will of whoever protected it.
        if kind.permissions().readonly() {
            return Err(Box::new(problem::protected(&self.path)));
        }
        if let Some(input) = self.inputs.find(&self.real) {
            return Err(Box::new(problem::an_input(&self.path, input)));
        }
        let ours = ours::is_ours(&self.real, self.head.as_deref());
        match ours.map_err(|error| Box::new(explain(&self.path, Step::Create, &error)))? {
            true => Ok(()),
            false => Err(Box::new(problem::not_ours(&self.path))),
        }
    }
}

/// What came of rewriting a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rewritten {
    /// The new content stands there.
    Done,
    /// The file is not what was read; it stays.
    Changed,
}

/// Puts new content in the place of what was read, nothing when `old` is none; leaves a file that changed meanwhile.
/// `shown` is how messages call it.
pub fn rewrite(path: &Path, shown: &Path, old: Option<&[u8]>, new: &[u8]) -> Result<Rewritten, Box<Diagnostic>> {
    if fs::metadata(path).is_ok_and(|kind| kind.permissions().readonly()) {
        return Err(Box::new(problem::protected(shown)));
    }
    let mut fresh = Temporary::beside(path, shown)?;
    fresh.file.write_all(new).map_err(|error| Box::new(explain(shown, Step::Fill, &error)))?;
    fresh.settle(shown)?;
    let Some(old) = old else { return fresh.appear(path, shown) };
    // As late as can be: what is written between this and the rename cannot be seen.
    match fs::read(path) {
        Ok(now) if now == old => fresh.replace(path, shown).map(|()| Rewritten::Done),
        _ => Ok(Rewritten::Changed),
    }
}

/// A file beside its target, locked while it is written, gone when it does not get there.
struct Temporary {
    file: NamedTempFile,
    leftover: Leftover,
}

impl Temporary {
    fn beside(target: &Path, path: &Path) -> Result<Temporary, Box<Diagnostic>> {
        let folder = folder_of(target);
        super::signals::listen();
        leftover::clear(&folder);
        let failed = |error: io::Error| Box::new(explain(path, Step::Create, &error));
        let file = leftover::create_locked(|| owner::create(&folder)).map_err(failed)?;
        let leftover = Leftover::of(file.path());
        match owner::inherit(file.as_file(), target) {
            true => Ok(Temporary { file, leftover }),
            false => Err(Box::new(problem::another_owner(path))),
        }
    }

    fn settle(&self, path: &Path) -> Result<(), Box<Diagnostic>> {
        self.file.as_file().sync_all().map_err(|error| Box::new(explain(path, Step::Fill, &error)))
    }

    fn replace(self, target: &Path, path: &Path) -> Result<(), Box<Diagnostic>> {
        let Temporary { file, leftover } = self;
        // Where locks bar readers, none may meet the file in its place.
        let _ = file.as_file().unlock();
        let replaced = file.persist(target);
        drop(leftover);
        replaced.map(drop).map_err(|error| Box::new(explain(path, Step::Replace, &error.error)))
    }

    /// Takes a place that is free; another file there stays.
    fn appear(self, path: &Path, shown: &Path) -> Result<Rewritten, Box<Diagnostic>> {
        let Temporary { file, leftover } = self;
        let _ = file.as_file().unlock();
        let placed = file.persist_noclobber(path);
        drop(leftover);
        match placed {
            Ok(_) => Ok(Rewritten::Done),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(Rewritten::Changed),
            Err(error) => Err(Box::new(explain(shown, Step::Replace, &error.error))),
        }
    }
}

/// Makes a folder, and those above it, where there is none yet.
pub fn create_folder(folder: &Path) -> Result<(), Box<Diagnostic>> {
    fs::create_dir_all(folder).map_err(|error| explain_creating(folder, &error))
}

/// Why something could not be made in the first place.
pub fn explain_creating(path: &Path, error: &io::Error) -> Box<Diagnostic> {
    Box::new(explain(path, Step::Create, error))
}

/// A folder beside another, filled before it takes its place; see `leftover::create_folder`.
pub fn fresh_folder(parent: &Path) -> io::Result<(tempfile::TempDir, Leftover)> {
    super::signals::listen();
    leftover::clear(parent);
    leftover::create_folder(|| owner::create_folder(parent))
}

fn folder_of(target: &Path) -> PathBuf {
    match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    }
}
