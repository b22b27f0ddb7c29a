//! Means that stand between the rows: of the achievements above them, back to the last such row.

use super::figures::{Says, at_most, is_printed, shown};
use super::means::mean;
use super::package::Known;
use super::questions::Unlike;
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
}

/// Where some stand between the rows, the last rows may have one too.
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
        // Below the last row one of its part may stand, where others stand between the rows.
        let is_left = |row: &usize| is_mean(row) && !known.closing_rows().contains(row);
        let of_last = (last + 1..shape.found.rows.len()).find(is_left).filter(|_| (0..last).any(|row| is_mean(&row)));
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
