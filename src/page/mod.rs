//! Tables of a run as one page to look at: a file that opens by itself, without a network, a script or a font from elsewhere.
//!
//! Each unit is a part of its own: its tables as every format prints them, charts beside them (`bars`, `trend`, `money`),
//! and one derivation for every value that a figure leads to (`derived`). A figure is a link to its derivation, which a browser
//! shows over the page by `:target`; so all of it works without the script, which adds sorting, a filter and the key Esc.
//!
//! What is shown comes from the tables; what is drawn beside it is the same figure again. No number is made here: where a
//! bar ends is an exact ratio on a scale (`scale.rs`).

#![deny(clippy::wildcard_enum_match_arm)]

mod bars;
mod derived;
mod figures;
mod grid;
mod lines;
mod money;
mod scale;
mod templates;
mod trend;
mod view;

use crate::data::Dataset;
use crate::engine::Run;
use crate::eval::Results;
use crate::plan::{Plan, PlannedTable};
use crate::program::Program;
use crate::report::build::placed;
use crate::report::table::Table;
use crate::source::Sources;
use figures::Figures;
use lines::lines;
use std::collections::HashSet;
use templates::Templates;
use view::{Contents, Entry, Front, Tried, Unit};

/// As many cells a page may have, each with its derivation; browsers take more, people do not wait for it.
pub const MOST_CELLS: usize = 100_000;

/// A page in the making: unit by unit.
pub struct Page {
    templates: Templates,
    front: Front,
    /// The parts that are done, as markup.
    units: Vec<String>,
    cells: usize,
}

/// Why there is no page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// It would have more cells than [`MOST_CELLS`].
    TooLarge,
    /// A template refuses what it is given.
    Unwritten,
}

impl Page {
    /// Begins one for all units of the data.
    ///
    /// # Errors
    ///
    /// That the templates cannot be read, which no page of this program does.
    pub fn new(program: &Program, plan: &Plan, data: &Dataset) -> Result<Page, Refused> {
        let package = &program.package;
        let front = Front {
            title: package.title.clone(),
            year: plan.year,
            wide: false,
            has_units: data.units().len() > 1,
            scenario: None,
            contents: Vec::new(),
            files: data.files().iter().map(|file| file.name.clone()).collect(),
            basis: package.sources.basis.clone(),
            tried: Vec::new(),
        };
        Ok(Page { templates: Templates::new()?, front, units: Vec::new(), cells: 0 })
    }

    /// Adds a unit: some of its tables, as they are shown. `run` has their values, and those of earlier years where the page is
    /// to look back.
    ///
    /// # Errors
    ///
    /// That it has become too large.
    pub fn add(&mut self, run: &Run, lane: usize, tables: &[Table], sources: &Sources) -> Result<(), Refused> {
        self.cells += tables.iter().map(|table| table.cells().count()).sum::<usize>();
        if self.cells > MOST_CELLS {
            return Err(Refused::TooLarge);
        }
        let results = run.results();
        let number = self.units.len() + 1;
        let name = results.data.units().get(lane).filter(|name| !name.is_empty() && self.front.has_units);
        let laid = tables.iter().filter_map(|table| Some((table, planned(results, table)?)));
        let laid =
            laid.map(|(table, planned)| (table, lines(results, table, planned, &placed(results, lane, planned))));
        let laid: Vec<_> = laid.filter(|(table, _)| !table.columns.is_empty()).collect();
        let figures = Figures::of(results, sources, lane, number, &laid);
        let mut unit = Unit {
            id: format!("u{number}"),
            name: name.map(|name| name.to_string()),
            tables: Vec::new(),
            panels: Vec::new(),
        };
        let mut drawn = HashSet::new();
        let mut told = HashSet::new();
        for (at, (table, lines)) in laid.iter().enumerate() {
            let mut shown = grid::table(table, lines, &figures, format!("u{number}-t{}", at + 1));
            let bars = bars::bars(results, lane, lines, &figures);
            shown.trends = trend::trends(results, lane, bars.as_ref(), &figures, &mut told);
            shown.long_trends = shown.trends.len() > trend::MOST;
            shown.bars = bars.map(|bars| bars.shown).filter(|bars| drawn.insert(bars.key.clone()));
            shown.money = money::money(results, lines, &figures).filter(|money| drawn.insert(money.key.clone()));
            self.front.scenario = self.front.scenario.take().or_else(|| table.scenario.clone());
            unit.tables.push(shown);
        }
        if self.units.is_empty() {
            self.front.wide = unit.tables.first().is_some_and(|table| table.wide);
        }
        unit.panels = derived::panels(&figures, &unit.tables);
        let entries = unit.tables.iter().map(|table| Entry { id: table.id.clone(), words: table.heading.clone() });
        let entries = entries.collect();
        self.front.contents.push(Contents { id: unit.id.clone(), name: unit.name.clone(), entries });
        self.units.push(self.templates.unit(&unit)?);
        Ok(())
    }

    /// Notes a scenario, so that the page tells it.
    pub fn tried(&mut self, name: &str, place: &str, text: &str) {
        let one = Tried { name: name.to_string(), place: place.to_string(), text: text.trim_end().to_string() };
        if !text.trim().is_empty() && !self.front.tried.contains(&one) {
            self.front.tried.push(one);
        }
    }

    /// The page.
    ///
    /// # Errors
    ///
    /// What a template refuses.
    pub fn finish(self) -> Result<String, Refused> {
        self.templates.page(&self.front, &self.units)
    }
}

fn planned<'r>(results: Results<'r>, table: &Table) -> Option<&'r PlannedTable> {
    results.plan.tables.iter().find(|planned| planned.name == table.name && planned.title == table.title)
}
