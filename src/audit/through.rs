//! What follows from a printed figure that the plan does not work out on the way, or not as it is printed: a share of sums
//! from the printed sums, what is left from money in millions, and what was worked out before the figure was rounded.

use super::case::Case;
use super::figure::Figure;
use super::follow::nearest;
use super::readings::is_off;
use super::world::{Pins, World};
use crate::eval;
use crate::number::Exact;
use crate::plan::{Op, SlotId};
use crate::program::Aggregate;

/// A figure that may follow, with all that it is worked out from.
pub(super) struct Goal<'g> {
    pub at: usize,
    pub figure: &'g Figure,
    pub slot: SlotId,
    pub cone: &'g [SlotId],
}

/// A value under a figure that moves with another figure, and how far where that moves by 1.
struct Lever {
    key: SlotId,
    base: Exact,
    per: Exact,
    /// It is the moving value itself, not what that is made of.
    is_itself: bool,
}

/// Figures of which it is tried whether they were rounded only for print.
const MOST_TRIED: usize = 20;

/// The wrong figure of its row, or one of `inputs`, that makes a figure right.
pub(super) fn cause(case: &Case, goal: &Goal, inputs: Vec<usize>) -> Option<usize> {
    let spot = &case.spots[goal.at];
    let others = case.row(spot).iter().copied().filter(|other| case.spots[*other].key != spot.key);
    let beside: Vec<(usize, Figure, Exact, Vec<Lever>)> = others
        .filter(|other| is_off(case, *other) && goal.is_made_of(case, case.spots[*other].cell.slot))
        .filter_map(|other| {
            let right = eval::rational(case.right(other))?.clone();
            Some((other, case.figure(other)?, right, levers(case.world, case.spots[other].cell.slot, goal.cone)?))
        })
        .collect();
    let alone = beside.iter().find(|(_, printed, right, levers)| {
        levers.iter().all(|lever| goal.follows(case, printed, &|value| lever.pins(value.clone() - right.clone())))
    });
    if let Some((other, ..)) = alone {
        return Some(*other);
    }
    // Several together: those that are worked with as they are, else all; what is left says nothing beside what it is left of.
    for only_itself in [true, false] {
        let meant = || {
            let is_meant = |lever: &Lever| lever.is_itself || !only_itself;
            beside.iter().filter(move |(.., levers)| levers.iter().all(is_meant))
        };
        let all = |end: fn(&[Lever]) -> Option<&Lever>| {
            let pins = |(_, printed, right, levers): &(usize, Figure, Exact, Vec<Lever>)| {
                end(levers).map(|lever| lever.pins(printed.value.clone() - right.clone())).unwrap_or_default()
            };
            meant().flat_map(pins).collect::<Pins>()
        };
        let is_several = meant().nth(1).is_some();
        if is_several && goal.fits(case, &all(<[Lever]>::first)) && goal.fits(case, &all(<[Lever]>::last)) {
            return meant().next().map(|(other, ..)| *other);
        }
    }
    let near = nearest(case, goal.at, inputs).into_iter().take(MOST_TRIED);
    near.filter_map(|other| Some((other, case.figure(other)?))).find_map(|(other, printed)| {
        let key = case.spots[other].key;
        goal.follows(case, &printed, &|value| [(key, value)].into()).then_some(other)
    })
}

