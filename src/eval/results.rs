//! Everything that output is made from: rules, plan, values, data.

use super::Evaluation;
use crate::data::Dataset;
use crate::plan::Plan;
use crate::program::Program;

/// An evaluated year, with what it was computed from.
#[derive(Clone, Copy)]
pub struct Results<'r> {
    /// The rules.
    pub program: &'r Program,
    /// The plan of the year.
    pub plan: &'r Plan,
    /// Its values.
    pub evaluation: &'r Evaluation,
    /// The data behind them.
    pub data: &'r Dataset,
}
