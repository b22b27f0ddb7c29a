//! Compiling the output of results.

use super::algebra::{Builder, Num, Unfit, own_scale};
use super::batch::EXACT;
use super::compile::{Compiler, Decimals, Wanted, What};
use super::program::{Byte, Doubt, Output, Step};
use super::steps::below;
use crate::number::{Exact, Rounding};
use crate::plan::SlotId;
use crate::syntax::ast::Precision;

impl Compiler<'_> {
    pub fn output(&mut self, wanted: &Wanted) -> Result<Output, Unfit> {
        let column = self.column(wanted.slot)?;
        let (doubt, marks) = ((wanted.slot, column.marks), column.marks);
        let number = match column.what {
            What::Word(byte) => return Ok(Output::Word { byte, marks }),
            What::Truth(byte) => return Ok(Output::Truth { byte, marks }),
            What::Never => self.builder.number(&Exact::ZERO)?,
            What::Number(number) => number,
        };
        // The output of a row does not depend on other rows: declared decimals are always written.
        let given = |builder: &mut Builder, number: Num, places: i32, trim: bool| {
            let scale = own_scale(number).max(places).max(0);
            let (val, _) = builder.aligned(number, scale).ok_or(Unfit("a result is too long"))?;
            Ok(Output::Number { val, scale: scale.unsigned_abs(), marks, trim })
        };
        match (wanted.decimals, number) {
            (Decimals::Declared(Precision { places, mode }), _) => {
                let rounded = self.builder.round(number, places.get(), mode, doubt)?;
                given(&mut self.builder, rounded, places.get(), false)
            }
            (Decimals::Automatic, Num::Whole { scale, .. }) if scale <= 4 => given(&mut self.builder, number, 0, true),
            (Decimals::Automatic, _) => {
                let mut steps = |places| match self.builder.round(number, places, Rounding::HalfAway, doubt)? {
                    whole @ Num::Whole { .. } => {
                        self.builder.aligned(whole, places).map(|(val, _)| val).ok_or(Unfit("a result is too long"))
                    }
                    Num::Ratio { .. } | Num::Near { .. } => Err(Unfit("no number")),
                };
                let (four, two) = (steps(4)?, steps(2)?);
                let ends = self.ends(number, 4, doubt)?;
                Ok(Output::Automatic { four, two, ends, marks })
            }
        }
    }

    /// Whether a number has at most so many decimals.
    fn ends(&mut self, number: Num, scale: i32, doubt: (SlotId, Byte)) -> Result<Byte, Unfit> {
        let floats = self.builder.at_scale(number, scale)?;
        let Num::Near { val: from, sharp, low, high, .. } = floats else { return Err(Unfit("no number")) };
        if !sharp && !below(low.abs().max(high.abs()), EXACT) {
            self.builder.measure(floats);
        }
        let sure = self.builder.sure_lanes(from);
        let doubt = (!sharp).then_some(Doubt { slot: doubt.0, scale, marks: doubt.1, sure, round: None });
        Ok(self.builder.bytes(|to| Step::IsWhole { to, from, doubt }))
    }
}
