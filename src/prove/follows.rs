//! The proof for numbers: a higher realisation never has a lower achievement, at any target over the whole scale, nor
//! without one.
//!
//! Inside each cell of [`super::stretches`] the slope must have the right sign, and at each border the two sides must
//! meet or step the right way.

use super::direction::Subject;
use super::stretches::{Border, Cell, Cells, Question, Right, cells, put, rises};
use crate::number::{Bound, Exact, Interval};
use crate::range::{Lacks, Possible, Ranges};
use crate::syntax::ast::Direction;
use std::cmp::Ordering;

/// Pairs of cells that are compared.
const MOST_PAIRS: usize = 20_000;

/// What a target can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum World {
    /// One number, equal to both of its ends.
    Single,
    /// Two ends; as a whole it is not a number.
    Range,
    /// Either.
    Any,
    Missing,
}

/// Whether the achievement is proved to follow; for every scale with the same lower end if the rule reads no scale.
pub fn follows(ranges: &mut Ranges, subject: &Subject, general: bool) -> bool {
    let worlds: &[World] = match subject.direction {
        Direction::Higher | Direction::Lower => &[World::Single, World::Range, World::Missing],
        Direction::Range => &[World::Any, World::Missing],
    };
    worlds.iter().all(|world| follows_in(ranges, subject, general, *world))
}

fn follows_in(ranges: &mut Ranges, subject: &Subject, general: bool, world: World) -> bool {
    let question = Question { goal: subject.goal, root: subject.value, is_word: false };
    let known = |ranges: &Ranges| ranges.possible(subject.target).lacks;
    let lacks = Lacks { faulty: false, ..if general { Lacks::ALL } else { known(ranges) } };
    if world == World::Missing && !lacks.any() {
        return true;
    }
    ranges.open();
    ranges.refresh();
    let scale = subject.definition.data_range();
    let domain = match (general, rises(&scale)) {
        (false, _) => scale.hull(&ranges.possible(subject.value).numbers),
        (true, true) => Interval::new(Bound::Included(Exact::ZERO), Bound::Unbounded),
        (true, false) => Interval::ALL,
    };
    ranges.hold(subject.value, Possible::numbers(domain.clone()));
    for target in [subject.target, subject.low, subject.high] {
        let numbers = if general { domain.clone() } else { ranges.possible(target).numbers.clone() };
        let is_whole = target == subject.target;
        ranges.hold(
            target,
            match world {
                World::Missing => Possible::NOTHING.lacking(lacks),
                World::Range if is_whole => Possible { any_word: true, ..Possible::NOTHING },
                World::Single | World::Any | World::Range => Possible::numbers(numbers),
            },
        );
    }
    let is_possible = world != World::Single
        || [subject.low, subject.high].iter().all(|end| ranges.relate(*end, Ordering::Equal, subject.target));
    ranges.settle(subject.goal);
    if !is_possible || ranges.possible(subject.goal).numbers.is_empty() {
        ranges.close();
        return true;
    }
    let border = |right| (Border { left: subject.value, right: Right::Slot(right) }, true);
    let ends = match (subject.direction, world) {
        (Direction::Range, World::Single | World::Any | World::Range) => {
            vec![border(subject.low), border(subject.high)]
        }
        // Nothing lies inside a missing target.
        (Direction::Range, World::Missing) => {
            ranges.close();
            return true;
        }
        (Direction::Higher | Direction::Lower, _) => Vec::new(),
    };
    let proved = match cells(ranges, question, &ends) {
        Some(found) => match subject.direction {
            Direction::Higher => keeps_rising(ranges, question, &found, true),
            Direction::Lower => keeps_rising(ranges, question, &found, false),
            Direction::Range => is_best_inside(&found),
        },
        None => false,
    };
    ranges.close();
    proved
}

/// Whether each cell goes the right way, and each step from one to the next.
pub fn keeps_rising(ranges: &mut Ranges, question: Question, found: &Cells, up: bool) -> bool {
    let with: Vec<&Cell> = found.cells.iter().filter(|cell| !cell.numbers.is_empty()).collect();
    let right_way = |slope: &Interval| if up { rises(slope) } else { rises(&slope.neg()) };
    if !with.iter().all(|cell| right_way(&cell.slope)) {
        return false;
    }
    if with.len() * with.len() > MOST_PAIRS {
        return false;
    }
    let pairs = with.iter().flat_map(|first| with.iter().map(move |second| (*first, *second)));
    let mut next = pairs.filter(|(first, second)| leads_to(found, first, second));
    next.all(|(first, second)| {
        let between = with.iter().any(|cell| lies_between(found, first, cell, second));
        between || not_above(&first.numbers, &second.numbers, up) || meets(ranges, question, found, [first, second], up)
    })
}

