//! Fixes inside a sum, a choice or a function, where one of its terms is wrong: a ratio beside percent numbers, a part
//! of a value among them, a 2 that means 200%.

use super::behind::{bare, behind};
use super::mend::{Mend, Mends};
use super::planner::Planner;
use super::points::{self, in_points, is_written};
use super::refused::{Factor, Refused, literal, terms};
use super::weighted;
use super::*;
use crate::diagnostic::Edit;
use crate::number::Exact;
use crate::program::intervals::write_number;
use crate::program::measure::{Dimension, Measure, Oddity, Sort, is_large};
use crate::program::quick::QuickMap;
use crate::program::{Expr, ExprKind, Subject, ValueRef};
use crate::source::Span;
use crate::syntax::ast::Operator;

/// What is known of the terms of a mixed sum, by their places.
#[derive(Default)]
pub struct Known {
    of: QuickMap<Span, Term>,
}

/// One of the terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Term {
    /// A quotient of like units: 0,75.
    Ratio,
    /// The same over a percent number.
    Hundredth,
    /// A fraction of a value too small to be a percent number.
    Part,
    /// Whatever else.
    Other,
}

impl Planner<'_> {
    /// Records what is known of these terms.
    pub(super) fn keep_terms(&mut self, all: &Measure, parts: &[&Expr], slots: &[SlotId]) {
        let has_hundredth = slots.iter().any(|slot| self.measure(*slot).sort == Sort::Hundredth);
        let is_told = matches!(all.sort.counted(), Sort::Mixed | Sort::Thing | Sort::Whole);
        if all.unit.is_percent() || !is_told && !has_hundredth {
            return;
        }
        for (part, slot) in parts.iter().zip(slots) {
            let sort = self.measure(*slot).sort.counted();
            let is_multiple = sort == Sort::Multiple && !self.may_be_weighed(&[*slot]);
            let is_ratio = is_multiple || matches!(sort, Sort::Ratio | Sort::Part);
            let term = match () {
                () if is_ratio => Term::Ratio,
                () if sort == Sort::Hundredth => Term::Hundredth,
                () if self.part_of_value(*slot, part).is_some() => Term::Part,
                () => Term::Other,
            };
            self.worked.known.of.insert(part.span, term);
        }
    }

    /// The fixes of a product that has none as a whole: removes the hundred of a term that its weight makes
    /// superfluous.
    pub(super) fn mend_term(&self, refused: &mut Refused, expr: &Expr, is_term: bool, slots: &[SlotId]) {
        if is_term && refused.oddity == Oddity::Hundredfold && refused.mends.is_empty() {
            let factors = Factor::all(expr);
            let hundred = factors.iter().find(|one| !one.is_divisor && literal(one.expr) == Some(Exact::HUNDRED));
            let away = hundred.and_then(|one| one.away);
            refused.mends.extend(away.map(|away| (Mend::Remove, vec![Edit::replace(away, "")])));
        }
        if is_term && refused.oddity == Oddity::WholeOfUnitless && refused.mends.is_empty() {
            refused.mends.extend(in_brackets(expr));
        }
        if matches!(refused.oddity, Oddity::SmallLiteral(_) | Oddity::MixedRatio) {
            self.mend_inside(refused, expr, expr, slots);
        }
    }

    /// The fixes for parts of a term that has none as a whole.
    pub(super) fn mend_inside(&self, refused: &mut Refused, part: &Expr, beside: &Expr, slots: &[SlotId]) {
        if !refused.mends.is_empty() {
            return;
        }
        let inner = inner_terms(part);
        let known = |term: &Expr| self.worked.known.of.get(&term.span).copied();
        match &refused.oddity {
            Oddity::MixedRatio if inner.iter().any(|term| known(term) == Some(Term::Hundredth)) => {
                let hundredths = inner.iter().filter(|term| known(term) == Some(Term::Hundredth));
                let edits: Option<Vec<Edit>> = hundredths.map(|term| without_hundred(term)).collect();
                refused.mends.extend(edits.map(|edits| (Mend::Remove, edits)));
            }
            Oddity::BareRatio | Oddity::MixedRatio => {
                // An unknown term may be a ratio as well.
                let is_told = inner.iter().all(|term| number(term).is_some() || known(term).is_some());
                let ratios = inner.iter().filter(|term| known(term) == Some(Term::Ratio));
                let edits: Vec<Edit> = ratios.flat_map(|term| behind(term, " * 100")).collect();
                if is_told && !edits.is_empty() && !has_hundred(part) {
                    refused.mends.push((Mend::RatiosInPoints, edits));
                }
            }
            Oddity::PartOfUnit(_) if inner.len() > 1 => {
                let parts = || inner.iter().filter(|term| known(term) == Some(Term::Part));
                let edits: Vec<Vec<Edit>> = parts().map(|term| in_points(term)).collect();
                if !edits.is_empty() && edits.iter().all(|one| !one.is_empty()) && !has_hundred(part) {
                    refused.mends.push((Mend::InPoints, edits.concat()));
                }
                // A fraction of it is meant, whatever it is a fraction of.
                let decimal: Option<Vec<Vec<Edit>>> = parts().map(|term| as_decimal(term)).collect();
                if let Some(edits) = decimal.filter(|edits| !edits.is_empty()) {
                    refused.mends.push((Mend::TimesDecimal, edits.concat()));
                }
            }
            Oddity::SmallLiteral(_) => {
                let small = inner.iter().filter_map(|term| number(term)).filter(|(_, value)| {
                    let value = value.abs();
                    !value.is_zero() && !is_large(&value)
                });
                let small: Vec<(&Expr, Exact)> = small.collect();
                let of_value = |slot: &SlotId| match self.measure(*slot) {
                    Measure { sort: Sort::Small { is_score, .. }, .. } => !is_score,
                    Measure { unit, sort, .. } => unit == Unit::Any && matches!(sort, Sort::Thing | Sort::Whole),
                };
                let is_value = slots.iter().any(of_value);
                refused.mends = match small.is_empty() && is_written(part) {
                    true => vec![(Mend::TimesHundredPercent, behind(part, " * 100%"))],
                    // Ends of a scale, `1 - (I - 1) / 3`: the whole is a part of one.
                    false if is_value && self.is_of_scale(part) && !inner.iter().any(|term| is_in_points(term)) => {
                        whole_in_points(part).into_iter().collect()
                    }
                    false => small_mends(&small, is_value),
                };
                if let [(only, _)] = small.as_slice() {
                    refused.place = only.span;
                }
            }
            Oddity::UnitlessBeside => {
                let points = match number(beside) {
                    _ if matches!(beside.kind, ExprKind::Number(..)) => bare(beside),
                    _ => points::as_score(beside),
                };
                let is_part = |term: &&&Expr| known(term) == Some(Term::Part);
                let parts: Vec<Vec<Edit>> = match inner.as_slice() {
                    [_] => vec![in_points(part)],
                    all => all.iter().filter(is_part).map(|term| in_points(term)).collect(),
                };
                if !parts.is_empty() && parts.iter().all(|one| !one.is_empty()) && !points.is_empty() {
                    refused.mends.push((Mend::AllInPoints, points.into_iter().chain(parts.concat()).collect()));
                }
            }
            Oddity::Hundredfold | Oddity::WeightHundredfold | Oddity::WeightsAsPercent | Oddity::PartOfUnitless => {}
            Oddity::BareMultiple | Oddity::WholeOfUnitless | Oddity::Power | Oddity::Root(_) => {}
            Oddity::ShareBesidePoints | Oddity::ProductOfPoints(_) => {}
            Oddity::CompoundAsPercent(_) | Oddity::PartOfUnit(_) | Oddity::Unlike(..) | Oddity::TargetInUnits(..) => {}
        }
    }
}

