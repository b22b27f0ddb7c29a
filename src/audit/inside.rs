//! Whether inputs inside the rounding of the printed ones give a figure: the cells it is computed from over ranges, then
//! inputs that really give it.

use super::figure::{Figure, half_of, places};
use super::world::{Pins, World};
use crate::data::Field;
use crate::eval;
use crate::number::{Bound, Exact, Interval, Places, Rounding};
use crate::plan::{Input, SlotId};
use crate::program::intervals::say_number;
use crate::program::quick::QuickMap;
use crate::program::units::Unit;
use crate::range::{self, Possible};

/// An input with the range that its printed figure leaves open.
struct Open {
    slot: SlotId,
    words: String,
    low: Exact,
    high: Exact,
}

/// A slot that was not looked at.
static UNKNOWN: Possible = Possible::ANYTHING;

/// More open inputs than this are not tried corner by corner.
const MOST_OPEN: usize = 6;

/// Inputs that give the figure, in words; none where no inputs do.
pub(super) fn inputs(world: &World, goal: SlotId, cone: &[SlotId], figure: &Figure) -> Option<String> {
    let open = open(world, cone);
    if open.is_empty() || !may_be(world, goal, cone, figure, &open) {
        return None;
    }
    let value = |at: &[Exact]| -> Option<Exact> {
        let pins: Pins = open.iter().zip(at).map(|(one, value)| (world.key(one.slot), value.clone())).collect();
        eval::rational(&world.pinned(goal, cone, &pins)).cloned()
    };
    let corners = 1_usize << open.len().min(MOST_OPEN);
    let corner = |bits: usize| -> Vec<Exact> {
        let pick = |(at, one): (usize, &Open)| {
            if bits >> at.min(MOST_OPEN) & 1 == 1 { one.high.clone() } else { one.low.clone() }
        };
        open.iter().enumerate().map(pick).collect()
    };
    let all: Vec<(Exact, Vec<Exact>)> = (0..corners).map(corner).filter_map(|at| Some((value(&at)?, at))).collect();
    let least = all.iter().min_by(|a, b| a.0.cmp(&b.0))?;
    let most = all.iter().max_by(|a, b| a.0.cmp(&b.0))?;
    let (mut low, mut high) = (least.1.clone(), most.1.clone());
    if figure.value > most.0 && !figure.is(&most.0) || figure.value < least.0 && !figure.is(&least.0) {
        return None;
    }
    for candidate in [&least.1, &most.1] {
        if value(candidate).is_some_and(|found| figure.is(&found)) {
            return Some(words(&open, candidate));
        }
    }
    // Between two corners the value goes through everything between.
    for _ in 0..48 {
        let half = Exact::ratio(1, 2)?;
        let middle: Vec<Exact> = low.iter().zip(&high).map(|(a, b)| (a.clone() + b.clone()) * half.clone()).collect();
        let found = value(&middle)?;
        if figure.is(&found) {
            return Some(words(&open, &middle));
        }
        if found < figure.value { low = middle } else { high = middle }
    }
    None
}

fn words(open: &[Open], at: &[Exact]) -> String {
    let places = Places::new(6).unwrap_or(Places::WHOLE);
    let own = open
        .iter()
        .zip(at)
        .take(4)
        .map(|(one, value)| format!("{} {}", one.words, say_number(&value.round(places, Rounding::HalfAway))));
    format!("cocok bila {}", own.collect::<Vec<_>>().join("; "))
}

