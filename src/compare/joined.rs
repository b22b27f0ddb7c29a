//! The old rules in the names of the new ones, so that both can be compared and mixed.

use super::Side;
use super::places::{Places, called, definition_in, expr_in, rule_in, table_in};
use super::renames::{self, Renames};
use super::stretches::{Stretch, at, parted, stretches};
use crate::program::{
    AchievementRule, Assertion, BandRule, ConversionRule, Definition, Field, FieldId, General, Name, NameId, Package,
    Program, Table,
};
use crate::syntax::ast::Years;
use std::collections::{BTreeMap, HashSet};

/// Both sides with one set of names.
pub struct Joined {
    /// The new rules, plus the names that only the old ones have.
    pub host: Program,
    /// The same with only the names and what applies to everything.
    pub frame: Program,
    /// The year of the new rules and of the data.
    pub year: i32,
    /// What each name is before and after.
    pub names: BTreeMap<NameId, Vec<Stretch<Definition>>>,
    /// The codes of the data that come under another `umum` than before, or under one on one side only.
    pub of_other_generals: Vec<NameId>,
    pub achievements: BTreeMap<String, Vec<Stretch<AchievementRule>>>,
    pub bands: BTreeMap<String, Vec<Stretch<BandRule>>>,
    pub conversions: BTreeMap<String, Vec<Stretch<ConversionRule>>>,
    /// Tables, before and after, in order.
    pub tables: [Vec<Table>; 2],
    /// Assertions, before and after, in the year of each side if these differ.
    pub assertions: [Vec<Assertion>; 2],
    /// The `paket` clauses, before and after.
    pub packages: [Package; 2],
    /// The columns that both sides declare, before and after.
    pub fields: BTreeMap<FieldId, [Field; 2]>,
    /// What has been renamed.
    pub renamed: Renames,
    /// Whether rules of different years are compared.
    pub is_moved: bool,
    /// Whether the two sides have no name in common.
    pub is_strange: bool,
}

impl Joined {
    /// What a name is in the compared year.
    pub fn both(&self, name: NameId) -> [Option<&Definition>; 2] {
        self.names.get(&name).map_or([None, None], |all| at(all, self.year))
    }
}

/// Joins both sides, each with the codes of the data and with its rules moved to the year of the data, whatever `years`
/// they are for. `in_data` are the codes with data.
pub fn join(old: Side, new: Side, years: [i32; 2], in_data: &HashSet<&str>) -> Joined {
    let mut host = new.program.clone();
    let renamed = renames::renames(old, new, in_data);
    let mut places = Places { names: Vec::new(), past: Vec::new(), fields: Vec::new(), renamed: &renamed };
    for name in &old.program.names {
        let now = renamed.names.get(&name.code).and_then(|now| host.by_code.get(now).copied());
        let kept = host.by_code.get(&name.code).copied();
        let at = now.or(kept).unwrap_or_else(|| {
            let id = NameId(host.names.len() as u32);
            host.names.push(Name { code: name.code.clone(), versions: Vec::new() });
            host.by_code.insert(name.code.clone(), id);
            id
        });
        places.names.push(at);
        places.past.push(kept.unwrap_or(at));
    }
    let mut fields: BTreeMap<FieldId, [Field; 2]> = BTreeMap::new();
    for field in &old.program.fields {
        let at = host.fields.iter().position(|known| known.name == field.name).unwrap_or_else(|| {
            host.fields.push(field.clone());
            host.fields.len() - 1
        });
        let id = FieldId(at as u32);
        places.fields.push(id);
        if let Some(now) = new.program.fields.get(at) {
            fields.insert(id, [Field { header: now.header.clone(), ..field.clone() }, now.clone()]);
        }
    }
    let is_renamed = places.names != places.past;
    let split = |years| if is_renamed { parted(years, new.year) } else { (Vec::new(), Some(years)) };
    let mut names: BTreeMap<NameId, Sides<Definition>> = BTreeMap::new();
    for definition in &old.program.definitions {
        let (elsewhere, here) = split(definition.in_force);
        if let Some(years) = here {
            let mut one = definition.clone();
            definition_in(&mut one, &places, &places.names);
            names.entry(one.name).or_default()[0].push((years, one));
        }
        for years in elsewhere {
            let mut one = definition.clone();
            definition_in(&mut one, &places, &places.past);
            names.entry(one.name).or_default()[0].push((years, one));
        }
    }
    for definition in &new.program.definitions {
        names.entry(definition.name).or_default()[1].push((definition.in_force, definition.clone()));
    }
    let achievements = by_name(
        &old.program.achievement_rules,
        &new.program.achievement_rules,
        |rule| (rule.name.clone(), rule.in_force),
        |rule| rule_in(rule, &places),
        split,
    );
    let bands = by_name(
        &old.program.band_rules,
        &new.program.band_rules,
        |rule| (rule.name.clone(), rule.in_force),
        |rule| called(&mut rule.name, &renamed.bands),
        split,
    );
    let conversions = by_name(
        &old.program.conversions,
        &new.program.conversions,
        |rule| (rule.name.clone(), rule.in_force),
        |rule| {
            called(&mut rule.name, &renamed.conversions);
            let names = &places.names;
            rule.pieces.iter_mut().for_each(|piece| expr_in(&mut piece.value, &places, names));
        },
        split,
    );
    let mut tables = [old.program.tables.clone(), new.program.tables.clone()];
    tables[0].iter_mut().for_each(|table| table_in(table, &places));
    let is_moved = years[0] != years[1];
    let meant = |side: Side, year: i32| {
        let all = side.program.assertions.iter();
        all.filter(|one| !is_moved || one.in_force.covers(year)).cloned().collect::<Vec<_>>()
    };
    let mut assertions = [meant(old, years[0]), meant(new, years[1])];
    for one in &mut assertions[0] {
        expr_in(&mut one.condition, &places, &places.names);
        one.except.iter_mut().for_each(|(name, _)| *name = places.names[name.0 as usize]);
    }
    let names = laid(names);
    let is_on_both = |all: &Vec<Stretch<Definition>>| at(all, new.year).iter().all(Option::is_some);
    let is_strange = !names.values().any(is_on_both);
    let year = new.year;
    let mut frame = Program {
        definitions: Vec::new(),
        tables: Vec::new(),
        assertions: Vec::new(),
        promises: Vec::new(),
        claims: Vec::new(),
        examples: Vec::new(),
        achievement_rules: Default::default(),
        band_rules: Default::default(),
        conversions: Default::default(),
        parts: BTreeMap::new(),
        ..host.clone()
    };
    frame.names.iter_mut().for_each(|name| name.versions.clear());
    frame.data_order = order(old, new, &places.names);
    frame.package.plan = old.program.package.plan;
    fields.iter().for_each(|(id, [before, _])| frame.fields[id.0 as usize].clone_from(before));
    let general = |one: &General| {
        let mut one = one.clone();
        one.rule.iter_mut().for_each(|(rule, _)| called(rule, &renamed.achievements));
        one.parent.iter_mut().for_each(|parent| *parent = places.names[parent.0 as usize]);
        let (elsewhere, here) = split(one.in_force);
        elsewhere.into_iter().chain(here).map(move |in_force| General { in_force, ..one.clone() }).collect::<Vec<_>>()
    };
    frame.generals = old.program.generals.iter().flat_map(general).collect();
    let of_other_generals = names.iter().filter(|(_, all)| {
        all.iter().any(|one| {
            let is_of_data = |side: usize| one.sides[side].as_ref().is_some_and(|one| one.from_data);
            let year = one.years.from.or(one.years.to).unwrap_or_default();
            let prefix = |side: usize, program: &Program| {
                let one = one.sides[side].as_ref().filter(|one| one.from_data)?;
                program.general(program.code(one.name), year).and_then(|general| general.prefix.clone())
            };
            (is_of_data(0) || is_of_data(1)) && prefix(0, &frame) != prefix(1, &host)
        })
    });
    let of_other_generals = of_other_generals.map(|(name, _)| *name).collect();
    Joined {
        host,
        frame,
        of_other_generals,
        year,
        names,
        achievements: laid(achievements),
        bands: laid(bands),
        conversions: laid(conversions),
        tables,
        assertions,
        packages: [old, new].map(|side| side.program.package.clone()),
        fields,
        renamed,
        is_moved,
        is_strange,
    }
}

