//! Two sets of rules beside each other: what they mean differently, and which values of the data are others because of what.
//!
//! Meaning is read from checked programs, so layout, order and comments say nothing. Each difference is a [`Change`] that can
//! be made alone: the rules of before are taken, some changes are made to them for the one year, and the same plan is
//! evaluated over the same data. So a cause is found, not guessed: it is the least set of changes that gives the new value.

#![deny(clippy::wildcard_enum_match_arm)]

mod changes;
mod effects;
mod joined;
mod mixed;
mod tables;

use crate::data::Dataset;
use crate::program::Program;
use crate::report::table::Table;
use crate::source::Sources;

pub use changes::Change;
pub use effects::Effects;

/// One side of a comparison.
#[derive(Clone, Copy)]
pub struct Side<'s> {
    /// The rules, with the codes of the data.
    pub program: &'s Program,
    /// Their texts.
    pub sources: &'s Sources,
    /// The year whose rules are meant.
    pub year: i32,
}

/// What came out.
#[derive(Debug)]
pub struct Comparison {
    /// What the rules mean differently.
    pub changes: Vec<Change>,
    /// Which values are others.
    pub effects: Effects,
    /// Both as tables that every format prints.
    pub tables: Vec<Table>,
    /// Whether the two have no name in common.
    pub is_strange: bool,
}

/// Compares two sides over the data of the new one.
pub fn compare(old: Side, new: Side, data: &Dataset) -> Comparison {
    let joined = joined::join(old, new);
    let changes = changes::changes(&joined, old.sources, new.sources);
    let effects = effects::effects(&joined, &changes, data);
    let tables = tables::tables(&joined, &changes, &effects);
    Comparison { is_strange: joined.is_strange, changes, effects, tables }
}
