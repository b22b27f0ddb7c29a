//! Plans over many units at once: columns of whole numbers in chunks, floats only where an error bound decides.
//!
//! [`Columns`] compiles a plan for the current inputs (`compile.rs`) and runs it chunk by chunk (`run.rs`,
//! `kernels.rs`). The results equal those of [`crate::eval`], digit for digit: what a float cannot decide is decided by
//! the exact ratio of its lane (`lane.rs`). Only what does not fit goes through [`crate::eval`] (`exact.rs`): results
//! that depend on a slot without a column (`fitting.rs`, [`left_out`]), and lanes with a cell or a decision that no
//! column holds. The proofs are in `docs/ketelitian.md`.

#![deny(clippy::wildcard_enum_match_arm)]
#![expect(clippy::disallowed_types, reason = "floats hold whole numbers below 2^53, or a value whose error is bounded")]

/// Loops, each compiled for several instruction sets; `multiversion` picks one at run time.
macro_rules! kernels {
    ($($(#[$doc:meta])* fn $name:ident($($arg:ident: $type:ty),*) $(-> $out:ty)? $body:block)*) => {
        $(
            $(#[$doc])*
            #[cfg_attr(
                feature = "simd",
                multiversion::multiversion(targets("x86_64+avx512f+avx512bw+avx512dq+avx512vl+avx2", "x86_64+avx2"))
            )]
            pub fn $name($($arg: $type),*) $(-> $out)? $body
        )*
    };
}

mod algebra;
mod bands;
mod batch;
mod bytes;
mod choices;
mod compile;
mod decide;
mod exact;
mod fitting;
mod fold;
mod held;
mod kernels;
mod lane;
mod lives;
mod members;
mod merged;
mod nearer;
mod outputs;
mod pairs;
mod program;
mod quotients;
mod ratio;
mod results;
mod roots;
mod run;
mod seconds;
mod steps;
mod sums;
mod twin;

pub use batch::{Batch, Column, LANES};
pub use compile::{Decimals, Wanted};
pub use fitting::Misfit;
pub use kernels::{divide, ends, narrow, widen};
pub use results::{Answers, Found, Results, plain};

use crate::data::Dataset;
use crate::eval;
use crate::number::Exact;
use crate::plan::{Input, Plan, SlotId};
use compile::{Shape, compile};
use fitting::{fitting, needed};
use lane::Lanes;
use program::Program;
use run::Machine;
use std::collections::HashSet;

/// The inputs that results depend on: what a [`Batch`] has to provide, in this order.
pub fn inputs(plan: &Plan, wanted: &[Wanted]) -> Vec<Input> {
    let mut known: HashSet<&Input> = HashSet::new();
    let all = plan.inputs_of(wanted.iter().map(|one| one.slot));
    all.filter(|input| known.insert(input)).cloned().collect()
}

/// A plan prepared for chunks of units; each thread has its own.
pub struct Columns<'p> {
    plan: &'p Plan,
    inputs: &'p [Input],
    wanted: Vec<Wanted>,
    /// The slots that all of them depend on.
    all: Vec<bool>,
    shapes: Vec<Shape>,
    compiled: Option<Ready>,
    lanes: Lanes<'p>,
    /// How the chunks were computed.
    pub tally: Tally,
}

/// What fits, compiled, and what does not.
struct Ready {
    program: Program,
    machine: Machine,
    /// The results of the program; the exact evaluator computes them only in odd lanes.
    own: Part,
    /// The others, which the exact evaluator computes in every lane.
    rest: Part,
}

/// Some of the wanted results.
struct Part {
    wanted: Vec<Wanted>,
    /// Their indexes among all results.
    places: Vec<usize>,
    /// The slots they depend on.
    needed: Vec<bool>,
}

/// Values before rounding for output.
pub struct Whole {
    evaluation: eval::Evaluation,
    slots: Vec<SlotId>,
}

impl Whole {
    /// The cell of one result in one lane.
    pub fn cell(&self, result: usize, lane: usize) -> &eval::Cell {
        self.evaluation.cell(self.slots[result], lane)
    }
}

/// How chunks were computed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// In columns.
    pub columns: u64,
    /// By the exact evaluator, because nothing of them fits.
    pub exact: u64,
    /// In columns except for some results, which the exact evaluator computed.
    pub parted: u64,
    /// Lanes that the exact evaluator computed, in chunks whose other lanes are in columns.
    pub odd: u64,
    /// Decisions made by the exact ratio of one lane.
    pub lanes: u64,
}

