//! Figures that a border cut in two: `81` and `5` in the next cell for 81,5.

use super::case::{self, Case, First};
use super::read;
use crate::source::sheet::MARK;

/// The wrong figures that are right with what stands beside them in a column of nobody's, each with its reason.
pub(super) fn cut_in_two(case: &Case) -> Vec<(usize, String)> {
    let off = (0..case.spots.len()).filter(|at| matches!(case.first[*at], First::Off(_)));
    off.filter_map(|at| Some((at, whole(case, at)?))).collect()
}

fn whole(case: &Case, at: usize) -> Option<String> {
    let (spot, right) = (&case.spots[at], case.right(at).as_ref().ok()?);
    let table = &case.printed[spot.table];
    let own = |column: usize| table.cell(spot.row, column).trim_end_matches(MARK);
    let beside = [(Some(spot.column), spot.column.checked_add(1)), (spot.column.checked_sub(1), Some(spot.column))];
    beside.into_iter().find_map(|(left, right_one)| {
        let (left, right_one) = (left?, right_one?);
        let other = if left == spot.column { right_one } else { left };
        let (first, rest) = (own(left), own(right_one));
        if case.spot_at(spot.table, spot.row, other).is_some() || first.is_empty() || rest.is_empty() {
            return None;
        }
        let joined = ["", ",", "."].map(|sign| format!("{first}{sign}{rest}"));
        let is_it = |text: &String| read::cell(text).figures().iter().any(|one| case::is(one, right));
        joined.iter().find(|text| is_it(text)).map(|text| format!("terbelah dalam dua sel: {text}"))
    })
}
