//! Evaluates a plan over a dataset: for every slot and every unit a value, or the reason why there is none.
//!
//! The simple, exact evaluator: column by column over [`Exact`] numbers. It reads no file and no clock, and one faulty
//! cell hides no other.

#![deny(clippy::wildcard_enum_match_arm)]

mod arithmetic;
mod band;
mod choice;
mod combine;
pub mod compare;
mod left_out;
mod parts;
mod reach;
mod reading;
mod results;
mod roots;
mod to_date;
pub mod twice;

pub use band::grade;
pub use combine::between;
pub(crate) use combine::sum;
pub use combine::{SortKey, in_order};
pub use left_out::{Leavings, LeftOut};
pub use results::Results;
pub use roots::{real, value as root_or_ratio};
pub use to_date::ToDate;

use choice::Chosen;

use crate::data::{CellOrigin, Content, Dataset, Datum, Field, Key, State};
use crate::number::{Exact, Real};
use crate::plan::{Input, Op, Plan, Reason, SlotId};
use crate::program::When;
use crate::syntax::ast::Comparison;
use std::cmp::Ordering;
use std::sync::Arc;

/// The value of a cell.
#[derive(Debug, Clone)]
pub enum Value {
    /// A rational number.
    Number(Exact),
    /// An irrational number, still exact.
    Irrational(Real),
    /// A text or a grade.
    Text(Arc<str>),
    /// A condition.
    Truth(bool),
}

/// Why a cell has no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub state: State,
    pub reason: Arc<Reason>,
    /// The data cell it begins at, if it begins at one.
    pub origin: Option<CellOrigin>,
}

/// A value, or why there is none.
pub type Cell = Result<Value, Fault>;

/// The values of every slot for every unit.
#[derive(Debug, Clone)]
pub struct Evaluation {
    /// Columns in groups of [`GROUP`], shared: a copy under other assumptions is cheap, and so is changing it.
    groups: Vec<Arc<Vec<Arc<Vec<Cell>>>>>,
    lanes: usize,
}

/// How many columns are shared as one group.
const GROUP: usize = 64;

/// Evaluates a plan for every unit of the dataset; for one nameless unit if it has none.
pub fn evaluate(plan: &Plan, data: &Dataset) -> Evaluation {
    evaluate_of(plan, data, &|_| true)
}

/// The same for some of its slots, which must include everything they are computed from; the others get no cells.
pub(crate) fn evaluate_of(plan: &Plan, data: &Dataset, needed: &dyn Fn(usize) -> bool) -> Evaluation {
    let lanes = data.units().len().max(1);
    let nothing: Arc<Vec<Cell>> = Arc::default();
    let mut at = 0;
    let mut evaluation = Evaluation { groups: Vec::with_capacity(plan.slots.len().div_ceil(GROUP)), lanes };
    for slots in plan.slots.chunks(GROUP) {
        evaluation.groups.push(Arc::new(Vec::with_capacity(slots.len())));
        for slot in slots {
            at += 1;
            if !needed(at - 1) {
                if let Some(group) = evaluation.groups.last_mut() {
                    Arc::make_mut(group).push(nothing.clone());
                }
                continue;
            }
            let column = if let Op::Input(input) = &slot.op {
                let column = data.column(&input.key());
                (0..lanes).map(|lane| limited(read(input, column.and_then(|column| column.get(lane))))).collect()
            } else {
                (0..lanes).map(|lane| settled(&slot.op, plan, &evaluation, data, lane)).collect()
            };
            if let Some(group) = evaluation.groups.last_mut() {
                Arc::make_mut(group).push(Arc::new(column));
            }
        }
    }
    evaluation
}

/// The comparison of two cells, exactly as the evaluator compares.
pub fn compared(left: &Cell, comparison: Comparison, right: &Cell) -> Cell {
    arithmetic::compare(left, comparison, right)
}

