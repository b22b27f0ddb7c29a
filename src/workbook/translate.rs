//! The plan of one unit as lines of formulas: each operation as a spreadsheet says it, or its value where it cannot.

use super::double::{self, Why};
use super::inputs::Inputs;
use super::lines::{Fill, Line, Lines, guarded};
use super::operations::{clamped, decided, fallback, one, present, ranked, several, two};
use super::scales::Scales;
use super::state::{self, States};
use super::terms;
use super::typed::Typed;
use crate::eval::{Cell, Results, Value};
use crate::plan::{Input, Op, SlotId};
use crate::source::Sources;
use std::collections::HashMap;

/// A formula longer than this is none; the bound of the file format is 8192.
const LONGEST: usize = 8_000;

/// What a slot became.
#[derive(Debug, Clone)]
pub struct Made {
    /// Its value in a formula of the same sheet: a reference, or what the rules state.
    pub value: String,
    /// Its state in one.
    pub states: States,
    /// What sort of value.
    pub kind: Kind,
    /// What a spreadsheet computes, where that is a number.
    pub float: Option<f64>,
    /// Whether it is, or rests on, a value that stands in the place of a formula.
    pub is_fixed: bool,
    /// Whether it may be a target that is a range of two ends, and no number.
    pub is_range: bool,
    /// Whether it may be below zero.
    pub is_signed: bool,
}

/// What sort of value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Number,
    Word,
    Truth,
}

/// What an operation says.
pub(super) enum Said {
    /// The same as another.
    Is(Made),
    /// A state, a formula for the value, what a spreadsheet computes.
    Line(States, String, Kind, Option<f64>),
    /// Its value, and why.
    Value(Why),
}

/// Everything of a unit that is made so far.
pub struct Translator<'r> {
    pub(super) results: Results<'r>,
    sources: &'r Sources,
    pub(super) lane: usize,
    unit: usize,
    pub(super) inputs: &'r Inputs,
    pub(super) lines: &'r mut Lines,
    pub(super) scales: &'r mut Scales,
    held: &'r [SlotId],
    made: HashMap<SlotId, Made>,
}

impl<'r> Translator<'r> {
    pub fn new(
        (results, sources): (Results<'r>, &'r Sources),
        (lane, unit): (usize, usize),
        (inputs, lines, scales): (&'r Inputs, &'r mut Lines, &'r mut Scales),
        held: &'r [SlotId],
    ) -> Translator<'r> {
        Translator { results, sources, lane, unit, inputs, lines, scales, held, made: HashMap::new() }
    }

    /// Every slot that the goals rest on, in the order of the plan.
    pub fn all(mut self, goals: &[SlotId]) -> HashMap<SlotId, Made> {
        for slot in self.results.plan.under(goals, self.held) {
            let made = self.slot(slot);
            self.made.insert(slot, made);
        }
        self.made
    }

    pub(super) fn of(&self, slot: SlotId) -> Made {
        self.made.get(&slot).cloned().unwrap_or_else(|| Made {
            value: terms::text(""),
            states: States::always(4),
            kind: Kind::Word,
            float: None,
            is_fixed: true,
            is_range: false,
            is_signed: false,
        })
    }

