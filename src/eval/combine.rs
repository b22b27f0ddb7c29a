//! Aggregates: several cells into one, with the policy for missing ones.

use super::arithmetic::number;
use super::{Cell, Evaluation, Fault, Value, roots};
use crate::data::State;
use crate::number::{Exact, Real, geometric_mean};
use crate::plan::{AggregateOp, Plan, Reason, SlotId, Takes};
use crate::program::{Aggregate, Share, natural};
use std::cmp::Ordering;
use std::sync::Arc;

/// The sort key of a row.
#[derive(Debug, Clone, Copy)]
pub struct SortKey<'a> {
    /// The value, where the row has one.
    pub cell: Option<&'a Cell>,
    /// The order of its words; words not in it come after those that are, alphabetically.
    pub words: &'a [Arc<str>],
}

impl<'a> SortKey<'a> {
    /// The key of a row.
    pub fn of(plan: &'a Plan, slot: SlotId, cell: &'a Cell) -> Self {
        SortKey { cell: Some(cell), words: plan.orders.get(&slot).map_or(&[], |words| words) }
    }

    fn place(&self, word: &'a str) -> (usize, &'a str) {
        match self.words.iter().position(|known| **known == *word) {
            Some(place) => (place, ""),
            None => (usize::MAX, word),
        }
    }
}

/// The order of two rows in a table: numbers before words, missing values last, ascending or descending.
pub fn in_order(left: SortKey, right: SortKey, descending: bool) -> Ordering {
    match (left.cell, right.cell) {
        (Some(left_cell @ Ok(a)), Some(right_cell @ Ok(b))) => {
            let order = match (a, b) {
                (Value::Number(a), Value::Number(b)) => a.cmp(b),
                (Value::Text(a), Value::Text(b)) => {
                    let ((left, a), (right, b)) = (left.place(a), right.place(b));
                    left.cmp(&right).then_with(|| natural(a, b))
                }
                (Value::Truth(a), Value::Truth(b)) => a.cmp(b),
                (Value::Irrational(_) | Value::Number(_), Value::Irrational(_) | Value::Number(_)) => {
                    roots::compare(left_cell, right_cell).unwrap_or(Ordering::Equal)
                }
                (Value::Number(_) | Value::Irrational(_) | Value::Text(_) | Value::Truth(_), _) => {
                    return kind(a).cmp(&kind(b));
                }
            };
            if descending { order.reverse() } else { order }
        }
        (Some(Ok(_)), _) => Ordering::Less,
        (_, Some(Ok(_))) => Ordering::Greater,
        _ => Ordering::Equal,
    }
}

/// The rank of a kind of value: values of one kind sort together.
fn kind(value: &Value) -> u8 {
    match value {
        Value::Number(_) | Value::Irrational(_) => 0,
        Value::Text(_) => 1,
        Value::Truth(_) => 2,
    }
}

/// The places of the items in the order in which they are searched.
fn places(op: &AggregateOp, plan: &Plan, done: &Evaluation, lane: usize) -> Vec<usize> {
    let mut places: Vec<usize> = (0..op.items.len()).collect();
    if let Some(order) = &op.order {
        let key = |at: usize| SortKey::of(plan, order.keys[at], done.cell(order.keys[at], lane));
        places.sort_by(|a, b| {
            order.groups[*a].cmp(&order.groups[*b]).then_with(|| in_order(key(*a), key(*b), order.descending))
        });
    }
    places
}

/// The aggregate of its items for a unit.
pub fn aggregate(op: &AggregateOp, plan: &Plan, done: &Evaluation, lane: usize) -> Cell {
    let mut values: Vec<&Exact> = Vec::with_capacity(op.items.len());
    let mut cells: Vec<&Cell> = Vec::new();
    let mut weights: Vec<&Exact> = Vec::new();
    let mut counted = 0i64;
    let mut left_out: Option<Fault> = None;
    // The worst fault that keeps the members from being combined, whatever their order.
    let mut fatal: Option<Fault> = None;
    for at in places(op, plan, done, lane) {
        let item = op.items[at];
        match done.takes(op, at, lane) {
            Takes::Part => {
                counted += 1;
                fatal = fatal.filter(|_| !op.is_latest_quarter());
            }
            Takes::Apart => continue,
            Takes::LeftOut(fault) => {
                note(&mut left_out, fault);
                continue;
            }
            Takes::Fatal(fault) => {
                note(&mut fatal, fault);
                continue;
            }
        }
        let cell = done.cell(item, lane);
        match cell {
            _ if op.aggregate.only_counts() => {}
            // The last one is passed on unchanged, even a word.
            Ok(_) if op.aggregate == Aggregate::Last => cells = vec![cell],
            Ok(Value::Irrational(_)) => cells.push(cell),
            _ => match number(cell) {
                Ok(value) => {
                    values.push(value);
                    cells.push(cell);
                }
                Err(fault) => note(&mut fatal, fault),
            },
        }
        if let Some(slots) = &op.weights {
            match number(done.cell(slots[at], lane)) {
                Ok(weight) => weights.push(weight),
                Err(fault) => note(&mut fatal, fault),
            }
        }
    }
    if let Some(fatal) = fatal {
        return Err(fatal);
    }
    let nobody = || nobody(op, left_out.clone());
    if op.aggregate == Aggregate::Last {
        return cells.first().map_or_else(|| Err(nobody()), |cell| (*cell).clone());
    }
    if op.aggregate == Aggregate::GeometricMean || values.len() < cells.len() {
        return of_roots(op.aggregate, &cells, &weights)?.ok_or_else(nobody);
    }
    let result = match op.aggregate {
        Aggregate::Count => return Ok(Value::Number(Exact::from(counted))),
        _ if values.is_empty() => None,
        Aggregate::Sum | Aggregate::CountIf => Some(sum(&values)),
        // The rank is one more than the number of better members.
        Aggregate::Place => Some(sum(&values) + Exact::ONE),
        Aggregate::Mean => sum(&values).checked_div(&Exact::from(counted)),
        Aggregate::WeightedMean => {
            let weighted: Vec<Exact> = values.iter().zip(&weights).map(|(value, weight)| *value * *weight).collect();
            let whole = sum(&weights);
            return sum(&weighted.iter().collect::<Vec<_>>())
                .checked_div(&whole)
                .map(Value::Number)
                .ok_or_else(|| Fault::computed(State::Undefined, Reason::WeightsAreZero));
        }
        Aggregate::Least => values.iter().min().map(|value| (*value).clone()),
        Aggregate::Greatest => values.iter().max().map(|value| (*value).clone()),
        Aggregate::Median => {
            values.sort();
            middle(&values).and_then(|(low, high)| (*low + *high).checked_div(&Exact::from(2)))
        }
        Aggregate::Percentile(share) => {
            values.sort();
            between(&values, share).map(|(low, high, part)| *low + &((*high - *low) * part))
        }
        Aggregate::GeometricMean | Aggregate::Last => None,
    };
    result.map(Value::Number).ok_or_else(nobody)
}

