//! What every slot of a plan can be: one pass over it, evaluating each branch of a choice under its condition.

use super::choices::undecided;
use super::enclose::enclose;
use super::frames::Frame;
use super::live::{certain_operands, live, wanted};
use super::possible::{Lacks, Possible, Truths};
use super::same::same;
use super::sums::{Whole, ordered};
use super::unknown::divides;
use crate::number::{Exact, Interval};
use crate::plan::{Input, Op, Plan, SlotId};
use crate::program::quick::{QuickMap, QuickSet};
use std::cell::Cell;
use std::collections::BTreeSet;

/// Nesting depth up to which branches learn from their conditions.
const DEEPEST: usize = 40;
/// The most slots examined again for one branch.
const MOST_SLOTS: usize = 4_000;
/// The most slots recomputed for one choice, and for a whole plan.
const WORK_EACH: usize = 20_000;
pub(super) const WORK_ALL: usize = 4_000_000;

/// What is known of data and rules before anything is computed.
pub struct Known<'k> {
    /// What a data column can hold.
    pub input: &'k dyn Fn(&Input) -> Possible,
    /// Slots whose numbers are proved elsewhere to lie in a range.
    pub limits: QuickMap<SlotId, Interval>,
    /// Pairs of slots, the first never greater than the second.
    pub ordered: Vec<(SlotId, SlotId)>,
    /// Slots and their parts.
    pub wholes: Vec<Whole>,
    /// Slots that, where they are a number, equal two others.
    pub single: QuickMap<SlotId, [SlotId; 2]>,
    /// Values reported where they cannot be computed; they lie among those that can be.
    pub stand_ins: QuickSet<SlotId>,
    /// Choices, each with a slot whose numbers are recorded where the choice is reached.
    pub watched: QuickMap<SlotId, SlotId>,
}

/// What the slots of a plan can be.
pub struct Ranges<'p> {
    pub(super) plan: &'p Plan,
    pub(super) same: Vec<SlotId>,
    pub(super) frames: Vec<Frame>,
    /// For each slot those that are never less (true) or never greater than it.
    pub(super) ordered: QuickMap<SlotId, Vec<(SlotId, bool)>>,
    /// For each slot whose ends coincide where it is a number, its ends.
    pub(super) single: QuickMap<SlotId, [SlotId; 2]>,
    /// The whole that an end belongs to.
    pub(super) wholes: QuickMap<SlotId, SlotId>,
    pub(super) wholes_of_parts: Vec<Whole>,
    inputs: QuickMap<SlotId, Possible>,
    limits: QuickMap<SlotId, Interval>,
    /// The numbers of limited slots before the limit is applied.
    unlimited: QuickMap<SlotId, Interval>,
    base: Vec<Option<Possible>>,
    stand_ins: QuickSet<SlotId>,
    pub(super) watched: QuickMap<SlotId, SlotId>,
    pub(super) given: QuickMap<SlotId, Interval>,
    /// The ways of having no value that each slot brings into an undecided choice.
    pub(super) undecided: Vec<Lacks>,
    /// Slots that are read by more than sums.
    wanted: Vec<bool>,
    /// Slots that depend on a division inside a branch.
    pub(super) divides: Vec<bool>,
    /// Divisions whose divisor can be 0.
    by_zero: BTreeSet<SlotId>,
    left: usize,
    pub(super) left_of_all: usize,
    /// Slots computed so far.
    steps: usize,
    /// Terms of sums that were compared with others.
    pub(super) weighed: Cell<usize>,
    /// Whether findings on the paths through the plan are recorded; later passes only make assumptions.
    pub(super) notes: bool,
    /// Whether watched slots are recorded, too.
    pub(super) watches: bool,
}

/// What is determined about a slot before it is recomputed.
#[derive(Clone, Copy)]
struct Visit {
    /// The depth of the innermost frame that affects it.
    level: usize,
    /// Whether what is known of it is invalid here.
    stale: bool,
}

/// A slot that has not been visited: nothing is known of it.
static UNSEEN: Possible = Possible {
    numbers: Interval::ALL,
    words: Vec::new(),
    any_word: true,
    truths: Truths { yes: true, no: true },
    lacks: Lacks::ALL,
};

