//! Tables of a run as a workbook whose cells are alive: inputs in one sheet, formulas over them, sources beside.
//!
//! The plan is told once more, slot by slot, in the language of spreadsheets: every slot that a printed cell rests on is a
//! row of the sheet `Hitungan`, with its state in one column and its value in the next, so that what is not filled, has no
//! answer or is wrong goes the same way as in `eval`. Tables refer to these rows, these rows to the cells of `Masukan`.
//!
//! Spreadsheets compute in binary floats. Each decision (a rounding, a comparison, a band) is made beside the exact one
//! while the formula is written (`double`); where floats miss it, the cell is a value and marked, never a formula that
//! would differ once it is opened.

#![deny(clippy::wildcard_enum_match_arm)]
#![expect(clippy::disallowed_types, reason = "cells of a spreadsheet are floats; none of them goes back into a result")]

mod blank;
mod cells;
mod choose;
mod could;
mod decisions;
mod differences;
mod double;
mod gather;
mod inputs;
mod lines;
mod operations;
mod scales;
mod shown;
mod sources;
mod state;
mod style;
mod tables;
mod terms;
mod translate;
mod typed;

pub use blank::{Blank, to_fill};

use crate::data::Dataset;
use crate::engine::Run;
use crate::plan::{Plan, SlotId};
use crate::report::table::Table;
use crate::source::Sources;
use inputs::Inputs;
use lines::Lines;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use scales::Scales;
use sources::Used;
use std::collections::BTreeMap;
use tables::Sheets;
use translate::Translator;

/// As many cells a workbook may have; one of a few million can be opened, but no longer worked with.
pub const MOST_CELLS: usize = 2_000_000;

/// A workbook in the making: unit by unit, written at the end.
pub struct Book {
    title: String,
    has_units: bool,
    inputs: Inputs,
    lines: Lines,
    scales: Scales,
    sheets: Sheets,
    used: Used,
}

/// Why there is no workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// It would have more cells than [`MOST_CELLS`].
    TooLarge,
    /// The library that writes it refuses something.
    Unwritten,
}

impl Book {
    /// Begins one for all units of the data.
    pub fn new(title: &str, plan: &Plan, data: &Dataset, tables: &[Table]) -> Book {
        Book::beside(title, &[(plan, data)], tables, "Unit", data.units().len() > 1)
    }

    /// Begins one for several runs beside each other, which are told apart by a name under such a heading.
    pub fn beside(
        title: &str,
        sides: &[(&Plan, &Dataset)],
        tables: &[Table],
        heading: &'static str,
        has_units: bool,
    ) -> Book {
        let asked: Vec<(&Plan, &Dataset, Vec<SlotId>)> =
            sides.iter().map(|(plan, data)| (*plan, *data, goals(plan, tables))).collect();
        Book {
            title: title.to_string(),
            has_units,
            inputs: Inputs::of(&asked, has_units.then_some(heading)),
            lines: Lines::default(),
            scales: Scales::default(),
            sheets: Sheets::new(has_units, heading != "Unit"),
            used: Used::default(),
        }
    }

    /// Adds a unit: some of its tables, as they are shown. `held` are slots whose values are assumed and not computed.
    ///
    /// # Errors
    ///
    /// That it has become too large.
    pub fn add(
        &mut self,
        run: &Run,
        lane: usize,
        tables: &[Table],
        sources: &Sources,
        held: &[SlotId],
    ) -> Result<(), Refused> {
        let unit = run.results().data.units().get(lane).unwrap_or_default();
        self.add_named((run, lane), unit, tables, sources, held)
    }

    /// The same under a name of its own.
    ///
    /// # Errors
    ///
    /// That it has become too large.
    pub fn add_named(
        &mut self,
        (run, lane): (&Run, usize),
        name: &str,
        tables: &[Table],
        sources: &Sources,
        held: &[SlotId],
    ) -> Result<(), Refused> {
        let results = run.results();
        let goals = goals(results.plan, tables);
        let unit = self.inputs.add_unit(results, (lane, name), &goals);
        self.lines.begin_unit(name, self.has_units);
        let parts = (&self.inputs, &mut self.lines, &mut self.scales);
        let made = Translator::new((results, sources), (lane, unit), parts, held).all(&goals);
        self.used.note(results, sources, &goals);
        let named = tables.iter().filter_map(|table| Some((table, planned(results.plan, table)?)));
        for (table, planned) in named {
            self.sheets.add(results, (lane, name), (table, planned), &made);
        }
        match self.lines.len() + self.sheets.cells() > MOST_CELLS {
            true => Err(Refused::TooLarge),
            false => Ok(()),
        }
    }

    /// Notes a scenario or what is assumed at the prompt, so that the sheet of sources tells it.
    pub fn tried(&mut self, name: &str, place: &str, text: &str) {
        self.used.tried(name, place, text);
    }

    /// The file.
    ///
    /// # Errors
    ///
    /// What the writer of such files refuses.
    pub fn finish(self) -> Result<Vec<u8>, Refused> {
        self.written().map_err(|_| Refused::Unwritten)
    }

    fn written(self) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        // The same run gives the same bytes, whenever it is.
        let moment = ExcelDateTime::from_ymd(2000, 1, 1)?;
        book.set_properties(&DocProperties::new().set_title(&self.title).set_creation_datetime(&moment));
        self.sheets.write(&mut book, &self.title)?;
        differences::write(&self.sheets, &mut book, &self.title)?;
        self.inputs.write(&mut book, &self.title)?;
        self.lines.write(&mut book, &self.title)?;
        self.scales.write(&mut book, &self.title)?;
        self.used.write(&mut book, &self.title, &self.lines, &self.sheets)?;
        book.save_to_buffer()
    }
}

fn planned<'p>(plan: &'p Plan, table: &Table) -> Option<&'p crate::plan::PlannedTable> {
    plan.tables.iter().find(|planned| planned.name == table.name && planned.title == table.title)
}

/// The slots that the tables show.
fn goals(plan: &Plan, tables: &[Table]) -> Vec<SlotId> {
    let planned = tables.iter().filter_map(|table| planned(plan, table));
    let mut goals: BTreeMap<SlotId, ()> = BTreeMap::new();
    goals.extend(planned.flat_map(|planned| planned.cells()).map(|cell| (cell.slot, ())));
    goals.into_keys().collect()
}
