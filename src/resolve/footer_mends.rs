//! What may be done about a footer that stands under no column: only what sums up the cells of a column is proposed, never
//! another's place.

use super::footers::{Columns, Written, argument, is_number, same_reading};
use super::program::*;
use crate::diagnostic::{Edit, Suggestion};
use crate::source::{Sources, Span};
use crate::syntax::ast::{self, FooterValue, Operator};

/// A footer without a column.
pub(super) struct Lone<'a, 'i> {
    /// The value as written, and what it has become.
    pub written: &'i FooterValue,
    pub value: &'a Expr,
    /// The whole line.
    pub line: Span,
    pub columns: &'a Columns<'i>,
    /// Those that it may stand under, the likeliest first.
    pub allowed: Vec<usize>,
    /// Whether the value is that of a group, which alone is its achievement.
    pub is_of_group: bool,
    /// Whether its rows are things, which have every role.
    pub is_things: bool,
    pub sources: &'a Sources,
}

/// What is proposed, and else the column that lacks.
pub(super) struct Ways {
    pub mends: Vec<Suggestion>,
    pub column: Option<String>,
}

impl Lone<'_, '_> {
    /// The ways out, the likeliest first.
    pub(super) fn ways(&self) -> Ways {
        let mut mends: Vec<Suggestion> = self.allowed.iter().filter_map(|at| self.under(*at)).collect();
        let column = self.lacking();
        if let (Some(column), true) = (&column, self.written.under.is_none() && self.is_summary_of_role()) {
            let text = format!("tambahkan kolomnya:  kolom {column}");
            mends.push(Suggestion::deciding(text, vec![Edit::insert_before(self.line, format!("kolom {column}\n  "))]));
        }
        Ways { mends, column }
    }

    /// The footer as that of one column.
    fn under(&self, at: usize) -> Option<Suggestion> {
        let column = &self.columns.list[at];
        let shown = self.text(column.expr);
        if self.written.under.is_some() {
            return None;
        }
        let value = &self.written.value;
        let under = || Edit::insert_after(value.span, format!(" pada {shown}"));
        let there = || Some(Suggestion::new(format!("sebut kolomnya:  pada {shown}"), vec![under()]));
        if let Some((role, period)) = self.of_a_name() {
            return column.role.filter(|own| alike(own.0, role) && own.1 == period).and_then(|_| there());
        }
        if let Some(function) = only_function(value)
            && matches!(function, Aggregate::Sum | Aggregate::Mean)
            && shape(value, Some(function), self.sources)
                .is_some_and(|own| Some(own) == shape(column.expr, None, self.sources))
            && adds_up(column.expr, function)
        {
            return there();
        }
        let summed = summed(value)?;
        if self.same(summed, column.expr) {
            return there();
        }
        // Rounded for one content, it is not rounded for another.
        if only_call(value).and_then(Function::from_word) == Some(Function::Round) {
            return None;
        }
        let (own, other) = (core(summed)?, core(column.expr)?);
        let is_same = same_words(own, other);
        let edits = || {
            let content = Edit::replace(summed.span, shown.clone());
            // Without a column of its own the whole value is not found under it.
            if argument(value).span == summed.span { vec![content] } else { vec![content, under()] }
        };
        let of = column.title.map_or_else(|| shown.clone(), |title| format!("\"{title}\""));
        is_same.then(|| {
            Suggestion::deciding(format!("untuk kolom {of}, tulis isinya:  {}", self.with(summed, &shown)), edits())
        })
    }

    /// The role and the year of a value of one name: `IKU[2024]`.
    fn of_a_name(&self) -> Option<(Role, Option<ast::Period>)> {
        let ExprKind::Value(ValueRef { role, subject: Subject::Name(_), period }) = self.value.kind else {
            return None;
        };
        let role = if role == Role::Main && self.is_of_group { Role::Achievement } else { role };
        Some((role, period))
    }

    /// The column that shows what is summed up.
    fn lacking(&self) -> Option<String> {
        let value = &self.written.value;
        if let Some(under) = &self.written.under {
            return Some(self.text(under));
        }
        if let ast::ExprKind::Reference(reference) = &value.kind
            && let Some((role, _)) = self.of_a_name()
        {
            let word = if role == Role::Main { Role::Value } else { role }.word()?;
            let words = reference.words.last().map_or(reference.span.end, |word| word.span.end);
            let period = self.sources.slice(Span { start: words, ..reference.span }).trim().to_string();
            return Some(format!("{word}{period}"));
        }
        let summed = summed(value)?;
        matches!(summed.kind, ast::ExprKind::Reference(_)).then(|| self.text(summed))
    }

