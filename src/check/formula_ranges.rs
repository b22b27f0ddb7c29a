//! The range of an expression, operation by operation.

use super::known::{Known, Variable, collect, variable};
use super::program::*;
use super::ranges::{Ranges, not_negative};
use super::reach::{Reach, hull};
use crate::number::{Bound, Exact, Interval};
use crate::syntax::ast::Operator;
use std::collections::HashMap;

/// Conversions that call each other more often than this count as unbounded.
const MAX_CONVERSIONS: usize = 3;
/// Most variables whose ends are tried together (two to this power).
const MAX_CORNERS: usize = 10;

impl Ranges<'_> {
    /// The range of an expression.
    pub fn range(&self, expr: &Expr, known: &Known) -> Interval {
        self.reach(expr, known).range
    }

    /// The range of an expression and what is known of it. Depth is bounded by the parser.
    pub fn reach(&self, expr: &Expr, known: &Known) -> Reach {
        let of = |expr: &Expr| self.reach(expr, known);
        match &expr.kind {
            ExprKind::Number(value, _) => Reach::constant(value.clone()),
            ExprKind::Argument => known.argument.clone().unwrap_or_else(Reach::anything),
            ExprKind::Value(_) => variable(expr).map_or_else(Reach::anything, |value| self.of_variable(&value, known)),
            ExprKind::Negate(inner) => of(inner).map(Interval::neg),
            ExprKind::Absolute(inner) => of(inner).map(Interval::abs),
            ExprKind::Difference(left, right) => of(left).join(&of(right), Interval::sub),
            ExprKind::Growth(new, old) => self.growth(new, old, known),
            ExprKind::Binary { .. } => self.chain(expr, known),
            ExprKind::If { condition, then, otherwise } => {
                let then = self.reach(then, &known.clone().after(condition, true, self));
                then.or(&self.reach(otherwise, &known.clone().after(condition, false, self))).rough()
            }
            ExprKind::Least(values) => self.all(values, known, Interval::min),
            ExprKind::Greatest(values) => self.all(values, known, Interval::max),
            ExprKind::Round(inner, precision) => of(inner).map(|range| range.snap(precision.places, precision.mode)),
            ExprKind::Convert(name, inner) => self.conversion(name, &of(inner), known),
            ExprKind::Aggregate { aggregate, over } => self.aggregate(*aggregate, over, known),
            ExprKind::Rank(..) | ExprKind::Text(_) | ExprKind::Year | ExprKind::Not(_) | ExprKind::Present(_) => {
                Reach::anything()
            }
        }
    }

    fn all(&self, values: &[Expr], known: &Known, join: impl Fn(&Interval, &Interval) -> Interval) -> Reach {
        let reaches = values.iter().map(|value| self.reach(value, known));
        reaches.reduce(|a, b| a.join(&b, &join)).unwrap_or_else(Reach::anything)
    }

    /// `a + b - c …`, from its left end: a sum may be much longer than brackets may be deep.
    fn chain(&self, expr: &Expr, known: &Known) -> Reach {
        let mut links = Vec::new();
        let mut first = expr;
        while let ExprKind::Binary { operator, left, right } = &first.kind {
            if *operator == Operator::Divide && is_short(left) {
                break;
            }
            links.push((*operator, right));
            first = left;
        }
        let mut done = match &first.kind {
            ExprKind::Binary { left, right, .. } => self.ratio(left, right, known),
            _ => self.reach(first, known),
        };
        for (operator, right) in links.into_iter().rev() {
            let right = self.reach(right, known);
            done = match operator {
                Operator::Add => done.join(&right, Interval::add),
                Operator::Subtract => done.join(&right, Interval::sub),
                Operator::Multiply => done.join(&right, Interval::mul),
                Operator::Divide => done.join(&right, quotient),
                _ => done.join(&right, |_, _| Interval::ALL).rough(),
            };
        }
        done
    }

    /// A quotient; `(2*target - realisasi) / target` is `2 - realisasi / target`, so that the target counts once.
    fn ratio(&self, left: &Expr, right: &Expr, known: &Known) -> Reach {
        let Some(divisor) = variable(right) else {
            return self.reach(left, known).join(&self.reach(right, known), quotient);
        };
        let is_divisor = |expr: &Expr| variable(expr).as_ref() == Some(&divisor);
        let of = |expr: &Expr| self.ratio(expr, right, known);
        match &left.kind {
            _ if is_divisor(left) => Reach::constant(Exact::ONE),
            ExprKind::Negate(inner) => of(inner).map(Interval::neg),
            ExprKind::Binary { operator: Operator::Add, left, right } => of(left).join(&of(right), Interval::add),
            ExprKind::Binary { operator: Operator::Subtract, left, right } => of(left).join(&of(right), Interval::sub),
            ExprKind::Binary { operator: Operator::Multiply, left, right } if is_divisor(left) => {
                self.reach(right, known)
            }
            ExprKind::Binary { operator: Operator::Multiply, left, right } if is_divisor(right) => {
                self.reach(left, known)
            }
            _ => self.reach(left, known).join(&self.reach(right, known), quotient),
        }
    }

    /// `(new - old) / old` in percent, so that the old value counts once.
    fn growth(&self, new: &Expr, old: &Expr, known: &Known) -> Reach {
        let (one, hundred) = (Interval::point(Exact::ONE), Interval::point(Exact::from(100)));
        self.ratio(new, old, known).map(|ratio| ratio.sub(&one).mul(&hundred))
    }

    fn conversion(&self, name: &str, argument: &Reach, known: &Known) -> Reach {
        if known.conversions >= MAX_CONVERSIONS {
            return Reach::anything();
        }
        let rules = self.program.conversions.iter().filter(|rule| rule.name == name);
        let mut found = Vec::new();
        for rule in rules.filter(|rule| rule.in_force.overlaps(known.years)) {
            if self.is_unclear(rule.block) {
                return Reach::unclear();
            }
            let argument = match rule.round {
                Some(precision) => argument.clone().map(|range| range.snap(precision.places, precision.mode)),
                None => argument.clone(),
            };
            for piece in &rule.pieces {
                let given = match &piece.from {
                    PieceFrom::Range(range) => argument.clone().map(|argument| range.intersect(argument)),
                    PieceFrom::Text(_) => argument.clone(),
                };
                if !given.range.is_empty() {
                    let conversions = known.conversions + 1;
                    let inside = Known { argument: Some(given), conversions, ..known.clone() };
                    found.push(self.reach(&piece.value, &inside));
                }
            }
        }
        hull(found).unwrap_or_else(Reach::anything)
    }

    fn aggregate(&self, aggregate: Aggregate, over: &Over, known: &Known) -> Reach {
        let values: Vec<Reach> = match over {
            Over::List(values) => values.iter().map(|value| self.reach(value, known)).collect(),
            Over::Members(set, body) => self.members(set, body, known).unwrap_or_else(|| vec![Reach::anything()]),
            Over::Rows(_) => vec![Reach::anything()],
        };
        match aggregate {
            Aggregate::Count => Reach::within(not_negative()).rough(),
            Aggregate::Sum => {
                let sum = values.into_iter().reduce(|a, b| a.join(&b, Interval::add));
                sum.unwrap_or_else(Reach::anything).rough()
            }
            _ => hull(values).unwrap_or_else(Reach::anything),
        }
    }

    /// The range of an expression at each member of a group; none where the members are only known with the data.
    fn members(&self, set: &SetRef, body: &Expr, known: &Known) -> Option<Vec<Reach>> {
        if set.kind != SetKind::Members {
            return None;
        }
        let name = set.of.or(known.own)?;
        let groups = self.versions_in(name, known.years).filter_map(|id| self.definition(id).kind.group());
        let mut variables = Vec::new();
        collect(body, &mut variables);
        variables.retain(|variable| variable.subject == Subject::Each);
        let mut values = Vec::new();
        for group in groups {
            let weights: HashMap<NameId, &Expr> = group.weights.iter().map(|(name, weight)| (*name, weight)).collect();
            for (member, _) in &group.members {
                // A member without a version in these years never takes part.
                if self.versions_in(*member, known.years).next().is_none() {
                    continue;
                }
                let mut at_member = known.clone();
                for each in &variables {
                    let reach = match (each.role, weights.get(member)) {
                        (Role::Weight, Some(weight)) => self.reach(weight, known),
                        _ => self.of_variable(&Variable { subject: Subject::Name(*member), ..*each }, known),
                    };
                    at_member.values.insert(*each, reach);
                }
                values.push(self.reach(body, &at_member));
            }
        }
        Some(values)
    }

    /// A value outside `allowed` that the expression takes when every variable stands at one of its ends.
    pub fn corners(&self, expr: &Expr, known: &Known, allowed: &Interval) -> Option<Exact> {
        let mut variables = Vec::new();
        collect(expr, &mut variables);
        variables.sort_unstable();
        variables.dedup();
        if variables.len() > MAX_CORNERS {
            return None;
        }
        let ends: Option<Vec<[Exact; 2]>> = variables
            .iter()
            .map(|variable| {
                let range = self.variable(variable, known);
                match (range.lo(), range.hi()) {
                    (Bound::Included(low), Bound::Included(high)) => Some([low.clone(), high.clone()]),
                    _ => None,
                }
            })
            .collect();
        let ends = ends?;
        (0..1usize << variables.len()).find_map(|choice| {
            let mut corner = known.clone();
            for (at, variable) in variables.iter().enumerate() {
                let end = ends[at][choice >> at & 1].clone();
                corner.values.insert(*variable, Reach::constant(end));
            }
            let value = self.range(expr, &corner);
            match (value.lo(), value.hi()) {
                (Bound::Included(low), Bound::Included(high)) if low == high && !allowed.contains(low) => {
                    Some(low.clone())
                }
                _ => None,
            }
        })
    }
}

/// Whether a sum or product has few enough parts to be divided part by part.
fn is_short(expr: &Expr) -> bool {
    let mut first = expr;
    for _ in 0..8 {
        let ExprKind::Binary { left, .. } = &first.kind else { return true };
        first = left;
    }
    false
}

/// All quotients that exist: a divisor of 0 gives no value.
fn quotient(left: &Interval, right: &Interval) -> Interval {
    let below = right.intersect(&Interval::new(Bound::Unbounded, Bound::Excluded(Exact::ZERO)));
    let above = right.intersect(&Interval::new(Bound::Excluded(Exact::ZERO), Bound::Unbounded));
    let over = |part: &Interval| left.div(part).unwrap_or(Interval::ALL);
    over(&below).hull(&over(&above))
}
