//! Numbers of columns whose header, or a line above it, says what they are in: as if each were written with it.

use super::cell::read_value;
use super::cell_error::CellError;
use super::header::{By, HeaderColumn, Measure, is_alike};
use super::problem::DataProblem;
use super::range_target::Ends;
use super::row_values::Spot;
use super::rows::{Current, RowReader};
use super::schema::{NumberFormat, unit_of_cells};
use super::{Content, Dataset, Field};
use crate::number;
use crate::source::sheet::MARK;
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
        let Some(column) = self.columns.get(spot.index) else { return Ok(Zeros(0)) };
        self.doubt(spot, column, unit);
        let Some(measure) = column.measure.as_ref() else { return Ok(Zeros(0)) };
        match (measure.zeros(unit), &measure.by) {
            (Some(zeros), _) if zeros > 0 && names_unit(spot.current.row.typed(spot.index)) => {
                let Spot { current, index, what } = spot;
                let words = measure.said.words.clone();
                let read = read_value(current.row.typed(*index), self.sheet.file.format, unit);
                let readings = number_of(read).and_then(|own| readings(own, zeros));
                let error = CellError::Twice { words, readings, mend: None, is_amount: false };
                Err(self.value_problem(current, *index, what.clone(), error))
            }
            (Some(zeros), _) => Ok(Zeros(zeros)),
            (None, By::Above(_)) => Ok(Zeros(0)),
            (None, By::Header { cell: header, bare, is_named }) => {
                let Spot { current, index, what } = spot;
                Err(Box::new(DataProblem::HeaderUnit {
                    cell: self.sheet.cell(current.row, *index, self.header(*index)),
                    header: header.clone(),
                    bare: Some(bare.clone()).filter(|_| measure.keeps_without_header() && !self.is_of_others(measure)),
                    is_named: *is_named,
                    found: measure.said.words.clone(),
                    unit: unit.map(str::to_string),
                    about: self.about(current, what.clone()),
                }))
            }
        }
    }

    /// Notes that a number is in another unit than the word behind the header of its column may say; once for a column.
    fn doubt(&self, Spot { current, index, what }: &Spot, column: &HeaderColumn, unit: Option<&str>) {
        let Some((bare, words)) = &column.doubtful else { return };
        if unit.is_some_and(|unit| is_alike(unit, words)) {
            return;
        }
        let problem = || DataProblem::UnitAsWord {
            cell: self.sheet.cell(current.row, *index, self.header(*index)),
            header: column.name.to_string(),
            words: words.clone(),
            bare: bare.clone(),
            unit: unit.map(str::to_string),
            about: self.about(current, what.clone()),
        };
        self.doubted.borrow_mut().entry(*index).or_insert_with(problem);
    }

    /// Whether other rows may be in what a header says, which they would lose with it.
    fn is_of_others(&self, measure: &Measure) -> bool {
        measure.said.unit.as_deref().is_some_and(|unit| self.schema.has_unit(unit))
    }

    /// What is wrong with a cell, where its column gives zeros to what would be written instead.
    pub(super) fn measured_error(&self, index: usize, unit: Option<&str>, error: CellError) -> CellError {
        let measure = self.columns.get(index).and_then(|column| column.measure.as_ref());
        let Some((measure, zeros)) = measure.and_then(|one| Some((one, one.zeros(unit).filter(|zeros| *zeros > 0)?)))
        else {
            return error;
        };
        let format = self.sheet.file.format;
        match error {
            CellError::Magnitude { word, number } => {
                let own = number.and_then(|number| number_of(read_value(&number, format, unit)));
                let is_same = zeros_of(&word) == Some(zeros);
                let mend =
                    own.filter(|_| is_same).and_then(|own| own.checked_div(number::with_zeros(Decimal::ONE, zeros)?));
                let mend = mend.map(|mend| mend.normalize().to_string());
                let mend = mend.map(|mend| match format {
                    Some(NumberFormat::English) => mend,
                    Some(NumberFormat::Indonesian) | None => mend.replace('.', ","),
                });
                let readings = own.and_then(|own| readings(own, zeros));
                CellError::Twice { words: measure.said.words.clone(), readings, mend, is_amount: true }
            }
            CellError::WrongUnit { found, .. } => CellError::WrongUnit { found, number: String::new() },
            other => other,
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

/// Whether a cell says more than figures: a unit, or a currency. `7 s.d. 8` says none.
fn names_unit(text: &str) -> bool {
    let mut text = text.to_lowercase();
    for mark in ["s.d.", "s/d", "sampai", "sd"] {
        text = text.replace(mark, "");
    }
    !text.starts_with(MARK) && text.contains(|c: char| c.is_alphabetic() || c == '%')
}

fn number_of(read: Result<Content, CellError>) -> Option<Decimal> {
    match read {
        Ok(Content::Number(number)) => Some(number),
        Ok(_) | Err(_) => None,
    }
}

/// As the cell says, and with the zeros of its column.
fn readings(own: Decimal, zeros: u32) -> Option<(String, String)> {
    Some((own.normalize().to_string(), number::with_zeros(own, zeros)?.to_string()))
}

/// The zeros of the word of a cell, a letter of money among them.
fn zeros_of(word: &str) -> Option<u32> {
    number::letter_zeros(word).or_else(|| number::zeros(word))
}
