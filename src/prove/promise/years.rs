//! The years in which a promise is judged, and the years that each of them represents.

use crate::number::{Exact, Interval};
use crate::plan::looks::{Looks, looks_from};
use crate::program::{Expr, ExprKind, NameId, Program, Promise, Says};
use crate::prove::years::{ALL, speaker, stretches};
use crate::syntax::ast::Operator;
use std::collections::{BTreeSet, HashSet};

/// The most years named in conditions for which each period between them is judged separately.
const MOST_NAMED: usize = 12;

/// What a judged year represents.
#[derive(Debug)]
pub struct StandsFor {
    /// The first and last year of its period.
    years: (i32, i32),
    /// Of these, the judged year.
    at: i32,
    /// Distances of the years that are read from each of them.
    shifts: BTreeSet<i32>,
    /// Years that are the same wherever they are read from.
    fixed: BTreeSet<i32>,
}

impl StandsFor {
    /// What a year beside the judged one represents.
    pub fn years_of(&self, year: i32) -> Interval {
        let (first, last) = self.all_of(year);
        Interval::closed(Exact::from(i64::from(first)), Exact::from(i64::from(last)))
    }

    /// Whether no data can exist for what a year beside the judged one represents.
    pub fn is_beyond(&self, year: i32) -> bool {
        let (first, last) = self.all_of(year);
        last < ALL.0 || ALL.1 < first
    }

    fn all_of(&self, year: i32) -> (i32, i32) {
        let by = year.saturating_sub(self.at);
        match self.fixed.contains(&year) && !self.shifts.contains(&by) {
            true => (year, year),
            false => (self.years.0.saturating_add(by), self.years.1.saturating_add(by)),
        }
    }
}

/// The years that represent all, that of the package first: one of each period in which the same versions are in force,
/// in that year and in those it reads, and on one side of every year that a condition names. A year from which a named
/// year is the current one, or last year, is a period of its own: only there are the two the same value.
pub fn years(program: &Program, promise: &Promise, endless: &HashSet<NameId>) -> Vec<(i32, StandsFor)> {
    let own = program.package.year;
    let Looks { shifts, years: fixed, .. } = looks_from(program, endless, promise.expression(), moving(promise));
    let mut edges = program.turns();
    edges.extend(fixed.iter().flat_map(|year| [*year, year.saturating_add(1)]));
    let named = compared(program, promise);
    if named.len() <= MOST_NAMED {
        edges.extend(named.into_iter().flat_map(|year| [year, year.saturating_add(1)]));
    }
    let turns: BTreeSet<i32> = promise.in_force.turns().collect();
    let stretches = stretches(&edges, &shifts, &turns).into_iter();
    let stands = stretches.filter(|(from, _)| promise.in_force.covers(*from)).map(|years| {
        let at = speaker(years, &shifts, own, |_| true);
        (at, StandsFor { years, at, shifts: shifts.clone(), fixed: fixed.clone() })
    });
    let mut stands: Vec<(i32, StandsFor)> = stands.collect();
    stands.sort_by_key(|(year, _)| (own != Some(*year), *year));
    stands
}

/// The time of what moves, if one is written.
fn moving(promise: &Promise) -> Option<crate::syntax::ast::Period> {
    match &promise.says {
        Says::Keeps { with, .. } => with.period,
        Says::Holds(_) | Says::Follows { .. } => None,
    }
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
