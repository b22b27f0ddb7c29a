//! Units that are not declared but stated in the cells themselves: `44,9%`, `Rp 5.000`, `18 orang`.
//!
//! A thing has the unit that all of its numbers carry, over all files and years. It is reported once, with the line
//! that declares it.

use super::cell::read_value;
use super::cell_error::CellError;
use super::csv::{Row, Rows};
use super::header::{HeaderColumn, Role, ValueKind};
use super::keys::read_code;
use super::problem::{Cell, DataProblem};
use super::range_target::read_range;
use super::row_values::unit_word;
use super::rows::{Current, RowReader};
use super::schema::NumberFormat;
use super::{Content, Dataset, Datum, Field, Key};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// What the cells of each code in a file state, computed on demand. None if some state no unit, or different ones.
#[derive(Default)]
pub(super) struct StatedUnits {
    by_code: OnceCell<HashMap<Arc<str>, Option<Arc<str>>>>,
    /// The units that were inferred, by the block of the rules that could declare it and by unit.
    told: BTreeMap<(String, Arc<str>), Told>,
}

/// The finding about one unit.
struct Told {
    code: Arc<str>,
    cell: Cell,
    codes: BTreeSet<Arc<str>>,
}

/// The unit in a cell; none for a cell without a number, empty for a number alone.
fn carried(text: &str, format: Option<NumberFormat>) -> Option<Arc<str>> {
    match read_value(text, format, None) {
        Ok(Content::Number(_)) | Err(CellError::Ambiguous { .. }) => Some("".into()),
        Err(CellError::WrongUnit { found, .. }) => {
            let unit = unit_word(&found);
            // `8l` is a typing mistake, `73,5 BB` a grade: only a sign or a whole word is certainly a unit.
            let is_unit = matches!(&*unit, "persen" | "rupiah") || unit.chars().count() > 2;
            Some(if is_unit { unit } else { "".into() })
        }
        Ok(Content::Text(_) | Content::Missing(..)) => None,
        Err(_) => carried_by_range(text, format),
    }
}

/// The same for a target that is a range.
fn carried_by_range(text: &str, format: Option<NumberFormat>) -> Option<Arc<str>> {
    let word = text.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
    let mut units = [None, Some("persen"), Some("rupiah"), Some(word.as_str())].into_iter();
    let unit = units.find(|unit| read_range(text, format, *unit).is_some())?;
    Some(unit.unwrap_or_default().into())
}

/// The codes whose cells state a unit in one file while another file has numbers without it, or with another.
pub fn disputed_units(data: &Dataset) -> BTreeSet<Arc<str>> {
    let mut disputed = BTreeSet::new();
    if data.stated.is_empty() || data.files.len() < 2 {
        return disputed;
    }
    for (key, column) in data.columns() {
        let Some((unit, files)) = data.stated.get(&key.code) else { continue };
        let Some(unit) = unit else {
            disputed.insert(Arc::clone(&key.code));
            continue;
        };
        let is_scaled = match key.field {
            Field::Value | Field::Target | Field::TargetLow | Field::TargetHigh => true,
            Field::Budget | Field::Spent | Field::Extra(_) => false,
        };
        let named = Key { quarter: None, field: Field::Extra("satuan".into()), ..key.clone() };
        let agrees = |lane: usize, file: u16| {
            let written = data.get(lane, &named).filter(|datum| datum.origin.is_some_and(|origin| origin.file == file));
            files.contains(&file)
                || written
                    .is_some_and(|datum| matches!(datum.content, Content::Text(word) if unit_word(&word) == *unit))
        };
        let differs = |(lane, datum): (usize, Datum)| {
            let file = datum.origin.map(|origin| origin.file);
            matches!(datum.content, Content::Number(_)) && file.is_some_and(|file| !agrees(lane, file))
        };
        if is_scaled && column.iter().any(differs) {
            disputed.insert(Arc::clone(&key.code));
        }
    }
    disputed
}

