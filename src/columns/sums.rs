//! Compiling sums, products, quotients, limits and choices of numbers.

use super::algebra::{Builder, Near, Num, SHARP, Unfit, near, own_scale};
use super::bands::ends;
use super::batch::EXACT;
use super::merged::{Made, Merge};
use super::program::{Known, Step, Val};
use super::steps::{decimal, lowest, power, steps, whole};
use crate::number::{Exact, Interval};

/// Floats with an error; the bound is determined at run time.
pub(super) const FLOATS: Known = Known { exact: false, bound: f64::INFINITY, relative: 0.0 };

pub(super) fn exactly(bound: f64) -> Known {
    Known { exact: true, bound, relative: 0.0 }
}

impl Builder {
    /// `-a`
    pub fn negate(&mut self, a: Num) -> Num {
        match a {
            Num::Whole { val, scale, bound } => {
                let val = self.val(exactly(bound), |to| Step::Negate { to, from: val });
                Num::Whole { val, scale, bound }
            }
            Num::Ratio { num, top, up, den, bottom, down } => Num::Ratio { num, top, up: -up, den, bottom, down },
            Num::Near { val, scale, low, high, sharp } => {
                let known = Known { bound: f64::INFINITY, ..self.program.vals[val.0 as usize] };
                let known = Known { exact: false, ..known };
                self.measure(a);
                let sure = self.sure_lanes(val);
                let val = self.val(known, |to| Step::Negate { to, from: val });
                self.be_sure(val, sure);
                Num::Near { val, scale, low: -high, high: -low, sharp }
            }
        }
    }

    /// `|a|`
    pub fn absolute(&mut self, a: Num) -> Result<Num, Unfit> {
        if let Num::Whole { val, scale, bound } = a {
            let val = self.val(exactly(bound), |to| Step::Absolute { to, from: val });
            return Ok(Num::Whole { val, scale, bound });
        }
        let floats = self.floats(a, 0)?;
        self.measure(floats);
        let Near { val, scale, low, high, sharp } = near(floats)?;
        let sure = self.sure_lanes(val);
        let val = self.val(FLOATS, |to| Step::Absolute { to, from: val });
        self.be_sure(val, sure);
        Ok(Num::Near { val, scale, low: 0.0, high: low.abs().max(high.abs()), sharp })
    }

    /// `a + b`, or `a - b`
    pub fn add(&mut self, a: Num, b: Num, minus: bool) -> Result<Num, Unfit> {
        let step = |left: Val, right: Val| {
            move |to| match minus {
                false => Step::Add { to, left, right },
                true => Step::Subtract { to, left, right },
            }
        };
        if let (Num::Whole { scale: first, .. }, Num::Whole { scale: second, .. }) = (a, b) {
            let scale = first.max(second);
            if let (Some((left, x)), Some((right, y))) = (self.aligned(a, scale), self.aligned(b, scale))
                && x + y < EXACT
            {
                let val = self.val(exactly(x + y), step(left, right));
                return Ok(Num::Whole { val, scale, bound: x + y });
            }
        }
        if let Some(ratio) = self.add_ratios(a, b, minus)? {
            return Ok(ratio);
        }
        let (x, y) = self.measured(a, b, 0)?;
        let val = self.val(FLOATS, step(x.val, y.val));
        let (low, high) = if minus { (x.low - y.high, x.high - y.low) } else { (x.low + y.low, x.high + y.high) };
        let (low, high) = widened(low, high);
        Ok(Num::Near { val, scale: x.scale, low, high, sharp: false })
    }

    /// The sum of a quotient and whole steps, or of two quotients with one divisor, as one quotient.
    fn add_ratios(&mut self, a: Num, b: Num, minus: bool) -> Result<Option<Num>, Unfit> {
        if !matches!(
            (a, b),
            (Num::Ratio { .. }, Num::Ratio { .. } | Num::Whole { .. }) | (Num::Whole { .. }, Num::Ratio { .. })
        ) {
            return Ok(None);
        }
        let (a, b) = (self.ratio(a)?, self.ratio(b)?);
        let (
            Num::Ratio { num: n1, top: t1, up: u1, den: d1, bottom: b1, down: w1 },
            Num::Ratio { num: n2, top: t2, up: u2, den: d2, bottom: b2, down: w2 },
        ) = (a, b)
        else {
            return Ok(None);
        };
        let one = self.constant(1.0);
        // n1 u1 / (d1 w1) + n2 u2 / (d2 w2), where both divisors are equal, or one of them is 1.
        let (den, bottom, left_by, right_by) = match () {
            () if d1 == d2 => (d1, b1, one, one),
            () if d2 == one => (d1, b1, one, d1),
            () if d1 == one => (d2, b2, d2, one),
            () => return Ok(None),
        };
        let (up_left, up_right, down) = (u1 * w2, u2 * w1, w1 * w2);
        let by_left = if left_by == one { 1.0 } else { b2 };
        let by_right = if right_by == one { 1.0 } else { b1 };
        let (x, y) = (t1 * by_left * up_left.abs(), t2 * by_right * up_right.abs());
        if x + y >= SHARP || down >= EXACT {
            return Ok(None);
        }
        let left = self.product(n1, left_by, x, up_left);
        let right = self.product(n2, right_by, y, up_right);
        let num = self.val(exactly(x + y), |to| match minus {
            false => Step::Add { to, left, right },
            true => Step::Subtract { to, left, right },
        });
        Ok(Some(Num::Ratio { num, top: x + y, up: 1.0, den, bottom, down }))
    }

