//! What sort of number an expression gives, and what that means for percent: n % is n/100, whatever is written.
//!
//! A percentage is kept as its percent number (80 for 80 %). A product is judged as a whole: [`Factors`] collects its
//! factors, and [`Factors::settle`] tells the unit of the result, how many times the product of the kept numbers has to
//! be taken a hundred times or a hundredth to be what it means, and what cannot be meant. `level` does the same for
//! numbers that stand side by side in a sum, a comparison or a choice, `placed` for a number where a unit is declared.

mod doubt;
mod factors;
mod known;
mod root;
mod settle;
mod taken;
mod terms;
mod worked;

pub use factors::Factors;
pub use taken::{Degree, Taken, is_large};
pub use terms::Terms;
pub use worked::Worked;

use super::units::Unit;
use crate::number::Exact;
use std::sync::Arc;

/// A unit and how often it is a factor, below the line where negative; the empty word stands for a value without a unit.
pub type Dimension = (Arc<str>, i32);

/// What sort of number it is; among numbers with a unit only literals differ from the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sort {
    /// Written in the rules, with its value where that is known: it takes the unit of what it stands beside.
    Literal(Option<Exact>),
    /// Counted, a year, a place in an order: a pure number.
    Count,
    /// A weight, 0.6 however it is written.
    Weight,
    /// A part computed from literals: `50% / 2` is 0.25.
    Part,
    /// What it counts as, with values without a unit as so many factors, below the line where negative: `80% / X`.
    Power(i32, Counted),
    /// Like over like: 0.75.
    Ratio,
    /// The same over a percent number, a hundredth of what it means until it is taken a hundred times:
    /// `R / T / (A / B * 100)`.
    Hundredth,
    /// A ratio times a number above 2 that is no hundred: `K * 12 / L`. In percent, `60 * K + 40 * L`.
    Multiple,
    /// A ratio on one side, a number that is none on another: `min(R / T; A)`.
    Mixed,
    /// A ratio in points of whatever is wanted: `realisasi / target * 100`, `K / 100% * 30`.
    Score,
    /// The same a hundred times once more: `realisasi / target * 100 * 100`.
    Hundreds,
    /// A value: without a unit, when it has none.
    Thing,
    /// The same times `100%`.
    Whole,
    /// A value, or a score, beside a small literal: `maks(0,5; realisasi / target * 100)`.
    Small {
        /// The small literal.
        value: Exact,
        /// Whether what it stands beside is a score.
        is_score: bool,
        /// How it stands there.
        stands: Stands,
    },
    /// Of a unit that has no word, such as rupiah for each person: the units and how often each is a factor, where that
    /// is known.
    Compound(Option<Arc<[Dimension]>>),
    /// A value whose unit only the data tell.
    Unknown,
    /// What is left out and has no value: it goes with everything and says nothing of the rest.
    Absent,
}

/// How a small literal stands beside a value, the more telling last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stands {
    /// It is taken off the value: `W - 1`.
    Off,
    /// It is added, or one of several: `B + 1`, `maks(B; 1)`.
    Beside,
    /// The value is taken off it, as from all of it: `1 - X`.
    From,
}

/// What a product counts as whose values without a unit are below the line, or several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// `80% / X`: a part of one, as `80% / 4` is.
    Part,
    /// `R / T / X`, `1 / X`
    Ratio,
    /// `12 / X`
    Multiple,
    /// `80% / X + 10`: a part in one term, perhaps a percent number in the other.
    Mixed,
    /// `X * Y`
    Thing,
}

/// A unit and a sort.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// The unit.
    pub unit: Unit,
    /// The sort.
    pub sort: Sort,
    /// What cannot be meant of it in percent, found inside and carried on until percent is asked for: no factor, list,
    /// condition or name makes `2 - R / T * 100` another number.
    pub doubt: Option<Box<Oddity>>,
}

