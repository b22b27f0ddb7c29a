//! Columns that describe a thing (`uraian`, `satuan`, …): one text per code and year, however often it is written.

use super::cell::read_text;
use super::header::{Role, ValueKind};
use super::problem::DataProblem;
use super::row_values::unit_word;
use super::rows::{Current, RowReader};
use super::{Content, Dataset, Datum, Field, Key};
use crate::diagnostic::CellPlace;
use crate::diagnostic::nearest::fold;
use std::sync::Arc;

impl RowReader<'_> {
    /// Stores the texts that are present; of two that differ the first is kept.
    pub fn read_attributes(&mut self, current: &Current, into: &mut Dataset) {
        for index in 0..self.columns.len() {
            let Some(name) = self.attribute(current, index) else { continue };
            let Content::Text(text) = read_text(current.row.get(index)) else {
                into.note_blank(&name, current);
                continue;
            };
            // It describes the year, whatever the quarter of the row.
            let key = Key { quarter: None, ..current.key(Field::Extra(Arc::clone(&name))) };
            match into.get(current.lane, &key) {
                Some(Datum { content: Content::Text(first), origin }) => {
                    let same_unit = || name.eq_ignore_ascii_case("satuan") && unit_word(&first) == unit_word(&text);
                    if fold(&first) != fold(&text) && !same_unit() {
                        let place = origin.and_then(|origin| into.place(origin));
                        self.attribute_differs((current, index), &name, &first, place);
                    }
                }
                _ => {
                    let origin = Some(self.origin(current.row, index));
                    into.set(current.lane, key, Datum { content: Content::Text(text), origin });
                }
            }
        }
    }

    /// Reports that a cell differs from an earlier one, which is kept.
    pub fn attribute_differs(
        &mut self,
        (current, index): (&Current, usize),
        name: &str,
        kept: &str,
        first: Option<CellPlace>,
    ) {
        self.problems.push(DataProblem::AttributeDiffers {
            cell: self.sheet.cell(current.row, index, self.header(index)),
            first,
            kept: kept.to_string(),
            name: name.to_string(),
            code: Arc::clone(&current.id.code),
            year: current.id.year,
        });
    }

    /// The name of an attribute column; `indikator` beside `kode` names a code that the rules give no
    /// words.
    fn attribute(&self, current: &Current, index: usize) -> Option<Arc<str>> {
        let column = self.columns.get(index).filter(|column| column.disputed.is_none())?;
        match &column.role {
            Role::Value(Field::Extra(name), ValueKind::Attribute) => Some(Arc::clone(name)),
            Role::Label => {
                let code = self.columns.iter().position(|column| column.role == Role::Code)?;
                let is_open = current.prefix.is_some() || current.version.is_some_and(|version| version.open_label);
                let named = is_open && !current.row.get(code).is_empty();
                named.then(|| "indikator".into())
            }
            _ => None,
        }
    }
}

impl Dataset {
    /// Records that a row has a blank cell in the parent column.
    fn note_blank(&mut self, name: &str, current: &Current) {
        if name.eq_ignore_ascii_case("induk") {
            self.without_parent.insert((Arc::clone(&current.id.code), current.id.year));
        }
    }

    /// Whether a row of a code and year has a blank cell in the parent column.
    pub fn has_blank_parent(&self, code: &str, year: i32) -> bool {
        !self.without_parent.is_empty() && self.without_parent.contains(&(code.into(), year))
    }
}
