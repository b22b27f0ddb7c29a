//! The line of `buktikan`.

use super::Parts;
use crate::syntax::ast::{Expr, ExprKind, Promise};
use crate::syntax::parser::Rule;

impl Parts<'_, '_> {
    pub(super) fn promise(&self) -> Promise {
        let inner = |rule| self.nth(rule, 0).map(|pair| Parts::new(self.builder, pair));
        if let Some(parts) = inner(Rule::implication) {
            return Promise::Follows { premise: parts.expr(0), conclusion: parts.expr(1) };
        }
        let Some(parts) = inner(Rule::movement) else { return Promise::Holds(self.expr(0)) };
        let ways = parts.pairs.iter().filter(|pair| pair.as_rule() == Rule::way);
        let rises: Vec<bool> =
            ways.map(|way| way.clone().into_inner().any(|word| word.as_rule() == Rule::kw_naik)).collect();
        match parts.references().into_iter().next() {
            Some(with) => Promise::Keeps { value: parts.expr(0), along: rises.first() != rises.get(1), with },
            None => Promise::Holds(Expr { kind: ExprKind::Text(String::new()), span: self.span }),
        }
    }
}
