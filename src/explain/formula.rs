//! A formula with its numbers put in.

use super::{Explainer, Key};
use crate::eval::Value;
use crate::number::NumberStyle;
use crate::number::format;
use crate::plan::{Op, SlotId};
use crate::program::intervals::say;
use crate::program::units::Unit;
use crate::report::explanation::Thing;

/// How tightly an operation binds; what binds less stands in brackets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tie {
    Or,
    And,
    Not,
    Compare,
    Add,
    Multiply,
    Sign,
    Power,
    Word,
}

/// What a formula is printed in: the thing it belongs to, and the value that a conversion is given.
pub(super) struct Scope<'t> {
    /// Where parts and inner steps go.
    pub thing: &'t mut Thing,
    /// The thing's value; none where it is the value of no name.
    pub own: Option<Key>,
    /// Printed by its value.
    pub argument: Option<SlotId>,
}

impl Explainer<'_> {
    /// The formula behind a slot with the values of what it names; these become parts of the thing. What is more than
    /// arithmetic inside it gets a step of its own.
    pub(super) fn numbers(&mut self, slot: SlotId, scope: &mut Scope) -> String {
        self.print(slot, scope).0
    }

    fn print(&mut self, slot: SlotId, scope: &mut Scope) -> (String, Tie) {
        if scope.argument == Some(slot) {
            return self.atom(slot);
        }
        if self.is_other(slot, scope.own) {
            self.uses(slot, scope.thing);
            return self.atom(slot);
        }
        // The plan is borrowed for as long as the run, not from the explainer.
        let plan = self.results.plan;
        match &plan.slot(slot).op {
            Op::Number(value) => {
                let suffix = if plan.slot(slot).unit == Unit::Percent { "%" } else { "" };
                let text = match value.to_exact_plain() {
                    Some(plain) => as_written(&format!("{}{suffix}", format(&plain, NumberStyle::Indonesian))),
                    None => self.atom(slot).0,
                };
                (text, if value.is_negative() { Tie::Sign } else { Tie::Word })
            }
            Op::Text(text) => (format!("\"{text}\""), Tie::Word),
            Op::Negate(a) => (format!("-{}", self.operand(*a, Tie::Sign, scope)), Tie::Sign),
            Op::Not(a) => (format!("tidak {}", self.operand(*a, Tie::Not, scope)), Tie::Not),
            Op::Add(a, b) => self.infix(*a, "+", *b, Tie::Add, Tie::Multiply, scope),
            Op::Subtract(a, b) => self.infix(*a, "-", *b, Tie::Add, Tie::Multiply, scope),
            Op::Multiply(a, b) => self.infix(*a, "*", *b, Tie::Multiply, Tie::Sign, scope),
            Op::Divide(a, b) => self.infix(*a, "/", *b, Tie::Multiply, Tie::Sign, scope),
            // 80% is 0,8: what is read stays the same.
            Op::Share(a) => self.print(*a, scope),
            // A percentage below the line is one too, so only a part that is given in percent is told.
            Op::Percentage(a) if !plan.slot(slot).unit.is_percent() => self.print(*a, scope),
            Op::Percentage(a) => (format!("{} * 100%", self.operand(*a, Tie::Multiply, scope)), Tie::Multiply),
            Op::Compare(a, sign, b) => self.infix(*a, sign.sign(), *b, Tie::Compare, Tie::Add, scope),
            Op::And(a, b) => self.infix(*a, "dan", *b, Tie::And, Tie::And, scope),
            Op::Or(a, b) => self.infix(*a, "atau", *b, Tie::Or, Tie::Or, scope),
            Op::Power(a, exponent) => (format!("{}^{exponent}", self.operand(*a, Tie::Word, scope)), Tie::Power),
            Op::Absolute(a) => self.call("abs", &[*a], scope),
            Op::Root(a) => self.call("akar", &[*a], scope),
            // Stands in no rule: a condition that aggregates of one formula share.
            Op::Filled(a) => self.call("ada", &[*a], scope),
            Op::Present(a) => self.call("ada", &[*a], scope),
            Op::Same(inner) => self.print(*inner, scope),
            Op::Least(items) => self.call("min", items, scope),
            Op::Greatest(items) => self.call("maks", items, scope),
            Op::Within(a, range) => {
                (format!("{} termasuk {}", self.operand(*a, Tie::Add, scope), say(range)), Tie::Compare)
            }
            Op::Rank(a, _) => self.call("urutan", &[*a], scope),
            Op::Input(_) => {
                self.uses(slot, scope.thing);
                self.atom(slot)
            }
            Op::Missing(..) => self.atom(slot),
            Op::Round(..) | Op::Clamp(..) | Op::Choose { .. } | Op::Aggregate(_) | Op::Band(..) | Op::Fallback(..) => {
                let argument = scope.argument;
                self.chain(slot, None, scope);
                scope.argument = argument;
                self.atom(slot)
            }
        }
    }

    fn operand(&mut self, slot: SlotId, least: Tie, scope: &mut Scope) -> String {
        let (text, tie) = self.print(slot, scope);
        if tie < least { format!("({text})") } else { text }
    }

    fn infix(
        &mut self,
        left: SlotId,
        sign: &str,
        right: SlotId,
        tie: Tie,
        right_tie: Tie,
        scope: &mut Scope,
    ) -> (String, Tie) {
        let left = self.operand(left, tie, scope);
        let right = self.operand(right, right_tie, scope);
        // A sign right behind an operator is hard to read.
        let right = if right.starts_with('-') { format!("({right})") } else { right };
        (format!("{left} {sign} {right}"), tie)
    }

    fn call(&mut self, word: &str, items: &[SlotId], scope: &mut Scope) -> (String, Tie) {
        let items: Vec<String> = items.iter().map(|item| self.print(*item, scope).0).collect();
        (format!("{word}({})", items.join("; ")), Tie::Word)
    }

    /// What a person wrote of a part: `60%` and not 0,6.
    pub(super) fn written(&self, slot: SlotId) -> SlotId {
        let plan = self.results.plan;
        let Op::Share(percent) = plan.slot(slot).op else { return slot };
        if plan.slot(percent).unit.is_percent() { percent } else { slot }
    }

    /// The value alone, as a formula has it.
    pub(super) fn value_text(&self, slot: SlotId) -> String {
        self.atom(slot).0
    }

    /// The value alone; of units only percentages carry theirs.
    fn atom(&self, slot: SlotId) -> (String, Tie) {
        let unit = &self.results.plan.slot(slot).unit;
        let cell = self.results.evaluation.cell(slot, self.lane);
        let full = self.full(slot);
        let text = match (unit, cell) {
            (_, Ok(Value::Text(text))) => format!("\"{text}\""),
            (Unit::Percent, Ok(_)) => as_written(&full),
            // Points of percent count as percent, so a formula has their sign.
            (Unit::Points, Ok(_)) => as_written(&format!("{}%", full.strip_suffix(&unit.suffix()).unwrap_or(&full))),
            (_, Ok(_)) => as_written(full.strip_suffix(&unit.suffix()).unwrap_or(&full)),
            (_, Err(_)) => format!("({full})"),
        };
        let negative = text.starts_with('-');
        (text, if negative { Tie::Sign } else { Tie::Word })
    }
}

/// A number with the sign that rules are written with.
fn as_written(number: &str) -> String {
    number.replace('−', "-")
}
