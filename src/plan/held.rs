//! What an achievement holds against its own target: that met its own quarters, and is no part of it where it does.

use super::coverage::Base;
use super::planner::Planner;
use super::taking_part::Part;
use super::*;
use crate::program::quick::{QuickMap, QuickSet};
use std::collections::BTreeSet;

/// A thing in a year.
type Thing = (NameId, i32);

/// What a slot rests on, and whose targets it reaches whatever is chosen.
type Found = (BTreeSet<SlotId>, BTreeSet<Thing>);

/// Whose targets a slot reaches, each under a condition; none where it always does.
type Reached = BTreeMap<Thing, Option<SlotId>>;

impl Planner<'_> {
    /// What an achievement may be made of without a target of its own: a group of the values of its members, a rule of the
    /// realisation alone, a branch of a rule that asks for no target.
    pub(super) fn without_target(&self, achievement: SlotId) -> Arc<[SlotId]> {
        let (rests, held) = self.found(achievement, achievement);
        self.unheld(rests, &held).into_iter().collect()
    }

    /// What a slot below an achievement rests on, branch by branch. Choices are as deep as the parser lets them be.
    fn found(&self, root: SlotId, achievement: SlotId) -> Found {
        let (mut rests, mut held) = Found::default();
        let (mut open, mut seen) = (vec![root], QuickSet::default());
        while let Some(at) = open.pop() {
            if !seen.insert(at) {
                continue;
            }
            if at != achievement && self.is_value(at) {
                rests.extend(self.rests_known(at).unwrap_or_default());
                held.extend(self.own_target(at));
                continue;
            }
            let branches = self.live_branches(at);
            if branches.len() < 2 {
                open.extend(self.made_of(at));
                continue;
            }
            let branches = branches.into_iter().map(|branch| {
                let (rests, held) = self.found(branch, achievement);
                (self.unheld(rests, &held), held)
            });
            let all = branches.reduce(|(mut rests, held), (more, others)| {
                rests.extend(more);
                (rests, held.intersection(&others).copied().collect())
            });
            let (of_branches, held_in_all) = all.unwrap_or_default();
            rests.extend(of_branches);
            held.extend(held_in_all);
            open.extend(self.coverage.converted.get(&at));
        }
        (rests, held)
    }

    /// The branches of a choice that have a value.
    fn live_branches(&self, slot: SlotId) -> Vec<SlotId> {
        let Op::Choose { cases, otherwise } = self.op(slot) else { return Vec::new() };
        let values = cases.iter().map(|(_, value)| *value).chain([*otherwise]);
        values.filter(|value| !matches!(self.op(*value), Op::Missing(..))).collect()
    }

    fn unheld(&self, mut rests: BTreeSet<SlotId>, held: &BTreeSet<Thing>) -> BTreeSet<SlotId> {
        let is_held = |base: &Base| held.contains(&(base.name, base.when.year));
        rests.retain(|base| !self.coverage.bases.get(base).is_some_and(is_held));
        rests
    }

    /// Takes off the parts of an achievement where it holds them against a target of their own.
    pub(super) fn drop_held(&mut self, achievement: SlotId, parts: &mut Vec<Part>) {
        let thing = |planner: &Self, base| {
            let base = planner.coverage.bases.get(&base)?;
            Some((base.name, base.when.year))
        };
        let things: BTreeSet<Thing> = parts.iter().filter_map(|part| thing(self, part.base)).collect();
        let below = self.below_achievement(achievement);
        let is_one = |at: &SlotId| self.own_target(*at).is_some_and(|one| things.contains(&one));
        if !below.iter().any(is_one) {
            return;
        }
        let mut reached: QuickMap<SlotId, Reached> = QuickMap::default();
        for at in below {
            let found = match self.is_value(at) && at != achievement {
                true => {
                    self.own_target(at).filter(|one| things.contains(one)).map(|one| (one, None)).into_iter().collect()
                }
                false => self.reached_by(at, &reached),
            };
            reached.insert(at, found);
        }
        let reached = reached.remove(&achievement).unwrap_or_default();
        let all = std::mem::take(parts);
        for part in all {
            match thing(self, part.base).and_then(|thing| reached.get(&thing)) {
                None => parts.push(part),
                Some(None) => {}
                Some(Some(held)) => {
                    let not_held = self.condition(Op::Not(*held));
                    let under = self.all_hold([part.under, Some(not_held)]);
                    parts.push(Part { under, ..part });
                }
            }
        }
    }

    fn reached_by(&mut self, at: SlotId, known: &QuickMap<SlotId, Reached>) -> Reached {
        let of = |slot: SlotId| known.get(&slot).filter(|reached| !reached.is_empty());
        let mut all = Reached::new();
        let op = self.op(at).clone();
        if let Op::Aggregate(op) = op {
            for (place, item) in op.items.iter().enumerate() {
                let Some(reached) = of(*item) else { continue };
                let takes = self.takes_part(*item, op.keep.as_ref().map(|keep| keep[place]));
                self.also_reached(&mut all, reached, Some(takes));
            }
            return all;
        }
        let is_conversion = self.coverage.converted.contains_key(&at);
        let values = if let Op::Fallback(first, second) = op {
            let is_first = self.is_filled(first);
            let is_second = self.condition(Op::Not(is_first));
            vec![(first, Some(is_first)), (second, Some(is_second))]
        } else if let (Op::Choose { cases, otherwise }, false) = (op, is_conversion) {
            self.branches(&cases, otherwise)
        } else {
            self.made_of(at).into_iter().map(|value| (value, None)).collect()
        };
        for (value, under) in values {
            of(value).into_iter().for_each(|reached| self.also_reached(&mut all, reached, under));
        }
        all
    }

    fn also_reached(&mut self, all: &mut Reached, more: &Reached, under: Option<SlotId>) {
        for (thing, own) in more {
            let under = self.all_hold([under, *own]);
            let both = match (all.get(thing), under) {
                (None, under) => under,
                (Some(Some(one)), Some(other)) => Some(self.condition(Op::Or(*one, other))),
                (Some(_), _) => None,
            };
            all.insert(*thing, both);
        }
    }

    /// The slots of an achievement down to the values of names, each after those it is made of.
    fn below_achievement(&self, achievement: SlotId) -> Vec<SlotId> {
        let (mut open, mut seen) = (vec![achievement], QuickSet::default());
        while let Some(at) = open.pop() {
            if seen.insert(at) && (at == achievement || !self.is_value(at)) {
                open.extend(self.made_of(at));
            }
        }
        let mut all = Vec::from_iter(seen);
        // A slot uses only those before it.
        all.sort_unstable();
        all
    }

    fn is_value(&self, slot: SlotId) -> bool {
        self.slot(slot).role.is_some() || self.is_over(slot)
    }

    /// Whose target a slot is.
    fn own_target(&self, slot: SlotId) -> Option<Thing> {
        let (name, role, when) = self.slot(slot).role?;
        role.is_target().then_some((name, when.year))
    }
}
