//! What sort of number an expression gives, and what that means for percent: n % is n/100, whatever is written.
//!
//! A percentage is kept as its percent number (80 for 80 %). A product is judged as a whole: [`Factors`] collects its
//! factors, and [`Factors::settle`] tells the unit of the result, how many times the product of the kept numbers has to
//! be taken a hundred times or a hundredth to be what it means, and what cannot be meant. `level` does the same for
//! numbers that stand side by side in a sum, a comparison or a choice, `placed` for a number where a unit is declared.

mod root;
mod settle;

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
    /// A ratio times a number above 2 that is no hundred: `K * 12 / L`.
    Multiple,
    /// A ratio on one side, a number that is none on another: `min(R / T; A)`.
    Mixed,
    /// A ratio in points of whatever is wanted: `realisasi / target * 100`, `K / 100% * 30`.
    Score,
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
    },
    /// Of a unit that has no word, such as rupiah for each person: the units and how often each is a factor, where that
    /// is known.
    Compound(Option<Arc<[Dimension]>>),
    /// A value whose unit only the data tell.
    Unknown,
    /// What is left out and has no value: it goes with everything and says nothing of the rest.
    Absent,
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
}

/// What cannot be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Oddity {
    /// A percentage times or over a plain 100 (or 0.01): it is a part already.
    Hundredfold,
    /// The same with a weight.
    WeightHundredfold,
    /// A value without a unit times or over a percentage: a part of it, or a weight on it?
    PartOfUnitless,
    /// A ratio where percent is wanted.
    BareRatio,
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
    /// A square root of what is no square of a unit; without units, of a ratio in points of whatever is wanted.
    Root(Option<Arc<[Dimension]>>),
    /// Where percent is wanted, a unit that has no word: percent for each person.
    CompoundAsPercent(Option<Arc<[Dimension]>>),
    /// Two units that do not go together.
    Unlike(Unit, Unit),
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

/// The factors of a product, counted; a divisor counts against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Factors {
    named: Vec<(Arc<str>, i32)>,
    unitless: i32,
    /// Percentages above and below the line.
    percent: [i32; 2],
    /// Percentages written as literals, above and below the line.
    written: [i32; 2],
    /// The product of the plain literals, and of the written percentages.
    literals: Exact,
    percentages: Exact,
    has_literal: bool,
    /// How many of them there are.
    factors: u32,
    /// 100 above the line, or 0.01 below it.
    has_hundred: bool,
    /// 0.01 above the line, or 100 below it.
    has_hundredth: bool,
    /// `100%` stands above or below the line.
    whole: [bool; 2],
    /// `100%` above the line, and no percentage is divided by behind it: `R / T / K * 100%`, not `R / T * 100% / K`.
    ends_in_whole: bool,
    /// The last percentage stands above the line, behind a plain number: `R / T / K * 50%`.
    ends_in_percent: bool,
    has_count: bool,
    /// Parts above and below the line.
    part: [bool; 2],
    /// Something that is now a ratio, now none.
    has_mixed: bool,
    /// Something counted, of which a quotient is like over like.
    has_counted: bool,
    is_quotient: bool,
    has_weight: bool,
    has_things: bool,
    is_score: bool,
    is_multiple: bool,
    /// A value that was taken times `100%` before.
    has_whole: bool,
    is_compound: bool,
    /// Something that is no percentage and not written in the rules.
    has_others: bool,
    has_unknown: bool,
    /// How often a value of unknown sort is a factor.
    unknown: i32,
    has_absent: bool,
    /// Factors in brackets that are a part of something without a unit, or a weight on it: nobody knows which.
    has_part_of_unitless: bool,
    /// How many times the product of the kept numbers is to be taken a hundred times, beside what its percentages make.
    hundreds: i32,
}

impl Measure {
    /// A value in a unit.
    pub fn thing(unit: Unit) -> Measure {
        Measure { unit, sort: Sort::Thing }
    }

    /// A number without a unit.
    pub fn plain(sort: Sort) -> Measure {
        Measure { unit: Unit::Any, sort }
    }

