//! The range a value can take, by interval arithmetic over scales. Found without recursion over definitions: a chain may
//! be as long as the file.
//!
//! Where a variable repeats, the range is right but may be wider than what can be reached, and [`Reach::is_tight`] says
//! so; [`Ranges::corners`] tells a value that is really reached.

use super::depend::{Facet, needs};
use super::known::{Known, Variable};
use super::program::*;
use super::reach::{Reach, hull};
use crate::number::{Bound, Exact, Interval};
use crate::source::{SourceId, Span};
use crate::syntax::ast::Years;
use std::cell::RefCell;
use std::collections::HashMap;

/// Ranges of the values of a program.
pub struct Ranges<'p> {
    pub(super) program: &'p Program,
    rules: HashMap<&'p str, Vec<&'p AchievementRule>>,
    /// Places with a finding of their own, sorted.
    unclear: Vec<(SourceId, u32)>,
    known: RefCell<HashMap<(DefinitionId, Role), Reach>>,
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

    pub(super) fn definition(&self, id: DefinitionId) -> &'p Definition {
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
                let found: Vec<_> =
                    rules.map(|rule| (self.rule(id, rule, indicator), steps_of(rule, indicator))).collect();
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
        // A rule without a formula for the direction has its own finding.
        if rule.formulas_for(indicator.direction).next().is_none() {
            return Reach::unclear();
        }
        for outcome in rule.formulas_for(indicator.direction) {
            if let Outcome::Value(expr) = outcome {
                found.push(self.reach(expr, &known));
            }
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

    pub(super) fn versions_in(&self, name: NameId, years: Years) -> impl Iterator<Item = DefinitionId> + use<'p> {
        let program = self.program;
        let versions = program.names[name.0 as usize].versions.iter().copied();
        versions.filter(move |id| program.definitions[id.0 as usize].in_force.overlaps(years))
    }

    /// Whether a value is an achievement, by its role or because a group has no other value.
    pub fn is_achievement(&self, variable: &Variable) -> bool {
        let is_group = match variable.subject {
            Subject::Name(name) => {
                self.versions_in(name, Years::ALWAYS).any(|id| self.definition(id).kind.group().is_some())
            }
            _ => false,
        };
        variable.role.is_achievement() || is_group && variable.role == Role::Main
    }

    /// The range of a single value.
    pub fn variable(&self, variable: &Variable, known: &Known) -> Interval {
        self.of_variable(variable, known).range
    }

    pub(super) fn of_variable(&self, variable: &Variable, known: &Known) -> Reach {
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
}

pub(super) fn not_negative() -> Interval {
    Interval::new(Bound::Included(Exact::ZERO), Bound::Unbounded)
}
