//! Which values differ, and how serious that is.

use super::causes::{Asked, Cause, Goal};
use super::cells;
use super::changes::Change;
use super::joined::Joined;
use super::mixed::mixed;
use super::printed::Named;
use super::reach::{Reach, Within};
use super::readings::{Read, Readings};
use super::said::apart;
use crate::data::{self, State};
use crate::eval::{self, Cell as Value, Evaluation, Fault, Results};
use crate::number::Exact;
use crate::plan::{self, Input, Op, Plan, Reason, plan_values};
use crate::program::{Definition, NameId, Program, Role, When};
use crate::report::build;
use crate::report::table::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::mem::discriminant;

/// Everything that has another value.
#[derive(Debug, Default)]
pub struct Effects {
    /// By gravity: other grades, then values that appear or disappear, then the largest differences.
    pub all: Vec<Effect>,
    /// How many values were compared: everything that is computed.
    pub looked_at: usize,
}

/// A value of a unit that differs.
#[derive(Debug)]
pub struct Effect {
    /// The unit; empty if the data name none.
    pub unit: String,
    /// What has the value.
    pub of: Of,
    /// Before and after, as a table shows it.
    pub values: [Cell; 2],
    /// Its grade, before and after; empty if it has none.
    pub grades: [Cell; 2],
    /// The difference of the two values.
    pub difference: Option<Exact>,
    /// Why the value differs; none if it does not.
    pub cause: Option<Cause>,
    /// The same for the grade.
    pub grade_cause: Option<Cause>,
    /// How serious it is.
    pub gravity: Gravity,
}

/// What has a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Of {
    /// A value of a thing, up to a quarter if one is given.
    Value(NameId, Role, Option<u8>),
    /// A table cell that is not the value of any thing.
    Cell {
        /// The name of the table.
        table: String,
        row: RowOf,
        /// The title of the column.
        column: String,
    },
}

/// Which row of a table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowOf {
    /// That of a thing, a year or a class, by its code or words.
    Thing(String),
    /// A subtotal of a group of rows, by its label and that of the group.
    Subtotal(String, String),
    /// A footer, by its label.
    Footer(String),
}

/// How serious a difference is, the most serious first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gravity {
    /// Another grade.
    Grade,
    /// A value that appears or disappears.
    State,
    /// Another number.
    Number,
}

/// The values of a thing that are compared, each with its grade.
pub(super) const ROLES: [Role; 7] =
    [Role::Achievement, Role::Value, Role::Target, Role::TargetLow, Role::TargetHigh, Role::Budget, Role::Spent];

/// Shown for a value that the rules of a side do not have.
pub(super) const ABSENT: &str = "tidak ada";

/// A value of a unit.
pub type Key = (NameId, Role, When, usize);

/// One set of rules over the data.
pub struct World<'d> {
    program: Program,
    data: Read<'d>,
    plan: Plan,
    evaluation: Evaluation,
}