/// The codes of the data in one order: those that only one side has keep their position among its others.
fn order(old: Side, new: Side, names: &[NameId]) -> BTreeMap<NameId, usize> {
    let sorted = |order: Vec<(NameId, usize)>| {
        let mut order = order;
        order.sort_by_key(|(_, at)| *at);
        order.into_iter().map(|(name, _)| name).collect::<Vec<_>>()
    };
    let before = old.program.data_order.iter().map(|(name, at)| (names[name.0 as usize], *at)).collect();
    let before = sorted(before);
    let after = sorted(new.program.data_order.iter().map(|(name, at)| (*name, *at)).collect());
    let places: BTreeMap<NameId, usize> = before.iter().enumerate().map(|(at, name)| (*name, at)).collect();
    let mut left = 0;
    let mut all = Vec::new();
    for name in after {
        if let Some(at) = places.get(&name) {
            all.extend(before.get(left..=*at).unwrap_or_default());
            left = left.max(at + 1);
        } else {
            all.push(name);
        }
    }
    all.extend(&before[left..]);
    all.into_iter().enumerate().map(|(at, name)| (name, at)).collect()
}

/// The versions before and after.
type Sides<T> = [Vec<(Years, T)>; 2];

fn laid<K: Ord, T: Clone>(all: BTreeMap<K, Sides<T>>) -> BTreeMap<K, Vec<Stretch<T>>> {
    all.into_iter().map(|(key, [before, after])| (key, stretches(&before, &after))).collect()
}

/// Rules by their new names.
fn by_name<T: Clone>(
    old: &[T],
    new: &[T],
    key: impl Fn(&T) -> (String, Years),
    place: impl Fn(&mut T),
    split: impl Fn(Years) -> (Vec<Years>, Option<Years>),
) -> BTreeMap<String, Sides<T>> {
    let mut all: BTreeMap<String, Sides<T>> = BTreeMap::new();
    for rule in old {
        let mut rule = rule.clone();
        place(&mut rule);
        let (name, years) = key(&rule);
        let (elsewhere, here) = split(years);
        let versions = elsewhere.into_iter().chain(here).map(|years| (years, rule.clone()));
        all.entry(name).or_default()[0].extend(versions);
    }
    for rule in new {
        let (name, years) = key(rule);
        all.entry(name).or_default()[1].push((years, rule.clone()));
    }
    all
}
