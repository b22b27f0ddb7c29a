//! Achievements as bars, against a hundred percent and against their cap.

use super::figures::Figures;
use super::scale::Scale;
use super::view::{self, Figure, Tick};
use crate::eval::Results;
use crate::number::{Exact, NumberStyle, format};
use crate::program::{NameId, When};
use crate::report::chart::lines::Line;
use crate::report::chart::{self, Bar, words};

/// As many bars are taken in at a look.
pub(super) const MOST: usize = 24;

/// The bars of a table, and whose they are.
pub(super) struct Drawn {
    pub shown: view::Bars,
    /// The things with their time, in order.
    pub names: Vec<(NameId, When)>,
}

/// The bars of the column of achievements of the year; none where a table has no such column, or nothing in it.
pub(super) fn bars(results: Results, lane: usize, lines: &[Line], figures: &Figures) -> Option<Drawn> {
    let rows = chart::bars(results, lane, lines);
    if rows.is_empty() {
        return None;
    }
    let names: Vec<(NameId, When)> = rows.iter().filter_map(|row| row.of).collect();
    let hundred = Exact::HUNDRED;
    let drawn: Vec<(Option<Exact>, Option<Exact>, Option<Exact>)> =
        rows.iter().map(|row| (row.value(), row.raw.as_ref().and_then(chart::number), row.cap.clone())).collect();
    let ends = drawn.iter().flat_map(|(value, raw, cap)| [value, raw, cap].into_iter().flatten());
    // One that is many times the others leaves these no room.
    let high = ends.cloned().chain([hundred.clone()]).max()?.min(&hundred * &Exact::from(2));
    let scale = Scale::new([&Exact::ZERO, &high], 0, 100)?;
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
    let key = rows.iter().map(|row: &Bar| row.slot.0).collect();
    let bars = rows.iter().zip(&drawn).map(|(row, (value, number, cap))| {
        let words = words(&row.cell);
        let beyond = number.as_ref().zip(value.as_ref()).filter(|(raw, value)| raw > value).map(|(raw, _)| raw);
        let mut said = vec![Figure { words: words.clone(), link: figures.link(row.slot) }];
        if let (Some(_), Some(raw)) = (beyond, &row.raw) {
            said.push(Figure { words: raw.words().to_string(), link: figures.link(row.slot) });
        }
        view::Bar {
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
    let rows: Vec<view::Bar> = bars.collect();
    let long = rows.len() > MOST;
    let shown = view::Bars { key, title: "Capaian".into(), legend, ticks: ticks.collect(), rows, long };
    Some(Drawn { shown, names })
}

/// A line at a number of percent.
pub(super) fn tick_at(scale: &Scale, value: &Exact) -> Tick {
    let words = value.to_exact_plain().map(|plain| format(&plain, NumberStyle::Indonesian)).unwrap_or_default();
    Tick { at: scale.at(value), words: format!("{words}%") }
}

fn alt(label: &str, words: &str, value: Option<&Exact>) -> String {
    let held = match value {
        Some(value) if *value < Exact::HUNDRED => ", di bawah 100%",
        Some(value) if *value > Exact::HUNDRED => ", di atas 100%",
        Some(_) | None => "",
    };
    format!("{label}: {words}{held}")
}
