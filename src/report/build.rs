//! An evaluation to finished tables: values shown, reasons noted, everything left out counted.

use super::table::{Cell, Column, Detail, Footer, Missing, Note, Table};
use crate::data::{Content, Dataset, Field, Key, Remark, State};
use crate::eval::{self, Evaluation, Fault, Value};
use crate::number::{Exact, NumberStyle, Places, Real, Rounding, format};
use crate::plan::{Frame, Op, Plan, PlannedCell, PlannedRow, PlannedTable, Show, SlotId};
use crate::program::Program;
use crate::program::units::Unit;
use crate::program::{NameId, Role, When};
use crate::syntax::ast::Precision;
use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};

/// What a table is built from.
#[derive(Clone, Copy)]
pub struct Results<'r> {
    /// The rules.
    pub program: &'r Program,
    /// The plan of the year.
    pub plan: &'r Plan,
    /// Its values.
    pub evaluation: &'r Evaluation,
    /// The data behind them.
    pub data: &'r Dataset,
}

/// Every table of the plan for one unit.
pub fn tables(results: Results, lane: usize) -> Vec<Table> {
    results
        .plan
        .tables
        .iter()
        .map(|planned| Builder { results, lane, notes: Vec::new(), numbers: HashMap::new() }.table(planned))
        .collect()
}

/// A single value as a cell, its notes in full.
pub fn value(results: Results, lane: usize, cell: PlannedCell) -> (Cell, Vec<Note>) {
    let mut builder = Builder { results, lane, notes: Vec::new(), numbers: HashMap::new() };
    let cell = builder.cell(cell);
    (cell, builder.notes)
}

struct Builder<'r> {
    results: Results<'r>,
    lane: usize,
    notes: Vec<Note>,
    /// The number of each note.
    numbers: HashMap<String, usize>,
}

