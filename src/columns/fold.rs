//! Sums and choices over members, some of which may be left out.

use super::batch::{LANES, mark};
use super::bytes;
use super::kernels;
use super::program::{APART, How, Program, Sum};
use super::run::{Machine, UNIT, at};
use crate::data::State;
use std::mem::take;

/// A mark that no lane has.
const NO_MARK: u8 = u8::MAX;

impl Machine {
    pub(super) fn sum(&mut self, sum: &Sum, program: &Program) {
        let mut to = take(&mut self.vals[at(sum.to)]);
        let mut count = take(&mut self.vals[at(sum.count)]);
        let mut marks = take(&mut self.bytes[sum.marks.0 as usize]);
        to.fill(0.0);
        marks.fill(0);
        // Where no lane leaves a member out, a marked lane has no result, and the others can be summed without checks.
        let also = if sum.lenient { mark(State::NotFilled) } else { APART };
        let left_out = |marks: &[u8]| bytes::any_of_three(marks, [mark(State::NotApplicable), APART, also]);
        let all = sum.items.iter().map(|(_, marks, _)| usize::from(marks.0)).filter(|marks| self.any[*marks]);
        let plain = all.clone().all(|marks| !left_out(&self.bytes[marks]));
        if plain && sum.how == How::Sum {
            for own in all {
                bytes::keep_worst(&mut marks, &self.bytes[own]);
            }
            count.fill(sum.items.iter().map(|(_, _, weight)| weight).sum());
            let plain = sum.items.iter().all(|(.., weight)| *weight == 1.0);
            let fours = if plain { sum.items.chunks_exact(4) } else { [].chunks_exact(4) };
            let by_four = fours.len() * 4;
            for (number, four) in fours.enumerate() {
                let [a, b, c, d] = std::array::from_fn(|item| &self.vals[at(four[item].0)][..]);
                kernels::add_four(&mut to, number == 0, a, b, c, d);
            }
            for (item, _, weight) in &sum.items[by_four..] {
                kernels::add_to(&mut to, &self.vals[at(*item)], *weight);
            }
        } else {
            count.fill(0.0);
            self.sum_marked(sum, &mut to, &mut count, &mut marks);
        }
        self.any[sum.marks.0 as usize] = bytes::any(&marks);
        self.vals[at(sum.to)] = to;
        self.vals[at(sum.count)] = count;
        self.bytes[sum.marks.0 as usize] = marks;
        let (mut bound, mut error) = (0.0f64, 0.0f64);
        for (item, _, weight) in &sum.items {
            let (b, e) = (self.bound[at(*item)] * weight.abs(), self.error[at(*item)] * weight.abs());
            match sum.how {
                How::Sum => (bound, error) = (bound + b, error + e),
                How::Least | How::Greatest | How::Last | How::Latest | How::Count | How::Percentile { .. } => {
                    (bound, error) = (bound.max(b), error.max(e))
                }
            }
        }
        let terms = match sum.how {
            How::Sum => sum.items.len() as f64 + 1.0,
            // Two products, their sum and a quotient; the middle moves no farther than the farthest of its members.
            How::Percentile { .. } => 6.0,
            How::Least | How::Greatest | How::Last | How::Latest | How::Count => 0.0,
        };
        self.track(program, sum.to, bound, error + terms * UNIT * bound);
    }

    fn sum_marked(&mut self, sum: &Sum, to: &mut [f64], count: &mut [f64], marks: &mut [u8]) {
        let (not_filled, not_applicable) = (mark(State::NotFilled), mark(State::NotApplicable));
        // Which lanes left out a blank member, and which took any.
        let (mut skipped, mut taken) = ([0; LANES], [0; LANES]);
        let also = if sum.lenient { not_filled } else { NO_MARK };
        for (item, own, weight) in &sum.items {
            let values = &self.vals[at(*item)];
            let own = &self.bytes[own.0 as usize];
            match sum.how {
                How::Sum => kernels::add_unmarked(to, count, values, own, *weight),
                How::Least => kernels::least_unmarked(to, values, &taken, own, 1.0),
                How::Greatest => kernels::least_unmarked(to, values, &taken, own, -1.0),
                How::Last | How::Latest => kernels::last_unmarked(to, values, own),
                // A percentile is sorted below; of a count only the number matters.
                How::Percentile { .. } | How::Count => {}
            }
            if sum.how != How::Sum {
                kernels::count_unmarked(count, own, *weight);
            }
            if sum.how == How::Latest {
                // Faults before the latest do not matter.
                bytes::forget(marks, own);
            }
            bytes::take_part(&mut taken, &mut skipped, marks, own, [APART, not_applicable, also]);
        }
        if let How::Percentile { up, down } = sum.how {
            self.percentiles(sum, (up, down), to);
        }
        if sum.how != How::Count {
            bytes::mark_nobody(marks, &taken, &skipped, not_filled, not_applicable);
        }
    }

    /// The percentile of those who take part; in exact steps, `down` times it.
    fn percentiles(&self, sum: &Sum, (up, down): (u32, u32), to: &mut [f64]) {
        let mut ordered: Vec<f64> = Vec::with_capacity(sum.items.len());
        let (up, down) = (u64::from(up), u64::from(down));
        let is_exact = self.exact[at(sum.to)];
        for (lane, to) in to.iter_mut().enumerate() {
            ordered.clear();
            let takes_part =
                |item: &&(super::program::Val, super::program::Byte, f64)| self.bytes[item.1.0 as usize][lane] == 0;
            ordered.extend(sum.items.iter().filter(takes_part).map(|(item, ..)| self.vals[at(*item)][lane]));
            ordered.sort_unstable_by(f64::total_cmp);
            let Some(last) = ordered.len().checked_sub(1) else {
                *to = 0.0;
                continue;
            };
            let place = last as u64 * up;
            let (low, rest) = ((place / down) as usize, place % down);
            let (low, high) = (ordered[low.min(last)], ordered[(low + 1).min(last)]);
            let found = low * (down - rest) as f64 + high * rest as f64;
            *to = if is_exact { found } else { found / down as f64 };
        }
    }
}
