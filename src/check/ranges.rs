//! The range a value can take, by interval arithmetic over scales. Found without recursion over definitions: a chain may
//! be as long as the file.
//!
//! Where a variable repeats, the range is right but may be wider than what can be reached, and [`Reach::is_tight`] says
//! so; [`Ranges::corners`] tells a value that is really reached.

use super::depend::{Facet, needs};
use super::program::*;
use super::reach::{Reach, hull};
use crate::number::{Bound, Exact, Interval};
use crate::source::{SourceId, Span};
use crate::syntax::ast::{Comparison, Operator, Period, Years};
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

/// Conversions that call each other more often than this count as unbounded.
const MAX_CONVERSIONS: usize = 3;
/// Most variables whose ends are tried together (two to this power).
const MAX_CORNERS: usize = 10;

/// Ranges of the values of a program.
pub struct Ranges<'p> {
    program: &'p Program,
    rules: HashMap<&'p str, Vec<&'p AchievementRule>>,
    /// Places with a finding of their own, sorted.
    unclear: Vec<(SourceId, u32)>,
    known: RefCell<HashMap<(DefinitionId, Role), Reach>>,
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
    conversions: usize,
    values: BTreeMap<Variable, Reach>,
    own: Option<NameId>,
    argument: Option<Reach>,
}

impl Known {
    /// Nothing known but the years a definition speaks for.
    pub fn in_years(years: Years) -> Known {
        Known { years, conversions: 0, values: BTreeMap::new(), own: None, argument: None }
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
                let reach = ranges.of_variable(&variable, self);
                self.values.insert(variable, reach.map(|range| narrowed(range, comparison, &value)));
            }
            _ => {}
        }
    }
}

impl<'p> Ranges<'p> {
    /// Ranges of `program`.
    pub fn new(program: &'p Program) -> Self {
        Ranges::without(program, [])
    }

    /// Ranges of `program`, in which the places of `unclear` have findings of their own.
    pub fn without(program: &'p Program, unclear: impl IntoIterator<Item = Span>) -> Self {
        let mut rules: HashMap<&str, Vec<&AchievementRule>> = HashMap::new();
        for rule in &program.achievement_rules {
            rules.entry(&rule.name).or_default().push(rule);
        }
        let mut unclear: Vec<_> = unclear.into_iter().map(|span| (span.source, span.start)).collect();
        unclear.sort_unstable();
        Ranges { program, rules, unclear, known: RefCell::default() }
    }

    /// What data may hold for a definition: its `skala`, else 0 and up.
    pub fn scale(definition: &Definition) -> Interval {
        match &definition.scale {
            Some((scale, _)) => scale.clone(),
            None => not_negative(),
        }
    }

    /// The value (realisation) of a definition.
    pub fn value(&self, id: DefinitionId) -> Reach {
        self.role(id, Role::Value)
    }

    /// The achievement of an indicator or group, after cap and rounding.
    pub fn achievement(&self, id: DefinitionId) -> Reach {
        self.role(id, Role::Achievement)
    }

