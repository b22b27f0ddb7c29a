//! What the factors of a product come to.

use super::taken::is_large;
use super::{Counted, Degree, Factors, Measure, Oddity, Settled, Sort, Taken};
use crate::number::Exact;
use crate::program::units::Unit;
use std::borrow::Cow;
use std::sync::Arc;

impl Factors {
    /// What the product comes to.
    pub fn settle(&self) -> Settled {
        let mut found = self.doubted(self.settled());
        let Measure { unit, sort, .. } = &found.measure;
        let is_share = unit.is_percent() || matches!(sort, Sort::Part | Sort::Power(_, Counted::Part));
        let is_value = matches!(sort, Sort::Thing | Sort::Mixed | Sort::Whole | Sort::Power(_, Counted::Thing));
        if is_share && self.hides_number() || is_value && *unit == Unit::Any && self.hides_divisor() {
            found.oddity = found.oddity.or(Some(Oddity::PartOfUnitless));
        }
        found
    }

    /// Whether values without a unit that would be percent numbers in the chain count as so many of something in brackets:
    /// `X * R / T * 40%` and `40% * (X * R) / T` are a hundred times each other.
    fn hides_number(&self) -> bool {
        self.absorbed > 0 && self.unitless + self.absorbed > 0 && self.left_in_percent().0 == 0
    }

    /// The other way round: `Y / 90% * (100% / Y)` would be a percentage in the chain.
    fn hides_divisor(&self) -> bool {
        let has_percent = self.percent != [0; 2] || self.written != [0; 2];
        self.unitless > 0 && self.unitless + self.absorbed <= 0 && has_percent
    }

    /// What is left of percentages when those above and below the line have cancelled, and the written ones those.
    fn left_in_percent(&self) -> (i32, i32) {
        let values = self.percent[0] - self.percent[1];
        let written = self.written[0] - self.written[1];
        let cancelled = if values > 0 { values.min(self.written[1]) } else { -(-values).min(self.written[0]) };
        (values - cancelled, written + cancelled)
    }

