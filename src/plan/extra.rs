//! Extra data columns of things with quarters.

use super::coverage::Covering;
use super::planner::Planner;
use super::quarters::{QUARTERS, at};
use super::*;
use crate::program::measure::Measure;
use crate::program::{Definition, Field as Extra, MoneyQuarters};
use crate::syntax::ast::Combination;

impl Planner<'_> {
    /// An extra column: the cell of the year, else its quarters combined in the declared way. If none is declared,
    /// filled quarters give a missing value with a reason, not a silent blank.
    pub(super) fn extra(&mut self, definition: &Definition, column: &Extra, when: When, span: Option<Span>) -> SlotId {
        let code: Arc<str> = self.program.code(definition.name).into();
        let measure = self.measure_of_column(definition, column, when);
        let cell = |planner: &mut Self, when| {
            let input = Input { code: code.clone(), field: Field::Extra(column.name.as_str().into()), when };
            let slot = planner.input(input, Unit::Any, span);
            planner.measured_as(slot, measure.clone())
        };
        let own = cell(self, when);
        let how = column.quarters.filter(|_| !column.is_text);
        if how.is_none() && definition.quarters.is_none() && definition.money == MoneyQuarters::default() {
            return own;
        }
        if how.is_none() && when.quarter.is_some() {
            return own;
        }
        let cells = QUARTERS.map(|quarter| cell(self, at(when, quarter)));
        let quarters = match how {
            Some(how) => self.combined_to_date(definition, how, &cells, when),
            None => {
                let filled = cells.map(|cell| self.condition(Op::Present(cell)));
                let any = self.any(filled, filled.len());
                let (column, code) = (column.name.as_str().into(), code);
                let reason = Reason::QuartersOnly { column, code, year: when.year };
                let missing = self.missing(State::NotFilled, reason, span);
                self.choice(vec![(any, missing)], own)
            }
        };
        match when.quarter {
            Some(_) => {
                if how.is_some() {
                    let field = Field::Extra(column.name.as_str().into());
                    self.is_over_quarters(quarters, definition.name, field, when, Covering::Quarter);
                }
                self.measured_as(quarters, measure)
            }
            None => {
                let known = |one: &YearAndQuarters| (one.name, one.year) == (definition.name, own);
                if how.is_some() && !self.plan.years.iter().any(known) {
                    let (name, field) = (definition.name, Field::Extra(column.name.as_str().into()));
                    let (year, raw, cells, declared) = (own, quarters, cells.to_vec(), true);
                    let (within, is_mean) = (Interval::ALL, how == Some(Combination::Mean));
                    let one =
                        YearAndQuarters { name, field, when, year, quarters, raw, cells, declared, is_mean, within };
                    self.over_year(one);
                }
                let slot = self.push(Op::Fallback(own, quarters), Unit::Any, span);
                if how.is_some() {
                    let (field, of) = (
                        Field::Extra(column.name.as_str().into()),
                        Covering::Cells { year: own, cells: cells.to_vec() },
                    );
                    self.is_over_quarters(slot, definition.name, field, when, of);
                }
                self.measured_as(slot, measure)
            }
        }
    }

    /// A value of a column without a unit is of the kind that its row has.
    fn measure_of_column(&self, definition: &Definition, column: &Extra, when: When) -> Measure {
        match (&column.unit, column.is_text) {
            (Some(unit), _) => Measure::thing(unit.clone()),
            (None, true) => Measure::thing(Unit::Any),
            (None, false) => self.measure_of_row(definition, when),
        }
    }
}
