//! Narrower ranges for a value that is monotonic in its inputs: its ends lie at theirs.

use crate::number::{Bound, Exact, Interval};
use crate::plan::{Op, SlotId};
use crate::range::Ranges;

/// The most columns whose ends are tried.
const MOST_COLUMNS: usize = 8;
/// The most slots that the value may depend on.
const MOST_SLOTS: usize = 400;

/// The numbers of a slot with every column in which it is monotonic at its ends.
pub fn tightest(ranges: &mut Ranges, goal: SlotId) -> Interval {
    let plan = ranges.plan();
    let needed = plan.under(&[goal], &[]);
    let is_column = |slot: &SlotId| matches!(plan.slot(*slot).op, Op::Input(_));
    let columns: Vec<SlotId> = needed.iter().copied().filter(is_column).collect();
    let all = ranges.possible(goal).numbers.clone();
    if columns.len() > MOST_COLUMNS || needed.len() > MOST_SLOTS {
        return all;
    }
    let side = |bounded: &Interval, low: bool| match low {
        true => Interval::new(bounded.lo().clone(), Bound::Unbounded),
        false => Interval::new(Bound::Unbounded, bounded.hi().clone()),
    };
    let mut found = all;
    for low in [true, false] {
        ranges.open();
        ranges.refresh();
        // With one column at its end, the direction of the next may become known.
        for _ in 0..2 {
            for column in &columns {
                let numbers = ranges.possible(*column).numbers.clone();
                // It is already at its end, or has none.
                if numbers.lo() == numbers.hi() {
                    continue;
                }
                let slope = ranges.slope(goal, *column);
                let is_up = slope.intersect(&Interval::new(Bound::Included(Exact::ZERO), Bound::Unbounded)) == slope;
                let is_down = slope.intersect(&Interval::new(Bound::Unbounded, Bound::Included(Exact::ZERO))) == slope;
                let end = match (is_up, is_down) {
                    (true, _) if low => numbers.lo(),
                    (true, _) => numbers.hi(),
                    (_, true) if low => numbers.hi(),
                    (_, true) => numbers.lo(),
                    (false, false) => continue,
                };
                if let Bound::Included(value) = end {
                    let value = Interval::point(value.clone());
                    ranges.open();
                    ranges.suppose(*column, value.clone());
                    ranges.settle(goal);
                    let has_numbers = !ranges.possible(goal).numbers.is_empty();
                    let is_defined = ranges.is_defined_here(goal, *column);
                    ranges.close();
                    // Where the value has no number, this end says nothing about the numbers it has elsewhere.
                    if has_numbers && is_defined {
                        ranges.suppose(*column, value);
                        ranges.settle(goal);
                    }
                }
            }
        }
        found = found.intersect(&side(&ranges.possible(goal).numbers, low));
        ranges.close();
    }
    found
}
