//! Which rows of a table are shown, and in which order; what its filter leaves out is named.

use super::build::Builder;
use crate::data::State;
use crate::eval::{self, SortKey, Value};
use crate::plan::{Frame, PlannedBlock, PlannedRow};
use std::sync::Arc;

impl Builder<'_> {
    /// The rows of a block that pass its filter, sorted inside their groups; a group of which the filter leaves none has
    /// no heading and no subtotal either.
    pub(super) fn shown_rows<'t>(&self, block: &'t PlannedBlock, left_out: &mut LeftOut) -> Vec<&'t PlannedRow> {
        let evaluation = self.results.evaluation;
        let mut rows: Vec<&PlannedRow> = Vec::with_capacity(block.rows.len());
        // Where the group begins, and whether a row of it is shown or may have to be.
        let mut group: Option<(usize, bool)> = None;
        for row in &block.rows {
            if let Some(Frame::Heading(_)) = row.frame {
                drop_empty(&mut rows, group);
                group = Some((rows.len(), false));
            }
            let is_there = match row.filter.map(|filter| evaluation.cell(filter, self.lane)) {
                None | Some(Ok(Value::Truth(true))) => {
                    rows.push(row);
                    row.frame.is_none()
                }
                Some(Ok(_)) => {
                    left_out.hidden.push(row.words.clone());
                    false
                }
                Some(Err(fault)) => {
                    left_out.unknown.push(format!("{} ({})", row.words, self.noted(fault)));
                    fault.state != State::NotApplicable
                }
            };
            group = group.map(|(from, any)| (from, any || is_there));
        }
        drop_empty(&mut rows, group);
        if let Some(descending) = block.descending {
            let plan = self.results.plan;
            let key = |row: &&PlannedRow| match row.sort {
                Some(slot) => SortKey::of(plan, slot, evaluation.cell(slot, self.lane)),
                None => SortKey { cell: None, words: &[] },
            };
            // Frames keep their place: each run of rows between them is sorted separately.
            for run in rows.split_mut(|row| row.frame.is_some()) {
                run.sort_by(|a, b| eval::in_order(key(a), key(b), descending));
            }
        }
        rows
    }
}

fn drop_empty(rows: &mut Vec<&PlannedRow>, group: Option<(usize, bool)>) {
    if let Some((from, false)) = group {
        rows.truncate(from);
    }
}

/// How many rows left out by a filter are named.
const MOST_NAMED: usize = 5;

/// The rows left out by a filter.
#[derive(Default)]
pub(super) struct LeftOut {
    /// Those that do not meet its condition.
    hidden: Vec<Arc<str>>,
    /// Those for which it is unknown, each with the reason.
    unknown: Vec<String>,
}

impl LeftOut {
    pub(super) fn remarks(self) -> Vec<String> {
        let mut remarks = Vec::new();
        if !self.hidden.is_empty() {
            let mut names: Vec<&str> = self.hidden.iter().map(|name| &**name).filter(|name| !name.is_empty()).collect();
            names.dedup();
            let more = names.len().saturating_sub(MOST_NAMED);
            let more = if more > 0 { format!(", dan {more} lagi") } else { String::new() };
            names.truncate(MOST_NAMED);
            let names = if names.is_empty() { String::new() } else { format!(": {}{more}", names.join(", ")) };
            remarks.push(format!("{} baris tidak ditampilkan karena saringan tabel{names}", self.hidden.len()));
        }
        if !self.unknown.is_empty() {
            let rows = self.unknown.join("; ");
            remarks.push(format!("tidak ditampilkan karena syarat saringannya tidak diketahui: {rows}"));
        }
        remarks
    }
}
