//! Whether two values were computed in the same way: then they are equal without further work.

use std::collections::HashSet;
use std::sync::Arc;

use super::{Form, Real};

/// Pairs compared before giving up.
const MAX_PAIRS: usize = 10_000;

/// `true` only for equal values; `false` says nothing.
pub(super) fn computed_alike(x: &Real, y: &Real) -> bool {
    let mut seen = HashSet::new();
    let mut open = vec![(x, y)];
    while let Some((x, y)) = open.pop() {
        match (&x.0, &y.0) {
            (Form::Exact(a), Form::Exact(b)) if a == b => {}
            (Form::Surd(a), Form::Surd(b)) if Arc::ptr_eq(a, b) || a.terms == b.terms => {}
            (Form::Node(a), Form::Node(b)) if Arc::ptr_eq(a, b) => {}
            (Form::Node(a), Form::Node(b)) if a.kind == b.kind && seen.len() < MAX_PAIRS => {
                if seen.insert((Arc::as_ptr(a), Arc::as_ptr(b))) {
                    open.extend(a.parts.iter().zip(&b.parts));
                }
            }
            _ => return false,
        }
    }
    true
}
