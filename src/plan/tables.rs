//! Tables to slots: every cell a table shows is computed by the plan.

use super::lower::{ClassMembers, Context, RowAt};
use super::planner::{Planner, subject};
use super::*;
use crate::program::{Block, Column, ExprKind, Footer, Kind, RowItem, Rows, Table, ValueRef};
use crate::syntax::ast::Period;
use std::collections::HashSet;

/// A block with its rows worked out.
struct PlannedBlock<'t> {
    columns: &'t [Column],
    rows: Vec<Context>,
    /// What aggregates in a footer run over.
    each: Vec<RowAt>,
}

impl Planner<'_> {
    /// Plans a table; blocks stand side by side, the shorter ones padded with blank cells.
    pub(super) fn table(&mut self, table: &Table) -> PlannedTable {
        let mut blocks: Vec<PlannedBlock> = table.blocks.iter().map(|block| self.block(block)).collect();
        let width: usize = blocks.iter().map(|block| block.columns.len()).sum();
        self.filter(table, &mut blocks);
        let rows = self.body(table, &blocks, width);
        let rows = self.framed(table, rows, &blocks, width);
        let footers = table.footers.iter().map(|footer| self.footer(footer, &blocks, width, table.show)).collect();
        let columns = blocks.iter().flat_map(|block| block.columns);
        let mut notes = table.sources.notes.clone();
        notes.extend(self.comparisons_admitted(table));
        PlannedTable {
            name: table.name.clone(),
            title: table.title.clone(),
            columns: columns
                .map(|column| PlannedColumn { title: column.title.clone(), numeric: !column.is_text })
                .collect(),
            rows,
            descending: table.sort.as_ref().map(|(_, descending)| *descending),
            footers,
            names: blocks.iter().flat_map(|block| &block.each).filter_map(|row| Some((row.name?, row.when))).collect(),
            subjects: self.subjects(&blocks),
            notes,
        }
    }

    /// The condition of `saring` for each row of the first block; footers count only rows that are shown.
    fn filter(&mut self, table: &Table, blocks: &mut [PlannedBlock]) {
        let (Some(filter), Some(block)) = (&table.filter, blocks.first_mut()) else { return };
        for (context, row) in block.rows.iter().zip(&mut block.each) {
            if let Some(this) = context.this {
                self.prepare(filter, this, context.when);
            }
            row.filter = Some(self.lower(filter, context));
        }
    }

    fn body(&mut self, table: &Table, blocks: &[PlannedBlock], width: usize) -> Vec<PlannedRow> {
        let height = blocks.iter().map(|block| block.rows.len()).max().unwrap_or(0);
        let mut rows = Vec::with_capacity(height);
        for at in 0..height {
            let mut cells = Vec::with_capacity(width);
            for block in blocks {
                let context = block.rows.get(at);
                cells.extend(block.columns.iter().map(|column| {
                    context.and_then(|context| self.cell(&column.value, context, column.show, table.show))
                }));
            }
            let first = blocks.first().and_then(|block| Some((block.rows.get(at)?, block.each.get(at))));
            let sort = match (&table.sort, first) {
                (Some((by, _)), Some((context, _))) => Some(self.lower(by, context)),
                _ => None,
            };
            rows.push(PlannedRow {
                cells,
                filter: first.and_then(|(_, row)| row?.filter),
                sort,
                group: table.grouping.and_then(|role| self.words_of(first?.0, role)),
                frame: None,
            });
        }
        rows
    }

    /// The words of an attribute, which are known without data.
    fn words_of(&mut self, context: &Context, role: Role) -> Option<String> {
        let slot = self.role(context.this?, role, context.when, None);
        match self.op(slot) {
            Op::Text(text) => Some(text.to_string()),
            _ => None,
        }
    }

    /// Rows that stand together, each group under its heading and above its subtotals.
    fn framed(
        &mut self,
        table: &Table,
        rows: Vec<PlannedRow>,
        blocks: &[PlannedBlock],
        width: usize,
    ) -> Vec<PlannedRow> {
        if table.grouping.is_none() {
            return rows;
        }
        let mut groups: Vec<(String, Vec<(usize, PlannedRow)>)> = Vec::new();
        for (at, row) in rows.into_iter().enumerate() {
            let words = row.group.clone().unwrap_or_default();
            match groups.iter_mut().find(|(known, _)| *known == words) {
                Some((_, rows)) => rows.push((at, row)),
                None => groups.push((words, vec![(at, row)])),
            }
        }
        let mut framed = Vec::new();
        let frame = |cells, group: &str, frame| PlannedRow {
            cells,
            filter: None,
            sort: None,
            group: Some(group.to_string()),
            frame: Some(frame),
        };
        for (words, rows) in groups {
            framed.push(frame(vec![None; width], &words, Frame::Heading(words.clone())));
            let places: Vec<usize> = rows.iter().map(|(at, _)| *at).collect();
            framed.extend(rows.into_iter().map(|(_, row)| row));
            for subtotal in &table.subtotals {
                let part: Vec<PlannedBlock> = blocks
                    .iter()
                    .map(|block| PlannedBlock {
                        columns: block.columns,
                        rows: Vec::new(),
                        each: places.iter().filter_map(|at| block.each.get(*at).copied()).collect(),
                    })
                    .collect();
                let planned = self.footer(subtotal, &part, width, table.show);
                framed.push(frame(planned.cells, &words, Frame::Subtotal(planned.label)));
            }
        }
        framed
    }

    /// Why years with other members are compared all the same, where a group shown admits it.
    fn comparisons_admitted(&self, table: &Table) -> Vec<String> {
        let mut notes = Vec::new();
        let columns = table.blocks.iter().flat_map(|block| &block.columns);
        for expr in columns
            .map(|column| &column.value)
            .chain(table.footers.iter().flat_map(|f| f.values.iter().map(|(expr, _)| expr)))
        {
            let (ExprKind::Difference(new, _) | ExprKind::Growth(new, _)) = &expr.kind else { continue };
            let ExprKind::Value(ValueRef { subject: crate::program::Subject::Name(name), .. }) = &new.kind else {
                continue;
            };
            let reason =
                self.program.versions(*name).filter_map(|version| version.kind.group()?.other_members.clone()).next();
            if let Some(reason) = reason {
                let note = format!("{} dibandingkan walaupun anggotanya berbeda: {reason}", self.program.code(*name));
                if !notes.contains(&note) {
                    notes.push(note);
                }
            }
        }
        notes
    }

    /// The names a table shows, in the year of their row and in the years its columns look at.
    fn subjects(&self, blocks: &[PlannedBlock]) -> Vec<(NameId, When)> {
        let mut subjects = Vec::new();
        let mut known = HashSet::new();
        let plan = self.program.package.plan;
        for block in blocks {
            let mut periods: Vec<Option<Period>> = Vec::new();
            for column in block.columns {
                if let ExprKind::Value(ValueRef { role, period, .. }) = &column.value.kind
                    && role.is_achievement()
                    && !periods.contains(period)
                {
                    periods.push(*period);
                }
            }
            for row in &block.each {
                let Some(name) = row.name else { continue };
                for period in &periods {
                    let subject = (name, row.when.resolve(*period, plan));
                    if known.insert(subject) {
                        subjects.push(subject);
                    }
                }
            }
        }
        subjects
    }

    fn block<'t>(&mut self, block: &'t Block) -> PlannedBlock<'t> {
        let row_at = |name, when| RowAt { name, when, filter: None };
        let (rows, each) = match &block.rows {
            Rows::Years(from, to) => {
                let years: Vec<i32> = (*from..=*to).collect();
                let row = |&year: &i32| Context { label: Some(year.to_string().into()), ..Context::of_year(year) };
                let each = years.iter().map(|&year| row_at(None, When::year(year))).collect();
                (years.iter().map(row).collect(), each)
            }
            Rows::Items(items) => {
                let rows = self.items(items);
                let each = rows.iter().map(|row| row_at(row.this, row.when)).collect();
                (rows, each)
            }
            Rows::Classes { set, value, classes } => {
                let here = Context::of_year(self.year);
                let group = set.as_ref().map(|set| self.members(set, &here));
                let (names, complete): (Vec<NameId>, bool) = match group {
                    Some(Some(members)) => (members.names, members.complete),
                    Some(None) => (Vec::new(), true),
                    None => (self.indicators(), true),
                };
                let when = self.when(&here, set.as_ref().and_then(|set| set.period));
                let rows = classes
                    .iter()
                    .map(|class| {
                        let members = names.iter().map(|&name| {
                            let member = Context { this: Some(name), each: Some(name), ..Context::at(when) };
                            let value = self.lower(value, &member);
                            let limit = self.push(Op::Number(class.value.clone()), Unit::Any, Some(class.span));
                            let op = Op::Compare(value, class.comparison, limit);
                            (name, self.push(op, Unit::Any, Some(class.span)))
                        });
                        let class_members = ClassMembers { members: members.collect(), complete };
                        let label = Some(class.label.as_str().into());
                        Context { label, class: Some(class_members), ..Context::at(when) }
                    })
                    .collect();
                (rows, names.into_iter().map(|name| row_at(Some(name), when)).collect())
            }
        };
        PlannedBlock { columns: &block.columns, rows, each }
    }

    fn items(&self, items: &[RowItem]) -> Vec<Context> {
        let mut rows: Vec<Context> = Vec::new();
        let mut known = HashSet::new();
        let here = Context::of_year(self.year);
        for item in items {
            let (names, period, group) = match item {
                RowItem::Name(name, period) => (vec![*name], *period, None),
                RowItem::Members(set) => {
                    let members = self.members(set, &here);
                    (members.map(|members| members.names).unwrap_or_default(), set.period, set.of)
                }
            };
            let when = self.when(&here, period);
            for name in names {
                if known.insert((name, when)) {
                    rows.push(Context { group, ..Context::of(name, when) });
                }
            }
        }
        rows
    }

    fn indicators(&self) -> Vec<NameId> {
        let names = self.program.in_order().into_iter();
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
            self.prepare(expr, this, context.when);
        }
        let slot = self.lower(expr, context);
        let show = column.map_or_else(|| self.show(expr, slot, context, table), Show::Declared);
        Some(PlannedCell { slot, show })
    }

    /// A column that this kind of row simply does not have stays blank: the target of a group, say.
    fn does_not_exist(&self, expr: &Expr, context: &Context) -> bool {
        let ExprKind::Value(reference) = &expr.kind else { return false };
        let Some(name) = subject(reference.subject, context) else { return false };
        let when = self.when(context, reference.period);
        let Some(definition) = self.program.version(name, when.year) else { return false };
        match (reference.role, &definition.kind) {
            (Role::Value, Kind::Group(_)) | (Role::Target, Kind::Group(_) | Kind::Quantity) => true,
            (Role::TargetLow | Role::TargetHigh, Kind::Group(_) | Kind::Quantity) => true,
            (Role::Band | Role::BandWords, _) => definition.band.is_none(),
            (role, Kind::Quantity) => role.is_achievement(),
            _ => false,
        }
    }

    /// How a value without a precision of its own column is shown: the nearest declaration.
    pub(super) fn show(&self, expr: &Expr, slot: SlotId, context: &Context, table: Option<Precision>) -> Show {
        if expr.kind == ExprKind::Year {
            return Show::Year;
        }
        let general = table.or(self.program.package.show);
        let by_default = general.map_or(Show::Automatic, Show::Declared);
        let ExprKind::Value(reference) = &expr.kind else { return by_default };
        let when = self.when(context, reference.period);
        let definition = subject(reference.subject, context).and_then(|name| self.program.version(name, when.year));
        let Some(definition) = definition else { return by_default };
        let op = self.op(self.plain(slot));
        super::show::of_value(self.program, definition, (reference.role, when), op, general)
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
