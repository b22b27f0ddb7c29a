//! Which quarters a value covers, and which *values over quarters* (values of a year combined from its quarters) it
//! depends on.

use super::planner::Planner;
use super::quarters::QUARTERS;
use super::taking_part::Part;
use super::turns::Turn;
use super::*;
use crate::program::quick::{QuickMap, QuickSet};

/// What is known about the quarters of a plan while it is built.
#[derive(Default)]
pub(super) struct Coverage {
    /// The values of a year that are combined from quarters, each with its cells.
    pub(super) bases: QuickMap<SlotId, Base>,
    /// The bases that each slot depends on, as far as computed.
    rests: Vec<Arc<[SlotId]>>,
    /// For each of these slots, with which sign they count in it.
    pub(super) turns: Vec<Turn>,
    /// What each of these slots is made of, as far as computed.
    pub(super) parts: QuickMap<SlotId, Arc<[Part]>>,
    /// The value that each conversion looks up: its result may be a number of the rules alone.
    pub(super) converted: QuickMap<SlotId, SlotId>,
    /// The lower end of each target that may be a range combined from quarters.
    pub(super) ranges: QuickMap<SlotId, SlotId>,
    /// Which of the bases have only cells of years, as far as computed.
    of_years: QuickMap<SlotId, bool>,
}

/// A value of a year that may be combined from quarters.
#[derive(Clone)]
pub(super) struct Base {
    pub name: NameId,
    pub field: Field,
    pub when: When,
    pub of: Covering,
    /// What is known of its quarters, once computed.
    pub known: Option<Known>,
}

/// What determines which quarters a value covers.
#[derive(Clone)]
pub(super) enum Covering {
    /// The cell of the year, else those of the quarters.
    Cells { year: SlotId, cells: Vec<SlotId> },
    /// The first of two, else the second; as a formula beside a reported value.
    Either { value: SlotId, first: SlotId, second: SlotId },
    /// A target: that of the year, that of the rules, else those of the quarters that were measured; `whole` says of a
    /// year whether it was measured as a whole.
    /// year whether it was measured as a whole.
    Target { year: SlotId, stated: Option<SlotId>, whole: Option<SlotId>, targets: [SlotId; 4], measured: [SlotId; 4] },
    /// The state up to the requested quarter.
    Quarter,
}

/// The quarters of a value, as conditions.
#[derive(Clone)]
pub(super) struct Known {
    /// For each quarter whether everything that the value is made of covers it.
    pub all: Vec<SlotId>,
    /// For each quarter whether anything it is made of covers it; the same where the value is made of one thing.
    pub any: Vec<SlotId>,
    /// Whether it is a value over quarters at all; none where it always is.
    pub counts: Option<SlotId>,
    /// Whether it is for the year as a whole and stands for however much of it was measured: a target.
    pub for_the_year: Option<SlotId>,
}

