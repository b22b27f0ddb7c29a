//! What merely follows: figures that are right for printed figures of which one is wrong, and one figure printed again.

use super::case::{Case, First};
use super::claimed::Heard;
use super::figure::Figure;
use super::from_wholes;
use super::outcome::Verdict;
use super::readings::{self, is_off};
use super::through::{self, Goal};
use super::world::{Pins, Position};
use crate::eval;
use crate::number::Exact;
use crate::plan::SlotId;
use crate::program::NameId;
use std::collections::{BTreeMap, BTreeSet};

/// For each spot the spot that it follows from.
pub(super) fn causes(case: &Case, in_columns: &BTreeSet<usize>, watch: &dyn Fn(usize)) -> Vec<Option<usize>> {
    let mut causes: Vec<Option<usize>> = vec![None; case.spots.len()];
    let mut seen: Seen = Seen::new();
    for at in (0..case.spots.len()).filter(|at| is_off(case, *at)) {
        watch(at);
        let Some(figure) = case.figure(at) else { continue };
        if in_columns.contains(&at) {
            note(case, at, figure, &mut seen);
            continue;
        }
        let from_whole = || from_wholes::cause(case, at, &figure).filter(|_| !case.wholes.is_empty());
        causes[at] = from_inputs(case, at, &figure).or_else(|| again(case, at, &figure, &seen)).or_else(from_whole);
        note(case, at, figure, &mut seen);
    }
    for (at, cause) in from_wholes::of_shares(case) {
        causes[at] = Some(cause);
    }
    let mut heard = Heard::new();
    for (at, first) in case.first.iter().enumerate() {
        if matches!(first, First::Plain(Verdict::Claim, _)) {
            causes[at] = super::claimed::cause(case, at, &mut heard);
        } else if causes[at].is_none() {
            causes[at] = super::grades::cause(case, at);
        }
    }
    open_circles(case, &mut causes);
    causes
}

/// A total of one thing and that thing print one quantity, so each may be said to follow from the other: what stands nearest to
/// the data follows from nothing there.
fn open_circles(case: &Case, causes: &mut [Option<usize>]) {
    let mut passed = vec![false; causes.len()];
    for start in 0..causes.len() {
        let (mut way, mut next) = (Vec::new(), Some(start));
        while let Some(at) = next.filter(|at| !passed[*at]) {
            passed[at] = true;
            way.push(at);
            next = causes[at];
        }
        let circle = next.and_then(|at| way.iter().position(|known| *known == at)).map(|from| &way[from..]);
        let size = |at: &&usize| (case.world.cone(case.spots[**at].cell.slot).len(), **at);
        if let Some(root) = circle.and_then(|circle| circle.iter().min_by_key(size)) {
            causes[*root] = None;
        }
    }
}

/// Prints of one value before and behind a figure that are looked at.
const MOST_PRINTS: usize = 100;

/// The wrong printed figures of values among some slots, in the order of the report; of a value that is printed all over the
/// report those near a figure.
pub(super) fn off_among(case: &Case, at: usize, slots: &[SlotId]) -> Vec<usize> {
    let keys: BTreeSet<SlotId> = slots.iter().map(|slot| case.world.key(*slot)).collect();
    let near = |key: SlotId| {
        let prints = case.same(key);
        let own = prints.partition_point(|print| *print < at);
        &prints[own.saturating_sub(MOST_PRINTS)..prints.len().min(own + MOST_PRINTS)]
    };
    let spots = keys.into_iter().flat_map(near).copied();
    let off: BTreeSet<usize> = spots.filter(|at| is_off(case, *at)).collect();
    off.into_iter().collect()
}

