//! Steps that choose: a grade, a piece of a conversion, a case of a rule, one of two sources.

use super::Explainer;
use super::formula::Scope;
use super::steps::{blank, say_rounding, squeezed};
use crate::data::State;
use crate::eval::{Fault, Results, Value};
use crate::number::{Interval, Places, Rounding};
use crate::plan::{BandTable, Op, SlotId};
use crate::program::{ConversionRule, Role};
use crate::report::explanation::{Step, StepKind};
use crate::source::Span;
use crate::syntax::ast::Precision;

impl Explainer<'_> {
    /// The range that decided a grade.
    pub(super) fn band(&mut self, slot: SlotId, inner: SlotId, table: &BandTable) -> Option<Step> {
        let Results { program, evaluation, .. } = self.results;
        let rule = program.band_rules.iter().find(|rule| Some(rule.span) == self.results.plan.slot(slot).span);
        let value = evaluation.cell(inner, self.lane).as_ref().ok()?;
        let decided = match &table.round {
            Some(precision) => value.rounded(precision),
            None => Some(value.clone()),
        };
        let within = |range: &Interval| decided.as_ref().is_some_and(|value| value.is_in(range));
        let band = rule.and_then(|rule| rule.bands.iter().find(|band| within(&band.range)).map(|band| band.span));
        let uncovered =
            rule.and_then(|rule| rule.uncovered.iter().find(|part| within(&part.range)).map(|part| part.span));
        let mut step = match (band.or(uncovered), rule) {
            (Some(span), _) => self.at(StepKind::Band, span),
            (None, Some(rule)) => {
                let name = self.rule_of(rule.span);
                let place = Some(self.sources.place(rule.span));
                Step { rule: name, place, ..blank(StepKind::Band, "tidak ada rentang yang cocok".into()) }
            }
            (None, None) => blank(StepKind::Band, String::new()),
        };
        if let (Some(precision), Some(decided)) = (&table.round, &decided) {
            let (before, after) = (self.full(inner), self.words_of(decided, inner));
            if before != after {
                let how = say_rounding(precision);
                step.lines.push(format!("dibulatkan {how} hanya untuk memilih predikat: {before} → {after}"));
            }
        }
        step.before = Some(self.plain(inner));
        step.after = Some(self.plain(slot));
        Some(step)
    }

    /// The source that counts in a choice between two; a note about the other goes into a step.
    pub(super) fn fallback(
        &mut self,
        slot: SlotId,
        first: SlotId,
        second: SlotId,
        scope: &mut Scope,
    ) -> Option<SlotId> {
        let Results { plan, evaluation, .. } = self.results;
        let reported = plan.reported(slot).is_some();
        let unfilled = matches!(evaluation.cell(first, self.lane), Err(fault) if fault.state == State::NotFilled);
        let second_counts = unfilled && evaluation.cell(second, self.lane).is_ok();
        if second_counts && reported {
            let reason = evaluation.cell(first, self.lane).as_ref().err().map(|fault| fault.reason.to_string());
            let span = scope.own.and_then(|own| self.formula_span(own)).or(plan.slot(slot).span)?;
            let mut step = self.at(StepKind::Formula, span);
            step.lines.push(format!("tidak dapat dihitung: {}", reason.unwrap_or_default()));
            scope.thing.steps.push(step);
            let part = self.part(second);
            let place = part.data.as_ref().map(|place| place.words());
            let mut step = Step { place, ..blank(StepKind::Choice, format!("yang dilaporkan, {}", part.value.full)) };
            step.lines.extend(part.remark);
            scope.thing.steps.push(step);
            return None;
        }
        if reported && let Ok(value) = evaluation.cell(second, self.lane) {
            let part = self.part(second);
            let same = part.value.cell.plain.as_deref().is_some_and(|plain| {
                let (Ok(computed), Some(places)) = (evaluation.cell(first, self.lane), decimals(plain)) else {
                    return false;
                };
                computed.rounded(&places).is_some_and(|rounded| rounded == *value)
            });
            let verdict = if same { "sama" } else { "berbeda" };
            let place = part.data.as_ref().map(|place| place.words());
            let text = format!("hasil rumus; yang dilaporkan {verdict}: {}", part.value.full);
            scope.thing.steps.push(Step { place, ..blank(StepKind::Choice, text) });
        }
        // If neither has a value, the cell that could be filled says more than the sum of nothing.
        let input = |slot: SlotId| matches!(plan.slot(slot).op, Op::Input(_));
        if unfilled && !second_counts && !reported && input(first) {
            self.uses(first, scope.thing);
            return None;
        }
        Some(if second_counts { second } else { first })
    }

    /// The conditions tested, up to the one that holds; the value it gives, and its text.
    pub(super) fn choose(
        &mut self,
        slot: SlotId,
        cases: &[(SlotId, SlotId)],
        otherwise: SlotId,
        scope: &mut Scope,
    ) -> Option<(SlotId, Option<Span>)> {
        let Results { plan, program, evaluation, .. } = self.results;
        let rule = program.achievement_rules.iter().find(|rule| Some(rule.span) == plan.slot(slot).span);
        // A value that is passed on unchanged has the place of its source.
        let [then, other] = self.branches(plan.slot(slot).span).map_or([None; 2], |both| both.map(Some));
        let own = scope.own;
        let worse = |this: &Self, fault: &Fault, left: &[(SlotId, SlotId)]| {
            let branch = this.worse_than(fault, slot, left, otherwise)?;
            let span = plan.slot(branch).span.filter(|_| !this.is_other(branch, own));
            Some((branch, if branch == otherwise { other } else { then }.or(span)))
        };
        for (at, (condition, value)) in cases.iter().enumerate() {
            // A condition that is in no rule is not shown as a case.
            if plan.slot(*condition).span.is_none() {
                match evaluation.cell(*condition, self.lane) {
                    Ok(Value::Truth(true)) => return Some((*value, None)),
                    Ok(_) => continue,
                    Err(fault) => return worse(self, fault, &cases[at..]),
                }
            }
            let numbers = self.numbers(*condition, scope);
            let mut step = match plan.slot(*condition).span {
                Some(span) => self.at(StepKind::Case, span),
                None => blank(StepKind::Case, numbers.clone()),
            };
            let answer = match evaluation.cell(*condition, self.lane) {
                Ok(Value::Truth(true)) => "ya",
                Ok(_) => "tidak",
                Err(fault) => fault.state.words(),
            };
            step.lines.push(if squeezed(&numbers) == squeezed(&step.text) {
                answer.to_string()
            } else {
                format!("{numbers}: {answer}")
            });
            scope.thing.steps.push(step);
            match evaluation.cell(*condition, self.lane) {
                Ok(Value::Truth(true)) => {
                    let outcome = rule.and_then(|rule| rule.cases.get(at)).map(|(_, outcome)| outcome.span());
                    return Some((*value, outcome.or(then).or(plan.slot(*value).span)));
                }
                Ok(_) => {}
                Err(fault) => return worse(self, fault, &cases[at..]),
            }
        }
        let own = self.is_other(otherwise, scope.own);
        let span = rule.and(scope.own).and_then(|own| self.formula_span((own.0, Role::Achievement, own.2)));
        Some((otherwise, span.or(other).or(plan.slot(otherwise).span.filter(|_| !own))))
    }

    /// For a choice with an unknown condition: the branch with the worse state, if the condition does not have it.
    fn worse_than(
        &self,
        unknown: &Fault,
        slot: SlotId,
        cases: &[(SlotId, SlotId)],
        otherwise: SlotId,
    ) -> Option<SlotId> {
        let evaluation = self.results.evaluation;
        let worst = evaluation.cell(slot, self.lane).as_ref().err().filter(|worst| *worst != unknown)?;
        let mut branches = cases.iter().map(|(_, value)| *value).chain([otherwise]);
        branches.find(|branch| evaluation.cell(*branch, self.lane).as_ref().err() == Some(worst))
    }

    /// The piece of a conversion that a value falls into.
    pub(super) fn piece(&mut self, slot: SlotId, cases: &[(SlotId, SlotId)], rule: &ConversionRule, scope: &mut Scope) {
        let Results { plan, evaluation, .. } = self.results;
        let argument = cases.first().and_then(|(condition, _)| plan.slot(*condition).op.operands().next());
        let mut lines = Vec::new();
        if let Some(argument) = argument {
            let mut inner = argument;
            if let (Op::Round(exact, precision), true) =
                (&plan.slot(argument).op, plan.slot(argument).span == Some(rule.span))
            {
                let (before, after) = (self.full(*exact), self.full(argument));
                if before != after {
                    lines.push(format!("dibulatkan {}: {before} → {after}", say_rounding(precision)));
                }
                inner = *exact;
            }
            let numbers = self.numbers(inner, scope);
            let value = self.value_text(inner);
            let shown = if numbers == value { numbers } else { format!("{numbers} = {value}") };
            lines.insert(0, format!("nilai = {shown}"));
        }
        let state = argument.and_then(|slot| evaluation.cell(slot, self.lane).as_ref().err()).map(|fault| fault.state);
        let holds = |condition: SlotId| matches!(evaluation.cell(condition, self.lane), Ok(Value::Truth(true)));
        let chosen = cases.iter().position(|(condition, _)| holds(*condition));
        let mut step = match chosen.and_then(|at| rule.pieces.get(at)) {
            Some(piece) => self.at(StepKind::Piece, piece.span),
            None => {
                let name = self.rule_of(rule.span);
                let place = Some(self.sources.place(rule.span));
                let text = match state {
                    Some(state) => format!("nilai yang dikonversi {}", state.words()),
                    None => "tidak ada bagian yang cocok".into(),
                };
                Step { rule: name, place, ..blank(StepKind::Piece, text) }
            }
        };
        if let Some(at) = chosen {
            let before = std::mem::replace(&mut scope.argument, argument);
            let numbers = self.numbers(cases[at].1, scope);
            scope.argument = before;
            if numbers != self.value_text(slot) {
                lines.push(format!("= {numbers}"));
            }
        }
        step.lines = lines;
        step.after = Some(self.plain(slot));
        scope.thing.steps.push(step);
    }

    /// A value that belongs to no slot, with the unit of one.
    fn words_of(&self, value: &Value, slot: SlotId) -> String {
        let suffix = self.results.plan.slot(slot).unit.suffix();
        match value {
            Value::Number(value) => format!("{}{suffix}", super::digits(value)),
            Value::Irrational(root) => root.to_string(),
            Value::Text(text) => text.to_string(),
            Value::Truth(truth) => if *truth { "ya" } else { "tidak" }.to_string(),
        }
    }
}

/// The precision of a plain number.
fn decimals(plain: &str) -> Option<Precision> {
    let count = plain.split_once('.').map_or(0, |(_, part)| part.len());
    let places = Places::new(i32::try_from(count).ok()?)?;
    Some(Precision { places, mode: Rounding::HalfAway })
}
