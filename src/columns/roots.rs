//! Square roots and geometric means as floats, each with an error bound derived from the root itself.
//!
//! No library specifies the accuracy of its powers, so a root is raised to its power again: the distance of that from
//! the radicand bounds the error of the root, whatever computed it.

use super::algebra::{Num, Unfit, near, own_scale};
use super::batch::{Batch, LANES, mark};
use super::compile::{Compiler, What};
use super::pairs;
use super::program::{APART, Byte, Program, Roots, Step};
use super::run::{Machine, SLACK, UNIT, at};
use super::seconds::{Pair, at_most};
use super::steps::below;
use super::twin::product;
use crate::data::State;
use std::mem::take;

/// Above this relative error the lane is computed exactly.
const SMALL: f64 = 1e-3;

impl Compiler<'_> {
    /// The root of the product of the members that take part; of the given degree, or of their number if it is 0.
    pub fn roots(&mut self, items: &[(Option<Num>, Byte)], degree: u32, lenient: bool) -> Result<(What, Byte), Unfit> {
        let builder = &mut self.builder;
        let numbers = || items.iter().filter_map(|(number, _)| *number);
        let scale = numbers().map(own_scale).max().unwrap_or(0).max(0);
        // A square root keeps half of the decimals.
        let scale = if degree == 2 { scale + scale % 2 } else { scale };
        let mut scale_there = scale;
        for number in numbers() {
            scale_there = scale_there.max(own_scale(builder.floats(number, scale)?));
        }
        let scale = if degree == 2 { scale_there + scale_there % 2 } else { scale_there };
        let zero = builder.constant(0.0);
        let mut vals = Vec::new();
        for (number, marks) in items {
            let val = match number {
                Some(number) => {
                    let float = builder.floats(*number, scale)?;
                    builder.measure(float);
                    let float = near(float)?;
                    if float.scale != scale {
                        return Err(Unfit("too many decimals"));
                    }
                    float.val
                }
                None => zero,
            };
            vals.push((val, *marks));
        }
        let (to, marks) = (builder.near(0.0), builder.byte());
        builder.program.steps.push(Step::Roots(Roots { to, marks, items: vals, degree, lenient }));
        let scale = if degree == 2 { scale / 2 } else { scale };
        Ok((What::Number(Num::Near { val: to, scale, low: 0.0, high: f64::INFINITY, sharp: false }), marks))
    }
}

/// The radicand in a lane.
struct Product {
    value: f64,
    /// Its relative error.
    error: f64,
    count: u32,
    mark: u8,
    is_zero: bool,
    /// Whether a sign is uncertain.
    is_unsure: bool,
}

impl Machine {
    pub(super) fn roots(&mut self, roots: &Roots, program: &Program, batch: &Batch) {
        let mut to = take(&mut self.vals[at(roots.to)]);
        let mut marks = take(&mut self.bytes[roots.marks.0 as usize]);
        to.fill(0.0);
        marks.fill(0);
        let (mut bound, mut error) = (0.0f64, 0.0f64);
        for lane in 0..batch.lanes().min(LANES) {
            let product = self.product(roots, lane);
            marks[lane] = product.mark;
            if product.mark != 0 || product.is_zero && !product.is_unsure {
                continue;
            }
            let degree = if roots.degree == 0 { product.count } else { roots.degree };
            match root(product.value, product.error, degree).filter(|_| !product.is_unsure) {
                Some((value, off)) => {
                    to[lane] = value;
                    (bound, error) = (bound.max(value), error.max(off));
                }
                None => self.odd[lane] = true,
            }
        }
        self.any[roots.marks.0 as usize] = super::bytes::any(&marks);
        self.vals[at(roots.to)] = to;
        self.bytes[roots.marks.0 as usize] = marks;
        self.track(program, roots.to, bound * SLACK, error * SLACK);
    }

    /// The seconds of roots, and the error that remains with them.
    pub(super) fn second_of_roots(&self, (low, off): (&mut [f64], &mut [f64]), roots: &Roots, batch: &Batch) -> f64 {
        let (value, first) = (&self.vals[at(roots.to)], at_most(self.error[at(roots.to)]));
        let items: Vec<(Pair, &[u8])> =
            roots.items.iter().map(|(val, own)| (self.pair(*val), &self.bytes[usize::from(own.0)][..])).collect();
        let mut worst = 0.0f64;
        low.fill(0.0);
        off.fill(0.0);
        for lane in (0..batch.lanes()).filter(|lane| value[*lane] != 0.0) {
            let (mut whole, mut count) = (Long::ONE, 0);
            for (pair, _) in items.iter().filter(|(_, own)| own[lane] == 0) {
                let [high, low, off] = pair.lanes.map(|lanes| lanes[lane]);
                whole = whole.times(&Long {
                    high,
                    low,
                    spread: low.abs() / high,
                    error: pair.error / high,
                    is_exact: off == 0.0,
                });
                count += 1;
            }
            let degree = if roots.degree == 0 { count } else { roots.degree };
            match whole.beside_root(value[lane], degree) {
                Some((second, error, is_exact)) => {
                    (low[lane], off[lane]) = (second, pairs::loose(is_exact));
                    worst = worst.max(error);
                }
                None => (off[lane], worst) = (1.0, worst.max(first)),
            }
        }
        worst
    }

