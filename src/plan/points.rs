//! Parts of a value where percent is wanted, `realisasi / 12`, and the fixes that bring a number to the scale of what
//! it is combined with: numbers out of a hundred, or fractions.

use super::behind::{bare, behind, plain};
use super::mend::{Mend, Mends};
use super::planner::Planner;
use super::refused::{Factor, Refused, literal};
use super::weighted::terms;
use super::*;
use crate::diagnostic::Edit;
use crate::number::{Bound, Exact};
use crate::program::intervals::write_number;
use crate::program::measure::{Counted, Measure, Oddity, Sort, Taken};
use crate::program::{Expr, ExprKind, Subject, ValueRef};
use crate::source::Span;
use crate::syntax::ast::Operator;

impl Planner<'_> {
    /// Why a small part of a value is not a percent number: `realisasi / 12`, `N / 100`.
    pub(super) fn part_of_value(&self, slot: SlotId, expr: &Expr) -> Option<Oddity> {
        let Measure { unit, sort, .. } = self.measure(slot);
        let is_value = !unit.is_percent() && matches!(sort, Sort::Thing | Sort::Whole | Sort::Small { .. });
        let is_part = is_value && self.taken(slot, expr).is_some_and(|taken| taken.is_part());
        is_part.then_some(Oddity::PartOfUnit(if let Unit::Named(word) = unit { Some(word) } else { None }))
    }

    /// One of several values (the least, their mean, or one chosen by a condition) is a part where any of them is.
    pub(super) fn one_of_taken(&mut self, slot: SlotId, parts: &[&Expr], slots: &[SlotId]) {
        if let Sort::Power(_, Counted::Mixed) = self.measure(slot).sort {
            // A number among them stands beside the ratios.
            let value = |slot: &SlotId| if let Sort::Literal(value) = self.measure(*slot).sort { value } else { None };
            let written = slots.iter().filter_map(value);
            let others = parts.iter().zip(slots).filter_map(|(part, slot)| self.taken(*slot, part));
            let taken = Taken::of_one(written, others);
            self.worked.taken.insert(slot, taken);
            return;
        }
        if self.measure(slot).sort != Sort::Thing {
            return;
        }
        let is_beyond = |(part, slot): &(&&Expr, &SlotId)| self.beyond_scale(**slot, part).is_some();
        if let Some((part, of)) = parts.iter().zip(slots).find(is_beyond) {
            let taken = self.taken(*of, part);
            taken.into_iter().for_each(|taken| _ = self.worked.taken.insert(slot, taken));
            return;
        }
        let mut of_part = parts.iter().zip(slots).filter(|(part, slot)| self.part_of_value(**slot, part).is_some());
        let taken = of_part.next().and_then(|(part, slot)| self.taken(*slot, part));
        taken.into_iter().for_each(|taken| _ = self.worked.taken.insert(slot, taken.of_part()));
    }

    /// Whether it is a part of a value that was multiplied by `100%` elsewhere, behind a name.
    pub(super) fn is_named_whole(&self, refused: &Refused, slots: &[SlotId]) -> bool {
        let is_whole = slots.iter().any(|slot| self.measure(*slot).sort == Sort::Whole);
        let is_appended = |(_, edits): &(Mend, Vec<Edit>)| edits.iter().any(|edit| edit.text.ends_with("* 100"));
        matches!(refused.oddity, Oddity::PartOfUnit(_)) && is_whole && refused.mends.iter().any(is_appended)
    }

    /// The upper ends of the scales of values without a unit, one for each term; none where that is not evident.
    pub(super) fn tops(&self, part: &Expr) -> Vec<Option<Exact>> {
        let top = |term: &Expr| {
            let factors = Factor::all(term);
            let mut named = factors.iter().filter(|one| !matches!(one.expr.kind, ExprKind::Number(..)));
            let (Some(only), None) = (named.next(), named.next()) else { return None };
            let ExprKind::Value(ValueRef { subject: Subject::Name(name), .. }) = only.expr.kind else { return None };
            let is_many = |one: &Factor| matches!(&one.expr.kind, ExprKind::Number(value, unit) if !unit.is_percent() && *value > Exact::ONE);
            if factors.iter().any(|one| one.is_divisor || is_many(one)) {
                return None;
            }
            let (scale, _) = self.program.version(name, self.year)?.scale.as_ref()?;
            match scale.hi() {
                Bound::Included(top) | Bound::Excluded(top) => Some(top.clone()),
                Bound::Unbounded => None,
            }
        };
        let terms = super::refused::terms(part).into_iter();
        terms.filter(|term| !matches!(term.kind, ExprKind::Number(..))).map(top).collect()
    }
}

