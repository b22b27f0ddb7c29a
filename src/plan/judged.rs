//! Finds meaningless formulas, in every year in which the rules differ.

use super::expected::plan_beside;
use super::looks::{all_periods, looks, shift};
use super::planner::Planner;
use super::told_once::Once;
use super::{Plan, Refused, Twice};
use crate::program::depend::{Facet, needs};
use crate::program::units::Unit;
use crate::program::{EXAMPLE_YEAR, Expectation, Expr, NameId, Outcome, Program, Promise, Role, When};
use crate::source::Span;
use crate::syntax::ast::Years;
use std::collections::{BTreeSet, HashMap, HashSet};

/// A program with stand-ins for the users of unused rules, and the names of the stand-ins, by unit.
type StandIns = (Program, [Vec<NameId>; 3]);

/// The result of looking for meaningless formulas.
#[derive(Debug, Default)]
pub struct Judged {
    /// The formulas of a program that have no value until they are fixed, each once.
    pub refused: Vec<Refused>,
    /// Footers that count something twice whatever the data, in the year of the package, or in every year if it has
    /// none.
    pub twice: Vec<Twice>,
    /// The plan of the package's year, or of the only year if all are alike: with its tables, without money that no
    /// rule reads.
    pub plan: Option<Plan>,
    /// Which formulas without a declared unit are percentages, or differences of them, where that was uncertain before
    /// planning; by the head lines of their definitions.
    pub percentages: HashMap<Span, Unit>,
}

/// Finds formulas that have no value until they are fixed; in unused rules, those that are meaningless for every
/// stand-in. Values of other years are not followed through `endless` names.
pub fn judge(program: &Program, stand_ins: Option<&StandIns>, endless: &HashSet<NameId>) -> Judged {
    let mut found = Once::default();
    let years = years(program, endless);
    let own_year = program.package.year.or(years.first().copied().filter(|_| years.len() == 1));
    let (mut own, mut percentages) = (None, Percentages::default());
    let mut twice: Option<Vec<Twice>> = None;
    for year in years {
        let examples =
            program.examples.iter().filter(|one| one.year.or(program.package.year).is_none_or(|own| own == year));
        let expected: Vec<&Expectation> = examples.flat_map(|one| &one.expected).collect();
        let promised = program.promises.iter().filter(|one| one.in_force.covers(year));
        let promised: Vec<&Expr> = promised.map(Promise::expression).collect();
        let mut plan = plan_beside(program, year, (&expected, &promised), endless);
        std::mem::take(&mut plan.refused).into_iter().for_each(|one| found.add(one));
        percentages.add(program, &plan, year);
        if own_year.is_none_or(|own| own == year) {
            let certain = plan.twice.iter().filter(|one| one.certain.is_some());
            twice = Some(match twice {
                None => certain.cloned().collect(),
                Some(before) => {
                    let spans: HashSet<Span> = certain.map(|one| one.span).collect();
                    before.into_iter().filter(|one| spans.contains(&one.span)).collect()
                }
            });
        }
        own = own.or((own_year == Some(year)).then_some(plan));
    }
    let by_all = stand_ins.map(|stand_ins| refused_by_all(stand_ins, endless));
    by_all.into_iter().flatten().for_each(|one| found.add(one));
    let percentages = percentages.units.into_iter().filter_map(|(head, unit)| Some((head, unit?))).collect();
    Judged { refused: found.into_all(), twice: twice.unwrap_or_default(), plan: own, percentages }
}

/// Whether formulas without a unit are percentages, or differences of them, in every year so far.
#[derive(Default)]
struct Percentages {
    units: HashMap<Span, Option<Unit>>,
}

impl Percentages {
    fn add(&mut self, program: &Program, plan: &Plan, year: i32) {
        let in_force = program.definitions.iter().filter(|one| one.in_force.covers(year));
        for one in in_force.filter(|one| one.unit == Unit::Any && one.formula.is_some()) {
            let Some(value) = plan.value(one.name, Role::Value, When::year(year)) else { continue };
            let unit = Some(plan.slot(value).unit.clone()).filter(Unit::is_percent);
            let known = self.units.entry(one.span).or_insert_with(|| unit.clone());
            *known = known.take().filter(|known| unit.as_ref() == Some(known));
        }
    }
}

