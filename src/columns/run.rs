//! Runs a program over a chunk. The errors of approximate registers are bounded at run time; where a decision lies
//! within the bound, the exact ratio of that lane decides.

use super::batch::{Batch, LANES, mark};
use super::bytes;
use super::kernels;
use super::lane::Lanes;
use super::program::{APART, Asked, Byte, Program, Step, Val};
use super::seconds::Seconds;
use crate::data::State;
use crate::syntax::ast::Comparison;
use std::collections::BTreeSet;
use std::mem::{self, swap, take};

/// Half the distance from 1 to the next float: the greatest relative rounding error of an operation.
pub(super) const UNIT: f64 = f64::EPSILON / 2.0;

/// Covers the roundings of the error bounds themselves.
pub(super) const SLACK: f64 = 1.0 + 1e-6;

/// The registers of one thread.
#[derive(Debug, Default)]
pub struct Machine {
    /// Lanes of numbers; empty where a register is not in use.
    pub vals: Vec<Vec<f64>>,
    /// Free lanes for other registers, the last used first.
    idle: Vec<Vec<f64>>,
    /// Lanes of bytes.
    pub bytes: Vec<Vec<u8>>,
    /// Whether any lane of bytes is not 0.
    pub(super) any: Vec<bool>,
    pub(super) error: Vec<f64>,
    /// Lanes that the exact evaluator computes from their inputs; their contents here do not matter.
    pub(super) odd: Vec<bool>,
    /// Which registers hold the true steps.
    pub(super) exact: Vec<bool>,
    pub(super) bound: Vec<f64>,
    pub(super) seconds: Seconds,
}

impl Machine {
    /// Registers for a program.
    pub fn new(program: &Program) -> Machine {
        let passing: BTreeSet<Val> = program.lives.iter().flat_map(|life| &life.begins).copied().collect();
        let own = |val: usize| if passing.contains(&Val(val as u16)) { Vec::new() } else { vec![0.0; LANES] };
        let mut machine = Machine {
            vals: (0..program.vals.len()).map(own).collect(),
            idle: Vec::new(),
            bytes: (0..program.bytes).map(|_| vec![0; LANES]).collect(),
            any: vec![false; program.bytes.into()],
            error: vec![0.0; program.vals.len()],
            odd: vec![false; LANES],
            exact: program.vals.iter().map(|known| known.exact).collect(),
            bound: program.vals.iter().map(|known| known.bound).collect(),
            seconds: Seconds::default(),
        };
        for (val, number) in &program.constants {
            machine.vals[at(*val)].fill(*number);
        }
        for (byte, number) in &program.fixed {
            machine.bytes[byte.0 as usize].fill(*number);
            machine.any[byte.0 as usize] = *number != 0;
        }
        machine
    }

    /// Runs a program over a chunk and passes the registers to `take`.
    pub fn run(&mut self, program: &Program, batch: &mut Batch, lanes: &mut Lanes, take: impl FnOnce(&mut Machine)) {
        self.exchange(batch);
        lanes.begin();
        for (step, life) in program.steps.iter().zip(&program.lives) {
            for val in &life.begins {
                self.vals[at(*val)] = self.idle.pop().unwrap_or_else(|| vec![0.0; LANES]);
            }
            self.step(step, program, batch, lanes);
            self.second(step, batch);
            for val in &life.ends {
                self.idle.push(mem::take(&mut self.vals[at(*val)]));
            }
        }
        self.seconds.begin(program);
        take(self);
        self.exchange(batch);
    }

    /// Swaps the columns of the chunk with the registers of the inputs.
    fn exchange(&mut self, batch: &mut Batch) {
        for (index, column) in batch.columns.iter_mut().enumerate() {
            swap(&mut self.vals[index], &mut column.values);
            swap(&mut self.bytes[index + 1], &mut column.marks);
            self.any[index + 1] = column.marked;
        }
    }

