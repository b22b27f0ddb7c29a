//! What of the cells that are used was read otherwise than it stands there, and what of them falls away.

use super::figures::{Says, is_printed};
use super::names;
use super::package::{Known, is_range, value};
use super::roles::Role;
use super::told::few;
use crate::audit::read;
use crate::number::Exact;
use crate::office::{Content, said};
use std::collections::BTreeSet;

/// What is told of it.
pub fn lines(known: &Known) -> Vec<String> {
    let mut lines = Vec::new();
    named(known, &mut lines);
    figures(known, &mut lines);
    uncomputed(known, &mut lines);
    ranges(known, &mut lines);
    money(known, &mut lines);
    lines
}

/// Names of several rows, and rows that share one.
fn named(known: &Known, lines: &mut Vec<String>) {
    let shape = known.shape;
    let joined = known.things.iter().filter(|thing| thing.rows.len() > 1);
    let joined: Vec<String> = joined.map(|thing| shape.rows_said(&thing.rows)).collect();
    if !joined.is_empty() {
        lines.push(format!("nama yang tertulis di beberapa baris disatukan: {}", joined.join("; ")));
    }
    if let Some(apart) = shape.apart {
        let (name, other) = (shape.title(shape.name), shape.title(apart));
        lines.push(format!("nama di kolom \"{name}\" berulang; baris dibedakan dengan kolom \"{other}\""));
    }
    again(known, lines);
}

/// Rows that share a name and have no code of their own, nor a column that tells them apart: only their place does.
fn again(known: &Known, lines: &mut Vec<String>) {
    let shape = known.shape;
    let rows: Vec<usize> = known.things.iter().map(|thing| thing.row).collect();
    if shape.code.is_some_and(|at| names::has_own(shape, at, &rows)) {
        return;
    }
    let mut seen = BTreeSet::new();
    let again = known.things.iter().filter(|thing| !seen.insert(thing.name.as_str()));
    let again: Vec<String> =
        again.map(|thing| format!("{} ({})", shape.place(shape.name, thing.row), thing.code)).collect();
    if !again.is_empty() {
        lines.push(format!("nama yang berulang tanpa kolom yang membedakannya, kodenya bernomor: {}", few(&again)));
    }
}

/// Figures that other cells tell how to read, and what is typed around figures.
fn figures(known: &Known, lines: &mut Vec<String>) {
    let shape = known.shape;
    let (mut followed, mut around) = (Vec::new(), Vec::new());
    for thing in known.things {
        for at in known.figures() {
            let Says::Number(number) = shape.cell(at, thing.row) else { continue };
            let Some(content @ (Content::Text(_) | Content::Worded(_))) = &shape.found.rows[thing.row].cells[at] else {
                continue;
            };
            let text = said(content);
            let cell = format!("{} \"{}\"", shape.place(at, thing.row), text.replace('"', "'"));
            if number.followed && text.trim_start().starts_with(|c: char| c.is_ascii_digit()) {
                followed.push(format!("{cell} = {}", number.typed()));
            }
            if number.grade.is_some() || has_signs(&text) {
                around.push(cell);
            }
        }
    }
    if !followed.is_empty() {
        lines.push(format!("ribuan atau pecahan, dibaca seperti sel lain: {}", few(&followed)));
    }
    if !around.is_empty() {
        lines.push(format!("tanda atau keterangan di samping angka tidak dipakai: {}", few(&around)));
    }
}

/// Whether more than a figure and its unit stand there: `≥ 80`, `38% (Evaluasi Semester I)`.
fn has_signs(text: &str) -> bool {
    let inner = text.split_once('(').map_or("", |(_, rest)| rest);
    text.contains(['±', '≥', '≤', '>', '<', '~', '≈']) || inner.chars().filter(|c| c.is_alphabetic()).count() > 2
}

