//! How changes are said: the years in which they count, and what one `umum` changes of many names.

use super::changes::{Change, Thing};
use crate::number::{Exact, NumberStyle, Places, Rounding, format};
use crate::program::Program;
use crate::report::table::Cell;
use crate::resolve::say_years;
use crate::syntax::ast::Years;

/// Decimals that a number is told with at most.
pub(super) const MOST_PLACES: i32 = 12;

/// Names that are written out before the rest is counted.
const NAMED: usize = 3;

/// ` (sampai 2023)`, behind what has a change in other years only.
pub(super) fn only_in(years: impl Iterator<Item = Years>) -> String {
    let said: Vec<String> = years.map(say_years).collect();
    format!(" ({})", said.join(", "))
}

/// The years in which something counts.
pub(super) fn say_dates(years: &[Years]) -> String {
    years.iter().map(|years| say_years(*years)).collect::<Vec<_>>().join(", ")
}

/// Two values that are not the same, with as many decimals as it takes to be told apart.
pub(super) fn apart([before, after]: [Cell; 2]) -> [Cell; 2] {
    let (Some(first), Some(second)) = (&before.value, &after.value) else { return [before, after] };
    if before.shown != after.shown || first == second {
        return [before, after];
    }
    let decimals =
        |cell: &Cell| cell.plain.as_deref().and_then(|plain| plain.split_once('.')).map_or(0, |one| one.1.len());
    let few = i32::try_from(decimals(&before)).unwrap_or_default();
    let plain = |value: &Exact, places| value.to_plain(places, Rounding::HalfAway);
    let mut more = (few + 1..=MOST_PLACES).filter_map(Places::new);
    let Some(places) = more.find(|places| plain(first, *places) != plain(second, *places)) else {
        return [before, after];
    };
    [(&before, first), (&after, second)].map(|(cell, value)| {
        let plain = plain(value, places);
        let number = |plain: &str| format(plain, NumberStyle::Indonesian);
        let known = number(cell.plain.as_deref().unwrap_or_default());
        Cell { shown: cell.shown.replacen(&known, &number(&plain), 1), plain: Some(plain), ..cell.clone() }
    })
}

/// What an `umum` changes alike of several names is one change.
pub(super) fn several(all: Vec<Change>, host: &Program) -> Vec<Change> {
    let mut found: Vec<Change> = Vec::new();
    let mut places = std::collections::BTreeMap::new();
    for change in all {
        let key = (change.part, change.before.clone(), change.after.clone(), years_of(&change.called));
        match places.get(&key) {
            Some(at) => {
                let known: &mut Change = &mut found[*at];
                known.of.extend(change.of);
                known.years.extend(change.years);
            }
            None => {
                places.insert(key, found.len());
                found.push(change);
            }
        }
    }
    for change in found.iter_mut().filter(|change| change.of.len() > 1) {
        let names: Vec<&str> = change.of.iter().take(NAMED).map(|thing| thing.called(host)).collect();
        let more = change.of.len() - names.len();
        let more = if more == 0 { String::new() } else { format!(" dan {more} lain") };
        let years = years_of(&change.called).unwrap_or_default();
        change.called = format!("umum, untuk {}{more}{years}", names.join("; "));
    }
    found
}

/// What [`only_in`] says at the end.
fn years_of(called: &str) -> Option<String> {
    called.find(" (").map(|at| called[at..].to_string())
}

impl Thing {
    /// Its name.
    fn called<'t>(&'t self, host: &'t Program) -> &'t str {
        match self {
            Thing::Package => "paket",
            Thing::Field(field) => host.fields.get(field.0 as usize).map_or("", |field| &field.name),
            Thing::Name(name) => host.code(*name),
            Thing::Achievement(name) | Thing::Bands(name) | Thing::Conversion(name) => name,
            Thing::Table(name) | Thing::Assertion(name) | Thing::Data(name) => name,
        }
    }
}
