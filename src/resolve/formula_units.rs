//! Formulas compared with the unit that is declared for their value.

use super::definitions::Definer;
use super::expressions::{Here, Scope};
use super::problem::ExpressionProblem;
use super::program::*;
use super::said;
use super::units::Unit;
use crate::diagnostic::Edit;
use crate::source::Span;
use crate::syntax::ast::{self, ClauseKind, Item};

impl Definer<'_, '_> {
    /// A formula, and the place that gives the unit it must have.
    pub(super) fn formula(
        &mut self,
        expr: &ast::Expr,
        (here, unit_at): (Here, Option<Span>),
        unit: &Unit,
        what: String,
    ) -> Expr {
        let (expr, found) = self.resolver.number(expr, Scope::of(here), "rumus");
        if found.same(unit).is_none() {
            let mend = unit_at.and_then(|place| Some(Edit::replace(place, said::as_written(&found)?)));
            let (found, declared) = (found.told_apart(unit).to_string(), unit.told_apart(&found).to_string());
            let span = expr.span;
            let column = self.resolver.names.column_of_row(&expr);
            let problem = ExpressionProblem::FormulaUnit { span, found, declared, what, column, mend };
            self.resolver.problems.push(problem);
        }
        expr
    }
}

/// The place where the unit of a definition is written.
pub(super) fn unit_at(item: &Item) -> Option<Span> {
    item.clauses
        .iter()
        .find_map(|clause| if let ClauseKind::Unit(word) = &clause.kind { Some(word.span) } else { None })
}
