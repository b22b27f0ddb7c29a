//! What every figure of the shipped package rests on: data cells changed in turn, and the plan asked.

use crate::package::{MOJOAGUNG, Texts, cells};
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use takar::data::{Content, Dataset, Datum, Field, Key, State};
use takar::engine::Package;
use takar::eval::Value;
use takar::report::table::{Cell, Table};

/// A data cell of the package: where it stands, what the rules call it, and what it holds.
struct DataCell {
    file: String,
    row: usize,
    column: usize,
    key: Key,
    written: String,
}

/// Every cell that rules compute with or show as they are, of every data file.
fn data_cells(texts: &Texts) -> Vec<DataCell> {
    texts.run(None, |seen| {
        let columns = seen.data.columns();
        let placed = columns.filter_map(|(key, column)| {
            let datum = column.first()?.as_ref()?;
            let is_text = matches!(datum.content, Content::Text(_));
            // Words that name things are no figures; a column of remarks to show is one.
            let shown = !is_text || key.field == Field::Extra("keterangan".into());
            Some((key, datum.origin.filter(|_| shown)?))
        });
        placed
            .map(|(key, origin)| {
                let file = seen.data.files()[origin.file as usize].name.clone();
                let (row, column) = (origin.row as usize - 1, origin.column as usize);
                let (_, text) = texts.data.iter().find(|(name, _)| *name == file).expect("the file");
                let line = text.lines().nth(row).expect("the row");
                let written = line.split(';').nth(column).expect("the cell").to_string();
                DataCell { file, row, column, key: key.clone(), written }
            })
            .collect()
    })
}

fn write_cell(texts: &Texts, cell: &DataCell, value: &str) -> Texts {
    let mut changed = texts.clone();
    let (_, text) = changed.data.iter_mut().find(|(name, _)| *name == cell.file).expect("the file");
    let lines = text.lines().enumerate().map(|(row, line)| {
        let fields = line.split(';').enumerate();
        let fields = fields.map(|(at, field)| if (row, at) == (cell.row, cell.column) { value } else { field });
        fields.collect::<Vec<_>>().join(";") + "\n"
    });
    *text = lines.collect();
    changed
}

fn number(written: &str) -> Option<Decimal> {
    written.trim_end_matches('%').replace('.', "").replace(',', ".").parse().ok()
}

/// What a cell says, apart from the numbers of its notes.
fn said(cell: &Cell) -> (Cell, String) {
    (Cell { notes: Vec::new(), ..cell.clone() }, cell.words().to_string())
}

fn changed_cells(before: &[Table], after: &[Table]) -> BTreeSet<String> {
    let all = |tables: &[Table]| -> BTreeMap<String, (Cell, String)> {
        tables.iter().flat_map(cells).map(|(place, cell)| (place, said(cell))).collect()
    };
    let (before, after) = (all(before), all(after));
    let places = before.keys().chain(after.keys());
    places.filter(|place| before.get(*place) != after.get(*place)).cloned().collect()
}

/// For every data column the table cells that rest on it, according to the plan; where rows are shown under a condition,
/// every cell of the table rests on that too.
fn dependents(texts: &Texts) -> HashMap<Key, BTreeSet<String>> {
    texts.run(None, |seen| {
        let plan = seen.run.plan();
        let tables = seen.run.tables();
        let mut resting: HashMap<Key, BTreeSet<String>> = HashMap::new();
        for (planned, table) in plan.tables.iter().zip(&tables) {
            let truth = |slot| *seen.run.evaluation().cell(slot, 0) == Ok(Value::Truth(true));
            let rows = planned.rows.iter().filter(|row| row.filter.is_none_or(truth));
            let footers = planned.footers.iter().flat_map(|footer| &footer.cells);
            let slots: Vec<_> = rows.flat_map(|row| &row.cells).chain(footers).collect();
            let places = cells(table);
            assert_eq!((slots.len(), planned.descending), (places.len(), None), "{}", table.name);
            let conditions: Vec<_> = planned.rows.iter().filter_map(|row| row.filter).collect();
            for ((place, _), cell) in places.into_iter().zip(slots) {
                for input in plan.inputs_of(cell.iter().map(|cell| cell.slot).chain(conditions.iter().copied())) {
                    resting.entry(input.key()).or_default().insert(place.clone());
                }
            }
        }
        resting
    })
}

/// Values to try in a cell: other figures, the figure of the target or realisation beside it, and nothing.
fn trials(cell: &DataCell, beside: Option<&DataCell>) -> Vec<String> {
    let Some(number) = number(&cell.written) else {
        return if cell.written.contains(' ') { vec!["kata lain".into()] } else { vec!["50".into(), "60,5".into()] };
    };
    let scaled = |percent: i64| (number * Decimal::new(percent, 2)).normalize().to_string().replace('.', ",");
    let mut trials = vec![scaled(25), scaled(90), scaled(105), String::new()];
    trials.extend(beside.map(|beside| beside.written.clone()));
    trials.retain(|trial| number_differs(trial, number));
    trials
}

/// `1.250` would be refused with a comma in it, and the old figure changes nothing.
fn number_differs(trial: &str, old: Decimal) -> bool {
    number(trial) != Some(old)
}

/// Rules with their data read.
struct Base {
    package: Package,
    data: Dataset,
}

