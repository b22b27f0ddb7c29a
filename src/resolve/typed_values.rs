//! Values that a person types: a number with the sign of percent stands only where data could hold it.

use super::definitions::Definer;
use super::problem::ExpressionProblem;
use super::program::*;
use super::units::Unit;
use crate::data::problem::{About, What};
use crate::number::Exact;
use crate::program::level::is_small;

impl Definer<'_, '_> {
    /// `IKM = 92%` of a value that is no percentage: refused in the words in which data are.
    pub(super) fn refuse_percent(&mut self, reference: &ValueRef, value: &Expr) {
        let Subject::Name(name) = reference.subject else { return };
        if !is_percent(value) {
            return;
        }
        let resolver = &*self.resolver;
        let own = || reference.role.own_unit().into_iter().collect();
        let (units, what) = match reference.role {
            Role::Budget => (own(), What::Budget),
            Role::Spent => (own(), What::Spent),
            Role::Field(field) => {
                let entry = &resolver.names.fields[field.0 as usize];
                match &entry.unit {
                    Unit::Any => (self.units_of(name), What::Value),
                    unit => (vec![unit.clone()], What::Column(entry.name.as_str().into())),
                }
            }
            Role::Target | Role::TargetLow | Role::TargetHigh => (self.units_of(name), What::Target),
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
            | Role::Weight => (self.units_of(name), What::Value),
        };
        // Of a code that only data will describe nothing is known yet.
        let Some(unit) = units.first().filter(|_| !units.contains(&Unit::Percent)) else { return };
        let about = About { code: resolver.names.values[name.0 as usize].code.as_str().into(), what, prefix: None };
        let written = resolver.sources.slice(value.span).trim().to_string();
        let unit = unit.word().map(str::to_string);
        self.resolver.problems.push(ExpressionProblem::ForeignPercent { span: value.span, written, about, unit });
    }

    /// `K = 0,5` of a percentage: 0,5 %, or 50 %? Refused in the words in which rules are.
    pub(super) fn refuse_small(&mut self, reference: &ValueRef, value: &Expr) {
        let (Subject::Name(name), Some(number)) = (reference.subject, bare(value)) else { return };
        let is_percent = match reference.role {
            Role::Field(field) => self.resolver.names.fields[field.0 as usize].unit.is_percent(),
            Role::Main | Role::Value | Role::Target | Role::TargetLow | Role::TargetHigh => {
                let units = self.units_of(name);
                !units.is_empty() && units.iter().all(|unit| *unit == Unit::Percent)
            }
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
            | Role::Weight => false,
        };
        if is_percent && is_small(&number) {
            self.resolver.problems.push(ExpressionProblem::SmallPercent { span: value.span, number });
        }
    }

    fn units_of(&self, name: NameId) -> Vec<Unit> {
        self.resolver.names.versions(name).iter().map(|version| version.unit.clone()).collect()
    }
}

/// A number without a sign of percent.
fn bare(value: &Expr) -> Option<Exact> {
    match &value.kind {
        ExprKind::Number(number, Unit::Any) => Some(number.clone()),
        ExprKind::Negate(inner) => bare(inner).map(|number| -&number),
        _ => None,
    }
}

fn is_percent(value: &Expr) -> bool {
    match &value.kind {
        ExprKind::Number(_, unit) => *unit == Unit::Percent,
        ExprKind::Negate(inner) => matches!(&inner.kind, ExprKind::Number(_, Unit::Percent)),
        _ => false,
    }
}
