//! Which years the values of a year are computed from: reading another year may lead to a third.

use super::planner::Planner;
use crate::check;
use crate::program::depend::{Facet, Need, facet, needs, needs_of, needs_to_plan};
use crate::program::{Definition, Expr, ExprKind, Kind, NameId, Over, Program, Role, SetRef, ValueRef};
use crate::source::Span;
use crate::syntax::ast::{Period, YearOf};
use std::collections::{BTreeSet, HashSet};

/// The most distances to other years that are followed.
pub const MOST_SHIFTS: usize = 20;

/// The farthest year that is followed; otherwise a chain of names, each reading the year before, grows quadratically.
const FARTHEST: u32 = 100;

const FACETS: [Facet; 6] =
    [Facet::Value, Facet::Target, Facet::Achievement, Facet::ValueBand, Facet::Budget, Facet::Spent];

/// The years that are read, relative to any year.
#[derive(Debug, Default)]
pub struct Looks {
    /// Their distances; the year itself is 0.
    pub shifts: BTreeSet<i32>,
    /// Years that are read from any year.
    pub years: BTreeSet<i32>,
    /// Of these, the years of a value that an indicator realises: in that very year it may be the realisation at hand.
    pub realised: BTreeSet<i32>,
    /// Where a chain of reads goes farther than it is followed, though not the same counts in every year.
    pub beyond: Option<Span>,
    has_turns: bool,
}

/// A time relative to the year at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum At {
    Shift(i32),
    Year(i32),
}

impl<'p> Planner<'p> {
    /// The version of a name in force in a year that is near enough.
    pub(super) fn version(&self, name: NameId, year: i32) -> Option<&'p Definition> {
        self.program.version(name, year).filter(|_| year.abs_diff(self.year) <= FARTHEST)
    }
}

/// Follows every read of another year, except through `endless` names, which are not planned.
pub fn looks(program: &Program, endless: &HashSet<NameId>) -> Looks {
    let has_turns = !program.turns().is_empty();
    let mut looks = Looks { shifts: BTreeSet::from([0]), has_turns, ..Looks::default() };
    // Some words of another year are not computed from anything.
    let written = periods(program);
    if written.is_empty() {
        return looks;
    }
    let mut open: Vec<(NameId, Facet, At)> = Vec::new();
    let mut seen: HashSet<(NameId, Facet, At)> = HashSet::new();
    for definition in &program.definitions {
        let needed = FACETS.iter().flat_map(|facet| needs(program, definition, *facet));
        let needed: Vec<(Need, Span)> = needed.collect();
        for (need, span) in needed {
            looks.step(program, (definition.name, At::Shift(0)), need, span, &mut open);
        }
    }
    for (period, _) in &written {
        looks.note(moved(At::Shift(0), Some(*period), program.package.plan));
    }
    while let Some(state) = open.pop() {
        let (name, facet, at) = state;
        if looks.beyond.is_some() || endless.contains(&name) || !seen.insert(state) {
            continue;
        }
        for definition in program.versions(name) {
            for (need, span) in needs(program, definition, facet) {
                looks.step(program, (name, at), need, span, &mut open);
            }
        }
    }
    looks.add_words(&written);
    looks
}

/// The same for everything one expression is computed from: including what only determines its kind of number, and
/// however long the chain, as far as it is planned. `beside` is the time of a value that is queried beside it.
pub fn looks_from(program: &Program, endless: &HashSet<NameId>, expr: &Expr, beside: Option<Period>) -> Looks {
    let plan = program.package.plan;
    let mut looks = Looks { shifts: BTreeSet::from([0]), ..Looks::default() };
    let mut own = Vec::new();
    collect(expr, &mut own);
    own.extend(beside.map(|period| (period, false)));
    let mut written = periods(program);
    written.extend(&own);
    if written.is_empty() {
        return looks;
    }
    own.iter().for_each(|(period, _)| looks.note(moved(At::Shift(0), Some(*period), plan)));
    let mut open: Vec<(NameId, Facet, At)> = Vec::new();
    if let Some(any) = program.definitions.first() {
        let asked = needs_of(program, any, expr).into_iter();
        open.extend(
            asked.map(|(need, _)| (need.name.unwrap_or(any.name), need.facet, moved(At::Shift(0), need.period, plan))),
        );
    }
    let mut seen: HashSet<(NameId, Facet, At)> = HashSet::new();
    while let Some(state) = open.pop() {
        let (name, facet, at) = state;
        let is_far = matches!(at, At::Shift(by) if by.unsigned_abs() > FARTHEST);
        if is_far || !seen.insert(state) {
            continue;
        }
        looks.note(at);
        // An endless name is taken as given in every year but the one at hand.
        if endless.contains(&name) && at != At::Shift(0) {
            continue;
        }
        if facet == Facet::Target {
            open.push((name, Facet::Value, at));
        }
        for definition in program.versions(name) {
            let needed = needs_to_plan(program, definition, facet).into_iter();
            open.extend(needed.map(|(need, _)| (need.name.unwrap_or(name), need.facet, moved(at, need.period, plan))));
        }
    }
    looks.add_words(&written);
    looks
}

