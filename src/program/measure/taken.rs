//! How many times a value is taken: 60 times, a hundred times, a hundredth.
//!
//! A number that somebody writes beside a share either weighs it (60 of 100) or makes its percent number of it (75 of
//! 0,75). Hundreds are therefore counted apart from all other numbers, through products, quotients, sums, brackets and
//! names alike; what the numbers of a weighted sum come to is one number, so 60 and 40 are a hundred.

use crate::number::Exact;

/// So many values out of a hundred are multiplied in a formula that anybody could mean.
const MOST_POINTS: u32 = 8;

/// How many times something is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Factors of 100 above the line, and below it.
    pub(super) hundreds: [u32; 2],
    /// All other numbers.
    pub(super) times: Exact,
    /// A number above 1 was written, which may be so many of a hundred.
    pub(super) is_written: bool,
    /// A percentage is in it beside a unit: a share of something.
    pub is_share: bool,
    /// It is divided by a number above 2, as `realisasi / 12` is.
    pub(super) is_divided: bool,
    /// The greatest number written beside it in a sum, so many times as that sum is: 1 of `1 - R / 12`, 80 of `(X + 80) / 2`.
    pub(super) beside: Exact,
    /// Nobody knows how many values it adds up.
    pub(super) is_many: bool,
    /// Of a value whose own scale goes up to a hundred, so that its number is in points.
    pub(super) is_scored: bool,
    /// How many such values are multiplied.
    pub(super) scored: u32,
    /// How many values without a unit are multiplied beyond the first: a hundredth for each makes no part of them.
    pub(super) products: u32,
    /// A number is taken off the value, or the value off it, as in `X - 2`.
    pub(super) is_apart: bool,
}

/// How many times, in its simplest form: in hundreds, a hundredth where negative, and so many times beside them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Degree {
    /// 1 for a percent number, 0 for the share itself.
    pub hundreds: i32,
    /// How often beside that.
    pub times: Exact,
}

impl Taken {
    /// Once.
    pub fn once() -> Taken {
        Taken {
            hundreds: [0; 2],
            times: Exact::ONE,
            is_written: false,
            is_share: false,
            is_divided: false,
            beside: Exact::ZERO,
            is_many: false,
            is_scored: false,
            scored: 0,
            products: 0,
            is_apart: false,
        }
    }

    /// A hundred times.
    pub fn hundred() -> Taken {
        Taken { hundreds: [1, 0], ..Taken::once() }
    }

    /// A value in points, once.
    pub fn scored() -> Taken {
        Taken { is_scored: true, scored: 1, ..Taken::once() }
    }

    /// Nobody knows how often: of values that are added up, however many there are.
    pub fn many() -> Taken {
        Taken { is_many: true, ..Taken::once() }
    }

    /// One of several, of which this one is a part of a value.
    pub fn of_part(&self) -> Taken {
        Taken { times: self.mass(), is_divided: true, ..Taken::once() }
    }

    /// One of several, with what is written beside them.
    pub fn of_one(written: impl Iterator<Item = Exact>, others: impl Iterator<Item = Taken>) -> Taken {
        let beside = others.map(|one| one.beside).chain(written.map(|value| value.abs())).max().unwrap_or_default();
        Taken { beside, ..Taken::once() }
    }

    /// So many times.
    pub fn of(number: &Exact) -> Taken {
        let times = number.abs();
        let is_written = times > Exact::ONE;
        Taken { times, is_written, ..Taken::once() }.counted()
    }

    /// In hundreds, and so many times beside them.
    pub fn of_degree(Degree { hundreds, times }: Degree) -> Taken {
        let is_written = times > Exact::ONE;
        let side = |wanted: bool| if wanted { hundreds.unsigned_abs() } else { 0 };
        let hundreds = [side(hundreds > 0), side(hundreds < 0)];
        Taken { hundreds, times, is_written, ..Taken::once() }
    }

    /// Both together, the other below the line where `sign` is negative.
    pub fn joined(&self, other: &Taken, sign: i32) -> Taken {
        let (above, below) = if sign > 0 { (0, 1) } else { (1, 0) };
        let hundreds = [self.hundreds[0] + other.hundreds[above], self.hundreds[1] + other.hundreds[below]];
        let times = match sign > 0 {
            true => &self.times * &other.times,
            false => self.times.checked_div(&other.times).unwrap_or(Exact::ZERO),
        };
        let is_written = self.is_written || other.is_written && sign > 0;
        let beside = match sign > 0 {
            true => (&self.beside * &other.mass()).max(&other.beside * &self.mass()),
            false => self.beside.checked_div(&other.mass()).unwrap_or(Exact::ZERO),
        };
        // `(X - 2) / 2`, where 2 is what `4 - 2` comes to, is a place on a scale.
        let is_length = self.is_apart && other.times > Exact::ONE && other.hundreds == [0; 2];
        let is_divided =
            self.is_divided || other.is_divided && sign > 0 || sign < 0 && (is_large(&other.times) || is_length);
        let is_many = self.is_many || other.is_many && sign > 0;
        let is_share = self.is_share || other.is_share;
        let is_scored = self.is_scored || other.is_scored && sign > 0;
        let scored = if sign > 0 { self.scored.saturating_add(other.scored) } else { self.scored };
        let is_apart = self.is_apart || other.is_apart && sign > 0;
        let products = if sign > 0 { self.products.max(other.products) } else { self.products };
        let one = Taken { hundreds, times, is_written, is_share, is_divided, beside, ..Taken::once() };
        Taken { is_many, is_scored, scored, products, is_apart, ..one }.counted()
    }

