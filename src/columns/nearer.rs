//! Decisions on floats with their seconds: they replace those of the first floats wherever the sum of both is farther
//! from a decision point than its error. Each returns whether there are seconds, and marks the lanes that stay open.

use super::batch::LANES;
use super::bytes;
use super::kernels;
use super::pairs;
use super::program::{Byte, Edge, Val};
use super::run::{Machine, SLACK, UNIT, at};
use super::seconds::{NOTHING, Pair};
use crate::number::Rounding;
use crate::syntax::ast::Comparison;
use std::mem::take;

impl Machine {
    pub(super) fn round_pairs(&mut self, (to, from): (Val, Val), mode: Rounding, near: &mut [u8; LANES]) -> bool {
        let Some(pair) = self.seconds_of(from) else { return false };
        let (mut middle, mut rounded) = ([0.0; LANES], [0.0; LANES]);
        pairs::between_halves(&mut middle, near, pair.lanes, (2.0 * pair.error + 4.0 * of_sum(&pair)) * SLACK);
        kernels::round(&mut rounded, &middle, mode);
        let open = open(near, [&pair, &pair]);
        let lanes = self.vals[at(to)].iter_mut().zip(rounded).zip(near.iter());
        lanes.filter(|(_, near)| **near == 0).for_each(|((to, rounded), _)| *to = rounded);
        *near = open;
        true
    }

    pub(super) fn whole_pairs(&mut self, (to, from): (Byte, Val), near: &mut [u8; LANES]) -> bool {
        let Some(pair) = self.seconds_of(from) else { return false };
        pairs::wholes(near, pair.lanes, (pair.error + 2.0 * of_sum(&pair)) * SLACK);
        let open = open(near, [&pair, &pair]);
        self.take_sure(to, &[0; LANES], near, open)
    }

    pub(super) fn stretch_pairs(
        &mut self,
        (to, from): (Byte, Val),
        (base, edges): (u8, &[Edge]),
        near: &mut [u8; LANES],
    ) -> bool {
        let Some(pair) = self.seconds_of(from) else { return false };
        let mut found = [base; LANES];
        let error = (pair.error + 4.0 * UNIT * pair.far) * SLACK;
        for edge in edges {
            pairs::count_above(&mut found, near, pair.lanes, edge.at, edge.delta, error);
        }
        let open = open(near, [&pair, &pair]);
        self.take_sure(to, &found, near, open)
    }

    pub(super) fn compare_pairs(
        &mut self,
        to: Byte,
        (left, right): (Val, Val),
        comparison: Comparison,
        near: &mut [u8; LANES],
    ) -> bool {
        if self.seconds_of(left).is_none() && self.seconds_of(right).is_none() {
            return false;
        }
        let (a, b) = (self.pair(left), self.pair(right));
        let (mut more, mut found) = ([0.0; LANES], [0; LANES]);
        let error = (a.error + b.error + 4.0 * UNIT * (a.far + b.far)) * SLACK;
        pairs::differences(&mut more, near, a.lanes, b.lanes, error);
        kernels::compare(&mut found, &more, comparison, &NOTHING);
        let open = open(near, [&a, &b]);
        self.take_sure(to, &found, near, open)
    }

    /// Takes the results of the lanes that are not near, and leaves open those that `open` marks.
    fn take_sure(&mut self, to: Byte, found: &[u8; LANES], near: &mut [u8; LANES], open: [u8; LANES]) -> bool {
        let mut lanes = take(&mut self.bytes[usize::from(to.0)]);
        let sure = lanes.iter_mut().zip(found).zip(near.iter()).filter(|(_, near)| **near == 0);
        sure.for_each(|((to, found), _)| *to = *found);
        self.any[usize::from(to.0)] = bytes::any(&lanes);
        self.bytes[usize::from(to.0)] = lanes;
        *near = open;
        true
    }
}

/// The near lanes that are not exact: exact ones were decided by their first floats.
fn open(near: &[u8; LANES], [a, b]: [&Pair; 2]) -> [u8; LANES] {
    let mut open = *near;
    pairs::decided(&mut open, a.lanes[2], b.lanes[2]);
    open
}

/// The rounding error when a second is added to a fraction of 1.
fn of_sum(pair: &Pair) -> f64 {
    UNIT * (1.0 + pair.far)
}
