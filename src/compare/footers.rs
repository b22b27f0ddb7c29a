//! What the footers of a changed table print: values of nothing that has a name, so each is asked of the table itself.

use super::causes::Cause;
use super::changes::{Change, Part, Thing};
use super::effects::{Effect, Of, of_values};
use super::joined::Joined;
use super::mixed::mixed;
use super::readings::{Read, Readings};
use super::said::apart;
use crate::eval::{self, Cell as Value, Evaluation, Results};
use crate::plan::{self, Plan, PlannedCell};
use crate::program::{Program, Table};
use crate::report::build;
use crate::report::table::Cell;
use std::collections::BTreeMap;

/// Changes of rules that are tried beside that of a footer at most.
const MOST_TRIED: usize = 60;

/// A footer in a column, of those with the same words the first, the second, …
type Place = (String, String, usize, String);

/// One set of rules with tables over the data.
struct Printed<'d> {
    program: Program,
    data: Read<'d>,
    plan: Plan,
    evaluation: Evaluation,
    places: BTreeMap<Place, PlannedCell>,
}

impl<'d> Printed<'d> {
    fn new(mut program: Program, tables: Vec<Table>, year: i32, data: Read<'d>) -> Printed<'d> {
        program.tables = tables;
        let plan = plan::plan_over(&program, year, &data);
        let evaluation = eval::evaluate(&plan, &data);
        let mut places = BTreeMap::new();
        for table in &plan.tables {
            let titles: Vec<&String> =
                table.blocks.iter().flat_map(|block| &block.columns).map(|column| &column.title).collect();
            for footer in &table.footers {
                for (column, cell) in footer.cells.iter().enumerate() {
                    let (Some(cell), Some(title)) = (cell, titles.get(column)) else { continue };
                    let place = |nth| (table.name.clone(), footer.label.clone(), nth, title.to_string());
                    let nth = (0..).find(|nth| !places.contains_key(&place(*nth))).unwrap_or(0);
                    places.insert(place(nth), *cell);
                }
            }
        }
        Printed { program, data, plan, evaluation, places }
    }

    fn value(&self, place: &Place, lane: usize) -> Option<&Value> {
        self.places.get(place).map(|cell| self.evaluation.cell(cell.slot, lane))
    }

    fn gives(&self, place: &Place, lane: usize, value: &Value) -> bool {
        self.value(place, lane).is_some_and(|own| eval::same(own, value))
    }

    fn shown(&self, place: &Place, lane: usize) -> Cell {
        let Printed { program, data, plan, evaluation, .. } = self;
        let results = Results { program, plan, evaluation, data };
        let cell = self.places.get(place).map(|cell| build::value(results, lane, *cell).0).unwrap_or_default();
        let state = cell.missing.as_ref().map(|missing| missing.state.words().to_string());
        Cell { shown: state.unwrap_or(cell.shown), ..cell }
    }
}

/// The changes of a table on which what it prints below its rows can rest, by whether they are of a footer itself.
fn of_table(changes: &[Change], (table, label): (&str, &str)) -> [Vec<usize>; 2] {
    let of_part = |is_part: &dyn Fn(&Change) -> bool| -> Vec<usize> {
        let is_own = |change: &Change| change.of.iter().any(|of| *of == Thing::Table(table.to_string()));
        (0..changes.len()).filter(|at| is_own(&changes[*at]) && is_part(&changes[*at])).collect()
    };
    let quoted = format!("\"{label}\"");
    let is_footer = |change: &Change| change.part == Part::Footer && change.after.contains(&quoted);
    let is_rows = |change: &Change| {
        matches!(change.part, Part::TableRows | Part::Column | Part::Filter | Part::Beside | Part::Grouping)
    };
    [of_part(&is_footer), of_part(&is_rows)]
}

/// The tables of before with the footers of now, or with the rows and columns of now.
fn hybrid([before, after]: &[Vec<Table>; 2], with_footers: bool) -> Vec<Table> {
    let titles = |table: &Table| -> Vec<String> {
        table.blocks.iter().flat_map(|block| &block.columns).map(|column| column.title.clone()).collect()
    };
    let mix = |one: &Table| {
        let now = after.iter().find(|other| other.name == one.name);
        match now {
            // What stands in a footer counts its columns.
            Some(now) if titles(now) != titles(one) => one.clone(),
            Some(now) if with_footers => Table { footers: now.footers.clone(), ..one.clone() },
            Some(now) => Table { footers: one.footers.clone(), ..now.clone() },
            None => one.clone(),
        }
    };
    before.iter().map(mix).collect()
}

/// Every footer that prints another value since its table is another one, and how many of such tables were looked at.
pub fn effects(joined: &Joined, changes: &[Change], readings: &Readings) -> (Vec<Effect>, usize) {
    if !changes.iter().any(|change| change.of.iter().any(|of| matches!(of, Thing::Table(_)))) {
        return (Vec::new(), 0);
    }
    let year = joined.year;
    let [then, now] = &joined.tables;
    // Data of which nobody knows how they would be read are taken as the rules of now read them.
    let printed = |made: &[usize], tables: Vec<Table>| {
        let read = readings.of(made).unwrap_or(readings.now());
        Printed::new(mixed(joined, changes, made, None), tables, year, read)
    };
    let old = |tables: Vec<Table>| printed(&[], tables);
    let new = |tables: Vec<Table>| Printed::new(joined.host.clone(), tables, year, readings.now());
    let (before, after, units) = (old(then.clone()), new(now.clone()), readings.now());
    let rules_alone = new(then.clone());
    let footers_alone = old(hybrid(&joined.tables, true));
    let rows_alone = old(hybrid(&joined.tables, false));
    let tables_alone = old(now.clone());
    let made: Vec<usize> = (0..changes.len()).filter(|at| changes[*at].part.can_be_made()).collect();
    let (mut found, mut looked_at) = (Vec::new(), 0);
    for place in after.places.keys().filter(|place| before.places.contains_key(*place)) {
        let (table, label, _, column) = place;
        let [own, rows] = of_table(changes, (table, label));
        if own.is_empty() && rows.is_empty() {
            continue;
        }
        for lane in 0..after.evaluation.lanes() {
            looked_at += 1;
            let (Some(first), Some(second)) = (before.value(place, lane), after.value(place, lane)) else { continue };
            // What the old table would print, too, is told of what its rows have.
            if eval::same(first, second) || rules_alone.gives(place, lane, second) {
                continue;
            }
            let only = |set: &[usize]| if set.len() == 1 { Cause::Least(vec![set.to_vec()]) } else { Cause::Unknown };
            let cause = if footers_alone.gives(place, lane, second) {
                only(&own)
            } else if rows_alone.gives(place, lane, second) {
                only(&rows)
            } else {
                let both: Vec<usize> = own.iter().chain(&rows).copied().collect();
                match tables_alone.gives(place, lane, second) {
                    true => only(&both),
                    false if both.len() != 1 || made.len() > MOST_TRIED => Cause::Unknown,
                    false => {
                        let gives = |made: &[usize]| printed(made, now.clone()).gives(place, lane, second);
                        with_rules(both[0], &made, &gives)
                    }
                }
            };
            let values = apart([before.shown(place, lane), after.shown(place, lane)]);
            let unit = units.units().get(lane).unwrap_or_default().to_string();
            let of = Of::Footer { table: table.clone(), label: label.clone(), column: column.clone() };
            found.push(Effect { cause: Some(cause), ..of_values(unit, of, [first, second], values) });
        }
    }
    (found, looked_at)
}

/// The change of a table with the changes of rules that it takes besides: one, or what is left when everything that can be
/// left out is.
fn with_rules(own: usize, made: &[usize], gives: &dyn Fn(&[usize]) -> bool) -> Cause {
    let with = |made: &[usize]| made.iter().copied().chain([own]).collect::<Vec<_>>();
    let single: Vec<Vec<usize>> = made.iter().filter(|at| gives(&[**at])).map(|at| with(&[*at])).collect();
    if !single.is_empty() {
        return Cause::Least(single);
    }
    let mut left = made.to_vec();
    if !gives(&left) {
        return Cause::Unknown;
    }
    for at in made {
        let without: Vec<usize> = left.iter().copied().filter(|other| other != at).collect();
        if gives(&without) {
            left = without;
        }
    }
    Cause::Enough(with(&left))
}
