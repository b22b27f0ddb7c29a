//! Means that stand between the rows: of the achievements above them, back to the last such row.

use super::figures::{Number, Says, at_most, is_printed, shown};
use super::means::mean;
use super::package::{Known, value};
use super::questions::Unlike;
use crate::audit::words::{folded, tokens};
use crate::number::{Exact, Rounding};
use crate::office::{RowIs, tops};
use std::collections::{BTreeSet, HashMap};

/// A mean between the rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Subtotal {
    /// Its row.
    pub row: usize,
    /// Where it stands: `F5`.
    pub place: String,
    /// The codes of the rows that it is of.
    pub codes: BTreeSet<String>,
    /// What is printed and what the rows above give, where they differ.
    pub unlike: Option<Unlike>,
}

/// The sum of the highest of rows that hold each other, where they do.
pub fn of_tops(values: &[Exact]) -> Option<Exact> {
    tops(values).map(|tops| tops.iter().map(|at| &values[*at]).sum())
}

impl Known<'_> {
    /// The means between the rows.
    pub fn subtotals(&self) -> &[Subtotal] {
        self.once.subtotals.get_or_init(|| subtotals(self))
    }

    /// The totals and means of the whole table, below its last row.
    pub fn closing_rows(&self) -> Vec<usize> {
        let last = self.things.iter().map(|thing| thing.row).max().unwrap_or(0);
        let rows = &self.shape.found.rows;
        let is_between = |row: &usize| self.subtotals().iter().any(|one| one.row == *row);
        let totals: Vec<usize> = (last + 1..rows.len()).filter(|row| rows[*row].is == RowIs::Total).collect();
        let own = totals.iter().copied().enumerate();
        own.filter(|(at, row)| !is_between(row) && !self.is_of_part(*row, *at > 0, *at + 1 < totals.len()))
            .map(|(_, row)| row)
            .collect()
    }

    /// Whether a total below the last row is only of the rows since the one before: it says so, or is the first of several where
    /// such totals stand between the rows too, or the only one and has their sum, or their name, and not that of all.
    fn is_of_part(&self, row: usize, is_behind: bool, is_followed: bool) -> bool {
        let (shape, rows) = (self.shape, &self.shape.found.rows);
        let first = self.things.first().map_or(0, |thing| thing.row);
        let has_figure = |row: usize, at: usize| matches!(shape.cell(at, row), Says::Number(_));
        let is_alike = |other: usize| {
            rows[other].is == RowIs::Total
                && (0..shape.heads.len()).any(|at| has_figure(row, at) && has_figure(other, at))
        };
        let between =
            (first..row).rfind(|other| is_alike(*other) && self.things.iter().any(|thing| thing.row > *other));
        let are_between = between.is_some();
        let says_so = (0..shape.heads.len()).any(|at| match shape.cell(at, row) {
            Says::Words(words) => words.to_lowercase().starts_with("sub"),
            Says::Blank | Says::Nothing | Says::Number(_) | Says::Range(_) => false,
        });
        let is_only = !is_followed && !is_behind;
        says_so && (are_between || is_followed)
            || are_between && is_followed && !is_behind
            || between.is_some_and(|between| is_only && self.is_of_rows_since(between, row))
    }

    /// Whether a total is that of the rows since another one, and not of all: by its figures, else by its words.
    fn is_of_rows_since(&self, between: usize, row: usize) -> bool {
        let shape = self.shape;
        // All of them, or the highest of rows that hold each other.
        let is_sum = |at: usize, since: usize, printed: &Exact| {
            let own = self.things.iter().filter(|thing| thing.row >= since);
            let values: Vec<Exact> = own.filter_map(|thing| value(shape.cell(at, thing.row))).collect();
            values.iter().sum::<Exact>() == *printed || of_tops(&values).as_ref() == Some(printed)
        };
        let printed = (0..shape.heads.len()).filter_map(|at| Some((at, value(shape.cell(at, row))?)));
        let held: Vec<[bool; 2]> =
            printed.map(|(at, printed)| [is_sum(at, between, &printed), is_sum(at, 0, &printed)]).collect();
        if held.iter().any(|[part, all]| part != all) {
            return held.iter().any(|[part, all]| *part && !all) && !held.iter().any(|[part, all]| *all && !part);
        }
        // `Jumlah Sasaran 1`, `Jumlah Sasaran 2`
        let words = |row: usize| {
            (0..shape.heads.len()).find_map(|at| match shape.cell(at, row) {
                Says::Words(words) => Some(tokens(words)),
                Says::Blank | Says::Nothing | Says::Number(_) | Says::Range(_) => None,
            })
        };
        let (Some(own), Some(other)) = (words(row), words(between)) else { return false };
        own.len() == other.len()
            && own.len() > 2
            && own.iter().zip(&other).filter(|(own, other)| own != other).count() == 1
    }
}

