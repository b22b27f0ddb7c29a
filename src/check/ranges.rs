//! The range a value can take, by interval arithmetic over scales. Found without recursion over definitions: a chain may
//! be as long as the file.

use super::depend::{Facet, needs};
use super::program::*;
use super::reach::{Reach, hull};
use crate::number::{Bound, Exact, Interval};
use crate::source::{SourceId, Span};
use crate::syntax::ast::{Comparison, Direction, Operator, Years};
use std::collections::HashMap;

/// Ranges of the values of a program; none of what rests on something unclear or on itself.
pub struct Ranges<'p> {
    program: &'p Program,
    rules: HashMap<&'p str, Vec<&'p AchievementRule>>,
    /// Places with a finding of their own, sorted.
    unclear: Vec<(SourceId, u32)>,
    known: HashMap<(DefinitionId, Role), Option<Reach>>,
}

/// What an expression may refer to without a name, and the years it speaks for.
struct Own<'p> {
    id: DefinitionId,
    definition: &'p Definition,
    target: Option<Reach>,
    value: Option<Reach>,
}

impl<'p> Ranges<'p> {
    /// Ranges of `program`, in which the places of `unclear` have findings of their own.
    pub fn new(program: &'p Program, unclear: impl IntoIterator<Item = Span>) -> Self {
        let mut rules: HashMap<&str, Vec<&AchievementRule>> = HashMap::new();
        for rule in &program.achievement_rules {
            rules.entry(&rule.name).or_default().push(rule);
        }
        let mut unclear: Vec<_> = unclear.into_iter().map(|span| (span.source, span.start)).collect();
        unclear.sort_unstable();
        Ranges { program, rules, unclear, known: HashMap::new() }
    }

    /// What data may hold for a definition: its `skala`, else 0 and up.
    pub fn scale(definition: &Definition) -> Interval {
        match &definition.scale {
            Some((scale, _)) => scale.clone(),
            None => Interval::new(Bound::Included(Exact::ZERO), Bound::Unbounded),
        }
    }

    /// The value (realisation) of a definition.
    pub fn value(&mut self, id: DefinitionId) -> Option<Reach> {
        self.settle(id, Facet::Value);
        self.known(id, Role::Value)
    }

    /// The achievement of an indicator or group, after cap and rounding.
    pub fn achievement(&mut self, id: DefinitionId) -> Option<Reach> {
        self.settle(id, Facet::Achievement);
        self.known(id, Role::Achievement)
    }

    /// The rules by which the achievement of a definition may be computed.
    pub fn rules_of(&self, definition: &'p Definition) -> impl Iterator<Item = &'p AchievementRule> {
        let name = definition.kind.indicator().map(|indicator| indicator.rule.0.as_str());
        let rules = name.and_then(|name| self.rules.get(name)).cloned().unwrap_or_default();
        rules.into_iter().filter(|rule| rule.in_force.overlaps(definition.in_force))
    }

    /// Whether a block has a finding of its own.
    pub fn is_unclear(&self, block: Span) -> bool {
        let at = self.unclear.partition_point(|place| *place < (block.source, block.start));
        self.unclear.get(at).is_some_and(|place| *place <= (block.source, block.end))
    }

    fn known(&self, id: DefinitionId, role: Role) -> Option<Reach> {
        self.known.get(&(id, role)).cloned().flatten()
    }

    fn definition(&self, id: DefinitionId) -> &'p Definition {
        &self.program.definitions[id.0 as usize]
    }

    /// Computes a facet of a definition and, first, everything it needs.
    fn settle(&mut self, id: DefinitionId, facet: Facet) {
        let mut stack = vec![(id, facet, false)];
        while let Some((id, facet, ready)) = stack.pop() {
            if ready {
                self.compute(id, facet);
                continue;
            }
            let Some(role) = main_role(facet) else { continue };
            if self.known.contains_key(&(id, role)) {
                continue;
            }
            // A cycle is reported elsewhere; here nothing can be said of it.
            self.known.insert((id, role), None);
            stack.push((id, facet, true));
            let definition = self.definition(id);
            let own = |facet| (id, facet, false);
            if facet == Facet::Achievement && definition.kind.indicator().is_some() {
                stack.extend([own(Facet::Value), own(Facet::Target)]);
            }
            for (need, _) in needs(self.program, definition, facet) {
                match need.name {
                    None => stack.push((id, need.facet, false)),
                    Some(name) => {
                        let years = if need.period.is_some() { Years::ALWAYS } else { definition.in_force };
                        stack.extend(self.versions_in(name, years).map(|id| (id, need.facet, false)));
                    }
                }
            }
        }
    }

