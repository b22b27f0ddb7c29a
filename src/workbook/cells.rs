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
        let suffix = self.results.plan.slot(planned.slot).unit.suffix();
        let code = shown::code(cell, &suffix, planned.show == Show::Year);
        let number = |fill, why: Option<Why>| Shown {
            fill,
            code: Some(code.clone()),
            is_number: true,
            why,
            is_fixed: made.is_fixed || why.is_some(),
            width,
        };
        let exact = self.results.evaluation.cell(planned.slot, self.lane).as_ref().ok();
        let (Some(exact), Some(plain)) = (exact, &cell.plain) else {
            return number(Fill::Formula(reference, state::words(self.code(planned)).to_string()), None);
        };
        let near = double::near_value(exact).unwrap_or(f64::NAN);
        if !is_reference {
            return number(Fill::Number(near), None);
        }
        let precision = precision(plain, planned.show);
        if made.float.is_none_or(|float| !double::rounds(float, exact, precision.places, precision.mode)) {
            return number(Fill::Number(plain.parse().unwrap_or(near)), Some(Why::Tie));
        }
        let fill = match precision.mode == Rounding::HalfAway && precision.places >= Places::WHOLE {
            true => Fill::Formula(reference, double::digits(near)),
            // What no format of numbers shows is rounded in the cell.
            false => {
                let rounded = round(&reference, &precision);
                let guarded = match made.states.is_there() {
                    true => rounded,
                    false => format!("IF(ISNUMBER({reference}),{rounded},{reference})"),
                };
                Fill::Formula(guarded, plain.clone())
            }
        };
        number(fill, None)
    }

    fn code(&self, planned: PlannedCell) -> u8 {
        self.results.evaluation.cell(planned.slot, self.lane).as_ref().err().map_or(0, |fault| state::code(fault.state))
    }
}

/// How a cell is rounded for showing.
fn precision(plain: &str, show: Show) -> Precision {
    let shown = plain.split_once('.').map_or(0, |(_, behind)| behind.len()) as i32;
    match show {
        Show::Declared(precision) | Show::AsWritten(Some(precision)) if precision.places.get().max(0) == shown => {
            precision
        }
        Show::Declared(_) | Show::AsWritten(_) | Show::Year | Show::Automatic => {
            Precision { places: Places::new(shown).unwrap_or(Places::WHOLE), mode: Rounding::HalfAway }
        }
    }
}
