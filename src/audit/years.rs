//! Columns of other years that a printed table has and the table of the rules has not: put beside its own, so that their figures
//! are held against the values that the package has for them.

use super::model::PrintedTable;
use super::naming::{self, Now, Said};
use super::plans;
use super::same_row;
use super::titles::Wanted;
use super::wanted::Beside;
use crate::program::{Block, Column, Expr, ExprKind, Over, Program, Role, RowItem, Rows, Table, ValueRef, When};
use crate::source::Sources;
use crate::syntax::ast::{Period, YearOf};
use std::collections::BTreeSet;

/// Years further away than this are slips, or of other things.
const FARTHEST: i32 = 12;

/// The time of an audit.
pub(super) fn now(program: &Program, year: i32) -> Now {
    Now { year, last: program.package.plan.map(|(_, last)| last) }
}

/// The columns of a table of the rules, blocks side by side.
pub(super) fn wanted(program: &Program, sources: &Sources, table: &Table, now: Now) -> Vec<Wanted> {
    let mut all: Vec<Wanted> = Vec::new();
    let office = same_row::office(&program.package.title);
    for (block, own) in table.blocks.iter().enumerate() {
        for (at, column) in own.columns.iter().enumerate() {
            let mut text = sources.slice(column.value.span).to_string();
            let year = year_of(&column.value, program, now).filter(|_| is_of_one_year(own));
            // A column that was put beside has the text of another one.
            let beside = own.columns[..at].iter().any(|other| other.value.span == column.value.span);
            if let Some(year) = year.filter(|_| beside) {
                text = format!("{text}[{year}]");
            }
            let stem = shifted(&column.value, None);
            let role = if let ExprKind::Value(value) = &column.value.kind { Some(value.role) } else { None };
            let (title, numeric) = (own.title_of(column, now.year, program.package.plan), !column.is_text);
            let ends = year.is_some() && year == now.last && plans::is_of_end(&title);
            let (office, beside_it) = (office.clone(), Beside::default());
            all.push(Wanted { title, text, role, numeric, block, year, stem, beside, ends, office, beside_it });
        }
    }
    all
}

/// The column that holds the same of another year.
pub(super) fn twin(wanted: &[Wanted], of: usize, year: i32) -> Option<usize> {
    let own = &wanted[of];
    own.stem.as_ref()?;
    wanted.iter().position(|one| one.block == own.block && one.year == Some(year) && one.stem == own.stem)
}

/// The rules with such columns in the tables that are printed.
pub(super) fn beside(program: Program, printed: &[PrintedTable], now: Now) -> Program {
    let mut program = program;
    let mut tables = std::mem::take(&mut program.tables);
    for table in &mut tables {
        let own = printed.iter().filter(|one| one.table.eq_ignore_ascii_case(&table.name));
        let years: BTreeSet<i32> = own.flat_map(|one| named(one, now)).collect();
        let far = |year: &&i32| **year != now.year && year.abs_diff(now.year) <= FARTHEST.unsigned_abs();
        for year in years.iter().filter(far) {
            extend(&program, table, *year, now);
        }
    }
    program.tables = tables;
    program
}

/// The years that a printed table names, in titles, rows and what is declared beside it.
fn named(table: &PrintedTable, now: Now) -> Vec<i32> {
    let titles = table.header.iter().filter_map(|title| match naming::said(title, now) {
        Said::Year(year) => Some(year),
        Said::Nothing | Said::Apart | Said::Against => None,
    });
    let declared = table.layout.columns.iter().filter_map(|(_, holds)| {
        let (_, inner) = holds.rsplit_once('[')?;
        naming::year(inner.trim().trim_end_matches(']'))
    });
    titles.chain(declared).chain(table.rows.iter().filter_map(|row| row.year)).collect()
}

