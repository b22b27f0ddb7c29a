//! A unit of a page as plain values, for a page that draws it again while something is assumed.

use super::figures::Figures;
use super::{derived, laid, shown, view};
use crate::eval::Results;
use crate::report::table::Table;
use crate::source::Sources;
use serde::Serialize;
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

    /// What differs from what was shown, table by table: its pieces by their numbers, rows first, where it stands in the same
    /// frame; else the table whole.
    pub fn moved_from(&self, before: &Shown) -> Value {
        let all = self.0.iter().enumerate().filter(|(at, table)| before.0.get(*at) != Some(table));
        let moved = all.map(|(at, table)| match before.0.get(at) {
            Some(was) if frame(was) == frame(table) => {
                let pairs = pieces(was).into_iter().zip(pieces(table)).enumerate();
                let pieces = pairs.filter(|(_, (was, is))| was != is).map(|(number, (_, is))| json!([number, is]));
                json!({ "ke": at, "potong": pieces.collect::<Vec<_>>() })
            }
            _ => json!({ "ke": at, "utuh": table }),
        });
        moved.collect()
    }
}

/// What surrounds the pieces of a table.
fn frame(table: &view::Table) -> impl PartialEq {
    let counts = [table.rows.len(), table.feet.len(), table.trends.len()];
    (&table.heading, &table.columns, table.wide, counts, table.bars.is_some(), table.money.is_some())
}

/// What of a table is drawn by itself, in the order in which the page draws it.
#[derive(PartialEq, Serialize)]
#[serde(untagged)]
enum Piece<'t> {
    Row(&'t view::Row),
    Bars(&'t view::Bars),
    Trend(&'t view::Trend),
    Below { reported: Option<&'t str>, notes: &'t [String], remarks: &'t [String] },
}

fn pieces(table: &view::Table) -> Vec<Piece<'_>> {
    let view::Table { rows, feet, bars, money, trends, reported, notes, remarks, .. } = table;
    let rows = rows.iter().chain(feet).map(Piece::Row);
    let bars = bars.iter().chain(money).map(Piece::Bars);
    let below = Piece::Below { reported: *reported, notes, remarks };
    rows.chain(bars).chain(trends.iter().map(Piece::Trend)).chain([below]).collect()
}

/// How the value came about that a figure leads to: first it, then all that it is made of. Nothing where no figure has that link.
pub fn derivation(results: Results, sources: &Sources, tables: &[Table], link: &str) -> Value {
    let laid = laid(results, 0, tables);
    let figures = Figures::asked_by(results, sources, &laid, link);
    json!(figures.map(|figures| derived::all(&figures, |_| String::new())))
}