    pub(super) fn cell(&self, slot: SlotId) -> &'r Cell {
        self.results.evaluation.cell(slot, self.lane)
    }

    fn slot(&mut self, slot: SlotId) -> Made {
        let op = &self.results.plan.slot(slot).op;
        let said = match self.held.contains(&slot) {
            true => Said::Value(Why::Held),
            false => self.verified(slot, op),
        };
        let rests = op.operands().any(|operand| self.of(operand).is_fixed) && !self.held.contains(&slot);
        let made = match said {
            Said::Is(made) => {
                self.lines.retitle(&made.value, &self.name(slot));
                made
            }
            Said::Line(states, value, kind, float) => {
                let made = self.line((slot, &states), value, kind, float);
                Made { is_fixed: rests, ..made }
            }
            Said::Value(why) => self.value(slot, why),
        };
        let (is_range, is_signed) = (self.may_be_range(op), self.may_be_negative(op));
        Made { is_range, is_signed, ..made }
    }

    /// What an operation says, unless it does not come out as it should.
    fn verified(&mut self, slot: SlotId, op: &Op) -> Said {
        let said = self.said(op, slot);
        let Said::Line(states, value, kind, float) = said else { return said };
        let cell = self.cell(slot);
        // A fault that none of the operands has: words among numbers, more digits than there may be.
        let is_new_fault = matches!(cell, Err(fault) if state::code(fault.state) == 4)
            && !op.operands().any(|operand| matches!(self.cell(operand), Err(fault) if state::code(fault.state) == 4))
            && !matches!(op, Op::Input(_));
        let numbers = self.numbers_alone(op);
        let states = if numbers.is_empty() { states } else { where_numbers(&states, &numbers) };
        match cell {
            // A range among numbers is none; once its ends are typed alike it is a target as any other.
            Err(_) if is_new_fault && numbers.is_empty() => Said::Value(Why::Kind),
            Err(_) if is_new_fault => Said::Line(states, value, kind, None),
            _ if value.len() + states.text().len() > LONGEST => Said::Value(Why::Long),
            Ok(exact @ (Value::Number(_) | Value::Irrational(_))) => match float {
                Some(float) if double::is_good(float, exact) => Said::Line(states, value, kind, Some(float)),
                _ => Said::Value(Why::Inexact),
            },
            Ok(Value::Text(_) | Value::Truth(_)) | Err(_) => Said::Line(states, value, kind, None),
        }
    }

    /// Adds a line with a formula.
    fn line(&mut self, (slot, states): (SlotId, &States), value: String, kind: Kind, float: Option<f64>) -> Made {
        if let Some(code @ 1..) = states.constant() {
            let value = terms::text(state::words(code));
            return made(value, states.clone(), kind, None);
        }
        let (own_state, own_value) = self.lines.next();
        let code = self.cell(slot).as_ref().err().map_or(0, |fault| state::code(fault.state));
        let state = match states.constant() {
            Some(code) => Fill::Number(code.into()),
            None => Fill::Formula(states.text(), code.to_string()),
        };
        let value = Fill::Formula(guarded(states, &own_state, value), self.result(slot));
        self.lines.push(Line { name: self.name(slot), place: self.place(slot), state, value, why: None });
        let states = if states.constant().is_some() { states.clone() } else { States::cell(own_state) };
        made(own_value, states, kind, float)
    }

    /// Adds a line that helps others: a state and a value.
    pub(super) fn helper(&mut self, name: &str, state: (String, String), value: (String, String)) -> (String, String) {
        let next = self.lines.next();
        let fill = |(formula, result): (String, String)| match formula.is_empty() {
            true => Fill::Blank,
            false => Fill::Formula(formula, result),
        };
        let (state, value) = (fill(state), fill(value));
        self.lines.push(Line { name: name.to_string(), place: String::new(), state, value, why: None });
        next
    }

    /// Adds a line that is a value.
    fn value(&mut self, slot: SlotId, why: Why) -> Made {
        let (_, own_value) = self.lines.next();
        let (fill, code, kind, float) = match self.cell(slot) {
            Ok(value @ (Value::Number(_) | Value::Irrational(_))) => {
                let float = double::near_value(value).unwrap_or(f64::NAN);
                (Fill::Number(float), 0, Kind::Number, Some(float))
            }
            Ok(Value::Text(text)) => (Fill::Text(text.to_string()), 0, Kind::Word, None),
            Ok(Value::Truth(truth)) => (Fill::Truth(*truth), 0, Kind::Truth, None),
            Err(fault) => {
                let code = state::code(fault.state);
                (Fill::Text(state::words(code).to_string()), code, Kind::Number, None)
            }
        };
        let (name, place) = (self.name(slot), self.place(slot));
        self.lines.push(Line { name, place, state: Fill::Number(code.into()), value: fill, why: Some(why) });
        Made { is_fixed: true, ..made(own_value, States::always(code), kind, float) }
    }

    /// What a slot gives now, as a cached result.
    pub(super) fn result(&self, slot: SlotId) -> String {
        match self.cell(slot) {
            Ok(value @ (Value::Number(_) | Value::Irrational(_))) => {
                double::near_value(value).map(double::digits).unwrap_or_default()
            }
            Ok(Value::Text(text)) => text.to_string(),
            Ok(Value::Truth(truth)) => if *truth { "TRUE" } else { "FALSE" }.to_string(),
            Err(fault) => state::words(state::code(fault.state)).to_string(),
        }
    }

    /// `capaian AKIP[2023]`, else the text of the rules.
    pub(super) fn name(&self, slot: SlotId) -> String {
        const MOST: usize = 90;
        let Results { program, plan, .. } = self.results;
        let slot = plan.slot(slot);
        if let Op::Input(input) = &slot.op {
            return format!("{} {}{}", input.field.word(), input.code, input.when.written(plan.year));
        }
        if let Some((name, role, when)) = slot.role {
            let word = role.word().unwrap_or("nilai");
            return format!("{word} {}{}", program.code(name), when.written(plan.year));
        }
        let text = if let Op::Aggregate(op) = &slot.op {
            let first = op.items.first().map(|first| self.name(*first)).unwrap_or_default();
            let more = if op.items.len() > 1 { format!("; … ({} nilai)", op.items.len()) } else { String::new() };
            format!("{}({first}{more})", op.aggregate.word())
        } else {
            slot.span.map(|span| self.sources.one_line(span)).unwrap_or_default()
        };
        match text.chars().count() > MOST {
            true => text.chars().take(MOST - 1).chain(['…']).collect(),
            false => text,
        }
    }

    /// The cell of an input, where it has one.
    pub(super) fn input(&self, input: &Input) -> Option<Typed> {
        self.inputs.cell(self.unit, input)
    }

    fn place(&self, slot: SlotId) -> String {
        self.results.plan.slot(slot).span.map(|span| self.sources.place(span)).unwrap_or_default()
    }

    fn said(&mut self, op: &Op, slot: SlotId) -> Said {
        let of = |slot: &SlotId| self.of(*slot);
        match op {
            Op::Input(input) => match self.input(input) {
                Some(typed) => {
                    let float = self.cell(slot).as_ref().ok().and_then(double::near_value);
                    Said::Line(typed.states(), typed.says(), typed.kind, float)
                }
                None => Said::Is(made(terms::text(state::words(2)), States::always(2), Kind::Number, None)),
            },
            Op::Number(value) => {
                let float = Some(double::near(value));
                Said::Is(made(terms::number(value), States::there(), Kind::Number, float))
            }
            Op::Text(text) => Said::Is(made(terms::text(text), States::there(), Kind::Word, None)),
            Op::Missing(state, _) => {
                let code = state::code(*state);
                Said::Is(made(terms::text(state::words(code)), States::always(code), Kind::Number, None))
            }
            Op::Same(a) => Said::Is(of(a)),
            Op::Negate(a) => one(&of(a), |a| format!("-{a}"), |a| -a),
            Op::Absolute(a) => one(&of(a), |a| format!("ABS({a})"), f64::abs),
            Op::Share(a) => one(&of(a), |a| format!("{a}/100"), |a| a / 100.0),
            Op::Percentage(a) => one(&of(a), |a| format!("{a}*100"), |a| a * 100.0),
            Op::Add(a, b) => two(&of(a), "+", &of(b), |a, b| a + b),
            Op::Subtract(a, b) => two(&of(a), "-", &of(b), |a, b| a - b),
            Op::Multiply(a, b) => two(&of(a), "*", &of(b), |a, b| a * b),
            Op::Divide(a, b) => self.divided(&of(a), &of(b), *b),
            Op::Power(a, exponent) => self.power(&of(a), *exponent, *a),
            Op::Root(a) => self.root(&of(a), *a),
            Op::Least(items) => several(items.iter().map(of).collect(), "MIN", f64::min),
            Op::Greatest(items) => several(items.iter().map(of).collect(), "MAX", f64::max),
            Op::Round(a, precision) => self.rounded(&of(a), *a, precision),
            Op::Clamp(a, range) => clamped(&of(a), range),
            Op::Compare(a, comparison, b) => self.compared((*a, &of(a)), *comparison, (*b, &of(b))),
            Op::And(a, b) => decided(&of(a), &of(b), false),
            Op::Or(a, b) => decided(&of(a), &of(b), true),
            Op::Not(a) => Said::Line(of(a).states, format!("NOT({})", of(a).value), Kind::Truth, None),
            Op::Filled(a) => Said::Line(of(a).states, "TRUE".to_string(), Kind::Truth, None),
            Op::Present(a) => present(&of(a)),
            Op::Choose { cases, otherwise } => self.chosen(cases, *otherwise),
            Op::Aggregate(op) => self.gathered(op),
            Op::Band(a, table) => self.graded(&of(a), *a, table),
            Op::Fallback(a, b) => fallback(&of(a), &of(b)),
            Op::Within(a, range) => self.within(&of(a), *a, range),
            Op::Rank(a, order) => ranked(&of(a), order, self.cell(slot)),
        }
    }
}

/// The state of what takes numbers, where some of its operands may be none.
fn where_numbers(states: &States, numbers: &[String]) -> States {
    let own = match numbers {
        [one] => format!("IF({one},0,4)"),
        several => format!("IF(AND({}),0,4)", several.join(",")),
    };
    match states.constant() {
        Some(0) => States::cell(own),
        Some(_) => states.clone(),
        None => States::cell(format!("IF({0}>0,{0},{own})", states.text())),
    }
}

fn made(value: String, states: States, kind: Kind, float: Option<f64>) -> Made {
    Made { value, states, kind, float, is_fixed: false, is_range: false, is_signed: false }
}
