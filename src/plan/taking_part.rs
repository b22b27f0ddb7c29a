//! Which of the values over quarters below a slot its value is made of: aggregates leave members out, `terakhir` passes
//! one on, a choice takes one branch, and the conditions of a choice are not part of its value.

use super::planner::Planner;
use super::*;
use crate::program::Aggregate;
use crate::program::quick::{QuickMap, QuickSet};

/// A value over quarters that another is made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    pub base: SlotId,
    /// The condition under which it is a part, given that the other has a value; none where it always is.
    pub under: Option<SlotId>,
}

/// A value that is passed on, with the condition under which it is; none where it always is.
pub(super) type Handed = (SlotId, Option<SlotId>);

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
        // A slot uses only slots before it.
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
        let mut handed = self.handed_under(&op, |planner, value| !planner.parts_in(value).is_empty());
        handed.extend(self.coverage.converted.get(&at).map(|argument| (*argument, None)));
        for (value, under) in handed {
            let of_value = self.parts_in(value);
            self.add_parts(&mut parts, &of_value, under);
        }
        parts.all.sort_by_key(|part| part.base);
        parts.all
    }

    /// The values that an operation passes on, each with its condition; for an aggregate, the requested members, with
    /// their weights.
    pub(super) fn handed_under(&mut self, op: &Op, mut is_asked: impl FnMut(&mut Self, SlotId) -> bool) -> Vec<Handed> {
        if let Op::Aggregate(op) = op {
            let takes = self.who_takes_part(op, |planner, at| weighed(op, at).any(|one| is_asked(planner, one)));
            return takes.into_iter().flat_map(|(at, under)| weighed(op, at).map(move |one| (one, under))).collect();
        }
        if let Op::Choose { cases, otherwise } = op {
            return self.branches(cases, *otherwise);
        }
        if let Op::Fallback(first, second) = op {
            return self.one_of(*first, *second).map(|(value, is_it)| (value, Some(is_it))).into();
        }
        handed_on(op).into_iter().map(|value| (value, None)).collect()
    }

    /// The branches of a choice, each with the condition under which it is taken; none where only one has a value.
    fn branches(&mut self, cases: &[(SlotId, SlotId)], otherwise: SlotId) -> Vec<Handed> {
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

    /// Two alternatives, the second for where the first is not filled, each with the condition under which it counts.
    pub(super) fn one_of(&mut self, first: SlotId, second: SlotId) -> [(SlotId, SlotId); 2] {
        let is_first = self.is_filled(first);
        let is_second = self.condition(Op::Not(is_first));
        [(first, is_first), (second, is_second)]
    }

    /// What the value of a slot is made of: for a conversion, including what it looks up.
    pub(super) fn made_of(&self, slot: SlotId) -> Vec<SlotId> {
        let mut all = handed_on(self.op(slot));
        all.extend(self.coverage.converted.get(&slot));
        all
    }

    /// What each member contributes to an aggregate, for those that depend on values over quarters.
    pub(super) fn parts_of_members(&mut self, op: &AggregateOp) -> Vec<Arc<[Part]>> {
        let takes = self.who_takes_part(op, |planner, at| weighed(op, at).any(|one| !planner.parts_in(one).is_empty()));
        let of_each = takes.into_iter().map(|(at, under)| {
            let mut parts = Parts::default();
            for one in weighed(op, at) {
                let of_one = self.parts_in(one);
                self.add_parts(&mut parts, &of_one, under);
            }
            parts.all.into()
        });
        of_each.collect()
    }

    /// The requested members of an aggregate, each with the condition under which it takes part.
    pub(super) fn who_takes_part(
        &mut self,
        op: &AggregateOp,
        mut is_asked: impl FnMut(&mut Self, usize) -> bool,
    ) -> Vec<(usize, Option<SlotId>)> {
        let takes_one = op.aggregate == Aggregate::Last && op.order.is_none();
        let mut all = Vec::new();
        // For `terakhir`, whether a later one takes part.
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
        self.counts(item, keep, false)
    }

    /// A condition that is false where it is not applicable, and else as it is: a row whose filter is not applicable is not
    /// shown, so a footer takes neither what it has nor what it lacks.
    pub(super) fn unless_inapplicable(&mut self, condition: SlotId) -> SlotId {
        if self.comes_out(Some(condition)).is_some() {
            return condition;
        }
        let one = self.condition(Op::Number(Exact::ONE));
        self.counts(one, Some(condition), true)
    }

    /// Whether an item is counted; `complete` keeps a blank condition blank.
    fn counts(&mut self, item: SlotId, keep: Option<SlotId>, complete: bool) -> SlotId {
        let (aggregate, items, keep) = (Aggregate::Count, vec![item], keep.map(|keep| vec![keep]));
        let (weights, order, of_quarters) = (None, None, false);
        let count = AggregateOp { aggregate, items, keep, weights, order, complete, of_quarters };
        let count = self.condition(Op::Aggregate(Box::new(count)));
        let one = self.condition(Op::Number(Exact::ONE));
        self.condition(Op::Compare(count, Comparison::Equal, one))
    }

    /// Adds parts under a further condition; a part that is already there counts under either condition.
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

/// A member of an aggregate and its weight.
fn weighed(op: &AggregateOp, at: usize) -> impl Iterator<Item = SlotId> {
    std::iter::once(op.items[at]).chain(op.weights.as_ref().map(|weights| weights[at]))
}

/// The operands that the value of an operation is made of, without those it only tests.
pub(super) fn handed_on(op: &Op) -> Vec<SlotId> {
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
