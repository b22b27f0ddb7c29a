//! What is assumed together: each thing once, a target as a whole or by its ends.

use super::state::{Assumed, Given, State, Target};
use crate::program::Role;
use std::sync::Arc;

impl State {
    /// Assumes a value in the place of an earlier one of the same thing. A target as a whole takes the place of its ends;
    /// a whole that was assumed before an end becomes its ends.
    pub fn assume(&mut self, new: Assumed) {
        let own =
            |known: &Assumed| (&known.of.code, known.of.when, &known.unit) == (&new.of.code, new.of.when, &new.unit);
        let ends = [Role::TargetLow, Role::TargetHigh];
        if new.of.role == Role::Target {
            self.assumed.retain(|known| !(own(known) && ends.contains(&known.of.role)));
        }
        let is_whole =
            |known: &Assumed| own(known) && known.of.role == Role::Target && matches!(known.value, Given::Number(_));
        if ends.contains(&new.of.role)
            && let Some(at) = self.assumed.iter().position(is_whole)
        {
            let whole = self.assumed.remove(at);
            let end = |role| Assumed { of: Target { role, ..whole.of.clone() }, ..whole.clone() };
            self.assumed.extend(ends.map(end));
        }
        match self.assumed.iter_mut().find(|known| known.of == new.of && known.unit == new.unit) {
            Some(known) => known.value = new.value,
            None => self.assumed.push(new),
        }
    }

    /// What is assumed of a unit.
    pub fn of_unit(&self, unit: &Option<Arc<str>>) -> Vec<Assumed> {
        self.assumed.iter().filter(|one| one.unit == *unit).cloned().collect()
    }

    /// What one of two states assumes of a unit and the other does not, under the same rules.
    pub fn differing(&self, other: &State, unit: &Option<Arc<str>>) -> Vec<Target> {
        if self.rules != other.rules {
            return Vec::new();
        }
        let beside = |a: &State, b: &State| {
            let only = a.of_unit(unit).into_iter().filter(|one| !b.assumed.contains(one));
            only.map(|one| one.of).collect::<Vec<_>>()
        };
        beside(self, other).into_iter().chain(beside(other, self)).collect()
    }

    /// What is changed for a unit: its assumptions, and the rules.
    pub fn only(&self, unit: &Option<Arc<str>>) -> State {
        State { assumed: self.of_unit(unit), rules: self.rules.clone() }
    }

    /// Whether nothing was changed.
    pub fn is_empty(&self) -> bool {
        self.assumed.is_empty() && self.rules.is_empty()
    }
}
