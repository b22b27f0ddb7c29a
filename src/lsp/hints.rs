//! The current value beside a formula.

use super::desk::View;
use super::package::Whole;
use super::protocol::Range;
use super::things::module;
use crate::program::Role;
use crate::report::table::Cell;
use crate::syntax::ast::{ClauseKind, Head, Item};
use crate::syntax::words::Block;
use serde_json::{Value, json};

/// What formulas of a stretch of a text give in the year of the package. Rules with errors have no values.
pub fn hints(view: &View, wanted: Range) -> Value {
    let (Some(parsed), Some(whole)) = (module(view), &view.whole) else { return json!([]) };
    if view.checked.program().is_none() {
        return json!([]);
    }
    let (text, lines) = (&*view.document.text, &view.document.lines);
    // What is being computed anew shows what it was until then.
    let before = if view.is_current { "" } else { " (tadi)" };
    let mut found = Vec::new();
    for item in &parsed.module.items {
        for (end, role) in formulas(item) {
            let position = lines.position(text, end as usize);
            let is_wanted = wanted.start.line <= position.line && position.line <= wanted.end.line;
            let Some(cell) = value(item, role, whole).filter(|_| is_wanted) else { continue };
            found.push(json!({
                "position": position, "label": format!("= {}{before}", cell.words()), "paddingLeft": true, "tooltip": about(cell, whole),
            }));
        }
    }
    Value::Array(found)
}

/// Where formulas end, and which value of the thing each gives.
fn formulas(item: &Item) -> Vec<(u32, Role)> {
    let own = matches!(item.head, Head::Formula { .. }).then_some((item.head_span.end, Role::Value));
    let of_clause = item.clauses.iter().filter_map(|clause| {
        let role = match (&clause.kind, item.block()) {
            (ClauseKind::Formula(_), _) => Role::Value,
            (ClauseKind::Target(_), _) => Role::Target,
            (ClauseKind::Achievement(_), Block::Group) => Role::Achievement,
            _ => return None,
        };
        Some((clause.span.end, role))
    });
    own.into_iter().chain(of_clause).collect()
}

fn value<'w>(item: &Item, role: Role, whole: &'w Whole) -> Option<&'w Cell> {
    let is_in_force = item.in_force().is_none_or(|years| years.covers(whole.year));
    whole.value(&item.name()?.text, role).filter(|_| is_in_force)
}

/// The year, the unit where there are several, and why there is no value.
fn about(cell: &Cell, whole: &Whole) -> String {
    let unit = whole.unit.as_ref().map(|unit| format!(", {unit}")).unwrap_or_default();
    let why = cell.missing.as_ref().map(|missing| missing.reason.as_str()).filter(|why| !why.is_empty());
    let why = why.map(|why| format!(": {why}")).unwrap_or_default();
    format!("tahun {}{unit}{why}", whole.year)
}