/// How many borders are passed from one cell to another: only upwards, each by one step or more; none where there is no
/// such path.
fn leads_to(found: &Cells, first: &Cell, second: &Cell) -> bool {
    let contradict = first.fixed.iter().any(|(slot, holds)| second.fixed.contains(&(*slot, !holds)));
    let mut moved = false;
    let upward = first.sides.iter().all(|(border, side)| {
        let Some((_, other)) = second.sides.iter().find(|(known, _)| known == border) else { return true };
        moved |= side != other;
        let (side, other) = if found.borders[*border].1 { (*side, *other) } else { (side.reverse(), other.reverse()) };
        side <= other
    });
    !contradict && moved && upward
}

/// Whether every path from one cell to another goes through a third, which has numbers.
fn lies_between(found: &Cells, first: &Cell, cell: &Cell, second: &Cell) -> bool {
    let sides = |cell: &Cell| cell.sides.iter().map(|(border, _)| *border).collect::<Vec<_>>();
    let alike = sides(first) == sides(cell) && sides(cell) == sides(second);
    let fixed = first.fixed == cell.fixed && cell.fixed == second.fixed;
    // The third has to be the only path: it lies on exactly one border, and the others are on its two sides.
    let differing = |a: &Cell, b: &Cell| a.sides.iter().zip(&b.sides).filter(|(x, y)| x != y).count();
    alike
        && fixed
        && differing(first, second) == 1
        && differing(first, cell) == 1
        && cell.is_certain
        && leads_to(found, first, cell)
        && leads_to(found, cell, second)
}

/// Whether the achievements of one cell end where, or before, those of the next begin, at their common border.
fn meets(ranges: &mut Ranges, question: Question, found: &Cells, [first, second]: [&Cell; 2], up: bool) -> bool {
    ranges.open();
    ranges.refresh();
    let fixed = first.fixed.iter().chain(&second.fixed).all(|(slot, holds)| {
        ranges.settle(*slot);
        ranges.assume(*slot, *holds)
    });
    let mut possible = fixed;
    for (border, side) in &first.sides {
        let other = second.sides.iter().find(|(known, _)| known == border).map_or(*side, |(_, side)| *side);
        let side = if other == *side { other } else { Ordering::Equal };
        possible = possible && put(ranges, &found.borders[*border].0, side);
    }
    let changes_rightly = |ranges: &mut Ranges| {
        ranges.refresh();
        let change = ranges.change(question.goal, [&first.chosen, &second.chosen]);
        rises(&if up { change } else { change.neg() })
    };
    let at_border = |ranges: &mut Ranges, cell: &Cell| {
        ranges.open();
        cell.chosen.iter().for_each(|(choice, value)| ranges.choose_always(*choice, *value));
        ranges.refresh();
        ranges.settle(question.goal);
        let is_defined = ranges.is_defined_here(question.goal, question.root);
        let numbers = if is_defined { ranges.possible(question.goal).numbers.clone() } else { Interval::EMPTY };
        ranges.close();
        numbers
    };
    let holds = !possible || {
        let (first, second) = (at_border(ranges, first), at_border(ranges, second));
        !first.is_empty() && !second.is_empty() && (not_above(&first, &second, up) || changes_rightly(ranges))
    };
    ranges.close();
    holds
}

/// Whether no number of the first is above any of the second (below, if falling is right).
pub fn not_above(first: &Interval, second: &Interval, up: bool) -> bool {
    let apart = if up { second.sub(first) } else { first.sub(second) };
    rises(&apart)
}

/// Whether nothing outside the target beats anything inside.
fn is_best_inside(found: &Cells) -> bool {
    let side = |cell: &Cell, at: usize| cell.sides.iter().find(|(border, _)| *border == at).map(|(_, side)| *side);
    let is_inside = |cell: &&Cell| side(cell, 0) != Some(Ordering::Less) && side(cell, 1) != Some(Ordering::Greater);
    let with = || found.cells.iter().filter(|cell| !cell.numbers.is_empty());
    let (inside, outside): (Vec<&Cell>, Vec<&Cell>) = with().partition(is_inside);
    inside.len() * outside.len() <= MOST_PAIRS
        && outside.iter().all(|out| {
            inside.iter().all(|within| {
                let contradict = out.fixed.iter().any(|(slot, holds)| within.fixed.contains(&(*slot, !holds)));
                contradict || not_above(&out.numbers, &within.numbers, true)
            })
        })
}
