//! Compiles a plan, given the bounds of its inputs, to a program, or finds why columns do not fit it.

use super::algebra::{Builder, Num, Unfit};
use super::batch::mark;
use super::fitting::{needed, words};
use super::lives::lives;
use super::members::Members;
use super::program::{Byte, NONE, Program, Step, Val};
use crate::data::State;
use crate::number::{Exact, MAX_BITS};
use crate::plan::{Input, Op, Plan, SlotId};
use crate::syntax::ast::{Comparison, Precision};
use std::sync::Arc;

/// A result to be returned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    pub slot: SlotId,
    /// How a number is rounded.
    pub decimals: Decimals,
}

/// How a number is rounded for output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decimals {
    Declared(Precision),
    /// With as many as it needs, up to four; else two, half away from zero.
    Automatic,
}

/// Decimals and bound of an input, in steps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shape {
    pub scale: u32,
    /// The bound, in steps.
    pub bound: f64,
    /// Whether no unit ever has a value.
    pub absent: bool,
}

/// What a slot is in all lanes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    pub what: What,
    /// Which lanes have no value.
    pub marks: Byte,
    /// An upper bound for the bits of numerator and denominator.
    pub bits: f64,
}

/// The kind of a slot, and its register.
#[derive(Debug, Clone, Copy)]
pub(super) enum What {
    /// No lane has a value.
    Never,
    Number(Num),
    Word(Byte),
    Truth(Byte),
}

/// Compiles what the wanted results need.
pub fn compile(plan: &Plan, inputs: &[Input], shapes: &[Shape], wanted: &[Wanted]) -> Result<Program, Unfit> {
    let needed = needed(plan, wanted);
    let words = words(plan, &needed);
    if words.len() > 250 {
        return Err(Unfit("too many words"));
    }
    let bounds: Vec<f64> = shapes.iter().map(|shape| shape.bound).collect();
    let mut compiler = Compiler::new(plan, inputs, shapes, words, Builder::new(&bounds));
    for (at, _) in needed.iter().enumerate().filter(|(_, needed)| **needed) {
        let column = compiler.fitting(SlotId(at as u32))?;
        compiler.columns[at] = Some(column);
    }
    for one in wanted {
        let output = compiler.output(one)?;
        compiler.builder.program.outputs.push(output);
    }
    let mut program = compiler.builder.program;
    if program.vals.len() >= usize::from(u16::MAX) || program.bytes == u16::MAX {
        return Err(Unfit("too many steps"));
    }
    program.words = compiler.words;
    program.free_results(inputs.len());
    program.lives = lives(&program, inputs.len());
    Ok(program)
}

pub(super) struct Compiler<'p> {
    pub plan: &'p Plan,
    inputs: &'p [Input],
    shapes: &'p [Shape],
    words: Vec<Arc<str>>,
    pub builder: Builder,
    columns: Vec<Option<Column>>,
}

