//! From the formula to the final value: the chain of operations behind a value, as steps.

use super::formula::Scope;
use super::{Explainer, Key};
use crate::number::Interval;
use crate::plan::{Input, Op, SlotId};
use crate::report::explanation::{Step, StepKind, Thing};
use crate::source::Span;
use crate::syntax::ast::Precision;

impl Explainer<'_> {
    /// The steps of a thing, in the order in which they are applied.
    pub(super) fn steps(&mut self, thing: &mut Thing, own: Key, slot: SlotId) {
        let span = self.formula_span(own);
        self.chain(slot, span, &mut Scope { thing, own: Some(own), argument: None });
    }

    /// Whether a slot is explained as another thing.
    pub(super) fn is_other(&self, slot: SlotId, own: Option<Key>) -> bool {
        self.key_of(slot).is_some_and(|key| own.is_none_or(|own| self.home(key) != self.home(own)))
    }

    /// Records what a thing is made of, once.
    pub(super) fn uses(&mut self, slot: SlotId, thing: &mut Thing) {
        let part = self.part(slot);
        let listed = thing.steps.iter().flat_map(|step| &step.parts).any(|known| known.name == part.name);
        if !listed && !thing.parts.iter().any(|known| known.name == part.name) {
            thing.parts.push(part);
        }
    }

    /// The steps behind a slot: down through caps, roundings and choices to a formula, then up again. `text` is the
    /// current rule text, if it is not that of the slot.
    pub(super) fn chain(&mut self, slot: SlotId, text: Option<Span>, scope: &mut Scope) {
        let plan = self.results.plan;
        let (mut at, mut text) = (slot, text);
        // The result of a choice is shown as the choice: its unit is the declared one.
        let mut whole = slot;
        let mut after = Vec::new();
        loop {
            if self.is_other(at, scope.own) {
                self.reference(at, whole, text, scope);
                break;
            }
            let span = plan.slot(at).span;
            match &plan.slot(at).op {
                Op::Round(inner, precision) => {
                    let words = say_rounding(precision);
                    after.extend(self.change(StepKind::Round, words, at, *inner));
                    // A rounding inside the formula has the place of the formula.
                    text = if span == text { None } else { text };
                    (at, whole) = (*inner, *inner);
                }
                Op::Clamp(inner, range) => {
                    after.extend(self.change(StepKind::Cap, say_range(range), at, *inner));
                    (at, whole) = (*inner, *inner);
                }
                Op::Same(inner) => at = *inner,
                Op::Band(inner, table) => {
                    after.extend(self.band(at, *inner, table));
                    (at, whole) = (*inner, *inner);
                    text = None;
                }
                Op::Fallback(first, second) => match self.fallback(at, *first, *second, scope) {
                    Some(used) => at = used,
                    None => break,
                },
                Op::Choose { cases, otherwise } => {
                    let conversion = self.results.program.conversions.iter().find(|rule| Some(rule.span) == span);
                    if let Some(rule) = conversion {
                        self.piece(at, cases, rule, scope);
                        break;
                    }
                    match self.choose(at, cases, *otherwise, scope) {
                        Some((chosen, of_case)) => {
                            at = chosen;
                            text = of_case.or(if span == text { None } else { text });
                        }
                        None => break,
                    }
                }
                Op::Aggregate(op) => {
                    // No formula combines quarters, though one may stand beside them.
                    let text = if self.is_head(span) { None } else { text.or(span) };
                    self.aggregate(whole, op, text, scope);
                    break;
                }
                Op::Missing(..) => {
                    // The reason is already beside the value.
                    if let Some(span) = text.or(span).filter(|_| !self.is_head(span)) {
                        let mut step = self.at(StepKind::Formula, span);
                        if step.text.starts_with('"') {
                            step.text.insert_str(0, "tidak terdefinisi ");
                        }
                        scope.thing.steps.push(step);
                    }
                    break;
                }
                Op::Input(input) => {
                    // What is read from a cell is that cell's value, not made of it.
                    if self.input_name(input) == scope.thing.name {
                        self.read(at, input, scope.thing);
                    } else {
                        self.uses(at, scope.thing);
                    }
                    break;
                }
                // What is in no rule and no cell is an assumption.
                Op::Number(_) | Op::Text(_) if span.is_none() && plan.slot(at).role.is_some() => {
                    scope.thing.steps.push(blank(StepKind::Data, "diandaikan, bukan menurut data".into()));
                    break;
                }
                Op::Number(_)
                | Op::Text(_)
                | Op::Negate(_)
                | Op::Absolute(_)
                | Op::Share(_)
                | Op::Percentage(_)
                | Op::Add(..)
                | Op::Subtract(..)
                | Op::Multiply(..)
                | Op::Divide(..)
                | Op::Power(..)
                | Op::Root(_)
                | Op::Least(_)
                | Op::Greatest(_)
                | Op::Compare(..)
                | Op::And(..)
                | Op::Or(..)
                | Op::Not(_)
                | Op::Filled(_)
                | Op::Present(_)
                | Op::Within(..)
                | Op::Rank(..) => {
                    self.formula(at, whole, text.or(span), scope);
                    break;
                }
            }
        }
        after.reverse();
        scope.thing.steps.extend(after);
    }

    /// A step with the text and place of a span.
    pub(super) fn at(&mut self, kind: StepKind, span: Span) -> Step {
        let rule = self.rule_of(span);
        Step { rule, place: Some(self.sources.place(span)), ..blank(kind, self.text(span)) }
    }

    /// Whether a place is the head of a definition, which says nothing about a formula.
    pub(super) fn is_head(&self, span: Option<Span>) -> bool {
        span.is_none_or(|span| self.results.program.definitions.iter().any(|one| one.span == span))
    }

    fn read(&self, slot: SlotId, input: &Input, thing: &mut Thing) {
        if self.is_assumed(slot) {
            thing.steps.push(blank(StepKind::Data, "diandaikan, bukan menurut data".into()));
        }
        let Some(place) = self.data_place(slot) else { return };
        let lines = self.remark(input).into_iter().collect();
        thing.steps.push(Step { lines, ..blank(StepKind::Data, place.words()) });
    }

    fn reference(&mut self, slot: SlotId, whole: SlotId, text: Option<Span>, scope: &mut Scope) {
        if let Some(span) = text {
            let step = Step { after: Some(self.plain(whole)), ..self.at(StepKind::Formula, span) };
            scope.thing.steps.push(step);
        }
        self.uses(slot, scope.thing);
    }

    fn formula(&mut self, slot: SlotId, whole: SlotId, text: Option<Span>, scope: &mut Scope) {
        let numbers = self.numbers(slot, scope);
        let mut step = match text {
            Some(span) => self.at(StepKind::Formula, span),
            None => blank(StepKind::Formula, numbers.clone()),
        };
        let after = self.plain(whole);
        if squeezed(&numbers) != squeezed(&step.text) && numbers != after.full {
            step.lines.push(format!("= {numbers}"));
        }
        step.after = Some(after);
        scope.thing.steps.push(step);
    }

    /// A cap or a rounding; a missing value is not changed.
    fn change(&mut self, kind: StepKind, words: String, slot: SlotId, inner: SlotId) -> Option<Step> {
        self.results.evaluation.cell(inner, self.lane).as_ref().ok()?;
        let span = self.results.plan.slot(slot).span;
        let rule = span.and_then(|span| self.rule_of(span));
        let place = span.map(|span| self.sources.place(span));
        let (before, after) = (Some(self.plain(inner)), Some(self.plain(slot)));
        Some(Step { rule, place, before, after, ..blank(kind, words) })
    }
}

pub(super) fn blank(kind: StepKind, text: String) -> Step {
    Step { kind, text, rule: None, place: None, lines: Vec::new(), before: None, after: None, parts: Vec::new() }
}

/// `2 biasa`
pub(super) fn say_rounding(precision: &Precision) -> String {
    format!("{} {}", precision.places.get(), precision.mode.word())
}

/// `0..100`
fn say_range(range: &Interval) -> String {
    use crate::number::Bound;
    let end = |bound: &Bound<crate::number::Exact>| match bound {
        Bound::Included(value) | Bound::Excluded(value) => super::digits(value),
        Bound::Unbounded => String::new(),
    };
    match (end(range.lo()), end(range.hi())) {
        (low, high) if low.is_empty() => format!("sampai {high}"),
        (low, high) if high.is_empty() => format!("{low} ke atas"),
        (low, high) => format!("{low}..{high}"),
    }
}

/// A text without spaces, to compare formulas.
pub(super) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '.').collect()
}
