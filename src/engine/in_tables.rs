//! What the tables do not show although it seems meant: indicators of the data that stand in none, filters by words that no
//! row has, formulas over a target that is a range.

use super::{Package, Run};
use crate::data::range_target::ends_in;
use crate::data::{Column, Content, Dataset, Field};
use crate::diagnostic::nearest::{nearest, same};
use crate::diagnostic::{CellPlace, Diagnostic};
use crate::finding::in_tables::{RangeInFormula, Unmatched, Unshown};
use crate::plan::{Plan, PlannedTable, Reason};
use crate::program::units::Unit;
use crate::program::{Definition, Expr, ExprKind, Kind, NameId, Program, Role, Rows, Subject, When};
use crate::source::Span;
use crate::syntax::ast::{Comparison, Operator};
use std::collections::BTreeSet;

impl Package {
    /// What is told of tables where they are not shown; values are only computed where a target may be a range.
    #[doc(hidden)]
    pub fn in_tables(&self, data: &Dataset) -> Vec<Diagnostic> {
        let Some(planned) = self.year(None, data).and_then(|year| self.planned(data, year)) else { return Vec::new() };
        let (program, plan) = (planned.program.clone(), planned.plan.clone());
        let mut found = of_rows(&program, &plan, data);
        if program.definitions.iter().any(|one| program.has_range_target(one)) {
            let run = planned.run_over(std::borrow::Cow::Borrowed(data));
            found.extend(ranges(&run, 0));
        }
        found
    }
}

/// What is told without values.
pub(super) fn of_rows(program: &Program, plan: &Plan, data: &Dataset) -> Vec<Diagnostic> {
    let unshown = unshown(program, plan, data).into_iter().map(Unshown::into_diagnostic);
    unshown.chain(unmatched(program, plan).into_iter().map(Unmatched::into_diagnostic)).collect()
}

/// Indicators that only the data name and no table shows, where tables show others of their `umum`: one finding for each
/// file.
fn unshown(program: &Program, plan: &Plan, data: &Dataset) -> Vec<Unshown> {
    let year = plan.year;
    let in_classes =
        |table: &crate::program::Table| table.blocks.iter().any(|block| matches!(block.rows, Rows::Classes { .. }));
    if program.tables.is_empty() || program.tables.iter().any(in_classes) {
        return Vec::new();
    }
    let rows: BTreeSet<NameId> = plan.tables.iter().flat_map(|table| &table.names).map(|(name, _)| *name).collect();
    let mut named = members(program);
    program.each_expression(&mut |expr| named.extend(expr.names()));
    let is_ours = |one: &&Definition| one.from_data && one.kind.indicator().is_some();
    let prefix = |one: &Definition| program.general(program.code(one.name), year)?.prefix.clone();
    let all: Vec<&Definition> = program.in_order().into_iter().filter_map(|name| program.version(name, year)).collect();
    let shown = || all.iter().copied().filter(is_ours).filter(|one| rows.contains(&one.name));
    let mut found: Vec<Unshown> = Vec::new();
    for one in all.iter().copied().filter(is_ours) {
        if rows.contains(&one.name) || named.contains(&one.name) {
            continue;
        }
        let own = prefix(one);
        let above = program.wholes_in(one.name, year);
        let parent = one.parent_in(year);
        let is_near = |other: &&Definition| {
            own.is_some() && prefix(other) == own && (above.contains(&other.name) || other.parent_in(year) == parent)
        };
        let Some(beside) = shown().find(is_near) else { continue };
        // Money is shown by the sum above it.
        let is_part = above.contains(&beside.name);
        if is_part && has_money(program, data, one) {
            continue;
        }
        let whole = if is_part { parent.map(|parent| program.code(parent).to_string()) } else { None };
        let Some(cell) = place(program, data, one, year) else { continue };
        let code = program.code(one.name).to_string();
        match found.iter_mut().find(|known| known.cell.source == cell.source) {
            Some(known) => known.codes.push(code),
            None => {
                found.push(Unshown { codes: vec![code], cell, beside: program.code(beside.name).to_string(), whole })
            }
        }
    }
    found
}

/// Whether the data state money of a thing.
fn has_money(program: &Program, data: &Dataset, of: &Definition) -> bool {
    let code = program.code(of.name);
    let is_filled = |column: &Column| column.iter().any(|(_, datum)| matches!(datum.content, Content::Number(_)));
    data.columns().any(|(key, column)| &*key.code == code && key.field.is_money() && is_filled(column))
}

/// The members of groups.
fn members(program: &Program) -> BTreeSet<NameId> {
    let groups = program.definitions.iter().filter_map(|one| match &one.kind {
        Kind::Group(group) => Some(group),
        Kind::Quantity | Kind::Indicator(_) => None,
    });
    groups.flat_map(|group| group.members.iter().map(|(name, _)| *name)).collect()
}

/// The first cell that states a target or a value of a thing in a year.
fn place(program: &Program, data: &Dataset, of: &Definition, year: i32) -> Option<CellPlace> {
    let code = program.code(of.name);
    let own = data
        .columns()
        .filter(|(key, _)| &*key.code == code && key.year == year && matches!(key.field, Field::Value | Field::Target));
    let cells = own.flat_map(|(_, column)| column.iter().filter_map(|(_, datum)| datum.origin));
    data.place(cells.min_by_key(|cell| (cell.file, cell.row))?)
}

