//! Which of the values over quarters below a slot its value is made of: aggregates leave members out, `terakhir` hands one
//! on, a choice takes one branch, and what is asked before it chooses is no part of it.

use super::planner::Planner;
use super::*;
use crate::program::Aggregate;
use crate::program::quick::{QuickMap, QuickSet};

/// A value over quarters that another is made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    pub base: SlotId,
    /// The condition under which it is, once the other has a value; none where it always is.
    pub under: Option<SlotId>,
}

/// Parts, each once.
#[derive(Default)]
struct Parts {
    all: Vec<Part>,
    places: QuickMap<SlotId, usize>,
}

impl Planner<'_> {
    /// What a slot is made of where it has a value.
    pub(super) fn parts_in(&mut self, slot: SlotId) -> Arc<[Part]> {
        if self.rests_on(slot).is_empty() {
            return Arc::default();
        }
        let (mut open, mut seen, mut below) = (vec![slot], QuickSet::default(), Vec::new());
        while let Some(at) = open.pop() {
            if self.rests_known(at).is_none_or(<[SlotId]>::is_empty) || self.coverage.parts.contains_key(&at) {
                continue;
            }
            if seen.insert(at) {
                below.push(at);
                if !self.is_over(at) {
                    open.extend(self.made_of(at));
                }
            }
        }
        // A slot uses only those before it.
        below.sort_unstable();
        for at in below {
            let parts = self.parts_at(at);
            self.coverage.parts.insert(at, parts.into());
        }
        self.coverage.parts.get(&slot).cloned().unwrap_or_default()
    }

    fn parts_at(&mut self, at: SlotId) -> Vec<Part> {
        if self.is_over(at) {
            return vec![Part { base: at, under: None }];
        }
        let is_achievement = self.slot(at).role.is_some_and(|(_, role, _)| role.is_achievement());
        if let Some(parts) = is_achievement.then(|| self.parts_of_achievement(at)).flatten() {
            return parts;
        }
        let mut parts = Parts::default();
        let op = self.op(at).clone();
        if let Op::Aggregate(op) = &op {
            for of_member in self.parts_of_members(op) {
                self.add_parts(&mut parts, &of_member, None);
            }
        } else if let Op::Choose { cases, otherwise } = op {
            for (value, chosen) in self.branches(&cases, otherwise) {
                let of_value = self.parts_in(value);
                self.add_parts(&mut parts, &of_value, chosen);
            }
            if let Some(argument) = self.coverage.converted.get(&at).copied() {
                let of_argument = self.parts_in(argument);
                self.add_parts(&mut parts, &of_argument, None);
            }
        } else if let Op::Fallback(first, second) = op {
            let is_first = self.is_filled(first);
            let is_second = self.condition(Op::Not(is_first));
            for (value, is_it) in [(first, is_first), (second, is_second)] {
                let of_value = self.parts_in(value);
                self.add_parts(&mut parts, &of_value, Some(is_it));
            }
        } else {
            for value in handed_on(&op) {
                let of_value = self.parts_in(value);
                self.add_parts(&mut parts, &of_value, None);
            }
        }
        parts.all.sort_by_key(|part| part.base);
        parts.all
    }

    /// The branches of a choice, each with the condition under which it is taken; none where only one has a value.
    pub(super) fn branches(&mut self, cases: &[(SlotId, SlotId)], otherwise: SlotId) -> Vec<(SlotId, Option<SlotId>)> {
        let branches = cases.iter().map(|(holds, value)| (Some(*holds), *value)).chain([(None, otherwise)]);
        let has_value = |(_, value): &(_, SlotId)| !matches!(self.op(*value), Op::Missing(..));
        let is_alone = branches.clone().filter(has_value).count() < 2;
        let mut none_before = None;
        let taken = branches.map(|(holds, value)| {
            if is_alone {
                return (value, None);
            }
            let chosen = self.all_hold([none_before, holds]);
            let not = holds.map(|holds| self.condition(Op::Not(holds)));
            none_before = self.all_hold([none_before, not]);
            (value, chosen)
        });
        taken.collect()
    }

    /// What the value of a slot is made of: a conversion also of what it looks up.
    pub(super) fn made_of(&self, slot: SlotId) -> Vec<SlotId> {
        let mut all = handed_on(self.op(slot));
        all.extend(self.coverage.converted.get(&slot));
        all
    }

    /// What each member brings into an aggregate, for those that rest on values over quarters.
    pub(super) fn parts_of_members(&mut self, op: &AggregateOp) -> Vec<Arc<[Part]>> {
        let below = |planner: &mut Self, at: usize| {
            let weight = op.weights.as_ref().map(|weights| weights[at]);
            let both = [Some(op.items[at]), weight].into_iter().flatten().map(|one| planner.parts_in(one));
            both.filter(|parts| !parts.is_empty()).collect::<Vec<Arc<[Part]>>>()
        };
        let takes = self.who_takes_part(op, |planner, at| !below(planner, at).is_empty());
        let of_each = takes.into_iter().map(|(at, under)| {
            let mut parts = Parts::default();
            for one in below(self, at) {
                self.add_parts(&mut parts, &one, under);
            }
            parts.all.into()
        });
        of_each.collect()
    }

    /// The members of an aggregate that are asked for, each with the condition under which it takes part.
    pub(super) fn who_takes_part(
        &mut self,
        op: &AggregateOp,
        mut is_asked: impl FnMut(&mut Self, usize) -> bool,
    ) -> Vec<(usize, Option<SlotId>)> {
        let takes_one = op.aggregate == Aggregate::Last && op.order.is_none();
        let mut all = Vec::new();
        // For `terakhir` whether one after it takes part.
        let mut later: Option<SlotId> = None;
        for (at, item) in op.items.iter().copied().enumerate().rev() {
            let is_asked = is_asked(self, at);
            if !is_asked && !takes_one {
                continue;
            }
            let takes = self.takes_part(item, op.keep.as_ref().map(|keep| keep[at]));
            let none_later = later.filter(|_| takes_one).map(|later| self.condition(Op::Not(later)));
            let under = self.all_hold([none_later, Some(takes)]);
            if takes_one {
                later = Some(later.map_or(takes, |later| self.condition(Op::Or(later, takes))));
            }
            if is_asked {
                all.push((at, under));
            }
        }
        all.reverse();
        all
    }

    /// Whether a member takes part: it has a value, and its condition is known to hold.
    pub(super) fn takes_part(&mut self, item: SlotId, keep: Option<SlotId>) -> SlotId {
        let item = self.as_there(item);
        let (aggregate, items, keep) = (Aggregate::Count, vec![item], keep.map(|keep| vec![keep]));
        let (weights, order, complete, of_quarters) = (None, None, false, false);
        let count = AggregateOp { aggregate, items, keep, weights, order, complete, of_quarters };
        let count = self.condition(Op::Aggregate(count));
        let one = self.condition(Op::Number(Exact::ONE));
        self.condition(Op::Compare(count, Comparison::Equal, one))
    }

    /// Adds parts under a further condition; one that is there already is a part under either.
    fn add_parts(&mut self, parts: &mut Parts, more: &[Part], under: Option<SlotId>) {
        for part in more {
            let under = self.all_hold([under, part.under]);
            let place = *parts.places.entry(part.base).or_insert(parts.all.len());
            match parts.all.get_mut(place) {
                None => parts.all.push(Part { base: part.base, under }),
                Some(known) => {
                    known.under = match (known.under, under) {
                        (Some(one), Some(other)) => Some(self.condition(Op::Or(one, other))),
                        (None, _) | (_, None) => None,
                    }
                }
            }
        }
    }
}

