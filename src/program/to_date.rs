//! Quarters as they are read: what comes together up to one, and what is computed of such values.

use super::depend::{Facet, facet, needs};
use super::{Definition, NameId, Program, Role, When};
use crate::syntax::ast::Combination;
use std::collections::HashSet;

impl Program {
    /// How the quarters of a value become one; none where it has no quarters.
    pub fn combination(&self, name: NameId, role: Role, year: i32) -> Option<Combination> {
        let version = self.version(name, year)?;
        match role {
            Role::Main | Role::Value | Role::Target | Role::TargetLow | Role::TargetHigh => version.quarters,
            Role::Budget => Some(version.money.of_budget()),
            Role::Spent => Some(version.money.of_spent()),
            Role::Field(field) => self.fields.get(field.0 as usize)?.quarters,
            Role::RawAchievement
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
        }
    }

    /// Whether what is read of a quarter rests on earlier ones, too.
    pub fn comes_together(&self, name: NameId, role: Role, when: When) -> bool {
        let way = || self.combination(name, role, when.year);
        when.quarter.is_some_and(|quarter| quarter > 1) && way().is_some_and(|way| way != Combination::Last)
    }

    /// Whether what is read of a quarter comes together up to it, or is computed of something that does. Of an achievement
    /// there is no other figure, so it does not count.
    pub fn is_made_to_date(&self, name: NameId, role: Role, when: When) -> bool {
        let of = |version: &Definition| facet(role, &version.kind);
        let Some(first) = self.version(name, when.year).and_then(of) else { return false };
        let (mut waiting, mut seen) = (vec![(name, first, when)], HashSet::new());
        while let Some(part) = waiting.pop() {
            let (name, facet, when) = part;
            let (Some(version), Some(role)) = (self.version(name, when.year), role_of(facet)) else { continue };
            if !seen.insert(part) {
                continue;
            }
            if self.comes_together(name, role, when) {
                return true;
            }
            if is_computed(version, facet) {
                let needs = needs(self, version, facet).into_iter().map(|(need, _)| need);
                let at = |period| when.resolve(period, self.package.plan);
                waiting.extend(needs.map(|need| (need.name.unwrap_or(name), need.facet, at(need.period))));
            }
        }
        false
    }
}

/// The role that reads a facet; none of what is no figure of a quarter.
pub fn role_of(facet: Facet) -> Option<Role> {
    match facet {
        Facet::Value => Some(Role::Main),
        Facet::Target => Some(Role::Target),
        Facet::Budget => Some(Role::Budget),
        Facet::Spent => Some(Role::Spent),
        Facet::Achievement | Facet::ValueBand => None,
    }
}

fn is_computed(version: &Definition, facet: Facet) -> bool {
    match facet {
        Facet::Value => version.formula.is_some(),
        Facet::Target => version.kind.indicator().is_some_and(|indicator| indicator.target.is_some()),
        Facet::Achievement | Facet::ValueBand | Facet::Budget | Facet::Spent => false,
    }
}
