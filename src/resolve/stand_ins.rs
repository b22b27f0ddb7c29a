//! Indicators that stand in for those a rule of achievement has none of: nobody uses it, or only codes of the data whose
//! unit is not known yet.

use super::program::*;
use super::units::Unit;
use crate::syntax::ast::{Direction, Years};
use std::collections::HashMap;

/// Programs with an indicator for each way of each rule that no indicator of a known unit uses, and which these are: in
/// percent, in a word, and without a unit. What none of them can mean, nobody can. Empty where there is no such rule.
pub fn with_stand_ins(program: &Program) -> Vec<(Program, Vec<NameId>)> {
    let idle = idle(program);
    if idle.is_empty() {
        return Vec::new();
    }
    let units = [Unit::Percent, Unit::from_word("nilai"), Unit::Any];
    let with = |unit: &Unit| {
        let mut whole = program.clone();
        whole.tables.clear();
        whole.assertions.clear();
        whole.examples.clear();
        let names = idle.iter().enumerate().map(|(at, (rule, way))| add(&mut whole, at, rule, *way, unit)).collect();
        (whole, names)
    };
    units.iter().map(with).collect()
}

/// Each rule with a direction in which no indicator of a known unit uses it.
fn idle(program: &Program) -> Vec<(&AchievementRule, Direction)> {
    let ways = [Direction::Higher, Direction::Lower, Direction::Range];
    let all = program.achievement_rules.iter().flat_map(|rule| ways.map(|way| (rule, way)));
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

fn add(program: &mut Program, at: usize, rule: &AchievementRule, direction: Direction, unit: &Unit) -> NameId {
    let name = NameId(program.names.len() as u32);
    // No code can be written so.
    let code = format!("*{at}");
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
