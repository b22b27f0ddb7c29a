//! What is given, and what an example should give.

use super::{Expr, Reference};
use crate::source::Span;

/// `reference = expression`
#[derive(Debug, Clone, PartialEq)]
pub struct Assignment {
    /// The left side.
    pub target: Reference,
    /// The right side: a value, or that there is none.
    pub value: Wanted,
}

/// What an example should give: `formula = expression`, `formula ≈ figure`, `formula = state`
#[derive(Debug, Clone, PartialEq)]
pub struct Expectation {
    /// The left side.
    pub value: Expr,
    /// `≈`: equal at the decimals of the figure as written.
    pub about: bool,
    /// The sign between the sides.
    pub sign: Span,
    /// The right side.
    pub wanted: Wanted,
}

/// A statement of a claim.
#[derive(Debug, Clone, PartialEq)]
pub enum Claimed {
    /// `capaian IKU ≈ 97,69`, `predikat IKU = "Baik"`, `nasional IKPP = belum diisi`
    Is(Expectation),
    /// `capaian IKU > 100`
    Holds(Expr),
}

/// The right side of an expectation, or of what is given.
#[derive(Debug, Clone, PartialEq)]
pub enum Wanted {
    /// A number or a text.
    Value(Expr),
    /// No value, and why.
    State(Stated, Span),
}

impl Wanted {
    /// Its text in the file.
    pub fn span(&self) -> Span {
        match self {
            Wanted::Value(expr) => expr.span,
            Wanted::State(_, span) => *span,
        }
    }

    /// The formula, where it is one.
    pub fn expr(&self) -> Option<&Expr> {
        if let Wanted::Value(expr) = self { Some(expr) } else { None }
    }
}

/// Why there is no value, as an example states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stated {
    /// `tidak terdefinisi`
    Undefined,
    /// `belum diisi`
    NotFilled,
    /// `tidak berlaku`
    NotApplicable,
}