/// The formulas of rules that are meaningless for all stand-ins, with the finding for the last one.
fn refused_by_all((program, by_unit): &StandIns, endless: &HashSet<NameId>) -> Vec<Refused> {
    let mut found = Once::default();
    // No formula lies within another.
    let formulas: BTreeSet<Span> = formulas(program).into_iter().collect();
    let formula_of = |one: &Refused| {
        let begun = Span { end: u32::MAX, ..one.span };
        formulas.range(..=begun).next_back().copied().filter(|formula| formula.holds(one.span))
    };
    // It is unknown when these begin. Nothing else reads them, so they are endless only by themselves.
    let leads_on = by_unit.iter().flatten().copied().filter(|name| reads_own_years(program, *name));
    let endless: HashSet<NameId> = endless.iter().copied().chain(leads_on).collect();
    for year in years(program, &endless) {
        let told = by_unit.iter().map(|names| {
            let mut planner = Planner::new(program, year, None);
            planner.endless = endless.clone();
            names.iter().for_each(|name| planner.ensure(*name, Facet::Achievement, When::year(year)));
            let refused = planner.finish().refused.into_iter();
            refused.filter_map(|one| Some((formula_of(&one)?, one))).collect::<Vec<_>>()
        });
        let told: Vec<Vec<(Span, Refused)>> = told.collect();
        let Some((last, others)) = told.split_last() else { continue };
        let others: Vec<HashSet<Span>> =
            others.iter().map(|other| other.iter().map(|(formula, _)| *formula).collect()).collect();
        let by_all = |formula: &Span| others.iter().all(|other| other.contains(formula));
        last.iter().filter(|(formula, _)| by_all(formula)).for_each(|(_, one)| found.add(one.clone()));
    }
    found.into_all()
}

/// Whether the achievement of a name is computed from that of its other years.
fn reads_own_years(program: &Program, name: NameId) -> bool {
    let facet = Facet::Achievement;
    let needed = program.versions(name).flat_map(|one| needs(program, one, facet));
    let mut needed = needed.map(|(need, _)| need).filter(|need| need.facet == facet && need.period.is_some());
    needed.any(|need| need.name.is_none_or(|other| other == name))
}

/// Every formula and condition of rules of achievement.
fn formulas(program: &Program) -> Vec<Span> {
    let of_rule = program.achievement_rules.iter().flat_map(|rule| {
        let cases = rule.cases.iter().flat_map(move |(condition, one)| [condition.span, one.span()]);
        cases.chain(rule.formulas().map(Outcome::span))
    });
    of_rule.collect()
}

/// One year of each period in which the same versions are in force, there and in the years read from there, and the
/// year of the package.
fn years(program: &Program, endless: &HashSet<NameId>) -> BTreeSet<i32> {
    let mut turns = program.turns();
    let generals = program.generals.iter().map(|one| one.in_force);
    let asserted = program.assertions.iter().map(|one| one.in_force);
    let promised = program.promises.iter().map(|one| one.in_force);
    turns.extend(generals.chain(asserted).chain(promised).flat_map(Years::turns));
    let own = program.package.year;
    if !turns.is_empty() {
        let away = distances(program, endless);
        turns = turns.iter().flat_map(|edge| away.iter().map(|by| edge.saturating_sub(*by))).collect();
    }
    match turns.first() {
        // Every year is like every other.
        None => BTreeSet::from([own.unwrap_or(EXAMPLE_YEAR)]),
        Some(first) => {
            let before = first.saturating_sub(1);
            turns.into_iter().chain(own).chain([before]).collect()
        }
    }
}

/// The distances to other years that a value, a table or a `pastikan` of a year reads.
fn distances(program: &Program, endless: &HashSet<NameId>) -> BTreeSet<i32> {
    let written = all_periods(program);
    if written.is_empty() {
        return BTreeSet::from([0]);
    }
    // An endless name is not followed, whatever else reads it.
    let on_and_on: HashSet<NameId> = endless.iter().copied().chain(super::looks::endless(program)).collect();
    let far = looks(program, &on_and_on).shifts;
    let own = written.iter().filter_map(shift).chain([0]);
    own.flat_map(|by| far.iter().map(move |one| one.saturating_add(by))).collect()
}
