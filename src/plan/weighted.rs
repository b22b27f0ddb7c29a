//! Numbers that weigh values, `60 * A + 40 * B`: what they come to in a sum, and how they are written in percent.

use super::refused::{Factor, Mend, is_large, literal};
use crate::diagnostic::Edit;
use crate::number::Exact;
use crate::program::{Expr, ExprKind};
use crate::syntax::ast::Operator;

/// What the numbers come to where every term of a sum is taken times one above 2: their total, or a hundred where each is so
/// many hundreds, as in `200 * T - 100 * R`.
pub(super) fn numbers(expr: &Expr) -> Option<Exact> {
    let hundreds = |number: &Exact| (number * &Exact::HUNDREDTH).is_integer();
    let all: Vec<Exact> = terms(expr)?.into_iter().map(number_of).collect::<Option<_>>()?;
    let total = all.iter().fold(Exact::ZERO, |total, one| &total + one);
    let greatest = all.iter().map(Exact::abs).max()?;
    Some(match all.iter().all(hundreds) {
        true if total.abs() == &Exact::HUNDRED * &Exact::HUNDRED => total,
        true => Exact::HUNDRED,
        false if is_large(&total.abs()) => total,
        false => greatest,
    })
}

/// The edits that write each of these numbers with its sign of percent; none where a term has several.
pub(super) fn signs(expr: &Expr) -> Vec<Edit> {
    let signs = terms(expr).unwrap_or_default().into_iter().map(|(term, _)| {
        let factors = Factor::all(term);
        let is_number = |one: &&Factor| matches!(literal(one.expr), Some(value) if value != Exact::HUNDRED);
        let mut found = factors.iter().filter(is_number);
        match (found.next(), found.next()) {
            (Some(one), None) if !one.is_divisor => Some(Edit::insert_after(one.expr.span, "%")),
            _ => None,
        }
    });
    signs.collect::<Option<_>>().unwrap_or_default()
}

/// Whether a term of a sum among the factors of a product is taken times a number above 2.
pub(super) fn holds_numbers(expr: &Expr) -> bool {
    let is_taken = |one: &Factor| {
        let all = terms(one.expr).unwrap_or_default();
        all.into_iter().any(|(term, sign)| number_of((term, sign)).is_some())
    };
    Factor::all(expr).iter().any(is_taken)
}

/// Whether 100 is the only plain number among the factors, and in the terms of those that are sums.
pub(super) fn is_alone(hundred: &Factor, factors: &[Factor]) -> bool {
    let others = || factors.iter().filter(|one| one.expr.span != hundred.expr.span);
    others().all(|one| literal(one.expr).is_none() && !holds_numbers(one.expr))
}

/// `K * 25%` for `K * 25 / 100`.
pub(super) fn as_percent(hundred: &Factor, factors: &[Factor]) -> Option<(Mend, Vec<Edit>)> {
    let mut numbers = factors.iter().filter(|one| literal(one.expr).is_some_and(|value| value != Exact::HUNDRED));
    let number = numbers.next().filter(|one| !one.is_divisor && hundred.is_divisor)?;
    let edits = vec![Edit::insert_after(number.expr.span, "%"), Edit::replace(hundred.away?, "")];
    numbers.next().is_none().then_some((Mend::NumberWithSign, edits))
}

/// What a sum adds up, and whether it is taken off; none for what is no sum.
fn terms(expr: &Expr) -> Option<Vec<(&Expr, bool)>> {
    let (mut found, mut left) = (Vec::new(), vec![(expr, false)]);
    while let Some((one, is_off)) = left.pop() {
        match &one.kind {
            ExprKind::Binary { operator: operator @ (Operator::Add | Operator::Subtract), left: first, right } => {
                left.extend([(&**right, is_off != (*operator == Operator::Subtract)), (&**first, is_off)]);
            }
            ExprKind::Negate(inner) => left.push((inner, !is_off)),
            ExprKind::Binary { .. } | ExprKind::Number(..) | ExprKind::Text(_) | ExprKind::Year => {
                found.push((one, is_off));
            }
            ExprKind::Argument | ExprKind::Convert(..) | ExprKind::Difference(..) | ExprKind::Growth(..) => {
                found.push((one, is_off));
            }
            ExprKind::Value(_) | ExprKind::If { .. } | ExprKind::Not(_) | ExprKind::Least(_) => {
                found.push((one, is_off));
            }
            ExprKind::Greatest(_) | ExprKind::Round(..) | ExprKind::Absolute(_) | ExprKind::Root(_) => {
                found.push((one, is_off));
            }
            ExprKind::Present(_) | ExprKind::Aggregate { .. } => found.push((one, is_off)),
        }
    }
    (found.len() > 1).then_some(found)
}

/// The number above 2 that a term is taken times, with the sign of the term.
fn number_of((term, is_off): (&Expr, bool)) -> Option<Exact> {
    let factors = Factor::all(term);
    let written = factors.iter().filter_map(|one| Some((literal(one.expr)?, one.is_divisor)));
    let number = written.clone().try_fold(Exact::ONE, |all, (value, is_divisor)| match is_divisor {
        true => all.checked_div(&value),
        false => Some(&all * &value),
    })?;
    let is_of_value = written.count() < factors.len();
    let signed = if is_off { -&number } else { number.clone() };
    (is_of_value && is_large(&number)).then_some(signed)
}
