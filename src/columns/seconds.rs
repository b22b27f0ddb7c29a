//! Second floats: a register that left many decisions of a chunk open keeps, from the next chunk on, what rounding took
//! from its lanes, so that loops decide what would otherwise be decided lane by lane.
//!
//! Each lane is `a`, its second `b`, and the true number is within `error` of `a + b`. The first floats and their
//! errors do not change. The error proofs are in `docs/ketelitian.md`, section 8.

use super::batch::{Batch, LANES};
use super::kernels;
use super::lives::operands;
use super::pairs::{self, Lanes, checked_product, loose};
use super::program::{How, Program, Step, Sum, Val};
use super::run::{Machine, SLACK, UNIT, at};
use super::steps::below;
use std::mem::take;

/// This many open decisions make second floats worthwhile.
pub(super) const MANY: usize = LANES / 16;

/// Seconds are useless for registers that may hold greater numbers.
const FAR: f64 = 1e120;

/// More than what a product of numbers near 0 can lose.
const LOST: f64 = 1e-290;

/// The square of the roundoff of one float.
const TWICE: f64 = UNIT * UNIT;

pub(super) const NOTHING: [f64; LANES] = [0.0; LANES];

/// Every lane is loose.
const ALL: [f64; LANES] = [1.0; LANES];

/// The second floats of a machine.
#[derive(Debug, Default)]
pub(super) struct Seconds {
    /// The registers that have them; empty if none has.
    wanted: Vec<bool>,
    lanes: Vec<Vec<f64>>,
    /// 0 for each exact lane, which has a second of 0.
    loose: Vec<Vec<f64>>,
    error: Vec<f64>,
    /// The bound of the seconds.
    far: Vec<f64>,
    /// Registers that left many decisions open in this chunk.
    asked: Vec<Val>,
}

/// A register with its second floats.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair<'m> {
    pub lanes: Lanes<'m>,
    /// The distance of the true number from both together.
    pub error: f64,
    /// A bound of the seconds,
    pub far: f64,
    /// and one of the firsts and the true number.
    pub bound: f64,
}

impl Seconds {
    /// Reports that a register left this many decisions open.
    pub fn ask(&mut self, val: Val, open: usize) {
        let has = self.wanted.get(at(val)).is_some_and(|wanted| *wanted);
        if open >= MANY && !has && !self.asked.contains(&val) {
            self.asked.push(val);
        }
    }

    /// Gives seconds to the registers that were reported, and to what they are computed from.
    pub fn begin(&mut self, program: &Program) {
        if self.asked.is_empty() {
            return;
        }
        let registers = program.vals.len();
        self.wanted.resize(registers, false);
        self.lanes.resize_with(registers, Vec::new);
        self.loose.resize_with(registers, Vec::new);
        self.error.resize(registers, 0.0);
        self.far.resize(registers, 0.0);
        for val in self.asked.drain(..) {
            self.wanted[at(val)] = true;
        }
        for step in program.steps.iter().rev() {
            let (read, written) = operands(step);
            if written.iter().any(|to| self.wanted[at(*to)]) {
                read.iter().filter(|val| !program.vals[at(**val)].exact).for_each(|val| self.wanted[at(*val)] = true);
            }
        }
    }
}

