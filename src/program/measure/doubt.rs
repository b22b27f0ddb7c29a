//! What cannot be meant of a factor in percent: it is not lost in the product.

use super::{Counted, Factors, Oddity, Settled, Sort, Stands, is_large};
use crate::number::Exact;
use crate::program::units::Unit;

impl Factors {
    /// With what is known of further factors.
    pub(super) fn joined_doubts(&mut self, other: &Factors, sign: i32) {
        self.has_weighted |= other.has_weighted && sign > 0;
        self.has_torn |= other.has_torn;
        self.points += sign * other.points_of_one();
        // A percent number beside a ratio makes no divisor that anybody could mean: `A / (100 - R / T)`.
        let is_beyond = sign < 0 && other.has_mixed && other.all_taken().has_more_beside();
        let is_torn = sign < 0 && other.has_torn;
        let beyond = || (is_beyond || is_torn).then(|| Box::new(Oddity::MixedRatio));
        // `realisasi ^ 2 / target` is out of a hundred again.
        let is_again = |doubt: &Oddity| sign < 0 && other.unitless > 0 && matches!(doubt, Oddity::ProductOfPoints(_));
        self.doubt = self.doubt.take().filter(|doubt| !is_again(doubt));
        self.doubt = self.doubt.take().or_else(|| other.doubt.clone()).or_else(beyond);
        if self.small.is_none() && other.small.is_some() {
            self.small_inside = if sign > 0 { other.small_inside.clone() } else { Exact::ONE };
        }
        self.small = self.small.take().or_else(|| other.small.clone());
        self.stands = self.stands.max(other.stands);
    }

    /// How many percent numbers it is as one factor: `(A / B * 100)` is one.
    pub(super) fn points_of_one(&self) -> i32 {
        let is_points = self.is_plain() && self.has_things && self.percent == [0; 2] && self.written == [0; 2];
        if is_points { self.points.max(self.degree().hundreds) } else { self.points }
    }

    /// Whether more percent numbers are below the line than hundreds above it.
    fn is_hundredth(&self) -> bool {
        self.points < 0 && !self.beside_percentages().has_hundreds_above(self.points.unsigned_abs())
    }

    /// Whether a small number beside a value is no percentage, as the value is divided by one like it, `A / maks(B; 1) * 100`,
    /// or by the length of its scale, `(W - 1) / (100 - 1) * 100`. Where the value is taken off it, it may be all of it, and of a
    /// scale up to a hundred half of it.
    fn is_of_quotient(&self, small: &Exact) -> bool {
        let is_one = small.abs() >= Exact::ONE;
        match self.unitless {
            0 => self.stands < Stands::From && (is_one || !self.taken.is_scored()),
            1 => self.stands == Stands::Off && is_one && self.taken().is_of_number(self.whole[0]),
            _ => false,
        }
    }

    /// What the product comes to, with what cannot be meant of its factors, unless the other factors undo it.
    pub(super) fn doubted(&self, mut found: Settled) -> Settled {
        let measure = &mut found.measure;
        let is_ratio = matches!(measure.sort, Sort::Ratio | Sort::Multiple | Sort::Score);
        if matches!(measure.sort, Sort::Literal(_) | Sort::Count | Sort::Absent | Sort::Unknown) {
            return found;
        }
        if measure.unit == Unit::Any && is_ratio && self.is_hundredth() {
            measure.sort = Sort::Hundredth;
        }
        let degree = self.taken().degree();
        if measure.unit.is_percent() && self.has_weighted && degree.is_plain() && is_large(&degree.times) {
            measure.sort = Sort::Multiple;
        }
        if measure.unit == Unit::Any && measure.sort == Sort::Score && self.has_weighted && degree.hundreds == 1 {
            measure.sort = if is_large(&degree.times) { Sort::Hundreds } else { Sort::Score };
        }
        let is_settled = matches!(
            measure.sort,
            Sort::Ratio
                | Sort::Multiple
                | Sort::Score
                | Sort::Hundreds
                | Sort::Power(_, Counted::Ratio | Counted::Multiple)
        );
        // Without a unit it is one value where another such cancels it, as in `(2 * target - realisasi) / target`.
        let is_torn = self.has_torn || self.has_mixed && self.unitless < 0;
        let is_torn = is_torn && (measure.unit == Unit::Any && is_settled || measure.unit.is_percent());
        let torn = is_torn.then(|| Box::new(Oddity::MixedRatio));
        // What is a part of a value is none of a ratio of two: `(X / 5 + Y) / Z`.
        let is_value = matches!(measure.sort, Sort::Thing | Sort::Whole | Sort::Mixed);
        let kept = self.doubt.clone().filter(|doubt| is_value || !matches!(**doubt, Oddity::PartOfUnit(_)));
        let taken = self.taken();
        let mass = taken.mass();
        // Eighty times fifty of a hundred each is forty of a hundred once it is over a hundred.
        let is_over = |count: u32| is_settled || !taken.are_points_of_points(count);
        let kept = kept.filter(|doubt| !matches!(&**doubt, Oddity::ProductOfPoints(count) if is_over(*count)));
        let points = match (&measure.unit, &measure.sort) {
            (Unit::Any, Sort::Power(count, Counted::Thing)) => Some(count.unsigned_abs()),
            _ => None,
        };
        let points = points.filter(|count| taken.is_product_of_points(*count));
        let kept = kept.or_else(|| points.map(|count| Box::new(Oddity::ProductOfPoints(count))));
        // The 1 of `(1 - (X - 25) / 75) * 100` is taken a hundred times, however often X is.
        let alone = mass.checked_div(&self.small_inside).unwrap_or_default();
        let often = if alone > mass { alone } else { mass };
        let is_small = |value: &Exact| !is_large(&(&value.abs() * &often));
        let small = self.small.clone();
        let small = small.filter(
            |doubt| !matches!(&**doubt, Oddity::SmallLiteral(value) if !is_small(value) || self.is_of_quotient(value)),
        );
        let doubt = kept.or(small).or(torn);
        if !measure.unit.is_percent() {
            measure.doubt = doubt;
            return found;
        }
        let hundredth = self.is_hundredth().then_some(Oddity::BareRatio);
        found.oddity = found.oddity.or(doubt.map(|doubt| *doubt)).or(hundredth);
        found
    }
}
