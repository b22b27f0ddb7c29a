//! Rounding to a decimal grid, in the five declared modes, exact for numbers of any size.

use std::cmp::Ordering;

use num_bigint::{BigInt, BigUint, Sign};
use num_integer::Integer;
use num_traits::{Pow, Zero};

use super::exact::Exact;

/// How a number between two grid points is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rounding {
    /// `biasa`: to the nearer point, a tie away from zero.
    HalfAway,
    /// `genap`: to the nearer point, a tie to the even one.
    HalfEven,
    /// `pangkas`: toward zero.
    Truncate,
    /// `ke_atas`: toward plus infinity.
    Ceiling,
    /// `ke_bawah`: toward minus infinity.
    Floor,
}

impl Rounding {
    /// All modes, in teaching order.
    pub const ALL: [Rounding; 5] =
        [Rounding::HalfAway, Rounding::HalfEven, Rounding::Truncate, Rounding::Ceiling, Rounding::Floor];

    /// The word a rule file uses for this mode.
    pub const fn word(self) -> &'static str {
        match self {
            Rounding::HalfAway => "biasa",
            Rounding::HalfEven => "genap",
            Rounding::Truncate => "pangkas",
            Rounding::Ceiling => "ke_atas",
            Rounding::Floor => "ke_bawah",
        }
    }

    /// The mode that this word means in a rule file.
    pub fn from_word(word: &str) -> Option<Rounding> {
        Rounding::ALL.into_iter().find(|mode| mode.word() == word)
    }

    /// Whether the magnitude, cut to a whole number of steps, is raised by one step.
    fn steps_away(self, negative: bool, odd: bool, rest: Rest) -> bool {
        match (self, rest) {
            (_, Rest::Nothing) | (Rounding::Truncate, _) => false,
            (Rounding::HalfAway, Rest::Some(half)) => half.is_ge(),
            (Rounding::HalfEven, Rest::Some(half)) => half.is_gt() || (half.is_eq() && odd),
            (Rounding::Ceiling, _) => !negative,
            (Rounding::Floor, _) => negative,
        }
    }
}

/// What lies beyond the last whole step, compared with half a step.
#[derive(Clone, Copy)]
enum Rest {
    Nothing,
    Some(Ordering),
}

/// The number of decimals of a grid, from -30 (steps of 10^30) to 60 (steps of 10^-60).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Places(i8);

impl Places {
    /// The coarsest grid.
    pub const MIN: Places = Places(-30);
    /// The finest grid.
    pub const MAX: Places = Places(60);
    /// Whole numbers.
    pub const WHOLE: Places = Places(0);

    /// `None` outside -30..=60. Negative places are tens, hundreds, and so on.
    pub const fn new(places: i32) -> Option<Places> {
        if places < Places::MIN.get() || places > Places::MAX.get() {
            return None;
        }
        Some(Places(places as i8))
    }

    /// The number of decimals.
    pub const fn get(self) -> i32 {
        self.0 as i32
    }
}

impl Exact {
    /// The number rounded to `places` decimals by `mode`.
    pub fn round(&self, places: Places, mode: Rounding) -> Exact {
        self.steps(places, mode) * Exact::power_of_ten(-places.get())
    }

    /// The rounded number counted in steps of the grid; always whole.
    pub(super) fn steps(&self, places: Places, mode: Rounding) -> Exact {
        self.small_steps(places, mode).unwrap_or_else(|| self.big_steps(places, mode))
    }

    fn small_steps(&self, places: Places, mode: Rounding) -> Option<Exact> {
        let (num, den) = self.small_ratio()?;
        let (mut top, mut bottom) = (num.unsigned_abs(), den.unsigned_abs());
        let scale = 10_u128.checked_pow(places.get().unsigned_abs())?;
        if places.get() >= 0 {
            top = top.checked_mul(scale)?;
        } else {
            bottom = bottom.checked_mul(scale)?;
        }
        let (cut, left) = (top / bottom, top % bottom);
        // left against bottom - left is 2*left against bottom, without the overflow.
        let rest = match left {
            0 => Rest::Nothing,
            left => Rest::Some(left.cmp(&(bottom - left))),
        };
        let more = mode.steps_away(num < 0, cut % 2 == 1, rest);
        // A rest exists only over a denominator of 2 or more, so `cut` is far from the limit.
        Some(Exact::from_reduced(num < 0, cut + u128::from(more), 1))
    }

    fn big_steps(&self, places: Places, mode: Rounding) -> Exact {
        let (num, den) = self.to_big().into_raw();
        let negative = num.sign() == Sign::Minus;
        let (mut top, mut bottom) = (num.into_parts().1, den.into_parts().1);
        let scale = BigUint::from(10_u8).pow(places.get().unsigned_abs());
        if places.get() >= 0 {
            top *= scale;
        } else {
            bottom *= scale;
        }
        let (mut cut, left) = top.div_rem(&bottom);
        let rest = match left.is_zero() {
            true => Rest::Nothing,
            false => Rest::Some((left * 2_u8).cmp(&bottom)),
        };
        if mode.steps_away(negative, cut.is_odd(), rest) {
            cut += 1_u8;
        }
        let sign = if negative { Sign::Minus } else { Sign::Plus };
        Exact::settle(BigInt::from_biguint(sign, cut).into())
    }
}
