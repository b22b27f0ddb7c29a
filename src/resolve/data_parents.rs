//! Impossible parents in the data: things that are parts of themselves, and parents that do not exist in the year of
//! the row.

use super::about::About;
use super::data_codes::instances;
use super::parents::{Circle, Orphan, orphans};
use super::program::*;
use crate::data::parents::{code_cell, few};
use crate::data::problem::DataProblem;
use crate::data::{CellOrigin, Dataset};
use std::collections::{BTreeMap, BTreeSet};

/// A finding for each cycle and each missing parent, with the cells that name them.
pub fn misplaced(program: &Program, data: &Dataset) -> Vec<DataProblem> {
    let about = About::read(data);
    let (program, circles) = instances(program, data, &about, &BTreeSet::new());
    let orphans = orphans(&program, &about);
    let circle = |circle: Circle| {
        let cells = circle.codes.iter().filter_map(|(_, cell)| data.place((*cell)?)).collect();
        DataProblem::ParentCircle {
            cells,
            opened: circle.opened,
            codes: circle.codes.into_iter().map(|(code, _)| code).collect(),
        }
    };
    let rows = if orphans.is_empty() { BTreeMap::new() } else { rows(data) };
    let orphan = |Orphan { code, parent, year, cell }: Orphan| {
        let row = || code_cell(data, *rows.get(&(code.as_str(), year))?);
        let place = match cell {
            Some(cell) => data.place(cell),
            None => row(),
        }?;
        let by_rules = cell.is_none();
        Some(DataProblem::AbsentParent { place, code: code.as_str().into(), parent, year, by_rules })
    };
    let orphans = few(orphans.into_iter().filter_map(orphan));
    circles.into_iter().map(circle).chain(orphans).collect()
}

/// A cell of each code and year.
fn rows(data: &Dataset) -> BTreeMap<(&str, i32), CellOrigin> {
    let mut rows = BTreeMap::new();
    for (key, column) in data.columns() {
        if let Some(origin) = column.iter().find_map(|(_, datum)| datum.origin) {
            rows.entry((&*key.code, key.year)).or_insert(origin);
        }
    }
    rows
}
