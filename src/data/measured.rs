//! Numbers of columns whose header, or a line above it, says what they are in: as if each were written with it.

use super::cell_error::CellError;
use super::header::By;
use super::problem::DataProblem;
use super::range_target::Ends;
use super::row_values::Spot;
use super::rows::{Current, RowReader};
use super::schema::unit_of_cells;
use super::{Content, Dataset, Field};
use crate::number;
use rust_decimal::Decimal;

/// How many zeros the numbers of a cell get.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Zeros(u32);

impl Zeros {
    pub fn of(self, number: Decimal) -> Result<Decimal, CellError> {
        if self.0 == 0 {
            return Ok(number);
        }
        let digits = number.mantissa().to_string().trim_start_matches('-').len() + self.0 as usize;
        number::with_zeros(number, self.0).ok_or(CellError::TooManyDigits { digits })
    }

    pub fn ends(self, ends: Ends) -> Result<Ends, CellError> {
        Ok(Ends { low: self.of(ends.low)?, high: self.of(ends.high)?, ..ends })
    }

    /// A proposal for the number as it counts must not replace what stands in the cell.
    pub fn without_mend(self, mut problem: DataProblem) -> DataProblem {
        if let DataProblem::OutOfScale { mend, .. } = &mut problem
            && self.0 > 0
        {
            *mend = None;
        }
        problem
    }
}

impl RowReader<'_> {
    /// What a cell's column makes of a number in a unit; a finding where it says another unit.
    pub(super) fn in_measure(&self, spot: &Spot, unit: Option<&str>) -> Result<Zeros, Box<DataProblem>> {
        let Some(measure) = self.columns.get(spot.index).and_then(|column| column.measure.as_ref()) else {
            return Ok(Zeros(0));
        };
        match (measure.zeros(unit), &measure.by) {
            (Some(zeros), _) => Ok(Zeros(zeros)),
            (None, By::Above(_)) => Ok(Zeros(0)),
            (None, By::Header { cell: header, bare, is_named }) => {
                let Spot { current, index, what } = spot;
                Err(Box::new(DataProblem::HeaderUnit {
                    cell: self.sheet.cell(current.row, *index, self.header(*index)),
                    header: header.clone(),
                    bare: bare.clone(),
                    is_named: *is_named,
                    found: measure.said.words.clone(),
                    unit: unit.map(str::to_string),
                    about: self.about(current, what.clone()),
                }))
            }
        }
    }

    /// Notes of a number whether it stays as it is written although its column gives zeros to others.
    pub(super) fn note_factor(
        &self,
        index: usize,
        current: &Current,
        field: &Field,
        content: &Content,
        into: &mut Dataset,
    ) {
        let Some(column) = self.columns.get(index) else { return };
        let Some(measure) = &column.measure else { return };
        let unit = match field {
            Field::Budget | Field::Spent => Some("rupiah"),
            Field::Value | Field::Target | Field::TargetLow | Field::TargetHigh => current.unit.as_deref(),
            Field::Extra(_) => unit_of_cells(column.unit.as_deref(), current.unit.as_deref()),
        };
        if measure.said.zeros > 0 && matches!(content, Content::Number(_)) && measure.zeros(unit) == Some(0) {
            into.without_factor(self.origin(current.row, index));
        }
    }
}
