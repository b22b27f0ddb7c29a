//! What may stand in a slot once other inputs are typed: a range in the place of a number, a number below zero.

use super::translate::Translator;
use crate::plan::{Op, SlotId};
use std::ops::Bound;

impl Translator<'_> {
    /// Whether it may be a target that is a range.
    pub(super) fn may_be_range(&self, op: &Op) -> bool {
        if let Op::Input(input) = op {
            return self.input(input).is_some_and(|typed| typed.is_range);
        }
        passed_on(op).into_iter().any(|slot| self.of(slot).is_range)
    }

    /// What must hold of the operands of an operation over numbers that may be ranges, each in a formula.
    pub(super) fn numbers_alone(&self, op: &Op) -> Vec<String> {
        if !takes_numbers(op) {
            return Vec::new();
        }
        let made = op.operands().map(|slot| self.of(slot));
        let may_be = made.filter(|made| made.is_range && !made.is_fixed && made.value.starts_with('D'));
        let tests = may_be.map(|made| match made.states.is_there() {
            true => format!("ISNUMBER({})", made.value),
            // What is not there is no number either, and some operations pass it over.
            false => format!("OR({}>0,ISNUMBER({}))", made.states.text(), made.value),
        });
        tests.collect()
    }

    /// Whether it may be below zero.
    pub(super) fn may_be_negative(&self, op: &Op) -> bool {
        match op {
            Op::Input(input) => self.input(input).is_some_and(|typed| typed.is_signed),
            Op::Number(number) => number.is_negative(),
            Op::Negate(_) | Op::Subtract(..) => true,
            Op::Text(_) | Op::Missing(..) | Op::Absolute(_) | Op::Root(_) | Op::Rank(..) => false,
            Op::Clamp(of, range) => match (range.lo(), range.hi()) {
                (Bound::Included(low) | Bound::Excluded(low), _) if !low.is_negative() => false,
                (_, Bound::Included(high) | Bound::Excluded(high)) if high.is_negative() => true,
                (Bound::Included(_) | Bound::Excluded(_) | Bound::Unbounded, _) => self.of(*of).is_signed,
            },
            Op::Same(_)
            | Op::Add(..)
            | Op::Multiply(..)
            | Op::Divide(..)
            | Op::Share(_)
            | Op::Percentage(_)
            | Op::Power(..)
            | Op::Least(_)
            | Op::Greatest(_)
            | Op::Round(..)
            | Op::Compare(..)
            | Op::And(..)
            | Op::Or(..)
            | Op::Not(_)
            | Op::Filled(_)
            | Op::Present(_)
            | Op::Choose { .. }
            | Op::Aggregate(_)
            | Op::Band(..)
            | Op::Fallback(..)
            | Op::Within(..) => op.operands().any(|slot| self.of(slot).is_signed),
        }
    }
}

/// The slots whose value an operation may pass on as it is.
fn passed_on(op: &Op) -> Vec<SlotId> {
    match op {
        Op::Same(of) => vec![*of],
        Op::Fallback(first, second) => vec![*first, *second],
        Op::Choose { cases, otherwise } => cases.iter().map(|(_, value)| *value).chain([*otherwise]).collect(),
        Op::Input(_)
        | Op::Number(_)
        | Op::Text(_)
        | Op::Missing(..)
        | Op::Negate(_)
        | Op::Absolute(_)
        | Op::Add(..)
        | Op::Subtract(..)
        | Op::Multiply(..)
        | Op::Divide(..)
        | Op::Share(_)
        | Op::Percentage(_)
        | Op::Power(..)
        | Op::Root(_)
        | Op::Least(_)
        | Op::Greatest(_)
        | Op::Round(..)
        | Op::Clamp(..)
        | Op::Compare(..)
        | Op::And(..)
        | Op::Or(..)
        | Op::Not(_)
        | Op::Filled(_)
        | Op::Present(_)
        | Op::Aggregate(_)
        | Op::Band(..)
        | Op::Within(..)
        | Op::Rank(..) => Vec::new(),
    }
}

/// Whether an operation has no answer where one of its operands is a range.
fn takes_numbers(op: &Op) -> bool {
    match op {
        Op::Aggregate(op) => !op.aggregate.only_counts(),
        Op::Negate(_)
        | Op::Absolute(_)
        | Op::Add(..)
        | Op::Subtract(..)
        | Op::Multiply(..)
        | Op::Divide(..)
        | Op::Share(_)
        | Op::Percentage(_)
        | Op::Power(..)
        | Op::Root(_)
        | Op::Least(_)
        | Op::Greatest(_)
        | Op::Round(..)
        | Op::Clamp(..)
        | Op::Compare(..)
        | Op::Band(..)
        | Op::Within(..) => true,
        Op::Input(_)
        | Op::Number(_)
        | Op::Text(_)
        | Op::Missing(..)
        | Op::Same(_)
        | Op::And(..)
        | Op::Or(..)
        | Op::Not(_)
        | Op::Filled(_)
        | Op::Present(_)
        | Op::Choose { .. }
        | Op::Fallback(..)
        | Op::Rank(..) => false,
    }
}
