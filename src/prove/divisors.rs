//! Divisions: can a divisor be 0 on some way that leads there?

use super::ground::Ground;
use crate::diagnostic::{Code, Diagnostic, Edit, Severity};
use crate::program::*;
use crate::source::{SourceId, Sources as Texts, Span};
use std::collections::BTreeMap;

/// Findings about every division.
pub fn prove(ground: &Ground, texts: &Texts) -> Vec<Diagnostic> {
    let risky = ground.sites.divisions.iter().filter(|one| {
        ground.ranges.divides_by_zero(one.slot) && ground.is_clear(one.slot) && divides_a_value(&one.divisor)
    });
    let rules: BTreeMap<(SourceId, u32), &AchievementRule> =
        ground.program.achievement_rules.iter().map(|rule| ((rule.block.source, rule.block.start), rule)).collect();
    let rule_around = |span: Span| {
        let (_, rule) = rules.range(..=(span.source, span.start)).next_back()?;
        lies_in(span, rule.block).then_some(*rule)
    };
    let mut findings: Vec<Diagnostic> = risky
        .filter_map(|one| {
            let divisor = &one.divisor;
            let rule = rule_around(divisor.span);
            if rule.is_some_and(|rule| is_in_condition(rule, divisor.span)) {
                return None;
            }
            let line = rule.and_then(|rule| line_before(rule, divisor, texts));
            Some(zero(divisor, line, texts))
        })
        .collect();
    findings.sort_by_key(|finding| finding.span());
    findings.dedup_by_key(|finding| finding.span());
    findings
}

fn lies_in(span: Span, block: Span) -> bool {
    span.source == block.source && block.start <= span.start && span.end <= block.end
}

fn is_in_condition(rule: &AchievementRule, span: Span) -> bool {
    rule.cases.iter().any(|(condition, _)| lies_in(span, condition.span))
}

/// A case for a rule that keeps 0 from a formula, and where it goes; none for what stands inside a case.
fn line_before(rule: &AchievementRule, divisor: &Expr, texts: &Texts) -> Option<(Span, String)> {
    let formulas =
        [&rule.higher, &rule.lower, &rule.range, &rule.higher_range, &rule.lower_range].into_iter().flatten();
    let own = formulas.filter_map(|outcome| match outcome {
        Outcome::Value(expr) => Some(expr.span),
        Outcome::Undefined(..) => None,
    });
    let formula = own.into_iter().find(|span| lies_in(divisor.span, *span))?;
    let line = if let ExprKind::Value(ValueRef { role, .. }) = &divisor.kind {
        let word = role.word()?;
        format!("jika {word} = 0 : tidak terdefinisi \"{word} nol\"")
    } else {
        format!("jika {} = 0 : tidak terdefinisi \"pembagi nol\"", one_line(divisor, texts))
    };
    // The new case goes behind those that are there, which may be narrower.
    let place = line_start(formula, texts);
    let place = if rule.cases.is_empty() { place } else { first_formula(rule, texts).unwrap_or(place) };
    Some((place, line))
}

/// Aggregates, counts and words of other rows have no range of their own here; only what a scale speaks for is judged.
fn divides_a_value(divisor: &Expr) -> bool {
    let mut subjects = Vec::new();
    collect(divisor, &mut subjects);
    !subjects.is_empty() && subjects.iter().all(|subject| *subject != Subject::Each)
}

fn collect(expr: &Expr, subjects: &mut Vec<Subject>) {
    if matches!(&expr.kind, ExprKind::Aggregate { aggregate, .. } if aggregate.only_counts()) {
        return;
    }
    if let ExprKind::Value(reference) = &expr.kind {
        subjects.push(reference.subject);
    }
    expr.children().for_each(|child| collect(child, subjects));
}

fn zero(divisor: &Expr, rule: Option<(Span, String)>, texts: &Texts) -> Diagnostic {
    let words = one_line(divisor, texts);
    let title = format!("{words} dapat bernilai 0, dan pembagian dengan 0 tidak ada hasilnya");
    let finding = Diagnostic::new(Code::K0311, Severity::Warning, title).at(divisor.span, "");
    match rule {
        Some((before, line)) => finding
            .suggest(format!("tambahkan baris  {line}"), vec![Edit::insert_before(before, format!("{line}\n  "))]),
        // Money has no scale of its own.
        None if matches!(&divisor.kind, ExprKind::Value(one) if !matches!(one.role, Role::Budget | Role::Spent)) => {
            finding.advise(format!("tulis  jika {words} = 0 maka … selain itu …, atau beri {words} skala tanpa 0"))
        }
        None => finding.advise(format!("tulis  jika {words} = 0 maka … selain itu …")),
    }
}

/// An expression as written, in one line.
fn one_line(expr: &Expr, texts: &Texts) -> String {
    texts.slice(expr.span).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The start of the first formula line of a rule.
fn first_formula(rule: &AchievementRule, texts: &Texts) -> Option<Span> {
    let formulas = [&rule.higher, &rule.lower, &rule.range, &rule.higher_range, &rule.lower_range];
    let spans = formulas.into_iter().flatten().map(|outcome| match outcome {
        Outcome::Value(expr) => expr.span,
        Outcome::Undefined(_, span) => *span,
    });
    spans.min().map(|span| line_start(span, texts))
}

/// The first word of the line that a span lies in.
fn line_start(span: Span, texts: &Texts) -> Span {
    let source = texts.get(span.source);
    let (start, line) = source.line(source.position(span.start as usize).line);
    let indent = line.len() - line.trim_start().len();
    Span::new(span.source, start + indent, start + indent)
}
