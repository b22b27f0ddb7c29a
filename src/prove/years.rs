//! The years to plan: one of each period in which the same versions are in force, in that year and in those it reads.

use crate::calendar::YEARS;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::plan::looks::{Looks, MOST_SHIFTS, endless, looks, periods};
use crate::program::{EXAMPLE_YEAR, Program};
use crate::syntax::ast::{Period, YearOf};
use std::collections::BTreeSet;

/// The first and last year that data can have.
pub const ALL: (i32, i32) = (*YEARS.start(), *YEARS.end());

/// All years in periods, each as its first and last: what a year sees changes where one of the years it reads
/// (`shifts`) passes an edge, or the year itself passes one of its `own`.
pub fn stretches(edges: &BTreeSet<i32>, shifts: &BTreeSet<i32>, own: &BTreeSet<i32>) -> Vec<(i32, i32)> {
    let seen = edges.iter().flat_map(|edge| shifts.iter().map(|by| edge.saturating_sub(*by)));
    let mut turns: BTreeSet<i32> = seen.chain(own.iter().copied()).collect();
    turns.retain(|turn| (ALL.0 + 1..=ALL.1).contains(turn));
    let starts = std::iter::once(ALL.0).chain(turns.iter().copied());
    starts.zip(turns.iter().map(|turn| turn - 1).chain([ALL.1])).collect()
}

/// The year that represents a period: `first` if it lies in it, else the one nearest to its edge that `fits`, and far
/// enough from the first and the last of all years that every year it reads can have data.
pub fn speaker((from, to): (i32, i32), shifts: &BTreeSet<i32>, first: Option<i32>, fits: impl Fn(i32) -> bool) -> i32 {
    let reach = |end: i32, by: Option<&i32>| end.saturating_sub(by.copied().unwrap_or_default());
    let (low, high) = (reach(ALL.0, shifts.first()), reach(ALL.1, shifts.last()));
    let inward = |year: i32| year.max(low).min(high).clamp(from, to);
    let (start, step) = match first.filter(|year| (from..=to).contains(year)) {
        Some(first) => (first, 1),
        None if (from, to) == ALL => (EXAMPLE_YEAR, 1),
        None if from == ALL.0 => (to, -1),
        None => (from, 1),
    };
    let mut years = (0..=to - from).map(|by| inward(start + step * by));
    years.find(|year| fits(*year)).unwrap_or(inward(start))
}

/// The period of years in which everything is as in a given year.
pub fn stretch_of(program: &Program, looks: &Looks, year: i32) -> (i32, i32) {
    let all = stretches(&program.turns(), &looks.shifts, &BTreeSet::new());
    all.into_iter().find(|(from, to)| (*from..=*to).contains(&year)).unwrap_or((year, year))
}

/// The years that represent all.
pub fn representatives(program: &Program, looks: &Looks) -> BTreeSet<i32> {
    // A named year must not coincide with one that is read from here, as if the two were always the same.
    let is_named = |year: i32| looks.shifts.iter().any(|by| looks.years.contains(&year.saturating_add(*by)));
    let stretches = stretches(&program.turns(), &looks.shifts, &BTreeSet::new()).into_iter();
    stretches.map(|stretch| speaker(stretch, &looks.shifts, None, |year| !is_named(year))).collect()
}

/// The same for a program alone.
pub fn standing_for_all(program: &Program) -> BTreeSet<i32> {
    representatives(program, &looks(program, &endless(program)))
}

/// The years that a program names: where versions begin, those that formulas read, the ends of its period.
pub fn named_years(program: &Program) -> BTreeSet<i32> {
    let mut years = program.turns();
    let fixed = |period: Period| if let YearOf::Fixed(year) = period.year { Some(year) } else { None };
    years.extend(periods(program).into_iter().filter_map(|(period, _)| fixed(period)));
    years.extend(program.package.plan.into_iter().flat_map(|(first, last)| [first, last]));
    years
}

/// Reads of other years that go farther than they are followed: their result is unknown.
pub fn too_far(looks: &Looks) -> Option<Diagnostic> {
    let place = looks.beyond?;
    let title = format!(
        "lebih dari {MOST_SHIFTS} tahun lain dirujuk, langsung atau berantai, dan tidak semuanya dapat diperiksa"
    );
    let finding = Diagnostic::new(Code::K0314, Severity::Warning, title).at(place, "");
    Some(finding.advise("rujuk lebih sedikit tahun; ganti rantai dengan rujukan langsung, misalnya [tahun-5]"))
}
