//! After all files: codes of an `umum` whose place in the hierarchy is unknown.

use super::found::Found;
use super::problem::DataProblem;
use super::schema::Schema;
use super::segments::above;
use super::{CellOrigin, Dataset, Field};
use crate::diagnostic::CellPlace;
use crate::diagnostic::nearest::fold;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Codes without a parent where others of the year have one, and parents (`induk`) that do not exist; once for each
/// code.
pub fn missing_parents(data: &Dataset, schema: &Schema) -> Vec<DataProblem> {
    let things = Things::read(data, schema);
    let unknown = things.said.iter().filter_map(|(code, (parent, origin))| {
        let place = data.place((*origin)?).filter(|_| !things.is_known(parent))?;
        Some(DataProblem::UnknownParent { place, code: Arc::from(*code), parent: parent.to_string() })
    });
    let mut found: Vec<DataProblem> = unknown.collect();
    let mut families: BTreeMap<(&str, i32), Vec<&str>> = BTreeMap::new();
    for (code, year) in things.rows.keys() {
        let Some(prefix) = schema.prefix(code, *year).filter(|_| !schema.codes.contains_key(*code)) else { continue };
        if !things.said.contains_key(code) && !above(code).any(|whole| things.is_there(whole, *year)) {
            families.entry((&prefix.prefix, *year)).or_default().push(code);
        }
    }
    let mut told = BTreeSet::new();
    for ((prefix, year), roots) in families {
        let levels: BTreeSet<usize> = roots.iter().map(|code| above(code).count()).collect();
        let Some(top) = levels.first() else { continue };
        for code in roots {
            // From the longest prefix down to the one with as many segments as the other roots.
            let Some(parent) = above(code).count().checked_sub(top + 1).and_then(|deep| above(code).nth(deep)) else {
                continue;
            };
            let row = things.rows.get(&(code, year)).copied().flatten();
            let Some(place) = row.and_then(|cell| code_cell(data, cell)).filter(|_| told.insert(code)) else {
                continue;
            };
            let elsewhere = above(code).any(|whole| things.is_known(whole));
            found.push(DataProblem::NoParent {
                place,
                code: code.into(),
                parent: parent.to_string(),
                prefix: prefix.to_string(),
                year: elsewhere.then_some(year),
            });
        }
    }
    few(found)
}

/// Findings, limited for each kind.
pub fn few(found: impl IntoIterator<Item = DataProblem>) -> Vec<DataProblem> {
    let mut few = Found::default();
    few.extend(found);
    few.into_problems()
}

/// What the data contain about codes.
struct Things<'d> {
    schema: &'d Schema,
    /// A cell of each row.
    rows: BTreeMap<(&'d str, i32), Option<CellOrigin>>,
    /// The first and the last year of each code.
    years: BTreeMap<&'d str, (i32, i32)>,
    /// The parent in the parent column, of the latest year.
    said: BTreeMap<&'d str, (&'d str, Option<CellOrigin>)>,
}

impl<'d> Things<'d> {
    fn read(data: &'d Dataset, schema: &'d Schema) -> Self {
        let mut things = Things { schema, rows: BTreeMap::new(), years: BTreeMap::new(), said: BTreeMap::new() };
        for (key, column) in data.columns() {
            let (code, year) = (&*key.code, key.year);
            let cell = things.rows.entry((code, year)).or_default();
            let years = things.years.entry(code).or_insert((year, year));
            *years = (years.0.min(year), years.1.max(year));
            *cell = cell.or_else(|| column.iter().find_map(|(_, datum)| datum.origin));
            if matches!(&key.field, Field::Extra(name) if name.eq_ignore_ascii_case("induk"))
                && let Some(said) = column.texts().next()
            {
                things.said.insert(code, said);
            }
        }
        things
    }

    /// Whether a code is in the data or the rules, in any year.
    fn is_known(&self, code: &str) -> bool {
        self.years.contains_key(code) || self.schema.codes.contains_key(code)
    }

    /// Whether a code is in the data or the rules of a year.
    fn is_there(&self, code: &str, year: i32) -> bool {
        match self.schema.codes.get(code) {
            Some(known) => known.versions.iter().any(|version| version.covers(year)),
            None => self.years.get(code).is_some_and(|(first, last)| *first <= year && year <= *last),
        }
    }
}

/// The cell of the code in the row of another cell.
pub fn code_cell(data: &Dataset, origin: CellOrigin) -> Option<CellPlace> {
    let headers = &data.files().get(usize::from(origin.file))?.headers;
    let column = headers.iter().position(|header| fold(header) == "kode");
    let column = column.or_else(|| headers.iter().position(|header| fold(header) == "indikator"))?;
    data.place(CellOrigin { column: u16::try_from(column).ok()?, ..origin })
}