    /// `a * b * by`, exact within `bound`.
    fn product(&mut self, a: Val, b: Val, bound: f64, by: f64) -> Val {
        let one = self.constant(1.0);
        let both = match (a == one, b == one) {
            (_, true) => a,
            (true, _) => b,
            _ => self.val(exactly(bound / by.abs()), |to| Step::Multiply { to, left: a, right: b }),
        };
        if by == 1.0 { both } else { self.val(exactly(bound), |to| Step::Scale { to, from: both, by }) }
    }

    /// Two floats of one scale with known errors.
    pub(super) fn measured(&mut self, a: Num, b: Num, scale: i32) -> Result<(Near, Near), Unfit> {
        let (x, y) = self.both_floats(a, b, scale)?;
        for one in [x, y] {
            self.measure(Num::Near { val: one.val, scale: one.scale, low: one.low, high: one.high, sharp: one.sharp });
        }
        Ok((x, y))
    }

    /// `a * factor`
    pub fn times(&mut self, a: Num, factor: &Exact) -> Result<Num, Unfit> {
        let (p, q) = factor.small_ratio().ok_or(Unfit("a number of the rules is too long"))?;
        let (p, q) = (whole(p)?, whole(q)?);
        if let Num::Whole { val, scale, bound } = a
            && let Some((steps, more)) = decimal(factor)
            && steps.abs() * bound < EXACT
            && scale + more <= 15
        {
            let bound = bound * steps.abs();
            let val = if steps == 1.0 {
                val
            } else {
                self.val(exactly(bound), |to| Step::Scale { to, from: val, by: steps })
            };
            return Ok(Num::Whole { val, scale: scale + more, bound });
        }
        if let Num::Near { val, scale, low, high, sharp } = a {
            if let Some(number) = self.times_parts(a, factor)? {
                return Ok(number);
            }
            if let Some((steps, more)) = decimal(factor) {
                let tens = (0..=15).find(|tens| power(*tens) == Some(steps.abs()));
                if let (Some(tens), true) = (tens, steps > 0.0) {
                    return Ok(Num::Near { val, scale: scale + more - tens, low, high, sharp });
                }
            }
            self.measure(a);
            let den = self.constant(1.0);
            let val = self.val(FLOATS, |to| Step::Quotient { to, num: val, up: p, den, down: q });
            return Ok(Num::Near { val, scale, low: f64::NEG_INFINITY, high: f64::INFINITY, sharp: false });
        }
        let Num::Ratio { num, top, up, den, bottom, down } = self.ratio(a)? else { return Err(Unfit("no quotient")) };
        // Common factors are cancelled crosswise, before anything can grow.
        let ((p, down), (up, q)) = (lowest(p, down), lowest(up, q));
        if up.abs() * p.abs() >= EXACT || down * q >= EXACT {
            return Err(Unfit("a factor is too long"));
        }
        Ok(Num::Ratio { num, top, up: up * p, den, bottom, down: down * q })
    }

    /// `a * b`
    pub fn multiply(&mut self, a: Num, b: Num) -> Result<Num, Unfit> {
        if let (Num::Whole { val: left, scale: x, bound: p }, Num::Whole { val: right, scale: y, bound: q }) = (a, b)
            && p * q < EXACT
            && x + y <= 15
        {
            let val = self.val(exactly(p * q), |to| Step::Multiply { to, left, right });
            return Ok(Num::Whole { val, scale: x + y, bound: p * q });
        }
        if !matches!(a, Num::Near { .. })
            && !matches!(b, Num::Near { .. })
            && let Some(ratio) = self.multiply_ratios(a, b)?
        {
            return Ok(ratio);
        }
        for (whole, chosen) in [(a, b), (b, a)] {
            if let Num::Near { val, scale, .. } = chosen
                && !matches!(whole, Num::Near { .. })
                && let Some((own, Made::Merged { a, b, how: how @ Merge::Select(_) })) = self.made(val)
                && own == scale
            {
                // Distributed over the choice, so that both products stay sharp.
                let (a, b) = (self.multiply(whole, a)?, self.multiply(whole, b)?);
                return self.merged(a, b, how, 0);
            }
        }
        let (a, b) = (self.floats(a, 0)?, self.floats(b, 0)?);
        self.measure(a);
        self.measure(b);
        let (x, y) = (near(a)?, near(b)?);
        let val = self.val(FLOATS, |to| Step::Multiply { to, left: x.val, right: y.val });
        let (low, high) = (f64::NEG_INFINITY, f64::INFINITY);
        Ok(Num::Near { val, scale: x.scale + y.scale, low, high, sharp: false })
    }

