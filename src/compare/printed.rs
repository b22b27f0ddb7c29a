//! What tables print, cell by cell, under some rules and some parts of tables.

use super::effects::{ABSENT, RowOf};
use super::joined::Joined;
use super::readings::Read;
use super::shown::paired;
use crate::eval::{self, Cell as Value, Evaluation, Results};
use crate::plan::{self, Frame, Op, Plan, PlannedCell, SlotId};
use crate::program::{Block, Column, Footer, NameId, Program, Role, Table, When};
use crate::report::build;
use crate::report::table::Cell;
use std::collections::BTreeMap;

/// The value of a thing.
pub(super) type Named = (NameId, Role, When);

/// A cell; identical ones are numbered.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub table: String,
    pub row: RowOf,
    pub column: String,
    nth: usize,
}

/// Titles of columns and labels of footers that were renamed, by their table.
#[derive(Debug, Default)]
pub(super) struct Words {
    titles: BTreeMap<(String, String), String>,
    labels: BTreeMap<(String, String), String>,
}

impl Words {
    pub fn new(joined: &Joined) -> Words {
        let mut found = Words::default();
        let [then, now] = &joined.tables;
        let title = |side: usize, block: &Block, column: &Column| {
            block.title_of(column, joined.year, joined.packages[side].plan)
        };
        for one in then {
            let Some(other) = now.iter().find(|other| other.name == one.name) else { continue };
            let mut note = |before: &Block, after: &Block| {
                let kept: Vec<String> = after.columns.iter().map(|one| title(1, after, one)).collect();
                for pair in
                    paired(&before.columns, &after.columns, |a, b| a.title == b.title, |a, b| a.value == b.value)
                {
                    let (Some(old), Some(new)) = pair else { continue };
                    let (was, is) = (title(0, before, old), title(1, after, new));
                    if !kept.contains(&was) {
                        found.titles.insert((one.name.clone(), was), is);
                    }
                }
            };
            one.blocks.iter().zip(&other.blocks).for_each(|(before, after)| note(before, after));
            let is_same = |a: &Footer, b: &Footer| {
                let values = |footer: &Footer| footer.values.iter().map(|(value, _)| value.clone()).collect::<Vec<_>>();
                values(a) == values(b)
            };
            for pair in paired(&one.footers, &other.footers, |a, b| a.label == b.label, is_same) {
                let (Some(before), Some(after)) = pair else { continue };
                if before.label != after.label {
                    found.labels.insert((one.name.clone(), before.label.clone()), after.label.clone());
                }
            }
        }
        found
    }

    fn title(&self, table: &str, title: &str) -> String {
        let known = self.titles.get(&(table.to_string(), title.to_string()));
        known.cloned().unwrap_or_else(|| title.to_string())
    }

    fn label(&self, table: &str, label: &str) -> String {
        let known = self.labels.get(&(table.to_string(), label.to_string()));
        known.cloned().unwrap_or_else(|| label.to_string())
    }
}

/// One set of rules with tables over the data.
pub(super) struct Printed<'d> {
    program: Program,
    data: Read<'d>,
    plan: Plan,
    evaluation: Evaluation,
    pub places: BTreeMap<Place, PlannedCell>,
}

