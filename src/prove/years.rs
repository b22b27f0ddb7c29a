//! The years to plan: one for each stretch in which the same versions count, in that year and in those it looks at.

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::plan::looks::{Looks, MOST_SHIFTS, endless, looks, periods};
use crate::program::Program;
use crate::syntax::ast::{Period, YearOf};
use std::collections::BTreeSet;

/// Years beyond which none is named.
const FAR: i32 = 1_000;

/// The years that stand for all.
pub fn representatives(program: &Program, looks: &Looks) -> BTreeSet<i32> {
    let edges = program.turns();
    // What is seen from a year changes where one of the years it looks at passes an edge.
    let turns: BTreeSet<i32> =
        edges.iter().flat_map(|edge| looks.shifts.iter().map(|by| edge.saturating_sub(*by))).collect();
    // A year that is named must not be one that is looked at from here, as if they were always the same.
    let is_named = |year: i32| looks.shifts.iter().any(|by| looks.years.contains(&year.saturating_add(*by)));
    let apart = |from: i32, step: i32, is_within: &dyn Fn(i32) -> bool| {
        let mut years = (0..FAR).map(|by| from.saturating_add(step * by)).take_while(|year| is_within(*year));
        years.find(|year| !is_named(*year)).unwrap_or(from)
    };
    let starts: Vec<i32> = turns.iter().copied().collect();
    let mut years: BTreeSet<i32> = BTreeSet::new();
    match starts.first() {
        Some(first) => years.insert(apart(first.saturating_sub(1), -1, &|_| true)),
        None => years.insert(apart(FAR, 1, &|_| true)),
    };
    for (at, start) in starts.iter().enumerate() {
        let next = starts.get(at + 1);
        years.insert(apart(*start, 1, &|year| next.is_none_or(|next| year < *next)));
    }
    years
}

/// The same for a program alone.
pub fn standing_for_all(program: &Program) -> BTreeSet<i32> {
    representatives(program, &looks(program, &endless(program)))
}

/// The years that a program names: where versions begin, those that formulas look at, the ends of its period.
pub fn named_years(program: &Program) -> BTreeSet<i32> {
    let mut years = program.turns();
    let fixed = |period: Period| if let YearOf::Fixed(year) = period.year { Some(year) } else { None };
    years.extend(periods(program).into_iter().filter_map(|(period, _)| fixed(period)));
    years.extend(program.package.plan.into_iter().flat_map(|(first, last)| [first, last]));
    years
}

/// Looks at other years that go on farther than they are followed: nobody can say what comes of them.
pub fn too_far(looks: &Looks) -> Option<Diagnostic> {
    let place = looks.beyond?;
    let title = format!(
        "lebih dari {MOST_SHIFTS} tahun lain dirujuk, langsung atau berantai, dan tidak semuanya dapat diperiksa"
    );
    let finding = Diagnostic::new(Code::K0314, Severity::Warning, title).at(place, "");
    Some(finding.advise("rujuk lebih sedikit tahun; ganti rantai dengan rujukan langsung, misalnya [tahun-5]"))
}
