//! What is said beside an assumption: what stood there, and what is odd about it.

use super::session::Session;
use super::show::{self, Shown};
use super::state::{Assumed, Given, Target};
use crate::data::State;
use crate::eval::Value;
use crate::number::{Exact, with_comma};
use crate::program::Role;
use rust_decimal::Decimal;

/// From here on thousands are parted.
const MANY: u32 = 10_000;

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

    /// What is assumed as people read it: `316.575.525`.
    pub(super) fn shown_value(&self, one: &Assumed) -> String {
        match &one.value {
            Given::Number(number) if number.abs() >= Decimal::from(MANY) => show::number(&Exact::from(*number)),
            Given::Number(_) | Given::Word(_) | Given::Missing(_) => one.written(self.view.program()),
        }
    }

    /// `AKIP = 0,78` where 78,95 stood: a hundredth may have been typed.
    pub(super) fn far_smaller(&self, one: &Assumed) -> String {
        let Given::Number(number) = &one.value else { return String::new() };
        let (typed, hundred) = (Exact::from(*number), Decimal::ONE_HUNDRED);
        let is_plain = matches!(one.of.role, Role::Main | Role::Target) && !one.of.is_percent(self.view.program());
        let now = match self.held_now(&one.of) {
            Some((Ok(Value::Number(now)), _)) => now,
            _ => return String::new(),
        };
        // Between a half and twice what is there when multiplied.
        let times = &typed * &Exact::HUNDRED;
        let two = Exact::from(2);
        let is_near = &times * &two >= now && times <= &now * &two;
        let is_it = is_plain && is_near && typed <= Exact::ONE && !number.is_zero() && now >= Exact::from(20);
        match number.checked_mul(hundred).filter(|_| is_it) {
            Some(meant) => {
                let words = one.of.words(self.view.program(), self.year);
                format!(" (bila dimaksud {0}, tulis  {words} = {0})", with_comma(meant.normalize()))
            }
            None => String::new(),
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
