//! Exact numbers: every value stays a true ratio until a declared rounding.
//!
//! The path of a number: `parse_decimal` reads a decimal (`decimal.rs`), `Exact` holds it and computes with it
//! (`exact.rs`, `arithmetic.rs`), `round` brings it to a grid (`rounding.rs`), `to_plain` and `format` write it
//! (`text.rs`, `style.rs`). `Interval` does the same arithmetic on whole ranges, for proofs (`interval.rs`). `Real`
//! takes over where roots leave the ratios (`real`). This module depends on no other.
//!
//! ```
//! use takar::number::{Exact, Places, Rounding};
//! let third = Exact::ONE.checked_div(&Exact::from(3)).unwrap();
//! assert_eq!(&third * &Exact::from(3), Exact::ONE);
//! let two = Places::new(2).unwrap();
//! assert_eq!(third.to_plain(two, Rounding::HalfAway), "0.33");
//! ```

mod arithmetic;
mod decimal;
mod end;
mod exact;
mod interval;
mod magnitude;
mod real;
mod rounding;
mod style;
mod text;

pub use decimal::{DecimalError, parse_decimal, with_comma};
pub use exact::{Exact, MAX_BITS};
pub use interval::Interval;
pub use magnitude::{letter_zeros, with_zeros, without_zeros, word, written_zeros, zeros};
pub use real::{Real, TooHard, geometric_mean};
pub use rounding::{Places, Rounding};
pub use std::ops::Bound;
pub use style::{NumberFormat, NumberStyle, format};
