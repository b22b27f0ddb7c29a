//! Two sets of rules beside each other: what they mean differently, and which values of the data are others because of what.
//!
//! Meaning is read from checked programs, so layout, order and comments say nothing. Each difference is a [`Change`] that can
//! be made alone: the rules of before are taken, some changes are made to them, and the same plan is evaluated over the same
//! data. So a cause is found, not guessed: it is the least set of changes that gives the new value.
//!
//! Everything of the other years is compared as well, where the rules of before are those of another version of the package:
//! a value may rest on last year's. Of one package at two dates only the year itself is compared.

#![deny(clippy::wildcard_enum_match_arm)]

mod causes;
mod cells;
mod changes;
mod document;
mod effects;
mod files;
mod joined;
mod mixed;
mod moved;
mod name_changes;
mod part;
mod places;
mod printed;
mod reach;
mod readings;
mod renames;
mod rule_changes;
mod said;
mod shown;
mod statements;
mod stretches;
mod tables;

use crate::data::Dataset;
use crate::program::Program;
use crate::report::table::Table;
use crate::resolve;
use crate::source::Sources;
use readings::Readings;

pub use changes::{Change, Thing};
pub use effects::{Effect, Effects, Gravity, Of, RowOf};
pub use part::Part;

/// One side of a comparison.
#[derive(Clone, Copy)]
pub struct Side<'s> {
    /// The rules, with or without the codes of data.
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
    /// Both as tables that people read.
    pub tables: Vec<Table>,
    /// Both as JSON, for programs; `docs/skema/bandingkan.json` describes it.
    pub json: String,
    /// Whether the two have no name in common.
    pub is_strange: bool,
}

/// Compares two sides over the data of the new one. `again` gives these data as other rules read them, where they read
/// them otherwise: a cell is judged by the rules of its side, and so is which codes there are.
pub fn compare(old: Side, new: Side, data: &Dataset, again: &dyn Fn(&Program) -> Option<Dataset>) -> Comparison {
    let moved = moved::moved(old, new.year);
    let before = again(&moved);
    let data = &*moved::with_units(data, before.as_ref());
    let before = before.as_ref().unwrap_or(data);
    let programs = [resolve::with_data(&moved, before), resolve::with_data(new.program, data)];
    let [first, second] = [(&programs[0], old.sources), (&programs[1], new.sources)].map(|(program, sources)| Side {
        program,
        sources,
        year: new.year,
    });
    // What the data still call as before is not called otherwise now.
    let in_data = before.columns().map(|(key, _)| &*key.code).collect();
    let joined = joined::join(first, second, [old.year, new.year], &in_data);
    let changes = changes::changes(&joined, first, second);
    let readings = Readings::new(&joined, &changes, data, again);
    let effects = effects::effects(&joined, &changes, &readings);
    let tables = tables::tables(&joined, &changes, &effects);
    let json = document::json(&joined, &changes, &effects, [old.year, new.year]);
    Comparison { is_strange: joined.is_strange, changes, effects, tables, json }
}
