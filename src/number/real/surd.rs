//! Sums of rational multiples of radicals: a form that shows at once whether a value is zero or rational.

use std::sync::{Mutex, PoisonError};

use num_bigint::BigUint;
use num_integer::Integer;
use num_traits::One;

use super::super::exact::Exact;
use super::radical::Term;
use super::span::Span;

/// Longer sums are left as expressions.
const MAX_TERMS: usize = 512;
/// Longer products are left as expressions.
const MAX_PRODUCTS: usize = 256;
/// Enclosures up to this precision are kept.
pub(super) const KEPT_PRECISION: u64 = 1 << 10;

/// Terms of which no two have a rational quotient; so they are linearly independent, and the sum is irrational (see the
/// parent module). Never a single rational term: that would not be a surd.
pub(super) struct Surd {
    pub terms: Vec<Term>,
    kept: Mutex<Option<Span>>,
}

impl Surd {
    pub fn new(terms: Vec<Term>) -> Surd {
        Surd { terms, kept: Mutex::new(None) }
    }

    /// The only term.
    pub fn single(&self) -> Option<&Term> {
        match &self.terms[..] {
            [term] => Some(term),
            _ => None,
        }
    }

    pub fn span(&self, precision: u64) -> Option<Span> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(kept) = kept.filter(|kept| kept.precision >= precision) {
            return Some(kept.at(precision));
        }
        let mut terms = self.terms.iter().map(|term| term.span(precision));
        let first = terms.next()??;
        let sum = terms.try_fold(first, |sum, term| Some(sum.add(&term?)))?;
        if precision <= KEPT_PRECISION {
            *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = Some(sum.clone());
        }
        Some(sum)
    }

    /// Upper bounds of the binary logarithms of u and l (see the parent module).
    pub fn size(&self) -> (u64, u64) {
        let common = self.terms.iter().fold(BigUint::one(), |common, term| common.lcm(&term.denominator()));
        let largest = self.terms.iter().map(|term| term.log_numerator(&common)).max().unwrap_or(0);
        let count = BigUint::from(self.terms.len());
        (largest + super::radical::log2(&count), super::radical::log2(&common))
    }
}

/// The sum of two sums in lowest terms; `None` if it has too many terms.
pub(super) fn sum(x: &[Term], y: &[Term]) -> Option<Vec<Term>> {
    let mut terms = x.to_vec();
    for term in y {
        include(&mut terms, term)?;
    }
    Some(terms)
}

/// The product of two sums; `None` if it has too many terms or a radicand becomes too large.
pub(super) fn product(x: &[Term], y: &[Term]) -> Option<Vec<Term>> {
    if x.len() * y.len() > MAX_PRODUCTS {
        return None;
    }
    let mut terms = Vec::new();
    for left in x {
        for right in y {
            include(&mut terms, &left.mul(right)?)?;
        }
    }
    Some(terms)
}

pub(super) fn scaled(terms: &[Term], factor: &Exact) -> Vec<Term> {
    terms.iter().map(|term| term.scaled(factor)).collect()
}

/// Adds a term to one with which it has a rational quotient, or as a new term.
fn include(terms: &mut Vec<Term>, term: &Term) -> Option<()> {
    let like = terms.iter().enumerate().find_map(|(at, known)| {
        let quotient = term.radical.rational_quotient(&known.radical)?;
        Some((at, &known.factor + &term.factor * quotient))
    });
    match like {
        Some((at, factor)) if factor.is_zero() => {
            terms.remove(at);
        }
        Some((at, factor)) => terms[at].factor = factor,
        None if terms.len() == MAX_TERMS => return None,
        None => terms.push(term.clone()),
    }
    Some(())
}
