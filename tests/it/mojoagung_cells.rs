//! What every figure of the shipped package moves: data cells changed in turn, and the plan asked.

use crate::package::{MOJOAGUNG, Seen, Texts};
use rust_decimal::Decimal;
use std::collections::{BTreeSet, HashMap};
use takar::check::Program;
use takar::data::{CellOrigin, Content, Dataset, Datum, Field, Key, State};
use takar::eval::{self, Value};
use takar::plan::{Op, Plan, PlannedCell, Slot, SlotId};
use takar::report::build::{self, Results};
use takar::report::table::Cell;

/// Columns that name things or remark on them.
const WORDS: [&str; 7] = ["kode", "tahun", "uraian", "sasaran", "indikator", "satuan", "catatan"];

/// Table cells in the order planned, without the numbers of their notes; none where the row is not shown. Rows that a
/// filter drops keep their places, so that those below do not seem to change.
thread_local! { static T: std::cell::Cell<(f64, f64, u32)> = const { std::cell::Cell::new((0., 0., 0)) }; }
type Shown = Vec<Option<Cell>>;

/// A package planned once. What is planned depends on the codes of the data, and those stay.
struct Planned<'s> {
    program: &'s Program,
    plan: &'s Plan,
}

impl Planned<'_> {
    fn show(&self, data: &Dataset) -> Shown {
        let Planned { program, plan } = *self;
        let t0 = std::time::Instant::now();
        let evaluation = eval::evaluate(plan, data);
        let t1 = std::time::Instant::now();
        let tables = build::tables(Results { program, plan, evaluation: &evaluation, data }, 0);
        T.with(|t| { let (a, b, n) = t.get(); t.set((a + (t1 - t0).as_secs_f64(), b + t1.elapsed().as_secs_f64(), n + 1)) });
        let mut shown = Vec::new();
        for (planned, table) in plan.tables.iter().zip(tables) {
            assert_eq!(planned.descending, None, "{}: rows in the order planned", table.name);
            let mut rows = table.rows.into_iter();
            for row in &planned.rows {
                let truth = row.filter.map(|filter| evaluation.cell(filter, 0));
                match truth {
                    Some(Ok(Value::Truth(false))) => shown.extend(row.cells.iter().map(|_| None)),
                    _ => shown.extend(rows.next().expect("the row").into_iter().map(Some)),
                }
            }
            assert_eq!(rows.next(), None, "{}", table.name);
            shown.extend(table.footers.into_iter().flat_map(|footer| footer.cells).map(Some));
        }
        shown.iter_mut().flatten().for_each(|cell| cell.notes.clear());
        shown
    }

    /// The data without what stands in the place of a figure: the own cell of a code hides the sum of its parts.
    fn uncovered(&self, data: &Dataset, it: &Key) -> Dataset {
        let is_it = |slot: &Slot| matches!(&slot.op, Op::Input(input) if input.key() == *it);
        let at = self.plan.slots.iter().position(is_it).map(|at| SlotId(at as u32));
        let roots: Vec<SlotId> = at.into_iter().collect();
        let resting: BTreeSet<SlotId> = self.plan.resting_on(&roots, &[]).into_iter().chain(roots).collect();
        let hiding = resting.iter().filter_map(|slot| match self.plan.slot(*slot).op {
            Op::Fallback(first, second) if resting.contains(&second) => Some(first),
            _ => None,
        });
        let hiding: BTreeSet<Key> = self.plan.inputs_of(hiding).map(|input| input.key()).collect();
        altered(data, |key, _| (hiding.contains(key) && key != it).then(empty))
    }

    /// For each table cell, in the order of [`Shown`], its name and the data columns it rests on. A cell rests on the
    /// condition of its row too; footers rest on such conditions only as far as the plan says.
    fn cells(&self) -> Vec<(String, BTreeSet<Key>)> {
        let mut all = Vec::new();
        for table in &self.plan.tables {
            let rows = table.rows.iter().enumerate();
            let rows = rows.map(|(at, row)| (format!("baris {}", at + 1), &row.cells, row.filter));
            let footers = table.footers.iter().map(|footer| (footer.label.clone(), &footer.cells, None));
            for (row, cells, filter) in rows.chain(footers) {
                for (cell, column) in cells.iter().zip(&table.columns) {
                    let slots = cell.iter().map(|cell: &PlannedCell| cell.slot).chain(filter);
                    let name = format!("{} | {row} | {}", table.name, column.title);
                    all.push((name, self.plan.inputs_of(slots).map(|input| input.key()).collect()));
                }
            }
        }
        all
    }
}

fn set(data: &mut Dataset, key: &Key, content: Content) {
    let origin = data.get(0, key).and_then(|datum| datum.origin);
    data.set(0, key.clone(), Datum { content, origin });
}

fn empty() -> Content {
    Content::Missing(State::NotFilled, "".into())
}

/// The data with the figures changed that a condition chooses.
fn altered(data: &Dataset, change: impl Fn(&Key, &Content) -> Option<Content>) -> Dataset {
    let mut altered = data.clone();
    for (key, column) in data.columns() {
        let old = column.first().and_then(Option::as_ref);
        if let Some(new) = old.and_then(|datum| change(key, &datum.content)) {
            set(&mut altered, key, new);
        }
    }
    altered
}