impl Planner<'_> {
    /// Whether something is divided in it that is no value out of a hundred alone, or is a part of one by its scale: what is
    /// left is a part of one.
    fn is_of_scale(&self, part: &Expr) -> bool {
        // A name stands for its formula.
        if let ExprKind::Value(ValueRef { subject: Subject::Name(name), .. }) = part.kind
            && let Some(formula) = self.program.version(name, self.year).and_then(|one| one.formula.as_ref())
            && !matches!(formula.kind, ExprKind::Value(_))
        {
            return self.is_of_scale(formula);
        }
        let mut is_divided = false;
        part.each(&mut |one: &Expr| {
            if let ExprKind::Value(ValueRef { subject: Subject::Name(name), .. }) = one.kind {
                is_divided |= self.top_of(name).is_some_and(|top| top <= Exact::ONE);
            }
            let ExprKind::Binary { operator: Operator::Divide, left, .. } = &one.kind else { return };
            let is_plain = |term: &&Expr| {
                let ExprKind::Value(ValueRef { subject: Subject::Name(name), .. }) = term.kind else { return false };
                self.is_of_hundred(name)
            };
            is_divided |= !terms(left).iter().all(is_plain);
        });
        is_divided
    }
}

/// A formula that has no hundred yet, a hundred times; `100%` in it becomes the hundred.
fn whole_in_points(part: &Expr) -> Option<(Mend, Vec<Edit>)> {
    let factors = Factor::all(part);
    if let Some(whole) = points::whole(&factors) {
        return Some((Mend::InPoints, bare(whole.expr)));
    }
    (!has_hundred(part)).then(|| (Mend::InPoints, behind(part, " * 100")))
}

