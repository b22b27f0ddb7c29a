//! Results that examples expect: both sides as they stand beside each other, so that a ratio beside `66,7%` is percent.

use super::lower::Context;
use super::planner::Planner;
use super::*;
use crate::number::Rounding;
use crate::program::{Expectation, Wanted};
use std::collections::HashSet;

/// Plans a year with what an example expects over what it gives: of each the left side, the right side unless it is a state, and the left side
/// at the decimals of a figure.
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

/// Plans a year, what examples expect and what is promised, for the formulas that cannot be meant. Money that no rule looks
/// at is not planned.
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
    fn expectation(&mut self, one: &Expectation) -> Vec<SlotId> {
        let context = Context::of_year(self.year);
        let value = self.lower(&one.value, &context);
        let Wanted::Value(wanted) = &one.wanted else { return vec![value] };
        let figure = self.lower(wanted, &context);
        let parts = [&one.value, wanted];
        let whole = Expr { kind: one.value.kind.clone(), span: one.span };
        let mut sides = match self.levelled("hasil", &whole, &parts, &[value, figure], &context) {
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
