//! Numbers of a program during compilation: exact steps, quotients not yet divided, and floats with an error.
//! A *sharp* register compares with every multiple of 1/2 as the true number does; see `docs/ketelitian.md`, section 2.

use super::batch::EXACT;
use super::merged::Made;
use super::program::{Byte, Doubt, Edge, Known, NONE, Program, Step, Val};
use super::steps::{decimal, lowest, power, steps, whole};
use crate::number::{Exact, Rounding};
use crate::plan::SlotId;
use crate::syntax::ast::Precision;
use std::collections::HashMap;

/// Numerators of sharp quotients stay below 2^51.
pub const SHARP: f64 = 2_251_799_813_685_248.0;

/// Decimals at which quotients are taken by default.
const USUAL: i32 = 2;

/// What a plan needs and columns do not support.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unfit(pub &'static str);

/// A number of every lane.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Num {
    /// Exactly `val` steps of `10^-scale`, none farther from 0 than `bound`.
    Whole { val: Val, scale: i32, bound: f64 },
    /// `num * up / (den * down)`, all of them whole.
    Ratio { num: Val, top: f64, up: f64, den: Val, bottom: f64, down: f64 },
    /// `val` steps of `10^-scale` with an error; the true number lies in `low..=high` steps.
    Near { val: Val, scale: i32, low: f64, high: f64, sharp: bool },
}

/// Emits steps of a program.
#[derive(Debug, Default)]
pub struct Builder {
    /// The steps emitted so far.
    pub program: Program,
    numbers: HashMap<u64, Val>,
    fixed: HashMap<u8, Byte>,
    /// Results of steps that were emitted before.
    known: HashMap<String, Val>,
    known_bytes: HashMap<String, Byte>,
    pub(super) made: HashMap<Val, (i32, Made)>,
    /// For registers that are not sharp, which of their lanes are.
    pub(super) sure: HashMap<Val, Byte>,
}

impl Builder {
    /// With registers for inputs of these bounds, and for their marks.
    pub fn new(bounds: &[f64]) -> Builder {
        let mut builder = Builder::default();
        builder.program.bytes = 1;
        for bound in bounds {
            builder.exact(*bound);
            builder.byte();
        }
        builder
    }

    /// A new register of exact steps.
    pub fn exact(&mut self, bound: f64) -> Val {
        self.register(Known { exact: true, bound, relative: 0.0 })
    }

    /// A new register of floats with an error.
    pub fn near(&mut self, relative: f64) -> Val {
        self.register(Known { exact: false, bound: f64::INFINITY, relative })
    }

    fn register(&mut self, known: Known) -> Val {
        self.program.vals.push(known);
        Val(u16::try_from(self.program.vals.len() - 1).unwrap_or(u16::MAX))
    }

    /// A new register of bytes.
    pub fn byte(&mut self) -> Byte {
        self.program.bytes = self.program.bytes.saturating_add(1);
        Byte(self.program.bytes - 1)
    }

    /// A register that always holds one number.
    pub fn constant(&mut self, number: f64) -> Val {
        if let Some(val) = self.numbers.get(&number.to_bits()) {
            return *val;
        }
        let val = self.exact(number.abs());
        self.program.constants.push((val, number));
        self.numbers.insert(number.to_bits(), val);
        val
    }

    /// A register that always holds one byte.
    pub fn fixed(&mut self, number: u8) -> Byte {
        if number == 0 {
            return NONE;
        }
        if let Some(byte) = self.fixed.get(&number) {
            return *byte;
        }
        let byte = self.byte();
        self.program.fixed.push((byte, number));
        self.fixed.insert(number, byte);
        byte
    }

    /// Emits a step that fills a register of numbers, unless the same was emitted before.
    pub fn val(&mut self, known: Known, step: impl Fn(Val) -> Step) -> Val {
        let key = format!("{:?}", step(Val(u16::MAX)));
        if let Some(val) = self.known.get(&key) {
            return *val;
        }
        let val = self.register(known);
        self.program.steps.push(step(val));
        self.known.insert(key, val);
        val
    }