    fn settled(&self) -> Settled {
        let net = self.percent[0] + self.written[0] - self.percent[1] - self.written[1];
        let done = |unit: Unit, sort: Sort, oddity: Option<Oddity>| {
            let hundreds = self.hundreds + if unit.is_percent() { 1 - net } else { -net };
            Settled { measure: Measure { sort, ..Measure::thing(unit) }, hundreds, oddity }
        };
        let (values, written) = self.left_in_percent();
        // `K * 25 / 100` is one number whether K is read as 80 or as 0.8; with something else beside K nobody knows.
        let is_of_one = self.percent == [1, 0] && self.written == [0; 2] && !self.has_others;
        let degree = if values > 0 { self.all_taken().of_percent(0).degree() } else { self.degree() };
        let is_hundreds = self.beside_percentages().has_hundreds();
        let is_few = self.beside_percentages().is_few_hundredths();
        let has_hundreds = !degree.is_plain() || (is_few || !is_of_one) && is_hundreds && !self.is_one_percent();
        let left: Vec<&(Arc<str>, i32)> = self.named.iter().filter(|(_, count)| *count != 0).collect();
        // `100%` makes a percentage of a ratio, and so a share of what has a unit.
        let is_whole = written > 0 && self.whole[0] || self.has_whole;
        let is_ratio = self.has_things && left.is_empty() && self.unitless == 0 && degree.hundreds < 0;
        // So is `R / T * 60% / 100`.
        let is_share = self.taken.is_share || is_whole && !left.is_empty() || (is_whole || written > 0) && is_ratio;
        let hundredfold = match values != 0 {
            true => has_hundreds.then_some(Oddity::Hundredfold),
            false if is_share => (!degree.is_plain()).then_some(Oddity::Hundredfold),
            false => (self.has_weight && degree.hundreds < 0).then_some(Oddity::WeightHundredfold),
        };
        if self.has_part_of_unitless {
            return done(Unit::Any, Sort::Thing, Some(Oddity::PartOfUnitless));
        }
        if self.has_absent {
            return done(Unit::Any, Sort::Absent, None);
        }
        if self.has_unknown {
            return done(Unit::Any, Sort::Unknown, None);
        }
        match left.as_slice() {
            _ if self.is_compound => return done(Unit::Any, Sort::Compound(None), hundredfold),
            [] => {}
            // `* 100%` says that percent is meant.
            [(word, 1)] if self.ends_in_whole && self.unitless < 0 => {
                let units: Arc<[_]> = [(word.clone(), 1), (Arc::from(""), self.unitless)].into();
                let odd = Oddity::CompoundAsPercent(Some(units.clone()));
                return done(Unit::Any, Sort::Compound(Some(units)), hundredfold.or(Some(odd)));
            }
            [(word, 1)] => {
                // `realisasi / 12 * 100%`: nine of twelve months are 75 % of something, and 0,75 months.
                let is_once = degree.is_plain() && degree.times == Exact::ONE;
                let sort = match () {
                    () if (is_whole || values > 0) && !is_once => Sort::Whole,
                    () if self.has_mixed => Sort::Mixed,
                    () => Sort::Thing,
                };
                return done(Unit::Named(word.clone()), sort, hundredfold);
            }
            left => {
                let none = (self.unitless != 0).then(|| (Arc::from(""), self.unitless));
                let units: Arc<[_]> = left.iter().map(|one| (*one).clone()).chain(none).collect();
                let odd = self.ends_in_whole.then(|| Oddity::CompoundAsPercent(Some(units.clone())));
                return done(Unit::Any, Sort::Compound(Some(units)), hundredfold.or(odd));
            }
        }
        // What is percent already would be taken a hundred times once more.
        let twice = (self.ends_in_whole && self.unitless <= 0 && self.is_points()).then_some(Oddity::WholeOfUnitless);
        if self.unitless != 0 {
            let part = (values != 0).then_some(Oddity::PartOfUnitless);
            let (unit, sort) = self.of_unitless(written);
            return done(unit, sort, hundredfold.or(part).or(twice));
        }
        let ends_in_percent = self.ends_in_whole || self.ends_in_percent;
        let is_large = degree.is_plain() && is_large(&degree.times);
        // A percentage of what is now a part, now a number, has two values.
        let mixed = (self.has_mixed && !self.ends_in_whole).then_some(Oddity::MixedRatio);
        // `(100 - R / T) * 100`: a percent number beside a ratio, of which both are taken a hundred times.
        let beyond = (self.has_mixed && self.all_taken().has_more_beside()).then_some(Oddity::MixedRatio);
        let mixed = mixed.or(beyond.clone());
        // `K * L / 100% * 30`, `K / 100% * 30 * 50%`: points, or a percentage?
        let is_thirty = (self.whole[1] || self.over_whole) && self.has_number && is_large;
        let points = (is_thirty || self.has_thirty).then_some(Oddity::BareMultiple);
        if values > 0 {
            // With a name for `K * L`, `K * L / M` is the ratio of two percentages: a number beside it would be none in percent.
            let is_ratio = self.percent[1] > 0 && !ends_in_percent;
            let sort = if is_ratio { Sort::Mixed } else { Sort::Thing };
            let of_number = self.beside_percentages().is_over_number().then_some(Oddity::PartOfUnit(None));
            return done(Unit::Percent, sort, hundredfold.or(points).or(mixed).or(of_number));
        }
        if values < 0 && !ends_in_percent {
            return done(Unit::Any, Sort::Ratio, hundredfold);
        }
        // Counts over counts are a ratio, and a weight in a product is one.
        let has_part = self.part != [false; 2];
        let is_worked = self.has_literal || self.has_count || has_part || self.written != [0; 2];
        if self.has_things || self.has_counted && self.is_quotient || self.has_weight && is_worked {
            // `K / 100% * 30` is the regulations' way to say 30 points for 100 %, as `K * 30 / 100%` is.
            let is_thirty = is_thirty && !self.is_multiple && self.written[0] == 0;
            let is_multiple = is_large || self.is_multiple;
            return match (self.is_points(), written > 0 || ends_in_percent) {
                (true, _) if twice.is_some() => done(Unit::Any, Sort::Whole, hundredfold.or(twice)),
                (true, _) => done(Unit::Any, self.score(), hundredfold.or(beyond)),
                (false, true) => done(Unit::Percent, Sort::Thing, hundredfold.or(points).or(mixed)),
                (false, false) if self.has_mixed => done(Unit::Any, Sort::Power(0, Counted::Mixed), hundredfold),
                (false, false) if is_thirty => done(Unit::Any, Sort::Score, hundredfold),
                (false, false) if is_multiple => done(Unit::Any, Sort::Multiple, hundredfold),
                (false, false) => done(Unit::Any, Sort::Ratio, hundredfold),
            };
        }
        // `1/3 * 100%` is that number in percent.
        let is_written_whole = self.written == [1, 0] && self.percentages.abs() == Exact::HUNDRED;
        let is_pure = !self.has_count && !has_part && !self.has_weight && (!self.has_literal || is_written_whole);
        // `100% * 100` is a hundred, as `50% * 100` is fifty.
        let is_score = self.is_points() && self.literals.abs() >= Exact::HUNDRED;
        match written {
            1.. if is_pure && !is_score => {
                let hundreds = 1 - net;
                let value = &self.percentages * &self.literals;
                let value = (0..-hundreds).fold(value, |value, _| &value * &Exact::HUNDREDTH);
                // `60 * 100%` is six thousand percent, which nobody means; a quotient says itself how often.
                let is_number = is_written_whole && self.has_literal && !self.is_quotient;
                let is_much = is_number && self.literals.abs() > Exact::from(12);
                let whole = is_much.then_some(Oddity::WholeOfUnitless);
                done(Unit::Percent, Sort::Literal(Some(value)), hundredfold.or(whole))
            }
            _ if self.is_points() && (has_part || self.written != [0; 2]) => done(Unit::Any, self.score(), hundredfold),
            0 if self.written == [0; 2] && !has_part => match (self.has_weight, self.has_count) {
                (true, _) => done(Unit::Any, Sort::Weight, hundredfold),
                (false, true) => done(Unit::Any, Sort::Count, hundredfold),
                (false, false) => done(Unit::Any, Sort::Literal(Some(self.literals.clone())), hundredfold),
            },
            _ => done(Unit::Any, Sort::Part, hundredfold),
        }
    }

