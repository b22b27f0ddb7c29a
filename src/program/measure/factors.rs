//! The factors of a product, counted, so that it is judged as a whole.

use super::{Counted, Measure, Oddity, Sort, Stands, Taken, is_large};
use crate::number::Exact;
use crate::program::units::Unit;
use std::sync::Arc;

/// The factors of a product, counted; a divisor counts against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Factors {
    pub(super) named: Vec<(Arc<str>, i32)>,
    pub(super) unitless: i32,
    /// Values without a unit in brackets that are so many of what stands there with one: the X of `40% * (X * R) / T`.
    pub(super) absorbed: i32,
    /// Percentages above and below the line.
    pub(super) percent: [i32; 2],
    /// Percentages written as literals, above and below the line.
    pub(super) written: [i32; 2],
    /// The product of the plain literals, and of the written percentages.
    pub(super) literals: Exact,
    pub(super) percentages: Exact,
    pub(super) has_literal: bool,
    /// How often what stands beside the numbers is taken.
    pub(super) taken: Taken,
    /// How many hundreds below the line a name has for a value, `D = R / 100`, and how many of them were forgotten over another
    /// value: `D / T * 100` is what D is of T.
    pub(super) hundredths: u32,
    pub(super) forgotten: u32,
    /// How often it is divided by `1%`, each taking it a hundred times; less how often it is taken times `1%`.
    pub(super) over_one_percent: i32,
    /// How many of them there are.
    pub(super) factors: u32,
    /// `100%` stands above or below the line.
    pub(super) whole: [bool; 2],
    /// `100%` above the line, and no percentage is divided by behind it: `R / T / K * 100%`, not `R / T * 100% / K`.
    pub(super) ends_in_whole: bool,
    /// The last percentage stands above the line, and that behind a plain number: `R / T / K * 50%`.
    pub(super) last_above: bool,
    pub(super) ends_in_percent: bool,
    /// A number above 2 stands above the line, the 30 of `K / 100% * 30`.
    pub(super) has_number: bool,
    /// `100%` stands below the line in brackets, `30 * K * (R / T / 100%)`, and such a number with it, `K * (5 / L / 100%)`.
    pub(super) over_whole: bool,
    pub(super) has_thirty: bool,
    pub(super) has_count: bool,
    /// Parts above and below the line.
    pub(super) part: [bool; 2],
    /// Something that is now a ratio, now none.
    pub(super) has_mixed: bool,
    /// Something counted, of which a quotient is like over like.
    pub(super) has_counted: bool,
    pub(super) is_quotient: bool,
    pub(super) has_weight: bool,
    pub(super) has_things: bool,
    pub(super) is_multiple: bool,
    /// A value that was taken times `100%` before.
    pub(super) has_whole: bool,
    pub(super) is_compound: bool,
    /// Something that is no percentage and not written in the rules.
    pub(super) has_others: bool,
    pub(super) has_unknown: bool,
    /// How often a value of unknown sort is a factor.
    pub(super) unknown: i32,
    pub(super) has_absent: bool,
    /// Factors in brackets that are a part of something without a unit, or a weight on it: nobody knows which.
    pub(super) has_part_of_unitless: bool,
    /// Percentages, or percent numbers, that are weighted with plain numbers, as in `30 * K + 20 * L`.
    pub(super) has_weighted: bool,
    /// A value with a unit that is now a ratio, now none, as in `min(R / T; A)`.
    pub(super) has_torn: bool,
    /// How many percent numbers it is multiplied by, below the line where negative.
    pub(super) points: i32,
    /// What cannot be meant of a factor in percent.
    pub(super) doubt: Option<Box<Oddity>>,
    /// The same of a small number beside a value, unless it is taken so often that it is small no more.
    pub(super) small: Option<Box<Oddity>>,
    /// How often the value beside such a number is taken inside its brackets.
    pub(super) small_inside: Exact,
    /// How such numbers stand beside their values.
    pub(super) stands: Stands,
    /// How many times the product of the kept numbers is to be taken a hundred times, beside what its percentages make.
    pub(super) hundreds: i32,
}

