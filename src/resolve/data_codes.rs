//! A program and its data: codes of the data that an `umum` covers become definitions, and things find what they are a
//! part of.

use super::about::{About, Words};
use super::defaults;
use super::parents::{self, Circle};
use super::program::*;
use super::units::Unit;
use crate::data::Dataset;
use crate::syntax::ast::Years;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// The program with a definition for every code of the data that an `umum` with a prefix covers.
pub fn with_data(program: &Program, data: &Dataset) -> Program {
    instances(program, data, &About::read(data), &BTreeSet::new()).0
}

/// The program of an example with its given values, which are like data, beside the codes that it reads. There are no
/// rows, so nothing more is known about units.
pub fn with_given(program: &Program, example: &Example, data: &Dataset) -> Program {
    let mut named = BTreeSet::new();
    example.each_expression(&mut |expr| named.extend(expr.names()));
    let (mut program, _) = instances(program, data, &About::read(data), &named);
    program.has_met_data = false;
    program
}

/// The program with a sample code for each `umum` none of whose codes is named, so that what it says about codes of the
/// data is checked before there are any.
pub fn with_samples(program: &Program) -> Cow<'_, Program> {
    let named = program.definitions.iter().filter(|one| one.from_data);
    let named: BTreeSet<&String> =
        named.filter_map(|one| program.generals_of(program.code(one.name)).first()?.1.prefix.as_ref()).collect();
    let mut versions: BTreeMap<&String, Vec<(Years, &General)>> = BTreeMap::new();
    for general in &program.generals {
        if let Some(prefix) = general.prefix.as_ref().filter(|prefix| !named.contains(prefix)) {
            versions.entry(prefix).or_default().push((general.in_force, general));
        }
    }
    if versions.is_empty() {
        return Cow::Borrowed(program);
    }
    let mut whole = program.clone();
    for (prefix, generals) in versions {
        // No code can be written like this.
        add_of(&mut whole, &format!("{}.*", prefix.trim_end_matches('.')), &generals);
    }
    Cow::Owned(whole)
}

/// The program with its codes of the data, and the parents that the data give. Of the codes that only examples name, it
/// keeps those of the data and those in `asked`.
pub(super) fn instances(
    program: &Program,
    data: &Dataset,
    about: &About,
    asked: &BTreeSet<NameId>,
) -> (Program, Vec<Circle>) {
    let mut program = program.clone();
    program.has_met_data = true;
    let codes = in_order(data);
    forget(&mut program, &codes, asked);
    for (at, code) in codes.into_iter().enumerate() {
        add(&mut program, code);
        describe(&mut program, code, about);
        complete(&mut program, code, about);
        if let Some(&name) = program.by_code.get(code) {
            program.data_order.insert(name, at);
        }
    }
    let circles = parents::settle(&mut program, Some(about));
    (program, circles)
}

/// Removes codes that only examples name, unless they exist otherwise.
pub(super) fn forget(program: &mut Program, codes: &[&str], asked: &BTreeSet<NameId>) {
    if program.example_codes.is_empty() {
        return;
    }
    let there: BTreeSet<&str> = codes.iter().copied().collect();
    for name in std::mem::take(&mut program.example_codes) {
        let one = &mut program.names[name.0 as usize];
        if !asked.contains(&name) && !there.contains(one.code.as_str()) {
            one.versions.clear();
            program.by_code.remove(&one.code);
        }
    }
}

/// The codes of the data in the order of the files; those in no file come last, in natural order.
fn in_order(data: &Dataset) -> Vec<&str> {
    let mut codes: Vec<(&str, Option<(u16, u32)>)> = Vec::new();
    // The columns of a code are adjacent.
    for (key, column) in data.columns() {
        let places = column.iter().filter_map(|(_, datum)| datum.origin).map(|cell| (cell.file, cell.row));
        match codes.last_mut().filter(|(code, _)| *code == &*key.code) {
            Some((_, known)) => *known = places.min().into_iter().chain(*known).min(),
            None => codes.push((&key.code, places.min())),
        }
    }
    codes.sort_by(|(a, first), (b, second)| {
        let nowhere = |place: &Option<_>| place.is_none();
        (nowhere(first), first).cmp(&(nowhere(second), second)).then_with(|| natural(a, b))
    });
    codes.into_iter().map(|(code, _)| code).collect()
}

pub(super) fn add(program: &mut Program, code: &str) {
    if program.by_code.contains_key(code) {
        return;
    }
    let generals = program.generals_of(code).into_iter().filter(|(_, general)| general.prefix.is_some());
    let mut generals: Vec<(Years, General)> = generals.map(|(years, general)| (years, general.clone())).collect();
    generals.sort_by_key(|(years, _)| years.from);
    add_of(program, code, &generals.iter().map(|(years, general)| (*years, general)).collect::<Vec<_>>());
}

