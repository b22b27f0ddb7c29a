//! The exact value of a slot in one lane, for decisions that lie within the error of a float.

pub use super::ratio::{Ratio, Wide};

use super::batch::{Batch, LANES, mark, state};
use super::held::Held;
use super::run::Machine;
use crate::data::State;
use crate::number::Exact;
use crate::plan::{AggregateOp, BandTable, Input, Op, Plan, SlotId, Takes, counts_undecided};
use crate::program::{Aggregate, Share};
use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;

/// The value of a lane, or the mark of its state.
type Found<'p> = Result<Known<'p>, u8>;

/// A value of a lane.
#[derive(Debug, Clone, Copy)]
enum Known<'p> {
    Number(Held),
    Text(&'p str),
    Truth(bool),
}

/// Exact values, lane by lane, each computed once per chunk.
pub struct Lanes<'p> {
    plan: &'p Plan,
    /// For each slot that is an input, its column.
    inputs: Vec<Option<usize>>,
    /// The slots that a slot depends on, itself last.
    needed: Vec<Option<Arc<[SlotId]>>>,
    known: Vec<(u64, Found<'p>)>,
    chunk: u64,
    /// How many values were requested.
    pub asked: u64,
}

impl<'p> Lanes<'p> {
    /// For a plan and the inputs of its chunks.
    pub fn new(plan: &'p Plan, inputs: &'p [Input]) -> Lanes<'p> {
        Lanes {
            plan,
            inputs: columns_of(plan, inputs),
            needed: vec![None; plan.slots.len()],
            known: vec![(0, Err(0)); plan.slots.len()],
            chunk: 0,
            asked: 0,
        }
    }

    /// Starts a new chunk.
    pub fn begin(&mut self) {
        self.chunk += 1;
    }

    /// The number of a slot in a lane; none where it is missing.
    pub fn number(&mut self, slot: SlotId, lane: usize, now: &Machine, batch: &Batch) -> Result<Option<Held>, Wide> {
        Ok(self.find(slot, lane, now, batch)?.ok())
    }

    /// The exact number of a slot in a lane, or the mark of its state.
    pub fn cell(&mut self, slot: SlotId, lane: usize, now: &Machine, batch: &Batch) -> Result<Result<Ratio, u8>, Wide> {
        match self.find(slot, lane, now, batch)? {
            Ok(number) => Ok(Ok(number.exact()?)),
            Err(mark) => Ok(Err(mark)),
        }
    }

    fn find(&mut self, slot: SlotId, lane: usize, now: &Machine, batch: &Batch) -> Result<Result<Held, u8>, Wide> {
        self.asked += 1;
        let stamp = self.chunk * LANES as u64 + lane as u64 + 1;
        if self.known[slot.0 as usize].0 != stamp {
            let plan = self.plan;
            let needed = self.needed[slot.0 as usize].get_or_insert_with(|| needed(plan, slot)).clone();
            for &slot in needed.iter() {
                if self.known[slot.0 as usize].0 != stamp {
                    let found = self.compute(slot, lane, now, batch)?;
                    self.known[slot.0 as usize] = (stamp, found);
                }
            }
        }
        match self.known[slot.0 as usize].1 {
            Ok(Known::Number(number)) => Ok(Ok(number)),
            Ok(_) => Err(Wide),
            Err(mark) => Ok(Err(mark)),
        }
    }

    fn compute(&self, slot: SlotId, lane: usize, now: &Machine, batch: &Batch) -> Result<Found<'p>, Wide> {
        let plan = self.plan;
        let cell = |slot: &SlotId| self.known[slot.0 as usize].1;
        let number = |slot: &SlotId| match cell(slot) {
            Ok(Known::Number(number)) => Ok(Ok(number)),
            Ok(_) => Err(Wide),
            Err(mark) => Ok(Err(mark)),
        };
        let map = |a: &SlotId, of: &dyn Fn(Held) -> Result<Held, Wide>| {
            Ok(match number(a)? {
                Ok(a) => Ok(Known::Number(of(a)?)),
                Err(mark) => Err(mark),
            })
        };
        // Two numbers, or the mark of the worse fault.
        let pair =
            |a: &SlotId, b: &SlotId, of: &dyn Fn(Held, Held) -> Result<Found<'p>, Wide>| match (number(a)?, number(b)?)
            {
                (Ok(a), Ok(b)) => of(a, b),
                (Err(a), Err(b)) => Ok(Err(a.max(b))),
                (Err(mark), Ok(_)) | (Ok(_), Err(mark)) => Ok(Err(mark)),
            };
        let found = |number: Held| Ok(Ok(Known::Number(number)));
        let undefined = Err(mark(State::Undefined));
        match &plan.slot(slot).op {
            Op::Input(_) => self.input(slot, lane, now, batch),
            Op::Number(value) => found(Held::of(value)?),
            Op::Text(text) => Ok(Ok(Known::Text(text))),
            Op::Missing(state, _) => Ok(Err(mark(*state))),
            Op::Negate(a) => map(a, &|a| Ok(a.negated())),
            Op::Absolute(a) => map(a, &|a| Ok(a.absolute())),
            Op::Round(a, precision) => map(a, &|a| a.rounded(precision.places.get(), precision.mode)),
            Op::Clamp(a, range) => map(a, &|a| a.clamped(range)),
            Op::Add(a, b) => pair(a, b, &|a, b| found(a.plus(&b)?)),
            Op::Subtract(a, b) => pair(a, b, &|a, b| found(a.plus(&b.negated())?)),
            Op::Multiply(a, b) => pair(a, b, &|a, b| found(a.times(&b)?)),
            Op::Share(a) => map(a, &|a| a.times(&Held::of(&Exact::HUNDREDTH)?)),
            Op::Percentage(a) => map(a, &|a| a.times(&Held::of(&Exact::HUNDRED)?)),
            Op::Divide(a, b) => pair(a, b, &|a, b| match b.inverse() {
                Some(inverse) => found(a.times(&inverse)?),
                None if b.is_zero() => Ok(undefined),
                None => Err(Wide),
            }),
            Op::Power(a, exponent) => match number(a)? {
                Err(mark) => Ok(Err(mark)),
                Ok(a) if *exponent < 0 && a.is_zero() => Ok(undefined),
                Ok(a) => {
                    let base = if *exponent < 0 { a.inverse().ok_or(Wide)? } else { a };
                    let mut power = Held::whole(1);
                    for _ in 0..exponent.unsigned_abs().min(400) {
                        power = power.times(&base)?;
                    }
                    if exponent.unsigned_abs() > 400 { Err(Wide) } else { found(power) }
                }
            },
            Op::Root(a) => Ok(match number(a)? {
                Ok(a) => Held::root_of(&[a], 2)?.map(Known::Number).ok_or(mark(State::Undefined)),
                Err(mark) => Err(mark),
            }),
            Op::Same(a) => Ok(cell(a)),
            Op::Least(items) => self.extreme(items, Ordering::Less),
            Op::Greatest(items) => self.extreme(items, Ordering::Greater),
            Op::Compare(a, comparison, b) => match (cell(a), cell(b)) {
                (Err(a), Err(b)) => Ok(Err(a.max(b))),
                (Err(mark), Ok(_)) | (Ok(_), Err(mark)) => Ok(Err(mark)),
                (Ok(a), Ok(b)) => {
                    let order = match (a, b) {
                        (Known::Number(a), Known::Number(b)) => a.order(&b)?,
                        (Known::Text(_), Known::Text(_)) if comparison.is_by_place() => return Err(Wide),
                        (Known::Text(a), Known::Text(b)) => a.cmp(b),
                        (Known::Truth(a), Known::Truth(b)) => a.cmp(&b),
                        _ => return Err(Wide),
                    };
                    Ok(Ok(Known::Truth(comparison.holds(order))))
                }
            },
            Op::And(a, b) => decide(cell(a), cell(b), false),
            Op::Or(a, b) => decide(cell(a), cell(b), true),
            Op::Not(a) => Ok(truth(cell(a))?.map(|truth| Known::Truth(!truth))),
            Op::Filled(a) => Ok(cell(a).map(|_| Known::Truth(true))),
            Op::Present(a) => Ok(match cell(a) {
                Err(state) if state == mark(State::Faulty) => Err(state),
                found => Ok(Known::Truth(found.is_ok())),
            }),
            Op::Choose { cases, otherwise } => self.choose(cases, *otherwise),
            Op::Aggregate(op) => self.aggregate(op),
            Op::Band(a, table) => match number(a)? {
                Err(mark) => Ok(Err(mark)),
                Ok(a) => band(a, table),
            },
            Op::Fallback(first, second) => Ok(match (cell(first), cell(second)) {
                (Err(state), second) if state == mark(State::NotFilled) => second,
                (first, _) => first,
            }),
            Op::Within(a, range) => Ok(match number(a)? {
                Err(mark) => Err(mark),
                Ok(a) => Ok(Known::Truth(a.is_inside(range)?)),
            }),
            Op::Rank(a, order) => Ok(match cell(a) {
                Err(mark) => Err(mark),
                Ok(Known::Text(word)) => match order.iter().position(|known| **known == *word) {
                    Some(place) => Ok(Known::Number(Held::whole(place as i64))),
                    None => Err(mark(State::Faulty)),
                },
                Ok(_) => return Err(Wide),
            }),
        }
    }

    fn input(&self, slot: SlotId, lane: usize, now: &Machine, batch: &Batch) -> Result<Found<'p>, Wide> {
        let index = self.inputs[slot.0 as usize].ok_or(Wide)?;
        match now.bytes[index + 1][lane] {
            // Whole, because below 2^53.
            0 => Ok(Ok(Known::Number(Held::Exact(Ratio::decimal(
                now.vals[index][lane] as i64,
                batch.columns[index].scale,
            )?)))),
            mark => Ok(Err(mark)),
        }
    }

    fn choose(&self, cases: &[(SlotId, SlotId)], otherwise: SlotId) -> Result<Found<'p>, Wide> {
        let cell = |slot: SlotId| self.known[slot.0 as usize].1;
        let lack = |branch: SlotId| match cell(branch) {
            Err(mark) if counts_undecided(&self.plan.slot(branch).op) => mark,
            Ok(_) | Err(_) => 0,
        };
        let mut worst = 0;
        for &(condition, value) in cases {
            match (truth(cell(condition))?, worst) {
                (Ok(false), _) => {}
                (Ok(true), 0) => return Ok(cell(value)),
                (Ok(true), worst) => return Ok(Err(worst.max(lack(value)))),
                (Err(unknown), _) => worst = worst.max(unknown).max(lack(value)),
            }
        }
        if worst == 0 { Ok(cell(otherwise)) } else { Ok(Err(worst.max(lack(otherwise)))) }
    }

    fn extreme(&self, items: &[SlotId], wanted: Ordering) -> Result<Found<'p>, Wide> {
        let mut best: Option<Held> = None;
        let mut worst = 0;
        for item in items {
            let value = match self.known[item.0 as usize].1 {
                Ok(Known::Number(value)) => value,
                Ok(_) => return Err(Wide),
                Err(mark) => {
                    worst = worst.max(mark);
                    continue;
                }
            };
            let better = match &best {
                None => true,
                Some(best) => value.order(best)? == wanted,
            };
            best = if better { Some(value) } else { best };
        }
        match worst {
            0 => Ok(best.map(Known::Number).ok_or(mark(State::NotApplicable))),
            worst => Ok(Err(worst)),
        }
    }

    fn aggregate(&self, op: &AggregateOp) -> Result<Found<'p>, Wide> {
        let (mut values, mut weight, mut count) = (Vec::new(), Held::whole(0), 0);
        let (mut left_out, mut worst) = (Vec::new(), None);
        for (index, item) in op.items.iter().enumerate() {
            let keep = op.keep.as_ref().map(|keep| truth(self.known[keep[index].0 as usize].1)).transpose()?;
            let cell = self.known[item.0 as usize].1;
            let takes = op.takes(keep, cell.err(), |mark| state(*mark).unwrap_or(State::Faulty));
            let value = match (takes, cell) {
                (Takes::Part, Ok(value)) => value,
                (Takes::Part, Err(fatal)) | (Takes::Fatal(fatal), _) => {
                    worst = worst.max(Some(fatal));
                    continue;
                }
                (Takes::Apart, _) => continue,
                (Takes::LeftOut(mark), _) => {
                    left_out.extend(state(mark));
                    continue;
                }
            };
            count += 1;
            worst = worst.filter(|_| !op.is_latest_quarter());
            if op.aggregate.only_counts() {
                continue;
            }
            let Known::Number(value) = value else { return Err(Wide) };
            match &op.weights {
                None => values.push(value),
                Some(weights) => {
                    let Ok(Known::Number(own)) = self.known[weights[index].0 as usize].1 else { return Err(Wide) };
                    values.push(value.times(&own)?);
                    weight = weight.plus(&own)?;
                }
            }
        }
        if let Some(worst) = worst {
            return Ok(Err(worst));
        }
        let Some(first) = values.first().copied() else {
            return Ok(match op.of_nobody(left_out.into_iter()).filter(|_| count == 0) {
                Some(state) => Err(mark(state)),
                None => Ok(Known::Number(Held::whole(count))),
            });
        };
        let sum = || values[1..].iter().try_fold(first, |sum, value| sum.plus(value));
        let extreme = |wanted: Ordering| {
            values.iter().try_fold(first, |best, value| Ok(if value.order(&best)? == wanted { *value } else { best }))
        };
        let result = match op.aggregate {
            Aggregate::Sum | Aggregate::CountIf => sum()?,
            Aggregate::Place => sum()?.plus(&Held::whole(1))?,
            Aggregate::Mean => sum()?.times(&Held::whole(count).inverse().ok_or(Wide)?)?,
            Aggregate::WeightedMean if weight.is_zero() => return Ok(Err(mark(State::Undefined))),
            Aggregate::WeightedMean => sum()?.times(&weight.inverse().ok_or(Wide)?)?,
            Aggregate::Least => extreme(Ordering::Less)?,
            Aggregate::Greatest => extreme(Ordering::Greater)?,
            Aggregate::Last => values.last().copied().unwrap_or(first),
            Aggregate::Median => percentile(values, Share::HALF)?,
            Aggregate::Percentile(share) => percentile(values, share)?,
            Aggregate::GeometricMean => match Held::root_of(&values, u32::try_from(count).map_err(|_| Wide)?)? {
                Some(root) => root,
                None => return Ok(Err(mark(State::Undefined))),
            },
            Aggregate::Count => return Err(Wide),
        };
        Ok(Ok(Known::Number(result)))
    }
}

