//! Divisions: can a divisor be 0 on some path that leads there?

use super::ground::Ground;
use crate::diagnostic::{Code, Diagnostic, Edit, Severity};
use crate::number::{Exact, Interval};
use crate::plan::{Division, SlotId};
use crate::program::*;
use crate::source::{SourceId, Sources as Texts, Span};
use crate::syntax::ast::Operator;
use std::collections::BTreeMap;

/// How often a divisor is 0 where it is divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Zero {
    Never,
    Sometimes,
    Always,
}

/// Findings about every division, over all years: what is 0 in some of them is not always 0.
pub fn prove(grounds: &[Ground], texts: &Texts) -> Vec<Diagnostic> {
    let Some(program) = grounds.first().map(|ground| ground.program) else { return Vec::new() };
    let mut divisors: BTreeMap<Span, (&Expr, Zero)> = BTreeMap::new();
    for ground in grounds {
        for one in ground.sites.divisions.iter().filter(|one| ground.is_clear(one.slot)) {
            let zero = how_often(ground, one);
            let (_, known) = divisors.entry(one.divisor.span).or_insert((&one.divisor, zero));
            if *known != zero {
                *known = Zero::Sometimes;
            }
        }
    }
    let rules: BTreeMap<(SourceId, u32), &AchievementRule> =
        program.achievement_rules.iter().map(|rule| ((rule.block.source, rule.block.start), rule)).collect();
    let rule_around = |span: Span| {
        let (_, rule) = rules.range(..=(span.source, span.start)).next_back()?;
        lies_in(span, rule.block).then_some(*rule)
    };
    let found = divisors.into_iter().filter_map(|(span, (divisor, how_often))| match how_often {
        Zero::Never => None,
        Zero::Always => Some(always_zero(divisor, texts)),
        Zero::Sometimes => {
            let rule = rule_around(span);
            if !divides_a_value(divisor) || rule.is_some_and(|rule| is_in_condition(rule, span)) {
                return None;
            }
            Some(zero(divisor, rule.and_then(|rule| line_before(rule, divisor, texts)), texts))
        }
    });
    found.collect()
}

fn how_often(ground: &Ground, division: &Division) -> Zero {
    if !ground.ranges.divides_by_zero(division.slot) {
        return Zero::Never;
    }
    let divisor = ground.plan.slot(division.slot).op.divisor();
    let is_zero = |slot: SlotId| *ground.numbers(slot) == Interval::point(Exact::ZERO);
    if divisor.is_some_and(is_zero) { Zero::Always } else { Zero::Sometimes }
}

fn lies_in(span: Span, block: Span) -> bool {
    span.source == block.source && block.start <= span.start && span.end <= block.end
}

fn is_in_condition(rule: &AchievementRule, span: Span) -> bool {
    rule.cases.iter().any(|(condition, _)| lies_in(span, condition.span))
}

/// A case that keeps 0 from the formulas of a rule, and where to insert it; none if it would also decide for values
/// that are not divided by this: in other formulas of the rule, other branches, cases.
fn line_before(rule: &AchievementRule, divisor: &Expr, texts: &Texts) -> Option<(Span, String)> {
    let words = texts.one_line(divisor.span);
    let all_divide =
        rule.formulas().all(|outcome| outcome.expr().is_some_and(|expr| always_divides(expr, &words, texts)));
    let is_in_formula = rule.formulas().any(|outcome| lies_in(divisor.span, outcome.span()));
    if !all_divide || !is_in_formula {
        return None;
    }
    let is_value = matches!(divisor.kind, ExprKind::Value(_));
    let reason = if is_value { format!("{words} nol") } else { "pembagi nol".to_string() };
    // The new case goes after the existing ones, which may be narrower.
    let place = rule.formulas().map(|outcome| line_start(outcome.span(), texts)).min()?;
    Some((place, format!("jika {words} = 0 : tidak terdefinisi \"{reason}\"")))
}