/// Printed achievements without a target or a realisation beside them.
fn uncomputed(known: &Known, lines: &mut Vec<String>) {
    let shape = known.shape;
    let mut cells = Vec::new();
    for year in &known.measured.years {
        let Some(achieved) = year.achieved else { continue };
        let is_figure = |at: Option<usize>, row| at.is_some_and(|at| matches!(shape.cell(at, row), Says::Number(_)));
        // The year is what its quarters make.
        let has_quarters =
            |row: usize| year.year == shape.year && known.quarters().iter().any(|(at, _)| is_figure(Some(*at), row));
        let lone = known.things.iter().map(|thing| thing.row).filter(|row| {
            let is_real = is_figure(year.real, *row) || year.real.is_none() && has_quarters(*row);
            let is_target =
                year.target.is_some_and(|at| value(shape.cell(at, *row)).is_some() || is_range(shape.cell(at, *row)));
            is_figure(Some(achieved), *row) && !(is_target && is_real)
        });
        cells.extend(lone.map(|row| shape.place(achieved, row)));
    }
    if !cells.is_empty() {
        let count = cells.len();
        lines.push(format!(
            "{count} capaian tercetak tidak dapat dihitung, target atau realisasinya kosong: {}",
            few(&cells)
        ));
    }
}

/// Printed achievements of targets that are ranges, which no rule was inferred from: whether the usual one gives them.
fn ranges(known: &Known, lines: &mut Vec<String>) {
    let shape = known.shape;
    let rule = known.measured.rule.as_ref().map(|rule| &rule.rule);
    let (mut count, mut unlike) = (0, Vec::new());
    for year in &known.measured.years {
        let (Some(target), Some(real), Some(achieved)) = (year.target, year.real, year.achieved) else { continue };
        for row in known.things.iter().map(|thing| thing.row) {
            let (Says::Range(words), Says::Number(printed)) = (shape.cell(target, row), shape.cell(achieved, row))
            else {
                continue;
            };
            let Some((real, (low, high))) = value(shape.cell(real, row)).zip(read::range(words)) else { continue };
            let end = if real < low.value { Some(&low.value) } else { (real > high.value).then_some(&high.value) };
            let given = end.map_or(Some(Exact::HUNDRED), |end| Some(real.checked_div(end)? * Exact::HUNDRED));
            let cap = rule.and_then(|rule| rule.cap.clone());
            let given = given.map(|given| cap.map_or(given.clone(), |cap| given.min(cap)));
            count += 1;
            if !given.is_some_and(|given| is_printed(&given, &printed.value, printed.places)) {
                unlike.push(shape.place(achieved, row));
            }
        }
    }
    if count > 0 {
        let fits = count - unlike.len();
        let open = if unlike.is_empty() { String::new() } else { format!("; perlu dilihat: {}", few(&unlike)) };
        lines.push(format!("rumus target rentang yang lazim menjelaskan {fits} dari {count} angka{open}"));
    }
}

/// Which of several columns of money was taken.
fn money(known: &Known, lines: &mut Vec<String>) {
    let money = known.money();
    for (taken, role, word) in [(money.budget, Role::Budget, "pagu"), (money.spent, Role::Spent, "serapan")] {
        let others = known.of_money(role).len();
        if let (Some(taken), true) = (taken, others > 1) {
            let title = known.shape.title(taken);
            lines.push(format!("{word} dibaca dari kolom \"{title}\", satu dari {others} kolom uang yang mungkin"));
        }
    }
    // `Indikator | … | Program | Pagu`: the money may be of what stands between.
    let shape = known.shape;
    let of_money = [money.budget, money.spent].into_iter().flatten().min();
    let between = of_money.and_then(|at| (shape.name + 1..at).rfind(|own| shape.heads[*own].role == Role::Level));
    if let Some(at) = between {
        lines.push(format!(
            "pagu dan serapan ditulis untuk indikator di baris yang sama, padahal berdiri di samping kolom \"{}\"; periksa apakah memang miliknya",
            shape.title(at)
        ));
    }
}
