//! Slots that are certain to have the same value, because they apply the same operation to the same operands.

use crate::number::Exact;
use crate::plan::{AggregateOp, Op, Plan, SlotId};
use crate::program::Aggregate;
use crate::program::quick::QuickMap;
use crate::syntax::functions::Share;
use std::collections::HashMap;
use std::mem::{Discriminant, discriminant};

/// For each slot the first that has its value; slots in `apart` keep their own, because more is known of them.
pub fn same(plan: &Plan, apart: impl Fn(SlotId) -> bool) -> Vec<SlotId> {
    let mut first: Vec<SlotId> = Vec::with_capacity(plan.slots.len());
    let mut numbers: HashMap<&Exact, SlotId> = HashMap::new();
    let mut known: QuickMap<(Discriminant<Op>, Vec<SlotId>), Vec<SlotId>> = QuickMap::default();
    for (at, slot) in plan.slots.iter().enumerate() {
        let id = SlotId(at as u32);
        // A column is planned once.
        if apart(id) || matches!(slot.op, Op::Input(_)) {
            first.push(id);
            continue;
        }
        if let Op::Number(value) = &slot.op {
            first.push(*numbers.entry(value).or_insert(id));
            continue;
        }
        let operands: Vec<SlotId> = slot.op.operands().map(|operand| first[operand.0 as usize]).collect();
        if let (Op::Same(_) | Op::Least(_) | Op::Greatest(_), [only]) = (&slot.op, operands.as_slice()) {
            first.push(*only);
            continue;
        }
        let alike = known.entry((discriminant(&slot.op), operands)).or_default();
        let found = alike.iter().copied().find(|other| same_but_for_operands(&slot.op, &plan.slot(*other).op));
        if found.is_none() && alike.len() < MOST_ALIKE {
            alike.push(id);
        }
        first.push(found.unwrap_or(id));
    }
    first
}

/// The most operations on the same operands, or on none, that are compared.
const MOST_ALIKE: usize = 64;

/// The common name of a percentile.
fn named(aggregate: Aggregate) -> Aggregate {
    let Aggregate::Percentile(share) = aggregate else { return aggregate };
    match share {
        Share(0) => Aggregate::Least,
        Share::WHOLE => Aggregate::Greatest,
        Share::HALF => Aggregate::Median,
        Share(_) => aggregate,
    }
}

/// Whether two operations of one kind differ only in their operands.
fn same_but_for_operands(one: &Op, other: &Op) -> bool {
    let policy = |op: &AggregateOp| {
        (named(op.aggregate), op.complete, op.items.len(), op.keep.is_some(), op.weights.is_some(), op.order.is_some())
    };
    match one {
        Op::Input(_) | Op::Number(_) | Op::Text(_) | Op::Missing(..) => one == other,
        Op::Negate(_)
        | Op::Absolute(_)
        | Op::Root(_)
        | Op::Add(..)
        | Op::Subtract(..)
        | Op::Multiply(..)
        | Op::Divide(..) => true,
        Op::Least(_) | Op::Greatest(_) | Op::And(..) | Op::Or(..) | Op::Not(_) | Op::Present(_) | Op::Filled(_) => true,
        Op::Choose { .. } | Op::Fallback(..) | Op::Share(_) | Op::Percentage(_) | Op::Same(_) => true,
        Op::Power(_, exponent) => matches!(other, Op::Power(_, same) if same == exponent),
        Op::Round(_, precision) => matches!(other, Op::Round(_, same) if same == precision),
        Op::Clamp(_, range) => matches!(other, Op::Clamp(_, same) if same == range),
        Op::Within(_, range) => matches!(other, Op::Within(_, same) if same == range),
        Op::Compare(_, comparison, _) => matches!(other, Op::Compare(_, same, _) if same == comparison),
        Op::Aggregate(op) => matches!(other, Op::Aggregate(same) if policy(same) == policy(op)),
        Op::Band(_, table) => matches!(other, Op::Band(_, same) if same == table),
        Op::Rank(_, order) => matches!(other, Op::Rank(_, same) if same == order),
    }
}
