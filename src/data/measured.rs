//! Numbers of columns whose header, or a line above it, states their unit: as if each were written with it.

use super::cell::read_value;
use super::cell_error::CellError;
use super::header::{HeaderColumn, Measure, Said, is_alike};
use super::problem::DataProblem;
use super::range_target::Ends;
use super::row_values::Spot;
use super::rows::{Current, RowReader};
use super::schema::{NumberFormat, unit_of_cells};
use super::{Content, Dataset, Field};
use crate::number;
use crate::source::sheet::{LEFT_OUT, unmarked, zeros_marked};
use rust_decimal::Decimal;

/// How many zeros the numbers of a cell get; those of one whose format leaves them out lose them below a unit that counts so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Zeros(pub i32);

impl Zeros {
    pub fn of(self, number: Decimal) -> Result<Decimal, CellError> {
        if self.0 == 0 {
            return Ok(number);
        }
        let digits = number.mantissa().to_string().trim_start_matches('-').len() + self.0.unsigned_abs() as usize;
        let moved = if self.0 < 0 {
            number::without_zeros(number, self.0.unsigned_abs())
        } else {
            number::with_zeros(number, self.0.unsigned_abs())
        };
        moved.ok_or(CellError::TooManyDigits { digits })
    }

    pub fn ends(self, ends: Ends) -> Result<Ends, CellError> {
        Ok(Ends { low: self.of(ends.low)?, high: self.of(ends.high)?, ..ends })
    }

    /// A suggestion for the resulting number must not replace the content of the cell.
    pub fn without_mend(self, mut problem: DataProblem) -> DataProblem {
        if let DataProblem::OutOfScale { mend, .. } = &mut problem
            && self.0 != 0
        {
            *mend = None;
        }
        problem
    }
}

impl RowReader<'_> {
    /// The factor of a cell's column for a number in a unit; a finding if the header states another unit.
    pub(super) fn in_measure(&self, spot: &Spot, unit: Option<&str>) -> Result<Zeros, Box<DataProblem>> {
        let Some(column) = self.columns.get(spot.index) else { return Ok(Zeros(0)) };
        let Spot { current, index, what } = spot;
        let cell = || self.sheet.cell(current.row, *index, self.header(*index));
        self.doubt(spot, column, unit);
        if self.sheet.is_whole() {
            // What a format leaves out stands in the cell already.
            let is_full = zeros_marked(current.row.typed(*index), LEFT_OUT) > 0;
            self.in_units.note(*index, unit, || Some(cell()).filter(|_| !is_full));
        }
        let typed = current.row.typed(*index);
        if let Some((said, zeros)) = self.factor(column, unit) {
            if !names_unit(typed) {
                let zeros = self.as_shown(spot, unit, (&said.words, zeros))?;
                return Ok(zeros.unwrap_or(Zeros(said.zeros as i32)));
            }
            let words = said.words.clone();
            let read = read_value(typed, self.sheet.file.format, unit);
            let readings = number_of(read).and_then(|own| readings(own, zeros));
            let error = CellError::Twice { words, readings, mend: None, is_amount: false };
            return Err(self.value_problem(current, *index, what.clone(), error));
        }
        let other = column.measure.as_ref().filter(|measure| measure.said.zeros(unit).is_none());
        // A unit that counts in thousands says so itself: `satuan "ribu orang"`.
        let counts = unit.and_then(|unit| Some((unit, number::zeros(unit.split_whitespace().next()?)?)));
        if let Some((unit, zeros)) = counts.filter(|_| other.is_none()) {
            let shown = self.as_shown(spot, Some(unit), (unit, zeros))?;
            return Ok(shown.map_or(Zeros(0), |_| Zeros(-(zeros as i32))));
        }
        let Some(measure) = other else { return Ok(Zeros(0)) };
        Err(Box::new(DataProblem::HeaderUnit {
            cell: cell(),
            header: measure.cell.clone(),
            bare: Some(measure.bare.clone()).filter(|_| measure.keeps_without_header() && !self.is_of_others(measure)),
            is_named: measure.is_named,
            found: measure.said.words.clone(),
            unit: unit.map(str::to_string),
            about: self.about(current, what.clone()),
        }))
    }

    /// The factor for numbers of a column in a unit, and its origin: its header, or else a line above.
    pub(super) fn factor<'a>(&'a self, column: &'a HeaderColumn, unit: Option<&str>) -> Option<(&'a Said, u32)> {
        let (said, zeros) = match &column.measure {
            Some(measure) => (&measure.said, measure.said.zeros(unit)?),
            None => self.above.iter().find_map(|above| Some((&above.said, above.zeros(unit)?)))?,
        };
        (zeros > 0).then_some((said, zeros))
    }

    /// Records that a number is in another unit than the last word of its header may mean; once per column.
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

    /// Whether other rows may be in the unit of the header, which they would lose.
    fn is_of_others(&self, measure: &Measure) -> bool {
        measure.said.unit.as_deref().is_some_and(|unit| self.schema.has_unit(unit))
    }

    /// The fault of a cell, if its column would add zeros to a corrected number.
    pub(super) fn measured_error(&self, index: usize, unit: Option<&str>, error: CellError) -> CellError {
        let Some((said, zeros)) = self.columns.get(index).and_then(|column| self.factor(column, unit)) else {
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
                CellError::Twice { words: said.words.clone(), readings, mend, is_amount: true }
            }
            CellError::WrongUnit { found, .. } => CellError::WrongUnit { found, number: String::new() },
            other => other,
        }
    }

    /// Records which of the factors of its column apply to a number, if there are any.
    pub(super) fn note_factor(
        &self,
        index: usize,
        current: &Current,
        field: &Field,
        content: &Content,
        into: &mut Dataset,
    ) {
        let Some(column) = self.columns.get(index) else { return };
        if column.measure.is_none() && self.above.is_empty() {
            return;
        }
        let unit = match field {
            Field::Budget | Field::Spent => Some("rupiah"),
            Field::Value | Field::Target | Field::TargetLow | Field::TargetHigh => current.unit.as_deref(),
            Field::Extra(_) => unit_of_cells(column.unit.as_deref(), current.unit.as_deref()),
        };
        if matches!(content, Content::Number(_)) {
            let said = self.factor(column, unit).map(|(said, _)| said.words.as_str());
            into.only_factor(self.origin(current.row, index), said);
        }
    }
}

/// Whether a cell contains a unit or a currency, not only figures. `7 s.d. 8` has none.
fn names_unit(text: &str) -> bool {
    let mut text = text.to_lowercase();
    for mark in ["s.d.", "s/d", "sampai", "sd"] {
        text = text.replace(mark, "");
    }
    unmarked(&text).contains(|c: char| c.is_alphabetic() || c == '%')
}

pub(super) fn number_of(read: Result<Content, CellError>) -> Option<Decimal> {
    match read {
        Ok(Content::Number(number)) => Some(number),
        Ok(_) | Err(_) => None,
    }
}

/// As written in the cell, and with the factor of its column.
fn readings(own: Decimal, zeros: u32) -> Option<(String, String)> {
    Some((own.normalize().to_string(), number::with_zeros(own, zeros)?.to_string()))
}

/// The zeros of the word of a cell, including letters for money.
fn zeros_of(word: &str) -> Option<u32> {
    number::letter_zeros(word).or_else(|| number::zeros(word))
}