/// The edits that make percent numbers of parts of one value: `… * 100`, replacing `… * 100%` where that is written, or
/// removing the `/ 100`. None where several values are multiplied, each of which may be out of a hundred, or where
/// there are other hundreds.
pub(super) fn in_points(expr: &Expr) -> Vec<Edit> {
    let factors = Factor::all(expr);
    let whole = whole(&factors);
    let hundred = factors.iter().find(|one| one.is_divisor && literal(one.expr) == Some(Exact::HUNDRED));
    match hundred.and_then(|one| one.away) {
        _ if hundreds_in(expr) > usize::from(whole.is_some()) => Vec::new(),
        Some(away) if whole.is_none() => vec![Edit::replace(away, "")],
        _ if !is_of_one(expr) => Vec::new(),
        _ => whole.map_or_else(|| behind(expr, " * 100"), |whole| bare(whole.expr)),
    }
}

/// Makes a percentage divided by a number the share of that number; beside other percentages, the number becomes one as
/// well.
pub(super) fn of_number(expr: &Expr, factors: &[Factor]) -> Option<(Mend, Vec<Edit>)> {
    let is_percent = |one: &&Factor| matches!(&one.expr.kind, ExprKind::Number(_, unit) if unit.is_percent());
    let whole = whole(factors);
    let others = factors.iter().filter(|one| one.is_share || is_percent(one)).count() - usize::from(whole.is_some());
    if others < 2 {
        return Some(
            whole.map_or_else(|| (Mend::InPoints, behind(expr, " * 100")), |one| (Mend::PlainHundred, bare(one.expr))),
        );
    }
    let mut numbers = factors.iter().filter(|one| literal(one.expr).is_some());
    let (only, None) = (numbers.next()?, numbers.next()) else { return None };
    only.is_divisor.then(|| (Mend::NumberWithSign, vec![Edit::insert_after(only.expr.span, "%")]))
}

/// What a share of so many of something means, `40% * (X * R) / T`: a percent number of that, or of X.
pub(super) fn of_hidden(expr: &Expr, factors: &[Factor]) -> Mends {
    let percent = |one: &&Factor| matches!(&one.expr.kind, ExprKind::Number(_, unit) if unit.is_percent());
    let mut signed = factors.iter().filter(percent);
    let (Some(only), None) = (signed.next(), signed.next()) else { return Vec::new() };
    let ExprKind::Number(value, _) = &only.expr.kind else { return Vec::new() };
    let mut mends = Vec::new();
    if let Some(part) = write_number(&(value * &Exact::HUNDREDTH)).filter(|_| !only.is_divisor) {
        let edits = [Edit::replace(only.expr.span, part.clone())].into_iter().chain(behind(expr, " * 100"));
        mends.push((Mend::AsDecimal(part), edits.collect()));
    }
    mends.push((Mend::WithoutBrackets, brackets(expr)));
    mends
}

