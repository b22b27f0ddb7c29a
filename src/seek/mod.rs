//! Goal seek: which values of an input make a condition true. Exact, over the whole grid, with a proof for every stretch.
//!
//! A question names unknown slots of a plan, each with the [`Grid`] of values a person may enter, and a [`Want`]. The
//! answer is all of the solution: [`Answer::Found`] holds every value of the grid that satisfies the wish. There is no
//! tolerance, no float and no guess; what was not searched is said.

mod cone;
mod enclose;
mod possible;
mod search;
mod trade;

pub use cone::{Cone, Want};
pub use search::{FARTHEST, Found, Grid, Stretch};
pub use trade::{Trade, trade};

use crate::data::Dataset;
use crate::eval::Evaluation;
use crate::number::Exact;
use crate::plan::{Plan, SlotId};
use crate::syntax::ast::Comparison;

/// What is sought.
#[derive(Debug, Clone)]
pub struct Question {
    /// The slot of the unknown.
    pub unknown: SlotId,
    /// The values it may take.
    pub grid: Grid,
    /// What is to hold.
    pub want: Want,
}

/// What came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Every value that satisfies the wish, in order.
    Found(Vec<Stretch>),
    /// An equality that no value of the grid satisfies; the values between which it would lie.
    Between(Vec<(i64, i64)>),
    /// No value satisfies the wish; where the compared number is greatest and least, when the wish compares one.
    Impossible {
        /// The value with the greatest number.
        greatest: Option<i64>,
        /// The value with the least number.
        least: Option<i64>,
    },
    /// The wish does not rest on the unknown; whether it holds as things are.
    Unrelated(bool),
    /// Not all of the grid could be searched.
    Unfinished(Found),
}

/// Seeks every value of one unknown for which the wish holds, for the one unit of an evaluation.
pub fn seek(plan: &Plan, data: &Dataset, evaluation: &Evaluation, question: &Question) -> Answer {
    let Question { unknown, grid, want } = question;
    let goals = match want {
        Want::Truth(slot) => vec![*slot],
        Want::Compare(left, _, right) => vec![*left, *right],
    };
    let mut cone = Cone::new(plan, data, evaluation, vec![*unknown], &goals);
    if !goals.iter().any(|goal| cone.reaches(*goal)) {
        return Answer::Unrelated(cone.holds(*want));
    }
    let found = search::solve(&mut cone, grid, &[], *want);
    if !found.unsearched.is_empty() {
        return Answer::Unfinished(found);
    }
    if !found.stretches.is_empty() {
        return Answer::Found(found.stretches);
    }
    let Want::Compare(left, comparison, right) = *want else {
        return Answer::Impossible { greatest: None, least: None };
    };
    if comparison == Comparison::Equal {
        let crossings = crossings(&mut cone, grid, left, right);
        if !crossings.is_empty() {
            return Answer::Between(crossings);
        }
    }
    let moving = if cone.reaches(left) { left } else { right };
    let greatest = search::extreme(&mut cone, grid, moving, true);
    let least = search::extreme(&mut cone, grid, moving, false);
    Answer::Impossible { greatest, least }
}

/// Neighbours on the grid between which the left number passes the right one.
fn crossings(cone: &mut Cone, grid: &Grid, left: SlotId, right: SlotId) -> Vec<(i64, i64)> {
    let mut sides: Vec<(Stretch, bool)> = Vec::new();
    for (comparison, above) in [(Comparison::Less, false), (Comparison::Greater, true)] {
        let found = search::solve(cone, grid, &[], Want::Compare(left, comparison, right));
        sides.extend(found.stretches.into_iter().map(|stretch| (stretch, above)));
    }
    sides.sort_by_key(|(stretch, _)| stretch.from);
    let pairs = sides.windows(2).filter(|pair| pair[0].1 != pair[1].1);
    pairs.filter_map(|pair| pair[0].0.to.zip(pair[1].0.from)).filter(|(a, b)| a + 1 == *b).collect()
}

/// The cell of a slot when the unknown has one value.
pub fn at(
    plan: &Plan,
    data: &Dataset,
    evaluation: &Evaluation,
    unknown: (SlotId, Exact),
    slot: SlotId,
) -> crate::eval::Cell {
    let mut cone = Cone::new(plan, data, evaluation, vec![unknown.0], &[slot]);
    cone.settle(&[unknown.1]);
    cone.cell(slot).clone()
}
