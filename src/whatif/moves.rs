//! What a change moves: values, achievements and grades before and after.

use super::show::{self, Shown};
use super::state::{Target, View};
use crate::data::State;
use crate::eval;
use crate::number::Exact;
use crate::plan::{PlannedTable, SlotId};
use crate::program::{Role, When};
use std::collections::HashSet;

/// The values that count as results, in the order told.
pub const RESULTS: [Role; 6] = [Role::Value, Role::Target, Role::Achievement, Role::Band, Role::Budget, Role::Spent];

/// Said where rules give no such value.
pub const NONE: &str = "tidak ada";

/// Something that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// `capaian IKPP`
    pub what: String,
    /// What was shown of it.
    pub before: String,
    /// What is shown now.
    pub after: String,
    /// Why there is no value now.
    pub reason: Option<String>,
}

/// Everything of a year that differs between two views, but for what was set itself.
pub fn moves(before: &View, after: &View, year: i32) -> Vec<Move> {
    let when = When::year(year);
    let mut found = taken_back(before, after, year);
    // What is put together stands behind what it is made of.
    let is_group = |code: &str| {
        let name = after.program().by_code.get(code);
        name.and_then(|name| after.program().version(*name, year)).is_some_and(|one| one.kind.group().is_some())
    };
    let (groups, others): (Vec<&str>, Vec<&str>) = codes([after, before]).partition(|code| is_group(code));
    for code in others.into_iter().chain(groups) {
        for role in RESULTS {
            let (was, now) = (slot(before, code, role, when), slot(after, code, role, when));
            let is_assumed =
                |view: &View| view.program().by_code.get(code).is_some_and(|name| view.is_assumed(*name, role, when));
            if is_assumed(after) || same(before, was, after, now) {
                continue;
            }
            let [(before, _), (after, reason)] = both_shown([before, after], code, role, when);
            found.push(Move { what: show::what(role, code), before, after, reason });
        }
    }
    found
}

/// How a value is shown in two views, and why where one has none; by their states where both have none.
pub fn both_shown(views: [&View; 2], code: &str, role: Role, when: When) -> [(String, Option<String>); 2] {
    let shown = views.map(|view| Shown::of(view, code, role, when));
    let missing = |shown: &Option<Shown>| shown.as_ref().is_some_and(|shown| shown.reason.is_some());
    let neither = missing(&shown[0]) && missing(&shown[1]);
    let state = |view: &View| {
        let cell = slot(view, code, role, when).map(|slot| view.evaluation.cell(slot, 0));
        cell.and_then(|cell| cell.as_ref().err()).map(|fault| fault.state.words().to_string())
    };
    let mut views = views.into_iter();
    shown.map(|shown| {
        let view = views.next();
        match shown {
            None => (NONE.to_string(), None),
            Some(shown) => {
                let by_state = view.filter(|_| neither).and_then(state);
                (by_state.unwrap_or(shown.text), shown.reason.filter(|reason| !reason.is_empty()))
            }
        }
    })
}

/// `  tanpa capaian IKPP: target nol`: why values are not there, each reason once.
pub fn reasons(missing: &[(String, String)]) -> String {
    const MOST: usize = 4;
    let mut told: Vec<(&str, Vec<&str>)> = Vec::new();
    for (what, reason) in missing {
        match told.iter_mut().find(|(known, _)| known == reason) {
            Some((_, whats)) => whats.push(what),
            None => told.push((reason, vec![what])),
        }
    }
    let line = |(reason, whats): (&str, Vec<&str>)| {
        let more = whats.len().saturating_sub(MOST);
        let more = if more > 0 { format!(", dan {more} lagi") } else { String::new() };
        format!("  tanpa {}{more}: {reason}\n", whats[..whats.len().min(MOST)].join(", "))
    };
    told.into_iter().map(line).collect()
}

/// The codes of two views, those of the first in their order, then those that only the second has.
pub fn codes<'v>([first, second]: [&'v View; 2]) -> impl Iterator<Item = &'v str> {
    let all = |view: &'v View| view.program().names.iter().map(|name| name.code.as_str());
    all(first).chain(all(second).filter(|code| !first.program().by_code.contains_key(*code)))
}

/// The slot of a value in a view.
pub fn slot(view: &View, code: &str, role: Role, when: When) -> Option<SlotId> {
    view.slot(*view.program().by_code.get(code)?, role, when)
}

