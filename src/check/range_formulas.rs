//! Rules for targets that are ranges: such a target has two ends, and `target` alone is no number.

use crate::diagnostic::{Code, Diagnostic, Edit, Severity};
use crate::program::{AchievementRule, Expr, ExprKind, Outcome, Program, Role, Subject, ValueRef};
use crate::source::{Sources, Span};
use crate::syntax::ast::Operator;

/// Formulas for ranges that read `target`, each with the line that says what is meant.
pub fn findings(program: &Program, sources: &Sources) -> Vec<Diagnostic> {
    program.achievement_rules.iter().flat_map(|rule| of_rule(rule, sources)).collect()
}

fn of_rule(rule: &AchievementRule, sources: &Sources) -> Vec<Diagnostic> {
    let ranged = [
        ("rentang", &rule.range),
        ("rentang makin tinggi", &rule.higher_range),
        ("rentang makin rendah", &rule.lower_range),
    ];
    let mut found = Vec::new();
    for (words, outcome) in ranged.iter().filter_map(|(words, outcome)| Some((words, outcome.as_ref()?))) {
        let Outcome::Value(expr) = outcome else { continue };
        let reads = whole(targets(expr), sources);
        if reads.is_empty() {
            continue;
        }
        let title = format!("rumus  {words}  membaca target, padahal target rentang punya dua ujung");
        let base = reads.iter().fold(error(title), |base, span| base.at(*span, ""));
        let line = rewritten(expr, &reads, sources);
        found.push(base.propose(format!("tulis  {words} : {line}"), vec![Edit::replace(expr.span, line)]));
    }
    if ranged.iter().any(|(_, outcome)| outcome.is_some()) {
        found.extend(of_cases(rule, sources));
    }
    found
}

/// `target` in the cases of a rule that serves ranges too; a comparison with it is asked of both ends.
fn of_cases(rule: &AchievementRule, sources: &Sources) -> Option<Diagnostic> {
    let mut reads: Vec<Span> = Vec::new();
    for (condition, outcome) in &rule.cases {
        reads.extend(targets(condition));
        if let Outcome::Value(expr) = outcome {
            reads.extend(targets(expr));
        }
    }
    let reads = whole(reads, sources);
    let title = "aturan ini juga untuk target rentang, dan di sini membaca target".to_string();
    let base = reads.iter().fold(error(title), |base, span| base.at(*span, ""));
    let edits = reads.iter().map(|span| Edit::replace(*span, "target_atas")).collect();
    (!reads.is_empty()).then(|| base.suggest("tulis  target_atas , atau  target_bawah", edits))
}

/// Without `target-bawah`, which is one name with a slip, told elsewhere.
fn whole(mut reads: Vec<Span>, sources: &Sources) -> Vec<Span> {
    reads.retain(|read| {
        let behind = &sources.get(read.source).text()[read.end as usize..];
        !["-bawah", "-atas"].iter().any(|end| behind.starts_with(end))
    });
    reads
}

fn error(title: String) -> Diagnostic {
    Diagnostic::new(Code::K0172, Severity::Error, title)
}

/// Where an expression reads the target of the indicator at hand as a number.
fn targets(expr: &Expr) -> Vec<Span> {
    let own = |expr: &Expr| {
        let subject = Subject::This;
        matches!(&expr.kind, ExprKind::Value(ValueRef { role: Role::Target, subject: of, .. }) if *of == subject)
    };
    if own(expr) {
        return vec![expr.span];
    }
    // A comparison with the target itself is asked of both its ends.
    let is_compared = matches!(expr.kind, ExprKind::Binary { operator: Operator::Compare(_), .. });
    let is_asked = matches!(expr.kind, ExprKind::Present(_));
    let inside = expr.children().filter(|child| !(is_asked || is_compared && own(child)));
    inside.flat_map(targets).collect()
}

/// The formula with the upper end above the range, with the lower end below it, and 100 inside.
fn rewritten(expr: &Expr, reads: &[Span], sources: &Sources) -> String {
    let text = sources.slice(expr.span);
    let with = |end: &str| {
        let mut text = text.to_string();
        for read in reads.iter().rev() {
            let at = (read.start - expr.span.start) as usize..(read.end - expr.span.start) as usize;
            text.replace_range(at, end);
        }
        if matches!(expr.kind, ExprKind::If { .. }) { format!("({text})") } else { text }
    };
    format!(
        "jika realisasi > target_atas maka {} selain itu jika realisasi < target_bawah maka {} selain itu 100",
        with("target_atas"),
        with("target_bawah")
    )
}
