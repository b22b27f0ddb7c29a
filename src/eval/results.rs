//! Everything there is to say something from: rules, plan, values, data.

use super::Evaluation;
use crate::data::Dataset;
use crate::plan::Plan;
use crate::program::Program;

/// A year that was evaluated, with what it rests on.
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
