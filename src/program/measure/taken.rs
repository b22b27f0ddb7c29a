//! How many times a value is taken: 60 times, a hundred times, a hundredth.
//!
//! A number that somebody writes beside a share either weighs it (60 of 100) or makes its percent number of it (75 of
//! 0,75). Hundreds are therefore counted apart from all other numbers, through products, quotients, sums, brackets and
//! names alike; what the numbers of a weighted sum come to is one number, so 60 and 40 are a hundred.

use crate::number::Exact;

/// How many times something is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Factors of 100 above the line, and below it.
    hundreds: [u32; 2],
    /// All other numbers.
    times: Exact,
    /// A number above 1 was written, which may be so many of a hundred.
    is_written: bool,
    /// A percentage is in it beside a unit: a share of something.
    pub is_share: bool,
    /// It is divided by a number above 2, as `realisasi / 12` is.
    is_divided: bool,
    /// The greatest number written beside it in a sum, so many times as that sum is: 1 of `1 - R / 12`, 80 of `(X + 80) / 2`.
    beside: Exact,
    /// Nobody knows how many values it adds up.
    is_many: bool,
    /// Of a value whose own scale goes up to a hundred, so that its number is in points.
    is_scored: bool,
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
        }
    }

    /// A hundred times.
    pub fn hundred() -> Taken {
        Taken { hundreds: [1, 0], ..Taken::once() }
    }

    /// A value in points, once.
    pub fn scored() -> Taken {
        Taken { is_scored: true, ..Taken::once() }
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
        let is_divided = self.is_divided || other.is_divided && sign > 0 || sign < 0 && is_large(&other.times);
        let is_many = self.is_many || other.is_many && sign > 0;
        let is_share = self.is_share || other.is_share;
        let is_scored = self.is_scored || other.is_scored && sign > 0;
        Taken { hundreds, times, is_written, is_share, is_divided, beside, is_many, is_scored }.counted()
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

    /// Without the hundreds below the line that no number above it takes.
    pub(super) fn without_hundredths(&self) -> Taken {
        let degree = self.degree();
        let Taken { is_written, hundreds, times, .. } =
            Taken::of_degree(Degree { hundreds: degree.hundreds.max(0), ..degree });
        Taken { hundreds, times, is_written, ..self.clone() }
    }

    /// Whether so little is left of a value that it is no percent number of itself: a hundredth, or `9 / 12`. A number beside
    /// it that no part comes near tells that it is in points, as in `(X + 80 + 70) / 3`, and so does a hundred above the line:
    /// `X / 1_000 * 100` is what X is of a thousand.
    pub fn is_part(&self) -> bool {
        let Degree { hundreds, times } = self.degree();
        let is_small = self.is_divided && &times * &Exact::from(2) < Exact::ONE;
        let has_points = is_large(&self.beside);
        let is_in_points = self.hundreds[0] > self.hundreds[1];
        !has_points && !is_in_points && !self.is_many && (hundreds < 0 || hundreds == 0 && is_small)
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

    /// How often in all, its numbers multiplied out.
    pub(super) fn mass(&self) -> Exact {
        let [above, below] = self.hundreds;
        let by = if above > below { Exact::HUNDRED } else { Exact::HUNDREDTH };
        (0..above.abs_diff(below)).fold(self.times.clone(), |mass, _| &mass * &by)
    }

    /// Numbers that come to a hundred are one.
    fn counted(mut self) -> Taken {
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
    fn mass(&self) -> Exact {
        let by = if self.hundreds > 0 { Exact::HUNDRED } else { Exact::HUNDREDTH };
        (0..self.hundreds.unsigned_abs()).fold(self.times.clone(), |mass, _| &mass * &by)
    }
}

/// What the terms of a sum are taken times, term by term.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    all: Vec<(Degree, bool)>,
    /// How often the least of the parts of values among them is taken.
    least_part: Option<Exact>,
    /// Not all of them are parts of values.
    has_whole: bool,
    is_share: bool,
    is_divided: bool,
    is_many: bool,
    is_scored: bool,
    beside: Exact,
    /// Points of a percentage that is no percent number, as `K / 100% * 6`, and a percentage taken more than twice.
    is_uneven: [bool; 2],
}

impl Terms {
    /// One term more, with its sign.
    pub fn add(&mut self, taken: &Taken, is_off: bool) {
        match (taken.is_part(), self.least_part.take()) {
            (true, Some(least)) => self.least_part = Some(least.min(taken.mass())),
            (true, None) => self.least_part = Some(taken.mass()),
            (false, least) => (self.least_part, self.has_whole) = (least, true),
        }
        self.is_share |= taken.is_share;
        self.is_divided |= taken.is_divided;
        self.is_many |= taken.is_many;
        self.is_scored |= taken.is_scored;
        self.beside = taken.beside.clone().max(std::mem::take(&mut self.beside));
        self.all.push((taken.degree(), is_off));
    }

    /// A number that is written beside the others.
    pub fn add_written(&mut self, value: &Exact) {
        self.beside = value.abs().max(std::mem::take(&mut self.beside));
    }

    /// The first term that goes with none of the others: a percentage taken a hundred times beside one that is not.
    pub fn odd(&self) -> Option<usize> {
        let is_small = |one: &Degree| one.is_plain() && !is_large(&one.times);
        let small = self.all.iter().any(|(one, _)| is_small(one));
        let below = self.all.iter().any(|(one, _)| one.hundreds < 0);
        let is_one = self.all.windows(2).all(|two| two[0].0.hundreds == two[1].0.hundreds);
        // Weights of a hundred in all, weighted once more: `60 * M + 40 * (60 * K + 40 * L)`.
        let twice = self.all.iter().any(|(one, _)| one.hundreds > 0 && is_large(&one.times));
        let is_odd = !is_one && (small || below || twice);
        self.all.iter().position(|(one, _)| !one.is_plain()).filter(|_| is_odd)
    }

    /// One term more of a sum in percent: a percentage, or points that stand beside it as they are.
    pub fn add_in_percent(&mut self, taken: &Taken, is_off: bool, is_points: bool) {
        let is_taken = is_large(&taken.degree().mass());
        self.is_uneven[usize::from(is_points)] |= is_taken && !(is_points && taken.has_hundreds());
        self.add(&if is_points { taken.as_percentage() } else { taken.clone() }, is_off);
    }

    /// Whether hundreds are counted unlike in shares of something and in what is none: `W * K + V * (R / T * 100)`.
    pub fn is_torn(&self) -> bool {
        self.is_share && self.all.windows(2).any(|two| two[0].0.hundreds != two[1].0.hundreds)
    }

    /// A part of a value beside values that are none, unless they are taken once in all, as `X / 4 + Y * 3 / 4` is.
    pub fn with_part(&self) -> Option<Taken> {
        // A percent number is a whole as well, `200 - X / 12`.
        let has_whole = self.has_whole || is_large(&self.beside);
        let least = self.least_part.clone().filter(|_| has_whole && self.total() != Exact::ONE)?;
        Some(Taken { times: least, is_divided: true, ..Taken::once() })
    }

    /// How often they are taken in all.
    fn total(&self) -> Exact {
        let signed = self.all.iter().map(|(one, is_off)| if *is_off { -&one.mass() } else { one.mass() });
        signed.fold(Exact::ZERO, |total, one| &total + &one).abs()
    }

    /// Whether weights of a hundred stand beside parts of one: `60% * K + 40 * L`, six points of K beside four times L.
    pub fn are_unlike(&self) -> bool {
        let masses = || self.all.iter().map(|(one, _)| one.mass());
        let is_part = masses().any(|mass| mass < Exact::ONE && !mass.is_zero());
        self.is_uneven == [true; 2] || is_part && masses().any(|mass| mass > Exact::from(12))
    }

    /// Whether these are weights, though they do not come to a hundred: nobody adds up percentages thirty times and twenty
    /// times, or once and forty times.
    pub fn are_weights(&self) -> bool {
        let masses: Vec<Exact> = self.all.iter().map(|(one, _)| one.mass()).collect();
        let twelve = Exact::from(12);
        masses.len() > 1 && masses.iter().all(|mass| *mass >= Exact::ONE) && masses.iter().any(|mass| *mass > twelve)
    }

    /// What the sum is taken times. Weights of 60 and 40 are a hundred, and so are numbers that are so many hundreds each, as
    /// in `200 * T - 100 * R`.
    pub fn together(&self, in_percent: bool) -> Option<Taken> {
        let masses: Vec<Exact> = self.all.iter().map(|(one, _)| one.mass()).collect();
        let total = self.total();
        if masses.iter().chain([&total]).any(Exact::is_wide) {
            // More than a report can mean, and longer in each name that rests on it.
            return None;
        }
        let greatest = masses.iter().max()?.clone();
        let least = self.all.iter().map(|(one, _)| one.hundreds).min()?;
        let is_one = self.all.iter().all(|(one, _)| one.hundreds == least);
        let are_large = masses.iter().all(is_large);
        let is_alone = self.all.len() == 1;
        let are_hundreds = are_large && !is_alone && masses.iter().all(|mass| (mass * &Exact::HUNDREDTH).is_integer());
        let has_large = masses.iter().any(is_large);
        if has_large && !are_large && least == 0 && !(in_percent && self.are_weights()) {
            // `100 * X + Y` is no sum of weights, `K + 40 * L` of percentages is.
            return None;
        }
        let mass = match is_large(&total) || !are_large && !total.is_zero() {
            true => total,
            false => greatest,
        };
        let hundreds = match are_hundreds {
            true => least.max(1),
            false if has_large && !is_alone && least == 0 && mass == Exact::HUNDRED => 1,
            false => least,
        };
        let by = if hundreds > 0 { Exact::HUNDREDTH } else { Exact::HUNDRED };
        let times = (0..hundreds.unsigned_abs()).fold(mass, |mass, _| &mass * &by);
        // So many values are no weights: `(K + L + M) / 100`.
        let has_weights = self.all.iter().any(|(one, _)| is_large(&one.times)) || !is_one;
        let has_weights = has_weights && !is_alone;
        let taken = Taken::of_degree(Degree { hundreds, times });
        let taken = Taken {
            is_written: taken.is_written && has_weights,
            is_share: self.is_share,
            is_divided: self.is_divided,
            is_many: self.is_many,
            is_scored: self.is_scored,
            beside: self.beside.clone(),
            ..taken
        };
        Some(if has_weights { taken.counted() } else { taken })
    }
}

/// Above 2: no factor of a value that anybody would add up by itself.
pub fn is_large(value: &Exact) -> bool {
    *value > Exact::from(2)
}