/// Whether a target is shown as a result of the year anyway; quarters, other years, further columns, ends of targets are not.
fn is_result(of: &Target, year: i32) -> bool {
    of.when == When::year(year) && RESULTS.contains(&of.role.as_read())
}

/// A value that may be assumed, as it stands in a view.
pub struct Held {
    /// As it is shown; the state where there is none.
    pub text: String,
    /// Where it is a number.
    pub number: Option<Exact>,
}

/// What stands in the place of an assumption; none where nothing can.
fn held(view: &View, of: &Target) -> Option<Held> {
    let anew;
    let planned = match view.slots_of(of).is_empty() {
        // Another time may not be planned yet.
        true => {
            let expr = of.expr(view.program())?;
            anew = View::new(view.rules.clone(), &view.data, view.plan.year, &[], &[&expr]);
            &anew
        }
        false => view,
    };
    // A single target stands for its ends.
    let view = planned.ready_for(std::slice::from_ref(of));
    let slot = *view.slots_of(of).first()?;
    let cell = view.evaluation.cell(slot, 0);
    let text = match cell {
        Err(fault) => fault.state.words().to_string(),
        cell => show::plain(cell, &view.plan.slot(slot).unit),
    };
    Some(Held { text, number: eval::rational(cell).cloned() })
}

/// What is assumed in one of two views, is no result of the year, and differs; what a view knows nothing of is not filled.
pub fn assumed_beside_results(views: [&View; 2], year: i32) -> Vec<(Target, [Held; 2])> {
    let mut found: Vec<(Target, [Held; 2])> = Vec::new();
    let end_of_year = |of: &Target| of.when == When::year(year) && of.role.is_target_end();
    for of in views.into_iter().flat_map(|view| &view.assumed) {
        if is_result(of, year) || end_of_year(of) || found.iter().any(|(known, _)| known == of) {
            continue;
        }
        let blank = || Held { text: State::NotFilled.words().to_string(), number: None };
        let both = views.map(|view| held(view, of).unwrap_or_else(blank));
        if both[0].text != both[1].text {
            found.push((of.clone(), both));
        }
    }
    found
}

/// What is not assumed any more and is no result of the year: quarters, other years, further columns, ends of targets.
fn taken_back(before: &View, after: &View, year: i32) -> Vec<Move> {
    let gone = before.assumed.iter().filter(|of| !after.assumed.contains(of) && !is_result(of, year));
    let told = gone.filter_map(|of| {
        let (was, now) = (held(before, of)?.text, held(after, of)?.text);
        (was != now).then(|| Move { what: of.words(after.program(), year), before: was, after: now, reason: None })
    });
    told.collect()
}

/// The tables with a cell that differs between two views, and those that only one of them has.
pub fn tables(before: &View, after: &View) -> Vec<String> {
    let cells = |table: &PlannedTable| {
        let footers = table.footers.iter().flat_map(|footer| &footer.cells);
        let all = table.blocks.iter().flat_map(|block| &block.rows).flat_map(|row| &row.cells).chain(footers);
        all.map(|cell| cell.map(|cell| cell.slot)).collect::<Vec<_>>()
    };
    let moved = |(old, new): (&PlannedTable, &PlannedTable)| {
        let (old, new) = (cells(old), cells(new));
        old.len() != new.len() || old.into_iter().zip(new).any(|(was, now)| !same(before, was, after, now))
    };
    let (old, new) = (&before.plan.tables, &after.plan.tables);
    fn of_name<'t>(tables: &'t [PlannedTable], name: &str) -> Option<&'t PlannedTable> {
        tables.iter().find(|table| table.name == name)
    }
    let changed = new.iter().filter(|table| of_name(old, &table.name).is_none_or(|old| moved((old, table))));
    let gone = old.iter().filter(|table| of_name(new, &table.name).is_none());
    let mut told = HashSet::new();
    let names = changed.chain(gone).map(|table| table.name.clone());
    names.filter(|name| !name.is_empty() && told.insert(name.clone())).collect()
}

/// Whether two views say the same of a value.
pub fn same(before: &View, was: Option<SlotId>, after: &View, now: Option<SlotId>) -> bool {
    match (was, now) {
        (Some(was), Some(now)) => eval::same(before.evaluation.cell(was, 0), after.evaluation.cell(now, 0)),
        (None, None) => true,
        // A slot that says it has no value is as good as none.
        (Some(only), None) => before.evaluation.cell(only, 0).is_err(),
        (None, Some(only)) => after.evaluation.cell(only, 0).is_err(),
    }
}
