//! What a formula comes to that has a name and no declared unit: in a product the name stands for the formula in brackets.
//!
//! So no number depends on whether a part of a formula has a name: `D = 100 / T` in `R * D` is the hundred of `R / T * 100`.

use super::{Factors, Measure, Settled, Sort};
use crate::program::units::Unit;

/// More units than this in one product have no meaning that anybody could follow.
const MOST_UNITS: usize = 32;

/// What a name without a declared unit stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worked {
    /// Where it is no factor.
    pub measure: Measure,
    /// Where it is one.
    pub factors: Factors,
}

impl Worked {
    /// Of a product.
    pub fn of_product(factors: &Factors, settled: &Settled) -> Worked {
        let factors = match factors.is_lengthy() {
            true => Factors { is_multiple: true, ..Factors::of(&settled.measure) },
            false => Factors {
                hundreds: factors.hundreds - settled.hundreds,
                points: factors.points_of_one(),
                hundredths: if factors.is_value() { factors.hundredths_left() } else { factors.hundredths },
                ..factors.clone()
            },
        };
        Worked { measure: settled.measure.clone().worked(), factors }
    }

    /// Of whatever else.
    pub fn of(measure: Measure) -> Worked {
        Worked { factors: Factors::of(&measure), measure: measure.worked() }
    }

    /// Of what is one factor.
    pub fn of_factor(measure: Measure, factors: Factors) -> Worked {
        Worked { factors, measure: measure.worked() }
    }

    /// Whether its factors are known before there are data.
    pub fn is_known(&self) -> bool {
        !self.factors.has_unknown && !self.factors.has_absent && self.measure.sort != Sort::Unknown
    }

    /// Whether it is one number in a product too.
    pub fn is_one(&self) -> bool {
        self.factors == Factors::of(&self.measure)
    }
}

impl Measure {
    /// What is left of it behind a name without a declared unit: all but what its unit or its absence say.
    fn worked(self) -> Measure {
        match (&self.unit, &self.sort) {
            (Unit::Percent | Unit::Points | Unit::Named(_), Sort::Mixed) | (_, Sort::Absent) => self.named(),
            _ => self,
        }
    }
}

impl Factors {
    /// Whether to carry them on would take more than a report can mean; chains of names may be as long as the file.
    fn is_lengthy(&self) -> bool {
        self.named.len() > MOST_UNITS || self.literals.is_wide() || self.percentages.is_wide() || self.taken.is_wide()
    }
}
