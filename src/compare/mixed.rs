//! The rules of before with some changes made, for the one year that is compared.

use super::changes::{Change, Part, Thing};
use super::joined::Joined;
use crate::program::{
    AchievementRule, BandRule, ConversionRule, Definition, DefinitionId, Kind, NameId, Named, Program, Versions,
};
use crate::syntax::ast::Years;
use std::collections::BTreeMap;

/// The rules of before with the changes at these places made to them.
pub fn mixed(joined: &Joined, changes: &[Change], made: &[usize]) -> Program {
    let mut program = joined.host.clone();
    let made: Vec<&Change> = made.iter().map(|at| &changes[*at]).collect();
    let parts =
        |of: &Thing| -> Vec<Part> { made.iter().filter(|change| change.of == *of).map(|change| change.part).collect() };
    let only = Years { from: Some(joined.year), to: Some(joined.year) };
    let mut definitions: BTreeMap<NameId, Definition> = BTreeMap::new();
    for (name, before) in &joined.old {
        let mut one = match joined.new.get(name) {
            Some(after) => definition(before, after, &parts(&Thing::Name(*name))),
            None => before.clone(),
        };
        one.in_force = only;
        definitions.insert(*name, one);
    }
    let mut all = Vec::with_capacity(program.definitions.len() + definitions.len());
    for one in std::mem::take(&mut program.definitions) {
        match definitions.contains_key(&one.name) {
            true => all.extend(
                Years::without(&[one.in_force], only)
                    .into_iter()
                    .map(|years| Definition { in_force: years, ..one.clone() }),
            ),
            false => all.push(one),
        }
    }
    all.extend(definitions.into_values());
    program.definitions = all;
    for name in &mut program.names {
        name.versions.clear();
    }
    for (at, one) in program.definitions.iter().enumerate() {
        program.names[one.name.0 as usize].versions.push(DefinitionId(at as u32));
    }
    for name in &mut program.names {
        name.versions.sort_by_key(|id| program.definitions[id.0 as usize].in_force.from);
    }
    program.achievement_rules = rules(&joined.host.achievement_rules, &joined.achievements, only, |name, pair| {
        achievement(pair, &parts(&Thing::Achievement(name.to_string())))
    });
    program.band_rules = rules(&joined.host.band_rules, &joined.bands, only, |name, pair| {
        bands(pair, &parts(&Thing::Bands(name.to_string())))
    });
    program.conversions = rules(&joined.host.conversions, &joined.conversions, only, |name, pair| {
        conversion(pair, &parts(&Thing::Conversion(name.to_string())))
    });
    program
}

/// A rule that can be mixed.
trait Mixed: Named + Clone {
    fn in_force(&mut self) -> &mut Years;
}

impl Mixed for AchievementRule {
    fn in_force(&mut self) -> &mut Years {
        &mut self.in_force
    }
}

impl Mixed for BandRule {
    fn in_force(&mut self) -> &mut Years {
        &mut self.in_force
    }
}

impl Mixed for ConversionRule {
    fn in_force(&mut self) -> &mut Years {
        &mut self.in_force
    }
}

fn rules<T: Mixed>(
    host: &Versions<T>,
    pairs: &BTreeMap<String, [Option<T>; 2]>,
    only: Years,
    mix: impl Fn(&str, [&T; 2]) -> T,
) -> Versions<T> {
    let mut all = Versions::default();
    let is_old = |name: &str| pairs.get(name).is_some_and(|pair| pair[0].is_some());
    for rule in host {
        if !is_old(rule.name()) {
            all.push(rule.clone());
            continue;
        }
        let mut rule = rule.clone();
        for years in Years::without(&[*rule.in_force()], only) {
            *rule.in_force() = years;
            all.push(rule.clone());
        }
    }
    for (name, pair) in pairs {
        let mut one = match pair {
            [Some(before), Some(after)] => mix(name, [before, after]),
            [Some(before), None] => before.clone(),
            [None, _] => continue,
        };
        *one.in_force() = only;
        all.push(one);
    }
    all
}

fn definition(before: &Definition, after: &Definition, parts: &[Part]) -> Definition {
    let mut one = before.clone();
    // What only says how things are called and shown is that of now.
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
            Part::Added | Part::Removed | Part::Renamed | Part::Step | Part::Rows | Part::RowRounding => {}
            Part::Target | Part::Direction | Part::Rule | Part::Cap | Part::Steps => {}
            Part::Members | Part::Weights | Part::Blanks => {}
        }
        match (&mut one.kind, &after.kind, part) {
            (Kind::Indicator(own), Kind::Indicator(other), Part::Target) => own.target.clone_from(&other.target),
            (Kind::Indicator(own), Kind::Indicator(other), Part::Direction) => own.direction = other.direction,
            (Kind::Indicator(own), Kind::Indicator(other), Part::Rule) => own.rule.clone_from(&other.rule),
            (Kind::Indicator(own), Kind::Indicator(other), Part::Cap | Part::Steps) => {
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
            (Kind::Group(own), Kind::Group(other), Part::Cap | Part::Steps) => own.steps.clone_from(&other.steps),
            (Kind::Group(own), Kind::Group(other), Part::Blanks) => own.complete = other.complete,
            (Kind::Quantity | Kind::Indicator(_) | Kind::Group(_), _, _) => {}
        }
    }
    one
}

fn achievement([before, after]: [&AchievementRule; 2], parts: &[Part]) -> AchievementRule {
    let mut one = before.clone();
    if parts.contains(&Part::Formula) {
        one = AchievementRule { steps: one.steps, ..after.clone() };
    }
    if parts.iter().any(|part| matches!(part, Part::Cap | Part::Steps)) {
        one.steps.clone_from(&after.steps);
    }
    one.show = after.show;
    one
}

fn bands([before, after]: [&BandRule; 2], parts: &[Part]) -> BandRule {
    let mut one = before.clone();
    if parts.contains(&Part::Rows) {
        one = BandRule { round: one.round, ..after.clone() };
    }
    if parts.contains(&Part::RowRounding) {
        one.round = after.round;
    }
    one
}

fn conversion([before, after]: [&ConversionRule; 2], parts: &[Part]) -> ConversionRule {
    let mut one = before.clone();
    if parts.contains(&Part::Rows) {
        one = ConversionRule { round: one.round, ..after.clone() };
    }
    if parts.contains(&Part::RowRounding) {
        one.round = after.round;
    }
    one
}