    fn step(&mut self, step: &Step, program: &Program, batch: &Batch, lanes: &mut Lanes) {
        match step {
            Step::Scale { to, from, by } => {
                self.numbers(*to, |to, all| kernels::scale(to, &all[at(*from)], *by));
                let bound = self.bound[at(*from)] * by.abs();
                self.track(program, *to, bound, self.error[at(*from)] * by.abs() + bound * UNIT);
            }
            Step::Add { to, left, right } => {
                self.numbers(*to, |to, all| kernels::add(to, &all[at(*left)], &all[at(*right)]));
                self.track_sum(program, *to, *left, *right);
            }
            Step::Subtract { to, left, right } => {
                self.numbers(*to, |to, all| kernels::subtract(to, &all[at(*left)], &all[at(*right)]));
                self.track_sum(program, *to, *left, *right);
            }
            Step::Multiply { to, left, right } => {
                self.numbers(*to, |to, all| kernels::multiply(to, &all[at(*left)], &all[at(*right)]));
                let (a, b) = (at(*left), at(*right));
                let bound = self.bound[a] * self.bound[b];
                let error = self.error[a] * self.bound[b] + self.error[b] * self.bound[a];
                self.track(program, *to, bound, error + bound * UNIT);
            }
            Step::Quotient { to, num, up, den, down } => {
                self.numbers(*to, |to, all| kernels::quotient(to, &all[at(*num)], *up, &all[at(*den)], *down));
                // The divisor is a nonzero whole number, so dividing by it moves nothing away from 0.
                let bound = self.bound[at(*num)] * up.abs() / down;
                let error = self.error[at(*num)] * up.abs() / down;
                self.track(program, *to, bound, error + bound * 4.0 * UNIT);
            }
            Step::Measure { of } => {
                let bound = kernels::farthest(&self.vals[at(*of)]) * SLACK;
                let error = bound * program.vals[at(*of)].relative;
                self.track(program, *of, bound, error);
            }
            Step::Clamp { to, from, low, high } => {
                self.numbers(*to, |to, all| kernels::clamp(to, &all[at(*from)], *low, *high));
                let ends = low.abs().max(high.abs());
                let bound = if ends.is_finite() { ends } else { self.bound[at(*from)].max(low.abs().min(high.abs())) };
                let relative = program.vals[at(*from)].relative;
                let error = self.error[at(*from)];
                let error = if relative > 0.0 { error.min(relative * bound * SLACK) } else { error };
                self.track(program, *to, bound, error);
            }
            Step::Negate { to, from } => {
                self.numbers(*to, |to, all| kernels::negate(to, &all[at(*from)]));
                self.track_widest(program, *to, *from, *from);
            }
            Step::Absolute { to, from } => {
                self.numbers(*to, |to, all| kernels::absolute(to, &all[at(*from)]));
                self.track_widest(program, *to, *from, *from);
            }
            Step::Least { to, left, right } => {
                self.numbers(*to, |to, all| kernels::least(to, &all[at(*left)], &all[at(*right)]));
                self.track_widest(program, *to, *left, *right);
            }
            Step::Greatest { to, left, right } => {
                self.numbers(*to, |to, all| kernels::greatest(to, &all[at(*left)], &all[at(*right)]));
                self.track_widest(program, *to, *left, *right);
            }
            Step::Select { to, when, then, otherwise } => {
                let bytes = take(&mut self.bytes[when.0 as usize]);
                self.numbers(*to, |to, all| kernels::select(to, &bytes, &all[at(*then)], &all[at(*otherwise)]));
                self.bytes[when.0 as usize] = bytes;
                self.track_widest(program, *to, *then, *otherwise);
            }
            Step::Round { to, from, mode, doubt, open } => {
                self.round((*to, *from), *mode, (*doubt, *open), batch, lanes);
            }
            Step::Foreign { to, marks, what } => {
                self.foreign(*to, *marks, what, batch, lanes);
                let bound = kernels::farthest(&self.vals[at(*to)]) * SLACK;
                self.track(program, *to, bound, bound * 4.0 * UNIT);
            }
            Step::Over { to, marks, num, den, what } => {
                let error = self.over((*to, *marks), (*num, *den), what, batch, lanes);
                let bound = kernels::farthest(&self.vals[at(*to)]) * SLACK;
                self.track(program, *to, bound, error);
            }
            Step::Sum(sum) => self.sum(sum, program),
            Step::Roots(roots) => self.roots(roots, program, batch),
            Step::First { .. }
            | Step::Worst { .. }
            | Step::MarkZeros { .. }
            | Step::SelectBytes { .. }
            | Step::CompareBytes { .. }
            | Step::Undecided { .. }
            | Step::Keep { .. }
            | Step::Decide { .. }
            | Step::Stretch { .. }
            | Step::IsWhole { .. }
            | Step::Compare { .. } => self.byte_step(step, batch, lanes),
        }
    }

