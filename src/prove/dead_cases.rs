//! Lines of a rule, and branches of a choice, that never apply: whenever a later `jika` holds, an earlier one already
//! does, or several of them together cover it.
//!
//! Judged by the conditions alone, over all numbers: that a scale excludes a case is not a fault of the rule, which
//! other indicators use too.

use super::clear::Unclear;
use super::regions::covering;
use crate::diagnostic::{Code, Diagnostic, Edit, Severity};
use crate::number::Exact;
use crate::program::units::Unit;
use crate::program::*;
use crate::source::{Sources as Texts, Span};
use crate::syntax::ast::{Comparison, Operator};

/// The most cases of one rule that are compared.
const MOST_CASES: usize = 100;
/// The most comparisons in one condition.
const MOST_PARTS: usize = 24;

/// Findings about every rule for achievements.
pub fn prove(program: &Program, unclear: &Unclear, texts: &Texts) -> Vec<Diagnostic> {
    let rules = program.achievement_rules.iter().filter(|rule| !unclear.holds(rule.block));
    let mut found: Vec<Diagnostic> = rules.flat_map(|rule| dead(rule, texts)).collect();
    let mut told: Vec<Span> = Vec::new();
    program.each_expression(&mut |root| {
        if !unclear.holds(root.span) {
            // The outermost choice comes first, with everything before its branches.
            root.each(&mut |expr| found.extend(dead_branches(expr, &mut told, texts)));
        }
    });
    found
}

/// A branch of a choice: its condition, and what it gives.
type Branch<'e> = (&'e Expr, &'e Expr);

fn dead_branches(expr: &Expr, told: &mut Vec<Span>, texts: &Texts) -> Vec<Diagnostic> {
    let (mut branches, mut left): (Vec<Branch>, &Expr) = (Vec::new(), expr);
    while let ExprKind::If { condition, then, otherwise } = &left.kind {
        branches.push((condition, then));
        left = otherwise;
    }
    let small = branches.get(..MOST_CASES).unwrap_or(&branches);
    let is_small = small.iter().all(|(condition, _)| parts(condition) <= MOST_PARTS);
    let dead = small.iter().enumerate().skip(1).filter(|_| is_small).filter_map(|(at, later)| {
        let earlier: Vec<&Expr> = small[..at].iter().map(|(condition, _)| *condition).collect();
        let deciding = deciding(later.0, &earlier)?;
        let is_new = !told.contains(&later.0.span);
        told.push(later.0.span);
        is_new.then(|| branch_finding(&small[..=at], &deciding, texts))
    });
    let mut dead: Vec<Diagnostic> = dead.collect();
    let is_whole = is_small && small.len() == branches.len() && !told.contains(&left.span);
    if is_whole && dead.is_empty() {
        let conditions: Vec<&Expr> = small.iter().map(|(condition, _)| *condition).collect();
        dead.extend(covering(None, &conditions).map(|deciding| rest_finding(small, &deciding, left)));
    }
    told.push(left.span);
    dead
}

/// For a final `selain itu` that is never reached.
fn rest_finding(branches: &[Branch], deciding: &[usize], rest: &Expr) -> Diagnostic {
    let title = "selain itu  ini tidak pernah dipakai: syarat-syarat di depannya sudah mencakup semuanya";
    let base = Diagnostic::new(Code::K0225, Severity::Warning, title).at(rest.span, "tidak pernah sampai di sini");
    at_deciding(base, deciding.iter().map(|at| branches[*at].0))
        .advise("perbaiki batas salah satu syaratnya, atau hapus syarat terakhir, supaya bagiannya menjadi  selain itu")
}

/// Which of the earlier conditions decide wherever a later one holds: one of them if that is enough.
fn deciding(later: &Expr, earlier: &[&Expr]) -> Option<Vec<usize>> {
    let one = earlier.iter().position(|condition| implies(later, condition));
    one.map(|at| vec![at]).or_else(|| covering(Some(later), earlier))
}

/// For the last of some branches.
fn branch_finding(branches: &[Branch], deciding: &[usize], texts: &Texts) -> Diagnostic {
    let at = branches.len() - 1;
    let (condition, then) = branches[at];
    let title = format!(
        "bagian ini tidak pernah dipakai: bila {}, bagian di depannya sudah berlaku",
        texts.one_line(condition.span)
    );
    let base = Diagnostic::new(Code::K0225, Severity::Warning, title).at(condition.span, "tidak pernah sampai di sini");
    let base = at_deciding(base, deciding.iter().map(|at| branches[*at].0));
    // From the end of the previous value to the end of its own; brackets are left alone.
    let own = Span::new(then.span.source, branches[at - 1].1.span.end as usize, then.span.end as usize);
    let is_whole = own.start < own.end && !texts.slice(own).contains(['(', ')', '#']);
    match deciding.iter().all(|at| branches[*at].1 == then) && is_whole {
        true => base.suggest("hapus bagian ini, hasilnya sama", vec![Edit::replace(own, "")]),
        false => base.advise("perbaiki syaratnya, dahulukan bagian ini, atau hapus bila memang tidak perlu"),
    }
}

