//! Percentages with and without their sign: where one cell says `90%`, its neighbour `0,885` may say 88,5 % or 0,885 %.
//!
//! Neighbours are the cells of one row, of one column of a file, and of one code in all files and columns. The signs of a code, and of a
//! column of a file in pieces, are known when all is read; where a number was taken by then that they make doubtful, the
//! data are read again, knowing them.

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

/// What cells of percent say, by what they say it of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shares {
    seen: BTreeMap<String, Seen>,
    /// Those up to one that nothing stands beside.
    alone: Vec<Alone>,
    /// The columns where one beside a far greater one was asked about.
    asked: Asked,
}

/// The first cells with a sign, by what they say it of, where data are read a second time.
pub type Signs = BTreeMap<String, Cell>;

/// What a cell of percent is a neighbour in.
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
    /// The first without that may be a part, as a finding lacks only what is clear.
    bare: Option<Bare>,
    is_told: bool,
}

/// A cell without a sign that may be a part, what it is about, and its number, if it is one.
pub(super) type Bare = (Cell, About, Option<Decimal>);

/// What the signs of a code are known by.
pub fn of_code(code: &str) -> String {
    Of::Code(code).key()
}

/// A cell that may have a sign, and that nobody has seen: the rows of its column come in pieces.
pub fn unseen(place: CellPlace) -> Cell {
    Cell { place, text: String::new(), bytes: None }
}

/// Why a cell without its sign is doubtful, where the sign is one that nobody has seen.
pub(super) fn why(clear: &Cell) -> Vec<String> {
    let column = clear.place.column.as_deref().unwrap_or_default();
    let why = format!(
        "datanya dibaca sepotong demi sepotong, dan kolom \"{column}\" berisi teks: sel lainnya mungkin bertanda persen"
    );
    clear.text.is_empty().then_some(why).into_iter().collect()
}

/// What is said of such a cell, or of one that was seen.
pub(super) fn signed(clear: &Cell) -> &'static str {
    if clear.text.is_empty() { "mungkin bertanda" } else { "bertanda" }
}

impl Shares {
    /// Notes a cell with its sign.
    pub(super) fn note_signed(&mut self, of: Of, cell: impl FnOnce() -> Cell) {
        let seen = self.seen.entry(of.key()).or_default();
        if seen.signed.is_none() {
            seen.signed = Some(Cell { bytes: None, ..cell() });
        }
    }

    /// Notes a cell without it that may be a part.
    pub(super) fn note_bare(&mut self, of: Of, found: impl FnOnce() -> Bare) {
        let seen = self.seen.entry(of.key()).or_default();
        if seen.bare.is_none() {
            let (cell, about, number) = found();
            seen.bare = Some((Cell { bytes: None, ..cell }, about, number));
        }
    }

    /// The cells with a sign, for whoever reads the data again.
    pub fn into_signs(self) -> Signs {
        self.seen.into_iter().filter_map(|(of, seen)| Some((of, seen.signed?))).collect()
    }

    /// Notes one up to one that nothing stands beside in its row.
    pub(super) fn note_alone(&mut self, alone: Alone) {
        if self.alone.len() < MOST_ALONE {
            self.alone.push(alone);
        }
    }

    /// Notes that one was asked about.
    pub(super) fn note_asked(&mut self, (column, beside): (Column, (Decimal, String))) {
        self.asked.entry(column).or_insert(beside);
    }

    /// What is to be said of those beside what other files and rows say; asked once all is read.
    pub(crate) fn beside_other_files(&mut self, data: &Dataset) -> Vec<DataProblem> {
        let mut found = Found::default();
        let alone = std::mem::take(&mut self.alone).into_iter();
        found.extend(alone.filter_map(|alone| alone.problem(data, &self.asked)));
        found.into_problems()
    }

    /// Adds what a later piece says; gives what is wrong by now, each once.
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
            // One cell may be doubtful for its code and for its column.
            let is_known =
                found.iter().any(|one| matches!(one, DataProblem::BareShare { cell: known, .. } if *known == cell));
            if !is_known {
                found.push(DataProblem::BareShare { cell, about, clear, number });
            }
        }
        found
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
    /// Whether a number of percent is clear beside its neighbours. `number` is the greater end of a range.
    pub(super) fn check_share(&self, spot: &Spot, number: Decimal, is_range: bool) -> Result<(), Box<DataProblem>> {
        let Spot { current, index, what } = spot;
        // What a column with a unit of its own says of a code stands beside its other cells all the same.
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

    /// Whether a cell says that it is percent, or its header says so for it.
    fn is_signed(&self, row: &Row, index: usize) -> bool {
        let text = row.get(index);
        let measure = self.columns.get(index).and_then(|column| column.measure.as_ref());
        let by_header = measure.is_some_and(|measure| measure.said.unit.as_deref() == Some("persen"));
        has_sign(text) || (by_header && text.contains(|c: char| c.is_ascii_digit()))
    }

    /// Of a piece of a file, the signs of its columns; of a whole one they are looked up when a cell asks.
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

    /// The columns that hold what a column holds, itself among them: where years are columns, that of every year.
    fn alike(&self, index: usize) -> impl Iterator<Item = usize> {
        let role = self.columns.get(index).map(|column| &column.role);
        let is_alike = move |(at, column): &(usize, &HeaderColumn)| *at == index || Some(&column.role) == role;
        self.columns.iter().enumerate().filter(is_alike).map(|(at, _)| at)
    }

    /// A target, a realisation or a further number of a row that carries the sign.
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