/// For each slot that is an input, the column that holds it.
fn columns_of(plan: &Plan, inputs: &[Input]) -> Vec<Option<usize>> {
    let places: HashMap<&Input, usize> = inputs.iter().enumerate().map(|(index, input)| (input, index)).collect();
    plan.slots.iter().map(|slot| slot.op.input().and_then(|input| places.get(input).copied())).collect()
}

/// The slots that a slot depends on, in order, itself last.
fn needed(plan: &Plan, slot: SlotId) -> Arc<[SlotId]> {
    let mut wanted = vec![false; slot.0 as usize + 1];
    wanted[slot.0 as usize] = true;
    for at in (0..wanted.len()).rev() {
        if wanted[at] {
            plan.slots[at].op.operands().for_each(|slot| wanted[slot.0 as usize] = true);
        }
    }
    let slots = wanted.iter().enumerate().filter(|(_, wanted)| **wanted);
    slots.map(|(at, _)| SlotId(u32::try_from(at).unwrap_or(u32::MAX))).collect()
}

fn truth(cell: Found) -> Result<Result<bool, u8>, Wide> {
    match cell {
        Ok(Known::Truth(truth)) => Ok(Ok(truth)),
        Ok(_) => Err(Wide),
        Err(mark) => Ok(Err(mark)),
    }
}

