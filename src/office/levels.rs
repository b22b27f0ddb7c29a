//! Rows that hold the ones below them: programmes above their activities, without a code that says so.

use crate::number::Exact;

/// The rows that no other one holds, by their figures: a row whose figure is the sum of rows behind it is a heading of them, on as
/// many levels as there are. None where no row holds several others: equal figures alone tell nothing.
pub fn tops(values: &[Exact]) -> Option<Vec<usize>> {
    // A programme may have a single activity; of equal ones below one sum each is a row of its own.
    held(values, true).or_else(|| held(values, false))
}

/// The same, where a row of the same figure behind it may, or may not, be all that a row holds.
fn held(values: &[Exact], may_be_one: bool) -> Option<Vec<usize>> {
    // Where nothing is below 0 a sum that is past its head never comes back to it.
    let is_rising = values.iter().all(|value| *value >= Exact::ZERO);
    // The row behind the last one that a row holds, itself among them; from the last row up, so that those below are known.
    let mut ends = vec![0; values.len()];
    let mut has_several = false;
    for at in (0..values.len()).rev() {
        let own = &values[at];
        let (mut sum, mut next, mut count) = (Exact::ZERO, at + 1, 0);
        while next < values.len() && !own.is_zero() {
            sum = &sum + &values[next];
            next = ends[next];
            count += 1;
            if sum == *own || is_rising && sum > *own {
                break;
            }
        }
        let holds = sum == *own && !own.is_zero() && (may_be_one || count > 1);
        has_several |= holds && count > 1;
        ends[at] = if holds { next } else { at + 1 };
    }
    let (mut tops, mut at) = (Vec::new(), 0);
    while at < values.len() {
        tops.push(at);
        at = ends[at];
    }
    has_several.then_some(tops)
}
