//! The years in which a promise is looked at, and the years that each of them stands for.

use super::given::shifts;
use crate::number::{Exact, Interval};
use crate::plan::looks::looks;
use crate::program::{EXAMPLE_YEAR, Expr, ExprKind, NameId, Program, Promise};
use crate::prove::{named_years, standing_for_all};
use crate::syntax::ast::{Operator, YearOf};
use std::collections::{BTreeSet, HashSet};

/// The first and last year that data can have.
const ALL: (i32, i32) = (1_900, 9_999);
/// Years that conditions name, at most, for which each stretch between them is looked at alone.
const MOST_NAMED: usize = 12;

/// The years that stand for all, that of the package first: one of each stretch in which the same versions count, in that
/// year and in those looked at, and on one side of every year that a condition names.
pub fn years(program: &Program, promise: &Promise, endless: &HashSet<NameId>) -> Vec<(i32, Interval)> {
    let turns = program.turns();
    let own = program.package.year;
    let usual = own.unwrap_or(EXAMPLE_YEAR);
    let mut years: BTreeSet<i32> = match turns.is_empty() && named_years(program).is_empty() {
        true => BTreeSet::from([usual]),
        false => standing_for_all(program),
    };
    let mut by = shifts(promise);
    years.extend(turns.iter().flat_map(|turn| by.iter().map(|by| turn.saturating_sub(*by))));
    years.extend(own);
    years.extend(promise.in_force.from.into_iter().chain(promise.in_force.to));
    let looks = looks(program, endless);
    by.extend(&looks.shifts);
    let named = compared(program, promise);
    let mut edges = BTreeSet::new();
    // A year that is looked at from everywhere must not be the one at hand alone.
    if !named.is_empty() && named.len() <= MOST_NAMED && looks.years.is_empty() && !looks_at_a_fixed_year(promise) {
        let all = turns.iter().copied().chain(named.into_iter().flat_map(|year| [year, year.saturating_add(1)]));
        edges.extend(all.flat_map(|edge| by.iter().map(move |by| edge.saturating_sub(*by))));
        years.extend(edges.iter().copied());
        years.extend(edges.first().map(|first| first.saturating_sub(1)));
    }
    years.retain(|year| promise.in_force.covers(*year));
    let stretch = |year: i32| {
        let last = edges.range(year.saturating_add(1)..).next().map_or(ALL.1, |next| next - 1);
        let ends = (edges.range(..=year).next_back().copied().unwrap_or(ALL.0), last);
        let from = promise.in_force.from.map_or(ends.0, |from| from.max(ends.0)).min(year);
        let to = promise.in_force.to.map_or(ends.1, |to| to.min(ends.1)).max(year);
        let (from, to) = if edges.is_empty() { ALL } else { (from, to) };
        Interval::closed(Exact::from(i64::from(from)), Exact::from(i64::from(to)))
    };
    let mut years: Vec<(i32, Interval)> = years.into_iter().map(|year| (year, stretch(year))).collect();
    years.sort_by_key(|(year, _)| (own != Some(*year), *year));
    years
}

/// The years that `tahun` is compared with.
fn compared(program: &Program, promise: &Promise) -> BTreeSet<i32> {
    let mut found = BTreeSet::new();
    collect(promise.expression(), &mut found);
    program.each_formula(&mut |expr| collect(expr, &mut found));
    found
}

/// Depth is bounded by the parser.
fn collect(expr: &Expr, found: &mut BTreeSet<i32>) {
    if let ExprKind::Binary { operator: Operator::Compare(_), left, right } = &expr.kind {
        let year = match (&left.kind, &right.kind) {
            (ExprKind::Year, ExprKind::Number(number, _)) | (ExprKind::Number(number, _), ExprKind::Year) => {
                number.to_decimal().and_then(|number| i32::try_from(number.trunc()).ok())
            }
            _ => None,
        };
        found.extend(year.filter(|year| (ALL.0..=ALL.1).contains(year)));
    }
    expr.children().for_each(|child| collect(child, found));
}

fn looks_at_a_fixed_year(promise: &Promise) -> bool {
    let values = promise.expression().values();
    values.iter().any(|value| value.period.is_some_and(|period| !matches!(period.year, YearOf::Shift(_))))
}