impl Machine {
    /// A register with its seconds; none where they would be useless.
    pub(super) fn seconds_of(&self, val: Val) -> Option<Pair<'_>> {
        let wanted = self.seconds.wanted.get(at(val)).is_some_and(|wanted| *wanted);
        (wanted && below(self.seconds.error[at(val)], f64::INFINITY)).then(|| self.pair(val))
    }

    /// A register with its seconds, or with none and its own error.
    pub(super) fn pair(&self, val: Val) -> Pair<'_> {
        let (seconds, of) = (&self.seconds, at(val));
        let (lanes, bound) = (&self.vals[of][..], self.bound[of]);
        match seconds.wanted.get(of) {
            Some(true) => {
                let (error, far) = (seconds.error[of], seconds.far[of]);
                Pair { lanes: [lanes, &seconds.lanes[of], &seconds.loose[of]], error, far, bound }
            }
            _ => {
                let loose = if self.exact[of] { &NOTHING } else { &ALL };
                Pair { lanes: [lanes, &NOTHING, loose], error: at_most(self.error[of]), far: 0.0, bound }
            }
        }
    }

    /// Computes the seconds of what a step has filled.
    pub(super) fn second(&mut self, step: &Step, batch: &Batch) {
        if self.seconds.wanted.is_empty() {
            return;
        }
        let wanted = |val: &Val| self.seconds.wanted[at(*val)];
        let Some(to) = operands(step).1.into_iter().find(wanted) else { return };
        let mut lanes = take(&mut self.seconds.lanes[at(to)]);
        let mut loose = take(&mut self.seconds.loose[at(to)]);
        lanes.resize(LANES, 0.0);
        loose.resize(LANES, 0.0);
        let error = self.fill_second((&mut lanes, &mut loose), step, batch);
        let error = error.unwrap_or_else(|| {
            lanes.fill(0.0);
            loose.fill(1.0);
            self.error[at(to)]
        });
        let error = at_most(error * SLACK + LOST);
        let far = kernels::farthest(&lanes) * SLACK;
        let is_usual = below(kernels::farthest(&self.vals[at(to)]), FAR) && below(far, FAR);
        self.seconds.error[at(to)] = if is_usual { error } else { f64::INFINITY };
        self.seconds.far[at(to)] = far;
        self.seconds.lanes[at(to)] = lanes;
        self.seconds.loose[at(to)] = loose;
    }

    /// Fills the seconds of a step and returns their error; none where it has none.
    fn fill_second(&self, (low, off): (&mut [f64], &mut [f64]), step: &Step, batch: &Batch) -> Option<f64> {
        let value = |to: &Val| &self.vals[at(*to)][..];
        let widest = |a: &Pair, b: &Pair| a.error.max(b.error);
        match step {
            Step::Scale { from, by, .. } => {
                let a = self.pair(*from);
                pairs::scale(low, off, a.lanes, *by);
                Some(by.abs() * (a.error + 3.0 * UNIT * a.far + 2.0 * TWICE * a.bound))
            }
            Step::Add { left, right, .. } | Step::Subtract { left, right, .. } => {
                let (a, b) = (self.pair(*left), self.pair(*right));
                let sign = if matches!(step, Step::Subtract { .. }) { -1.0 } else { 1.0 };
                pairs::add(low, off, a.lanes, b.lanes, sign);
                Some(a.error + b.error + 3.0 * UNIT * (a.far + b.far) + 2.0 * TWICE * (a.bound + b.bound))
            }
            Step::Multiply { left, right, .. } => {
                let (a, b) = (self.pair(*left), self.pair(*right));
                pairs::multiply(low, off, a.lanes, b.lanes);
                let known = a.error * b.bound + b.error * (a.bound + a.error) + a.far * b.far;
                Some(known + 4.0 * UNIT * (a.bound * b.far + b.bound * a.far) + 2.0 * TWICE * a.bound * b.bound)
            }
            Step::Quotient { to, num, up, den, down } => {
                let a = self.pair(*num);
                pairs::quotient(low, off, value(to), a.lanes, *up, value(den), *down);
                let known = (a.error + 8.0 * UNIT * a.far) * up.abs() / down;
                Some(known + 128.0 * TWICE * kernels::farthest(value(to)))
            }
            Step::Clamp { to, from, low: least, high: most } => {
                let a = self.pair(*from);
                let error = a.error + 8.0 * UNIT * a.far;
                pairs::clamp(low, off, value(to), a.lanes, *least, *most, error * SLACK);
                Some(error)
            }
            Step::Negate { from, .. } => {
                let a = self.pair(*from);
                kernels::negate(low, a.lanes[1]);
                off.copy_from_slice(a.lanes[2]);
                Some(a.error)
            }
            Step::Absolute { from, .. } => {
                let a = self.pair(*from);
                pairs::absolute(low, a.lanes[0], a.lanes[1]);
                off.copy_from_slice(a.lanes[2]);
                Some(a.error + 4.0 * UNIT * a.far)
            }
            Step::Least { to, left, right } | Step::Greatest { to, left, right } => {
                let (a, b) = (self.pair(*left), self.pair(*right));
                let sign = if matches!(step, Step::Greatest { .. }) { -1.0 } else { 1.0 };
                let rounded = 8.0 * UNIT * (a.far + b.far);
                let apart = (a.error + b.error + rounded) * SLACK;
                pairs::least(low, off, value(to), a.lanes, b.lanes, sign, apart);
                Some(widest(&a, &b) + rounded)
            }
            Step::Select { when, then, otherwise, .. } => {
                let (a, b) = (self.pair(*then), self.pair(*otherwise));
                let when = &self.bytes[usize::from(when.0)];
                kernels::select(low, when, a.lanes[1], b.lanes[1]);
                kernels::select(off, when, a.lanes[2], b.lanes[2]);
                Some(widest(&a, &b))
            }
            Step::Sum(sum) => self.second_of_sum((low, off), sum),
            Step::Roots(roots) => Some(self.second_of_roots((low, off), roots, batch)),
            Step::Over { to, marks, num, den, .. } => {
                let marks = &self.bytes[usize::from(marks.0)];
                let first = self.error[at(*to)];
                Some(second_of_quotient(
                    (low, off),
                    (value(to), first),
                    (self.pair(*num), self.pair(*den)),
                    &marks[..batch.lanes()],
                ))
            }
            Step::Foreign { .. } | Step::Round { .. } | Step::Measure { .. } => None,
            Step::Worst { .. } | Step::First { .. } | Step::MarkZeros { .. } | Step::Stretch { .. } => None,
            Step::IsWhole { .. } | Step::Compare { .. } | Step::CompareBytes { .. } | Step::Decide { .. } => None,
            Step::SelectBytes { .. } | Step::Undecided { .. } | Step::Keep { .. } => None,
        }
    }

    /// For sums of the members that take part.
    fn second_of_sum(&self, (low, off): (&mut [f64], &mut [f64]), sum: &Sum) -> Option<f64> {
        if sum.how != How::Sum {
            return None;
        }
        let mut sums = NOTHING;
        low.fill(0.0);
        off.fill(0.0);
        let (mut error, mut bound, mut far) = (0.0, 0.0, 0.0);
        for (item, marks, weight) in &sum.items {
            let a = self.pair(*item);
            pairs::add_unmarked(&mut sums, low, off, a.lanes, &self.bytes[usize::from(marks.0)], *weight);
            error += a.error * weight.abs();
            bound += a.bound * weight.abs();
            far += a.far * weight.abs();
        }
        pairs::beside_sum(low, off, &self.vals[at(sum.to)], &sums, &self.bytes[usize::from(sum.marks.0)]);
        let terms = sum.items.len() as f64 + 2.0;
        Some(error + 4.0 * terms * UNIT * (3.0 * terms * UNIT * bound + far))
    }
}

