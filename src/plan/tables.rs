//! Tables to slots: every cell a table shows is computed by the plan.

use super::lower::Context;
use super::planner::{Planner, subject};
use super::*;
use crate::check::depend::facet;
use crate::check::program::{Block, Column, ExprKind, Footer, Kind, RowItem, Rows, Table, ValueRef};
use std::collections::HashSet;

/// A block with its rows worked out.
struct PlannedBlock<'t> {
    columns: &'t [Column],
    rows: Vec<Context>,
    /// What aggregates in a footer run over.
    each: Vec<(Option<NameId>, i32)>,
}

impl Planner<'_> {
    /// Plans a table; blocks stand side by side, the shorter ones padded with blank cells.
    pub(super) fn table(&mut self, table: &Table) -> PlannedTable {
        let blocks: Vec<PlannedBlock> = table.blocks.iter().map(|block| self.block(block)).collect();
        let width: usize = blocks.iter().map(|block| block.columns.len()).sum();
        let height = blocks.iter().map(|block| block.rows.len()).max().unwrap_or(0);
        let mut rows = vec![Vec::with_capacity(width); height];
        for block in &blocks {
            for (at, row) in rows.iter_mut().enumerate() {
                let context = block.rows.get(at);
                row.extend(block.columns.iter().map(|column| {
                    context.and_then(|context| self.cell(&column.value, context, column.show, table.show))
                }));
            }
        }
        let footers = table.footers.iter().map(|footer| self.footer(footer, &blocks, width, table.show)).collect();
        let columns = blocks.iter().flat_map(|block| block.columns);
        PlannedTable {
            name: table.name.clone(),
            title: table.title.clone(),
            columns: columns
                .map(|column| PlannedColumn { title: column.title.clone(), numeric: !column.is_text })
                .collect(),
            rows,
            footers,
            subjects: self.subjects(&blocks),
            notes: table.sources.notes.clone(),
        }
    }

    /// The names a table shows, in the year of their row and in the years its columns look at.
    fn subjects(&self, blocks: &[PlannedBlock]) -> Vec<(NameId, i32)> {
        let mut subjects = Vec::new();
        let mut known = HashSet::new();
        for block in blocks {
            let mut periods: Vec<Option<crate::syntax::ast::Period>> = Vec::new();
            for column in block.columns {
                if let ExprKind::Value(ValueRef { role, period, .. }) = &column.value.kind
                    && role.is_achievement()
                    && !periods.contains(period)
                {
                    periods.push(*period);
                }
            }
            for &(name, year) in &block.each {
                let Some(name) = name else { continue };
                for period in &periods {
                    let subject = (name, period.map_or(year, |period| period.resolve(year)));
                    if known.insert(subject) {
                        subjects.push(subject);
                    }
                }
            }
        }
        subjects
    }

    fn block<'t>(&mut self, block: &'t Block) -> PlannedBlock<'t> {
        let (rows, each) = match &block.rows {
            Rows::Years(from, to) => {
                let years: Vec<i32> = (*from..=*to).collect();
                let row = |&year: &i32| Context { label: Some(year.to_string().into()), ..Context::of_year(year) };
                (years.iter().map(row).collect(), years.iter().map(|&year| (None, year)).collect())
            }
            Rows::Items(items) => {
                let names = self.items(items);
                let rows = names.iter().map(|&(name, year)| Context::of(name, year)).collect();
                (rows, names.into_iter().map(|(name, year)| (Some(name), year)).collect())
            }
            Rows::Classes { set, value, classes } => {
                let names: Vec<NameId> = match set {
                    Some(set) => {
                        let context = Context::of_year(self.year);
                        self.members(set, &context).map(|members| members.names).unwrap_or_default()
                    }
                    None => self.indicators(),
                };
                let year =
                    set.as_ref().and_then(|set| set.period).map_or(self.year, |period| period.resolve(self.year));
                let rows = classes
                    .iter()
                    .map(|class| {
                        let members = names.iter().map(|&name| {
                            let member = Context { this: Some(name), each: Some(name), ..Context::of_year(year) };
                            let value = self.lower(value, &member);
                            let limit = self.push(Op::Number(class.value.clone()), Unit::Any, Some(class.span));
                            let op = Op::Compare(value, class.comparison, limit);
                            (name, self.push(op, Unit::Any, Some(class.span)))
                        });
                        let class_members = members.collect();
                        let label = Some(class.label.as_str().into());
                        Context { label, class: Some(class_members), ..Context::of_year(year) }
                    })
                    .collect();
                (rows, names.into_iter().map(|name| (Some(name), year)).collect())
            }
        };
        PlannedBlock { columns: &block.columns, rows, each }
    }

    fn items(&self, items: &[RowItem]) -> Vec<(NameId, i32)> {
        let mut rows: Vec<(NameId, i32)> = Vec::new();
        let mut known = HashSet::new();
        for item in items {
            let (names, period) = match item {
                RowItem::Name(name, period) => (vec![*name], *period),
                RowItem::Members(set) => {
                    let members = self.members(set, &Context::of_year(self.year));
                    (members.map(|members| members.names).unwrap_or_default(), set.period)
                }
            };
            let year = period.map_or(self.year, |period| period.resolve(self.year));
            for name in names {
                if known.insert((name, year)) {
                    rows.push((name, year));
                }
            }
        }
        rows
    }

    fn indicators(&self) -> Vec<NameId> {
        let names = (0..self.program.names.len()).map(|index| NameId(index as u32));
        let is_indicator = |name: &NameId| {
            self.program.version(*name, self.year).is_some_and(|version| version.kind.indicator().is_some())
        };
        names.filter(is_indicator).collect()
    }

    fn cell(
        &mut self,
        expr: &Expr,
        context: &Context,
        column: Option<Precision>,
        table: Option<Precision>,
    ) -> Option<PlannedCell> {
        if self.does_not_exist(expr, context) {
            return None;
        }
        if let Some(this) = context.this {
            self.prepare(expr, this, context.year);
        }
        let slot = self.lower(expr, context);
        let show = column.map_or_else(|| self.show(expr, slot, context, table), Show::Declared);
        Some(PlannedCell { slot, show })
    }

    /// A column that this kind of row simply does not have stays blank: the target of a group, say.
    fn does_not_exist(&self, expr: &Expr, context: &Context) -> bool {
        let ExprKind::Value(reference) = &expr.kind else { return false };
        let Some(name) = subject(reference.subject, context) else { return false };
        let year = reference.period.map_or(context.year, |period| period.resolve(context.year));
        let Some(definition) = self.program.version(name, year) else { return false };
        match (reference.role, &definition.kind) {
            (Role::Value, Kind::Group(_)) | (Role::Target, Kind::Group(_) | Kind::Quantity) => true,
            (Role::Band | Role::BandWords, _) => definition.band.is_none(),
            (role, Kind::Quantity) => role.is_achievement(),
            _ => false,
        }
    }

    /// How a value without a precision of its own column is shown: the nearest declaration.
    fn show(&self, expr: &Expr, slot: SlotId, context: &Context, table: Option<Precision>) -> Show {
        let general = table.or(self.program.package.show);
        let declared = |precision: Option<Precision>| precision.or(general).map_or(Show::Automatic, Show::Declared);
        let ExprKind::Value(reference) = &expr.kind else { return declared(None) };
        let year = reference.period.map_or(context.year, |period| period.resolve(context.year));
        let definition = subject(reference.subject, context).and_then(|name| self.program.version(name, year));
        let Some(definition) = definition else { return declared(None) };
        match facet(reference.role, &definition.kind) {
            Some(crate::check::depend::Facet::Achievement) => declared(match &definition.kind {
                Kind::Indicator(indicator) => {
                    self.program.achievement_rule(&indicator.rule.0, year).and_then(|rule| rule.show)
                }
                _ => definition.show,
            }),
            _ => match (definition.show, self.op(slot)) {
                (Some(own), _) => Show::Declared(own),
                (None, Op::Input(_) | Op::Reported { .. }) => Show::AsWritten(general),
                (None, _) => declared(None),
            },
        }
    }

    fn footer(
        &mut self,
        footer: &Footer,
        blocks: &[PlannedBlock],
        width: usize,
        table: Option<Precision>,
    ) -> PlannedFooter {
        let mut cells = vec![None; width];
        for (expr, column) in &footer.values {
            let block = block_of(blocks, *column);
            let rows = block.map(|block| block.each.clone());
            let context = Context { rows, ..Context::of_year(self.year) };
            let slot = self.lower(expr, &context);
            let own = block_column(blocks, *column).and_then(|column| column.show);
            let show = footer.show.or(own).map_or_else(|| self.show(expr, slot, &context, table), Show::Declared);
            if let Some(cell) = cells.get_mut(*column) {
                *cell = Some(PlannedCell { slot, show });
            }
        }
        PlannedFooter { label: footer.label.clone(), cells }
    }
}

fn block_of<'b, 't>(blocks: &'b [PlannedBlock<'t>], column: usize) -> Option<&'b PlannedBlock<'t>> {
    let mut start = 0;
    blocks.iter().find(|block| {
        start += block.columns.len();
        column < start
    })
}

fn block_column<'t>(blocks: &[PlannedBlock<'t>], column: usize) -> Option<&'t Column> {
    blocks.iter().flat_map(|block| block.columns).nth(column)
}
