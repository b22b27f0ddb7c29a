//! Units that nobody declares and the cells themselves state: `44,9%`, `Rp 5.000`, `18 orang`.
//!
//! A thing has the unit that all of its numbers in a file carry. It is told once, with the line that declares it.

use super::cell::read_value;
use super::cell_error::CellError;
use super::csv::{Row, Rows};
use super::header::{HeaderColumn, Role, ValueKind};
use super::problem::{Cell, DataProblem};
use super::row_values::unit_word;
use super::rows::{Current, RowReader};
use super::schema::NumberFormat;
use super::{Content, Dataset, Datum, Field, Key};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// What the cells of each code state, by the code as the file writes it; looked for when a cell asks. None where some
/// state no unit or another one.
#[derive(Default)]
pub(super) struct StatedUnits {
    by_code: OnceCell<HashMap<String, Option<Arc<str>>>>,
    /// What was taken, by the block of the rules that could say it and the unit.
    told: BTreeMap<(String, Arc<str>), Told>,
}

/// What is told of one unit.
struct Told {
    code: Arc<str>,
    cell: Cell,
    codes: BTreeSet<Arc<str>>,
}

/// The unit that a cell carries; none for one without a number, the empty word for a number alone.
fn carried(text: &str, format: Option<NumberFormat>) -> Option<Arc<str>> {
    match read_value(text, format, None) {
        Ok(Content::Number(_)) | Err(CellError::Ambiguous { .. }) => Some("".into()),
        Err(CellError::WrongUnit { found, .. }) => {
            let unit = unit_word(&found);
            // `8l` is a slip, `73,5 BB` a grade: only a sign or a whole word is sure to be a unit.
            let is_unit = matches!(&*unit, "persen" | "rupiah") || unit.chars().count() > 2;
            Some(if is_unit { unit } else { "".into() })
        }
        Ok(Content::Text(_) | Content::Missing(..)) | Err(_) => None,
    }
}

impl RowReader<'_> {
    /// The unit that every number of the row's code carries, where the row itself has one that does, and the cell.
    pub fn stated_unit(&self, current: &Current) -> Option<(usize, Arc<str>)> {
        let is_open = current.prefix.is_some() || current.version.is_some_and(|version| version.open_unit);
        let begin = self.formats.begin().filter(|_| is_open && current.fault.is_none())?;
        let format = self.sheet.file.format;
        let mut cells = scaled(&self.columns).map(|index| (index, carried(current.row.get(index), format)));
        let (index, unit) = cells.find_map(|(index, unit)| Some((index, unit.filter(|unit| !unit.is_empty())?)))?;
        let name = self.written_name(current.row)?;
        let all = self.stated.by_code.get_or_init(|| self.read_stated(begin));
        let stated = all.get(name)?.as_ref()?;
        (*stated == unit).then_some((index, unit))
    }

    /// What names the thing of a row.
    fn written_name<'r>(&self, row: &'r Row) -> Option<&'r str> {
        let named = |role: &Role| self.columns.iter().position(|column| column.role == *role);
        let text = |role: &Role| named(role).map(|index| row.get(index)).filter(|text| !text.is_empty());
        text(&Role::Code).or_else(|| text(&Role::Label))
    }

    fn read_stated(&self, (start, line): (usize, u32)) -> HashMap<String, Option<Arc<str>>> {
        let mut all: HashMap<String, Option<Arc<str>>> = HashMap::new();
        for row in Rows::again(self.sheet, start, line) {
            let Some(name) = self.written_name(&row) else { continue };
            for unit in scaled(&self.columns).filter_map(|index| carried(row.get(index), self.sheet.file.format)) {
                let unit = Some(unit).filter(|unit| !unit.is_empty());
                match all.get_mut(name) {
                    Some(known) if *known == unit => {}
                    Some(known) => *known = None,
                    None => drop(all.insert(name.to_string(), unit)),
                }
            }
        }
        all
    }

    /// Keeps the unit that the cells state as if a column `satuan` said it.
    pub fn keep_stated(&mut self, current: &Current, (index, unit): (usize, Arc<str>), into: &mut Dataset) {
        let key = Key { quarter: None, ..current.key(Field::Extra("satuan".into())) };
        let origin = Some(self.origin(current.row, index));
        into.set(current.lane, key, Datum { content: Content::Text(Arc::clone(&unit)), origin });
        let code = &current.id.code;
        let block = self.about(current, super::problem::What::Value).block();
        let cell = self.sheet.cell(current.row, index, self.header(index));
        let first = || Told { code: Arc::clone(code), cell, codes: BTreeSet::new() };
        self.stated.told.entry((block, unit)).or_insert_with(first).codes.insert(Arc::clone(code));
    }

    /// What was taken, told once for each thing and unit.
    pub fn tell_stated(&mut self) {
        let told = std::mem::take(&mut self.stated.told);
        let mut blocks: BTreeMap<String, usize> = BTreeMap::new();
        told.keys().for_each(|(block, _)| *blocks.entry(block.clone()).or_default() += 1);
        for ((block, unit), Told { code, cell, codes }) in told {
            let others = codes.len() - 1;
            let is_only = blocks.get(&block) == Some(&1);
            let unit = unit.to_string();
            self.problems.push(DataProblem::UnitStated { cell, code, others, unit, block, is_only });
        }
    }
}

/// The columns of targets and realisations.
fn scaled(columns: &[HeaderColumn]) -> impl Iterator<Item = usize> {
    let is_scaled = |column: &HeaderColumn| matches!(column.role, Role::Value(_, ValueKind::Scaled));
    columns.iter().enumerate().filter(move |(_, column)| is_scaled(column)).map(|(index, _)| index)
}