/// For quotients of floats, each within `first` of the true one.
fn second_of_quotient(
    (low, off): (&mut [f64], &mut [f64]),
    (value, first): (&[f64], f64),
    (a, b): (Pair, Pair),
    marks: &[u8],
) -> f64 {
    let (first, mut worst) = (at_most(first), 0.0f64);
    low.fill(0.0);
    off.fill(0.0);
    for (lane, _) in marks.iter().enumerate().filter(|(_, mark)| **mark == 0) {
        let [n, n_low, n_off] = a.lanes.map(|lanes| lanes[lane]);
        let [d, d_low, d_off] = b.lanes.map(|lanes| lanes[lane]);
        let (q, far) = (value[lane], d.abs() - b.far - b.error);
        let (taken, taken_rest, is_taken) = checked_product(q, d);
        let rest = ((n - taken) - taken_rest) + (n_low - q * d_low);
        let wide = (UNIT * n.abs() + a.far + q.abs() * b.far + (n - taken).abs()) / far;
        let known = (a.error + (q.abs() + 2.0 * wide) * b.error) / far;
        let error = 1.1 * known + 1.2 * wide * (8.0 * UNIT + b.far / far);
        // Where the divisor is near 0, the first float stands alone.
        let is_usual = below(2.0 * (b.far + b.error), d.abs()) && below(error, first);
        if is_usual {
            low[lane] = rest / d;
        }
        off[lane] = loose(is_taken && taken == n && n_off + d_off == 0.0);
        worst = worst.max(if is_usual { error } else { first });
    }
    worst
}

/// The error; infinite if it is NaN.
pub(super) fn at_most(error: f64) -> f64 {
    if below(error, f64::INFINITY) { error } else { f64::INFINITY }
}
