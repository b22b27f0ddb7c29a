//! Where a result goes, and what stays there.

use super::problem::{self, Step, explain};
use super::remembered::{Known, Memory, Origin};
use super::several::Became;
use super::{Inputs, folder_of, is_protected};
use crate::diagnostic::Diagnostic;
use std::fs::{self, File, Metadata};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

/// What a result may take the place of, besides an empty file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// A result that nobody touched, or a file that says the same.
    Results,
    /// Any file that is no part of a package and was not read by the run.
    Anything,
}

/// A longer file is not compared with a result to come; whoever wrote it is asked before the work begins.
const COMPARED: u64 = 4 << 20;

/// What a result must not take the place of.
#[derive(Debug, Clone)]
pub struct Guard<'i> {
    /// What the run reads.
    pub inputs: &'i Inputs,
    /// What may be replaced.
    pub over: Over,
    /// What was written before.
    pub memory: Memory,
    /// Of what it is, where the program names it; a name that a person wrote is meant, whatever stands there.
    pub of: Option<Origin>,
}

/// Where a result goes.
pub(super) struct Target<'i> {
    /// As it was asked for.
    pub path: PathBuf,
    /// Behind a link lies the file that is meant; a rename would replace the link.
    pub real: PathBuf,
    pub guard: Guard<'i>,
}

impl<'i> Target<'i> {
    pub fn of(path: &Path, guard: Guard<'i>) -> Target<'i> {
        let real = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        Target { path: path.to_path_buf(), real, guard }
    }

    /// Refuses what need not wait for the result. `head` is how it will begin, where that is known.
    pub fn refuse_early(&self, head: Option<&[u8]>, known: &Known) -> Result<(), Box<Diagnostic>> {
        let Some(kind) = self.stranger(known)? else { return Ok(()) };
        let begins = |head: &[u8]| {
            let mut start = Vec::new();
            let read = File::open(&self.real).and_then(|file| file.take(head.len() as u64).read_to_end(&mut start));
            read.is_ok() && start == head
        };
        match kind.len() <= COMPARED && head.is_none_or(begins) {
            true => Ok(()),
            false => Err(self.refused(known)),
        }
    }

    /// Refuses what the result, which lies ready in a file, must not replace.
    pub fn refuse(&self, ready: &Path, known: &Known) -> Result<(), Box<Diagnostic>> {
        match self.stranger(known)? {
            Some(kind) if !says_the_same(&self.real, ready, &kind) => Err(self.refused(known)),
            _ => Ok(()),
        }
    }

    fn refused(&self, known: &Known) -> Box<Diagnostic> {
        Box::new(match self.another(known) {
            Some(other) => problem::of_another(&self.path, other.words()),
            None => problem::not_ours(&self.path),
        })
    }

    /// Of what else the result in the place is.
    fn another<'k>(&self, known: &'k Known) -> Option<&'k Origin> {
        let own = self.guard.of.as_ref()?;
        known.of(&self.real).filter(|other| own.is_another(other))
    }

    /// What a result that lies ready makes of what stands there.
    pub fn becomes(&self, ready: &Path) -> Became {
        match fs::metadata(&self.real) {
            Ok(kind) if says_the_same(&self.real, ready, &kind) => Became::Same,
            Ok(_) => Became::Renewed,
            Err(_) => Became::New,
        }
    }

    /// A file in the place that only the same words may replace.
    fn stranger(&self, known: &Known) -> Result<Option<Metadata>, Box<Diagnostic>> {
        let folder = folder_of(&self.real);
        if !folder.is_dir() {
            return Err(Box::new(problem::no_folder(&self.path, &folder)));
        }
        if let Some(input) = self.guard.inputs.find(&self.real).or_else(|| Inputs::around(&self.path)) {
            return Err(Box::new(problem::an_input(&self.path, &input)));
        }
        let Ok(link) = fs::symlink_metadata(&self.real) else { return Ok(None) };
        let kind = match fs::metadata(&self.real) {
            Ok(kind) => kind,
            Err(error) if link.is_symlink() => {
                return Err(Box::new(problem::dead_link(&self.path, error.kind() == io::ErrorKind::NotFound)));
            }
            Err(error) => return Err(Box::new(explain(&self.path, Step::Create, &error))),
        };
        if kind.is_dir() || !kind.is_file() {
            // A rename would replace a device such as /dev/null by a file.
            return Err(Box::new(problem::no_file(&self.path, kind.is_dir())));
        }
        if is_protected(&self.real) {
            return Err(Box::new(problem::protected(&self.path)));
        }
        let is_ours = || known.has(&self.real) && self.another(known).is_none();
        let replaceable = self.guard.over == Over::Anything || kind.len() == 0 || is_ours();
        // A link that was made meanwhile would itself be replaced.
        Ok((link.is_symlink() || !replaceable).then_some(kind))
    }
}

fn says_the_same(path: &Path, ready: &Path, kind: &Metadata) -> bool {
    let lengths = fs::metadata(ready).is_ok_and(|ready| ready.len() == kind.len());
    let bytes = |path: &Path| File::open(path).map(|file| BufReader::new(file).bytes());
    lengths
        && match (bytes(path), bytes(ready)) {
            (Ok(old), Ok(new)) => old.zip(new).all(|(old, new)| matches!((old, new), (Ok(old), Ok(new)) if old == new)),
            _ => false,
        }
}