    /// A product of values without a unit, with so many written percentages above the line. Above it these may be percent
    /// numbers, below it only plain ones: what stands above is then divided, and stays the part or the ratio that it is.
    fn of_unitless(&self, written: i32) -> (Unit, Sort) {
        if self.unitless > 0 {
            return match (self.has_whole || self.ends_in_whole, self.has_mixed) {
                (true, _) => (Unit::Any, Sort::Whole),
                (false, true) => (Unit::Any, Sort::Mixed),
                (false, false) if self.unitless == 1 => (Unit::Any, Sort::Thing),
                (false, false) => (Unit::Any, Sort::Power(self.unitless, Counted::Thing)),
            };
        }
        let counted = match (written > 0 || self.part[0], self.is_multiple || is_large(&self.degree().times)) {
            _ if self.is_points() => return (Unit::Any, self.score()),
            _ if self.ends_in_whole => return (Unit::Percent, Sort::Thing),
            (true, _) => Counted::Part,
            (false, true) => Counted::Multiple,
            (false, false) => Counted::Ratio,
        };
        (Unit::Any, Sort::Power(self.unitless, counted))
    }

    /// Factors in brackets with a percentage among them, as the one number that they come to: `R / T / (K / 100%)` is what it is
    /// with a name for `K / 100%`, and no `R / T / K * 100%`. So are those with and without a unit: `T / X` is so much of T.
    /// What cannot be meant alone stays part of the chain; a share of something without a unit is refused there too. Written
    /// numbers alone multiply one after another, but divide as the one that they are: `L / (1/4*100%)` is `L / 25%`.
    pub(super) fn alone(&self, is_divisor: bool) -> Cow<'_, Factors> {
        let has_percent = self.percent != [0; 2] || self.written != [0; 2];
        let is_one = self.factors < 2 || !self.has_things && !is_divisor;
        let is_mixed = self.unitless != 0 && self.named.iter().any(|(_, count)| *count != 0);
        if is_one || !has_percent && !is_mixed || self.has_unknown || self.has_absent {
            return Cow::Borrowed(self);
        }
        let settled = self.settle();
        let alone = Factors { hundreds: settled.hundreds, ..Factors::of(&settled.measure) };
        let absorbed = self.absorbed + self.unitless - alone.unitless;
        let is_points = matches!(settled.measure.sort, Sort::Score | Sort::Hundreds | Sort::Hundredth);
        let is_other = !settled.measure.unit.is_percent() && !is_points;
        let over_whole = is_other && (self.over_whole || self.whole[1]);
        let has_number = over_whole && self.has_number;
        let has_thirty = is_other && self.has_thirty || has_number && is_large(&self.degree().times);
        let alone =
            Factors { absorbed, over_whole, has_thirty, has_number, ..self.in_hundreds(alone, &settled.measure) };
        match settled.oddity {
            None => Cow::Owned(alone),
            Some(Oddity::PartOfUnitless) => Cow::Owned(Factors { has_part_of_unitless: true, ..self.clone() }),
            Some(_) => Cow::Borrowed(self),
        }
    }

    /// What it comes to alone, in as many hundreds as it is: `N * (100 / M / 40%)` is a hundred times.
    fn in_hundreds(&self, alone: Factors, measure: &Measure) -> Factors {
        let is_value = matches!(
            measure.sort,
            Sort::Thing
                | Sort::Whole
                | Sort::Mixed
                | Sort::Compound(_)
                | Sort::Power(..)
                | Sort::Small { is_score: false, .. }
        );
        match self.degree() {
            Degree { hundreds, .. } if hundreds != 0 && is_value && !measure.unit.is_percent() => {
                let taken = Taken::of_degree(Degree { hundreds, times: Exact::ONE });
                Factors { taken, is_multiple: false, ..alone }
            }
            _ => alone,
        }
    }

    /// How many hundreds are left below the line.
    pub(super) fn hundredths_left(&self) -> u32 {
        self.taken.degree().hundreds.min(0).unsigned_abs()
    }

    /// How often it is taken, `1%` counted as a hundredth where it is one.
    pub(super) fn all_taken(&self) -> Taken {
        match self.is_one_percent() {
            true => self.taken.over_hundred(),
            false => self.beside_percentages(),
        }
    }

    pub(super) fn degree(&self) -> Degree {
        self.all_taken().degree()
    }

    /// Whether it is taken a hundred times, in points of whatever is wanted.
    fn is_points(&self) -> bool {
        self.degree().hundreds > 0
    }

    /// What such points are: a percent number, or what is a hundred times that.
    fn score(&self) -> Sort {
        if self.all_taken().of_percent(1).degree().hundreds > 1 { Sort::Hundreds } else { Sort::Score }
    }
}

