//! Achievements, or what their grades are given for, over years, with the bands of the grades behind. A point lies where its
//! figure says, so that years that read the same lie at one height.

use super::figures::Figures;
use super::scale::{Scale, plain};
use super::view::{Band, Dot, Figure, Point, Trend};
use crate::number::{Bound, Exact, Interval};
use crate::plan::BandTable;
use crate::program::Role;
use crate::report::chart::{self, shown_number, words};
use crate::report::table::Cell;

/// As many trends are taken in at a look.
pub(super) const MOST: usize = 9;

/// Where things lie on a drawing of 320 by 150.
const LEFT: i64 = 14;
const RIGHT: i64 = 214;
const TOP: i64 = 12;
const BOTTOM: i64 = 118;

/// Words of a band take so much, upwards.
const LINE: i64 = 12;

/// So many letters stand beside a drawing.
const LETTERS: usize = 16;

/// How a thing came to be.
pub(super) fn drawn(found: chart::Trend, figures: &Figures) -> Option<Trend> {
    let chart::Trend { name, role, label, what, bands, points: cells } = found;
    let cells: Vec<(i32, Cell, Option<String>)> =
        cells.into_iter().map(|(year, cell, slot)| (year, cell, figures.link(slot))).collect();
    let known: Vec<Exact> = cells.iter().filter_map(|(_, cell, _)| shown_number(cell)).collect();
    let years = [cells.first()?.0, cells.last()?.0].map(|year| Exact::from(i64::from(year)));
    let across = Scale::new([&years[0], &years[1]], LEFT + 12, RIGHT - 12)?;
    let ends = ends(&known, role);
    let up = Scale::new([&ends[0], &ends[1]], BOTTOM, TOP)?;
    let x = |year: i32| across.at(&Exact::from(i64::from(year)));
    let mut runs: Vec<Vec<String>> = vec![Vec::new()];
    let mut dots = Vec::new();
    for (year, cell, _) in &cells {
        match shown_number(cell) {
            Some(value) => {
                let dot = Dot { x: x(*year), y: up.at(&value) };
                runs.last_mut()?.push(format!("{},{}", dot.x, dot.y));
                dots.push(dot);
            }
            None => runs.push(Vec::new()),
        }
    }
    let points: Vec<Point> = cells
        .iter()
        .map(|(year, cell, link)| Point {
            x: x(*year),
            year: *year,
            figure: Figure { words: words(cell), link: link.clone() },
        })
        .collect();
    let said: Vec<String> = points.iter().map(|point| format!("{} {}", point.year, point.figure.words)).collect();
    let full = &Exact::HUNDRED;
    let alt = format!("{what} {label}: {}", said.join("; "));
    Some(Trend {
        key: (name, role),
        full: (role.is_achievement() && ends[0] <= *full && *full <= ends[1]).then(|| up.at(full)),
        bands: bands.map(|bands| in_sight(bands, &ends, &up)).unwrap_or_default(),
        runs: runs.into_iter().filter(|run| run.len() > 1).map(|run| run.join(" ")).collect(),
        label,
        what,
        dots,
        points,
        alt,
    })
}

/// How drawings are to be read: each has a scale of its own, so that one as high as another may show less.
pub(super) fn legend(trends: &[Trend]) -> String {
    let own = (trends.len() > 1).then_some("Tiap gambar punya skala sendiri, jangan dibandingkan tingginya.");
    let full = trends.iter().any(|trend| trend.full.is_some()).then_some("Garis mendatar: 100%.");
    let bands = trends.iter().any(|trend| !trend.bands.is_empty()).then_some("Bidang: predikat.");
    own.into_iter().chain(full).chain(bands).collect::<Vec<_>>().join(" ")
}

/// The numbers that are in sight: those there are, with some room around.
fn ends(known: &[Exact], role: Role) -> [Exact; 2] {
    let low = known.iter().min().cloned().unwrap_or_default();
    let mut high = known.iter().max().cloned().unwrap_or_default();
    if role.is_achievement() {
        high = high.max(Exact::HUNDRED);
    }
    let width = &high - &low;
    let around = if width.is_zero() { high.abs() } else { width };
    let around = around.checked_div(&Exact::from(5)).filter(|around| !around.is_zero()).unwrap_or(Exact::ONE);
    let below = &low - &around;
    // What is never below zero is not drawn there.
    let below = if low.is_negative() { below } else { below.max(Exact::ZERO) };
    [below, &high + &around]
}

/// The bands in sight, from above.
fn in_sight(table: &BandTable, [low, high]: &[Exact; 2], up: &Scale) -> Vec<Band> {
    let within = |range: &Interval| {
        let end = |bound: &Bound<Exact>, open: &Exact| match bound {
            Bound::Included(value) | Bound::Excluded(value) => value.clone().clamp(low.clone(), high.clone()),
            Bound::Unbounded => open.clone(),
        };
        let (from, to) = (end(range.lo(), low), end(range.hi(), high));
        (from < to).then_some((from, to))
    };
    let mut bands: Vec<(Exact, Exact, &str)> =
        table.bands.iter().filter_map(|(range, words)| within(range).map(|(from, to)| (from, to, &**words))).collect();
    bands.sort_by(|a, b| b.0.cmp(&a.0));
    let half = Exact::from(2);
    bands
        .iter()
        .enumerate()
        .map(|(at, (from, to, words))| {
            let (top, bottom) = (up.exact(to), up.exact(from));
            let height = &bottom - &top;
            let middle = (&top + &bottom).checked_div(&half).filter(|_| height >= Exact::from(LINE));
            let cut = words.chars().count() > LETTERS;
            let short = if cut { words.chars().take(LETTERS - 1).chain(['…']).collect() } else { words.to_string() };
            Band {
                top: plain(&top),
                height: plain(&height),
                middle: middle.map(|middle| plain(&(&middle + &Exact::from(4)))),
                short,
                words: words.to_string(),
                even: at % 2 == 0,
            }
        })
        .collect()
}