    /// The rules by which the achievement of a definition may be computed.
    pub fn rules_of(&self, definition: &Definition) -> Vec<&'p AchievementRule> {
        let name = definition.kind.indicator().map(|indicator| indicator.rule.0.as_str());
        let rules = name.and_then(|name| self.rules.get(name)).into_iter().flatten().copied();
        rules.filter(|rule| rule.in_force.overlaps(definition.in_force)).collect()
    }

    /// Whether a block has a finding of its own.
    pub fn is_unclear(&self, block: Span) -> bool {
        let at = self.unclear.partition_point(|place| *place < (block.source, block.start));
        self.unclear.get(at).is_some_and(|place| *place <= (block.source, block.end))
    }

    /// What is known inside the rule of an indicator: its target and realisation.
    pub fn inside(&self, id: DefinitionId) -> Known {
        let definition = self.definition(id);
        let own = |role| Variable { role, subject: Subject::This, period: None };
        let named = |role| Variable { role, subject: Subject::Name(definition.name), period: None };
        let (scale, value) = (Self::scale(definition), self.value(id));
        let end = |bound: &Bound<Exact>| match bound {
            Bound::Included(value) | Bound::Excluded(value) => Interval::point(value.clone()),
            Bound::Unbounded => Interval::ALL,
        };
        let mut known = Known::in_years(definition.in_force);
        for role in [Role::Target, Role::TargetLow, Role::TargetHigh] {
            known.values.insert(own(role), Reach::input(scale.clone(), named(role)));
        }
        known.values.insert(own(Role::Value), value.clone());
        known.values.insert(own(Role::Main), value);
        known.with(own(Role::ScaleLow), end(scale.lo())).with(own(Role::ScaleHigh), end(scale.hi()))
    }

    fn definition(&self, id: DefinitionId) -> &'p Definition {
        &self.program.definitions[id.0 as usize]
    }

    fn role(&self, id: DefinitionId, role: Role) -> Reach {
        let known = |ranges: &Self| ranges.known.borrow().get(&(id, role)).cloned();
        known(self).unwrap_or_else(|| {
            self.settle(id, if role == Role::Value { Facet::Value } else { Facet::Achievement });
            known(self).unwrap_or_else(Reach::anything)
        })
    }

    /// Computes a facet of a definition and, first, everything it needs.
    fn settle(&self, id: DefinitionId, facet: Facet) {
        let mut stack = vec![(id, facet, false)];
        while let Some((id, facet, ready)) = stack.pop() {
            let role = match facet {
                Facet::Value => Role::Value,
                Facet::Achievement => Role::Achievement,
                _ => continue,
            };
            if ready {
                self.compute(id, role);
                continue;
            }
            if self.known.borrow().contains_key(&(id, role)) {
                continue;
            }
            // A cycle is reported elsewhere; here nothing can be said of it.
            self.known.borrow_mut().insert((id, role), Reach::unclear());
            stack.push((id, facet, true));
            let definition = self.definition(id);
            if role == Role::Achievement {
                stack.push((id, Facet::Value, false));
            }
            for (need, _) in needs(self.program, definition, facet) {
                let years = if need.period.is_some() { Years::ALWAYS } else { definition.in_force };
                match need.name {
                    None => stack.push((id, need.facet, false)),
                    Some(name) => stack.extend(self.versions_in(name, years).map(|id| (id, need.facet, false))),
                }
            }
        }
    }

    fn compute(&self, id: DefinitionId, role: Role) {
        let definition = self.definition(id);
        if self.is_unclear(definition.block) {
            return;
        }
        match (role, &definition.kind) {
            (Role::Value, _) => {
                let value = self.value_of(definition);
                self.known.borrow_mut().insert((id, Role::Value), value);
            }
            (_, Kind::Quantity) => {}
            (_, Kind::Indicator(indicator)) => {
                let rules = self.rules_of(definition).into_iter();
                let found: Vec<_> = rules
                    .map(|rule| (self.rule(id, rule, indicator), effective_steps(&rule.steps, &indicator.steps)))
                    .collect();
                self.readings(id, found);
            }
            (_, Kind::Group(group)) => {
                let raw = self.reach(&group.achievement, &Known::of(definition));
                self.readings(id, vec![(raw, group.steps.clone())]);
            }
        }
    }

    fn value_of(&self, definition: &Definition) -> Reach {
        match (&definition.scale, &definition.formula) {
            // A reported value may be anything on the scale, whatever the formula can give.
            (Some(_), _) | (None, None) => {
                let own = Variable { role: Role::Value, subject: Subject::Name(definition.name), period: None };
                Reach::input(Self::scale(definition), own)
            }
            (None, Some(formula)) => self.reach(formula, &Known::in_years(definition.in_force)),
        }
    }

    fn rule(&self, id: DefinitionId, rule: &AchievementRule, indicator: &Indicator) -> Reach {
        if self.is_unclear(rule.block) {
            return Reach::unclear();
        }
        let mut known = self.inside(id);
        let mut found = Vec::new();
        for (condition, outcome) in &rule.cases {
            if let Outcome::Value(expr) = outcome {
                found.push(self.reach(expr, &known.clone().after(condition, true, self)));
            }
            known.narrow(condition, false, self);
        }
        match rule.formula(indicator.direction) {
            Some(Outcome::Value(expr)) => found.push(self.reach(expr, &known)),
            Some(Outcome::Undefined(..)) => {}
            // A rule without a formula for the direction has its own finding.
            None => return Reach::unclear(),
        }
        hull(found).unwrap_or_else(|| Reach::within(Interval::EMPTY))
    }

    /// The three readings of an achievement, over the versions of its rule.
    fn readings(&self, id: DefinitionId, found: Vec<(Reach, Vec<Step>)>) {
        let is_cap = |step: &Step| matches!(step.kind, StepKind::Cap(_));
        let up_to_cap = |steps: &[Step]| steps.iter().rposition(is_cap).map_or(0, |last| last + 1);
        let readings = [
            (Role::RawAchievement, hull(found.iter().map(|(raw, _)| raw.clone()))),
            (Role::CappedAchievement, hull(found.iter().map(|(raw, steps)| raw.after(&steps[..up_to_cap(steps)])))),
            (Role::Achievement, hull(found.iter().map(|(raw, steps)| raw.after(steps)))),
        ];
        let known = readings.into_iter().filter_map(|(role, reach)| Some(((id, role), reach?)));
        self.known.borrow_mut().extend(known);
    }

    fn versions_in(&self, name: NameId, years: Years) -> impl Iterator<Item = DefinitionId> + use<'p> {
        let program = self.program;
        let versions = program.names[name.0 as usize].versions.iter().copied();
        versions.filter(move |id| program.definitions[id.0 as usize].in_force.overlaps(years))
    }

    /// The range of a single value.
    pub fn variable(&self, variable: &Variable, known: &Known) -> Interval {
        self.of_variable(variable, known).range
    }

    fn of_variable(&self, variable: &Variable, known: &Known) -> Reach {
        if let Some(reach) = known.values.get(variable) {
            return reach.clone();
        }
        let Subject::Name(name) = variable.subject else {
            return match variable.role {
                Role::Budget | Role::Spent => Reach::input(not_negative(), *variable),
                _ => Reach::anything(),
            };
        };
        let years = if variable.period.is_some() { Years::ALWAYS } else { known.years };
        let of_version = |id: DefinitionId| {
            let definition = self.definition(id);
            match (variable.role, &definition.kind) {
                (Role::Main, Kind::Group(_)) => self.achievement(id),
                (Role::Main | Role::Value, _) => self.value(id),
                (role, _) if role.is_achievement() => self.role(id, role),
                (Role::Target | Role::TargetLow | Role::TargetHigh, _) => {
                    Reach::input(Self::scale(definition), Variable { period: None, ..*variable })
                }
                (Role::Budget | Role::Spent, _) => Reach::input(not_negative(), Variable { period: None, ..*variable }),
                _ => Reach::anything(),
            }
        };
        let reach = hull(self.versions_in(name, years).map(of_version)).unwrap_or_else(Reach::anything);
        reach.in_period(variable.period)
    }

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