impl RowReader<'_> {
    /// The unit that every number of the row's code carries, if the row itself has one, and the cell.
    pub fn stated_unit(&self, current: &Current) -> Option<(usize, Arc<str>)> {
        let is_open = current.prefix.is_some() || current.version.is_some_and(|version| version.open_unit);
        let begin = self.formats.begin().filter(|_| is_open && current.fault.is_none())?;
        let format = self.sheet.file.format;
        let mut cells = scaled(&self.columns).map(|index| (index, self.carried(current.row, index, format)));
        let (index, unit) = cells.find_map(|(index, unit)| Some((index, unit.filter(|unit| !unit.is_empty())?)))?;
        let code = &current.id.code;
        if self.schema.disputed_units.contains(code) {
            return None;
        }
        let stated = self.stated.by_code.get_or_init(|| self.read_stated(begin)).get(code)?.as_ref()?;
        (*stated == unit).then_some((index, unit))
    }

    /// The unit of a cell, from itself or from the header of its column.
    fn carried(&self, row: &Row, index: usize, format: Option<NumberFormat>) -> Option<Arc<str>> {
        let own = carried(row.get(index), format)?;
        let measure = self.columns.get(index).and_then(|column| column.measure.as_ref());
        let of_header = measure.filter(|_| own.is_empty());
        Some(of_header.and_then(|measure| measure.said.unit.clone()).unwrap_or(own))
    }

    fn read_stated(&self, (start, line): (usize, u32)) -> HashMap<Arc<str>, Option<Arc<str>>> {
        let mut all: HashMap<Arc<str>, Option<Arc<str>>> = HashMap::new();
        for row in Rows::again(self.sheet, start, line) {
            let written = self.written_unit(&row).map(|(_, unit)| unit);
            // A name may be that of another code in another year.
            let mut named: Option<(Option<i32>, Option<Arc<str>>)> = None;
            for index in scaled(&self.columns) {
                let Some(unit) = self.carried(&row, index, self.sheet.file.format) else { continue };
                let year = self.columns[index].year;
                if named.as_ref().is_none_or(|(known, _)| *known != year) {
                    named = Some((year, read_code((self.sheet, &row, &self.columns), year, &self.codes)));
                }
                let Some(code) = named.as_ref().and_then(|(_, code)| code.clone()) else { continue };
                let unit = Some(unit).filter(|unit| !unit.is_empty()).or_else(|| written.clone());
                match all.get_mut(&code) {
                    Some(known) if *known == unit => {}
                    Some(known) => *known = None,
                    None => drop(all.insert(Arc::clone(&code), unit)),
                }
            }
        }
        all
    }

    /// Stores the unit that the cells state as if a column `satuan` contained it, even if one contains another.
    pub fn keep_stated(&mut self, current: &Current, (index, unit): (usize, Arc<str>), into: &mut Dataset) {
        let key = Key { quarter: None, ..current.key(Field::Extra("satuan".into())) };
        let origin = Some(self.origin(current.row, index));
        if let Some(Datum { content: Content::Text(first), origin }) = into.get(current.lane, &key)
            && unit_word(&first) != unit
        {
            let first_place = origin.and_then(|origin| into.place(origin));
            return self.attribute_differs((current, index), "satuan", &first, first_place);
        }
        into.set(current.lane, key, Datum { content: Content::Text(Arc::clone(&unit)), origin });
        let code = &current.id.code;
        into.state_unit(code, &unit, self.file);
        let block = self.about(current, super::problem::What::Value).block();
        let cell = self.sheet.cell(current.row, index, self.header(index));
        let first = || Told { code: Arc::clone(code), cell, codes: BTreeSet::new() };
        self.stated.told.entry((block, unit)).or_insert_with(first).codes.insert(Arc::clone(code));
    }

    /// Reports the inferred units, once for each thing and unit.
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
