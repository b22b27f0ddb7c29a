//! What is called otherwise now: names and rules that are gone and stand under another name.

use super::Side;
use super::reach::{expressions, named};
use crate::program::{Definition, NameId, Program};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// How things were called, with how they are called now.
#[derive(Debug, Default)]
pub struct Renames {
    /// Names.
    pub names: BTreeMap<String, String>,
    /// `aturan capaian`
    pub achievements: BTreeMap<String, String>,
    /// `aturan predikat`
    pub bands: BTreeMap<String, String>,
    /// `aturan konversi`
    pub conversions: BTreeMap<String, String>,
}

/// Everything that is called otherwise. A name is another name for the same where the words agree, else the formula, else the
/// members, else who uses it, and nothing else is like it, and the data do not know the old one; a rule, where the same things
/// use it.
pub fn renames(old: Side, new: Side, in_data: &HashSet<&str>) -> Renames {
    let mut found = Renames { names: names(old, new, in_data), ..Renames::default() };
    let now = |code: &str| found.names.get(code).cloned().unwrap_or_else(|| code.to_string());
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
    let rules = |of: fn(&Program) -> Vec<String>| [of(old.program), of(new.program)].map(BTreeSet::from_iter);
    let achievements = rules(|program| program.achievement_rules.iter().map(|rule| rule.name.clone()).collect());
    let bands = rules(|program| program.band_rules.iter().map(|rule| rule.name.clone()).collect());
    let conversions = rules(|program| program.conversions.iter().map(|rule| rule.name.clone()).collect());
    found.achievements = by_users(&achievements, &achievement);
    found.bands = by_users(&bands, &band);
    found.conversions = by_users(&conversions, &conversion);
    found
}

/// Rules that are gone, and those that the same things use now.
fn by_users(
    [before, after]: &[BTreeSet<String>; 2],
    [old, new]: &[BTreeMap<String, BTreeSet<String>>; 2],
) -> BTreeMap<String, String> {
    let gone = before.difference(after).filter_map(|name| Some((name, old.get(name)?)));
    let come: Vec<_> = after.difference(before).filter_map(|name| Some((name, new.get(name)?))).collect();
    gone.filter_map(|(name, users)| {
        let (now, _) = come.iter().find(|(_, others)| *others == users)?;
        Some((name.clone(), now.to_string()))
    })
    .collect()
}

fn in_force(side: Side<'_>) -> impl Iterator<Item = &Definition> {
    side.program.definitions.iter().filter(move |one| one.in_force.covers(side.year))
}

/// Who names what, by code.
fn named_by(side: Side) -> BTreeMap<NameId, BTreeSet<String>> {
    let mut users: BTreeMap<NameId, BTreeSet<String>> = BTreeMap::new();
    for definition in in_force(side) {
        for name in named(definition) {
            users.entry(name).or_default().insert(side.program.code(definition.name).to_string());
        }
    }
    users
}

fn names(old: Side, new: Side, in_data: &HashSet<&str>) -> BTreeMap<String, String> {
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
        return BTreeMap::new();
    }
    let (old_users, new_users) = (named_by(old), named_by(new));
    let formula = |side: Side, one: &Definition| one.formula.as_ref().map(|one| side.sources.one_line(one.span));
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    for way in 0..4 {
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
            let now = |code: &str| found.get(code).cloned().unwrap_or_else(|| code.to_string());
            let (first, second) = (formula(old, before), formula(new, after));
            match (way, before.kind.group(), after.kind.group()) {
                (1, ..) => first.is_some() && first == second,
                (2, Some(one), Some(other)) => {
                    let members = one.members.iter().map(|(name, _)| now(old.program.code(*name)));
                    let others = other.members.iter().map(|(name, _)| new.program.code(*name).to_string());
                    members.collect::<BTreeSet<_>>() == others.collect()
                }
                (3, None, None) => {
                    let users = old_users.get(&a).map(|users| users.iter().map(|code| now(code)).collect());
                    let is_bare = first.is_none() && second.is_none();
                    let alike = before.unit == after.unit && before.order == after.order;
                    is_bare && alike && users.is_some() && users.as_ref() == new_users.get(&b)
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
        for (before, now) in pairs {
            gone.retain(|one| *one != before);
            come.retain(|one| *one != now);
            found.insert(old.program.code(before).to_string(), new.program.code(now).to_string());
        }
    }
    found
}