impl Base {
    fn new(texts: &Texts) -> Base {
        let (package, data) = texts.run(None, |seen| (seen.package.clone(), seen.data.clone()));
        Base { package, data }
    }

    fn tables(&self, data: &Dataset) -> Vec<Table> {
        self.package.run(data, 2024).expect("sound rules").tables()
    }

    /// The tables with another content in one cell.
    fn with(&self, key: &Key, content: Content) -> Vec<Table> {
        let mut data = self.data.clone();
        let origin = data.get(0, key).and_then(|datum| datum.origin);
        data.set(0, key.clone(), Datum { content, origin });
        self.tables(&data)
    }
}

fn content(written: &str) -> Content {
    match number(written) {
        Some(number) => Content::Number(number),
        None if written.is_empty() => Content::Missing(State::NotFilled, "".into()),
        None => Content::Text(written.into()),
    }
}

/// The package with every empty cell filled: a sum of several empty cells stays empty when one of them is filled, and
/// hides the cell from whoever only looks at the result. A figure of the same code and column stands in, else the one of
/// its row.
fn filled(shipped: &Texts) -> Texts {
    let cells = data_cells(shipped);
    let is_number = |cell: &&DataCell| number(&cell.written).is_some();
    let mut filled = shipped.clone();
    for empty in cells.iter().filter(|cell| matches!(cell.written.trim(), "" | "-")) {
        let alike = |other: &&DataCell| other.key.code == empty.key.code && other.key.field == empty.key.field;
        let beside = |other: &&DataCell| other.key.code == empty.key.code && other.key.year == empty.key.year;
        let numbers = || cells.iter().filter(is_number);
        if let Some(other) = numbers().find(alike).or_else(|| numbers().find(beside)) {
            filled = write_cell(&filled, empty, &other.written);
        }
    }
    filled
}

/// Changes cells in turn: what changes are the table cells that rest on them, all of them and no other.
fn exercise(shipped: Texts, chosen: impl Fn(&DataCell) -> bool) -> usize {
    let resting = dependents(&shipped);
    // With every realisation of the report below its target, no cap hides a target.
    let mut lower = shipped.clone();
    for cell in data_cells(&shipped).iter().filter(|cell| cell.key.field == Field::Value) {
        let Some(number) = number(&cell.written) else { continue };
        let less = (number * Decimal::new(9, 1)).normalize().to_string().replace('.', ",");
        lower = write_cell(&lower, cell, &less);
    }
    let bases = [&shipped, &lower, &filled(&shipped)].map(|texts| {
        let base = Base::new(texts);
        let before = base.tables(&base.data);
        (base, before, data_cells(texts))
    });
    let mut tried = 0;
    for cell in data_cells(&shipped).into_iter().filter(chosen) {
        let expected = resting.get(&cell.key).cloned().unwrap_or_default();
        let mut reached = BTreeSet::new();
        for (base, before, cells) in &bases {
            let find = |key: &Key| cells.iter().find(|other| other.key == *key);
            let other = match cell.key.field {
                Field::Target => Field::Value,
                _ => Field::Target,
            };
            let beside = find(&Key { field: other, ..cell.key.clone() });
            let here = find(&cell.key).expect("the same cell");
            for trial in trials(here, beside) {
                let changed = changed_cells(before, &base.with(&cell.key, content(&trial)));
                let beyond: Vec<_> = changed.difference(&expected).collect();
                assert!(beyond.is_empty(), "{:?} = {trial} changes {beyond:?}", cell.key);
                reached.extend(changed);
                tried += 1;
            }
        }
        let missed: Vec<_> = expected.difference(&reached).collect();
        assert!(missed.is_empty(), "{:?} does not change {missed:?}", cell.key);
    }
    tried
}

/// The tables of the main indicators and the files behind them.
#[test]
fn every_figure_comes_from_the_data() {
    let mut texts = Texts::read(MOJOAGUNG);
    texts.rules.retain(|(name, _)| name != "tabel-anggaran.takar");
    let main = ["data/iku.csv", "data/pembanding.csv", "data/renstra.csv"];
    let tried = exercise(texts, |cell| main.contains(&&*cell.file));
    assert!(tried > 250, "{tried}");
}

/// The same for every table and every file: thousands of cells.
#[test]
#[ignore = "takes minutes"]
fn every_figure_of_every_file_comes_from_the_data() {
    let tried = exercise(Texts::read(MOJOAGUNG), |_| true);
    println!("{tried} changes of cells");
    assert!(tried > 1000, "{tried}");
}

/// No table shows a number that rests on nothing.
#[test]
fn no_figure_is_written_in_the_rules() {
    Texts::read(MOJOAGUNG).run(None, |seen| {
        let plan = seen.run.plan();
        for table in &plan.tables {
            let cells = table
                .rows
                .iter()
                .flat_map(|row| &row.cells)
                .chain(table.footers.iter().flat_map(|footer| &footer.cells));
            for cell in cells.flatten() {
                let rests = plan.inputs_of([cell.slot].into_iter()).next().is_some();
                let is_number = matches!(seen.run.evaluation().cell(cell.slot, 0), Ok(Value::Number(_)));
                assert!(rests || !is_number, "{}: {:?}", table.name, plan.slot(cell.slot));
            }
        }
    });
}
