//! What the data of a long file make part of what: the rules are planned before the rows are seen, so the two must
//! agree.

use super::Job;
use super::problem::moved_part;
use crate::data::parents::missing_parents;
use crate::data::problem::DataProblem;
use crate::data::{Dataset, Field, Key};
use crate::diagnostic::Diagnostic;
use crate::program::{NameId, Program};
use crate::resolve::{misplaced, with_data};
use std::collections::BTreeSet;

impl Job<'_> {
    /// Problems of the column `induk`; an error if it gives a thing another parent than the rules do: sums over parts
    /// would differ.
    pub(super) fn check_parents(&self, data: &Dataset) -> Result<Vec<DataProblem>, Box<Diagnostic>> {
        let is_parent = |key: &Key| matches!(&key.field, Field::Extra(name) if name.eq_ignore_ascii_case("induk"));
        let mut columns = data.columns();
        if !columns.any(|(key, column)| is_parent(key) && column.texts().next().is_some()) {
            return Ok(Vec::new());
        }
        let with_data = with_data(self.program, data);
        let years: BTreeSet<i32> = data.columns().map(|(key, _)| key.year).collect();
        let names = || (0..self.program.names.len()).map(|at| NameId(at as u32));
        let mut things = years.into_iter().flat_map(|year| names().map(move |name| (name, year)));
        let parent = |program: &Program, (name, year): (NameId, i32)| program.version(name, year)?.parent_in(year);
        let Some(moved) = things.find(|thing| parent(&with_data, *thing) != parent(self.program, *thing)) else {
            let missing = missing_parents(data, &self.schema);
            return Ok(missing.into_iter().chain(misplaced(self.program, data)).collect());
        };
        let code = |name| self.program.names.get(usize::try_from(name).ok()?).map(|name| name.code.as_str());
        let whole = parent(&with_data, moved).and_then(|NameId(name)| code(name));
        Err(moved_part(self.program.code(moved.0), whole, &self.name))
    }
}
