//! Exact irrational numbers: what roots of rationals lead to, decided without rounding.
//!
//! A [`Real`] is a rational, or a sum of rational multiples of radicals (`surd.rs`, `radical.rs`),
//! or, where neither form is at hand, an expression over such values (`node.rs`). Decisions
//! (`decide.rs`) look at enclosures of growing precision (`span.rs`). They end, because of two facts.
//!
//! **Sums of radicals.** Let r1 … rk be positive, each with a rational power, no quotient of two of
//! them rational. Then they are linearly independent over the rationals. For suppose
//! c1 r1 + … + ck rk = 0 with c1 ≠ 0, and divide by r1: c1 + Σ ci si = 0, every si = ri/r1 an irrational
//! radical. If m is the lowest exponent that makes s^m rational, s has degree m: its conjugates have
//! the same magnitude s, so the constant of a rational factor of degree d of x^m − s^m is ± s^d, and
//! d ≥ m. So x^m − s^m with m > 1 is its minimal polynomial, and its trace is 0. The trace of the sum
//! over the rationals, in a field that holds all si, is thus c1 times the degree of the field: c1 = 0.
//! So such a sum is zero only without terms, and rational only if it is one rational term. It never
//! lies on a grid, never on a tie, and refining an enclosure always decides.
//!
//! **Expressions: a separation bound** (after Burnikel, Funke, Mehlhorn, Schirra and Schmitt, 2001). To each
//! expression E belong algebraic integers U, L with E = U/L, in a field K of degree at most D, and
//! numbers u, l that bound the magnitudes of all conjugates of U and L:
//!
//! | E | U | L | u | l |
//! |---|---|---|---|---|
//! | p/q | p | q | \|p\| | q |
//! | A ± B | U(A)L(B) ± U(B)L(A) | L(A)L(B) | u(A)l(B) + u(B)l(A) | l(A)l(B) |
//! | A · B | U(A)U(B) | L(A)L(B) | u(A)u(B) | l(A)l(B) |
//! | A / B | U(A)L(B) | L(A)U(B) | u(A)l(B) | l(A)u(B) |
//! | k-th root of A, u(A) ≥ l(A) | (U(A) L(A)^(k−1))^(1/k) | L(A) | (u(A) l(A)^(k−1))^(1/k) | l(A) |
//! | k-th root of A, u(A) < l(A) | U(A) | (U(A)^(k−1) L(A))^(1/k) | u(A) | (u(A)^(k−1) l(A))^(1/k) |
//!
//! A surd Σ (pi/qi) (ai/bi)^(1/ni) has L = the least common multiple of the qi bi, and
//! U = Σ (pi L/(qi bi)) (ai bi^(ni−1))^(1/ni). A root of an algebraic integer is one. K arises by
//! adjoining one after another the different k-th roots, each a root of x^k − c over the field
//! before, so D is at most the product of their degrees; a radical that is a rational multiple of a
//! power of another adds nothing. If E ≠ 0, then U ≠ 0 and its norm from K is a whole number other
//! than zero. The norm is a product of D conjugates, one of them U, the others at most u: so
//! |U| ≥ u^(1−D), and |E| ≥ 1/(l u^(D−1)). An enclosure nearer to zero than that is zero.
//!
//! Where that needs too many bits, the answer is [`TooHard`], never a guess.

mod arithmetic;
mod bound;
mod decide;
mod node;
mod powers;
mod radical;
mod same;
mod span;
mod surd;
mod text;

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use self::node::Node;
use self::radical::Term;
use self::span::Span;
use self::surd::Surd;
use super::exact::Exact;

pub use powers::geometric_mean;

/// An exact real number made from rationals by `+ − × ÷` and roots. Cheap to clone, shared between
/// threads, never changed.
///
/// There is no `==`: whether two values are equal can be beyond the limit of work, so [`Real::cmp`] returns a `Result`.
/// Powers and sums of radicals are kept, as far as possible, in a form in which it always decides.
///
/// ```
/// use takar::number::{Exact, Places, Real, Rounding, geometric_mean};
/// let values = [2, 3, 5].map(|value| Real::from(Exact::from(value)));
/// let mean = geometric_mean(&values).unwrap().unwrap();
/// assert_eq!(mean.to_plain(Places::new(2).unwrap(), Rounding::HalfAway).unwrap(), "3.11");
/// assert_eq!(mean.powi(3).unwrap().unwrap().as_exact(), Some(Exact::from(30)));
/// ```
#[derive(Clone)]
pub struct Real(Form);

/// The simplest form that was found.
#[derive(Clone)]
enum Form {
    Exact(Exact),
    Surd(Arc<Surd>),
    Node(Arc<Node>),
}

/// The value cannot be decided within the limit of work (precision, size or degree of a root).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooHard;

impl fmt::Display for TooHard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nilai akar terlalu rumit untuk diputuskan dengan pasti")
    }
}

impl Error for TooHard {}

impl Real {
    /// The number 0.
    pub const ZERO: Real = Real(Form::Exact(Exact::ZERO));
    /// The number 1.
    pub const ONE: Real = Real(Form::Exact(Exact::ONE));

    /// The value if it was found to be rational. Rational sums, products, quotients and powers of pure radicals always
    /// are; a value kept as an expression is not, even if it is rational.
    pub fn as_exact(&self) -> Option<Exact> {
        match &self.0 {
            Form::Exact(value) => Some(value.clone()),
            _ => None,
        }
    }

    /// Whether a rational part is oversized, as [`Exact::is_oversized`].
    pub fn is_oversized(&self) -> bool {
        match &self.0 {
            Form::Exact(value) => value.is_oversized(),
            Form::Surd(surd) => surd.terms.iter().any(|term| term.factor.is_oversized()),
            Form::Node(_) => false,
        }
    }

    /// From terms of which no two have a rational quotient.
    fn from_terms(mut terms: Vec<Term>) -> Real {
        match &terms[..] {
            [] => Real::ZERO,
            [term] if term.is_rational() => Real(Form::Exact(terms.remove(0).factor)),
            _ => Real(Form::Surd(Arc::new(Surd::new(terms)))),
        }
    }

    fn span(&self, precision: u64) -> Option<Span> {
        match &self.0 {
            Form::Exact(value) => Span::exact(value, precision),
            Form::Surd(surd) => surd.span(precision),
            Form::Node(node) => node.span(precision),
        }
    }

    /// The only term, if the value is not zero and of that form.
    fn single(&self) -> Option<Term> {
        match &self.0 {
            Form::Exact(value) => (!value.is_zero()).then(|| Term::rational(value.clone())),
            Form::Surd(surd) => surd.single().cloned(),
            Form::Node(_) => None,
        }
    }

    fn is(&self, value: &Exact) -> bool {
        matches!(&self.0, Form::Exact(mine) if mine == value)
    }
}

impl From<Exact> for Real {
    fn from(value: Exact) -> Real {
        Real(Form::Exact(value))
    }
}

impl From<&Exact> for Real {
    fn from(value: &Exact) -> Real {
        Real(Form::Exact(value.clone()))
    }
}

impl Default for Real {
    fn default() -> Real {
        Real::ZERO
    }
}
