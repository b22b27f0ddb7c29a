//! Compiling quotients, and what only the exact ratio of a lane can decide.

use super::algebra::{Num, Unfit};
use super::compile::{Column, Compiler, What};
use super::program::{Byte, Doubt, NONE, Step};
use crate::number::Exact;
use crate::plan::SlotId;

impl Compiler<'_> {
    /// `a / b`
    pub fn divide(&mut self, slot: SlotId, a: SlotId, b: SlotId, bits: f64) -> Result<Column, Unfit> {
        if let Some(inverse) = self.stated(b).and_then(|divisor| Exact::ONE.checked_div(divisor)) {
            return self.map(a, bits, |builder, a| builder.times(a, &inverse));
        }
        let (left, right) = (self.column(a)?, self.column(b)?);
        let marks = self.worst(left.marks, right.marks);
        match (left.what, right.what) {
            (What::Number(x), What::Number(y)) => match self.builder.divide(x, y)? {
                Some((number, den)) => {
                    let marks = self.builder.bytes(|to| Step::MarkZeros { to, first: marks, den });
                    Ok(Column { what: What::Number(number), marks, bits })
                }
                None => self.over(slot, (x, y), marks, bits),
            },
            (What::Never | What::Number(_), What::Never | What::Number(_)) => {
                Ok(Column { what: What::Never, marks, bits })
            }
            _ => Err(Unfit("arithmetic with words")),
        }
    }

    /// A quotient of floats.
    fn over(&mut self, slot: SlotId, (a, b): (Num, Num), known: Byte, bits: f64) -> Result<Column, Unfit> {
        let (a, b) = (self.builder.floats(a, 0)?, self.builder.floats(b, 0)?);
        self.builder.measure(a);
        self.builder.measure(b);
        let (x, y) = (super::algebra::near(a)?, super::algebra::near(b)?);
        let (to, marks) = (self.builder.near(0.0), self.builder.byte());
        let scale = x.scale - y.scale;
        let what = Doubt { slot, scale, marks: known, sure: NONE, round: None };
        self.builder.program.steps.push(Step::Over { to, marks, num: x.val, den: y.val, what });
        let (low, high) = (f64::NEG_INFINITY, f64::INFINITY);
        Ok(Column { what: What::Number(Num::Near { val: to, scale, low, high, sharp: false }), marks, bits })
    }

    /// A slot that the exact evaluator computes lane by lane.
    pub fn foreign(&mut self, slot: SlotId, known: Byte, bits: f64) -> Result<Column, Unfit> {
        let (to, marks) = (self.builder.near(0.0), self.builder.byte());
        let scale = 2;
        self.builder.program.steps.push(Step::Foreign {
            to,
            marks,
            what: Doubt { slot, scale, marks: known, sure: NONE, round: None },
        });
        let (low, high) = (f64::NEG_INFINITY, f64::INFINITY);
        let number = Num::Near { val: to, scale, low, high, sharp: false };
        Ok(Column { what: What::Number(number), marks, bits })
    }
}