/// The wrong printed figure that makes this one right.
fn from_inputs(case: &Case, at: usize, figure: &Figure) -> Option<usize> {
    let spot = &case.spots[at];
    let goal = spot.cell.slot;
    let cone = case.world.cone(goal);
    // The more often a value is printed wrong, the longer the list: its own prints are none of it.
    let inputs: Vec<SlotId> = cone.iter().copied().filter(|slot| case.world.key(*slot) != spot.key).collect();
    let fits =
        |pins: &Pins| eval::rational(&case.world.pinned(goal, &cone, pins)).is_some_and(|value| figure.is(value));
    let off = off_among(case, at, &inputs);
    let goal = Goal { at, figure, slot: goal, cone: &cone };
    let first = first_that(case, at, off.clone(), cone.len(), &fits);
    let first = first.or_else(|| through::cause(case, &goal, off.clone())).or_else(|| from_row(case, &goal, &fits));
    first.or_else(|| from_prints(case, &goal, &off))
}

/// The wrong figure of a table where what is printed in it makes this one right: all of it as it is printed, with each wrong one
/// alone among the right ones, or cut instead of rounded.
fn from_prints(case: &Case, goal: &Goal, off: &[usize]) -> Option<usize> {
    let spot = &case.spots[goal.at];
    let tries = MOST_WORK / goal.cone.len().max(1);
    let near: Vec<usize> = nearest(case, goal.at, off.to_vec());
    let own: Vec<usize> = near.into_iter().filter(|other| case.spots[*other].table == spot.table).collect();
    let first = *own.first()?;
    let pin = |other: usize| Some((case.spots[other].key, case.figure(other)?.value));
    let of_all = |all: &[usize]| -> Pins { all.iter().rev().filter_map(|other| pin(*other)).collect() };
    let keys: BTreeSet<SlotId> = goal.cone.iter().map(|slot| case.world.key(*slot)).collect();
    let is_beside = |other: &usize| {
        let other = &case.spots[*other];
        other.table == spot.table && other.key != spot.key
    };
    let prints = keys.iter().flat_map(|key| case.same(*key)).copied().filter(is_beside);
    let right: Vec<usize> = prints.filter(|other| !is_off(case, *other)).collect();
    let printed = of_all(&right);
    let with = |wrong: Pins| -> Pins { wrong.into_iter().chain(printed.clone()).collect() };
    let wrong = of_all(&own);
    let mut ways: Vec<(usize, Pins)> = vec![(first, with(wrong.clone())), (first, wrong)];
    for other in own {
        let alone = of_all(&[other]);
        ways.extend([(other, with(alone.clone())), (other, alone)]);
    }
    let ways: Vec<(usize, Exact)> = ways
        .into_iter()
        .take(tries)
        .filter_map(|(other, pins)| {
            let value = eval::rational(&case.world.pinned(goal.slot, goal.cone, &pins)).cloned()?;
            Some((other, value))
        })
        .collect();
    let is_it = |(other, value): &(usize, Exact)| goal.figure.is(value).then_some(*other);
    let is_cut = |(other, value): &(usize, Exact)| readings::cut(goal.figure, value).then_some(*other);
    ways.iter().find_map(is_it).or_else(|| ways.iter().find_map(is_cut))
}

/// The wrong figure of a row where all that is printed in it, rounded as it is, makes this one right: a share in a table in
/// millions.
fn from_row(case: &Case, goal: &Goal, fits: &dyn Fn(&Pins) -> bool) -> Option<usize> {
    let spot = &case.spots[goal.at];
    let keys: BTreeSet<SlotId> = goal.cone.iter().map(|slot| case.world.key(*slot)).collect();
    let (mut pins, mut cause) = (Pins::new(), None);
    for &other in case.row(spot).iter().filter(|other| case.spots[**other].key != spot.key) {
        let shown = || Some((case.spots[other].key, case.figure(other)?.value));
        let pin = shown().filter(|(key, _)| keys.contains(key));
        let pin = pin.or_else(|| super::ladder::said_input(case, other).filter(|(key, _)| keys.contains(key)));
        let Some((key, value)) = pin else { continue };
        pins.insert(key, value);
        cause = cause.or(is_off(case, other).then_some(other));
    }
    cause.filter(|_| pins.len() > 1 && fits(&pins))
}

/// Slots that are worked out again to find what a figure follows from: those of a long total with many wrong figures below
/// it. Of the nearest figures each is tried alone, of the others only all together.
const MOST_WORK: usize = 400_000;

