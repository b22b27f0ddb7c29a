//! `pastikan` to slots: one condition for each thing that it is about.

use super::lower::Context;
use super::planner::Planner;
use super::*;
use crate::program::{Assertion, ExprKind, Over, SetRef, Subject, ValueRef};
use crate::syntax::ast::Operator;

impl Planner<'_> {
    /// What a condition with roles that have no name is about: everything that has one of those roles, and parts where it
    /// asks for them. Which of it has data is known with the data.
    pub(super) fn subjects_of(&self, assertion: &Assertion) -> Vec<NameId> {
        let (mut roles, mut has_set) = (Vec::new(), false);
        unnamed(&assertion.condition, &mut roles, &mut has_set);
        if has_set {
            return self.with_parts(self.year);
        }
        let names = self.program.in_order().into_iter();
        let asked = names.filter(|name| {
            let definition = self.program.version(*name, self.year);
            definition.is_some_and(|definition| roles.iter().any(|role| definition.has(*role)))
        });
        asked.collect()
    }

    pub(super) fn assertion(&mut self, assertion: &Assertion, about: Option<NameId>) {
        if let Some(name) = about {
            self.prepare(&assertion.condition, name, When::year(self.year));
        }
        let context = Context { this: about, ..Context::of_year(self.year) };
        let condition = self.lower(&assertion.condition, &context);
        // What is compared over quarters stands behind the question whether they are the same.
        let of_condition = self.plan.slot(condition);
        let asked = if let Op::Choose { otherwise, .. } = of_condition.op { otherwise } else { condition };
        let compared = if self.plan.slot(asked).span == of_condition.span { asked } else { condition };
        let sides = match (&self.plan.slot(compared).op, &assertion.condition.kind) {
            (Op::Compare(left, comparison, right), ExprKind::Binary { operator: Operator::Compare(_), .. }) => {
                Some((*left, *comparison, *right))
            }
            _ => None,
        };
        let (message, span) = (assertion.message.clone(), assertion.span);
        let known = assertion.except.iter().find(|(name, _)| Some(*name) == about);
        let accepted = known.map(|(_, reason)| reason.clone());
        self.plan.assertions.push(PlannedAssertion { condition, sides, message, about, accepted, span });
    }
}

/// The roles an expression asks of the thing at hand, and whether it asks for the parts of it.
fn unnamed(expr: &Expr, roles: &mut Vec<Role>, has_set: &mut bool) {
    if let ExprKind::Value(ValueRef { role, subject: Subject::This, .. }) = &expr.kind {
        roles.push(*role);
    }
    let of_it = |over: &Over| matches!(over, Over::Members(SetRef { of: None, .. }, _));
    *has_set |= matches!(&expr.kind, ExprKind::Aggregate { over, .. } if of_it(over));
    expr.children().for_each(|child| unnamed(child, roles, has_set));
}
