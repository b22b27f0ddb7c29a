//! Which values are others, and the least changes that make them so.

use super::changes::Change;
use super::joined::Joined;
use super::mixed::mixed;
use crate::data::{Dataset, State};
use crate::eval::{self, Cell as Value, Evaluation, Results};
use crate::number::Exact;
use crate::plan::{self, Plan, plan_over};
use crate::program::{NameId, Program, Role, When};
use crate::report::build;
use crate::report::table::Cell;
use std::collections::BTreeMap;

/// Sets of changes that are evaluated at most.
const MOST_SETS: usize = 600;

/// Everything that is another value.
#[derive(Debug, Default)]
pub struct Effects {
    /// By weight: other grades, then values that come or go, then the widest differences.
    pub all: Vec<Effect>,
    /// Values that were looked at.
    pub looked_at: usize,
    /// Whether causes were looked for until the end.
    pub is_whole: bool,
}

/// A value of a unit that is another.
#[derive(Debug)]
pub struct Effect {
    /// The unit; empty where the data name none.
    pub unit: String,
    /// What has the value.
    pub name: NameId,
    /// Its value, or the achievement of an indicator or group.
    pub role: Role,
    /// As it was and is, as a table shows it.
    pub values: [Cell; 2],
    /// Its grade, as it was and is; empty where it has none.
    pub grades: [Cell; 2],
    /// What the value changes by.
    pub difference: Option<Exact>,
    /// Changes, by their places, that give the new value: sets of which each is enough and holds nothing that is not needed. None
    /// where that was not found.
    pub causes: Option<Vec<Vec<usize>>>,
    /// The same for the grade, where it is another.
    pub grade_causes: Option<Vec<Vec<usize>>>,
    /// How grave it is.
    pub gravity: Gravity,
}

/// How grave a difference is, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gravity {
    /// Another grade.
    Grade,
    /// A value that comes or goes.
    State,
    /// Another number.
    Number,
}

/// One set of rules over the data.
struct World {
    program: Program,
    plan: Plan,
    evaluation: Evaluation,
}

/// Worlds by the changes that are made in them.
struct Worlds<'w> {
    joined: &'w Joined,
    changes: &'w [Change],
    data: &'w Dataset,
    known: BTreeMap<Vec<usize>, World>,
}

type Key = (NameId, Role, usize);

impl Worlds<'_> {
    /// The world in which some changes are made; none where too many were evaluated.
    fn with(&mut self, made: &[usize]) -> Option<&World> {
        if !self.known.contains_key(made) {
            if self.known.len() >= MOST_SETS {
                return None;
            }
            let world = world(mixed(self.joined, self.changes, made), self.joined.year, self.data);
            self.known.insert(made.to_vec(), world);
        }
        self.known.get(made)
    }
}

fn world(program: Program, year: i32, data: &Dataset) -> World {
    let plan = plan_over(&program, year, data);
    let evaluation = eval::evaluate(&plan, data);
    World { program, plan, evaluation }
}

/// Every difference over the data.
pub fn effects(joined: &Joined, changes: &[Change], data: &Dataset) -> Effects {
    let able: Vec<usize> = (0..changes.len()).filter(|at| changes[*at].part.can_be_made()).collect();
    let before = world(mixed(joined, changes, &[]), joined.year, data);
    let after = world(joined.host.clone(), joined.year, data);
    let mut found = Effects { is_whole: true, ..Effects::default() };
    let mut worlds = Worlds { joined, changes, data, known: BTreeMap::new() };
    let units = data.units();
    for name in joined.host.in_order() {
        let (Some(old), Some(new)) = (joined.old.get(&name), joined.new.get(&name)) else { continue };
        let role = match (old.kind.group().or(new.kind.group()).is_some(), new.kind.indicator().is_some()) {
            (true, _) | (_, true) => Role::Achievement,
            (false, false) => Role::Value,
        };
        for lane in 0..before.evaluation.lanes() {
            found.looked_at += 1;
            let unit = units.get(lane).unwrap_or_default().to_string();
            let effect = effect([&before, &after], data, (name, role, lane));
            let Some((effect, is_value, is_grade)) = effect else { continue };
            let mut causes = |role: Role| {
                let goal = after.value((name, role, lane));
                let causes = least(&mut worlds, &able, (name, role, lane), goal);
                found.is_whole &= causes.is_some() || worlds.known.len() < MOST_SETS;
                causes
            };
            let value_causes = if is_value { causes(role) } else { Some(Vec::new()) };
            let grade_causes = if is_grade { causes(Role::Band) } else { Some(Vec::new()) };
            found.all.push(Effect { unit, causes: value_causes, grade_causes, ..effect });
        }
    }
    found.all.sort_by(|a, b| {
        let size = |one: &Effect| one.difference.as_ref().map_or(Exact::ZERO, Exact::abs);
        a.gravity.cmp(&b.gravity).then_with(|| size(b).cmp(&size(a)))
    });
    found
}