impl Factors {
    /// No factor yet.
    pub(super) fn none() -> Factors {
        Factors {
            named: Vec::new(),
            unitless: 0,
            absorbed: 0,
            percent: [0; 2],
            written: [0; 2],
            literals: Exact::ONE,
            percentages: Exact::ONE,
            has_literal: false,
            taken: Taken::once(),
            hundredths: 0,
            forgotten: 0,
            over_one_percent: 0,
            factors: 0,
            whole: [false; 2],
            ends_in_whole: false,
            last_above: false,
            ends_in_percent: false,
            has_number: false,
            over_whole: false,
            has_thirty: false,
            has_count: false,
            part: [false; 2],
            has_mixed: false,
            has_counted: false,
            is_quotient: false,
            has_weight: false,
            has_things: false,
            is_multiple: false,
            has_whole: false,
            is_compound: false,
            has_others: false,
            has_unknown: false,
            unknown: 0,
            has_absent: false,
            has_part_of_unitless: false,
            has_weighted: false,
            has_torn: false,
            points: 0,
            doubt: None,
            small: None,
            small_inside: Exact::ONE,
            stands: Stands::Off,
            hundreds: 0,
        }
    }

    /// One factor.
    pub fn of(measure: &Measure) -> Factors {
        let mut one = Factors::none();
        one.factors = 1;
        one.doubt = measure.doubt.clone();
        one.has_torn = measure.sort == Sort::Mixed && matches!(measure.unit, Unit::Named(_));
        one.has_things = true;
        one.ends_in_percent = measure.unit.is_percent();
        one.last_above = one.ends_in_percent;
        one.has_others = !measure.unit.is_percent() && !matches!(measure.sort, Sort::Literal(_) | Sort::Part);
        match (&measure.unit, &measure.sort) {
            (Unit::Percent | Unit::Points, Sort::Literal(value)) => {
                (one.written, one.has_things) = ([1, 0], false);
                one.whole[0] = value.as_ref() == Some(&Exact::HUNDRED);
                one.ends_in_whole = one.whole[0];
                one.percentages = value.clone().unwrap_or(Exact::ONE);
                one.over_one_percent = -i32::from(value.as_ref().is_some_and(|value| value.abs() == Exact::ONE));
            }
            (Unit::Percent | Unit::Points, sort) => {
                (one.percent, one.has_weighted) = ([1, 0], *sort == Sort::Multiple);
            }
            (Unit::Named(word), sort) => {
                one.named.push((word.clone(), 1));
                (one.has_mixed, one.has_whole) = (*sort == Sort::Mixed, *sort == Sort::Whole);
            }
            (Unit::Any, sort) => match sort {
                Sort::Literal(value) => {
                    (one.has_things, one.has_literal) = (false, true);
                    if let Some(value) = value {
                        one.taken = Taken::of(value);
                        one.has_number = is_large(&value.abs());
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
                Sort::Hundredth => (one.taken, one.points) = (Taken::once().over_hundred(), -1),
                Sort::Multiple => one.is_multiple = true,
                Sort::Hundreds => {
                    one.has_weighted = true;
                    (one.taken, one.points) = (Taken::hundred().joined(&Taken::hundred(), 1), 2);
                }
                Sort::Score => (one.taken, one.points) = (Taken::hundred(), 1),
                Sort::Small { value, is_score: true, .. } => {
                    (one.taken, one.points) = (Taken::hundred(), 1);
                    one.doubt = Some(Box::new(Oddity::SmallLiteral(value.clone())));
                }
                Sort::Small { is_score: false, stands, .. } => {
                    (one.unitless, one.small, one.stands) = (1, one.doubt.take(), *stands);
                }
                Sort::Thing => one.unitless = 1,
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

    /// One factor, of which it is known how often it is taken: of a sum, what the numbers in its terms come to.
    pub fn of_taken(measure: &Measure, taken: Taken) -> Factors {
        Factors { small_inside: taken.mass(), taken, is_multiple: false, ..Factors::of(measure) }
    }

    /// How often it is taken in all, its percentages with it.
    pub fn taken(&self) -> Taken {
        self.taken_alone().of_product(self.unitless.max(0).unsigned_abs())
    }

    fn taken_alone(&self) -> Taken {
        if self.is_one_percent() {
            return self.taken.over_hundred();
        }
        let parts = self.written[0] - self.written[1] + self.over_one_percent.max(0);
        let by = if parts > 0 { Exact::HUNDREDTH } else { Exact::HUNDRED };
        let share = (0..parts.unsigned_abs()).fold(self.percentages.abs(), |share, _| &share * &by);
        self.beside_percentages().part(&share)
    }

    /// How often it is taken, its percentages but for `1%` below the line left out.
    pub(super) fn beside_percentages(&self) -> Taken {
        let hundreds = 0..self.over_one_percent.max(0);
        hundreds.fold(self.taken.clone(), |taken, _| taken.joined(&Taken::hundred(), 1))
    }

    /// Whether it is a share of something: percentages are left in it, or a `100%` that makes one of a ratio.
    pub fn is_share(&self) -> bool {
        let is_whole = self.has_whole || self.whole[0] && self.written[0] > self.written[1];
        self.percent[0] != self.percent[1] || is_whole
    }

    /// Whether it is taken times `1%` and nothing else in percent: a hundredth of what is taken a hundred times.
    pub(super) fn is_one_percent(&self) -> bool {
        let is_one = self.over_one_percent == -1 && self.percentages.abs() == Exact::ONE;
        is_one && self.written[0] - self.written[1] == 1 && self.taken.degree().hundreds > 0
    }

    /// With the opposite sign.
    pub fn negated(mut self) -> Factors {
        self.literals = -&self.literals;
        self.percentages = -&self.percentages;
        self
    }

    /// With further factors above the line; those of brackets are one number, see [`Factors::alone`].
    pub fn times(self, other: &Factors) -> Factors {
        self.joined(&other.alone(false), 1)
    }

    /// With further factors below the line.
    pub fn over(self, other: &Factors) -> Factors {
        self.joined(&other.alone(true), -1)
    }

    /// Whether nothing with or without a unit is left over.
    pub(super) fn is_plain(&self) -> bool {
        self.unitless == 0 && self.unknown == 0 && self.named.iter().all(|(_, count)| *count == 0)
    }

    /// The unit that stands above and below the line, where nothing else is left over.
    pub fn cancelled(&self) -> Option<&str> {
        self.named.first().map(|(known, _)| &**known).filter(|_| self.is_plain())
    }

    /// Whether it is a percentage over a written one of a hundred, and nothing else: `K / 100%`.
    pub fn is_over_whole(&self) -> bool {
        let is_one = self.percent == [1, 0] && self.written == [0, 1] && self.whole[1];
        is_one && self.named.is_empty() && self.unitless == 0 && !self.has_others && self.literals == Exact::ONE
    }

    /// Whether it is written in the rules, without percent.
    fn is_number(&self) -> bool {
        let is_written = self.has_literal && !self.has_things && !self.has_count && !self.has_weight;
        is_written && self.part == [false; 2] && self.percent == [0; 2] && self.written == [0; 2]
    }

    /// Whether only written numbers stand above percentages, `30 / 100%`, `60 / L`: so many of what comes behind.
    fn is_number_over_percent(&self) -> bool {
        let has_percent = self.percent[1] > 0 || self.written != [0; 2];
        has_percent && self.percent[0] == 0 && !self.has_others
    }

    /// Whether it is some value, in hundreds perhaps: what it is divided by next is no hundred of it.
    pub(super) fn is_value(&self) -> bool {
        let units = self.named.iter().map(|(_, count)| count).sum::<i32>() + self.unitless;
        units == 1
            && self.percent == [0; 2]
            && self.written == [0; 2]
            && !self.beside_percentages().has_hundred()
            && !self.has_unknown
            && !self.is_compound
    }

    fn joined(mut self, other: &Factors, sign: i32) -> Factors {
        if sign < 0 && other.has_things && other.percent == [0; 2] && self.is_value() {
            let forgotten = self.taken.degree().hundreds.min(0).unsigned_abs().min(self.hundredths);
            self.taken = self.taken.without_hundredths(forgotten);
            self.forgotten += forgotten;
            self.hundredths -= forgotten;
        }
        let is_one_number = other.is_number() && self.is_number();
        let (above, below) = if sign > 0 { (0, 1) } else { (1, 0) };
        let is_divided = other.percent[below] + other.written[below] > 0;
        let is_multiplied = other.percent[above] + other.written[above] > 0;
        if is_divided || is_multiplied {
            self.last_above = if sign > 0 { other.last_above } else { !is_divided };
            // `30 / 100% * K` is no share of 30, as `K * 30 / 100%` is none, nor is `12 / 100% / L * K`.
            self.ends_in_percent = self.last_above && self.is_plain() && !self.is_number_over_percent();
        }
        self.has_number |= sign > 0 && other.has_number;
        self.over_whole |= sign > 0 && other.over_whole;
        self.has_thirty |= sign > 0 && other.has_thirty;
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
        self.absorbed += sign * other.absorbed;
        self.percent = [self.percent[0] + other.percent[above], self.percent[1] + other.percent[below]];
        self.written = [self.written[0] + other.written[above], self.written[1] + other.written[below]];
        let join = |own: &Exact, other: &Exact| match sign > 0 {
            true => own * other,
            false => own.checked_div(other).unwrap_or(Exact::ZERO),
        };
        self.literals = join(&self.literals, &other.literals);
        self.percentages = join(&self.percentages, &other.percentages);
        self.has_literal |= other.has_literal;
        self.taken = self.taken.joined(&other.taken, sign);
        self.over_one_percent += sign * other.over_one_percent;
        if is_one_number {
            // `60 / 100` is 0.6, and no hundred divides what comes behind it; one divides behind `0,6 / 100`, and of `100 / 80`
            // the whole product says what it is.
            let is_plain = self.taken.degree().is_plain() && !self.taken.has_hundred();
            self.taken = if is_plain { Taken::of(&self.literals) } else { self.taken };
            self.has_number = is_large(&self.literals.abs());
        }
        self.forgotten += other.forgotten;
        self.hundredths += if sign > 0 { other.hundredths } else { 0 };
        if self.written != [0; 2] && self.percentages.abs() != Exact::HUNDRED {
            // A percentage divided by a hundred is one wherever the hundred stands.
            self.taken = (0..self.forgotten).fold(self.taken, |taken, _| taken.over_hundred());
            self.forgotten = 0;
        }
        self.whole = [self.whole[0] | other.whole[above], self.whole[1] | other.whole[below]];
        self.has_count |= other.has_count;
        self.part = [self.part[0] | other.part[above], self.part[1] | other.part[below]];
        self.has_mixed |= other.has_mixed;
        self.has_counted |= other.has_counted;
        self.is_quotient |= other.is_quotient || sign < 0;
        self.has_weight |= other.has_weight;
        self.has_things |= other.has_things;
        self.is_multiple |= other.is_multiple;
        self.has_whole |= other.has_whole;
        self.is_compound |= other.is_compound;
        self.has_others |= other.has_others;
        self.has_unknown |= other.has_unknown;
        self.unknown += sign * other.unknown;
        self.has_absent |= other.has_absent;
        self.has_part_of_unitless |= other.has_part_of_unitless;
        self.joined_doubts(other, sign);
        self.hundreds += sign * other.hundreds;
        self
    }
}
