//! Extra data columns of things with quarters.

use super::coverage::Covering;
use super::planner::Planner;
use super::quarters::{QUARTERS, at};
use super::*;
use crate::program::measure::Sort;
use crate::program::{Definition, Field as Extra, MoneyQuarters};

impl Planner<'_> {
    /// An extra column: the cell of the year, else its quarters in the way that the column declares. Where it declares
    /// none, what the quarters hold is not blank in silence.
    pub(super) fn extra(&mut self, definition: &Definition, column: &Extra, when: When, span: Option<Span>) -> SlotId {
        let code: Arc<str> = self.program.code(definition.name).into();
        let cell = |planner: &mut Self, when| {
            let input = Input { code: code.clone(), field: Field::Extra(column.name.as_str().into()), when };
            let slot = planner.input(input, column.unit.clone(), span);
            planner.as_column(slot, column)
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
                self.as_column(quarters, column)
            }
            None => {
                let known = |one: &YearAndQuarters| (one.name, one.year) == (definition.name, own);
                if how.is_some() && !self.plan.years.iter().any(known) {
                    let (name, field) = (definition.name, Field::Extra(column.name.as_str().into()));
                    let (year, raw, cells, declared) = (own, quarters, cells.to_vec(), true);
                    let within = Interval::ALL;
                    self.over_year(YearAndQuarters { name, field, when, year, quarters, raw, cells, declared, within });
                }
                let slot = self.push(Op::Fallback(own, quarters), column.unit.clone(), span);
                if how.is_some() {
                    let (field, of) = (
                        Field::Extra(column.name.as_str().into()),
                        Covering::Cells { year: own, cells: cells.to_vec() },
                    );
                    self.is_over_quarters(slot, definition.name, field, when, of);
                }
                self.as_column(slot, column)
            }
        }
    }

    /// A value of a column without a unit has that of its row where they stand beside each other.
    fn as_column(&mut self, slot: SlotId, column: &Extra) -> SlotId {
        if column.unit == Unit::Any {
            self.sorts.insert(slot, Sort::Column);
        }
        slot
    }
}
