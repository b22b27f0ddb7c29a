//! Numbers that weigh values, `60 * A + 40 * B`: what they add up to in a sum, and how they are written in percent.

use super::mend::{Mend, Mends};
use super::refused::{Factor, literal};
use crate::diagnostic::Edit;
use crate::number::Exact;
use crate::program::intervals::write_number;
use crate::program::measure::{Degree, is_large};
use crate::program::{Expr, ExprKind};
use crate::syntax::ast::Operator;

/// The edits that add a percent sign to each of these numbers that has none yet; none at all if a term has several
/// numbers.
pub(super) fn signs(expr: &Expr) -> Vec<Edit> {
    let is_part = |one: &Factor| matches!(&one.expr.kind, ExprKind::Number(value, unit) if unit.is_percent() || value.abs() < Exact::ONE);
    let signs = terms(expr).unwrap_or_default().into_iter().map(|term| {
        let factors = Factor::all(term);
        let is_signed = factors.iter().any(|one| !one.is_divisor && is_part(one));
        let is_number =
            |one: &&Factor| matches!(literal(one.expr), Some(value) if is_large(&value) && value != Exact::HUNDRED);
        let mut found = factors.iter().filter(is_number).filter(|one| !is_total(one, &factors));
        match (found.next(), found.next()) {
            (Some(one), None) if !one.is_divisor => Some(vec![Edit::insert_after(one.expr.span, "%")]),
            (None, _) if is_signed => Some(Vec::new()),
            _ => None,
        }
    });
    signs.collect::<Option<Vec<_>>>().unwrap_or_default().concat()
}

/// The same where percentages without a number stand beside those with one, `K + 40 * L`: they stay unchanged.
pub(super) fn signs_of_some(expr: &Expr) -> Vec<Edit> {
    let is_other = |one: &Factor| literal(one.expr).is_some_and(|value| value != Exact::HUNDRED);
    let all = terms(expr).unwrap_or_default();
    // `R / T * 100 + 40 * L`: a hundred beside other numbers only makes percent numbers.
    let has_others = all.iter().any(|term| Factor::all(term).iter().any(is_other));
    let is_number = |one: &&Factor| if has_others { is_other(one) } else { literal(one.expr).is_some() };
    let has_number = |term: &&Expr| Factor::all(term).len() > 1 && Factor::all(term).iter().any(|one| is_number(&one));
    let of_term = |term: &Expr| {
        let factors = Factor::all(term);
        let mut numbers = factors.iter().filter(is_number);
        match (numbers.next(), numbers.next()) {
            (Some(one), None) if !one.is_divisor => Some(Edit::insert_after(one.expr.span, "%")),
            _ => None,
        }
    };
    let edits: Option<Vec<Edit>> = all.into_iter().filter(has_number).map(of_term).collect();
    edits.unwrap_or_default()
}

/// The same for the sums that are factors of the terms of a sum.
pub(super) fn signs_inside(expr: &Expr) -> Vec<Edit> {
    let all = terms(expr).unwrap_or_else(|| vec![expr]);
    all.into_iter().flat_map(Factor::all).flat_map(|one| signs(one.expr)).collect()
}

/// Whether a term is divided by the total of the numbers in one of its sums: `60 * (30 * K + 20 * L) / 50`.
fn is_total(one: &Factor, factors: &[Factor]) -> bool {
    let total = |sum: &Factor| figures(sum.expr).into_iter().sum();
    let mut sums = factors.iter().filter(|one| terms(one.expr).is_some());
    one.is_divisor && sums.any(|sum| literal(one.expr) == Some(total(sum)))
}

/// The multipliers of the terms of sums in an expression, as written.
pub(super) fn figures(expr: &Expr) -> Vec<Exact> {
    let of_term = |term: &Expr| {
        let factors = Factor::all(term);
        let is_alone = factors.len() == 1;
        let numbers = factors.into_iter().filter(|one| !is_alone && !one.is_divisor);
        let mut found: Vec<Exact> = numbers.clone().filter_map(|one| literal(one.expr)).collect();
        found.retain(|value| is_large(value) && *value != Exact::HUNDRED);
        found.extend(numbers.flat_map(|one| if terms(one.expr).is_some() { figures(one.expr) } else { Vec::new() }));
        found
    };
    match terms(expr) {
        Some(all) => all.into_iter().flat_map(of_term).collect(),
        None => {
            let sums = Factor::all(expr).into_iter().filter(|one| terms(one.expr).is_some());
            sums.flat_map(|one| figures(one.expr)).collect()
        }
    }
}

/// Whether a factor is a sum with a term whose multiplier is above 2.
pub(super) fn holds_numbers(expr: &Expr) -> bool {
    let is_taken = |one: &Factor| {
        let all = terms(one.expr).unwrap_or_default();
        all.into_iter().any(has_number)
    };
    Factor::all(expr).iter().any(is_taken)
}

