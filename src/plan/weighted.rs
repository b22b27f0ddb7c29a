//! Numbers that weigh values, `60 * A + 40 * B`: what they come to in a sum, and how they are written in percent.

use super::mend::{Mend, Mends};
use super::refused::{Factor, literal};
use crate::diagnostic::Edit;
use crate::number::Exact;
use crate::program::measure::{Degree, is_large};
use crate::program::{Expr, ExprKind};
use crate::syntax::ast::Operator;

/// The edits that write each of these numbers with its sign of percent; none where a term has several.
pub(super) fn signs(expr: &Expr) -> Vec<Edit> {
    let signs = terms(expr).unwrap_or_default().into_iter().map(|term| {
        let factors = Factor::all(term);
        let is_number =
            |one: &&Factor| matches!(literal(one.expr), Some(value) if is_large(&value) && value != Exact::HUNDRED);
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
        all.into_iter().any(has_number)
    };
    Factor::all(expr).iter().any(is_taken)
}

/// The mends that take 100 out of each term of a sum, or write it in percent; none where a term has none, or other numbers.
pub(super) fn hundreds(expr: &Expr) -> Mends {
    let hundred = |term: &Expr| {
        let factors = Factor::all(term);
        let mut numbers = factors.iter().filter(|one| literal(one.expr).is_some_and(|value| is_large(&value)));
        let hundred = numbers.next().filter(|one| literal(one.expr) == Some(Exact::HUNDRED))?;
        let is_alone = numbers.next().is_none() && !hundred.is_divisor;
        is_alone.then_some((Edit::replace(hundred.away?, ""), Edit::insert_after(hundred.expr.span, "%")))
    };
    let all: Option<Vec<_>> = terms(expr).unwrap_or_default().into_iter().map(hundred).collect();
    let (away, signs) = all.unwrap_or_default().into_iter().unzip();
    vec![(Mend::Remove, away), (Mend::HundredPercent, signs)]
}

/// Whether a product is what it should be without this number, 100 or 0,01.
pub(super) fn is_right_without(hundred: &Factor, degree: &Degree) -> bool {
    let is_above = (literal(hundred.expr) == Some(Exact::HUNDRED)) != hundred.is_divisor;
    degree.hundreds == if is_above { 1 } else { -1 } && !is_large(&degree.times)
}

/// `K * 25%` for `K * 25 / 100`.
pub(super) fn as_percent(hundred: &Factor, factors: &[Factor]) -> Option<(Mend, Vec<Edit>)> {
    let mut numbers = factors.iter().filter(|one| literal(one.expr).is_some_and(|value| value != Exact::HUNDRED));
    let number = numbers.next().filter(|one| !one.is_divisor && hundred.is_divisor)?;
    let edits = vec![Edit::insert_after(number.expr.span, "%"), Edit::replace(hundred.away?, "")];
    numbers.next().is_none().then_some((Mend::NumberWithSign, edits))
}

/// What a sum adds up and takes off; none for what is no sum.
pub(super) fn terms(expr: &Expr) -> Option<Vec<&Expr>> {
    let (mut found, mut left) = (Vec::new(), vec![expr]);
    while let Some(one) = left.pop() {
        if let ExprKind::Binary { operator: Operator::Add | Operator::Subtract, left: first, right } = &one.kind {
            left.extend([&**right, &**first]);
        } else if let ExprKind::Negate(inner) = &one.kind {
            left.push(inner);
        } else {
            found.push(one);
        }
    }
    (found.len() > 1).then_some(found)
}

/// Whether a term is taken times a number above 2.
fn has_number(term: &Expr) -> bool {
    let factors = Factor::all(term);
    let written = factors.iter().filter_map(|one| Some((literal(one.expr)?, one.is_divisor)));
    let number = written.clone().try_fold(Exact::ONE, |all, (value, is_divisor)| match is_divisor {
        true => all.checked_div(&value),
        false => Some(&all * &value),
    });
    written.count() < factors.len() && number.is_some_and(|number| is_large(&number))
}
