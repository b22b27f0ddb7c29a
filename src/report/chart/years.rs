//! An achievement, or the value behind its grade, over years.

use super::lines::{Line, label_of, role};
use super::number;
use crate::eval::Results;
use crate::plan::{self, BandTable, PlannedCell, SlotId};
use crate::program::{NameId, Role, When};
use crate::report::build;
use crate::report::table::Cell;
use std::collections::HashSet;

/// A value of a thing in some years, at least two of which have a number.
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
    /// Year by year from the first with a number, the current year last.
    pub points: Vec<(i32, Cell, SlotId)>,
}

/// The trends of the things in a table that are not in `told` yet, shown as in their rows, at the stage that their bars
/// show. `told` is checked before a trend is computed, since most things of a report are in many tables.
pub fn trends<'r>(
    results: Results<'r>,
    lane: usize,
    things: impl Iterator<Item = (NameId, Role, When)>,
    (before, lines): (&[i32], &[Line]),
    told: &mut HashSet<(NameId, Role)>,
) -> Vec<Trend<'r>> {
    let mut found: Vec<Trend> = Vec::new();
    let things: Vec<(NameId, Role, When)> = things.collect();
    // Two things with the same name are distinguished by their codes.
    let called = |name: NameId| label_of(results, name, results.plan.year);
    let is_ambiguous =
        |trend: &Trend| things.iter().any(|(other, ..)| *other != trend.name && called(*other) == trend.label);
    for &(name, reading, _) in things.iter().filter(|(.., when)| *when == When::year(results.plan.year)) {
        let shown = shown_role(results, name, reading);
        if !told.contains(&(name, shown)) {
            let mut trend = trend_in(results, lane, (name, shown), (before, lines));
            if let Some(trend) = trend.as_mut().filter(|trend| is_ambiguous(trend)) {
                trend.label = format!("{} ({})", trend.label, results.program.code(name));
            }
            told.extend(trend.iter().map(|trend| (trend.name, trend.role)));
            found.extend(trend);
        }
    }
    found
}

/// The trends of a thing: its displayed value, then the value behind its grade if that is another one.
pub fn trends_of<'r>(results: Results<'r>, lane: usize, name: NameId, before: &[i32]) -> Vec<Trend<'r>> {
    let first = trend_in(results, lane, (name, shown_role(results, name, Role::Achievement)), (before, &[]));
    let value = trend_in(results, lane, (name, Role::Value), (before, &[]));
    let value = value.filter(|value| first.as_ref().is_none_or(|first| first.role != value.role));
    first.into_iter().chain(value).collect()
}

/// One value of a thing, each year with the decimals of its column, else those of the current year.
fn trend_in<'r>(
    results: Results<'r>,
    lane: usize,
    (name, shown): (NameId, Role),
    (before, lines): (&[i32], &[Line]),
) -> Option<Trend<'r>> {
    let Results { program, plan, .. } = results;
    let when = When::year(plan.year);
    let (graded, of_grade) = (graded(results, name), of_grade(results, name));
    let is_graded = of_grade.is_some_and(|of| of.is_achievement() == shown.is_achievement());
    let bands = graded.filter(|_| is_graded).map(|(_, bands)| bands);
    let mut columns =
        lines.iter().filter(|line| line.part.is_some()).flat_map(|line| line.at.iter().copied().flatten());
    let own = plan::cell(program, plan, name, shown, when);
    let column = columns.find(|cell| own.is_some_and(|own| plan.plain(cell.slot) == plan.plain(own.slot))).or(own);
    let cells = before.iter().copied().chain([plan.year]).filter_map(|year| {
        let cell = plan::cell(program, plan, name, shown, When::year(year))?;
        let cell = PlannedCell { show: column.map_or(cell.show, |column| column.show), ..cell };
        Some((year, build::value(results, lane, cell).0, cell.slot))
    });
    let points: Vec<_> = cells.skip_while(|(_, cell, _)| number(cell).is_none()).collect();
    if points.iter().filter(|(_, cell, _)| number(cell).is_some()).count() < 2 {
        return None;
    }
    let label = label_of(results, name, plan.year);
    let what = shown.word().unwrap_or("nilai").replace('_', " ");
    Some(Trend { name, role: shown, label, what, bands, points })
}

/// The value behind its grade; for an achievement, the displayed stage.
fn shown_role(results: Results, name: NameId, reading: Role) -> Role {
    of_grade(results, name).filter(|role| !role.is_achievement()).unwrap_or(reading)
}

/// Which value of a thing is graded.
fn of_grade(results: Results, name: NameId) -> Option<Role> {
    graded(results, name).and_then(|(slot, _)| role(results, slot)).map(|(_, role, _)| role)
}

fn graded(results: Results<'_>, name: NameId) -> Option<(SlotId, &BandTable)> {
    let plan = results.plan;
    plan.value(name, Role::Band, When::year(plan.year))
        .and_then(|slot| plan.graded(slot))
        .map(|(slot, bands)| (slot, &**bands))
}
