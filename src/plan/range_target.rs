//! Comparisons with a target that is a range.

use super::lower::Context;
use super::planner::{Planner, subject};
use super::*;
use crate::program::{Expr, ExprKind, Outcome};
use crate::syntax::ast::Comparison;

impl Planner<'_> {
    /// The formula for a single target, or that for a range where the two ends of the target differ.
    pub(super) fn single_or_range(&mut self, single: &Outcome, ranged: &Outcome, context: &Context) -> SlotId {
        let (single, ranged) = (self.outcome(single, context), self.outcome(ranged, context));
        let Some(name) = context.this else { return single };
        let low = self.role(name, Role::TargetLow, context.when, None);
        let high = self.role(name, Role::TargetHigh, context.when, None);
        let is_range = self.condition(Op::Compare(low, Comparison::NotEqual, high));
        self.push(Op::Choose { cases: vec![(is_range, ranged)], otherwise: single }, Unit::Percent, None)
    }

    /// What replaces a value where it is only tested for presence: a target that is a range is not a number, but it is
    /// present. A range of the year has its text for that, one combined from quarters its lower end.
    pub(super) fn as_there(&mut self, slot: SlotId) -> SlotId {
        if self.coverage.ranges.is_empty() {
            return slot;
        }
        if let Some(low) = self.coverage.ranges.get(&slot) {
            return *low;
        }
        if let Op::Same(inner) = *self.op(slot) {
            let there = self.as_there(inner);
            return if there == inner { slot } else { there };
        }
        let Op::Choose { cases, otherwise } = self.op(slot).clone() else { return slot };
        let there: Vec<_> = cases.iter().map(|(holds, value)| (*holds, self.as_there(*value))).collect();
        let or_there = self.as_there(otherwise);
        match there == cases && or_there == otherwise {
            true => slot,
            false => self.choice(there, or_there),
        }
    }

    /// A comparison with a target that is a range: it holds if it holds for every number of the range. So a rule may
    /// test `target = 0` for single targets and ranges alike.
    pub(super) fn range_compared(
        &mut self,
        comparison: Comparison,
        (left, right): (&Expr, &Expr),
        whole: &Expr,
        context: &Context,
    ) -> Option<SlotId> {
        let span = Some(whole.span);
        let ranged = |expr: &Expr, planner: &Self| {
            let ExprKind::Value(reference) = &expr.kind else { return None };
            let name = subject(reference.subject, context).filter(|_| reference.role == Role::Target)?;
            let when = planner.when(context, reference.period);
            let definition = planner.program.version(name, when.year)?;
            planner.program.has_range_target(definition).then_some((name, when))
        };
        let (name, when, comparison, (target, beside)) = match (ranged(left, self), ranged(right, self)) {
            (Some((name, when)), None) => (name, when, comparison, (left, right)),
            (None, Some((name, when))) => (name, when, comparison.mirrored(), (right, left)),
            _ => return None,
        };
        let other = self.part(beside, context);
        let mut end = |role| {
            let end = self.role(name, role, when, span);
            self.levelled("", whole, &[target, beside], &[end, other], context).map(|(sides, _)| (sides[0], sides[1]))
        };
        let (low, high) = (Role::TargetLow, Role::TargetHigh);
        let ends = match comparison {
            Comparison::Less | Comparison::LessEqual => vec![end(high)],
            Comparison::Greater | Comparison::GreaterEqual => vec![end(low)],
            Comparison::Equal | Comparison::NotEqual => vec![end(low), end(high)],
        };
        let ends: Vec<(SlotId, SlotId)> = match ends.into_iter().collect() {
            Ok(ends) => ends,
            Err(refused) => return Some(refused),
        };
        // Both ends have the same quarters, whatever they are made of.
        let sides = [ends[0].0, ends[0].1];
        let join = if comparison == Comparison::NotEqual { Op::Or } else { Op::And };
        Some(self.over_same_quarters(&sides, span, |planner| {
            let compare = |(end, other)| planner.push(Op::Compare(end, comparison, other), Unit::Any, span);
            let held: Vec<SlotId> = ends.into_iter().map(compare).collect();
            match held[..] {
                [low, high] => planner.push(join(low, high), Unit::Any, span),
                _ => held[0],
            }
        }))
    }
}
