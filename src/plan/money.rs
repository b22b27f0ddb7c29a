//! `pagu` and `serapan`: combined over quarters in their own way, and along the hierarchy.

use super::coverage::Covering;
use super::guards::{Guard, guard};
use super::planner::Planner;
use super::quarters::until;
use super::*;
use crate::program::{Aggregate, Definition, Subject, ValueRef};
use crate::syntax::ast::Combination;
use std::collections::{BTreeSet, HashSet};
use std::ops::Bound;

/// An amount of a year that a thing may have both of its own and from its parts.
#[derive(Debug, Clone)]
pub struct OwnAndParts {
    /// The thing.
    pub name: NameId,
    /// Budget or spending.
    pub field: Field,
    /// In which year.
    pub when: When,
    /// The cell of the year.
    pub cell: SlotId,
    /// Its own amount.
    pub own: SlotId,
    /// The sum of its parts.
    pub parts: SlotId,
    /// For each quarter whether one of the two covers it and another thing does not, and whether its own does.
    pub uneven: Vec<(SlotId, SlotId)>,
    /// Whether a `pastikan` compares the two.
    pub guard: Option<Guard>,
}

/// Like [`plan_with`], but without the quarterly money of codes that are neither in `quarterly` nor read by quarter in
/// an expression.
pub fn plan_with_quarters(
    program: &Program,
    year: i32,
    quarterly: &BTreeSet<String>,
    expressions: &[&Expr],
) -> (Plan, Vec<PlannedCell>) {
    let mut planner = Planner::new(program, year, None);
    let named = expressions.iter().flat_map(|expr| named_quarters(program, expr));
    planner.quarterly = Some(quarterly.iter().map(String::as_str).chain(named).collect());
    planner.everything();
    let asked = expressions.iter().map(|expr| planner.question(expr)).collect();
    (planner.finish(), asked)
}

/// The codes whose quarterly money an expression reads.
fn named_quarters<'p>(program: &'p Program, expr: &Expr) -> Vec<&'p str> {
    let is_money = |value: &&ValueRef| matches!(value.role, Role::Budget | Role::Spent);
    let quarters = expr.values().into_iter().filter(|value| value.period.is_some_and(|one| one.quarter.is_some()));
    let name = |value: &ValueRef| if let Subject::Name(name) = value.subject { Some(name) } else { None };
    quarters.filter(is_money).filter_map(name).map(|name| program.code(name)).collect()
}

/// The codes with quarterly money.
pub fn with_quarters(data: &Dataset) -> HashSet<&str> {
    let money = data.columns().filter(|(key, _)| matches!(key.field, Field::Budget | Field::Spent));
    money.filter(|(key, _)| key.quarter.is_some()).map(|(key, _)| &*key.code).collect()
}

