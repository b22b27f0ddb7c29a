//! An achievement, or what its grade is given for, over years.

use super::lines::{label_of, role};
use super::number;
use crate::eval::Results;
use crate::plan::{self, BandTable, SlotId};
use crate::program::{NameId, Role, When};
use crate::report::build;
use crate::report::table::Cell;

/// A value of a thing in some years, of which at least two have a number.
#[derive(Debug, Clone)]
pub struct Trend<'r> {
    /// The thing.
    pub name: NameId,
    /// Which value of it.
    pub role: Role,
    /// What the thing is called.
    pub label: String,
    /// The word for the value.
    pub what: String,
    /// Its grades.
    pub bands: Option<&'r BandTable>,
    /// Year by year from the first with a number, the year at hand last.
    pub points: Vec<(i32, Cell, SlotId)>,
}

/// How a thing of the year at hand came to be; none where fewer than two years are known.
pub fn trend<'r>(results: Results<'r>, lane: usize, (name, when): (NameId, When), before: &[i32]) -> Option<Trend<'r>> {
    (when == When::year(results.plan.year)).then(|| trend_in(results, lane, (name, None), before)).flatten()
}

/// How the values of a thing came to be: what is shown of it among others, then its value where that is another one.
pub fn trends_of<'r>(results: Results<'r>, lane: usize, name: NameId, before: &[i32]) -> Vec<Trend<'r>> {
    let first = trend_in(results, lane, (name, None), before);
    let value = trend_in(results, lane, (name, Some(Role::Value)), before);
    let value = value.filter(|value| first.as_ref().is_none_or(|first| first.role != value.role));
    first.into_iter().chain(value).collect()
}

/// One value of a thing, where none is named the one that is shown.
fn trend_in<'r>(
    results: Results<'r>,
    lane: usize,
    (name, named): (NameId, Option<Role>),
    before: &[i32],
) -> Option<Trend<'r>> {
    let Results { program, plan, .. } = results;
    let when = When::year(plan.year);
    let graded = plan.value(name, Role::Band, when).and_then(|slot| plan.graded(slot));
    let of_grade = graded.and_then(|(slot, _)| role(results, slot)).map(|(_, role, _)| role);
    // Of an achievement the one that is shown, whichever reading its grade is given for.
    let shown = named.unwrap_or(of_grade.filter(|role| !role.is_achievement()).unwrap_or(Role::Achievement));
    let is_graded = of_grade.is_some_and(|of| of.is_achievement() == shown.is_achievement());
    let bands = graded.filter(|_| is_graded).map(|(_, bands)| &**bands);
    let cells = before.iter().copied().chain([plan.year]).filter_map(|year| {
        let cell = plan::cell(program, plan, name, shown, When::year(year))?;
        Some((year, build::value(results, lane, cell).0, cell.slot))
    });
    let points: Vec<_> = cells.skip_while(|(_, cell, _)| number(cell).is_none()).collect();
    if points.iter().filter(|(_, cell, _)| number(cell).is_some()).count() < 2 {
        return None;
    }
    let label = label_of(results, name, plan.year);
    let what = shown.word().unwrap_or("nilai").to_string();
    Some(Trend { name, role: shown, label, what, bands, points })
}