impl<'p> Compiler<'p> {
    pub fn new(
        plan: &'p Plan,
        inputs: &'p [Input],
        shapes: &'p [Shape],
        words: Vec<Arc<str>>,
        builder: Builder,
    ) -> Compiler<'p> {
        Compiler { plan, inputs, shapes, words, builder, columns: vec![None; plan.slots.len()] }
    }

    /// Records what a slot is in all lanes.
    pub fn keep(&mut self, slot: SlotId, column: Column) {
        self.columns[slot.0 as usize] = Some(column);
    }

    pub fn column(&self, slot: SlotId) -> Result<Column, Unfit> {
        self.columns[slot.0 as usize].ok_or(Unfit("a slot before its time"))
    }

    pub fn word(&self, word: &str) -> u8 {
        self.words.iter().position(|known| **known == *word).map_or(0, |at| at as u8)
    }

    /// What a slot is in all lanes, unless its results may be too long.
    pub fn fitting(&mut self, slot: SlotId) -> Result<Column, Unfit> {
        let column = self.slot(slot)?;
        match column.bits > MAX_BITS as f64 {
            true => Err(Unfit("a result may be too long")),
            false => Ok(column),
        }
    }

    fn slot(&mut self, slot: SlotId) -> Result<Column, Unfit> {
        let plan = self.plan;
        let op = &plan.slot(slot).op;
        let bits = self.bits(op)?;
        let column = |what: What, marks: Byte| Ok(Column { what, marks, bits });
        match op {
            Op::Input(input) => {
                let at = self.inputs.iter().position(|known| known == input).ok_or(Unfit("an input nobody gives"))?;
                let Shape { scale, bound, absent } = self.shapes[at];
                if absent {
                    return column(What::Never, self.builder.fixed(mark(State::NotFilled)));
                }
                let whole = Num::Whole { val: Val(at as u16), scale: scale as i32, bound };
                column(What::Number(whole), Byte(at as u16 + 1))
            }
            Op::Number(value) => column(What::Number(self.builder.number(value)?), NONE),
            Op::Text(text) => {
                let byte = self.word(text);
                column(What::Word(self.builder.fixed(byte)), NONE)
            }
            Op::Missing(state, _) => column(What::Never, self.builder.fixed(mark(*state))),
            Op::Negate(a) => self.map(*a, bits, |builder, a| Ok(builder.negate(a))),
            Op::Absolute(a) => self.map(*a, bits, |builder, a| builder.absolute(a)),
            Op::Clamp(a, range) => self.map(*a, bits, |builder, a| builder.clamp(a, range)),
            Op::Round(a, precision) => {
                let marks = self.column(*a)?.marks;
                let (places, mode) = (precision.places.get(), precision.mode);
                self.map(*a, bits, |builder, number| builder.round(number, places, mode, (*a, marks)))
            }
            Op::Add(a, b) => self.both(*a, *b, bits, |builder, a, b| builder.add(a, b, false)),
            Op::Subtract(a, b) => self.both(*a, *b, bits, |builder, a, b| builder.add(a, b, true)),
            Op::Multiply(a, b) => match (self.stated(*a), self.stated(*b)) {
                (_, Some(factor)) => self.map(*a, bits, |builder, a| builder.times(a, factor)),
                (Some(factor), _) => self.map(*b, bits, |builder, b| builder.times(b, factor)),
                _ => self.both(*a, *b, bits, |builder, a, b| builder.multiply(a, b)),
            },
            Op::Share(a) => self.map(*a, bits, |builder, a| builder.times(a, &Exact::HUNDREDTH)),
            Op::Percentage(a) => self.map(*a, bits, |builder, a| builder.times(a, &Exact::HUNDRED)),
            Op::Divide(a, b) => self.divide(slot, *a, *b, bits),
            Op::Power(a, _) => match self.column(*a)?.what {
                What::Number(_) => {
                    let marks = self.column(*a)?.marks;
                    self.foreign(slot, marks, bits)
                }
                What::Never => self.map(*a, bits, |_, a| Ok(a)),
                What::Word(_) | What::Truth(_) => Err(Unfit("a power of words")),
            },
            Op::Root(a) => match self.number_of(*a)? {
                Some(number) => {
                    let marks = self.column(*a)?.marks;
                    let (what, marks) = self.roots(&[(Some(number), marks)], 2, false)?;
                    column(what, marks)
                }
                None => self.map(*a, bits, |_, a| Ok(a)),
            },
            Op::Same(a) => Ok(Column { bits, ..self.column(*a)? }),
            Op::Least(items) => self.extreme(items, true, bits),
            Op::Greatest(items) => self.extreme(items, false, bits),
            Op::Compare(a, comparison, b) => self.compare(*a, *comparison, *b),
            Op::And(a, b) => self.decide(*a, *b, 0),
            Op::Or(a, b) => self.decide(*a, *b, 1),
            Op::Not(a) => {
                let (truth, marks) = self.truth(*a)?;
                let truth = self.builder.bytes(|to| Step::CompareBytes {
                    to,
                    left: truth,
                    comparison: Comparison::Equal,
                    right: NONE,
                });
                column(What::Truth(truth), marks)
            }
            Op::Filled(a) => {
                let marks = self.column(*a)?.marks;
                column(What::Truth(self.builder.fixed(1)), marks)
            }
            Op::Present(a) => {
                let left = self.column(*a)?.marks;
                let comparison = Comparison::Equal;
                let truth = self.builder.bytes(|to| Step::CompareBytes { to, left, comparison, right: NONE });
                let faulty = self.builder.fixed(mark(State::Faulty));
                let wrong = self.builder.bytes(|to| Step::CompareBytes { to, left, comparison, right: faulty });
                let marks =
                    self.builder.bytes(|to| Step::SelectBytes { to, when: wrong, then: faulty, otherwise: NONE });
                column(What::Truth(truth), marks)
            }
            Op::Choose { cases, otherwise } => {
                let (what, marks) = self.choice(cases, *otherwise)?;
                column(what, marks)
            }
            Op::Fallback(first, second) => self.fallback(*first, *second, bits),
            Op::Within(a, range) => self.inside(*a, range),
            Op::Band(a, table) => self.band(*a, table, bits),
            Op::Aggregate(op) => {
                let (what, marks) = self.aggregate(op)?;
                column(what, marks)
            }
            Op::Rank(..) => Err(Unfit("an order of words")),
        }
    }

    /// An upper bound for the bits of numerator and denominator of a result, together.
    fn bits(&self, op: &Op) -> Result<f64, Unfit> {
        let mut sum = 0.0;
        for slot in op.operands() {
            sum += self.column(slot)?.bits + 1.0;
        }
        Ok(match op {
            // Either part of a decimal has less than 96 bits, whatever the bounds of this chunk.
            Op::Input(input) => {
                let at = self.inputs.iter().position(|known| known == input).ok_or(Unfit("an input nobody gives"))?;
                let Shape { scale, bound, .. } = self.shapes[at];
                bound.max(1.0).log2() + f64::from(scale) * 4.0 + 1.0
            }
            Op::Number(value) => {
                let (num, den) = value.small_ratio().ok_or(Unfit("a number of the rules is too long"))?;
                f64::from(256 - num.unsigned_abs().leading_zeros() - den.leading_zeros())
            }
            Op::Round(_, precision) => sum + f64::from(precision.places.get().abs()) * 8.0,
            Op::Clamp(_, range) => {
                let (low, high) = super::bands::ends(range);
                let ends = low.into_iter().chain(high).filter_map(Exact::small_ratio);
                sum + ends
                    .map(|(num, den)| f64::from(256 - num.unsigned_abs().leading_zeros() - den.leading_zeros()))
                    .sum::<f64>()
            }
            Op::Share(_) | Op::Percentage(_) => sum + 8.0,
            Op::Power(_, exponent) => sum * f64::from(exponent.unsigned_abs().max(1)),
            Op::Aggregate(op) => sum + op.items.len() as f64 + 8.0,
            Op::Text(_) | Op::Missing(..) | Op::Same(_) | Op::Negate(_) | Op::Absolute(_) | Op::Root(_) => sum,
            Op::Add(..) | Op::Subtract(..) | Op::Multiply(..) | Op::Divide(..) => sum,
            Op::Least(_) | Op::Greatest(_) | Op::Choose { .. } | Op::Fallback(..) => sum,
            Op::Compare(..) | Op::And(..) | Op::Or(..) | Op::Not(_) | Op::Filled(_) | Op::Present(_) => sum,
            Op::Band(..) | Op::Within(..) | Op::Rank(..) => sum,
        })
    }

    /// The nonzero number that the rules state there.
    pub fn stated(&self, slot: SlotId) -> Option<&'p Exact> {
        self.plan.slot(slot).op.number().filter(|value| !value.is_zero())
    }

    pub fn map(
        &mut self,
        a: SlotId,
        bits: f64,
        of: impl Fn(&mut Builder, Num) -> Result<Num, Unfit>,
    ) -> Result<Column, Unfit> {
        let column = self.column(a)?;
        let what = match column.what {
            What::Never => What::Never,
            What::Number(number) => What::Number(of(&mut self.builder, number)?),
            What::Word(_) | What::Truth(_) => return Err(Unfit("arithmetic with words")),
        };
        Ok(Column { what, marks: column.marks, bits })
    }

    fn both(
        &mut self,
        a: SlotId,
        b: SlotId,
        bits: f64,
        of: impl Fn(&mut Builder, Num, Num) -> Result<Num, Unfit>,
    ) -> Result<Column, Unfit> {
        let (a, b) = (self.column(a)?, self.column(b)?);
        let marks = self.worst(a.marks, b.marks);
        let what = match (a.what, b.what) {
            (What::Number(a), What::Number(b)) => What::Number(of(&mut self.builder, a, b)?),
            (What::Never | What::Number(_), What::Never | What::Number(_)) => What::Never,
            _ => return Err(Unfit("arithmetic with words")),
        };
        Ok(Column { what, marks, bits })
    }

    /// The marks of the worse state, lane by lane.
    pub fn worst(&mut self, left: Byte, right: Byte) -> Byte {
        match (left, right) {
            (NONE, other) | (other, NONE) => other,
            _ if left == right => left,
            _ => self.builder.bytes(|to| Step::Worst { to, left, right }),
        }
    }

    /// The marks of the first where it has any, else those of the second.
    pub fn first(&mut self, left: Byte, right: Byte) -> Byte {
        match (left, right) {
            (NONE, other) | (other, NONE) => other,
            _ if left == right => left,
            _ => self.builder.bytes(|to| Step::First { to, left, right }),
        }
    }

    fn extreme(&mut self, items: &[SlotId], least: bool, bits: f64) -> Result<Column, Unfit> {
        let Some((first, rest)) = items.split_first() else {
            return Ok(Column { what: What::Never, marks: self.builder.fixed(mark(State::NotApplicable)), bits });
        };
        let mut now = self.column(*first)?;
        if matches!(now.what, What::Word(_) | What::Truth(_)) {
            return Err(Unfit("arithmetic with words"));
        }
        for item in rest {
            let next = self.column(*item)?;
            now.marks = self.worst(now.marks, next.marks);
            now.what = match (now.what, next.what) {
                (What::Number(a), What::Number(b)) => What::Number(self.builder.extreme(a, b, least)?),
                (What::Never | What::Number(_), What::Never | What::Number(_)) => What::Never,
                _ => return Err(Unfit("arithmetic with words")),
            };
        }
        Ok(Column { bits, ..now })
    }

    /// The column of a member, or of an aggregate's value.
    pub fn number_of(&self, slot: SlotId) -> Result<Option<Num>, Unfit> {
        match self.column(slot)?.what {
            What::Number(number) => Ok(Some(number)),
            What::Never => Ok(None),
            What::Word(_) | What::Truth(_) => Err(Unfit("arithmetic with words")),
        }
    }

    fn aggregate(&mut self, op: &crate::plan::AggregateOp) -> Result<(What, Byte), Unfit> {
        Members::of(self, op)?.combined(self)
    }

    pub fn stated_weight(&self, slot: SlotId) -> Result<Exact, Unfit> {
        let op = &self.plan.slot(slot).op;
        let percent = if let Op::Share(percent) = op { self.plan.slot(*percent).op.number() } else { None };
        let share = percent.map(|percent| percent * &Exact::HUNDREDTH);
        share.or_else(|| op.number().cloned()).ok_or(Unfit("a weight that is computed"))
    }
}
