//! Compares two sets of rules: where their meaning differs, which values of the data differ, and why.
//!
//! Meaning is read from checked programs, so layout, order and comments do not matter. Each difference is a [`Change`]
//! that can be applied alone: some changes are applied to the old rules, and the same plan is evaluated over the same
//! data. So a cause is found, not guessed: it is the smallest set of changes that gives the new value.
//!
//! Other years are compared as well if the old rules are another version of the package, since a value may depend on
//! last year's. For one package at two dates only the year itself is compared.

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
    /// The rule texts.
    pub sources: &'s Sources,
    /// The year of the rules.
    pub year: i32,
}

/// The result.
#[derive(Debug)]
pub struct Comparison {
    /// Where the meaning of the rules differs.
    pub changes: Vec<Change>,
    /// Which values differ.
    pub effects: Effects,
    /// Both as tables that people read.
    pub tables: Vec<Table>,
    /// Both as JSON, for programs; `docs/skema/bandingkan.json` describes it.
    pub json: String,
    /// Whether the two have no name in common.
    pub is_strange: bool,
}

/// Compares two sides over the data of the new one. `again` returns these data as other rules read them, if that
/// differs: each side judges the cells, and the codes, by its own rules.
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
    // A name that the data still use is not considered renamed.
    let in_data = before.columns().map(|(key, _)| &*key.code).collect();
    let joined = joined::join(first, second, [old.year, new.year], &in_data);
    let changes = changes::changes(&joined, first, second);
    let readings = Readings::new(&joined, &changes, data, again);
    let effects = effects::effects(&joined, &changes, &readings);
    let tables = tables::tables(&joined, &changes, &effects);
    let json = document::json(&joined, &changes, &effects, [old.year, new.year]);
    Comparison { is_strange: joined.is_strange, changes, effects, tables, json }
}
