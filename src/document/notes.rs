//! What is said below a table: what its marks mean, why values are missing, remarks.

use super::text::{Look, run};
use crate::report::REPORTED;
use crate::report::table::Table;

/// The lines below a table, each the runs of a paragraph.
pub(super) fn notes(table: &Table, fonts: &str) -> Vec<String> {
    let look = Look { fonts, size: Some(SIZE), ..Look::default() };
    let raised = Look { raised: true, ..look };
    let mut lines = Vec::new();
    if table.has_reported() {
        lines.push(run(raised, "*") + &run(look, &format!(" {REPORTED}")));
    }
    for (at, note) in table.notes.iter().enumerate() {
        lines.push(run(raised, &format!("[{}]", at + 1)) + &run(look, &format!(" {}", note.text)));
    }
    for remark in &table.remarks {
        lines.push(run(look, &format!("Catatan: {remark}")));
    }
    lines
}

/// Nine points.
const SIZE: u32 = 18;
