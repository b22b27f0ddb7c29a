//! Divides an achievement along the realisation: intervals in which one formula applies, and the borders between them.
//!
//! The outcome of a condition changes where two numbers cross as the realisation rises. Each combination of outcomes is
//! a [`Cell`]; inside it nothing jumps except roundings.

use crate::number::{Bound, Exact, Interval};
use crate::plan::{Op, Plan, SlotId};
use crate::program::intervals::end;
use crate::range::{Ranges, Truths};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// The most cells that are distinguished.
const MOST_CELLS: usize = 160;
/// The most slots between realisation and achievement.
const MOST_SLOTS: usize = 2_000;

/// Two numbers of which one crosses the other as the realisation rises.
#[derive(Debug, Clone, PartialEq)]
pub struct Border {
    /// A number that moves with the realisation.
    pub left: SlotId,
    /// What it is compared with.
    pub right: Right,
}

/// The other side of a border.
#[derive(Debug, Clone, PartialEq)]
pub enum Right {
    /// Another slot.
    Slot(SlotId),
    /// A number that the rule states.
    Number(Exact),
}

/// One combination of outcomes of all conditions.
#[derive(Debug, Clone)]
pub struct Cell {
    /// Conditions that do not depend on the realisation.
    pub fixed: Vec<(SlotId, bool)>,
    /// On which side of each border it lies.
    pub sides: Vec<(usize, Ordering)>,
    /// The branch each choice takes.
    pub chosen: BTreeMap<SlotId, SlotId>,
    /// The achievements it can give.
    pub numbers: Interval,
    /// Whether it has an achievement wherever the data are filled in.
    pub is_certain: bool,
    /// How an achievement moves with the realisation.
    pub slope: Interval,
}

/// The whole division.
#[derive(Debug, Default)]
pub struct Cells {
    /// Borders, each with whether the left side rises above the right one as the realisation rises.
    pub borders: Vec<(Border, bool)>,
    /// Every cell that some data can lie in.
    pub cells: Vec<Cell>,
}

/// An achievement and the realisation it has to follow.
#[derive(Debug, Clone, Copy)]
pub struct Question {
    /// The achievement.
    pub goal: SlotId,
    /// The realisation.
    pub root: SlotId,
    /// Whether it is a single word: no other open condition decides it.
    pub is_word: bool,
}

/// Divides an achievement into cells; none where that is impossible. `wanted` are borders to be distinguished in any
/// case.
pub fn cells(ranges: &mut Ranges, question: Question, wanted: &[(Border, bool)]) -> Option<Cells> {
    let moving = moving(ranges.plan(), question)?;
    let mut found = Cells { borders: wanted.to_vec(), cells: Vec::new() };
    let mut open = Open { question, moving, fixed: Vec::new(), sides: Vec::new(), wanted: wanted.len() };
    open.explore(ranges, &mut found).then_some(found)
}

/// Restricts numbers to a side of a border; false where they never lie there.
pub fn put(ranges: &mut Ranges, border: &Border, side: Ordering) -> bool {
    match &border.right {
        Right::Slot(right) => ranges.relate(border.left, side, *right),
        Right::Number(number) => {
            let at = || Bound::Excluded(number.clone());
            let range = match side {
                Ordering::Less => Interval::new(Bound::Unbounded, at()),
                Ordering::Equal => Interval::point(number.clone()),
                Ordering::Greater => Interval::new(at(), Bound::Unbounded),
            };
            ranges.narrow(border.left, &range, 8)
        }
    }
}

/// The slots between a realisation and an achievement that depend on the realisation; none when they are too many.
pub fn moving(plan: &Plan, question: Question) -> Option<BTreeSet<SlotId>> {
    let mut cone = BTreeSet::new();
    let mut stack = vec![question.goal];
    while let Some(slot) = stack.pop() {
        if slot > question.root && cone.insert(slot) {
            stack.extend(plan.slot(slot).op.operands());
        }
        if cone.len() > MOST_SLOTS {
            return None;
        }
    }
    let mut moving = BTreeSet::from([question.root]);
    for slot in cone {
        if plan.slot(slot).op.operands().any(|operand| moving.contains(&operand)) {
            moving.insert(slot);
        }
    }
    Some(moving)
}