    /// Of so many values without a unit, multiplied.
    pub(super) fn of_product(self, count: u32) -> Taken {
        Taken { products: self.products.max(count.saturating_sub(1)), ..self }
    }

    /// A part of it, which is no weight out of a hundred.
    pub(super) fn part(&self, share: &Exact) -> Taken {
        let is_divided = self.is_divided || *share <= Exact::HUNDREDTH;
        Taken { times: &self.times * share, is_divided, ..self.clone() }
    }

    /// With a hundred more below the line.
    pub fn over_hundred(&self) -> Taken {
        Taken { hundreds: [self.hundreds[0], self.hundreds[1] + 1], ..self.clone() }
    }

    /// Of a share of something, where it is one.
    pub fn of_share(self, is_share: bool) -> Taken {
        Taken { is_share: self.is_share || is_share, ..self }
    }

    /// As the percentage that a percent number says beside others; of what is none, once.
    pub fn as_percentage(&self) -> Taken {
        match self.hundreds[0] > self.hundreds[1] {
            true => Taken { hundreds: [self.hundreds[0] - 1, self.hundreds[1]], ..self.clone() },
            false => Taken::once(),
        }
    }

    /// Without so many of the hundreds below the line that no number above it takes.
    pub(super) fn without_hundredths(&self, count: u32) -> Taken {
        if count == 0 {
            return self.clone();
        }
        let degree = self.degree();
        let hundreds = degree.hundreds + count as i32;
        let Taken { is_written, hundreds, times, .. } = Taken::of_degree(Degree { hundreds, ..degree });
        Taken { hundreds, times, is_written, ..self.clone() }
    }

    /// Whether so little is left of a value that it is no percent number of itself: a hundredth, or `9 / 12`. A number beside
    /// it that no part comes near tells that it is in points, as in `(X + 80 + 70) / 3`, and so does a hundred above the line:
    /// `X / 1_000 * 100` is what X is of a thousand.
    pub fn is_part(&self) -> bool {
        let Degree { hundreds, times } = self.degree();
        let twice = &times * &Exact::from(2);
        let is_small = self.is_divided && (twice < Exact::ONE || self.is_apart && twice == Exact::ONE);
        let has_points = is_large(&self.beside);
        let hundreds = hundreds + self.products as i32;
        let is_little = hundreds < 0 || self.is_few_hundredths() || hundreds == 0 && is_small;
        !has_points && !self.is_in_points() && !self.is_many && is_little
    }

    /// Whether it is a hundredth, taken twice at most: of `2 * (X / 100)` nobody can say whether two percent of it are meant.
    pub(super) fn is_few_hundredths(&self) -> bool {
        self.products == 0 && self.hundreds[0] < self.hundreds[1] && self.times > Exact::ONE && !is_large(&self.times)
    }

    /// Whether it is a part only because a number is taken off it, or because nobody can say what is a hundredth of what.
    pub fn is_of_length(&self) -> bool {
        self.is_apart || self.is_few_hundredths()
    }

    /// Whether a hundred above the line is left.
    fn is_in_points(&self) -> bool {
        self.hundreds[0] > self.hundreds[1]
    }

    /// Whether it is divided by a number, and taken a hundred times or times `100%`.
    pub(super) fn is_of_number(&self, is_whole: bool) -> bool {
        self.is_divided && (self.is_in_points() || is_whole)
    }

    /// Whether a number beside it comes to more than twice all of what it is taken times, a hundred times where it is in points.
    pub(super) fn has_more_beside(&self) -> bool {
        let most = if self.degree().hundreds > 0 { Exact::from(200) } else { Exact::from(2) };
        self.beside > most
    }

    /// Whether so many hundreds stand above the line.
    pub(super) fn has_hundreds_above(&self, count: u32) -> bool {
        self.hundreds[0] >= count
    }

    /// Whether a value in points is taken more often than nobody takes it up by: twelve months are the most.
    pub fn is_beyond_scale(&self) -> bool {
        self.is_scored && self.mass() > Exact::from(12)
    }

    /// Whether so many values in points are multiplied, and no hundred makes points of them again: 80 times 50 is 4.000.
    pub(super) fn is_product_of_points(&self, count: u32) -> bool {
        count > 1 && self.scored >= count && self.are_points_of_points(count)
    }

    /// The same of what is known to multiply so many.
    pub(super) fn are_points_of_points(&self, count: u32) -> bool {
        let over = (1..count.min(MOST_POINTS)).fold(self.mass(), |mass, _| &mass * &Exact::HUNDRED);
        over > Exact::from(12)
    }

