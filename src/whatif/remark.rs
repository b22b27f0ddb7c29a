//! What is said beside an assumption: what stood there, and what is odd about it.

use super::session::Session;
use super::show::{self, Shown};
use super::state::{Assumed, Given, Target};
use crate::data::State;
use crate::number::with_comma;
use crate::program::Role;

impl Session {
    /// ` (bukan kelipatan langkah 1)`: allowed, but no value that would be entered.
    pub(super) fn off_grid(&self, one: &Assumed) -> String {
        let Given::Number(number) = &one.value else { return String::new() };
        let program = self.view.program();
        let name = program.by_code.get(&one.of.code);
        let step = name.and_then(|name| program.version(*name, one.of.when.year)).and_then(|version| version.step);
        match step.filter(|_| matches!(one.of.role, Role::Main | Role::Target | Role::TargetLow | Role::TargetHigh)) {
            Some(step) if !(number % step).is_zero() => {
                format!(" (bukan kelipatan langkah {})", with_comma(step))
            }
            _ => String::new(),
        }
    }

    /// A computed value that is assumed no longer follows what it is computed from.
    pub(super) fn over_formula(&self, of: &Target) -> &'static str {
        let program = self.view.program();
        let Some(&name) = program.by_code.get(&of.code).filter(|_| of.role == Role::Main) else { return "" };
        let is_computed = program.version(name, of.when.year).is_some_and(|version| version.formula.is_some());
        let is_there = || Shown::of(&self.view, &of.code, Role::Value, of.when).is_some_and(|now| now.reason.is_none());
        let hides = is_computed && !self.view.is_assumed(name, Role::Main, of.when) && is_there();
        if hides { "; rumusnya tidak dipakai selama ini diandaikan" } else { "" }
    }

    /// What is shown of a value as things are.
    pub(super) fn value_of(&self, target: &Target) -> String {
        let role = target.role.as_read();
        // Up to a quarter more may have come together than its own cell holds.
        let whole = target.when.quarter.is_none();
        match Shown::of(&self.view, &target.code, role, target.when).filter(|_| whole) {
            Some(shown) if shown.reason.is_none() => shown.text,
            // Another year or a quarter may not be planned yet.
            _ => match self.held_now(target) {
                Some((Ok(value), unit)) => show::plain(&Ok(value), &unit),
                Some((Err(fault), _)) => fault.state.words().to_string(),
                None => State::NotFilled.words().to_string(),
            },
        }
    }
}