impl Builder<'_> {
    fn table(mut self, planned: &PlannedTable) -> Table {
        let Results { program, plan, data, .. } = self.results;
        let (shown, hidden) = self.shown_rows(planned);
        let rows = shown.into_iter().map(|row| self.body_row(row)).collect();
        let footers = planned
            .footers
            .iter()
            .map(|footer| Footer { label: footer.label.clone(), cells: self.row(&footer.cells) })
            .collect();
        let details = planned.subjects.iter().filter_map(|&(name, when)| self.detail(name, when)).collect();
        let mut remarks = self.remarks(planned);
        if hidden > 0 {
            remarks.push(format!("{hidden} baris tidak ditampilkan karena saringan tabel"));
        }
        remarks.extend(program.replaced.iter().map(|what| format!("{what} diganti oleh aturan paket ini")));
        remarks.extend(planned.notes.iter().cloned());
        let unit = data.units().get(self.lane).filter(|unit| !unit.is_empty());
        Table {
            name: planned.name.clone(),
            title: planned.title.clone(),
            package: program.package.title.clone(),
            year: plan.year,
            unit: unit.map(|unit| unit.to_string()),
            columns: planned
                .columns
                .iter()
                .map(|column| Column { title: column.title.clone(), numeric: column.numeric })
                .collect(),
            rows,
            footers,
            details,
            notes: self.notes,
            remarks,
        }
    }

    /// The rows that pass the filter, sorted inside their groups, and how many did not pass.
    fn shown_rows<'t>(&self, planned: &'t PlannedTable) -> (Vec<&'t PlannedRow>, usize) {
        let evaluation = self.results.evaluation;
        // A row whose condition cannot be told stays: nothing is dropped by a fault.
        let passes = |row: &&PlannedRow| {
            row.filter.is_none_or(|filter| !matches!(evaluation.cell(filter, self.lane), Ok(Value::Truth(false))))
        };
        let mut rows: Vec<&PlannedRow> = planned.rows.iter().filter(passes).collect();
        let hidden = planned.rows.len() - rows.len();
        if let Some(descending) = planned.descending {
            let key = |row: &&PlannedRow| row.sort.map(|slot| evaluation.cell(slot, self.lane));
            // Frames keep their place: each run of rows between them is sorted on its own.
            for run in rows.split_mut(|row| row.frame.is_some()) {
                run.sort_by(|a, b| compare(key(a), key(b), descending));
            }
        }
        (rows, hidden)
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

    fn row(&mut self, cells: &[Option<PlannedCell>]) -> Vec<Cell> {
        cells.iter().map(|cell| cell.map_or_else(Cell::default, |cell| self.cell(cell))).collect()
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
            Err(fault) => self.missing(fault),
        };
        cell.reported = evaluation.is_reported(plan, planned.slot, self.lane);
        for fault in evaluation.left_out(plan, planned.slot, self.lane) {
            let note = self.note(format!("tidak ikut dihitung: {}", self.reason(fault)));
            cell.notes.push(note);
        }
        cell
    }

    /// A word; a target that is a range has a unit, as a single one has.
    fn text(&self, text: &str, planned: PlannedCell) -> Cell {
        let slot = self.results.plan.slot(planned.slot);
        let is_range = match &slot.op {
            Op::Input(input) => {
                let low = Key { field: Field::TargetLow, ..input.key() };
                input.key().field == Field::Target && self.results.data.get(self.lane, &low).is_some()
            }
            _ => false,
        };
        let (suffix, unit) = if is_range { (slot.unit.suffix(), slot.unit.word()) } else { Default::default() };
        Cell {
            shown: format!("{text}{suffix}"),
            text: Some(text.to_string()),
            unit: unit.map(str::to_string),
            ..Cell::default()
        }
    }

    fn number(&self, value: &Exact, planned: PlannedCell) -> Cell {
        let unit = &self.results.plan.slot(planned.slot).unit;
        let precision = match planned.show {
            Show::Declared(precision) => precision,
            Show::AsWritten(general) => match self.written_places(planned.slot) {
                Some(places) => Precision { places, mode: Rounding::HalfAway },
                None => general.unwrap_or_else(|| automatic(value, unit)),
            },
            Show::Year => Precision::WHOLE,
            Show::Automatic => automatic(value, unit),
        };
        // Rounding to tens shows no decimals; the rounding itself still goes to tens.
        let rounded = value.round(precision.places, precision.mode);
        let plain = rounded.to_plain(precision.places.max(Places::WHOLE), Rounding::HalfAway);
        Cell {
            shown: match planned.show {
                Show::Year => plain.clone(),
                _ => format!("{}{}", format(&plain, NumberStyle::Indonesian), unit.suffix()),
            },
            plain: Some(plain),
            value: Some(value.clone()),
            unit: unit.word().map(str::to_string),
            ..Cell::default()
        }
    }

    /// An irrational number: rounded as exactly as any other, and marked.
    fn root(&self, root: &Real, planned: PlannedCell) -> Cell {
        let unit = &self.results.plan.slot(planned.slot).unit;
        let two = Precision { places: Places::new(2).unwrap_or(Places::WHOLE), mode: Rounding::HalfAway };
        let precision = match planned.show {
            Show::Declared(precision) | Show::AsWritten(Some(precision)) => precision,
            Show::AsWritten(None) | Show::Automatic | Show::Year => two,
        };
        match root.to_plain(precision.places.max(Places::WHOLE), precision.mode) {
            Ok(plain) => Cell {
                shown: format!("≈{}{}", format(&plain, NumberStyle::Indonesian), unit.suffix()),
                plain: Some(plain),
                root: Some(root.describe()),
                unit: unit.word().map(str::to_string),
                ..Cell::default()
            },
            Err(hard) => Cell { shown: hard.to_string(), ..Cell::default() },
        }
    }

    /// The decimals of the data cell that a slot shows as it is.
    fn written_places(&self, slot: SlotId) -> Option<Places> {
        let Results { plan, evaluation, data, .. } = self.results;
        let input = match &plan.slot(plan.plain(slot)).op {
            Op::Input(input) => input,
            // A computed value has no decimals of its own; a reported one, and one of two cells, has those of its cell.
            Op::Fallback(first, second) => {
                let used = if evaluation.cell(*first, self.lane).is_ok() { first } else { second };
                match &plan.slot(*used).op {
                    Op::Input(input) => input,
                    _ => return None,
                }
            }
            _ => return None,
        };
        match data.get(self.lane, &input.key())?.content {
            Content::Number(number) => Places::new(number.scale() as i32),
            _ => None,
        }
    }

    fn missing(&mut self, fault: &Fault) -> Cell {
        let reason = self.reason(fault);
        let notes = if reason.is_empty() { Vec::new() } else { vec![self.note(reason.clone())] };
        let shown = match fault.state {
            State::NotFilled | State::NotApplicable => "–".to_string(),
            State::Undefined | State::Faulty => fault.state.words().to_string(),
        };
        Cell { shown, missing: Some(Missing { state: fault.state, reason }), notes, ..Cell::default() }
    }

    fn reason(&self, fault: &Fault) -> String {
        match fault.origin {
            Some(origin) => format!("{} ({})", fault.reason, self.results.data.describe(origin)),
            None => fault.reason.to_string(),
        }
    }

    /// The number of a note, added when new.
    fn note(&mut self, text: String) -> usize {
        let next = self.notes.len() + 1;
        *self.numbers.entry(text).or_insert_with_key(|text| {
            self.notes.push(Note { text: text.clone() });
            next
        })
    }

    fn detail(&self, name: NameId, when: When) -> Option<Detail> {
        let Results { program, plan, evaluation, .. } = self.results;
        let cell = |role| {
            let slot = plan.value(name, role, when)?;
            // A throw-away builder: the notes of details stay in the details.
            let mut builder =
                Builder { results: self.results, lane: self.lane, notes: Vec::new(), numbers: HashMap::new() };
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

    /// The remarks on the data rows that the table's cells rest on.
    fn remarks(&self, planned: &PlannedTable) -> Vec<String> {
        let Results { program, plan, data, .. } = self.results;
        let footers = planned.footers.iter().flat_map(|footer| &footer.cells);
        let cells = planned.rows.iter().flat_map(|row| &row.cells).chain(footers).flatten();
        let rows: BTreeSet<(u16, u32)> = plan
            .inputs_of(cells.map(|cell| cell.slot))
            .filter_map(|input| data.get(self.lane, &input.key())?.origin)
            .map(|origin| (origin.file, origin.row))
            .collect();
        // What a total adds up has remarks of its own; they stand where its rows are shown.
        let codes: BTreeSet<&str> = planned.names.iter().map(|(name, _)| program.code(*name)).collect();
        let used = |remark: &&Remark| {
            remark.lane == self.lane
                && codes.contains(&*remark.code)
                && remark.origin.is_none_or(|origin| rows.contains(&(origin.file, origin.row)))
        };
        data.remarks().iter().filter(used).map(|remark| format!("{}{}", remark.text, place(data, remark))).collect()
    }
}

/// ` (IKPP 2024, data/iku.csv, baris 9)`
fn place(data: &Dataset, remark: &Remark) -> String {
    let file = remark.origin.and_then(|origin| Some((&data.files().get(origin.file as usize)?.name, origin.row)));
    match file {
        Some((name, row)) => format!(" ({} {}, {name}, baris {row})", remark.code, remark.year),
        None => format!(" ({} {})", remark.code, remark.year),
    }
}

/// Missing values come last, whichever way the others go.
fn compare(a: Option<&eval::Cell>, b: Option<&eval::Cell>, descending: bool) -> Ordering {
    match (a, b) {
        (Some(Ok(Value::Number(a))), Some(Ok(Value::Number(b)))) if descending => b.cmp(a),
        (Some(Ok(Value::Number(a))), Some(Ok(Value::Number(b)))) => a.cmp(b),
        (Some(Ok(Value::Text(a))), Some(Ok(Value::Text(b)))) if descending => b.cmp(a),
        (Some(Ok(Value::Text(a))), Some(Ok(Value::Text(b)))) => a.cmp(b),
        (Some(Ok(_)), _) => Ordering::Less,
        (_, Some(Ok(_))) => Ordering::Greater,
        _ => Ordering::Equal,
    }
}

/// Whole if it ends within four decimals, else two; percentages always two.
fn automatic(value: &Exact, unit: &Unit) -> Precision {
    let places = |places| Places::new(places).unwrap_or(Places::WHOLE);
    let two = Precision { places: places(2), mode: Rounding::HalfAway };
    if matches!(unit, Unit::Percent | Unit::Points) {
        return two;
    }
    let ends = (0..=4).map(places).find(|&at| value.round(at, Rounding::HalfAway) == *value);
    ends.map_or(two, |places| Precision { places, mode: Rounding::HalfAway })
}
