//! What printed figures say of the row or column of the rules that they may be.

use crate::number::Exact;

/// How many figures of a printed row agree with those of a row of the rules, of how many, and how many are different ones.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Evidence {
    pub agree: usize,
    pub all: usize,
    pub distinct: usize,
    /// Of those that agree, results that are not round: no target, budget or weight, no 0 and no 100.
    pub results: usize,
    /// Of those that agree, figures that are not round.
    pub telling: usize,
    /// Figures where the rules have none: a target of 0, a thing that nobody measured.
    pub beyond: usize,
}

impl Evidence {
    /// Whether nothing speaks against a name that is near.
    pub fn bears(self) -> bool {
        self.agree > 0 || self.all == 0
    }

    /// The same of a name with words more: two things often share a target.
    pub fn bears_more(self) -> bool {
        self.results > 0 || self.agree == self.all
    }

    /// Whether most figures of a column agree, and not one over and over: of one or two all, and results.
    pub fn is_most(self) -> bool {
        let is_few = self.all <= 2 && self.agree == self.all && (self.results > 0 || self.all == 0);
        is_few || self.distinct >= 2 && self.agree * 3 >= self.all * 2
    }

    /// Whether three quarters of the figures agree, be it one over and over.
    pub fn is_nearly(self) -> bool {
        self.agree * 4 >= self.all * 3
    }

    /// Whether every figure agrees, none stands where the rules have none, and not one over and over.
    pub fn is_all(self) -> bool {
        self.agree == self.all && self.beyond == 0 && self.distinct >= 2
    }

    /// Whether the figures alone say which row it is.
    pub fn tells(self) -> bool {
        self.distinct >= 2 && self.agree * 3 >= self.all * 2 || self.all == 0
    }
}

/// Whether a value is one that many rows have by themselves: nothing and all.
pub(super) fn is_round(value: &Exact) -> bool {
    value.is_zero() || *value == Exact::HUNDRED
}