impl<'p> Ranges<'p> {
    /// Runs over a plan.
    pub fn new(plan: &'p Plan, known: Known) -> Ranges<'p> {
        let same = same(plan, |slot| known.limits.contains_key(&slot) || known.stand_ins.contains(&slot));
        let of = |slot: &SlotId| same[slot.0 as usize];
        let columns = plan.slots.iter().enumerate();
        let inputs = columns.filter_map(|(at, slot)| Some((SlotId(at as u32), (known.input)(slot.op.input()?))));
        let inputs: QuickMap<SlotId, Possible> = inputs.collect();
        let undecided = undecided(plan, |slot| inputs.get(&slot).map_or(Lacks::ALL, Possible::lacks_as_number));
        let mut ranges = Ranges {
            plan,
            undecided,
            frames: Vec::new(),
            ordered: ordered(known.ordered.iter().map(|(low, high)| (of(low), of(high)))),
            wholes: known.single.iter().flat_map(|(whole, ends)| ends.map(|end| (of(&end), of(whole)))).collect(),
            single: known.single.iter().map(|(slot, ends)| (of(slot), *ends)).collect(),
            wholes_of_parts: known.wholes,
            inputs,
            limits: known.limits,
            unlimited: QuickMap::default(),
            stand_ins: known.stand_ins,
            watched: known.watched,
            given: QuickMap::default(),
            base: vec![None; plan.slots.len()],
            wanted: wanted(plan),
            by_zero: BTreeSet::new(),
            left: 0,
            left_of_all: WORK_ALL,
            steps: 0,
            weighed: Cell::new(0),
            notes: true,
            watches: true,
            divides: divides(plan),
            same,
        };
        for (at, live) in live(plan).into_iter().enumerate() {
            if live {
                ranges.settle_base(SlotId(at as u32));
            }
        }
        ranges.notes = false;
        ranges
    }

    /// Slots computed so far, counted each time, plus the cost of comparing them.
    pub fn steps(&self) -> usize {
        self.steps + self.weighed.get() / super::orders::WEIGHED
    }

    pub fn plan(&self) -> &'p Plan {
        self.plan
    }

    /// What a slot can be, as far as is known here.
    pub fn possible(&self, slot: SlotId) -> &Possible {
        let slot = self.same[slot.0 as usize];
        let framed = self.frames.iter().rev().find_map(|frame| frame.known.get(&slot).map(|(known, _)| known));
        framed.or(self.base[slot.0 as usize].as_ref()).unwrap_or(&UNSEEN)
    }

    /// The numbers that a slot would have without the limits proved elsewhere.
    pub fn unlimited(&self, slot: SlotId) -> &Interval {
        self.unlimited.get(&slot).unwrap_or(&self.possible(slot).numbers)
    }

    /// Whether a divisor can be 0 on some path to the division.
    pub fn divides_by_zero(&self, division: SlotId) -> bool {
        self.by_zero.contains(&division)
    }

    /// The numbers that the slot watched at a choice has where the choice is reached; none where it never is.
    pub fn given(&self, choice: SlotId) -> Option<&Interval> {
        self.given.get(&choice)
    }

    /// The representative of all slots that are certain to have the same value here.
    pub(super) fn alias(&self, slot: SlotId) -> SlotId {
        let slot = self.same[slot.0 as usize];
        let equal = |(a, order, b): &(SlotId, std::cmp::Ordering, SlotId)| {
            (order.is_eq() && (*a == slot || *b == slot)).then_some(*a.min(b))
        };
        self.frames.iter().flat_map(|frame| &frame.facts).filter_map(equal).fold(slot, SlotId::min)
    }

    /// Opens a branch: what is narrowed from now on is forgotten by [`Ranges::close`].
    pub fn open(&mut self) {
        self.frames.push(Frame::default());
    }

    /// Closes the branch opened last.
    pub fn close(&mut self) {
        self.frames.pop();
    }

    /// Renews the work budget for the next query; false when the total is used up.
    pub fn refresh(&mut self) -> bool {
        self.left = WORK_EACH;
        self.left_of_all > 0
    }

    pub(super) fn may_refine(&self) -> bool {
        self.frames.len() <= DEEPEST && self.left > 0 && self.left_of_all > 0
    }