/// A small literal becomes percent, times a hundred; beside values without a unit it has no sign.
fn small_mends(small: &[(&Expr, Exact)], of_value: bool) -> Mends {
    let Some((_, first)) = small.first() else { return Vec::new() };
    let sign = if of_value { "" } else { "%" };
    let many = |value: &Exact| write_number(&(&value.abs() * &Exact::HUNDRED)).unwrap_or_default();
    let edits =
        small.iter().map(|(number, value)| Edit::replace(number.span, format!("{}{sign}", many(value)))).collect();
    let as_percent = if of_value { Mend::AsNumberOfHundred(many(first)) } else { Mend::AsPercent(many(first)) };
    let signs = small.iter().map(|(number, _)| Edit::insert_after(number.span, "%")).collect();
    let signed = (!of_value).then_some((Mend::WithSign, signs));
    [(as_percent, edits)].into_iter().chain(signed).collect()
}

/// The fixes for a percent number beside a ratio in a product that makes percent of both: `(100 - R / T) * 100`.
pub(super) fn as_one(factors: &[Factor]) -> Option<(Span, Mends)> {
    // A factor that is a number has no ratio beside it.
    let large = |factor: &Factor| -> Vec<(Span, Exact)> {
        let is_sum = !factor.is_divisor && literal(factor.expr).is_none();
        let all = if is_sum { inner_terms(factor.expr) } else { Vec::new() };
        let numbers = all.into_iter().filter_map(|term| number(term).map(|(number, value)| (number.span, value.abs())));
        numbers.filter(|(_, value)| is_large(value)).collect()
    };
    let found = factors.iter().map(large).find(|found| !found.is_empty())?;
    let one = |value: &Exact| write_number(&(value * &Exact::HUNDREDTH)).unwrap_or_default();
    let edits = found.iter().map(|(span, value)| Edit::replace(*span, one(value))).collect();
    let (place, value) = &found[0];
    let mut mends = vec![(Mend::AsOne(one(value)), edits)];
    // Ten thousand percent is never meant; three may be three.
    let whole = factors.iter().find(|one| literal(one.expr) == Some(Exact::HUNDRED) && !one.is_divisor);
    if let ([(place, value)], [_, _]) = (found.as_slice(), factors)
        && *value < Exact::from(50)
        && let Some(away) = whole.and_then(|one| one.away)
    {
        let many = write_number(&(value * &Exact::HUNDRED)).unwrap_or_default();
        let edits = vec![Edit::replace(*place, format!("{many}%")), Edit::replace(away, "")];
        mends.push((Mend::AsManyPercent(many), edits));
    }
    Some((*place, mends))
}

/// `20 * ((25 * R / T + 75 * S / T) / 100 * 100%)` for the same without the outer brackets: the weighted expression is
/// one value.
fn in_brackets(expr: &Expr) -> Option<(Mend, Vec<Edit>)> {
    let factors = Factor::all(expr);
    // From the end.
    let [last, .., value, weight] = factors.as_slice() else { return None };
    let is_weight = !weight.is_divisor && literal(weight.expr).is_some_and(|number| is_large(&number));
    let is_whole = points::whole(&factors).is_some_and(|whole| std::ptr::eq(whole.expr, last.expr));
    let is_one = is_weight && is_whole && !value.is_divisor && weighted::holds_weights_of_hundred(value.expr);
    is_one.then(|| {
        let edits = vec![Edit::insert_before(value.expr.span, "("), Edit::insert_after(last.expr.span, ")")];
        (Mend::InBrackets, edits)
    })
}

/// `R / T / (A / B)` for `R / T / (A / B * 100)`.
fn without_hundred(term: &Expr) -> Option<Edit> {
    let factors = Factor::all(term);
    let hundred = factors.iter().find(|one| one.is_divisor && literal(one.expr) == Some(Exact::HUNDRED))?;
    Some(Edit::replace(hundred.away?, ""))
}