impl Planner<'_> {
    /// Registers a value that is combined from quarters.
    pub(super) fn is_over_quarters(&mut self, slot: SlotId, name: NameId, field: Field, when: When, of: Covering) {
        self.coverage.bases.insert(slot, Base { name, field, when, of, known: None });
        self.coverage.parts.remove(&slot);
        // A cell may have been queried before it was known that quarters stand beside it.
        if let Some(rests) = self.coverage.rests.get_mut(slot.0 as usize) {
            *rests = Arc::new([slot]);
            self.coverage.turns[slot.0 as usize] = self.turn_of(self.op(slot));
        }
    }

    /// Whether a value has only cells of years: without quarters it cannot differ in any.
    pub(super) fn is_of_years(&mut self, slot: SlotId) -> bool {
        if let Some(known) = self.coverage.of_years.get(&slot) {
            return *known;
        }
        let (mut open, mut seen) = (vec![slot], QuickSet::default());
        while let Some(at) = open.pop() {
            let Some(base) = self.coverage.bases.get(&at).filter(|_| seen.insert(at)) else { continue };
            match base.of.clone() {
                Covering::Cells { cells, .. } if cells.is_empty() => {}
                Covering::Cells { .. } | Covering::Target { .. } | Covering::Quarter => {
                    self.coverage.of_years.insert(slot, false);
                    return false;
                }
                Covering::Either { first, second, .. } => {
                    open.extend(self.rests_on(first).iter().chain(&*self.rests_on(second)));
                }
            }
        }
        self.coverage.of_years.insert(slot, true);
        true
    }

    /// Whether a slot is a value over quarters itself.
    pub(super) fn is_over(&self, slot: SlotId) -> bool {
        self.coverage.bases.contains_key(&slot)
    }

    pub(super) fn is_of_a_quarter(&self, slot: SlotId) -> bool {
        self.coverage.bases.get(&slot).is_some_and(|base| base.when.quarter.is_some())
    }

    pub(super) fn is_target(&self, slot: SlotId) -> bool {
        self.coverage.bases.get(&slot).is_some_and(|base| matches!(base.of, Covering::Target { .. }))
    }

    /// Whether two values fit each other by construction: a realisation and its own target, the two ends of one target,
    /// or two values for which the rules name the quarter.
    pub(super) fn goes_with(&mut self, one: SlotId, other: SlotId) -> bool {
        let Some((a, b)) = self.coverage.bases.get(&one).zip(self.coverage.bases.get(&other)) else { return true };
        if (a.name, a.when) == (b.name, b.when) {
            let (a, b) = (a.clone(), b.clone());
            match (&a.of, &b.of) {
                (Covering::Target { .. }, Covering::Target { .. }) => return true,
                (Covering::Target { .. }, _) if b.field == Field::Value => return self.is_made_for(&a, &b),
                (_, Covering::Target { .. }) if a.field == Field::Value => return self.is_made_for(&b, &a),
                (_, _) => {}
            }
            return a.when.quarter.is_some();
        }
        // `X[triwulan 3] - X[triwulan 2]` is what the third quarter added, `X[triwulan 2] / X` the share of the year.
        let named = [a, b].map(|base| base.when.quarter.is_some());
        // For another thing, the whole year is a different period.
        let is_own_year = (a.name, a.when.year) == (b.name, b.when.year);
        named == [true, true] || named.contains(&true) && is_own_year
    }

    /// Whether a target counts exactly the quarters of its realisation. It does not where a formula combines several
    /// values into the realisation, or into the target.
    fn is_made_for(&mut self, target: &Base, value: &Base) -> bool {
        let Covering::Target { stated, .. } = target.of else { return false };
        let by_formula = matches!(value.of, Covering::Either { .. });
        !by_formula && stated.is_none_or(|stated| self.rests_on(stated).is_empty())
    }

    /// Each quarter in which one value may cover it and the other not, under a condition if there is one.
    pub(super) fn unlike_quarters(&mut self, one: SlotId, other: SlotId, under: Option<SlotId>) -> Vec<UnevenQuarter> {
        if self.is_of_years(one) && self.is_of_years(other) {
            return Vec::new();
        }
        let (Some(mut a), Some(mut b)) = (self.known(one), self.known(other)) else { return Vec::new() };
        match (self.is_target(one), self.is_target(other)) {
            (false, true) => self.reach_the_year(one, &mut a),
            (true, false) => self.reach_the_year(other, &mut b),
            (true, true) | (false, false) => {}
        }
        let sides = [one, other].map(|slot| self.subject_of(slot));
        self.unlike_known(&a, &b, &sides, under)
    }

    /// What is compared with a target reaches the end of the year where a figure for the whole of it is added.
    fn reach_the_year(&mut self, value: SlotId, known: &mut Known) {
        let Some(year) = self.coverage.bases.get(&value).map(|base| base.when.year) else { return };
        let Some(added) = self.adds_a_whole_year(value, year) else { return };
        known.any = known.any.iter().map(|any| self.condition(Op::Or(*any, added))).collect();
    }

    /// The same for a value and the nearest of those before it that counts; these have no name.
    pub(super) fn unlike_others(&mut self, others: &Known, one: SlotId, under: Option<SlotId>) -> Vec<UnevenQuarter> {
        let Some(own) = self.known(one) else { return Vec::new() };
        let (what, year) = self.subject_of(one);
        self.unlike_known(others, &own, &[("".into(), year), (what, year)], under)
    }

    fn unlike_known(
        &mut self,
        a: &Known,
        b: &Known,
        sides: &[(Arc<str>, i32); 2],
        under: Option<SlotId>,
    ) -> Vec<UnevenQuarter> {
        let mut only = Vec::from_iter(under);
        match (a.for_the_year, b.for_the_year) {
            (Some(year), None) | (None, Some(year)) => only.push(self.condition(Op::Not(year))),
            (None, None) | (Some(_), Some(_)) => {}
        }
        only.extend(a.counts.into_iter().chain(b.counts));
        let mut uneven = Vec::new();
        for (at, quarter) in QUARTERS.into_iter().enumerate() {
            let mut differs = |planner: &mut Self, differs, covers, furthest| {
                let differs = only.iter().fold(differs, |all, one| planner.condition(Op::And(*one, all)));
                uneven.push(UnevenQuarter { differs, covers, quarter, furthest, sides: sides.clone() });
            };
            let (all, any) = ([a.all[at], b.all[at]], [a.any[at], b.any[at]]);
            if all == any {
                let unequal = self.condition(Op::Compare(all[0], Comparison::NotEqual, all[1]));
                differs(self, unequal, (all[0], all[1]), None);
                continue;
            }
            // A part of one covers the quarter, and a part of the other does not.
            let behind = all.map(|all| self.condition(Op::Not(all)));
            let first = self.condition(Op::And(any[0], behind[1]));
            differs(self, first, (any[0], all[1]), Some(0));
            let second = self.condition(Op::And(any[1], behind[0]));
            differs(self, second, (all[0], any[1]), Some(1));
        }
        uneven
    }

    /// For each quarter whether a value covers it: through the year as a whole, or that quarter or a later one.
    pub(super) fn known(&mut self, slot: SlotId) -> Option<Known> {
        let mut open = vec![slot];
        // Chains of formulas may be long.
        while let Some(at) = open.last().copied() {
            let Some(base) = self.coverage.bases.get(&at).cloned() else {
                open.pop();
                continue;
            };
            let mut needed = Vec::new();
            if base.known.is_none() {
                let made_of: Vec<SlotId> = match base.of {
                    Covering::Either { first, second, .. } => vec![first, second],
                    Covering::Target { stated, .. } => stated.into_iter().collect(),
                    Covering::Cells { .. } | Covering::Quarter => Vec::new(),
                };
                needed.extend(made_of.into_iter().flat_map(|slot| self.rests_on(slot).to_vec()));
                needed.retain(|one| self.coverage.bases.get(one).is_some_and(|base| base.known.is_none()));
            }
            if !needed.is_empty() {
                open.extend(needed);
                continue;
            }
            open.pop();
            if base.known.is_none() {
                let known = self.covered(at, &base);
                if let Some(base) = self.coverage.bases.get_mut(&at) {
                    base.known = Some(known);
                }
            }
        }
        self.coverage.bases.get(&slot)?.known.clone()
    }

    /// For each quarter whether the year has a value, or that quarter or a later one.
    pub(super) fn or_each(&mut self, year: SlotId, cells: &[SlotId]) -> Vec<SlotId> {
        if cells.is_empty() {
            return vec![year; QUARTERS.len()];
        }
        let since = self.measured_since(cells);
        since.into_iter().map(|since| self.condition(Op::Or(year, since))).collect()
    }

    /// For each quarter whether a condition holds in it or in a later one.
    pub(super) fn since(&mut self, holds: &[SlotId; 4]) -> Vec<SlotId> {
        let mut since: Vec<SlotId> = Vec::with_capacity(holds.len());
        for one in holds.iter().rev() {
            let later = since.last().copied();
            since.push(later.map_or(*one, |later| self.condition(Op::Or(*one, later))));
        }
        since.reverse();
        since
    }

    /// Whether what a slot is computed from in a year was measured as a whole, or nothing of it that has quarters was
    /// used; none where nothing of it has quarters.
    pub(super) fn rests_on_whole_years(&mut self, slot: SlotId, year: i32) -> Option<SlotId> {
        let mut open = self.parts_in(slot).to_vec();
        let (mut seen, mut present) = (QuickSet::default(), Vec::new());
        // What has quarters may all be left out, by a choice or by `terakhir`: what is left is of the year.
        let mut taken: Vec<Option<SlotId>> = Vec::new();
        while let Some(Part { base: at, under }) = open.pop() {
            let Some(base) = self.coverage.bases.get(&at).filter(|_| seen.insert((at, under))) else { continue };
            let is_of_year = base.when.year == year;
            match base.of.clone() {
                Covering::Cells { year: cell, .. } if is_of_year => {
                    let is_there = self.condition(Op::Present(cell));
                    present.push(self.both_hold(under, is_there));
                    taken.push(under);
                }
                Covering::Cells { .. } | Covering::Target { .. } | Covering::Quarter => {}
                Covering::Either { first, second, .. } => {
                    let sides = self.one_of(first, second);
                    let [is_first, is_second] = sides.map(|(_, is_it)| self.both_hold(under, is_it));
                    let of_both = [self.parts_in(first), self.parts_in(second)];
                    for (of_it, is_it) in of_both.iter().zip([is_first, is_second]) {
                        let under = of_it.iter().map(|part| (part.base, self.both_hold(part.under, is_it)));
                        open.extend(under.map(|(base, under)| Part { base, under: Some(under) }));
                    }
                    // What is computed only from years is of the year too.
                    if self.rests_on(first).is_empty() && is_of_year {
                        present.push(is_first);
                    }
                    // A cell that never had quarters is of the year.
                    if self.rests_on(second).is_empty() && is_of_year {
                        let is_there = self.is_filled(second);
                        present.push(self.both_hold(Some(is_second), is_there));
                    }
                }
            }
        }
        let any = present.into_iter().reduce(|any, one| self.condition(Op::Or(any, one)))?;
        let Some(taken) = taken.into_iter().collect::<Option<Vec<SlotId>>>() else { return Some(any) };
        let Some(some) = taken.into_iter().reduce(|any, one| self.condition(Op::Or(any, one))) else {
            return Some(any);
        };
        let none = self.condition(Op::Not(some));
        Some(self.condition(Op::Or(any, none)))
    }

    fn both_hold(&mut self, under: Option<SlotId>, one: SlotId) -> SlotId {
        under.map_or(one, |under| self.condition(Op::And(under, one)))
    }

    pub(super) fn subject_of(&self, slot: SlotId) -> (Arc<str>, i32) {
        let Some(Base { name, field, when, .. }) = self.coverage.bases.get(&slot) else { return ("".into(), 0) };
        (field.of(self.program.code(*name)), when.year)
    }

    /// The same for a slot that was queried before.
    pub(super) fn rests_known(&self, slot: SlotId) -> Option<&[SlotId]> {
        self.coverage.rests.get(slot.0 as usize).map(|rests| &**rests)
    }

    /// The values over quarters that a slot depends on; not a realisation in an achievement that is compared with the
    /// target of its own quarters.
    pub(super) fn rests_on(&mut self, slot: SlotId) -> Arc<[SlotId]> {
        if self.coverage.bases.is_empty() {
            return Arc::default();
        }
        while self.coverage.rests.len() <= slot.0 as usize {
            let at = SlotId(self.coverage.rests.len() as u32);
            let Slot { op, role, .. } = self.plan.slot(at);
            // A count does not depend on how far each value has come.
            let counts = matches!(op, Op::Aggregate(op) if op.aggregate.only_counts());
            let ends = counts || matches!(op, Op::Present(_));
            let is_base = self.coverage.bases.contains_key(&at);
            let is_achievement = role.is_some_and(|(_, role, _)| role.is_achievement());
            let of_achievement = if is_achievement && !is_base && !ends { self.rests_of_achievement(at) } else { None };
            let op = self.op(at);
            let found: Arc<[SlotId]> = match (is_base, ends) {
                (true, _) => Arc::new([at]),
                (false, true) => Arc::default(),
                (false, false) => of_achievement.unwrap_or_else(|| self.rests_under(op)),
            };
            // A name hides the signs with which the values of its formula count.
            let turn = if found.is_empty() { Turn::default() } else { self.turn_of(op) };
            self.coverage.turns.push(turn);
            self.coverage.rests.push(found);
        }
        self.coverage.rests[slot.0 as usize].clone()
    }

    /// What the operands of an operation depend on together. Mostly that is what one of them depends on.
    pub(super) fn rests_under(&self, op: &Op) -> Arc<[SlotId]> {
        let of = |slot: SlotId| &self.coverage.rests[slot.0 as usize];
        let mut under = op.operands().map(of).filter(|rests| !rests.is_empty());
        let Some(first) = under.next() else { return Arc::default() };
        let mut all: Vec<SlotId> = Vec::new();
        for other in under.filter(|other| !Arc::ptr_eq(first, other)) {
            if all.is_empty() {
                all.extend_from_slice(first);
            }
            all.extend_from_slice(other);
        }
        if all.is_empty() {
            return first.clone();
        }
        all.sort_unstable();
        all.dedup();
        all.into()
    }
}