    /// Emits a step that fills a register of bytes, unless the same was emitted before.
    pub fn bytes(&mut self, step: impl Fn(Byte) -> Step) -> Byte {
        let key = format!("{:?}", step(Byte(u16::MAX)));
        if let Some(byte) = self.known_bytes.get(&key) {
            return *byte;
        }
        let byte = self.byte();
        self.program.steps.push(step(byte));
        self.known_bytes.insert(key, byte);
        byte
    }

    /// A number of the rules.
    pub fn number(&mut self, number: &Exact) -> Result<Num, Unfit> {
        if let Some((steps, scale)) = decimal(number) {
            return Ok(Num::Whole { val: self.constant(steps), scale, bound: steps.abs() });
        }
        let (num, den) = number.small_ratio().ok_or(Unfit("a number of the rules is too long"))?;
        let (num, den) = (whole(num)?, whole(den)?);
        let (top, bottom) = (num.abs(), den);
        let (num, den) = (self.constant(num), self.constant(den));
        Ok(Num::Ratio { num, top, up: 1.0, den, bottom, down: 1.0 })
    }

    /// Exact steps with `scale` decimals, if they stay whole floats.
    pub fn aligned(&mut self, number: Num, scale: i32) -> Option<(Val, f64)> {
        let Num::Whole { val, scale: own, bound } = number else { return None };
        let power = power(scale.checked_sub(own)?)?;
        let wider = bound * power;
        if wider >= EXACT {
            return None;
        }
        if power == 1.0 {
            return Some((val, bound));
        }
        let known = Known { exact: true, bound: wider, relative: 0.0 };
        Some((self.val(known, |to| Step::Scale { to, from: val, by: power }), wider))
    }

    /// The number as floats: at the usual decimals, or its own if it has any, and at least at `scale`.
    pub fn floats(&mut self, number: Num, scale: i32) -> Result<Num, Unfit> {
        match number {
            Num::Whole { val, scale: own, bound } => {
                let scale = own.max(scale);
                if let Some((val, bound)) = self.aligned(number, scale) {
                    return Ok(Num::Near { val, scale, low: -bound, high: bound, sharp: true });
                }
                let by = power(scale - own).ok_or(Unfit("too many decimals"))?;
                let known = Known { exact: false, bound: f64::INFINITY, relative: 0.0 };
                let val = self.val(known, |to| Step::Scale { to, from: val, by });
                let far = bound * by;
                Ok(Num::Near { val, scale, low: -far * 2.0, high: far * 2.0, sharp: false })
            }
            Num::Ratio { .. } => self.divided(number, scale.max(USUAL)),
            Num::Near { val, scale: own, sharp, .. } if own < scale => {
                if (sharp || self.sure.contains_key(&val))
                    && let Some((first, made)) = self.made(val)
                {
                    // Multiplied by a power of ten it is the same register in other steps.
                    let shift = own - first;
                    let Near { val, scale, low, high, sharp } = near(self.anew(made, scale - shift)?)?;
                    return Ok(Num::Near { val, scale: scale + shift, low, high, sharp });
                }
                self.measure(number);
                let by = power(scale - own).ok_or(Unfit("too many decimals"))?;
                let known = Known { exact: false, bound: f64::INFINITY, relative: 0.0 };
                let val = self.val(known, |to| Step::Scale { to, from: val, by });
                Ok(Num::Near { val, scale, low: f64::NEG_INFINITY, high: f64::INFINITY, sharp: false })
            }
            near => Ok(near),
        }
    }

