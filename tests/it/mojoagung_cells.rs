//! What every figure of the shipped package moves: data cells changed in turn, and the plan asked.

use crate::package::{MOJOAGUNG, Seen, Texts};
use crate::sample;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use takar::data::{CellOrigin, Content, Dataset, Datum, Field, Key, State};
use takar::eval::Results;
use takar::eval::{self, Evaluation, Value};
use takar::plan::{Op, Plan, PlannedCell, SlotId};
use takar::program::Program;
use takar::report::build;
use takar::report::table::Cell;

/// Columns that name things or remark on them.
const WORDS: [&str; 7] = ["kode", "tahun", "uraian", "sasaran", "indikator", "satuan", "catatan"];

/// Columns, and years of them, that no table shows. All are words of the Renstra: T61 has one column of words and one of
/// units for its three years, those of 2024, and none of indicators.
const SHOWN_NOWHERE: [(&str, &[i32]); 3] =
    [("indikator_renstra", &[2024, 2025, 2026]), ("satuan_renstra", &[2025, 2026]), ("uraian_renstra", &[2025, 2026])];

/// A cell of a table, named by its planned row: a row that a filter drops does not move those below it.
struct Place {
    name: String,
    cell: Option<PlannedCell>,
    /// The condition under which its row is shown.
    filter: Option<SlotId>,
}

/// A package planned once. What is planned depends on the codes of the data, and those stay.
struct Planned<'s> {
    program: &'s Program,
    plan: &'s Plan,
    places: Vec<Place>,
    /// For each data column that is read, in order, its slot and those that rest on it.
    inputs: HashMap<Key, Vec<SlotId>>,
}

/// Data and what comes of them.
#[derive(Clone)]
struct Ground {
    data: Dataset,
    evaluation: Evaluation,
}

