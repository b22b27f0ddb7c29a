//! Budgets as bars that spending fills.

use super::bars::{self, MOST};
use super::figures::Figures;
use super::view::{self, Bar, Figure};
use crate::eval::Results;
use crate::number::Exact;
use crate::program::{Role, When};
use crate::report::chart::axis::{Axis, told_of_cuts};
use crate::report::chart::lines::{Line, role};
use crate::report::chart::{number, words};
use crate::report::table::{Cell, Part};

/// The budgets of a table beside what was spent of them; none where it does not show both of one time.
pub(super) fn money(results: Results, lines: &[Line], figures: &Figures) -> Option<view::Bars> {
    let (budget, spent) = columns(results, lines)?;
    let hundred = Exact::HUNDRED;
    let mut drawn: Vec<(&Line, Exact)> = Vec::new();
    for line in lines.iter().filter(|line| line.part != Some(Part::Heading)) {
        let [of, part] = [budget, spent].map(|at| line.cells.get(at).and_then(number));
        let share = of.zip(part).and_then(|(of, part)| (&part * &hundred).checked_div(&of));
        drawn.extend(share.map(|share| (line, share)));
    }
    let grid = bars::grid(Axis::of(drawn.iter().map(|(_, share)| share.clone())));
    let figure = |line: &Line, at: usize| Figure {
        words: line.cells.get(at).map(Cell::words).unwrap_or_default().to_string(),
        link: line.at.get(at).copied().flatten().and_then(|cell| figures.link(cell.slot)),
    };
    let rows: Vec<Bar> = drawn
        .iter()
        .map(|(line, share)| {
            let said: Vec<String> = [spent, budget].iter().filter_map(|at| line.cells.get(*at)).map(words).collect();
            let laid = grid.laid(Some(share), None, None);
            let cut = bars::cut_at(&grid, &laid).map(|cut| format!(", {cut}")).unwrap_or_default();
            let alt = format!("{}: serapan {}{cut}", line.label, said.join(" dari pagu "));
            Bar {
                figures: vec![figure(line, spent), figure(line, budget)],
                between: "dari",
                ..bars::bar(line.label.clone(), line.part != Some(Part::Row), &grid, &laid, alt)
            }
        })
        .collect();
    let key = drawn.iter().flat_map(|(line, _)| [budget, spent].map(|at| line.at.get(at).copied().flatten()));
    let key: Vec<u32> = key.flatten().map(|cell| cell.slot.0).collect();
    let cuts = told_of_cuts(grid.axis(), drawn.into_iter().map(|(_, share)| share));
    let own = "Garis tegak: seluruh pagu. Bagian yang terisi: serapan.".to_string();
    let legend: Vec<String> = [own].into_iter().chain(cuts.iter().map(bars::sentence)).collect();
    let (ticks, legend) = (bars::ticks(&grid, &[]), legend.join(" "));
    let long = rows.len() > MOST;
    (!rows.is_empty()).then(|| view::Bars { key, title: "Anggaran dan serapan".into(), legend, ticks, rows, long })
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
