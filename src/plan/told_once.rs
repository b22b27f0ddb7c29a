//! Collects meaningless formulas, each reported once.

use super::Refused;
use super::planner::Planner;
use crate::program::measure::Oddity;
use crate::source::Span;
use std::collections::HashMap;

/// Meaningless formulas, no two of which give a person the same message.
#[derive(Debug, Default)]
pub(super) struct Once {
    all: Vec<Refused>,
    /// Which of them blame a part.
    by_place: HashMap<Span, Vec<usize>>,
}

impl Once {
    /// Adds one if its message is new.
    pub fn add(&mut self, one: Refused) {
        let known = self.by_place.entry(one.place).or_default();
        if !known.iter().any(|at| self.all[*at].says_the_same(&one)) {
            known.push(self.all.len());
            self.all.push(one);
        }
    }

    /// All of them, in order of arrival.
    pub fn into_all(self) -> Vec<Refused> {
        self.all
    }
}

impl Planner<'_> {
    /// Records a formula that has to be fixed, once.
    pub(super) fn note(&mut self, refused: Refused) {
        // A rule that others use is not itself what is wrong.
        let is_by_target = matches!(refused.oddity, Oddity::MixedRatio | Oddity::CompoundAsPercent(_));
        let target =
            self.worked.target_in_units.clone().filter(|target| is_by_target && !target.place.holds(refused.span));
        self.refused.add(target.unwrap_or(refused));
    }
}