    fn byte_step(&mut self, step: &Step, batch: &Batch, lanes: &mut Lanes) {
        match step {
            Step::First { to, left, right } | Step::Worst { to, left, right } if !self.any[left.0 as usize] => {
                self.copy_bytes(*to, *right);
            }
            Step::First { to, left, right } | Step::Worst { to, left, right } if !self.any[right.0 as usize] => {
                self.copy_bytes(*to, *left);
            }
            Step::SelectBytes { to, when, otherwise, .. } if !self.any[when.0 as usize] => {
                self.copy_bytes(*to, *otherwise);
            }
            Step::First { to, left, right } => {
                self.fill_bytes(*to, |to, _, all| bytes::first(to, &all[left.0 as usize], &all[right.0 as usize]));
            }
            Step::Worst { to, left, right } => {
                self.fill_bytes(*to, |to, _, all| bytes::worst(to, &all[left.0 as usize], &all[right.0 as usize]));
            }
            Step::MarkZeros { to, first, den } => self.fill_bytes(*to, |to, vals, all| {
                bytes::mark_zeros(to, &all[first.0 as usize], &vals[at(*den)], mark(State::Undefined));
            }),
            Step::SelectBytes { to, when, then, otherwise } => self.fill_bytes(*to, |to, _, all| {
                let [when, then, otherwise] = [when, then, otherwise].map(|byte| &all[byte.0 as usize]);
                bytes::select_bytes(to, when, then, otherwise);
            }),
            Step::CompareBytes { to, left, comparison, right } => self.fill_bytes(*to, |to, _, all| {
                let (left, right) = (&all[left.0 as usize], &all[right.0 as usize]);
                match comparison {
                    Comparison::Equal => bytes::equal_bytes(to, left, right, 0),
                    Comparison::NotEqual => bytes::equal_bytes(to, left, right, 1),
                    Comparison::Less => bytes::less_bytes(to, left, right, 0),
                    Comparison::GreaterEqual => bytes::less_bytes(to, left, right, 1),
                    Comparison::Greater => bytes::less_bytes(to, right, left, 0),
                    Comparison::LessEqual => bytes::less_bytes(to, right, left, 1),
                }
            }),
            Step::Undecided { to, decided, asked, .. }
                if asked.iter().all(|one| !self.any[usize::from(one.unknown.0)]) =>
            {
                self.copy_bytes(*to, *decided);
            }
            Step::Undecided { to, decided, asked, otherwise } => self.fill_bytes(*to, |to, _, all| {
                let of = |byte: &Byte| &all[usize::from(byte.0)];
                let (mut worst, mut done) = ([0; LANES], [0; LANES]);
                for Asked { when, unknown, value } in asked {
                    bytes::ask(&mut worst, &mut done, of(when), of(unknown), of(value));
                }
                bytes::settle(to, of(decided), &worst, &done, of(otherwise));
            }),
            Step::Keep { to, item, truth, marks } => self.fill_bytes(*to, |to, _, all| {
                let [item, truth, marks] = [item, truth, marks].map(|byte| &all[byte.0 as usize]);
                bytes::keep(to, item, truth, marks, APART);
            }),
            Step::Decide { truth, marks, left, right, deciding } => {
                let mut result = take(&mut self.bytes[truth.0 as usize]);
                self.fill_bytes(*marks, |marks, _, all| {
                    let side = |side: &(Byte, Byte)| [side.0, side.1].map(|byte| &all[usize::from(byte.0)][..]);
                    bytes::decide(&mut result, marks, &side(left), &side(right), *deciding);
                });
                self.any[truth.0 as usize] = bytes::any(&result);
                self.bytes[truth.0 as usize] = result;
            }
            Step::Stretch { to, from, base, edges, doubt } => {
                self.stretch(*to, *from, *base, edges, *doubt, batch, lanes);
            }
            Step::IsWhole { to, from, doubt } => self.is_whole(*to, *from, *doubt, batch, lanes),
            Step::Compare { to, left, comparison, right, doubt } => {
                self.compare(*to, (*left, *right), *comparison, *doubt, batch, lanes);
            }
            // Steps over numbers: see `step`.
            Step::Scale { .. } | Step::Add { .. } | Step::Subtract { .. } | Step::Multiply { .. } => {}
            Step::Quotient { .. } | Step::Measure { .. } | Step::Clamp { .. } | Step::Round { .. } => {}
            Step::Negate { .. } | Step::Absolute { .. } | Step::Least { .. } | Step::Greatest { .. } => {}
            Step::Select { .. } | Step::Foreign { .. } | Step::Over { .. } | Step::Sum(_) => {}
            Step::Roots(_) => {}
        }
    }

