//! Budgets as bars that spending fills.

use super::bars::{self, MOST};
use super::figures::Figures;
use super::view::{self, Bar, Figure};
use crate::eval::Results;
use crate::number::Exact;
use crate::plan::PlannedCell;
use crate::program::{NameId, Role, When};
use crate::report::chart::axis::{Axis, told_of_cuts};
use crate::report::chart::lines::{Block, Line, label_of, role, with_groups};
use crate::report::chart::{Named, number, told_apart, words};
use crate::report::table::{Cell, Part};
use std::collections::BTreeSet;

/// The budgets of a table beside what was spent of them; none where it does not show both of one time.
pub(super) fn money(results: Results, blocks: &[Block], figures: &Figures) -> Option<view::Bars> {
    let sides = blocks.iter().enumerate().flat_map(|(side, block)| filled(results, side, block));
    let (mut all, named): (Vec<Filled>, Vec<Named>) = sides.unzip();
    all.iter_mut().zip(told_apart(&named)).for_each(|(one, label)| one.label = label);
    let shares = || all.iter().filter_map(|one| one.share.clone());
    let grid = bars::grid(Axis::of(shares()));
    let figure = |(cell, at): (&Cell, PlannedCell)| Figure { words: words(cell), link: figures.link(at.slot) };
    let bar = |one: &Filled| {
        let laid = grid.laid(one.share.as_ref(), None, None);
        let cut = bars::cut_at(&grid, &laid).map(|cut| format!(", {cut}")).unwrap_or_default();
        let [spent, budget] = [one.spent, one.budget].map(figure);
        let alt = format!("{}: serapan {} dari pagu {}{cut}", one.label, spent.words, budget.words);
        Bar {
            figures: vec![spent, budget],
            between: "dari",
            ..bars::bar(one.label.clone(), one.strong, &grid, &laid, alt)
        }
    };
    let rows: Vec<Bar> = all.iter().map(bar).collect();
    let key = all.iter().flat_map(|one| [one.budget, one.spent]).map(|(_, at)| at.slot.0).collect();
    let own = "Garis tegak: seluruh pagu. Bagian yang terisi: serapan.".to_string();
    let cuts = told_of_cuts(grid.axis(), shares());
    let cuts = cuts.iter().map(bars::sentence);
    let without = all.iter().any(|one| one.share.is_none()).then(|| WITHOUT.to_string());
    let legend: Vec<String> = [own].into_iter().chain(cuts).chain(without).collect();
    let (ticks, legend, long) = (bars::ticks(&grid, &[]), legend.join(" "), rows.len() > MOST);
    let title = "Anggaran dan serapan".into();
    shares().next()?;
    Some(view::Bars { key, title, legend, ticks, rows, long })
}

/// Why something has no bar.
const WITHOUT: &str = "Tanpa batang: pagu nol, atau tanpa angka.";

/// A budget and what was spent of it.
struct Filled<'l> {
    label: String,
    /// Whether it sums others up.
    strong: bool,
    budget: (&'l Cell, PlannedCell),
    spent: (&'l Cell, PlannedCell),
    /// In percent; none where that cannot be said.
    share: Option<Exact>,
}

/// The rows that show both, of one thing.
fn filled<'l>(results: Results, side: usize, block: &'l Block) -> Vec<(Filled<'l>, Named)> {
    let Some(columns) = columns(results, &block.lines) else { return Vec::new() };
    let heading = block.columns.get(columns.1).map(|column| column.title.clone()).unwrap_or_default();
    let rows = with_groups(&block.lines).filter_map(|(line, group)| {
        let cell = |at: usize| Some((line.cells.get(at)?, line.at.get(at).copied().flatten()?));
        let (budget, spent) = (cell(columns.0)?, cell(columns.1)?);
        let is_row = line.part == Some(Part::Row);
        let of = [budget, spent].map(|(_, at)| role(results, at.slot).filter(|_| is_row));
        let [name, other] = of.map(|of| of.map(|(name, ..)| name));
        if name != other {
            return None;
        }
        let share = number(budget.0).zip(number(spent.0));
        let share = share.and_then(|(of, part)| (&part * &Exact::HUNDRED).checked_div(&of));
        let label = of[0].map_or_else(|| line.label.clone(), |(name, _, when)| label_of(results, name, when.year));
        Some((Filled { label, strong: !is_row, budget, spent, share }, line, group, name))
    });
    let mut rows: Vec<_> = rows.collect();
    let names: Vec<NameId> = rows.iter().filter_map(|(.., name)| *name).collect();
    // One thing in several years is told apart by its rows.
    if names.iter().collect::<BTreeSet<_>>().len() < names.len() {
        rows.iter_mut().for_each(|(row, line, ..)| row.label = line.label.clone());
    }
    let named = rows.into_iter().map(|(row, _, group, name)| {
        let code = name.map(|name| results.program.code(name).to_string());
        let (words, side, group) = (row.label.clone(), (side, heading.clone()), group.to_string());
        (row, Named { words, side, group, code })
    });
    named.collect()
}

/// The columns of budget and spending of one time, the latest.
fn columns(results: Results, lines: &[Line]) -> Option<(usize, usize)> {
    let width = lines.iter().map(|line| line.at.len()).max()?;
    let of = |wanted: Role| {
        let columns = (0..width).filter_map(move |column| {
            let cells = lines.iter().filter_map(|line| line.at.get(column).copied().flatten());
            let mut roles = cells.filter_map(|cell| role(results, cell.slot));
            roles.find(|(_, role, _)| *role == wanted).map(|(_, _, when)| (when, column))
        });
        columns.collect::<Vec<(When, usize)>>()
    };
    let (budgets, spent) = (of(Role::Budget), of(Role::Spent));
    let pairs = spent.iter().filter_map(|(when, spent)| {
        let budget = budgets.iter().rev().find(|(other, _)| other == when)?;
        Some((*when, budget.1, *spent))
    });
    pairs.max().map(|(_, budget, spent)| (budget, spent))
}