impl Planner<'_> {
    /// Budget or spending: its own, else the sum of its parts.
    pub(super) fn money(&mut self, definition: &Definition, role: Role, field: Field, when: When) {
        let program = self.program;
        let (own, cells) = self.money_to_date(definition, field.clone(), when);
        let rupiah = Unit::from_word("rupiah");
        let parts = program.parts_in(definition.name, when.year);
        let spent = role == Role::Spent && when.quarter.is_none();
        if spent {
            let year = self.column(definition, Field::Spent, when);
            self.is_over_quarters(
                own,
                definition.name,
                Field::Spent,
                when,
                Covering::Cells { year, cells: cells.clone() },
            );
        }
        let slot = if parts.is_empty() {
            own
        } else {
            let items = parts.iter().map(|part| self.role(*part, role, when, Some(definition.span))).collect();
            let complete = definition.kind.group().map_or(definition.complete, |group| group.complete);
            let (keep, weights, order, of_quarters) = (None, None, None, false);
            let op = AggregateOp { aggregate: Aggregate::Sum, items, keep, weights, order, complete, of_quarters };
            let sum = self.push(Op::Aggregate(Box::new(op)), rupiah.clone(), Some(definition.span));
            if when.quarter.is_none() {
                let cell = self.column(definition, field.clone(), when);
                let (name, field) = (definition.name, field.clone());
                let uneven = if spent { self.uneven_with_parts(own, sum) } else { Vec::new() };
                let guard = guard(program, name, role, when, &parts).filter(|guard| match guard {
                    Guard::Tells | Guard::Equals => when.year == self.year,
                    Guard::Accepts => true,
                });
                self.plan.parts.push(OwnAndParts { name, field, when, cell, own, parts: sum, uneven, guard });
            }
            let sum = self.unless_begun(&cells, own, sum);
            let value = self.push(Op::Fallback(own, sum), rupiah, Some(definition.span));
            if spent {
                let of = Covering::Either { value, first: own, second: sum };
                self.is_over_quarters(value, definition.name, Field::Spent, when, of);
            }
            value
        };
        if role == Role::Spent && when.quarter.is_some() && !cells.is_empty() {
            self.is_over_quarters(slot, definition.name, Field::Spent, when, Covering::Quarter);
        }
        self.record(definition.name, role, when, slot);
    }

    /// The quarters that spending and some of its parts cover differently.
    fn uneven_with_parts(&mut self, own: SlotId, sum: SlotId) -> Vec<(SlotId, SlotId)> {
        let parts = self.rests_on(sum).to_vec();
        let unlike = parts.into_iter().flat_map(|part| self.unlike_quarters(own, part, None));
        unlike.map(|one| (one.differs, one.covers.0)).collect()
    }

    /// The sum of the parts where a thing has no money of its own in any quarter. Quarters with a gap are money of its
    /// own that is incomplete.
    fn unless_begun(&mut self, cells: &[SlotId], own: SlotId, sum: SlotId) -> SlotId {
        let filled: Vec<SlotId> = cells.iter().map(|cell| self.is_filled(*cell)).collect();
        match filled.into_iter().reduce(|any, one| self.condition(Op::Or(any, one))) {
            Some(begun) => self.choice(vec![(begun, own)], sum),
            None => sum,
        }
    }

    /// Money of a year with the cells of the quarters that it is made of: its own cell, else its quarters. A budget
    /// stands until it is changed, so its last one counts; spending adds up. `triwulan pagu` and `triwulan serapan`
    /// override this.
    fn money_to_date(&mut self, definition: &Definition, field: Field, when: When) -> (SlotId, Vec<SlotId>) {
        let year = self.column(definition, field.clone(), When::year(when.year));
        let code = self.program.code(definition.name);
        if !self.quarterly.as_ref().is_none_or(|codes| codes.contains(code)) {
            let own = match field == Field::Budget || when.quarter.is_none() {
                true => year,
                false => self.column(definition, field, when),
            };
            return (own, Vec::new());
        }
        let budget = field == Field::Budget;
        let money = definition.money;
        let (declared, how) = if budget { (money.budget, money.of_budget()) } else { (money.spent, money.of_spent()) };
        let cells = self.quarter_cells(definition, &field, when);
        let quarters = match (budget, how) {
            (true, Combination::Last) => self.over(definition, how, &cells[..until(when)], None, true),
            _ => self.combined_to_date(definition, how, &cells, when),
        };
        if when.quarter.is_none() {
            self.over_year(YearAndQuarters {
                name: definition.name,
                field,
                when,
                year,
                quarters,
                raw: quarters,
                cells: cells.clone(),
                declared: declared.is_some(),
                is_mean: how == Combination::Mean,
                within: Interval::new(Bound::Included(Exact::ZERO), Bound::Unbounded),
            });
        }
        let rupiah = Unit::from_word("rupiah");
        let own = match when.quarter {
            Some(_) if !budget => quarters,
            Some(_) => self.push(Op::Fallback(quarters, year), rupiah, Some(definition.span)),
            None => self.push(Op::Fallback(year, quarters), rupiah, Some(definition.span)),
        };
        // The last of the quarters up to a quarter is that quarter, and gaps before it do not count.
        let begun = match when.quarter.filter(|_| how == Combination::Last) {
            Some(_) => Vec::new(),
            None => cells[..until(when)].to_vec(),
        };
        (own, begun)
    }
}
