//! Formulas against scales: does what a formula can give fit the scale of its quantity?

use super::ground::Ground;
use crate::diagnostic::{Code, Diagnostic, Edit, Severity};
use crate::number::{Exact, Interval};
use crate::plan::{Op, SlotId, StatedTarget};
use crate::program::intervals::{end, say, write_number, write_range};
use crate::program::*;
use crate::source::{Sources as Texts, Span};
use crate::syntax::ast::Operator;

/// Factors between the scales in use: 25..100 and 1..4, 0..100 and 0..1, and so on.
const FACTORS: [i64; 6] = [25, 100, 10, 20, 5, 4];
/// By what factor a formula has to exceed its scale before a factor between scales is blamed.
const LEAST_EXCESS: i64 = 4;
/// The most parts of a formula that are examined for a message.
const MOST_TERMS: usize = 64;

/// A formula with a scale, and its slot.
struct Fitted<'p> {
    definition: &'p Definition,
    formula: &'p Expr,
    slot: SlotId,
    what: String,
    allowed: Interval,
    scale_span: Span,
}

/// Findings about every formula.
pub fn prove(ground: &mut Ground, texts: &Texts) -> Vec<Diagnostic> {
    let program = ground.program;
    let mut findings = Vec::new();
    for index in 0..program.names.len() {
        let Some(definition) = program.version(NameId(index as u32), ground.year) else { continue };
        let Some((allowed, scale_span)) = &definition.scale else { continue };
        let code = program.code(definition.name);
        let target = definition.kind.indicator().and_then(|indicator| indicator.target.as_ref());
        let formulas = [
            (definition.formula.as_ref(), Role::Value, code.to_string()),
            (target, Role::Target, format!("target {code}")),
        ];
        for (formula, role, what) in formulas {
            let (Some(formula), Some(slot)) = (formula, ground.slot(definition.name, role)) else { continue };
            // A value is its formula or what was reported; the report is checked against the scale when it is read.
            let slot = if let Op::Fallback(computed, stated) = ground.plan.slot(ground.plan.plain(slot)).op {
                if role == Role::Value { computed } else { stated }
            } else {
                slot
            };
            // A target combined from quarters is not only what the rules state.
            let of_year = |one: &&StatedTarget| (one.name, one.when) == (definition.name, When::year(ground.year));
            let stated = || ground.plan.targets.iter().find(of_year).map(|one| one.stated);
            let quarterly = role == Role::Target && definition.quarters.is_some();
            let Some(slot) = (if quarterly { stated() } else { Some(slot) }) else { continue };
            let (allowed, scale_span) = (allowed.clone(), *scale_span);
            let fitted = Fitted { definition, formula, slot, what, allowed, scale_span };
            findings.extend(scale(ground, &fitted, texts));
        }
    }
    findings
}

/// A formula whose range does not fit the scale of its quantity.
fn scale(ground: &mut Ground, fitted: &Fitted, texts: &Texts) -> Option<Diagnostic> {
    let Fitted { formula, slot, what, allowed, scale_span, .. } = fitted;
    let reach = ground.ranges.unlimited(*slot).clone();
    if reach.intersect(allowed) == reach || !ground.is_clear(*slot) {
        return None;
    }
    let reach = ground.tightest(*slot);
    if reach.intersect(allowed) == reach {
        return None;
    }
    let values = if reach == Interval::ALL { "berapa pun".to_string() } else { say(&reach) };
    let title = format!("{what} dapat bernilai {values}, padahal skalanya {}", say(allowed));
    let outside = crate::program::intervals::complement(&reach, std::slice::from_ref(allowed));
    let found = outside.iter().any(|part| ground.occurs(*slot, None, part).is_some());
    let severity = if found { Severity::Error } else { Severity::Warning };
    let mut finding = Diagnostic::new(Code::K0301, severity, title);
    finding = match widest(ground, formula, *slot, texts) {
        Some((span, words)) => finding.at(span, words),
        None => finding.at(formula.span, ""),
    };
    finding = finding.at(*scale_span, "");
    let mended = mends(ground, fitted, texts);
    if let Some((place, text, mended)) = mended {
        finding = finding.propose(format!("tulis  {mended}"), vec![Edit::replace(place, text)]);
    }
    if let Some(open) = open_value(ground, formula, *slot, texts) {
        finding = finding.because(open.words).advise(open.mend);
    } else if !found {
        finding = finding.because("rentang ini perkiraan terluar: data yang menghasilkannya tidak ditemukan");
    }
    let weights = signs(formula).filter(|_| {
        let hundredth = reach.mul(&Interval::point(Exact::HUNDREDTH));
        hundredth.intersect(allowed) == hundredth
    });
    let has_weights = weights.is_some();
    if let Some((words, signs)) = weights {
        finding = finding.propose(words, signs);
    }
    // Bands of its values would no longer fit another scale.
    let has_bands = fitted.definition.band.is_some() && fitted.definition.kind.indicator().is_none();
    if let Some(range) = write_range(&reach).filter(|_| !has_weights && !has_bands) {
        let text = format!("bila rumusnya betul, sesuaikan skalanya:  skala {range}");
        finding = finding.suggest(text, vec![Edit::replace(*scale_span, range)]);
    }
    if finding.suggestions.is_empty() && finding.advice.is_empty() {
        finding = finding.advise("periksa rumusnya, lalu skalanya");
    }
    Some(finding)
}