    /// What a name makes of what its formula gives: a value like any other, but for a ratio or a part.
    pub fn named(self) -> Measure {
        match self.sort {
            // Its unit is then declared, or counts as if it were.
            Sort::Mixed if self.unit != Unit::Any => Measure::thing(self.unit),
            Sort::Ratio | Sort::Multiple | Sort::Mixed | Sort::Whole | Sort::Unknown => self,
            Sort::Compound(_) | Sort::Weight | Sort::Part | Sort::Power(..) => self,
            // What the data report of it is some number all the same.
            Sort::Absent => Measure::plain(Sort::Unknown),
            Sort::Literal(_) | Sort::Count | Sort::Score | Sort::Thing => Measure::thing(self.unit),
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

impl Factors {
    /// No factor yet.
    fn none() -> Factors {
        Factors {
            named: Vec::new(),
            unitless: 0,
            percent: [0; 2],
            written: [0; 2],
            literals: Exact::ONE,
            percentages: Exact::ONE,
            has_literal: false,
            factors: 0,
            has_hundred: false,
            has_hundredth: false,
            whole: [false; 2],
            ends_in_whole: false,
            ends_in_percent: false,
            has_count: false,
            part: [false; 2],
            has_mixed: false,
            has_counted: false,
            is_quotient: false,
            has_weight: false,
            has_things: false,
            is_score: false,
            is_multiple: false,
            has_whole: false,
            is_compound: false,
            has_others: false,
            has_unknown: false,
            unknown: 0,
            has_absent: false,
            has_part_of_unitless: false,
            hundreds: 0,
        }
    }

    /// One factor.
    pub fn of(measure: &Measure) -> Factors {
        let mut one = Factors::none();
        one.factors = 1;
        one.has_things = true;
        one.ends_in_percent = measure.unit.is_percent();
        one.has_others = !measure.unit.is_percent() && !matches!(measure.sort, Sort::Literal(_) | Sort::Part);
        match (&measure.unit, &measure.sort) {
            (Unit::Percent | Unit::Points, Sort::Literal(value)) => {
                (one.written, one.has_things) = ([1, 0], false);
                one.whole[0] = value.as_ref() == Some(&Exact::HUNDRED);
                one.ends_in_whole = one.whole[0];
                one.percentages = value.clone().unwrap_or(Exact::ONE);
            }
            (Unit::Percent | Unit::Points, _) => one.percent = [1, 0],
            (Unit::Named(word), _) => one.named.push((word.clone(), 1)),
            (Unit::Any, sort) => match sort {
                Sort::Literal(value) => {
                    (one.has_things, one.has_literal) = (false, true);
                    if let Some(value) = value {
                        one.has_hundred = value.abs() == Exact::HUNDRED;
                        one.has_hundredth = value.abs() == Exact::HUNDREDTH;
                        one.literals = value.clone();
                    }
                }
                Sort::Count => (one.has_things, one.has_count, one.has_counted) = (false, true, true),
                Sort::Weight => (one.has_things, one.has_weight) = (false, true),
                Sort::Part => (one.has_things, one.part[0]) = (false, true),
                Sort::Power(power, counted) => {
                    one.unitless = *power;
                    (one.part[0], one.is_multiple) = (*counted == Counted::Part, *counted == Counted::Multiple);
                    one.has_mixed = *counted == Counted::Mixed;
                }
                Sort::Ratio => {}
                Sort::Multiple => one.is_multiple = true,
                Sort::Score | Sort::Small { is_score: true, .. } => one.is_score = true,
                Sort::Thing | Sort::Small { .. } => one.unitless = 1,
                Sort::Mixed => (one.unitless, one.has_mixed) = (1, true),
                Sort::Whole => (one.unitless, one.has_whole) = (1, true),
                Sort::Compound(None) => one.is_compound = true,
                Sort::Compound(Some(units)) => {
                    one.named = units.iter().filter(|(word, _)| !word.is_empty()).cloned().collect();
                    one.unitless = units.iter().filter(|(word, _)| word.is_empty()).map(|(_, count)| count).sum();
                }
                Sort::Unknown => (one.has_unknown, one.unknown) = (true, 1),
                Sort::Absent => one.has_absent = true,
            },
        }
        one
    }

    /// With the opposite sign.
    pub fn negated(mut self) -> Factors {
        self.literals = -&self.literals;
        self.percentages = -&self.percentages;
        self
    }

    /// With further factors above the line; those of brackets are one number, see [`Factors::alone`].
    pub fn times(self, other: &Factors) -> Factors {
        self.joined(&other.alone(), 1)
    }

    /// With further factors below the line.
    pub fn over(self, other: &Factors) -> Factors {
        self.joined(&other.alone(), -1)
    }

    /// Whether nothing with or without a unit is left over.
    fn is_plain(&self) -> bool {
        self.unitless == 0 && self.unknown == 0 && self.named.iter().all(|(_, count)| *count == 0)
    }

    fn joined(mut self, other: &Factors, sign: i32) -> Factors {
        let (above, below) = if sign > 0 { (0, 1) } else { (1, 0) };
        let is_divided = other.percent[below] + other.written[below] > 0;
        let is_multiplied = other.percent[above] + other.written[above] > 0;
        let ends_in_percent = if sign > 0 { other.ends_in_percent } else { !is_divided };
        self.ends_in_percent = match is_divided || is_multiplied {
            true => ends_in_percent && self.is_plain(),
            false => self.ends_in_percent,
        };
        let whole = if sign > 0 { other.ends_in_whole } else { other.whole[1] && !is_divided };
        self.ends_in_whole = whole || self.ends_in_whole && !is_divided;
        self.factors = self.factors.saturating_add(other.factors);
        for (word, count) in &other.named {
            match self.named.iter_mut().find(|(known, _)| known == word) {
                Some((_, known)) => *known += sign * count,
                None => self.named.push((word.clone(), sign * count)),
            }
        }
        self.unitless += sign * other.unitless;
        self.percent = [self.percent[0] + other.percent[above], self.percent[1] + other.percent[below]];
        self.written = [self.written[0] + other.written[above], self.written[1] + other.written[below]];
        let join = |own: &Exact, other: &Exact| match sign > 0 {
            true => own * other,
            false => own.checked_div(other).unwrap_or(Exact::ZERO),
        };
        self.literals = join(&self.literals, &other.literals);
        self.percentages = join(&self.percentages, &other.percentages);
        self.has_literal |= other.has_literal;
        let hundred = [other.has_hundred, other.has_hundredth];
        self.has_hundred |= hundred[above];
        self.has_hundredth |= hundred[below];
        self.whole = [self.whole[0] | other.whole[above], self.whole[1] | other.whole[below]];
        self.has_count |= other.has_count;
        self.part = [self.part[0] | other.part[above], self.part[1] | other.part[below]];
        self.has_mixed |= other.has_mixed;
        self.has_counted |= other.has_counted;
        self.is_quotient |= other.is_quotient || sign < 0;
        self.has_weight |= other.has_weight;
        self.has_things |= other.has_things;
        self.is_score |= other.is_score;
        self.is_multiple |= other.is_multiple;
        self.has_whole |= other.has_whole;
        self.is_compound |= other.is_compound;
        self.has_others |= other.has_others;
        self.has_unknown |= other.has_unknown;
        self.unknown += sign * other.unknown;
        self.has_absent |= other.has_absent;
        self.has_part_of_unitless |= other.has_part_of_unitless;
        self.hundreds += sign * other.hundreds;
        self
    }

    /// The same where it is known all the same what values of unknown sort come to: over each other they are like over like.
    /// A written `100%` tells that they are so over what they cancel, and that one alone below the line is a plain number.
    pub fn with_known(mut self) -> Factors {
        if !self.has_unknown || self.has_absent {
            return self;
        }
        let unknown = self.unknown;
        let values = self.percent[0] - self.percent[1];
        let mut named = self.named.iter_mut().filter(|(_, count)| *count != 0);
        let is_known = match (self.unitless, values, named.next(), named.next()) {
            (..) if unknown == 0 => true,
            (..) if !self.whole[0] => false,
            (unitless, 0, None, _) if unitless + unknown == 0 => {
                self.unitless = 0;
                true
            }
            (0, values, None, _) if values + unknown == 0 => {
                let side = usize::from(unknown < 0);
                self.percent[side] += unknown.abs();
                true
            }
            (0, 0, Some((_, count)), None) if *count + unknown == 0 => {
                *count = 0;
                true
            }
            (_, 0, None, _) if unknown < 0 => {
                self.unitless += unknown;
                true
            }
            _ => false,
        };
        if is_known {
            (self.has_unknown, self.unknown) = (false, 0);
        }
        self
    }
}