/// Where some stand between the rows, the last rows have one too, if another mean follows.
fn subtotals(known: &Known) -> Vec<Subtotal> {
    let (shape, measured) = (known.shape, known.measured);
    let Some(rule) = &measured.rule else { return Vec::new() };
    let things: HashMap<usize, &str> = known.things.iter().map(|thing| (thing.row, thing.code.as_str())).collect();
    let last = known.things.iter().map(|thing| thing.row).max().unwrap_or(0);
    let mut all = Vec::new();
    for column in measured.years.iter().filter_map(|year| year.achieved) {
        let own = measured.cases.iter().zip(&measured.spots).filter(|(_, spot)| spot.column == column);
        let values: HashMap<usize, Exact> =
            own.filter_map(|(case, spot)| Some((spot.row, rule.achieved(case)?))).collect();
        let is_mean = |row: &usize| {
            shape.found.rows[*row].is == RowIs::Total && matches!(shape.cell(column, *row), Says::Number(_))
        };
        let mut behind = (last + 1..shape.found.rows.len()).filter(is_mean);
        let label = |row: usize| {
            (0..shape.heads.len()).find_map(|at| match shape.cell(at, row) {
                Says::Words(words) => Some(folded(words)),
                Says::Blank | Says::Nothing | Says::Number(_) | Says::Range(_) => None,
            })
        };
        // Another one follows, or it has the words of those between and is one of more than one part.
        let first = behind.next().filter(|_| (0..last).any(|row| is_mean(&row)));
        let is_called_so = |row: usize| {
            let before = (0..last).rfind(|row| is_mean(row));
            let own: Vec<Exact> = (before.unwrap_or(0)..=last).filter_map(|row| values.get(&row).cloned()).collect();
            let of_part = mean(own.iter().sum(), own.len());
            let is_it = |printed: &Number| {
                of_part.is_some_and(|mean| mean.round(printed.places, Rounding::HalfAway) == printed.value)
            };
            let fits = matches!(shape.cell(column, row), Says::Number(printed) if is_it(printed));
            fits && before.is_some_and(|before| label(before) == label(row))
        };
        let of_last = first.filter(|row| behind.next().is_some() || is_called_so(*row));
        let mut since: Vec<usize> = Vec::new();
        for row in (0..=last).chain(of_last) {
            if things.contains_key(&row) {
                since.push(row);
            }
            if shape.found.rows[row].is != RowIs::Total {
                continue;
            }
            let own = std::mem::take(&mut since);
            let Says::Number(printed) = shape.cell(column, row) else { continue };
            let above: Option<Vec<Exact>> = own.iter().map(|row| values.get(row).cloned()).collect();
            let of = |values: Vec<Exact>| mean(values.iter().sum(), values.len());
            let Some(mean) = above.and_then(of) else { continue };
            let places = at_most(printed.places, 8);
            let place = shape.place(column, row);
            let unlike = (!is_printed(&mean, &printed.value, places)).then(|| Unlike {
                place: place.clone(),
                code: "rata-rata di antara baris".to_string(),
                printed: shown(&printed.value, places),
                given: shown(&mean.round(places, Rounding::HalfAway), places),
            });
            let codes = own.iter().filter_map(|row| Some(things.get(row)?.to_string())).collect();
            all.push(Subtotal { row, place, codes, unlike });
        }
    }
    all
}

/// Whether each objective has its mean printed below its rows.
pub fn are_of_objectives(known: &Known) -> bool {
    let is_printed = |codes: &[&str]| {
        let own: BTreeSet<String> = codes.iter().map(|code| code.to_string()).collect();
        known.subtotals().iter().any(|one| one.codes == own)
    };
    known.objectives().iter().all(|(_, codes)| is_printed(codes))
}
