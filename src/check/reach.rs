//! A range with what is known of it: whether its ends can really occur, and which inputs it rests on.

use super::intervals::end;
use super::known::Variable;
use super::program::{Step, StepKind};
use crate::number::{Exact, Interval};
use crate::syntax::ast::Period;
use std::collections::BTreeSet;

/// More inputs than this are not told apart.
const MOST_INPUTS: usize = 64;

/// The values that something can take.
#[derive(Debug, Clone)]
pub struct Reach {
    /// No value lies outside.
    pub range: Interval,
    /// Both ends are reached or come arbitrarily near; else the range may be wider than need be.
    pub is_tight: bool,
    /// Nothing it rests on has a finding of its own or is computed from itself.
    pub is_clear: bool,
    inputs: BTreeSet<Variable>,
}

impl Reach {
    /// Nothing is known.
    pub fn anything() -> Self {
        Reach::within(Interval::ALL).rough()
    }

    /// Nothing can be known before a mistake is mended.
    pub fn unclear() -> Self {
        Reach { is_clear: false, ..Reach::anything() }
    }

    /// Exactly the values of a range.
    pub fn within(range: Interval) -> Self {
        Reach { range, is_tight: true, is_clear: true, inputs: BTreeSet::new() }
    }

    /// Always the same number.
    pub fn constant(value: Exact) -> Self {
        Reach::within(Interval::point(value))
    }

    /// A value that data may give freely.
    pub fn input(range: Interval, input: Variable) -> Self {
        Reach { inputs: BTreeSet::from([input]), ..Reach::within(range) }
    }

    /// The same as of another year, which is another input.
    pub fn in_period(mut self, period: Option<Period>) -> Self {
        if period.is_some() {
            let moved = |input: Variable| Variable { period: input.period.or(period), ..input };
            self.inputs = self.inputs.into_iter().map(moved).collect();
        }
        self
    }

    /// The same under a function that reaches its ends where this reaches its own.
    pub fn map(self, function: impl Fn(&Interval) -> Interval) -> Self {
        Reach { range: function(&self.range), ..self }
    }

    /// The same, perhaps wider than need be.
    pub fn rough(self) -> Self {
        Reach { is_tight: false, ..self }
    }

    /// Two values into one; where both rest on one input, the range may be wider than need be.
    pub fn join(&self, other: &Reach, function: impl Fn(&Interval, &Interval) -> Interval) -> Reach {
        let inputs = &self.inputs | &other.inputs;
        let apart = inputs.len() == self.inputs.len() + other.inputs.len();
        let is_tight = self.is_tight && other.is_tight && apart;
        let is_clear = self.is_clear && other.is_clear;
        Reach { range: function(&self.range, &other.range), is_tight, is_clear, inputs }.limited()
    }

    /// Either of two values.
    pub fn or(&self, other: &Reach) -> Reach {
        let range = self.range.hull(&other.range);
        let is_whole = |one: &Reach| one.is_tight && one.range == range;
        let is_tight = is_whole(self) || is_whole(other) || self.is_tight && other.is_tight;
        let is_clear = self.is_clear && other.is_clear;
        Reach { range, is_tight, is_clear, inputs: &self.inputs | &other.inputs }.limited()
    }

    fn limited(self) -> Reach {
        if self.inputs.len() > MOST_INPUTS {
            return Reach { is_tight: false, inputs: BTreeSet::new(), ..self };
        }
        self
    }

    /// What remains after caps and roundings, in order.
    pub fn after(&self, steps: &[Step]) -> Reach {
        steps.iter().fold(self.clone(), |reach, step| match &step.kind {
            StepKind::Cap(cap) => reach.map(|range| range.clamp(end(cap.lo()), end(cap.hi()))),
            StepKind::Round(precision) => reach.map(|range| range.snap(precision.places, precision.mode)),
        })
    }
}

/// Any of several values; none of none.
pub fn hull(reaches: impl IntoIterator<Item = Reach>) -> Option<Reach> {
    reaches.into_iter().reduce(|a, b| a.or(&b))
}