/// Adds a code of the data with a version for each version of its `umum`.
fn add_of(program: &mut Program, code: &str, generals: &[(Years, &General)]) {
    if program.by_code.contains_key(code) {
        return;
    }
    let name = NameId(program.names.len() as u32);
    let generals = generals.iter();
    let versions: Vec<Definition> = generals.filter_map(|one| defaults::definition(*one, name, one.1.span)).collect();
    if versions.is_empty() {
        return;
    }
    let ids = (0..versions.len()).map(|at| DefinitionId((program.definitions.len() + at) as u32)).collect();
    program.definitions.extend(versions);
    program.names.push(Name { code: code.to_string(), versions: ids });
    program.by_code.insert(code.to_string(), name);
}

/// Gives a code of the data the words that the data have for it; years with different words become separate versions.
fn describe(program: &mut Program, code: &str, about: &About) {
    let Some(&name) = program.by_code.get(code) else { return };
    let mut free = program.names[name.0 as usize].versions.clone();
    if free.iter().any(|id| !program.definitions[id.0 as usize].from_data) {
        return;
    }
    let mut versions = Vec::new();
    for general in free.iter().map(|id| &program.definitions[id.0 as usize]) {
        let runs = about.runs(code, general.unit != Unit::Any);
        for (at, (start, words)) in runs.iter().enumerate() {
            let next = runs.get(at + 1).map(|(next, _)| next - 1);
            // It is in force for the years in which the data have it, from the first to the last.
            let first = if at == 0 { about.first_year(code) } else { Some(*start) };
            let known = Years { from: first, to: next.or(about.last_year(code)) };
            let Some(in_force) = known.shared(general.in_force) else { continue };
            let mut version = Definition { in_force, ..general.clone() };
            words.describe(&mut version);
            if words.unit.is_some() || words.unit_beside.is_some() && general.unit == Unit::Any {
                version.unit_cell = about.unit_cell(code, version.in_force);
            }
            versions.push(version);
        }
    }
    // A row of a year without a version has its own finding.
    if versions.is_empty() {
        return;
    }
    versions.sort_by_key(|version| version.in_force.from);
    free.reverse();
    let mut ids = Vec::new();
    for version in versions {
        let id = free.pop().unwrap_or(DefinitionId(program.definitions.len() as u32));
        match program.definitions.get_mut(id.0 as usize) {
            Some(place) => *place = version,
            None => program.definitions.push(version),
        }
        ids.push(id);
    }
    program.names[name.0 as usize].versions = ids;
}

/// Gives a thing of the rules the words that the data have for it and the rules have not.
fn complete(program: &mut Program, code: &str, about: &About) {
    let Some(&name) = program.by_code.get(code) else { return };
    supply(program, (name, code), about, Definition::takes_label, Words::label, |version, words| {
        version.label = Some(words.to_string());
    });
    supply(
        program,
        (name, code),
        about,
        Definition::takes_goal,
        |words| words.goal,
        |version, words| {
            version.goal = Some(words.to_string());
        },
    );
    let unit = |words: &Words| words.unit.map(Unit::from_word);
    supply(program, (name, code), about, Definition::takes_unit, unit, |version, unit| {
        version.unit = unit;
        version.unit_cell = about.unit_cell(code, version.in_force);
    });
}

/// Gives the versions that lack something what the data say; years about which they say something else become versions
/// of their own.
fn supply<'d, T: PartialEq>(
    program: &mut Program,
    (name, code): (NameId, &str),
    about: &About<'d>,
    lacks: impl Fn(&Definition) -> bool,
    word: impl Fn(&Words<'d>) -> Option<T>,
    give: impl Fn(&mut Definition, T),
) {
    if !about.says(code, &word) {
        return;
    }
    let mut ids = Vec::new();
    for id in program.names[name.0 as usize].versions.clone() {
        let version = program.definitions[id.0 as usize].clone();
        ids.push(id);
        if !lacks(&version) {
            continue;
        }
        for (at, (in_force, said)) in about.runs_in(code, version.in_force, &word).into_iter().enumerate() {
            let mut one = Definition { in_force, ..version.clone() };
            give(&mut one, said);
            if at == 0 {
                program.definitions[id.0 as usize] = one;
            } else {
                ids.push(DefinitionId(program.definitions.len() as u32));
                program.definitions.push(one);
            }
        }
    }
    program.names[name.0 as usize].versions = ids;
}