impl<'s> Planned<'s> {
    fn new(seen: &'s Seen) -> Planned<'s> {
        let plan = seen.run.plan();
        let inputs = (0..).map(SlotId).zip(&plan.slots).filter_map(|(root, slot)| match &slot.op {
            Op::Input(input) => Some((input.key(), [vec![root], plan.resting_on(&[root], &[])].concat())),
            _ => None,
        });
        Planned { program: seen.run.program(), plan, places: places(plan), inputs: inputs.collect() }
    }

    /// The places that any of these slots is shown in, or decides over.
    fn resting(&self, slots: &[SlotId]) -> BTreeSet<usize> {
        let mut rests = vec![false; self.plan.slots.len()];
        slots.iter().for_each(|slot| rests[slot.0 as usize] = true);
        let rests = |place: &Place| place.slots().any(|slot| rests[slot.0 as usize]);
        (0..self.places.len()).filter(|at| rests(&self.places[*at])).collect()
    }

    fn ground(&self, data: Dataset) -> Ground {
        Ground { evaluation: eval::evaluate(self.plan, &data), data }
    }

    /// The ground with another content in one cell, and computed again is what rests on it.
    fn with(&self, ground: &Ground, key: &Key, content: Content) -> Ground {
        let Ground { mut data, mut evaluation } = ground.clone();
        set(&mut data, key, content);
        evaluation.revise(self.plan, &data, 0, &self.inputs[key]);
        Ground { data, evaluation }
    }

    /// The places that show something else in other data.
    fn moved(&self, before: &Ground, after: &Ground) -> BTreeSet<usize> {
        let differs = |slot: SlotId| before.evaluation.cell(slot, 0) != after.evaluation.cell(slot, 0);
        let moved = |place: &Place| place.slots().any(differs) && self.shown(place, before) != self.shown(place, after);
        (0..self.places.len()).filter(|at| moved(&self.places[*at])).collect()
    }

    /// What a place shows, apart from the numbers of its notes; nothing when its row is not shown.
    fn shown(&self, place: &Place, ground: &Ground) -> Option<Cell> {
        let Ground { data, evaluation } = ground;
        if place.filter.is_some_and(|filter| matches!(evaluation.cell(filter, 0), Ok(Value::Truth(false)))) {
            return None;
        }
        let results = Results { program: self.program, plan: self.plan, evaluation, data };
        let cell = place.cell.map(|cell| build::value(results, 0, cell).0).unwrap_or_default();
        Some(Cell { notes: Vec::new(), ..cell })
    }

    /// Nothing but the same column of the same year, or money, is there, every cell of it that the plan reads and that neither stands
    /// in the place of this one nor below it: money adds up where every part of it is filled. With `others` the rest is
    /// there too.
    fn with_its_like(&self, even: &Dataset, it: &Key, others: bool) -> Dataset {
        let money = |field: &Field| matches!(field, Field::Budget | Field::Spent);
        let alike = |field: &Field| *field == it.field || money(field) && money(&it.field);
        let same = |key: &Key| alike(&key.field) && key.year == it.year && key.quarter == it.quarter;
        let mut data = even.clone();
        for key in self.inputs.keys().filter(|key| same(key)) {
            set(&mut data, key, Content::Number(Decimal::from(50)));
        }
        let below = format!("{}.", it.code);
        let stays = |key: &Key| (others || same(key)) && !(key.field == it.field && key.code.starts_with(&below));
        altered(&self.uncovered(&data, it), |key, _| (!stays(key)).then(empty))
    }

    /// The data without what stands in the place of a figure: the own cell of a code hides the sum of its parts.
    fn uncovered(&self, data: &Dataset, it: &Key) -> Dataset {
        let resting = &self.inputs[it];
        let hiding = resting.iter().filter_map(|slot| match self.plan.slot(*slot).op {
            Op::Fallback(first, second) if resting.contains(&second) => Some(first),
            _ => None,
        });
        let hiding: BTreeSet<Key> = self.plan.inputs_of(hiding).map(|input| input.key()).collect();
        altered(data, |key, _| (hiding.contains(key) && key != it).then(empty))
    }
}

impl Place {
    fn slots(&self) -> impl Iterator<Item = SlotId> {
        self.cell.map(|cell| cell.slot).into_iter().chain(self.filter)
    }
}

/// Every cell of every table.
fn places(plan: &Plan) -> Vec<Place> {
    let mut places = Vec::new();
    for table in &plan.tables {
        let columns: Vec<&str> =
            table.blocks.iter().flat_map(|block| &block.columns).map(|column| column.title.as_str()).collect();
        let height = table.blocks.iter().map(|block| block.rows.len()).max().unwrap_or(0);
        let rows = (0..height).map(|at| {
            let cells = table.blocks.iter().flat_map(|block| match block.rows.get(at) {
                Some(row) => row.cells.iter().map(|cell| (*cell, row.filter)).collect(),
                None => vec![(None, None); block.columns.len()],
            });
            (format!("baris {}", at + 1), cells.collect::<Vec<_>>())
        });
        let footers = table
            .footers
            .iter()
            .map(|footer| (footer.label.clone(), footer.cells.iter().map(|cell| (*cell, None)).collect()));
        for (row, cells) in rows.chain(footers) {
            places.extend(cells.into_iter().zip(&columns).map(|((cell, filter), column)| {
                let name = format!("{} | {row} | {column}", table.name);
                Place { name, cell, filter }
            }));
        }
    }
    places
}

fn set(data: &mut Dataset, key: &Key, content: Content) {
    let origin = data.get(0, key).and_then(|datum| datum.origin);
    data.set(0, key.clone(), Datum { content, origin });
}

fn empty() -> Content {
    Content::Missing(State::NotFilled, "".into())
}

/// The data with other contents where `change` gives one.
fn altered(data: &Dataset, change: impl Fn(&Key, &Content) -> Option<Content>) -> Dataset {
    let mut altered = data.clone();
    for (key, column) in data.columns() {
        let old = column.get(0);
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

/// What to write in a cell instead: another figure that no cap hides, nothing, a further figure, and that of the target
/// or realisation beside it.
fn trials(data: &Dataset, key: &Key) -> Vec<Content> {
    let field = if key.field == Field::Target { Field::Value } else { Field::Target };
    let beside = data.get(0, &Key { field, ..key.clone() }).map(|datum| datum.content.clone());
    let old = &data.get(0, key).expect("the cell").content;
    let percent = if key.field == Field::Target { [200, 25] } else { [25, 200] };
    let [first, further] = percent.map(|percent| match old {
        Content::Number(old) => Content::Number((old * Decimal::new(percent, 2)).normalize()),
        Content::Text(_) => Content::Text("kata lain".into()),
        Content::Missing(..) => Content::Number(Decimal::from(percent)),
    });
    let beside = beside.filter(|beside| matches!(beside, Content::Number(_)));
    let all = [first, empty(), further].into_iter().chain(beside);
    all.filter(|trial| trial != old).collect()
}

/// Which figures are changed: of one column and year the first and every fifth, or all.
#[derive(Default)]
struct Due(HashMap<(Field, i32, Option<u8>), usize>);

impl Due {
    fn is_next(&mut self, key: &Key) -> bool {
        let seen = self.0.entry((key.field.clone(), key.year, key.quarter)).or_default();
        *seen += 1;
        *seen % sample::of(5, 1) == 1 % sample::of(5, 1)
    }
}

/// Changes each figure in turn: what changes are the table cells that rest on it, all of them and no other. Gives how
/// many those were, or nothing where a figure is left to a long run.
fn exercise(seen: &Seen) -> BTreeMap<Key, Option<usize>> {
    let planned = Planned::new(seen);
    let shipped = planned.ground(seen.data.clone());
    let even = planned.ground(even(seen.data));
    let tables = seen.run.tables().into_iter();
    let tables =
        tables.flat_map(|table| table.rows.into_iter().chain(table.footers.into_iter().map(|foot| foot.cells)));
    let printed = tables.flatten().map(|cell| Cell { notes: Vec::new(), ..cell });
    let shown = planned.places.iter().filter_map(|place| planned.shown(place, &shipped));
    assert!(printed.eq(shown), "tables show the places, in the order planned");
    let (mut moved, mut due) = (BTreeMap::new(), Due::default());
    for (key, _) in seen.data.columns() {
        // What the plan has no slot for, no evaluator can read.
        let Some(slots) = planned.inputs.get(key) else {
            moved.insert(key.clone(), Some(0));
            continue;
        };
        if !due.is_next(key) {
            moved.insert(key.clone(), None);
            continue;
        }
        let resting = planned.resting(slots);
        // The first change is evaluated whole, to see whatever it moves; the others only where the plan says they can.
        let first = trials(&shipped.data, key).swap_remove(0);
        let mut data = shipped.data.clone();
        set(&mut data, key, first);
        let after = planned.moved(&shipped, &planned.ground(data));
        let beyond: Vec<&String> = after.difference(&resting).map(|at| &planned.places[*at].name).collect();
        assert!(beyond.is_empty(), "{key:?} changes {beyond:?}");
        let mut missed = &resting - &after;
        let mut look = |ground: &Ground| {
            for trial in trials(&ground.data, key) {
                if !missed.is_empty() {
                    missed = &missed - &planned.moved(ground, &planned.with(ground, key, trial));
                }
            }
            !missed.is_empty()
        };
        // In the data as they are, if that will do.
        let more = look(&shipped) && look(&even);
        let more = more && look(&planned.ground(planned.uncovered(&even.data, key)));
        let more = more && look(&planned.ground(alone(&even.data, key)));
        let more = more && look(&planned.ground(planned.with_its_like(&even.data, key, false)));
        let _ = more && look(&planned.ground(planned.with_its_like(&even.data, key, true)));
        let missed: Vec<&String> = missed.iter().map(|at| &planned.places[*at].name).collect();
        assert!(missed.is_empty(), "{key:?} does not change {missed:?}");
        moved.insert(key.clone(), Some(resting.len()));
    }
    moved
}

/// Every figure that a file holds, with the name of its column, and where it stands.
fn figures(texts: &Texts, data: &Dataset) -> Vec<(String, CellOrigin)> {
    let mut figures = Vec::new();
    // The figures of printed tables are held against tables by `agreement.rs`; no rule reads them.
    for (name, text) in texts.data.iter() {
        let file = data.files().iter().position(|file| file.name == *name);
        let file = file.unwrap_or_else(|| panic!("no rule reads {name}")) as u16;
        let header: Vec<&str> = text.lines().next().expect("a header").split(';').collect();
        for (row, line) in (1..).zip(text.lines()).skip(1) {
            for (column, (header, written)) in (0..).zip(header.iter().zip(line.split(';'))) {
                if !WORDS.contains(header) && !matches!(written, "" | "-") {
                    figures.push((header.to_string(), CellOrigin { file, column, row }));
                }
            }
        }
    }
    figures
}

/// Nothing is written down in vain: each figure of each file moves the table cells that it should, and at least one.
#[test]
fn every_figure_of_every_file_comes_from_the_data() {
    let texts = Texts::read(MOJOAGUNG);
    texts.run(None, |seen| {
        let moved = exercise(seen);
        let origin = |key: &Key| seen.data.get(0, key).and_then(|datum| datum.origin);
        let keys: HashMap<CellOrigin, &Key> = moved.keys().filter_map(|key| Some((origin(key)?, key))).collect();
        let figures = figures(&texts, seen.data);
        let shown_nowhere = |header: &str, key: &Key| {
            SHOWN_NOWHERE.iter().any(|(name, years)| *name == header && years.contains(&key.year))
        };
        for (header, at) in &figures {
            let place = format!("{}, baris {}, kolom {header}", seen.data.files()[at.file as usize].name, at.row);
            let key = keys.get(at).unwrap_or_else(|| panic!("nothing reads {place}"));
            if let Some(moved) = moved[*key] {
                assert_eq!(moved == 0, shown_nowhere(header, key), "{place} moves {moved} cells");
            }
        }
        assert!(figures.len() > 1300, "{}", figures.len());
    });
}

/// No table shows a number that rests on nothing.
#[test]
fn no_figure_is_written_in_the_rules() {
    Texts::read(MOJOAGUNG).run(None, |seen| {
        let plan = seen.run.plan();
        for table in &plan.tables {
            for cell in table.cells() {
                let rests = plan.inputs_of([cell.slot].into_iter()).next().is_some();
                let is_number = matches!(seen.run.evaluation().cell(cell.slot, 0), Ok(Value::Number(_)));
                assert!(rests || !is_number, "{}: {:?}", table.name, plan.slot(cell.slot));
            }
        }
    });
}
