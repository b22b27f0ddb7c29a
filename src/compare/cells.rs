//! Which cells of tables differ: footers, subtotals and computed columns, which have no name of their own, and cells
//! under a heading whose meaning changed.

use super::causes::{Cause, MOST_IN_ALL, MOST_SETS, least};
use super::changes::{Change, Thing};
use super::effects::{Effect, Of, ROLES, RowOf, is_filled, of_values};
use super::joined::Joined;
use super::mixed::mixed;
use super::part::Part;
use super::printed::{Named, Parts, Place, Printed, Words};
use super::reach::Reach;
use super::readings::Readings;
use super::said::apart;
use crate::data::State;
use crate::eval::{self, Cell as Value, Fault};
use crate::plan::{Reason, Show};
use crate::program::Role;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A cell of a unit that differs, as it is now.
struct Goal {
    place: Place,
    lane: usize,
    value: Option<Value>,
}

/// The values that are reported themselves, not in each cell that prints them.
pub(super) struct Told<'t> {
    /// Those of the year, and of these quarters.
    pub quarters: &'t [u8],
    /// Except for quarterly values in a lane that depend on no quarterly data.
    pub is_idle: &'t dyn Fn(&Named, usize) -> bool,
}

/// Every cell that prints another value, and how many were compared. The value of a thing for the year, or for a
/// quarter with data, is reported as that value instead.
pub fn effects(
    joined: &Joined,
    changes: &[Change],
    readings: &Readings,
    (reach, Told { quarters, is_idle }): (&Reach, Told),
) -> (Vec<Effect>, usize) {
    if joined.tables.iter().all(Vec::is_empty) {
        return (Vec::new(), 0);
    }
    let words = Words::new(joined);
    let year = joined.year;
    // If it is unknown how the old rules would read the data, the reading of the new rules is used.
    let read = readings.of(&[]).unwrap_or(readings.now());
    let then = Parts::THEN.tables(&joined.tables, &words);
    let before = Printed::new(mixed(joined, changes, &[], None), then, (year, &words), read);
    let after = Printed::new(joined.host.clone(), joined.tables[1].clone(), (year, &words), readings.now());
    let places: BTreeSet<&Place> = before.places.keys().chain(after.places.keys()).collect();
    let is_told = |(_, role, when): &Named| {
        let is_looked_at = when.quarter.is_none_or(|quarter| quarters.contains(&quarter));
        when.year == year && is_looked_at && (ROLES.contains(role) || *role == Role::Band)
    };
    let known = [&before, &after].map(Printed::values);
    let (mut found, mut goals, mut looked_at) = (Vec::new(), Vec::new(), 0);
    for place in places {
        let sides = [&before, &after].map(|one| one.places.get(place).map(|cell| (one, cell)));
        // The values of things in the cell on each side, which are reported themselves.
        let told = [0, 1].map(|side| {
            let (world, cell) = sides[side]?;
            let slots = world.slots_of(cell).into_iter();
            let named = slots.flat_map(|slot| known[side].get(&slot).into_iter().flatten());
            Some(named.filter(|named| is_told(named)).collect::<Vec<&Named>>())
        });
        let told_there: Vec<&Named> = match told {
            [Some(first), Some(second)] => first.into_iter().filter(|named| second.contains(named)).collect(),
            [Some(only), None] | [None, Some(only)] => only,
            [None, None] => Vec::new(),
        };
        let mut cells = sides.iter().flatten();
        if cells.any(|(world, cell)| world.is_words(cell) || cell.show == Show::Year) {
            continue;
        }
        for lane in 0..after.lanes() {
            looked_at += usize::from(told_there.is_empty());
            let values = [before.value(place, lane), after.value(place, lane)];
            let is_same = match values {
                [Some(first), Some(second)] => eval::same(first, second),
                [Some(only), None] | [None, Some(only)] => !is_filled(only),
                [None, None] => true,
            };
            if is_same || told_there.iter().any(|named| !is_idle(named, lane)) {
                continue;
            }
            looked_at += usize::from(!told_there.is_empty());
            let nothing = Value::Err(Fault::computed(State::NotApplicable, Reason::Unsaid));
            let [first, second] = values.map(|value| value.unwrap_or(&nothing));
            let shown = apart([before.shown(place, lane), after.shown(place, lane)]);
            let unit = readings.now().units().get(lane).unwrap_or_default().to_string();
            let Place { table, row, column, .. } = place.clone();
            found.push(of_values(unit, Of::Cell { table, row, column }, [first, second], shown));
            goals.push(Goal { place: place.clone(), lane, value: values[1].cloned() });
        }
    }
    let work = (0, after.size());
    let mut tried = Tried { joined, changes, readings, words: &words, goals, known: HashMap::new(), work };
    let mut within: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, effect) in found.iter_mut().enumerate() {
        let place = tried.goals[at].place.clone();
        let rules = within.entry(place.table.clone()).or_insert_with(|| {
            let own = joined.tables.iter().flatten().filter(|table| table.name == place.table);
            reach.of_tables(own).changes
        });
        effect.cause = Some(tried.cause(at, &place, rules));
    }
    (found, looked_at)
}