fn settled(op: &Op, plan: &Plan, done: &Evaluation, data: &Dataset, lane: usize) -> Cell {
    limited(compute(op, plan, done, data, lane)).map_err(|fault| match fault.state == State::Faulty {
        true => fault.beginning(|| text_among(op, plan, done, data, lane)),
        false => fault,
    })
}

impl Evaluation {
    /// The cell of a slot for a unit.
    pub fn cell(&self, slot: SlotId, lane: usize) -> &Cell {
        let at = slot.0 as usize;
        &self.groups[at / GROUP][at % GROUP][lane]
    }

    /// Replaces the cell of a slot for a unit. Slots that depend on it keep their old cells until
    /// [`Evaluation::revise`].
    pub fn pin(&mut self, slot: SlotId, lane: usize, cell: Cell) {
        let at = slot.0 as usize;
        let group = Arc::make_mut(&mut self.groups[at / GROUP]);
        Arc::make_mut(&mut group[at % GROUP])[lane] = cell;
    }

    /// Recomputes slots for a unit; they must be in plan order.
    pub fn revise(&mut self, plan: &Plan, data: &Dataset, lane: usize, slots: &[SlotId]) {
        for slot in slots {
            let cell = settled(&plan.slot(*slot).op, plan, self, data, lane);
            self.pin(*slot, lane, cell);
        }
    }

    /// The number of units.
    pub fn lanes(&self) -> usize {
        self.lanes
    }

    /// Whether a value was only reported, not computed (*dilaporkan*).
    pub fn is_reported(&self, plan: &Plan, slot: SlotId, lane: usize) -> bool {
        plan.reported(slot)
            .is_some_and(|(computed, _)| self.cell(computed, lane).is_err() && self.cell(slot, lane).is_ok())
    }
}

fn compute(op: &Op, plan: &Plan, done: &Evaluation, data: &Dataset, lane: usize) -> Cell {
    let cell = |slot: &SlotId| done.cell(*slot, lane);
    match op {
        Op::Input(input) => read(input, data.get(lane, &input.key())),
        Op::Number(value) => Ok(Value::Number(value.clone())),
        Op::Text(text) => Ok(Value::Text(text.clone())),
        Op::Missing(state, reason) => Err(Fault { state: *state, reason: reason.clone(), origin: None }),
        Op::Negate(a) => arithmetic::map(cell(a), |a| -a, |a| Ok(-a)),
        Op::Absolute(a) => arithmetic::map(cell(a), Exact::abs, Real::abs),
        Op::Round(a, precision) => arithmetic::round(cell(a), precision),
        Op::Clamp(a, range) => arithmetic::limit(cell(a), range),
        Op::Add(a, b) => arithmetic::both(cell(a), cell(b), |a, b| a + b, |a, b| a + b),
        Op::Subtract(a, b) => arithmetic::both(cell(a), cell(b), |a, b| a - b, |a, b| a - b),
        Op::Multiply(a, b) => arithmetic::both(cell(a), cell(b), |a, b| a * b, |a, b| a * b),
        Op::Divide(a, b) => {
            arithmetic::divide(cell(a), cell(b)).map_err(|fault| match fault.state == State::Undefined {
                true => fault.beginning(|| origin(*b, plan, data, lane)),
                false => fault,
            })
        }
        Op::Share(a) => arithmetic::times(cell(a), &Exact::HUNDREDTH),
        Op::Percentage(a) => arithmetic::times(cell(a), &Exact::HUNDRED),
        Op::Power(a, exponent) => arithmetic::power(cell(a), *exponent),
        Op::Root(a) => roots::square_root(cell(a)),
        Op::Same(a) => cell(a).clone(),
        Op::Least(items) => arithmetic::extreme(items.iter().map(cell), std::cmp::Ordering::Less),
        Op::Greatest(items) => arithmetic::extreme(items.iter().map(cell), std::cmp::Ordering::Greater),
        Op::Compare(a, comparison, b) => arithmetic::compare(cell(a), *comparison, cell(b)),
        Op::And(a, b) => arithmetic::decide(cell(a), cell(b), false),
        Op::Or(a, b) => arithmetic::decide(cell(a), cell(b), true),
        Op::Not(a) => arithmetic::truth(cell(a)).map(|truth| Value::Truth(!truth)),
        Op::Filled(a) => cell(a).as_ref().map(|_| Value::Truth(true)).map_err(Fault::clone),
        Op::Present(a) => arithmetic::present(cell(a)),
        Op::Choose { cases, otherwise } => {
            let found = choice::chosen(cases, *otherwise, plan, done, lane);
            match found {
                // "target nol" should name the cell that holds the zero.
                Chosen::Case { condition, value } => {
                    cell(&value).clone().map_err(|fault| fault.beginning(|| origin(condition, plan, data, lane)))
                }
                Chosen::Otherwise => cell(otherwise).clone(),
                Chosen::Unknown(fault) => Err(fault),
            }
        }
        Op::Aggregate(op) => combine::aggregate(op, plan, done, lane),
        Op::Band(value, table) => band::grade(cell(value), table),
        Op::Fallback(first, second) => {
            let is_bare =
                || matches!(plan.slot(*second).op, Op::Input(_)) || is_unreported(*first, *second, plan, done, lane);
            arithmetic::fallback(cell(first), cell(second), is_bare)
        }
        Op::Within(a, range) => arithmetic::within(cell(a), range).map(Value::Truth),
        Op::Rank(a, order) => arithmetic::rank(cell(a), order),
    }
}

