//! Decisions: sign, order, rounding. Enclosures are refined until they decide, within a limit.

use std::cmp::Ordering;
use std::sync::Arc;

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::Pow;

use super::bound::effort;
use super::node::{FIRST_PRECISION, Node};
use super::same::computed_alike;
use super::span::Span;
use super::{Form, Real, TooHard};
use crate::number::{Bound, Exact, Interval, Places, Rounding};

/// A separation bound of more bits is not attempted.
const MAX_BITS: u64 = 1 << 18;
/// Where the bound is not attempted, a value this near to zero is too hard.
const MAX_ATTEMPT: u64 = 1 << 13;
/// Limit on nodes times precision.
const MAX_WORK: u64 = 1 << 27;

impl Real {
    /// -1, 0 or 1, as the value is below, at or above 0.
    pub fn sign(&self) -> Result<i32, TooHard> {
        match &self.0 {
            Form::Exact(value) => Ok(value.signum()),
            Form::Surd(surd) => match surd.single() {
                Some(term) => Ok(term.factor.signum()),
                // Not zero, by its form.
                None => refine(FIRST_PRECISION, |precision| surd.span(precision)?.sign()),
            },
            Form::Node(node) => match node.sign.get() {
                Some(sign) => Ok(*sign),
                None => decide(node).inspect(|sign| _ = node.sign.set(*sign)),
            },
        }
    }

    /// The order of two values.
    #[allow(clippy::should_implement_trait, reason = "the order may be too hard to tell, so it cannot be Ord")]
    pub fn cmp(&self, other: &Real) -> Result<Ordering, TooHard> {
        if let (Form::Exact(x), Form::Exact(y)) = (&self.0, &other.0) {
            return Ok(x.cmp(y));
        }
        if computed_alike(self, other) {
            return Ok(Ordering::Equal);
        }
        Ok((self - other).sign()?.cmp(&0))
    }

    /// The order of this value and a rational.
    pub fn cmp_exact(&self, other: &Exact) -> Result<Ordering, TooHard> {
        match &self.0 {
            Form::Exact(value) => Ok(value.cmp(other)),
            _ => Ok((self - Real::from(other)).sign()?.cmp(&0)),
        }
    }

    /// The smaller of two values.
    pub fn min(&self, other: &Real) -> Result<Real, TooHard> {
        Ok(if self.cmp(other)?.is_le() { self.clone() } else { other.clone() })
    }

    /// The greater of two values.
    pub fn max(&self, other: &Real) -> Result<Real, TooHard> {
        Ok(if self.cmp(other)?.is_ge() { self.clone() } else { other.clone() })
    }

    /// Whether the value lies in the interval.
    pub fn in_interval(&self, interval: &Interval) -> Result<bool, TooHard> {
        let above = match interval.lo() {
            Bound::Unbounded => true,
            Bound::Included(low) => self.cmp_exact(low)?.is_ge(),
            Bound::Excluded(low) => self.cmp_exact(low)?.is_gt(),
        };
        let below = match interval.hi() {
            Bound::Unbounded => true,
            Bound::Included(high) => self.cmp_exact(high)?.is_le(),
            Bound::Excluded(high) => self.cmp_exact(high)?.is_lt(),
        };
        Ok(above && below)
    }

    /// The point of the grid with `places` decimals that `mode` chooses for this value.
    pub fn round(&self, places: Places, mode: Rounding) -> Result<Exact, TooHard> {
        Ok(self.stand_in(places)?.round(places, mode))
    }

    /// The rounded value as text, as of [`Exact::to_plain`].
    pub fn to_plain(&self, places: Places, mode: Rounding) -> Result<String, TooHard> {
        Ok(self.stand_in(places)?.to_plain(places, mode))
    }

    /// The points of the grid with `places` decimals next below and next above; both are the value
    /// itself if it is a point of the grid.
    pub fn enclosure(&self, places: Places) -> Result<(Exact, Exact), TooHard> {
        let value = self.stand_in(places)?;
        Ok((value.round(places, Rounding::Floor), value.round(places, Rounding::Ceiling)))
    }