    fn compute(&mut self, id: DefinitionId, facet: Facet) {
        let definition = self.definition(id);
        let unclear = self.is_unclear(definition.block);
        let found = match (facet, &definition.kind) {
            _ if unclear => return,
            (Facet::Value, _) => self.value_of(id, definition),
            (Facet::Target, Kind::Indicator(indicator)) => match &indicator.target {
                Some(formula) => self.expr(formula, &self.own(id, definition)),
                None => Some(Reach::input(Self::scale(definition), (id, Facet::Target, None))),
            },
            (Facet::Achievement, Kind::Indicator(indicator)) => return self.indicator(id, definition, indicator),
            (Facet::Achievement, Kind::Group(group)) => {
                let raw = self.expr(&group.achievement, &self.own(id, definition));
                return self.readings(id, raw.into_iter().map(|raw| (raw, group.steps.clone())).collect());
            }
            _ => None,
        };
        if let Some(role) = main_role(facet) {
            self.known.insert((id, role), found);
        }
    }

    fn value_of(&self, id: DefinitionId, definition: &'p Definition) -> Option<Reach> {
        match (&definition.scale, &definition.formula) {
            // A reported value may be anything on the scale, whatever the formula can give.
            (Some(_), _) | (None, None) => Some(Reach::input(Self::scale(definition), (id, Facet::Value, None))),
            (None, Some(formula)) => self.expr(formula, &self.own(id, definition)),
        }
    }

    fn own(&self, id: DefinitionId, definition: &'p Definition) -> Own<'p> {
        Own { id, definition, target: self.known(id, Role::Target), value: self.known(id, Role::Value) }
    }

    fn indicator(&mut self, id: DefinitionId, definition: &'p Definition, indicator: &Indicator) {
        let mut found = Vec::new();
        for rule in self.rules_of(definition) {
            let raw = if self.is_unclear(rule.block) { None } else { self.rule(id, definition, rule, indicator) };
            match raw {
                Some(raw) => found.push((raw, effective_steps(&rule.steps, &indicator.steps))),
                None => return,
            }
        }
        self.readings(id, found);
    }

    fn rule(
        &self,
        id: DefinitionId,
        definition: &'p Definition,
        rule: &AchievementRule,
        indicator: &Indicator,
    ) -> Option<Reach> {
        let mut own = self.own(id, definition);
        let mut cases = Vec::new();
        for (condition, outcome) in &rule.cases {
            if let Outcome::Value(expr) = outcome {
                cases.push(self.expr(expr, &own)?);
            }
            own.exclude(condition);
        }
        let formula = match indicator.direction {
            Direction::Higher => rule.higher.as_ref(),
            Direction::Lower => rule.lower.as_ref(),
        };
        let formula = match formula? {
            Outcome::Value(expr) => Some(self.expr(expr, &own)?),
            Outcome::Undefined(..) => None,
        };
        hull(formula.into_iter().chain(cases))
    }

    /// The three readings of an achievement, over the versions of its rule.
    fn readings(&mut self, id: DefinitionId, found: Vec<(Reach, Vec<Step>)>) {
        let is_cap = |step: &Step| matches!(step.kind, StepKind::Cap(_));
        let up_to_cap = |steps: &[Step]| steps.iter().rposition(is_cap).map_or(0, |last| last + 1);
        let applied = |(raw, steps): &(Reach, Vec<Step>)| raw.after(steps);
        let capped = |(raw, steps): &(Reach, Vec<Step>)| raw.after(&steps[..up_to_cap(steps)]);
        self.known.insert((id, Role::RawAchievement), hull(found.iter().map(|(raw, _)| raw.clone())));
        self.known.insert((id, Role::CappedAchievement), hull(found.iter().map(capped)));
        self.known.insert((id, Role::Achievement), hull(found.iter().map(applied)));
    }

    fn versions_in(&self, name: NameId, years: Years) -> impl Iterator<Item = DefinitionId> + use<'p> {
        let program = self.program;
        let versions = program.names[name.0 as usize].versions.iter().copied();
        versions.filter(move |id| program.definitions[id.0 as usize].in_force.overlaps(years))
    }

