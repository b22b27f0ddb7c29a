//! Renamed things: names and rules that disappeared and exist under another name.

use super::Side;
use super::places::{Places, rule_in};
use super::reach::{expressions, named};
use super::rule_changes::{band_rows, kinds, same_pieces, same_rule};
use crate::program::{AchievementRule, BandRule, ConversionRule, Definition, NameId, Named};
use crate::syntax::ast::Years;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Old names with their new ones.
#[derive(Debug, Default)]
pub struct Renames {
    pub names: BTreeMap<String, String>,
    /// `aturan capaian`
    pub achievements: BTreeMap<String, String>,
    /// `aturan predikat`
    pub bands: BTreeMap<String, String>,
    /// `aturan konversi`
    pub conversions: BTreeMap<String, String>,
}

/// Finds everything that was renamed. Two names are the same thing if their labels agree, else their formulas, else
/// their members, else their users and, for computed values, their operands; provided that nothing else matches and the
/// data do not use the old name. Two rules are the same if they say the same, else if the same things use them.
pub fn renames(old: Side, new: Side, in_data: &HashSet<&str>) -> Renames {
    let mut found = Renames::default();
    names(old, new, in_data, &mut found);
    let known = found.names.clone();
    let now = |code: &str| known.get(code).cloned().unwrap_or_else(|| code.to_string());
    let users = |side: Side, rule_of: &dyn Fn(&Definition) -> Vec<String>, now: &dyn Fn(&str) -> String| {
        let mut users: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for definition in in_force(side) {
            for rule in rule_of(definition) {
                users.entry(rule).or_default().insert(now(side.program.code(definition.name)));
            }
        }
        users
    };
    let same = |code: &str| code.to_string();
    let both = |rule_of: &dyn Fn(&Definition) -> Vec<String>| [users(old, rule_of, &now), users(new, rule_of, &same)];
    let achievement = both(&|one| one.kind.indicator().map(|one| one.rule.0.clone()).into_iter().collect());
    let band = both(&|one| one.band.iter().map(|(name, _)| name.clone()).collect());
    let conversion = both(&|one| {
        let mut called = Vec::new();
        expressions(one).into_iter().for_each(|expr| crate::program::depend::conversions(expr, &mut called));
        called.into_iter().map(str::to_string).collect()
    });
    let (program, year) = ([old.program, new.program], [old.year, new.year]);
    let rules = [0, 1]
        .map(|side| only(&program[side].conversions, &program[1 - side].conversions, year[side], |rule| rule.in_force));
    let places = Places::between(old.program, new.program, &found);
    let mut renamed = BTreeMap::new();
    let is_same = |one: &ConversionRule, other: &ConversionRule| {
        let mut one = one.clone();
        one.pieces.iter_mut().for_each(|piece| piece.value = places.expr(&piece.value));
        same_pieces(&one, other) && one.round == other.round
    };
    add(&rules, is_same, &conversion, &mut renamed);
    found.conversions = renamed;
    let rules = [0, 1].map(|side| {
        only(&program[side].achievement_rules, &program[1 - side].achievement_rules, year[side], |rule| rule.in_force)
    });
    let places = Places::between(old.program, new.program, &found);
    let mut renamed = BTreeMap::new();
    let is_same = |one: &AchievementRule, other: &AchievementRule| {
        let mut one = one.clone();
        rule_in(&mut one, &places);
        same_rule(&one, other) && kinds(&one.steps) == kinds(&other.steps)
    };
    add(&rules, is_same, &achievement, &mut renamed);
    found.achievements = renamed;
    let rules = [0, 1]
        .map(|side| only(&program[side].band_rules, &program[1 - side].band_rules, year[side], |rule| rule.in_force));
    let unit = |rule: &BandRule| rule.unit.as_ref().map(|(unit, _)| unit.clone());
    let is_same = |one: &BandRule, other: &BandRule| {
        (band_rows(one), one.round, unit(one)) == (band_rows(other), other.round, unit(other))
    };
    add(&rules, is_same, &band, &mut found.bands);
    found
}

/// The rules of a year whose names the other side has in no year, by name.
fn only<'r, T: Named>(
    all: &'r [T],
    others: &[T],
    year: i32,
    in_force: impl Fn(&T) -> Years,
) -> BTreeMap<&'r str, &'r T> {
    let others: BTreeSet<&str> = others.iter().map(Named::name).collect();
    let all = all.iter().filter(|rule| in_force(rule).covers(year) && !others.contains(rule.name()));
    all.map(|rule| (rule.name(), rule)).collect()
}

/// Whether a removed rule matches an added one.
type Likeness<'a> = dyn Fn(&str, &str) -> bool + 'a;

