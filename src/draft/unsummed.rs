//! Figures of money that are not the sum of the rows they stand over or behind: a programme and its activities, a total between the
//! rows. They are taken as they stand, and told.

use super::figures::{Says, shown};
use super::package::{Known, value};
use super::roles::Role;
use super::subtotals::of_tops;
use super::told::few;
use crate::audit::words::tokens;
use crate::number::{Exact, Places, Rounding};
use crate::office::RowIs;
use std::ops::Range;

/// What is told of them.
pub fn told(known: &Known) -> Option<String> {
    let money = known.money();
    let columns: Vec<usize> = [money.budget, money.spent].into_iter().flatten().collect();
    let mut cells = Vec::new();
    for column in columns {
        cells.extend(heads(known, column));
        cells.extend(between(known, column));
    }
    cells.dedup();
    (!cells.is_empty()).then(|| format!("bukan jumlah baris-barisnya: {}; periksa mana yang benar", few(&cells)))
}

fn said(known: &Known, column: usize, row: usize, whole: &Exact, sum: &Exact) -> String {
    let places = |value: &Exact| {
        (0..=6).filter_map(Places::new).find(|places| value.round(*places, Rounding::HalfAway) == *value)
    };
    let text = |value: &Exact| shown(value, places(value).unwrap_or(Places::WHOLE));
    format!("{} {}, jumlah rinciannya {}", known.shape.place(column, row), text(whole), text(sum))
}

/// Rows over others, by their codes, else by their words, as far as all rows directly below have a figure.
fn heads(known: &Known, column: usize) -> Vec<String> {
    let figure = |at: usize| value(known.shape.cell(column, known.things[at].row));
    let levels = levels(known);
    let told = |at: usize| {
        let own = levels[at]?;
        let end = (at + 1..levels.len()).find(|other| levels[*other].is_none_or(|level| level <= own));
        // A row without a figure may be one of them.
        let rows = &known.shape.found.rows;
        let until = end.map_or(rows.len(), |end| known.things[end].row);
        // Nor is one below 0 among the things.
        let is_left = |row: usize| rows[row].is == RowIs::Level || known.shape.is_below_zero(row);
        if (known.things[at].row..until).any(is_left) {
            return None;
        }
        let below = at + 1..end.unwrap_or(levels.len());
        let next = below.clone().filter_map(|other| levels[other]).min()?;
        let direct = below.filter(|other| levels[*other] == Some(next));
        let sum: Exact = direct.map(figure).sum::<Option<Exact>>()?;
        let whole = figure(at)?;
        (sum != whole).then(|| said(known, column, known.things[at].row, &whole, &sum))
    };
    (0..levels.len()).filter_map(told).collect()
}

/// How deep each row stands; none for one that does not say it.
fn levels(known: &Known) -> Vec<Option<usize>> {
    let shape = known.shape;
    let codes: Vec<&str> = known.things.iter().map(|thing| thing.code.as_str()).collect();
    let holders =
        |code: &str| code.match_indices('.').filter(|(at, _)| codes.binary_search(&&code[..*at]).is_ok()).count();
    if shape.code.is_some() && codes.is_sorted() && codes.iter().any(|code| holders(code) > 0) {
        return codes.iter().map(|code| Some(holders(code))).collect();
    }
    let by_words = |row: usize| match tokens(&shape.text(shape.name, row)).as_slice() {
        [first, ..] if first == "program" => Some(0),
        [first, ..] if first == "kegiatan" => Some(1),
        [first, second, ..] if first == "sub" && second == "kegiatan" => Some(2),
        [first, ..] if first == "subkegiatan" => Some(2),
        _ => None,
    };
    let all: Vec<Option<usize>> = known.things.iter().map(|thing| by_words(thing.row)).collect();
    if all.iter().all(Option::is_some) { all } else { vec![None; all.len()] }
}

/// Totals between the rows that are the sum neither of the rows since the one before nor of all above.
fn between(known: &Known, column: usize) -> Vec<String> {
    let shape = known.shape;
    let rows = &shape.found.rows;
    let closing = known.closing_rows();
    let is_money = matches!(shape.heads[column].role, Role::Budget | Role::Spent);
    let totals = (0..rows.len()).filter(|row| is_money && rows[*row].is == RowIs::Total && !closing.contains(row));
    let levels = levels(known);
    let mut since = 0;
    let mut told = Vec::new();
    for row in totals {
        let of = |from: usize| {
            let own = known.things.iter().filter(|thing| thing.row >= from && thing.row < row);
            own.filter_map(|thing| value(shape.cell(column, thing.row))).collect::<Vec<Exact>>()
        };
        let (own, all) = (of(since), of(0));
        let below = lowest(known, &levels, column, since..row);
        since = row;
        let Says::Number(printed) = shape.cell(column, row) else { continue };
        let is = |value: Exact| value == printed.value;
        let fits = |values: &[Exact]| {
            is(values.iter().sum()) || of_tops(values).is_some_and(is) || values.first() == Some(&printed.value)
        };
        // A row over others that is no sum of them, and told, makes no sum of those wrong.
        let is_of_lowest = below.as_ref().is_some_and(|below| is(below.clone()));
        // Of the last objective alone, where those before have no total.
        let is_of_last = || (0..own.len().saturating_sub(1)).any(|from| is(own[from..].iter().sum()));
        if !own.is_empty() && !is_of_lowest && !fits(&own) && !fits(&all) && !is_of_last() {
            let sum = below.or_else(|| of_tops(&own)).unwrap_or_else(|| own.iter().sum());
            told.push(said(known, column, row, &printed.value, &sum));
        }
    }
    told
}

/// The sum of those of some rows that stand over no other; none where the rows do not say how deep they stand.
fn lowest(known: &Known, levels: &[Option<usize>], column: usize, rows: Range<usize>) -> Option<Exact> {
    let own: Vec<usize> = (0..levels.len()).filter(|at| rows.contains(&known.things[*at].row)).collect();
    let mut sum = Exact::ZERO;
    for (at, thing) in own.iter().enumerate() {
        let level = levels[*thing]?;
        if own.get(at + 1).is_none_or(|next| levels[*next].is_none_or(|next| next <= level)) {
            sum = sum + value(known.shape.cell(column, known.things[*thing].row))?;
        }
    }
    (!own.is_empty()).then_some(sum)
}
