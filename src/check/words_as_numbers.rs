//! Rules that take a word for a number: the achievement of an indicator with `urutan` by a rule made for numbers.

use super::possible_words::hands_on_own_word;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::program::*;
use crate::source::Span;
use crate::syntax::ast::Operator;
use std::collections::{HashMap, HashSet};

/// A finding for each rule that does so, with the first indicator it does it to.
pub fn findings(program: &Program) -> Vec<Diagnostic> {
    let mut with_words: HashMap<&str, Vec<(&Definition, &Indicator)>> = HashMap::new();
    for one in program.definitions.iter().filter(|one| !one.order.is_empty()) {
        if let Some(indicator) = one.kind.indicator() {
            with_words.entry(&indicator.rule.0).or_default().push((one, indicator));
        }
    }
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut told: HashSet<Span> = HashSet::new();
    for rule in &program.achievement_rules {
        let users = with_words.get(rule.name.as_str()).into_iter().flatten();
        for (user, indicator) in users.filter(|(one, _)| one.in_force.overlaps(rule.in_force)) {
            let mut taken = None;
            for expr in expressions(rule, indicator) {
                search(program, expr, &mut taken);
            }
            let Some(taken) = taken else { continue };
            if told.insert(taken.span()) {
                found.push(finding(program, taken, user, indicator));
            }
        }
    }
    found
}

/// What counts for an indicator of a rule: its cases, and the formulas of its direction.
fn expressions<'r>(rule: &'r AchievementRule, indicator: &Indicator) -> impl Iterator<Item = &'r Expr> {
    let outcomes = rule.cases.iter().map(|(_, outcome)| outcome).chain(rule.formulas_for(indicator.direction));
    rule.cases.iter().map(|(condition, _)| condition).chain(outcomes.filter_map(Outcome::expr))
}

/// How a word is taken for a number.
#[derive(Clone, Copy)]
enum Taken {
    /// Compared with one.
    Compared(Span),
    /// Computed with.
    Computed(Span),
}

impl Taken {
    fn span(self) -> Span {
        match self {
            Taken::Compared(span) | Taken::Computed(span) => span,
        }
    }
}

fn finding(program: &Program, taken: Taken, user: &Definition, indicator: &Indicator) -> Diagnostic {
    let code = program.code(user.name);
    let base = match taken {
        Taken::Compared(span) => {
            Diagnostic::new(Code::K0304, Severity::Error, "teks tidak dapat dibandingkan dengan angka").at(span, "")
        }
        Taken::Computed(span) => {
            Diagnostic::new(Code::K0303, Severity::Error, format!("nilai {code} kata, tidak dapat dihitung"))
                .at(span, "")
        }
    };
    base.at(indicator.rule.1, format!("nilai {code} kata, sebab punya  urutan"))
        .advise(format!("beri {code} aturan capaian lain, misalnya  jika realisasi >= target : 100"))
}

/// The first place where a word is taken for a number. Depth is bounded by the parser.
fn search(program: &Program, expr: &Expr, taken: &mut Option<Taken>) {
    if taken.is_some() {
        return;
    }
    let computed =
        |parts: &[&Expr]| parts.iter().find(|part| hands_on_own_word(part)).map(|part| Taken::Computed(part.span));
    *taken = match &expr.kind {
        ExprKind::Binary { operator: Operator::Compare(_), left, right } => {
            let unlike = |a: &Expr, b: &Expr| hands_on_own_word(a) && is_number(program, b);
            (unlike(left, right) || unlike(right, left)).then_some(Taken::Compared(expr.span))
        }
        ExprKind::Binary {
            operator: Operator::Add | Operator::Subtract | Operator::Multiply | Operator::Divide | Operator::Power,
            left,
            right,
        }
        | ExprKind::Difference(left, right)
        | ExprKind::Growth(left, right) => computed(&[left, right]),
        ExprKind::Negate(inner) | ExprKind::Round(inner, _) | ExprKind::Absolute(inner) | ExprKind::Root(inner) => {
            computed(&[inner])
        }
        ExprKind::Least(list) | ExprKind::Greatest(list) => computed(&list.iter().collect::<Vec<_>>()),
        ExprKind::Aggregate { aggregate, over: Over::List(list) } => {
            let takes_words = aggregate.only_counts() || *aggregate == Aggregate::Last;
            if takes_words { None } else { computed(&list.iter().collect::<Vec<_>>()) }
        }
        ExprKind::Binary { operator: Operator::And | Operator::Or, .. }
        | ExprKind::Aggregate { over: Over::Members(..) | Over::Rows(_), .. }
        | ExprKind::Number(..)
        | ExprKind::Text(_)
        | ExprKind::Year
        | ExprKind::Argument
        | ExprKind::Convert(..)
        | ExprKind::Value(_)
        | ExprKind::Not(_)
        | ExprKind::If { .. }
        | ExprKind::Present(_) => None,
    };
    expr.children().for_each(|child| search(program, child, taken));
}

fn is_number(program: &Program, expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Number(..)
        | ExprKind::Year
        | ExprKind::Negate(_)
        | ExprKind::Least(_)
        | ExprKind::Greatest(_)
        | ExprKind::Round(..)
        | ExprKind::Absolute(_)
        | ExprKind::Root(_)
        | ExprKind::Difference(..)
        | ExprKind::Growth(..)
        | ExprKind::Convert(..)
        | ExprKind::Binary {
            operator: Operator::Add | Operator::Subtract | Operator::Multiply | Operator::Divide | Operator::Power,
            ..
        } => true,
        ExprKind::Value(ValueRef { role, subject: Subject::Name(name), .. }) => {
            role.may_be_word() && program.versions(*name).all(|one| one.order.is_empty())
        }
        ExprKind::If { then, otherwise, .. } => is_number(program, then) && is_number(program, otherwise),
        ExprKind::Value(_)
        | ExprKind::Text(_)
        | ExprKind::Argument
        | ExprKind::Not(_)
        | ExprKind::Present(_)
        | ExprKind::Aggregate { .. }
        | ExprKind::Binary { operator: Operator::Compare(_) | Operator::And | Operator::Or, .. } => false,
    }
}
