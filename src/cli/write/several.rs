//! Many files at once, results or copies: none takes its place before all are whole, and few are open.

use super::leftover::undisturbed;
use super::problem::{self, Step, explain};
use super::remembered::{Entry, Known, Memory};
use super::target::{Guard, Target};
use super::turn::take_turns;
use super::unfinished::{Notice, Old, Together};
use super::workshop::{self, Workshops};
use super::{Rewritten, disk, is_protected, placed_where_none_is};
use crate::diagnostic::Diagnostic;
use std::path::{Path, PathBuf};
use tempfile::TempPath;

/// Results in the making; dropped before the end, none of them appears.
pub struct Several<'i> {
    guard: Guard<'i>,
    known: Known,
    /// Before the folders that they lie in, so that they go first.
    results: Vec<(Target<'i>, TempPath)>,
    workshops: Workshops,
    /// As what they belong together, where they do.
    set: Option<Together>,
}

/// What came of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    /// Nothing was there.
    New,
    /// It took the place of another.
    Renewed,
    /// The same stood there, and was not touched.
    Same,
}

impl<'i> Several<'i> {
    /// None yet.
    pub fn new(guard: Guard<'i>) -> Several<'i> {
        let known = guard.memory.known();
        Several { guard, known, results: Vec::new(), workshops: Workshops::default(), set: None }
    }

    /// None yet of those that belong together: all of them or none.
    pub fn set(guard: Guard<'i>, set: Together) -> Several<'i> {
        Several { set: Some(set), ..Several::new(guard) }
    }

    /// Begins a result that will stand at `path`, and gives its number; refused when what stands there is guarded.
    pub fn begin(&mut self, path: &Path) -> Result<usize, Box<Diagnostic>> {
        let target = Target::of(path, self.guard.clone());
        target.refuse_early(None, &self.known)?;
        let ready = self.workshops.begin(&target.real).map_err(|error| explain(path, Step::Create, &error))?;
        self.results.push((target, ready));
        Ok(self.results.len() - 1)
    }

    /// Adds to the end of one.
    pub fn add(&self, number: usize, content: &[u8]) -> Result<(), Box<Diagnostic>> {
        let (target, ready) = &self.results[number];
        workshop::add(ready, content).map_err(|error| Box::new(explain(&target.path, Step::Fill, &error)))
    }

    /// Puts all in their places, when all may; others may have written there while this run computed. What says the same as
    /// what stands there leaves it as it is.
    pub fn finish(mut self) -> Result<Vec<Became>, Box<Diagnostic>> {
        // The same command makes them again, so they do not wait for the disk one by one. The last does: a network disk that
        // is full says so only there.
        let last = self.results.len();
        disk::waiting(|| {
            let mut each = self.results.iter().zip(1..);
            each.try_for_each(|((target, ready), at)| settle(ready, &target.real, &target.path, at == last))
        })?;
        // What stands there is asked for, replaced and noted by one run at a time: two at once would leave some of each.
        let _turn = take_turns(self.workshops.folders())?;
        let notice = self.set.as_ref().map(|set| Notice::of(&set.folder, &set.name)).transpose();
        let notice = notice.map_err(|path| Box::new(problem::not_ours(&path)))?;
        let known = self.guard.memory.known();
        let (mut coming, mut became) = (Vec::new(), Vec::new());
        for (target, ready) in &self.results {
            target.refuse(ready, &known)?;
            became.push(target.becomes(ready));
            coming.extend(self.entry(&target.real, ready).filter(|_| became.last() != Some(&Became::Same)));
        }
        let renewed = became.iter().filter(|one| **one != Became::Same).count();
        // One rename is one step.
        let is_one = self.set.is_some() && renewed > 1;
        let old = if is_one { self.keep_old(&became, &known)? } else { Vec::new() };
        // A run that is killed between two of them leaves none that the next one does not know.
        self.guard.memory.announce(&coming);
        // A signal waits: all of them, or none.
        let held = undisturbed();
        let notice = notice.as_ref();
        if let Some((set, notice)) = self.set.as_ref().filter(|_| is_one).zip(notice)
            && let Err(error) = notice.set(set)
        {
            notice.lift();
            // Whoever says why waits for those who are at it.
            drop(held);
            return Err(Box::new(explain(&self.results[0].0.path, Step::Create, &error)));
        }
        let (mut placed, mut failed) = (Vec::new(), None);
        for ((target, ready), became) in std::mem::take(&mut self.results).into_iter().zip(&became) {
            let done = if *became == Became::Same { Ok(()) } else { ready.persist(&target.real) };
            match done {
                Ok(()) => placed.extend(self.entry(&target.real, &target.real)),
                Err(error) => {
                    failed = Some((target.path, error.error));
                    break;
                }
            }
        }
        let is_whole = match failed {
            None => true,
            Some(_) => is_one && old.iter().take(placed.len()).flatten().all(|old| old.restore(&self.guard.memory)),
        };
        if let Some(notice) = notice.filter(|_| is_whole) {
            notice.lift();
        }
        drop(held);
        if failed.is_none() || !is_one {
            self.guard.memory.note(&placed);
        }
        failed.map_or(Ok(became), |(path, error)| Err(Box::new(explain(&path, Step::Replace, &error))))
    }

    fn entry(&self, place: &Path, bytes: &Path) -> Option<Entry> {
        Memory::entry(place, bytes, self.guard.of.as_ref())
    }

    /// What stands in the places that will be taken, until all of them are.
    fn keep_old(&self, became: &[Became], known: &Known) -> Result<Vec<Option<Old>>, Box<Diagnostic>> {
        let each = self.results.iter().zip(became).enumerate();
        let kept = each.map(|(number, ((target, _), became))| {
            let Some(beside) = self.workshops.of(&target.real).filter(|_| *became != Became::Same) else {
                return Ok(None);
            };
            let old = Old::keep(&target.real, beside, number, known);
            old.map(Some).map_err(|error| Box::new(explain(&target.path, Step::Create, &error)))
        });
        kept.collect()
    }
}

/// Files of a package in the making, which replace only what was read.
#[derive(Default)]
pub struct Renewals {
    files: Vec<Renewal>,
    workshops: Workshops,
}

struct Renewal {
    path: PathBuf,
    shown: PathBuf,
    ready: TempPath,
}

impl Renewals {
    /// Begins one, and gives its number; refused when what stands there may only be read.
    pub fn begin(&mut self, path: &Path, shown: &Path) -> Result<usize, Box<Diagnostic>> {
        if is_protected(path) {
            return Err(Box::new(problem::protected(shown)));
        }
        let ready = self.workshops.begin(path).map_err(|error| explain(shown, Step::Create, &error))?;
        self.files.push(Renewal { path: path.to_path_buf(), shown: shown.to_path_buf(), ready });
        Ok(self.files.len() - 1)
    }

    /// Adds to the end of one.
    pub fn add(&self, number: usize, content: &[u8]) -> Result<(), Box<Diagnostic>> {
        let Renewal { shown, ready, .. } = &self.files[number];
        workshop::add(ready, content).map_err(|error| Box::new(explain(shown, Step::Fill, &error)))
    }

    /// Puts all in the places of what was read, and tells what became of each: one that is no longer what `is_as_read`
    /// knows under its number stays, and where nothing was read nothing may be.
    pub fn finish(self, is_as_read: impl Fn(usize, &Path) -> Option<bool>) -> Result<Vec<Rewritten>, Box<Diagnostic>> {
        // What somebody wrote or accepted is nowhere else.
        disk::waiting(|| {
            self.files.iter().try_for_each(|Renewal { path, shown, ready }| settle(ready, path, shown, true))
        })?;
        let _turn = take_turns(self.workshops.folders())?;
        let (mut became, mut failed) = (Vec::new(), None);
        let held = undisturbed();
        for (number, Renewal { path, shown, ready }) in self.files.into_iter().enumerate() {
            // As late as can be: what is written between this and the rename cannot be seen.
            let done = match is_as_read(number, &path) {
                Some(true) => ready.persist(&path).map(|()| Rewritten::Done).map_err(|error| error.error),
                Some(false) => Ok(Rewritten::Changed),
                None => placed_where_none_is(ready.persist_noclobber(&path).map_err(|error| error.error)),
            };
            match done {
                Ok(done) => became.push(done),
                Err(error) => {
                    failed = Some((shown, error));
                    break;
                }
            }
        }
        drop(held);
        failed.map_or(Ok(became), |(shown, error)| Err(Box::new(explain(&shown, Step::Replace, &error))))
    }
}

fn settle(ready: &Path, target: &Path, shown: &Path, reaches: bool) -> Result<(), Box<Diagnostic>> {
    match workshop::settle(ready, target, reaches) {
        Ok(true) => Ok(()),
        Ok(false) => Err(Box::new(problem::another_owner(shown))),
        Err(error) => Err(Box::new(explain(shown, Step::Fill, &error))),
    }
}
