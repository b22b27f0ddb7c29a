//! `buktikan`.

use super::definitions::{Clauses, Definer};
use super::expressions::{Here, Scope, Type};
use super::problem::ExpressionProblem;
use super::program::*;
use crate::source::Span;
use crate::syntax::ast::{self, Comparison, Item, Operator, Reference, Years};

impl Definer<'_, '_> {
    /// A `buktikan`; none after a mistake.
    pub fn promise(&mut self, item: &Item, promise: &ast::Promise) -> Option<Promise> {
        Clauses::new(item, &mut self.problems);
        let says = self.says(promise, item.head_span)?;
        Some(Promise { says, in_force: item.in_force().unwrap_or(Years::ALWAYS), span: item.head_span })
    }

    /// The same without years of its own.
    pub(super) fn says(&mut self, promise: &ast::Promise, span: Span) -> Option<Says> {
        let scope = Scope::of(Here::Nothing);
        Some(match promise {
            ast::Promise::Holds(condition) => Says::Holds(self.resolver.condition(condition, scope, "yang dibuktikan")),
            ast::Promise::Follows { premise, conclusion } => {
                let premise = self.resolver.condition(premise, scope, "sesudah \"jika\"");
                let conclusion = self.resolver.condition(conclusion, scope, "sesudah \"maka\"");
                let not = Expr { kind: ExprKind::Not(Box::new(premise.clone())), span: premise.span };
                let (left, right) = (Box::new(not), Box::new(conclusion));
                let whole = Expr { kind: ExprKind::Binary { operator: Operator::Or, left, right }, span };
                Says::Follows { premise, whole }
            }
            ast::Promise::Keeps { value, along, with } => {
                let (found, type_) = self.resolver.expr(value, scope);
                let value = match type_ {
                    Type::Number(_) | Type::Unknown => found,
                    // A word rises and falls by its rank in the order: comparing it with itself requires one.
                    Type::Text => {
                        let side = || Box::new(value.clone());
                        let operator = Operator::Compare(Comparison::GreaterEqual);
                        let kind = ast::ExprKind::Binary { operator, left: side(), right: side() };
                        self.resolver.expr(&ast::Expr { kind, span: value.span }, scope).0
                    }
                    Type::Truth => {
                        self.resolver.problems.push(ExpressionProblem::WrongKind {
                            span: found.span,
                            found: super::problem::SYARAT,
                            wanted: "angka",
                            place: "yang dibuktikan tidak naik atau tidak turun".to_string(),
                        });
                        return None;
                    }
                };
                let (with, with_span) = (self.moving(with)?, with.span);
                Says::Keeps { value, along: *along, with, with_span }
            }
        })
    }

    /// What moves has to be a value that data hold.
    fn moving(&mut self, with: &Reference) -> Option<ValueRef> {
        match self.resolver.reference(with, Scope::of(Here::Nothing)) {
            (_, Type::Unknown) => None,
            (ExprKind::Value(value), Type::Number(_)) if self.is_given(&value) && !self.is_computed(&value) => {
                Some(value)
            }
            _ => {
                let written = self.resolver.sources.slice(with.span).to_string();
                self.resolver.problems.push(ExpressionProblem::NotMoved { span: with.span, written });
                None
            }
        }
    }

    /// Whether a formula computes the value.
    fn is_computed(&self, value: &ValueRef) -> bool {
        let Subject::Name(name) = value.subject else { return false };
        let is_own = matches!(value.role, Role::Main | Role::Value);
        is_own && self.resolver.names.versions(name).iter().any(|version| version.is_computed)
    }
}