/// Matches removed rules with added ones, where the match is unique on both sides: rules that say the same, else those
/// with the same users, else those with some users in common.
fn add<T>(
    [gone, come]: &[BTreeMap<&str, &T>; 2],
    is_same: impl Fn(&T, &T) -> bool,
    [old, new]: &[BTreeMap<String, BTreeSet<String>>; 2],
    found: &mut BTreeMap<String, String>,
) {
    let users = |before: &str, now: &str| old.get(before).zip(new.get(now));
    let ways: [&Likeness<'_>; 3] = [
        &|before, now| is_same(gone[before], come[now]),
        &|before, now| users(before, now).is_some_and(|(first, second)| first == second),
        &|before, now| users(before, now).is_some_and(|(first, second)| !first.is_disjoint(second)),
    ];
    for is_like in ways {
        let taken: BTreeSet<&String> = found.values().collect();
        let come: Vec<&str> = come.keys().copied().filter(|name| !taken.contains(&name.to_string())).collect();
        let gone: Vec<&str> = gone.keys().copied().filter(|name| !found.contains_key(*name)).collect();
        let only = |all: Vec<&str>| if let [one] = all[..] { Some(one.to_string()) } else { None };
        let pairs: Vec<(String, String)> = gone
            .iter()
            .filter_map(|before| {
                let now = only(come.iter().copied().filter(|now| is_like(before, now)).collect())?;
                let back = only(gone.iter().copied().filter(|other| is_like(other, &now)).collect())?;
                Some((back, now))
            })
            .collect();
        found.extend(pairs);
    }
}

fn in_force(side: Side<'_>) -> impl Iterator<Item = &Definition> {
    side.program.definitions.iter().filter(move |one| one.in_force.covers(side.year))
}

/// Which code is named by which others.
fn named_by(side: Side) -> BTreeMap<NameId, BTreeSet<String>> {
    let mut users: BTreeMap<NameId, BTreeSet<String>> = BTreeMap::new();
    for definition in in_force(side) {
        for name in named(definition) {
            users.entry(name).or_default().insert(side.program.code(definition.name).to_string());
        }
    }
    users
}

/// Each name that is found may help to find others, so the strongest criteria are tried again after it.
fn names(old: Side, new: Side, in_data: &HashSet<&str>, renamed: &mut Renames) {
    let only = |of: Side, beside: Side| -> Vec<NameId> {
        let names = (0..of.program.names.len() as u32).map(NameId);
        let is_there = |name: &NameId| of.program.version(*name, of.year).is_some();
        let is_gone = |name: &NameId| {
            let other = beside.program.by_code.get(of.program.code(*name));
            other.is_none_or(|other| beside.program.version(*other, beside.year).is_none())
        };
        names.filter(is_there).filter(is_gone).collect()
    };
    let (mut gone, mut come) = (only(old, new), only(new, old));
    gone.retain(|name| !in_data.contains(old.program.code(*name)));
    if gone.is_empty() || come.is_empty() {
        return;
    }
    let (old_users, new_users) = (named_by(old), named_by(new));
    let formula = |side: Side, one: &Definition| one.formula.as_ref().map(|one| side.sources.one_line(one.span));
    let mut way = 0;
    while way < 5 {
        let places = Places::between(old.program, new.program, renamed);
        let like = |a: NameId, b: NameId| {
            let (Some(before), Some(after)) = (old.program.version(a, old.year), new.program.version(b, new.year))
            else {
                return false;
            };
            if std::mem::discriminant(&before.kind) != std::mem::discriminant(&after.kind) {
                return false;
            }
            let words = [&before.label, &after.label];
            let has_words = words.iter().all(|label| label.is_some());
            if has_words || way == 0 {
                return has_words && words[0] == words[1];
            }
            let now = |code: &str| renamed.names.get(code).cloned().unwrap_or_else(|| code.to_string());
            let (first, second) = (formula(old, before), formula(new, after));
            match (way, before.kind.group(), after.kind.group()) {
                (1, ..) => {
                    let is_same = || before.formula.as_ref().map(|one| places.expr(one)) == after.formula;
                    first.is_some() && (first == second || is_same())
                }
                (2, Some(one), Some(other)) => {
                    let members = one.members.iter().map(|(name, _)| now(old.program.code(*name)));
                    let others = other.members.iter().map(|(name, _)| new.program.code(*name).to_string());
                    members.collect::<BTreeSet<_>>() == others.collect()
                }
                (3 | 4, None, None) => {
                    let users = old_users.get(&a).map(|users| users.iter().map(|code| now(code)).collect());
                    let alike = before.unit == after.unit && before.order == after.order;
                    let of = |side: Side, one: &Definition| -> BTreeSet<String> {
                        named(one).into_iter().map(|name| side.program.code(name).to_string()).collect()
                    };
                    // A formula that changed still has the same operands.
                    let uses: BTreeSet<String> = of(old, before).iter().map(|code| now(code)).collect();
                    let is_made = match (way, &first, &second) {
                        (3, None, None) => true,
                        (4, Some(_), Some(_)) => !uses.is_empty() && uses == of(new, after),
                        (..) => false,
                    };
                    is_made && alike && users.is_some() && users.as_ref() == new_users.get(&b)
                }
                (_, _, _) => false,
            }
        };
        let pairs: Vec<(NameId, NameId)> = come
            .iter()
            .filter_map(|now| {
                let mut before = gone.iter().filter(|before| like(**before, *now));
                let one = *before.next().filter(|_| before.next().is_none())?;
                let others = come.iter().filter(|other| like(one, **other)).count();
                (others == 1).then_some((one, *now))
            })
            .collect();
        way = if pairs.is_empty() { way + 1 } else { 0 };
        for (before, now) in pairs {
            gone.retain(|one| *one != before);
            come.retain(|one| *one != now);
            renamed.names.insert(old.program.code(before).to_string(), new.program.code(now).to_string());
        }
    }
}