    /// Computes a slot in the innermost frame, after everything it needs that is not known there.
    pub fn settle(&mut self, goal: SlotId) {
        let visits = self.visit(goal);
        let is_stale = |slot: &SlotId| visits.get(slot).is_some_and(|visit| visit.stale);
        let mut order: BTreeSet<SlotId> = BTreeSet::new();
        let mut stack = vec![goal];
        while let Some(slot) = stack.pop() {
            let op = &self.plan.slot(slot).op;
            if !is_stale(&slot) {
                // The same quotient elsewhere may be under another condition.
                self.note_divisor(slot);
                continue;
            }
            if order.insert(slot) {
                match self.chosen(slot) {
                    Some(value) => stack.push(value),
                    None => stack.extend(certain_operands(op)),
                }
            }
        }
        for slot in order {
            self.note_divisor(slot);
            let level = visits.get(&slot).map_or(self.frames.len(), |visit| visit.level);
            let mut possible = self.work_out(slot);
            let same = self.same[slot.0 as usize];
            let supposing = self.frames.iter().rposition(|frame| frame.supposes).map_or(0, |at| at + 1);
            if self.depth_of(same).is_some_and(|(depth, _)| depth >= supposing) {
                // What a condition implied for it still holds.
                possible = possible.and(self.possible(same));
            }
            if let Some(frame) = self.frames.last_mut() {
                frame.known.insert(same, (possible, level));
                self.left = self.left.saturating_sub(1);
                self.left_of_all = self.left_of_all.saturating_sub(1);
            }
        }
        if let Some(frame) = self.frames.last_mut() {
            let fresh = visits.into_iter().filter(|(_, visit)| !visit.stale);
            frame.fresh.extend(fresh.map(|(slot, visit)| (slot, visit.level)));
        }
    }

    /// Computes a slot whose operands are known, outside every branch.
    fn settle_base(&mut self, slot: SlotId) {
        self.note_divisor(slot);
        let same = self.same[slot.0 as usize];
        if self.base[same.0 as usize].is_none() {
            self.left = WORK_EACH;
            let possible = self.work_out(slot);
            self.base[same.0 as usize] = Some(possible);
        }
    }

    /// Determines which slots below a goal are still valid here.
    fn visit(&self, goal: SlotId) -> QuickMap<SlotId, Visit> {
        let mut visits: QuickMap<SlotId, Visit> = QuickMap::default();
        let mut stack = vec![(goal, false)];
        while let Some((slot, ready)) = stack.pop() {
            if !ready && visits.contains_key(&slot) {
                continue;
            }
            if let Some(level) = self.frames.last().and_then(|frame| frame.fresh.get(&slot)) {
                visits.insert(slot, Visit { level: *level, stale: false });
                continue;
            }
            let same = self.same[slot.0 as usize];
            let known = self.depth_of(same);
            let untouched = |depth: usize| {
                let above = self.frames[depth..].iter().filter_map(|frame| frame.first).min();
                above.is_none_or(|first| same < first)
            };
            if let Some((depth, level)) = known
                && !ready
                && (depth == self.frames.len() || untouched(depth) || visits.len() > MOST_SLOTS || !self.may_refine())
            {
                visits.insert(slot, Visit { level, stale: false });
                continue;
            }
            let op = &self.plan.slot(slot).op;
            if !ready {
                stack.push((slot, true));
                stack.extend(op.operands().map(|operand| (operand, false)));
                continue;
            }
            let of = |operand: SlotId| visits.get(&operand).map_or(0, |visit| visit.level);
            let is_choice = matches!(op, Op::Choose { .. });
            let taken = || self.frames.iter().rposition(|frame| frame.chosen.contains_key(&slot));
            let chosen = is_choice.then(taken).flatten().map_or(0, |at| at + 1);
            let level = op.operands().map(of).max().unwrap_or(0).max(chosen);
            let stale = known.is_none_or(|(depth, _)| level > depth);
            // A slot that is still valid was computed, or is fixed, at a depth of its own.
            let level = known.filter(|_| !stale).map_or(level, |(_, own)| level.max(own));
            visits.insert(slot, Visit { level, stale });
        }
        visits
    }

