//! Results that examples expect: each side planned beside the other, so that a ratio beside `66,7%` is percent.

use super::lower::Context;
use super::planner::Planner;
use super::shares::EXPECTED;
use super::*;
use crate::number::Rounding;
use crate::program::{Claim, Expectation, ExprKind, Statement, Wanted};
use crate::syntax::ast::Operator;
use std::collections::HashSet;

/// Plans a year, and for each expectation of an example: the left side, the right side unless it is a state, and the
/// left side at the decimals of a figure.
pub fn plan_expected(
    program: &Program,
    year: i32,
    given: &Dataset,
    expected: &[&Expectation],
) -> (Plan, Vec<Vec<SlotId>>) {
    let mut planner = Planner::new(program, year, Some(given));
    planner.everything();
    let slots = expected.iter().map(|one| planner.expectation(one)).collect();
    (planner.finish(), slots)
}

/// Plans a year, and the claims of a printed report about it.
pub fn plan_claims(program: &Program, year: i32, data: Option<&Dataset>, claims: &[Claim]) -> Plan {
    let mut planner = Planner::new(program, year, data);
    planner.everything();
    for (at, claim) in claims.iter().enumerate() {
        for (which, statement) in claim.statements.iter().enumerate() {
            let (slots, sides) = match statement {
                Statement::Is(expected) => {
                    let small = planner.small_figure(expected);
                    (small.unwrap_or_else(|| planner.expectation(expected)), Vec::new())
                }
                Statement::Holds(condition) => {
                    let whole = planner.question(condition).slot;
                    let sides = compared(condition).into_iter();
                    (vec![whole], sides.map(|side| (side.span, planner.question(side).slot)).collect())
                }
            };
            let Some(slot) = slots.first() else { continue };
            let cell = PlannedCell { slot: *slot, show: Show::Automatic };
            planner.plan.claims.push(PlannedClaim { of: (at, which), cell, wanted: slots.get(1).copied(), sides });
        }
    }
    planner.finish()
}

/// What a condition compares, literals apart; for conditions inside it, what these compare.
fn compared(condition: &Expr) -> Vec<&Expr> {
    if let ExprKind::Binary { operator: Operator::Compare(_), left, right } = &condition.kind {
        return [&**left, &**right].into_iter().filter(|side| !is_literal(side)).collect();
    }
    let joins =
        matches!(condition.kind, ExprKind::Not(_) | ExprKind::Binary { operator: Operator::And | Operator::Or, .. });
    condition.children().filter(|_| joins).flat_map(compared).collect()
}

fn is_literal(side: &Expr) -> bool {
    if let ExprKind::Negate(inner) = &side.kind {
        return is_literal(inner);
    }
    matches!(side.kind, ExprKind::Number(..) | ExprKind::Text(_))
}

/// Plans a year with the expectations of examples and the promises, to find meaningless formulas. Money that no rule
/// reads is not planned.
pub(super) fn plan_beside(
    program: &Program,
    year: i32,
    (expected, promised): (&[&Expectation], &[&Expr]),
    endless: &HashSet<NameId>,
) -> Plan {
    let mut planner = Planner::new(program, year, None);
    planner.endless = endless.clone();
    planner.everything_ruled();
    for one in expected {
        planner.expectation(one);
    }
    for one in promised {
        planner.question(one);
    }
    planner.finish()
}

impl Planner<'_> {
    /// A figure below 1 that a report prints in place of percent: no rule author meant it, and whether it is a ratio in
    /// place of percent is the question to the report.
    fn small_figure(&mut self, one: &Expectation) -> Option<Vec<SlotId>> {
        let Wanted::Value(wanted) = &one.wanted else { return None };
        one.printed.as_ref().filter(|printed| printed.enough)?;
        let context = Context::of_year(self.year);
        let value = self.lower(&one.value, &context);
        let figure = self.lower(wanted, &context);
        // Also for decreases: a minus precedes the number.
        let bare = if let Op::Negate(inner) = self.op(figure) { *inner } else { figure };
        let is_small = self.op(bare).number().is_some_and(|it| it.abs() <= Exact::ONE);
        let is_bare = !self.unit(figure).is_percent() && self.unit(value).is_percent();
        (is_small && is_bare).then(|| vec![value, figure])
    }

    fn expectation(&mut self, one: &Expectation) -> Vec<SlotId> {
        let context = Context::of_year(self.year);
        let value = self.lower(&one.value, &context);
        let Wanted::Value(wanted) = &one.wanted else { return vec![value] };
        let figure = self.lower(wanted, &context);
        let parts = [&one.value, wanted];
        let whole = Expr { kind: one.value.kind.clone(), span: one.span };
        let mut sides = match self.levelled(EXPECTED, &whole, &parts, &[value, figure], &context) {
            Ok((sides, _)) => sides,
            Err(refused) => vec![refused, figure],
        };
        if let (Some(printed), Some(value)) = (&one.printed, sides.first()) {
            let precision = Precision { places: printed.places, mode: Rounding::HalfAway };
            let unit = self.unit(*value);
            let rounded = self.push(Op::Round(*value, precision), unit, Some(one.value.span));
            sides.push(rounded);
        }
        sides
    }
}
