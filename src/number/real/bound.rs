//! The separation bound: how near to zero a non-zero value can be. The proof is in the parent module.

use std::collections::HashSet;
use std::sync::Arc;

use super::node::{Kind, Node};
use super::radical::{Radical, log2, parts};
use super::{Form, Real};

/// Upper bounds of the binary logarithms of u and l.
#[derive(Clone, Copy)]
pub(super) struct Size {
    upper: u64,
    lower: u64,
}

/// How hard an expression is to decide.
pub(super) struct Effort {
    /// If the value is not zero, it is at least 2^-`bits` away from it.
    pub bits: u64,
    /// How many different nodes the expression has.
    pub nodes: u64,
}

impl Size {
    pub fn of_node(kind: Kind, left: Size, right: Size) -> Size {
        let (a, b) = (left.upper, left.lower);
        let (c, d) = (right.upper, right.lower);
        let plus = u64::saturating_add;
        match kind {
            Kind::Add => Size { upper: plus(plus(a, d).max(plus(b, c)), 1), lower: plus(b, d) },
            Kind::Mul => Size { upper: plus(a, c), lower: plus(b, d) },
            Kind::Div => Size { upper: plus(a, d), lower: plus(b, c) },
            Kind::Root(degree) => {
                let mixed = |one: u64, others: u64| {
                    let sum = u128::from(one) + u128::from(others) * u128::from(degree - 1);
                    u64::try_from(sum.div_ceil(degree.into())).unwrap_or(u64::MAX)
                };
                if a >= b { Size { upper: mixed(a, b), lower: b } } else { Size { upper: a, lower: mixed(b, a) } }
            }
        }
    }
}

impl Real {
    pub(super) fn size(&self) -> Size {
        match &self.0 {
            Form::Exact(value) if value.is_zero() => Size { upper: 0, lower: 0 },
            Form::Exact(value) => {
                let (num, den) = parts(value);
                Size { upper: log2(&num), lower: log2(&den) }
            }
            Form::Surd(surd) => {
                let (upper, lower) = surd.size();
                Size { upper, lower }
            }
            Form::Node(node) => node.size,
        }
    }
}

/// The separation of an expression from zero.
pub(super) fn effort(root: &Arc<Node>) -> Effort {
    let (mut seen, mut radicals) = (HashSet::new(), Vec::<&Radical>::new());
    let (mut degree, mut stack) = (1_u64, vec![root]);
    seen.insert(Arc::as_ptr(root));
    while let Some(node) = stack.pop() {
        if let Kind::Root(more) = node.kind {
            degree = degree.saturating_mul(more.into());
        }
        for part in &node.parts {
            match &part.0 {
                Form::Node(node) => {
                    if seen.insert(Arc::as_ptr(node)) {
                        stack.push(node);
                    }
                }
                Form::Surd(surd) => radicals.extend(surd.terms.iter().map(|term| &term.radical)),
                Form::Exact(_) => {}
            }
        }
    }
    let mut adjoined = Vec::<&Radical>::new();
    // Highest degrees first: their powers cover lower ones.
    radicals.sort_by_key(|radical| std::cmp::Reverse(radical.degree));
    for radical in radicals {
        if degree < u64::MAX && !adjoined.iter().any(|known| known.has_power(radical)) {
            degree = degree.saturating_mul(radical.degree.into());
            adjoined.push(radical);
        }
    }
    let Size { upper, lower } = root.size;
    let bits = (degree - 1).saturating_mul(upper).saturating_add(lower);
    Effort { bits, nodes: u64::try_from(seen.len()).unwrap_or(u64::MAX) }
}
