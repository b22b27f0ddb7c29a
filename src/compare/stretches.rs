//! Years in which neither side changes: what stands in each of them before and now.

use crate::syntax::ast::Years;
use std::collections::BTreeSet;

/// Years in which both sides say one thing each, or nothing.
#[derive(Debug, Clone)]
pub struct Stretch<T> {
    /// Which years.
    pub years: Years,
    /// What is said before and now.
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

/// The years in which the rules of before are meant as they stand there, and whether they are meant in the year compared:
/// there those of `first` are.
pub fn moved(years: Years, (first, second): (i32, i32)) -> (Vec<Years>, Option<Years>) {
    let only = Years { from: Some(second), to: Some(second) };
    (Years::without(&[years], only), years.covers(first).then_some(only))
}

/// What stands in a year on both sides.
pub fn at<T>(stretches: &[Stretch<T>], year: i32) -> [Option<&T>; 2] {
    match stretches.iter().find(|one| one.years.covers(year)) {
        Some(one) => [one.sides[0].as_ref(), one.sides[1].as_ref()],
        None => [None, None],
    }
}

/// The years of one side.
pub fn years_of<T>(stretches: &[Stretch<T>], side: usize) -> Vec<Years> {
    let mut found: Vec<Years> = Vec::new();
    for one in stretches.iter().filter(|one| one.sides[side].is_some()) {
        match found.last_mut() {
            Some(last) if last.to.is_some_and(|to| one.years.from == Some(to + 1)) => last.to = one.years.to,
            Some(_) | None => found.push(one.years),
        }
    }
    found
}
