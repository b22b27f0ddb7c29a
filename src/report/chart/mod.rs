//! Charts of a table: achievements as bars, and their values in earlier years. As plain values for a page, drawn in
//! text for a terminal (`drawn.rs`); the geometry and the legend are the same for both (`axis.rs`).
//!
//! No number is made here: what is drawn is a cell of the table, or the value of an earlier year as a table would show
//! it.

mod apart;
pub mod axis;
mod bars;
mod drawn;
pub mod lines;
mod ruler;
mod years;

pub use apart::{Named, told_apart};
pub use bars::{BEFORE_CAP, Bar, Bars, bar_of, bars, words};
pub use drawn::{Pen, drawn};
pub use years::{Trend, trends, trends_of};

use crate::eval::Results;
use crate::number::Exact;
use crate::plan::PlannedTable;
use crate::program::{NameId, Role};
use crate::report::placed::placed;
use crate::report::table::{Cell, Table};
use rust_decimal::Decimal;
use std::collections::HashSet;

/// Shown if a chart was requested and no table has one.
pub const NOTHING_DRAWN: &str = "tidak ada yang digambar: tabelnya tidak memuat capaian tahun ini";

/// The number of a cell, as precisely as it is drawn.
pub fn number(cell: &Cell) -> Option<Exact> {
    cell.value.clone().or_else(|| shown_number(cell))
}

/// The number of a cell as displayed.
pub fn shown_number(cell: &Cell) -> Option<Exact> {
    cell.plain.as_deref()?.parse::<Decimal>().ok().map(Exact::from)
}

/// The plan of a table.
pub fn planned<'r>(results: Results<'r>, table: &Table) -> Option<&'r PlannedTable> {
    results.plan.tables.iter().find(|planned| planned.name == table.name && planned.title == table.title)
}

/// The chart of a table in text; empty if nothing can be drawn. `years` are the earlier ones, as far as they are
/// planned; `told` contains the things whose trend is already shown above.
pub fn picture(
    results: Results,
    lane: usize,
    (table, years): (&Table, &[i32]),
    told: &mut HashSet<(NameId, Role)>,
    pen: Pen,
) -> String {
    let Some(planned) = planned(results, table) else { return String::new() };
    let lines = lines::lines(results, table, planned, &placed(results, lane, planned));
    let bars = bars(results, lane, &lines::blocks(results, table, planned, &lines));
    let trends = trends(results, lane, bars.rows.iter().filter_map(|bar| bar.of), (years, &lines), told);
    drawn(&bars, &trends, pen)
}

/// The chart of one thing: its bar, and its values in earlier years; empty if nothing can be drawn.
pub fn picture_of(results: Results, lane: usize, (name, years): (NameId, &[i32]), pen: Pen) -> String {
    drawn(&bar_of(results, lane, name), &trends_of(results, lane, name, years), pen)
}
