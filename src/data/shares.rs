//! Percentages with and without their sign: where one cell says `90%`, its neighbour `0,885` may say 88,5 % or 0,885 %.
//!
//! Neighbours are the cells of one row, of one column of a file, and of one code in all files and columns. The signs of
//! a code, and of a column of a file in pieces, are only known when everything is read; if they make a number ambiguous
//! that was used before, the data are read again, with the signs known.

use super::Dataset;
use super::cell::{strip_word, trim};
use super::csv::Row;
use super::far_below::{Alone, Asked, Column, MOST_ALONE};
use super::found::Found;
use super::header::{HeaderColumn, Role, ValueKind};
use super::problem::{About, Cell, DataProblem};
use super::row_values::Spot;
use super::rows::RowReader;
use crate::diagnostic::CellPlace;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The percent signs of cells, by what they are about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shares {
    seen: BTreeMap<String, Seen>,
    /// Those up to one without another figure beside them.
    alone: Vec<Alone>,
    /// The columns with one beside a far greater one.
    asked: Asked,
}

/// The first cells with a sign, by what they are about, for reading data a second time.
pub type Signs = BTreeMap<String, Cell>;

/// The groups in which percent cells are neighbours.
#[derive(Debug, Clone, Copy)]
pub(super) enum Of<'o> {
    /// A code, whose unit its numbers have.
    Code(&'o str),
    /// A column, by its header.
    Column(&'o str),
}

impl Of<'_> {
    pub fn key(self) -> String {
        match self {
            Of::Code(code) => format!("kode {code}"),
            Of::Column(header) => format!("kolom {header}"),
        }
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Seen {
    /// The first with its sign.
    signed: Option<Cell>,
    /// The first without a sign that may be a fraction: a complete finding except for the unambiguous cell.
    bare: Option<Bare>,
    is_told: bool,
}

/// A cell without a sign that may be a fraction, what it is about, and its number, if it is one.
pub(super) type Bare = (Cell, About, Option<Decimal>);

/// The key of the signs of a code.
pub fn of_code(code: &str) -> String {
    Of::Code(code).key()
}

/// An unseen cell that may have a sign: the rows of its column come in pieces.
pub fn unseen(place: CellPlace) -> Cell {
    Cell { place, text: String::new(), bytes: None }
}

/// Why a cell without its sign is ambiguous, if the sign is in an unseen cell.
pub(super) fn why(clear: &Cell) -> Vec<String> {
    let column = clear.place.column.as_deref().unwrap_or_default();
    let why = format!(
        "datanya dibaca sepotong demi sepotong, dan kolom \"{column}\" berisi teks: sel lainnya mungkin bertanda persen"
    );
    clear.text.is_empty().then_some(why).into_iter().collect()
}

/// The wording for such a cell, or for one that was seen.
pub(super) fn signed(clear: &Cell) -> &'static str {
    if clear.text.is_empty() { "mungkin bertanda" } else { "bertanda" }
}

impl Shares {
    /// Records a cell with a sign.
    pub(super) fn note_signed(&mut self, of: Of, cell: impl FnOnce() -> Cell) {
        let seen = self.seen.entry(of.key()).or_default();
        if seen.signed.is_none() {
            seen.signed = Some(Cell { bytes: None, ..cell() });
        }
    }

    /// Records a cell without one that may be a fraction.
    pub(super) fn note_bare(&mut self, of: Of, found: impl FnOnce() -> Bare) {
        let seen = self.seen.entry(of.key()).or_default();
        if seen.bare.is_none() {
            let (cell, about, number) = found();
            seen.bare = Some((Cell { bytes: None, ..cell }, about, number));
        }
    }

    /// The cells with a sign, for reading the data again.
    pub fn into_signs(self) -> Signs {
        self.seen.into_iter().filter_map(|(of, seen)| Some((of, seen.signed?))).collect()
    }

    /// Records one up to one without another figure beside it in its row.
    pub(super) fn note_alone(&mut self, alone: Alone) {
        if self.alone.len() < MOST_ALONE {
            self.alone.push(alone);
        }
    }

    /// Records a column with one beside a far greater one.
    pub(super) fn note_asked(&mut self, (column, beside): (Column, (Decimal, String))) {
        self.asked.entry(column).or_insert(beside);
    }

    /// The findings from comparing these with other files and rows; called once everything is read.
    pub(crate) fn beside_other_files(&mut self, data: &Dataset) -> Vec<DataProblem> {
        let mut found = Found::default();
        let alone = std::mem::take(&mut self.alone).into_iter();
        found.extend(alone.filter_map(|alone| alone.problem(data, &self.asked)));
        found.into_problems()
    }

    /// Adds the results of a later piece; returns the findings that follow, each once.
    pub fn add(&mut self, later: Shares) -> Vec<DataProblem> {
        self.alone.extend(later.alone);
        self.alone.truncate(MOST_ALONE);
        later.asked.into_iter().for_each(|asked| self.note_asked(asked));
        for (of, seen) in later.seen {
            let own = self.seen.entry(of).or_default();
            own.signed = own.signed.take().or(seen.signed);
            own.bare = own.bare.take().or(seen.bare);
        }
        let mut found: Vec<DataProblem> = Vec::new();
        for seen in self.seen.values_mut().filter(|seen| !seen.is_told) {
            let (Some(clear), Some((cell, about, number))) = (seen.signed.clone(), seen.bare.clone()) else { continue };
            seen.is_told = true;
            // One cell may be ambiguous both for its code and for its column.
            let is_known =
                found.iter().any(|one| matches!(one, DataProblem::BareShare { cell: known, .. } if *known == cell));
            if !is_known {
                found.push(DataProblem::BareShare { cell, about, clear, number });
            }
        }
        found
    }
}

/// Whether a cell has a percent sign.
pub(super) fn has_sign(text: &str) -> bool {
    let text = trim(text);
    text.contains('%') || strip_word(text, "persen").is_some()
}

/// Whether its absolute value is above 0 and at most 1: it may be a percentage or a fraction.
pub(super) fn is_small(number: Decimal) -> bool {
    !number.is_zero() && number.abs() <= Decimal::ONE
}

impl RowReader<'_> {
    /// Whether a percentage is unambiguous beside its neighbours. `number` is the greater end of a range.
    pub(super) fn check_share(&self, spot: &Spot, number: Decimal, is_range: bool) -> Result<(), Box<DataProblem>> {
        let Spot { current, index, what } = spot;
        // Cells of a column with its own unit are still neighbours of the other cells of a code.
        let code = &*current.id.code;
        let header = self.alike(*index).next().map_or("", |first| self.header(first));
        let cell = || self.cell_at(current.row, *index);
        if self.is_signed(current.row, *index) {
            self.shares.borrow_mut().note_signed(Of::Code(code), cell);
            return Ok(());
        }
        if !is_small(number) {
            return Ok(());
        }
        let signs = self.sheet.signs.unwrap_or(&self.schema.signs);
        let known = |of: Of| signs.get(&of.key()).cloned();
        let clear = self
            .signed_in(current.row)
            .or_else(|| self.alike(*index).find_map(|at| self.formats.signed(self.sheet, at, self.header(at))))
            .or_else(|| known(Of::Column(header)).filter(|_| !self.sheet.is_whole()))
            .or_else(|| known(Of::Code(code)));
        let found = || (cell(), self.about(current, what.clone()), (!is_range).then_some(number));
        let Some(clear) = clear else {
            let in_pieces = (!self.sheet.is_whole()).then_some(Of::Column(header));
            let mut shares = self.shares.borrow_mut();
            [Of::Code(code)].into_iter().chain(in_pieces).for_each(|of| shares.note_bare(of, found));
            return Ok(());
        };
        let (cell, about, number) = found();
        Err(Box::new(DataProblem::BareShare { cell, about, clear, number }))
    }

    /// Whether a cell, or its header, has a percent sign.
    fn is_signed(&self, row: &Row, index: usize) -> bool {
        let text = row.get(index);
        let measure = self.columns.get(index).and_then(|column| column.measure.as_ref());
        let by_header = measure.is_some_and(|measure| measure.said.unit.as_deref() == Some("persen"));
        has_sign(text) || (by_header && text.contains(|c: char| c.is_ascii_digit()))
    }

    /// Records the signs of the columns in a piece of a file; in a whole file they are looked up on demand.
    pub(super) fn note_signs(&self, row: &Row) {
        if self.sheet.is_whole() {
            return;
        }
        for (index, column) in self.columns.iter().enumerate() {
            let is_number = matches!(column.role, Role::Value(_, ValueKind::Scaled | ValueKind::Number));
            if is_number && self.is_signed(row, index) {
                let header = self.alike(index).next().map_or("", |first| self.header(first));
                self.shares.borrow_mut().note_signed(Of::Column(header), || self.cell_at(row, index));
            }
        }
    }

    /// The columns with the same content as a column, including itself: if years are columns, those of every year.
    fn alike(&self, index: usize) -> impl Iterator<Item = usize> {
        let role = self.columns.get(index).map(|column| &column.role);
        let is_alike = move |(at, column): &(usize, &HeaderColumn)| *at == index || Some(&column.role) == role;
        self.columns.iter().enumerate().filter(is_alike).map(|(at, _)| at)
    }

    /// A target, realisation or extra number of a row with a percent sign.
    fn signed_in(&self, row: &Row) -> Option<Cell> {
        let is_number = |role: &Role| matches!(role, Role::Value(_, ValueKind::Scaled | ValueKind::Number));
        let mut columns = self.columns.iter().enumerate().filter(|(_, column)| is_number(&column.role));
        let (index, _) = columns.find(|(index, _)| self.is_signed(row, *index))?;
        Some(self.cell_at(row, index))
    }

    fn cell_at(&self, row: &Row, index: usize) -> Cell {
        self.sheet.cell(row, index, self.header(index))
    }
}