    pub(super) fn numbers(&mut self, to: Val, fill: impl FnOnce(&mut [f64], &[Vec<f64>])) {
        let mut lanes = take(&mut self.vals[at(to)]);
        fill(&mut lanes, &self.vals);
        self.vals[at(to)] = lanes;
    }

    /// Copies bytes; zeros over zeros cost nothing.
    fn copy_bytes(&mut self, to: Byte, from: Byte) {
        let (to, from) = (usize::from(to.0), usize::from(from.0));
        if self.any[from] || self.any[to] {
            let mut lanes = take(&mut self.bytes[to]);
            lanes.copy_from_slice(&self.bytes[from]);
            self.bytes[to] = lanes;
            self.any[to] = self.any[from];
        }
    }

    pub(super) fn fill_bytes(&mut self, to: Byte, fill: impl FnOnce(&mut [u8], &[Vec<f64>], &[Vec<u8>])) {
        let mut lanes = take(&mut self.bytes[to.0 as usize]);
        fill(&mut lanes, &self.vals, &self.bytes);
        self.any[to.0 as usize] = bytes::any(&lanes);
        self.bytes[to.0 as usize] = lanes;
    }

    /// Records bound and error of an approximate register; those of exact ones are known beforehand.
    pub(super) fn track(&mut self, program: &Program, to: Val, bound: f64, error: f64) {
        if !program.vals[at(to)].exact {
            self.bound[at(to)] = bound;
            self.error[at(to)] = error;
        }
    }

    fn track_sum(&mut self, program: &Program, to: Val, left: Val, right: Val) {
        let (a, b) = (at(left), at(right));
        let bound = self.bound[a] + self.bound[b];
        self.track(program, to, bound, self.error[a] + self.error[b] + bound * UNIT);
    }

    fn track_widest(&mut self, program: &Program, to: Val, left: Val, right: Val) {
        let (a, b) = (at(left), at(right));
        self.track(program, to, self.bound[a].max(self.bound[b]), self.error[a].max(self.error[b]));
    }
}

pub(super) fn at(val: Val) -> usize {
    val.0.into()
}