/// What cannot be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Oddity {
    /// A percentage times or over a plain 100 (or 0.01): it is a part already.
    Hundredfold,
    /// The same with a weight.
    WeightHundredfold,
    /// Percentages weighted with plain numbers that come to a hundred: `60 * K + 40 * L`.
    WeightsAsPercent,
    /// A value without a unit times or over a percentage: a part of it, or a weight on it?
    PartOfUnitless,
    /// A ratio where percent is wanted.
    BareRatio,
    /// A part of a whole, 0.75, against ends of ranges that are numbers such as 75.
    ShareBesidePoints,
    /// A ratio times a number where percent is wanted.
    BareMultiple,
    /// Now a ratio, now none, where percent is wanted.
    MixedRatio,
    /// Times 100 % of something without a unit, where percent is wanted.
    WholeOfUnitless,
    /// A literal above 0 and up to 1 beside percent: 0.9 %, or 90 %?
    SmallLiteral(Exact),
    /// A value without a unit beside a percentage, in a sum, a comparison or a choice.
    UnitlessBeside,
    /// A percentage to a power.
    Power,
    /// So many values that are out of a hundred, multiplied: 80 times 50 is 4.000.
    ProductOfPoints(u32),
    /// A square root of what is no square of a unit; without units, of a ratio in points of whatever is wanted.
    Root(Option<Arc<[Dimension]>>),
    /// Where percent is wanted, a unit that has no word: percent for each person.
    CompoundAsPercent(Option<Arc<[Dimension]>>),
    /// Where percent is wanted, a part of a value, in that unit if it has one, which is no percentage of anything:
    /// `realisasi / 12 * 100%`.
    PartOfUnit(Option<Arc<str>>),
    /// Two units that do not go together.
    Unlike(Unit, Unit),
    /// A thing without a unit whose target is a quotient, in units if it has any: nobody knows what is held against it.
    TargetInUnits(Arc<str>, Option<Arc<[Dimension]>>),
}

/// What a product or a row of numbers comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// What comes out.
    pub measure: Measure,
    /// How many times it is still to be taken a hundred times; a hundredth where negative.
    pub hundreds: i32,
    /// What cannot be meant.
    pub oddity: Option<Oddity>,
}

impl Measure {
    /// A value in a unit.
    pub fn thing(unit: Unit) -> Measure {
        Measure { unit, sort: Sort::Thing, doubt: None }
    }

    /// A number without a unit.
    pub fn plain(sort: Sort) -> Measure {
        Measure { unit: Unit::Any, sort, doubt: None }
    }

    /// Whether it is some number, in points or written in the rules, whatever that number is.
    pub fn is_some_number(&self) -> bool {
        matches!(self.sort, Sort::Literal(_) | Sort::Score | Sort::Hundreds | Sort::Small { .. })
    }

    /// What a name makes of what its formula gives: a value like any other, but for a ratio or a part.
    pub fn named(self) -> Measure {
        match self.sort {
            // Its unit is then declared, or counts as if it were.
            Sort::Mixed if self.unit != Unit::Any => Measure::thing(self.unit),
            Sort::Ratio | Sort::Hundredth | Sort::Multiple | Sort::Mixed | Sort::Whole | Sort::Unknown => self,
            Sort::Compound(_) | Sort::Weight | Sort::Part | Sort::Power(..) => self,
            // What the data report of it is some number all the same.
            Sort::Absent => Measure::plain(Sort::Unknown),
            Sort::Literal(_) | Sort::Count | Sort::Score | Sort::Hundreds | Sort::Thing => Measure::thing(self.unit),
            Sort::Small { .. } => Measure::thing(self.unit),
        }
    }
}

impl Sort {
    /// What it counts as where it is no factor.
    pub fn counted(&self) -> Sort {
        let Sort::Power(_, counted) = self else { return self.clone() };
        match counted {
            Counted::Part => Sort::Part,
            Counted::Ratio => Sort::Ratio,
            Counted::Multiple => Sort::Multiple,
            Counted::Mixed => Sort::Mixed,
            Counted::Thing => Sort::Thing,
        }
    }
}
