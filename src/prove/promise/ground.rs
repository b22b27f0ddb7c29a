//! The basis for judging a promise in one year: its plan over unknown data, what the slots can be, and made-up data.

use super::columns::{Chosen, Column, Holds, Part, columns};
use super::wholes::{idle, is_right, told_apart, wholes};
use super::years::StandsFor;
use crate::data::{Field, State};
use crate::eval::{Cell, Value};
use crate::plan::{Input, Plan, SlotId};
use crate::program::quick::{QuickMap, QuickSet};
use crate::program::{NameId, Program};
use crate::prove::ground::{ordered, possible_input, single};
use crate::prove::occurs::{Held, Trial};
use crate::range::{Known, Lacks, Possible, Ranges, Whole};
use crate::seek::{Ended, Patience};
use std::cmp::Ordering;
use std::collections::{BTreeSet, HashSet};

/// The most slots computed for one promise in one year, over ranges or for made-up data.
pub(super) const MOST_WORK: usize = 400_000;
/// The most years with quarters for which the two alternatives are separated from the start.
const MOST_YEARS: usize = 6;

/// The basis for judging a promise.
pub struct Ground<'p> {
    /// The goal, over unknown data.
    pub goal: SlotId,
    /// What its slots can be.
    pub ranges: Ranges<'p>,
    /// The data it depends on.
    pub columns: Vec<Column>,
    pub plan: &'p Plan,
    /// Columns of a year with those of its quarters: where these are given, the year follows from them.
    pub(super) years: Vec<(usize, Vec<usize>)>,
    /// Of these, the years whose quarters are averaged: a cell may round the mean, so both may be given, and differ.
    averaged: BTreeSet<usize>,
    /// Money of a thing and of its parts, known to be their sum.
    wholes: Vec<Whole>,
    /// The columns of each of these, and those of its parts.
    pub(super) apart: Vec<(Vec<usize>, Vec<usize>)>,
    /// For each thing, quarterly columns that add nothing to what the year can give.
    idle: Vec<Vec<usize>>,
    trial: Trial<'p>,
    /// The slots from the data to the goal, and among these the dependents of each column.
    pub(super) order: Vec<SlotId>,
    resting: Vec<Vec<SlotId>>,
    /// What the columns held at the last evaluation.
    held: Vec<Chosen>,
    work: usize,
    /// Whether the user stopped it; time itself decides nothing.
    pub patience: Patience,
}

/// A part of each column.
pub type Parts = Vec<Part>;

