//! The page as one text.

use super::core::{Core, SOURCES};
use super::figures::Figures;
use super::front::{Contents, Entry, Front, Live, Tried, Unit};
use super::templates::Templates;
use super::{derived, laid, planned, shown};
use crate::data::Dataset;
use crate::engine::Run;
use crate::plan::Plan;
use crate::program::Program;
use crate::report::table::Table;
use crate::source::Sources;
use serde_json::{Value, json};

/// As many cells a page may have, each with its derivation; browsers take more, people do not wait for it.
pub const MOST_CELLS: usize = 100_000;

/// A page in the making: unit by unit.
pub struct Page {
    templates: Templates,
    front: Front,
    /// The parts that are done, as markup.
    units: Vec<String>,
    cells: usize,
    /// What the page shows of which units, for one that answers.
    shown: (Vec<usize>, Vec<String>),
    /// The core, and the package with its data.
    live: Option<(Core, Value)>,
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
            live: None,
        };
        let (shown, live) = Default::default();
        Ok(Page { templates: Templates::new()?, front, units: Vec::new(), cells: 0, shown, live })
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
        if self.units.is_empty() {
            let place = |one| results.plan.tables.iter().position(|own| std::ptr::eq(own, one));
            self.shown.0 = tables.iter().filter_map(|table| place(planned(results, table)?)).collect();
        }
        let number = self.units.len() + 1;
        let name = results.data.units().get(lane).filter(|name| !name.is_empty() && self.front.has_units);
        let laid = laid(results, lane, tables);
        let figures = Figures::of(results, sources, lane, number, &laid);
        let shown = shown(results, lane, (&laid, number), &figures);
        self.front.scenario =
            self.front.scenario.take().or_else(|| tables.iter().find_map(|table| table.scenario.clone()));
        let name = name.map(|name| name.to_string());
        self.shown.1.push(results.data.units().get(lane).map(|name| name.to_string()).unwrap_or_default());
        let mut unit = Unit { id: format!("u{number}"), name, tables: shown, panels: Vec::new() };
        if self.units.is_empty() {
            self.front.wide = unit.tables.first().is_some_and(|table| table.wide);
        }
        unit.panels = derived::panels(&figures, &unit.tables);
        // The year, the unit and the scenario stand above.
        let entries = unit.tables.iter().zip(laid.iter().map(|(table, _)| table.called()));
        let entries = entries.map(|(shown, words)| Entry { id: shown.id.clone(), words }).collect();
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

    /// Lets the page answer: with a core, and a package with its data ([`crate::engine::Package::packed`]).
    pub fn answering(&mut self, core: Core, package: Value) {
        self.live = Some((core, package));
    }

    /// The page.
    ///
    /// # Errors
    ///
    /// What a template refuses.
    pub fn finish(mut self) -> Result<String, Refused> {
        self.front.live = self.live.take().map(|(core, package)| {
            let (tables, units) = &self.shown;
            let scenario = self.front.tried.first().map(|one| json!([one.name, one.text]));
            let what = json!({
                "paket": package, "tahun": self.front.year, "unit": units, "tabel": tables, "skenario": scenario,
            });
            Live { sources: SOURCES, core: core.packed, package: what.to_string() }
        });
        self.templates.page(&self.front, &self.units)
    }
}
