//! Tables of one form on one sheet whose titles name different times or offices.

use super::super::super::words::folded;
use crate::office::{Found, FoundRow, RowIs, Titled, said};
use std::collections::BTreeSet;

/// What the title of a table says, where it parts it from one of the same form.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Time {
    /// The year it is of.
    pub year: Option<i32>,
    /// Whether it is of another part of the year or another office than one before it, or has another caption over the same rows.
    pub is_other: bool,
}

/// What the title of one of the tables of a sheet says.
pub(super) fn time(tables: &[Found], at: usize) -> Time {
    let titled = |table: &Found| Titled::of(&table.above);
    let own = titled(&tables[at]);
    let same = |other: &&Found| levels(other) == levels(&tables[at]);
    let of_years = tables.iter().filter(same).any(|other| titled(other).year != own.year);
    let mut before = tables[..at].iter().filter(same);
    let is_other = before.any(|other| {
        let said = titled(other);
        let has_same_rows = || !names(other).is_disjoint(&names(&tables[at]));
        own.clone().without_year().contradicts(&said.clone().without_year())
            || own.is_captioned_otherwise(&said) && has_same_rows()
    });
    Time { year: own.year.filter(|_| of_years), is_other }
}

/// What its rows are called.
fn names(table: &Found) -> BTreeSet<String> {
    let name = |text: &String| text.chars().filter(|letter| letter.is_alphabetic()).count() >= 3;
    let of = |row: &FoundRow| row.cells.iter().flatten().map(|content| folded(&said(content))).find(name);
    table.rows.iter().filter(|row| row.is == RowIs::Thing).filter_map(of).collect()
}

/// The words of its headings, whatever their order.
fn levels(table: &Found) -> Vec<Vec<String>> {
    let of = |level: &String| level.to_lowercase();
    let mut all: Vec<Vec<String>> = table.heads.iter().map(|head| head.levels.iter().map(of).collect()).collect();
    all.sort_unstable();
    all
}
