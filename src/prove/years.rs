//! The years to plan: one for each stretch in which the same versions count, and those near its edges from which other years
//! are looked at.

use crate::program::{Expr, ExprKind, Over, Program, SetRef, ValueRef};
use crate::syntax::ast::{Period, YearOf};
use std::collections::BTreeSet;

/// Years looked at beyond an edge, at most: a value of the year before last rests on one before that, and so on.
const MOST_STEPS: i32 = 4;

/// The years that stand for all.
pub fn representatives(program: &Program) -> BTreeSet<i32> {
    let edges = program.turns();
    let periods = periods(program);
    let fixed =
        periods.iter().filter_map(|period| if let YearOf::Fixed(year) = period.year { Some(year) } else { None });
    let shifts = || periods.iter().filter_map(|p| if let YearOf::Shift(by) = p.year { Some(by) } else { None });
    // One look back may lead to the next.
    let steps = |by: i32| if by == 0 { 0 } else { (2 * by).min(MOST_STEPS).max(by) };
    let back = steps(shifts().map(|by| -by).max().unwrap_or(0).max(0));
    let ahead = steps(shifts().max().unwrap_or(0).max(0));
    // Beyond every year that is named, so that none of them is this one by chance.
    let last = edges.iter().copied().chain(fixed.clone()).max().unwrap_or(0);
    let mut years = Vec::new();
    for edge in &edges {
        years.extend((0..=back).map(|by| edge.saturating_add(by)));
        years.extend((0..=ahead).map(|by| edge.saturating_sub(1 + by)));
    }
    years.push(last.saturating_add(1_000));
    years.extend(edges.first().map(|first| first.saturating_sub(1_000)));
    // Years that see the same versions around them, and stand alike to the fixed years, stand for each other.
    let reach = back + ahead + 1;
    let fixed: BTreeSet<i32> = fixed.collect();
    let seen_from = |year: &i32| -> (Vec<usize>, Vec<i32>) {
        let around = (-back..=ahead).map(|by| edges.range(..=year.saturating_add(by)).count());
        (around.collect(), fixed.iter().map(|fixed| year.saturating_sub(*fixed).clamp(-reach, reach)).collect())
    };
    let mut told = BTreeSet::new();
    years.into_iter().filter(|year| told.insert(seen_from(year))).collect()
}

/// The years that a program names: where versions begin, those that formulas look at, the ends of its period.
pub fn named_years(program: &Program) -> BTreeSet<i32> {
    let mut years = program.turns();
    let fixed = |period: Period| if let YearOf::Fixed(year) = period.year { Some(year) } else { None };
    years.extend(periods(program).into_iter().filter_map(fixed));
    years.extend(program.package.plan.into_iter().flat_map(|(first, last)| [first, last]));
    years
}

/// Whether anything looks at another year.
pub fn looks_elsewhere(program: &Program) -> bool {
    !periods(program).is_empty()
}

fn periods(program: &Program) -> Vec<Period> {
    let mut periods = Vec::new();
    program.each_formula(&mut |expr| collect(expr, &mut periods));
    periods
}

fn collect(expr: &Expr, periods: &mut Vec<Period>) {
    if let ExprKind::Value(ValueRef { period, .. })
    | ExprKind::Aggregate { over: Over::Members(SetRef { period, .. }, _), .. } = &expr.kind
    {
        periods.extend(*period);
    }
    expr.children().for_each(|child| collect(child, periods));
}
