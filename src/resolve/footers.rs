//! Footers and subtotals of tables: which column each value is under, and which rows it runs over.

use super::definitions::Definer;
use super::expressions::{Each, Here, Scope, Type};
use super::footer_mends::{Lone, Ways, summary_of};
use super::problem::ExpressionProblem;
use super::program::*;
use super::references::is_group;
use crate::diagnostic::nearest::same;
use crate::source::Span;
use crate::syntax::ast::{self, Clause, ClauseKind};
use std::collections::HashMap;

impl Definer<'_, '_> {
    /// The columns of all blocks as written, each with its heading and whether it could be resolved.
    pub(super) fn columns<'i>(
        &self,
        written: &[Vec<(&'i ast::Expr, Option<&'i ast::Word>, bool)>],
        blocks: &[Block],
        is_whole: bool,
    ) -> Columns<'i> {
        let mut list = Vec::new();
        let mut by_words: HashMap<String, Vec<usize>> = HashMap::new();
        for (block, (columns, rows)) in written.iter().zip(blocks).enumerate() {
            for ((column, title, is_clear), shown) in columns.iter().zip(&rows.columns) {
                by_words.entry(self.words(column)).or_default().push(list.len());
                let (title, is_clear) = (title.map(|word| word.text.as_str()), *is_clear);
                list.push(Written {
                    expr: column,
                    title,
                    here: rows.rows.here(),
                    block,
                    is_clear,
                    role: role_of(&shown.value),
                });
            }
        }
        Columns { list, by_words, is_whole, rows: blocks.iter().map(|block| self.known_rows(block)).collect() }
    }

    /// The footers, or the subtotals, among the clauses of a block.
    pub(super) fn footers(
        &mut self,
        clauses: &[Clause],
        columns: &Columns,
        block: usize,
        subtotals: bool,
    ) -> Vec<Footer> {
        let wanted = |kind: &ClauseKind| matches!(kind, ClauseKind::Subtotal { .. }) == subtotals;
        let clauses = clauses.iter().filter(|clause| wanted(&clause.kind)).filter_map(|clause| {
            let (ClauseKind::Footer { values, label, show } | ClauseKind::Subtotal { values, label, show }) =
                &clause.kind
            else {
                return None;
            };
            Some((values, label, show, clause.span))
        });
        let mut footers = Vec::new();
        for (values, label, show, span) in clauses {
            let mut placed: Vec<(Expr, usize)> = Vec::new();
            for value in values {
                placed.extend(self.footer_value((value, span), columns, block, subtotals, &placed));
            }
            footers.push(Footer { label: label.text.clone(), values: placed, show: *show, span });
        }
        footers
    }

    /// A footer's value and its column: the one named, else the one that shows its argument; those of its own block
    /// before those beside it. A subtotal only has its own block's columns.
    fn footer_value(
        &mut self,
        (value, line): (&ast::FooterValue, Span),
        columns: &Columns,
        block: usize,
        is_subtotal: bool,
        placed: &[(Expr, usize)],
    ) -> Option<(Expr, usize)> {
        let shown = value.under.as_ref().unwrap_or_else(|| argument(&value.value));
        let mut found = columns.of(&self.words(shown), shown, block);
        let first = if is_subtotal { columns.first_of(block) } else { 0 };
        found.retain(|column| !is_subtotal || columns.list[*column].block == block);
        let free = found.iter().copied().find(|column| placed.iter().all(|(_, taken)| taken + first != *column));
        let column = free.or(found.first().copied());
        let here = column.map_or(Here::Row, |column| columns.list[column].here);
        // A subtotal has only the rows of its group, which may depend on the data.
        let rows = column.filter(|_| !is_subtotal).map(|column| columns.rows[columns.list[column].block].clone());
        self.resolver.rows = rows.unwrap_or_default();
        let scope = Scope { here, over_rows: true, each: Each::Nothing };
        let (expr, type_) = self.resolver.expr(&value.value, scope);
        if type_ == Type::Truth {
            self.resolver.wrong_kind(value.value.span, &type_, "angka atau teks", "isi penutup");
        }
        let text = |expr: &ast::Expr| self.resolver.sources.slice(expr.span).trim().to_string();
        // One that could not be resolved may be the column that is meant.
        let is_clear = columns.is_whole && columns.list.iter().all(|column| column.is_clear);
        if column.is_none() && type_ != Type::Unknown && is_clear {
            // A grade under a column of numbers would be its only word.
            let is_words = matches!(type_, Type::Text);
            let may = |at: &usize| {
                let own = columns.list[*at].block == block;
                !is_words && (own || !is_subtotal) && placed.iter().all(|(_, taken)| taken + first != *at)
            };
            let mut allowed: Vec<usize> = (0..columns.list.len()).filter(may).collect();
            allowed.sort_by_key(|at| columns.list[*at].block != block);
            let is_things = columns.list.iter().find(|one| one.block == block).is_some_and(|one| one.here == Here::Row);
            let sources = self.resolver.sources;
            let versions = |name: &NameId| &self.resolver.names.values[name.0 as usize].versions;
            let is_of_group = matches!(&expr.kind, ExprKind::Value(ValueRef { subject: Subject::Name(name), .. })
                if versions(name).iter().any(is_group));
            let lone = Lone { written: value, value: &expr, line, columns, allowed, is_of_group, is_things, sources };
            let (span, argument) = (shown.span, text(shown));
            self.resolver.problems.push(match (&value.under, &shown.kind) {
                (Some(_), ast::ExprKind::Text(heading)) => {
                    let is_it = |one: &&Written| {
                        let own = !is_subtotal || one.block == block;
                        own && (one.title.is_some_and(|title| same(title, heading)) || same(&text(one.expr), heading))
                    };
                    let summed = self::argument(&value.value);
                    let own = columns.of(&self.words(summed), summed, block).first().map(|_| text(summed));
                    let meant = columns.list.iter().find(is_it).map(|one| text(one.expr));
                    ExpressionProblem::FooterUnderHeading { span, heading: argument, meant, own }
                }
                (under, _) => {
                    let apart = apart(&value.value).filter(|_| under.is_none());
                    let has_column = |part: &&ast::Expr| !columns.of(&self.words(part), part, block).is_empty();
                    match apart.filter(|(_, parts)| parts.iter().all(|part| has_column(&part))) {
                        Some((function, parts)) => {
                            let parts = parts.iter().map(|part| format!("{function}({})", text(part)));
                            let parts = parts.collect::<Vec<_>>().join("; ");
                            ExpressionProblem::FooterOverColumns { span: value.value.span, argument, parts }
                        }
                        None => {
                            let Ways { mends, column } = lone.ways();
                            ExpressionProblem::FooterWithoutColumn { span, argument, mends, column }
                        }
                    }
                }
            });
        }
        if let (None, Some(column)) = (free, column) {
            let (span, column) = (value.value.span, text(columns.list[column].expr));
            self.resolver.problems.push(ExpressionProblem::TwoUnderColumn { span, column });
        }
        if let Some(column) = column.filter(|_| is_subtotal && type_ != Type::Unknown && !runs_over_rows(&expr)) {
            let meant = summary_of(&columns.list[column], self.resolver.sources);
            let whole = value.under.as_ref().map_or(value.value.span, |under| value.value.span.to(under.span));
            let problem = ExpressionProblem::SubtotalOfAll { value: value.value.span, line: whole, meant };
            self.resolver.problems.push(problem);
        }
        column.map(|column| (expr, column - first))
    }

    /// An expression as written, without spaces.
    fn words(&self, expr: &ast::Expr) -> String {
        self.resolver.sources.slice(expr.span).split_whitespace().collect()
    }
}

