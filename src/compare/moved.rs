//! Both sides over the data of one year: rules of another year are moved to that year before the data are read, so that
//! these rules determine the codes of the data, and what they are parts of.

use super::Side;
use super::stretches::parted;
use crate::data::Dataset;
use crate::program::{Definition, DefinitionId, General, Named, Program, Versions};
use crate::syntax::ast::Years;
use std::borrow::Cow;

/// The rules of a side, moved to the year of the data.
pub(super) fn moved<'p>(side: Side<'p>, year: i32) -> Cow<'p, Program> {
    if side.year == year {
        return Cow::Borrowed(side.program);
    }
    let split = |years: Years| {
        let (elsewhere, _) = parted(years, year);
        let here = years.covers(side.year).then_some(Years { from: Some(year), to: Some(year) });
        elsewhere.into_iter().chain(here).collect::<Vec<_>>()
    };
    let mut program = side.program.clone();
    let mut definitions: Vec<Definition> = Vec::new();
    for name in &mut program.names {
        let versions = std::mem::take(&mut name.versions);
        let all = versions.iter().map(|id| &program.definitions[id.0 as usize]);
        let mut all: Vec<Definition> = all
            .flat_map(|one| split(one.in_force).into_iter().map(|in_force| Definition { in_force, ..one.clone() }))
            .collect();
        all.sort_by_key(|one| one.in_force.from);
        let first = definitions.len();
        name.versions = (first..first + all.len()).map(|at| DefinitionId(at as u32)).collect();
        definitions.extend(all);
    }
    program.definitions = definitions;
    let generals = program.generals.iter();
    program.generals = generals
        .flat_map(|one| split(one.in_force).into_iter().map(|in_force| General { in_force, ..one.clone() }))
        .collect();
    program.achievement_rules = rules(&program.achievement_rules, split, |rule| &mut rule.in_force);
    program.band_rules = rules(&program.band_rules, split, |rule| &mut rule.in_force);
    program.conversions = rules(&program.conversions, split, |rule| &mut rule.in_force);
    Cow::Owned(program)
}

fn rules<T: Clone + Named>(
    all: &[T],
    split: impl Fn(Years) -> Vec<Years>,
    in_force: impl Fn(&mut T) -> &mut Years,
) -> Versions<T> {
    let mut found = Versions::default();
    for rule in all {
        for years in split(*in_force(&mut rule.clone())) {
            let mut one = rule.clone();
            *in_force(&mut one) = years;
            found.push(one);
        }
    }
    found
}

/// Data plus the units that other readings of them have.
pub(super) fn with_units<'d>(data: &'d Dataset, other: Option<&Dataset>) -> Cow<'d, Dataset> {
    let known: std::collections::BTreeSet<&str> = data.units().iter().collect();
    let more: Vec<&str> =
        other.into_iter().flat_map(|other| other.units().iter()).filter(|unit| !known.contains(unit)).collect();
    if more.is_empty() {
        return Cow::Borrowed(data);
    }
    let mut data = data.clone();
    more.into_iter().for_each(|unit| {
        data.lane(unit);
    });
    Cow::Owned(data)
}