    /// A rational that every mode rounds to the same point as this value: the value itself, or one
    /// between the same two neighbours among the whole and half steps of the grid.
    pub(super) fn stand_in(&self, places: Places) -> Result<Exact, TooHard> {
        if let Form::Exact(value) = &self.0 {
            return Ok(value.clone());
        }
        if let Form::Surd(surd) = &self.0
            && let Some(term) = surd.single()
            && let Some(whole) = term.whole_part(&(Exact::power_of_ten(places.get()) * Exact::from(2)))
        {
            let beyond = BigInt::from(whole * 2_u8 + 1_u8);
            return Ok(quarter_steps(if term.factor.is_negative() { -beyond } else { beyond }, places));
        }
        // Four bits per digit are more than enough.
        let digits = u64::from(places.get().max(0).unsigned_abs());
        let start = FIRST_PRECISION + (digits * 4).next_multiple_of(FIRST_PRECISION);
        let (quarters, doubtful): (BigInt, bool) = refine(start, |precision| {
            let (first, last) = half_steps(&self.span(precision)?, places);
            match (&first, &last) {
                // No half step inside: the whole enclosure lies between two of them.
                _ if first > last => Some((last * 2 + 1, false)),
                _ if first == last && precision > start && matches!(self.0, Form::Node(_)) => Some((first * 2, true)),
                _ => None,
            }
        })?;
        let point = quarter_steps(quarters.clone(), places);
        if !doubtful {
            return Ok(point);
        }
        let side = self.cmp_exact(&point)?;
        Ok(quarter_steps(quarters + BigInt::from(side as i8), places))
    }
}

/// The first and the last half step of the grid that the enclosure reaches; the first is beyond
/// the last if it reaches none.
fn half_steps(span: &Span, places: Places) -> (BigInt, BigInt) {
    let power = BigInt::from(10).pow(places.get().unsigned_abs());
    let one = BigInt::from(1) << span.precision;
    let (up, down) = if places.get() < 0 { (BigInt::from(2), power * one) } else { (power * 2, one) };
    ((&span.lo * &up).div_ceil(&down), (&span.hi * up).div_floor(&down))
}

fn quarter_steps(count: BigInt, places: Places) -> Exact {
    let count = Exact::settle(BigRational::from_integer(count));
    count * Exact::small(1, 4) * Exact::power_of_ten(-places.get())
}

/// Asks with growing precision until there is an answer.
fn refine<T>(start: u64, mut ask: impl FnMut(u64) -> Option<T>) -> Result<T, TooHard> {
    let mut precision = start;
    while precision <= MAX_BITS {
        if let Some(answer) = ask(precision) {
            return Ok(answer);
        }
        precision *= 2;
    }
    Err(TooHard)
}

/// The sign of an expression.
fn decide(node: &Arc<Node>) -> Result<i32, TooHard> {
    if let Some(sign) = node.span(FIRST_PRECISION).and_then(|span| span.sign()) {
        return Ok(sign);
    }
    let effort = effort(node);
    let provable = effort.bits <= MAX_BITS;
    // Some bits are lost on the way, so the bound is reached at a higher precision.
    let limit = if provable { effort.bits.max(MAX_ATTEMPT) * 4 } else { MAX_ATTEMPT };
    let mut precision = 2 * FIRST_PRECISION;
    while precision <= limit && precision.saturating_mul(effort.nodes) <= MAX_WORK {
        if let Some(span) = node.span(precision) {
            if let Some(sign) = span.sign() {
                return Ok(sign);
            }
            if provable && span.is_within(effort.bits) {
                return Ok(0);
            }
        }
        let enough = effort.bits.saturating_add(FIRST_PRECISION);
        let twice = precision * 2;
        precision = if precision < enough && enough < twice { enough } else { twice };
    }
    Err(TooHard)
}
