//! Tables of a run as one page to look at: a file that opens by itself, without a network, a script or a font from elsewhere.
//!
//! Each unit is a part of its own: its tables as every format prints them, charts beside them (`bars`, `trend`, `money`),
//! and one derivation for every value that a figure leads to (`derived`). A figure is a link to its derivation, which a browser
//! shows over the page by `:target`; so all of it works without the script, which adds sorting, a filter and the key Esc.
//!
//! What is shown comes from the tables; what is drawn beside it is the same figure again. No number is made here: where a
//! bar ends is an exact ratio on a scale (`scale.rs`).
//!
//! A page that answers (`live`) has the package in it and the core that computes it in a browser (`core`); there the same code
//! gives the same values, which a script of the page draws beside what was printed.

#![deny(clippy::wildcard_enum_match_arm)]

mod bars;
#[cfg(feature = "html")]
pub mod core;
mod derived;
mod figures;
#[cfg(feature = "html")]
mod front;
mod grid;
pub mod live;
#[cfg(feature = "html")]
mod look;
mod money;
mod scale;
#[cfg(feature = "html")]
mod templates;
mod trend;
mod view;
#[cfg(feature = "html")]
mod whole;

#[cfg(feature = "html")]
pub use look::looking;
#[cfg(feature = "html")]
pub use whole::{MOST_CELLS, Page, Refused};

use crate::engine::years_before;
use crate::eval::Results;
use crate::program::{NameId, Role};
use crate::report::chart::lines::{Block, Line, blocks, lines};
use crate::report::chart::{self, planned};
use crate::report::placed::placed;
use crate::report::table::{Part, Table};
use figures::Figures;
use std::collections::HashSet;

/// The tables of a unit with their rows as they are laid out.
fn laid<'t>(results: Results, lane: usize, tables: impl IntoIterator<Item = &'t Table>) -> Vec<Laid<'t>> {
    let planned = tables.into_iter().filter_map(|table| Some((table, planned(results, table)?)));
    let laid = planned.map(|(table, planned)| (table, lines(results, table, planned, &placed(results, lane, planned))));
    laid.filter(|(table, _)| !table.columns.is_empty()).collect()
}

/// A table with its rows.
type Laid<'t> = (&'t Table, Vec<Line<'t>>);

/// What is shown of them: the tables, and charts beside them.
fn shown(results: Results, lane: usize, (laid, number): (&[Laid], usize), figures: &Figures) -> Vec<view::Table> {
    let mut drawn = Drawn::new(results);
    let each = laid.iter().enumerate();
    each.map(|(at, laid)| drawn.table((results, lane), laid, id(number, at), figures)).collect()
}

/// How a table is called on the page.
fn id(number: usize, at: usize) -> String {
    format!("u{number}-t{}", at + 1)
}

/// The charts that stand on a page, each thing once.
struct Drawn {
    /// The years that trends look back on.
    years: Vec<i32>,
    bars: HashSet<Vec<u32>>,
    trends: HashSet<(NameId, Role)>,
}

impl Drawn {
    /// None yet.
    fn new(results: Results) -> Drawn {
        Drawn { years: years_before(results.data, results.plan.year), bars: HashSet::new(), trends: HashSet::new() }
    }

    /// A table with the charts that do not stand above it.
    fn table(
        &mut self,
        (results, lane): (Results, usize),
        (table, lines): &Laid,
        id: String,
        figures: &Figures,
    ) -> view::Table {
        let mut shown = grid::table(table, lines, figures, id);
        let blocks = planned(results, table).map(|planned| blocks(results, table, planned, lines)).unwrap_or_default();
        // Where a row of one table stands beside the heading or the subtotal of another, nobody can say which of them moves.
        let has_frames = |block: &Block| block.lines.iter().any(|line| line.part.is_some_and(|part| part != Part::Row));
        shown.fixed = blocks.len() > 1 && blocks.iter().any(has_frames);
        let bars = bars::bars(results, lane, &blocks, figures);
        let things = bars.iter().flat_map(|bars| bars.names.iter().copied());
        let trends = chart::trends(results, lane, things, (&self.years, lines), &mut self.trends);
        shown.trends = trends.into_iter().filter_map(|trend| trend::drawn(trend, figures)).collect();
        shown.trend_legend = trend::legend(&shown.trends);
        shown.long_trends = shown.trends.len() > trend::MOST;
        shown.bars = bars.map(|bars| bars.shown).filter(|bars| self.bars.insert(bars.key.clone()));
        shown.money = money::money(results, &blocks, figures).filter(|money| self.bars.insert(money.key.clone()));
        shown
    }

    /// One that stands as it stood.
    fn pass(&mut self, shown: &view::Table) {
        self.bars.extend([&shown.bars, &shown.money].into_iter().flatten().map(|bars| bars.key.clone()));
        self.trends.extend(shown.trends.iter().map(|trend| trend.key));
    }
}
