//! Remarks below a table: those on data rows, and those on what a package replaces.

use super::build::Builder;
use crate::data::{Dataset, Remark};
use crate::eval::Results;
use crate::plan::PlannedTable;
use std::collections::BTreeSet;

impl Builder<'_> {
    /// What the package replaces in one of the years that the table shows.
    pub(super) fn replaced(&self, planned: &PlannedTable) -> Vec<String> {
        let Results { program, plan, .. } = self.results;
        if program.replaced.is_empty() {
            return Vec::new();
        }
        let needed = plan.under(&planned.cells().map(|cell| cell.slot).collect::<Vec<_>>(), &[]);
        let roles = needed.into_iter().filter_map(|slot| plan.slot(slot).role);
        let mut years: BTreeSet<i32> = roles.map(|(_, _, when)| when.year).collect();
        years.insert(plan.year);
        let touched = program
            .replaced
            .iter()
            .filter(|one| one.years.iter().any(|span| years.iter().any(|year| span.covers(*year))));
        touched.map(|one| one.words.clone()).collect()
    }

    /// The remarks on the data rows that the table's cells depend on.
    pub(super) fn remarks(&self, planned: &PlannedTable) -> Vec<String> {
        let Results { program, plan, data, .. } = self.results;
        let rows: BTreeSet<(u16, u32)> = plan
            .inputs_of(planned.cells().map(|cell| cell.slot))
            .filter_map(|input| data.get(self.lane, &input.key())?.origin)
            .map(|origin| (origin.file, origin.row))
            .collect();
        // The items of a total have their own remarks, which are shown where their rows are.
        let codes: BTreeSet<&str> = planned.names.iter().map(|(name, _)| program.code(*name)).collect();
        let used = |remark: &&Remark| {
            remark.lane == self.lane
                && codes.contains(&*remark.code)
                && remark.origin.is_none_or(|origin| rows.contains(&(origin.file, origin.row)))
        };
        data.remarks().iter().filter(used).map(|remark| format!("{}{}", remark.text, place(data, remark))).collect()
    }
}

/// ` (IKPP 2024, data/iku.csv, baris 9)`
fn place(data: &Dataset, remark: &Remark) -> String {
    let file = remark.origin.and_then(|origin| Some((&data.files().get(origin.file as usize)?.name, origin.row)));
    match file {
        Some((name, row)) => format!(" ({} {}, {name}, baris {row})", remark.code, remark.year),
        None => format!(" ({} {})", remark.code, remark.year),
    }
}
