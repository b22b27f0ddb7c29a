//! An evaluation to finished tables: values formatted, reasons noted, everything left out counted.

use super::joined::{self, Cause};
use super::shown::LeftOut;
pub use super::so_far::to_date;
use super::table::{Cell, Column, Detail, Footer, Missing, Note, Part, Table};
use crate::data::range_target::ends_in;
use crate::data::{Field, Key, State};
use crate::eval::{self, Fault, Leavings, Results, Value};
use crate::number::{NumberStyle, format};
use crate::plan::{Frame, PlannedCell, PlannedRow, PlannedTable, Reason, Show, SlotId};
use crate::program::intervals::say_number;
use crate::program::{NameId, Role, When};
use std::collections::HashMap;

/// What stands before the reason for which something is left out.
const LEFT_OUT: &str = "tidak ikut dihitung: ";

/// Every table of the plan for one unit.
pub fn tables(results: Results, lane: usize) -> Vec<Table> {
    tables_where(results, lane, |_| true).into_iter().flatten().collect()
}

/// The tables selected by index; the others are none.
pub fn tables_where(results: Results, lane: usize, is_wanted: impl Fn(usize) -> bool) -> Vec<Option<Table>> {
    let leavings = results.evaluation.leavings(results.plan, lane);
    let builder = || Builder { leavings: Some(&leavings), ..Builder::new(results, lane) };
    let all = results.plan.tables.iter().enumerate();
    all.map(|(at, planned)| is_wanted(at).then(|| builder().table(planned))).collect()
}

/// What was left out on the way to a value, and how far its year has come, in words.
pub fn left_out(results: Results, lane: usize, slot: SlotId) -> Vec<String> {
    let leavings = results.evaluation.leavings_under(results.plan, lane, slot);
    let found = results.evaluation.left_out(results.plan, &leavings, slot, lane);
    let builder = Builder::new(results, lane);
    let left_out = found.iter().map(|one| builder.left_out(one));
    left_out.chain(to_date(results, &leavings, lane, slot)).collect()
}

/// A single value as a cell, with its full notes except those of [`left_out`].
pub fn value(results: Results, lane: usize, cell: PlannedCell) -> (Cell, Vec<Note>) {
    let mut builder = Builder::new(results, lane);
    let cell = builder.cell(cell);
    (cell, builder.notes)
}

pub(super) struct Builder<'r> {
    pub(super) results: Results<'r>,
    pub(super) lane: usize,
    /// What was left out, if that is to be noted.
    leavings: Option<&'r Leavings>,
    notes: Vec<Note>,
    /// What each is about, where it is of a kind that may be joined.
    causes: Vec<Option<Cause>>,
    /// The number of each note.
    numbers: HashMap<String, usize>,
}

impl<'r> Builder<'r> {
    pub(super) fn new(results: Results<'r>, lane: usize) -> Self {
        Builder { results, lane, leavings: None, notes: Vec::new(), causes: Vec::new(), numbers: HashMap::new() }
    }

    fn table(mut self, planned: &PlannedTable) -> Table {
        let Results { program, plan, data, .. } = self.results;
        let (mut rows, parts, left_out) = self.body(planned);
        let mut footers = self.footers(planned);
        let details = planned.subjects.iter().filter_map(|&(name, when)| self.detail(name, when)).collect();
        let mut remarks = self.remarks(planned);
        remarks.extend(left_out.remarks());
        remarks.extend(self.replaced(planned));
        remarks.extend(planned.notes.iter().cloned());
        remarks.extend(planned.admitted.iter().map(ToString::to_string));
        let (notes, numbers) = joined::joined(self.notes, &self.causes);
        let cells = rows.iter_mut().flatten().chain(footers.iter_mut().flat_map(|footer| &mut footer.cells));
        cells.for_each(|cell| joined::renumber(cell, &numbers));
        let unit = data.units().get(self.lane).filter(|unit| !unit.is_empty());
        Table {
            name: planned.name.clone(),
            title: planned.title.clone(),
            package: program.package.title.clone(),
            year: plan.year,
            unit: unit.map(|unit| unit.to_string()),
            scenario: None,
            columns: planned
                .blocks
                .iter()
                .flat_map(|block| &block.columns)
                .map(|column| Column { title: column.title.clone(), numeric: column.numeric })
                .collect(),
            rows,
            parts,
            footers,
            details,
            notes,
            remarks,
        }
    }

    /// The rows that are shown, blocks side by side, the kind of each, and what a filter left out.
    fn body(&mut self, planned: &PlannedTable) -> (Vec<Vec<Cell>>, Vec<Part>, LeftOut) {
        let mut left_out = LeftOut::default();
        let blocks: Vec<(usize, Vec<&PlannedRow>)> =
            planned.blocks.iter().map(|block| (block.columns.len(), self.shown_rows(block, &mut left_out))).collect();
        let height = blocks.iter().map(|(_, rows)| rows.len()).max().unwrap_or(0);
        let (mut body, mut parts) = (Vec::with_capacity(height), Vec::with_capacity(height));
        for at in 0..height {
            parts.push(part(blocks.iter().filter_map(|(_, rows)| rows.get(at).copied())));
            let mut cells = Vec::new();
            for (width, rows) in &blocks {
                match rows.get(at) {
                    Some(row) => cells.extend(self.body_row(row)),
                    None => cells.extend(vec![Cell::default(); *width]),
                }
            }
            body.push(cells);
        }
        (body, parts, left_out)
    }

