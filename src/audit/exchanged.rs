//! Two columns with each other's figures, under titles that say which is which.

use super::held::Held;
use super::lines::Rows;
use super::model::LEVELS;
use super::naming::{self, Differs};
use super::titles::{Columns, Sure};
use super::weigh::is_kind;
use super::whose::Whose;
use super::words::folded;
use crate::program::Role;

/// The pairs of printed columns each of which has the title of what the other one was read as.
pub(super) fn of(held: &Held, columns: &Columns) -> Vec<(usize, usize)> {
    let is_it = |column: usize, of: usize| held.wanted[of].differs(&held.sheet.table.header[column]) == Differs::Little;
    let is_open = |column: usize| naming::is_bare_achievement(&held.sheet.table.header[column]);
    let mut pairs = Vec::new();
    for one in 0..columns.len() {
        let Some(own) = moved(held, columns, one) else { continue };
        let is_exchanged = |other: &usize| {
            // `%` and `Capaian` may mean either.
            let is_clear = held.sheet.table.stand_together(one, *other) && !(is_open(one) && is_open(*other));
            let of = moved(held, columns, *other).filter(|_| is_clear);
            of.is_some_and(|of| {
                let are_same = has_title(held, one, of) && has_title(held, *other, own);
                let are_apart = || !is_it(one, own) && !is_it(*other, of);
                are_same || says(held, one, of) && says(held, *other, own) && are_apart()
            })
        };
        pairs.extend((one + 1..columns.len()).filter(is_exchanged).map(|other| (one, other)));
    }
    pairs
}

/// Reads a column whose place another one has by its figures as what the title of that one says, where all of its figures are.
pub(super) fn complete(held: &Held, rows: &[Rows], columns: &mut Columns) {
    for column in 0..columns.len() {
        if columns[column].is_some() || held.titles.is_declared(column) {
            continue;
        }
        let is_its = |of: &usize| {
            let is_instead = |other: usize| {
                let place = moved(held, columns, other).filter(|_| held.sheet.table.stand_together(column, other));
                place.is_some_and(|place| has_title(held, column, place) && says(held, other, *of))
            };
            held.wanted[*of].numeric
                && held.titles.is_it(columns, column, *of)
                && (0..columns.len()).any(is_instead)
                && held.agreement(rows, column, *of, false).is_all()
        };
        let found = (0..held.wanted.len()).find(is_its);
        columns[column] = found.map(|of| (of, Sure::Guessed));
    }
}

/// What a column was read as by its figures.
fn moved(held: &Held, columns: &Columns, column: usize) -> Option<usize> {
    let at = columns[column].filter(|(of, sure)| *sure != Sure::Certain && held.wanted[*of].numeric);
    at.map(|(of, _)| of).filter(|_| !held.titles.is_declared(column))
}

/// Whether a title is the very one of a column of the rules, or the plain word for it below one of money.
fn has_title(held: &Held, column: usize, of: usize) -> bool {
    folded(&held.wanted[of].title) == folded(&held.sheet.table.header[column]) || is_below_money(held, column, of)
}

/// Whether a title below `Anggaran` is the word for a column of money: `Pagu`, `Realisasi`, `%`.
fn is_below_money(held: &Held, column: usize, of: usize) -> bool {
    let wanted = &held.wanted[of];
    let Some((above, own)) = held.sheet.table.header[column].rsplit_once(LEVELS) else { return false };
    let is_percent = |title: &str| naming::bare(title).iter().any(|word| word == "persen");
    naming::realm(above) == Some(true)
        && match wanted.role {
            Some(Role::Budget) => naming::is_planned(own),
            Some(Role::Spent) => naming::is_spent(own),
            None => wanted.is_money() && naming::bare(own) == ["persen"] && is_percent(&wanted.title),
            Some(_) => false,
        }
}

/// Whether a title says that it is a column of the rules, in the same words or in those of the office.
fn says(held: &Held, column: usize, of: usize) -> bool {
    let (title, wanted) = (&held.sheet.table.header[column], &held.wanted[of]);
    let is_akin = || {
        matches!(held.titles.whose(column, of), Whose::Unsaid | Whose::Own)
            && naming::share(title, &wanted.title)
            && is_kind(title, wanted)
    };
    let is_it = || wanted.differs(title) == Differs::Little || is_akin() || is_below_money(held, column, of);
    held.titles.is_of(column, of) && is_it()
}
