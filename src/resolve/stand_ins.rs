//! Stand-in indicators for achievement rules that have none: unused rules, or rules used only by codes of the data with
//! a still unknown unit.

use super::program::*;
use super::units::Unit;
use crate::syntax::ast::{Direction, Years};
use std::collections::HashMap;

/// A program with stand-ins for each direction of each rule that no indicator of a known unit uses, and their names:
/// all of them in percent, then in a named unit, then without a unit. What is meaningless for all three is meaningless
/// for any. None if there is no such rule.
pub fn with_stand_ins(program: &Program) -> Option<(Program, [Vec<NameId>; 3])> {
    let idle = idle(program);
    if idle.is_empty() {
        return None;
    }
    let mut whole = program.clone();
    whole.tables.clear();
    whole.assertions.clear();
    whole.promises.clear();
    whole.examples.clear();
    let units = [Unit::Percent, Unit::from_word("nilai"), Unit::Any];
    let names = units.map(|unit| idle.iter().map(|(rule, way)| add(&mut whole, rule, *way, &unit)).collect());
    Some((whole, names))
}

/// Each rule with a direction in which no indicator of a known unit uses it.
fn idle(program: &Program) -> Vec<(&AchievementRule, Direction)> {
    let ways = [Direction::Higher, Direction::Lower, Direction::Range];
    let mut known: HashMap<&str, Vec<Years>> = HashMap::new();
    // A second rule for the same years has a finding of its own, and cannot be used.
    let first = program.achievement_rules.iter().filter(|rule| {
        let years = known.entry(&rule.name).or_default();
        let is_first = !years.iter().any(|years| years.overlaps(rule.in_force));
        years.extend(is_first.then_some(rule.in_force));
        is_first
    });
    let all = first.flat_map(|rule| ways.map(|way| (rule, way)));
    let has_formula = all.filter(|(rule, way)| rule.formulas_for(*way).next().is_some());
    let known = program.definitions.iter().filter(|one| !one.from_data || one.unit != Unit::Any);
    let mut users: HashMap<(&str, Direction), Vec<Years>> = HashMap::new();
    for (indicator, years) in known.filter_map(|one| Some((one.kind.indicator()?, one.in_force))) {
        users.entry((&indicator.rule.0, indicator.direction)).or_default().push(years);
    }
    let is_used = |rule: &AchievementRule, way: Direction| {
        let years = users.get(&(rule.name.as_str(), way)).map(Vec::as_slice).unwrap_or_default();
        years.iter().any(|years| years.overlaps(rule.in_force))
    };
    has_formula.filter(|(rule, way)| !is_used(rule, *way)).collect()
}

fn add(program: &mut Program, rule: &AchievementRule, direction: Direction, unit: &Unit) -> NameId {
    let name = NameId(program.names.len() as u32);
    // No code can be written like this.
    let code = format!("*{}", name.0);
    let id = DefinitionId(program.definitions.len() as u32);
    let indicator = Indicator {
        direction,
        direction_inherited: false,
        rule: (rule.name.clone(), rule.span),
        target: None,
        steps: Vec::new(),
        defaults: Vec::new(),
    };
    let bare = Definition::bare(name, rule.in_force, Kind::Indicator(indicator), (rule.span, rule.block));
    program.definitions.push(Definition { unit: unit.clone(), ..bare });
    program.by_code.insert(code.clone(), name);
    program.names.push(Name { code, versions: vec![id] });
    name
}