/// Some printed figures in order: those of the row of a figure before those of its table before those of other tables.
pub(super) fn nearest(case: &Case, at: usize, mut all: Vec<usize>) -> Vec<usize> {
    let spot = &case.spots[at];
    all.sort_by_key(|other| {
        let other = &case.spots[*other];
        (other.table != spot.table, other.row != spot.row, other.table.abs_diff(spot.table))
    });
    all
}

/// The nearest of some wrong printed figures that fits, alone or together with others; a try takes as much work as `size`.
pub(super) fn first_that(
    case: &Case,
    at: usize,
    above: Vec<usize>,
    size: usize,
    fits: &dyn Fn(&Pins) -> bool,
) -> Option<usize> {
    let spot = &case.spots[at];
    let above = nearest(case, at, above);
    let pin = |other: usize| Some((case.spots[other].key, case.figure(other)?.value));
    let tries = MOST_WORK / size.max(1);
    let mut tried: BTreeSet<(SlotId, Exact)> = BTreeSet::new();
    for (other, pin) in above.iter().filter_map(|other| Some((*other, pin(*other)?))) {
        if tried.len() >= tries {
            break;
        }
        // One figure printed again and again is tried once.
        if tried.insert(pin.clone()) && fits(&[pin].into()) {
            return Some(other);
        }
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
    let mut tables: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for other in above.iter().filter(|_| matches!(spot.position, Position::Claim(_))) {
        tables.entry(case.spots[*other].table).or_default().push(*other);
    }
    tables.into_values().filter(|own| own.len() > 1).take(tries).find_map(|own| {
        let pins: Pins = own.iter().filter_map(|other| pin(*other)).collect();
        own.first().copied().filter(|_| pins.len() > 1 && fits(&pins))
    })
}

/// What a wrong figure is a print of: the value of a slot, one so odd that two of it are one quantity, or in a column what the
/// only part of a thing has.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Of {
    Slot(SlotId),
    Value(Exact),
    Part((usize, usize, usize), NameId, Exact),
}

impl Of {
    /// The part in the row of a spot that has no other beside it, and so on; the thing itself where it has none or several.
    fn part(case: &Case, at: usize, right: &Exact) -> Option<Of> {
        let Position::Body(table, block, row, column) = case.spots[at].position else { return None };
        let (plan, program) = (case.world.plan(), case.world.program());
        let mut name = *program.by_code.get(&*plan.tables[table].blocks[block].rows[row].words)?;
        // What is its own part has none by the rules.
        for _ in 0..MOST_LEVELS {
            let [only] = program.parts_in(name, plan.year)[..] else { break };
            name = only;
        }
        Some(Of::Part((table, block, column), name, right.clone()))
    }
}

/// Things are parts of parts so far down.
const MOST_LEVELS: usize = 12;

/// The first print of each wrong figure.
type Seen = BTreeMap<(Of, Exact), usize>;

/// An earlier print of the same wrong figure for the same value.
fn again(case: &Case, at: usize, figure: &Figure, seen: &Seen) -> Option<usize> {
    let right = eval::rational(case.right(at))?;
    let of_slot = seen.get(&(Of::Slot(case.spots[at].key), figure.value.clone()));
    let of_value = seen.get(&(Of::Value(right.clone()), figure.value.clone())).filter(|_| is_telling(right));
    let of_part = Of::part(case, at, right).and_then(|of| seen.get(&(of, figure.value.clone())));
    of_slot.into_iter().chain(of_value).chain(of_part).min().copied()
}

fn note(case: &Case, at: usize, figure: Figure, seen: &mut Seen) {
    let right = eval::rational(case.right(at));
    let value = right.map(|right| Of::Value(right.clone()));
    let part = right.and_then(|right| Of::part(case, at, right));
    for of in value.into_iter().chain(part).chain([Of::Slot(case.spots[at].key)]) {
        seen.entry((of, figure.value.clone())).or_insert(at);
    }
}

/// Whether a value is so odd that two of it are one quantity.
fn is_telling(value: &Exact) -> bool {
    value.to_exact_plain().is_none_or(|plain| plain.chars().filter(char::is_ascii_digit).count() >= 6)
}
