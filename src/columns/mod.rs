//! Plans over many units at once: columns of whole numbers in chunks, floats only where an error bound decides.
//!
//! [`Columns`] compiles a plan for the inputs at hand (`compile.rs`) and runs it chunk by chunk (`run.rs`, `kernels.rs`).
//! What comes out is what [`crate::eval`] gives, digit for digit: a value that a float cannot decide is decided by the
//! exact ratio of its lane (`lane.rs`), and a plan or chunk that does not fit goes through [`crate::eval`] (`exact.rs`).
//! The proofs stand in `docs/ketelitian.md`.

#![deny(clippy::wildcard_enum_match_arm)]
#![expect(clippy::disallowed_types, reason = "floats hold whole numbers below 2^53, or a value whose error is bounded")]

mod algebra;
mod bands;
mod batch;
mod choices;
mod compile;
mod decide;
mod exact;
mod fold;
mod kernels;
mod lane;
mod members;
mod outputs;
mod program;
mod ratio;
mod results;
mod run;
mod sums;

pub use batch::{Batch, Column, LANES};
pub use compile::{Decimals, Wanted};
pub use results::{Answers, Found, Results, plain};

use crate::data::Dataset;
use crate::number::Exact;
use crate::plan::{Input, Plan};
use compile::{Shape, compile};
use lane::Lanes;
use program::Program;
use run::Machine;
use std::collections::HashSet;

/// The inputs that results rest on: what a [`Batch`] has to give, in this order.
pub fn inputs(plan: &Plan, wanted: &[Wanted]) -> Vec<Input> {
    let mut known: HashSet<&Input> = HashSet::new();
    let all = plan.inputs_of(wanted.iter().map(|one| one.slot));
    all.filter(|input| known.insert(input)).cloned().collect()
}

/// A plan made ready for chunks of units; each thread has its own.
pub struct Columns<'p> {
    plan: &'p Plan,
    inputs: &'p [Input],
    wanted: Vec<Wanted>,
    shapes: Vec<Shape>,
    compiled: Option<Ready>,
    lanes: Lanes<'p>,
    /// How the chunks went.
    pub tally: Tally,
}

struct Ready {
    program: Program,
    machine: Machine,
}

/// How chunks were computed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// In columns.
    pub columns: u64,
    /// By the exact evaluator.
    pub exact: u64,
    /// Decisions that the exact ratio of one lane took.
    pub lanes: u64,
}

impl<'p> Columns<'p> {
    /// For a plan, the inputs of [`inputs`], and the results wanted.
    pub fn new(plan: &'p Plan, inputs: &'p [Input], wanted: &[Wanted]) -> Columns<'p> {
        let shapes = inputs.iter().map(|_| Shape { scale: 0, bound: 0.0, absent: false }).collect();
        let (lanes, tally) = (Lanes::new(plan, inputs), Tally::default());
        Columns { plan, inputs, wanted: wanted.to_vec(), shapes, compiled: None, lanes, tally }
    }

    /// Computes a chunk.
    pub fn run(&mut self, batch: &mut Batch, results: &mut Results) {
        if self.in_columns(batch, results).is_some() {
            self.tally.columns += 1;
        } else {
            self.tally.exact += 1;
            exact::run(self.plan, self.inputs, &self.wanted, batch, results);
        }
        self.tally.lanes = self.lanes.asked;
    }

    fn in_columns(&mut self, batch: &mut Batch, results: &mut Results) -> Option<()> {
        if batch.columns.iter().any(|column| !column.odd.is_empty()) {
            return None;
        }
        self.fit(batch)?;
        let Ready { program, machine } = self.compiled.as_mut()?;
        let lanes = batch.lanes();
        machine.run(program, batch, &mut self.lanes, |machine| results.take(program, machine, lanes)).ok()
    }

    /// Compiles anew where a column is wider than it was so far; none if that does not fit.
    fn fit(&mut self, batch: &mut Batch) -> Option<()> {
        let mut wider = self.compiled.is_none();
        let mut shapes = self.shapes.clone();
        for (shape, column) in shapes.iter_mut().zip(&batch.columns) {
            if column.scale > shape.scale {
                let more = (shape.scale..column.scale).fold(1.0, |power, _| power * 10.0);
                *shape = Shape { scale: column.scale, bound: shape.bound * more, ..*shape };
                wider = true;
            }
        }
        for (shape, column) in shapes.iter_mut().zip(&mut batch.columns) {
            wider |= shape.absent != column.absent;
            shape.absent = column.absent;
            column.rescale(shape.scale);
            if !column.absent {
                column.measure();
            }
            if !column.odd.is_empty() {
                return None;
            }
            if column.bound > shape.bound {
                // Powers of ten with some room, so that a few growths are all there ever are.
                shape.bound = (0..16).map(|at| 10f64.powi(at)).find(|bound| *bound >= column.bound)?;
                wider = true;
            }
        }
        if wider {
            let program = compile(self.plan, self.inputs, &shapes, &self.wanted).ok()?;
            let machine = Machine::new(&program);
            self.compiled = Some(Ready { program, machine });
            self.shapes = shapes;
        }
        Some(())
    }
}

/// Computes every unit of a dataset and hands the results over, chunk by chunk, with the number of the first unit.
pub fn evaluate(plan: &Plan, data: &Dataset, wanted: &[Wanted], mut take: impl FnMut(usize, &Results)) -> Tally {
    let inputs = inputs(plan, wanted);
    let mut columns = Columns::new(plan, &inputs, wanted);
    let mut results = Results::default();
    let units = data.units().len().max(1);
    for from in (0..units).step_by(LANES) {
        let mut batch = Batch::read(&inputs, data, from);
        columns.run(&mut batch, &mut results);
        take(from, &results);
    }
    columns.tally
}

/// Why a plan cannot be computed in columns, whatever the data.
pub fn unfit(plan: &Plan, wanted: &[Wanted]) -> Option<&'static str> {
    let inputs = inputs(plan, wanted);
    let shapes: Vec<Shape> = inputs.iter().map(|_| Shape { scale: 2, bound: 1e4, absent: false }).collect();
    compile(plan, &inputs, &shapes, wanted).err().map(|unfit| unfit.0)
}

/// The exact number that a result stands for.
pub fn number(steps: i64, scale: u32) -> Exact {
    let power = 10i128.checked_pow(scale).unwrap_or(i128::MAX);
    Exact::ratio(steps.into(), power).unwrap_or_default()
}
