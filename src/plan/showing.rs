//! How a value is shown where its place says nothing: the nearest declaration.

use super::{Op, Show};
use crate::check::Program;
use crate::check::depend::{Facet, facet};
use crate::check::program::{Kind, NameId, Role, When};
use crate::syntax::ast::Precision;

/// How a value of a name is shown. `op` is what it is computed by; `general` the declaration of the table, else of the
/// package.
pub fn show(program: &Program, (name, role, when): (NameId, Role, When), op: &Op, general: Option<Precision>) -> Show {
    let declared = |precision: Option<Precision>| precision.or(general).map_or(Show::Automatic, Show::Declared);
    let Some(definition) = program.version(name, when.year) else { return declared(None) };
    match facet(role, &definition.kind) {
        Some(Facet::Achievement) => declared(match &definition.kind {
            Kind::Indicator(indicator) => {
                program.achievement_rule(&indicator.rule.0, when.year).and_then(|rule| rule.show)
            }
            _ => definition.show,
        }),
        Some(Facet::Budget | Facet::Spent) => Show::Automatic,
        _ => match (definition.show, op) {
            (Some(own), _) => Show::Declared(own),
            (None, Op::Input(_) | Op::Fallback(..)) => Show::AsWritten(general),
            (None, _) => declared(None),
        },
    }
}
