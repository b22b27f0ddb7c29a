//! Achievements as bars, against a hundred percent and against their cap.

use super::figures::Figures;
use super::lines::{Line, label_of, role};
use super::scale::{Scale, number};
use super::view::{self, Bar, Figure, Tick};
use crate::eval::Results;
use crate::number::{Bound, Exact, NumberStyle, format};
use crate::plan::{self, Op, Plan, SlotId};
use crate::program::{NameId, Role, When};
use crate::report::build;
use crate::report::table::{Cell, Part};
use std::collections::BTreeSet;

/// As many bars are taken in at a look.
pub(super) const MOST: usize = 24;

/// The bars of a table, and whose they are.
pub(super) struct Drawn {
    pub shown: view::Bars,
    /// The things with their time, in order.
    pub names: Vec<(NameId, When)>,
}

/// A row that has a bar.
struct Row<'t> {
    label: String,
    /// What the row is called in the table.
    line: String,
    strong: bool,
    cell: &'t Cell,
    slot: SlotId,
    of: Option<(NameId, When)>,
    grade: Option<String>,
}

/// The bars of the column of achievements of the year; none where a table has no such column, or nothing in it.
pub(super) fn bars(results: Results, lane: usize, lines: &[Line], figures: &Figures) -> Option<Drawn> {
    let column = column(results, lines)?;
    let mut rows: Vec<Row> = lines.iter().filter_map(|line| row(results, line, column)).collect();
    let names: Vec<(NameId, When)> = rows.iter().filter_map(|row| row.of).collect();
    // One thing in several years is told apart by its rows.
    if names.iter().map(|(name, _)| name).collect::<BTreeSet<_>>().len() < names.len() {
        rows.iter_mut().for_each(|row| row.label.clone_from(&row.line));
    }
    let hundred = Exact::HUNDRED;
    let raw: Vec<Option<Cell>> = rows.iter().map(|row| raw(results, lane, row.of?)).collect();
    let drawn: Vec<(Option<Exact>, Option<Exact>, Option<Exact>)> = rows
        .iter()
        .zip(&raw)
        .map(|(row, raw)| {
            let cap = row.of.and_then(|_| cap(results.plan, row.slot));
            (number(row.cell), raw.as_ref().and_then(number), cap)
        })
        .collect();
    let ends = drawn.iter().flat_map(|(value, raw, cap)| [value, raw, cap].into_iter().flatten());
    // One that is many times the others leaves these no room.
    let high = ends.cloned().chain([hundred.clone()]).max()?.min(&hundred * &Exact::from(2));
    let scale = Scale::new([&Exact::ZERO, &high], 0, 100)?;
    if drawn.iter().all(|(value, ..)| value.is_none()) {
        return None;
    }
    let mut ticks = vec![Exact::ZERO, Exact::from(50), hundred.clone()];
    let mut caps: Vec<&Exact> = drawn.iter().filter_map(|(_, _, cap)| cap.as_ref()).collect();
    caps.sort();
    caps.dedup();
    let capped =
        drawn.iter().any(|(value, raw, _)| raw.as_ref().zip(value.as_ref()).is_some_and(|(raw, value)| raw > value));
    // Words side by side need room.
    if let [one] = caps.as_slice()
        && **one >= Exact::from(110)
    {
        ticks.push((*one).clone());
    }
    let legend = match (caps.as_slice(), capped) {
        ([], _) => "Garis tegak: 100%.".to_string(),
        ([cap], false) if **cap == hundred => "Garis tegak: 100%, batas capaian.".to_string(),
        ([cap], true) if **cap == hundred => {
            "Garis tegak: 100%, batas capaian. Bagian bergaris miring: capaian sebelum dibatasi.".to_string()
        }
        (_, capped) => {
            let beyond = if capped { " Bagian bergaris miring: capaian sebelum dibatasi." } else { "" };
            format!("Garis tegak: 100%. Garis putus-putus: batas capaian.{beyond}")
        }
    };
    let key = rows.iter().map(|row| row.slot.0).collect();
    let bars = rows.iter().zip(&drawn).zip(&raw).map(|((row, (value, number, cap)), raw)| {
        let words = words(row.cell);
        let beyond = number.as_ref().zip(value.as_ref()).filter(|(raw, value)| raw > value).map(|(raw, _)| raw);
        let mut said = vec![Figure { words: words.clone(), link: figures.link(row.slot) }];
        if let (Some(_), Some(raw)) = (beyond, raw) {
            said.push(Figure { words: raw.words().to_string(), link: figures.link(row.slot) });
        }
        Bar {
            label: row.label.clone(),
            strong: row.strong,
            length: value.as_ref().map(|value| scale.at(value)),
            beyond: beyond.map(|raw| scale.at(raw)),
            full: scale.at(&hundred),
            cap: cap.as_ref().filter(|cap| **cap != hundred).map(|cap| scale.at(cap)),
            figures: said,
            between: "sebelum dibatasi",
            behind: row.grade.clone(),
            alt: alt(&row.label, &words, value.as_ref()),
        }
    });
    let ticks = ticks.into_iter().filter(|tick| *tick <= high).map(|tick| tick_at(&scale, &tick));
    let rows: Vec<Bar> = bars.collect();
    let long = rows.len() > MOST;
    let shown = view::Bars { key, title: "Capaian".into(), legend, ticks: ticks.collect(), rows, long };
    Some(Drawn { shown, names })
}

