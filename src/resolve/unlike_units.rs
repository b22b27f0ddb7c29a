//! Incompatible units, if the rules alone show them, and the extra column that may be to blame.

use super::expressions::Resolver;
use super::names::Names;
use super::problem::ExpressionProblem;
use super::program::*;
use super::units::Unit;
use crate::source::Span;
use crate::syntax::ast;

impl Resolver<'_> {
    /// Reports that two sides are incompatible.
    pub(super) fn unlike_units(&mut self, span: Span, left: (&Expr, &Unit), right: (&Expr, &Unit), verb: &'static str) {
        let side = |(expr, unit): (&Expr, &Unit), beside: &Unit| {
            (self.sources.slice(expr.span).trim().to_string(), unit.told_apart(beside).to_string())
        };
        let column = [left.0, right.0].into_iter().find_map(|side| self.names.column_of_row(side));
        let (left, right) = (side(left, right.1), side(right, left.1));
        self.problems.push(ExpressionProblem::UnlikeUnits { span, left, right, verb, column });
    }
}

impl Names {
    /// An extra column in an expression that has the unit of its row.
    pub(super) fn column_of_row(&self, expr: &Expr) -> Option<String> {
        let field =
            if let ExprKind::Value(ValueRef { role: Role::Field(id), .. }) = &expr.kind { Some(*id) } else { None };
        let own = field.and_then(|id| self.without_unit(id));
        own.or_else(|| expr.children().find_map(|child| self.column_of_row(child)))
    }

    /// The same in an expression as written: `kab anggota`.
    pub(super) fn written_column_of_row(&self, expr: &ast::Expr) -> Option<String> {
        let mut words = Vec::new();
        super::inferred_units::references(expr, &mut |reference| words.extend(reference.words.first()));
        words.into_iter().find_map(|word| self.without_unit(self.field(&word.text)?))
    }

    fn without_unit(&self, id: FieldId) -> Option<String> {
        let field = self.fields.get(id.0 as usize)?;
        (field.unit.is_none() && !field.is_text).then(|| field.name.clone())
    }
}
