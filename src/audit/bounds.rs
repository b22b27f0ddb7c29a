//! Figures that are printed as a bound, `> 100 %`: of a target the sign says nothing more, of what came of it no number stands there.

use super::case::{Case, First, is};
use super::figure::Figure;
use super::marks;
use super::outcome::Verdict;
use super::spots::Spot;
use crate::eval::Value;
use crate::program::Role;

/// The first look at a bound that is not the very figure: one that holds says too little, one that does not is wrong, and nobody
/// knows of which figure.
pub(super) fn look(case: &Case, spot: &Spot, figures: &[Figure], right: &Value) -> Option<First> {
    let role = case.world.role(spot.cell.slot).map(|(_, role, _)| role);
    if matches!(role, Some(Role::Target | Role::TargetLow | Role::TargetHigh | Role::Budget | Role::Weight)) {
        return None;
    }
    let cell = case.printed[spot.table].cell(spot.row, spot.column);
    let (side, _) = marks::bound(cell)?;
    // Beside a figure of the data a sign is a mark like others.
    if case.world.shown_input(spot.cell.slot).is_some() && !cell.starts_with(char::is_alphabetic) {
        return None;
    }
    let Value::Number(own) = right else { return None };
    if figures.iter().any(|figure| is(figure, right)) {
        return None;
    }
    let holds = figures.iter().any(|figure| own.cmp(&figure.value) == side);
    Some(match holds {
        true => First::Plain(Verdict::Unjudged, "batas, bukan angka".into()),
        false => First::Plain(Verdict::Wrong, "batas yang tidak dipenuhi".into()),
    })
}
