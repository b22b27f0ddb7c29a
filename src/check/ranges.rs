//! The range a value can take, by interval arithmetic over scales.
//!
//! Where a variable repeats, the range is right but may be wider than what can be reached; [`Ranges::corners`] tells a
//! value that is really reached.

use super::intervals::apply;
use super::program::*;
use crate::number::{Bound, Exact, Interval};
use crate::syntax::ast::{Comparison, Operator, Period, Years};
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

/// Chains of definitions longer than this count as unbounded; no recursion may be as deep as a file is long.
const MAX_CHAIN: usize = 40;
/// Most variables whose ends are tried together (two to this power).
const MAX_CORNERS: usize = 10;

/// Ranges of the values of a program.
pub struct Ranges<'p> {
    program: &'p Program,
    known: RefCell<HashMap<(DefinitionId, bool), Interval>>,
}

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
    years: Years,
    depth: usize,
    values: BTreeMap<Variable, Interval>,
    own: Option<NameId>,
    argument: Option<Interval>,
}

impl Known {
    /// Nothing known but the years a definition speaks for.
    pub fn in_years(years: Years) -> Known {
        Known { years, depth: 0, values: BTreeMap::new(), own: None, argument: None }
    }

    /// What is known inside a formula of a definition.
    pub fn of(definition: &Definition) -> Known {
        Known { own: Some(definition.name), ..Known::in_years(definition.in_force) }
    }

    /// The same, with the range of one value.
    pub fn with(mut self, variable: Variable, range: Interval) -> Known {
        self.values.insert(variable, range);
        self
    }

    /// The same, with the value a conversion is given.
    pub fn converting(mut self, argument: Interval) -> Known {
        self.argument = Some(argument);
        self
    }

    /// The same, after a condition turned out so: `target = 0` that does not hold leaves a target that is not 0.
    pub fn after(mut self, condition: &Expr, holds: bool, ranges: &Ranges) -> Known {
        self.narrow(condition, holds, ranges);
        self
    }

    fn narrow(&mut self, condition: &Expr, holds: bool, ranges: &Ranges) {
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
                let (variable, value, comparison) = match (variable(left), constant(right)) {
                    (Some(variable), Some(value)) => (variable, value, *comparison),
                    _ => match (variable(right), constant(left)) {
                        (Some(variable), Some(value)) => (variable, value, mirrored(*comparison)),
                        _ => return,
                    },
                };
                let comparison = if holds { comparison } else { negated(comparison) };
                let range = ranges.variable(&variable, self);
                self.values.insert(variable, narrowed(&range, comparison, &value));
            }
            _ => {}
        }
    }
}

impl<'p> Ranges<'p> {
    /// Ranges of `program`.
    pub fn new(program: &'p Program) -> Self {
        Ranges { program, known: RefCell::default() }
    }

    /// What data may hold for a definition: its `skala`, else 0 and up.
    pub fn scale(definition: &Definition) -> Interval {
        match &definition.scale {
            Some((scale, _)) => scale.clone(),
            None => not_negative(),
        }
    }

    /// The value (realisation) of a definition.
    pub fn value(&self, id: DefinitionId) -> Interval {
        self.value_at(id, 0)
    }

    /// The achievement of an indicator or group, after cap and rounding.
    pub fn achievement(&self, id: DefinitionId) -> Interval {
        self.achievement_at(id, 0)
    }

    /// What is known inside the rule of an indicator: its target and realisation.
    pub fn inside(&self, id: DefinitionId) -> Known {
        let definition = self.definition(id);
        let own = |role| Variable { role, subject: Subject::This, period: None };
        let (scale, value) = (Self::scale(definition), self.value(id));
        let end = |bound: &Bound<Exact>| match bound {
            Bound::Included(value) | Bound::Excluded(value) => Interval::point(value.clone()),
            Bound::Unbounded => Interval::ALL,
        };
        let mut known = Known::in_years(definition.in_force);
        for role in [Role::Target, Role::TargetLow, Role::TargetHigh] {
            known = known.with(own(role), scale.clone());
        }
        known
            .with(own(Role::Value), value.clone())
            .with(own(Role::Main), value)
            .with(own(Role::ScaleLow), end(scale.lo()))
            .with(own(Role::ScaleHigh), end(scale.hi()))
    }

