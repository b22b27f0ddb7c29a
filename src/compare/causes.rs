//! The smallest sets of changes that give a new value, found by applying them.

use super::changes::Change;
use super::effects::{Key, World};
use super::joined::Joined;
use super::mixed::mixed;
use super::reach::Within;
use super::readings::Readings;
use crate::eval::{self, Cell as Value};
use crate::program::NameId;
use std::collections::HashMap;

/// The most sets of changes that are evaluated for the values of one name.
pub(super) const MOST_SETS: usize = 600;
/// The most definitions in all of these.
const MOST_WORK: usize = 60_000;
/// The most definitions in the sets of all names.
pub(super) const MOST_IN_ALL: usize = 1_000_000;

/// The most sets of one size that are tried for one value.
const MOST_OF_A_SIZE: usize = 400;

/// Why a value differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// Each of these sets is sufficient, and no smaller set is.
    Least(Vec<Vec<usize>>),
    /// This set is sufficient and nothing can be left out of it; whether a smaller set would do was not tried.
    Enough(Vec<usize>),
    /// Not found: too much to try.
    Unknown,
}

/// A value that differs, as it is now.
pub struct Goal {
    /// Which one.
    pub key: Key,
    pub value: Value,
    /// Whether the new rules have it: an absent value is not the same as a state.
    pub is_there: bool,
}

/// The question: the values that differ, with what they are now.
pub struct Asked<'a, 'd> {
    pub joined: &'a Joined,
    pub changes: &'a [Change],
    pub readings: &'a Readings<'d>,
    pub goals: Vec<Goal>,
    /// Their indexes by name.
    of_name: HashMap<NameId, Vec<usize>>,
    /// The quarters that are compared.
    pub quarters: &'a [u8],
    /// Which goals of a name each set of changes reaches; its other results are discarded.
    known: HashMap<(NameId, Vec<usize>), HashMap<usize, bool>>,
    /// Definitions that were evaluated, for each name.
    work: HashMap<NameId, (usize, usize)>,
    /// The same in all.
    in_all: usize,
}

impl<'a, 'd> Asked<'a, 'd> {
    pub fn new(
        joined: &'a Joined,
        changes: &'a [Change],
        readings: &'a Readings<'d>,
        goals: Vec<Goal>,
        quarters: &'a [u8],
    ) -> Self {
        let mut of_name: HashMap<NameId, Vec<usize>> = HashMap::new();
        for (at, goal) in goals.iter().enumerate() {
            of_name.entry(goal.key.0).or_default().push(at);
        }
        let (known, work, in_all) = Default::default();
        Asked { joined, changes, readings, goals, of_name, quarters, known, work, in_all }
    }

    /// Whether these changes alone give the new value; none if the limit is reached.
    fn gives(&mut self, made: &[usize], goal: usize, within: &Within) -> Option<bool> {
        let (name, ..) = self.goals[goal].key;
        if let Some(known) = self.known.get(&(name, made.to_vec())) {
            return known.get(&goal).copied();
        }
        let (sets, work) = self.work.entry(name).or_default();
        if *sets >= MOST_SETS || *work >= MOST_WORK || self.in_all >= MOST_IN_ALL {
            return None;
        }
        let read = self.readings.of(made)?;
        *sets += 1;
        *work += within.names.len();
        self.in_all += within.names.len();
        let program = mixed(self.joined, self.changes, made, Some(&within.names));
        let world = World::new(program, self.joined.year, read, self.quarters);
        let own = self.of_name.get(&name).into_iter().flatten();
        let is_reached =
            |goal: &Goal| world.has(goal.key) == goal.is_there && eval::same(&world.value(goal.key), &goal.value);
        let reached: HashMap<usize, bool> = own.map(|at| (*at, is_reached(&self.goals[*at]))).collect();
        let found = reached.get(&goal).copied();
        self.known.insert((name, made.to_vec()), reached);
        found
    }

    /// The cause of a goal among the changes within its reach.
    pub fn cause(&mut self, goal: usize, within: &Within) -> Cause {
        if let [only] = within.changes[..] {
            return Cause::Least(vec![vec![only]]);
        }
        least(&within.changes, &mut |made| self.gives(made, goal, within))
    }
}

/// The smallest sets of changes that give a value. `gives` says whether a set does; none if the limit is reached.
pub(super) fn least(all: &[usize], gives: &mut dyn FnMut(&[usize]) -> Option<bool>) -> Cause {
    if gives(all) != Some(true) {
        return Cause::Unknown;
    }
    for size in 1..=all.len() {
        if size > 1 && count(all.len(), size) > MOST_OF_A_SIZE {
            return enough(all, gives);
        }
        let mut found = Vec::new();
        for set in sets(all, size) {
            match gives(&set) {
                Some(true) => found.push(set),
                Some(false) => {}
                None => return Cause::Unknown,
            }
        }
        if !found.is_empty() {
            return Cause::Least(found);
        }
    }
    Cause::Unknown
}

/// A set from which nothing more can be left out: halves are tried first, then single changes until nothing can go.
fn enough(all: &[usize], gives: &mut dyn FnMut(&[usize]) -> Option<bool>) -> Cause {
    let mut made = all.to_vec();
    let mut piece = made.len().div_ceil(2);
    loop {
        let mut is_less = false;
        let mut at = 0;
        while at < made.len() {
            let end = made.len().min(at + piece);
            let without: Vec<usize> = made[..at].iter().chain(&made[end..]).copied().collect();
            match gives(&without) {
                Some(true) => (made, is_less) = (without, true),
                Some(false) => at = end,
                None => return Cause::Unknown,
            }
        }
        match piece {
            0 | 1 if !is_less => return Cause::Enough(made),
            0 | 1 => {}
            _ => piece = piece.div_ceil(2),
        }
    }
}

/// How many sets of a size there are, up to the limit.
fn count(of: usize, size: usize) -> usize {
    let mut count = 1_usize;
    for at in 0..size.min(of - size.min(of)) {
        count = count.saturating_mul(of - at) / (at + 1);
    }
    count
}

/// Every subset of this size, in order.
fn sets(of: &[usize], size: usize) -> Vec<Vec<usize>> {
    if size == 0 {
        return vec![Vec::new()];
    }
    let mut found = Vec::new();
    for (at, first) in of.iter().enumerate() {
        for rest in sets(&of[at + 1..], size - 1) {
            found.push(std::iter::once(*first).chain(rest).collect());
        }
    }
    found
}