    /// The depth at which a slot is known, and the depth of what it was computed from.
    fn depth_of(&self, same: SlotId) -> Option<(usize, usize)> {
        let framed = self.frames.iter().enumerate().rev();
        let mut framed = framed.filter_map(|(at, frame)| frame.known.get(&same).map(|(_, level)| (at + 1, *level)));
        framed.next().or_else(|| self.base[same.0 as usize].as_ref().map(|_| (0, 0)))
    }

    fn note_divisor(&mut self, division: SlotId) {
        let op = &self.plan.slot(division).op;
        let Some(b) = op.divisor().filter(|_| self.notes) else { return };
        let is_nothing = matches!(op, Op::Divide(a, _) if self.possible(*a).numbers.is_empty());
        if !is_nothing
            && !self.is_not_zero(b)
            && !self.by_zero.contains(&division)
            && self.possible(b).numbers.contains(&Exact::ZERO)
            && !self.refutes(b, Exact::ZERO)
        {
            self.by_zero.insert(division);
        }
    }

    pub(super) fn is_not_zero(&self, slot: SlotId) -> bool {
        let slot = self.same[slot.0 as usize];
        self.frames.iter().any(|frame| frame.not_zero.contains(&slot))
    }

    fn work_out(&mut self, slot: SlotId) -> Possible {
        self.steps += 1;
        let plan = self.plan;
        let op = &plan.slot(slot).op;
        let found = match op {
            Op::Input(_) => self.inputs.get(&slot).cloned().unwrap_or(Possible::ANYTHING),
            Op::Choose { cases, otherwise } => self.choose(slot, cases, *otherwise),
            Op::Add(..) | Op::Subtract(..) => {
                let mut found = enclose(op, &|operand| self.possible(operand));
                // Nothing reads the range of a partial sum inside a longer one.
                if self.wanted[slot.0 as usize]
                    && let Some(numbers) = self.sum(slot)
                {
                    found.numbers = found.numbers.intersect(&numbers);
                }
                found
            }
            Op::Divide(a, b) => self.divide(op, *a, *b),
            Op::Compare(a, comparison, b) => self.compare(op, *a, *comparison, *b),
            Op::Number(_) | Op::Text(_) | Op::Missing(..) | Op::Negate(_) | Op::Absolute(_) | Op::Multiply(..) => {
                enclose(op, &|operand| self.possible(operand))
            }
            Op::Power(..)
            | Op::Root(_)
            | Op::Least(_)
            | Op::Greatest(_)
            | Op::Round(..)
            | Op::Clamp(..)
            | Op::And(..) => enclose(op, &|operand| self.possible(operand)),
            Op::Fallback(computed, _) if self.stand_ins.contains(&slot) => {
                let found = enclose(op, &|operand| self.possible(operand));
                let numbers = &self.possible(*computed).numbers;
                Possible { numbers: if numbers.is_empty() { found.numbers } else { numbers.clone() }, ..found }
            }
            Op::Or(..)
            | Op::Not(_)
            | Op::Present(_)
            | Op::Filled(_)
            | Op::Aggregate(_)
            | Op::Band(..)
            | Op::Fallback(..) => enclose(op, &|operand| self.possible(operand)),
            Op::Within(..) | Op::Rank(..) | Op::Share(_) | Op::Percentage(_) | Op::Same(_) => {
                enclose(op, &|operand| self.possible(operand))
            }
        };
        // In a chain of formulas the ends would grow longer with each step.
        let found = Possible { numbers: found.numbers.with_short_ends(), ..found };
        match self.limits.get(&slot) {
            Some(limit) => {
                let numbers = found.numbers.intersect(limit);
                if self.frames.is_empty() {
                    self.unlimited.insert(slot, found.numbers);
                }
                Possible { numbers, ..found }
            }
            None => found,
        }
    }

    /// A quotient; the divisor is not 0 where a condition excludes that, and counts once if the dividend has it, too.
    fn divide(&self, op: &Op, a: SlotId, b: SlotId) -> Possible {
        let mut found = enclose(op, &|operand| self.possible(operand));
        if self.is_not_zero(b) {
            found.lacks.faulty = self.possible(a).lacks_as_number().faulty || self.possible(b).lacks_as_number().faulty;
        }
        if let Some(numbers) = self.ratio(a, b) {
            found.numbers = found.numbers.intersect(&numbers);
        }
        found.numbers = found.numbers.intersect(&self.beside_one(a, b));
        found
    }
}