    /// A quotient in steps of `10^-scale`.
    fn divided(&mut self, number: Num, scale: i32) -> Result<Num, Unfit> {
        let Num::Ratio { num, top, up, den, bottom, down } = number else { return Ok(number) };
        let power = power(scale.abs()).ok_or(Unfit("too many decimals"))?;
        let (up, down) = if scale >= 0 { (up * power, down) } else { (up, down * power) };
        let (up, down) = lowest(up, down);
        if up.abs() >= EXACT || down >= EXACT {
            return Err(Unfit("a factor is too long"));
        }
        let sharp = top * up.abs() < SHARP && bottom * down < EXACT;
        let relative = if sharp { 1.0 } else { 4.0 } * (f64::EPSILON / 2.0);
        let known = Known { exact: false, bound: f64::INFINITY, relative };
        let val = self.val(known, |to| Step::Quotient { to, num, up, den, down });
        Ok(Num::Near { val, scale, low: f64::NEG_INFINITY, high: f64::INFINITY, sharp })
    }

    /// Makes the error of a float known well enough to compute with it.
    pub fn measure(&mut self, number: Num) {
        if let Num::Near { val, low, high, .. } = number
            && self.program.vals[val.0 as usize].relative > 0.0
            && !(low.is_finite() && high.is_finite())
            && self.known.insert(format!("measured {val:?}"), val).is_none()
        {
            self.program.steps.push(Step::Measure { of: val });
        }
    }

    /// Two numbers as floats of one scale.
    pub fn both_floats(&mut self, a: Num, b: Num, least: i32) -> Result<(Near, Near), Unfit> {
        let scale = own_scale(a).max(own_scale(b)).max(least);
        let (a, b) = (self.floats(a, scale)?, self.floats(b, scale)?);
        Ok((near(a)?, near(b)?))
    }

    /// The number as floats in steps of exactly `10^-places`.
    pub fn at_scale(&mut self, number: Num, places: i32) -> Result<Num, Unfit> {
        match number {
            Num::Whole { scale, .. } if scale <= places => self.floats(number, places),
            Num::Whole { .. } | Num::Ratio { .. } => {
                let ratio = self.ratio(number)?;
                self.divided(ratio, places)
            }
            Num::Near { val, scale, .. } if scale > places => {
                if self.sure.contains_key(&val)
                    && let Some((own, Made::Merged { a, b, how })) = self.made(val)
                    && own == scale
                {
                    let (a, b) = (self.at_scale(a, places)?, self.at_scale(b, places)?);
                    return self.merged(a, b, how, places);
                }
                self.measure(number);
                let down = power(scale - places).ok_or(Unfit("too many decimals"))?;
                let (known, den) = (Known { exact: false, bound: f64::INFINITY, relative: 0.0 }, self.constant(1.0));
                let val = self.val(known, |to| Step::Quotient { to, num: val, up: 1.0, den, down });
                let (low, high) = range(number).map_or((f64::NEG_INFINITY, f64::INFINITY), |(low, high)| {
                    ((low / down).floor() - 1.0, (high / down).ceil() + 1.0)
                });
                Ok(Num::Near { val, scale: places, low, high, sharp: false })
            }
            near => self.floats(near, places),
        }
    }

    /// Rounds to a grid; `slot` gives the exact number, `marks` the lanes that have none.
    pub fn round(&mut self, number: Num, places: i32, mode: Rounding, doubt: (SlotId, Byte)) -> Result<Num, Unfit> {
        if let Num::Whole { scale, .. } = number
            && scale <= places
        {
            return Ok(number);
        }
        let floats = self.at_scale(number, places)?;
        let Num::Near { val: from, scale, low, high, sharp } = floats else { return Ok(floats) };
        let sure = self.sure_lanes(from);
        let doubt = (!sharp).then_some(Doubt { slot: doubt.0, scale, marks: doubt.1, sure, round: None });
        if !sharp {
            self.measure(floats);
        }
        let far = match number {
            // A divisor is at least 1.
            Num::Ratio { top, up, down, .. } => top * up.abs() / down * power(places).unwrap_or(1.0),
            Num::Whole { .. } | Num::Near { .. } => low.abs().max(high.abs()),
        };
        // Steps of tens and more become steps of 1 in the end.
        let most = SHARP / power(-places.min(0)).unwrap_or(f64::INFINITY);
        let bound = (far.min(most) + 1.0).ceil();
        let known = Known { exact: true, bound, relative: 0.0 };
        let open = !sharp && far >= most;
        let val = self.val(known, |to| Step::Round { to, from, mode, doubt, open });
        Ok(Num::Whole { val, scale, bound })
    }

