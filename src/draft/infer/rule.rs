//! A rule that may have given printed achievements, and the figures that it gives.

use super::Case;
use crate::number::{Exact, Places, Rounding};

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// `arah makin tinggi`
    Up,
    /// `arah makin rendah`
    Down,
}

/// The formula where less is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Down {
    /// `(2*target - realisasi) / target`
    Mirror,
    /// `target / realisasi`
    Inverse,
}

/// How many decimals a figure has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decimals {
    /// So many in the whole column; zeros at the end may be left out.
    Column(Places),
    /// As many as each shows.
    Own,
    /// All that the program keeps: nothing was rounded.
    Unrounded,
}

/// A rule for a whole table.
#[derive(Debug, Clone, PartialEq)]
pub struct Recipe {
    /// The formula where less is better.
    pub down: Down,
    /// The highest achievement.
    pub cap: Option<Exact>,
    /// Whether none is below 0.
    pub floor: bool,
    /// How figures are rounded.
    pub rounding: Rounding,
    /// To how many decimals.
    pub decimals: Decimals,
    /// Whether 0,95 is printed for 95 percent.
    pub share: bool,
}

impl Recipe {
    /// What the formula gives, in percent; none where it divides by zero.
    pub fn ratio(down: Down, case: &Case, way: Way) -> Option<Exact> {
        let (target, real) = (&case.target, &case.real);
        let ratio = match (way, down) {
            (Way::Up, _) => real.checked_div(target)?,
            (Way::Down, Down::Mirror) => (target.clone() + target.clone() - real.clone()).checked_div(target)?,
            (Way::Down, Down::Inverse) => target.checked_div(real)?,
        };
        Some(ratio * Exact::HUNDRED)
    }

    /// A value within its bounds.
    pub fn bounded(&self, value: Exact) -> Exact {
        match &self.cap {
            Some(cap) if value > *cap => cap.clone(),
            Some(_) | None if self.floor && value.is_negative() => Exact::ZERO,
            Some(_) | None => value,
        }
    }

    /// The achievement of a case; none where the formula divides by zero.
    pub fn achieved(&self, case: &Case, way: Way) -> Option<Exact> {
        Recipe::ratio(self.down, case, way).map(|ratio| self.bounded(ratio))
    }

    /// Whether an achievement is printed as this figure.
    pub fn prints(&self, achieved: &Exact, figure: &Exact, places: Places) -> bool {
        let value = if self.share { achieved.clone() * Exact::HUNDREDTH } else { achieved.clone() };
        match self.decimals {
            Decimals::Column(column) => value.round(column, self.rounding) == *figure,
            Decimals::Own => value.round(places, self.rounding) == *figure,
            Decimals::Unrounded => nearly(&value, figure),
        }
    }
}

/// Whether two numbers differ by no more than the programs that kept one of them lose: of 15 digits the last few.
fn nearly(one: &Exact, other: &Exact) -> bool {
    let size = one.abs().max(other.abs()).max(Exact::ONE);
    let lost = Exact::ratio(1, 1_000_000_000).unwrap_or(Exact::ZERO);
    (one.clone() - other.clone()).abs() <= size * lost
}