impl Goal<'_> {
    /// Whether it rests on all data that another value rests on, and on more: what is left follows from what was spent, and
    /// not the other way round.
    fn is_made_of(&self, case: &Case, other: SlotId) -> bool {
        let plan = case.world.plan();
        let inputs = |cone: &[SlotId]| -> Vec<SlotId> {
            cone.iter().copied().filter(|slot| plan.slot(*slot).op.input().is_some()).collect()
        };
        let under = case.world.cone(other);
        let (own, others) = (inputs(self.cone), inputs(&under));
        let is_more = (others.len(), under.len()) < (own.len(), self.cone.len());
        is_more && !others.is_empty() && others.iter().all(|slot| own.binary_search(slot).is_ok())
    }

    fn value(&self, case: &Case, pins: &Pins) -> Option<Exact> {
        eval::rational(&case.world.pinned(self.slot, self.cone, pins)).cloned()
    }

    fn fits(&self, case: &Case, pins: &Pins) -> bool {
        self.value(case, pins).is_some_and(|value| self.figure.is(&value))
    }

    /// Whether it is right for a printed figure, or for what that was before it was rounded: then only its last digit is
    /// another one.
    fn follows(&self, case: &Case, printed: &Figure, pins: &dyn Fn(Exact) -> Pins) -> bool {
        let at = |value: Exact| self.value(case, &pins(value));
        let Some(value) = at(printed.value.clone()) else { return false };
        if self.figure.is(&value) {
            return true;
        }
        let step = self.figure.half() + self.figure.half();
        let (low, high) = printed.reach();
        let ends = || Some((at(low.clone())?, at(high.clone())?));
        let shown = |value: Exact| value.round(self.figure.places, self.figure.mode);
        (self.figure.value.clone() - value).abs() < step
            && ends().is_some_and(|(one, other)| {
                let (one, other) = (shown(one), shown(other));
                one.clone().min(other.clone()) <= self.figure.value && self.figure.value <= one.max(other)
            })
    }
}

impl Lever {
    fn pins(&self, off: Exact) -> Pins {
        [(self.key, self.base.clone() + self.per.clone() * off)].into()
    }
}

/// How a printed value moves what is under another one. The plan works a share of sums out from the rows, the report from the
/// totals; both are the same where it does not matter which row the difference is put in: the first and the last.
fn levers(world: &World, slot: SlotId, cone: &[SlotId]) -> Option<Vec<Lever>> {
    let slot = world.plan().plain(slot);
    let Op::Aggregate(op) = &world.plan().slot(slot).op else {
        return Some(vec![lever(world, slot, cone)?]);
    };
    let [first, .., last] = op.items.as_slice() else { return None };
    let is_sum = op.aggregate == Aggregate::Sum && op.weights.is_none();
    // Each of them, so that no sum of a part counts for one of all.
    let is_under = |item: &SlotId| cone.binary_search(item).is_ok() || base(world, *item, cone).is_some();
    if !is_sum || !op.items.iter().all(is_under) {
        return None;
    }
    Some(vec![lever(world, *first, cone)?, lever(world, *last, cone)?])
}

/// What a value is made of that is under another one as well, the nearest to it.
fn base(world: &World, item: SlotId, cone: &[SlotId]) -> Option<SlotId> {
    let is_shared = |slot: &SlotId| {
        let is_number = matches!(world.plan().slot(*slot).op, Op::Number(_));
        *slot != item && !is_number && cone.binary_search(slot).is_ok()
    };
    world.cone(item).into_iter().rev().find(is_shared)
}

fn lever(world: &World, item: SlotId, cone: &[SlotId]) -> Option<Lever> {
    let value = |slot: SlotId| eval::rational(world.right(slot)).cloned();
    if cone.binary_search(&item).is_ok() {
        return Some(Lever { key: world.key(item), base: value(item)?, per: Exact::ONE, is_itself: true });
    }
    let base = base(world, item, cone)?;
    let (key, own, under) = (world.key(base), value(base)?, world.cone(item));
    let with = |more: i64| {
        let pins: Pins = [(key, own.clone() + Exact::from(more))].into();
        eval::rational(&world.pinned(item, &under, &pins)).cloned()
    };
    let (none, one, two) = (value(item)?, with(1)?, with(2)?);
    let moved = one.clone() - none;
    // `serapan / 1_000_000` moves as `serapan` does; `serapan / pagu` does not move as `pagu`.
    let is_even = two - one == moved && !moved.is_zero();
    let per = Exact::ONE.checked_div(&moved).filter(|_| is_even)?;
    Some(Lever { key, base: own, per, is_itself: false })
}
