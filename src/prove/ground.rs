//! The basis of a proof: the rules planned for one year over unknown data, and what the slots can be.

use super::clear::Unclear;
use super::occurs::Trial;
use super::years::ALL;
use crate::data::Field;
use crate::number::{Bound, Exact, Interval, Places, Rounding};
use crate::plan::{Input, Op, Plan, Sites, Slot, SlotId, Unknown};
use crate::program::quick::{QuickMap, QuickSet};
use crate::program::{NameId, Program, Role, When};
use crate::range::{Known, Lacks, Possible, Ranges};
use crate::source::Span;
use crate::syntax::ast::Precision;
use std::collections::{BTreeSet, HashSet};

/// The rules in one year, and what is known of their values.
pub struct Ground<'p> {
    /// The rules, without the parts that have findings of their own.
    pub program: &'p Program,
    pub year: i32,
    pub plan: &'p Plan,
    /// The places in it.
    pub sites: &'p Sites,
    /// What its slots can be.
    pub ranges: Ranges<'p>,
    /// Slots that depend on something with a finding of its own.
    unclear: Vec<bool>,
    /// Slots that depend on endless values, which depend on ever more years.
    endless: Vec<bool>,
    trial: Option<Trial<'p>>,
}

impl<'p> Ground<'p> {
    /// Computes the ranges of a planned year.
    pub fn new(program: &'p Program, unknown: &'p Unknown, unclear: &Unclear, endless: &HashSet<NameId>) -> Ground<'p> {
        let plan = &unknown.plan;
        let input = |input: &Input| possible_input(program, endless, plan.year, input);
        let watched = unknown.sites.conversions.iter().map(|one| (one.slot, one.argument)).collect();
        let (limits, stand_ins) = (limits(program, plan), stand_ins(program, plan));
        let known = Known {
            input: &input,
            limits,
            ordered: ordered(plan),
            wholes: Vec::new(),
            single: single(plan),
            stand_ins,
            watched,
        };
        let ranges = Ranges::new(plan, known);
        let is_unknown =
            |slot: &Slot| slot.op.input().is_some_and(|input| is_endless(program, endless, plan.year, input));
        let blocks = unclear.blocks(program);
        let unclear = resting(plan, |slot| slot.span.is_some_and(|span| lies_in_one(&blocks, span)));
        let endless = resting(plan, is_unknown);
        Ground { program, year: plan.year, plan, sites: &unknown.sites, ranges, unclear, endless, trial: None }
    }

    /// The slot of a value in the year.
    pub fn slot(&self, name: NameId, role: Role) -> Option<SlotId> {
        self.plan.value(name, role, When::year(self.year))
    }

    /// The numbers that a slot can be.
    pub fn numbers(&self, slot: SlotId) -> &Interval {
        &self.ranges.possible(slot).numbers
    }

    /// The numbers of a slot, with its ends searched at the ends of its inputs.
    pub fn tightest(&mut self, slot: SlotId) -> Interval {
        let known = self.ranges.unlimited(slot).clone();
        if known != *self.numbers(slot) {
            return known;
        }
        known.intersect(&super::ends::tightest(&mut self.ranges, slot))
    }

    /// Whether anything can be concluded about a slot.
    pub fn is_clear(&self, slot: SlotId) -> bool {
        self.is_told(slot) && !self.is_endless(slot)
    }

    /// Whether it depends on nothing that has a finding of its own.
    pub fn is_told(&self, slot: SlotId) -> bool {
        !self.unclear[slot.0 as usize]
    }

    /// Whether it depends on endless values, about which nothing is known.
    pub fn is_endless(&self, slot: SlotId) -> bool {
        self.endless[slot.0 as usize]
    }

    /// A number of a range that a slot takes for some data, after a rounding.
    pub fn occurs(&mut self, slot: SlotId, round: Option<&Precision>, wanted: &Interval) -> Option<Exact> {
        let Ground { program, plan, ranges, trial, .. } = self;
        let trial = trial.get_or_insert_with(|| Trial::new(plan, reported(program, plan)));
        let step = |slot: SlotId| step_of(program, plan.slot(slot).op.input()?);
        trial.occurs((ranges, &step), slot, round, wanted)
    }

    /// Slots computed and evaluated so far.
    pub fn steps(&self) -> usize {
        self.ranges.steps() + self.trial.as_ref().map_or(0, |trial| trial.steps)
    }

    /// For values of slots when data columns hold given numbers; see [`Trial::settle`].
    pub fn trial(&mut self) -> &mut Trial<'p> {
        let (program, plan) = (self.program, self.plan);
        self.trial.get_or_insert_with(|| Trial::new(plan, reported(program, plan)))
    }
}

