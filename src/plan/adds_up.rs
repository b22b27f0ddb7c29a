//! What part of a row goes into the value of a formula, and whether that is additive along the hierarchy: the value of
//! a whole then contains those of its parts.

use super::*;
use crate::program::{Aggregate, ExprKind, Over, SetKind, SetRef, Subject, ValueRef};
use crate::syntax::ast::{Operator, Period};

/// A value of a row: its role and period.
pub(super) type Read = (Role, Option<Period>);

/// What a formula of a row is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Made {
    /// Nothing of the row.
    Fixed,
    /// The number 0, as an alternative to money.
    Nothing,
    /// Its money, times a constant.
    Money,
    /// Its money, or 0 where it has none: `jika ada(pagu) maka pagu selain itu 0`.
    MoneyOrNothing,
    /// The money of its parts, times a constant.
    MoneyOfParts,
    /// Anything else, or in another way.
    Otherwise,
}

/// Whether a formula is additive along the hierarchy. Depth is bounded by the parser.
pub(super) fn made(expr: &Expr) -> Made {
    match &expr.kind {
        ExprKind::Number(value, _) if value.is_zero() => Made::Nothing,
        ExprKind::Number(..) | ExprKind::Text(_) | ExprKind::Argument => Made::Fixed,
        ExprKind::Value(ValueRef { subject: Subject::Name(_), role, .. }) if *role != Role::Weight => Made::Fixed,
        ExprKind::Value(value) if is_money(value) => Made::Money,
        ExprKind::Value(_) | ExprKind::Year => Made::Otherwise,
        ExprKind::Negate(inner) | ExprKind::Round(inner, _) => made(inner),
        ExprKind::Difference(one, other) => sum([made(one), made(other)]),
        ExprKind::Binary { operator, left, right } => match operator {
            Operator::Add | Operator::Subtract => sum([made(left), made(right)]),
            Operator::Multiply => times(made(left), made(right)),
            Operator::Divide => over(made(left), made(right)),
            Operator::Power if crate::resolve::whole_literal(right) == Some(1) => made(left),
            Operator::Power | Operator::Compare(_) | Operator::And | Operator::Or => fixed([&**left, &**right]),
        },
        ExprKind::If { condition, then, otherwise } => {
            let is_asked = matches!(&condition.kind, ExprKind::Present(asked) if asked == then);
            if is_asked && made(then) == Made::Money && made(otherwise) == Made::Nothing {
                return Made::MoneyOrNothing;
            }
            if is_fixed(made(condition)) { sum([made(then), made(otherwise)]) } else { Made::Otherwise }
        }
        ExprKind::Aggregate { aggregate: Aggregate::Sum | Aggregate::Mean, over: Over::List(values) } => {
            values.iter().map(made).reduce(|all, one| sum([all, one])).unwrap_or(Made::Fixed)
        }
        ExprKind::Aggregate { aggregate, over: Over::Members(set, body) } => of_set(*aggregate, set, body),
        ExprKind::Convert(_, inner)
        | ExprKind::Not(inner)
        | ExprKind::Absolute(inner)
        | ExprKind::Root(inner)
        | ExprKind::Present(inner) => fixed([&**inner]),
        ExprKind::Growth(one, other) => fixed([&**one, &**other]),
        ExprKind::Least(values) | ExprKind::Greatest(values) => fixed(values),
        ExprKind::Aggregate { over: Over::List(values), .. } => fixed(values),
        ExprKind::Aggregate { over: Over::Rows(_), .. } => Made::Otherwise,
    }
}

fn of_set(aggregate: Aggregate, set: &SetRef, body: &Expr) -> Made {
    let values = body.values();
    match set.of {
        Some(_) if values.iter().all(|value| value.subject != Subject::This) => Made::Fixed,
        None if set.kind == SetKind::Parts && aggregate == Aggregate::Sum && made(body) == Made::Money => {
            let is_there = |value: &&ValueRef| value.subject != Subject::Each || value.period == set.period;
            if values.iter().all(is_there) { Made::MoneyOfParts } else { Made::Otherwise }
        }
        Some(_) | None => Made::Otherwise,
    }
}

fn is_money(value: &ValueRef) -> bool {
    matches!(value.role, Role::Budget | Role::Spent)
}

fn is_fixed(made: Made) -> bool {
    matches!(made, Made::Fixed | Made::Nothing)
}

fn fixed<'e>(all: impl IntoIterator<Item = &'e Expr>) -> Made {
    if all.into_iter().all(|one| is_fixed(made(one))) { Made::Fixed } else { Made::Otherwise }
}

/// Money may be combined only with money of the same kind, or with nothing.
fn sum([one, other]: [Made; 2]) -> Made {
    match (one, other) {
        _ if one == other => one,
        (Made::Nothing, _) => other,
        (_, Made::Nothing) => one,
        _ => Made::Otherwise,
    }
}

fn times(one: Made, other: Made) -> Made {
    match (one, other) {
        (Made::Fixed | Made::Nothing, _) if is_fixed(other) => Made::Fixed,
        (Made::Fixed, _) => other,
        (_, Made::Fixed) => one,
        _ => Made::Otherwise,
    }
}

fn over(one: Made, other: Made) -> Made {
    match other {
        Made::Fixed => one,
        Made::Nothing if is_fixed(one) => Made::Fixed,
        Made::Nothing | Made::Money | Made::MoneyOrNothing | Made::MoneyOfParts | Made::Otherwise => Made::Otherwise,
    }
}

/// The money and the achievements of a row that go into the value of a formula, each once; not what is only tested by a
/// condition or only counted. Depth is bounded by the parser.
pub(super) fn reads(expr: &Expr) -> Vec<Read> {
    let mut found = Vec::new();
    collect(expr, false, &mut found);
    found
}

/// `is_of_named`: inside an aggregate over the members of a named set, which are not the rows.
fn collect(expr: &Expr, is_of_named: bool, found: &mut Vec<Read>) {
    match &expr.kind {
        ExprKind::Value(value) => {
            let is_of_row = match value.subject {
                Subject::Name(_) => false,
                Subject::Each => !is_of_named,
                Subject::This => true,
            };
            let read = (value.role, value.period);
            if is_of_row && (is_money(value) || value.role.is_achievement()) && !found.contains(&read) {
                found.push(read);
            }
        }
        ExprKind::Not(_) | ExprKind::Present(_) => {}
        ExprKind::Binary { operator: Operator::Compare(_) | Operator::And | Operator::Or, .. } => {}
        ExprKind::If { then, otherwise, .. } => {
            [then, otherwise].into_iter().for_each(|one| collect(one, is_of_named, found));
        }
        ExprKind::Aggregate { aggregate, .. } if aggregate.only_counts() || aggregate.counts_conditions() => {}
        ExprKind::Aggregate { over: Over::Members(set, body), .. } => {
            collect(body, is_of_named || set.of.is_some(), found);
        }
        ExprKind::Number(..) | ExprKind::Text(_) | ExprKind::Year | ExprKind::Argument => {}
        ExprKind::Convert(..)
        | ExprKind::Difference(..)
        | ExprKind::Growth(..)
        | ExprKind::Negate(_)
        | ExprKind::Binary { .. }
        | ExprKind::Least(_)
        | ExprKind::Greatest(_)
        | ExprKind::Round(..)
        | ExprKind::Absolute(_)
        | ExprKind::Root(_)
        | ExprKind::Aggregate { .. } => expr.children().for_each(|child| collect(child, is_of_named, found)),
    }
}