/// The columns of a table as written.
pub(super) struct Columns<'i> {
    pub(super) list: Vec<Written<'i>>,
    /// The columns with these words.
    by_words: HashMap<String, Vec<usize>>,
    /// Whether every line of the table could be read.
    is_whole: bool,
    /// For each block its rows, if the rules alone determine them.
    rows: Vec<Vec<NameId>>,
}

/// A column as written.
#[derive(Clone, Copy)]
pub(super) struct Written<'i> {
    pub(super) expr: &'i ast::Expr,
    /// The heading, if it is stated.
    pub(super) title: Option<&'i str>,
    /// Which value of its row it shows, and of which year, if it shows no more than that.
    pub(super) role: Option<(Role, Option<ast::Period>)>,
    /// What a role without a name means in it.
    here: Here,
    block: usize,
    /// Whether it could be resolved.
    is_clear: bool,
}

impl Columns<'_> {
    /// The columns that may show something: with the same words, else another stage of the same achievement; those of a
    /// block first.
    fn of(&self, words: &str, shown: &ast::Expr, block: usize) -> Vec<usize> {
        let mut found = self.by_words.get(words).cloned().unwrap_or_default();
        let readings = self.list.iter().enumerate().filter(|(_, column)| same_reading(column.expr, shown));
        let more: Vec<usize> = readings.map(|(at, _)| at).filter(|at| !found.contains(at)).collect();
        found.extend(more);
        found.sort_by_key(|at| self.list[*at].block != block);
        found
    }

    /// The first column of a block.
    fn first_of(&self, block: usize) -> usize {
        self.list.iter().position(|column| column.block == block).unwrap_or(self.list.len())
    }
}

