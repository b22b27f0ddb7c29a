//! Decisions on floats: by the float where it is farther off than its error, else by the exact ratio of the lane.

use super::algebra::below;
use super::batch::Batch;
use super::kernels;
use super::lane::{Lanes, Ratio, Wide};
use super::program::{Byte, Doubt, Edge, Val};
use super::run::{Machine, SLACK, at};
use crate::number::Rounding;
use crate::plan::SlotId;
use crate::syntax::ast::Comparison;

impl Machine {
    pub(super) fn round(
        &mut self,
        (to, from): (Val, Val),
        mode: Rounding,
        (doubt, open): (Option<Doubt>, bool),
        batch: &Batch,
        lanes: &mut Lanes,
    ) -> Result<(), Wide> {
        self.numbers(to, |to, all| kernels::round(to, &all[at(from)], mode));
        let Some(doubt) = doubt else { return Ok(()) };
        let error = self.error[at(from)] * SLACK;
        if open && !below(self.bound[at(from)], self.bound[at(to)] - 1.0) {
            return Err(Wide);
        }
        if !kernels::is_doubtful(&self.vals[at(from)], error, mode) {
            return Ok(());
        }
        for lane in 0..batch.lanes() {
            let doubtful = kernels::doubts_lane(self.vals[at(from)][lane], error, mode);
            if doubtful && let Some(exact) = self.exactly(&doubt, lane, batch, lanes)? {
                self.vals[at(to)][lane] = exact.steps(doubt.scale, mode)? as f64;
            }
        }
        Ok(())
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
    ) -> Result<(), Wide> {
        self.fill_bytes(to, |to, vals, _| {
            to.fill(base);
            // At or above an edge is above the float before it.
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
        let Some(doubt) = doubt else { return Ok(()) };
        let error = self.error[at(from)] * SLACK;
        let near = |lanes: &[f64]| {
            edges.chunks(4).any(|four| {
                let points = std::array::from_fn(|at| four.get(at).unwrap_or(&four[0]).at);
                kernels::near_points(lanes, &points, error)
            })
        };
        if !near(&self.vals[at(from)]) {
            return Ok(());
        }
        for lane in 0..batch.lanes() {
            let value = self.vals[at(from)][lane];
            if near(&[value])
                && let Some(exact) = self.exactly(&doubt, lane, batch, lanes)?
            {
                let mut byte = base;
                for edge in edges {
                    let order = exact.compare(&edge.exact)?;
                    if order.is_gt() || (order.is_eq() && !edge.above) {
                        byte = byte.wrapping_add(edge.delta);
                    }
                }
                self.bytes[to.0 as usize][lane] = byte;
            }
        }
        self.any[to.0 as usize] = kernels::any(&self.bytes[to.0 as usize]);
        Ok(())
    }

    pub(super) fn is_whole(
        &mut self,
        to: Byte,
        from: Val,
        doubt: Option<Doubt>,
        batch: &Batch,
        lanes: &mut Lanes,
    ) -> Result<(), Wide> {
        self.fill_bytes(to, |to, vals, _| kernels::is_whole(to, &vals[at(from)]));
        let Some(doubt) = doubt else { return Ok(()) };
        let error = self.error[at(from)] * SLACK;
        if !kernels::near_a_whole(&self.vals[at(from)], error) {
            return Ok(());
        }
        for lane in 0..batch.lanes() {
            let near = kernels::near_a_whole(&[self.vals[at(from)][lane]], error);
            if near && let Some(exact) = self.exactly(&doubt, lane, batch, lanes)? {
                self.bytes[to.0 as usize][lane] = u8::from(exact.ends_within(doubt.scale)?);
            }
        }
        Ok(())
    }

    pub(super) fn compare(
        &mut self,
        to: Byte,
        (left, right): (Val, Val),
        comparison: Comparison,
        doubt: Option<(SlotId, SlotId)>,
        batch: &Batch,
        lanes: &mut Lanes,
    ) -> Result<(), Wide> {
        self.fill_bytes(to, |to, vals, _| {
            let (left, right) = (&vals[at(left)], &vals[at(right)]);
            match comparison {
                Comparison::Equal => kernels::equal(to, left, right, 0),
                Comparison::NotEqual => kernels::equal(to, left, right, 1),
                Comparison::Less => kernels::less(to, left, right, 0),
                Comparison::GreaterEqual => kernels::less(to, left, right, 1),
                Comparison::Greater => kernels::less(to, right, left, 0),
                Comparison::LessEqual => kernels::less(to, right, left, 1),
            }
        });
        let Some((first, second)) = doubt else { return Ok(()) };
        let error = (self.error[at(left)] + self.error[at(right)]) * SLACK;
        if !kernels::near_each_other(&self.vals[at(left)], &self.vals[at(right)], error) {
            return Ok(());
        }
        for lane in 0..batch.lanes() {
            let (a, b) = (self.vals[at(left)][lane], self.vals[at(right)][lane]);
            if !kernels::near_each_other(&[a], &[b], error) {
                continue;
            }
            let (a, b) = (lanes.number(first, lane, self, batch)?, lanes.number(second, lane, self, batch)?);
            if let (Some(a), Some(b)) = (a, b) {
                self.bytes[to.0 as usize][lane] = u8::from(comparison.holds(a.order(&b)?));
            }
        }
        self.any[to.0 as usize] = kernels::any(&self.bytes[to.0 as usize]);
        Ok(())
    }

    /// The exact value of a lane; none where it is marked.
    fn exactly(&self, doubt: &Doubt, lane: usize, batch: &Batch, lanes: &mut Lanes) -> Result<Option<Ratio>, Wide> {
        if self.bytes[doubt.marks.0 as usize][lane] != 0 {
            return Ok(None);
        }
        lanes.number(doubt.slot, lane, self, batch)
    }

    pub(super) fn foreign(
        &mut self,
        to: Val,
        marks: Byte,
        what: &Doubt,
        batch: &Batch,
        lanes: &mut Lanes,
    ) -> Result<(), Wide> {
        for lane in 0..batch.lanes() {
            let (value, mark) = match lanes.cell(what.slot, lane, self, batch)? {
                Ok(exact) => (exact.approximate(what.scale), 0),
                Err(mark) => (0.0, mark),
            };
            self.vals[at(to)][lane] = value;
            self.bytes[marks.0 as usize][lane] = mark;
        }
        self.vals[at(to)][batch.lanes()..].fill(0.0);
        self.any[marks.0 as usize] = kernels::any(&self.bytes[marks.0 as usize]);
        Ok(())
    }
}
