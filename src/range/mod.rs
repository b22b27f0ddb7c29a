//! What the slots of a plan can be while data run over ranges: numbers, words, truths, and the ways of having no value.
//!
//! One interpreter for everything that is proved. `enclose` says what an operation gives, [`Ranges`] runs it over a
//! whole plan, with what conditions tell on each way through a `jika`, and [`Ranges::slope`] says which way a value goes
//! when another rises. Nothing here is less than what the evaluator can give; it may be more.

#![deny(clippy::wildcard_enum_match_arm)]

mod assume;
mod can_be;
mod choices;
mod combined;
mod enclose;
mod frames;
mod graded;
mod linear;
mod live;
mod orders;
mod possible;
mod ranges;
mod same;
mod slope;
mod sums;
mod unknown;

pub use enclose::enclose;
pub use possible::{Lacks, Possible, Truths, compare, inside};
pub use ranges::{Known, Ranges};
pub use sums::Whole;

/// For each slot the first that is sure to have its value.
pub fn same_slots(plan: &crate::plan::Plan) -> Vec<crate::plan::SlotId> {
    same::same(plan, |_| false)
}