/// The value of the row that a column shows.
fn role_of(value: &Expr) -> Option<(Role, Option<ast::Period>)> {
    let ExprKind::Value(ValueRef { role, subject: Subject::This, period }) = value.kind else { return None };
    Some((role, period))
}

/// The single argument of an aggregate, else the value itself.
pub(super) fn argument(value: &ast::Expr) -> &ast::Expr {
    if let ast::ExprKind::Call { arguments, .. } = &value.kind
        && let [only] = arguments.as_slice()
    {
        return only;
    }
    value
}

/// Whether a value is made of the rows of its group.
fn runs_over_rows(value: &Expr) -> bool {
    let mut runs = false;
    value.each(&mut |part| {
        let ExprKind::Aggregate { over, .. } = &part.kind else { return };
        runs |= matches!(over, Over::Rows(_)) || matches!(over, Over::Members(set, _) if set.of.is_none());
    });
    runs
}

/// The function and its arguments, where there are several (`jumlah(pagu; serapan)`).
fn apart(value: &ast::Expr) -> Option<(&str, &[ast::Expr])> {
    let ast::ExprKind::Call { function, arguments } = &value.kind else { return None };
    (arguments.len() > 1).then_some((function.text.as_str(), arguments.as_slice()))
}

/// The stages of one achievement (`capaian`, `capaian_asli`, `capaian_terbatas`) share a column.
pub(super) fn same_reading(column: &ast::Expr, shown: &ast::Expr) -> bool {
    let reading = |expr: &ast::Expr| {
        let ast::ExprKind::Reference(reference) = &expr.kind else { return None };
        let [word] = reference.words.as_slice() else { return None };
        Role::from_word(&word.text).filter(|role| role.is_achievement()).map(|_| reference.period)
    };
    matches!((reading(column), reading(shown)), (Some(a), Some(b)) if a == b)
}

pub(super) fn is_number(expr: &ast::Expr) -> bool {
    match &expr.kind {
        ast::ExprKind::Reference(reference) => {
            reference.words.first().and_then(|word| Role::from_word(&word.text)).is_none_or(|role| !role.is_text())
        }
        ast::ExprKind::Text(_) => false,
        ast::ExprKind::Number { .. }
        | ast::ExprKind::Call { .. }
        | ast::ExprKind::Negate(_)
        | ast::ExprKind::Not(_)
        | ast::ExprKind::Binary { .. }
        | ast::ExprKind::If { .. } => true,
    }
}