/// Whether a formula has nothing reported at all, neither for the year nor for a quarter: then the formula knows what
/// is missing.
fn is_unreported(computed: SlotId, reported: SlotId, plan: &Plan, done: &Evaluation, lane: usize) -> bool {
    let is_of_quarters = |op: &Op| matches!(op, Op::Aggregate(op) if op.of_quarters);
    let computed = &plan.slot(computed).op;
    if matches!(computed, Op::Input(_)) || is_of_quarters(computed) {
        return false;
    }
    let mut open = vec![reported];
    while let Some(at) = open.pop() {
        let op = &plan.slot(at).op;
        if let Op::Input(input) = op {
            let is_blank = || done.cell(at, lane).as_ref().is_err_and(|fault| fault.state == State::NotFilled);
            if input.field != Field::Value || !is_blank() {
                return false;
            }
        } else if let Op::Choose { cases, .. } = op {
            // A sum is checked against its scale.
            open.extend(cases.iter().map(|(_, value)| *value));
        } else if let Op::Aggregate(quarters) = op
            && quarters.of_quarters
        {
            open.extend(&quarters.items);
        } else if let Op::Fallback(year, quarters) = op {
            open.extend([*year, *quarters]);
        } else {
            return false;
        }
    }
    true
}

/// A value with more digits than any report needs becomes a fault, so that no rule file can make the evaluator hang.
fn limited(cell: Cell) -> Cell {
    let oversized = match &cell {
        Ok(Value::Number(value)) => value.is_oversized(),
        Ok(Value::Irrational(root)) => root.is_oversized(),
        _ => false,
    };
    if oversized { Err(Fault::computed(State::Faulty, Reason::TooLong)) } else { cell }
}

/// The data cell of the first text among the operands that should be numbers.
fn text_among(op: &Op, plan: &Plan, done: &Evaluation, data: &Dataset, lane: usize) -> Option<CellOrigin> {
    let text = op.operands().find(|slot| matches!(done.cell(*slot, lane), Ok(Value::Text(_))))?;
    origin(text, plan, data, lane)
}

