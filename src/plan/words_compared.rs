//! Words of the indicator at hand: `realisasi >= target` in a rule goes by the order that the indicator states, whichever
//! uses the rule. Of names the order is known when they are resolved.

use super::lower::Context;
use super::planner::{Planner, subject};
use super::*;
use crate::program::ExprKind;
use crate::program::measure::Sort;

type Order = Arc<[Arc<str>]>;

impl Planner<'_> {
    /// The order by which two words compare; none for numbers, and where it does not count.
    pub(super) fn order_between(
        &self,
        comparison: Comparison,
        left: &Expr,
        right: &Expr,
        context: &Context,
    ) -> Option<Order> {
        match comparison {
            Comparison::Equal | Comparison::NotEqual => None,
            Comparison::Less | Comparison::LessEqual | Comparison::Greater | Comparison::GreaterEqual => {
                self.order_of(left, context).or_else(|| self.order_of(right, context))
            }
        }
    }

    fn order_of(&self, expr: &Expr, context: &Context) -> Option<Order> {
        let ExprKind::Value(reference) = &expr.kind else { return None };
        let ends = [Role::Target, Role::TargetLow, Role::TargetHigh];
        if !matches!(reference.role, Role::Main | Role::Value) && !ends.contains(&reference.role) {
            return None;
        }
        let when = self.when(context, reference.period);
        let definition = self.program.version(subject(reference.subject, context)?, when.year)?;
        // The main value of an indicator with words is its word too.
        (!definition.order.is_empty()).then(|| definition.order.iter().map(|word| word.as_str().into()).collect())
    }

    /// The places of two words in their order, compared.
    pub(super) fn ranked(
        &mut self,
        comparison: Comparison,
        first: SlotId,
        right: &Expr,
        order: Order,
        (span, context): (Option<Span>, &Context),
    ) -> SlotId {
        let second = self.part(right, context);
        let [first, second] = [first, second].map(|word| {
            let slot = self.push(Op::Rank(word, order.clone()), Unit::Any, span);
            self.sorted(slot, Sort::Count)
        });
        self.over_same_quarters(&[first, second], span, |planner| {
            planner.push(Op::Compare(first, comparison, second), Unit::Any, span)
        })
    }
}
