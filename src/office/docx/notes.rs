//! Notes below a table of a document: the lines right below it that say what its figures are in, or what a mark means.

use super::super::found::is_note;
use crate::data::header::{is_measure, unit_above};

/// The notes below the last table.
#[derive(Debug, Default)]
pub(super) struct Notes {
    sheet: Option<usize>,
    lines: Vec<String>,
    /// Whether something else stands below them.
    is_over: bool,
}

impl Notes {
    /// The next line.
    pub(super) fn take(&mut self, line: &str) {
        let is_open = self.sheet.is_some() && !self.is_over && self.lines.len() < MOST;
        match is_open && (is_note(line) || is_unit(line)) {
            true => self.lines.push(line.to_string()),
            false => self.is_over = true,
        }
    }

    /// Another table begins: the notes of the one before, with its sheet. A unit alone between two tables stands above the second.
    pub(super) fn before_table(&mut self, next: usize) -> Option<(usize, Vec<String>)> {
        if !self.is_over {
            let own = self.lines.iter().take_while(|line| is_note(line)).count();
            self.lines.truncate(own);
        }
        let notes = self.at_end();
        *self = Notes { sheet: Some(next), ..Notes::default() };
        notes
    }

    /// The notes of the last table, with its sheet.
    pub(super) fn at_end(&mut self) -> Option<(usize, Vec<String>)> {
        let lines = std::mem::take(&mut self.lines);
        self.sheet.filter(|_| !lines.is_empty()).map(|sheet| (sheet, lines))
    }
}

/// So many notes belong to a table at most.
const MOST: usize = 6;

/// A line that is a unit and nothing else: `(dalam juta rupiah)`, `dalam persen`.
fn is_unit(line: &str) -> bool {
    const LONGEST: usize = 60;
    let lower = line.to_lowercase();
    let inner = lower.trim_matches(['(', ')', '.', ' ', '*']);
    let inner = ["dalam ", "satuan:", "satuan "].iter().find_map(|lead| inner.strip_prefix(lead)).unwrap_or(inner);
    line.len() <= LONGEST && (is_measure(inner.trim()) || lower.starts_with('(') && unit_above(line).is_some())
}