/// What has been decided so far on the way to a cell.
struct Open {
    question: Question,
    moving: BTreeSet<SlotId>,
    fixed: Vec<(SlotId, bool)>,
    sides: Vec<(usize, Ordering)>,
    wanted: usize,
}

impl Open {
    /// Decides what is open, one step at a time; false where that is impossible.
    fn explore(&mut self, ranges: &mut Ranges, found: &mut Cells) -> bool {
        if found.cells.len() >= MOST_CELLS || !ranges.refresh() {
            return false;
        }
        if let Some(border) = (0..self.wanted).find(|at| !self.sides.iter().any(|(known, _)| known == at)) {
            return self.split(ranges, border, found);
        }
        let mut chosen = BTreeMap::new();
        let Some(condition) = self.undecided(ranges, &mut chosen) else {
            let Question { goal, root, .. } = self.question;
            ranges.settle(goal);
            let (numbers, is_certain) = (ranges.possible(goal).numbers.clone(), !ranges.possible(goal).lacks.faulty);
            let slope = if numbers.is_empty() { Interval::EMPTY } else { ranges.slope(goal, root) };
            let (fixed, sides) = (self.fixed.clone(), self.sides.clone());
            found.cells.push(Cell { fixed, sides, chosen, numbers, is_certain, slope });
            return true;
        };
        let Some(atom) = atom(ranges, condition) else { return false };
        if self.question.is_word || !self.moving.contains(&atom) {
            return [true, false].into_iter().all(|holds| {
                self.fixed.push((atom, holds));
                ranges.open();
                let done = !ranges.assume(atom, holds) || self.explore(ranges, found);
                ranges.close();
                self.fixed.pop();
                done
            });
        }
        match self.border(ranges, atom, found) {
            Some(border) => self.split(ranges, border, found),
            None => false,
        }
    }

    fn split(&mut self, ranges: &mut Ranges, border: usize, found: &mut Cells) -> bool {
        [Ordering::Less, Ordering::Equal, Ordering::Greater].into_iter().all(|side| {
            self.sides.push((border, side));
            ranges.open();
            let at = found.borders[border].0.clone();
            let done = !put(ranges, &at, side) || self.explore(ranges, found);
            ranges.close();
            self.sides.pop();
            done
        })
    }

    /// The condition of the first undecided choice among those that the realisation can change.
    fn undecided(&self, ranges: &mut Ranges, chosen: &mut BTreeMap<SlotId, SlotId>) -> Option<SlotId> {
        let mut seen = BTreeSet::new();
        let mut stack = vec![self.question.goal];
        while let Some(slot) = stack.pop() {
            if !self.moving.contains(&slot) || slot == self.question.root || !seen.insert(slot) {
                continue;
            }
            let op = &ranges.plan().slot(slot).op;
            let Op::Choose { cases, .. } = op else {
                stack.extend(op.operands());
                continue;
            };
            match ranges.decided(slot) {
                Some(value) => {
                    chosen.insert(slot, value);
                    stack.push(value);
                    // Whatever its outcome, a missing condition leaves the choice without a value.
                    let may_lack = |condition: &SlotId| ranges.possible(*condition).lacks.any();
                    stack.extend(cases.iter().map(|(condition, _)| *condition).filter(may_lack));
                }
                None => {
                    let is_open = |(condition, _): &&(SlotId, SlotId)| both(ranges.possible(*condition).truths);
                    return cases.iter().find(is_open).map(|(condition, _)| *condition);
                }
            }
        }
        None
    }