/// `saring sasaran = "…"` where no row has that word.
fn unmatched(program: &Program, plan: &Plan) -> Vec<Unmatched> {
    let mut found = Vec::new();
    for (table, planned) in program.tables.iter().zip(&plan.tables) {
        for filter in table.blocks.iter().filter_map(|block| block.filter.as_ref()) {
            each_required(filter, &mut |part| found.extend(without_row(program, planned, part)));
        }
    }
    found
}

/// The conditions that let a row in: what keeps rows out may be of those of another year.
fn each_required<'e>(filter: &'e Expr, told: &mut dyn FnMut(&'e Expr)) {
    match &filter.kind {
        ExprKind::Binary { operator: Operator::And | Operator::Or, left, right } => {
            each_required(left, told);
            each_required(right, told);
        }
        ExprKind::Binary { operator: Operator::Compare(Comparison::Equal), .. } => told(filter),
        _ => {}
    }
}

/// A comparison of a word of the row with a text that none has.
fn without_row(program: &Program, table: &PlannedTable, expr: &Expr) -> Option<Unmatched> {
    let ExprKind::Binary { left, right, .. } = &expr.kind else { return None };
    let (role, text, span) = word_of(left, right).or_else(|| word_of(right, left))?;
    let words = table.names.iter().filter_map(|(name, when)| said(program, *name, role, *when));
    let words: BTreeSet<String> = words.filter(|word| !word.is_empty()).collect();
    let has = words.contains(text) || table.names.is_empty() || is_of_another_year(program, role, text);
    let near = words.iter().find(|word| same(word, text)).cloned();
    let unit = || {
        Unit::from_word(text).word().map(str::to_string).filter(|unit| role == Role::UnitName && words.contains(unit))
    };
    let near = near.or_else(unit).or_else(|| nearest(text, words.iter().map(String::as_str)).map(str::to_string));
    let known = words.iter().take(MOST_WORDS).cloned().collect();
    (!has).then(|| Unmatched { word: role.word().unwrap_or_default(), text: text.to_string(), span, near, known })
}

/// Whether something has that word in some year.
fn is_of_another_year(program: &Program, role: Role, text: &str) -> bool {
    program.definitions.iter().any(|one| match role {
        Role::Label => one.label.as_deref() == Some(text),
        Role::Code => program.code(one.name) == text,
        Role::Goal => one.goal.as_deref() == Some(text),
        Role::UnitName => one.unit.word() == Some(text),
        _ => false,
    })
}

/// So many words are named at most.
const MOST_WORDS: usize = 4;

/// A word of the row, and the text beside it.
fn word_of<'e>(value: &Expr, text: &'e Expr) -> Option<(Role, &'e str, Span)> {
    let (ExprKind::Value(value), ExprKind::Text(words)) = (&value.kind, &text.kind) else { return None };
    let is_word = matches!(value.role, Role::Label | Role::Code | Role::Goal | Role::UnitName | Role::Parent);
    let is_of_row = value.subject == Subject::This && value.period.is_none();
    (is_word && is_of_row).then_some((value.role, words.as_str(), text.span))
}

/// The word that a row has.
fn said(program: &Program, name: NameId, role: Role, when: When) -> Option<String> {
    let one = program.version(name, when.year)?;
    let code = program.code(name);
    let label = |one: &Definition| one.label.clone().unwrap_or_else(|| program.code(one.name).to_string());
    match role {
        Role::Label => Some(label(one)),
        Role::Code => Some(code.to_string()),
        Role::Goal => one.goal.clone(),
        Role::UnitName => one.unit.word().map(str::to_string),
        Role::Parent => program.version(one.parent_in(when.year)?, when.year).map(label),
        _ => None,
    }
}

/// Cells whose formula reads a target that is a range, one finding for each place in the rules.
pub(super) fn ranges(run: &Run, lane: usize) -> Vec<Diagnostic> {
    let mut found: Vec<RangeInFormula> = Vec::new();
    for (table, planned) in run.program.tables.iter().zip(&run.plan.tables) {
        for (block, rows) in table.blocks.iter().zip(&planned.blocks) {
            let columns =
                block.columns.iter().enumerate().filter(|(_, column)| !matches!(column.value.kind, ExprKind::Value(_)));
            for (at, column) in columns {
                let faults = rows.rows.iter().filter_map(|row| {
                    let slot = (*row.cells.get(at)?)?.slot;
                    let fault = run.evaluation.cell(slot, lane).as_ref().err()?;
                    let Reason::NotNumber(text) = &*fault.reason else { return None };
                    ends_in(text).map(|_| (row.words.to_string(), text.to_string()))
                });
                let Some((row, range)) = faults.into_iter().next() else { continue };
                let mut spans = Vec::new();
                column.value.each(&mut |part| {
                    let is_target = matches!(&part.kind, ExprKind::Value(value) if value.role == Role::Target);
                    spans.extend(is_target.then_some(part.span));
                });
                let (Some(span), true) = (spans.first().copied(), found.iter().all(|one| !spans.contains(&one.span)))
                else {
                    continue;
                };
                found.push(RangeInFormula { span, row, range });
            }
        }
    }
    found.into_iter().map(|one| one.into_diagnostic(run.sources)).collect()
}