fn at_deciding<'e>(base: Diagnostic, conditions: impl Iterator<Item = &'e Expr>) -> Diagnostic {
    let base = conditions.fold(base, |base, condition| base.at(condition.span, "sudah berlaku lebih dahulu"));
    base.because("syarat dibaca dari depan; yang pertama terpenuhi yang menentukan")
}

fn dead(rule: &AchievementRule, texts: &Texts) -> Vec<Diagnostic> {
    let cases = rule.cases.get(..MOST_CASES).unwrap_or(&rule.cases);
    let small: Vec<&(Expr, Outcome)> = cases.iter().filter(|(condition, _)| parts(condition) <= MOST_PARTS).collect();
    let found = small.iter().enumerate().filter_map(|(at, later)| {
        let earlier: Vec<&Expr> = small[..at].iter().map(|(condition, _)| condition).collect();
        let deciding: Vec<_> = deciding(&later.0, &earlier)?.into_iter().map(|at| small[at]).collect();
        Some(match deciding.as_slice() {
            [one] => finding(one, later, texts),
            several => covered(several, later, texts),
        })
    });
    let mut found: Vec<Diagnostic> = found.collect();
    if found.is_empty() {
        found.extend(rest_of(rule, &small));
    }
    found
}

/// The lines of a rule for each direction, which are never reached if its cases cover everything.
fn rest_of(rule: &AchievementRule, cases: &[&(Expr, Outcome)]) -> Option<Diagnostic> {
    let rest = [&rule.higher, &rule.lower, &rule.range, &rule.higher_range, &rule.lower_range];
    let spans: Vec<Span> = rest.into_iter().flatten().map(outcome_span).collect();
    let conditions: Vec<&Expr> = cases.iter().map(|(condition, _)| condition).collect();
    let deciding = if spans.is_empty() { None } else { covering(None, &conditions) }?;
    let title = "baris ini tidak pernah dipakai: baris-baris  jika  di atasnya sudah mencakup semuanya";
    let base = Diagnostic::new(Code::K0225, Severity::Warning, title);
    let base = spans.into_iter().fold(base, |base, span| base.at(span, "tidak pernah sampai di sini"));
    let base = at_deciding(base, deciding.into_iter().map(|at| conditions[at]));
    Some(base.advise("perbaiki batas salah satu syaratnya, atau hapus baris  jika  yang tidak perlu"))
}

fn outcome_span(outcome: &Outcome) -> Span {
    match outcome {
        Outcome::Value(expr) => expr.span,
        Outcome::Undefined(_, span) => *span,
    }
}

/// For a line that several earlier ones together cover.
fn covered(earlier: &[&(Expr, Outcome)], later: &(Expr, Outcome), texts: &Texts) -> Diagnostic {
    let title = "baris ini tidak pernah dipakai: baris-baris di atasnya sudah mencakup semuanya";
    let base = Diagnostic::new(Code::K0225, Severity::Warning, title).at(later.0.span, "tidak pernah sampai di sini");
    let base = at_deciding(base, earlier.iter().map(|(condition, _)| condition));
    match earlier.iter().all(|one| same_outcome(&one.1, &later.1)) {
        true => base.suggest("hapus baris ini, hasilnya sama", vec![Edit::replace(lines(later, texts), "")]),
        false => base.advise("perbaiki syaratnya, dahulukan baris ini, atau hapus bila memang tidak perlu"),
    }
}

fn finding(earlier: &(Expr, Outcome), later: &(Expr, Outcome), texts: &Texts) -> Diagnostic {
    let condition = |case: &(Expr, Outcome)| texts.one_line(case.0.span);
    let is_same = implies(&earlier.0, &later.0);
    let title = match is_same {
        true => format!("syarat \"{}\" sudah diputuskan baris di atasnya", condition(later)),
        false => format!("baris ini tidak pernah dipakai: bila {}, baris di atasnya sudah berlaku", condition(later)),
    };
    let base = Diagnostic::new(Code::K0225, Severity::Warning, title)
        .at(later.0.span, "tidak pernah sampai di sini")
        .at(earlier.0.span, "selalu berlaku lebih dahulu")
        .because("baris  jika  dibaca dari atas; yang pertama terpenuhi yang menentukan");
    let (above, below) = (lines(earlier, texts), lines(later, texts));
    match (is_same, same_outcome(&earlier.1, &later.1)) {
        (_, true) => base.suggest("hapus baris ini, hasilnya sama", vec![Edit::replace(below, "")]),
        (true, false) => base.advise("hasil keduanya berbeda: perbaiki syarat salah satunya, atau hapus yang keliru"),
        (false, false) => {
            let text = texts.slice(below).to_string();
            let text = if text.ends_with('\n') { text } else { text + "\n" };
            let moved = vec![Edit::insert_before(above, text), Edit::replace(below, "")];
            base.suggest("pindahkan baris ini ke atasnya", moved)
        }
    }
}

