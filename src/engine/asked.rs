//! Values requested beside those of the rules: any expression of the language, shown as tables show values.

#![cfg(feature = "docx")]

use super::Planned;
use crate::check;
use crate::diagnostic::Diagnostic;
use crate::eval::{self, Results};
use crate::plan::{self, Plan, PlannedCell, Show};
use crate::program::{Expr, ExprKind, Kind, Role, Subject, ValueRef};
use crate::report::build;
use crate::report::table::Cell;
use crate::resolve::asked;
use crate::source::{Sources, Span};
use crate::syntax::typed;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A value, with notes on what was left out on the way to it, or how far its year has come.
pub(crate) struct Noted {
    pub cell: Cell,
    pub left_out: Vec<String>,
}

impl Planned<'_> {
    /// Parses part of a text as an expression, with the syntax of rules and of `takar coba`.
    pub(crate) fn expression(&self, sources: &Sources, part: Span) -> Result<Expr, Vec<Diagnostic>> {
        let typed = typed::value(sources.get(part.source).text(), part)?;
        let (expr, _) = asked::value(&self.program, sources, &typed)?;
        let wrong = check::words_in_question(&self.program, &expr);
        if wrong.is_empty() { Ok(Expr { kind: self.meant(expr.kind), span: part }) } else { Err(wrong) }
    }

    /// The name alone means the realisation, or the achievement of a group.
    fn meant(&self, kind: ExprKind) -> ExprKind {
        if let ExprKind::Value(ValueRef { role: Role::Main, subject: Subject::Name(name), period }) = kind {
            let version = self.program.version(name, self.plan.year);
            let is_group = version.is_some_and(|version| matches!(version.kind, Kind::Group(_)));
            let role = if is_group { Role::Achievement } else { Role::Main };
            return ExprKind::Value(ValueRef { role, subject: Subject::Name(name), period });
        }
        kind
    }

    /// The values of expressions for the unit of a lane, planned together; for each that is unclear, why.
    pub(crate) fn values(&self, lane: usize, asked: &[Expr]) -> Vec<Result<Noted, Vec<Diagnostic>>> {
        if asked.is_empty() {
            return Vec::new();
        }
        let quarterly: BTreeSet<String> = plan::with_quarters(self.data).into_iter().map(str::to_string).collect();
        let wanted: Vec<&Expr> = asked.iter().collect();
        let (plan, cells) = plan::plan_with_quarters(&self.program, self.plan.year, &quarterly, &wanted);
        let data =
            if self.data.units().len() > 1 { Cow::Owned(self.data.only(lane)) } else { Cow::Borrowed(self.data) };
        let evaluation = eval::evaluate(&plan, &data);
        let results = Results { program: &self.program, plan: &plan, evaluation: &evaluation, data: &data };
        let value = |(expr, cell): (&Expr, &PlannedCell)| {
            let own = plan.refused.iter().filter(|refused| expr.span.holds(refused.span));
            let refused: Vec<Diagnostic> = own.map(|refused| refused.clone().into_diagnostic()).collect();
            match refused.is_empty() {
                true => {
                    let shown = as_in_tables(&plan, *cell);
                    let left_out = build::left_out(results, 0, shown.slot);
                    Ok(Noted { cell: build::value(results, 0, shown).0, left_out })
                }
                false => Err(refused),
            }
        };
        asked.iter().zip(&cells).map(value).collect()
    }
}

/// The cell with the decimals that a column of a table declares for the same value.
fn as_in_tables(plan: &Plan, cell: PlannedCell) -> PlannedCell {
    let mut shown = plan.tables.iter().flat_map(|table| table.cells()).filter(|other| other.slot == cell.slot);
    shown.find(|other| matches!(other.show, Show::Declared(_))).unwrap_or(cell)
}