/// Whether an expression divides by this text, whatever its value is computed from.
fn always_divides(expr: &Expr, divisor: &str, texts: &Texts) -> bool {
    let inside = |parts: &[&Expr]| parts.iter().any(|part| always_divides(part, divisor, texts));
    let is_divisor = |part: &Expr| texts.one_line(part.span) == divisor;
    match &expr.kind {
        ExprKind::Binary { operator: Operator::Divide, left, right } => is_divisor(right) || inside(&[left, right]),
        ExprKind::Growth(new, old) => is_divisor(old) || inside(&[new, old]),
        // Once one side decides, the other does not matter.
        ExprKind::Binary { operator: Operator::And | Operator::Or, .. } => false,
        ExprKind::Binary { left, right, .. } | ExprKind::Difference(left, right) => inside(&[left, right]),
        ExprKind::Negate(inner) | ExprKind::Absolute(inner) | ExprKind::Root(inner) | ExprKind::Round(inner, _) => {
            inside(&[inner])
        }
        ExprKind::Least(values) | ExprKind::Greatest(values) => inside(&values.iter().collect::<Vec<_>>()),
        ExprKind::If { condition, .. } => inside(&[condition]),
        ExprKind::Number(..) | ExprKind::Text(_) | ExprKind::Year | ExprKind::Value(_) | ExprKind::Argument => false,
        ExprKind::Not(_) | ExprKind::Present(_) | ExprKind::Convert(..) | ExprKind::Aggregate { .. } => false,
    }
}

/// Whether a divisor contains a value; counts and weights are determined by the rules themselves, and no budget is
/// planned to be zero.
fn divides_a_value(divisor: &Expr) -> bool {
    if matches!(&divisor.kind, ExprKind::Aggregate { aggregate, .. } if aggregate.only_counts()) {
        return false;
    }
    matches!(&divisor.kind, ExprKind::Value(reference) if !matches!(reference.role, Role::Weight | Role::Budget))
        || divisor.children().any(divides_a_value)
}

fn zero(divisor: &Expr, rule: Option<(Span, String)>, texts: &Texts) -> Diagnostic {
    let words = texts.one_line(divisor.span);
    let title = format!("{words} dapat bernilai 0, dan pembagian dengan 0 tidak ada hasilnya");
    let finding = Diagnostic::new(Code::K0311, Severity::Warning, title).at(divisor.span, "");
    match rule {
        Some((before, line)) => finding
            .propose(format!("tambahkan baris  {line}"), vec![Edit::insert_before(before, format!("{line}\n  "))]),
        // Money has no scale of its own.
        None if matches!(&divisor.kind, ExprKind::Value(one) if !matches!(one.role, Role::Budget | Role::Spent)) => {
            finding.advise(format!("tulis  jika {words} = 0 maka … selain itu …, atau beri {words} skala tanpa 0"))
        }
        None => finding.advise(format!("tulis  jika {words} = 0 maka … selain itu …")),
    }
}

/// No data give a result. It does not stop a run, as nothing may need the value.
fn always_zero(divisor: &Expr, texts: &Texts) -> Diagnostic {
    let words = texts.one_line(divisor.span);
    let title = match matches!(divisor.kind, ExprKind::Number(..)) {
        true => format!("{words} dipangkatkan bilangan negatif: pembagian dengan 0 tidak ada hasilnya"),
        false => format!("{words} selalu 0, dan pembagian dengan 0 tidak ada hasilnya"),
    };
    Diagnostic::new(Code::K0311, Severity::Warning, title)
        .at(divisor.span, "")
        .advise("perbaiki pembagi ini: rumusnya tidak pernah ada hasilnya")
}

/// The first word of the line that a span lies in.
fn line_start(span: Span, texts: &Texts) -> Span {
    let source = texts.get(span.source);
    let (start, line) = source.line(source.position(span.start as usize).line);
    let indent = line.len() - line.trim_start().len();
    Span::new(span.source, start + indent, start + indent)
}
