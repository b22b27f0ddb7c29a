//! Checks of a row as a whole: its number of cells, its year, and whether it is a duplicate.

use super::csv::Row;
use super::field_count;
use super::header::{Role, ValueKind};
use super::printed::{WEIGHT, figure};
use super::problem::{DataProblem, What};
use super::range_target::numbers_in;
use super::rows::{Current, RowReader};
use super::schema::{Takes, VersionSchema};
use super::unit_names::near_unit;
use super::{CellOrigin, Content, Dataset, Field};
use crate::diagnostic::{CellPlace, Code, Edit};
use crate::number::with_comma;
use rust_decimal::Decimal;
use std::sync::Arc;

impl RowReader<'_> {
    /// Whether a printed figure is compared with anything: the achievement of a year, or a constant weight of the
    /// rules.
    pub(super) fn is_held(&self, current: &Current, field: &Field, read: &Content) -> bool {
        let has_other = match field {
            Field::Extra(name) if **name == *WEIGHT => self.schema.weighed.contains(&*current.id.code),
            _ => current.version.is_none_or(|version| version.takes != Takes::Value) && current.id.quarter.is_none(),
        };
        has_other && figure(read).is_some()
    }

    /// A row must have as many cells as the header; surplus empty ones are harmless unless cells may have shifted.
    pub fn count_cells(&mut self, row: &Row) -> Option<Arc<str>> {
        if field_count::fits(self.sheet, row, &self.columns) {
            return None;
        }
        let problem = DataProblem::FieldCount {
            row: self.sheet.place(row, None),
            found: row.len(),
            expected: field_count::meant(row, &self.columns).len(),
            delimiter: char::from(self.sheet.delimiter),
            mends: field_count::mends(self.sheet, row, &self.columns),
        };
        let reason = self.reason(problem.message());
        self.problems.push(problem);
        Some(reason)
    }

    /// The versions of what a row is about, or of the `umum` that covers it.
    pub fn versions_of<'c>(&self, current: &mut Current<'c>) -> Option<&'c [VersionSchema]>
    where
        Self: 'c,
    {
        let own = self.schema.codes.get(&*current.id.code).map(|code| &code.versions);
        if own.is_none() {
            current.prefix = self.schema.prefix(&current.id.code, current.id.year);
        }
        own.or(current.prefix.map(|prefix| &prefix.versions)).map(Vec::as_slice)
    }

    pub fn find_version<'c>(&mut self, current: &mut Current<'c>)
    where
        Self: 'c,
    {
        let Some(versions) = self.versions_of(current) else { return };
        current.version = versions.iter().find(|version| version.covers(current.id.year));
        if current.version.is_some() || versions.is_empty() || current.fault.is_some() {
            return;
        }
        let year = self.columns.iter().position(|column| column.role == Role::Year);
        let index = year.unwrap_or(self.columns.len());
        let problem = DataProblem::YearNotCovered {
            cell: self.sheet.cell(current.row, index, self.header(index)),
            code: Arc::clone(&current.id.code),
            year: current.id.year,
            versions: versions.iter().map(VersionSchema::span_words).collect(),
        };
        current.fault = Some(self.reason(problem.message()));
        self.problems.push(problem);
    }

    /// A unit in its own column must be that of the rules, like one after a number.
    pub fn check_unit(&mut self, current: &mut Current) {
        let (Some(version), None, None) = (current.version, current.prefix, &current.fault) else { return };
        let declared = version.unit.as_deref();
        let is_unlike = |written: &str| match declared {
            Some(declared) => *written != *declared,
            // The rules are planned before all data are read.
            None => version.open_unit && !self.sheet.is_whole(),
        };
        let Some((index, _)) = self.written_unit(current.row).filter(|(_, written)| is_unlike(written)) else { return };
        let problem = DataProblem::UnitDiffers {
            cell: self.sheet.cell(current.row, index, self.header(index)),
            declared: declared.map(str::to_string),
            code: Arc::clone(&current.id.code),
        };
        current.fault = Some(self.reason(problem.message()));
        self.problems.push(problem);
    }

    /// A unit that only the data state is accepted; a misspelling of percent or money would change what figures mean.
    pub fn check_near_unit(&mut self, current: &mut Current) {
        let is_open = current.prefix.is_some() || current.version.is_some_and(|version| version.open_unit);
        let written = self.written_unit(current.row).filter(|_| is_open && current.fault.is_none());
        let Some((index, near)) = written.and_then(|(index, unit)| Some((index, near_unit(&unit)?))) else { return };
        let cell = self.sheet.cell(current.row, index, self.header(index));
        let problem = DataProblem::NearUnit { cell, near, code: Arc::clone(&current.id.code) };
        current.fault = Some(self.reason(problem.message()));
        self.problems.push(problem);
    }

    /// Reports a number that nothing uses.
    pub fn check_taken(&mut self, current: &Current, index: usize, field: &Field, read: &Content) {
        let Some(version) = current.version.filter(|version| !version.takes.takes(field)) else { return };
        let is_said = matches!(read, Content::Number(_) | Content::Text(_));
        if !is_said || current.fault.is_some() {
            return;
        }
        self.problems.push(DataProblem::NotTaken {
            cell: self.sheet.cell(current.row, index, self.header(index)),
            role: if *field == Field::Value { "realisasi" } else { "target" },
            group: version.takes == Takes::Nothing,
            code: Arc::clone(&current.id.code),
        });
    }

    /// Reports a number that is unlikely to be entered: 1,31 people are probably 1.310.
    pub fn check_step(&mut self, current: &Current, index: usize, field: &Field, read: &Content) {
        let step = current.version.and_then(|version| version.step);
        let (Some(step), Field::Value | Field::Target) = (step, field) else { return };
        let is_off = |number: &Decimal| number.checked_rem(step).is_some_and(|rest| !rest.is_zero());
        let Some(number) = numbers_in(read).into_iter().find(is_off) else { return };
        if current.fault.is_some() {
            return;
        }
        self.problems.push(DataProblem::OffStep {
            cell: self.sheet.cell(current.row, index, self.header(index)),
            shown: with_comma(number),
            step: with_comma(step),
            code: Arc::clone(&current.id.code),
        });
    }

    /// A quarter counts only if the rules say how quarters are combined into a year. Budget and spending have their own
    /// way, an extra column has one if it declares it, and an undeclared one gives no value.
    pub fn check_quarter(&mut self, current: &mut Current) {
        if current.id.quarter.is_none() || current.version.is_none_or(|version| version.quarters) {
            return;
        }
        let filled = (0..self.columns.len()).filter(|index| !super::cell::is_blank(current.row.get(*index)));
        let mut columns = filled.filter_map(|index| self.value_column(index, &current.id));
        if columns.all(|(field, kind, _)| self.counts_in_quarter(current, &field, kind)) || current.fault.is_some() {
            return;
        }
        let quarter = self.columns.iter().position(|column| column.role == Role::Quarter);
        let in_header = || self.columns.iter().position(|column| column.quarter == current.id.quarter);
        let index = quarter.or_else(in_header).unwrap_or(self.columns.len());
        let problem = DataProblem::QuarterUnused {
            cell: self.sheet.cell(current.row, index, self.header(index)),
            about: self.about(current, What::Value),
        };
        current.idle_quarter = Some(self.reason(problem.message()));
        // One clause fixes all of them.
        if self.unused_quarters.insert(Arc::clone(&current.id.code)) {
            self.problems.push(problem);
        }
    }

    /// Why a cell of the row does not count, whatever its content.
    pub fn fault_of<'c>(&self, current: &'c Current, field: &Field, kind: ValueKind) -> Option<&'c Arc<str>> {
        let idle = || current.idle_quarter.as_ref().filter(|_| !self.counts_in_quarter(current, field, kind));
        current.fault.as_ref().or_else(idle)
    }

    /// Whether quarters of a column are combined into a year though the thing as a whole declares nothing.
    fn counts_in_quarter(&self, current: &Current, field: &Field, kind: ValueKind) -> bool {
        let has_money = current.version.is_some_and(|version| version.quarterly_money);
        match field {
            Field::Budget | Field::Spent => true,
            Field::Value | Field::Target | Field::TargetLow | Field::TargetHigh => false,
            // If money has quarters, the quarters of a column without a clause are reported when its value is needed.
            Field::Extra(name) => {
                let says_way = || self.schema.field(name).is_some_and(|field| field.quarters);
                matches!(kind, ValueKind::Undeclared | ValueKind::Printed) || has_money || says_way()
            }
        }
    }

    pub fn find_earlier(&mut self, current: &mut Current, into: &Dataset) {
        let noted = self.seen.line(current.lane, &current.id);
        let Some(line) = noted.or_else(|| self.line_left(current, into)) else { return };
        // From now on the cells identify this row.
        self.seen.note(current.lane, &current.id, line);
        // Both rows are compared only for a finding that is reported.
        let first = self.problems.has_room(Code::D0021).then(|| self.seen.row(self.sheet, line));
        let same = first.flatten().filter(|first| first.record_eq(current.row)).map(|_| {
            let end = self.sheet.file.text.len().min(current.row.next);
            Edit::replace(self.sheet.span(current.row.bytes.start..end), "")
        });
        let first = CellPlace { source: self.sheet.file.source, row: line, column: None };
        let problem = self.duplicate(current, Some(first), same);
        current.again = current.fault.is_none();
        current.fault = Some(self.reason(problem.message()));
        self.problems.push(problem);
    }

    /// Records a row that leaves no cell.
    pub fn note_silent(&mut self, current: &Current, into: &Dataset) {
        let is_known = self.line_left(current, into).is_some() || self.seen.line(current.lane, &current.id).is_some();
        if !is_known {
            self.seen.note(current.lane, &current.id, current.row.line);
        }
    }

    /// The line of a row of this file, from the cell that it left.
    fn line_left(&self, current: &Current, into: &Dataset) -> Option<u32> {
        let origin = into.origin(current.lane, &current.key(self.telling.clone()?))?;
        (origin.file == self.file).then_some(origin.row)
    }

    /// The finding about the same value in another file.
    pub fn clash(&self, current: &Current, into: &Dataset, origin: CellOrigin) -> DataProblem {
        self.duplicate(current, into.place(origin), None)
    }

    pub fn note_untitled(&mut self, row: &Row) {
        for (index, column) in self.columns.iter().enumerate() {
            if column.role == Role::Untitled && !row.get(index).is_empty() && self.untitled.insert(index) {
                self.problems.push(DataProblem::UntitledColumn { row: self.sheet.place(row, None), column: index + 1 });
            }
        }
    }

    fn duplicate(&self, current: &Current, first: Option<CellPlace>, same: Option<Edit>) -> DataProblem {
        DataProblem::Duplicate {
            row: self.sheet.place(current.row, None),
            first,
            code: Arc::clone(&current.id.code),
            year: current.id.year,
            quarter: current.id.quarter,
            unit: Arc::clone(&current.id.unit),
            same,
        }
    }
}
