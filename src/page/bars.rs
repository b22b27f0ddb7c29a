//! Achievements as bars, against a hundred percent and against their cap; where they lie is what a terminal draws too
//! (`report/chart/axis.rs`).

use super::figures::Figures;
use super::view::{self, Cut, Figure, Stretch, Tick};
use crate::eval::Results;
use crate::number::Exact;
use crate::program::{NameId, Role, When};
use crate::report::chart::axis::{Axis, Grid, Laid, Side, Told, percent, told};
use crate::report::chart::lines::Block;
use crate::report::chart::{self, BEFORE_CAP, Bar, words};

/// As many bars are taken in at a look.
pub(super) const MOST: usize = 24;

/// The bars of a table, and whose they are.
pub(super) struct Drawn {
    pub shown: view::Bars,
    /// The things with their readings and times, in order.
    pub names: Vec<(NameId, Role, When)>,
}

/// A chart is so many steps wide, and so many of them are the least that is seen.
const STEPS: usize = 1000;
const GAP: usize = 10;

/// The bars of the column of achievements of the year; none where a table has no such column, or nothing in it.
pub(super) fn bars(results: Results, lane: usize, blocks: &[Block], figures: &Figures) -> Option<Drawn> {
    let chart::Bars { title, rows } = chart::bars(results, lane, blocks);
    if rows.is_empty() {
        return None;
    }
    let names: Vec<(NameId, Role, When)> = rows.iter().filter_map(|row| row.of).collect();
    let grid = grid(Axis::of_bars(&rows));
    let mut caps: Vec<&Exact> = rows.iter().filter_map(|row| row.cap.as_ref()).collect();
    caps.sort();
    caps.dedup();
    let legend = told(&rows, grid.axis()).iter().map(sentence).collect::<Vec<_>>().join(" ");
    let key = rows.iter().map(|row: &Bar| row.slot.0).collect();
    let bars = rows.iter().map(|row| {
        let (words, value, beyond) = (words(&row.cell), row.value(), row.beyond());
        let laid = grid.laid(value.as_ref(), beyond.as_ref(), row.cap.as_ref());
        let mut said = vec![Figure { words: words.clone(), link: figures.link(row.slot) }];
        if let (Some(_), Some(raw)) = (beyond, &row.raw) {
            said.push(Figure { words: raw.words().to_string(), link: figures.link(row.slot) });
        }
        let alt = alt(&row.label, &words, value.as_ref(), cut_at(&grid, &laid));
        view::Bar {
            figures: said,
            between: BEFORE_CAP,
            behind: row.grade.clone(),
            ..bar(row.label.clone(), row.strong, &grid, &laid, alt)
        }
    });
    let rows: Vec<view::Bar> = bars.collect();
    let long = rows.len() > MOST;
    let shown = view::Bars { key, title, legend, ticks: ticks(&grid, &caps), rows, long };
    Some(Drawn { shown, names })
}

/// The line that bars of a chart are laid on.
pub(super) fn grid(axis: Axis) -> Grid {
    Grid::new(axis, STEPS, GAP)
}

/// A bar as it lies, nothing said of it yet.
pub(super) fn bar(label: String, strong: bool, grid: &Grid, laid: &Laid, alt: String) -> view::Bar {
    let stretch = |[from, to]: [usize; 2]| Stretch { from: place(from), width: place(to - from) };
    view::Bar {
        label,
        strong,
        fill: laid.fill.map(stretch),
        end: laid.fill.map(|[from, to]| place(if from < grid.zero { from } else { to })),
        beyond: laid.beyond.map(stretch),
        zero: grid.axis().has_negative().then(|| place(grid.zero)),
        full: place(grid.full),
        cap: laid.cap.map(place),
        cut: laid.cut.map(cut),
        alt,
        ..view::Bar::default()
    }
}

/// The numbers above bars: round ones, and what all caps are.
pub(super) fn ticks(grid: &Grid, caps: &[&Exact]) -> Vec<Tick> {
    let Axis { low, high } = grid.axis();
    let step = if high - low > Exact::from(200) { 2 } else { 1 };
    // Words side by side need room: a fifth of the width on a narrow print, where the last of them ends at the edge.
    let is_far = |one: &Exact, other: &Exact| &(one - other).abs() * &Exact::from(5) >= high - low;
    let cap = match caps {
        [one] if one.is_integer() && grid.axis().shows_cap(one) && is_far(one, &Exact::HUNDRED) => Some((*one).clone()),
        _ => None,
    };
    let is_free = |at: &Exact| cap.as_ref().is_none_or(|cap| is_far(cap, at));
    let round = (-2..=4).step_by(step).map(|at| Exact::from(at * 50)).filter(|at| low <= at && at <= high);
    let mut all: Vec<Exact> = round.filter(is_free).chain(cap.clone()).collect();
    all.sort();
    all.iter().map(|tick| Tick { at: place(grid.at(tick)), words: percent(tick) }).collect()
}

/// What is told of bars, as a sentence.
pub(super) fn sentence(told: &Told) -> String {
    match told {
        Told::Hundred { is_cap: false } => "Garis tegak: 100%.".to_string(),
        Told::Hundred { is_cap: true } => "Garis tegak: 100%, batas capaian.".to_string(),
        Told::Zero => "Batang ke kiri: di bawah nol.".to_string(),
        Told::Cap(None) => "Garis putus-putus: batas capaian.".to_string(),
        Told::Cap(Some(cap)) => format!("Garis putus-putus: batas capaian, {cap}."),
        Told::Beyond => format!("Bagian bergaris miring: capaian {BEFORE_CAP}."),
        Told::Cut(side, end) => format!("Tanda {}: dipotong di {end}, padahal lebih panjang.", cut(*side).sign),
        Told::NoNumber => "Tanpa batang: tanpa angka.".to_string(),
    }
}

/// Where a bar is cut, for those who do not see it.
pub(super) fn cut_at(grid: &Grid, laid: &Laid) -> Option<String> {
    let Axis { low, high } = grid.axis();
    laid.cut.map(|side| format!("batang dipotong di {}", percent(if side == Side::Left { low } else { high })))
}

fn cut(side: Side) -> Cut {
    match side {
        Side::Left => Cut { sign: "«", at: "0", anchor: "start" },
        Side::Right => Cut { sign: "»", at: "100", anchor: "end" },
    }
}

/// A step in percent of the width.
fn place(steps: usize) -> String {
    match (steps / 10, steps % 10) {
        (whole, 0) => whole.to_string(),
        (whole, tenth) => format!("{whole}.{tenth}"),
    }
}

fn alt(label: &str, words: &str, value: Option<&Exact>, cut: Option<String>) -> String {
    let side = match value {
        Some(value) if *value < Exact::HUNDRED => Some("di bawah 100%".to_string()),
        Some(value) if *value > Exact::HUNDRED => Some("di atas 100%".to_string()),
        Some(_) | None => None,
    };
    let said = [Some(format!("{label}: {words}")), side, cut];
    said.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
