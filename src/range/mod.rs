//! What the slots of a plan can be while data vary over ranges: numbers, words, truth values, and the ways of having no
//! value.
//!
//! One abstract interpreter for everything that is proved. `enclose` bounds what an operation gives, [`Ranges`] runs it
//! over a whole plan, using what conditions imply inside each branch of a `jika`, and [`Ranges::slope`] bounds how a
//! value changes when another rises. The result is never less than what the evaluator can give; it may be more.

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

/// For each slot the first one that is certain to have the same value.
pub fn same_slots(plan: &crate::plan::Plan) -> Vec<crate::plan::SlotId> {
    same::same(plan, |_| false)
}
