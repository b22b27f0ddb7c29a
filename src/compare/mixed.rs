//! The old rules with some changes applied.

use super::changes::{Change, Thing};
use super::joined::Joined;
use super::part::Part;
use super::reach::named;
use super::stretches::Stretch;
use crate::program::{
    AchievementRule, BandRule, ConversionRule, Definition, DefinitionId, Field, General, Kind, NameId, Named, Program,
    Versions, units::Unit,
};
use crate::syntax::ast::Years;
use std::collections::{BTreeMap, BTreeSet};

/// The old rules with the changes at these indexes applied; restricted to some names, if given.
pub fn mixed(joined: &Joined, changes: &[Change], made: &[usize], only: Option<&BTreeSet<NameId>>) -> Program {
    let mut parts: BTreeMap<&Thing, Vec<&Change>> = BTreeMap::new();
    for change in made.iter().map(|at| &changes[*at]) {
        for thing in &change.of {
            parts.entry(thing).or_default().push(change);
        }
    }
    let parts = |of: &Thing| parts.get(of).map(Vec::as_slice).unwrap_or_default();
    let mut program = joined.frame.clone();
    if parts(&Thing::Package).iter().any(|change| change.part == Part::Period) {
        program.package.plan = joined.packages[1].plan;
    }
    for (id, [_, after]) in &joined.fields {
        let own = &mut program.fields[id.0 as usize];
        parts(&Thing::Field(*id)).iter().for_each(|change| field(own, after, change.part));
    }
    let is_from_data = |thing: &Thing| {
        let Thing::Name(name) = thing else { return false };
        let sides = joined.names.get(name).into_iter().flatten().flat_map(|one| one.sides.iter().flatten());
        sides.into_iter().any(|one| one.from_data)
    };
    let of_generals = made.iter().map(|at| &changes[*at]).filter(|change| change.of.iter().any(is_from_data));
    of_generals.for_each(|change| generals(&mut program.generals, &joined.host.generals, change.part));
    let mut definitions: BTreeMap<NameId, Vec<Definition>> = BTreeMap::new();
    for (name, stretches) in joined.names.iter().filter(|(name, _)| only.is_none_or(|only| only.contains(name))) {
        let of_name = parts(&Thing::Name(*name));
        let versions = versions(stretches, of_name, is_present(of_name), definition);
        let versions = versions.into_iter().map(|(in_force, one)| Definition { in_force, ..one });
        definitions.insert(*name, versions.collect());
    }
    with_what_they_name(joined, &mut definitions);
    // They precede the others, one of which may be for the same code.
    let alone = joined.of_other_generals.iter().flat_map(|name| {
        let versions = definitions.get(name).into_iter().flatten().filter(|one| one.from_data);
        versions.map(|one| alone(joined.host.code(*name), one))
    });
    program.generals = alone.chain(std::mem::take(&mut program.generals)).collect();
    program.definitions = definitions.into_values().flatten().collect();
    for name in &mut program.names {
        name.versions.clear();
    }
    for (at, one) in program.definitions.iter().enumerate() {
        program.names[one.name.0 as usize].versions.push(DefinitionId(at as u32));
    }
    program.find_parts();
    program.achievement_rules = rules(
        &joined.achievements,
        |name| parts(&Thing::Achievement(name.to_string())),
        achievement,
        |rule, years| rule.in_force = years,
    );
    program.band_rules =
        rules(&joined.bands, |name| parts(&Thing::Bands(name.to_string())), bands, |rule, years| rule.in_force = years);
    program.conversions = rules(
        &joined.conversions,
        |name| parts(&Thing::Conversion(name.to_string())),
        conversion,
        |rule, years| rule.in_force = years,
    );
    program
}

/// What is said about codes of the data, as far as it affects how their cells are judged.
fn generals(own: &mut Vec<General>, after: &[General], part: Part) {
    for one in own {
        let is_same = |other: &&General| other.prefix == one.prefix && other.in_force.overlaps(one.in_force);
        let Some(other) = after.iter().find(is_same) else { continue };
        if part == Part::Scale {
            one.scale.clone_from(&other.scale);
        } else if part == Part::Unit {
            one.unit.clone_from(&other.unit);
        } else if part == Part::Quarters {
            (one.quarters, one.money) = (other.quarters, other.money);
        } else if part == Part::Direction {
            one.direction = other.direction;
        } else if part == Part::Rule {
            one.rule.clone_from(&other.rule);
        }
    }
}

