//! Percentages with and without their sign: where one cell says `90%`, its neighbour `0,885` may say 88,5 % or 0,885 %.

use super::cell::{strip_word, trim};
use super::csv::Row;
use super::header::{Role, ValueKind};
use super::problem::{About, Cell, DataProblem};
use super::row_values::Spot;
use super::rows::RowReader;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// What the cells of percent of a file say, where it is read in pieces: by what they say it of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shares(BTreeMap<String, Seen>);

/// The first cells with a sign, by what they say it of, where a file is read a second time.
pub type Signs = BTreeMap<String, Cell>;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Seen {
    /// The first with its sign.
    signed: Option<Cell>,
    /// The first without that may be a part.
    bare: Option<(Cell, About, Decimal)>,
    is_told: bool,
}

impl Shares {
    /// Notes a cell of percent.
    pub fn note(&mut self, of: &str, number: Decimal, cell: impl FnOnce() -> (Cell, About), text: &str) {
        let is_signed = has_sign(text);
        if !is_signed && !is_small(number) {
            return;
        }
        let seen = match self.0.get_mut(of) {
            Some(seen) => seen,
            None => self.0.entry(of.to_string()).or_default(),
        };
        match is_signed {
            true if seen.signed.is_none() => seen.signed = Some(Cell { bytes: None, ..cell().0 }),
            false if seen.bare.is_none() => {
                let (cell, about) = cell();
                seen.bare = Some((Cell { bytes: None, ..cell }, about, number));
            }
            true | false => {}
        }
    }

    /// The cells with a sign, for whoever reads the file again.
    pub fn into_signs(self) -> Signs {
        self.0.into_iter().filter_map(|(of, seen)| Some((of, seen.signed?))).collect()
    }

    /// Adds what a later piece says; gives what is wrong by now, each once.
    pub fn add(&mut self, later: Shares) -> Vec<DataProblem> {
        for (of, seen) in later.0 {
            let own = self.0.entry(of).or_default();
            own.signed = own.signed.take().or(seen.signed);
            own.bare = own.bare.take().or(seen.bare);
        }
        let both = self.0.values_mut().filter(|seen| !seen.is_told).filter_map(|seen| {
            let (clear, (cell, about, number)) = (seen.signed.clone()?, seen.bare.clone()?);
            seen.is_told = true;
            Some(DataProblem::BareShare { cell, about, clear, number: Some(number) })
        });
        both.collect()
    }
}

/// Whether a cell says that it is percent.
pub(super) fn has_sign(text: &str) -> bool {
    let text = trim(text);
    text.contains('%') || strip_word(text, "persen").is_some()
}

/// Above 0 and up to 1, or the same below 0: as a percentage, or as a part of one.
pub(super) fn is_small(number: Decimal) -> bool {
    !number.is_zero() && number.abs() <= Decimal::ONE
}

impl RowReader<'_> {
    /// Whether a number of percent is clear beside the other cells of its row and column. `number` is the greater end of
    /// a range.
    pub(super) fn check_share(&self, spot: &Spot, number: Decimal, is_range: bool) -> Result<(), Box<DataProblem>> {
        let Spot { current, index, what } = spot;
        let text = current.row.get(*index);
        let found = || (self.cell_at(current.row, *index), self.about(current, what.clone()));
        let known = self.sheet.signs.and_then(|signs| signs.get(self.header(*index)));
        if !self.sheet.is_whole() && known.is_none() {
            self.shares.borrow_mut().note(self.header(*index), number, found, text);
        }
        if has_sign(text) || !is_small(number) {
            return Ok(());
        }
        let in_column = || self.formats.signed(self.sheet, *index, self.header(*index)).or_else(|| known.cloned());
        let clear = self.signed_in(current.row).or_else(in_column);
        match clear {
            None => Ok(()),
            Some(clear) => {
                let (cell, about) = found();
                let number = (!is_range).then_some(number);
                Err(Box::new(DataProblem::BareShare { cell, about, clear, number }))
            }
        }
    }

    /// A target or realisation of a row that carries the sign.
    fn signed_in(&self, row: &Row) -> Option<Cell> {
        let is_scaled = |role: &Role| matches!(role, Role::Value(_, ValueKind::Scaled));
        let mut columns = self.columns.iter().enumerate().filter(|(_, column)| is_scaled(&column.role));
        let (index, _) = columns.find(|(index, _)| has_sign(row.get(*index)))?;
        Some(self.cell_at(row, index))
    }

    fn cell_at(&self, row: &Row, index: usize) -> Cell {
        self.sheet.cell(row, index, self.header(index))
    }
}
