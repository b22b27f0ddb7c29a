//! Cells of tables: references to working cells, numbers of the rules, words.

use super::double::{self, Why};
use super::lines::{self, Fill};
use super::operations::round;
use super::shown;
use super::state;
use super::translate::{Kind, Made};
use crate::eval::{Results, Value};
use crate::number::{Places, Rounding};
use crate::plan::{Op, PlannedCell, Show, SlotId};
use crate::program::units::Unit;
use crate::report::table::Cell;
use crate::syntax::ast::Precision;
use std::collections::HashMap;

/// A cell with what it looks like.
#[derive(Debug)]
pub struct Shown {
    pub fill: Fill,
    /// Its number format; words without marks have none.
    pub code: Option<String>,
    pub is_number: bool,
    pub why: Option<Why>,
    pub is_fixed: bool,
    /// The letters it takes.
    pub width: usize,
}

/// Cells of a unit on their way into a sheet.
pub struct Writer<'r> {
    pub results: Results<'r>,
    pub lane: usize,
    pub made: &'r HashMap<SlotId, Made>,
}

impl Writer<'_> {
    /// A row, of the places that its cells come from.
    pub fn row(&self, cells: &[Cell], planned: &[Option<PlannedCell>]) -> Vec<Shown> {
        let planned = planned.iter().copied().chain(std::iter::repeat(None));
        cells.iter().zip(planned).map(|(cell, planned)| self.shown(cell, planned)).collect()
    }

    fn shown(&self, cell: &Cell, planned: Option<PlannedCell>) -> Shown {
        let mark = crate::report::terminal::mark(cell);
        let width = cell.words().chars().count() + mark.chars().count();
        let words = |fill: Fill, why: Option<Why>| Shown {
            fill,
            code: (!mark.is_empty()).then(|| shown::text_code(cell)),
            is_number: false,
            why,
            is_fixed: why.is_some(),
            width,
        };
        let text = || Fill::Text(cell.words().to_string());
        let Some(planned) = planned else { return words(text(), None) };
        let Some(made) = self.made.get(&planned.slot) else { return words(text(), None) };
        let op = &self.results.plan.slot(self.results.plan.plain(planned.slot)).op;
        if cell.is_range {
            let is_as_typed = matches!(self.results.evaluation.cell(planned.slot, self.lane),
                Ok(Value::Text(typed)) if **typed == *cell.words());
            // What is shown otherwise than it was typed no formula says.
            return match is_as_typed && !made.is_fixed && made.value.starts_with('D') {
                true => {
                    words(Fill::Formula(format!("{}!{}", lines::SHEET, made.value), cell.words().to_string()), None)
                }
                false => words(text(), Some(Why::Range)),
            };
        }
        let is_reference = !matches!(op, Op::Number(_) | Op::Text(_) | Op::Missing(..)) && made.value.starts_with('D');
        if !is_reference && cell.plain.is_none() {
            return words(text(), None);
        }
        let reference = format!("{}!{}", lines::SHEET, made.value);
        if cell.plain.is_none() && made.kind != Kind::Number {
            let formula = match made.kind {
                Kind::Truth => {
                    format!("IF({reference}=TRUE,\"ya\",IF({reference}=FALSE,\"tidak\",{reference}))")
                }
                Kind::Word | Kind::Number => reference,
            };
            let shown = words(Fill::Formula(formula, cell.words().to_string()), None);
            return Shown { is_fixed: made.is_fixed, ..shown };
        }
        let unit = &self.results.plan.slot(planned.slot).unit;
        let suffix = unit.suffix();
        let precision = precision(cell, planned.show, unit);
        let code = shown::code(cell, precision.map(|own| own.places), &suffix, planned.show == Show::Year);
        let number = |fill, why: Option<Why>| Shown {
            fill,
            code: Some(code.clone()),
            is_number: true,
            why,
            is_fixed: made.is_fixed || why.is_some(),
            width,
        };
        let exact = self.results.evaluation.cell(planned.slot, self.lane).as_ref().ok();
        let shown = if made.is_range { in_unit(reference.clone(), &suffix) } else { reference.clone() };
        let is_rounded = precision.is_some_and(|own| own.mode != Rounding::HalfAway || own.places < Places::WHOLE);
        let formula = match &precision {
            // What no format of numbers shows is rounded in the cell.
            Some(precision) if is_rounded => match (made.states.is_there(), round(&reference, precision)) {
                (true, rounded) => rounded,
                (false, rounded) => format!("IF(ISNUMBER({reference}),{rounded},{shown})"),
            },
            // What is shown as zero has no sign, which a format of numbers gives it. Of a number that is shown as it is
            // written the decimals are not known.
            Some(Precision { places, .. }) if made.is_signed && !matches!(planned.show, Show::AsWritten(_)) => {
                format!("IF({reference}<0,IF(ROUND({reference},{})=0,0,{reference}),{shown})", places.get())
            }
            Some(_) | None => shown,
        };
        let (Some(exact), Some(plain)) = (exact, &cell.plain) else {
            return number(Fill::Formula(formula, state::words(self.code(planned)).to_string()), None);
        };
        let near = double::near_value(exact).unwrap_or(f64::NAN);
        if !is_reference {
            return number(Fill::Number(near), None);
        }
        let rounds = |float| precision.is_some_and(|own| double::rounds(float, exact, own.places, own.mode));
        if !made.float.is_some_and(rounds) {
            return number(Fill::Number(plain.parse().unwrap_or(near)), Some(Why::Tie));
        }
        let is_zero = near < 0.0 && !plain.contains(|c: char| c.is_ascii_digit() && c != '0');
        let result = match (is_rounded, is_zero) {
            (true, _) => plain.clone(),
            (false, true) => "0".to_string(),
            (false, false) => double::digits(near),
        };
        let fill = Fill::Formula(formula, result);
        number(fill, None)
    }

    fn code(&self, planned: PlannedCell) -> u8 {
        self.results.evaluation.cell(planned.slot, self.lane).as_ref().err().map_or(0, |fault| state::code(fault.state))
    }
}

/// A range has its unit behind it, as a number has by its format; what is no range stays as it is.
fn in_unit(reference: String, suffix: &str) -> String {
    match suffix.is_empty() {
        true => reference,
        false => {
            format!("IF(ISNUMBER(FIND(\"–\",{reference},2)),{reference}&{},{reference})", super::terms::text(suffix))
        }
    }
}

/// How a cell is rounded for showing; none where that rests on a number that is not there.
fn precision(cell: &Cell, show: Show, unit: &Unit) -> Option<Precision> {
    let plain = |places| Precision { places: Places::new(places).unwrap_or(Places::WHOLE), mode: Rounding::HalfAway };
    let shown = cell.plain.as_ref().map(|number| number.split_once('.').map_or(0, |(_, behind)| behind.len()) as i32);
    match (show, shown) {
        (Show::Declared(precision), None) => Some(precision),
        (Show::Automatic | Show::Exact, None) => matches!(unit, Unit::Percent | Unit::Points).then(|| plain(2)),
        (Show::AsWritten(_) | Show::Year, None) => None,
        (Show::Declared(precision) | Show::AsWritten(Some(precision)), Some(shown))
            if precision.places.get().max(0) == shown =>
        {
            Some(precision)
        }
        (Show::Declared(_) | Show::AsWritten(_) | Show::Year | Show::Automatic | Show::Exact, Some(shown)) => {
            Some(plain(shown))
        }
    }
}
