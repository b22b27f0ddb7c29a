//! Tables, examples and assertions.

use super::definitions::{Clauses, Definer};
use super::expressions::{Each, Here, Scope, Type};
use super::intervals::{complement, say, start};
use super::problem::ExpressionProblem;
use super::program::*;
use super::range_signs::ends_of;
use super::references::{is_group, is_set};
use super::said;
use crate::number::{Bound, Exact, Interval};
use crate::source::Span;
use crate::syntax::ast::{self, Clause, ClauseKind, Comparison, Item, Reference, Word};
use crate::syntax::words::is_word;

impl Definer<'_, '_> {
    /// `tabel`
    pub fn table(&mut self, item: &Item, name: &Word, label: Option<&Word>) -> Table {
        let clauses = Clauses::new(item, &mut self.problems);
        let mut blocks: Vec<Block> = Vec::new();
        let mut written: Vec<Vec<(&ast::Expr, Option<&Word>, bool)>> = Vec::new();
        let mut rows_spans: Vec<Span> = Vec::new();
        let mut too_early = false;
        // Columns before the rows: the rows of the first block are not known yet.
        let rows_below = item.clauses.iter().find(|clause| matches!(clause.kind, ClauseKind::Rows(_)));
        for clause in &item.clauses {
            if let ClauseKind::Rows(rows) | ClauseKind::Beside(rows) = &clause.kind {
                blocks.push(Block::new(self.rows(rows), Vec::new()));
                written.push(Vec::new());
                rows_spans.push(clause.span);
            } else if let ClauseKind::Column { value, title, show } = &clause.kind {
                if blocks.is_empty() {
                    if let (false, Some(rows)) = (too_early, rows_below) {
                        let text = self.resolver.sources.slice(rows.span).to_string();
                        let (span, head, rows) = (clause.span, item.head_span, rows.span);
                        self.problems.push(super::problem::StructureProblem::ColumnsFirst { span, head, rows, text });
                    }
                    too_early = rows_below.is_some();
                    continue;
                }
                let here = blocks.last().map_or(Here::Row, |block| block.rows.here());
                let (column, is_clear) = self.column(value, title.as_ref(), *show, here);
                if let (Some(block), Some(written)) = (blocks.last_mut(), written.last_mut()) {
                    block.columns.push(column);
                    written.push((value, title.as_ref(), is_clear));
                }
            }
        }
        if blocks.is_empty() {
            self.missing(item, "baris", &[], "sebut isinya:  baris AKIP; IKPP  atau  baris anggota IKU");
        } else if let (false, Some(at)) = (too_early, blocks.iter().position(|block| block.columns.is_empty())) {
            self.missing_after(item, rows_spans[at], "kolom", &["kolom nama"], "");
        }
        let columns = self.columns(&written, &blocks, !item.incomplete);
        let mut footers = Vec::new();
        for (at, own) in parts(&item.clauses).into_iter().enumerate() {
            footers.extend(self.footers(own, &columns, at, false));
            let Some(here) = blocks.get(at).map(|block| block.rows.here()) else { continue };
            let grouping = self.grouping(own);
            let subtotals = self.footers(own, &columns, at, true);
            if !own.iter().any(|clause| matches!(clause.kind, ClauseKind::Grouping(_))) {
                let alone = subtotals.iter().map(|one| ExpressionProblem::SubtotalAlone { line: one.span });
                self.resolver.problems.extend(alone);
            }
            let filter = find(own, |kind| if let ClauseKind::Filter(expr) = kind { Some(expr) } else { None });
            let filter = filter.map(|expr| self.resolver.condition(expr, Scope::of(here), "saring"));
            let sort =
                find(
                    own,
                    |kind| if let ClauseKind::Sort { by, descending } = kind { Some((by, *descending)) } else { None },
                );
            let sort = sort.map(|(by, descending)| (self.resolver.expr(by, Scope::of(here)).0, descending));
            if let Some(block) = blocks.get_mut(at) {
                (block.grouping, block.subtotals, block.filter, block.sort) = (grouping, subtotals, filter, sort);
            }
        }
        Table {
            name: name.text.clone(),
            title: label.map(|word| word.text.clone()).unwrap_or_default(),
            blocks,
            footers,
            show: clauses.show(),
            sources: clauses.sources(),
            span: item.head_span,
        }
    }

    fn rows(&mut self, rows: &ast::Rows) -> Rows {
        match rows {
            ast::Rows::Years { from, to, .. } => Rows::Years(*from, *to),
            ast::Rows::Items(references) => {
                Rows::Items(references.iter().filter_map(|reference| self.row_item(reference)).collect())
            }
            ast::Rows::Classes { value, classes } => self.classes(value, classes),
        }
    }

