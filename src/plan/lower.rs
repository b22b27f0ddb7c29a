//! Expressions to slots. Depth is bounded by the parser.

use super::planner::{Planner, subject};
use super::*;
use crate::data::State;
use crate::program::units::combine;
use crate::program::{ExprKind, Group, Over, PieceFrom, ValueRef};
use crate::syntax::ast::{Operator, Period};

/// What an expression stands in.
#[derive(Debug, Clone)]
pub struct Context {
    /// The time that `tahun` and references without a period mean.
    pub when: When,
    /// The indicator, group or row at hand.
    pub this: Option<NameId>,
    /// The member or row an aggregate is at.
    pub each: Option<NameId>,
    /// The heading of a row that is no name (a class, a year).
    pub label: Option<Arc<str>>,
    /// The class at hand.
    pub class: Option<ClassMembers>,
    /// The rows that a footer's aggregates run over.
    pub rows: Option<Vec<RowAt>>,
    /// The group whose members are at hand, for `bobot`.
    pub group: Option<NameId>,
    /// The value that a conversion is given.
    pub argument: Option<SlotId>,
}

/// A row that a footer's aggregate runs over.
#[derive(Debug, Clone, Copy)]
pub struct RowAt {
    /// The name, if it is one.
    pub name: Option<NameId>,
    /// Its time.
    pub when: When,
    /// The condition under which the row is shown.
    pub filter: Option<SlotId>,
    /// What it is sorted by, and whether the greatest comes first.
    pub sort: Option<(SlotId, bool)>,
    /// The group of rows it stands in.
    pub group: usize,
}

/// The members among which a class is taken.
#[derive(Debug, Clone)]
pub struct ClassMembers {
    /// Each with the condition that puts it into the class.
    pub members: Vec<(NameId, SlotId)>,
    /// The policy of their group; without a group every member has to be there.
    pub complete: bool,
}

impl Context {
    /// Nothing at hand but the time.
    pub fn at(when: When) -> Self {
        Context { when, this: None, each: None, label: None, class: None, rows: None, group: None, argument: None }
    }

    /// Nothing at hand but the year.
    pub fn of_year(year: i32) -> Self {
        Context::at(When::year(year))
    }

    /// A name at hand.
    pub fn of(name: NameId, when: When) -> Self {
        Context { this: Some(name), ..Context::at(when) }
    }
}