/// `X * 0,2` for `X / 5`.
pub(super) fn as_decimal(term: &Expr) -> Option<Vec<Edit>> {
    let factors = Factor::all(term);
    let mut divisors = factors.iter().filter(|one| one.is_divisor);
    let (only, None) = (divisors.next()?, divisors.next()) else { return None };
    let below = literal(only.expr).or_else(|| length(only.expr))?;
    // Two of a hundred are 0,02.
    let mut numbers = factors.iter().filter(|one| !one.is_divisor && literal(one.expr).is_some());
    if let (true, Some(number), None) = (below == Exact::HUNDRED, numbers.next(), numbers.next()) {
        let part = &literal(number.expr)? * &Exact::HUNDREDTH;
        return Some(vec![Edit::replace(number.expr.span, write_number(&part)?), Edit::replace(only.away?, "")]);
    }
    let part = Exact::ONE.checked_div(&below)?;
    Some(vec![Edit::replace(only.away?, format!(" * {}", write_number(&part)?))])
}

/// The length of a scale as written, `4 - 2`.
fn length(expr: &Expr) -> Option<Exact> {
    let ExprKind::Binary { operator: Operator::Subtract, left, right } = &expr.kind else { return None };
    Some(&literal(left)? - &literal(right)?)
}

/// The terms of a sum, of choices and functions, and of bracketed sums times a number.
fn inner_terms(expr: &Expr) -> Vec<&Expr> {
    let inside = |term| -> Vec<&Expr> {
        let factors = Factor::all(term);
        let mut others = factors.iter().filter(|one| !matches!(one.expr.kind, ExprKind::Number(..)));
        match (others.next(), others.next()) {
            // Of numbers alone only their product means anything.
            (Some(only), None) if !only.is_divisor && is_several(only.expr) && !is_written(only.expr) => {
                inner_terms(only.expr)
            }
            _ => vec![term],
        }
    };
    match terms(expr).as_slice() {
        [one] if std::ptr::eq(*one, expr) => inside(expr),
        all => all.iter().flat_map(|term| inside(term)).collect(),
    }
}

fn is_several(expr: &Expr) -> bool {
    !matches!(terms(expr).as_slice(), [one] if std::ptr::eq(*one, expr))
}

/// The plain number that a term is, apart from its sign.
fn number(term: &Expr) -> Option<(&Expr, Exact)> {
    if let ExprKind::Negate(inner) = &term.kind {
        return number(inner);
    }
    let ExprKind::Number(value, unit) = &term.kind else { return None };
    (!unit.is_percent()).then(|| (term, value.clone()))
}

/// Whether a term is taken a hundred times; a hundred alone is the end of a scale.
fn is_in_points(term: &Expr) -> bool {
    number(term).is_none() && has_hundred(term)
}

/// Whether a hundred is a factor of the whole.
fn has_hundred(expr: &Expr) -> bool {
    let is_hundred = |one: &Factor| matches!(&one.expr.kind, ExprKind::Number(value, _) if *value == Exact::HUNDRED);
    Factor::all(expr).iter().any(is_hundred)
}

impl Refused {
    /// A thing without a unit whose target is a quotient, at that target; with a unit it is an ordinary value.
    pub(super) fn target_in_units(
        code: Arc<str>,
        units: Option<Arc<[Dimension]>>,
        target: Span,
        head: Span,
    ) -> Refused {
        let word = |wanted: i32| {
            let mut of = units.iter().flat_map(|all| all.iter()).filter(|(_, count)| *count == wanted);
            of.next().map(|(word, _)| word.clone()).filter(|word| !word.is_empty())
        };
        let unit = match (word(1), word(-1), units.as_ref().map_or(0, |all| all.len())) {
            (Some(above), Some(below), 2) => format!("\"{above} per {below}\""),
            (Some(word), None, 1) if word.chars().all(char::is_alphanumeric) => word.to_string(),
            (Some(word), None, 1) => format!("\"{word}\""),
            _ => "nilai".into(),
        };
        let edits = vec![Edit::insert_after(head, format!("\n  satuan {unit}"))];
        let mends = vec![(Mend::Unit(unit), edits)];
        let oddity = Oddity::TargetInUnits(code, units);
        Refused { mends, ..Refused::at(target, oddity, target) }
    }
}
