//! The wording of changes: the years in which they apply, and what one `umum` changes for many names.

use super::changes::{Change, Thing};
use crate::number::{Exact, NumberStyle, Places, Rounding, format};
use crate::program::Program;
use crate::report::table::Cell;
use crate::resolve::say_years;
use crate::syntax::ast::Years;

/// The most decimals shown of a number.
pub(super) const MOST_PLACES: i32 = 12;

/// How many names are listed before the rest is counted.
const NAMED: usize = 3;

/// ` (sampai 2023)`, after something that changes in other years only.
pub(super) fn only_in(years: impl Iterator<Item = Years>) -> String {
    let said: Vec<String> = years.map(say_years).collect();
    format!(" ({})", said.join(", "))
}

/// The years in which something applies.
pub(super) fn say_dates(years: &[Years]) -> String {
    years.iter().map(|years| say_years(*years)).collect::<Vec<_>>().join(", ")
}

/// Two different values, with as many decimals as it takes to tell them apart.
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

/// The same change by an `umum` for several names becomes one change.
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

/// The suffix added by [`only_in`].
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
