//! Writing a file: the whole of it or nothing, and never over what somebody else wrote.
//!
//! Results go through [`Fresh`] and [`Several`], which replace only what Takar wrote and nobody touched since; files of a package
//! through [`rewrite`] and [`Renewals`], which replace only what was read, where [`place()`] lets them. All write beside the target
//! first, for a rename is one step within a disk.

pub mod disk;
mod inputs;
mod leftover;
mod owner;
mod place;
mod print;
pub mod problem;
mod remembered;
mod several;
mod target;
mod turn;
mod unfinished;
mod workshop;

pub use inputs::Inputs;
pub use inputs::kept_folder;
pub use leftover::{Beside, remove_all, try_to_remove_all, undisturbed};
pub use place::{own_place, place, place_of};
pub use print::Print;
pub use remembered::{Memory, Origin};
pub use several::{Became, Renewals, Several};
pub use target::{Guard, Over};
pub use turn::turn_in;
pub use unfinished::{Together, withdraw};

use crate::diagnostic::Diagnostic;
use crate::folder::files;
use leftover::Leftover;
use problem::{Step, explain};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use target::Target;
use tempfile::NamedTempFile;

/// A result in the making, which appears whole or, when dropped before its end, not at all.
pub struct Fresh<'i> {
    target: Target<'i>,
    file: Temporary,
}

impl<'i> Fresh<'i> {
    /// Begins a result that will stand at `path`; refused when what stands there is guarded. `head` is how the result
    /// begins, where that is known before the work.
    pub fn result(path: &Path, guard: Guard<'i>, head: Option<&[u8]>) -> Result<Fresh<'i>, Box<Diagnostic>> {
        let target = Target::of(path, guard);
        target.refuse_early(head, &target.guard.memory.known())?;
        let file = Temporary::beside(&target.real, path)?;
        Ok(Fresh { target, file })
    }

    /// Adds to its end.
    pub fn add(&mut self, content: &[u8]) -> Result<(), Box<Diagnostic>> {
        self.file.file.write_all(content).map_err(|error| Box::new(explain(&self.target.path, Step::Fill, &error)))
    }

    /// Puts it in its place, where it still may; others may have written there while this run computed.
    pub fn finish(self) -> Result<(), Box<Diagnostic>> {
        let Fresh { target, file } = self;
        let Target { path, real, guard } = &target;
        file.settle(path)?;
        target.refuse(file.file.path(), &guard.memory.known())?;
        // A run that is killed behind the rename leaves a result that the next one knows.
        guard.memory.announce(&Vec::from_iter(Memory::entry(real, file.file.path(), guard.of.as_ref())));
        file.replace(real, path)?;
        guard.memory.note(&Vec::from_iter(Memory::entry(real, real, guard.of.as_ref())));
        Ok(())
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
    if is_protected(path) {
        return Err(Box::new(problem::protected(shown)));
    }
    let mut fresh = Temporary::beside(path, shown)?;
    fresh.file.write_all(new).map_err(|error| Box::new(explain(shown, Step::Fill, &error)))?;
    fresh.settle(shown)?;
    match old {
        // As late as can be: what is written between this and the rename cannot be seen.
        Some(old) => match fs::read(path).is_ok_and(|now| now == old) {
            true => fresh.replace(path, shown).map(|()| Rewritten::Done),
            false => Ok(Rewritten::Changed),
        },
        None => fresh.appear(path, shown),
    }
}

/// A rename would replace it all the same on some systems, against the will of whoever protected it.
fn is_protected(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|kind| kind.permissions().readonly())
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
        let (file, leftover) = leftover::create_locked(|| owner::create(&folder)).map_err(failed)?;
        match owner::inherit(file.as_file(), target) {
            true => Ok(Temporary { file, leftover }),
            false => Err(Box::new(problem::another_owner(path))),
        }
    }

    fn settle(&self, path: &Path) -> Result<(), Box<Diagnostic>> {
        disk::reach(self.file.as_file()).map_err(|error| Box::new(explain(path, Step::Fill, &error)))
    }

    fn replace(self, target: &Path, path: &Path) -> Result<(), Box<Diagnostic>> {
        let Temporary { file, leftover } = self;
        // Locked to the end: without its lock another run takes it for a leftover.
        let replaced = file.persist(target).map(|file| drop(file.unlock()));
        drop(leftover);
        replaced.map_err(|error| Box::new(explain(path, Step::Replace, &error.error)))
    }

    /// Takes a place that is free; another file there stays.
    fn appear(self, path: &Path, shown: &Path) -> Result<Rewritten, Box<Diagnostic>> {
        let Temporary { file, leftover } = self;
        let placed = file.persist_noclobber(path).map(|file| drop(file.unlock()));
        drop(leftover);
        placed_where_none_is(placed.map_err(|error| error.error))
            .map_err(|error| Box::new(explain(shown, Step::Replace, &error)))
    }
}

/// What came of taking a place that had to be free.
fn placed_where_none_is(placed: io::Result<()>) -> io::Result<Rewritten> {
    match placed {
        Ok(()) => Ok(Rewritten::Done),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(Rewritten::Changed),
        Err(error) => Err(error),
    }
}

/// Makes a folder for results where there is none yet; a package is none, nor is what belongs to one or is read.
pub fn folder_of_results(folder: &Path, inputs: &Inputs) -> Result<(), Box<Diagnostic>> {
    refuse_folder(folder, inputs)?;
    create_folder(folder)
}

/// Refuses a folder for results that is one of a package or belongs to one.
pub fn refuse_folder(folder: &Path, inputs: &Inputs) -> Result<(), Box<Diagnostic>> {
    let within = folder.join("hasil");
    if let Some(input) = inputs.find(&within).or_else(|| Inputs::around(&within)) {
        return Err(Box::new(problem::an_input(folder, &input)));
    }
    match files::has_rules(folder) {
        true => Err(Box::new(problem::a_package(folder))),
        false => Ok(()),
    }
}

/// Refuses one in which something lies that is read.
pub fn refuse_folder_of_inputs(folder: &Path, inputs: &Inputs) -> Result<(), Box<Diagnostic>> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    match entries.filter_map(|entry| inputs.read(&entry.path()).cloned()).next() {
        Some(input) => Err(Box::new(problem::among_inputs(folder, &input))),
        None => Ok(()),
    }
}

/// Makes a folder, and those above it, where there is none yet.
pub fn create_folder(folder: &Path) -> Result<(), Box<Diagnostic>> {
    fs::create_dir_all(folder).map_err(|error| explain_creating(folder, &error))
}

/// Removes a folder that was made for what could not be written; one with something in it stays.
pub fn remove_empty(folder: &Path) {
    let _ = fs::remove_dir(folder);
}

/// Why something could not be made in the first place.
pub fn explain_creating(path: &Path, error: &io::Error) -> Box<Diagnostic> {
    Box::new(explain(path, Step::Create, error))
}

/// A folder in which to make what will stand beside it.
pub fn beside(parent: &Path) -> io::Result<Beside> {
    super::signals::listen();
    leftover::clear(parent);
    Beside::new(|| owner::create_folder(parent))
}

fn folder_of(target: &Path) -> PathBuf {
    match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    }
}
