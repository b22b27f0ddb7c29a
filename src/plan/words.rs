//! Words compared by their place in an order: that of the thing and year they belong to.

use super::planner::Planner;
use super::*;
use crate::data::State;
use crate::program::measure::Sort;
use crate::program::{Aggregate, WordOrder};

/// The order of the words of a slot, and the thing it belongs to.
struct Ordered<'p> {
    of: NameId,
    order: WordOrder<'p>,
}

/// What is known of the order of some words.
enum Known<'p> {
    /// Nothing: numbers, or words without an order.
    Nothing,
    One(Ordered<'p>),
    /// More than one.
    Several,
}

impl<'p> Known<'p> {
    /// For both sides of a comparison, or both branches of a choice. The order of one thing may grow over the years;
    /// the orders of two things are either the same or unrelated.
    fn and(self, other: Known<'p>) -> Known<'p> {
        let (first, second) = match (self, other) {
            (Known::Several, _) | (_, Known::Several) => return Known::Several,
            (Known::Nothing, known) | (known, Known::Nothing) => return known,
            (Known::One(first), Known::One(second)) => (first, second),
        };
        let is_akin = first.of == second.of || first.order.of == second.order.of;
        let both = match is_akin {
            true => first.order.with(&second.order),
            false => (first.order.words == second.order.words).then(|| first.order.clone()),
        };
        both.map_or(Known::Several, |order| Known::One(Ordered { of: first.of, order }))
    }
}

impl<'p> Planner<'p> {
    /// Which of two words comes first; none where no order is known for either.
    pub(super) fn words_compared(
        &mut self,
        left: SlotId,
        comparison: Comparison,
        right: SlotId,
        span: Option<Span>,
    ) -> Option<SlotId> {
        let order = match self.order_of(left).and(self.order_of(right)) {
            Known::Nothing => return None,
            Known::Several => return Some(self.missing(State::Faulty, Reason::TwoOrders, span)),
            Known::One(one) => one.order,
        };
        if let Some(word) = order.twice() {
            return Some(self.missing(State::Faulty, Reason::TwoPlaces(word.into()), span));
        }
        let words = order.shared();
        Some(self.over_same_quarters(&[left, right], span, |planner| {
            let [left, right] = [left, right].map(|slot| {
                let place = planner.slot(slot).span;
                let rank = planner.push(Op::Rank(slot, words.clone()), Unit::Any, place);
                planner.sorted(rank, Sort::Count)
            });
            planner.push(Op::Compare(left, comparison, right), Unit::Any, span)
        }))
    }

    /// Records the order of the words that rows are sorted by, if they have one.
    pub(super) fn sorted_by(&mut self, key: SlotId) {
        if let Known::One(Ordered { order, .. }) = self.order_of(key) {
            self.plan.orders.insert(key, order.shared());
        }
    }

    /// Depth is bounded by the parser: the value of a name is judged by its definition.
    fn order_of(&self, slot: SlotId) -> Known<'p> {
        let Slot { op, role, .. } = self.slot(slot);
        if let Some((of, role, when)) = *role {
            let program = self.program;
            let order = program.version(of, when.year).and_then(|one| program.word_order(one, role, when.year));
            return order.map_or(Known::Nothing, |order| Known::One(Ordered { of, order }));
        }
        let all = |slots: &mut dyn Iterator<Item = SlotId>| {
            slots.fold(Known::Nothing, |known, slot| known.and(self.order_of(slot)))
        };
        match op {
            Op::Same(inner) => self.order_of(*inner),
            Op::Choose { cases, otherwise } => all(&mut cases.iter().map(|(_, value)| *value).chain([*otherwise])),
            Op::Fallback(first, second) => all(&mut [*first, *second].into_iter()),
            Op::Aggregate(op) if op.aggregate == Aggregate::Last => all(&mut op.items.iter().copied()),
            Op::Input(_)
            | Op::Number(_)
            | Op::Text(_)
            | Op::Missing(..)
            | Op::Negate(_)
            | Op::Absolute(_)
            | Op::Add(..)
            | Op::Subtract(..)
            | Op::Multiply(..)
            | Op::Divide(..)
            | Op::Share(_)
            | Op::Percentage(_)
            | Op::Power(..)
            | Op::Root(_)
            | Op::Least(_)
            | Op::Greatest(_)
            | Op::Round(..)
            | Op::Clamp(..)
            | Op::Compare(..)
            | Op::And(..)
            | Op::Or(..)
            | Op::Not(_)
            | Op::Filled(_)
            | Op::Present(_)
            | Op::Aggregate(_)
            | Op::Band(..)
            | Op::Within(..)
            | Op::Rank(..) => Known::Nothing,
        }
    }
}