    fn multiply_ratios(&mut self, a: Num, b: Num) -> Result<Option<Num>, Unfit> {
        let (
            Num::Ratio { num: n1, top: t1, up: u1, den: d1, bottom: b1, down: w1 },
            Num::Ratio { num: n2, top: t2, up: u2, den: d2, bottom: b2, down: w2 },
        ) = (self.ratio(a)?, self.ratio(b)?)
        else {
            return Ok(None);
        };
        let ((u1, w2), (u2, w1)) = (lowest(u1, w2), lowest(u2, w1));
        let (up, down) = (u1 * u2, w1 * w2);
        if t1 * t2 >= EXACT || b1 * b2 >= EXACT || up.abs() >= EXACT || down >= EXACT {
            return Ok(None);
        }
        let num = self.product(n1, n2, t1 * t2, 1.0);
        let den = self.product(d1, d2, b1 * b2, 1.0);
        Ok(Some(Num::Ratio { num, top: t1 * t2, up, den, bottom: b1 * b2, down }))
    }

    /// `a / b`, and the register that is 0 where `b` is; none if the divisor is a float and has to be decided exactly.
    pub fn divide(&mut self, a: Num, b: Num) -> Result<Option<(Num, Val)>, Unfit> {
        if matches!(b, Num::Near { .. }) {
            return Ok(None);
        }
        let Num::Ratio { num: n2, top: t2, up: u2, den: d2, bottom: b2, down: w2 } = self.ratio(b)? else {
            return Ok(None);
        };
        let sign = u2.signum();
        let (one, u2) = (self.constant(1.0), u2.abs());
        if let Num::Near { val, scale, .. } = a {
            self.measure(a);
            let num = if d2 == one { val } else { self.val(FLOATS, |to| Step::Multiply { to, left: val, right: d2 }) };
            let val = self.val(FLOATS, |to| Step::Quotient { to, num, up: sign * w2, den: n2, down: u2 });
            let (low, high) = (f64::NEG_INFINITY, f64::INFINITY);
            return Ok(Some((Num::Near { val, scale, low, high, sharp: false }, n2)));
        }
        let Num::Ratio { num: n1, top: t1, up: u1, den: d1, bottom: b1, down: w1 } = self.ratio(a)? else {
            return Ok(None);
        };
        let ((u1, u2), (w2, w1)) = (lowest(u1, u2), lowest(w2, w1));
        let (up, down) = (u1 * w2 * sign, w1 * u2);
        if t1 * b2 >= EXACT || b1 * t2 >= EXACT || up.abs() >= EXACT || down >= EXACT {
            return Ok(None);
        }
        let num = self.product(n1, d2, t1 * b2, 1.0);
        let den = self.product(d1, n2, b1 * t2, 1.0);
        Ok(Some((Num::Ratio { num, top: t1 * b2, up, den, bottom: b1 * t2, down }, n2)))
    }

    /// The nearest number inside a range.
    pub fn clamp(&mut self, a: Num, range: &Interval) -> Result<Num, Unfit> {
        let (low, high) = ends(range);
        let mut scale = own_scale(a).max(0);
        for end in low.into_iter().chain(high) {
            scale = scale.max(decimal(end).ok_or(Unfit("a limit has no decimals"))?.1);
        }
        let factor = power(scale).ok_or(Unfit("too many decimals"))?;
        let end = |end: Option<&Exact>, open: f64| end.map_or(Ok(open), |end| steps(end, factor));
        let (low, high) = (end(low, f64::NEG_INFINITY)?, end(high, f64::INFINITY)?);
        if let Some((val, bound)) = self.aligned(a, scale) {
            let far = low.abs().max(high.abs());
            let bound = if far.is_finite() { far } else { bound.max(low.abs().min(high.abs())) };
            let val = self.val(exactly(bound), |to| Step::Clamp { to, from: val, low, high });
            return Ok(Num::Whole { val, scale, bound });
        }
        self.limited(a, (low, high), scale)
    }

    /// The nearest float inside a range of steps of `10^-scale`.
    pub fn limited(&mut self, a: Num, (low, high): (f64, f64), scale: i32) -> Result<Num, Unfit> {
        let floats = self.floats(a, scale)?;
        if !(low.is_finite() && high.is_finite()) {
            self.measure(floats);
        }
        let x = near(floats)?;
        if x.scale != scale {
            return Err(Unfit("too many decimals"));
        }
        let val = self.val(FLOATS, |to| Step::Clamp { to, from: x.val, low, high });
        self.remember(val, scale, Made::Limited { a, low, high, scale });
        self.be_sure(val, self.sure_lanes(x.val));
        let inside = |end: f64| if end < low { low } else { end };
        let inside = |end: f64| if inside(end) > high { high } else { inside(end) };
        Ok(Num::Near { val, scale, low: inside(x.low), high: inside(x.high), sharp: x.sharp })
    }
}

/// Ends that are sums of ends, moved outward by more than their rounding.
fn widened(low: f64, high: f64) -> (f64, f64) {
    let room = |end: f64| end.abs() * 1e-12 + 1.0;
    (low - room(low), high + room(high))
}