/// The data cell of the first input that a slot depends on.
fn origin(slot: SlotId, plan: &Plan, data: &Dataset, lane: usize) -> Option<CellOrigin> {
    let mut next = Some(slot);
    while let Some(slot) = next {
        next = match &plan.slot(slot).op {
            Op::Input(input) => return data.get(lane, &input.key())?.origin,
            Op::Same(a)
            | Op::Negate(a)
            | Op::Absolute(a)
            | Op::Root(a)
            | Op::Round(a, _)
            | Op::Clamp(a, _)
            | Op::Not(a) => Some(*a),
            Op::Compare(a, ..) | Op::And(a, _) | Op::Or(a, _) => Some(*a),
            Op::Add(a, _) | Op::Subtract(a, _) | Op::Multiply(a, _) | Op::Divide(a, _) | Op::Power(a, _) => Some(*a),
            Op::Share(a) | Op::Percentage(a) => Some(*a),
            Op::Fallback(_, second) => Some(*second),
            Op::Within(a, _) | Op::Rank(a, _) => Some(*a),
            Op::Number(_) | Op::Text(_) | Op::Missing(..) => None,
            // Several values, none of which comes first, or one that is only tested for being filled.
            Op::Least(_) | Op::Greatest(_) | Op::Choose { .. } | Op::Aggregate(_) | Op::Band(..) => None,
            Op::Filled(_) | Op::Present(_) => None,
        };
    }
    None
}

fn read(input: &Input, datum: Option<Datum>) -> Cell {
    let Some(datum) = datum else {
        return Err(Fault::computed(State::NotFilled, Reason::NotFilled(input.clone())));
    };
    match datum.content {
        Content::Number(value) => Ok(Value::Number(Exact::from(value))),
        Content::Text(text) => Ok(Value::Text(text)),
        Content::Missing(state, reason) => {
            let reason = Reason::InData { input: input.clone(), state, why: reason };
            Err(Fault { state, reason: reason.into(), origin: datum.origin })
        }
    }
}

impl Input {
    /// Its key in the dataset.
    pub fn key(&self) -> Key {
        let When { year, quarter } = self.when;
        Key { code: self.code.clone(), field: self.field.clone(), year, quarter }
    }
}

/// The rational number in a cell, if it holds one.
pub fn rational(cell: &Cell) -> Option<&Exact> {
    match cell {
        Ok(Value::Number(value)) => Some(value),
        _ => None,
    }
}

/// Whether two cells have the same value, or are in the same state.
pub fn same(a: &Cell, b: &Cell) -> bool {
    match (a, b) {
        (Ok(a), Ok(b)) => a == b,
        (Err(a), Err(b)) => a.state == b.state,
        (Ok(_), Err(_)) | (Err(_), Ok(_)) => false,
    }
}

impl PartialEq for Value {
    /// Equal as numbers or words; a root too hard to decide equals nothing.
    fn eq(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::Number(a), Value::Number(b)) => a == b,
            (Value::Irrational(a), Value::Irrational(b)) => a.cmp(b) == Ok(Ordering::Equal),
            (Value::Irrational(a), Value::Number(b)) | (Value::Number(b), Value::Irrational(a)) => {
                a.cmp_exact(b) == Ok(Ordering::Equal)
            }
            (Value::Text(a), Value::Text(b)) => a == b,
            (Value::Truth(a), Value::Truth(b)) => a == b,
            _ => false,
        }
    }
}

impl Fault {
    /// The same fault, with a data cell as its origin unless it already has one.
    fn beginning(self, origin: impl FnOnce() -> Option<CellOrigin>) -> Self {
        let origin = self.origin.or_else(origin);
        Fault { origin, ..self }
    }

    /// The worse of two faults; the first if both are in the same state, since it is nearer to the start of the
    /// formula.
    pub fn worst(self, other: Fault) -> Fault {
        if self.state.worst(other.state) == self.state { self } else { other }
    }

    /// Whether it is the fault of a single target where the target is a range.
    pub fn is_range_target(&self) -> bool {
        matches!(*self.reason, Reason::TargetIsRange { .. })
    }

    /// A fault that originates in a computation.
    pub fn computed(state: State, reason: impl Into<Arc<Reason>>) -> Self {
        Fault { state, reason: reason.into(), origin: None }
    }
}
