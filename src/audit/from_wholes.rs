//! What follows from a wrong figure of several rows: totals over these, and their share beside it.

use super::case::Case;
use super::case::First;
use super::figure::Figure;
use super::joint::{How, Whole};
use super::outcome::Verdict;
use super::spots::Spot;
use super::world::Pins;
use crate::eval;
use crate::program::Role;

/// The wrong sum of several rows that makes a figure right, alone or with the others of the table.
pub(super) fn cause(case: &Case, at: usize, figure: &Figure) -> Option<usize> {
    let goal = &case.spots[at];
    let cone = case.world.cone(goal.cell.slot);
    let is_beside =
        |(other, whole): &(&usize, &Whole)| case.spots[**other].table == goal.table && whole.joint.how == How::Sum;
    let sums: Vec<(usize, Pins)> =
        case.wholes.iter().filter(is_beside).filter_map(|(other, whole)| Some((*other, moved(case, whole)?))).collect();
    let fits = |pins: &Pins| {
        let value = case.world.pinned(goal.cell.slot, &cone, pins);
        eval::rational(&value).is_some_and(|value| figure.is(value))
    };
    let alone = sums.iter().find(|(_, pins)| fits(pins)).map(|(other, _)| *other);
    alone.or_else(|| {
        let all: Pins = sums.iter().flat_map(|(_, pins)| pins.clone()).collect();
        sums.first().filter(|_| sums.len() > 1 && fits(&all)).map(|(other, _)| *other)
    })
}

/// The first of its rows with what its figure is off besides.
fn moved(case: &Case, whole: &Whole) -> Option<Pins> {
    let first = &case.spots[*whole.prints.first()?];
    let right = eval::rational(case.world.right(first.cell.slot))?.clone();
    let off = whole.figure.value.clone() - whole.joint.right.clone();
    Some([(first.key, right + off)].into())
}

/// Of shares of several rows the wrong sum beside them that they are right for.
pub(super) fn of_shares(case: &Case) -> impl Iterator<Item = (usize, usize)> {
    let shares = case.wholes.iter().filter(|(at, whole)| whole.joint.how == How::Share && is_told(case, **at));
    shares.filter_map(|(at, whole)| {
        let is_beside = |other: &&usize| {
            let other = case.wholes.get(*other);
            other.is_some_and(|other| other.joint.how == How::Sum && rows(case, other) == rows(case, whole))
        };
        let sums: Vec<usize> = case.row(&case.spots[*at]).iter().filter(is_beside).copied().collect();
        let mut value = whole.joint.right.clone();
        for other in &sums {
            let sum = &case.wholes[other];
            let (own, right) = (&sum.figure.value, &sum.joint.right);
            let by = if is_budget(case, &case.spots[*other]) { right.checked_div(own) } else { own.checked_div(right) };
            value = value * by?;
        }
        let first = sums.first().copied();
        first.filter(|_| whole.figure.is(&value)).map(|cause| (*at, cause))
    })
}

fn is_told(case: &Case, at: usize) -> bool {
    matches!(&case.first[at], First::Told(told) if told.verdict != Verdict::OtherWay)
}

fn is_budget(case: &Case, spot: &Spot) -> bool {
    let shown = case.world.shown_input(spot.cell.slot).unwrap_or(spot.cell.slot);
    matches!(case.world.role(shown), Some((_, Role::Budget, _)))
}

fn rows(case: &Case, whole: &Whole) -> Vec<usize> {
    whole.prints.iter().map(|at| case.spots[*at].row).collect()
}