/// What data can hold in a column.
pub(super) fn possible_input(program: &Program, endless: &HashSet<NameId>, year: i32, input: &Input) -> Possible {
    let not_negative = || Interval::new(Bound::Included(Exact::ZERO), Bound::Unbounded);
    let cell = |numbers| Possible { numbers, ..Possible::NOTHING }.lacking(Lacks::ALL);
    let Some(&name) = program.by_code.get(&*input.code) else {
        return match input.field {
            // The year itself, which always exists, and the argument of a conversion.
            Field::Value => {
                Possible::numbers(Interval::closed(Exact::from(i64::from(ALL.0)), Exact::from(i64::from(ALL.1))))
            }
            Field::Target | Field::TargetLow | Field::TargetHigh => Possible::numbers(Interval::ALL),
            Field::Budget | Field::Spent | Field::Extra(_) => Possible::numbers(Interval::ALL),
        };
    };
    if is_endless(program, endless, year, input) {
        return Possible::ANYTHING;
    }
    let definition = program.version(name, input.when.year);
    let range = definition.map_or(Interval::ALL, |definition| definition.data_range());
    let range = step_of(program, input).map_or(range.clone(), |step| between_steps(&range, &step));
    let order = definition.map(|definition| definition.order.as_slice()).unwrap_or_default();
    match &input.field {
        Field::Value | Field::Target | Field::TargetLow | Field::TargetHigh if !order.is_empty() => {
            let words = order.iter().map(|word| word.as_str().into()).collect();
            Possible { words, ..cell(Interval::EMPTY) }
        }
        Field::Value | Field::TargetLow | Field::TargetHigh => cell(range),
        // A target that is a range is stored in its cell as written.
        Field::Target => Possible { any_word: !range.is_empty(), ..cell(range) },
        Field::Budget | Field::Spent => cell(not_negative()),
        Field::Extra(column) => match program.fields.iter().find(|field| field.name == **column) {
            Some(field) if !field.is_text => cell(Interval::ALL),
            Some(_) => Possible { any_word: true, ..cell(Interval::EMPTY) },
            None => Possible::ANYTHING,
        },
    }
}

/// The step of the data in a column (`langkah`), if the rules state one.
pub(super) fn step_of(program: &Program, input: &Input) -> Option<Exact> {
    let name = program.by_code.get(&*input.code)?;
    match input.field {
        Field::Value | Field::Target | Field::TargetLow | Field::TargetHigh => {
            program.version(*name, input.when.year)?.step.map(Exact::from)
        }
        Field::Budget | Field::Spent | Field::Extra(_) => None,
    }
}

/// A range from the first multiple of a step to the last; empty if it contains none.
fn between_steps(range: &Interval, step: &Exact) -> Interval {
    let end = |bound: &Bound<Exact>, mode: Rounding, inward: &Exact| {
        let near = |value: &Exact| value.checked_div(step).map(|at| &at.round(Places::WHOLE, mode) * step);
        match bound {
            Bound::Included(value) => near(value).map_or(bound.clone(), Bound::Included),
            Bound::Excluded(value) => match near(value) {
                Some(near) if near == *value => Bound::Included(near + inward.clone()),
                Some(near) => Bound::Included(near),
                None => bound.clone(),
            },
            Bound::Unbounded => Bound::Unbounded,
        }
    };
    Interval::new(end(range.lo(), Rounding::Ceiling, step), end(range.hi(), Rounding::Floor, &-step))
}

