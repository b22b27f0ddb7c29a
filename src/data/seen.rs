//! The rows of a file that were read, by their keys: no two share a unit, a code, a year and a quarter.
//!
//! A row that left a value in the data is found by its cell there; the others are recorded here.

use super::csv::{Row, Rows, Sheet};
use super::keys::RowId;
use std::collections::HashMap;
use std::sync::Arc;

/// Code by its number, year, quarter, and which [`BESIDE`] units.
type Key = (u32, i32, Option<u8>, u32);

/// How many units share an entry: most files have the same rows for each of them.
const BESIDE: usize = 16;

/// The position of every row with a multiple of this number is kept.
const APART: usize = 1 << 10;

/// The lines of the rows that left no cell; 0 if there is none.
#[derive(Debug, Default)]
pub(super) struct Seen {
    lines: HashMap<Key, Vec<u32>>,
    codes: HashMap<Arc<str>, u32>,
    /// Line and first byte of some rows, and how many rows have passed.
    marks: Vec<(u32, usize)>,
    passed: usize,
}

impl Seen {
    /// Must be called for each row in order.
    pub fn pass(&mut self, row: &Row) {
        if self.passed.is_multiple_of(APART) {
            self.marks.push((row.line, row.bytes.start));
        }
        self.passed += 1;
    }

    /// The row at a line that has passed.
    pub fn row(&self, sheet: &Sheet, line: u32) -> Option<Row> {
        let before = self.marks.partition_point(|(mark, _)| *mark <= line).checked_sub(1)?;
        let (mark, start) = self.marks[before];
        Rows::again(sheet, start, mark).find(|row| row.line == line)
    }

    /// The line of the recorded row with the same key.
    pub fn line(&self, lane: usize, id: &RowId) -> Option<u32> {
        let lines = self.lines.get(&key(lane, *self.codes.get(&id.code)?, id))?;
        lines.get(lane % BESIDE).copied().filter(|line| *line > 0)
    }

    /// Records the line of a row.
    pub fn note(&mut self, lane: usize, id: &RowId, line: u32) {
        let next = u32::try_from(self.codes.len()).unwrap_or(u32::MAX);
        let code = *self.codes.entry(Arc::clone(&id.code)).or_insert(next);
        let lines = self.lines.entry(key(lane, code, id)).or_default();
        let at = lane % BESIDE;
        if lines.len() <= at {
            lines.reserve_exact(at + 1 - lines.len());
            lines.resize(at + 1, 0);
        }
        lines[at] = line;
    }
}

fn key(lane: usize, code: u32, id: &RowId) -> Key {
    (code, id.year, id.quarter, u32::try_from(lane / BESIDE).unwrap_or(u32::MAX))
}
