//! What comes from data: realisation, target and money, over quarters and parts.

use super::lower::Context;
use super::planner::{Planner, subject};
use super::*;
use crate::program::{Definition, Expr, ExprKind, Indicator};
use crate::syntax::ast::{Combination, Comparison, Direction};
use std::collections::HashSet;

/// The codes with money of quarters.
pub(super) fn with_quarters(data: &Dataset) -> HashSet<&str> {
    let money = data.columns().filter(|(key, _)| matches!(key.field, Field::Budget | Field::Spent));
    money.filter(|(key, _)| key.quarter.is_some()).map(|(key, _)| &*key.code).collect()
}

impl Planner<'_> {
    /// The realisation: measured, computed, or both.
    pub(super) fn value(&mut self, definition: &Definition, when: When) {
        let reported = self.measured(definition, Field::Value, when);
        let slot = match &definition.formula {
            None => reported,
            Some(formula) => {
                let computed = self.lower(formula, &Context::of(definition.name, when));
                let span = formula.span;
                self.both(ReportedPair { name: definition.name, when, computed, reported, span });
                self.push(Op::Fallback(computed, reported), definition.unit.clone(), Some(span))
            }
        };
        self.record(definition.name, Role::Value, when, slot);
    }

    /// The target, and the ends of it where it is a range.
    pub(super) fn target(&mut self, definition: &Definition, indicator: &Indicator, when: When) {
        let slot = match &indicator.target {
            Some(formula) => {
                let slot = self.lower(formula, &Context::of(definition.name, when));
                self.own(slot, definition.unit.clone())
            }
            None => self.measured(definition, Field::Target, when),
        };
        self.record(definition.name, Role::Target, when, slot);
        for (role, field) in [(Role::TargetLow, Field::TargetLow), (Role::TargetHigh, Field::TargetHigh)] {
            let end = self.column(definition, field, when);
            // A single target is a range of one number.
            let slot = self.push(Op::Fallback(end, slot), definition.unit.clone(), Some(definition.span));
            self.record(definition.name, role, when, slot);
        }
    }

    /// A comparison with a target that is a range: it holds where it holds for every number of the range. So a rule may
    /// ask `target = 0` of single targets and ranges alike.
    pub(super) fn range_compared(
        &mut self,
        comparison: Comparison,
        (left, right): (&Expr, &Expr),
        context: &Context,
        span: Option<Span>,
    ) -> Option<SlotId> {
        let ranged = |expr: &Expr, planner: &Self| match &expr.kind {
            ExprKind::Value(reference) if reference.role == Role::Target => {
                let name = subject(reference.subject, context)?;
                let when = planner.when(context, reference.period);
                let indicator = planner.program.version(name, when.year)?.kind.indicator()?;
                (indicator.direction == Direction::Range).then_some((name, when))
            }
            _ => None,
        };
        let (name, when, comparison, other) = match (ranged(left, self), ranged(right, self)) {
            (Some((name, when)), None) => (name, when, comparison, right),
            (None, Some((name, when))) => (name, when, comparison.mirrored(), left),
            _ => return None,
        };
        let other = self.lower(other, context);
        let mut end = |role| {
            let end = self.role(name, role, when, span);
            self.push(Op::Compare(end, comparison, other), Unit::Any, span)
        };
        Some(match comparison {
            Comparison::Less | Comparison::LessEqual => end(Role::TargetHigh),
            Comparison::Greater | Comparison::GreaterEqual => end(Role::TargetLow),
            Comparison::Equal => {
                let (low, high) = (end(Role::TargetLow), end(Role::TargetHigh));
                self.push(Op::And(low, high), Unit::Any, span)
            }
            Comparison::NotEqual => {
                let (low, high) = (end(Role::TargetLow), end(Role::TargetHigh));
                self.push(Op::Or(low, high), Unit::Any, span)
            }
        })
    }

    /// Budget or spending: its own, else the sum of its parts.
    pub(super) fn money(&mut self, definition: &Definition, role: Role, field: Field, when: When) {
        let program = self.program;
        let own = self.spent_over_quarters(definition, field, when);
        let rupiah = Unit::from_word("rupiah");
        let parts: Vec<NameId> = program
            .parts(definition.name)
            .into_iter()
            .filter(|part| program.version(*part, when.year).is_some_and(|v| v.parent == Some(definition.name)))
            .collect();
        let slot = if parts.is_empty() {
            own
        } else {
            let items = parts.iter().map(|part| self.role(*part, role, when, Some(definition.span))).collect();
            let op = AggregateOp { aggregate: Aggregate::Sum, items, keep: None, weights: None, complete: false };
            let sum = self.push(Op::Aggregate(op), rupiah.clone(), Some(definition.span));
            self.push(Op::Fallback(own, sum), rupiah, Some(definition.span))
        };
        self.record(definition.name, role, when, slot);
    }

    /// Money of a year: its own cell, else the sum of its quarters, as many as have one.
    fn spent_over_quarters(&mut self, definition: &Definition, field: Field, when: When) -> SlotId {
        let code = self.program.code(definition.name);
        let may_have_quarters = self.quarterly.as_ref().is_none_or(|codes| codes.contains(code));
        if when.quarter.is_none() && !may_have_quarters {
            return self.column(definition, field, when);
        }
        let rupiah = Unit::from_word("rupiah");
        let quarters = 1..=when.quarter.unwrap_or(4);
        let items = quarters
            .map(|quarter| self.column(definition, field.clone(), When { quarter: Some(quarter), ..when }))
            .collect();
        let op = AggregateOp { aggregate: Aggregate::Sum, items, keep: None, weights: None, complete: false };
        let sum = self.push(Op::Aggregate(op), rupiah.clone(), Some(definition.span));
        if when.quarter.is_some() {
            return sum;
        }
        let own = self.column(definition, field, when);
        self.push(Op::Fallback(own, sum), rupiah, Some(definition.span))
    }

    /// A data column, or its quarters made into one value.
    ///
    /// With `triwulan` a year has its own cell or those of its quarters; a target counts only the quarters in which
    /// something was measured, so that a half year is held against the targets of that half year.
    fn measured(&mut self, definition: &Definition, field: Field, when: When) -> SlotId {
        let Some(how) = definition.quarters else { return self.column(definition, field, when) };
        let quarters = 1..=when.quarter.unwrap_or(4);
        let quarter = |quarter| When { quarter: Some(quarter), ..when };
        let items: Vec<SlotId> = quarters.clone().map(|q| self.column(definition, field.clone(), quarter(q))).collect();
        let keep = (field == Field::Target).then(|| {
            let present = quarters.map(|q| {
                let measured = self.column(definition, Field::Value, quarter(q));
                self.push(Op::Present(measured), Unit::Any, Some(definition.span))
            });
            present.collect()
        });
        let aggregate = match how {
            Combination::Sum => Aggregate::Sum,
            Combination::Last => Aggregate::Last,
            Combination::Mean => Aggregate::Mean,
            Combination::Greatest => Aggregate::Greatest,
            Combination::Least => Aggregate::Least,
        };
        let op = AggregateOp { aggregate, items, keep, weights: None, complete: false };
        let combined = self.push(Op::Aggregate(op), definition.unit.clone(), Some(definition.span));
        let year = self.column(definition, field.clone(), When::year(when.year));
        let (first, second) = match (field, when.quarter) {
            (Field::Target, _) => (combined, year),
            (_, Some(_)) => return combined,
            (_, None) => (year, combined),
        };
        self.push(Op::Fallback(first, second), definition.unit.clone(), Some(definition.span))
    }

    fn column(&mut self, definition: &Definition, field: Field, when: When) -> SlotId {
        let unit = match field {
            Field::Budget | Field::Spent => Unit::from_word("rupiah"),
            _ => definition.unit.clone(),
        };
        let input = Input { code: self.program.code(definition.name).into(), field, when };
        self.input(input, unit, Some(definition.span))
    }
}
