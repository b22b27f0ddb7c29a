//! Plans over unknown data, with the places that something has to be proved about.

use super::lower::Context;
use super::members::Members;
use super::planner::Planner;
use super::*;
use crate::program::depend::Facet;
use crate::program::{Aggregate, ConversionRule, Definition, ExprKind, SetKind, SetRef};
use std::collections::HashSet;

/// A plan over unknown data.
#[derive(Debug)]
pub struct Unknown {
    /// Every value of the year that rules produce or read; no tables.
    pub plan: Plan,
    /// The places in it.
    pub sites: Sites,
}

/// Places in a plan.
#[derive(Debug, Default)]
pub struct Sites {
    /// Divisions, each as often as it is written and planned.
    pub divisions: Vec<Division>,
    /// Conversion calls.
    pub conversions: Vec<Conversion>,
    /// The pieces of conversions, by their place in the rules.
    pub pieces: BTreeMap<Span, PieceSite>,
    /// Numbers without a unit that count as percent where they stand: the slot, and the formula.
    pub percents: Vec<(SlotId, Span)>,
    /// Computations over things that only the data name, each place once.
    pub of_data: Vec<OfData>,
}

/// A computation for which the data determine more than numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfData {
    /// Its place in the rules.
    pub span: Span,
    /// What it is.
    pub is: OfDataIs,
}

/// What the data determine besides numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfDataIs {
    /// A list whose length depends on the data and whose result lies between its values, however many there are.
    Between,
    /// A list whose length depends on the data.
    List,
    Words,
}

/// A piece of a conversion.
#[derive(Debug, Clone, Copy)]
pub struct PieceSite {
    /// The value that is converted.
    pub argument: SlotId,
    pub result: SlotId,
    /// Whether the conversion gives percent, whatever its argument.
    pub in_percent: bool,
}

#[derive(Debug)]
pub struct Division {
    /// The quotient.
    pub slot: SlotId,
    /// The divisor, as written.
    pub divisor: Expr,
}

/// A conversion call.
#[derive(Debug)]
pub struct Conversion {
    pub slot: SlotId,
    pub argument: SlotId,
    /// The head line of the conversion.
    pub rule: Span,
    pub call: Option<Span>,
}

/// Plans every value that the rules produce in a year over unknown data: `tahun` is unknown too, and values of other
/// years of `endless` names are not followed.
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

/// Like [`plan_unknown`], but plans only what an expression needs; returns its slot, too.
pub fn plan_unknown_for(program: &Program, year: i32, endless: &HashSet<NameId>, expr: &Expr) -> (Unknown, SlotId) {
    let mut planner = Planner::new(program, year, None);
    planner.sites = Some(Sites::default());
    planner.endless = endless.clone();
    let goal = planner.question(expr).slot;
    let sites = planner.sites.take().unwrap_or_default();
    (Unknown { plan: planner.finish(), sites }, goal)
}

impl Planner<'_> {
    /// The results of a conversion's pieces for a value without a unit, or for percent where only that makes sense.
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

    /// `tahun`: a number, unless the year is unknown.
    pub(super) fn year_of(&mut self, when: When, span: Option<Span>) -> SlotId {
        match self.sites {
            Some(_) => self.input(Input { code: "".into(), field: Field::Value, when }, Unit::Any, span),
            None => self.push(Op::Number(Exact::from(i64::from(when.year))), Unit::Any, span),
        }
    }

    pub(super) fn site_of_division(&mut self, slot: SlotId, divisor: &Expr) {
        // A literal divisor is reported where it is read; one to a negative power here.
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

    /// A list whose length depends on the data. A sum of unbounded amounts is not one: one more part can have any
    /// amount, so it stands for any number of parts.
    pub(super) fn site_of_list(
        &mut self,
        aggregate: Aggregate,
        set: &SetRef,
        body: &Expr,
        members: &Members,
        span: Span,
    ) {
        if set.kind == SetKind::Members || self.program.generals.is_empty() {
            return;
        }
        let unnamed: Vec<&Definition> = (members.names.iter())
            .filter_map(|name| self.program.version(*name, self.year))
            .filter(|one| one.from_data)
            .collect();
        let is_amount = |body: &Expr| {
            let ExprKind::Value(value) = &body.kind else { return false };
            let is_endless = |one: &&Definition| one.scale.is_none() && one.formula.is_none();
            match value.role {
                Role::Budget | Role::Spent => true,
                Role::Main | Role::Value | Role::Target => unnamed.iter().all(is_endless),
                Role::RawAchievement | Role::CappedAchievement | Role::Achievement => false,
                Role::Band | Role::BandWords | Role::Label | Role::Code | Role::Goal | Role::UnitName => false,
                Role::Parent | Role::TargetLow | Role::TargetHigh | Role::ScaleLow | Role::ScaleHigh => false,
                Role::Weight | Role::Field(_) => false,
            }
        };
        let has_further = !unnamed.is_empty() && set.kind == SetKind::Parts && set.of.is_some();
        let is = match aggregate {
            Aggregate::Sum if has_further && is_amount(body) => return,
            Aggregate::Mean | Aggregate::WeightedMean | Aggregate::GeometricMean | Aggregate::Median => {
                OfDataIs::Between
            }
            Aggregate::Least | Aggregate::Greatest | Aggregate::Last | Aggregate::Percentile(_) => OfDataIs::Between,
            Aggregate::Sum | Aggregate::Count | Aggregate::CountIf | Aggregate::Place => OfDataIs::List,
        };
        let is = if has_further { is } else { OfDataIs::List };
        self.site_of_data(is, Some(span));
    }

    /// Words that the data may supply: those about what they name, and the unit of what has none.
    pub(super) fn site_of_words(&mut self, definition: &Definition, role: Role, span: Option<Span>) {
        let is_told = match role {
            Role::Label | Role::Goal | Role::Parent => definition.from_data,
            Role::UnitName => definition.unit == Unit::Any,
            Role::Main | Role::Value | Role::Target | Role::TargetLow | Role::TargetHigh => false,
            Role::RawAchievement | Role::CappedAchievement | Role::Achievement | Role::Band | Role::BandWords => false,
            Role::Code | Role::ScaleLow | Role::ScaleHigh | Role::Weight => false,
            Role::Budget | Role::Spent | Role::Field(_) => false,
        };
        if is_told {
            self.site_of_data(OfDataIs::Words, span);
        }
    }

    fn site_of_data(&mut self, is: OfDataIs, span: Option<Span>) {
        let site = span.map(|span| OfData { span, is });
        if let Some(sites) = &mut self.sites {
            sites.of_data.extend(site.filter(|site| !sites.of_data.contains(site)));
        }
    }

    pub(super) fn is_endless(&self, name: NameId, when: When) -> bool {
        when.year != self.year && self.endless.contains(&name)
    }

    /// A facet that is not followed: its cells in the data, or anything.
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
