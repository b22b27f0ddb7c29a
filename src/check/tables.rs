//! Tables, examples and assertions.

use super::define::{Clauses, Definer};
use super::intervals::{complement, say};
use super::meaning::Problem;
use super::program::*;
use super::references::is_set;
use super::resolve::{Each, Here, Scope, Type};
use crate::number::{Bound, Exact, Interval};
use crate::source::Span;
use crate::syntax::ast::{self, Assignment, ClauseKind, Comparison, Item, Reference, Word, Years};

impl Definer<'_, '_> {
    /// `tabel`
    pub fn table(&mut self, item: &Item, name: &Word, label: Option<&Word>) -> Table {
        let clauses = Clauses::new(item, &mut self.problems);
        let mut blocks: Vec<Block> = Vec::new();
        let mut written: Vec<Vec<&ast::Expr>> = Vec::new();
        for clause in &item.clauses {
            match &clause.kind {
                ClauseKind::Rows(rows) | ClauseKind::Beside(rows) => {
                    blocks.push(Block { rows: self.rows(rows), columns: Vec::new() });
                    written.push(Vec::new());
                }
                ClauseKind::Column { value, title, show } => {
                    if blocks.is_empty() {
                        // Columns before the rows: the rows of the first block are not known yet.
                        let rows = item.clauses.iter().find_map(|clause| match &clause.kind {
                            ClauseKind::Rows(rows) => Some(rows),
                            _ => None,
                        });
                        self.missing_before(item, rows.is_some());
                        continue;
                    }
                    let here = blocks.last().map_or(Here::Row, |block| block.rows.here());
                    let column = self.column(value, title.as_ref(), *show, here);
                    if let (Some(block), Some(written)) = (blocks.last_mut(), written.last_mut()) {
                        block.columns.push(column);
                        written.push(value);
                    }
                }
                _ => {}
            }
        }
        if blocks.is_empty() {
            self.missing(item, "baris", &["baris anggota IKU"]);
        } else if blocks.iter().any(|block| block.columns.is_empty()) {
            self.missing(item, "kolom", &["kolom nama"]);
        }
        let columns: Vec<(&ast::Expr, Here)> = written
            .iter()
            .zip(&blocks)
            .flat_map(|(columns, block)| columns.iter().map(|column| (*column, block.rows.here())))
            .collect();
        let footers = self.footers(item, &columns, false);
        let subtotals = self.footers(item, &columns, true);
        let here = blocks.first().map_or(Here::Row, |block| block.rows.here());
        let filter = clauses.find(|kind| if let ClauseKind::Filter(expr) = kind { Some(expr) } else { None });
        let filter = filter.map(|expr| self.resolver.condition(expr, Scope::of(here), "saring"));
        let sort = clauses.find(|kind| match kind {
            ClauseKind::Sort { by, descending } => Some((by, *descending)),
            _ => None,
        });
        let sort = sort.map(|(by, descending)| (self.resolver.expr(by, Scope::of(here)).0, descending));
        Table {
            name: name.text.clone(),
            title: label.map(|word| word.text.clone()).unwrap_or_default(),
            blocks,
            footers,
            grouping: self.grouping(&clauses),
            subtotals,
            filter,
            sort,
            show: clauses.show(),
            sources: clauses.sources(),
            span: item.head_span,
        }
    }

