//! Aggregates: several cells into one, with the policy for missing ones.

use super::arithmetic::{number, truth};
use super::{Cell, Evaluation, Fault, Value};
use crate::check::program::Aggregate;
use crate::data::State;
use crate::number::Exact;
use crate::plan::{AggregateOp, SlotId};

/// The aggregate of its items for a unit.
pub fn aggregate(op: &AggregateOp, done: &Evaluation, lane: usize) -> Cell {
    let mut values: Vec<&Exact> = Vec::with_capacity(op.items.len());
    let mut counted = 0i64;
    for (at, item) in op.items.iter().enumerate() {
        if let Some(keep) = &op.keep {
            match truth(done.cell(keep[at], lane)) {
                Ok(true) => {}
                Ok(false) => continue,
                // A member whose class cannot be told is missing from every class, under the same policy.
                Err(fault) if is_left_out(op, &fault) => continue,
                Err(fault) => return Err(fault),
            }
        }
        let cell = done.cell(*item, lane);
        match cell {
            Err(fault) if is_left_out(op, fault) => continue,
            Err(fault) => return Err(fault.clone()),
            Ok(_) => counted += 1,
        }
        if op.aggregate != Aggregate::Count {
            values.push(number(cell)?);
        }
    }
    if op.aggregate == Aggregate::Count {
        return Ok(Value::Number(Exact::from(counted)));
    }
    let nothing = || Fault::computed(State::NotApplicable, "tidak ada anggota yang dihitung");
    let sum = || values.iter().fold(Exact::ZERO, |sum, value| sum + *value);
    let result = match op.aggregate {
        Aggregate::Sum if !values.is_empty() => Some(sum()),
        Aggregate::Mean => sum().checked_div(&Exact::from(values.len() as i64)),
        Aggregate::Least => values.iter().min().map(|value| (*value).clone()),
        Aggregate::Greatest => values.iter().max().map(|value| (*value).clone()),
        Aggregate::Sum | Aggregate::Count => None,
    };
    result.map(Value::Number).ok_or_else(nothing)
}

/// The faults of items that do not take part though their condition, as far as it can be told, would let them.
pub fn left_out<'e>(op: &AggregateOp, done: &'e Evaluation, lane: usize) -> Vec<&'e Fault> {
    let fault = |(at, item): (usize, &SlotId)| {
        let keep = op.keep.as_ref().map(|keep| done.cell(keep[at], lane));
        match keep {
            Some(Err(fault)) => Some(fault),
            Some(Ok(Value::Truth(false))) => None,
            _ => done.cell(*item, lane).as_ref().err(),
        }
    };
    op.items.iter().enumerate().filter_map(fault).filter(|fault| is_left_out(op, fault)).collect()
}

/// *Tidak berlaku* is left out either way, *belum diisi* where the group says so.
fn is_left_out(op: &AggregateOp, fault: &Fault) -> bool {
    match fault.state {
        State::NotApplicable => true,
        State::NotFilled => !op.complete,
        State::Undefined | State::Faulty => false,
    }
}
