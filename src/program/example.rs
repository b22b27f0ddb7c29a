//! Examples of a checked program: what is given, and what should come out.

use super::{Expr, Program, ValueRef};
use crate::data::State;
use crate::number::Places;
use crate::source::Span;

/// The year of an example that names none, in a package that names none. Any year serves: nothing in such a package
/// depends on it, or a `berlaku` would have it say one.
pub const EXAMPLE_YEAR: i32 = 2024;

/// `contoh`
#[derive(Debug, Clone)]
pub struct Example {
    /// Its words.
    pub title: String,
    /// The year, when stated.
    pub year: Option<i32>,
    /// `diketahui`
    pub given: Vec<(ValueRef, Wanted, Span)>,
    /// `hasil`
    pub expected: Vec<Expectation>,
    /// The head line.
    pub span: Span,
}

/// What an example should give.
#[derive(Debug, Clone)]
pub struct Expectation {
    /// The left side.
    pub value: Expr,
    /// The right side.
    pub wanted: Wanted,
    /// The left side at the decimals of a figure on the right, as it would be printed.
    pub printed: Option<Printed>,
    /// The sign between the sides.
    pub sign: Span,
    /// From one side to the other.
    pub span: Span,
}

/// A printed figure, and what is held against it.
#[derive(Debug, Clone)]
pub struct Printed {
    /// To how many decimals the left side is printed.
    pub places: Places,
    /// `≈`: that alone is compared.
    pub enough: bool,
}

/// What is expected.
#[derive(Debug, Clone)]
pub enum Wanted {
    /// A number or a text.
    Value(Expr),
    /// No value, for this reason.
    State(State, Span),
}

impl Wanted {
    /// Its text in the file.
    pub fn span(&self) -> Span {
        match self {
            Wanted::Value(expr) => expr.span,
            Wanted::State(_, span) => *span,
        }
    }
}

impl Example {
    /// Looks at what it expects, and what that is held against.
    pub fn each_expression<'e>(&'e self, look: &mut impl FnMut(&'e Expr)) {
        for one in &self.expected {
            look(&one.value);
            if let Wanted::Value(wanted) = &one.wanted {
                look(wanted);
            }
        }
    }

    /// The year it is computed in.
    pub fn year_in(&self, program: &Program) -> i32 {
        self.year.or(program.package.year).unwrap_or(EXAMPLE_YEAR)
    }
}
