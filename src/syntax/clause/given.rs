//! What an example or a scenario gives, and what an example expects.

use super::Parts;
use crate::number::with_comma;
use crate::syntax::ast::*;
use crate::syntax::build::Builder;
use crate::syntax::expression::expr;
use crate::syntax::parser::Rule;
use crate::syntax::problem::{Extra, WritingProblem};
use pest::iterators::Pair;

impl Parts<'_, '_> {
    pub(super) fn assignments(&self) -> Vec<Assignment> {
        let pairs = self.pairs.iter().filter(|pair| pair.as_rule() == Rule::assignment);
        pairs
            .flat_map(|pair| {
                let inner = Parts::new(self.builder, pair.clone());
                let Some(target) = inner.references().into_iter().next() else { return Vec::new() };
                match inner.nth(Rule::span, 0) {
                    Some(span) => ends(self.builder, target, &span),
                    None => vec![Assignment { target, value: inner.wanted() }],
                }
            })
            .collect()
    }

    pub(super) fn claimed(&self) -> Vec<Claimed> {
        let pairs = self.pairs.iter().filter(|pair| pair.as_rule() == Rule::claimed);
        pairs
            .flat_map(|pair| {
                let inner = Parts::new(self.builder, pair.clone());
                match inner.nth(Rule::expectation, 0) {
                    Some(_) => inner.expectations().into_iter().map(Claimed::Is).collect(),
                    None => vec![Claimed::Holds(inner.expr(0))],
                }
            })
            .collect()
    }

    /// The number behind `halaman`; one that no report has counts as none.
    pub(super) fn page(&self) -> Option<u32> {
        self.nth(Rule::page, 0)?.as_str().trim().parse().ok()
    }

    fn wanted(&self) -> Wanted {
        match self.nth(Rule::state, 0) {
            Some(state) => Wanted::State(stated(&state), self.builder.span(&state)),
            None => Wanted::Value(self.expr(0)),
        }
    }

    pub(super) fn expectations(&self) -> Vec<Expectation> {
        let pairs = self.pairs.iter().filter(|pair| pair.as_rule() == Rule::expectation);
        pairs
            .filter_map(|pair| {
                let inner = Parts::new(self.builder, pair.clone());
                let sign = inner.pairs.iter().find(|sign| matches!(sign.as_rule(), Rule::about | Rule::equals))?;
                let (about, sign) = (sign.as_rule() == Rule::about, self.builder.span(sign));
                let value = expr(self.builder, inner.nth(Rule::side, 0)?);
                let Some(span) = inner.nth(Rule::span, 0) else {
                    return Some(vec![Expectation { value, about, sign, wanted: inner.wanted() }]);
                };
                // Only a name has ends.
                let ExprKind::Reference(target) = value.kind else {
                    let span = self.builder.span(&span);
                    self.builder.report(WritingProblem::RangeOfValue { span, name: None });
                    return None;
                };
                let end = |end: Assignment| {
                    let value = Expr { kind: ExprKind::Reference(end.target), span: value.span };
                    Expectation { value, about, sign, wanted: end.value }
                };
                Some(ends(self.builder, target, &span).into_iter().map(end).collect())
            })
            .flatten()
            .collect()
    }
}

/// `target RASIO = 80..90` says what each end is.
fn ends(builder: &Builder, target: Reference, span: &Pair<Rule>) -> Vec<Assignment> {
    let whole = builder.span(span);
    let signed = span.clone().into_inner().filter(|end| end.as_rule() == Rule::signed);
    let ends: Vec<Pair<Rule>> = signed.collect();
    let [low, high] = ends.as_slice() else { return Vec::new() };
    let (least, most) = (builder.number(low), builder.number(high));
    let is_target = matches!(target.words.as_slice(), [role, _] if role.text.eq_ignore_ascii_case("target"));
    if !is_target {
        let name = (target.words.len() == 1).then_some(target.span);
        builder.report(WritingProblem::RangeOfValue { span: whole, name });
    } else if least > most {
        builder.reversed(whole, (least, most));
    }
    let end = |word: &str, value, end: &Pair<Rule>| {
        let percent = end.clone().into_inner().any(|sign| sign.as_rule() == Rule::percent);
        let mut target = target.clone();
        target.words[0].text = word.to_string();
        let value = Expr { kind: ExprKind::Number { value, percent }, span: builder.span(end) };
        Assignment { target, value: Wanted::Value(value) }
    };
    vec![end("target_bawah", least, low), end("target_atas", most, high)]
}

fn stated(state: &Pair<Rule>) -> Stated {
    let has = |rule| state.clone().into_inner().any(|word| word.as_rule() == rule);
    match (has(Rule::kw_terdefinisi), has(Rule::kw_diisi) || has(Rule::blank)) {
        (true, _) => Stated::Undefined,
        (_, true) => Stated::NotFilled,
        _ => Stated::NotApplicable,
    }
}

/// `target 25-30`: no difference is meant, unless in brackets.
pub(super) fn no_range(builder: &Builder, value: Expr) -> Expr {
    if let ExprKind::Binary { operator: Operator::Subtract, left, right } = &value.kind
        && let (ExprKind::Number { value: low, .. }, ExprKind::Number { value: high, .. }) = (&left.kind, &right.kind)
        && low < high
        && value.span.start == left.span.start
    {
        let (span, range) = (value.span, format!("{}-{}", with_comma(*low), with_comma(*high)));
        let extra = Extra::RangeInRules { range: range.clone() };
        builder.report(WritingProblem::ExtraText { span, found: range, extra });
    }
    value
}
