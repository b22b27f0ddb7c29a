//! Operations on single cells. The worst fault among the operands is the fault of the result, whatever their order.

use super::{Cell, Fault, Value, roots};
use crate::data::State;
use crate::number::{Bound, Exact, Interval, Real, TooHard};
use crate::plan::Reason;
use crate::syntax::ast::{Comparison, Precision};
use std::cmp::Ordering;
use std::sync::Arc;

/// A function of one number, and the same for irrational ones.
pub fn map(cell: &Cell, function: impl Fn(&Exact) -> Exact, of_root: impl Fn(&Real) -> Result<Real, TooHard>) -> Cell {
    match cell {
        Ok(Value::Irrational(root)) => roots::decided(of_root(root)).map(roots::value),
        _ => number(cell).map(|value| Value::Number(function(value))),
    }
}

/// A function of two numbers, and the same for irrational ones.
pub fn both(
    left: &Cell,
    right: &Cell,
    function: impl Fn(&Exact, &Exact) -> Exact,
    of_roots: impl Fn(&Real, &Real) -> Real,
) -> Cell {
    if roots::is_root(left) || roots::is_root(right) {
        let (left, right) = pair(roots::real(left), roots::real(right))?;
        return Ok(roots::value(of_roots(&left, &right)));
    }
    let (left, right) = pair(number(left), number(right))?;
    Ok(Value::Number(function(left, right)))
}

/// A number times a constant.
pub fn times(cell: &Cell, factor: &Exact) -> Cell {
    map(cell, |value| value * factor, |root| Ok(root * &Real::from(factor)))
}

pub fn divide(left: &Cell, right: &Cell) -> Cell {
    if roots::is_root(left) || roots::is_root(right) {
        return roots::divide(left, right);
    }
    let (dividend, divisor) = pair(number(left), number(right))?;
    let undefined = || Fault::computed(State::Undefined, Reason::DividedByZero(Some(dividend.clone())));
    dividend.checked_div(divisor).map(Value::Number).ok_or_else(undefined)
}

/// A power with a whole exponent.
pub fn power(base: &Cell, exponent: i32) -> Cell {
    if roots::is_root(base) {
        return roots::power(base, exponent);
    }
    let base = number(base)?;
    match base.checked_pow(exponent) {
        Some(value) => Ok(Value::Number(value)),
        None if base.is_zero() => Err(Fault::computed(State::Undefined, Reason::ZeroToNegative)),
        None => Err(Fault::computed(State::Faulty, Reason::PowerTooLarge)),
    }
}

/// The least or greatest of several numbers.
pub fn extreme<'c>(cells: impl Iterator<Item = &'c Cell> + Clone, wanted: Ordering) -> Cell {
    let nothing = || Fault::computed(State::NotApplicable, Reason::NothingCounted);
    if cells.clone().any(roots::is_root) {
        return roots::extreme(cells, wanted)?.map(roots::value).ok_or_else(nothing);
    }
    let mut best: Option<&Exact> = None;
    for value in all(cells.map(number))? {
        if best.is_none_or(|best| value.cmp(best) == wanted) {
            best = Some(value);
        }
    }
    best.cloned().map(Value::Number).ok_or_else(nothing)
}

/// A declared rounding; it makes an irrational number rational.
pub fn round(cell: &Cell, precision: &Precision) -> Cell {
    match cell {
        Ok(Value::Irrational(root)) => roots::decided(root.round(precision.places, precision.mode)).map(Value::Number),
        _ => number(cell).map(|value| Value::Number(value.round(precision.places, precision.mode))),
    }
}

/// Whether a number lies in a range.
pub fn within(cell: &Cell, range: &Interval) -> Result<bool, Fault> {
    match cell {
        Ok(Value::Irrational(root)) => roots::decided(root.in_interval(range)),
        _ => number(cell).map(|value| range.contains(value)),
    }
}

/// The nearest value inside a range whose ends count as included.
pub fn limit(cell: &Cell, range: &Interval) -> Cell {
    if roots::is_root(cell) {
        return roots::clamp(cell, range);
    }
    number(cell).map(|value| Value::Number(clamp(value, range)))
}

fn clamp(value: &Exact, range: &Interval) -> Exact {
    let low = match range.lo() {
        Bound::Included(low) | Bound::Excluded(low) => low.max(value),
        Bound::Unbounded => value,
    };
    match range.hi() {
        Bound::Included(high) | Bound::Excluded(high) => low.min(high).clone(),
        Bound::Unbounded => low.clone(),
    }
}

