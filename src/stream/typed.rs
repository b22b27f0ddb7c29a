//! Rows of a table in memory with typed columns: computed like those of a wide file, column by column.

use crate::columns::{Answers, Batch, Columns, Results, Whole};
use std::ops::Range;
use std::sync::Arc;

/// The cells of a column, in the order of the rows.
#[derive(Clone, Copy)]
pub enum Cells<'c> {
    /// Integers, and how many of their digits are decimals: 9769 with two is 97,69.
    Steps(&'c [i64], u32),
    /// The same with longer integers.
    Long(&'c [i128], u32),
    /// As people write them.
    Texts(&'c (dyn Texts + Sync)),
    /// Empty.
    Blank,
}

/// A column of text.
pub trait Texts {
    /// The text of a row; never called for a row without one.
    fn text(&self, row: usize) -> &str;
}

/// Which rows have a value: one bit each, 1 if there is one, the lowest bit of a byte first.
#[derive(Debug, Clone, Copy)]
pub struct Bits<'c> {
    /// The bits.
    pub bytes: &'c [u8],
    /// The index of the bit of the first row.
    pub offset: usize,
}

/// A column of a table.
#[derive(Clone, Copy)]
pub struct Given<'c> {
    /// Its cells.
    pub cells: Cells<'c>,
    /// Which of them have a value; all if none.
    pub valid: Option<Bits<'c>>,
}

/// Rows of a table, by their index in it from 0; ascending.
#[derive(Debug, Clone)]
pub enum Lines<'l> {
    /// Consecutive rows.
    Run(Range<usize>),
    /// Some of them.
    List(&'l [u32]),
}

/// The results of some rows of one year.
pub struct Answered<'a> {
    /// The rows, the first of which is lane 0 of the columns.
    pub lines: Lines<'a>,
    /// Their year.
    pub year: i32,
    pub(super) places: &'a [Option<usize>],
    pub(super) columns: &'a Columns<'a>,
    pub(super) batch: &'a Batch,
    pub(super) results: &'a Results,
}

impl Bits<'_> {
    fn has(self, row: usize) -> bool {
        let at = self.offset + row;
        self.bytes.get(at / 8).is_some_and(|byte| byte >> (at % 8) & 1 == 1)
    }

    /// The bits of 64 rows, the first in the lowest bit.
    fn word(self, row: usize) -> u64 {
        let at = self.offset + row;
        let rest = self.bytes.get(at / 8..).unwrap_or_default();
        let mut eight = [0; 8];
        let many = rest.len().min(8);
        eight[..many].copy_from_slice(&rest[..many]);
        let low = u64::from_le_bytes(eight) >> (at % 8);
        match (at % 8, rest.get(8)) {
            (1.., Some(ninth)) => low | u64::from(*ninth) << (64 - at % 8),
            _ => low,
        }
    }
}

impl Given<'_> {
    /// Whether a row has a value.
    pub fn has(&self, row: usize) -> bool {
        !matches!(self.cells, Cells::Blank) && self.valid.is_none_or(|valid| valid.has(row))
    }
}

impl Given<'_> {
    /// The rows of a run that have no value, relative to its first.
    pub(super) fn holes(&self, run: &Range<usize>) -> Vec<usize> {
        let mut holes = Vec::new();
        let Some(valid) = self.valid else { return holes };
        for from in (0..run.len()).step_by(64) {
            let mut missing = !valid.word(run.start + from);
            if run.len() - from < 64 {
                missing &= (1 << (run.len() - from)) - 1;
            }
            while missing != 0 {
                holes.push(from + missing.trailing_zeros() as usize);
                missing &= missing - 1;
            }
        }
        holes
    }
}

impl Lines<'_> {
    /// How many.
    #[expect(clippy::len_without_is_empty, reason = "there is always one")]
    pub fn len(&self) -> usize {
        match self {
            Lines::Run(run) => run.len(),
            Lines::List(list) => list.len(),
        }
    }

    /// The row of a lane.
    pub fn row(&self, lane: usize) -> usize {
        match self {
            Lines::Run(run) => run.start + lane,
            Lines::List(list) => list[lane] as usize,
        }
    }
}

impl<'a> Answered<'a> {
    /// A result, by its index in the output: for each lane 0 or the number of its state, and the values. None if the
    /// rules do not give it in this year.
    pub fn column(&self, result: usize) -> Option<(&'a [u8], Answers<'a>)> {
        self.places[result].map(|place| self.results.column(place))
    }

    /// The words that results refer to by number.
    pub fn words(&self) -> &'a [Arc<str>] {
        self.results.words()
    }

    /// The same results before rounding, with the reasons where there are none; `lanes` in the given order.
    pub fn whole(&self, lanes: &[usize]) -> Whole {
        self.columns.whole(self.batch, lanes)
    }

    /// The index of each result in [`Answered::whole`].
    pub fn places(&self) -> &'a [Option<usize>] {
        self.places
    }
}
