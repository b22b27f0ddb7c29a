//! Which achievements of a table become bars, with what is shown beside each.

use super::lines::{Block, Line, label_of, role, with_groups};
use super::{Named, number, shown_number, told_apart};
use crate::eval::Results;
use crate::number::{Bound, Exact};
use crate::plan::{self, Op, Plan, PlannedCell, SlotId};
use crate::program::{NameId, Role, When};
use crate::report::build;
use crate::report::table::{Cell, Part};
use crate::report::text::one_line;
use std::collections::BTreeSet;

/// The words before an achievement that was reduced by a cap.
pub const BEFORE_CAP: &str = "sebelum dibatasi";

/// A row that has a bar.
#[derive(Debug, Clone)]
pub struct Bar {
    /// What it is called.
    pub label: String,
    /// Whether it is a total of others.
    pub strong: bool,
    /// The figure, or why there is none.
    pub cell: Cell,
    /// The slot of the figure.
    pub slot: SlotId,
    /// The thing, the stage of its achievement, and the time.
    pub of: Option<(NameId, Role, When)>,
    /// The achievement before its cap, if that reduced it.
    pub raw: Option<Cell>,
    /// Its cap.
    pub cap: Option<Exact>,
    /// The grade beside it.
    pub grade: Option<String>,
}

impl Bar {
    /// Its length.
    pub fn value(&self) -> Option<Exact> {
        number(&self.cell)
    }

    /// The length without its cap, if greater.
    pub fn beyond(&self) -> Option<Exact> {
        let raw = number(self.raw.as_ref()?)?;
        self.value().is_some_and(|value| raw > value).then_some(raw)
    }
}

/// The default title of bars.
const TITLE: &str = "Capaian";

/// Bars on one scale.
#[derive(Debug, Clone)]
pub struct Bars {
    /// Their title.
    pub title: String,
    /// From the top; empty if there is nothing to draw.
    pub rows: Vec<Bar>,
}

/// The bars of the columns of achievements of the year, one column of each block; none if a table has no such column,
/// or nothing in it.
pub fn bars(results: Results, lane: usize, blocks: &[Block]) -> Bars {
    let columns = blocks.iter().enumerate();
    let columns = columns.filter_map(|(side, block)| Some((side, block, column(results, &block.lines)?)));
    let columns: Vec<(usize, &Block, usize)> = columns.collect();
    let title =
        titled(columns.iter().filter_map(|(_, block, column)| block.columns.get(*column)).map(|column| &*column.title));
    let rows = columns.iter().flat_map(|(side, block, column)| {
        let heading = block.columns.get(*column).map(|column| column.title.clone()).unwrap_or_default();
        rows(results, lane, &block.lines, *column).into_iter().map(move |(bar, group)| {
            let (words, side) = (bar.label.clone(), (*side, heading.clone()));
            let code = bar.of.map(|(name, ..)| results.program.code(name).to_string());
            (bar, Named { words, side, group, code })
        })
    });
    let (mut rows, named): (Vec<Bar>, Vec<Named>) = rows.unzip();
    rows.iter_mut().zip(told_apart(&named)).for_each(|(row, label)| row.label = label);
    let is_empty = rows.iter().all(|bar| bar.value().is_none());
    Bars { title, rows: if is_empty { Vec::new() } else { rows } }
}

/// The title of bars, with the names of their columns if their headings differ.
fn titled<'c>(headings: impl Iterator<Item = &'c str>) -> String {
    let mut named: Vec<String> = Vec::new();
    for heading in headings.map(|heading| one_line(heading.trim())) {
        if !named.contains(&heading) {
            named.push(heading);
        }
    }
    let says_itself = |heading: &String| heading.to_lowercase().contains(&TITLE.to_lowercase());
    match named.as_slice() {
        [alone] if says_itself(alone) => alone.clone(),
        _ if named.iter().all(String::is_empty) => TITLE.to_string(),
        _ => {
            let named: Vec<String> = named.iter().map(|heading| format!("\"{heading}\"")).collect();
            format!("{TITLE}, kolom {}", named.join(" dan "))
        }
    }
}

/// The bars of a column, each with the heading above its rows.
fn rows(results: Results, lane: usize, lines: &[Line], column: usize) -> Vec<(Bar, String)> {
    let rows = with_groups(lines).filter_map(|(line, group)| Some((row(results, lane, line, column)?, line, group)));
    let mut rows: Vec<(Bar, &Line, &str)> = rows.collect();
    let names: Vec<NameId> = rows.iter().filter_map(|(row, ..)| row.of).map(|(name, ..)| name).collect();
    // A thing that occurs for several years is distinguished by its rows.
    if names.iter().collect::<BTreeSet<_>>().len() < names.len() {
        rows.iter_mut().for_each(|(row, line, _)| row.label = line.label.clone());
    }
    rows.into_iter().map(|(row, _, group)| (row, group.to_string())).collect()
}

/// The bar of one thing in the current year; none if it has no achievement.
pub fn bar_of(results: Results, lane: usize, name: NameId) -> Bars {
    let bar = bar_in(results, lane, name).filter(|bar| bar.value().is_some());
    Bars { title: TITLE.to_string(), rows: bar.into_iter().collect() }
}