/// The percent signs that the weights of a sum lack, `60 * A + 40 * B`, where all of them come to a hundred.
fn signs(formula: &Expr) -> Option<(String, Vec<Edit>)> {
    let mut numbers = Vec::new();
    for term in summands(formula) {
        let ExprKind::Binary { operator: Operator::Multiply, left: first, right } = &term.kind else { return None };
        let number = |side: &Expr| {
            let ExprKind::Number(value, unit) = &side.kind else { return None };
            (!unit.is_percent()).then(|| (value.clone(), side.span))
        };
        numbers.push(number(first).or_else(|| number(right))?);
    }
    let total: Exact = numbers.iter().map(|(value, _)| value.clone()).sum();
    if numbers.len() < 2 || total != Exact::HUNDRED {
        return None;
    }
    let written: Vec<String> =
        numbers.iter().filter_map(|(value, _)| Some(format!("{}%", write_number(value)?))).collect();
    let edits = numbers.iter().map(|(_, span)| Edit::insert_after(*span, "%")).collect();
    Some((format!("bobotnya berjumlah 100: tulis  {}", written.join(" , ")), edits))
}

/// An unbounded value.
struct Open {
    words: String,
    mend: String,
}

/// The first value in a formula that is unbounded on one side.
fn open_value(ground: &Ground, formula: &Expr, slot: SlotId, texts: &Texts) -> Option<Open> {
    let is_open = |range: &Interval| end(range.lo()).is_none() || end(range.hi()).is_none();
    let mut named = Vec::new();
    values(ground, formula, slot, &mut named);
    let (expr, slot) = named.into_iter().find(|(_, slot)| is_open(ground.numbers(*slot)))?;
    let words = texts.slice(expr.span).trim();
    let own = ground.plan.slot(slot).role.is_some_and(|(_, role, _)| role.is_achievement());
    // Money and extra columns have no scale of their own.
    let has_none = |role: Role| matches!(role, Role::Budget | Role::Spent | Role::Field(_));
    let mend = if matches!(&expr.kind, ExprKind::Value(value) if has_none(value.role)) {
        format!("bila {words} terbatas, batasi dalam rumusnya dengan  min(…)  atau  maks(…)")
    } else {
        format!("bila {words} terbatas, nyatakan  {}  padanya", if own { "batas" } else { "skala" })
    };
    Some(Open { words: format!("sejauh yang tertulis, {words} dapat bernilai {}", say(ground.numbers(slot))), mend })
}

/// The term of a sum that reaches farthest, with the scale of its variable.
fn widest(ground: &Ground, formula: &Expr, slot: SlotId, texts: &Texts) -> Option<(Span, String)> {
    let mut terms = vec![(formula, slot)];
    let mut at = 0;
    while let Some((term, slot)) = terms.get(at).copied() {
        match (&term.kind, &ground.plan.slot(slot).op) {
            (ExprKind::Binary { operator: Operator::Add, left, right }, Op::Add(a, b)) if terms.len() < MOST_TERMS => {
                terms.splice(at..=at, [(&**left, *a), (&**right, *b)]);
            }
            _ => at += 1,
        }
    }
    let top = |slot: SlotId| end(ground.numbers(slot).hi()).cloned();
    let (term, slot) = terms.into_iter().max_by_key(|(_, slot)| top(*slot))?;
    let mut named = Vec::new();
    values(ground, term, slot, &mut named);
    let [(only, value)] = named.as_slice() else { return None };
    let name = texts.slice(only.span).trim();
    let (scale, range) = (write_range(ground.numbers(*value))?, write_range(ground.numbers(slot))?);
    let words = match matches!(term.kind, ExprKind::Value(_)) {
        true => format!("{name} berskala {scale}"),
        false => format!("{name} berskala {scale}, maka bagian ini {range}"),
    };
    Some((term.span, words))
}

