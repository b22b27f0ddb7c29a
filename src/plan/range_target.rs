//! Comparisons with a target that is a range.

use super::lower::Context;
use super::planner::{Planner, subject};
use super::*;
use crate::program::{Expr, ExprKind, Outcome};
use crate::syntax::ast::Comparison;

impl Planner<'_> {
    /// The formula for a single target, or that for a range where the ends of the target are two.
    pub(super) fn single_or_range(&mut self, single: &Outcome, ranged: &Outcome, context: &Context) -> SlotId {
        let (single, ranged) = (self.outcome(single, context), self.outcome(ranged, context));
        let Some(name) = context.this else { return single };
        let low = self.role(name, Role::TargetLow, context.when, None);
        let high = self.role(name, Role::TargetHigh, context.when, None);
        let is_range = self.condition(Op::Compare(low, Comparison::NotEqual, high));
        self.push(Op::Choose { cases: vec![(is_range, ranged)], otherwise: single }, Unit::Percent, None)
    }

    /// A comparison with a target that is a range: it holds where it holds for every number of the range. So a rule may
    /// ask `target = 0` of single targets and ranges alike.
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
            match self.levelled("", whole, &[target, beside], &[end, other], context) {
                Ok((sides, _)) => self.push(Op::Compare(sides[0], comparison, sides[1]), Unit::Any, span),
                Err(refused) => refused,
            }
        };
        Some(match comparison {
            Comparison::Less | Comparison::LessEqual => end(Role::TargetHigh),
            Comparison::Greater | Comparison::GreaterEqual => end(Role::TargetLow),
            Comparison::Equal => {
                let (low, high) = (end(Role::TargetLow), end(Role::TargetHigh));
                self.push(Op::And(low, high), Unit::Any, span)
            }
            Comparison::NotEqual => {
                let (low, high) = (end(Role::TargetLow), end(Role::TargetHigh));
                self.push(Op::Or(low, high), Unit::Any, span)
            }
        })
    }
}