    /// Whether it sums up a role of its rows, which then can be a column of them.
    fn is_summary_of_role(&self) -> bool {
        let Some(ast::ExprKind::Reference(reference)) = summed(&self.written.value).map(|summed| &summed.kind) else {
            return false;
        };
        let [word] = reference.words.as_slice() else { return false };
        self.is_things
            && std::ptr::eq(argument(&self.written.value), summed(&self.written.value).unwrap_or(&self.written.value))
            && Role::from_word(&word.text).is_some()
    }

    /// The value with another content.
    fn with(&self, summed: &ast::Expr, content: &str) -> String {
        let whole = self.written.value.span;
        let before = self.sources.slice(Span { end: summed.span.start, ..whole });
        let after = self.sources.slice(Span { start: summed.span.end, ..whole });
        format!("{before}{content}{after}").trim().to_string()
    }

    fn same(&self, one: &ast::Expr, other: &ast::Expr) -> bool {
        let both = (shape(one, None, self.sources), shape(other, None, self.sources));
        same_reading(one, other) || matches!(both, (Some(one), Some(other)) if one == other)
    }

    fn text(&self, expr: &ast::Expr) -> String {
        self.sources.slice(expr.span).trim().to_string()
    }
}

/// What would sum up a column: money is added up, all else has a mean.
pub(super) fn summary_of(column: &Written, sources: &Sources) -> Option<String> {
    let is_money = core(column.expr)
        .and_then(|core| core.words.first())
        .is_some_and(|word| matches!(Role::from_word(&word.text), Some(Role::Budget | Role::Spent)));
    let function = if is_money { Aggregate::Sum } else { Aggregate::Mean };
    is_number(column.expr).then(|| format!("{}({})", function.word(), sources.slice(column.expr.span).trim()))
}

/// What an aggregate, rounded or not, runs over; of `persentil` what is after its share, of a count what is compared.
fn summed(value: &ast::Expr) -> Option<&ast::Expr> {
    let ast::ExprKind::Call { function, arguments } = &value.kind else { return None };
    if Function::from_word(&function.text) == Some(Function::Round) {
        return summed(arguments.first()?);
    }
    match (Aggregate::from_word(&function.text)?, arguments.as_slice()) {
        (Aggregate::Percentile(_), [_, only]) => Some(only),
        (Aggregate::CountIf, [only]) => compared(only),
        (_, [only]) => Some(only),
        _ => None,
    }
}

/// The function that a value is.
fn only_call(value: &ast::Expr) -> Option<&str> {
    let ast::ExprKind::Call { function, .. } = &value.kind else { return None };
    Some(&function.text)
}

/// What a condition compares with a number or a word.
fn compared(condition: &ast::Expr) -> Option<&ast::Expr> {
    let ast::ExprKind::Binary { operator: Operator::Compare(_), left, right } = &condition.kind else { return None };
    match (is_plain(left), is_plain(right)) {
        (false, true) => Some(left),
        (true, false) => Some(right),
        (true, true) | (false, false) => None,
    }
}

/// The value that an expression only scales or rounds.
fn core(expr: &ast::Expr) -> Option<&ast::Reference> {
    match &expr.kind {
        ast::ExprKind::Reference(reference) => Some(reference),
        ast::ExprKind::Binary { operator: Operator::Multiply, left, right } if is_plain(left) => core(right),
        ast::ExprKind::Binary { operator: Operator::Multiply | Operator::Divide, left, right } if is_plain(right) => {
            core(left)
        }
        ast::ExprKind::Call { function, arguments } if Function::from_word(&function.text) == Some(Function::Round) => {
            core(arguments.first()?)
        }
        ast::ExprKind::Binary { .. }
        | ast::ExprKind::Call { .. }
        | ast::ExprKind::Number { .. }
        | ast::ExprKind::Text(_)
        | ast::ExprKind::Negate(_)
        | ast::ExprKind::Not(_)
        | ast::ExprKind::If { .. } => None,
    }
}

/// Whether it is written of numbers and words alone.
fn is_plain(expr: &ast::Expr) -> bool {
    match &expr.kind {
        ast::ExprKind::Number { .. } | ast::ExprKind::Text(_) => true,
        ast::ExprKind::Negate(inner) => is_plain(inner),
        ast::ExprKind::Binary { left, right, .. } => is_plain(left) && is_plain(right),
        ast::ExprKind::Reference(_) | ast::ExprKind::Call { .. } | ast::ExprKind::Not(_) | ast::ExprKind::If { .. } => {
            false
        }
    }
}