impl Sort {
    /// A number without a unit to a power.
    pub fn raised(self, exponent: i32) -> Sort {
        let power = |power: i32, counted: Counted| match power {
            1 => Sort::Thing,
            power => Sort::Power(power, counted),
        };
        match self {
            sort if exponent == 1 => sort,
            sort if exponent == 0 => sort.counted(),
            Sort::Thing if exponent > 0 => power(exponent, Counted::Thing),
            Sort::Thing | Sort::Small { .. } | Sort::Whole if exponent < 0 => power(exponent, Counted::Ratio),
            Sort::Score | Sort::Hundreds if exponent < 0 => power(-1, Counted::Ratio),
            Sort::Count if exponent < 0 => Sort::Ratio,
            Sort::Power(of, counted) => {
                let counted = match (of.saturating_mul(exponent) > 0, counted) {
                    (true, _) => Counted::Thing,
                    (false, Counted::Thing) => Counted::Ratio,
                    (false, counted) => counted,
                };
                power(of.saturating_mul(exponent), counted)
            }
            Sort::Literal(_) | Sort::Count | Sort::Weight | Sort::Part | Sort::Ratio | Sort::Multiple => self,
            Sort::Hundredth
            | Sort::Mixed
            | Sort::Score
            | Sort::Hundreds
            | Sort::Thing
            | Sort::Whole
            | Sort::Small { .. } => self,
            Sort::Compound(_) | Sort::Unknown | Sort::Absent => self,
        }
    }
}
