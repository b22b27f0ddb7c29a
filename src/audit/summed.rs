//! Figures that are right as a sum where the rules have something else: money of several rows in one cell, percents added up below
//! where the rules have their mean.

use super::case::{Case, First};
use super::figure::Figure;
use super::footers::{self, Sums};
use super::outcome::Verdict;
use super::spanned::is_open;
use super::spots::first_words;
use super::world::Position;
use crate::eval;
use crate::number::Exact;
use crate::program::Role;
use std::collections::BTreeMap;

/// By printed table and column the prints of money, top down.
type Columns = BTreeMap<(usize, usize), Vec<usize>>;

/// Says of such figures what they are.
pub(super) fn hold(case: &mut Case) {
    let columns = columns(case);
    let of_rows: Vec<usize> = columns.values().flat_map(|prints| of_several(case, prints)).collect();
    let added: Vec<usize> = (0..case.spots.len()).filter(|at| is_added_up(case, *at)).collect();
    for at in of_rows {
        case.first[at] = First::Plain(Verdict::Unjudged, "jumlah beberapa baris sekaligus".into());
    }
    for at in added {
        case.first[at] = First::Plain(Verdict::Unjudged, "jumlah angka di atasnya, bukan rata-ratanya".into());
    }
}

fn columns(case: &Case) -> Columns {
    let mut columns = Columns::new();
    for (at, spot) in case.spots.iter().enumerate() {
        let role = case.world.role(spot.cell.slot).map(|(_, role, _)| role);
        if matches!(spot.position, Position::Body(..)) && matches!(role, Some(Role::Budget | Role::Spent)) {
            columns.entry((spot.table, spot.column)).or_default().push(at);
        }
    }
    columns
}

/// The figures of a column that are the sum of what is right for their row and for those below: these are blank, or all have that figure.
fn of_several(case: &Case, prints: &[usize]) -> Vec<usize> {
    let mut found = Vec::new();
    for (place, &at) in prints.iter().enumerate() {
        let First::Off(own) = &case.first[at] else { continue };
        let rest = &prints[place + 1..];
        let blank = rest.iter().take_while(|at| is_open(case, **at)).count();
        if (1..=blank).any(|count| is_sum(case, own, &prints[place..=place + count])) {
            found.push(at);
        }
        let is_same = |at: &&usize| matches!(&case.first[**at], First::Off(other) if other.value == own.value);
        let same = &prints[place..=place + rest.iter().take_while(is_same).count()];
        // Of a copied figure and of nothing the sum is that figure.
        let is_any = |at: &usize| eval::rational(case.right(*at)).is_some_and(|right| !right.is_zero());
        if same.len() > 1 && same.iter().all(is_any) && is_sum(case, own, same) {
            found.extend(same);
        }
    }
    found
}

fn is_sum(case: &Case, own: &Figure, prints: &[usize]) -> bool {
    let rights: Option<Vec<&Exact>> = prints.iter().map(|at| eval::rational(case.right(*at))).collect();
    rights.is_some_and(|rights| own.is(&sum(rights.into_iter())))
}

fn sum<'e>(all: impl Iterator<Item = &'e Exact>) -> Exact {
    all.fold(Exact::ZERO, |sum, one| &sum + one)
}

/// Whether a figure in a row that is called a total is the sum of those above it, where the rules have their mean.
fn is_added_up(case: &Case, at: usize) -> bool {
    let spot = &case.spots[at];
    let (Position::Footer(..), First::Off(own)) = (spot.position, &case.first[at]) else { return false };
    let plan = case.world.plan();
    let is_mean = footers::by_rule(&plan.slot(plan.plain(spot.cell.slot)).op) == Some(Sums::Mean);
    let is_called = || footers::of(&first_words(&case.printed[spot.table], spot.row)) == Some(Sums::Total);
    if !is_mean || !is_called() {
        return false;
    }
    let above = (0..spot.row).filter_map(|row| case.spot_at(spot.table, row, spot.column));
    let above = above.filter(|at| matches!(case.spots[*at].position, Position::Body(..)));
    let figures: Vec<Exact> = above.filter_map(|at| Some(case.figure(at)?.value)).collect();
    figures.len() > 1 && own.is(&sum(figures.iter()))
}