/// A line at a number of percent.
pub(super) fn tick_at(scale: &Scale, value: &Exact) -> Tick {
    let words = value.to_exact_plain().map(|plain| format(&plain, NumberStyle::Indonesian)).unwrap_or_default();
    Tick { at: scale.at(value), words: format!("{words}%") }
}

/// What stands beside a bar: the figure, or why there is none.
pub(super) fn words(cell: &Cell) -> String {
    match &cell.missing {
        Some(missing) => missing.state.words().to_string(),
        None => cell.words().to_string(),
    }
}

fn alt(label: &str, words: &str, value: Option<&Exact>) -> String {
    let held = match value {
        Some(value) if *value < Exact::HUNDRED => ", di bawah 100%",
        Some(value) if *value > Exact::HUNDRED => ", di atas 100%",
        Some(_) | None => "",
    };
    format!("{label}: {words}{held}")
}

/// The column of achievements: of the year at hand, as it counts, the last one.
fn column(results: Results, lines: &[Line]) -> Option<usize> {
    let year = results.plan.year;
    let width = lines.iter().map(|line| line.at.len()).max()?;
    let rank = |column: usize| {
        let cells = lines.iter().filter(|line| line.part == Some(Part::Row)).filter_map(|line| line.at.get(column));
        let roles = cells.flatten().filter_map(|cell| role(results, cell.slot));
        let best = roles
            .filter(|(_, role, _)| role.is_achievement())
            .map(|(_, role, when)| (when.year == year, role == Role::Achievement, role == Role::CappedAchievement));
        best.max().map(|best| (best, column))
    };
    (0..width).filter_map(rank).max().filter(|((of_year, ..), _)| *of_year).map(|(_, column)| column)
}

fn row<'t>(results: Results, line: &Line<'t>, column: usize) -> Option<Row<'t>> {
    let cell = line.cells.get(column)?;
    let slot = line.at.get(column).copied().flatten()?.slot;
    let of = role(results, slot).filter(|(_, role, _)| role.is_achievement()).map(|(name, _, when)| (name, when));
    // What sums up counts where it is a percentage of the same kind.
    let sums_up = line.part != Some(Part::Row) && cell.plain.is_some() && cell.unit.as_deref() == Some("persen");
    if line.part == Some(Part::Row) && of.is_none() || line.part != Some(Part::Row) && !sums_up {
        return None;
    }
    let label = match (of, line.part) {
        (Some((name, when)), Some(Part::Row)) => label_of(results, name, when.year),
        _ => line.label.clone(),
    };
    let plan = results.plan;
    let grades = line.cells.iter().zip(&line.at).filter(|(_, at)| {
        let graded = at.and_then(|at| plan.graded(at.slot));
        graded.is_some_and(|(value, _)| plan.plain(value) == plan.plain(slot))
    });
    let grade = grades.filter(|(cell, _)| cell.missing.is_none()).map(|(cell, _)| words(cell)).next();
    let line_label = line.label.clone();
    Some(Row { label, line: line_label, strong: line.part != Some(Part::Row), cell, slot, of, grade })
}

/// The most that an achievement can count.
fn cap(plan: &Plan, mut slot: SlotId) -> Option<Exact> {
    while let Op::Round(inner, _) | Op::Same(inner) = &plan.slot(slot).op {
        slot = *inner;
    }
    let Op::Clamp(_, range) = &plan.slot(slot).op else { return None };
    match range.hi() {
        Bound::Included(high) | Bound::Excluded(high) => Some(high.clone()),
        Bound::Unbounded => None,
    }
}

/// The achievement before its cap, where that is another value.
fn raw(results: Results, lane: usize, (name, when): (NameId, When)) -> Option<Cell> {
    let cell = plan::cell(results.program, results.plan, name, Role::RawAchievement, when)?;
    Some(build::value(results, lane, cell).0)
}
