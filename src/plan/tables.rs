//! Tables to slots: every cell of a table is computed by the plan.

use super::lower::{Context, RowAt};
use super::planner::{Planner, subject};
use super::shares::Place;
use super::*;
use crate::diagnostic::nearest::same;
use crate::program::quick::{QuickMap, QuickSet};
use crate::program::{Block, Column, ExprKind, Footer, RowItem, Rows, SetKind, Table, ValueRef};
use crate::syntax::ast::Period;

/// A block with its rows determined.
struct BlockRows<'t> {
    block: &'t Block,
    rows: Vec<Row>,
    /// The members that are divided into classes, if the rows are classes.
    members: Option<Vec<RowAt>>,
    /// The heading of each group of rows; a single empty one without grouping.
    groups: Vec<String>,
}

/// A row of a block.
struct Row {
    context: Context,
    /// The condition of `saring`.
    filter: Option<SlotId>,
    /// What aggregates in a footer see of it.
    at: RowAt,
}

impl Planner<'_> {
    /// Plans a table, block by block.
    pub(super) fn table(&mut self, table: &Table) -> PlannedTable {
        let blocks: Vec<BlockRows> =
            table.blocks.iter().map(|block| self.block(block, !table.footers.is_empty())).collect();
        let planned: Vec<PlannedBlock> = blocks.iter().map(|block| self.planned_block(block, table.show)).collect();
        let footers: Vec<PlannedFooter> =
            table.footers.iter().map(|footer| self.footer(footer, &blocks, table.show)).collect();
        let admitted = self.comparisons_admitted(&planned, &footers);
        let seen = blocks.iter().flat_map(BlockRows::seen);
        PlannedTable {
            name: table.name.clone(),
            title: table.title.clone(),
            blocks: planned,
            footers,
            names: seen.filter_map(|row| Some((row.name?, row.when))).collect(),
            subjects: self.subjects(&blocks),
            notes: table.sources.notes.clone(),
            admitted,
        }
    }

    /// The rows of a block with the condition of `saring`, the key of `urut` and the group of each; rows of a group are
    /// together.
    fn block<'t>(&mut self, block: &'t Block, has_footers: bool) -> BlockRows<'t> {
        let is_counted = has_footers || !block.subtotals.is_empty();
        let (contexts, mut members) = self.rows(&block.rows);
        let mut rows: Vec<Row> = Vec::with_capacity(contexts.len());
        let mut groups: Vec<(Option<NameId>, String)> = Vec::new();
        for context in contexts {
            let mut ask = |expr: &Expr| {
                if let Some(this) = context.this {
                    self.prepare(expr, this, context.when);
                }
                self.lower(expr, &context)
            };
            let filter = block.filter.as_ref().map(&mut ask);
            let sort = block.sort.as_ref().map(|(by, descending)| (ask(by), *descending));
            if let Some((key, _)) = sort {
                self.sorted_by(key);
            }
            let grouping = block.grouping.and_then(|role| self.grouped_by(&context, role)).unwrap_or_default();
            let group = groups.iter().position(|known| is_same_group(known, &grouping)).unwrap_or_else(|| {
                groups.push(grouping);
                groups.len() - 1
            });
            let shown = filter.map(|filter| if is_counted { self.unless_inapplicable(filter) } else { filter });
            let at =
                RowAt { name: context.this, member_of: context.group, when: context.when, filter: shown, sort, group };
            rows.push(Row { context, filter, at });
        }
        rows.sort_by_key(|row| row.at.group);
        if let (Some(filter), Some(members)) = (&block.filter, &mut members) {
            self.filter_members(filter.span, &rows, members);
        }
        let groups = self.headings(&groups);
        BlockRows { block, rows, members, groups }
    }

    /// A member counts in a footer if the class it falls into is shown.
    fn filter_members(&mut self, span: Span, rows: &[Row], members: &mut [RowAt]) {
        for (at, member) in members.iter_mut().enumerate() {
            for row in rows {
                let class = row.context.class.as_ref().and_then(|class| class.members.get(at));
                let (Some((_, inside)), Some(shown)) = (class, row.at.filter) else { continue };
                let both = self.push(Op::And(*inside, shown), Unit::Any, Some(span));
                member.filter = Some(match member.filter {
                    Some(other) => self.push(Op::Or(other, both), Unit::Any, Some(span)),
                    None => both,
                });
            }
        }
    }

    /// A block with its cells; groups of rows under their headings and above their subtotals.
    fn planned_block(&mut self, of: &BlockRows, show: Option<Precision>) -> PlannedBlock {
        let BlockRows { block, rows, groups, .. } = of;
        let mut planned: Vec<PlannedRow> = Vec::with_capacity(rows.len());
        let names: Vec<_> = rows.iter().map(|row| (row.context.this, row.context.when)).collect();
        let are_parts = self.are_parts(&names);
        // If a column of values were blank from top to bottom, it would not say why.
        let lacks = |column: &Column| rows.iter().all(|row| self.does_not_exist(&column.value, &row.context));
        let is_value = |column: &Column| matches!(&column.value.kind, ExprKind::Value(of) if of.role == Role::Value);
        let unknown: Vec<bool> = block.columns.iter().map(|column| is_value(column) && lacks(column)).collect();
        for (group, words) in groups.iter().enumerate() {
            let inside: Vec<&Row> = rows.iter().filter(|row| row.at.group == group).collect();
            if block.grouping.is_some() {
                planned.push(frame(vec![None; block.columns.len()], Frame::Heading(words.clone())));
            }
            for row in &inside {
                self.worked.are_parts = are_parts;
                let cells = block.columns.iter().zip(&unknown);
                let cells = cells.map(|(column, unknown)| self.cell(column, (&row.context, *unknown), show));
                planned.push(PlannedRow {
                    cells: cells.collect(),
                    words: self.row_words(&row.context),
                    filter: row.filter,
                    sort: row.at.sort.map(|(key, _)| key),
                    frame: None,
                });
                self.worked.are_parts = false;
            }
            for subtotal in block.subtotals.iter().filter(|_| block.grouping.is_some()) {
                let rows: Vec<RowAt> = inside.iter().map(|row| row.at).collect();
                let mut cells = vec![None; block.columns.len()];
                for (expr, column) in &subtotal.values {
                    cells[*column] = Some(self.footer_cell(subtotal, expr, &block.columns[*column], &rows, show));
                }
                planned.push(frame(cells, Frame::Subtotal(subtotal.label.clone())));
            }
        }
        let columns = block.columns.iter();
        PlannedBlock {
            columns: columns
                .map(|column| PlannedColumn {
                    title: block.title_of(column, self.year, self.program.package.plan),
                    numeric: !column.is_text,
                })
                .collect(),
            rows: planned,
            descending: block.sort.as_ref().map(|(_, descending)| *descending),
        }
    }

    /// The name of a row in a remark.
    fn row_words(&self, context: &Context) -> Arc<str> {
        match (context.this, &context.label) {
            (Some(name), _) => self.program.code(name).into(),
            (None, Some(label)) => label.clone(),
            (None, None) => "".into(),
        }
    }

    /// What a row is grouped by, known without data: the words of an attribute, and the identity of a parent, since two
    /// may have the same name.
    fn grouped_by(&mut self, context: &Context, role: Role) -> Option<(Option<NameId>, String)> {
        let this = context.this?;
        let year = context.when.year;
        let parent = self.program.version(this, year).and_then(|one| one.parent_in(year));
        let slot = self.role(this, role, context.when, None);
        let words = self.op(slot).text()?.to_string();
        Some((parent.filter(|_| role == Role::Parent), words))
    }

    /// The headings of groups; two parents with the same name also get their codes.
    fn headings(&self, groups: &[(Option<NameId>, String)]) -> Vec<String> {
        let is_twice = |words: &str| groups.iter().filter(|(_, other)| other == words).count() > 1;
        let heading = |(parent, words): &(Option<NameId>, String)| {
            let parent = parent.filter(|_| is_twice(words));
            parent.map_or_else(|| words.clone(), |parent| format!("{words} ({})", self.program.code(parent)))
        };
        groups.iter().map(heading).collect()
    }

    /// Why years with different members are compared, where a cell depends on such a comparison.
    fn comparisons_admitted(&self, blocks: &[PlannedBlock], footers: &[PlannedFooter]) -> Vec<Admitted> {
        if self.years.admitted.is_empty() {
            return Vec::new();
        }
        let rows = blocks.iter().flat_map(|block| &block.rows);
        let cells = rows.flat_map(|row| &row.cells).chain(footers.iter().flat_map(|footer| &footer.cells));
        let needed = self.plan.under(&cells.flatten().map(|cell| cell.slot).collect::<Vec<_>>(), &[]);
        let mut notes: Vec<Admitted> = Vec::new();
        for (slot, note) in &self.years.admitted {
            if needed.contains(slot) && !notes.contains(note) {
                notes.push(note.clone());
            }
        }
        notes
    }

    /// The names that a table shows, in the year of their row and in the years its columns read.
    fn subjects(&self, blocks: &[BlockRows]) -> Vec<(NameId, When)> {
        let mut subjects = Vec::new();
        let mut known = QuickSet::default();
        let plan = self.program.package.plan;
        for block in blocks {
            let mut periods: Vec<Option<Period>> = Vec::new();
            for column in &block.block.columns {
                if let ExprKind::Value(ValueRef { role, period, .. }) = &column.value.kind
                    && role.is_achievement()
                    && !periods.contains(period)
                {
                    periods.push(*period);
                }
            }
            for row in block.seen() {
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

    /// The named rows, and, where these are classes, the members divided into them: footers run over those.
    fn rows(&mut self, rows: &Rows) -> (Vec<Context>, Option<Vec<RowAt>>) {
        match rows {
            Rows::Years(from, to) => {
                let row = |year: i32| Context { label: Some(year.to_string().into()), ..Context::of_year(year) };
                ((*from..=*to).map(row).collect(), None)
            }
            Rows::Items(items) => (self.items(items), None),
            Rows::Classes { set, value, classes, ends } => {
                let (rows, members) = self.classes(set.as_ref(), value, (classes, ends));
                (rows, Some(members))
            }
        }
    }

    /// Each thing once, and a member of several groups once in each. A thing named directly stands where it is named
    /// first, as a member of the first group that has it.
    fn items(&self, items: &[RowItem]) -> Vec<Context> {
        let mut rows: Vec<Context> = Vec::new();
        // The rows of each, and whether it stands there as a member of a group.
        let mut known: QuickMap<(NameId, When), Vec<(usize, bool)>> = QuickMap::default();
        let here = Context::of_year(self.year);
        for item in items {
            let (names, period, group, is_group) = match item {
                RowItem::Name(name, period) => (vec![*name], *period, None, false),
                RowItem::Members(set) => {
                    let members = self.members(set, &here);
                    // What does not exist that year stays in its row, with the reason.
                    let absent = || set.of.into_iter().collect();
                    let names = members.map_or_else(absent, |members| members.names);
                    (names, set.period, set.of, set.kind == SetKind::Members)
                }
            };
            let when = self.when(&here, period);
            for name in names {
                let places = known.entry((name, when)).or_default();
                let is_there = places.iter().any(|&(at, is_member)| is_member && rows[at].group == group);
                match places.first_mut() {
                    Some((at, is_member @ false)) if is_group => {
                        (rows[*at].group, *is_member) = (group, true);
                    }
                    Some(_) if !is_group || is_there => {}
                    _ => {
                        places.push((rows.len(), is_group));
                        rows.push(Context { group, ..Context::of(name, when) });
                    }
                }
            }
        }
        rows
    }

    pub(super) fn indicators(&self) -> Vec<NameId> {
        let names = self.program.in_order().into_iter();
        let is_indicator = |name: &NameId| {
            self.program.version(*name, self.year).is_some_and(|version| version.kind.indicator().is_some())
        };
        names.filter(is_indicator).collect()
    }

    fn cell(
        &mut self,
        column: &Column,
        (context, is_told): (&Context, bool),
        table: Option<Precision>,
    ) -> Option<PlannedCell> {
        let expr = &column.value;
        if !is_told && self.does_not_exist(expr, context) {
            return None;
        }
        if let Some(this) = context.this {
            self.prepare(expr, this, context.when);
        }
        let slot = self.lower(expr, context);
        let slot = self.under_heading(slot, expr, column);
        let show = column.show.map_or_else(|| self.show(expr, slot, context, table), Show::Declared);
        Some(PlannedCell { slot, show })
    }

    /// Under a heading that says percent, a weight or another fraction is shown in percent; a bare ratio, which is
    /// refused wherever percent is wanted, would read a hundred times too small.
    fn under_heading(&mut self, slot: SlotId, expr: &Expr, column: &Column) -> SlotId {
        match says_percent(&column.title) {
            true => self.placed(slot, &Unit::Percent, expr, Place::Heading),
            false => slot,
        }
    }

    /// How a value is shown whose column declares no precision: by the nearest declaration.
    pub(super) fn show(&self, expr: &Expr, slot: SlotId, context: &Context, table: Option<Precision>) -> Show {
        if expr.is_year() {
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

    fn footer(&mut self, footer: &Footer, blocks: &[BlockRows], table: Option<Precision>) -> PlannedFooter {
        let columns: Vec<(&BlockRows, &Column)> =
            blocks.iter().flat_map(|block| block.block.columns.iter().map(move |column| (block, column))).collect();
        let mut cells = vec![None; columns.len()];
        for (expr, at) in &footer.values {
            let (block, column) = columns[*at];
            cells[*at] = Some(self.footer_cell(footer, expr, column, &block.seen(), table));
        }
        PlannedFooter { label: footer.label.clone(), cells }
    }

    /// A value of a footer or subtotal, over some rows.
    fn footer_cell(
        &mut self,
        footer: &Footer,
        expr: &Expr,
        column: &Column,
        rows: &[RowAt],
        table: Option<Precision>,
    ) -> PlannedCell {
        let context = Context { rows: Some(rows.to_vec()), ..Context::of_year(self.year) };
        let slot = self.lower(expr, &context);
        let slot = self.under_heading(slot, expr, column);
        let own = footer.show.or(column.show);
        let show = own.map_or_else(|| self.show(expr, slot, &context, table), Show::Declared);
        PlannedCell { slot, show }
    }
}

impl BlockRows<'_> {
    /// What footers run over: the rows, or the members that are divided into classes.
    fn seen(&self) -> Vec<RowAt> {
        self.members.clone().unwrap_or_else(|| self.rows.iter().map(|row| row.at).collect())
    }
}

fn frame(cells: Vec<Option<PlannedCell>>, frame: Frame) -> PlannedRow {
    PlannedRow { cells, words: "".into(), filter: None, sort: None, frame: Some(frame) }
}

/// Whether a heading says percent: `Bobot (%)`, `Persen terpakai`.
fn says_percent(title: &str) -> bool {
    let mut words = title.split(|c: char| !c.is_alphabetic());
    title.contains('%')
        || words.any(|word| ["persen", "persentase", "prosentase"].iter().any(|one| word.eq_ignore_ascii_case(one)))
}

/// Words that differ in capitals and blanks alone are one objective, typed twice; parents are told apart by what they are.
fn is_same_group((parent, words): &(Option<NameId>, String), (other, others): &(Option<NameId>, String)) -> bool {
    parent == other && same(words, others)
}
