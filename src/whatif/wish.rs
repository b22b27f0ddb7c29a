//! What a goal seek wishes for, over the slots of a plan.

use super::state::View;
use crate::number::Exact;
use crate::plan::{Op, SlotId};
use crate::program::units::Unit;
use crate::program::{Expr, ExprKind, Role, Subject, ValueRef, When};
use crate::seek::{Side, Want};
use crate::syntax::ast::Operator;

/// The wish over the slots of a view whose last asked cell is the goal.
pub fn wish(view: &View, goal: &Expr) -> Want {
    let Some(cell) = view.asked.last() else { return Want::Truth(SlotId(0)) };
    match (&view.plan.slot(cell.slot).op, &goal.kind) {
        (Op::Compare(left, comparison, right), ExprKind::Binary { operator: Operator::Compare(_), .. }) => {
            Want::Compare(*left, *comparison, Side::Slot(*right))
        }
        _ => Want::Truth(cell.slot),
    }
}

/// The wish for a value that is planned already, compared with a number or a word: nothing has to be planned anew.
pub fn plain_wish(view: &View, goal: &Expr, year: i32) -> Option<Want> {
    let ExprKind::Binary { operator: Operator::Compare(comparison), left, right } = &goal.kind else { return None };
    let ExprKind::Value(ValueRef { role, subject: Subject::Name(name), period: None }) = left.kind else { return None };
    let (program, when) = (view.program(), When::year(year));
    let definition = program.version(name, year)?;
    // Of a target of two ends the plan decides which of them has to keep it.
    if role == Role::Target && program.has_range_target(definition) {
        return None;
    }
    let role = match (role, definition.kind.group()) {
        (Role::Main, Some(_)) => Role::Achievement,
        (Role::Main, None) => Role::Value,
        (role, _) => role,
    };
    let slot = view.slot(name, role, when)?;
    let unit = &view.plan.slot(slot).unit;
    let is_percent = unit.is_percent();
    // 50 beside a quotient or a share by its scale, and 1,2 beside a percentage, are asked about.
    let may_be_share = *unit == Unit::Any && (definition.formula.is_some() || definition.scale.is_some());
    let is_near = |number: &Exact| !(may_be_share && *number > Exact::from(12));
    let is_told = |one: &Exact| one.abs() > Exact::from(2) || one.is_integer() && one.abs() > Exact::ONE;
    let side = match &right.kind {
        // A number as it is kept of the value; of any other the plan decides what it means, or whether it means anything.
        ExprKind::Number(number, of) if of.is_percent() == is_percent && is_near(number) => {
            Side::Number(number.clone())
        }
        ExprKind::Number(number, Unit::Any) if is_percent && is_told(number) => Side::Number(number.clone()),
        // Which of two words comes first the plan knows.
        ExprKind::Text(word) if !comparison.is_by_place() => Side::Word(word.as_str().into()),
        ExprKind::Number(..)
        | ExprKind::Text(_)
        | ExprKind::Year
        | ExprKind::Argument
        | ExprKind::Convert(..)
        | ExprKind::Difference(..)
        | ExprKind::Growth(..)
        | ExprKind::Value(_)
        | ExprKind::Negate(_)
        | ExprKind::Not(_)
        | ExprKind::Binary { .. }
        | ExprKind::If { .. }
        | ExprKind::Least(_)
        | ExprKind::Greatest(_)
        | ExprKind::Round(..)
        | ExprKind::Absolute(_)
        | ExprKind::Root(_)
        | ExprKind::Present(_)
        | ExprKind::Aggregate { .. } => return None,
    };
    Some(Want::Compare(slot, *comparison, side))
}