/// An `umum` that says about one code what its definition says.
fn alone(code: &str, one: &Definition) -> General {
    let indicator = one.kind.indicator();
    General {
        prefix: Some(code.to_string()),
        in_force: one.in_force,
        unit: Some(one.unit.clone()).filter(|unit| *unit != Unit::Any),
        scale: one.scale.clone(),
        step: one.step,
        goal: one.goal.clone(),
        direction: indicator.map(|one| one.direction),
        rule: indicator.map(|one| one.rule.clone()),
        band: one.band.clone(),
        steps: Vec::new(),
        defaults: Vec::new(),
        show: one.show,
        quarters: one.quarters,
        money: one.money,
        complete: one.complete,
        parent: None,
        sources: one.sources.clone(),
        span: one.span,
        block: one.block,
    }
}

fn field(own: &mut Field, after: &Field, part: Part) {
    if part == Part::Kind {
        own.is_text = after.is_text;
    } else if part == Part::Unit {
        own.unit.clone_from(&after.unit);
    } else if part == Part::Quarters {
        own.quarters = after.quarters;
    }
}

/// Whether one of the changes adds, removes or re-dates the thing.
fn is_present(changes: &[&Change]) -> bool {
    changes.iter().any(|change| change.part.is_presence())
}

/// The versions of a thing with some parts replaced by the new ones.
fn versions<T: Clone>(
    stretches: &[Stretch<T>],
    changes: &[&Change],
    is_present: bool,
    mix: impl Fn(&T, &T, &[Part]) -> T,
) -> Vec<(Years, T)> {
    let parts = |years: Years| -> Vec<Part> {
        let is_there = |change: &&&Change| change.years.iter().any(|one| one.overlaps(years));
        changes.iter().filter(is_there).map(|change| change.part).collect()
    };
    let one = |stretch: &Stretch<T>| match &stretch.sides {
        [Some(before), Some(after)] => Some(mix(before, after, &parts(stretch.years))),
        [Some(before), None] => (!is_present).then(|| before.clone()),
        [None, Some(after)] => is_present.then(|| after.clone()),
        [None, None] => None,
    };
    stretches.iter().filter_map(|stretch| Some((stretch.years, one(stretch)?))).collect()
}

/// What a change refers to comes with it, and what is still referred to stays.
fn with_what_they_name(joined: &Joined, definitions: &mut BTreeMap<NameId, Vec<Definition>>) {
    let mut absent: BTreeSet<NameId> =
        definitions.iter().filter(|(_, versions)| versions.is_empty()).map(|(name, _)| *name).collect();
    while !absent.is_empty() {
        let there = definitions.values().flatten();
        let needed: BTreeSet<NameId> = there.flat_map(named).filter(|name| absent.contains(name)).collect();
        if needed.is_empty() {
            return;
        }
        for name in needed {
            absent.remove(&name);
            let Some(stretches) = joined.names.get(&name) else { continue };
            let side = if stretches.iter().any(|one| one.sides[1].is_some()) { 1 } else { 0 };
            let all = stretches
                .iter()
                .filter_map(|one| one.sides[side].clone().map(|version| Definition { in_force: one.years, ..version }));
            definitions.insert(name, all.collect());
        }
    }
}

/// Rules with the changes applied. An unused rule does nothing, so added and removed ones are all included.
fn rules<'p, T: Clone + Named>(
    all: &BTreeMap<String, Vec<Stretch<T>>>,
    parts: impl Fn(&str) -> &'p [&'p Change],
    mix: impl Fn(&T, &T, &[Part]) -> T,
    set: impl Fn(&mut T, Years),
) -> Versions<T> {
    let mut found = Versions::default();
    for (name, stretches) in all {
        let parts = parts(name);
        let is_on_both = [0, 1].into_iter().all(|side| stretches.iter().any(|one| one.sides[side].is_some()));
        let is_new = !stretches.iter().any(|one| one.sides[0].is_some());
        let is_present = if is_on_both { is_present(parts) } else { is_new };
        for (years, mut rule) in versions(stretches, parts, is_present, &mix) {
            set(&mut rule, years);
            found.push(rule);
        }
    }
    found
}

