//! The columns that come out: every value that the rules compute, in the order of the rules.

use crate::columns::{Decimals, Wanted};
use crate::number::{Places, Rounding};
use crate::plan::Plan;
use crate::program::Program;
use crate::program::units::Unit;
use crate::program::{Definition, Kind, NameId, Role, When};
use crate::syntax::ast::Precision;

/// One column.
#[derive(Debug, Clone)]
pub(super) struct OutColumn {
    pub title: String,
    name: NameId,
    role: Role,
    /// Whether it holds grades.
    pub graded: bool,
}

/// Every computed value of every name that has one in some year.
pub(super) fn columns(program: &Program) -> Vec<OutColumn> {
    let mut columns = Vec::new();
    for (at, name) in program.names.iter().enumerate() {
        let versions: Vec<&Definition> = name.versions.iter().map(|id| &program.definitions[id.0 as usize]).collect();
        let any = |of: &dyn Fn(&Definition) -> bool| versions.iter().any(|version| of(version));
        let mut add = |wanted: bool, word: &str, role: Role, graded: bool| {
            if wanted {
                let title = if word.is_empty() { name.code.clone() } else { format!("{word} {}", name.code) };
                columns.push(OutColumn { title, name: NameId(at as u32), role, graded });
            }
        };
        let quantity = |one: &Definition| matches!(one.kind, Kind::Quantity);
        add(any(&|one| quantity(one) && one.formula.is_some()), "", Role::Value, false);
        add(any(&|one| one.kind.indicator().is_some() && one.formula.is_some()), "realisasi", Role::Value, false);
        add(any(&|one| !quantity(one)), "capaian", Role::Achievement, false);
        add(any(&|one| one.band.is_some()), "predikat", Role::Band, true);
    }
    columns
}

impl OutColumn {
    /// The result behind the column in the year of a plan; none when the rules give none.
    pub fn wanted(&self, program: &Program, plan: &Plan) -> Option<Wanted> {
        let slot = plan.value(self.name, self.role, When::year(plan.year))?;
        let definition = program.version(self.name, plan.year)?;
        let by_rule = match (&definition.kind, self.role) {
            (Kind::Indicator(indicator), Role::Achievement) => {
                program.achievement_rule(&indicator.rule.0, plan.year).and_then(|rule| rule.show)
            }
            _ => definition.show,
        };
        let two = Precision { places: Places::new(2).unwrap_or(Places::WHOLE), mode: Rounding::HalfAway };
        let percent = matches!(plan.slot(slot).unit, Unit::Percent | Unit::Points);
        let decimals = match by_rule.or(program.package.show) {
            Some(precision) => Decimals::Declared(precision),
            None if percent => Decimals::Declared(two),
            None => Decimals::Automatic,
        };
        Some(Wanted { slot, decimals })
    }
}
