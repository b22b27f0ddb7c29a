//! `pastikan` to slots: one condition for each thing it applies to.

use super::lower::Context;
use super::planner::Planner;
use super::*;
use crate::program::{Assertion, ExprKind, Over, SetRef, Subject, ValueRef};
use crate::syntax::ast::Operator;

impl Planner<'_> {
    /// What a condition applies to if its roles name no thing: everything that has one of those roles, and has parts if
    /// the condition reads them. Which of these have data is only known with the data.
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
        // A comparison over quarters is wrapped in the test whether they are the same.
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

/// The roles that an expression reads of the thing at hand, and whether it reads its parts.
fn unnamed(expr: &Expr, roles: &mut Vec<Role>, has_set: &mut bool) {
    if let ExprKind::Value(ValueRef { role, subject: Subject::This, .. }) = &expr.kind {
        roles.push(*role);
    }
    let of_it = |over: &Over| matches!(over, Over::Members(SetRef { of: None, .. }, _));
    *has_set |= matches!(&expr.kind, ExprKind::Aggregate { over, .. } if of_it(over));
    expr.children().for_each(|child| unnamed(child, roles, has_set));
}