/// Worlds that were tried, each with its cells.
struct Tried<'a, 'd> {
    joined: &'a Joined,
    changes: &'a [Change],
    readings: &'a Readings<'d>,
    words: &'a Words,
    goals: Vec<Goal>,
    known: HashMap<(Vec<usize>, Parts), Vec<bool>>,
    /// Definitions that were evaluated, and those of one world.
    work: (usize, usize),
}

/// The parts of tables are numbered after the changes.
const PARTS: usize = 3;

impl Tried<'_, '_> {
    /// The cause of a cell among changes of rules and of its table.
    fn cause(&mut self, goal: usize, place: &Place, rules: &[usize]) -> Cause {
        let first = self.changes.len();
        let of_parts = self.of_parts(place);
        let parts = (0..PARTS).filter(|part| !of_parts[*part].is_empty()).map(|part| first + part);
        let all: Vec<usize> = rules.iter().copied().chain(parts).collect();
        let found = least(&all, &mut |made| self.gives(made, goal));
        // The changes behind a part; several changes of one part are applied together.
        let is_single = |at: &usize| *at < first || of_parts[*at - first].len() == 1;
        let changes = |set: &Vec<usize>| -> Vec<usize> {
            set.iter().flat_map(|at| if *at < first { vec![*at] } else { of_parts[*at - first].clone() }).collect()
        };
        match found {
            Cause::Least(sets) if sets.iter().flatten().all(is_single) => {
                Cause::Least(sets.iter().map(changes).collect())
            }
            Cause::Least(sets) => sets.first().map_or(Cause::Unknown, |set| Cause::Enough(changes(set))),
            Cause::Enough(set) => Cause::Enough(changes(&set)),
            Cause::Unknown => Cause::Unknown,
        }
    }

    /// Whether these changes alone print what is printed now; none if the limit is reached.
    fn gives(&mut self, made: &[usize], goal: usize) -> Option<bool> {
        let first = self.changes.len();
        let [rows, columns, footers] = [0, 1, 2].map(|part| made.contains(&(first + part)));
        let parts = Parts { rows, columns, footers };
        let rules: Vec<usize> = made.iter().filter(|at| **at < first).copied().collect();
        let key = (rules, parts);
        if let Some(known) = self.known.get(&key) {
            return known.get(goal).copied();
        }
        let (work, size) = self.work;
        if self.known.len() >= MOST_SETS || work >= MOST_IN_ALL {
            return None;
        }
        self.work.0 = work + size;
        let read = self.readings.of(&key.0)?;
        let tables = parts.tables(&self.joined.tables, self.words);
        let program = mixed(self.joined, self.changes, &key.0, None);
        let world = Printed::new(program, tables, (self.joined.year, self.words), read);
        let given = self.goals.iter().map(|goal| world.gives(&goal.place, goal.lane, goal.value.as_ref()));
        let given: Vec<bool> = given.collect();
        let found = given.get(goal).copied();
        self.known.insert(key, given);
        found
    }

    /// The changes of rows, columns and footers that may affect a place.
    fn of_parts(&self, place: &Place) -> [Vec<usize>; PARTS] {
        let own = |at: &usize| self.changes[*at].of.contains(&Thing::Table(place.table.clone()));
        let own: Vec<usize> = (0..self.changes.len()).filter(own).collect();
        let of = |is_part: &dyn Fn(Part) -> bool| -> Vec<usize> {
            own.iter().filter(|at| is_part(self.changes[**at].part)).copied().collect()
        };
        // Those that name it, if any does; a change of the column order names none.
        let naming = |all: Vec<usize>, words: &str| -> Vec<usize> {
            let quoted = format!("\"{words}\"");
            let names = |at: &&usize| {
                let Change { before, after, .. } = &self.changes[**at];
                [before, after].into_iter().any(|said| said.contains(&quoted) && !said.starts_with('"'))
            };
            let named: Vec<usize> = all.iter().filter(names).copied().collect();
            if named.is_empty() { all } else { named }
        };
        let rows = of(&|part| {
            matches!(part, Part::Added | Part::Removed | Part::TableRows | Part::Filter | Part::Grouping)
                || matches!(part, Part::Beside | Part::Subtotal)
        });
        let columns = naming(of(&|part| part == Part::Column), &place.column);
        let footers = match &place.row {
            RowOf::Footer(label) => naming(of(&|part| part == Part::Footer), label),
            RowOf::Thing(_) | RowOf::Subtotal(..) => Vec::new(),
        };
        [rows, columns, footers]
    }
}
