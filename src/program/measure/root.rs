//! What a square root comes to: that of which it is given the square.

use super::{Counted, Dimension, Measure, Oddity, Sort};
use crate::program::units::Unit;
use std::sync::Arc;

impl Measure {
    /// The measure of a square root, or why it cannot be meant.
    pub fn root(&self) -> Result<Measure, Oddity> {
        let sort = match (&self.unit, &self.sort) {
            // 81 % is 0.81, whose root is 0.9, 90 %.
            (Unit::Percent | Unit::Points, Sort::Literal(_)) => {
                return Ok(Measure { sort: Sort::Literal(None), ..Measure::thing(Unit::Percent) });
            }
            (Unit::Percent | Unit::Points, _) => return Ok(Measure::thing(Unit::Percent)),
            (Unit::Named(word), _) => return Err(Oddity::Root(Some([(word.clone(), 1)].into()))),
            (Unit::Any, Sort::Compound(Some(units))) => {
                return halved(units).ok_or_else(|| Oddity::Root(Some(units.clone())));
            }
            // The root of 90 points of a ratio is 9,5, that of the ratio is 95 %: which of them is meant nobody can say.
            (
                Unit::Any,
                Sort::Score
                | Sort::Hundreds
                | Sort::Multiple
                | Sort::Mixed
                | Sort::Whole
                | Sort::Small { is_score: true, .. },
            ) => {
                return Err(Oddity::Root(None));
            }
            // One more than a plain number is such a number: the 1 counts as 1, whatever stands beside it.
            (Unit::Any, Sort::Small { is_score: false, .. }) => Sort::Thing,
            (Unit::Any, Sort::Power(_, Counted::Multiple | Counted::Mixed)) => return Err(Oddity::Root(None)),
            (Unit::Any, Sort::Power(power, counted)) if power % 2 == 0 => match (power / 2, counted) {
                (1, Counted::Thing) => Sort::Thing,
                (power, counted) => Sort::Power(power, *counted),
            },
            (Unit::Any, Sort::Literal(_)) => Sort::Literal(None),
            // That of a hundredth is a tenth, which nothing takes a hundred times to be what it means.
            (Unit::Any, Sort::Hundredth) => return Err(Oddity::Root(None)),
            (Unit::Any, sort @ (Sort::Count | Sort::Weight | Sort::Part | Sort::Ratio | Sort::Thing)) => sort.clone(),
            (Unit::Any, sort @ (Sort::Compound(None) | Sort::Unknown | Sort::Absent)) => sort.clone(),
            (Unit::Any, sort @ Sort::Power(..)) => sort.counted(),
        };
        // The root of 80 times 50 of a hundred each is of a hundred again.
        let is_kept = |doubt: &Oddity| !matches!(doubt, Oddity::ProductOfPoints(_)) || sort != Sort::Thing;
        let doubt = self.doubt.clone().filter(|doubt| is_kept(doubt));
        Ok(Measure { doubt, ..Measure::plain(sort) })
    }
}

/// Half as often each unit; none where one is no square.
fn halved(units: &[Dimension]) -> Option<Measure> {
    if units.iter().any(|(_, count)| count % 2 != 0) {
        return None;
    }
    let mut halves = units.iter().map(|(word, count)| (word.clone(), count / 2)).filter(|(_, count)| *count != 0);
    let halves: Arc<[Dimension]> = halves.by_ref().collect();
    Some(match &*halves {
        [] => Measure::plain(Sort::Ratio),
        [(word, 1)] if !word.is_empty() => Measure::thing(Unit::Named(word.clone())),
        _ => Measure::plain(Sort::Compound(Some(halves))),
    })
}