/// The single values in an expression, each with its slot, as far as the plan mirrors what is written.
fn values<'e>(ground: &Ground, expr: &'e Expr, slot: SlotId, found: &mut Vec<(&'e Expr, SlotId)>) {
    // A percentage is taken as a fraction where the formula needs one; the value itself is behind it.
    let mut slot = slot;
    while let Op::Share(inner) | Op::Percentage(inner) | Op::Same(inner) = ground.plan.slot(slot).op {
        slot = inner;
    }
    if let ExprKind::Value(_) = expr.kind {
        found.push((expr, slot));
        return;
    }
    let op = &ground.plan.slot(slot).op;
    let operands: Vec<SlotId> = op.operands().collect();
    let children: Vec<&Expr> = expr.children().collect();
    if operands.len() == children.len() {
        children.into_iter().zip(operands).for_each(|(child, operand)| values(ground, child, operand, found));
    } else if let (ExprKind::Convert(..), [inner]) = (&expr.kind, children.as_slice()) {
        let call = ground.sites.conversions.iter().find(|call| call.slot == slot);
        call.into_iter().for_each(|call| values(ground, inner, call.argument, found));
    }
}

/// A division of one value that makes the formula fit: the place, the new text, and the whole formula written that way.
fn mends(ground: &mut Ground, fitted: &Fitted, texts: &Texts) -> Option<(Span, String, String)> {
    let Fitted { definition, formula, slot, allowed, .. } = fitted;
    // A range that is slightly too wide does not come from a scale in other units.
    let (reach, most) = (size(ground.ranges.unlimited(*slot))?, size(allowed)?);
    let is_limited = ground.ranges.unlimited(*slot) != ground.numbers(*slot);
    // A single value, or one that is reckoned with already, has no other beside it whose scale tells the factor.
    if is_limited || !is_sum_of_values(formula) || reach < most * Exact::from(LEAST_EXCESS) {
        return None;
    }
    let mut named = Vec::new();
    values(ground, formula, *slot, &mut named);
    let is_known = |(_, slot): &(&Expr, SlotId)| size(ground.numbers(*slot)).is_some();
    if !named.iter().all(is_known) {
        return None;
    }
    let units = |slot: SlotId| ground.plan.slot(slot).unit.clone();
    named.iter().find_map(|(value, value_slot)| {
        let once = named.iter().filter(|(_, other)| other == value_slot).count() == 1;
        // A factor belongs between two scales of one thing; a value with another unit has no such scale.
        let alike = units(*value_slot).same(&definition.unit).is_some();
        let range = ground.numbers(*value_slot).clone();
        if !once || !alike || end(range.lo()).is_none() || end(range.hi()).is_none() {
            return None;
        }
        FACTORS.iter().find_map(|&factor| {
            let scaled = range.div(&Interval::point(Exact::from(factor)))?;
            let ranges = &mut ground.ranges;
            ranges.open();
            ranges.refresh();
            ranges.suppose(*value_slot, scaled.clone());
            ranges.settle(*slot);
            let reach = ranges.possible(*slot).numbers.clone();
            ranges.close();
            if reach.intersect(allowed) != reach {
                return None;
            }
            let place = value.span;
            let text = format!("({}/{factor})", texts.slice(place).trim());
            let written = texts.slice(formula.span);
            let (start, end) = ((place.start - formula.span.start) as usize, (place.end - formula.span.start) as usize);
            let mended = format!("{}{text}{}", written.get(..start)?, written.get(end..)?);
            Some((place, text, mended.trim().to_string()))
        })
    })
}

/// Whether a formula adds values, each by itself or with its weight.
fn is_sum_of_values(formula: &Expr) -> bool {
    let is_value = |one: &Expr| matches!(one.kind, ExprKind::Value(_));
    let is_number = |one: &Expr| matches!(one.kind, ExprKind::Number(..));
    let is_weighed = |one: &Expr| {
        if let ExprKind::Binary { operator: Operator::Multiply, left: first, right } = &one.kind {
            is_value(first) && is_number(right) || is_number(first) && is_value(right)
        } else {
            false
        }
    };
    let terms = summands(formula);
    terms.len() > 1 && terms.into_iter().all(|one| is_value(one) || is_weighed(one))
}

/// What a formula adds, in order; of one that adds nothing, itself.
fn summands(formula: &Expr) -> Vec<&Expr> {
    let (mut found, mut left) = (Vec::new(), vec![formula]);
    while let Some(term) = left.pop() {
        if let ExprKind::Binary { operator: Operator::Add, left: first, right } = &term.kind {
            left.extend([&**right, &**first]);
        } else {
            found.push(term);
        }
    }
    found
}

/// How far a range reaches from 0.
fn size(range: &Interval) -> Option<Exact> {
    Some(end(range.lo())?.abs().max(end(range.hi())?.abs()))
}