impl<'p> Columns<'p> {
    /// For a plan, the inputs of [`inputs`], and the results wanted.
    pub fn new(plan: &'p Plan, inputs: &'p [Input], wanted: &[Wanted]) -> Columns<'p> {
        let shapes = inputs.iter().map(|_| Shape { scale: 0, bound: 0.0, absent: false }).collect();
        let (lanes, tally) = (Lanes::new(plan, inputs), Tally::default());
        let all = needed(plan, wanted);
        Columns { plan, inputs, wanted: wanted.to_vec(), all, shapes, compiled: None, lanes, tally }
    }

    /// The unrounded values behind the results of the last chunk, with the reasons why there are none: by the exact
    /// evaluator, lane by lane, in the order of `lanes`.
    pub fn whole(&self, batch: &Batch, lanes: &[usize]) -> Whole {
        let data = batch.dataset(self.inputs, lanes);
        let evaluation = eval::evaluate_of(self.plan, &data, &|slot| self.all[slot]);
        Whole { evaluation, slots: self.wanted.iter().map(|one| one.slot).collect() }
    }

    /// Computes a chunk.
    pub fn run(&mut self, batch: &mut Batch, results: &mut Results) {
        if self.in_columns(batch, results).is_some() {
            self.tally.columns += 1;
        } else {
            self.tally.exact += 1;
            let lanes: Vec<usize> = (0..batch.lanes()).collect();
            let found = exact::found((self.plan, self.inputs), (&self.wanted, &self.all), batch, &lanes);
            results.lanes = batch.lanes();
            results.columns = found.into_iter().map(exact::Found::whole).collect();
        }
        self.tally.lanes = self.lanes.asked;
    }

    fn in_columns(&mut self, batch: &mut Batch, results: &mut Results) -> Option<()> {
        self.fit(batch)?;
        let Ready { program, machine, own, rest } = self.compiled.as_mut()?;
        if own.places.is_empty() {
            return None;
        }
        let (lanes, all) = (batch.lanes(), self.wanted.len());
        machine.odd.fill(false);
        // Texts and numbers that no column holds.
        for (lane, _) in batch.columns.iter().flat_map(|column| &column.odd) {
            machine.odd[*lane] = true;
        }
        let taken = |machine: &mut Machine| results.take(program, machine, lanes, &own.places, all);
        machine.run(program, batch, &mut self.lanes, taken);
        let odd: Vec<usize> = (0..lanes).filter(|lane| machine.odd[*lane]).collect();
        let ground = (self.plan, self.inputs);
        if !odd.is_empty() {
            self.tally.odd += odd.len() as u64;
            let found = exact::found(ground, (&own.wanted, &own.needed), batch, &odd);
            for (place, one) in own.places.iter().zip(found) {
                one.put(&odd, &results.words, &mut results.columns[*place]);
            }
        }
        if !rest.wanted.is_empty() {
            self.tally.parted += 1;
            let every: Vec<usize> = (0..lanes).collect();
            let found = exact::found(ground, (&rest.wanted, &rest.needed), batch, &every);
            for (place, one) in rest.places.iter().zip(found) {
                results.columns[*place] = one.whole();
            }
        }
        Some(())
    }

    /// Recompiles where a column is wider than before; none if that does not fit.
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
            if column.bound > shape.bound {
                // Powers of ten with some room, so that a few recompilations are all there ever are.
                shape.bound = (0..16).map(|at| 10f64.powi(at)).find(|bound| *bound >= column.bound)?;
                wider = true;
            }
        }
        if wider {
            self.compiled = Some(self.ready(&shapes)?);
            self.shapes = shapes;
        }
        Some(())
    }
}

impl Columns<'_> {
    /// Compiles what fits inputs of these shapes; none if nothing does.
    fn ready(&self, shapes: &[Shape]) -> Option<Ready> {
        let (plan, inputs) = (self.plan, self.inputs);
        let part = |places: Vec<usize>| {
            let wanted: Vec<Wanted> = places.iter().map(|at| self.wanted[*at]).collect();
            Part { needed: needed(plan, &wanted), wanted, places }
        };
        let whole = |program: Program, own: Part, rest: Part| {
            let machine = Machine::new(&program);
            Some(Ready { program, machine, own, rest })
        };
        if let Ok(program) = compile(plan, inputs, shapes, &self.wanted) {
            return whole(program, part((0..self.wanted.len()).collect()), part(Vec::new()));
        }
        let fits: Vec<bool> = fitting(plan, inputs, shapes, &self.wanted).iter().map(Result::is_ok).collect();
        let some = |is_in: bool| part((0..fits.len()).filter(|at| fits[*at] == is_in).collect());
        let (own, rest) = (some(true), some(false));
        let program = compile(plan, inputs, shapes, &own.wanted).ok()?;
        whole(program, own, rest)
    }
}

/// Computes every unit of a dataset and passes the results to `take`, chunk by chunk, with the number of the first
/// unit.
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

/// The results that columns do not support, whatever the data: the index of each among those wanted, and the slot that
/// excludes it.
pub fn left_out(plan: &Plan, wanted: &[Wanted]) -> Vec<(usize, Misfit)> {
    let inputs = inputs(plan, wanted);
    let shapes: Vec<Shape> = inputs.iter().map(|_| Shape { scale: 2, bound: 1e4, absent: false }).collect();
    let found = fitting(plan, &inputs, &shapes, wanted).into_iter().enumerate();
    found.filter_map(|(at, one)| one.err().map(|misfit| (at, misfit))).collect()
}

/// The slots that exclude results from columns, whatever the data, each once with the reason.
pub fn misfits(plan: &Plan, wanted: &[Wanted]) -> Vec<Misfit> {
    let mut found: Vec<Misfit> = Vec::new();
    for (_, misfit) in left_out(plan, wanted) {
        if !found.contains(&misfit) {
            found.push(misfit);
        }
    }
    found
}

/// The exact number that a result stands for.
pub fn number(steps: i64, scale: u32) -> Exact {
    let power = 10i128.checked_pow(scale).unwrap_or(i128::MAX);
    Exact::ratio(steps.into(), power).unwrap_or_default()
}
