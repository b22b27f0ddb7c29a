//! Checks of a row as a whole: its number of cells, its year, and whether it is there already.

use super::csv::Row;
use super::field_count;
use super::header::Role;
use super::problem::Problem;
use super::rows::{Current, RowReader};
use super::schema::{CodeSchema, VersionSchema};
use super::{CellOrigin, Dataset};
use crate::diagnostic::{CellPlace, Edit};
use std::sync::Arc;

impl<'a> RowReader<'a> {
    /// A row must have as many cells as the header; empty ones too many do no harm.
    pub fn count_cells(&mut self, row: &Row) -> Option<Arc<str>> {
        let expected = self.columns.len();
        if row.len() == expected || (row.len() > expected && row.is_empty_from(expected)) {
            return None;
        }
        let problem = Problem::FieldCount {
            row: self.sheet.place(row, None),
            found: row.len(),
            expected,
            delimiter: char::from(self.sheet.delimiter),
            mend: field_count::mend(self.sheet, row, &self.columns),
        };
        let reason = problem.message();
        self.problems.push(problem);
        Some(reason.into())
    }

    pub fn find_version(&mut self, current: &mut Current<'a>) {
        let Some(CodeSchema { versions, .. }) = self.schema.codes.get(&*current.id.code) else {
            return;
        };
        current.version = versions.iter().find(|version| version.covers(current.id.year));
        if current.version.is_some() || versions.is_empty() || current.fault.is_some() {
            return;
        }
        let year = self.columns.iter().position(|column| column.role == Role::Year);
        let index = year.unwrap_or(self.columns.len());
        let problem = Problem::YearNotCovered {
            cell: self.sheet.cell(current.row, index, self.header(index)),
            code: Arc::clone(&current.id.code),
            year: current.id.year,
            versions: versions.iter().map(VersionSchema::span_words).collect(),
        };
        current.fault = Some(problem.message().into());
        self.problems.push(problem);
    }

    pub fn find_earlier(&mut self, current: &mut Current<'a>) {
        let key = (current.lane, Arc::clone(&current.id.code), current.id.year);
        let Some(first) = self.seen.get(&key).copied() else {
            self.seen.insert(key, current.row);
            return;
        };
        let same = first.record_eq(current.row).then(|| {
            let end = self.sheet.file.text.len().min(current.row.next);
            Edit::replace(self.sheet.span(current.row.bytes.start..end), "")
        });
        let first = Some(self.sheet.place(first, None));
        let problem = self.duplicate(current, first, same);
        current.again = current.fault.is_none();
        current.fault = Some(problem.message().into());
        self.problems.push(problem);
    }

    /// The same value in another file.
    pub fn clash(&self, current: &Current, into: &Dataset, origin: CellOrigin) -> Problem {
        let file = into.files().get(usize::from(origin.file));
        let first = file.and_then(|file| {
            Some(CellPlace {
                source: file.source?,
                row: origin.row,
                column: file.headers.get(usize::from(origin.column)).cloned(),
            })
        });
        self.duplicate(current, first, None)
    }

    pub fn note_untitled(&mut self, row: &Row) {
        for (index, column) in self.columns.iter().enumerate() {
            if column.role == Role::Untitled && !row.get(index).is_empty() && self.untitled.insert(index) {
                self.problems.push(Problem::UntitledColumn { row: self.sheet.place(row, None), column: index + 1 });
            }
        }
    }

    fn duplicate(&self, current: &Current, first: Option<CellPlace>, same: Option<Edit>) -> Problem {
        Problem::Duplicate {
            row: self.sheet.place(current.row, None),
            first,
            code: Arc::clone(&current.id.code),
            year: current.id.year,
            unit: Arc::clone(&current.id.unit),
            same,
        }
    }
}
