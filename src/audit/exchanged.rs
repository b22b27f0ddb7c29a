//! Two columns with each other's figures, under titles that say which is which.

use super::held::Held;
use super::naming::{self, Differs};
use super::titles::{Columns, Sure};
use super::weigh::is_kind;
use super::whose::Whose;
use super::words::folded;

/// The pairs of printed columns each of which has the title of what the other one was read as.
pub(super) fn of(held: &Held, columns: &Columns) -> Vec<(usize, usize)> {
    let moved = |column: usize| {
        let at = columns[column].filter(|(of, sure)| *sure != Sure::Certain && held.wanted[*of].numeric);
        at.map(|(of, _)| of).filter(|_| !held.titles.is_declared(column))
    };
    let says = |column: usize, of: usize| {
        let (title, wanted) = (&held.sheet.table.header[column], &held.wanted[of]);
        let is_akin = || {
            matches!(held.titles.whose(column, of), Whose::Unsaid | Whose::Own)
                && naming::share(title, &wanted.title)
                && is_kind(title, wanted)
        };
        held.titles.is_of(column, of) && (wanted.differs(title) == Differs::Little || is_akin())
    };
    let is_it = |column: usize, of: usize| held.wanted[of].differs(&held.sheet.table.header[column]) == Differs::Little;
    let is_same = |column: usize, of: usize| folded(&held.wanted[of].title) == folded(&held.sheet.table.header[column]);
    let mut pairs = Vec::new();
    for one in 0..columns.len() {
        let Some(own) = moved(one) else { continue };
        let others = (one + 1..columns.len()).filter(|other| held.sheet.table.stand_together(one, *other));
        let is_exchanged = |other: &usize| {
            let of = moved(*other);
            let is_open = |column: usize| naming::is_bare_achievement(&held.sheet.table.header[column]);
            // `%` and `Capaian` may mean either.
            !(is_open(one) && is_open(*other))
                && of.is_some_and(|of| {
                    let are_apart = || !is_it(one, own) && !is_it(*other, of);
                    is_same(one, of) && is_same(*other, own) || says(one, of) && says(*other, own) && are_apart()
                })
        };
        pairs.extend(others.filter(is_exchanged).map(|other| (one, other)));
    }
    pairs
}
