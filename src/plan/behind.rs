//! Edits that append signs to an expression, or remove its own.

use crate::diagnostic::Edit;
use crate::program::intervals::write_number;
use crate::program::{Expr, ExprKind};
use crate::syntax::ast::Operator;

/// `80%` without its sign.
pub(super) fn bare(number: &Expr) -> Vec<Edit> {
    let ExprKind::Number(value, _) = &number.kind else { return Vec::new() };
    vec![Edit::replace(number.span, write_number(value).unwrap_or_default())]
}

/// `K / 100%`, in brackets where precedence requires it.
pub(super) fn plain(expr: &Expr, in_brackets: bool) -> Vec<Edit> {
    let (open, close) = match (is_open(expr), in_brackets) {
        (true, true) => ("((", ") / 100%)"),
        (false, true) => ("(", " / 100%)"),
        (true | false, false) => return behind(expr, " / 100%"),
    };
    vec![Edit::insert_before(expr.span, open), Edit::insert_after(expr.span, close)]
}

/// Appends signs to an expression, in brackets where precedence requires it.
pub(super) fn behind(expr: &Expr, signs: &str) -> Vec<Edit> {
    match is_open(expr) {
        true => vec![Edit::insert_before(expr.span, "("), Edit::insert_after(expr.span, format!("){signs}"))],
        false => vec![Edit::insert_after(expr.span, signs)],
    }
}

/// `… * 100`
pub fn times_hundred(expr: &Expr) -> Vec<Edit> {
    behind(expr, " * 100")
}

/// `… * 100%`
pub(super) fn times_whole(expr: &Expr) -> Vec<Edit> {
    behind(expr, " * 100%")
}

/// Whether an expression needs brackets before `*` and has none.
fn is_open(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Binary { operator: Operator::Multiply | Operator::Divide | Operator::Power, .. } => false,
        ExprKind::Binary { left, right, .. } => left.span.start <= expr.span.start && right.span.end >= expr.span.end,
        ExprKind::If { .. } | ExprKind::Not(_) => true,
        ExprKind::Number(..)
        | ExprKind::Text(_)
        | ExprKind::Year
        | ExprKind::Argument
        | ExprKind::Convert(..)
        | ExprKind::Difference(..)
        | ExprKind::Growth(..)
        | ExprKind::Value(_)
        | ExprKind::Negate(_)
        | ExprKind::Least(_)
        | ExprKind::Greatest(_)
        | ExprKind::Round(..)
        | ExprKind::Absolute(_)
        | ExprKind::Root(_)
        | ExprKind::Present(_)
        | ExprKind::Aggregate { .. } => false,
    }
}
