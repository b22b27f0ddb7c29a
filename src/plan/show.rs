//! How the values of things are shown: the nearest declaration counts.

use super::lower::Context;
use super::planner::{Planner, subject};
use super::{Op, Plan, PlannedCell, Show};
use crate::program::Program;
use crate::program::depend::{Facet, facet};
use crate::program::{Definition, Expr, ExprKind, Kind, NameId, Role, When};
use crate::syntax::ast::Precision;

/// The slot of a value of a thing and how it is shown; none when the plan has no such value.
pub fn cell(program: &Program, plan: &Plan, name: NameId, role: Role, when: When) -> Option<PlannedCell> {
    let slot = plan.value(name, role, when)?;
    let definition = program.version(name, when.year)?;
    let op = &plan.slot(plan.plain(slot)).op;
    Some(PlannedCell { slot, show: of_value(program, definition, (role, when), op, program.package.show) })
}

/// How a value computed by an operation is shown; `general` is what applies to the table or the package.
pub(super) fn of_value(
    program: &Program,
    definition: &Definition,
    (role, when): (Role, When),
    op: &Op,
    general: Option<Precision>,
) -> Show {
    let declared = |precision: Option<Precision>| precision.or(general).map_or(Show::Automatic, Show::Declared);
    match facet(role, &definition.kind) {
        Some(Facet::Achievement) => declared(match &definition.kind {
            Kind::Indicator(indicator) => {
                program.achievement_rule(&indicator.rule.0, when.year).and_then(|rule| rule.show)
            }
            Kind::Group(_) | Kind::Quantity => definition.show,
        }),
        Some(Facet::Budget | Facet::Spent) => Show::Automatic,
        // A weight is said by the group, in no unit of its member.
        None if role == Role::Weight => Show::Exact,
        None if has_own_unit(program, role) => Show::AsWritten(general),
        _ => match (definition.show, op) {
            (Some(own), _) => Show::Declared(own),
            (None, Op::Input(_) | Op::Fallback(..)) => Show::AsWritten(general),
            (None, _) => declared(None),
        },
    }
}

/// Whether it is an extra column that says its unit itself: `tampil` of the thing is about another one.
fn has_own_unit(program: &Program, role: Role) -> bool {
    let Role::Field(id) = role else { return false };
    program.fields[id.0 as usize].unit.is_some()
}

impl Planner<'_> {
    /// A column that does not exist for this kind of row stays blank: the target of a group, for instance. If it exists
    /// for no row, that is reported.
    pub(super) fn does_not_exist(&self, expr: &Expr, context: &Context) -> bool {
        let ExprKind::Value(reference) = &expr.kind else { return false };
        let Some(name) = subject(reference.subject, context) else { return false };
        let when = self.when(context, reference.period);
        let Some(definition) = self.program.version(name, when.year) else { return false };
        !definition.has(reference.role)
    }
}
