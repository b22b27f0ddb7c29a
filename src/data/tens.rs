//! Numbers of a sheet whose format leaves thousands out, `#,##0,,`, below a heading that names a factor.

use super::cell::read_value;
use super::cell_error::CellError;
use super::measured::{Zeros, number_of};
use super::problem::DataProblem;
use super::row_values::Spot;
use super::rows::RowReader;
use crate::number;
use crate::source::sheet::{IN_FULL, LEFT_OUT, zeros_marked};
use rust_decimal::Decimal;

/// A number whose format and heading do not agree on what is left out; texts of numbers as plain decimals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tens {
    /// What the heading says: `ribu rupiah`.
    pub words: String,
    /// The number without what the formats leave out: of the cell, or of those beside it.
    pub left: String,
    /// What the formats leave out: `juta`.
    pub left_out: &'static str,
    /// What the cell holds, in the unit of the heading, if it holds the figure in full.
    pub in_unit: String,
    /// The figure in full, if what is shown is meant as the heading says.
    pub full: String,
}

impl RowReader<'_> {
    /// What a format that leaves thousands out makes of a factor that its heading, or its unit, names: of the same one the cell holds
    /// the number in full, and gets no zeros. None of a number whose format leaves nothing out.
    pub(super) fn as_shown(
        &self,
        Spot { current, index, what }: &Spot,
        unit: Option<&str>,
        (words, zeros): (&str, u32),
    ) -> Result<Option<Zeros>, Box<DataProblem>> {
        let typed = current.row.typed(*index);
        let (left_out, beside) = (zeros_marked(typed, LEFT_OUT), zeros_marked(typed, IN_FULL));
        let own = || number_of(read_value(typed, self.sheet.file.format, unit));
        let tens = |left_out: u32| {
            let number = own()?;
            let plain = |number: Decimal| number.normalize().to_string();
            let left = number::without_zeros(number, left_out).map(plain)?;
            let in_unit = number::without_zeros(number, zeros).map(plain)?;
            let full = number::with_zeros(number, zeros).map(plain).unwrap_or_default();
            Some(Box::new(Tens {
                words: words.into(),
                left,
                left_out: number::word(left_out).unwrap_or("triliun"),
                in_unit,
                full,
            }))
        };
        let error = match (left_out, beside) {
            (0, 0) => return Ok(None),
            (same, _) if same == zeros => return Ok(Some(Zeros(0))),
            (0, beside) => tens(beside).map(CellError::InFull),
            (left_out, _) => tens(left_out).map(CellError::OtherTens),
        };
        let error = error.unwrap_or(CellError::Malformed { mend: None });
        Err(self.value_problem(current, *index, what.clone(), error))
    }
}
