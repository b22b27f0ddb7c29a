//! Compiling numbers chosen from others: what a register of floats is made of, and which of its lanes are sharp if not
//! all are.

use super::algebra::{Builder, Near, Num, Unfit, own_scale};
use super::batch::EXACT;
use super::program::{Byte, NONE, Step, Val};
use super::steps::{decimal, power};
use super::sums::{FLOATS, exactly};
use crate::number::Exact;

impl Builder {
    /// The lesser or the greater.
    pub fn extreme(&mut self, a: Num, b: Num, least: bool) -> Result<Num, Unfit> {
        self.merge(a, b, if least { Merge::Least } else { Merge::Greatest })
    }

    /// `a` where `when` is 1, else `b`.
    pub fn select(&mut self, when: Byte, a: Num, b: Num) -> Result<Num, Unfit> {
        self.merge(a, b, Merge::Select(when))
    }

    /// One of two numbers, lane by lane.
    fn merge(&mut self, a: Num, b: Num, how: Merge) -> Result<Num, Unfit> {
        if a == b {
            return Ok(a);
        }
        let scale = own_scale(a).max(own_scale(b));
        if let (Some((x, p)), Some((y, q))) = (self.aligned(a, scale), self.aligned(b, scale)) {
            let bound = p.max(q);
            return Ok(Num::Whole { val: self.val(exactly(bound), |to| how.step(to, x, y)), scale, bound });
        }
        self.merged(a, b, how, 0)
    }

    /// One of two numbers as floats, lane by lane, with at least `scale` decimals.
    pub fn merged(&mut self, a: Num, b: Num, how: Merge, scale: i32) -> Result<Num, Unfit> {
        let (x, y) = self.measured(a, b, scale)?;
        if x.scale != y.scale {
            return Err(Unfit("too many decimals"));
        }
        let val = self.val(FLOATS, |to| how.step(to, x.val, y.val));
        self.remember(val, x.scale, Made::Merged { a, b, how });
        if !(x.sharp && y.sharp) {
            let (of_x, of_y) = (self.sharp_lanes(&x), self.sharp_lanes(&y));
            let sure = match how {
                _ if of_x == of_y => of_x,
                Merge::Select(when) => self.bytes(|to| Step::SelectBytes { to, when, then: of_x, otherwise: of_y }),
                // For a minimum or maximum both have to be sharp; where one register is, that depends on the other
                // alone.
                Merge::Least | Merge::Greatest if x.sharp => of_y,
                Merge::Least | Merge::Greatest if y.sharp => of_x,
                Merge::Least | Merge::Greatest => NONE,
            };
            self.be_sure(val, sure);
        }
        let (low, high) = (x.low.min(y.low), x.high.max(y.high));
        Ok(Num::Near { val, scale: x.scale, low, high, sharp: x.sharp && y.sharp })
    }

    /// `a * factor`, applied to what the float is made of, which stays sharp; none if that is unknown.
    pub(super) fn times_parts(&mut self, a: Num, factor: &Exact) -> Result<Option<Num>, Unfit> {
        let Num::Near { val, scale, sharp, .. } = a else { return Ok(None) };
        if !sharp && self.sure_lanes(val) == NONE {
            return Ok(None);
        }
        let Some((_, made)) = self.made(val).filter(|(first, _)| *first == scale) else { return Ok(None) };
        match (made, decimal(factor)) {
            (_, Some((steps, _))) if steps <= 0.0 => Ok(None),
            (Made::Merged { a, b, how }, Some(_)) => {
                let (a, b) = (self.times(a, factor)?, self.times(b, factor)?);
                self.merged(a, b, how, 0).map(Some)
            }
            (Made::Limited { a, low, high, scale }, Some((steps, more))) => {
                let fits = |end: f64| end.is_infinite() || end.abs() * steps < EXACT;
                if !(fits(low) && fits(high)) {
                    return Ok(None);
                }
                let a = self.times(a, factor)?;
                self.limited(a, (low * steps, high * steps), scale + more).map(Some)
            }
            (_, None) => Ok(None),
        }
    }

    /// Records what a register of floats with `scale` decimals is made of.
    pub fn remember(&mut self, val: Val, scale: i32, made: Made) {
        self.made.insert(val, (scale, made));
    }

    /// What a register of floats is made of, and its decimals.
    pub fn made(&self, val: Val) -> Option<(i32, Made)> {
        self.made.get(&val).copied()
    }

    /// Records which lanes of a register of floats are sharp, if not all are.
    pub fn be_sure(&mut self, val: Val, sure: Byte) {
        if sure != NONE {
            self.sure.insert(val, sure);
        }
    }

    /// The sharp lanes of a register of floats, if not all are.
    pub fn sure_lanes(&self, val: Val) -> Byte {
        self.sure.get(&val).copied().unwrap_or(NONE)
    }

    /// The sharp lanes of floats.
    pub fn sharp_lanes(&mut self, near: &Near) -> Byte {
        if near.sharp { self.fixed(1) } else { self.sure_lanes(near.val) }
    }

    /// The same recomputed with more decimals.
    pub(super) fn anew(&mut self, made: Made, scale: i32) -> Result<Num, Unfit> {
        match made {
            Made::Merged { a, b, how } => self.merged(a, b, how, scale),
            Made::Limited { a, low, high, scale: own } => {
                let by = power(scale - own).ok_or(Unfit("too many decimals"))?;
                let (low, high) = (low * by, high * by);
                let fits = |end: f64| end.is_infinite() || end.abs() < EXACT;
                if fits(low) && fits(high) {
                    self.limited(a, (low, high), scale)
                } else {
                    Err(Unfit("a limit is too long"))
                }
            }
        }
    }
}

/// How one of two numbers is chosen.
#[derive(Debug, Clone, Copy)]
pub enum Merge {
    Least,
    Greatest,
    /// The first where the byte is 1.
    Select(Byte),
}

impl Merge {
    fn step(self, to: Val, left: Val, right: Val) -> Step {
        match self {
            Merge::Least => Step::Least { to, left, right },
            Merge::Greatest => Step::Greatest { to, left, right },
            Merge::Select(when) => Step::Select { to, when, then: left, otherwise: right },
        }
    }
}

/// What a register of floats was made of: for more decimals it is recomputed from that, since quotients are sharp at
/// any number of decimals, and floats are not.
#[derive(Debug, Clone, Copy)]
pub enum Made {
    /// One of two numbers.
    Merged { a: Num, b: Num, how: Merge },
    /// A number inside a range of steps.
    Limited { a: Num, low: f64, high: f64, scale: i32 },
}
