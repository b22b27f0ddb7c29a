//! One misprinted input behind several wrong figures: a slip that explains one of them and, carried up to what the input is
//! a part of, others too.

use super::case::Case;
use super::figure::Figure;
use super::ladder::{self, MOST_INPUTS, Told, if_it_were, is_input};
use super::outcome::Verdict;
use super::readings::{cut, is_off};
use super::slips;
use super::world::Pins;
use crate::eval;
use crate::number::{Exact, parse_decimal};
use crate::plan::{Input, OwnAndParts, SlotId};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// A cause with the figures that follow from it.
pub(super) struct Origin {
    /// The figure that the slip explains by itself.
    pub at: usize,
    /// What is said of it.
    pub told: Told,
    /// The others.
    pub followers: Vec<usize>,
}

/// More wrong figures than this are not looked at one by one.
const MOST_LOOKED_AT: usize = 60;

/// The causes that another figure confirms, each figure in one of them.
/// What follows from a printed figure needs no other cause.
pub(super) fn origins(case: &Case, in_columns: &BTreeSet<usize>, causes: &[Option<usize>]) -> Vec<Origin> {
    let off: Vec<usize> = (0..case.spots.len())
        .filter(|at| is_off(case, *at) && !in_columns.contains(at) && !is_input(case, *at))
        .take(MOST_LOOKED_AT)
        .collect();
    let mut found: Vec<Origin> = Vec::new();
    for &at in &off {
        let taken = |at: usize| found.iter().any(|one| one.at == at || one.followers.contains(&at));
        if taken(at) || root(causes, at).is_some_and(|cause| is_input(case, cause)) {
            continue;
        }
        // What follows from the figure itself confirms no misprint below it.
        let is_other = |other: &usize| *other != at && !taken(*other) && causes[*other] != Some(at);
        let others: Vec<usize> = off.iter().copied().filter(is_other).collect();
        found.extend(origin(case, (at, root(causes, at)), &others));
    }
    found
}

/// The first of the causes of a figure, the cause of its cause.
fn root(causes: &[Option<usize>], at: usize) -> Option<usize> {
    let mut root = causes[at]?;
    // As long as a circle of causes is not closed.
    for _ in 0..causes.len() {
        match causes[root] {
            Some(next) if next != at => root = next,
            Some(_) | None => break,
        }
    }
    Some(root)
}

/// The misprint behind a figure, which perhaps follows from another one.
fn origin(case: &Case, (at, root): (usize, Option<usize>), others: &[usize]) -> Option<Origin> {
    let world = case.world;
    let figure = case.figure(at).filter(|figure| figure.digits().len() >= 3)?;
    // What a convention explains needs no misprint.
    let alone = ladder::explain(case, at, &figure, None).verdict;
    if !matches!(alone, Verdict::Copied | Verdict::Typed | Verdict::Input | Verdict::Wrong) {
        return None;
    }
    let is_slip = |verdict: &Verdict| matches!(verdict, Verdict::Copied | Verdict::Typed);
    let of_root = root.and_then(|root| Some(ladder::explain(case, root, &case.figure(root)?, None).verdict));
    let goal = case.spots[at].cell.slot;
    let cone = world.cone(goal);
    let inputs: Vec<SlotId> =
        cone.iter().copied().filter(|slot| world.plan().slot(*slot).op.input().is_some()).collect();
    if inputs.len() > MOST_INPUTS || others.is_empty() {
        return None;
    }
    let mut best: Option<Origin> = None;
    for slot in inputs {
        let Some((input, right)) = world.input(slot) else { continue };
        // What the report itself prints right is not misprinted, where the figure is a slip by itself or follows from one.
        let is_slip = is_slip(&alone) || of_root.as_ref().is_some_and(is_slip);
        if is_slip && case.same(world.key(slot)).iter().any(|at| ladder::agrees(case, *at)) {
            continue;
        }
        let plain = right.to_string();
        let variants = slips::variants(&plain);
        let tried = variants.len();
        for variant in variants {
            let may_be = |one: &Decimal| ladder::may_be(case, input, *one, right);
            let Some(decimal) = parse_decimal(&variant).ok().filter(may_be) else { continue };
            let misprint = Exact::from(decimal);
            let alone: Pins = [(world.key(slot), misprint.clone())].into();
            if !eval::rational(&world.pinned(goal, &cone, &alone)).is_some_and(|value| figure.is(value)) {
                continue;
            }
            if is_slip && ladder::rules_out(case, slot, &misprint) {
                continue;
            }
            let pins = carried_up(case, input, slot, misprint - Exact::from(right));
            let (followers, sure) = confirmed(case, others, &pins);
            let is_more = best.as_ref().is_none_or(|best| followers.len() > best.followers.len());
            if sure && is_more {
                let told = Told::of_several(Verdict::Input, if_it_were(input, &variant, &plain), &figure, tried);
                best = Some(Origin { at, told, followers });
            }
        }
    }
    best
}

/// The input with its misprint, and money of its own of everything that it is a part of, off by as much.
fn carried_up(case: &Case, input: &Input, slot: SlotId, off: Exact) -> Pins {
    let world = case.world;
    let mut pins = Pins::new();
    let mut pin = |slot: SlotId| {
        if let Some(value) = eval::rational(world.right(slot)) {
            pins.insert(world.key(slot), value.clone() + off.clone());
        }
    };
    pin(slot);
    // Of what is no money the plan has no parts.
    let name = world.program().by_code.get(&*input.code);
    let wholes = name.map(|name| world.program().wholes_in(*name, input.when.year)).unwrap_or_default();
    for whole in wholes {
        let is_it = |one: &&OwnAndParts| one.name == whole && one.field == input.field && one.when == input.when;
        if let Some(parent) = world.plan().parts.iter().find(is_it) {
            pin(parent.own);
        }
    }
    pins
}

/// The figures that are right with these values, perhaps cut; and whether one of them is without being cut.
fn confirmed(case: &Case, others: &[usize], pins: &Pins) -> (Vec<usize>, bool) {
    let (mut found, mut sure) = (Vec::new(), false);
    for &other in others {
        let Some(figure) = case.figure(other) else { continue };
        let goal = case.spots[other].cell.slot;
        let value = case.world.pinned(goal, &case.world.cone(goal), pins);
        let Some(value) = eval::rational(&value) else { continue };
        // What is right but for being cut confirms nothing.
        let right = eval::rational(case.right(other));
        if right == Some(value) || right.is_some_and(|right| cut(&figure, right)) {
            continue;
        }
        let exact = figure.is(value) && is_long(&figure);
        if exact || cut(&figure, value) {
            found.push(other);
            sure |= exact;
        }
    }
    (found, sure)
}

/// Whether a figure has digits enough to confirm anything.
fn is_long(figure: &Figure) -> bool {
    figure.digits().len() >= 3
}
