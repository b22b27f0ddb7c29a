//! A range target has three cells: its ends, and the whole as written. While an end varies, the whole follows: two
//! equal ends are one number, as in a file.

use crate::data::range_target::whole_of;
use crate::data::{Content, Field};
use crate::eval::{Cell, Evaluation, Value, rational};
use crate::plan::{Input, Plan, SlotId};
use crate::range::Possible;

/// The cells of one range target.
pub struct Ends {
    low: SlotId,
    high: SlotId,
    pub whole: SlotId,
}

impl Ends {
    /// Those with one end among the unknowns, and a value for the other one.
    pub fn of(plan: &Plan, roots: &[SlotId], evaluation: &Evaluation) -> Vec<Ends> {
        let mut found: Vec<Ends> = Vec::new();
        for root in roots {
            let Some(of) = plan.slot(*root).op.input() else { continue };
            if !matches!(of.field, Field::TargetLow | Field::TargetHigh) {
                continue;
            }
            let [low, high, whole] =
                [Field::TargetLow, Field::TargetHigh, Field::Target].map(|field| beside(plan, of, &field));
            let (Some(low), Some(high), Some(whole)) = (low, high, whole) else { continue };
            let is_there = |end: &SlotId| roots.contains(end) || rational(evaluation.cell(*end, 0)).is_some();
            if [low, high].iter().all(is_there) && found.iter().all(|known| known.whole != whole) {
                found.push(Ends { low, high, whole });
            }
        }
        found
    }

    /// The slots of both ends.
    pub fn both(&self) -> [SlotId; 2] {
        [self.low, self.high]
    }

    /// The whole, given its ends.
    pub fn exactly(&self, evaluation: &Evaluation) -> Option<Cell> {
        let (low, high) = (rational(evaluation.cell(self.low, 0))?, rational(evaluation.cell(self.high, 0))?);
        if low == high {
            return Some(Ok(Value::Number(low.clone())));
        }
        match whole_of(low.to_decimal()?, high.to_decimal()?) {
            Content::Text(words) => Some(Ok(Value::Text(words))),
            Content::Number(_) | Content::Missing(..) => None,
        }
    }

    /// What the whole can be while its ends vary.
    pub fn possible(low: &Possible, high: &Possible) -> Possible {
        Possible { any_word: true, ..Possible::numbers(low.numbers.intersect(&high.numbers)) }
    }
}

/// The cell of another field of the same thing and time.
fn beside(plan: &Plan, of: &Input, field: &Field) -> Option<SlotId> {
    let is_it = |input: &Input| input.field == *field && input.code == of.code && input.when == of.when;
    plan.slots.iter().position(|slot| slot.op.input().is_some_and(is_it)).map(|at| SlotId(at as u32))
}