/// Whether a factor is a sum whose terms are weighted out of a hundred, `60 * A + 40 * B`.
pub(super) fn holds_weights_of_hundred(expr: &Expr) -> bool {
    let is_weighted = |one: &Factor| {
        let numbers = terms(one.expr).map(|_| figures(one.expr)).unwrap_or_default();
        numbers.into_iter().sum::<Exact>() == Exact::HUNDRED
    };
    Factor::all(expr).iter().any(|one| !one.is_divisor && is_weighted(one))
}

/// The fixes that remove 100 from each term of a sum, or write it in percent; none where a term has none, or other
/// numbers.
pub(super) fn hundreds(expr: &Expr) -> Mends {
    let hundred = |term: &Expr| {
        let factors = Factor::all(term);
        let mut numbers = factors.iter().filter(|one| literal(one.expr).is_some_and(|value| is_large(&value)));
        let hundred = numbers.next().filter(|one| literal(one.expr) == Some(Exact::HUNDRED))?;
        let is_alone = numbers.next().is_none() && !hundred.is_divisor;
        is_alone.then_some((Edit::replace(hundred.away?, ""), Edit::insert_after(hundred.expr.span, "%")))
    };
    // A number takes the unit of what it is combined with.
    let others = terms(expr).unwrap_or_default().into_iter().filter(|term| literal(term).is_none());
    let all: Option<Vec<_>> = others.map(hundred).collect();
    let (away, signs) = all.unwrap_or_default().into_iter().unzip();
    vec![(Mend::Remove, away), (Mend::HundredPercent, signs)]
}

/// Whether a product is correct without this number, 100 or 0,01.
pub(super) fn is_right_without(hundred: &Factor, degree: &Degree) -> bool {
    let is_above = (literal(hundred.expr) == Some(Exact::HUNDRED)) != hundred.is_divisor;
    let is_undone = if is_above { degree.hundreds > 0 } else { degree.hundreds < 0 };
    is_undone && !is_large(&degree.times) || is_few(hundred, degree)
}

/// Whether it is a hundredth that is taken twice at most: `2 * (K / 100)`.
pub(super) fn is_few(hundred: &Factor, degree: &Degree) -> bool {
    let is_below = (literal(hundred.expr) == Some(Exact::HUNDRED)) == hundred.is_divisor;
    is_below && degree.is_plain() && !is_large(&(&degree.times * &Exact::HUNDRED))
}

/// `K * 25%` for `K * 25 / 100`.
pub(super) fn as_percent(hundred: &Factor, factors: &[Factor]) -> Option<(Mend, Vec<Edit>)> {
    let mut numbers = factors.iter().filter(|one| literal(one.expr).is_some_and(|value| value != Exact::HUNDRED));
    let number = numbers.next().filter(|one| !one.is_divisor && hundred.is_divisor)?;
    let edits = vec![Edit::insert_after(number.expr.span, "%"), Edit::replace(hundred.away?, "")];
    numbers.next().is_none().then_some((Mend::NumberWithSign, edits))
}

/// `60% * K / 80%` for `60% * K / 80 * 100`.
pub(super) fn of_percent(hundred: &Factor, factors: &[Factor]) -> Option<(Mend, Vec<Edit>)> {
    let mut numbers = factors.iter().filter(|one| literal(one.expr).is_some_and(|value| value != Exact::HUNDRED));
    let number = numbers.next().filter(|one| one.is_divisor && !hundred.is_divisor)?;
    let many = write_number(&literal(number.expr)?)?;
    let edits = vec![Edit::insert_after(number.expr.span, "%"), Edit::replace(hundred.away?, "")];
    numbers.next().is_none().then_some((Mend::OfPercent(many), edits))
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

/// Whether a term is a plain number above 2.
pub(super) fn is_large_number(term: &Expr) -> bool {
    literal(term).is_some_and(|value| is_large(&value))
}

/// Whether a term has a multiplier above 2.
fn has_number(term: &Expr) -> bool {
    numbers(term).is_some_and(|number| is_large(&number))
}

/// Whether the numbers of a term come to what is likelier a weight out of a hundred than a count of months.
pub(super) fn is_weighed(term: &Expr) -> bool {
    numbers(term).is_some_and(|number| number > Exact::from(12) && number <= Exact::HUNDRED)
}

/// What the plain numbers of a product come to, where it has others too.
fn numbers(term: &Expr) -> Option<Exact> {
    let factors = Factor::all(term);
    let written = factors.iter().filter_map(|one| Some((literal(one.expr)?, one.is_divisor)));
    let number = written.clone().try_fold(Exact::ONE, |all, (value, is_divisor)| match is_divisor {
        true => all.checked_div(&value),
        false => Some(&all * &value),
    });
    number.filter(|_| written.count() < factors.len())
}
