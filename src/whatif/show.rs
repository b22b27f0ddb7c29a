//! Values as a person reads them: shown as a table would show them, and exactly where that hides something.

use super::state::{View, written_name};
use crate::data::Dataset;
use crate::eval::{Cell, Fault, Value};
use crate::number::{Exact, NumberStyle, Places, Rounding, format};
use crate::plan::{self, PlannedCell, SlotId};
use crate::program::units::Unit;
use crate::program::{NameId, Role, When};
use crate::report::build;

/// A value as shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// `97,69%`, `"Baik"`, `–`.
    pub text: String,
    /// `97,685…`, where what is shown is not all of it.
    pub exact: Option<String>,
    /// Why there is no value.
    pub reason: Option<String>,
}

impl Shown {
    /// A value of a thing; none when the rules give it none.
    pub fn of(view: &View, code: &str, role: Role, when: When) -> Option<Shown> {
        let &name = view.program().by_code.get(code)?;
        Some(Shown::cell(view, plan::cell(view.program(), &view.plan, name, role, when)?))
    }

    /// Any planned value.
    pub fn cell(view: &View, planned: PlannedCell) -> Shown {
        let cell = view.evaluation.cell(planned.slot, 0);
        let results = view.results();
        let role = view.plan.slot(planned.slot).role;
        let is_given = |name, role, when| view.is_assumed(name, role, when) && !view.is_emptied(name, role, when);
        let assumed = role.is_some_and(|(name, role, when)| is_given(name, role, when));
        match cell {
            Ok(Value::Truth(truth)) => Shown::text(if *truth { "ya" } else { "tidak" }),
            Ok(Value::Text(word)) => Shown::text(format!("\"{word}\"")),
            // What a person assumed is shown as it was given.
            Ok(Value::Number(value)) if assumed => {
                Shown::text(format!("{}{}", number(value), view.plan.slot(planned.slot).unit.suffix()))
            }
            Ok(Value::Number(value)) => {
                let text = build::value(results, 0, planned).0.shown;
                let exact = exact(value, &text);
                Shown { text, exact, reason: None }
            }
            Ok(Value::Irrational(root)) => {
                Shown { exact: Some(root.describe()), ..Shown::text(build::value(results, 0, planned).0.shown) }
            }
            Err(fault) => {
                // A target that is a range is shown by its ends.
                let range = fault.is_range_target().then(|| build::value(results, 0, planned).0);
                if let Some(range) = range.filter(|range| range.text.is_some()) {
                    return Shown::text(range.shown);
                }
                Shown { reason: Some(reason(fault, &view.data)), ..Shown::text("–") }
            }
        }
    }

    fn text(text: impl Into<String>) -> Shown {
        Shown { text: text.into(), exact: None, reason: None }
    }

    /// What is shown, with all of it behind where that is more.
    pub fn in_full(&self) -> String {
        match (&self.exact, &self.reason) {
            (Some(exact), _) => format!("{} (tepat {exact})", self.text),
            (_, Some(reason)) => format!("tidak dapat dihitung: {reason}"),
            _ => self.text.clone(),
        }
    }
}

/// The number in full, when what is shown of it is less.
fn exact(value: &Exact, shown: &str) -> Option<String> {
    const LONGEST: usize = 16;
    let full = digits(value, 10);
    let only_digits = |text: &str| text.chars().filter(|c| c.is_ascii_digit() || *c == ',').collect::<String>();
    let (full_digits, shown_digits) = (only_digits(&full), only_digits(shown));
    if full_digits == shown_digits.trim_end_matches('0').trim_end_matches(',') || full_digits == shown_digits {
        return None;
    }
    let (top, bottom) = value.fraction();
    let fraction = format!("{top}/{bottom}");
    match value.is_terminating() {
        true => Some(full),
        false if fraction.len() <= LONGEST => Some(format!("{full}, yaitu {}", fraction.replace('-', "−"))),
        false => Some(full),
    }
}

/// A number with all its decimals, or four of them and `…`: never a digit that is not its own.
pub fn number(value: &Exact) -> String {
    digits(value, 4)
}

/// The same with more decimals before the `…`.
fn digits(value: &Exact, decimals: i32) -> String {
    match value.to_exact_plain() {
        Some(plain) => format(&plain, NumberStyle::Indonesian),
        None => {
            let places = Places::new(decimals).unwrap_or(Places::WHOLE);
            format!("{}…", format(&value.to_plain(places, Rounding::Truncate), NumberStyle::Indonesian))
        }
    }
}