    /// The rows of a block, if the rules alone determine them.
    pub(super) fn known_rows(&self, block: &Block) -> Vec<NameId> {
        let Rows::Items(items) = &block.rows else { return Vec::new() };
        let names = |item: &RowItem| match item {
            RowItem::Name(name, _) => Some(vec![*name]),
            RowItem::Members(SetRef { kind: SetKind::Members, of: Some(group), .. }) => {
                let mut versions = self.resolver.names.members(*group);
                if versions.len() == 1 { versions.pop() } else { None }
            }
            RowItem::Members(_) => None,
        };
        items.iter().map(names).collect::<Option<Vec<_>>>().unwrap_or_default().concat()
    }

    fn row_item(&mut self, reference: &Reference) -> Option<RowItem> {
        if is_set(reference) {
            return self.row_set(reference).map(RowItem::Members);
        }
        let declare_at = self.resolver.declare_at.take();
        let found = self.resolver.reference(reference, Scope::of(Here::Nothing)).0;
        self.rows_as_said(reference.span);
        self.resolver.declare_at = declare_at;
        if let ExprKind::Value(ValueRef { subject: Subject::Name(name), period, .. }) = found {
            Some(RowItem::Name(name, period))
        } else {
            None
        }
    }

    /// `baris semua`: the members of the group that there is.
    fn rows_as_said(&mut self, place: Span) {
        let Some(ExpressionProblem::UnknownName { spans, name, nearest: nearest @ None, .. }) =
            self.resolver.problems.last_mut()
        else {
            return;
        };
        let is_said =
            ["semua", "seluruh", "seluruhnya", "indikator", "iku", "ikk"].iter().any(|word| is_word(name, word));
        let group = self.resolver.names.values.iter().find(|entry| entry.versions.iter().any(is_group));
        if let Some(group) = group.filter(|_| is_said && spans.as_slice() == [place]) {
            *nearest = Some((format!("anggota {}", group.code), String::new()));
        }
    }

    /// The members or parts that become rows; `turunan` alone means everything that has parts, with its parts.
    fn row_set(&mut self, reference: &Reference) -> Option<SetRef> {
        let kind = reference.words.first().and_then(super::references::set_kind);
        match (reference.words.as_slice(), kind) {
            ([_], Some(SetKind::Descendants)) => {
                Some(SetRef { kind: SetKind::Descendants, of: None, period: reference.period, span: reference.span })
            }
            // `baris GAB anggota IKU`: nothing is asked of rows.
            _ if kind.is_none() => {
                self.resolver.phrase(reference);
                None
            }
            _ => self.resolver.set(reference, Scope::of(Here::Nothing)),
        }
    }

    fn classes(&mut self, value: &Reference, classes: &[ast::Class]) -> Rows {
        let set = if is_set(value) { self.resolver.set(value, Scope::of(Here::Nothing)) } else { None };
        let each = if is_set(value) { Each::Member } else { Each::Row };
        let scope = Scope { here: Here::Row, over_rows: false, each };
        let (kind, type_) = self.resolver.reference(value, scope);
        if type_ == Type::Text {
            self.resolver.wrong_kind(value.span, &type_, "angka", "yang dibagi menurut kelas");
        }
        let ends = ends_of(self.resolver.sources, classes.iter().map(|class| (class.value, class.number)));
        let classes: Vec<Class> = classes
            .iter()
            .map(|class| Class {
                comparison: class.comparison,
                value: Exact::from(class.value),
                label: class.label.text.clone(),
                span: class.span,
            })
            .collect();
        self.check_classes(&classes);
        Rows::Classes { set, value: Expr { kind, span: value.span }, classes, ends }
    }

    /// Every value must fall into exactly one class.
    fn check_classes(&mut self, classes: &[Class]) {
        let mut ranges: Vec<Interval> = classes.iter().flat_map(Class::ranges).collect();
        let Some(span) = classes.first().map(|first| first.span.to(classes[classes.len() - 1].span)) else { return };
        let gap = complement(&Interval::ALL, &ranges).first().map(say);
        ranges.sort_by(|a, b| start(a.lo()).cmp(&start(b.lo())));
        let shared = ranges.windows(2).map(|pair| pair[0].intersect(&pair[1])).find(|shared| !shared.is_empty());
        let overlap = shared.as_ref().map(say);
        if gap.is_some() || overlap.is_some() {
            self.resolver.problems.push(ExpressionProblem::Classes { span, gap, overlap });
        }
    }

