//! A program and its data: codes of the data that an `umum` covers become definitions, and things find what they are a
//! part of.

use super::defaults;
use super::parents::{self, Circle};
use super::program::*;
use super::units::Unit;
use crate::data::{CellOrigin, Dataset, Field, Key};
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
        measure(&mut program, code, about);
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

/// Gives a thing of the rules without a unit the one that the data have for it; years with a different one become
/// separate versions.
fn measure(program: &mut Program, code: &str, about: &About) {
    let Some(&name) = program.by_code.get(code).filter(|_| about.says_unit(code)) else { return };
    let mut ids = Vec::new();
    for id in program.names[name.0 as usize].versions.clone() {
        let version = program.definitions[id.0 as usize].clone();
        ids.push(id);
        if !version.takes_unit() {
            continue;
        }
        for (at, (years, unit)) in about.units_in(code, version.in_force).into_iter().enumerate() {
            let unit_cell = about.unit_cell(code, years);
            let one = Definition { in_force: years, unit, unit_cell, ..version.clone() };
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

/// The text columns of the data about codes, by year.
pub(super) struct About<'d> {
    data: &'d Dataset,
    words: BTreeMap<&'d str, BTreeMap<i32, Words<'d>>>,
    /// The cells of `satuan` and `induk`, by code and year.
    units: BTreeMap<(&'d str, i32), CellOrigin>,
    parents: BTreeMap<(&'d str, i32), CellOrigin>,
}

/// The words about one code in a year.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Words<'d> {
    /// `uraian`: the name of a program, activity or item.
    title: Option<&'d str>,
    /// `indikator`: the words of its indicator.
    indicator: Option<&'d str>,
    /// `sasaran`
    goal: Option<&'d str>,
    /// `satuan`
    unit: Option<&'d str>,
    /// The unit of the year before, else of the first year that has one, where this one has none.
    unit_beside: Option<&'d str>,
    /// `induk`, the code of what it is a part of.
    parent: Option<&'d str>,
}

impl<'d> About<'d> {
    pub(super) fn read(data: &'d Dataset) -> Self {
        // The columns of a code are adjacent.
        let mut of_codes: Vec<(&str, BTreeMap<i32, Words>)> = Vec::new();
        let (mut units, mut parents) = (BTreeMap::new(), BTreeMap::new());
        for (Key { code, field, year, .. }, column) in data.columns() {
            if of_codes.last().is_none_or(|(known, _)| *known != &**code) {
                of_codes.push((code, BTreeMap::new()));
            }
            let Some((_, of_code)) = of_codes.last_mut() else { continue };
            let of_year = of_code.entry(*year).or_default();
            let Field::Extra(name) = field else { continue };
            let name = name.to_lowercase();
            let place = match name.as_str() {
                "uraian" => &mut of_year.title,
                "indikator" => &mut of_year.indicator,
                "sasaran" => &mut of_year.goal,
                "satuan" => &mut of_year.unit,
                "induk" => &mut of_year.parent,
                _ => continue,
            };
            // A quarter without a text does not override one with a text.
            let Some((text, origin)) = column.texts().next() else { continue };
            *place = Some(text);
            let cells = match name.as_str() {
                "satuan" => &mut units,
                "induk" => &mut parents,
                _ => continue,
            };
            if let Some(origin) = origin {
                cells.insert((&**code, *year), origin);
            }
        }
        let mut words: BTreeMap<&str, BTreeMap<i32, Words>> = of_codes.into_iter().collect();
        for of_code in words.values_mut().filter(|years| years.values().any(|words| words.unit.is_some())) {
            let mut beside = of_code.values().find_map(|words| words.unit);
            for words in of_code.values_mut().filter(|words| **words != Words::default()) {
                match words.unit {
                    Some(unit) => beside = Some(unit),
                    None => words.unit_beside = beside,
                }
            }
        }
        About { data, words, units, parents }
    }

    /// Whether any year gives the unit of a code.
    fn says_unit(&self, code: &str) -> bool {
        self.words.get(code).is_some_and(|years| years.values().any(|words| words.unit.is_some()))
    }

    /// The runs of years with one unit, which together are the years of a version. A version whose years give none uses
    /// those of other years: the latest before it, else the first after it.
    fn units_in(&self, code: &str, in_force: Years) -> Vec<(Years, Unit)> {
        let said = self.words.get(code).into_iter().flatten().filter(|(year, _)| in_force.covers(**year));
        let mut runs: Vec<(Years, Unit)> = Vec::new();
        for (year, unit) in said.filter_map(|(year, words)| Some((*year, Unit::from_word(words.unit?)))) {
            match runs.last_mut() {
                Some((_, known)) if *known == unit => {}
                Some((years, _)) => {
                    years.to = Some(year - 1);
                    runs.push((Years { from: Some(year), to: in_force.to }, unit));
                }
                None => runs.push((in_force, unit)),
            }
        }
        if runs.is_empty() {
            runs.extend(self.nearest_unit(code, in_force).map(|unit| (in_force, unit)));
        }
        runs
    }

    /// The unit given by the years outside a version, the latest before it, else the first after it.
    fn nearest_unit(&self, code: &str, in_force: Years) -> Option<Unit> {
        let said = self.words.get(code)?.iter().filter_map(|(year, words)| Some((*year, words.unit?)));
        let is_before = |year: i32| in_force.from.is_some_and(|from| year < from);
        let before = said.clone().rfind(|(year, _)| is_before(*year));
        before.or_else(|| said.into_iter().next()).map(|(_, unit)| Unit::from_word(unit))
    }

    /// The cell with the unit of a code, as seen from a year: in the latest year that gives it.
    fn unit_cell(&self, code: &str, years: Years) -> Option<String> {
        let mut cells = self.units.range((code, i32::MIN)..=(code, i32::MAX));
        let inside = cells.clone().rfind(|((_, year), _)| years.covers(*year));
        let (_, origin) = inside.or_else(|| cells.next_back())?;
        Some(self.data.describe(*origin))
    }

    /// The first year of each run of years with the same words; years without any belong to the run before. If the
    /// `umum` has a unit, the unit is not part of the run.
    fn runs(&self, code: &str, has_unit: bool) -> Vec<(i32, Words<'d>)> {
        let without_unit = |words: &Words<'d>| Words { unit: None, ..words.clone() };
        let mut runs: Vec<(i32, Words)> = Vec::new();
        for (year, words) in self.words.get(code).into_iter().flatten() {
            let says_nothing = *words == Words::default();
            let words = match runs.last() {
                Some((_, last)) if says_nothing && has_unit => without_unit(last),
                Some(_) if says_nothing => continue,
                _ => words.clone(),
            };
            match runs.last_mut() {
                Some((_, last)) if *last == words => {}
                Some((_, last)) if *last == Words::default() && has_unit && words.unit.is_some() => {
                    *last = without_unit(&words);
                    runs.push((*year, words));
                }
                Some((_, last)) if *last == Words::default() => *last = words,
                _ => runs.push((*year, words)),
            }
        }
        runs
    }

    fn first_year(&self, code: &str) -> Option<i32> {
        self.words.get(code)?.keys().next().copied()
    }

    fn last_year(&self, code: &str) -> Option<i32> {
        self.words.get(code)?.keys().next_back().copied()
    }

    /// The parent in the row of a year, with its cell; a blank cell says that there is none. A year whose files have
    /// neither such a column nor words belongs to the previous one that has some, as in [`About::runs`].
    pub(super) fn parent(&self, code: &str, year: i32) -> Option<(&'d str, Option<CellOrigin>)> {
        let words = self.words.get(code)?;
        let speaks =
            |(year, words): &(&i32, &Words)| **words != Words::default() || self.data.has_blank_parent(code, **year);
        let said = words.range(..=year).rev().find(speaks).or_else(|| words.iter().find(speaks));
        let (year, parent) = said.and_then(|(year, words)| Some((*year, words.parent?)))?;
        Some((parent, self.parents.get(&(code, year)).copied()))
    }

    /// The years in which codes may get another parent.
    pub(super) fn parent_years(&self) -> impl Iterator<Item = i32> {
        let names_one = |words: &&BTreeMap<i32, Words>| words.values().any(|words| words.parent.is_some());
        self.words.values().filter(names_one).flat_map(|words| words.keys().copied())
    }

    /// Every code and year with a row.
    pub(super) fn rows(&self) -> impl Iterator<Item = (&'d str, i32)> {
        self.words.iter().flat_map(|(code, years)| years.keys().map(|year| (*code, *year)))
    }
}

impl Words<'_> {
    fn describe(&self, definition: &mut Definition) {
        let text = |word: Option<&str>| word.map(str::to_string);
        definition.label = text(self.indicator).or_else(|| text(self.title)).or_else(|| definition.label.take());
        definition.goal = text(self.title).or_else(|| text(self.goal)).or_else(|| definition.goal.take());
        // The cells of a row are read in the unit that the row names, whatever its `umum` says about the others. If
        // neither names one, the unit is that of other years.
        let beside = self.unit_beside.filter(|_| definition.unit == Unit::Any);
        if let Some(unit) = self.unit.or(beside) {
            definition.unit = Unit::from_word(unit);
        }
    }
}
