//! What is known where an expression stands: ranges of single values, narrowed by the conditions that hold there.

use super::program::*;
use super::ranges::Ranges;
use super::reach::Reach;
use crate::number::{Bound, Exact, Interval};
use crate::syntax::ast::{Comparison, Operator, Period, Years};
use std::collections::BTreeMap;

/// A value that an expression refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Variable {
    /// Which of its values.
    pub role: Role,
    /// Of what.
    pub subject: Subject,
    /// Of another time.
    pub period: Option<Period>,
}

/// What is known where an expression stands.
#[derive(Debug, Clone)]
pub struct Known {
    pub(super) years: Years,
    pub(super) conversions: usize,
    pub(super) values: BTreeMap<Variable, Reach>,
    pub(super) own: Option<NameId>,
    pub(super) argument: Option<Reach>,
    /// Expressions that are not 0 here, because a condition says so.
    pub(super) not_zero: Vec<Expr>,
}

impl Known {
    /// Nothing known but the years a definition speaks for.
    pub fn in_years(years: Years) -> Known {
        Known { years, conversions: 0, values: BTreeMap::new(), own: None, argument: None, not_zero: Vec::new() }
    }

    /// What is known inside a formula of a definition.
    pub fn of(definition: &Definition) -> Known {
        Known { own: Some(definition.name), ..Known::in_years(definition.in_force) }
    }

    /// The same, with the range of one value.
    pub fn with(mut self, variable: Variable, range: Interval) -> Known {
        self.values.insert(variable, Reach::input(range, variable));
        self
    }

    /// The same, with the value a conversion is given.
    pub fn converting(self, argument: Interval) -> Known {
        Known { argument: Some(Reach::within(argument)), ..self }
    }

    /// The same, after a condition turned out so: `target = 0` that does not hold leaves a target that is not 0.
    pub fn after(mut self, condition: &Expr, holds: bool, ranges: &Ranges) -> Known {
        self.narrow(condition, holds, ranges);
        self
    }

    /// Whether a condition that holds here rules out that an expression is 0.
    pub fn is_not_zero(&self, expr: &Expr) -> bool {
        self.not_zero.contains(expr)
    }

    pub(super) fn narrow(&mut self, condition: &Expr, holds: bool, ranges: &Ranges) {
        match &condition.kind {
            ExprKind::Not(inner) => self.narrow(inner, !holds, ranges),
            ExprKind::Binary { operator: Operator::And, left, right } if holds => {
                self.narrow(left, true, ranges);
                self.narrow(right, true, ranges);
            }
            ExprKind::Binary { operator: Operator::Or, left, right } if !holds => {
                self.narrow(left, false, ranges);
                self.narrow(right, false, ranges);
            }
            ExprKind::Binary { operator: Operator::Compare(comparison), left, right } => {
                self.rule_out_zero(*comparison, left, right, holds);
                let (variable, value, comparison) = match (variable(left), constant(right)) {
                    (Some(variable), Some(value)) => (variable, value, *comparison),
                    _ => match (variable(right), constant(left)) {
                        (Some(variable), Some(value)) => (variable, value, comparison.mirrored()),
                        _ => return,
                    },
                };
                let comparison = if holds { comparison } else { negated(comparison) };
                let reach = ranges.of_variable(&variable, self);
                self.values.insert(variable, reach.map(|range| narrowed(range, comparison, &value)));
            }
            _ => {}
        }
    }
}

impl Known {
    /// Keeps an expression that a comparison with a number separates from 0.
    fn rule_out_zero(&mut self, comparison: Comparison, left: &Expr, right: &Expr, holds: bool) {
        let (expr, value, comparison) = match (constant(left), constant(right)) {
            (None, Some(value)) => (left, value, comparison),
            (Some(value), None) => (right, value, comparison.mirrored()),
            _ => return,
        };
        let comparison = if holds { comparison } else { negated(comparison) };
        if !comparison.holds(Exact::ZERO.cmp(&value)) {
            self.not_zero.push(expr.clone());
        }
    }
}

/// The value of an expression without variables.
pub fn constant(expr: &Expr) -> Option<Exact> {
    match &expr.kind {
        ExprKind::Number(value, _) => Some(value.clone()),
        ExprKind::Negate(inner) => constant(inner).map(|value| -value),
        ExprKind::Binary { operator, left, right } => {
            let (left, right) = (constant(left)?, constant(right)?);
            match operator {
                Operator::Add => Some(left + right),
                Operator::Subtract => Some(left - right),
                Operator::Multiply => Some(left * right),
                Operator::Divide => left.checked_div(&right),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The single value an expression is.
pub fn variable(expr: &Expr) -> Option<Variable> {
    match &expr.kind {
        ExprKind::Value(ValueRef { role, subject, period }) => {
            Some(Variable { role: *role, subject: *subject, period: *period })
        }
        _ => None,
    }
}

/// Every single value in an expression, as often as it occurs.
pub fn collect(expr: &Expr, variables: &mut Vec<Variable>) {
    variables.extend(variable(expr));
    expr.children().for_each(|child| collect(child, variables));
}

fn negated(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Equal => Comparison::NotEqual,
        Comparison::NotEqual => Comparison::Equal,
        Comparison::Less => Comparison::GreaterEqual,
        Comparison::LessEqual => Comparison::Greater,
        Comparison::Greater => Comparison::LessEqual,
        Comparison::GreaterEqual => Comparison::Less,
    }
}

/// The part of a range where a comparison with a value holds; an end that is the value itself can be cut off.
fn narrowed(range: &Interval, comparison: Comparison, value: &Exact) -> Interval {
    let at = || value.clone();
    match comparison {
        Comparison::Equal => range.intersect(&Interval::point(at())),
        Comparison::Less => range.intersect(&Interval::new(Bound::Unbounded, Bound::Excluded(at()))),
        Comparison::LessEqual => range.intersect(&Interval::new(Bound::Unbounded, Bound::Included(at()))),
        Comparison::Greater => range.intersect(&Interval::new(Bound::Excluded(at()), Bound::Unbounded)),
        Comparison::GreaterEqual => range.intersect(&Interval::new(Bound::Included(at()), Bound::Unbounded)),
        Comparison::NotEqual => {
            let open = |bound: &Bound<Exact>| match bound {
                Bound::Included(end) if end == value => Bound::Excluded(end.clone()),
                other => other.clone(),
            };
            Interval::new(open(range.lo()), open(range.hi()))
        }
    }
}
