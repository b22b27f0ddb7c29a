//! Rows that hold the ones below them: programmes above their activities, without a code that says so.

use crate::number::Exact;

/// The rows that no other one holds, by their figures: a row whose figure is the sum of rows behind it is a heading of them, on as
/// many levels as there are. None where no row holds another.
pub fn tops(values: &[Exact]) -> Option<Vec<usize>> {
    // Where nothing is below 0 a sum that is past its head never comes back to it.
    let is_rising = values.iter().all(|value| *value >= Exact::ZERO);
    // The row behind the last one that a row holds, itself among them; from the last row up, so that those below are known.
    let mut ends = vec![0; values.len()];
    for at in (0..values.len()).rev() {
        let own = &values[at];
        let (mut sum, mut next) = (Exact::ZERO, at + 1);
        while next < values.len() && !own.is_zero() {
            sum = &sum + &values[next];
            next = ends[next];
            if sum == *own || is_rising && sum > *own {
                break;
            }
        }
        ends[at] = if sum == *own && !own.is_zero() { next } else { at + 1 };
    }
    let (mut tops, mut at) = (Vec::new(), 0);
    while at < values.len() {
        tops.push(at);
        at = ends[at];
    }
    ends.iter().enumerate().any(|(at, end)| *end > at + 1).then_some(tops)
}
