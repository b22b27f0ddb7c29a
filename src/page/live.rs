//! A unit of a page as plain values, for a page that draws it again while something is assumed.

use super::figures::Figures;
use super::{Drawn, derived, id, laid, shown, view};
use crate::eval::Results;
use crate::report::table::Table;
use crate::source::Sources;
use serde::Serialize;
use serde_json::{Value, json};

/// The tables of a unit with their charts, as a page shows them.
pub struct Shown {
    tables: Vec<view::Table>,
    figures: Figures,
    /// The number of the unit on the page.
    number: usize,
}

impl Shown {
    /// Those of the first unit of a run, which is the unit of that number on the page. A figure leads to its slot.
    pub fn of(results: Results, tables: &[Table], number: usize) -> Shown {
        let laid = laid(results, 0, tables);
        let figures = Figures::unexplained(results, &laid);
        Shown { tables: shown(results, 0, (&laid, number), &figures), figures, number }
    }

    /// All of them.
    pub fn whole(&self) -> Value {
        json!(self.tables)
    }

    /// Takes over the tables that may have moved; the others are none. Gives what differs, table by table: its pieces by their
    /// numbers, rows first, where it stands in the same frame; else the table whole.
    pub fn take_over(&mut self, results: Results, tables: &[Option<Table>]) -> Value {
        let laid = laid(results, 0, tables.iter().flatten());
        match tables.iter().any(Option::is_none) {
            true => self.figures.add(results, &laid),
            // The slots may be others.
            false => self.figures = Figures::unexplained(results, &laid),
        }
        let (mut drawn, mut laid, mut moved) = (Drawn::new(results), laid.iter(), Vec::new());
        for (at, (was, now)) in self.tables.iter_mut().zip(tables).enumerate() {
            let Some(laid) = now.as_ref().and_then(|_| laid.next()) else {
                drawn.pass(was);
                continue;
            };
            let now = drawn.table((results, 0), laid, id(self.number, at), &self.figures);
            if *was != now {
                moved.push(difference(at, was, &now));
                *was = now;
            }
        }
        Value::Array(moved)
    }
}

fn difference(at: usize, was: &view::Table, now: &view::Table) -> Value {
    if frame(was) != frame(now) {
        return json!({ "ke": at, "utuh": now });
    }
    let pairs = pieces(was).into_iter().zip(pieces(now)).enumerate();
    let pieces = pairs.filter(|(_, (was, is))| was != is).map(|(number, (_, is))| json!([number, is]));
    json!({ "ke": at, "potong": pieces.collect::<Vec<_>>() })
}

/// What surrounds the pieces of a table.
fn frame(table: &view::Table) -> impl PartialEq {
    let counts = [table.rows.len(), table.feet.len(), table.trends.len()];
    let charts = (table.bars.is_some(), table.money.is_some(), &table.trend_legend);
    (&table.heading, &table.columns, table.wide, counts, charts)
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
