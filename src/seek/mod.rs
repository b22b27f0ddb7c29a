//! Goal seek: which values of an input make a condition true. Exact, over the whole grid, with a proof for every
//! stretch.
//!
//! A question names unknown slots of a plan, each with the [`Grid`] of values a person may enter, and a [`Want`]. The
//! answer is the complete solution: [`Answer::Found`] has every value of the grid that satisfies it. There is no
//! tolerance, no float and no guess; what was not searched is reported.

#![deny(clippy::wildcard_enum_match_arm)]

mod cone;
mod ends;
mod patience;
mod search;
mod trade;

pub use cone::{Cone, Ground, Side, Want};
pub use patience::{Ended, Patience};
pub use search::{FARTHEST, Found, Grid, Stretch};
pub use trade::{Beside, Trade, trade};

use crate::eval::Cell;
use crate::number::Exact;
use crate::plan::{Op, SlotId};
use crate::syntax::ast::Comparison;

#[derive(Debug, Clone)]
pub struct Question {
    /// The slot of the unknown.
    pub unknown: SlotId,
    /// The values it may take.
    pub grid: Grid,
    /// The goal condition.
    pub want: Want,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Every value that satisfies the goal condition, in order.
    Found(Vec<Stretch>),
    /// An equality that no value of the grid satisfies; the neighbours between which the solution would lie.
    Between(Vec<(i64, i64)>),
    /// No value satisfies the goal condition; where the number it depends on is greatest and least.
    Impossible {
        /// The slot of that number; the slot that the condition is about, if that is not a number.
        of: SlotId,
        /// The value with the greatest number.
        greatest: Option<i64>,
        /// The value with the least number.
        least: Option<i64>,
    },
    /// The goal condition does not depend on the unknown; whether it holds now.
    Unrelated(bool),
    /// Not all of the grid could be searched.
    Unfinished(Found),
}

/// Finds every value of one unknown for which the goal condition holds.
pub fn seek(ground: Ground, question: &Question) -> Answer {
    let Question { unknown, grid, want } = question;
    let goals = want.slots();
    // For a grade, take the number that decides it.
    let number = |slot: SlotId| {
        let op = |slot: SlotId| &ground.plan.slot(slot).op;
        let plain = op(ground.plan.plain(slot));
        let grade = if let Op::Rank(inner, _) = plain { op(*inner) } else { plain };
        if let Op::Band(inner, _) = grade { *inner } else { slot }
    };
    let numbers: Vec<SlotId> = goals.iter().map(|goal| number(*goal)).collect();
    let all: Vec<SlotId> = goals.iter().chain(&numbers).copied().collect();
    let mut cone = Cone::new(ground, vec![*unknown], &all);
    if !goals.iter().any(|goal| cone.reaches(*goal)) {
        return Answer::Unrelated(cone.holds(want));
    }
    let found = search::solve(&mut cone, grid, &[], want.clone());
    if !found.unsearched.is_empty() {
        return Answer::Unfinished(found);
    }
    if !found.stretches.is_empty() {
        return Answer::Found(found.stretches);
    }
    if let Want::Compare(left, Comparison::Equal, right) = want
        && numbers == goals
        && !matches!(right, Side::Word(_))
    {
        let crossings = crossings(&mut cone, grid, &[], *left, right);
        if !crossings.is_empty() {
            return Answer::Between(crossings);
        }
    }
    let of = numbers.iter().copied().find(|slot| cone.reaches(*slot)).unwrap_or(numbers[0]);
    let greatest = search::extreme(&mut cone, grid, of, true);
    let least = search::extreme(&mut cone, grid, of, false);
    Answer::Impossible { of, greatest, least }
}

/// Neighbours on the grid between which the left number crosses the right one.
fn crossings(cone: &mut Cone, grid: &Grid, others: &[Exact], left: SlotId, right: &Side) -> Vec<(i64, i64)> {
    let mut sides: Vec<(Stretch, bool)> = Vec::new();
    for (comparison, above) in [(Comparison::Less, false), (Comparison::Greater, true)] {
        let found = search::solve(cone, grid, others, Want::Compare(left, comparison, right.clone()));
        sides.extend(found.stretches.into_iter().map(|stretch| (stretch, above)));
    }
    sides.sort_by_key(|(stretch, _)| stretch.from);
    let pairs = sides.windows(2).filter(|pair| pair[0].1 != pair[1].1);
    pairs.filter_map(|pair| pair[0].0.to.zip(pair[1].0.from)).filter(|(a, b)| a + 1 == *b).collect()
}

/// The values of an unknown for which a slot has a certain word.
pub fn values_with_grade(ground: Ground, unknown: SlotId, grid: &Grid, slot: SlotId, word: &str) -> Found {
    let mut cone = Cone::new(ground, vec![unknown], &[slot]);
    search::solve(&mut cone, grid, &[], Want::Compare(slot, Comparison::Equal, Side::Word(word.into())))
}

/// For the second of two unknowns, the neighbours between which two slots cross while the first has one value.
pub fn crossing(
    ground: Ground,
    [first, second]: [SlotId; 2],
    value: &Exact,
    grid: &Grid,
    (left, right): (SlotId, &Side),
) -> Option<(i64, i64)> {
    let want = Want::Compare(left, Comparison::Equal, right.clone());
    let mut cone = Cone::new(ground, vec![second, first], &want.slots());
    crossings(&mut cone, grid, std::slice::from_ref(value), left, right).first().copied()
}

/// The cells of some slots when the unknown has one value.
pub fn cells_at(ground: Ground, unknown: SlotId, value: &Exact, slots: &[SlotId]) -> Vec<Cell> {
    let mut cone = Cone::new(ground, vec![unknown], slots);
    cone.settle_all(std::slice::from_ref(value));
    slots.iter().map(|slot| cone.cell(*slot).clone()).collect()
}

/// The cell of a slot when the unknown has one value; none if time runs out first.
pub fn cell_in_time(ground: Ground, unknown: SlotId, value: &Exact, slot: SlotId) -> Option<Cell> {
    let mut cone = Cone::new(ground, vec![unknown], &[slot]);
    cone.settle(std::slice::from_ref(value)).then(|| cone.cell(slot).clone())
}