/// Whether the same thing is meant, whatever the year; the stages of an achievement are one.
fn same_words(one: &ast::Reference, other: &ast::Reference) -> bool {
    let role = |reference: &ast::Reference| reference.words.first().and_then(|word| Role::from_word(&word.text));
    let (Some(first), Some(second)) = (role(one), role(other)) else { return false };
    let rest =
        |reference: &ast::Reference| reference.words.iter().skip(1).map(|word| word.text.clone()).collect::<Vec<_>>();
    alike(first, second) && rest(one) == rest(other)
}

/// Whether two roles may share a column.
fn alike(one: Role, other: Role) -> bool {
    let whole = |role: Role| if role == Role::Main { Role::Value } else { role };
    one.is_achievement() && other.is_achievement() || whole(one) == whole(other)
}

/// The one aggregate of a formula of several.
fn only_function(value: &ast::Expr) -> Option<Aggregate> {
    match &value.kind {
        ast::ExprKind::Call { function, arguments } => match Aggregate::from_word(&function.text) {
            Some(aggregate) => (arguments.len() == 1).then_some(aggregate),
            None => arguments.iter().find_map(only_function),
        },
        ast::ExprKind::Binary { left, right, .. } => only_function(left).or_else(|| only_function(right)),
        ast::ExprKind::Negate(inner) => only_function(inner),
        ast::ExprKind::Number { .. }
        | ast::ExprKind::Text(_)
        | ast::ExprKind::Reference(_)
        | ast::ExprKind::Not(_)
        | ast::ExprKind::If { .. } => None,
    }
}

/// A formula in one writing; `through` is the aggregate that is looked through, and has to be around every value.
fn shape(expr: &ast::Expr, through: Option<Aggregate>, sources: &Sources) -> Option<String> {
    let of = |one: &ast::Expr| shape(one, through, sources);
    let written = |span: Span| sources.slice(span).split_whitespace().collect::<String>();
    let difference = |left, right| Some(format!("({}-{})", of(left)?, of(right)?));
    match &expr.kind {
        ast::ExprKind::Number { .. } | ast::ExprKind::Text(_) => Some(written(expr.span)),
        ast::ExprKind::Reference(_) => through.is_none().then(|| written(expr.span)),
        ast::ExprKind::Negate(inner) => Some(format!("(-{})", of(inner)?)),
        ast::ExprKind::Binary { operator: Operator::Subtract, left, right } => difference(left, right),
        ast::ExprKind::Binary { operator, left, right } => Some(format!("({}{operator:?}{})", of(left)?, of(right)?)),
        ast::ExprKind::Call { function, arguments } => {
            match (Aggregate::from_word(&function.text), arguments.as_slice()) {
                (Some(_), [only]) if through.is_some() => {
                    (Aggregate::from_word(&function.text) == through).then(|| shape(only, None, sources)).flatten()
                }
                (None, [left, right]) if Function::from_word(&function.text) == Some(Function::Difference) => {
                    difference(left, right)
                }
                _ if through.is_some() => None,
                _ => Some(written(expr.span)),
            }
        }
        ast::ExprKind::Not(_) | ast::ExprKind::If { .. } => through.is_none().then(|| written(expr.span)),
    }
}

/// Whether the formula over sums, or means, is what the whole shows of it: sums and differences, what is scaled, and over
/// sums a ratio.
fn adds_up(column: &ast::Expr, function: Aggregate) -> bool {
    match &column.kind {
        ast::ExprKind::Reference(_) => true,
        ast::ExprKind::Negate(inner) => adds_up(inner, function),
        ast::ExprKind::Binary { operator, left, right } => match (operator, is_plain(left), is_plain(right)) {
            (Operator::Add | Operator::Subtract, false, false) => adds_up(left, function) && adds_up(right, function),
            (Operator::Multiply | Operator::Divide, false, true) => adds_up(left, function),
            (Operator::Multiply, true, false) => adds_up(right, function),
            (Operator::Divide, false, false) => {
                function == Aggregate::Sum && adds_up(left, function) && adds_up(right, function)
            }
            _ => false,
        },
        ast::ExprKind::Call { function: called, arguments } => {
            Function::from_word(&called.text) == Some(Function::Difference)
                && arguments.iter().all(|one| adds_up(one, function))
        }
        ast::ExprKind::Number { .. } | ast::ExprKind::Text(_) | ast::ExprKind::Not(_) | ast::ExprKind::If { .. } => {
            false
        }
    }
}
