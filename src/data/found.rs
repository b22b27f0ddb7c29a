//! The findings of a file, limited for each kind: a file may be wrong in a million cells, and nobody reads a million
//! messages.

use super::problem::DataProblem;
use crate::diagnostic::{CellPlace, Code};
use std::collections::BTreeMap;

/// How many findings of one kind are kept whole.
pub const MOST_ALIKE: usize = 20;

/// How many of the others are pointed to.
const POINTED_AT: usize = 3;

/// What was found so far.
#[derive(Debug, Default)]
pub(super) struct Found {
    kept: Vec<DataProblem>,
    kinds: BTreeMap<Code, Kind>,
}

#[derive(Debug, Default)]
struct Kind {
    count: usize,
    next: Vec<CellPlace>,
}

impl Found {
    /// Adds a finding, or counts it if there are enough of its kind.
    pub fn push(&mut self, problem: DataProblem) {
        let kind = self.kinds.entry(problem.code()).or_default();
        kind.count += 1;
        if kind.count <= MOST_ALIKE {
            self.kept.push(problem);
        } else if kind.next.len() < POINTED_AT {
            kind.next.extend(problem.cell_place().cloned());
        }
    }

    /// Whether another finding of a kind would be kept whole.
    pub fn has_room(&self, code: Code) -> bool {
        self.kinds.get(&code).is_none_or(|kind| kind.count < MOST_ALIKE)
    }

    pub fn extend(&mut self, problems: impl IntoIterator<Item = DataProblem>) {
        problems.into_iter().for_each(|problem| self.push(problem));
    }

    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// How many are kept: the index of the next one.
    pub fn len(&self) -> usize {
        self.kept.len()
    }

    pub fn get_mut(&mut self, at: usize) -> Option<&mut DataProblem> {
        self.kept.get_mut(at)
    }

    /// All of them, and how many more there are of each kind.
    pub fn into_problems(self) -> Vec<DataProblem> {
        let mut problems = self.kept;
        for (code, Kind { count, next }) in self.kinds.into_iter().filter(|(_, kind)| kind.count > MOST_ALIKE) {
            let severity = problems.iter().find(|one| one.code() == code).map(DataProblem::severity);
            problems.extend(severity.map(|severity| DataProblem::More {
                code,
                severity,
                next,
                count: count - MOST_ALIKE,
            }));
        }
        problems
    }
}
