//! After all files: codes of an `umum` whose place in the hierarchy cannot be told.

use super::found::Found;
use super::problem::DataProblem;
use super::schema::Schema;
use super::{CellOrigin, Dataset, Field};
use crate::diagnostic::CellPlace;
use crate::diagnostic::nearest::fold;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Codes without a parent where others have one, and parents (`induk`) that are not there; once for each code.
pub fn missing_parents(data: &Dataset, schema: &Schema) -> Vec<DataProblem> {
    let mut things: BTreeMap<&str, Thing> = BTreeMap::new();
    for (key, column) in data.columns() {
        let thing = things.entry(&key.code).or_default();
        thing.cell = thing.cell.or_else(|| column.iter().find_map(|(_, datum)| datum.origin));
        if matches!(&key.field, Field::Extra(name) if name.eq_ignore_ascii_case("induk")) {
            thing.parent = column.texts().last().or(thing.parent);
        }
    }
    let known = |code: &str| things.contains_key(code) || schema.codes.contains_key(code);
    let unknown = things.iter().filter_map(|(code, thing)| {
        let (parent, origin) = thing.parent.filter(|(parent, _)| !known(parent))?;
        let place = data.place(origin?)?;
        Some(DataProblem::UnknownParent { place, code: Arc::from(*code), parent: parent.to_string() })
    });
    let mut found: Vec<DataProblem> = unknown.collect();
    let mut families: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (code, thing) in &things {
        let Some(prefix) = schema.prefix(code).filter(|_| !schema.codes.contains_key(*code)) else { continue };
        if thing.parent.is_none() && !cuts(code).any(|at| known(&code[..at])) {
            families.entry(&prefix.prefix).or_default().push(code);
        }
    }
    for (prefix, roots) in families {
        let levels: BTreeSet<usize> = roots.iter().map(|code| cuts(code).count()).collect();
        let Some(top) = levels.first() else { continue };
        for code in roots {
            // The cuts run from the end: the one that leaves as many segments as the other roots have.
            let Some(at) = cuts(code).count().checked_sub(top + 1).and_then(|deep| cuts(code).nth(deep)) else {
                continue;
            };
            let Some(place) = things.get(code).and_then(|thing| code_cell(data, thing.cell?)) else { continue };
            found.push(DataProblem::NoParent {
                place,
                code: code.into(),
                parent: code[..at].to_string(),
                prefix: prefix.to_string(),
            });
        }
    }
    let mut few = Found::default();
    few.extend(found);
    few.into_problems()
}

/// What the data say of a code.
#[derive(Default)]
struct Thing<'d> {
    cell: Option<CellOrigin>,
    parent: Option<(&'d str, Option<CellOrigin>)>,
}

/// Where a code can be cut before a segment, the last first.
fn cuts(code: &str) -> impl Iterator<Item = usize> {
    code.char_indices().rev().filter(|(_, c)| matches!(c, '.' | '-')).map(|(at, _)| at)
}

/// The cell of the code in the row of another cell.
fn code_cell(data: &Dataset, origin: CellOrigin) -> Option<CellPlace> {
    let headers = &data.files().get(usize::from(origin.file))?.headers;
    let column = headers.iter().position(|header| fold(header) == "kode");
    let column = column.or_else(|| headers.iter().position(|header| fold(header) == "indikator"))?;
    data.place(CellOrigin { column: u16::try_from(column).ok()?, ..origin })
}