/// Whether a column represents an endless value without a scale to bound it.
pub(super) fn is_endless(program: &Program, endless: &HashSet<NameId>, year: i32, input: &Input) -> bool {
    let Some(name) = program.by_code.get(&*input.code) else { return false };
    let scaled = program.version(*name, input.when.year).is_some_and(|version| version.scale.is_some());
    input.when.year != year && endless.contains(name) && !(scaled && input.field == Field::Value)
}

/// A computed value lies on its scale: that is proved separately for each formula.
fn limits(program: &Program, plan: &Plan) -> QuickMap<SlotId, Interval> {
    let limited = plan.values.iter().filter_map(|((name, role, when), slot)| {
        let definition = program.version(*name, when.year)?;
        let states_target = definition.kind.indicator().is_some_and(|indicator| indicator.target.is_some());
        // A sum of quarters beyond the scale is not a value: the run reports it.
        let computed = match *role == Role::Value {
            true => definition.formula.is_some() || definition.quarters.is_some(),
            false => *role == Role::Target && (states_target || definition.quarters.is_some()),
        };
        let (scale, _) = definition.scale.as_ref().filter(|_| computed)?;
        Some((*slot, scale.clone()))
    });
    limited.collect()
}

/// Computed values without a scale: what is reported instead is checked against the formula's range when data are read.
fn stand_ins(program: &Program, plan: &Plan) -> QuickSet<SlotId> {
    let values = plan.values.iter().filter(|((name, role, when), _)| {
        *role == Role::Value
            && program
                .version(*name, when.year)
                .is_some_and(|one| one.formula.is_some() && one.scale.is_none() && one.quarters.is_none())
    });
    values.map(|(_, slot)| *slot).collect()
}

/// The columns of what is reported in place of a computed value.
fn reported(program: &Program, plan: &Plan) -> BTreeSet<SlotId> {
    let pairs = stand_ins(program, plan);
    pairs
        .iter()
        .filter_map(|slot| if let Op::Fallback(_, reported) = plan.slot(*slot).op { Some(reported) } else { None })
        .collect()
}

/// The ends of targets that are ranges.
pub(super) fn ordered(plan: &Plan) -> Vec<(SlotId, SlotId)> {
    let lows = plan.values.iter().filter(|((_, role, _), _)| *role == Role::TargetLow);
    lows.filter_map(|((name, _, when), low)| Some((*low, plan.value(*name, Role::TargetHigh, *when)?))).collect()
}

/// Whether a place lies in one of several sorted blocks.
fn lies_in_one(blocks: &[Span], span: Span) -> bool {
    let before = &blocks[..blocks.partition_point(|block| (block.source, block.start) <= (span.source, span.start))];
    before.last().is_some_and(|block| block.source == span.source && span.start <= block.end)
}

/// Targets that are one number, and their ends.
pub(super) fn single(plan: &Plan) -> QuickMap<SlotId, [SlotId; 2]> {
    let targets = plan.values.iter().filter(|((_, role, _), _)| *role == Role::Target);
    let with_ends = targets.filter_map(|((name, _, when), slot)| {
        let end = |role| plan.value(*name, role, *when);
        Some((*slot, [end(Role::TargetLow)?, end(Role::TargetHigh)?]))
    });
    with_ends.collect()
}

/// For each slot whether it, or anything it depends on, satisfies a predicate.
fn resting(plan: &Plan, is_one: impl Fn(&Slot) -> bool) -> Vec<bool> {
    let mut rests: Vec<bool> = Vec::with_capacity(plan.slots.len());
    for slot in &plan.slots {
        rests.push(is_one(slot) || slot.op.uses_any(|operand| rests[operand.0 as usize]));
    }
    rests
}
