//! Plans over data that nobody knows yet, with the places that something is to be proved about.

use super::lower::Context;
use super::planner::Planner;
use super::*;
use crate::program::depend::Facet;
use crate::program::{ConversionRule, Definition, ExprKind};
use std::collections::HashSet;

/// A plan over unknown data.
#[derive(Debug)]
pub struct Unknown {
    /// Every value of the year that rules make or look at; no tables.
    pub plan: Plan,
    /// Where things happen in it.
    pub sites: Sites,
}

/// Where things happen in a plan.
#[derive(Debug, Default)]
pub struct Sites {
    /// Divisions, as often as they are written and planned.
    pub divisions: Vec<Division>,
    /// Values handed to conversions.
    pub conversions: Vec<Conversion>,
    /// The pieces of conversions, by the place of the piece.
    pub pieces: BTreeMap<Span, PieceSite>,
}

/// A piece of a conversion.
#[derive(Debug, Clone, Copy)]
pub struct PieceSite {
    /// The value that is converted.
    pub argument: SlotId,
    /// What comes of it.
    pub result: SlotId,
    /// The conversion gives percent, whatever it is given.
    pub in_percent: bool,
}

/// A division.
#[derive(Debug)]
pub struct Division {
    /// The quotient.
    pub slot: SlotId,
    /// What is divided by, as written.
    pub divisor: Expr,
}

/// A value handed to a conversion.
#[derive(Debug)]
pub struct Conversion {
    /// What comes of it.
    pub slot: SlotId,
    /// The value.
    pub argument: SlotId,
    /// The head line of the conversion.
    pub rule: Span,
    /// The call.
    pub call: Option<Span>,
}

/// Plans every value that the rules make in a year over unknown data: `tahun` is unknown too, and values of other years of `endless` names
/// are not followed.
pub fn plan_unknown(program: &Program, year: i32, endless: &HashSet<NameId>) -> Unknown {
    let mut planner = Planner::new(program, year, None);
    planner.sites = Some(Sites::default());
    planner.endless = endless.clone();
    planner.ruled_values();
    for rule in program.conversions.iter().filter(|rule| rule.in_force.covers(year)) {
        planner.pieces(rule);
    }
    let sites = planner.sites.take().unwrap_or_default();
    Unknown { plan: planner.finish(), sites }
}

/// Plans what an expression needs in a year over unknown data, like [`plan_unknown`] but nothing else; and the slot of it.
pub fn plan_unknown_for(program: &Program, year: i32, endless: &HashSet<NameId>, expr: &Expr) -> (Plan, SlotId) {
    let mut planner = Planner::new(program, year, None);
    planner.sites = Some(Sites::default());
    planner.endless = endless.clone();
    let goal = planner.question(expr).slot;
    (planner.finish(), goal)
}

impl Planner<'_> {
    /// What the pieces of a conversion give to a value without a unit, or to percent where only that can be meant.
    fn pieces(&mut self, rule: &ConversionRule) {
        let when = When::year(self.year);
        for (code, unit) in [("", Unit::Any), ("%", Unit::Percent)] {
            let input = Input { code: code.into(), field: Field::Extra(rule.name.as_str().into()), when };
            let argument = self.input(input, unit.clone(), None);
            let context = Context { argument: Some(argument), ..Context::at(when) };
            let before = self.plan.slots.len();
            let slots: Vec<SlotId> = rule.pieces.iter().map(|piece| self.lower(&piece.value, &context)).collect();
            let is_refused =
                |slot: &Slot| matches!(&slot.op, Op::Missing(_, reason) if matches!(**reason, Reason::Refused(_)));
            let is_meant = !self.plan.slots[before..].iter().any(is_refused);
            let results = match rule.pieces.first() {
                Some(first) if is_meant => self.results(&first.value, &rule.pieces, slots.clone(), &context).ok(),
                _ => None,
            };
            if results.is_none() && !unit.is_percent() {
                continue;
            }
            let in_percent = results.as_ref().is_some_and(|(_, measure)| measure.unit.is_percent());
            let results = results.map_or(slots, |(results, _)| results);
            let of_pieces = rule.pieces.iter().zip(results);
            if let Some(sites) = &mut self.sites {
                let site = |result| PieceSite { argument, result, in_percent };
                sites.pieces.extend(of_pieces.map(|(piece, result)| (piece.span, site(result))));
            }
            return;
        }
    }

    /// `tahun`: a number, except where the year is not known.
    pub(super) fn year_of(&mut self, when: When, span: Option<Span>) -> SlotId {
        match self.sites {
            Some(_) => self.input(Input { code: "".into(), field: Field::Value, when }, Unit::Any, span),
            None => self.push(Op::Number(Exact::from(i64::from(when.year))), Unit::Any, span),
        }
    }

    pub(super) fn site_of_division(&mut self, slot: SlotId, divisor: &Expr) {
        // A literal behind `/` is told where it is read, one to a negative power here.
        let is_told = matches!(self.op(slot), Op::Divide(..)) && matches!(divisor.kind, ExprKind::Number(..));
        let is_division = self.op(slot).divisor().is_some() && !is_told;
        if let Some(sites) = self.sites.as_mut().filter(|_| is_division) {
            sites.divisions.push(Division { slot, divisor: divisor.clone() });
        }
    }

    pub(super) fn site_of_conversion(&mut self, slot: SlotId, argument: SlotId, rule: Span, call: Option<Span>) {
        if let Some(sites) = &mut self.sites {
            sites.conversions.push(Conversion { slot, argument, rule, call });
        }
    }

    pub(super) fn is_endless(&self, name: NameId, when: When) -> bool {
        when.year != self.year && self.endless.contains(&name)
    }

    /// A facet that is not followed: what data hold of it, or anything.
    pub(super) fn unknown(&mut self, definition: &Definition, facet: Facet, when: When) {
        let code: Arc<str> = self.program.code(definition.name).into();
        let anything = Field::Extra("".into());
        let roles: &[(Role, Field)] = match facet {
            Facet::Value => &[(Role::Value, Field::Value)],
            Facet::Target => &[
                (Role::Target, Field::Target),
                (Role::TargetLow, Field::TargetLow),
                (Role::TargetHigh, Field::TargetHigh),
            ],
            Facet::Achievement => &[
                (Role::RawAchievement, anything.clone()),
                (Role::CappedAchievement, anything.clone()),
                (Role::Achievement, anything.clone()),
                (Role::Band, anything.clone()),
                (Role::BandWords, anything),
            ],
            Facet::ValueBand => &[(Role::Band, anything.clone()), (Role::BandWords, anything)],
            Facet::Budget => &[(Role::Budget, Field::Budget)],
            Facet::Spent => &[(Role::Spent, Field::Spent)],
        };
        for (role, field) in roles {
            let input = Input { code: code.clone(), field: field.clone(), when };
            let slot = self.input(input, definition.unit.clone(), Some(definition.span));
            self.record(definition.name, *role, when, slot);
        }
    }
}
