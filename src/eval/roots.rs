//! Numbers that may be irrational: the same operations, decided exactly; only roots take this path.

use super::arithmetic::{all, pair};
use super::{Cell, Fault, Value};
use crate::data::State;
use crate::number::{Bound, Exact, Interval, Real, TooHard};
use crate::plan::Reason;
use std::cmp::Ordering;

/// The number in a cell, rational or not.
pub fn real(cell: &Cell) -> Result<Real, Fault> {
    match cell {
        Ok(Value::Irrational(value)) => Ok(value.clone()),
        _ => super::arithmetic::number(cell).map(Real::from),
    }
}

/// Whether a cell holds an irrational number.
pub fn is_root(cell: &Cell) -> bool {
    matches!(cell, Ok(Value::Irrational(_)))
}

/// A number as a value; rational ones stay [`Exact`].
pub fn value(number: Real) -> Value {
    match number.as_exact() {
        Some(exact) => Value::Number(exact),
        None => Value::Irrational(number),
    }
}

/// The decided result, or the fault of a root too hard to decide.
pub fn decided<T>(result: Result<T, TooHard>) -> Result<T, Fault> {
    result.map_err(|_| Fault::computed(State::Faulty, Reason::TooHard))
}

pub fn divide(left: &Cell, right: &Cell) -> Cell {
    let (left, right) = pair(real(left), real(right))?;
    let quotient = decided(left.checked_div(&right))?;
    quotient.map(value).ok_or_else(|| Fault::computed(State::Undefined, Reason::DividedByZero(None)))
}

/// A power with a whole exponent.
pub fn power(base: &Cell, exponent: i32) -> Cell {
    let result = decided(real(base)?.powi(exponent))?;
    result.map(value).ok_or_else(|| Fault::computed(State::Undefined, Reason::ZeroToNegative))
}

/// The non-negative square root.
pub fn square_root(cell: &Cell) -> Cell {
    let root = decided(real(cell)?.root(2))?;
    root.map(value).ok_or_else(|| Fault::computed(State::Undefined, Reason::NegativeRoot))
}

/// The least or greatest of several numbers.
pub fn extreme<'c>(cells: impl Iterator<Item = &'c Cell>, wanted: Ordering) -> Result<Option<Real>, Fault> {
    let mut best: Option<Real> = None;
    for number in all(cells.map(real))? {
        let better = match &best {
            None => true,
            Some(best) => decided(number.cmp(best))? == wanted,
        };
        if better {
            best = Some(number);
        }
    }
    Ok(best)
}

/// Numbers from the least to the greatest.
pub fn ordered(numbers: Vec<Real>) -> Result<Vec<Real>, Fault> {
    let mut ordered: Vec<Real> = Vec::with_capacity(numbers.len());
    for number in numbers {
        let mut at = ordered.len();
        while at > 0 && decided(number.cmp(&ordered[at - 1]))? == Ordering::Less {
            at -= 1;
        }
        ordered.insert(at, number);
    }
    Ok(ordered)
}

/// The nearest value inside a range whose ends count as included.
pub fn clamp(cell: &Cell, range: &Interval) -> Cell {
    let number = real(cell)?;
    let end = |bound: &Bound<Exact>| match bound {
        Bound::Included(end) | Bound::Excluded(end) => Some(end.clone()),
        Bound::Unbounded => None,
    };
    if let Some(high) = end(range.hi())
        && decided(number.cmp_exact(&high))? == Ordering::Greater
    {
        return Ok(Value::Number(high));
    }
    match end(range.lo()) {
        Some(low) if decided(number.cmp_exact(&low))? == Ordering::Less => Ok(Value::Number(low)),
        _ => Ok(value(number)),
    }
}

/// The order of two numbers.
pub fn compare(left: &Cell, right: &Cell) -> Result<Ordering, Fault> {
    let (left, right) = pair(real(left), real(right))?;
    decided(left.cmp(&right))
}