impl<'p> Ground<'p> {
    /// Computes the ranges of a planned goal; `stands` says what the years of the plan represent.
    pub fn new(
        program: &'p Program,
        plan: &'p Plan,
        goal: SlotId,
        endless: &HashSet<NameId>,
        stands: &StandsFor,
    ) -> Ground<'p> {
        let columns = columns(program, plan, goal, endless, stands);
        let years = years_with_quarters(&columns);
        let is_averaged = |year: &usize| is_averaged(program, plan, &columns[*year].of);
        let averaged = years.iter().map(|(year, _)| *year).filter(is_averaged).collect();
        let mut fixed: QuickMap<&Input, &Possible> = QuickMap::default();
        for column in &columns {
            if let Holds::Any(possible, _) = &column.holds {
                fixed.extend(column.slots().filter_map(|slot| Some((plan.slot(slot).op.input()?, possible))));
            }
        }
        // A faulty cell is not data: it is corrected before anything counts.
        let sound = Lacks { not_filled: true, not_applicable: true, ..Lacks::NONE };
        let input = |input: &Input| match fixed.get(input) {
            Some(possible) => (*possible).clone(),
            None => {
                let known = possible_input(program, endless, plan.year, input);
                Possible { lacks: known.lacks & sound, ..known }
            }
        };
        let wholes = wholes(plan);
        let never_more = wholes.iter().flat_map(|one| one.parts.iter().map(|part| (*part, one.slot)));
        let known = Known {
            input: &input,
            limits: QuickMap::default(),
            ordered: ordered(plan).into_iter().chain(never_more).collect(),
            wholes: wholes.clone(),
            single: single(plan),
            stand_ins: QuickSet::default(),
            watched: QuickMap::default(),
        };
        let ranges = Ranges::new(plan, known);
        let roots: Vec<SlotId> = columns.iter().flat_map(Column::slots).collect();
        let beside = wholes.iter().flat_map(Whole::slots);
        let goals: Vec<SlotId> = std::iter::once(goal).chain(beside).collect();
        let order = plan.between(&roots, &goals, &[]);
        let of_column = |column: &Column| plan.between(&column.slots().collect::<Vec<_>>(), &goals, &[]);
        let resting = columns.iter().map(of_column).collect();
        let trial = Trial::new(plan, BTreeSet::new());
        let (apart, idle) = (told_apart(program, &columns), idle(plan, goal, &columns));
        Ground {
            goal,
            ranges,
            columns,
            plan,
            years,
            averaged,
            wholes,
            apart,
            idle,
            trial,
            order,
            resting,
            held: Vec::new(),
            work: 0,
            patience: Patience::default(),
        }
    }

    /// Whether the work budget of this promise is used up.
    pub fn is_enough(&self) -> bool {
        self.work + self.ranges.steps() > MOST_WORK || matches!(self.patience.ended(), Some(Ended::Stopped))
    }

    /// Nothing distinguished yet.
    pub fn whole(&self) -> Parts {
        let mut parts = vec![Part::All; self.columns.len()];
        self.idle.iter().flatten().for_each(|at| parts[*at] = Part::Blank);
        parts
    }

    /// Includes all quarters of what moves.
    pub fn moves(&mut self, column: usize) {
        self.idle.retain(|quarters| !quarters.contains(&column));
    }

    /// All data, in parts: either a year is given or its quarters are, unless they are averaged. `moving` is given in
    /// any case.
    pub fn starts(&self, moving: Option<usize>) -> Vec<Parts> {
        let mut all = vec![self.whole()];
        let is_split = |year: &usize, quarters: &[usize]| !self.averaged.contains(year) && !self.is_idle(quarters);
        let busy = self.years.iter().filter(|(year, quarters)| is_split(year, quarters));
        for (year, quarters) in busy.take(MOST_YEARS) {
            let (of_year, of_quarters) = self.sides(*year, quarters, moving);
            all = all
                .into_iter()
                .flat_map(|parts| {
                    let blank = |columns: &[usize]| {
                        let mut one = parts.clone();
                        columns.iter().for_each(|at| one[*at] = Part::Blank);
                        one
                    };
                    let without_year = of_quarters.then(|| blank(std::slice::from_ref(year)));
                    let without_quarters = of_year.then(|| blank(quarters));
                    without_year.into_iter().chain(without_quarters).collect::<Vec<_>>()
                })
                .collect();
        }
        all
    }

    fn is_idle(&self, quarters: &[usize]) -> bool {
        quarters.iter().all(|at| self.idle.iter().flatten().any(|idle| idle == at))
    }

    /// Whether data may give a year, and whether its quarters.
    fn sides(&self, year: usize, quarters: &[usize], moving: Option<usize>) -> (bool, bool) {
        let is_quarter = moving.is_some_and(|moving| quarters.contains(&moving));
        (!is_quarter, moving != Some(year))
    }

    /// Whether the last data state nothing twice and differently: no year is given beside its quarters, and nothing
    /// contradicts its parts.
    pub fn is_consistent(&self, chosen: &[Chosen]) -> bool {
        let is_given = |at: &usize| chosen[*at] != Chosen::Missing(State::NotFilled);
        !self.years.iter().any(|(year, quarters)| is_given(year) && quarters.iter().any(is_given))
            && self.wholes.iter().all(|one| is_right(one, |slot| self.trial.cell(slot)))
    }

    /// The same data, with alternately years or their quarters removed, and money of a thing or of its parts.
    pub(super) fn consistent(&self, mut chosen: Vec<Chosen>, turn: usize, moving: Option<usize>) -> Vec<Chosen> {
        for (at, (year, quarters)) in self.years.iter().enumerate() {
            let (of_year, of_quarters) = self.sides(*year, quarters, moving);
            let is_year = (turn >> (at % 16)) & 1 == 0 || self.is_idle(quarters);
            let keeps_year = of_year && (!of_quarters || is_year);
            let gone = if keeps_year { quarters.as_slice() } else { std::slice::from_ref(year) };
            gone.iter().for_each(|at| chosen[*at] = Chosen::Missing(State::NotFilled));
        }
        for (at, (own, parts)) in self.apart.iter().enumerate() {
            let stays = |columns: &[usize]| moving.is_some_and(|moving| columns.contains(&moving));
            // Sometimes both are kept: what the parts leave open is possible data too.
            let gone = match (turn >> ((at + self.years.len()) % 16)) % 3 {
                _ if stays(parts) => own,
                _ if stays(own) => parts,
                0 => own,
                1 => parts,
                _ => continue,
            };
            gone.iter().for_each(|at| chosen[*at] = Chosen::Missing(State::NotFilled));
        }
        chosen
    }

    /// The same data without quarters that are not needed to make the goal false.
    pub fn without_idle_quarters(&mut self, mut chosen: Vec<Chosen>) -> Vec<Chosen> {
        for at in 0..chosen.len() {
            if self.columns[at].of.when.quarter.is_none()
                || !matches!(chosen[at], Chosen::Number(_) | Chosen::Missing(_))
            {
                continue;
            }
            let kept = std::mem::replace(&mut chosen[at], Chosen::Missing(State::NotFilled));
            if !is_false(self.at(&chosen)) || !self.is_consistent(&chosen) {
                chosen[at] = kept;
            }
        }
        chosen
    }

    /// Lets every column vary over its part, until [`Ranges::close`]; false if no data do.
    pub fn lay(&mut self, parts: &[Part]) -> bool {
        self.ranges.renew();
        self.ranges.open();
        self.ranges.refresh();
        let mut is_possible = true;
        for (column, part) in self.columns.iter().zip(parts) {
            let possible = column.possible(part);
            is_possible &= possible.iter().all(|(_, one)| one.has_value() || one.lacks.any());
            possible.into_iter().for_each(|(slot, one)| self.ranges.hold(slot, one));
            if let (Part::Range(..), [Some(low), Some(high)]) = (part, column.ends) {
                is_possible &= self.ranges.relate(low, Ordering::Less, high);
            }
        }
        self.ranges.settle_parts();
        is_possible
    }

    /// The cell of the goal when every column holds a single value.
    pub fn at(&mut self, chosen: &[Chosen]) -> &Cell {
        let is_other = |at: &usize| self.held.get(*at) != Some(&chosen[*at]);
        let others: Vec<usize> = (0..chosen.len()).filter(is_other).collect();
        let held = others.iter().flat_map(|at| self.columns[*at].held(&chosen[*at]));
        let (roots, held): (Vec<SlotId>, Vec<Held>) = held.unzip();
        let few;
        let order = match others.as_slice() {
            [only] => &self.resting[*only],
            [_, _] => {
                let both: BTreeSet<SlotId> = others.iter().flat_map(|at| &self.resting[*at]).copied().collect();
                few = both.into_iter().collect();
                &few
            }
            _ => &self.order,
        };
        self.trial.settle(&roots, &held, order);
        self.work += order.len() + roots.len();
        self.held = chosen.to_vec();
        self.trial.cell(self.goal)
    }

    /// Forgets what the columns held last: the same indexes may now mean other numbers.
    pub(super) fn forget(&mut self) {
        self.held.clear();
    }

    /// Which columns the goal depends on in a part; none if it contains no data.
    pub fn resting(&mut self, parts: &[Part]) -> Option<Vec<usize>> {
        let is_possible = self.lay(parts);
        self.ranges.settle(self.goal);
        let found = self.ranges.columns_of(self.goal);
        self.ranges.close();
        let is_found =
            |column: &Column| found.as_ref().is_none_or(|found| column.slots().any(|slot| found.contains(&slot)));
        is_possible.then(|| (0..self.columns.len()).filter(|at| is_found(&self.columns[*at])).collect())
    }

    /// Some data of a part, up to a limit, and whether these are all; nothing is chosen for the column `but`.
    pub fn some(&self, parts: &[Part], but: Option<usize>, most: usize) -> (Vec<Vec<Chosen>>, bool) {
        let of = |(at, (column, part)): (usize, (&Column, &Part))| match but == Some(at) {
            true => (vec![Chosen::Fixed], true),
            false => column.some(part),
        };
        let some: Vec<(Vec<Chosen>, bool)> = self.columns.iter().zip(parts).enumerate().map(of).collect();
        if some.iter().any(|(chosen, _)| chosen.is_empty()) {
            return (Vec::new(), some.iter().any(|(chosen, all)| chosen.is_empty() && *all));
        }
        let count = some.iter().map(|(chosen, _)| chosen.len()).max().unwrap_or(1).min(most);
        let is_all = some.iter().all(|(chosen, all)| *all && chosen.len() == 1);
        let one = |turn: usize| some.iter().map(|(chosen, _)| chosen[turn % chosen.len()].clone()).collect();
        ((0..count).map(one).collect(), is_all)
    }
}