fn same_outcome(one: &Outcome, other: &Outcome) -> bool {
    match (one, other) {
        (Outcome::Value(one), Outcome::Value(other)) => one == other,
        (Outcome::Undefined(one, _), Outcome::Undefined(other, _)) => one == other,
        (Outcome::Value(_), Outcome::Undefined(..)) | (Outcome::Undefined(..), Outcome::Value(_)) => false,
    }
}

/// The whole lines of a case, with their line ends.
fn lines((condition, outcome): &(Expr, Outcome), texts: &Texts) -> Span {
    let text = texts.get(condition.span.source).text();
    let last = outcome_span(outcome);
    let start = text[..condition.span.start as usize].rfind('\n').map_or(0, |at| at + 1);
    let from = last.end.max(condition.span.end) as usize;
    let end = text[from..].find('\n').map_or(text.len(), |at| from + at + 1);
    Span::new(condition.span.source, start, end)
}

/// How many comparisons a condition holds.
fn parts(condition: &Expr) -> usize {
    let (mut left, mut count) = (vec![condition], 0);
    while let Some(expr) = left.pop() {
        match joined(expr) {
            Some((_, one, other)) => left.extend([one, other]),
            None => count += 1,
        }
    }
    count
}

pub(super) fn joined(expr: &Expr) -> Option<(Operator, &Expr, &Expr)> {
    if let ExprKind::Binary { operator: operator @ (Operator::And | Operator::Or), left, right } = &expr.kind {
        Some((*operator, left, right))
    } else {
        None
    }
}

/// Whether the second certainly holds where the first does. Missing values do not matter: a case whose condition is
/// unknown keeps the later ones from being evaluated.
fn implies(first: &Expr, second: &Expr) -> bool {
    if first == second {
        return true;
    }
    match (joined(first), joined(second)) {
        (Some((Operator::Or, one, other)), _) => implies(one, second) && implies(other, second),
        (_, Some((Operator::And, one, other))) => implies(first, one) && implies(first, other),
        (of_first, of_second) => {
            let some = |(_, one, other)| implies(one, second) || implies(other, second);
            let any = |(_, one, other)| implies(first, one) || implies(first, other);
            of_first.is_some_and(some) || of_second.is_some_and(any) || compared(first, second)
        }
    }
}

/// The same for two single comparisons.
fn compared(first: &Expr, second: &Expr) -> bool {
    if let (ExprKind::Not(one), ExprKind::Not(other)) = (&first.kind, &second.kind) {
        return implies(other, one);
    }
    let (Some(one), Some(other)) = (comparison(first), comparison(second)) else { return false };
    let turned = (one.2, one.1.mirrored(), one.0);
    [one, turned].into_iter().any(|one| follows(one, other))
}

pub(super) fn comparison(expr: &Expr) -> Option<(&Expr, Comparison, &Expr)> {
    if let ExprKind::Binary { operator: Operator::Compare(sign), left, right } = &expr.kind {
        Some((left, *sign, right))
    } else {
        None
    }
}

fn follows(first: (&Expr, Comparison, &Expr), second: (&Expr, Comparison, &Expr)) -> bool {
    if first.0 != second.0 {
        return false;
    }
    if first.2 == second.2 {
        // In terms of less, equal and greater: what the first allows, the second must allow.
        return allows(first.1).into_iter().zip(allows(second.1)).all(|(one, other)| !one || other);
    }
    let (Some((low, unit)), Some((high, other))) = (number(first.2), number(second.2)) else { return false };
    unit == other && beyond((first.1, &low), (second.1, &high))
}

/// Whether every number that satisfies one comparison also satisfies the other.
fn beyond((sign, one): (Comparison, &Exact), (wanted, other): (Comparison, &Exact)) -> bool {
    let [less, equal, greater] = allows(sign);
    let side = one.cmp(other) as i8;
    let [low, at, high] = allows(wanted);
    // Below the first number, at it, and above it.
    let below = !less || low && (side <= 0 || at && high);
    let itself = !equal || [low, at, high][(side + 1) as usize];
    let above = !greater || high && (side >= 0 || at && low);
    below && itself && above
}

pub(super) fn number(expr: &Expr) -> Option<(Exact, &Unit)> {
    if let ExprKind::Negate(inner) = &expr.kind {
        return number(inner).map(|(number, unit)| (-number, unit));
    }
    if let ExprKind::Number(number, unit) = &expr.kind { Some((number.clone(), unit)) } else { None }
}

/// Whether a sign allows less, equal, and greater.
pub(super) fn allows(sign: Comparison) -> [bool; 3] {
    match sign {
        Comparison::Less => [true, false, false],
        Comparison::LessEqual => [true, true, false],
        Comparison::Equal => [false, true, false],
        Comparison::NotEqual => [true, false, true],
        Comparison::GreaterEqual => [false, true, true],
        Comparison::Greater => [false, false, true],
    }
}
