//! Values typed by a person: a number with a percent sign is accepted only where data of that year could hold it.

use super::definitions::Definer;
use super::problem::ExpressionProblem;
use super::program::*;
use super::units::Unit;
use crate::data::problem::{About, What};
use crate::number::Exact;
use crate::program::level::is_small;
use crate::syntax::ast::Period;
use crate::syntax::words::Block;

/// The context of a given value: the current year, and the `periode` for `[awal]` and `[akhir]`.
#[derive(Debug, Clone, Copy)]
pub struct SeenFrom {
    /// The year of the example, the scenario, or the session.
    pub year: i32,
    /// First and last year of the plan.
    pub plan: Option<(i32, i32)>,
}

impl Definer<'_, '_> {
    /// `IKM = 92%` for a value that is not a percentage: refused with the wording for data.
    pub(super) fn refuse_percent(&mut self, reference: &ValueRef, value: &Expr, seen: SeenFrom) {
        let Subject::Name(name) = reference.subject else { return };
        if !is_percent(value) {
            return;
        }
        let resolver = &*self.resolver;
        let own = || reference.role.own_unit();
        let of_year = || self.unit_in(name, reference.period, seen);
        let (unit, what) = match reference.role {
            Role::Budget => (own(), What::Budget),
            Role::Spent => (own(), What::Spent),
            Role::Field(field) => {
                let entry = &resolver.names.fields[field.0 as usize];
                match &entry.unit {
                    None => (of_year(), What::Value),
                    Some(unit) => (Some(unit.clone()), What::Column(entry.name.as_str().into())),
                }
            }
            Role::Target | Role::TargetLow | Role::TargetHigh => (of_year(), What::Target),
            Role::Main
            | Role::Value
            | Role::RawAchievement
            | Role::CappedAchievement
            | Role::Achievement
            | Role::Band
            | Role::BandWords
            | Role::Label
            | Role::Code
            | Role::Goal
            | Role::UnitName
            | Role::Parent
            | Role::ScaleLow
            | Role::ScaleHigh
            | Role::Weight => (of_year(), What::Value),
        };
        // Nothing is known about a code that only data will describe, or in a year in which it does not exist.
        let Some(unit) = unit.filter(|unit| *unit != Unit::Percent) else { return };
        let is_computed = resolver.names.versions(name).iter().any(|version| version.is_computed);
        let code = resolver.names.values[name.0 as usize].code.as_str().into();
        let about = About { code, what, prefix: None, is_computed };
        let written = resolver.sources.slice(value.span).trim().to_string();
        let unit = unit.word().map(str::to_string);
        self.resolver.problems.push(ExpressionProblem::ForeignPercent { span: value.span, written, about, unit });
    }

    /// `K = 0,5` for a percentage: 0,5 %, or 50 %? Refused with the wording for rules.
    pub(super) fn refuse_small(&mut self, reference: &ValueRef, value: &Expr, seen: SeenFrom) {
        let (Subject::Name(name), Some(number)) = (reference.subject, bare(value)) else { return };
        let of_year = || self.unit_in(name, reference.period, seen);
        let unit = match reference.role {
            Role::Field(field) => self.resolver.names.fields[field.0 as usize].unit.clone().or_else(of_year),
            Role::Main | Role::Value | Role::Target | Role::TargetLow | Role::TargetHigh => of_year(),
            Role::Budget
            | Role::Spent
            | Role::RawAchievement
            | Role::CappedAchievement
            | Role::Achievement
            | Role::Band
            | Role::BandWords
            | Role::Label
            | Role::Code
            | Role::Goal
            | Role::UnitName
            | Role::Parent
            | Role::ScaleLow
            | Role::ScaleHigh
            | Role::Weight => None,
        };
        if unit == Some(Unit::Percent) && is_small(&number) {
            self.resolver.problems.push(ExpressionProblem::SmallPercent { span: value.span, number });
        }
    }

    /// The unit of a given value of a name in the year meant.
    fn unit_in(&self, name: NameId, period: Option<Period>, seen: SeenFrom) -> Option<Unit> {
        let year = When::year(seen.year).resolve(period, seen.plan).year;
        let versions = self.resolver.names.versions(name);
        let version = versions.iter().find(|version| version.years.covers(year))?;
        // A code of the data that only an example names has the unit from its `umum`.
        if let Some(unit) = self.general_unit(name, year) {
            return Some(unit);
        }
        Some(if version.block == Block::Group { Unit::Percent } else { version.unit.clone() })
    }

    /// The unit from the `umum` in a year, for a code that the rules do not define.
    fn general_unit(&self, name: NameId, year: i32) -> Option<Unit> {
        let code = &self.resolver.names.values[name.0 as usize].code;
        if !self.resolver.covered.iter().any(|word| word.text == *code) {
            return None;
        }
        let generals = generals_of(&self.generals, code).into_iter();
        generals.filter(|(years, _)| years.covers(year)).find_map(|(_, general)| general.unit.clone())
    }
}

/// A number without a sign of percent.
fn bare(value: &Expr) -> Option<Exact> {
    if let ExprKind::Negate(inner) = &value.kind {
        return bare(inner).map(|number| -&number);
    }
    if let ExprKind::Number(number, Unit::Any) = &value.kind { Some(number.clone()) } else { None }
}

fn is_percent(value: &Expr) -> bool {
    let number = if let ExprKind::Negate(inner) = &value.kind { inner } else { value };
    matches!(&number.kind, ExprKind::Number(_, Unit::Percent))
}