/// The aggregate where a member is irrational, or the mean itself may be.
fn of_roots(aggregate: Aggregate, cells: &[&Cell], weights: &[&Exact]) -> Result<Option<Value>, Fault> {
    let numbers: Vec<Real> = cells.iter().map(|cell| roots::real(cell)).collect::<Result<_, _>>()?;
    let count = numbers.len() as i64;
    let add = |numbers: &[Real]| numbers.iter().fold(Real::ZERO, |sum, number| &sum + number);
    let over = |sum: Real, whole: Exact| roots::decided(sum.checked_div(&Real::from(whole)));
    let result = match aggregate {
        _ if numbers.is_empty() => None,
        Aggregate::Sum | Aggregate::CountIf => Some(add(&numbers)),
        Aggregate::Place => Some(add(&numbers) + Real::from(Exact::ONE)),
        Aggregate::Mean => over(add(&numbers), Exact::from(count))?,
        Aggregate::WeightedMean => {
            let weighted: Vec<Real> = numbers.iter().zip(weights).map(|(n, weight)| n * &Real::from(*weight)).collect();
            over(add(&weighted), sum(weights))?
        }
        Aggregate::Least => roots::extreme(cells.iter().copied(), Ordering::Less)?,
        Aggregate::Greatest => roots::extreme(cells.iter().copied(), Ordering::Greater)?,
        Aggregate::Last => None,
        Aggregate::Count => Some(Real::from(Exact::from(count))),
        Aggregate::Median => {
            let ordered = roots::ordered(numbers)?;
            let both = middle(&ordered).map(|(low, high)| low + high);
            both.map_or(Ok(None), |sum| over(sum, Exact::from(2)))?
        }
        Aggregate::Percentile(share) => {
            let ordered = roots::ordered(numbers)?;
            let found = between(&ordered, share);
            found.map(|(low, high, part)| low + &(&(high - low) * &Real::from(part)))
        }
        Aggregate::GeometricMean => match roots::decided(geometric_mean(&numbers))? {
            Some(mean) => Some(mean),
            None => {
                return Err(Fault::computed(State::Undefined, Reason::NegativeGeometric));
            }
        },
    };
    Ok(result.map(roots::value))
}

/// The sum of values, by recursive halving: otherwise thousands of ratios with unlike denominators would each be added
/// to one that has grown long.
pub(crate) fn sum(values: &[&Exact]) -> Exact {
    match values {
        [] => Exact::ZERO,
        [only] => (*only).clone(),
        [first, second] => *first + *second,
        _ => {
            let (before, behind) = values.split_at(values.len() / 2);
            sum(before) + sum(behind)
        }
    }
}

/// The middle two of sorted values; for an odd number, the same value twice.
fn middle<T>(ordered: &[T]) -> Option<(&T, &T)> {
    let last = ordered.len().checked_sub(1)?;
    Some((&ordered[last / 2], &ordered[ordered.len() / 2]))
}

/// The two sorted values that a percentile lies between, and how far it is from the first to the second: the least
/// value is at 0, the greatest at 1, and the others evenly between them.
pub fn between<T>(ordered: &[T], share: Share) -> Option<(&T, &T, Exact)> {
    let last = ordered.len().checked_sub(1)?;
    let millionths = last as u64 * u64::from(share.0);
    let (whole, rest) = (millionths / u64::from(Share::WHOLE.0), millionths % u64::from(Share::WHOLE.0));
    let at = usize::try_from(whole).ok()?.min(last);
    let part = Exact::ratio(rest.into(), Share::WHOLE.0.into())?;
    Some((&ordered[at], &ordered[(at + 1).min(last)], part))
}

/// Keeps the worse of two faults; the first if both are in the same state.
fn note(worst: &mut Option<Fault>, fault: Fault) {
    *worst = Some(worst.take().map_or(fault.clone(), |known| known.worst(fault)));
}

/// Why nobody took part: the worst fault among those left out, unless it only says that it does not apply.
fn nobody(op: &AggregateOp, left_out: Option<Fault>) -> Fault {
    let nobody = || Fault::computed(State::NotApplicable, Reason::NobodyCounted);
    match (op.of_nobody(left_out.iter().map(|fault| fault.state)), left_out) {
        (Some(State::NotApplicable) | None, _) | (Some(_), None) => nobody(),
        (Some(_), Some(fault)) => fault,
    }
}
