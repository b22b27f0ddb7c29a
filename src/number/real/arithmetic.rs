//! Sums, products and quotients, in the simplest form available.

use std::borrow::Cow;
use std::ops::{Add, Mul, Neg, Sub};

use super::node::{Kind, Node};
use super::radical::Term;
use super::surd;
use super::{Form, Real, TooHard};
use crate::number::Exact;

impl Real {
    /// The quotient; `None` exactly if `divisor` is zero.
    pub fn checked_div(&self, divisor: &Real) -> Result<Option<Real>, TooHard> {
        Ok((divisor.sign()? != 0).then(|| self.quotient(divisor)))
    }

    /// The quotient by a divisor that is not zero.
    fn quotient(&self, divisor: &Real) -> Real {
        if self.is(&Exact::ZERO) {
            return Real::ZERO;
        }
        if let Some(inverse) = divisor.single().and_then(|term| term.recip()) {
            return product(self, &Real::from_terms(vec![inverse]));
        }
        if let (Some((a, degree)), Some((b, other))) = (self.as_root(), divisor.as_root())
            && degree == other
        {
            return a.quotient(b).root_of_positive(degree);
        }
        Real::node(Kind::Div, self, divisor)
    }

    /// The distance from 0.
    pub fn abs(&self) -> Result<Real, TooHard> {
        Ok(if self.sign()? < 0 { -self } else { self.clone() })
    }

    pub(super) fn node(kind: Kind, left: &Real, right: &Real) -> Real {
        Real(Form::Node(Node::new(kind, left.clone(), right.clone())))
    }

    /// The radicand and the degree, if this is a root expression.
    pub(super) fn as_root(&self) -> Option<(&Real, u32)> {
        match &self.0 {
            Form::Node(node) => match node.kind {
                Kind::Root(degree) => Some((&node.parts[0], degree)),
                _ => None,
            },
            _ => None,
        }
    }

    /// The terms of a value that is not an expression.
    fn terms(&self) -> Option<Cow<'_, [Term]>> {
        match &self.0 {
            Form::Exact(value) if value.is_zero() => Some(Cow::Owned(Vec::new())),
            Form::Exact(value) => Some(Cow::Owned(vec![Term::rational(value.clone())])),
            Form::Surd(surd) => Some(Cow::Borrowed(&surd.terms)),
            Form::Node(_) => None,
        }
    }

    /// The two parts of an expression of this kind whose second part is not an expression.
    fn split(&self, kind: Kind) -> Option<(&Real, &Real)> {
        match &self.0 {
            Form::Node(node) if node.kind == kind => {
                let [first, second] = &node.parts;
                (!matches!(second.0, Form::Node(_))).then_some((first, second))
            }
            _ => None,
        }
    }
}

fn sum(x: &Real, y: &Real) -> Real {
    if let (Form::Exact(a), Form::Exact(b)) = (&x.0, &y.0) {
        return Real(Form::Exact(a + b));
    }
    if x.is(&Exact::ZERO) || y.is(&Exact::ZERO) {
        return if x.is(&Exact::ZERO) { y.clone() } else { x.clone() };
    }
    if let (Some(a), Some(b)) = (x.terms(), y.terms()) {
        return match surd::sum(&a, &b) {
            Some(terms) => Real::from_terms(terms),
            None => Real::node(Kind::Add, x, y),
        };
    }
    // What is not an expression stands second, so that such parts meet and are added up.
    let (x, y) = if x.terms().is_some() { (y, x) } else { (x, y) };
    if let (Some((rest, known)), Some(_)) = (x.split(Kind::Add), y.terms()) {
        let known = sum(known, y);
        return if known.is(&Exact::ZERO) { rest.clone() } else { Real::node(Kind::Add, rest, &known) };
    }
    Real::node(Kind::Add, x, y)
}

fn product(x: &Real, y: &Real) -> Real {
    if let (Form::Exact(a), Form::Exact(b)) = (&x.0, &y.0) {
        return Real(Form::Exact(a * b));
    }
    if x.is(&Exact::ZERO) || y.is(&Exact::ZERO) {
        return Real::ZERO;
    }
    if x.is(&Exact::ONE) || y.is(&Exact::ONE) {
        return if x.is(&Exact::ONE) { y.clone() } else { x.clone() };
    }
    match (&x.0, &y.0) {
        (Form::Exact(factor), Form::Surd(surd)) | (Form::Surd(surd), Form::Exact(factor)) => {
            return Real::from_terms(surd::scaled(&surd.terms, factor));
        }
        (Form::Surd(a), Form::Surd(b)) => {
            return match surd::product(&a.terms, &b.terms) {
                Some(terms) => Real::from_terms(terms),
                None => Real::node(Kind::Mul, x, y),
            };
        }
        _ => {}
    }
    let (x, y) = if x.terms().is_some() { (y, x) } else { (x, y) };
    if let (Some((rest, known)), Some(_)) = (x.split(Kind::Mul), y.terms()) {
        let known = product(known, y);
        return if known.is(&Exact::ONE) { rest.clone() } else { Real::node(Kind::Mul, rest, &known) };
    }
    if let (Some((a, degree)), Some((b, other))) = (x.as_root(), y.as_root())
        && degree == other
    {
        return product(a, b).root_of_positive(degree);
    }
    Real::node(Kind::Mul, x, y)
}

impl Neg for &Real {
    type Output = Real;
    fn neg(self) -> Real {
        product(self, &Real::from(Exact::from(-1)))
    }
}

impl Neg for Real {
    type Output = Real;
    fn neg(self) -> Real {
        -&self
    }
}

macro_rules! operator {
    ($Trait:ident, $method:ident, |$x:ident, $y:ident| $value:expr) => {
        operator!(@ $Trait, $method, |$x, $y| $value, &Real, &Real);
        operator!(@ $Trait, $method, |$x, $y| $value, &Real, Real);
        operator!(@ $Trait, $method, |$x, $y| $value, Real, &Real);
        operator!(@ $Trait, $method, |$x, $y| $value, Real, Real);
    };
    (@ $Trait:ident, $method:ident, |$x:ident, $y:ident| $value:expr, $Left:ty, $Right:ty) => {
        impl $Trait<$Right> for $Left {
            type Output = Real;
            fn $method(self, other: $Right) -> Real {
                let ($x, $y): (&Real, &Real) = (&self, &other);
                $value
            }
        }
    };
}

operator!(Add, add, |x, y| sum(x, y));
operator!(Sub, sub, |x, y| sum(x, &-y));
operator!(Mul, mul, |x, y| product(x, y));
