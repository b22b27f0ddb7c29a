//! Periods of years in which neither side changes: what applies in each of them before and after.

use crate::syntax::ast::Years;
use std::collections::BTreeSet;

/// A period in which each side says one thing, or nothing.
#[derive(Debug, Clone)]
pub struct Stretch<T> {
    /// The period.
    pub years: Years,
    /// What each side says.
    pub sides: [Option<T>; 2],
}

/// The versions of both sides by years.
pub fn stretches<T: Clone>(before: &[(Years, T)], after: &[(Years, T)]) -> Vec<Stretch<T>> {
    let versions = || before.iter().chain(after).map(|(years, _)| *years);
    let turns: BTreeSet<i32> = versions().flat_map(Years::turns).collect();
    let starts = std::iter::once(None).chain(turns.iter().copied().map(Some));
    let ends = turns.iter().map(|turn| Some(turn - 1)).chain(std::iter::once(None));
    let side = |versions: &[(Years, T)], year: i32| {
        versions.iter().find(|(years, _)| years.covers(year)).map(|(_, version)| version.clone())
    };
    let all = starts.zip(ends).map(|(from, to)| {
        let year = from.or(to).unwrap_or_default();
        Stretch { years: Years { from, to }, sides: [side(before, year), side(after, year)] }
    });
    all.filter(|one| one.sides.iter().any(Option::is_some)).collect()
}

/// The years besides one, and that one if it is among them.
pub fn parted(years: Years, year: i32) -> (Vec<Years>, Option<Years>) {
    let only = Years { from: Some(year), to: Some(year) };
    (Years::without(&[years], only), years.covers(year).then_some(only))
}

/// What applies in a year on both sides.
pub fn at<T>(stretches: &[Stretch<T>], year: i32) -> [Option<&T>; 2] {
    match stretches.iter().find(|one| one.years.covers(year)) {
        Some(one) => [one.sides[0].as_ref(), one.sides[1].as_ref()],
        None => [None, None],
    }
}

/// The years of one side.
pub fn years_of<T>(stretches: &[Stretch<T>], side: usize) -> Vec<Years> {
    whole(stretches.iter().filter(|one| one.sides[side].is_some()).map(|one| one.years).collect())
}

/// Merges adjacent years.
pub fn whole(mut all: Vec<Years>) -> Vec<Years> {
    all.sort_by_key(|years| years.from);
    let mut found: Vec<Years> = Vec::new();
    for years in all {
        match found.last_mut() {
            Some(last) if last.to.is_some_and(|to| years.from == Some(to + 1)) => last.to = years.to,
            Some(_) | None => found.push(years),
        }
    }
    found
}