/// The brackets of the products among the factors of a product, which go.
fn brackets(expr: &Expr) -> Vec<Edit> {
    let (mut found, mut left) = (Vec::new(), vec![expr]);
    while let Some(one) = left.pop() {
        let ExprKind::Binary { operator: Operator::Multiply | Operator::Divide, left: first, right } = &one.kind else {
            continue;
        };
        let Span { start, end, .. } = one.span;
        if start < first.span.start && right.span.end < end {
            found.extend([(start, start + 1), (end - 1, end)].map(|(start, end)| Span { start, end, ..one.span }));
        }
        left.extend([&**first, &**right]);
    }
    found.into_iter().map(|span| Edit::replace(span, "")).collect()
}

/// `100%` above the line.
pub(super) fn whole<'a, 'e>(factors: &'a [Factor<'e>]) -> Option<&'a Factor<'e>> {
    let is_whole = |one: &&Factor| {
        let ExprKind::Number(value, unit) = &one.expr.kind else { return false };
        !one.is_divisor && unit.is_percent() && *value == Exact::HUNDRED
    };
    factors.iter().rev().find(is_whole)
}

/// How often a hundred, or `100%`, occurs in a numerator, at any depth.
fn hundreds_in(expr: &Expr) -> usize {
    let is_hundred = |one: &Factor| matches!(&one.expr.kind, ExprKind::Number(value, _) if *value == Exact::HUNDRED);
    // A term that is a hundred is the end of a scale, `(100 - X) / 75`.
    let in_terms =
        |all: Vec<&Expr>| all.into_iter().filter(|term| literal(term).is_none()).map(hundreds_in).sum::<usize>();
    let in_sums = |one: &Factor| in_terms(terms(one.expr).unwrap_or_default());
    let all = Factor::all(expr).into_iter();
    all.filter(|one| !one.is_divisor).map(|one| usize::from(is_hundred(&one)) + in_sums(&one)).sum()
}

/// Whether it multiplies no values, and contains no value in percent; unknown for a function.
fn is_of_one(expr: &Expr) -> bool {
    let factors = Factor::all(expr);
    let mut others = factors.iter().filter(|one| !is_written(one.expr));
    let is_one = |one: &Factor| match terms(one.expr) {
        Some(all) => all.into_iter().all(is_of_one),
        None => matches!(one.expr.kind, ExprKind::Value(_)),
    };
    let (first, second) = (others.next(), others.next());
    second.is_none() && first.is_none_or(|one| !one.is_divisor && is_one(one))
}

/// Whether it contains only numbers.
pub(super) fn is_written(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Number(..)) || expr.children().next().is_some() && expr.children().all(is_written)
}

/// A percentage as its percent number; the hundred that is written already makes it one.
pub(super) fn as_score(percentage: &Expr) -> Vec<Edit> {
    let factors = Factor::all(percentage);
    let is_taken = factors.iter().any(|one| !one.is_divisor && literal(one.expr) == Some(Exact::HUNDRED));
    behind(percentage, if is_taken { " / 100%" } else { " / 100% * 100" })
}

/// How a percentage becomes a number beside values without a unit whose scales end at `tops`, where known: beside 80
/// nobody means 0,9, and beside 4 out of 5 neither is meant.
pub(super) fn beside_scale(beside: &Expr, tops: &[Option<Exact>]) -> Mends {
    let known = |fits: fn(&Exact) -> bool| !tops.is_empty() && tops.iter().all(|top| top.as_ref().is_some_and(fits));
    let (is_score, is_part) = (known(|top| *top >= Exact::from(50)), known(|top| *top <= Exact::ONE));
    let is_open = tops.iter().all(Option::is_none);
    // A weight in percent remains one: `40% * K / 100%` is still a percentage.
    let is_weighed =
        Factor::all(beside).iter().any(|one| matches!(&one.expr.kind, ExprKind::Number(_, unit) if unit.is_percent()));
    let mut mends = Vec::new();
    if is_score || is_open {
        mends.push((Mend::AsScore, as_score(beside)));
    }
    if (is_part || is_open) && !is_weighed {
        mends.push((Mend::AsPart, plain(beside, true)));
    }
    mends
}
