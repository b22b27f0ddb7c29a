//! Sums of a year-to-date value and a figure for the whole year: `TW + SETAHUN`, in a year that has only come half its
//! way in TW. What has no quarters fits any of them (a price, a number of people), but as a term of such a sum it is a
//! whole year beside a half, and the sum is not compared with the targets of that half.
//! year beside a half, and the sum is not held against the targets of that half.

use super::coverage::Covering;
use super::planner::Planner;
use super::taking_part::{Handed, Part};
use super::*;
use crate::program::Aggregate;
use crate::program::quick::QuickSet;

impl Planner<'_> {
    /// Whether a sum over quarters of a year has a term for the whole year while its quarters have not come that far;
    /// none where that is never so.
    pub(super) fn adds_a_whole_year(&mut self, slot: SlotId, year: i32) -> Option<SlotId> {
        let parts = self.parts_in(slot);
        let mut behind = None;
        for Part { base, under } in parts.iter().copied() {
            let is_of_year = |base: &super::coverage::Base| base.when == When::year(year);
            if !self.coverage.bases.get(&base).is_some_and(is_of_year) || self.is_of_years(base) {
                continue;
            }
            let Some(known) = self.known(base) else { continue };
            let is_behind = known.all.last().map(|whole| self.condition(Op::Not(*whole)));
            let is_behind = self.all_hold([under, known.counts, is_behind]);
            behind = self.any_holds(behind, is_behind);
        }
        let behind = behind?;
        let terms = self.terms_of_the_year(slot, year)?;
        Some(self.condition(Op::And(behind, terms)))
    }

    fn any_holds(&mut self, any: Option<SlotId>, one: Option<SlotId>) -> Option<SlotId> {
        match (any, one) {
            (Some(any), Some(one)) => Some(self.condition(Op::Or(any, one))),
            (any, one) => any.or(one),
        }
    }

    /// Whether a figure for the whole year that never had quarters is added.
    fn terms_of_the_year(&mut self, slot: SlotId, year: i32) -> Option<SlotId> {
        let (mut open, mut seen): (Vec<Handed>, _) = (vec![(slot, None)], QuickSet::default());
        let mut any = None;
        while let Some((at, under)) = open.pop() {
            if !seen.insert((at, under)) {
                continue;
            }
            if let Op::Input(Input { field: Field::Value | Field::Extra(_), when, .. }) = self.op(at) {
                if *when == When::year(year) && !self.is_over(at) {
                    let is_there = self.is_filled(at);
                    let is_term = self.all_hold([under, Some(is_there)]);
                    any = self.any_holds(any, is_term);
                }
                continue;
            }
            for (term, own) in self.terms_in(at) {
                open.push((term, self.all_hold([under, own])));
            }
        }
        any
    }

    /// The terms that an operation adds up or passes on. A factor of what has quarters is not a term, whatever it is.
    fn terms_in(&mut self, at: SlotId) -> Vec<Handed> {
        let of_base = self.coverage.bases.get(&at).map(|base| base.of.clone());
        if let Some(of) = of_base {
            let Covering::Either { first, second, .. } = of else { return Vec::new() };
            return self.one_of(first, second).map(|(value, is_it)| (value, Some(is_it))).into();
        }
        let op = self.op(at).clone();
        match &op {
            Op::Choose { .. } | Op::Fallback(..) => self.handed_under(&op, |_, _| true),
            Op::Multiply(a, b) | Op::Divide(a, b) => {
                let over: Vec<SlotId> = [*a, *b].into_iter().filter(|side| !self.rests_on(*side).is_empty()).collect();
                let sides = if over.is_empty() { vec![*a, *b] } else { over };
                sides.into_iter().map(|side| (side, None)).collect()
            }
            Op::Aggregate(op) => match op.aggregate {
                Aggregate::Count | Aggregate::CountIf | Aggregate::Place => Vec::new(),
                Aggregate::Sum | Aggregate::Mean | Aggregate::WeightedMean | Aggregate::GeometricMean => {
                    self.members_handed(op)
                }
                Aggregate::Least | Aggregate::Greatest | Aggregate::Median | Aggregate::Percentile(_) => {
                    self.members_handed(op)
                }
                Aggregate::Last => self.members_handed(op),
            },
            Op::Add(..) | Op::Subtract(..) | Op::Negate(_) | Op::Absolute(_) | Op::Share(_) | Op::Percentage(_) => {
                op.operands().map(|term| (term, None)).collect()
            }
            Op::Power(..) | Op::Root(_) | Op::Same(_) | Op::Least(_) | Op::Greatest(_) | Op::Round(..) => {
                op.operands().map(|term| (term, None)).collect()
            }
            Op::Clamp(..) => op.operands().map(|term| (term, None)).collect(),
            Op::Input(_) | Op::Number(_) | Op::Text(_) | Op::Missing(..) | Op::Compare(..) => Vec::new(),
            Op::And(..) | Op::Or(..) | Op::Not(_) | Op::Filled(_) | Op::Present(_) => Vec::new(),
            Op::Band(..) | Op::Within(..) | Op::Rank(..) => Vec::new(),
        }
    }

    fn members_handed(&mut self, op: &AggregateOp) -> Vec<Handed> {
        let takes = self.who_takes_part(op, |_, _| true);
        takes.into_iter().map(|(at, under)| (op.items[at], under)).collect()
    }
}
