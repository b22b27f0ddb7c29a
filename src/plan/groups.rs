//! Groups to slots: their achievement, and the weights that depend on data.

use super::lower::Context;
use super::planner::Planner;
use super::shares::Place;
use super::*;
use crate::program::{Definition, Group};

impl Planner<'_> {
    pub(super) fn group(&mut self, definition: &Definition, group: &Group, when: When) {
        let mut raw = self.lower(&group.achievement, &Context::of(definition.name, when));
        raw = self.placed(raw, &Unit::Percent, &group.achievement, Place::Achievement);
        // A data column has one slot for all its readers; to be marked as this group's it needs its own.
        if matches!(self.op(raw), Op::Input(_)) {
            raw = self.push(Op::Same(raw), self.unit(raw), Some(group.achievement.span));
        }
        raw = self.own(raw, Unit::Percent);
        // However it is computed, its members are those of this year.
        self.years.mark(raw, &[(definition.name, when.year)]);
        self.achievement(definition, raw, &group.steps, when);
        self.weights_to_look_at(definition, group, when);
    }

    /// Stated weights were already checked with the rules.
    fn weights_to_look_at(&mut self, definition: &Definition, group: &Group, when: When) {
        let slots = group.weights.iter().map(|(name, weight)| (*name, self.lower(weight, &Context::at(when))));
        let weights: Vec<(NameId, SlotId)> = slots.collect();
        let stated = |slot: SlotId| {
            let op = self.op(slot);
            let inner = if let Op::Negate(inner) = op { self.op(*inner) } else { op };
            inner.number().is_some()
        };
        if let Some((_, first)) = group.weights.first().filter(|_| !weights.iter().all(|(_, slot)| stated(*slot))) {
            let (group, span) = (definition.name, first.span);
            let admitted = definition.kind.group().is_some_and(|group| group.weights_admitted);
            self.plan.weights.push(PlannedWeights { group, weights, admitted, span });
        }
    }
}