impl<'d> World<'d> {
    /// The values of a year and of some of its quarters.
    pub fn new(program: Program, year: i32, data: Read<'d>, quarters: &[u8]) -> World<'d> {
        let plan = plan_values(&program, year, &data, quarters);
        let evaluation = eval::evaluate(&plan, &data);
        World { program, data, plan, evaluation }
    }

    /// A value; one that the rules do not have is not applicable.
    pub fn value(&self, (name, role, when, lane): Key) -> Value {
        match self.plan.value(name, role, when) {
            Some(slot) => self.evaluation.cell(slot, lane).clone(),
            None => Err(Fault::computed(State::NotApplicable, Reason::Unsaid)),
        }
    }

    /// Whether the rules have it. A grade that nothing reads counts as not applicable.
    pub fn has(&self, (name, role, when, _): Key) -> bool {
        role == Role::Band || self.plan.value(name, role, when).is_some()
    }

    /// Whether the rules compute it, rather than only read it.
    fn computes(&self, (name, role, when): (NameId, Role, When)) -> bool {
        let slot = self.plan.value(name, role, when).map(|slot| self.plan.slot(slot));
        slot.is_some_and(|slot| !matches!(slot.op, Op::Input(_)))
    }

    /// Whether a quarterly value depends on quarterly data.
    fn has_quarters(&self, (name, role, when, lane): Key) -> bool {
        let Some(slot) = self.plan.value(name, role, when) else { return false };
        let inputs = self.plan.under(&[slot], &[]).into_iter().filter_map(|slot| self.plan.slot(slot).op.input());
        inputs.into_iter().filter(|input| input.when.quarter.is_some()).any(|input| {
            let Input { code, field, when } = input;
            let key = data::Key { code: code.clone(), field: field.clone(), year: when.year, quarter: when.quarter };
            self.data.get(lane, &key).is_some()
        })
    }

    fn shown(&self, (name, role, when, lane): Key) -> Cell {
        let planned = plan::cell(&self.program, &self.plan, name, role, when);
        if planned.is_none() && role != Role::Band {
            return Cell { shown: ABSENT.into(), text: Some(ABSENT.into()), ..Cell::default() };
        }
        let results =
            Results { program: &self.program, plan: &self.plan, evaluation: &self.evaluation, data: &self.data };
        let cell = planned.map(|planned| build::value(results, lane, planned).0).unwrap_or_default();
        // Here no note explains why there is no value.
        let state = cell.missing.as_ref().map(|missing| missing.state.words().to_string());
        Cell { shown: state.unwrap_or(cell.shown), ..cell }
    }
}

/// Every difference over the data.
pub fn effects(joined: &Joined, changes: &[Change], readings: &Readings) -> Effects {
    let (year, data) = (joined.year, readings.now());
    let read = readings.of(&[]).unwrap_or(readings.now());
    let keys = read.columns().chain(data.columns()).map(|(key, _)| key);
    let quarters: BTreeSet<u8> = keys.filter(|key| key.year == year).filter_map(|key| key.quarter).collect();
    let quarters: Vec<u8> = quarters.into_iter().collect();
    let before = World::new(mixed(joined, changes, &[], None), year, read, &quarters);
    let after = World::new(joined.host.clone(), year, readings.now(), &quarters);
    let mut found = Effects::default();
    let mut goals: Vec<Goal> = Vec::new();
    let mut wanted: Vec<[Option<usize>; 2]> = Vec::new();
    let units = data.units();
    let whens = std::iter::once(None).chain(quarters.iter().copied().map(Some));
    let whens: Vec<When> = whens.map(|quarter| When { year, quarter }).collect();
    for name in joined.host.in_order() {
        let sides: Vec<&Definition> = joined.both(name).into_iter().flatten().collect();
        let is_quantity = |one: &&Definition| one.kind.group().is_none() && one.kind.indicator().is_none();
        let graded = if sides.iter().all(is_quantity) { Role::Value } else { Role::Achievement };
        let has_range = sides.iter().any(|one| joined.host.has_range_target(one));
        let is_told = |role: &Role| match matches!(role, Role::TargetLow | Role::TargetHigh) {
            true => has_range,
            false => *role != Role::Target || !has_range,
        };
        // Where a thing is added, removed or becomes another kind and none of its values is filled, its main value is
        // enough.
        let is_kept = matches!(sides[..], [one, other] if discriminant(&one.kind) == discriminant(&other.kind));
        let mut is_told_of = vec![is_kept; after.evaluation.lanes()];
        let own = When { year, quarter: None };
        let kinds = ROLES.iter().flat_map(|role| whens.iter().map(move |when| (*role, *when)));
        let kinds = kinds.filter(|(role, _)| is_told(role)).map(|kind| (kind, false));
        for ((role, when), is_last) in kinds.chain([((graded, own), true)]) {
            let worlds = [&before, &after];
            if !worlds.iter().any(|world| world.plan.value(name, role, when).is_some()) {
                continue;
            }
            let is_computed = sides.iter().any(|one| is_computed(one, role))
                && worlds.iter().any(|world| world.computes((name, role, when)));
            for (lane, is_told_of) in is_told_of.iter_mut().enumerate() {
                let key = (name, role, when, lane);
                let is_idle = || !worlds.iter().any(|world| world.has_quarters(key));
                found.looked_at += usize::from(is_computed && !is_last);
                if is_last && *is_told_of {
                    continue;
                }
                let found_here = effect(worlds, key, role == graded, is_last);
                let Some((effect, is_other)) = found_here else { continue };
                if when.quarter.is_some() && is_idle() {
                    continue;
                }
                *is_told_of = true;
                found.looked_at += usize::from(!is_computed);
                let mut goal = |is_other: bool, role: Role| {
                    let key = (name, role, when, lane);
                    is_other.then(|| {
                        goals.push(Goal { key, value: after.value(key), is_there: after.has(key) });
                        goals.len() - 1
                    })
                };
                wanted.push([goal(is_other[0], role), goal(is_other[1], Role::Band)]);
                found.all.push(Effect { unit: units.get(lane).unwrap_or_default().to_string(), ..effect });
            }
        }
    }
    let reach = Reach::new(joined, changes);
    let mut within: BTreeMap<NameId, Within> = BTreeMap::new();
    let mut asked = Asked::new(joined, changes, readings, goals, &quarters);
    for (effect, wanted) in found.all.iter_mut().zip(wanted) {
        let Of::Value(name, ..) = effect.of else { continue };
        let within = within.entry(name).or_insert_with(|| reach.of(name));
        let [value, grade] = wanted.map(|goal| goal.map(|goal| asked.cause(goal, within)));
        (effect.cause, effect.grade_cause) = (value, grade);
    }
    let is_idle = |(name, role, when): &Named, lane: usize| {
        let roles = if *role == Role::Band { [Role::Achievement, Role::Value] } else { [*role; 2] };
        let mut keys = roles.into_iter().map(|role| (*name, role, *when, lane));
        when.quarter.is_some() && !keys.any(|key| [&before, &after].iter().any(|world| world.has_quarters(key)))
    };
    let told = cells::Told { quarters: &quarters, is_idle: &is_idle };
    let (of_tables, looked_at) = cells::effects(joined, changes, readings, (&reach, told));
    found.all.extend(of_tables);
    found.looked_at += looked_at;
    found.all.sort_by(|a, b| {
        let size = |one: &Effect| one.difference.as_ref().map_or(Exact::ZERO, Exact::abs);
        a.gravity.cmp(&b.gravity).then_with(|| size(b).cmp(&size(a)))
    });
    found
}

/// Whether the rules derive it from other values, rather than only take what is entered.
fn is_computed(definition: &Definition, role: Role) -> bool {
    let is_typed = match role {
        Role::Value => definition.formula.is_none(),
        Role::Target | Role::TargetLow | Role::TargetHigh => {
            definition.kind.indicator().is_none_or(|indicator| indicator.target.is_none())
        }
        Role::Main | Role::RawAchievement | Role::CappedAchievement | Role::Achievement | Role::Band => false,
        Role::BandWords | Role::Label | Role::Code | Role::Goal | Role::UnitName | Role::Parent => false,
        Role::ScaleLow | Role::ScaleHigh | Role::Weight | Role::Budget | Role::Spent | Role::Field(_) => false,
    };
    !is_typed
}

/// The difference of one value, whether the value itself differs, and whether its grade does. A value that one side
/// lacks and that is not filled on the other is only reported if it `must` be.
fn effect(
    [before, after]: [&World; 2],
    key @ (name, role, when, lane): Key,
    has_grade: bool,
    must: bool,
) -> Option<(Effect, [bool; 2])> {
    let grade_key = (name, Role::Band, when, lane);
    let [first, second] = [before, after].map(|world| world.value(key));
    let [grade_before, grade_after] = [before, after].map(|world| world.value(grade_key));
    let comes_or_goes = before.has(key) != after.has(key);
    let is_other =
        [!eval::same(&first, &second) || comes_or_goes && must, has_grade && !eval::same(&grade_before, &grade_after)];
    let is_idle = !must && comes_or_goes && ![&first, &second].into_iter().any(is_filled);
    if is_idle || is_other == [false, false] {
        return None;
    }
    let is_graded = is_other[1] && (grade_before.is_ok() || grade_after.is_ok());
    let grades = match has_grade {
        true => [before, after].map(|world| world.shown(grade_key)),
        false => [Cell::default(), Cell::default()],
    };
    let values = apart([before, after].map(|world| world.shown(key)));
    let mut effect = of_values(String::new(), Of::Value(name, role, when.quarter), [&first, &second], values);
    effect.grades = grades;
    effect.gravity = match effect.gravity {
        Gravity::State if is_other[0] => Gravity::State,
        Gravity::Grade | Gravity::State | Gravity::Number if is_graded => Gravity::Grade,
        Gravity::Grade | Gravity::State | Gravity::Number => Gravity::Number,
    };
    Some((effect, is_other))
}

/// Whether there is a value, or one that is impossible.
pub(super) fn is_filled(cell: &Value) -> bool {
    cell.as_ref().err().is_none_or(|fault| fault.state.is_fault())
}

/// The difference of two values, without causes.
pub(super) fn of_values(unit: String, of: Of, [first, second]: [&Value; 2], values: [Cell; 2]) -> Effect {
    let number = |cell: &Value| eval::rational(cell).cloned();
    let difference = number(second).zip(number(first)).map(|(second, first)| second - first);
    let gravity = if first.is_err() || second.is_err() { Gravity::State } else { Gravity::Number };
    let (grades, cause, grade_cause) = Default::default();
    Effect { unit, of, values, grades, difference, cause, grade_cause, gravity }
}
