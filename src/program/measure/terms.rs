//! What the terms of a sum are taken times, and what that makes of the sum.

use super::taken::{Degree, Taken, is_large};
use crate::number::Exact;

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
    /// How many values without a unit are multiplied in each, beyond the first.
    products: Option<u32>,
    /// The signs of the values, and of the numbers written beside them.
    signs: [[bool; 2]; 2],
    beside: Exact,
    /// A percentage is written beside them.
    has_percentage: bool,
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
        self.signs[0][usize::from(is_off)] = true;
        self.products = Some(self.products.map_or(taken.products, |least| least.min(taken.products)));
        self.all.push((taken.degree(), is_off));
    }

    /// A number that is written beside the others.
    pub fn add_written(&mut self, value: &Exact, is_off: bool) {
        self.signs[1][usize::from(is_off)] |= !value.is_zero();
        self.beside = value.abs().max(std::mem::take(&mut self.beside));
    }

    /// A percentage that is written beside the others.
    pub fn add_percentage(&mut self) {
        self.has_percentage = true;
    }

    /// The same of percent numbers as the percentages that they say.
    pub fn of_percentages(&self) -> Terms {
        let hundredth = |one: &Degree| Degree { hundreds: one.hundreds - 1, ..one.clone() };
        let all = self.all.iter().map(|(one, is_off)| (hundredth(one), *is_off)).collect();
        Terms { all, ..self.clone() }
    }

    /// The first term that goes with none of the others: a percentage taken a hundred times beside one that is not.
    pub fn odd(&self) -> Option<usize> {
        let is_small = |one: &Degree| one.is_plain() && !is_large(&one.times);
        let small = self.all.iter().any(|(one, _)| is_small(one));
        let below = self.all.iter().any(|(one, _)| one.hundreds < 0);
        let is_one = self.all.windows(2).all(|two| two[0].0.hundreds == two[1].0.hundreds);
        // Weights of a hundred in all, weighted once more: `60 * M + 40 * (60 * K + 40 * L)`.
        let twice = self.all.iter().any(|(one, _)| one.hundreds > 0 && is_large(&one.times));
        // `100% - K / 100`: a hundredth of a percentage beside a whole one.
        let is_odd = !is_one && (small || below || twice) || below && self.has_percentage;
        self.all.iter().position(|(one, _)| !one.is_plain()).filter(|_| is_odd)
    }

    /// One term more of a sum in percent: a percentage, or points that stand beside it as they are.
    pub fn add_in_percent(&mut self, taken: &Taken, is_off: bool, is_points: bool) {
        let is_taken = is_large(&taken.degree().mass());
        self.is_uneven[usize::from(is_points)] |= is_taken && !(is_points && taken.has_hundreds());
        let taken = if is_points { taken.as_percentage() } else { taken.clone() };
        self.add(&taken.of_percent(0), is_off);
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

    /// Whether a number is taken off a value, or a value off it.
    fn is_apart(&self) -> bool {
        let [values, numbers] = self.signs;
        values[0] && numbers[1] || values[1] && numbers[0]
    }

    /// How often they are taken in all.
    fn total(&self) -> Exact {
        let signed = self.all.iter().map(|(one, is_off)| if *is_off { -&one.mass() } else { one.mass() });
        signed.sum::<Exact>().abs()
    }

    /// Whether weights of a hundred stand beside parts of one: `60% * K + 40 * L`, six points of K beside four times L; or one is
    /// taken more than a hundred times beside a number, `50 + K / 0,2 * 50`.
    pub fn are_unlike(&self) -> bool {
        let masses = || self.all.iter().map(|(one, _)| one.mass());
        let is_part = masses().any(|mass| mass < Exact::ONE && !mass.is_zero());
        let is_beyond = !self.beside.is_zero() && masses().any(|mass| mass > Exact::HUNDRED);
        self.is_uneven == [true; 2] || is_beyond || is_part && masses().any(|mass| mass > Exact::from(12))
    }

    /// Whether these are weights, though they do not come to a hundred: nobody adds up percentages thirty times and twenty
    /// times, or once and forty times.
    pub fn are_weights(&self) -> bool {
        let masses: Vec<Exact> = self.all.iter().map(|(one, _)| one.mass()).collect();
        let twelve = Exact::from(12);
        masses.len() > 1 && masses.iter().all(|mass| *mass >= Exact::ONE) && masses.iter().any(|mass| *mass > twelve)
    }

    /// Whether one is taken so often that the number beside it makes a hundred of it: `60 * K + 40`.
    pub fn is_weight_beside(&self) -> bool {
        let [(one, _)] = self.all.as_slice() else { return false };
        let mass = one.mass();
        mass > Exact::from(12) && mass < Exact::HUNDRED && &mass + &self.beside == Exact::HUNDRED
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
            scored: u32::from(self.is_scored),
            is_apart: self.is_apart(),
            products: self.products.unwrap_or_default(),
            beside: self.beside.clone(),
            ..taken
        };
        Some(if has_weights { taken.counted() } else { taken })
    }
}