/// What the value of an operation is made of, and not only asked for.
fn handed_on(op: &Op) -> Vec<SlotId> {
    match op {
        Op::Choose { cases, otherwise } => {
            cases.iter().map(|(_, value)| *value).chain(std::iter::once(*otherwise)).collect()
        }
        Op::Aggregate(op) => op.items.iter().chain(op.weights.iter().flatten()).copied().collect(),
        Op::Input(_) | Op::Number(_) | Op::Text(_) | Op::Missing(..) => Vec::new(),
        Op::Add(..)
        | Op::Subtract(..)
        | Op::Multiply(..)
        | Op::Divide(..)
        | Op::Power(..)
        | Op::Root(_)
        | Op::Negate(_) => op.operands().collect(),
        Op::Absolute(_) | Op::Round(..) | Op::Clamp(..) | Op::Share(_) | Op::Percentage(_) | Op::Same(_) => {
            op.operands().collect()
        }
        Op::Least(_) | Op::Greatest(_) | Op::Compare(..) | Op::And(..) | Op::Or(..) | Op::Not(_) => {
            op.operands().collect()
        }
        Op::Filled(_) | Op::Present(_) | Op::Band(..) | Op::Fallback(..) | Op::Within(..) | Op::Rank(..) => {
            op.operands().collect()
        }
    }
}
