//! Achievements to slots: rules, caps, roundings.

use super::lower::Context;
use super::planner::Planner;
use super::shares::Place;
use super::*;
use crate::data::State;
use crate::program::measure::{Measure, Sort};
use crate::program::{AchievementRule, Definition, Indicator, Outcome, Step, StepKind, steps_of};

impl Planner<'_> {
    pub(super) fn indicator(&mut self, definition: &Definition, indicator: &Indicator, when: When) {
        let Some(rule) = self.program.achievement_rule(&indicator.rule.0, when.year) else {
            let (name, span) = &indicator.rule;
            let kind = RuleOf::Achievement;
            let reason = Reason::RuleNotInForce { kind, name: name.as_str().into(), year: when.year };
            let slot = self.missing(State::Faulty, reason, Some(*span));
            self.achievement(definition, slot, &[], when);
            return;
        };
        self.worked.target_in_units = self.quotient_without_unit(definition, indicator, when);
        let raw = self.rule(rule, definition, indicator, when);
        self.worked.target_in_units = None;
        self.achievement(definition, raw, &steps_of(rule, indicator), when);
    }

    /// What is wrong with a thing without a unit whose target is a quotient, if a rule does not fit its target.
    fn quotient_without_unit(&mut self, definition: &Definition, indicator: &Indicator, when: When) -> Option<Refused> {
        let target = indicator.target.as_ref()?;
        if definition.unit != Unit::Any || definition.formula.is_some() || definition.from_data {
            return None;
        }
        let slot = self.role(definition.name, Role::Target, when, None);
        let Measure { unit, sort, .. } = self.measure(slot);
        let units = match (unit, sort.counted()) {
            (Unit::Named(word), _) => Some([(word, 1)].into()),
            (Unit::Any, Sort::Ratio | Sort::Hundredth | Sort::Multiple) => None,
            (Unit::Any, Sort::Compound(units)) => units,
            _ => return None,
        };
        let code: Arc<str> = self.program.code(definition.name).into();
        Some(Refused::target_in_units(code, units, target.span, definition.span))
    }

    fn rule(&mut self, rule: &AchievementRule, definition: &Definition, indicator: &Indicator, when: When) -> SlotId {
        let context = Context::of(definition.name, when);
        let (single, ranged) = (rule.formula(indicator.direction), rule.ranged(indicator.direction));
        let otherwise = match (single, ranged) {
            (Some(outcome), None) | (None, Some(outcome)) => self.outcome(outcome, &context),
            (Some(single), Some(ranged)) => self.single_or_range(single, ranged, &context),
            (None, None) => {
                let reason = Reason::NoFormulaForDirection { rule: rule.name.as_str().into() };
                self.missing(State::Faulty, reason, Some(rule.span))
            }
        };
        if rule.cases.is_empty() {
            return otherwise;
        }
        let cases = rule
            .cases
            .iter()
            .map(|(condition, outcome)| (self.lower(condition, &context), self.outcome(outcome, &context)))
            .collect();
        self.push(Op::Choose { cases, otherwise }, Unit::Percent, Some(rule.span))
    }

    pub(super) fn outcome(&mut self, outcome: &Outcome, context: &Context) -> SlotId {
        match outcome {
            Outcome::Value(expr) => {
                let slot = self.lower(expr, context);
                self.placed(slot, &Unit::Percent, expr, Place::Achievement)
            }
            Outcome::Undefined(reason, span) => {
                self.missing(State::Undefined, Reason::Stated(reason.as_str().into()), Some(*span))
            }
        }
    }

    /// The achievement as computed, capped and final, and its grade.
    pub(super) fn achievement(&mut self, definition: &Definition, raw: SlotId, steps: &[Step], when: When) {
        let raw = self.own(raw, Unit::Percent);
        self.set_measure(raw, Measure::thing(Unit::Percent));
        let mut current = raw;
        let mut capped = raw;
        for step in steps {
            let op = match &step.kind {
                StepKind::Cap(cap) => Op::Clamp(current, Box::new(cap.clone())),
                StepKind::Round(precision) => Op::Round(current, *precision),
            };
            current = self.push(op, Unit::Percent, Some(step.span));
            if matches!(step.kind, StepKind::Cap(_)) {
                capped = current;
            }
        }
        self.record(definition.name, Role::RawAchievement, when, raw);
        self.record(definition.name, Role::CappedAchievement, when, capped);
        self.record(definition.name, Role::Achievement, when, current);
        self.band(definition, current, when);
    }
}