fn definition(before: &Definition, after: &Definition, parts: &[Part]) -> Definition {
    let mut one = before.clone();
    // What only affects names and display is taken from the new rules.
    one.label.clone_from(&after.label);
    one.show = after.show;
    one.goal.clone_from(&after.goal);
    for part in parts {
        match part {
            Part::Kind => one = after.clone(),
            Part::Formula => one.formula.clone_from(&after.formula),
            Part::Unit => one.unit = after.unit.clone(),
            Part::Scale => one.scale.clone_from(&after.scale),
            Part::Order => one.order.clone_from(&after.order),
            Part::Quarters => {
                one.quarters = after.quarters;
                one.money = after.money;
            }
            Part::BandRule => one.band.clone_from(&after.band),
            Part::Parent => {
                one.parent = after.parent;
                one.parents.clone_from(&after.parents);
            }
            Part::Blanks => one.complete = after.complete,
            Part::Added | Part::Removed | Part::Dates | Part::Renamed | Part::Label | Part::Goal | Part::Period => {}
            Part::Year | Part::Reading | Part::Step | Part::Rows | Part::RowRounding | Part::Admitted => {}
            Part::Target | Part::Direction | Part::Rule | Part::Cap | Part::Rounding | Part::Steps => {}
            Part::Members | Part::Weights => {}
            // No value depends on these.
            Part::Title | Part::Show | Part::TableRows | Part::Column | Part::Footer | Part::Subtotal => {}
            Part::Filter | Part::Sort | Part::Grouping | Part::Beside | Part::Condition | Part::Except => {}
        }
        match (&mut one.kind, &after.kind, part) {
            (Kind::Indicator(own), Kind::Indicator(other), Part::Target) => own.target.clone_from(&other.target),
            (Kind::Indicator(own), Kind::Indicator(other), Part::Direction) => own.direction = other.direction,
            (Kind::Indicator(own), Kind::Indicator(other), Part::Rule) => own.rule.clone_from(&other.rule),
            (Kind::Indicator(own), Kind::Indicator(other), Part::Cap | Part::Rounding | Part::Steps) => {
                own.steps.clone_from(&other.steps);
                own.defaults.clone_from(&other.defaults);
            }
            (Kind::Group(own), Kind::Group(other), Part::Members) => {
                own.members.clone_from(&other.members);
                // A weight belongs to its member.
                let is_member = |name: &NameId| other.members.iter().any(|(member, _)| member == name);
                own.weights.retain(|(name, _)| is_member(name));
                let known: Vec<NameId> = own.weights.iter().map(|(name, _)| *name).collect();
                let come = other.weights.iter().filter(|(name, _)| !known.contains(name));
                own.weights.extend(come.cloned());
            }
            (Kind::Group(own), Kind::Group(other), Part::Weights) => {
                let is_member = |name: &NameId| own.members.iter().any(|(member, _)| member == name);
                let weights: Vec<_> = other.weights.iter().filter(|(name, _)| is_member(name)).cloned().collect();
                let kept = own.weights.iter().filter(|(name, _)| {
                    !other.weights.is_empty() && !other.weights.iter().any(|(known, _)| known == name)
                });
                own.weights = weights.into_iter().chain(kept.cloned()).collect();
            }
            (Kind::Group(own), Kind::Group(other), Part::Formula) => own.achievement = other.achievement.clone(),
            (Kind::Group(own), Kind::Group(other), Part::Cap | Part::Rounding | Part::Steps) => {
                own.steps.clone_from(&other.steps)
            }
            (Kind::Group(own), Kind::Group(other), Part::Blanks) => own.complete = other.complete,
            (Kind::Group(own), Kind::Group(other), Part::Admitted) => {
                own.other_members.clone_from(&other.other_members);
            }
            (Kind::Quantity | Kind::Indicator(_) | Kind::Group(_), _, _) => {}
        }
    }
    one
}

fn achievement(before: &AchievementRule, after: &AchievementRule, parts: &[Part]) -> AchievementRule {
    let mut one = before.clone();
    if parts.contains(&Part::Formula) {
        one = AchievementRule { steps: one.steps, ..after.clone() };
    }
    if parts.iter().any(|part| matches!(part, Part::Cap | Part::Rounding | Part::Steps)) {
        one.steps.clone_from(&after.steps);
    }
    one.show = after.show;
    one
}

fn bands(before: &BandRule, after: &BandRule, parts: &[Part]) -> BandRule {
    let mut one = before.clone();
    if parts.contains(&Part::Rows) {
        one = BandRule { round: one.round, unit: one.unit, ..after.clone() };
    }
    if parts.contains(&Part::RowRounding) {
        one.round = after.round;
    }
    if parts.contains(&Part::Unit) {
        one.unit.clone_from(&after.unit);
    }
    one
}

fn conversion(before: &ConversionRule, after: &ConversionRule, parts: &[Part]) -> ConversionRule {
    let mut one = before.clone();
    if parts.contains(&Part::Rows) {
        one = ConversionRule { round: one.round, ..after.clone() };
    }
    if parts.contains(&Part::RowRounding) {
        one.round = after.round;
    }
    one
}