/// The columns of years that have columns of their quarters beside them.
fn years_with_quarters(columns: &[Column]) -> Vec<(usize, Vec<usize>)> {
    let is_told = |column: &Column| !matches!(column.holds, Holds::Any(..));
    let years = columns.iter().enumerate().filter(|(_, column)| column.of.when.quarter.is_none() && is_told(column));
    let of = years.map(|(at, year)| {
        let is_quarter = |column: &Column| {
            let (own, other) = (&year.of, &column.of);
            other.when.quarter.is_some()
                && (&own.code, &own.field, own.when.year) == (&other.code, &other.field, other.when.year)
        };
        let quarters = (0..columns.len()).filter(|at| is_quarter(&columns[*at]) && is_told(&columns[*at]));
        (at, quarters.collect::<Vec<_>>())
    });
    of.filter(|(_, quarters)| !quarters.is_empty()).collect()
}

/// Whether the quarters of a year are averaged.
fn is_averaged(program: &Program, plan: &Plan, of: &Input) -> bool {
    let is_target = |field: &Field| matches!(field, Field::Target | Field::TargetLow | Field::TargetHigh);
    plan.years.iter().any(|one| {
        let same_field = one.field == of.field || (is_target(&one.field) && is_target(&of.field));
        one.is_mean && same_field && one.when.year == of.when.year && program.code(one.name) == &*of.code
    })
}

/// Whether a condition is known not to hold.
pub fn is_false(cell: &Cell) -> bool {
    matches!(cell, Ok(Value::Truth(false)))
}