fn bar_in(results: Results, lane: usize, name: NameId) -> Option<Bar> {
    let Results { program, plan, .. } = results;
    let when = When::year(plan.year);
    let value = |role: Role| {
        let planned = plan::cell(program, plan, name, role, when)?;
        Some((build::value(results, lane, planned).0, planned))
    };
    let (cell, planned) = value(Role::Achievement)?;
    let slot = planned.slot;
    let grade = value(Role::Band).filter(|(grade, _)| grade.missing.is_none()).map(|(grade, _)| words(&grade));
    let (label, of) = (label_of(results, name, plan.year), (name, Role::Achievement, when));
    let (raw, cap) = (raw(results, lane, of, (&cell, planned)), cap(plan, slot));
    Some(Bar { label, strong: false, cell, slot, of: Some(of), raw, cap, grade })
}

/// The text beside a bar: the figure, or why there is none.
pub fn words(cell: &Cell) -> String {
    match &cell.missing {
        Some(missing) => missing.state.words().to_string(),
        None => cell.words().to_string(),
    }
}

/// The column of achievements: of the current year, for the whole year rather than a quarter, final rather than
/// intermediate, the last one.
fn column(results: Results, lines: &[Line]) -> Option<usize> {
    let year = results.plan.year;
    let width = lines.iter().map(|line| line.at.len()).max()?;
    let rank = |column: usize| {
        let cells = lines.iter().filter(|line| line.part == Some(Part::Row)).filter_map(|line| line.at.get(column));
        let roles = cells.flatten().filter_map(|cell| role(results, cell.slot));
        let best = roles.filter(|(_, role, _)| role.is_achievement()).map(|(_, role, when)| {
            let reading = (role == Role::Achievement, role == Role::CappedAchievement);
            (when.year == year, when == When::year(year), reading)
        });
        best.max().map(|best| (best, column))
    };
    (0..width).filter_map(rank).max().filter(|((of_year, ..), _)| *of_year).map(|(_, column)| column)
}

fn row(results: Results, lane: usize, line: &Line, column: usize) -> Option<Bar> {
    let cell = line.cells.get(column)?;
    let planned = line.at.get(column).copied().flatten()?;
    let slot = planned.slot;
    let of = role(results, slot).filter(|(_, role, _)| role.is_achievement());
    // A total counts if it is a percentage of the same kind.
    let sums_up = line.part != Some(Part::Row) && cell.plain.is_some() && cell.unit.as_deref() == Some("persen");
    if line.part == Some(Part::Row) && of.is_none() || line.part != Some(Part::Row) && !sums_up {
        return None;
    }
    let label = match (of, line.part) {
        (Some((name, _, when)), Some(Part::Row)) => label_of(results, name, when.year),
        _ => line.label.clone(),
    };
    let plan = results.plan;
    let grades = line.cells.iter().zip(&line.at).filter(|(_, at)| {
        let graded = at.and_then(|at| plan.graded(at.slot));
        graded.is_some_and(|(value, _)| plan.plain(value) == plan.plain(slot))
    });
    let grade = grades.filter(|(cell, _)| cell.missing.is_none()).map(|(cell, _)| words(cell)).next();
    let raw = of.and_then(|of| raw(results, lane, of, (cell, planned)));
    let cap = of.and_then(|_| cap(plan, slot));
    Some(Bar { label, strong: line.part != Some(Part::Row), cell: cell.clone(), slot, of, raw, cap, grade })
}

/// The cap of an achievement.
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

/// The achievement before its cap, if the cap visibly reduced it: with the decimals of the figure beside it, or those
/// of the rules if the two would look the same.
fn raw(results: Results, lane: usize, of: (NameId, Role, When), beside: (&Cell, PlannedCell)) -> Option<Cell> {
    let (name, _, when) = of;
    let (figure, PlannedCell { slot, show }) = beside;
    let slot = before_cap(results, lane, slot)?;
    let of_rules = plan::cell(results.program, results.plan, name, Role::RawAchievement, when)?.show;
    let shown = |show| Some(build::value(results, lane, PlannedCell { slot, show }).0);
    let is_more = |raw: &Cell| shown_number(raw) > shown_number(figure);
    shown(show).filter(is_more).or_else(|| shown(of_rules).filter(is_more))
}

/// The value that a cap reduced, by the same steps as a derivation: roundings before or after it do not count.
fn before_cap(results: Results, lane: usize, mut slot: SlotId) -> Option<SlotId> {
    let Results { plan, evaluation, .. } = results;
    let mut found = None;
    while let Op::Round(inner, _) | Op::Same(inner) | Op::Clamp(inner, _) = &plan.slot(slot).op {
        let is_cap = matches!(plan.slot(slot).op, Op::Clamp(..));
        if is_cap && evaluation.cell(*inner, lane) != evaluation.cell(slot, lane) {
            found = Some(*inner);
        }
        slot = *inner;
    }
    found
}
