//! Money of a thing and of its parts. What contradicts its parts is not data, just as when data are read: it is their
//! sum if all of them have values, and not less than the sum of those that do.

use super::columns::Column;
use crate::data::{Field, State};
use crate::eval::{Cell, Value};
use crate::number::Exact;
use crate::plan::{Guard, Op, Plan, SlotId};
use crate::program::Program;
use crate::range::Whole;
use std::collections::BTreeSet;

/// What is known of money in a plan; nothing where a `pastikan` decides how the two compare.
pub fn wholes(plan: &Plan) -> Vec<Whole> {
    let held = plan.parts.iter().filter(|one| match one.guard {
        Some(Guard::Accepts | Guard::Tells) => false,
        Some(Guard::Equals) | None => true,
    });
    let whole = held.filter_map(|one| {
        let Op::Aggregate(op) = &plan.slot(one.parts).op else { return None };
        Some(Whole {
            slot: one.own,
            parts: op.items.clone(),
            adds_up: is_complete(plan, one.parts),
            behind: one.uneven.clone(),
        })
    });
    whole.collect()
}

/// Whether nothing is left out of a sum, nor of the sums in it.
fn is_complete(plan: &Plan, sum: SlotId) -> bool {
    let leaves_out = |slot: &SlotId| matches!(&plan.slot(*slot).op, Op::Aggregate(op) if !op.of_quarters && op.leaves_out(State::NotFilled));
    !plan.under(&[sum], &[]).iter().any(leaves_out)
}

/// Whether an amount agrees with its parts, as far as they have values.
pub fn is_right<'c>(whole: &Whole, cell: impl Fn(SlotId) -> &'c Cell) -> bool {
    let number = |slot: SlotId| match cell(slot) {
        Ok(Value::Number(number)) => Some(number),
        Ok(Value::Text(_) | Value::Truth(_) | Value::Irrational(_)) | Err(_) => None,
    };
    let state = |slot: SlotId| cell(slot).as_ref().err().map(|fault| fault.state);
    let Some(own) = number(whole.slot) else {
        let is_said = matches!(state(whole.slot), Some(State::NotApplicable | State::Undefined));
        return !is_said || whole.parts.iter().all(|part| number(*part).is_none());
    };
    let sum: Exact = whole.parts.iter().filter_map(|part| number(*part)).sum();
    let is_open = |part: &SlotId| matches!(state(*part), Some(State::NotFilled | State::Undefined));
    let holds = |slot: SlotId| matches!(cell(slot), Ok(Value::Truth(true)));
    let may_grow = !whole.adds_up
        || whole.parts.iter().any(is_open)
        || whole.behind.iter().any(|(one, other)| holds(*one) && holds(*other));
    let is_nothing = whole.parts.iter().all(|part| number(*part).is_none());
    *own == sum || is_nothing || may_grow && *own > sum
}

/// For each thing with money and parts, its own columns and those of all its parts.
pub fn told_apart(program: &Program, columns: &[Column]) -> Vec<(Vec<usize>, Vec<usize>)> {
    let money = columns.iter().enumerate().filter(|(_, column)| column.of.field.is_money());
    let money: Vec<(usize, &Column)> = money.collect();
    let things: BTreeSet<(&str, &Field, i32)> =
        money.iter().map(|(_, one)| (&*one.of.code, &one.of.field, one.of.when.year)).collect();
    let of_things = things.into_iter().filter_map(|(code, field, when)| {
        let name = *program.by_code.get(code)?;
        let below = program.descendants_in(name, when);
        let of = |is_it: &dyn Fn(&str) -> bool| -> Vec<usize> {
            let same = money.iter().filter(|(_, one)| (&one.of.field, one.of.when.year) == (field, when));
            same.filter(|(_, one)| is_it(&one.of.code)).map(|(at, _)| *at).collect()
        };
        let own = of(&|one| one == code);
        let parts = of(&|one| below.iter().any(|part| program.code(*part) == one));
        (!parts.is_empty()).then_some((own, parts))
    });
    of_things.collect()
}

/// For each thing, the quarterly columns of money that reach a goal only as the money of their year: whatever their
/// total, the year's own cell can give it.
pub fn idle(plan: &Plan, goal: SlotId, columns: &[Column]) -> Vec<Vec<usize>> {
    let of_year = plan.years.iter().filter(|one| one.when.quarter.is_none() && one.field.is_money());
    let groups = of_year.filter_map(|one| {
        // The last of some quarters is always a possible value of the year; a sum with a gap is not, and hides what the
        // parts have.
        let passes = matches!(&plan.slot(one.quarters).op, Op::Aggregate(op) if op.aggregate.passes_blanks());
        let begun = plan.parts.iter().filter(|whole| passes && whole.cell == one.year);
        let stops: Vec<SlotId> =
            begun.filter_map(|whole| begun_of(plan, whole.own, whole.parts)).chain([one.quarters]).collect();
        let reached: BTreeSet<SlotId> = plan.under(&[goal], &stops).into_iter().collect();
        let is_idle = one.cells.iter().all(|cell| !reached.contains(cell));
        let is_its = |column: &Column| column.slots().any(|slot| one.cells.contains(&slot));
        let columns: Vec<usize> = (0..columns.len()).filter(|at| is_its(&columns[*at])).collect();
        let has_year = plan.under(&[goal], &[]).contains(&one.year);
        (is_idle && has_year && !columns.is_empty()).then_some(columns)
    });
    groups.collect()
}

/// The condition under which money of a thing is its own, even if incomplete.
fn begun_of(plan: &Plan, own: SlotId, parts: SlotId) -> Option<SlotId> {
    plan.slots.iter().find_map(|slot| {
        let Op::Choose { cases, otherwise } = &slot.op else { return None };
        let own = cases.iter().find(|(_, value)| *value == own).filter(|_| *otherwise == parts);
        own.map(|(begun, _)| *begun)
    })
}