fn decide<'p>(left: Found, right: Found, deciding: bool) -> Result<Found<'p>, Wide> {
    let (left, right) = (truth(left)?, truth(right)?);
    Ok(match (left, right) {
        _ if left == Ok(deciding) || right == Ok(deciding) => Ok(Known::Truth(deciding)),
        (Err(left), Err(right)) => Err(left.max(right)),
        (Err(mark), Ok(_)) | (Ok(_), Err(mark)) => Err(mark),
        (Ok(_), Ok(_)) => Ok(Known::Truth(!deciding)),
    })
}

fn percentile(values: Vec<Held>, share: Share) -> Result<Held, Wide> {
    let mut ordered: Vec<Held> = Vec::with_capacity(values.len());
    for value in values {
        let mut at = ordered.len();
        while at > 0 && value.order(&ordered[at - 1])?.is_lt() {
            at -= 1;
        }
        ordered.insert(at, value);
    }
    let (low, high, part) = crate::eval::between(&ordered, share).ok_or(Wide)?;
    low.plus(&high.plus(&low.negated())?.times(&Held::of(&part)?)?)
}

fn band<'p>(value: Held, table: &'p BandTable) -> Result<Found<'p>, Wide> {
    let value = match &table.round {
        Some(precision) => value.rounded(precision.places.get(), precision.mode)?,
        None => value,
    };
    for (range, grade) in &table.bands {
        if value.is_inside(range)? {
            return Ok(Ok(Known::Text(grade)));
        }
    }
    for (range, _) in &table.uncovered {
        if value.is_inside(range)? {
            return Ok(Err(mark(State::NotApplicable)));
        }
    }
    Ok(Err(mark(State::Undefined)))
}