    fn definition(&self, id: DefinitionId) -> &'p Definition {
        &self.program.definitions[id.0 as usize]
    }

    fn value_at(&self, id: DefinitionId, depth: usize) -> Interval {
        let definition = self.definition(id);
        match (&definition.scale, &definition.formula) {
            (Some((scale, _)), _) => scale.clone(),
            (None, None) => not_negative(),
            (None, Some(formula)) => self.remember((id, true), depth, |ranges| {
                ranges.range(formula, &Known { depth: depth + 1, ..Known::in_years(definition.in_force) })
            }),
        }
    }

    fn achievement_at(&self, id: DefinitionId, depth: usize) -> Interval {
        let definition = self.definition(id);
        self.remember((id, false), depth, |ranges| match &definition.kind {
            Kind::Quantity => Interval::ALL,
            Kind::Indicator(indicator) => ranges.indicator(id, definition, indicator, depth),
            Kind::Group(group) => {
                let own = Some(definition.name);
                let known = Known { depth: depth + 1, own, ..Known::in_years(definition.in_force) };
                apply(&ranges.range(&group.achievement, &known), &group.steps)
            }
        })
    }

    fn indicator(&self, id: DefinitionId, definition: &Definition, indicator: &Indicator, depth: usize) -> Interval {
        let rules = self.program.achievement_rules.iter();
        let rules = rules.filter(|rule| rule.name == indicator.rule.0 && rule.in_force.overlaps(definition.in_force));
        let ranges = rules.map(|rule| {
            let mut known = Known { depth: depth + 1, ..self.inside(id) };
            let mut raw = Interval::EMPTY;
            for (condition, outcome) in &rule.cases {
                if let Outcome::Value(expr) = outcome {
                    raw = raw.hull(&self.range(expr, &known.clone().after(condition, true, self)));
                }
                known.narrow(condition, false, self);
            }
            if let Some(Outcome::Value(expr)) = rule.formula(indicator.direction) {
                raw = raw.hull(&self.range(expr, &known));
            }
            apply(&raw, &effective_steps(&rule.steps, &indicator.steps))
        });
        ranges.reduce(|a, b| a.hull(&b)).unwrap_or(Interval::ALL)
    }

    fn remember(&self, key: (DefinitionId, bool), depth: usize, compute: impl Fn(&Self) -> Interval) -> Interval {
        if let Some(known) = self.known.borrow().get(&key) {
            return known.clone();
        }
        if depth > MAX_CHAIN {
            return Interval::ALL;
        }
        // A cycle is reported elsewhere; here it only must end.
        self.known.borrow_mut().insert(key, Interval::ALL);
        let computed = compute(self);
        self.known.borrow_mut().insert(key, computed.clone());
        computed
    }

    fn versions_in(&self, name: NameId, years: Years) -> impl Iterator<Item = DefinitionId> {
        let versions = self.program.names[name.0 as usize].versions.iter().copied();
        versions.filter(move |id| self.definition(*id).in_force.overlaps(years))
    }

    /// The range of a single value.
    pub fn variable(&self, variable: &Variable, known: &Known) -> Interval {
        if let Some(range) = known.values.get(variable) {
            return range.clone();
        }
        match variable.subject {
            Subject::This | Subject::Each => match variable.role {
                Role::Budget | Role::Spent => not_negative(),
                _ => Interval::ALL,
            },
            Subject::Name(name) => {
                let years = if variable.period.is_some() { Years::ALWAYS } else { known.years };
                let of_version = |id: DefinitionId| {
                    let definition = self.definition(id);
                    match (variable.role, &definition.kind) {
                        (Role::Main | Role::Achievement, Kind::Group(_)) | (Role::Achievement, _) => {
                            self.achievement_at(id, known.depth + 1)
                        }
                        (Role::Main | Role::Value, _) => self.value_at(id, known.depth + 1),
                        (Role::Target | Role::TargetLow | Role::TargetHigh, _) => Self::scale(definition),
                        (Role::Budget | Role::Spent, _) => not_negative(),
                        _ => Interval::ALL,
                    }
                };
                self.versions_in(name, years).map(of_version).reduce(|a, b| a.hull(&b)).unwrap_or(Interval::ALL)
            }
        }
    }

    /// The range of an expression. Depth is bounded by the parser.
    pub fn range(&self, expr: &Expr, known: &Known) -> Interval {
        let of = |expr: &Expr| self.range(expr, known);
        match &expr.kind {
            ExprKind::Number(value, _) => Interval::point(value.clone()),
            ExprKind::Argument => known.argument.clone().unwrap_or(Interval::ALL),
            ExprKind::Value(_) => variable(expr).map_or(Interval::ALL, |variable| self.variable(&variable, known)),
            ExprKind::Negate(inner) => of(inner).neg(),
            ExprKind::Absolute(inner) => of(inner).abs(),
            ExprKind::Difference(left, right) => of(left).sub(&of(right)),
            ExprKind::Binary { operator, left, right } => {
                let (left, right) = (of(left), of(right));
                match operator {
                    Operator::Add => left.add(&right),
                    Operator::Subtract => left.sub(&right),
                    Operator::Multiply => left.mul(&right),
                    Operator::Divide => left.div(&right).unwrap_or(Interval::ALL),
                    _ => Interval::ALL,
                }
            }
            ExprKind::If { condition, then, otherwise } => {
                let then = self.range(then, &known.clone().after(condition, true, self));
                then.hull(&self.range(otherwise, &known.clone().after(condition, false, self)))
            }
            ExprKind::Least(values) => values.iter().map(of).reduce(|a, b| a.min(&b)).unwrap_or(Interval::ALL),
            ExprKind::Greatest(values) => values.iter().map(of).reduce(|a, b| a.max(&b)).unwrap_or(Interval::ALL),
            ExprKind::Round(inner, precision) => of(inner).snap(precision.places, precision.mode),
            ExprKind::Convert(name, inner) => self.conversion(name, &of(inner), known),
            ExprKind::Aggregate { aggregate, over } => self.aggregate(*aggregate, over, known),
            ExprKind::Growth(..)
            | ExprKind::Rank(..)
            | ExprKind::Text(_)
            | ExprKind::Year
            | ExprKind::Not(_)
            | ExprKind::Present(_) => Interval::ALL,
        }
    }

    fn conversion(&self, name: &str, argument: &Interval, known: &Known) -> Interval {
        let rules = self.program.conversions.iter().filter(|rule| rule.name == name);
        let pieces = rules.filter(|rule| rule.in_force.overlaps(known.years)).flat_map(|rule| {
            let argument = match rule.round {
                Some(precision) => argument.snap(precision.places, precision.mode),
                None => argument.clone(),
            };
            rule.pieces.iter().map(move |piece| match &piece.from {
                PieceFrom::Range(range) => {
                    let part = range.intersect(&argument);
                    if part.is_empty() {
                        Interval::EMPTY
                    } else {
                        self.range(&piece.value, &known.clone().converting(part))
                    }
                }
                PieceFrom::Text(_) => self.range(&piece.value, known),
            })
        });
        pieces.reduce(|a, b| a.hull(&b)).unwrap_or(Interval::ALL)
    }

    fn aggregate(&self, aggregate: Aggregate, over: &Over, known: &Known) -> Interval {
        let values: Vec<Interval> = match over {
            Over::List(values) => values.iter().map(|value| self.range(value, known)).collect(),
            Over::Members(set, body) => match self.members(set, body, known) {
                Some(values) => values,
                None => return if aggregate == Aggregate::Count { not_negative() } else { Interval::ALL },
            },
            Over::Rows(_) => vec![Interval::ALL],
        };
        match aggregate {
            Aggregate::Count => not_negative(),
            Aggregate::Sum => values.into_iter().reduce(|a, b| a.add(&b)).unwrap_or(Interval::ALL),
            _ => values.into_iter().reduce(|a, b| a.hull(&b)).unwrap_or(Interval::ALL),
        }
    }

    /// The range of an expression at each member of a group; none where the members are only known with the data.
    fn members(&self, set: &SetRef, body: &Expr, known: &Known) -> Option<Vec<Interval>> {
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
            for (member, _) in &group.members {
                let mut at_member = known.clone();
                for each in &variables {
                    let weight = group.weights.iter().find(|(name, _)| name == member);
                    let range = match (each.role, weight) {
                        (Role::Weight, Some((_, weight))) => self.range(weight, known),
                        _ => self.variable(&Variable { subject: Subject::Name(*member), ..*each }, known),
                    };
                    at_member.values.insert(*each, range);
                }
                values.push(self.range(body, &at_member));
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
                corner.values.insert(*variable, Interval::point(end));
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

fn not_negative() -> Interval {
    Interval::new(Bound::Included(Exact::ZERO), Bound::Unbounded)
}

fn mirrored(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Less => Comparison::Greater,
        Comparison::LessEqual => Comparison::GreaterEqual,
        Comparison::Greater => Comparison::Less,
        Comparison::GreaterEqual => Comparison::LessEqual,
        same => same,
    }
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