impl Looks {
    /// Words of another year are not computed, yet each version has its own.
    fn add_words(&mut self, written: &[(Period, bool)]) {
        let words: BTreeSet<i32> =
            written.iter().filter(|(_, is_word)| *is_word).filter_map(|(one, _)| shift(one)).collect();
        let from: Vec<i32> = self.shifts.iter().copied().collect();
        self.shifts.extend(from.iter().flat_map(|at| words.iter().map(|by| at.saturating_add(*by))));
    }

    fn step(
        &mut self,
        program: &Program,
        (own, at): (NameId, At),
        need: Need,
        span: Span,
        open: &mut Vec<(NameId, Facet, At)>,
    ) {
        let to = moved(at, need.period, program.package.plan);
        if to == At::Shift(0) {
            return;
        }
        let name = need.name.unwrap_or(own);
        self.note(to);
        if let (At::Year(year), Facet::Value) = (to, need.facet)
            && program.versions(name).any(|version| matches!(version.kind, Kind::Indicator(_)))
        {
            self.realised.insert(year);
        }
        if self.has_turns && self.shifts.len() > MOST_SHIFTS {
            self.beyond.get_or_insert(span);
        }
        open.push((name, need.facet, to));
    }

    fn note(&mut self, at: At) {
        match at {
            At::Shift(by) => self.shifts.insert(by),
            At::Year(year) => self.years.insert(year),
        };
    }
}

fn moved(at: At, period: Option<Period>, plan: Option<(i32, i32)>) -> At {
    let Some(period) = period else { return at };
    match (period.year, at) {
        (YearOf::Shift(by), At::Shift(from)) => At::Shift(from.saturating_add(by)),
        (YearOf::Shift(by), At::Year(from)) => At::Year(from.saturating_add(by)),
        (YearOf::Fixed(year), _) => At::Year(year),
        (YearOf::First, _) => plan.map_or(at, |(first, _)| At::Year(first)),
        (YearOf::Last, _) => plan.map_or(at, |(_, last)| At::Year(last)),
    }
}

pub fn shift(period: &Period) -> Option<i32> {
    if let YearOf::Shift(by) = period.year { Some(by) } else { None }
}

/// Names whose values depend on ever more years.
pub fn endless(program: &Program) -> HashSet<NameId> {
    if periods(program).is_empty() { HashSet::new() } else { check::through_years(program) }
}

/// Every period as written, and whether it belongs to a word that nothing computes.
pub fn periods(program: &Program) -> Vec<(Period, bool)> {
    let mut periods = Vec::new();
    program.each_formula(&mut |expr| collect(expr, &mut periods));
    periods
}

/// The same for everything that is evaluated, tables and conditions included.
pub fn all_periods(program: &Program) -> Vec<Period> {
    let mut periods = Vec::new();
    program.each_expression(&mut |expr| collect(expr, &mut periods));
    periods.into_iter().map(|(period, _)| period).collect()
}

fn collect(expr: &Expr, periods: &mut Vec<(Period, bool)>) {
    let is_word = |role: Role| facet(role, &Kind::Quantity).is_none();
    match &expr.kind {
        ExprKind::Value(ValueRef { period: Some(period), role, .. }) => periods.push((*period, is_word(*role))),
        ExprKind::Aggregate { over: Over::Members(SetRef { period: Some(period), .. }, _), .. } => {
            periods.push((*period, true));
        }
        ExprKind::Value(_) | ExprKind::Aggregate { .. } | ExprKind::Number(..) | ExprKind::Text(_) => {}
        ExprKind::Year | ExprKind::Argument | ExprKind::Negate(_) | ExprKind::Not(_) | ExprKind::Binary { .. } => {}
        ExprKind::If { .. } | ExprKind::Least(_) | ExprKind::Greatest(_) | ExprKind::Round(..) => {}
        ExprKind::Absolute(_)
        | ExprKind::Root(_)
        | ExprKind::Difference(..)
        | ExprKind::Growth(..)
        | ExprKind::Present(_) => {}
        ExprKind::Convert(..) => {}
    }
    expr.children().for_each(|child| collect(child, periods));
}
