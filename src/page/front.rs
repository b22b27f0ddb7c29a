//! What stands around tables and charts, as plain values.

use super::view::{Panel, Table};
use serde::Serialize;

/// What stands around the units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Front {
    pub title: String,
    pub year: i32,
    /// Whether the first table needs a page turned sideways, which the heading then stands on.
    pub wide: bool,
    pub has_units: bool,
    pub scenario: Option<String>,
    pub contents: Vec<Contents>,
    /// The data files.
    pub files: Vec<String>,
    /// What the package rests on.
    pub basis: Vec<String>,
    pub tried: Vec<Tried>,
    /// What makes the page answer; templates are given it as markup.
    #[serde(skip)]
    pub live: Option<Live>,
}

/// What makes a page answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Live {
    /// Of which sources the core is.
    pub sources: &'static str,
    /// The core, packed.
    pub core: String,
    /// The package with its data, and what the page shows of it, as JSON.
    pub package: String,
}

/// A scenario, with its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Tried {
    pub name: String,
    pub place: String,
    pub text: String,
}

/// The tables of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Contents {
    pub id: String,
    pub name: Option<String>,
    pub entries: Vec<Entry>,
}

/// A line of the table of contents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Entry {
    pub id: String,
    pub words: String,
}

/// A unit with all that is shown of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Unit {
    pub id: String,
    pub name: Option<String>,
    pub tables: Vec<Table>,
    pub panels: Vec<Panel>,
}