    fn reference(&self, reference: &ValueRef, own: &Own) -> Option<Reach> {
        match reference.subject {
            Subject::This if reference.period.is_some() => self.versions(own.definition.name, reference, own),
            Subject::This => match reference.role {
                Role::Target => own.target.clone(),
                Role::Value | Role::Main => own.value.clone(),
                _ => Some(Reach::anything()),
            },
            Subject::Each => Some(Reach::anything()),
            Subject::Name(name) => self.versions(name, reference, own),
        }
    }

    /// A role of a name over every version that may be meant.
    fn versions(&self, name: NameId, reference: &ValueRef, own: &Own) -> Option<Reach> {
        let years = if reference.period.is_some() { Years::ALWAYS } else { own.definition.in_force };
        let mut found = Vec::new();
        for id in self.versions_in(name, years) {
            let role = match (reference.role, &self.definition(id).kind) {
                (Role::Main, Kind::Group(_)) => Role::Achievement,
                (Role::Main, _) => Role::Value,
                (role, _) => role,
            };
            found.push(match role {
                Role::Value | Role::Target => self.known(id, role)?,
                role if role.is_achievement() => self.known(id, role)?,
                _ => Reach::anything(),
            });
        }
        hull(found).map(|reach| reach.in_period(reference.period))
    }

    /// The range of an expression. Depth is bounded by the parser.
    fn expr(&self, expr: &Expr, own: &Own) -> Option<Reach> {
        let of = |expr: &Expr| self.expr(expr, own);
        let all = |values: &[Expr]| values.iter().map(of).collect::<Option<Vec<_>>>();
        Some(match &expr.kind {
            ExprKind::Number(value, _) => Reach::constant(value.clone()),
            ExprKind::Value(reference) => self.reference(reference, own)?,
            ExprKind::Negate(inner) => of(inner)?.map(Interval::neg),
            ExprKind::Absolute(inner) => of(inner)?.map(Interval::abs),
            ExprKind::Round(inner, precision) => of(inner)?.map(|range| range.snap(precision.places, precision.mode)),
            ExprKind::Binary { .. } => self.chain(expr, own)?,
            ExprKind::If { then, otherwise, .. } => of(then)?.or(&of(otherwise)?).rough(),
            ExprKind::Least(values) => all(values)?.into_iter().reduce(|a, b| a.join(&b, Interval::min))?,
            ExprKind::Greatest(values) => all(values)?.into_iter().reduce(|a, b| a.join(&b, Interval::max))?,
            ExprKind::Aggregate { aggregate, over: Over::List(values) } => match aggregate {
                Aggregate::Sum => all(values)?.into_iter().reduce(|a, b| a.join(&b, Interval::add))?,
                Aggregate::Count => Reach::anything(),
                // Between the least and the greatest of them.
                _ => hull(all(values)?)?,
            },
            ExprKind::Aggregate { aggregate, over: Over::Members(set, body) } => {
                self.members(*aggregate, set, body, own)?
            }
            _ => Reach::anything(),
        })
    }

