//! The members of an aggregate: which count, with which weight, and which are left out and why.

use super::Explainer;
use super::formula::Scope;
use super::steps::blank;
use crate::eval::Results;
use crate::number::Exact;
use crate::plan::{AggregateOp, Op, Plan, SlotId, Takes};
use crate::program::Aggregate;
use crate::program::intervals::say_number;
use crate::report::explanation::{Part, StepKind};
use crate::source::Span;

/// Up to this many members are written out as one formula.
const WRITTEN_OUT: usize = 6;

impl Explainer<'_> {
    pub(super) fn aggregate(&mut self, slot: SlotId, op: &AggregateOp, text: Option<Span>, scope: &mut Scope) {
        let evaluation = self.results.evaluation;
        let text = text.filter(|span| !self.is_head(Some(*span)));
        let mut step = match text {
            Some(span) => self.at(StepKind::Formula, span),
            None => {
                let what = if op.of_quarters { "triwulan" } else { "rinciannya" };
                blank(StepKind::Formula, format!("{} {what}", op.aggregate.word()))
            }
        };
        let mut counted = Vec::new();
        let told: Vec<SlotId> = op.items.iter().map(|item| self.counted(*item, op.aggregate)).collect();
        for (at, item) in op.items.iter().enumerate() {
            // A value that several conditions share is told apart by them.
            let is_alone = told.iter().filter(|other| **other == told[at]).count() == 1;
            let shown = if is_alone { told[at] } else { self.condition(*item, op.aggregate).unwrap_or(told[at]) };
            let mut part = self.member(shown, scope);
            part.weight = op.weights.as_ref().map(|weights| self.plain(self.written(weights[at])));
            part.left_out = match evaluation.takes(op, at, self.lane) {
                Takes::Apart => Some(match evaluation.cell(*item, self.lane) {
                    Err(fault) => fault.reason.to_string(),
                    Ok(_) => self.unfit(op.keep.as_ref().map(|keep| keep[at])),
                }),
                Takes::LeftOut(fault) => Some(part.value.why().unwrap_or_else(|| fault.reason.to_string())),
                Takes::Part | Takes::Fatal(_) => None,
            };
            if part.left_out.is_none() {
                counted.push((*item, op.weights.as_ref().map(|weights| self.written(weights[at]))));
            }
            step.parts.push(part);
        }
        if let Some(numbers) = self.written_out(op.aggregate, &counted) {
            step.lines.push(format!("= {numbers}"));
        }
        step.after = Some(self.plain(slot));
        scope.thing.steps.push(step);
    }

    /// What a person looks for where conditions are counted: the value that is compared, else the condition.
    fn counted(&self, item: SlotId, aggregate: Aggregate) -> SlotId {
        let Some(condition) = self.condition(item, aggregate) else { return item };
        let op = &self.results.plan.slot(condition).op;
        let held = if let Op::Compare(value, ..) | Op::Filled(value) = op { Some(*value) } else { None };
        held.filter(|value| self.key_of(*value).is_some()).unwrap_or(condition)
    }

    /// The condition of an item where conditions are counted.
    fn condition(&self, item: SlotId, aggregate: Aggregate) -> Option<SlotId> {
        let Op::Choose { cases, .. } = &self.results.plan.slot(item).op else { return None };
        match (cases.as_slice(), aggregate.counts_conditions()) {
            ([(condition, _)], true) => Some(*condition),
            _ => None,
        }
    }

    /// Why a condition excludes a member.
    fn unfit(&self, condition: Option<SlotId>) -> String {
        let Results { plan, evaluation, .. } = self.results;
        let mut asked = condition;
        // A condition that is in no rule tests whether a cell is filled.
        while let Some(slot) = asked.filter(|slot| plan.slot(*slot).span.is_none() && !is_read(plan, *slot)) {
            asked = plan.slot(slot).op.operands().next();
        }
        let inner = asked.map(|slot| if let Op::Present(inner) = plan.slot(slot).op { inner } else { slot });
        let present = inner.and_then(|inner| evaluation.cell(inner, self.lane).as_ref().err());
        present.map_or_else(|| "tidak memenuhi syarat".into(), |fault| fault.reason.to_string())
    }

    /// A member of an aggregate: a named value, else a formula with its numbers.
    fn member(&mut self, item: SlotId, scope: &mut Scope) -> Part {
        let input = matches!(self.results.plan.slot(item).op, Op::Input(_));
        let mut part = self.part(item);
        if self.key_of(item).is_none() && !input {
            part.name = self.numbers(item, scope);
        }
        part
    }

    /// The few members of an aggregate as one formula.
    fn written_out(&self, aggregate: Aggregate, members: &[(SlotId, Option<SlotId>)]) -> Option<String> {
        if aggregate.counts_conditions() {
            let (all, met) = (members.len(), members.iter().filter(|(item, _)| self.value_text(*item) == "1").count());
            return Some(match aggregate == Aggregate::Place {
                true => format!("1 + {met} yang lebih baik, di antara {all}"),
                false => format!("{met} dari {all} yang memenuhi syarat"),
            });
        }
        if members.len() > WRITTEN_OUT || members.len() < 2 {
            return None;
        }
        let value = |slot: SlotId| {
            let text = self.value_text(slot);
            if text.starts_with('-') { format!("({text})") } else { text }
        };
        let values: Vec<String> = members.iter().map(|(slot, _)| value(*slot)).collect();
        let count = members.len();
        match aggregate {
            Aggregate::Sum => Some(values.join(" + ")),
            Aggregate::Mean => Some(format!("({}) / {count}", values.join(" + "))),
            Aggregate::GeometricMean => Some(format!("akar pangkat {count} dari {}", values.join(" * "))),
            Aggregate::WeightedMean => {
                let weights: Vec<String> = members.iter().filter_map(|(_, weight)| weight.map(value)).collect();
                let terms: Vec<String> =
                    values.iter().zip(&weights).map(|(v, weight)| format!("{v}*{weight}")).collect();
                Some(format!("({}) / ({})", terms.join(" + "), weights.join(" + ")))
            }
            Aggregate::Median => Some(format!("yang di tengah dari {}", values.join("; "))),
            Aggregate::Percentile(share) => {
                let percent = Exact::ratio(share.0.into(), 10_000).unwrap_or_default();
                Some(format!("persentil {}% dari {}", say_number(&percent), values.join("; ")))
            }
            Aggregate::Least | Aggregate::Greatest | Aggregate::Count | Aggregate::Last => None,
            Aggregate::CountIf | Aggregate::Place => None,
        }
    }
}

/// Whether a slot is a cell of the data.
fn is_read(plan: &Plan, slot: SlotId) -> bool {
    matches!(plan.slot(slot).op, Op::Input(_))
}