impl World {
    fn value(&self, (name, role, lane): Key) -> Option<&Value> {
        let slot = self.plan.value(name, role, When::year(self.plan.year))?;
        Some(self.evaluation.cell(slot, lane))
    }

    fn shown(&self, data: &Dataset, (name, role, lane): Key) -> Cell {
        let planned = plan::cell(&self.program, &self.plan, name, role, When::year(self.plan.year));
        let results = Results { program: &self.program, plan: &self.plan, evaluation: &self.evaluation, data };
        planned.map(|planned| build::value(results, lane, planned).0).unwrap_or_default()
    }
}

/// The difference of one value, whether the value itself is another, and whether its grade is.
fn effect(worlds: [&World; 2], data: &Dataset, key @ (name, role, lane): Key) -> Option<(Effect, bool, bool)> {
    let both = |role| worlds.map(|world| world.value((name, role, lane)));
    let [first, second] = both(role);
    let [grade_before, grade_after] = both(Role::Band);
    let (is_value, is_grade) = (!same(first, second), !same(grade_before, grade_after));
    if !is_value && !is_grade {
        return None;
    }
    let number = |one: Option<&Value>| one.and_then(eval::rational).cloned();
    let difference = number(second).zip(number(first)).map(|(second, first)| second - first);
    let has_value = |one: Option<&Value>| one.is_some_and(Result::is_ok);
    let gravity = match (is_grade, has_value(first) != has_value(second)) {
        (true, false) => Gravity::Grade,
        (_, true) => Gravity::State,
        (false, false) => Gravity::Number,
    };
    let effect = Effect {
        unit: String::new(),
        name,
        role,
        values: worlds.map(|world| world.shown(data, key)),
        grades: worlds.map(|world| world.shown(data, (name, Role::Band, lane))),
        difference,
        causes: None,
        grade_causes: None,
        gravity,
    };
    Some((effect, is_value, is_grade))
}

/// Whether two cells are the same value, or the same state; where there is none, nothing applies.
fn same(a: Option<&Value>, b: Option<&Value>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => eval::same(a, b),
        (None, None) => true,
        (None, Some(one)) | (Some(one), None) => one.as_ref().is_err_and(|fault| fault.state == State::NotApplicable),
    }
}

/// The least sets of changes that give the new value: each that is enough alone, else what is left when everything that is
/// not needed is taken out. None where all together do not give it, or where there is too much to try.
fn least(worlds: &mut Worlds, able: &[usize], key: Key, goal: Option<&Value>) -> Option<Vec<Vec<usize>>> {
    let gives = |worlds: &mut Worlds, made: &[usize]| Some(same(worlds.with(made)?.value(key), goal));
    if !gives(worlds, able)? {
        return None;
    }
    let mut alone = Vec::new();
    for one in able {
        if gives(worlds, &[*one])? {
            alone.push(vec![*one]);
        }
    }
    if !alone.is_empty() {
        return Some(alone);
    }
    let mut made = able.to_vec();
    for one in able {
        let without: Vec<usize> = made.iter().copied().filter(|at| at != one).collect();
        if gives(worlds, &without)? {
            made = without;
        }
    }
    Some(vec![made])
}