    fn body_row(&mut self, row: &PlannedRow) -> Vec<Cell> {
        let mut cells = self.row(&row.cells);
        if let (Some(Frame::Heading(words) | Frame::Subtotal(words)), Some(first)) =
            (&row.frame, cells.iter_mut().find(|cell| cell.is_blank()))
        {
            *first = Cell { shown: words.clone(), text: Some(words.clone()), ..Cell::default() };
        }
        cells
    }

    fn row(&mut self, planned: &[Option<PlannedCell>]) -> Vec<Cell> {
        let mut cells: Vec<Cell> =
            planned.iter().map(|cell| cell.map_or_else(Cell::default, |cell| self.cell(cell))).collect();
        for (at, note) in self.contradictions(planned, &cells, planned) {
            self.mark(&mut cells[at], note);
        }
        cells
    }

    /// Footers; a grade may be under the figure of another footer.
    fn footers(&mut self, planned: &PlannedTable) -> Vec<Footer> {
        let mut footers: Vec<Footer> = Vec::new();
        for footer in &planned.footers {
            let from = planned.side_of(footer);
            footers.push(Footer { label: footer.label.clone(), from, cells: self.row(&footer.cells) });
        }
        let grades = planned.footers.iter().filter(|footer| self.has_grades(&footer.cells));
        for graded in grades.collect::<Vec<_>>() {
            for (at, figures) in planned.footers.iter().enumerate() {
                for (column, note) in self.contradictions(&figures.cells, &footers[at].cells, &graded.cells) {
                    self.mark(&mut footers[at].cells[column], note);
                }
            }
        }
        footers
    }

    /// Adds a note to a cell, once.
    fn mark(&mut self, cell: &mut Cell, note: String) {
        let note = self.note(note, None);
        if !cell.notes.contains(&note) {
            cell.notes.push(note);
        }
    }

    fn cell(&mut self, planned: PlannedCell) -> Cell {
        let Results { plan, evaluation, .. } = self.results;
        let mut cell = match evaluation.cell(planned.slot, self.lane) {
            Ok(Value::Number(value)) => self.number(value, planned),
            Ok(Value::Irrational(root)) => self.root(root, planned),
            Ok(Value::Text(text)) => self.text(text, planned),
            Ok(Value::Truth(truth)) => {
                let word = if *truth { "ya" } else { "tidak" };
                Cell { shown: word.into(), text: Some(word.into()), ..Cell::default() }
            }
            Err(fault) => self.range_of_quarters(planned, fault).unwrap_or_else(|| self.missing(fault)),
        };
        cell.reported = evaluation.is_reported(plan, planned.slot, self.lane);
        let left_out = self.leavings.map(|leavings| evaluation.left_out(plan, leavings, planned.slot, self.lane));
        for one in left_out.into_iter().flatten() {
            let words = self.left_out(&one);
            let is_bare = words.strip_prefix(LEFT_OUT) == Some(&self.noted(&one.fault));
            let cause = self.cause(&one.fault, LEFT_OUT).filter(|_| is_bare);
            let note = self.note(words, cause);
            if !cell.notes.contains(&note) {
                cell.notes.push(note);
            }
        }
        let so_far = self.leavings.and_then(|leavings| to_date(self.results, leavings, self.lane, planned.slot));
        if let Some(note) = so_far {
            self.mark(&mut cell, note);
        }
        cell.notes.sort_unstable();
        cell
    }

    /// `tidak ikut dihitung: …`, with the item if its reason lies deeper, and its weight if that has no effect now.
    fn left_out(&self, one: &eval::LeftOut) -> String {
        let Results { program, plan, evaluation, .. } = self.results;
        let item = plan.slot(plan.as_written(one.item)).role.map(|(name, ..)| program.code(name));
        let told = |code: &&str| one.fault.reason.to_string().split_whitespace().any(|word| word == *code);
        let what = match item.filter(|code| !told(code)) {
            Some(code) => format!("{code}, karena {}", self.noted(&one.fault)),
            None => self.noted(&one.fault),
        };
        let weight = one.weight.and_then(|slot| {
            let slot = plan.as_written(slot);
            let weight = eval::rational(evaluation.cell(slot, self.lane))?;
            Some(format!("; bobotnya {}{} tidak ikut membagi", say_number(weight), plan.slot(slot).unit.suffix()))
        });
        format!("{LEFT_OUT}{what}{}", weight.unwrap_or_default())
    }

