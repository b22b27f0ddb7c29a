//! Operations on operands alone as formulas; those that decide something are in `decisions.rs`.

use super::double::{self, Why};
use super::state::States;
use super::terms;
use super::translate::{Kind, Made, Said};
use crate::eval::Cell;
use crate::number::{Exact, Interval, Rounding};
use crate::syntax::ast::Precision;
use std::ops::Bound;
use std::sync::Arc;

/// Where the operands are there, but a condition makes the result undefined.
pub(super) fn undefined_where(states: &States, condition: &str) -> States {
    match states.constant() {
        Some(0) => States::cell(format!("IF({condition},3,0)")),
        Some(code) => States::always(code),
        None => States::cell(format!("IF({0}>0,{0},IF({condition},3,0))", states.text())),
    }
}

pub(super) fn signed(number: i32) -> String {
    if number < 0 { format!("({number})") } else { number.to_string() }
}

pub(super) fn one(of: &Made, text: impl Fn(&str) -> String, float: impl Fn(f64) -> f64) -> Said {
    Said::Line(of.states.clone(), text(&of.value), Kind::Number, of.float.map(float))
}

pub(super) fn two(left: &Made, sign: &str, right: &Made, float: impl Fn(f64, f64) -> f64) -> Said {
    let states = States::worst([&left.states, &right.states]);
    let float = left.float.zip(right.float).map(|(left, right)| float(left, right));
    Said::Line(states, format!("{}{sign}{}", left.value, right.value), Kind::Number, float)
}

pub(super) fn several(items: Vec<Made>, function: &str, float: impl Fn(f64, f64) -> f64) -> Said {
    const MOST: usize = 250;
    if items.is_empty() || items.len() > MOST {
        return if items.is_empty() { Said::Value(Why::Kind) } else { Said::Value(Why::Long) };
    }
    let states = States::worst(items.iter().map(|item| &item.states));
    let floats: Option<Vec<f64>> = items.iter().map(|item| item.float).collect();
    let float = floats.and_then(|floats| floats.into_iter().reduce(float));
    let values: Vec<&str> = items.iter().map(|item| item.value.as_str()).collect();
    Said::Line(states, format!("{function}({})", values.join(",")), Kind::Number, float)
}

/// More than what a dozen operations lose of a number, as a part of it; less than half a step of its fourteenth digit, and than
/// what lies between a place where a rounding turns and the next number that is a ratio of amounts offices count.
const LOST: &str = "4E-15";

/// A declared rounding as a formula. Data can be changed to a number where the rounding turns, and what is computed of it may
/// fall short (82/80*100 is 102,49999999999999 there), so the number is first moved across by what it may have lost.
pub(super) fn round(value: &str, Precision { places, mode }: &Precision) -> String {
    let places = places.get();
    let more = format!("{value}*(1+{LOST})");
    let less = format!("{value}*(1-{LOST})");
    match mode {
        Rounding::HalfAway => format!("ROUND({more},{places})"),
        Rounding::Truncate => format!("ROUNDDOWN({more},{places})"),
        Rounding::Ceiling => format!("IF({value}>0,ROUNDUP({less},{places}),ROUNDDOWN({more},{places}))"),
        Rounding::Floor => format!("IF({value}<0,ROUNDUP({less},{places}),ROUNDDOWN({more},{places}))"),
        // Away from the tie, then back by one step where the even neighbour lies below. Of two steps only one has a tie at 0.5.
        Rounding::HalfEven => {
            let step = signed(places);
            let within = |moved: &str| format!("MOD(ABS({moved})*10^{step},2)");
            let tie = format!("AND({}>=0.5,{}<=0.5)", within(&more), within(&less));
            format!("ROUND({more},{places})-IF({tie},SIGN({value})*10^-{step},0)")
        }
    }
}

pub(super) fn clamped(of: &Made, range: &Interval) -> Said {
    let end = |bound: &Bound<Exact>| match bound {
        Bound::Included(end) | Bound::Excluded(end) => Some(end.clone()),
        Bound::Unbounded => None,
    };
    let (low, high) = (end(range.lo()), end(range.hi()));
    let (mut value, mut float) = (of.value.clone(), of.float);
    if let Some(low) = &low {
        value = format!("MAX({},{value})", terms::number(low));
        float = float.map(|float| float.max(double::near(low)));
    }
    if let Some(high) = &high {
        value = format!("MIN({},{value})", terms::number(high));
        float = float.map(|float| float.min(double::near(high)));
    }
    Said::Line(of.states.clone(), value, Kind::Number, float)
}

/// `dan` and `atau`: one side that decides is enough, even when the other is missing.
pub(super) fn decided(left: &Made, right: &Made, deciding: bool) -> Said {
    let word = if deciding { "TRUE" } else { "FALSE" };
    let both = States::worst([&left.states, &right.states]);
    let one = format!("OR({}={word},{}={word})", left.value, right.value);
    let states = match both.constant() {
        Some(0) => both,
        Some(_) | None => States::cell(format!("IF({one},0,{})", both.text())),
    };
    Said::Line(states, if deciding { one } else { format!("NOT({one})") }, Kind::Truth, None)
}

pub(super) fn present(of: &Made) -> Said {
    match of.states.constant() {
        Some(4) => Said::Line(States::always(4), String::new(), Kind::Truth, None),
        Some(code) => {
            let value = if code == 0 { "TRUE" } else { "FALSE" };
            Said::Line(States::there(), value.to_string(), Kind::Truth, None)
        }
        None => {
            let state = of.states.text();
            Said::Line(States::cell(format!("IF({state}=4,4,0)")), format!("{state}=0"), Kind::Truth, None)
        }
    }
}

/// The first; the second where the first is not filled.
pub(super) fn fallback(first: &Made, second: &Made) -> Said {
    match (first.states.constant(), second.states.constant()) {
        (Some(2), _) => Said::Is(second.clone()),
        (Some(_), _) | (None, Some(2)) => Said::Is(first.clone()),
        (None, _) => {
            let state = first.states.text();
            let states = States::cell(format!("IF({state}=2,{},{state})", second.states.text()));
            let float = first.float.or(second.float);
            let value = format!("IF({state}=2,{},{})", second.value, first.value);
            let kind = if first.float.is_none() && second.kind == Kind::Word { Kind::Word } else { first.kind };
            Said::Line(states, value, kind, float)
        }
    }
}

pub(super) fn ranked(of: &Made, order: &[Arc<str>], cell: &Cell) -> Said {
    let words: Vec<String> = order.iter().map(|word| terms::text(word)).collect();
    let lower = |word: &str| word.to_lowercase();
    let is_clear = |at: usize| order.iter().filter(|other| lower(other) == lower(&order[at])).count() == 1;
    if !(0..order.len()).all(is_clear) || order.iter().any(|word| word.contains(['*', '?', '~'])) {
        return Said::Value(Why::Kind);
    }
    let found = format!("MATCH({},{{{}}},0)", of.value, words.join(","));
    let unknown = format!("IF(ISNA({found}),4,0)");
    let states = match of.states.constant() {
        Some(0) => States::cell(unknown),
        Some(code) => States::always(code),
        None => States::cell(format!("IF({0}>0,{0},{unknown})", of.states.text())),
    };
    let float = cell.as_ref().ok().and_then(double::near_value);
    Said::Line(states, format!("{found}-1"), Kind::Number, float)
}