    fn missing_before(&mut self, item: &Item, has_rows: bool) {
        let what = if has_rows { "baris sebelum kolom pertama" } else { "baris" };
        let reported = self.problems.iter().any(|problem| {
            matches!(problem, super::structure::Problem::MissingClause { span, .. } if *span == item.head_span)
        });
        if !reported {
            self.missing(item, what, &[]);
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

    fn row_item(&mut self, reference: &Reference) -> Option<RowItem> {
        if is_set(reference) {
            return self.row_set(reference).map(RowItem::Members);
        }
        match self.resolver.reference(reference, Scope::of(Here::Nothing)).0 {
            ExprKind::Value(ValueRef { subject: Subject::Name(name), period, .. }) => Some(RowItem::Name(name, period)),
            _ => None,
        }
    }

    /// The members or parts that become rows; `turunan` alone means everything that has parts, with its parts.
    fn row_set(&mut self, reference: &Reference) -> Option<SetRef> {
        let kind = reference.words.first().and_then(super::references::set_kind);
        match (reference.words.as_slice(), kind) {
            ([_], Some(SetKind::Descendants)) => {
                Some(SetRef { kind: SetKind::Descendants, of: None, period: reference.period, span: reference.span })
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
            self.resolver.problems.push(Problem::WrongKind {
                span: value.span,
                found: "teks",
                wanted: "angka",
                place: "yang dibagi menurut kelas".into(),
            });
        }
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
        Rows::Classes { set, value: Expr { kind, span: value.span }, classes }
    }

    /// Every value must fall into exactly one class.
    fn check_classes(&mut self, classes: &[Class]) {
        let ranges: Vec<Interval> = classes.iter().flat_map(Class::ranges).collect();
        let Some(span) = classes.first().map(|first| first.span.to(classes[classes.len() - 1].span)) else { return };
        let gap = complement(&Interval::ALL, &ranges).first().map(say);
        let overlap = ranges.iter().enumerate().find_map(|(at, range)| {
            let shared = ranges[..at].iter().map(|other| other.intersect(range)).find(|shared| !shared.is_empty());
            shared.as_ref().map(say)
        });
        if gap.is_some() || overlap.is_some() {
            self.resolver.problems.push(Problem::Classes { span, gap, overlap });
        }
    }

    fn column(&mut self, value: &ast::Expr, title: Option<&Word>, show: Option<ast::Precision>, here: Here) -> Column {
        let (expr, type_) = self.resolver.expr(value, Scope::of(here));
        if type_ == Type::Truth {
            self.resolver.problems.push(Problem::WrongKind {
                span: value.span,
                found: "syarat",
                wanted: "angka atau teks",
                place: "isi kolom".into(),
            });
        }
        let title = title.map(|word| word.text.clone()).unwrap_or_else(|| self.column_title(value));
        Column { value: expr, title, show, is_text: type_ == Type::Text }
    }

    /// A heading for a column without one: its own words, the first letter large.
    fn column_title(&self, value: &ast::Expr) -> String {
        let written = self.resolver.sources.slice(value.span).trim().replace('_', " ");
        let mut letters = written.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
    }

    /// Rows stand together by words that are known before any value is computed.
    fn grouping(&mut self, clauses: &Clauses) -> Option<Role> {
        let expr = clauses.find(|kind| if let ClauseKind::Grouping(expr) = kind { Some(expr) } else { None })?;
        let (resolved, _) = self.resolver.expr(expr, Scope::of(Here::Row));
        match resolved.kind {
            ExprKind::Value(ValueRef { role, subject: Subject::This, .. })
                if matches!(role, Role::Goal | Role::UnitName | Role::Parent) =>
            {
                Some(role)
            }
            _ => {
                self.resolver.problems.push(Problem::WrongKind {
                    span: expr.span,
                    found: "itu",
                    wanted: "sasaran, satuan, atau induk",
                    place: "pengelompokan baris".into(),
                });
                None
            }
        }
    }

    fn footers(&mut self, item: &Item, columns: &[(&ast::Expr, Here)], subtotals: bool) -> Vec<Footer> {
        let clauses = item.clauses.iter().filter_map(|clause| match &clause.kind {
            ClauseKind::Footer { values, label, show } if !subtotals => Some((values, label, show, clause.span)),
            ClauseKind::Subtotal { values, label, show } if subtotals => Some((values, label, show, clause.span)),
            _ => None,
        });
        clauses
            .map(|(values, label, show, span)| Footer {
                label: label.text.clone(),
                values: values.iter().filter_map(|value| self.footer_value(value, columns)).collect(),
                show: *show,
                span,
            })
            .collect()
    }

    /// A footer's value and the column it stands under: the one named, else the one its argument shows.
    fn footer_value(&mut self, value: &ast::FooterValue, columns: &[(&ast::Expr, Here)]) -> Option<(Expr, usize)> {
        let shown = value.under.as_ref().unwrap_or_else(|| argument(&value.value));
        let words = |expr: &ast::Expr| self.resolver.sources.slice(expr.span).split_whitespace().collect::<String>();
        let wanted = words(shown);
        let exact = columns.iter().position(|(column, _)| words(column) == wanted);
        let column = exact.or_else(|| columns.iter().position(|(column, _)| same_reading(column, shown)));
        let here = column.map_or(Here::Row, |column| columns[column].1);
        let scope = Scope { here, over_rows: true, each: Each::Nothing };
        let (expr, type_) = self.resolver.expr(&value.value, scope);
        if let (None, Some((first, _))) = (column, columns.first()) {
            let argument = self.resolver.sources.slice(shown.span).trim().to_string();
            let numeric =
                columns.iter().rev().map(|(column, _)| column).find(|column| is_number(column)).unwrap_or(first);
            let first_column = self.resolver.sources.slice(numeric.span).trim().to_string();
            if type_ != Type::Unknown {
                let insert = value.under.as_ref().map_or(value.value.span, |under| under.span);
                self.resolver.problems.push(Problem::FooterWithoutColumn {
                    span: shown.span,
                    argument,
                    first_column,
                    insert,
                });
            }
            return None;
        }
        column.map(|column| (expr, column))
    }

    /// `contoh`
    pub fn example(&mut self, item: &Item, title: &Word) -> Example {
        let clauses = Clauses::new(item, &mut self.problems);
        let mut given = Vec::new();
        let mut expected = Vec::new();
        for clause in &item.clauses {
            match &clause.kind {
                ClauseKind::Given(list) => given.extend(list.iter().filter_map(|one| self.given(one))),
                ClauseKind::Expect(list) => expected.extend(list.iter().map(|one| self.expected(one))),
                _ => {}
            }
        }
        if expected.is_empty() {
            self.missing(item, "hasil", &[]);
        }
        Example {
            title: title.text.clone(),
            year: clauses.find(|kind| if let ClauseKind::Year(year) = kind { Some(*year) } else { None }),
            given,
            expected,
            span: item.head_span,
        }
    }

    fn given(&mut self, assignment: &Assignment) -> Option<(ValueRef, Expr, Span)> {
        let span = assignment.target.span;
        let (kind, type_) = self.resolver.reference(&assignment.target, Scope::of(Here::Nothing));
        let (value, value_type) = self.resolver.expr(&assignment.value, Scope::of(Here::Nothing));
        if type_ == Type::Unknown || value_type == Type::Unknown {
            return None;
        }
        let literal = match &value.kind {
            ExprKind::Negate(inner) => matches!(inner.kind, ExprKind::Number(..)),
            kind => matches!(kind, ExprKind::Number(..) | ExprKind::Text(_)),
        };
        if !literal {
            self.resolver.problems.push(Problem::GivenNotLiteral { span: value.span });
            return None;
        }
        match kind {
            ExprKind::Value(reference) if reference.role.is_given() => Some((reference, value, span)),
            _ => {
                let written = self.resolver.sources.slice(span).to_string();
                self.resolver.problems.push(Problem::NotGivable { span, written });
                None
            }
        }
    }

    fn expected(&mut self, assignment: &Assignment) -> (Expr, Expr, Span) {
        let scope = Scope::of(Here::Nothing);
        let (kind, type_) = self.resolver.reference(&assignment.target, scope);
        let (value, value_type) = self.resolver.expr(&assignment.value, scope);
        let left = Expr { kind, span: assignment.target.span };
        let span = left.span.to(value.span);
        match (&type_, &value_type) {
            (Type::Number(_), Type::Number(_)) | (Type::Text, Type::Text) => {}
            (Type::Unknown, _) | (_, Type::Unknown) => {}
            _ => {
                let (found, wanted) = if type_ == Type::Text { ("angka", "teks") } else { ("teks", "angka") };
                self.resolver.problems.push(Problem::WrongKind {
                    span: value.span,
                    found,
                    wanted,
                    place: "hasil contoh".into(),
                });
            }
        }
        (left, value, span)
    }

    fn exceptions(&mut self, item: &Item) -> Vec<(NameId, String)> {
        let clauses = item.clauses.iter().filter_map(|clause| match &clause.kind {
            ClauseKind::Except { name, reason } => Some((name, reason)),
            _ => None,
        });
        clauses.filter_map(|(name, reason)| Some((self.resolver.any_name(name)?, reason.text.clone()))).collect()
    }

    /// `pastikan`
    pub fn assertion(&mut self, item: &Item, condition: &ast::Expr, message: &Word) -> Assertion {
        let clauses = Clauses::new(item, &mut self.problems);
        self.resolver.used_node = false;
        Assertion {
            condition: self.resolver.condition(condition, Scope::of(Here::Node), "yang dipastikan"),
            for_each: std::mem::take(&mut self.resolver.used_node),
            message: message.text.clone(),
            except: self.exceptions(item),
            in_force: clauses
                .find(|kind| if let ClauseKind::InForce(years) = kind { Some(*years) } else { None })
                .unwrap_or(Years::ALWAYS),
            span: item.head_span,
        }
    }
}

/// What the single argument of an aggregate shows, else the value itself.
fn argument(value: &ast::Expr) -> &ast::Expr {
    match &value.kind {
        ast::ExprKind::Call { arguments, .. } => match arguments.as_slice() {
            [only] => only,
            _ => value,
        },
        _ => value,
    }
}

/// Two readings of one achievement (`capaian`, `capaian_asli`, `capaian_terbatas`) share a column.
fn same_reading(column: &ast::Expr, shown: &ast::Expr) -> bool {
    let reading = |expr: &ast::Expr| match &expr.kind {
        ast::ExprKind::Reference(reference) if reference.words.len() == 1 => {
            Role::from_word(&reference.words[0].text).filter(|role| role.is_achievement()).map(|_| reference.period)
        }
        _ => None,
    };
    matches!((reading(column), reading(shown)), (Some(a), Some(b)) if a == b)
}

fn is_number(expr: &ast::Expr) -> bool {
    match &expr.kind {
        ast::ExprKind::Reference(reference) => {
            reference.words.first().and_then(|word| Role::from_word(&word.text)).is_none_or(|role| !role.is_text())
        }
        ast::ExprKind::Text(_) => false,
        _ => true,
    }
}

impl Rows {
    /// What a role without a name means in a column.
    fn here(&self) -> Here {
        match self {
            Rows::Items(_) => Here::Row,
            Rows::Years(..) => Here::Year,
            Rows::Classes { .. } => Here::Class,
        }
    }
}

impl Role {
    /// Whether data can give it.
    fn is_given(self) -> bool {
        matches!(
            self,
            Role::Main
                | Role::Value
                | Role::Target
                | Role::TargetLow
                | Role::TargetHigh
                | Role::Budget
                | Role::Spent
                | Role::Field(_)
        )
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