    /// A word; a target that is a range has a unit, like a single one.
    fn text(&self, text: &str, planned: PlannedCell) -> Cell {
        let slot = self.results.plan.slot(planned.slot);
        let ends = ends_in(text).filter(|_| self.is_range(planned.slot));
        let is_range = ends.is_some();
        let shown = ends.map_or(text.to_string(), |(low, high)| {
            // Formatted like numbers; the text has them as in cells.
            let shown = [low, high].map(|end| format(&end.replace(',', "."), NumberStyle::Indonesian));
            shown.join("–")
        });
        let (suffix, unit) = if is_range { (slot.unit.suffix(), slot.unit.word()) } else { Default::default() };
        Cell {
            shown: format!("{shown}{suffix}"),
            text: Some(text.to_string()),
            unit: unit.map(str::to_string),
            is_range,
            ..Cell::default()
        }
    }

    /// Whether a target has two ends in the data: a range in its cell, or a range of the year beside quarters.
    fn is_range(&self, slot: SlotId) -> bool {
        let Results { program, plan, data, .. } = self.results;
        let of_cell = || plan.slot(slot).op.input().map(|input| input.key()).filter(|key| key.field == Field::Target);
        let of_role = plan.slot(slot).role.filter(|(_, role, _)| *role == Role::Target).map(|(name, _, when)| {
            let code = program.code(name).into();
            Key { code, field: Field::Target, year: when.year, quarter: when.quarter }
        });
        let low = of_role.or_else(of_cell).map(|key| Key { field: Field::TargetLow, ..key });
        low.is_some_and(|low| data.get(self.lane, &low).is_some())
    }

    fn missing(&mut self, fault: &Fault) -> Cell {
        let reason = self.reason(fault);
        let noted = self.noted(fault);
        let cause = self.cause(fault, "");
        let notes = if noted.is_empty() { Vec::new() } else { vec![self.note(noted, cause)] };
        let shown = match fault.state {
            State::NotFilled | State::NotApplicable => "–".to_string(),
            State::Undefined | State::Faulty => fault.state.words().to_string(),
        };
        Cell { shown, missing: Some(Missing { state: fault.state, reason }), notes, ..Cell::default() }
    }

    /// The reason as worded in a note. A fault of a cell is a finding of its own; the note says which cell it is.
    pub(super) fn noted(&self, fault: &Fault) -> String {
        match (&*fault.reason, fault.origin) {
            (Reason::InData { input, state: State::Faulty, .. }, Some(origin)) => {
                format!("{} keliru ({})", input.words(), self.results.data.describe(origin))
            }
            _ => self.reason(fault),
        }
    }

    fn reason(&self, fault: &Fault) -> String {
        match fault.origin {
            Some(origin) => format!("{} ({})", fault.reason, self.results.data.describe(origin)),
            None => fault.reason.to_string(),
        }
    }

    /// What a note is about, where others of its kind may be joined with it.
    fn cause(&self, fault: &Fault, before: &'static str) -> Option<Cause> {
        let place = fault.origin.map(|origin| self.results.data.describe(origin).to_string());
        Cause::of(fault, before, place)
    }

    /// The number of a note, added when new.
    fn note(&mut self, text: String, cause: Option<Cause>) -> usize {
        let next = self.notes.len() + 1;
        *self.numbers.entry(text).or_insert_with_key(|text| {
            self.notes.push(Note { text: text.clone(), is_joined: false });
            self.causes.push(cause);
            next
        })
    }

    fn detail(&self, name: NameId, when: When) -> Option<Detail> {
        let Results { program, plan, evaluation, .. } = self.results;
        let cell = |role| {
            let slot = plan.value(name, role, when)?;
            // A separate builder: the notes of details stay in the details.
            let mut builder = Builder::new(self.results, self.lane);
            let mut cell = match evaluation.cell(slot, self.lane) {
                Ok(_) => builder.cell(PlannedCell { slot, show: Show::Automatic }),
                Err(fault) => builder.missing(fault),
            };
            cell.notes.clear();
            Some(cell)
        };
        let definition = program.version(name, when.year)?;
        Some(Detail {
            code: program.code(name).to_string(),
            label: definition.label.clone().unwrap_or_else(|| program.code(name).to_string()),
            year: when.year,
            raw: cell(Role::RawAchievement)?,
            capped: cell(Role::CappedAchievement)?,
            achievement: cell(Role::Achievement)?,
            grade: cell(Role::Band),
        })
    }
}

/// The kind of a table row, from the rows of each block: plain as soon as one of them is.
pub(super) fn part<'p>(rows: impl Iterator<Item = &'p PlannedRow>) -> Part {
    let parts = rows.map(|row| match &row.frame {
        None => Part::Row,
        Some(Frame::Heading(_)) => Part::Heading,
        Some(Frame::Subtotal(_)) => Part::Subtotal,
    });
    parts
        .reduce(|one, other| match (one, other) {
            (Part::Row, _) | (_, Part::Row) => Part::Row,
            (Part::Subtotal, _) | (_, Part::Subtotal) => Part::Subtotal,
            (Part::Heading, Part::Heading) => Part::Heading,
        })
        .unwrap_or_default()
}