impl Planner<'_> {
    /// The slot of an expression.
    pub(super) fn lower(&mut self, expr: &Expr, context: &Context) -> SlotId {
        let span = Some(expr.span);
        match &expr.kind {
            ExprKind::Number(value, unit) => self.push(Op::Number(value.clone()), unit.clone(), span),
            ExprKind::Text(text) => self.push(Op::Text(text.as_str().into()), Unit::Any, span),
            ExprKind::Year => self.push(Op::Number(Exact::from(i64::from(context.when.year))), Unit::Any, span),
            ExprKind::Argument => match context.argument {
                Some(argument) => argument,
                None => self.missing(State::Undefined, "tidak ada yang dikonversi", span),
            },
            ExprKind::Convert(name, inner) => self.convert(name, inner, context, span),
            ExprKind::Rank(inner, order) => {
                let inner = self.lower(inner, context);
                let order = order.iter().map(|word| word.as_str().into()).collect();
                self.push(Op::Rank(inner, order), Unit::Any, span)
            }
            ExprKind::Difference(new, old) => self.difference(new, old, context, span),
            ExprKind::Growth(new, old) => self.growth(new, old, context, span),
            ExprKind::Value(reference) => self.reference(reference, context, span),
            ExprKind::Negate(inner) => self.unary(inner, context, span, Op::Negate),
            ExprKind::Absolute(inner) => self.unary(inner, context, span, Op::Absolute),
            ExprKind::Not(inner) => self.unary(inner, context, span, Op::Not),
            ExprKind::Present(inner) => self.unary(inner, context, span, Op::Present),
            ExprKind::Round(inner, precision) => self.unary(inner, context, span, |inner| Op::Round(inner, *precision)),
            ExprKind::Binary { operator, left, right } => self.binary(*operator, left, right, context, span),
            ExprKind::If { condition, then, otherwise } => {
                let condition = self.lower(condition, context);
                let then = self.lower(then, context);
                let otherwise = self.lower(otherwise, context);
                let unit = match self.common_unit(&[then, otherwise]) {
                    Ok(unit) => unit,
                    Err((a, b)) => return self.mixed("jika", a, b, span),
                };
                self.push(Op::Choose { cases: vec![(condition, then)], otherwise }, unit, span)
            }
            ExprKind::Least(values) => self.several("min", values, context, span, Op::Least),
            ExprKind::Greatest(values) => self.several("maks", values, context, span, Op::Greatest),
            ExprKind::Aggregate { aggregate, over } => self.aggregate(*aggregate, over, context, span),
        }
    }

    fn unary(&mut self, inner: &Expr, context: &Context, span: Option<Span>, op: impl Fn(SlotId) -> Op) -> SlotId {
        let inner = self.lower(inner, context);
        let unit = self.unit(inner);
        self.push(op(inner), unit, span)
    }

    fn several(
        &mut self,
        what: &str,
        values: &[Expr],
        context: &Context,
        span: Option<Span>,
        op: impl Fn(Vec<SlotId>) -> Op,
    ) -> SlotId {
        let slots: Vec<SlotId> = values.iter().map(|value| self.lower(value, context)).collect();
        match self.common_unit(&slots) {
            Ok(unit) => self.push(op(slots), unit, span),
            Err((a, b)) => self.mixed(what, a, b, span),
        }
    }

    fn binary(
        &mut self,
        operator: Operator,
        left: &Expr,
        right: &Expr,
        context: &Context,
        span: Option<Span>,
    ) -> SlotId {
        if matches!(operator, Operator::Subtract | Operator::Divide)
            && let Some(refused) = self.incomparable(left, right, context, span)
        {
            return refused;
        }
        if let Operator::Compare(comparison) = operator
            && let Some(compared) = self.range_compared(comparison, (left, right), context, span)
        {
            return compared;
        }
        let left = self.lower(left, context);
        if operator == Operator::Power {
            let exponent = crate::check::whole_literal(right).unwrap_or(1);
            return self.push(Op::Power(left, exponent), Unit::Any, span);
        }
        let right = self.lower(right, context);
        let Some(unit) = combine(operator, &self.unit(left), &self.unit(right)) else {
            return self.unlike(operator, left, right, span);
        };
        let op = match operator {
            Operator::Add => Op::Add(left, right),
            Operator::Subtract => Op::Subtract(left, right),
            Operator::Multiply => Op::Multiply(left, right),
            Operator::Divide | Operator::Power => Op::Divide(left, right),
            Operator::Compare(comparison) => Op::Compare(left, comparison, right),
            Operator::And => Op::And(left, right),
            Operator::Or => Op::Or(left, right),
        };
        match operator {
            Operator::Subtract | Operator::Divide | Operator::Compare(_) => {
                self.over_same_quarters((left, right), span, |planner| planner.push(op, unit, span))
            }
            Operator::Add | Operator::Multiply | Operator::Power | Operator::And | Operator::Or => {
                self.push(op, unit, span)
            }
        }
    }

    fn reference(&mut self, reference: &ValueRef, context: &Context, span: Option<Span>) -> SlotId {
        let when = self.when(context, reference.period);
        let subject = subject(reference.subject, context);
        if let (Role::Weight, Some(name)) = (reference.role, subject) {
            return self.weight(name, context, span);
        }
        match subject {
            Some(name) => self.role(name, reference.role, when, span),
            None => match &context.label {
                Some(label) => self.push(Op::Text(label.clone()), Unit::Any, span),
                None => self.missing(State::NotApplicable, "tidak ada yang dimaksud di baris ini", span),
            },
        }
    }

    /// The time a period means here.
    pub(super) fn when(&self, context: &Context, period: Option<Period>) -> When {
        context.when.resolve(period, self.program.package.plan)
    }

    /// The weight of a member in the group at hand.
    fn weight(&mut self, name: NameId, context: &Context, span: Option<Span>) -> SlotId {
        let group = context.group.or(context.this);
        let program = self.program;
        let version = group.and_then(|group| program.version(group, context.when.year));
        let weight = version
            .and_then(|version| version.kind.group())
            .and_then(|group| group.weights.iter().find(|(member, _)| *member == name).map(|(_, weight)| weight));
        match weight {
            Some(weight) => self.lower(weight, &Context::at(context.when)),
            None => {
                let words = format!("{} tidak diberi bobot di sini", program.code(name));
                self.missing(State::NotApplicable, words, span)
            }
        }
    }

    /// Each piece under its condition; a value that no piece speaks for has no result.
    fn convert(&mut self, name: &str, inner: &Expr, context: &Context, span: Option<Span>) -> SlotId {
        let program = self.program;
        let value = self.lower(inner, context);
        let Some(rule) = program.conversion(name, context.when.year) else {
            let words = format!("aturan konversi {name} tidak berlaku tahun {}", context.when.year);
            return self.missing(State::Faulty, words, span);
        };
        let unit = self.unit(value);
        let argument = match rule.round {
            Some(precision) => self.push(Op::Round(value, precision), unit, Some(rule.span)),
            None => value,
        };
        // A rounding needs a number; words are looked up as they are.
        let by_words = rule.pieces.iter().all(|piece| matches!(piece.from, PieceFrom::Text(_)));
        let argument = if by_words { value } else { argument };
        let inside = Context { argument: Some(argument), ..Context::at(context.when) };
        let cases = rule
            .pieces
            .iter()
            .map(|piece| {
                let condition = match &piece.from {
                    PieceFrom::Range(range) => Op::Within(argument, range.clone()),
                    PieceFrom::Text(word) => {
                        let word = self.push(Op::Text(word.as_str().into()), Unit::Any, Some(piece.from_span));
                        Op::Compare(argument, Comparison::Equal, word)
                    }
                };
                let condition = self.push(condition, Unit::Any, Some(piece.from_span));
                (condition, self.lower(&piece.value, &inside))
            })
            .collect();
        let words = format!("nilai ini tidak ada dalam aturan konversi {name}");
        let otherwise = self.missing(State::Undefined, words, Some(rule.span));
        self.push(Op::Choose { cases, otherwise }, Unit::Any, Some(rule.span))
    }

    fn difference(&mut self, new: &Expr, old: &Expr, context: &Context, span: Option<Span>) -> SlotId {
        if let Some(refused) = self.incomparable(new, old, context, span) {
            return refused;
        }
        let (new, old) = (self.lower(new, context), self.lower(old, context));
        if self.unit(new).same(&self.unit(old)).is_none() {
            return self.unlike(Operator::Subtract, new, old, span);
        }
        let money = self.unit(new).word() == Some("rupiah");
        let unit = if money { self.unit(new) } else { Unit::Points };
        self.over_same_quarters((new, old), span, |planner| planner.push(Op::Subtract(new, old), unit, span))
    }

    fn growth(&mut self, new: &Expr, old: &Expr, context: &Context, span: Option<Span>) -> SlotId {
        if let Some(refused) = self.incomparable(new, old, context, span) {
            return refused;
        }
        let (new, old) = (self.lower(new, context), self.lower(old, context));
        if self.unit(new).same(&self.unit(old)).is_none() {
            return self.unlike(Operator::Subtract, new, old, span);
        }
        self.over_same_quarters((new, old), span, |planner| {
            let difference = planner.push(Op::Subtract(new, old), Unit::Any, span);
            let ratio = planner.push(Op::Divide(difference, old), Unit::Any, span);
            planner.push(Op::Percentage(ratio), Unit::Percent, span)
        })
    }

    /// Two years of one group whose members differ are not compared, unless the group says why they may be.
    fn incomparable(&mut self, new: &Expr, old: &Expr, context: &Context, span: Option<Span>) -> Option<SlotId> {
        let group_of = |expr: &Expr| match &expr.kind {
            ExprKind::Value(reference) => {
                let name = subject(reference.subject, context)?;
                let when = self.when(context, reference.period);
                let group = self.program.version(name, when.year)?.kind.group()?;
                Some((name, when.year, group))
            }
            _ => None,
        };
        let ((name, new_year, new_group), (other, old_year, old_group)) = (group_of(new)?, group_of(old)?);
        let members = |group: &Group| {
            let mut names: Vec<NameId> = group.members.iter().map(|(name, _)| *name).collect();
            names.sort_unstable();
            names
        };
        let admitted = new_group.other_members.is_some() || old_group.other_members.is_some();
        if name != other || admitted || members(new_group) == members(old_group) {
            return None;
        }
        let code = self.program.code(name);
        let words = format!("tidak dibandingkan: anggota {code} tahun {new_year} berbeda dari tahun {old_year}");
        Some(self.missing(State::NotApplicable, words, span))
    }

    fn aggregate(&mut self, aggregate: Aggregate, over: &Over, context: &Context, span: Option<Span>) -> SlotId {
        let mut op =
            AggregateOp { aggregate, items: Vec::new(), keep: None, weights: None, order: None, complete: true };
        match over {
            Over::List(values) => op.items = values.iter().map(|value| self.lower(value, context)).collect(),
            Over::Rows(body) => {
                let rows = context.rows.clone().unwrap_or_default();
                let filtered = rows.iter().any(|row| row.filter.is_some());
                // Only the last one asks for the order.
                op.order = rows.iter().map(|row| row.sort).collect::<Option<Vec<_>>>().and_then(|sorted| {
                    let (_, descending) = sorted.first().filter(|_| aggregate == Aggregate::Last)?;
                    let keys = sorted.iter().map(|(key, _)| *key).collect();
                    let groups = rows.iter().map(|row| row.group).collect();
                    Some(RowOrder { groups, keys, descending: *descending })
                });
                let mut keep = Vec::new();
                for row in rows {
                    let inside =
                        Context { when: row.when, this: row.name, each: row.name, rows: None, ..context.clone() };
                    op.items.push(self.lower(body, &inside));
                    keep.extend(row.filter);
                }
                op.keep = filtered.then_some(keep);
            }
            Over::Members(set, body) => {
                let Some(members) = self.members(set, context) else {
                    return self.no_group(set, context, span);
                };
                op.complete = members.complete;
                op.keep = members.keep;
                let group = set.of.or(context.this);
                let inside = Context { group, ..context.clone() };
                for name in &members.names {
                    op.items.push(self.lower(body, &Context { each: Some(*name), ..inside.clone() }));
                }
                if aggregate == Aggregate::WeightedMean {
                    let weights = members.names.iter().map(|name| self.weight(*name, &inside, span));
                    op.weights = Some(weights.collect());
                }
            }
        }
        if aggregate == Aggregate::Count {
            return self.push(Op::Aggregate(op), Unit::Any, span);
        }
        match self.common_unit(&op.items) {
            Ok(unit) => self.push(Op::Aggregate(op), unit, span),
            Err((a, b)) => self.mixed(aggregate.word(), a, b, span),
        }
    }
}