    /// The product of those that take part, whatever their order.
    fn product(&self, roots: &Roots, lane: usize) -> Product {
        let (not_filled, not_applicable) = (mark(State::NotFilled), mark(State::NotApplicable));
        let mut product = Product { value: 1.0, error: 0.0, count: 0, mark: 0, is_zero: false, is_unsure: false };
        let (mut skipped, mut is_negative) = (false, false);
        for (item, own) in &roots.items {
            match self.bytes[own.0 as usize][lane] {
                0 => {}
                APART => continue,
                state if state == not_applicable => continue,
                state if state == not_filled && roots.lenient => {
                    skipped = true;
                    continue;
                }
                state => {
                    product.mark = product.mark.max(state);
                    continue;
                }
            }
            product.count += 1;
            let (value, error) = (self.vals[at(*item)][lane], self.error[at(*item)] * SLACK);
            if value == 0.0 && error == 0.0 {
                product.is_zero = true;
            } else if below(value, -error) {
                is_negative = true;
            } else if below(error, value * SMALL) {
                product.value *= value;
                product.error += 2.0 * error / value + UNIT * 2.0;
            } else {
                product.is_unsure = true;
            }
        }
        if product.mark == 0 && product.count == 0 {
            product.mark = if skipped { not_filled } else { not_applicable };
        }
        if product.mark == 0 && is_negative {
            product.mark = mark(State::Undefined);
        }
        product
    }
}

/// The root of a number with the relative error `error`, and a bound of its own error; none where floats cannot decide.
pub(super) fn root(of: f64, error: f64, degree: u32) -> Option<(f64, f64)> {
    let is_usual = below(1e-200, of) && below(of, 1e200) && below(error, SMALL);
    let value = match degree {
        0 => return None,
        1 => of,
        2 => of.sqrt(),
        degree => of.powf(1.0 / f64::from(degree)),
    };
    if degree == 2 {
        // IEEE 754 requires a square root to be the nearest float.
        return is_usual.then_some((value, value * (2.0 * UNIT + error)));
    }
    let again = (0..degree).fold(1.0, |power, _| power * value);
    // Every product and the quotient round once; a root has a smaller relative error than its radicand.
    let off = (again / of - 1.0).abs() + f64::from(degree + 2) * 2.0 * UNIT + error;
    (is_usual && below(off, SMALL)).then_some((value, value * 2.0 * off))
}

/// A positive number as `high + low`.
struct Long {
    high: f64,
    low: f64,
    /// A bound of `|low| / high`,
    spread: f64,
    /// and the error of both, relative to `high`.
    error: f64,
    /// Whether `high` is the number itself.
    is_exact: bool,
}

impl Long {
    const ONE: Long = Long { high: 1.0, low: 0.0, spread: 0.0, error: 0.0, is_exact: true };

    fn times(&self, other: &Long) -> Long {
        let (high, rest) = product(self.high, other.high);
        let error = (self.error + other.error) * 1.1 + 2.0 * (self.spread + 4.0 * UNIT) * (other.spread + 4.0 * UNIT);
        let is_usual = below(1e-200, high) && below(high, 1e200);
        Long {
            high,
            low: rest + (self.high * other.low + self.low * other.high),
            spread: self.spread + other.spread + 2.0 * UNIT,
            error: if is_usual { error } else { f64::INFINITY },
            is_exact: self.is_exact && other.is_exact && rest == 0.0,
        }
    }

    /// The difference of its root from a float near it, the error of that, and whether the float is the root.
    fn beside_root(&self, near: f64, degree: u32) -> Option<(f64, f64, bool)> {
        let root = Long { high: near, ..Long::ONE };
        let power = (0..degree).fold(Long::ONE, |power, _| power.times(&root));
        let more = ((self.high - power.high) + (self.low - power.low)) / power.high;
        let (most, share) = (more.abs(), near / f64::from(degree.max(1)));
        let spread = self.spread + power.spread + 8.0 * UNIT;
        let known = 2.0 * (self.error + power.error) + spread * (1.1 * most + 2.0 * UNIT);
        let is_near = degree > 0 && below(most, 0.2) && below(spread, 1e-2) && below(known, 1e-3);
        let is_exact = self.is_exact && power.is_exact && self.high == power.high;
        is_near.then_some((more * share, share * (1.1 * most * most + 1.5 * known), is_exact))
    }
}