impl<'d> Printed<'d> {
    pub fn new(mut program: Program, tables: Vec<Table>, (year, words): (i32, &Words), data: Read<'d>) -> Printed<'d> {
        program.tables = tables;
        let plan = plan::plan_over(&program, year, &data);
        let evaluation = eval::evaluate(&plan, &data);
        let mut places = BTreeMap::new();
        let mut alike: BTreeMap<(String, RowOf, String), usize> = BTreeMap::new();
        let mut put = |table: &str, row: RowOf, column: &str, cell: &Option<PlannedCell>| {
            let Some(cell) = cell else { return };
            let column = words.title(table, column);
            let count = alike.entry((table.to_string(), row.clone(), column.clone())).or_default();
            places.insert(Place { table: table.to_string(), row, column, nth: *count }, *cell);
            *count += 1;
        };
        for table in plan.tables.iter().filter(|_| !program.tables.is_empty()) {
            let titles: Vec<&String> =
                table.blocks.iter().flat_map(|block| &block.columns).map(|column| &column.title).collect();
            for block in &table.blocks {
                let mut group = String::new();
                for row in &block.rows {
                    let of = match &row.frame {
                        Some(Frame::Heading(words)) => {
                            group.clone_from(words);
                            continue;
                        }
                        Some(Frame::Subtotal(label)) => RowOf::Subtotal(group.clone(), label.clone()),
                        None => RowOf::Thing(row.words.to_string()),
                    };
                    for (cell, column) in row.cells.iter().zip(&block.columns) {
                        put(&table.name, of.clone(), &column.title, cell);
                    }
                }
            }
            for footer in &table.footers {
                let of = RowOf::Footer(words.label(&table.name, &footer.label));
                for (cell, title) in footer.cells.iter().zip(&titles) {
                    put(&table.name, of.clone(), title, cell);
                }
            }
        }
        Printed { program, data, plan, evaluation, places }
    }

    /// The amount of work.
    pub fn size(&self) -> usize {
        self.program.definitions.len()
    }

    pub fn lanes(&self) -> usize {
        self.evaluation.lanes()
    }

    pub fn value(&self, place: &Place, lane: usize) -> Option<&Value> {
        self.places.get(place).map(|cell| self.evaluation.cell(cell.slot, lane))
    }

    /// Whether it prints this value there.
    pub fn gives(&self, place: &Place, lane: usize, value: Option<&Value>) -> bool {
        match (self.value(place, lane), value) {
            (Some(own), Some(value)) => eval::same(own, value),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        }
    }

    /// Named values by their slots; several may share one.
    pub fn values(&self) -> BTreeMap<SlotId, Vec<Named>> {
        let mut found: BTreeMap<SlotId, Vec<Named>> = BTreeMap::new();
        for (named, slot) in &self.plan.values {
            found.entry(*slot).or_default().push(*named);
        }
        found
    }

    /// The slots behind a cell that pass one value on.
    pub fn slots_of(&self, cell: &PlannedCell) -> Vec<SlotId> {
        let mut found = vec![cell.slot];
        while let Some(Op::Same(inner)) = found.last().map(|slot| &self.plan.slot(*slot).op) {
            found.push(*inner);
        }
        found
    }

    /// Whether a cell contains words of a thing: if these differ, that is a change of the rules itself.
    pub fn is_words(&self, cell: &PlannedCell) -> bool {
        let is_text = |slot: SlotId| matches!(self.plan.slot(slot).op, Op::Text(_));
        let is_of_thing = |slot: SlotId| {
            let role = self.plan.slot(slot).role.map(|(_, role, _)| role);
            role.is_some_and(|role| {
                matches!(role, Role::Label | Role::Goal | Role::UnitName | Role::Parent | Role::Code)
            })
        };
        self.slots_of(cell).into_iter().any(|slot| is_text(slot) || is_of_thing(slot))
    }

    pub fn shown(&self, place: &Place, lane: usize) -> Cell {
        let Printed { program, data, plan, evaluation, .. } = self;
        let Some(cell) = self.places.get(place) else {
            return Cell { shown: ABSENT.into(), text: Some(ABSENT.into()), ..Cell::default() };
        };
        let cell = build::value(Results { program, plan, evaluation, data }, lane, *cell).0;
        let state = cell.missing.as_ref().map(|missing| missing.state.words().to_string());
        Cell { shown: state.unwrap_or(cell.shown), ..cell }
    }
}

/// The parts of tables that can be old or new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Parts {
    /// Rows: which, in which groups, and which tables and blocks exist at all.
    pub rows: bool,
    pub columns: bool,
    pub footers: bool,
}

impl Parts {
    pub const THEN: Parts = Parts { rows: false, columns: false, footers: false };

    /// The tables with these parts new and the others old.
    pub fn tables(self, [then, now]: &[Vec<Table>; 2], words: &Words) -> Vec<Table> {
        let with = |one: &Table| match now.iter().find(|other| other.name == one.name) {
            Some(other) => Some(self.mixed(one, other, words)),
            None => (!self.rows).then(|| one.clone()),
        };
        let come = now.iter().filter(|one| self.rows && !then.iter().any(|other| other.name == one.name));
        then.iter().filter_map(with).chain(come.cloned()).collect()
    }

    fn mixed(self, one: &Table, other: &Table, words: &Words) -> Table {
        let pick = |is_now: bool| if is_now { other } else { one };
        let blocks = match one.blocks.len() == other.blocks.len() {
            true => one.blocks.iter().zip(&other.blocks).map(|(a, b)| self.block((a, b), &one.name, words)).collect(),
            // Blocks that are added or removed take their columns along.
            false => pick(self.rows).blocks.clone(),
        };
        let mut found = Table { blocks, ..pick(self.rows).clone() };
        let from = pick(self.footers);
        found.footers = moved(&from.footers, (&columns(from), &columns(&found)), &one.name, words);
        found.show = pick(self.columns).show;
        found
    }

    fn block(self, (one, other): (&Block, &Block), table: &str, words: &Words) -> Block {
        let [rows, columns] = [self.rows, self.columns].map(|is_now| if is_now { other } else { one });
        let list = |block: &Block| block.columns.iter().map(|column| column.title.clone()).collect::<Vec<_>>();
        let subtotals = moved(&rows.subtotals, (&list(rows), &list(columns)), table, words);
        Block { columns: columns.columns.clone(), subtotals, ..rows.clone() }
    }
}

fn columns(table: &Table) -> Vec<String> {
    table.blocks.iter().flat_map(|block| &block.columns).map(|column| column.title.clone()).collect()
}

/// Footers under columns that have moved; those under a removed column go.
fn moved(footers: &[Footer], (from, to): (&[String], &[String]), table: &str, words: &Words) -> Vec<Footer> {
    let called = |title: &String| words.title(table, title);
    let place = |at: usize| {
        let title = called(from.get(at)?);
        let before = from[..at].iter().filter(|other| called(other) == title).count();
        let alike = to.iter().enumerate().filter(|(_, other)| called(other) == title).map(|(at, _)| at);
        alike.clone().nth(before).or_else(|| alike.clone().next())
    };
    let one = |footer: &Footer| {
        let values = footer.values.iter().filter_map(|(value, at)| Some((value.clone(), place(*at)?)));
        Footer { values: values.collect(), ..footer.clone() }
    };
    footers.iter().map(one).collect()
}
