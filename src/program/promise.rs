//! What has to hold: `pastikan` of the data at hand, `buktikan` of all data.

use super::{Expr, NameId, ValueRef};
use crate::source::Span;
use crate::syntax::ast::Years;

/// `pastikan`
#[derive(Debug, Clone)]
pub struct Assertion {
    /// What has to hold.
    pub condition: Expr,
    /// Its words.
    pub message: String,
    /// It is checked for each thing with parts or with data: a role in it has no name.
    pub for_each: bool,
    /// Things of which a failure is known, with the reason.
    pub except: Vec<(NameId, String)>,
    /// Years it speaks for.
    pub in_force: Years,
    /// The head line.
    pub span: Span,
}

/// `buktikan`
#[derive(Debug, Clone)]
pub struct Promise {
    /// What it says.
    pub says: Says,
    /// Years it speaks for.
    pub in_force: Years,
    /// The head line.
    pub span: Span,
}

/// What a promise says.
#[derive(Debug, Clone)]
pub enum Says {
    /// A condition, wherever it can be told.
    Holds(Expr),
    /// A condition where another one holds.
    Follows {
        /// Behind `jika`.
        premise: Expr,
        /// The premise does not hold, or what follows does.
        whole: Expr,
    },
    /// A value that goes one way with another.
    Keeps {
        /// The value; a word compared with itself by its place in the order.
        value: Expr,
        /// Not lower where the other is higher; else not higher.
        along: bool,
        /// What moves.
        with: ValueRef,
        /// Where it is named.
        with_span: Span,
    },
}

impl Promise {
    /// What has to be planned for it.
    pub fn expression(&self) -> &Expr {
        match &self.says {
            Says::Holds(whole) | Says::Follows { whole, .. } | Says::Keeps { value: whole, .. } => whole,
        }
    }
}