/// A cell where no plan says how to show it.
pub fn plain(cell: &Cell, unit: &Unit) -> String {
    match cell {
        Ok(Value::Number(value)) => format!("{}{}", number(value), unit.suffix()),
        Ok(Value::Irrational(root)) => {
            let places = Places::new(6).unwrap_or(Places::WHOLE);
            match root.to_plain(places, Rounding::HalfAway) {
                Ok(plain) => format!("≈{}{}", format(&plain, NumberStyle::Indonesian), unit.suffix()),
                Err(hard) => hard.to_string(),
            }
        }
        Ok(Value::Text(word)) => format!("\"{word}\""),
        Ok(Value::Truth(truth)) => (if *truth { "ya" } else { "tidak" }).to_string(),
        Err(fault) => format!("tidak dapat dihitung ({})", fault.reason),
    }
}

/// A difference that is not 0, with its sign even where its first digits are zeros.
pub fn signed(change: &Exact, unit: &Unit) -> String {
    let sign = if change.is_negative() { "−" } else { "+" };
    format!("{sign}{}{}", number(&change.abs()), unit.suffix())
}

/// The unit of a difference: of two percentages it is points.
pub fn difference_unit(unit: &Unit) -> Unit {
    match unit {
        Unit::Percent => Unit::Points,
        unit @ (Unit::Any | Unit::Points | Unit::Named(_)) => unit.clone(),
    }
}

/// `capaian IKPP`; the name alone for its value.
pub fn what(role: Role, code: &str) -> String {
    let name = written_name(code);
    if matches!(role, Role::Main | Role::Value) {
        return name;
    }
    format!("{} {name}", role.word().unwrap_or_default())
}

/// A thing on a few lines: its value, target, achievement and grade.
pub fn card(view: &View, name_id: NameId, year: i32) -> String {
    let when = When::year(year);
    let code = view.program().code(name_id);
    let version = view.program().version(name_id, year);
    let label = version.and_then(|version| version.label.as_deref());
    let shown = |role| Shown::of(view, code, role, when);
    let main = shown(Role::Value).or_else(|| shown(Role::Achievement));
    let is_group = shown(Role::Value).is_none();
    let name = if is_group { format!("capaian {}", written_name(code)) } else { written_name(code) };
    let label = label.map(|label| format!("   {label}")).unwrap_or_default();
    let mut text = match &main {
        Some(Shown { reason: Some(reason), .. }) => format!("{name} tidak dapat dihitung{label}\n  karena {reason}"),
        Some(main) => format!("{name} = {}{label}", main.in_full()),
        None => format!("{} tidak berlaku tahun {year}", written_name(code)),
    };
    let mut parts = Vec::new();
    for (role, word) in [(Role::Target, "target"), (Role::Achievement, "capaian")] {
        if let Some(found) = shown(role).filter(|_| !(is_group && role == Role::Achievement)) {
            let value = found.reason.as_ref().map_or(found.text.clone(), |reason| format!("– ({reason})"));
            parts.push(format!("{word} {value}"));
        }
    }
    if let Some(grade) = shown(Role::Band) {
        let words = shown(Role::BandWords).filter(|words| words.text != grade.text && words.reason.is_none());
        let words = words.map(|words| format!(" ({})", words.text.trim_matches('"'))).unwrap_or_default();
        match grade.reason {
            None => parts.push(format!("predikat {}{words}", grade.text)),
            Some(reason) if main.as_ref().is_some_and(|main| main.reason.is_none()) => {
                parts.push(format!("predikat – ({reason})"));
            }
            Some(_) => {}
        }
    }
    if !parts.is_empty() {
        text.push_str(&format!("\n  {}", parts.join("; ")));
    }
    text.push('\n');
    // The achievement rests on the realisation, so it tells all that was left out.
    let slots = [Role::Achievement, Role::Value].map(|role| view.plan.value(name_id, role, when));
    if let Some(slot) = slots.into_iter().flatten().next() {
        text.push_str(&left_out(view, slot));
    }
    text
}

/// A line for each thing that was left out on the way to a value.
pub fn left_out(view: &View, slot: SlotId) -> String {
    build::left_out(view.results(), 0, slot).iter().map(|line| format!("  {line}\n")).collect()
}

/// Why there is no value, with the cell where that is decided.
pub fn reason(fault: &Fault, data: &Dataset) -> String {
    let place = fault.origin.map(|origin| format!(" ({})", data.describe(origin)));
    format!("{}{}", fault.reason, place.unwrap_or_default())
}
