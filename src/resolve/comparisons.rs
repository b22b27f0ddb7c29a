//! Comparisons and choices: whether two values may be combined.

use super::expressions::{Resolver, Scope, Type};
use super::problem::ExpressionProblem;
use super::program::*;
use crate::program::level::{Among, level};
use crate::source::Span;
use crate::syntax::ast::{self, Comparison, Operator};

impl Resolver<'_> {
    pub(super) fn comparison(
        &mut self,
        comparison: Comparison,
        left: &ast::Expr,
        right: &ast::Expr,
        span: Span,
        scope: Scope,
    ) -> (Expr, Type) {
        let is_chained = is_comparison(left);
        if is_chained {
            self.chained(comparison, left, right, span);
        }
        let (left, left_type) = self.expr(left, scope);
        let build = |left, right| {
            let operator = Operator::Compare(comparison);
            ExprKind::Binary { operator, left: Box::new(left), right: Box::new(right) }
        };
        if left_type == Type::Text && self.is_unquoted(right) {
            return self.noted(build(left.clone(), left), Type::Unknown, span);
        }
        let (right, right_type) = self.expr(right, scope);
        if is_chained {
            return self.noted(build(left, right), Type::Unknown, span);
        }
        self.compare(comparison, (&left, left_type), (&right, right_type), span);
        self.noted(build(left, right), Type::Truth, span)
    }

    /// `25 <= IKM <= 100`; of a longer chain only the first two comparisons are reported.
    fn chained(&mut self, comparison: Comparison, left: &ast::Expr, right: &ast::Expr, span: Span) {
        let ast::ExprKind::Binary { left: first, right: middle, .. } = &left.kind else { return };
        if is_comparison(first) {
            return;
        }
        let text = |span| self.sources.slice(span).trim();
        let (left, middle, right) = (text(left.span), text(middle.span), text(right.span));
        let mend = format!("{left} dan {middle} {} {right}", comparison.sign());
        self.problems.push(ExpressionProblem::ChainedComparison { span, mend });
    }

    /// Whether a text is compared with an undefined word: a grade without its quotes. Reports it.
    pub(super) fn is_unquoted(&mut self, expr: &ast::Expr) -> bool {
        let ast::ExprKind::Reference(reference) = &expr.kind else { return false };
        let is_known = |word: &ast::Word| {
            let name = &word.text;
            self.names.by_code.contains_key(name) || self.role(name).is_some() || self.names.is_lost(name)
        };
        let text = self.sources.slice(reference.span).trim();
        if reference.words.iter().any(is_known) || reference.period.is_some() || text.contains(crate::syntax::is_quote)
        {
            return false;
        }
        self.problems.push(ExpressionProblem::UnquotedText { span: reference.span, word: text.to_string() });
        true
    }

    /// Whether a value may be a word with an order: a grade, or a word of an `urutan`. Which order it is depends on the
    /// year, and for a role without a name on the thing ([`crate::plan`]).
    fn may_be_ordered(&self, expr: &Expr) -> bool {
        expr.handed_on().into_iter().any(|one| {
            let ExprKind::Value(ValueRef { role, subject, .. }) = &one.kind else { return false };
            match subject {
                Subject::Name(name) => *role == Role::Band || role.may_be_word() && self.is_worded(Some(*name)),
                Subject::This | Subject::Each => *role == Role::Band || self.is_role_of_words(one),
            }
        })
    }

    /// Whether a value may be a word though its type is that of numbers: a role without a name may be a word for some
    /// name.
    fn may_be_word(&self, expr: &Expr) -> bool {
        let all = expr.handed_on();
        let is_word = |one: &&Expr| matches!(one.kind, ExprKind::Text(_)) || self.is_role_of_words(one);
        all.iter().all(is_word) && all.iter().any(|one| self.is_role_of_words(one))
    }

    fn is_role_of_words(&self, expr: &Expr) -> bool {
        let ExprKind::Value(ValueRef { role, subject: Subject::This | Subject::Each, .. }) = &expr.kind else {
            return false;
        };
        role.may_be_word() && !self.names.worded.is_empty()
    }

    fn compare(&mut self, comparison: Comparison, left: (&Expr, Type), right: (&Expr, Type), span: Span) {
        match (&left.1, &right.1) {
            (Type::Unknown, _) | (_, Type::Unknown) => {}
            (Type::Number(a), Type::Number(b)) => {
                if a.unit.same(&b.unit).is_none() {
                    self.unlike_units(span, (left.0, &a.unit), (right.0, &b.unit), "dibandingkan dengan");
                }
            }
            (Type::Text, Type::Text) => {
                let is_ordered = self.may_be_ordered(left.0) || self.may_be_ordered(right.0);
                if comparison.is_by_place() && !is_ordered {
                    let between = Span { start: left.0.span.end, end: right.0.span.start, ..span };
                    let sign = self.sources.slice(between);
                    let lead = sign.len() - sign.trim_start().len();
                    let start = between.start + lead as u32;
                    let span = Span { start, end: start + sign.trim().len() as u32, ..span };
                    self.problems.push(ExpressionProblem::TextOrder { span, sign: comparison.sign() });
                }
            }
            (Type::Text, Type::Number(_)) if self.is_code(left.0) => self.code_as_text(left.0),
            (Type::Number(_), Type::Text) if self.is_code(right.0) => self.code_as_text(right.0),
            (Type::Number(_), Type::Text) if self.may_be_word(left.0) => {}
            (Type::Text, Type::Number(_)) if self.may_be_word(right.0) => {}
            (a, b) => {
                let mend = match (&left.0.kind, &right.0.kind) {
                    (ExprKind::Text(text), _) => right.0.lack_of((comparison, span), text),
                    (_, ExprKind::Text(text)) => left.0.lack_of((comparison, span), text),
                    (_, _) => None,
                };
                self.problems.push(ExpressionProblem::UnlikeKinds { span, left: a.words(), right: b.words(), mend });
            }
        }
    }

    /// Whether a text is a code that has a value.
    pub(super) fn is_code(&self, expr: &Expr) -> bool {
        matches!(&expr.kind, ExprKind::Text(text) if self.names.by_code.contains_key(text) || self.names.is_covered(text))
    }

    /// Reports a quoted code in place of its value.
    pub(super) fn code_as_text(&mut self, expr: &Expr) {
        let ExprKind::Text(code) = &expr.kind else { return };
        self.problems.push(ExpressionProblem::CodeAsText { span: expr.span, code: code.clone() });
    }

    /// The type of a choice between two values.
    pub(super) fn branch(&mut self, span: Span, first: (&Expr, &Type), second: (&Expr, &Type)) -> Type {
        let ((then, first), (otherwise, second)) = (first, second);
        match (first, second) {
            (Type::Unknown, other) | (other, Type::Unknown) => other.clone(),
            (Type::Number(_), Type::Text) if self.may_be_word(then) => Type::Text,
            (Type::Text, Type::Number(_)) if self.may_be_word(otherwise) => Type::Text,
            (Type::Number(a), Type::Number(b)) => Type::Number(level(&[a.clone(), b.clone()], Among::Terms).measure),
            (a, b) if a == b => a.clone(),
            (a, b) => {
                self.problems.push(ExpressionProblem::UnlikeBranches { span, first: a.words(), second: b.words() });
                Type::Unknown
            }
        }
    }

    pub(super) fn branch_units(&mut self, then: &Expr, first: &Type, otherwise: &Expr, second: &Type, span: Span) {
        if let (Type::Number(a), Type::Number(b)) = (first, second)
            && a.unit.same(&b.unit).is_none()
        {
            self.unlike_units(span, (then, &a.unit), (otherwise, &b.unit), "menjadi satu pilihan dengan");
        }
    }
}

fn is_comparison(expr: &ast::Expr) -> bool {
    matches!(&expr.kind, ast::ExprKind::Binary { operator: Operator::Compare(_), .. })
}
