//! A unit of a page as plain values, for a page that draws it again while something is assumed.

use super::figures::Figures;
use super::{derived, laid, shown, view};
use crate::eval::Results;
use crate::report::table::Table;
use crate::source::Sources;
use serde_json::{Value, json};

/// The tables of a unit with their charts, as a page shows them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown(Vec<view::Table>);

impl Shown {
    /// Those of the first unit of a run, which is the unit of that number on the page. A figure leads to its slot.
    pub fn of(results: Results, tables: &[Table], number: usize) -> Shown {
        let laid = laid(results, 0, tables);
        let figures = Figures::unexplained(results, &laid);
        Shown(shown(results, 0, (&laid, number), &figures))
    }

    /// All of them.
    pub fn whole(&self) -> Value {
        json!(self.0)
    }

    /// Those that differ from what was shown, each with its place.
    pub fn moved_from(&self, before: &Shown) -> Value {
        let all = self.0.iter().enumerate();
        let moved = all.filter(|(at, table)| before.0.get(*at) != Some(table));
        moved.map(|(at, table)| json!([at, table])).collect()
    }
}

/// How the value came about that a figure leads to: first it, then all that it is made of. Nothing where no figure has that link.
pub fn derivation(results: Results, sources: &Sources, tables: &[Table], link: &str) -> Value {
    let laid = laid(results, 0, tables);
    let figures = Figures::asked_by(results, sources, &laid, link);
    json!(figures.map(|figures| derived::all(&figures, |_| String::new())))
}
