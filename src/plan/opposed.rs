//! Whether the terms of a sum are opposed: among those that take part, one is added and one subtracted. `A - (jika Y >
//! 200 maka T selain itu 0) + V` is a plain sum of two where T is not subtracted, in whatever order it is written.

use super::against::Opposed;
use super::planner::Planner;
use super::turns::{Turn, Way};
use super::*;
use crate::program::Aggregate;
use std::cmp::Ordering;

/// The conditions under which values over quarters are added to a sum, and subtracted from it; none where they always
/// are.
#[derive(Default)]
struct Terms {
    added: Vec<Option<SlotId>>,
    taken_off: Vec<Option<SlotId>>,
}

impl Terms {
    fn turned(self) -> Terms {
        Terms { added: self.taken_off, taken_off: self.added }
    }
}

impl Planner<'_> {
    /// Whether the sides of a sum, each with whether it is subtracted, are opposed, where some of them are themselves
    /// sums of both signs.
    pub(super) fn opposed_terms(&mut self, sides: &[(SlotId, bool)]) -> Opposed {
        let mut all = Terms::default();
        for (side, is_taken_off) in sides {
            let terms = self.terms_of(*side);
            let terms = if *is_taken_off { terms.turned() } else { terms };
            all.added.extend(terms.added);
            all.taken_off.extend(terms.taken_off);
        }
        if all.added.is_empty() || all.taken_off.is_empty() {
            return Opposed::Never;
        }
        let [added, taken_off] = [all.added, all.taken_off].map(|conditions| self.any_of(&conditions));
        match self.all_hold([added, taken_off]) {
            None => Opposed::Always,
            Some(both) => Opposed::Under(both),
        }
    }

    /// Whether any of several conditions holds; none where that is always so.
    fn any_of(&mut self, conditions: &[Option<SlotId>]) -> Option<SlotId> {
        let mut conditions = conditions.iter().copied().collect::<Option<Vec<SlotId>>>()?;
        conditions.sort_unstable();
        conditions.dedup();
        conditions.into_iter().reduce(|any, one| self.condition(Op::Or(any, one)))
    }

    /// The terms of one side. Depth is bounded by that of a formula: the value of another name is one term.
    fn terms_of(&mut self, slot: SlotId) -> Terms {
        let Some(turn) = self.turn_below(slot) else { return Terms::default() };
        let parts = self.parts_in(slot);
        let every = || parts.iter().map(|part| part.under).collect::<Vec<_>>();
        match turn {
            Turn { way: Way::Up, by, .. } if by.is_empty() => return Terms { added: every(), ..Terms::default() },
            Turn { way: Way::Down, by, .. } if by.is_empty() => {
                return Terms { taken_off: every(), ..Terms::default() };
            }
            Turn { way: Way::Up | Way::Down | Way::Mixed | Way::Divided, .. } => {}
        }
        let op = self.op(slot).clone();
        match self.slot(slot).role.is_none().then(|| self.terms_in_sum(&op)).flatten() {
            None => Terms { added: every(), taken_off: every() },
            Some(handed) => {
                let mut all = Terms::default();
                for (value, under, is_turned) in handed {
                    let terms = self.terms_of(value);
                    let terms = if is_turned { terms.turned() } else { terms };
                    let mut under_it = |conditions: Vec<Option<SlotId>>| {
                        conditions.into_iter().map(|one| self.all_hold([under, one])).collect::<Vec<_>>()
                    };
                    all.added.extend(under_it(terms.added));
                    all.taken_off.extend(under_it(terms.taken_off));
                }
                all
            }
        }
    }

    /// What an operation adds up, each with its condition and whether it is subtracted; none if it is not a sum.
    fn terms_in_sum(&mut self, op: &Op) -> Option<Vec<(SlotId, Option<SlotId>, bool)>> {
        let scaled = |planner: &Self, value: SlotId, factor: SlotId| {
            planner.sign(factor).map(|sign| vec![(value, None, sign == Ordering::Less)])
        };
        let handed = |planner: &mut Self| {
            let handed = planner.handed_under(op, |_, _| true);
            Some(handed.into_iter().map(|(value, under)| (value, under, false)).collect())
        };
        match op {
            Op::Add(a, b) => Some(vec![(*a, None, false), (*b, None, false)]),
            Op::Subtract(a, b) => Some(vec![(*a, None, false), (*b, None, true)]),
            Op::Negate(a) => Some(vec![(*a, None, true)]),
            Op::Same(a) | Op::Share(a) | Op::Percentage(a) | Op::Round(a, _) => Some(vec![(*a, None, false)]),
            Op::Multiply(a, b) => scaled(self, *a, *b).or_else(|| scaled(self, *b, *a)),
            Op::Divide(a, b) => scaled(self, *a, *b),
            Op::Choose { .. } | Op::Fallback(..) => handed(self),
            Op::Aggregate(of) => match of.aggregate {
                Aggregate::Sum | Aggregate::Mean => handed(self),
                Aggregate::Count | Aggregate::CountIf | Aggregate::Place | Aggregate::Last => None,
                Aggregate::Least | Aggregate::Greatest | Aggregate::Median | Aggregate::Percentile(_) => None,
                Aggregate::WeightedMean | Aggregate::GeometricMean => None,
            },
            Op::Input(_) | Op::Number(_) | Op::Text(_) | Op::Missing(..) | Op::Absolute(_) | Op::Power(..) => None,
            Op::Root(_) | Op::Least(_) | Op::Greatest(_) | Op::Clamp(..) | Op::Compare(..) | Op::And(..) => None,
            Op::Or(..) | Op::Not(_) | Op::Filled(_) | Op::Present(_) | Op::Band(..) | Op::Within(..) => None,
            Op::Rank(..) => None,
        }
    }
}