/// The only rounded input of a cell, from where to where it gives the figure; none where there are several.
pub(super) fn stretch(world: &World, goal: SlotId, figure: &Figure) -> Option<(SlotId, Exact, Exact)> {
    let cone = world.cone(goal);
    let open = open(world, &cone);
    let [only] = open.as_slice() else { return None };
    let key = world.key(only.slot);
    let value = |at: &Exact| eval::rational(&world.pinned(goal, &cone, &[(key, at.clone())].into())).cloned();
    let is_rising = value(&only.low)? <= value(&only.high)?;
    let (least, most) = figure.reach();
    // The first place from which on a value is no longer below an end, in the order in which the values rise.
    let edge = |end: &Exact| -> Option<Exact> {
        let (mut below, mut above) = (only.low.clone(), only.high.clone());
        if !is_rising {
            (below, above) = (above, below);
        }
        for _ in 0..40 {
            let middle = (below.clone() + above.clone()) * Exact::ratio(1, 2)?;
            if value(&middle)? < *end { below = middle } else { above = middle }
        }
        Some(above)
    };
    let (one, other) = (edge(&least)?, edge(&most)?);
    Some((key, one.clone().min(other.clone()), one.max(other)))
}

/// The inputs of a cell that are rounded, each with what it may have been.
fn open(world: &World, cone: &[SlotId]) -> Vec<Open> {
    let mut found: Vec<Open> = Vec::new();
    for &slot in cone {
        let planned = world.plan().slot(slot);
        let Some((input, value)) = world.input(slot) else { continue };
        let decimals = value.scale();
        let number = Exact::from(value);
        if is_exact(world, input, &planned.unit, decimals, &number) {
            continue;
        }
        let half = half_of(places(decimals as usize));
        let high = number.clone() + half.clone();
        // A part of a whole is never more than the whole.
        let high =
            if planned.unit == Unit::Percent && number <= Exact::HUNDRED { high.min(Exact::HUNDRED) } else { high };
        let low = (number - half).max(Exact::ZERO);
        found.push(Open { slot, words: input.words(), low, high });
    }
    found
}

/// Whether an input is what it is: something counted, money, a target that was set, a value that is entered on a grid.
fn is_exact(world: &World, input: &Input, unit: &Unit, decimals: u32, value: &Exact) -> bool {
    let is_set =
        matches!(input.field, Field::Target | Field::TargetLow | Field::TargetHigh | Field::Budget | Field::Spent);
    let is_counted = match unit {
        Unit::Named(word) => !["nilai", "indeks", "skor", "poin"].contains(&&**word),
        Unit::Any => decimals == 0,
        Unit::Percent | Unit::Points => decimals == 0 && (value.is_zero() || *value == Exact::HUNDRED),
    };
    let name = world.program().by_code.get(&*input.code);
    let definition = name.and_then(|name| world.program().version(*name, input.when.year));
    let on_grid = definition
        .and_then(|one| one.step)
        .is_some_and(|step| value.checked_div(&Exact::from(step)).is_some_and(|steps| steps.is_integer()));
    is_set || is_counted || on_grid || world.exact.contains(&*input.code)
}

/// Whether the figure lies among what the cell can be at all, by ranges.
fn may_be(world: &World, goal: SlotId, cone: &[SlotId], figure: &Figure, open: &[Open]) -> bool {
    let mut moved: QuickMap<SlotId, Possible> = QuickMap::default();
    let mut known: QuickMap<SlotId, Possible> = QuickMap::default();
    for one in open {
        moved.insert(one.slot, Possible::numbers(Interval::closed(one.low.clone(), one.high.clone())));
    }
    for &slot in cone {
        let op = &world.plan().slot(slot).op;
        let possible = match moved.get(&slot) {
            Some(own) => own.clone(),
            None if op.uses_any(|operand| moved.contains_key(&operand)) => {
                let found = range::enclose(op, &|operand| known.get(&operand).unwrap_or(&UNKNOWN));
                moved.insert(slot, found.clone());
                found
            }
            None => Possible::of(world.right(slot)),
        };
        known.insert(slot, possible);
    }
    let (low, high) = figure.reach();
    let printed = Interval::new(Bound::Included(low), Bound::Included(high));
    known.get(&goal).is_some_and(|found| !found.numbers.intersect(&printed).is_empty())
}
