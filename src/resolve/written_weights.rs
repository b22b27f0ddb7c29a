//! Constant weights: their value as fractions, with the same meaning of percent as in the plan.

use super::program::{Expr, ExprKind};
use crate::number::Exact;
use crate::program::level::sum;
use crate::program::measure::{Factors, Measure, Sort};
use crate::syntax::ast::Operator;

/// A weight without variables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenWeight {
    /// Its value as a fraction: 60 % and 0.6 alike.
    pub part: Exact,
    /// Whether it is written in percent.
    pub in_percent: bool,
}

/// The weight that an expression is; none if it has variables, or is meaningless.
pub fn written_weight(expr: &Expr) -> Option<WrittenWeight> {
    let (value, measure) = number(expr)?;
    let in_percent = measure.unit.is_percent();
    Some(WrittenWeight { part: if in_percent { &value * &Exact::HUNDREDTH } else { value }, in_percent })
}

/// The number that an expression gives, and its kind.
fn number(expr: &Expr) -> Option<(Exact, Measure)> {
    match &expr.kind {
        ExprKind::Number(value, unit) => {
            Some((value.clone(), Measure { sort: Sort::Literal(Some(value.clone())), ..Measure::thing(unit.clone()) }))
        }
        ExprKind::Negate(_) | ExprKind::Binary { operator: Operator::Multiply | Operator::Divide, .. } => {
            let (value, factors) = product(expr)?;
            let settled = factors.settle();
            let factor = if settled.hundreds > 0 { Exact::HUNDRED } else { Exact::HUNDREDTH };
            let value = (0..settled.hundreds.unsigned_abs()).fold(value, |value, _| &value * &factor);
            settled.oddity.is_none().then_some((value, settled.measure))
        }
        ExprKind::Binary { operator: operator @ (Operator::Add | Operator::Subtract), left, right } => {
            let (left, right) = (number(left)?, number(right)?);
            let level = sum(*operator, &left.1, &right.1);
            let as_one = |value: Exact, is_part: bool| if is_part { &value * &Exact::HUNDRED } else { value };
            let [of_left, of_right] = level.hundreds.try_into().ok()?;
            let (left, right) = (as_one(left.0, of_left), as_one(right.0, of_right));
            let value = if *operator == Operator::Subtract { left - right } else { left + right };
            level.oddity.is_none().then_some((value, level.measure))
        }
        ExprKind::Text(_) | ExprKind::Year | ExprKind::Argument | ExprKind::Convert(..) | ExprKind::Value(_) => None,
        ExprKind::Difference(..) | ExprKind::Growth(..) | ExprKind::Not(_) | ExprKind::If { .. } => None,
        ExprKind::Least(_) | ExprKind::Greatest(_) | ExprKind::Round(..) | ExprKind::Absolute(_) => None,
        ExprKind::Root(_) | ExprKind::Present(_) | ExprKind::Aggregate { .. } => None,
        ExprKind::Binary {
            operator: Operator::Power | Operator::Compare(_) | Operator::And | Operator::Or, ..
        } => None,
    }
}

fn product(expr: &Expr) -> Option<(Exact, Factors)> {
    if let ExprKind::Negate(inner) = &expr.kind {
        let (value, factors) = product(inner)?;
        return Some((-value, factors.negated()));
    }
    if let ExprKind::Binary { operator: operator @ (Operator::Multiply | Operator::Divide), left, right } = &expr.kind {
        let (left, right) = (product(left)?, product(right)?);
        return match *operator == Operator::Multiply {
            true => Some((left.0 * right.0, left.1.times(&right.1))),
            false => Some((left.0.checked_div(&right.0)?, left.1.over(&right.1))),
        };
    }
    let (value, measure) = number(expr)?;
    Some((value, Factors::of(&measure)))
}
