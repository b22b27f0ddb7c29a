//! Expressions without a simpler form: shared nodes, their enclosures, how they are dropped.

use std::collections::HashMap;
use std::mem;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::bound::Size;
use super::span::Span;
use super::surd::KEPT_PRECISION;
use super::{Form, Real};

/// The precision of the first enclosure of everything.
pub(super) const FIRST_PRECISION: u64 = 64;

/// What a node does with its parts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Add,
    Mul,
    /// The second part is not zero.
    Div,
    /// The root, of this degree, of the first part, which is positive. The second part is 0.
    Root(u32),
}

/// An operation on two values. It never changes; only its sign and enclosures are filled in later.
pub(super) struct Node {
    pub kind: Kind,
    pub parts: [Real; 2],
    pub size: Size,
    /// The sign, once it was decided.
    pub sign: OnceLock<i32>,
    kept: Mutex<Kept>,
}

/// The finest enclosure looked for so far; there may be none at a precision.
struct Kept {
    precision: u64,
    span: Option<Span>,
}

impl Node {
    /// A node with its first enclosure, which needs only those of its parts: so adding a link to a long chain never
    /// walks the chain.
    pub fn new(kind: Kind, left: Real, right: Real) -> Arc<Node> {
        let size = Size::of_node(kind, left.size(), right.size());
        let kept = Mutex::new(Kept { precision: 0, span: None });
        let node = Node { kind, parts: [left, right], size, sign: OnceLock::new(), kept };
        let span = node.compute(FIRST_PRECISION, &HashMap::new());
        node.keep(FIRST_PRECISION, &span);
        Arc::new(node)
    }

    /// The enclosure at a precision; `None` if it is too coarse to divide by, or the value is too large. Walks with its
    /// own stack, because the input sets the depth.
    pub fn span(self: &Arc<Node>, precision: u64) -> Option<Span> {
        let mut memo = HashMap::new();
        let mut stack: Vec<&Arc<Node>> = vec![self];
        while let Some(node) = stack.last() {
            let open = node.parts.iter().find_map(|part| match &part.0 {
                Form::Node(part) if part.known(precision, &memo).is_none() => Some(part),
                _ => None,
            });
            match open {
                Some(part) => stack.push(part),
                None => {
                    let span = node.known(precision, &memo).unwrap_or_else(|| node.compute(precision, &memo));
                    node.keep(precision, &span);
                    memo.insert(Arc::as_ptr(node), span);
                    stack.pop();
                }
            }
        }
        memo.remove(&Arc::as_ptr(self))?
    }

    /// The enclosure if it was computed before.
    fn known(&self, precision: u64, memo: &Memo) -> Option<Option<Span>> {
        if let Some(span) = memo.get(&(self as *const Node)) {
            return Some(span.clone());
        }
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        (kept.precision >= precision).then(|| kept.span.as_ref().map(|span| span.at(precision)))
    }

    fn keep(&self, precision: u64, span: &Option<Span>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if precision <= KEPT_PRECISION && precision > kept.precision {
            *kept = Kept { precision, span: span.clone() };
        }
    }

    /// From the enclosures of the parts, which are already known.
    fn compute(&self, precision: u64, memo: &Memo) -> Option<Span> {
        let part = |part: &Real| match &part.0 {
            Form::Node(node) => node.known(precision, memo)?,
            _ => part.span(precision),
        };
        let left = part(&self.parts[0])?;
        match self.kind {
            Kind::Add => Some(left.add(&part(&self.parts[1])?)),
            Kind::Mul => left.mul(&part(&self.parts[1])?),
            Kind::Div => left.div(&part(&self.parts[1])?),
            Kind::Root(degree) => left.root(degree),
        }
    }
}

type Memo = HashMap<*const Node, Option<Span>>;

/// Takes a chain apart link by link: the derived drop would recurse.
impl Drop for Node {
    fn drop(&mut self) {
        let mut open: Vec<Real> = self.parts.iter_mut().map(mem::take).collect();
        while let Some(part) = open.pop() {
            if let Form::Node(node) = part.0
                && let Some(mut node) = Arc::into_inner(node)
            {
                open.extend(node.parts.iter_mut().map(mem::take));
            }
        }
    }
}
