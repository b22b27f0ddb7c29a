//! Files whose years or quarters are columns: a row is read once for each of them.

use super::cell::is_blank;
use super::csv::Row;
use super::header::{HeaderColumn, Role, ValueKind, is_known, looks_like_header};
use super::keys::{RowId, read_id};
use super::problem::DataProblem;
use super::rows::{Current, RowReader};
use super::schema::VersionSchema;
use super::{Content, Dataset, Datum, State};
use crate::diagnostic::nearest::fold;
use std::collections::BTreeSet;

impl RowReader<'_> {
    pub(super) fn read(&mut self, row: &Row, into: &mut Dataset) {
        if self.is_over {
            return;
        }
        self.seen.pass(row);
        self.unused.look(row);
        self.note_untitled(row);
        self.note_signs(row);
        let broken = self.count_cells(row);
        let read = |reader: &Self, year| read_id((reader.sheet, row, &reader.columns), year, &reader.codes);
        let periods = self.periods();
        if periods.is_empty() {
            match (read(self, None), &broken) {
                (Ok(id), _) => self.read_year(row, id, broken, true, into),
                (Err(_), Some(_)) => {}
                (Err(found), None) => self.tell_row(row, found),
            }
            return;
        }
        // A name may mean another thing in each year; what is wrong in all of them is reported once.
        let mut told: Vec<DataProblem> = Vec::new();
        let mut before = None;
        for (year, quarter) in periods {
            let is_it = |column: &HeaderColumn| column.year == year && column.quarter == quarter;
            let mut columns = self.columns.iter().enumerate().filter(|(_, column)| is_it(column) && is_value(column));
            let is_filled = columns.any(|(index, _)| !is_blank(row.get(index)));
            let id =
                read(self, year).map(|id| RowId { quarter: if self.in_quarters { quarter } else { id.quarter }, ..id });
            let is_first = before != Some(year);
            match (id, is_filled, &broken) {
                (Ok(id), true, _) => {
                    before = Some(year);
                    self.read_year(row, id, broken.clone(), is_first, into);
                }
                (Ok(id), false, None) => self.read_blank_year(row, id, into),
                (Err(found), _, None) => {
                    told.extend(found.into_iter().filter(|one| !told.contains(one)).collect::<Vec<_>>())
                }
                (Ok(_), false, Some(_)) | (Err(_), _, Some(_)) => {}
            }
        }
        self.tell_row(row, told);
    }

    /// Tells what is wrong with the key of a row, if it is a row of the table.
    fn tell_row(&mut self, row: &Row, found: Vec<DataProblem>) {
        if found.is_empty() {
            return;
        }
        if looks_like_header(row, self.schema) {
            return self.pass_heading(row);
        }
        match self.note_of_factor(row, &found) {
            Some(note) => self.notes.push(note),
            None => self.problems.extend(found),
        }
    }

    /// Passes over the heading that stands here again; below another one nothing is read by the first.
    fn pass_heading(&mut self, row: &Row) {
        let is_read = |at: &usize| self.columns.get(*at).is_some_and(|column| !column.role.says_nothing());
        let own = |at: usize| if at < self.columns.len() { self.header(at) } else { "" };
        let width = row.len().max(self.columns.len());
        let is_other = |at: &usize| {
            let is_known = || is_known(row.get(*at), self.schema);
            fold(row.get(*at)) != fold(own(*at)) && (is_read(at) || is_known())
        };
        let Some(at) = (0..width).find(is_other) else { return };
        let (was, now) = (own(at).to_string(), row.get(at).to_string());
        let (place, first) = (self.sheet.place(row, None), self.sheet.place(self.heading, None));
        self.is_over = true;
        self.problems.push(DataProblem::OtherHeading { row: place, first, was, now });
    }

    /// A year with columns of its own, none of which the row fills: it is not filled, as in a blank row of that year,
    /// if the thing exists in it. Another row may fill it.
    fn read_blank_year(&mut self, row: &Row, id: RowId, into: &mut Dataset) {
        let mut current = Current::of(row, id, None, into);
        let known = self.versions_of(&mut current);
        current.version = known.and_then(|versions| versions.iter().find(|one| one.covers(current.id.year)));
        if current.version.is_none() && known.is_some_and(|versions| !versions.is_empty()) {
            return;
        }
        let has_quarters = |version: &VersionSchema| version.quarters || version.quarterly_money;
        if current.id.quarter.is_some() && current.version.is_some_and(|version| !has_quarters(version)) {
            return;
        }
        self.read_attributes(&current, into);
        for index in 0..self.columns.len() {
            let Some((field, ..)) = self.value_column(index, &current.id) else { continue };
            let key = current.key(field);
            let column = &self.columns[index];
            let has_period = column.year.is_some() || column.quarter.is_some();
            if has_period && into.get(current.lane, &key).is_none() {
                let content = Content::Missing(State::NotFilled, "".into());
                into.set(current.lane, key, Datum { content, origin: Some(self.origin(row, index)) });
            }
        }
    }

    /// The years and quarters that are columns; empty if they are in rows only.
    fn periods(&self) -> BTreeSet<(Option<i32>, Option<u8>)> {
        if !self.in_quarters && self.columns.iter().all(|column| column.year.is_none()) {
            return BTreeSet::new();
        }
        let in_years = self.columns.iter().any(|column| column.year.is_some());
        let has_period = |column: &&HeaderColumn| is_value(column) && (!in_years || column.year.is_some());
        self.columns.iter().filter(has_period).map(|column| (column.year, column.quarter)).collect()
    }
}

/// Whether the content of a column belongs to a year or a quarter.
fn is_value(column: &HeaderColumn) -> bool {
    matches!(&column.role, Role::Value(_, kind) if *kind != ValueKind::Attribute)
}