/// A comparison of two numbers or of two texts.
pub fn compare(left: &Cell, comparison: Comparison, right: &Cell) -> Cell {
    if roots::is_root(left) || roots::is_root(right) {
        return Ok(Value::Truth(comparison.holds(roots::compare(left, right)?)));
    }
    let (left, right) = pair(left.as_ref().map_err(Fault::clone), right.as_ref().map_err(Fault::clone))?;
    let ordering = match (left, right) {
        (Value::Number(left), Value::Number(right)) => left.cmp(right),
        // Words have no order by themselves; the alphabet is none.
        (Value::Text(_), Value::Text(_)) if comparison.is_by_place() => {
            return Err(Fault::computed(State::Faulty, Reason::NoOrder));
        }
        (Value::Text(left), Value::Text(right)) => left.cmp(right),
        (Value::Truth(left), Value::Truth(right)) => left.cmp(right),
        _ => return Err(Fault::computed(State::Faulty, Reason::TextAgainstNumber)),
    };
    Ok(Value::Truth(comparison.holds(ordering)))
}

/// `dan` (decided by false) and `atau` (decided by true): one deciding side is enough, even when the other is missing.
pub fn decide(left: &Cell, right: &Cell, deciding: bool) -> Cell {
    let (left, right) = (truth(left), truth(right));
    if left == Ok(deciding) || right == Ok(deciding) {
        return Ok(Value::Truth(deciding));
    }
    pair(left, right)?;
    Ok(Value::Truth(!deciding))
}

/// Whether there is a value; a faulty cell gives a fault, not an answer.
pub fn present(cell: &Cell) -> Cell {
    match cell {
        Err(fault) if fault.state == State::Faulty => Err(fault.clone()),
        cell => Ok(Value::Truth(cell.is_ok())),
    }
}

/// The first; the second where the first is not filled. Where neither is filled, the second gives the reason, unless it
/// is a bare data cell; `is_bare` is called only then.
pub fn fallback(first: &Cell, second: &Cell, is_bare: impl FnOnce() -> bool) -> Cell {
    match (first, second) {
        (Err(fault), second) if fault.state == State::NotFilled => match second {
            Err(other) if other.state == fault.state && is_bare() => first.clone(),
            second => second.clone(),
        },
        (first, _) => first.clone(),
    }
}

/// Both values, or the worse of their faults.
pub fn pair<A, B>(left: Result<A, Fault>, right: Result<B, Fault>) -> Result<(A, B), Fault> {
    match (left, right) {
        (Ok(left), Ok(right)) => Ok((left, right)),
        (Err(left), Err(right)) => Err(left.worst(right)),
        (Err(fault), Ok(_)) | (Ok(_), Err(fault)) => Err(fault),
    }
}

/// All values, or the worst of their faults.
pub fn all<T>(found: impl Iterator<Item = Result<T, Fault>>) -> Result<Vec<T>, Fault> {
    let mut worst: Option<Fault> = None;
    let mut values = Vec::new();
    for one in found {
        match one {
            Ok(value) => values.push(value),
            Err(fault) => worst = Some(worst.map_or(fault.clone(), |worst| worst.worst(fault))),
        }
    }
    worst.map_or(Ok(values), Err)
}

/// The rank of a word in an order, from 0.
pub fn rank(cell: &Cell, order: &[Arc<str>]) -> Cell {
    match cell {
        Ok(Value::Text(word)) => match order.iter().position(|known| known == word) {
            Some(place) => Ok(Value::Number(Exact::from(place as i64))),
            None => Err(Fault::computed(State::Faulty, Reason::NotInOrder(word.clone()))),
        },
        Ok(_) => Err(Fault::computed(State::Faulty, Reason::NotOrdered)),
        Err(fault) => Err(fault.clone()),
    }
}

/// The number in a cell.
pub fn number(cell: &Cell) -> Result<&Exact, Fault> {
    match cell {
        Ok(Value::Number(value)) => Ok(value),
        Ok(Value::Text(text)) => Err(Fault::computed(State::Faulty, Reason::NotNumber(text.clone()))),
        Ok(Value::Truth(_)) => Err(Fault::computed(State::Faulty, Reason::ConditionNotNumber)),
        Ok(Value::Irrational(_)) => Err(Fault::computed(State::Faulty, Reason::RootAsWeight)),
        Err(fault) => Err(fault.clone()),
    }
}

/// The condition in a cell.
pub fn truth(cell: &Cell) -> Result<bool, Fault> {
    match cell {
        Ok(Value::Truth(truth)) => Ok(*truth),
        Ok(_) => Err(Fault::computed(State::Faulty, Reason::NotCondition)),
        Err(fault) => Err(fault.clone()),
    }
}