    /// A column, and whether it could be resolved.
    fn column(
        &mut self,
        value: &ast::Expr,
        title: Option<&Word>,
        show: Option<ast::Precision>,
        here: Here,
    ) -> (Column, bool) {
        let (expr, type_) = self.resolver.expr(value, Scope::of(here));
        self.column_as_said(value.span);
        if title.is_none() {
            self.heading_unquoted(value);
        }
        if type_ == Type::Truth {
            self.resolver.wrong_kind(value.span, &type_, "angka atau teks", "isi kolom");
        }
        let untitled = title.is_none();
        let title = title.map(|word| word.text.clone()).unwrap_or_else(|| self.column_title(value));
        (Column { value: expr, title, untitled, show, is_text: type_ == Type::Text }, type_ != Type::Unknown)
    }

    /// Suggests a column for the last unknown name, if reports use that name for one.
    fn column_as_said(&mut self, place: Span) {
        let Some(ExpressionProblem::UnknownName { spans, name, nearest, is_column, .. }) =
            self.resolver.problems.last_mut()
        else {
            return;
        };
        *is_column |= spans.iter().all(|span| *span == place);
        if let (1, None, Some(meant)) =
            (spans.iter().filter(|span| **span == place).count(), &nearest, said::column(name))
        {
            *nearest = Some((meant.to_string(), String::new()));
        }
    }

    /// `kolom nama Indikator`: the last word, which nobody knows, stands where the heading does.
    fn heading_unquoted(&mut self, value: &ast::Expr) {
        let ast::ExprKind::Reference(reference) = &value.kind else { return };
        let [role, word] = reference.words.as_slice() else { return };
        let Some(ExpressionProblem::UnknownName { spans, look, .. }) = self.resolver.problems.last_mut() else {
            return;
        };
        look.is_heading =
            Role::from_word(&role.text).is_some() && spans.as_slice() == [word.span] && reference.period.is_none();
    }

    /// A heading for a column without one: its own words, capitalised.
    fn column_title(&self, value: &ast::Expr) -> String {
        let written = self.resolver.sources.slice(value.span).trim().replace('_', " ");
        let mut letters = written.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
    }

    /// Rows are grouped by words that are known before any value is computed.
    fn grouping(&mut self, clauses: &[Clause]) -> Option<Role> {
        let expr = find(clauses, |kind| if let ClauseKind::Grouping(expr) = kind { Some(expr) } else { None })?;
        let (resolved, _) = self.resolver.expr(expr, Scope::of(Here::Row));
        if let ExprKind::Value(ValueRef { role, subject: Subject::This, .. }) = resolved.kind
            && matches!(role, Role::Goal | Role::UnitName | Role::Parent)
        {
            return Some(role);
        }
        self.resolver.problems.push(ExpressionProblem::WrongKind {
            span: expr.span,
            found: "yang lain",
            wanted: "sasaran, satuan, atau induk",
            place: "pengelompokan baris".into(),
        });
        None
    }
}

/// The clauses of each block: from its rows up to the next `sanding`; for the first block also those above.
fn parts(clauses: &[Clause]) -> Vec<&[Clause]> {
    let mut starts = vec![0];
    starts
        .extend(clauses.iter().enumerate().filter(|(_, c)| matches!(c.kind, ClauseKind::Beside(_))).map(|(at, _)| at));
    let ends = starts.iter().skip(1).copied().chain([clauses.len()]);
    starts.iter().zip(ends).map(|(start, end)| &clauses[*start..end]).collect()
}

/// The first of some clauses that a function accepts.
fn find<'i, T>(clauses: &'i [Clause], accept: impl Fn(&'i ClauseKind) -> Option<T>) -> Option<T> {
    clauses.iter().find_map(|clause| accept(&clause.kind))
}

impl Rows {
    /// What a role without a name means in a column.
    pub(super) fn here(&self) -> Here {
        match self {
            Rows::Items(_) => Here::Row,
            Rows::Years(..) => Here::Year,
            Rows::Classes { .. } => Here::Class,
        }
    }
}

impl Class {
    /// The numbers that fall into it.
    fn ranges(&self) -> Vec<Interval> {
        let at = || self.value.clone();
        let below = |bound| Interval::new(Bound::Unbounded, bound);
        let above = |bound| Interval::new(bound, Bound::Unbounded);
        match self.comparison {
            Comparison::Equal => vec![Interval::point(at())],
            Comparison::NotEqual => vec![below(Bound::Excluded(at())), above(Bound::Excluded(at()))],
            Comparison::Less => vec![below(Bound::Excluded(at()))],
            Comparison::LessEqual => vec![below(Bound::Included(at()))],
            Comparison::Greater => vec![above(Bound::Excluded(at()))],
            Comparison::GreaterEqual => vec![above(Bound::Included(at()))],
        }
    }
}
