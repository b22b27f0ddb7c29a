//! A formula with its numbers put in.

use super::{Explainer, Key};
use crate::eval::Value;
use crate::number::NumberStyle;
use crate::number::format;
use crate::plan::{Op, SlotId};
use crate::program::intervals::say;
use crate::program::units::Unit;
use crate::report::explanation::Thing;

/// The precedence of an operation; one with lower precedence is put in brackets.
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

/// The context of a printed formula: the thing it belongs to, and the argument of a conversion.
pub(super) struct Scope<'t> {
    /// The thing that parts and inner steps are added to.
    pub thing: &'t mut Thing,
    /// The thing's value; none if it is not the value of a name.
    pub own: Option<Key>,
    /// Printed by its value.
    pub argument: Option<SlotId>,
}

impl Explainer<'_> {
    /// The formula behind a slot with the values of its names, which become parts of the thing. Inner operations that
    /// are more than arithmetic get steps of their own.
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
        // The plan is borrowed from the run, not from the explainer.
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
            // 80% is 0,8: what is displayed does not change.
            Op::Share(a) => self.print(*a, scope),
            // A percentage in a denominator stays one, so only a fraction that is displayed in percent is shown as
            // such.
            Op::Percentage(a) if !plan.slot(slot).unit.is_percent() => self.print(*a, scope),
            Op::Percentage(a) => (format!("{} * 100%", self.operand(*a, Tie::Multiply, scope)), Tie::Multiply),
            Op::Compare(a, sign, b) => self.infix(*a, sign.sign(), *b, Tie::Compare, Tie::Add, scope),
            Op::And(a, b) => self.infix(*a, "dan", *b, Tie::And, Tie::And, scope),
            Op::Or(a, b) => self.infix(*a, "atau", *b, Tie::Or, Tie::Or, scope),
            Op::Power(a, exponent) => (format!("{}^{exponent}", self.operand(*a, Tie::Word, scope)), Tie::Power),
            Op::Absolute(a) => self.call("abs", &[*a], scope),
            Op::Root(a) => self.call("akar", &[*a], scope),
            // Not in any rule: a condition shared by the aggregates of one formula.
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
        // A sign right after an operator is hard to read.
        let right = if right.starts_with('-') { format!("({right})") } else { right };
        (format!("{left} {sign} {right}"), tie)
    }

    fn call(&mut self, word: &str, items: &[SlotId], scope: &mut Scope) -> (String, Tie) {
        let items: Vec<String> = items.iter().map(|item| self.print(*item, scope).0).collect();
        (format!("{word}({})", items.join("; ")), Tie::Word)
    }

    /// The slot as the rule writes it: `60%`, not 0,6.
    pub(super) fn written(&self, slot: SlotId) -> SlotId {
        let plan = self.results.plan;
        let Op::Share(percent) = plan.slot(slot).op else { return slot };
        if plan.slot(percent).unit.is_percent() { percent } else { slot }
    }

    /// The value alone, as in a formula.
    pub(super) fn value_text(&self, slot: SlotId) -> String {
        self.atom(slot).0
    }

    /// The value alone; only percentages show their unit.
    fn atom(&self, slot: SlotId) -> (String, Tie) {
        let unit = &self.results.plan.slot(slot).unit;
        let cell = self.results.evaluation.cell(slot, self.lane);
        let full = self.full(slot);
        let text = match (unit, cell) {
            (_, Ok(Value::Text(text))) => format!("\"{text}\""),
            (Unit::Percent, Ok(_)) => as_written(&full),
            // Percentage points count as percent, so a formula shows their sign.
            (Unit::Points, Ok(_)) => as_written(&format!("{}%", full.strip_suffix(&unit.suffix()).unwrap_or(&full))),
            (_, Ok(_)) => as_written(full.strip_suffix(&unit.suffix()).unwrap_or(&full)),
            (_, Err(_)) => format!("({full})"),
        };
        let negative = text.starts_with('-');
        (text, if negative { Tie::Sign } else { Tie::Word })
    }
}

/// A number with the sign used in rules.
fn as_written(number: &str) -> String {
    number.replace('−', "-")
}