/// Puts columns of a year beside those of this one, and values below them.
fn extend(program: &Program, table: &mut Table, year: i32, now: Now) {
    let mut from = 0;
    for block in 0..table.blocks.len() {
        let own = &table.blocks[block];
        let width = own.columns.len();
        let is_now = |column: &Column| year_of(&column.value, program, now) == Some(now.year);
        let mut added: Vec<(usize, Column)> = Vec::new();
        for (at, column) in own.columns.iter().enumerate().filter(|(_, column)| is_now(column)) {
            let stem = shifted(&column.value, None);
            let is_there = |other: &Column| {
                shifted(&other.value, None) == stem && year_of(&other.value, program, now) == Some(year)
            };
            let Some(value) = shifted(&column.value, Some(year)).filter(|_| is_of_one_year(own)) else { continue };
            let mut others = own.columns.iter().chain(added.iter().map(|(_, column)| column));
            if !others.any(is_there) {
                let title = titled(&own.title_of(column, now.year, program.package.plan), year, now);
                added.push((at, Column { value, title, ..column.clone() }));
            }
        }
        for footer in &mut table.footers {
            let below = added.iter().enumerate().flat_map(|(more, (at, _))| {
                let of = footer.values.iter().filter(move |(_, column)| *column == from + at);
                of.filter_map(move |(value, _)| Some((shifted(value, Some(year))?, from + width + more)))
            });
            let below: Vec<(Expr, usize)> = below.collect();
            footer.values.iter_mut().filter(|(_, at)| *at >= from + width).for_each(|(_, at)| *at += added.len());
            footer.values.extend(below);
        }
        from += width + added.len();
        table.blocks[block].columns.extend(added.into_iter().map(|(_, column)| column));
    }
}

/// A title for another year: `Target 2024` is `Target 2023`, `Realisasi` is `Realisasi 2023`.
fn titled(title: &str, year: i32, now: Now) -> String {
    let own = now.year.to_string();
    if title.contains(&own) { title.replace(&own, &year.to_string()) } else { format!("{title} {year}") }
}

/// Whether the rows of a block are things of the year asked for.
fn is_of_one_year(block: &Block) -> bool {
    match &block.rows {
        Rows::Years(..) | Rows::Classes { .. } => false,
        Rows::Items(items) => items.iter().all(|item| match item {
            RowItem::Name(_, period) => period.is_none(),
            RowItem::Members(set) => set.period.is_none(),
        }),
    }
}

/// The one year that all values of an expression are of.
fn year_of(expr: &Expr, program: &Program, now: Now) -> Option<i32> {
    let mut all = BTreeSet::new();
    let mut open = vec![expr];
    while let Some(one) = open.pop() {
        if let ExprKind::Value(value) = &one.kind {
            let when = When { year: now.year, quarter: None }.resolve(value.period, program.package.plan);
            all.insert((when.year, when.quarter));
        }
        open.extend(one.children());
    }
    match all.into_iter().collect::<Vec<_>>().as_slice() {
        [(year, None)] => Some(*year),
        _ => None,
    }
}

/// An expression with every value of another year, or of none; not where it holds more than values and how they are computed.
fn shifted(expr: &Expr, year: Option<i32>) -> Option<Expr> {
    let inner = |expr: &Expr| Some(Box::new(shifted(expr, year)?));
    let kind = match &expr.kind {
        ExprKind::Value(value) if names(value.role) => return None,
        ExprKind::Value(value) => {
            let period = year.map(|year| Period { year: YearOf::Fixed(year), quarter: None });
            ExprKind::Value(ValueRef { period, ..value.clone() })
        }
        ExprKind::Number(..) => expr.kind.clone(),
        ExprKind::Negate(one) => ExprKind::Negate(inner(one)?),
        ExprKind::Round(one, precision) => ExprKind::Round(inner(one)?, *precision),
        ExprKind::Binary { operator, left, right } => {
            ExprKind::Binary { operator: *operator, left: inner(left)?, right: inner(right)? }
        }
        ExprKind::Aggregate { aggregate, over: Over::Rows(one) } => {
            ExprKind::Aggregate { aggregate: *aggregate, over: Over::Rows(inner(one)?) }
        }
        ExprKind::Text(_) | ExprKind::Year | ExprKind::Argument | ExprKind::Convert(..) => return None,
        ExprKind::Difference(..) | ExprKind::Growth(..) | ExprKind::Not(_) | ExprKind::If { .. } => return None,
        ExprKind::Least(_) | ExprKind::Greatest(_) | ExprKind::Absolute(_) | ExprKind::Root(_) => return None,
        ExprKind::Present(_) | ExprKind::Aggregate { .. } => return None,
    };
    Some(Expr { kind, span: expr.span })
}

/// Whether a role is what a thing is called, the same in every year.
fn names(role: Role) -> bool {
    matches!(role, Role::Label | Role::Code | Role::Goal | Role::UnitName | Role::Parent)
}