/// Every figure is there, and every realisation below its target: no cap hides a target, no empty cell the sum it is
/// in, no 0 what is divided by it.
fn even(shipped: &Dataset) -> Dataset {
    altered(shipped, |key, old| match old {
        Content::Text(_) => None,
        _ => Some(Content::Number(Decimal::from(if key.field == Field::Value { 40 } else { 50 }))),
    })
}

/// Nothing else is there: `ada(a) atau ada(b)` hides each half behind the other.
fn alone(data: &Dataset, it: &Key) -> Dataset {
    altered(data, |key, _| (key != it).then(empty))
}

/// What to write in a cell instead: other words or figures, among them that of the target or realisation beside it,
/// and nothing.
fn trials(data: &Dataset, key: &Key) -> Vec<Content> {
    let number = |key: &Key| match data.get(0, key)?.content {
        Content::Number(number) => Some(number),
        _ => None,
    };
    let field = if key.field == Field::Target { Field::Value } else { Field::Target };
    let beside = number(&Key { field, ..key.clone() });
    let old = &data.get(0, key).expect("the cell").content;
    let mut trials = match old {
        Content::Number(old) => {
            [90, 200, 25].map(|percent| Content::Number((old * Decimal::new(percent, 2)).normalize())).to_vec()
        }
        Content::Text(_) => vec![Content::Text("kata lain".into())],
        Content::Missing(..) => [50, 60].map(|number| Content::Number(Decimal::from(number))).to_vec(),
    };
    trials.push(empty());
    trials.extend(beside.map(Content::Number));
    trials.retain(|trial| trial != old);
    trials
}

/// Changes each figure in turn: what changes are the table cells that rest on it, all of them and no other. Gives the
/// number of table cells that each one moved.
fn exercise(seen: &Seen) -> HashMap<Key, usize> {
    let planned = Planned { program: seen.run.program(), plan: seen.run.plan() };
    let cells = planned.cells();
    let ground = |data: Dataset| {
        let before = planned.show(&data);
        assert_eq!(before.len(), cells.len());
        (data, before)
    };
    let mut shipped = ground(seen.data.clone());
    let mut even = ground(even(seen.data));
    let mut moved = HashMap::new();
    for (key, _) in seen.data.columns() {
        let resting: BTreeSet<usize> = (0..cells.len()).filter(|at| cells[*at].1.contains(key)).collect();
        let mut missed = resting.clone();
        let mut tried = 0;
        // Changes as few cells as will do, in data as near to the shipped ones as will do.
        let mut look = |(data, before): &mut (Dataset, Shown)| {
            let old = data.get(0, key).expect("the cell").content.clone();
            for trial in trials(data, key) {
                if missed.is_empty() && tried > 0 {
                    break;
                }
                set(data, key, trial.clone());
                let after = planned.show(data);
                for at in (0..cells.len()).filter(|at| before[*at] != after[*at]) {
                    assert!(resting.contains(&at), "{key:?} = {trial:?} changes {}", cells[at].0);
                    missed.remove(&at);
                }
                tried += 1;
            }
            set(data, key, old);
            !missed.is_empty()
        };
        let more = look(&mut shipped) && look(&mut even);
        let more = more && look(&mut ground(planned.uncovered(&even.0, key)));
        let _ = more && look(&mut ground(alone(&even.0, key)));
        let missed: Vec<&String> = missed.iter().map(|at| &cells[*at].0).collect();
        assert!(missed.is_empty(), "{key:?} does not change {missed:?}");
        moved.insert(key.clone(), resting.len());
    }
    moved
}

/// Every figure that a file holds, by the name of its column: the data cell it was read into, if it was.
fn figures(texts: &Texts, data: &Dataset) -> Vec<(String, CellOrigin)> {
    let mut figures = Vec::new();
    // The figures of printed tables are held against tables by `agreement.rs`; no rule reads them.
    for (name, text) in texts.data.iter().filter(|(name, _)| !name.contains("/tercetak-")) {
        let file = data.files().iter().position(|file| file.name == *name);
        let file = file.unwrap_or_else(|| panic!("no rule reads {name}")) as u16;
        let header: Vec<&str> = text.lines().next().expect("a header").split(';').collect();
        for (row, line) in (1..).zip(text.lines()).skip(1) {
            for (column, (header, written)) in (0..).zip(header.iter().zip(line.split(';'))) {
                if !WORDS.contains(header) && !matches!(written, "" | "-") {
                    figures.push((format!("{name} {header}"), CellOrigin { file, column, row }));
                }
            }
        }
    }
    figures
}

/// Nothing is written down in vain: each figure of each file moves the tables it should, and at least one.
#[test]
fn every_figure_of_every_file_comes_from_the_data() {
    let texts = Texts::read(MOJOAGUNG);
    texts.run(None, |seen| {
        let moved = exercise(seen);
        let cells = seen.data.columns().filter_map(|(key, column)| Some((column.first()?.as_ref()?.origin?, key)));
        let cells: HashMap<CellOrigin, &Key> = cells.collect();
        let figures = figures(&texts, seen.data);
        let idle = figures.iter().filter(|(_, origin)| cells.get(origin).is_none_or(|key| moved[*key] == 0));
        let idle: Vec<String> = idle.map(|(name, origin)| format!("{name} {} {:?}", origin.row, cells.get(origin))).collect();
        println!("{:?} {}", T.with(|t| t.get()), seen.run.plan().slots.len());
        println!("{} figures, {idle:#?}", figures.len());
    });
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
