//! What absence does, decided in one place. For an aggregate: who takes part, who is left out, what is fatal, and what
//! the result is when nobody is left. For a choice: what counts while it is unknown which branch is taken.
//!
//! *Tidak berlaku* is always left out; *belum diisi* where the group says so (`abaikan yang kosong`), or where there is
//! no group and the aggregate skips blanks; *tidak terdefinisi* and *keliru* never. Of several states the worst
//! decides, whatever their order.

use super::{Op, SlotId};
use crate::data::State;
use crate::program::Aggregate;

/// Whether a branch that may still be chosen makes the choice missing by having no value, while a condition before it
/// is unknown. A choice depends on such a branch, and the worst state wins; but an outcome that a rule states (`tidak
/// terdefinisi "…"`) only counts once it is chosen.
pub fn counts_undecided(branch: &Op) -> bool {
    !matches!(branch, Op::Missing(..))
}

/// Several values into one.
#[derive(Debug, Clone, PartialEq)]
pub struct AggregateOp {
    /// How the values of those who take part are combined.
    pub aggregate: Aggregate,
    /// The values.
    pub items: Vec<SlotId>,
    /// For each value, the condition under which it takes part.
    pub keep: Option<Vec<SlotId>>,
    /// For each value, its weight in a weighted mean.
    pub weights: Option<Vec<SlotId>>,
    /// The order in which the last one is searched, if it is not that of the items.
    pub order: Option<RowOrder>,
    /// Whether a value that is not filled makes the result missing; values that do not apply are left out either way.
    pub complete: bool,
    /// Whether the values are the quarters of one year: a blank one that does not count is still to come.
    pub of_quarters: bool,
}

/// The order in which a table shows rows.
#[derive(Debug, Clone, PartialEq)]
pub struct RowOrder {
    /// For each row, the number of its group; groups are ordered by it.
    pub groups: Vec<usize>,
    /// For each row, the sort key inside its group.
    pub keys: Vec<SlotId>,
    /// Whether the greatest comes first.
    pub descending: bool,
}

/// Whether an item of an aggregate takes part; `F` is how the caller represents why a value is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes<F> {
    /// It counts.
    Part,
    /// Its condition does not hold: it belongs elsewhere.
    Apart,
    /// It belongs here but has no value, and the aggregate is computed without it.
    LeftOut(F),
    /// It has no value, and so the aggregate has none.
    Fatal(F),
}

impl AggregateOp {
    /// Whether it is the last quarter with a value, independent of the quarters before it: it may be a word, and faults
    /// before it do not matter.
    pub fn is_latest_quarter(&self) -> bool {
        self.of_quarters && self.aggregate == Aggregate::Last
    }

    /// Whether an item in this state is left out.
    pub fn leaves_out(&self, state: State) -> bool {
        match state {
            State::NotApplicable => true,
            State::NotFilled => !self.complete,
            State::Undefined | State::Faulty => false,
        }
    }

    /// Whether an item takes part: `keep` is its condition, `lack` the reason why it has no value, if it has none.
    pub fn takes<F>(&self, keep: Option<Result<bool, F>>, lack: Option<F>, state: impl Fn(&F) -> State) -> Takes<F> {
        let lack = match (keep, lack) {
            (Some(Ok(false)), _) => return Takes::Apart,
            (Some(Ok(true)) | None, None) => return Takes::Part,
            (Some(Ok(true)) | None, Some(lack)) | (Some(Err(lack)), None) => lack,
            (Some(Err(keep)), Some(lack)) if state(&keep) < state(&lack) => lack,
            (Some(Err(keep)), Some(_)) => keep,
        };
        if self.leaves_out(state(&lack)) { Takes::LeftOut(lack) } else { Takes::Fatal(lack) }
    }

    /// The state of the result when nobody takes part, from the states of those left out; none where counting nobody is
    /// an answer.
    pub fn of_nobody(&self, left_out: impl Iterator<Item = State>) -> Option<State> {
        match self.aggregate.only_counts() {
            true => None,
            false => Some(left_out.fold(State::NotApplicable, State::max)),
        }
    }
}
