//! Rows that are classes: `kelas capaian >= 100 "…"; 60 .. < 100 "…"; < 60 "…"`.

use super::Parts;
use crate::syntax::ast::{Class, Comparison, Range, Rows};
use crate::syntax::expression::comparison;
use crate::syntax::parser::Rule;

pub(super) fn class_rows(parts: &Parts) -> Rows {
    let classes = parts.pairs.iter().filter(|pair| pair.as_rule() == Rule::class).map(|pair| {
        let inner = Parts::new(parts.builder, pair.clone());
        let (label, span) = (inner.text_or_empty(0), inner.span);
        if let Some(pair) = inner.nth(Rule::between, 0)
            && let Range { lower: Some(lower), upper, .. } = parts.builder.range(&pair)
        {
            let comparison = if lower.included { Comparison::GreaterEqual } else { Comparison::Greater };
            return Class { comparison, value: lower.value, number: lower.span, upper, label, span };
        }
        Class {
            comparison: inner.nth(Rule::comparison, 0).map_or(Comparison::Equal, |pair| comparison(&pair)),
            value: inner.number(),
            number: inner.nth(Rule::signed, 0).map_or(span, |pair| parts.builder.span(&pair)),
            upper: None,
            label,
            span,
        }
    });
    let value = parts.references().into_iter().next();
    match value {
        Some(value) => Rows::Classes { value, classes: classes.collect() },
        None => Rows::Items(Vec::new()),
    }
}