    /// Which interval between edges a number lies in, after `round` if there is one.
    pub fn stretch(
        &mut self,
        number: Num,
        (base, edges): (u8, &[(Exact, bool, u8)]),
        doubt: (SlotId, Byte),
        round: Option<Precision>,
    ) -> Result<Byte, Unfit> {
        let mut scale = own_scale(number).max(0);
        for (edge, ..) in edges {
            scale = scale.max(decimal(edge).ok_or(Unfit("an edge has no decimals"))?.1);
        }
        let floats = self.floats(number, scale)?;
        let Num::Near { val: from, scale, low, high, sharp } = floats else { return Err(Unfit("no number")) };
        let factor = power(scale).ok_or(Unfit("too many decimals"))?;
        let (mut base, mut kept) = (base, Vec::new());
        for (exact, above, delta) in edges.iter().filter(|(.., delta)| *delta != 0) {
            let at = steps(exact, factor)?;
            if if *above { low > at } else { low >= at } {
                base = base.wrapping_add(*delta);
            } else if if *above { high > at } else { high >= at } {
                kept.push(Edge { at, exact: exact.clone(), above: *above, delta: *delta });
            }
        }
        if kept.is_empty() {
            return Ok(self.fixed(base));
        }
        let sure = self.sure_lanes(from);
        let doubt = (!sharp).then_some(Doubt { slot: doubt.0, scale, marks: doubt.1, sure, round });
        if !sharp {
            self.measure(floats);
        }
        Ok(self.bytes(|to| Step::Stretch { to, from, base, edges: kept.clone(), doubt }))
    }

    /// The number as a quotient.
    pub fn ratio(&mut self, number: Num) -> Result<Num, Unfit> {
        match number {
            Num::Whole { val, scale, bound } => {
                let (up, down) = match scale >= 0 {
                    true => (1.0, power(scale).ok_or(Unfit("too many decimals"))?),
                    false => (power(-scale).ok_or(Unfit("too many decimals"))?, 1.0),
                };
                let den = self.constant(1.0);
                Ok(Num::Ratio { num: val, top: bound, up, den, bottom: 1.0, down })
            }
            ratio @ Num::Ratio { .. } => Ok(ratio),
            Num::Near { .. } => Err(Unfit("a float is no quotient")),
        }
    }
}

/// The parts of [`Num::Near`].
#[derive(Debug, Clone, Copy)]
pub struct Near {
    pub val: Val,
    pub scale: i32,
    pub low: f64,
    pub high: f64,
    pub sharp: bool,
}

/// The number as a float with its error.
pub fn near(number: Num) -> Result<Near, Unfit> {
    match number {
        Num::Near { val, scale, low, high, sharp } => Ok(Near { val, scale, low, high, sharp }),
        Num::Whole { .. } | Num::Ratio { .. } => Err(Unfit("no float")),
    }
}

/// The decimals that a number has by itself.
pub fn own_scale(number: Num) -> i32 {
    match number {
        Num::Whole { scale, .. } | Num::Near { scale, .. } => scale,
        Num::Ratio { .. } => USUAL,
    }
}

/// Where the true number lies, in steps, if known.
fn range(number: Num) -> Option<(f64, f64)> {
    match number {
        Num::Near { low, high, .. } if low.is_finite() && high.is_finite() => Some((low, high)),
        Num::Near { .. } | Num::Whole { .. } | Num::Ratio { .. } => None,
    }
}
