//! What merely follows: figures that are right for printed figures of which one is wrong, and one figure printed again.

use super::case::{Case, First};
use super::figure::Figure;
use super::outcome::Verdict;
use super::readings::is_off;
use super::world::{Pins, Position};
use crate::eval;
use crate::number::Exact;
use crate::plan::SlotId;
use std::collections::BTreeSet;

/// For each spot the spot that it follows from.
pub(super) fn causes(case: &Case, in_columns: &BTreeSet<usize>) -> Vec<Option<usize>> {
    let mut causes: Vec<Option<usize>> = vec![None; case.spots.len()];
    let off: Vec<usize> = (0..case.spots.len()).filter(|at| is_off(case, *at)).collect();
    for &at in &off {
        let Some(figure) = case.figure(at) else { continue };
        if in_columns.contains(&at) {
            continue;
        }
        causes[at] = from_inputs(case, at, &figure, &off).or_else(|| again(case, at, &figure, &off));
    }
    for (at, first) in case.first.iter().enumerate() {
        if matches!(first, First::Plain(Verdict::Claim, _)) {
            causes[at] = super::claimed::cause(case, at, &off);
        } else if causes[at].is_none() {
            causes[at] = super::grades::cause(case, at);
        }
    }
    causes
}

/// The wrong printed figure that makes this one right.
fn from_inputs(case: &Case, at: usize, figure: &Figure, off: &[usize]) -> Option<usize> {
    let spot = &case.spots[at];
    let goal = spot.cell.slot;
    let cone = case.world.cone(goal);
    let keys: BTreeSet<SlotId> = cone.iter().map(|slot| case.world.key(*slot)).filter(|key| *key != spot.key).collect();
    let above: Vec<usize> = off.iter().copied().filter(|other| keys.contains(&case.spots[*other].key)).collect();
    let fits =
        |pins: &Pins| eval::rational(&case.world.pinned(goal, &cone, pins)).is_some_and(|value| figure.is(value));
    first_that(case, at, above, &fits)
}

/// The nearest of some wrong printed figures that fits, alone or together with others.
pub(super) fn first_that(case: &Case, at: usize, mut above: Vec<usize>, fits: &dyn Fn(&Pins) -> bool) -> Option<usize> {
    let spot = &case.spots[at];
    // Of its own row before its own table before other tables.
    let distance = |other: &usize| {
        let other = &case.spots[*other];
        (other.table != spot.table, other.row != spot.row, other.table.abs_diff(spot.table))
    };
    above.sort_by_key(distance);
    let pin = |other: usize| Some((case.spots[other].key, case.figure(other)?.value));
    let alone = above.iter().copied().find(|other| pin(*other).is_some_and(|pin| fits(&[pin].into())));
    if alone.is_some() {
        return alone;
    }
    // All of its row, then all of its table; the nearest of several prints of one value counts.
    for same_row in [true, false] {
        let mut pins = Pins::new();
        let near = |other: &&usize| {
            let other = &case.spots[**other];
            other.table == spot.table && (!same_row || other.row == spot.row)
        };
        for (key, value) in above.iter().filter(near).filter_map(|other| pin(*other)) {
            pins.entry(key).or_insert(value);
        }
        if pins.len() > 1 && fits(&pins) {
            return above.first().copied();
        }
    }
    // A sentence sums up a table as a whole.
    let tables: BTreeSet<usize> = above.iter().map(|other| case.spots[*other].table).collect();
    let is_claim = matches!(spot.position, Position::Claim(_));
    tables.into_iter().filter(|_| is_claim).find_map(|table| {
        let own: Vec<usize> = above.iter().copied().filter(|other| case.spots[*other].table == table).collect();
        let pins: Pins = own.iter().filter_map(|other| pin(*other)).collect();
        own.first().copied().filter(|_| pins.len() > 1 && fits(&pins))
    })
}

/// An earlier print of the same wrong figure for the same value.
fn again(case: &Case, at: usize, figure: &Figure, off: &[usize]) -> Option<usize> {
    let right = eval::rational(case.right(at))?;
    let same = |other: &&usize| {
        let is_same_value = case.spots[**other].key == case.spots[at].key
            || is_telling(right) && eval::rational(case.right(**other)) == Some(right);
        is_same_value && case.figure(**other).is_some_and(|other| other.value == figure.value)
    };
    off.iter().take_while(|other| **other < at).find(same).copied()
}

/// Whether a value is so odd that two of it are one quantity.
fn is_telling(value: &Exact) -> bool {
    value.to_exact_plain().is_none_or(|plain| plain.chars().filter(char::is_ascii_digit).count() >= 6)
}