    /// Whether its number is in points: taken a hundred times, or of a value out of a hundred.
    pub fn is_number_of_hundred(&self) -> bool {
        self.is_value_of_hundred() || self.is_in_points()
    }

    /// Whether it is most of a value out of a hundred, and no more than that.
    pub fn is_value_of_hundred(&self) -> bool {
        let mass = self.mass();
        self.is_scored && mass <= Exact::ONE && &mass * &Exact::from(10) >= Exact::ONE
    }

    /// Whether it is so many points of a percentage that is no percent number, `K / 100% * 6`, which nobody can tell from a percentage
    /// taken six times: a year has twelve months.
    pub fn is_few_points(&self) -> bool {
        let mass = self.mass();
        !self.has_hundreds() && is_large(&mass) && mass <= Exact::from(12)
    }

    /// Whether it is of a value in points.
    pub fn is_scored(&self) -> bool {
        self.is_scored
    }

    /// Whether a hundred stands above the line.
    pub(super) fn has_hundred(&self) -> bool {
        self.hundreds[0] > 0
    }

    /// Whether a hundred was written, wherever it is.
    pub fn has_hundreds(&self) -> bool {
        self.hundreds != [0; 2]
    }

    /// Whether to carry it on would take more than a report can mean.
    pub(super) fn is_wide(&self) -> bool {
        self.times.is_wide() || self.beside.is_wide() || self.hundreds.iter().any(|count| *count > 1000)
    }

    /// In its simplest form. `60 / 100` is 0,6: a number above the line takes a hundred below it first, and a hundred above
    /// it is divided by what is below if a number of at most 2 is left, as in `100 / 80`.
    pub fn degree(&self) -> Degree {
        let [above, mut below] = self.hundreds;
        let (mut above, mut times) = (above, self.times.clone());
        while self.is_written && below > 0 && times > Exact::ONE {
            (below, times) = (below - 1, &times * &Exact::HUNDREDTH);
        }
        let two = Exact::from(2);
        while above > below && !times.is_zero() && &times * &Exact::HUNDRED <= two {
            (above, times) = (above - 1, &times * &Exact::HUNDRED);
        }
        Degree { hundreds: above as i32 - below as i32, times }
    }

    /// Of a percentage, or of as many percent numbers as `points`: `K / 40 * 100` is what K is of 40, and no percentage taken a
    /// hundred times. Over 12 and less it may as well be a mean, `K / 4 * 100`.
    pub(super) fn of_percent(self, points: i32) -> Taken {
        let Degree { hundreds, times } = self.degree();
        let is_of_number = hundreds == points + 1 && is_of_number(&times);
        let degree = Degree { hundreds: points, times: &times * &Exact::HUNDRED };
        let Taken { hundreds, times, is_written, .. } = match is_of_number {
            true => Taken::of_degree(degree),
            false => return self,
        };
        Taken { hundreds, times, is_written, ..self }
    }

    /// Whether it is over a number above 12, and no hundred takes it back: `K / 80` of a percentage.
    pub(super) fn is_over_number(&self) -> bool {
        let Degree { hundreds, times } = self.degree();
        self.is_divided && !self.is_many && hundreds == 0 && is_of_number(&times)
    }

    /// How often in all, its numbers multiplied out.
    pub(super) fn mass(&self) -> Exact {
        let [above, below] = self.hundreds;
        let by = if above > below { Exact::HUNDRED } else { Exact::HUNDREDTH };
        (0..above.abs_diff(below)).fold(self.times.clone(), |mass, _| &mass * &by)
    }

    /// Numbers that come to a hundred are one.
    pub(super) fn counted(mut self) -> Taken {
        let inverse = Exact::ONE.checked_div(&self.times);
        for (side, value) in [(0, Some(self.times.clone())), (1, inverse)] {
            let hundreds = match value {
                Some(value) if value == Exact::HUNDRED => 1,
                Some(value) if value == &Exact::HUNDRED * &Exact::HUNDRED => 2,
                _ => continue,
            };
            self.hundreds[side] += hundreds;
            (self.times, self.is_written) = (Exact::ONE, false);
        }
        self
    }
}

impl Degree {
    /// Once.
    pub fn is_plain(&self) -> bool {
        self.hundreds == 0
    }

    /// How often in all.
    pub(super) fn mass(&self) -> Exact {
        let by = if self.hundreds > 0 { Exact::HUNDRED } else { Exact::HUNDREDTH };
        (0..self.hundreds.unsigned_abs()).fold(self.times.clone(), |mass, _| &mass * &by)
    }
}

/// Less than a twelfth: nobody takes the mean of more than twelve months of one value.
fn is_of_number(times: &Exact) -> bool {
    !times.is_zero() && times * &Exact::from(12) < Exact::ONE
}

/// Above 2: no factor of a value that anybody would add up by itself.
pub fn is_large(value: &Exact) -> bool {
    *value > Exact::from(2)
}