    /// `a + b - c …`, from its left end: a sum may be much longer than brackets may be deep.
    fn chain(&self, expr: &Expr, own: &Own) -> Option<Reach> {
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
            ExprKind::Binary { left, right, .. } => self.ratio(left, right, own)?,
            _ => self.expr(first, own)?,
        };
        for (operator, right) in links.into_iter().rev() {
            let right = self.expr(right, own)?;
            done = match operator {
                Operator::Add => done.join(&right, Interval::add),
                Operator::Subtract => done.join(&right, Interval::sub),
                Operator::Multiply => done.join(&right, Interval::mul),
                Operator::Divide => done.join(&right, quotient),
                _ => Reach::anything(),
            };
        }
        Some(done)
    }

    /// A quotient; `(2*target - realisasi) / target` is `2 - realisasi / target`, so that the target counts once.
    fn ratio(&self, left: &Expr, right: &Expr, own: &Own) -> Option<Reach> {
        let ExprKind::Value(divisor) = &right.kind else {
            return Some(self.expr(left, own)?.join(&self.expr(right, own)?, quotient));
        };
        let is_divisor = |expr: &Expr| matches!(&expr.kind, ExprKind::Value(value) if value == divisor);
        let of = |expr: &Expr| self.ratio(expr, right, own);
        match &left.kind {
            _ if is_divisor(left) => Some(Reach::constant(Exact::ONE)),
            ExprKind::Negate(inner) => Some(of(inner)?.map(Interval::neg)),
            ExprKind::Binary { operator: Operator::Add, left, right } => {
                Some(of(left)?.join(&of(right)?, Interval::add))
            }
            ExprKind::Binary { operator: Operator::Subtract, left, right } => {
                Some(of(left)?.join(&of(right)?, Interval::sub))
            }
            ExprKind::Binary { operator: Operator::Multiply, left, right } if is_divisor(left) => self.expr(right, own),
            ExprKind::Binary { operator: Operator::Multiply, left, right } if is_divisor(right) => self.expr(left, own),
            _ => Some(self.expr(left, own)?.join(&self.expr(right, own)?, quotient)),
        }
    }

    /// An aggregate over members, of which any may be left out.
    fn members(&self, aggregate: Aggregate, set: &SetRef, body: &Expr, own: &Own) -> Option<Reach> {
        let ExprKind::Value(read @ ValueRef { subject: Subject::Each, .. }) = &body.kind else {
            return Some(Reach::anything());
        };
        let groups: Vec<DefinitionId> = match set.group {
            None => vec![own.id],
            Some(name) => {
                let years = if set.period.is_some() { Years::ALWAYS } else { own.definition.in_force };
                self.versions_in(name, years).collect()
            }
        };
        let members = groups.into_iter().filter_map(|id| self.definition(id).kind.group());
        let names = members.flat_map(|group| group.members.iter().map(|(name, _)| *name));
        let read = ValueRef { period: read.period.or(set.period), ..read.clone() };
        let mut found = Vec::new();
        for name in names {
            // A member without a version in these years never takes part.
            match self.versions(name, &read, own) {
                None if self.versions_in(name, own.definition.in_force).next().is_none() => {}
                member => found.push(member?),
            }
        }
        match aggregate {
            Aggregate::Mean | Aggregate::Least | Aggregate::Greatest => hull(found),
            Aggregate::Sum | Aggregate::Count => Some(Reach::anything()),
        }
    }
}

impl Own<'_> {
    /// After a case `target = 0` did not hold, the target is not 0.
    fn exclude(&mut self, condition: &Expr) {
        let ExprKind::Binary { operator: Operator::Compare(Comparison::Equal), left, right } = &condition.kind else {
            return;
        };
        let (ExprKind::Value(reference), ExprKind::Number(value, _)) = (&left.kind, &right.kind) else { return };
        if reference.subject != Subject::This || reference.period.is_some() {
            return;
        }
        let known = match reference.role {
            Role::Target => &mut self.target,
            Role::Value => &mut self.value,
            _ => return,
        };
        if let Some(reach) = known {
            let open = |bound: &Bound<Exact>| match bound {
                Bound::Included(at) if at == value => Bound::Excluded(at.clone()),
                other => other.clone(),
            };
            *reach = reach.clone().map(|range| Interval::new(open(range.lo()), open(range.hi())));
        }
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

/// The role under which the range of a facet is kept.
fn main_role(facet: Facet) -> Option<Role> {
    match facet {
        Facet::Value => Some(Role::Value),
        Facet::Target => Some(Role::Target),
        Facet::Achievement => Some(Role::Achievement),
        Facet::ValueBand => None,
    }
}

/// All quotients that exist: a divisor of 0 gives no value.
fn quotient(left: &Interval, right: &Interval) -> Interval {
    let below = right.intersect(&Interval::new(Bound::Unbounded, Bound::Excluded(Exact::ZERO)));
    let above = right.intersect(&Interval::new(Bound::Excluded(Exact::ZERO), Bound::Unbounded));
    let over = |part: &Interval| left.div(part).unwrap_or(Interval::ALL);
    over(&below).hull(&over(&above))
}
