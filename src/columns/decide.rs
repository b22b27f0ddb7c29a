//! Decisions on floats: by the float where its distance exceeds its error, else by the exact ratio of the lane.

use super::batch::{Batch, LANES};
use super::bytes;
use super::held::Held;
use super::kernels;
use super::lane::{Lanes, Ratio, Wide};
use super::program::{Byte, Doubt, Edge, NONE, Val};
use super::run::{Machine, SLACK, UNIT, at};
use super::steps::below;
use crate::number::Rounding;
use crate::plan::SlotId;
use crate::syntax::ast::{Comparison, Precision};

impl Machine {
    pub(super) fn round(
        &mut self,
        (to, from): (Val, Val),
        mode: Rounding,
        (doubt, open): (Option<Doubt>, bool),
        batch: &Batch,
        lanes: &mut Lanes,
    ) {
        self.numbers(to, |to, all| kernels::round(to, &all[at(from)], mode));
        let Some(doubt) = doubt else { return };
        let error = self.error[at(from)] * SLACK;
        let is_doubtful = kernels::is_doubtful(&self.vals[at(from)], error, mode);
        let mut near = [0; LANES];
        if is_doubtful && !self.round_pairs((to, from), mode, &mut near) {
            kernels::doubtful(&mut near, &self.vals[at(from)], error, mode);
        }
        if open && !below(self.bound[at(from)], self.bound[at(to)] - 1.0) {
            self.refuse_beyond((to, from), error, &doubt);
        }
        if !is_doubtful {
            return;
        }
        for lane in self.open(&mut near, &[from], (doubt.marks, doubt.sure), batch) {
            if let Some(exact) = self.exactly(&doubt, lane, batch, lanes) {
                let steps = exact.steps(doubt.scale, mode);
                if let Some(steps) = self.settled(lane, steps) {
                    self.vals[at(to)][lane] = steps as f64;
                }
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one step")]
    pub(super) fn stretch(
        &mut self,
        to: Byte,
        from: Val,
        base: u8,
        edges: &[Edge],
        doubt: Option<Doubt>,
        batch: &Batch,
        lanes: &mut Lanes,
    ) {
        self.fill_bytes(to, |to, vals, _| {
            to.fill(base);
            // At or above an edge means above the float before it.
            let beyond = |edge: &Edge| if edge.above { edge.at } else { edge.at.next_down() };
            if let [edge] = edges {
                return kernels::count_above_one(to, &vals[at(from)], beyond(edge), edge.delta);
            }
            for four in edges.chunks(4) {
                let edge = |at: usize| four.get(at).map_or(f64::INFINITY, beyond);
                let delta = |at: usize| four.get(at).map_or(0, |edge| edge.delta);
                let (edges, deltas) = (std::array::from_fn(edge), std::array::from_fn(delta));
                kernels::count_above(to, &vals[at(from)], &edges, &deltas);
            }
        });
        let Some(doubt) = doubt else { return };
        let error = self.error[at(from)] * SLACK;
        let points = |four: &[Edge]| std::array::from_fn(|at| four.get(at).unwrap_or(&four[0]).at);
        let values = &self.vals[at(from)];
        if !edges.chunks(4).any(|four| kernels::near_points(values, &points(four), error)) {
            return;
        }
        let mut near = [0; LANES];
        if !self.stretch_pairs((to, from), (base, edges), &mut near) {
            let values = &self.vals[at(from)];
            edges.chunks(4).for_each(|four| kernels::points(&mut near, values, &points(four), error));
        }
        for lane in self.open(&mut near, &[from], (doubt.marks, doubt.sure), batch) {
            if let Some(exact) = self.exactly(&doubt, lane, batch, lanes) {
                let byte = edges.iter().try_fold(base, |byte, edge| {
                    let order = exact.compare(&edge.exact)?;
                    let is_reached = order.is_gt() || (order.is_eq() && !edge.above);
                    Ok(if is_reached { byte.wrapping_add(edge.delta) } else { byte })
                });
                if let Some(byte) = self.settled(lane, byte) {
                    self.bytes[to.0 as usize][lane] = byte;
                }
            }
        }
        self.any[to.0 as usize] = bytes::any(&self.bytes[to.0 as usize]);
    }

    pub(super) fn is_whole(&mut self, to: Byte, from: Val, doubt: Option<Doubt>, batch: &Batch, lanes: &mut Lanes) {
        self.fill_bytes(to, |to, vals, _| kernels::is_whole(to, &vals[at(from)]));
        let Some(doubt) = doubt else { return };
        let error = self.error[at(from)] * SLACK;
        if !kernels::near_a_whole(&self.vals[at(from)], error) {
            return;
        }
        let mut near = [0; LANES];
        if !self.whole_pairs((to, from), &mut near) {
            kernels::wholes(&mut near, &self.vals[at(from)], error);
        }
        for lane in self.open(&mut near, &[from], (doubt.marks, doubt.sure), batch) {
            if let Some(exact) = self.exactly(&doubt, lane, batch, lanes) {
                let ends = exact.ends_within(doubt.scale);
                if let Some(ends) = self.settled(lane, ends) {
                    self.bytes[to.0 as usize][lane] = u8::from(ends);
                }
            }
        }
    }

    pub(super) fn compare(
        &mut self,
        to: Byte,
        (left, right): (Val, Val),
        comparison: Comparison,
        doubt: Option<(SlotId, SlotId, Byte)>,
        batch: &Batch,
        lanes: &mut Lanes,
    ) {
        self.fill_bytes(to, |to, vals, _| kernels::compare(to, &vals[at(left)], comparison, &vals[at(right)]));
        let Some((first, second, marks)) = doubt else { return };
        let error = (self.error[at(left)] + self.error[at(right)]) * SLACK;
        if !kernels::near_each_other(&self.vals[at(left)], &self.vals[at(right)], error) {
            return;
        }
        let mut near = [0; LANES];
        if !self.compare_pairs(to, (left, right), comparison, &mut near) {
            kernels::pairs(&mut near, &self.vals[at(left)], &self.vals[at(right)], error);
        }
        for lane in self.open(&mut near, &[left, right], (marks, NONE), batch) {
            if self.odd[lane] {
                continue;
            }
            let (a, b) = (lanes.number(first, lane, self, batch), lanes.number(second, lane, self, batch));
            let holds = match (a, b) {
                (Ok(Some(a)), Ok(Some(b))) => a.order(&b).map(|order| Some(comparison.holds(order))),
                (Err(wide), _) | (_, Err(wide)) => Err(wide),
                (Ok(None), Ok(_)) | (Ok(_), Ok(None)) => Ok(None),
            };
            if let Some(Some(holds)) = self.settled(lane, holds) {
                self.bytes[to.0 as usize][lane] = u8::from(holds);
            }
        }
        self.any[to.0 as usize] = bytes::any(&self.bytes[to.0 as usize]);
    }

    /// The lanes that are near a decision and have a value to be decided.
    fn open(&mut self, near: &mut [u8; LANES], of: &[Val], (marks, sure): (Byte, Byte), batch: &Batch) -> Vec<usize> {
        for decided in [marks, sure].into_iter().filter(|byte| self.any[usize::from(byte.0)]) {
            bytes::unmarked(near, &self.bytes[usize::from(decided.0)]);
        }
        let open: Vec<usize> = (0..batch.lanes()).filter(|lane| near[*lane] != 0).collect();
        of.iter().for_each(|val| self.seconds.ask(*val, open.len()));
        open
    }

    /// The exact value of an unmarked lane ([`Machine::open`]); none where it is too wide, which makes the lane odd.
    fn exactly(&mut self, doubt: &Doubt, lane: usize, batch: &Batch, lanes: &mut Lanes) -> Option<Held> {
        if self.odd[lane] {
            return None;
        }
        let found = lanes.number(doubt.slot, lane, self, batch);
        let found = self.settled(lane, found).flatten()?;
        match doubt.round {
            None => Some(found),
            Some(Precision { places, mode }) => self.settled(lane, found.rounded(places.get(), mode)),
        }
    }

    /// The exact value of a lane or the mark of its state; none where the lane goes through the exact evaluator.
    fn asked(&mut self, what: &Doubt, lane: usize, batch: &Batch, lanes: &mut Lanes) -> Option<Result<Ratio, u8>> {
        if self.odd[lane] {
            return None;
        }
        let found = lanes.cell(what.slot, lane, self, batch);
        self.settled(lane, found)
    }

    /// Sends lanes that a register of whole steps cannot hold to the exact evaluator.
    fn refuse_beyond(&mut self, (to, from): (Val, Val), error: f64, doubt: &Doubt) {
        let most = self.bound[at(to)] - 1.0;
        for lane in 0..self.odd.len() {
            if !below(self.vals[at(from)][lane].abs() + error, most) {
                self.vals[at(to)][lane] = 0.0;
                self.odd[lane] |= self.bytes[doubt.marks.0 as usize][lane] == 0;
            }
        }
    }

    /// The result for a lane; where none is short enough, the lane goes through the exact evaluator.
    fn settled<T>(&mut self, lane: usize, found: Result<T, Wide>) -> Option<T> {
        self.odd[lane] |= found.is_err();
        found.ok()
    }

    /// A quotient of floats, and an upper bound of its error.
    pub(super) fn over(
        &mut self,
        (to, marks): (Val, Byte),
        (num, den): (Val, Val),
        what: &Doubt,
        batch: &Batch,
        lanes: &mut Lanes,
    ) -> f64 {
        let (error_num, error_den) = (self.error[at(num)] * SLACK, self.error[at(den)] * SLACK);
        let mut worst = 0.0f64;
        for lane in 0..batch.lanes() {
            let known = self.bytes[what.marks.0 as usize][lane];
            let (a, b) = (self.vals[at(num)][lane], self.vals[at(den)][lane]);
            let far = b.abs() - error_den;
            let (value, mark) = if known != 0 {
                (0.0, known)
            } else if super::steps::below(2.0 * error_den, b.abs()) {
                let value = a / b;
                worst = worst.max((error_num + value.abs() * error_den) / far + value.abs() * 4.0 * UNIT);
                (value, 0)
            } else {
                match self.asked(what, lane, batch, lanes) {
                    Some(Ok(exact)) => {
                        let value = exact.approximate(what.scale);
                        worst = worst.max(value.abs() * 4.0 * UNIT);
                        (value, 0)
                    }
                    Some(Err(mark)) => (0.0, mark),
                    None => (0.0, 0),
                }
            };
            self.vals[at(to)][lane] = value;
            self.bytes[marks.0 as usize][lane] = mark;
        }
        self.vals[at(to)][batch.lanes()..].fill(0.0);
        self.bytes[marks.0 as usize][batch.lanes()..].fill(0);
        self.any[marks.0 as usize] = bytes::any(&self.bytes[marks.0 as usize]);
        worst * SLACK
    }

    pub(super) fn foreign(&mut self, to: Val, marks: Byte, what: &Doubt, batch: &Batch, lanes: &mut Lanes) {
        for lane in 0..batch.lanes() {
            // An operand has no value there, so it has none.
            let known = self.bytes[what.marks.0 as usize][lane];
            if known != 0 {
                (self.vals[at(to)][lane], self.bytes[marks.0 as usize][lane]) = (0.0, known);
                continue;
            }
            let (value, mark) = match self.asked(what, lane, batch, lanes) {
                Some(Ok(exact)) => (exact.approximate(what.scale), 0),
                Some(Err(mark)) => (0.0, mark),
                None => (0.0, 0),
            };
            self.vals[at(to)][lane] = value;
            self.bytes[marks.0 as usize][lane] = mark;
        }
        self.vals[at(to)][batch.lanes()..].fill(0.0);
        self.any[marks.0 as usize] = bytes::any(&self.bytes[marks.0 as usize]);
    }
}
