//! What a printed report says in its running text, to be held against the figures.

use super::{Expectation, Expr, Program};
use crate::source::Span;
use crate::syntax::ast::Years;

/// `klaim`
#[derive(Debug, Clone)]
pub struct Claim {
    /// The printed words.
    pub words: String,
    /// The page of the report.
    pub page: Option<u32>,
    /// What they say.
    pub statements: Vec<Statement>,
    /// Years it speaks for.
    pub in_force: Years,
    /// The head line.
    pub span: Span,
}

/// One thing that a claim says.
#[derive(Debug, Clone)]
pub enum Statement {
    /// A value is a figure, a word, or not there.
    Is(Expectation),
    /// A condition holds.
    Holds(Expr),
}

impl Statement {
    /// Where it is written.
    pub fn span(&self) -> Span {
        match self {
            Statement::Is(expected) => expected.span,
            Statement::Holds(condition) => condition.span,
        }
    }
}

impl Program {
    /// The claims that speak for a year.
    pub fn claims_of(&self, year: i32) -> impl Iterator<Item = &Claim> {
        self.claims.iter().filter(move |claim| claim.in_force.covers(year))
    }
}