    /// The border that decides a comparison, new or known; none where it is not a border.
    fn border(&self, ranges: &mut Ranges, atom: SlotId, found: &mut Cells) -> Option<usize> {
        let number = |slot: SlotId| ranges.plan().slot(slot).op.number().cloned().map(Right::Number);
        let op = &ranges.plan().slot(atom).op;
        let candidates: Vec<Border> = if let Op::Compare(a, _, b) = op {
            match (number(*a), number(*b)) {
                (_, Some(right)) => vec![Border { left: *a, right }],
                (Some(right), None) => vec![Border { left: *b, right }],
                (None, None) => vec![Border { left: *a, right: Right::Slot(*b) }],
            }
        } else if let Op::Within(a, range) = op {
            let ends = [range.lo(), range.hi()].into_iter().filter_map(end).cloned();
            ends.map(|end| Border { left: *a, right: Right::Number(end) }).collect()
        } else {
            return None;
        };
        for border in candidates {
            let known = found.borders.iter().position(|(known, _)| *known == border);
            if known.is_some_and(|at| self.sides.iter().any(|(side, _)| *side == at)) {
                continue;
            }
            if !is_continuous(ranges, border.left, &self.moving) {
                return None;
            }
            let mut rise = ranges.slope(border.left, self.question.root);
            if let Right::Slot(right) = border.right {
                if !is_continuous(ranges, right, &self.moving) {
                    return None;
                }
                rise = rise.sub(&ranges.slope(right, self.question.root));
            }
            let up = rises(&rise);
            if !up && !rises(&rise.neg()) {
                return None;
            }
            return match known {
                Some(at) => (found.borders[at].1 == up).then_some(at),
                None => {
                    found.borders.push((border, up));
                    Some(found.borders.len() - 1)
                }
            };
        }
        None
    }
}

fn both(truths: Truths) -> bool {
    truths.yes && truths.no
}

/// Whether a slope never falls.
pub fn rises(slope: &Interval) -> bool {
    slope.intersect(&Interval::new(Bound::Included(Exact::ZERO), Bound::Unbounded)) == *slope
}

/// The first comparison inside a condition that leaves it open.
fn atom(ranges: &Ranges, condition: SlotId) -> Option<SlotId> {
    let mut at = condition;
    loop {
        if !both(ranges.possible(at).truths) {
            return None;
        }
        let op = &ranges.plan().slot(at).op;
        if !matches!(op, Op::Not(_) | Op::And(..) | Op::Or(..)) {
            return Some(at);
        }
        at = op.operands().find(|slot| both(ranges.possible(*slot).truths))?;
    }
}

/// Whether a number skips no value as the realisation rises.
fn is_continuous(ranges: &mut Ranges, slot: SlotId, moving: &BTreeSet<SlotId>) -> bool {
    let mut stack = vec![slot];
    let mut seen = BTreeSet::new();
    while let Some(slot) = stack.pop() {
        if !moving.contains(&slot) || !seen.insert(slot) {
            continue;
        }
        let op = &ranges.plan().slot(slot).op;
        match op {
            // The realisation itself, whatever it is computed from.
            _ if moving.first() == Some(&slot) => continue,
            Op::Negate(_) | Op::Absolute(_) | Op::Add(..) | Op::Subtract(..) | Op::Multiply(..) | Op::Clamp(..) => {}
            Op::Least(_)
            | Op::Greatest(_)
            | Op::Power(..)
            | Op::Root(_)
            | Op::Share(_)
            | Op::Percentage(_)
            | Op::Same(_) => {}
            Op::Divide(_, b) => {
                let divisor = &ranges.possible(*b).numbers;
                if !rises(divisor) && !rises(&divisor.neg()) {
                    return false;
                }
            }
            Op::Input(_) | Op::Number(_) | Op::Text(_) | Op::Missing(..) | Op::Round(..) | Op::Compare(..) => {
                return false;
            }
            Op::And(..)
            | Op::Or(..)
            | Op::Not(_)
            | Op::Present(_)
            | Op::Filled(_)
            | Op::Choose { .. }
            | Op::Aggregate(_) => {
                return false;
            }
            Op::Band(..) | Op::Fallback(..) | Op::Within(..) | Op::Rank(..) => return false,
        }
        stack.extend(op.operands());
    }
    true
}
