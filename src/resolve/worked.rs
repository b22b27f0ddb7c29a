//! What a name stands for whose unit comes from its formula: the formula in brackets, as far as that is known before
//! planning.

use super::expressions::Resolver;
use super::inferred_units::At;
use super::names::Names;
use super::program::*;
use super::references::is_set;
use crate::program::measure::{Factors, Measure, Worked};
use crate::syntax::ast::{self, Operator, Reference};

impl Names {
    /// What the formula of a name without a stated unit stands for, if it is the same in all versions.
    pub fn worked(&self, name: NameId) -> Option<&Worked> {
        let mut all = self.versions(name).iter().map(|version| version.worked.as_deref());
        let first = all.next()??;
        all.all(|one| one == Some(first)).then_some(first)
    }

    /// What a formula that gets a name stands for.
    pub(super) fn worked_out(&self, formula: &ast::Expr, at: At) -> Worked {
        let is_product = match &formula.kind {
            ast::ExprKind::Negate(_) => true,
            ast::ExprKind::Binary { operator, .. } => matches!(operator, Operator::Multiply | Operator::Divide),
            ast::ExprKind::Number { .. }
            | ast::ExprKind::Text(_)
            | ast::ExprKind::Reference(_)
            | ast::ExprKind::Call { .. } => false,
            ast::ExprKind::Not(_) | ast::ExprKind::If { .. } => false,
        };
        if let ast::ExprKind::Reference(reference) = &formula.kind
            && let Some(worked) = self.worked_reference(reference)
        {
            return worked.clone();
        }
        if !is_product {
            return Worked::of(self.measure_of(formula, at));
        }
        let factors = self.factors_of(formula, at);
        Worked::of_product(&factors, &factors.settle())
    }

    /// What the name in a reference stands for, if it has no stated unit.
    pub(super) fn worked_reference(&self, reference: &Reference) -> Option<&Worked> {
        let name = match reference.words.as_slice() {
            [word] => word,
            [role, name] if matches!(Role::from_word(&role.text), Some(Role::Main | Role::Value)) => name,
            _ => return None,
        };
        let &name = self.by_code.get(&name.text).filter(|_| !is_set(reference))?;
        self.worked(name)
    }
}

impl Resolver<'_> {
    /// What a name in a reference stands for.
    pub(super) fn worked(&self, asked: &ValueRef) -> Option<&Worked> {
        match (asked.role, asked.subject) {
            (Role::Main | Role::Value, Subject::Name(name)) => self.names.worked(name),
            _ => None,
        }
    }

    /// An expression as a factor; a name without a stated unit stands for its formula.
    pub(super) fn in_product(&self, expr: &Expr, measure: &Measure) -> Factors {
        let asked = if let ExprKind::Value(asked) = &expr.kind { self.worked(asked) } else { None };
        match asked {
            Some(worked) => worked.factors.clone(),
            None => Factors::of(measure),
        }
    }
}
