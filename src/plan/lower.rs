//! Expressions to slots. Depth is bounded by the parser.

use super::planner::{Planner, subject};
use super::*;
use crate::check::program::{ExprKind, Over, SetRef, ValueRef};
use crate::check::units::combine;
use crate::data::State;
use crate::syntax::ast::Operator;

/// What an expression stands in.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// The year that `tahun` and references without a period mean.
    pub year: i32,
    /// The indicator, group or row at hand.
    pub this: Option<NameId>,
    /// The member or row an aggregate is at.
    pub each: Option<NameId>,
    /// The heading of a row that is no name (a class, a year).
    pub label: Option<Arc<str>>,
    /// The class at hand.
    pub class: Option<ClassMembers>,
    /// The rows that a footer's aggregates run over: name, if it is one, and year.
    pub rows: Option<Vec<(Option<NameId>, i32)>>,
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
    /// Nothing at hand but the year.
    pub fn of_year(year: i32) -> Self {
        Context { year, ..Context::default() }
    }

    /// A name at hand.
    pub fn of(name: NameId, year: i32) -> Self {
        Context { year, this: Some(name), ..Context::default() }
    }
}

impl Planner<'_> {
    /// The slot of an expression.
    pub(super) fn lower(&mut self, expr: &Expr, context: &Context) -> SlotId {
        let span = Some(expr.span);
        match &expr.kind {
            ExprKind::Number(value, unit) => self.push(Op::Number(value.clone()), unit.clone(), span),
            ExprKind::Text(text) => self.push(Op::Text(text.as_str().into()), Unit::Any, span),
            ExprKind::Year => self.push(Op::Number(Exact::from(i64::from(context.year))), Unit::Any, span),
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
                let unit = self.unit(then).same(&self.unit(otherwise)).unwrap_or_default();
                self.push(Op::Choose { cases: vec![(condition, then)], otherwise }, unit, span)
            }
            ExprKind::Least(values) => self.several(values, context, span, Op::Least),
            ExprKind::Greatest(values) => self.several(values, context, span, Op::Greatest),
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
        values: &[Expr],
        context: &Context,
        span: Option<Span>,
        op: impl Fn(Vec<SlotId>) -> Op,
    ) -> SlotId {
        let slots: Vec<SlotId> = values.iter().map(|value| self.lower(value, context)).collect();
        let unit = self.common_unit(&slots);
        self.push(op(slots), unit, span)
    }

    fn binary(
        &mut self,
        operator: Operator,
        left: &Expr,
        right: &Expr,
        context: &Context,
        span: Option<Span>,
    ) -> SlotId {
        let left = self.lower(left, context);
        if operator == Operator::Power {
            let exponent = crate::check::whole_literal(right).unwrap_or(1);
            return self.push(Op::Power(left, exponent), Unit::Any, span);
        }
        let right = self.lower(right, context);
        let unit = combine(operator, &self.unit(left), &self.unit(right)).unwrap_or_default();
        let op = match operator {
            Operator::Add => Op::Add(left, right),
            Operator::Subtract => Op::Subtract(left, right),
            Operator::Multiply => Op::Multiply(left, right),
            Operator::Divide | Operator::Power => Op::Divide(left, right),
            Operator::Compare(comparison) => Op::Compare(left, comparison, right),
            Operator::And => Op::And(left, right),
            Operator::Or => Op::Or(left, right),
        };
        self.push(op, unit, span)
    }

    fn reference(&mut self, reference: &ValueRef, context: &Context, span: Option<Span>) -> SlotId {
        let year = reference.period.map_or(context.year, |period| period.resolve(context.year));
        match subject(reference.subject, context) {
            Some(name) => self.role(name, reference.role, year, span),
            None => match &context.label {
                Some(label) => self.push(Op::Text(label.clone()), Unit::Any, span),
                None => self.missing(State::NotApplicable, "tidak ada yang dimaksud di baris ini", span),
            },
        }
    }

    fn aggregate(&mut self, aggregate: Aggregate, over: &Over, context: &Context, span: Option<Span>) -> SlotId {
        let mut op = AggregateOp { aggregate, items: Vec::new(), keep: None, complete: true };
        match over {
            Over::List(values) => op.items = values.iter().map(|value| self.lower(value, context)).collect(),
            Over::Rows(body) => {
                for (name, year) in context.rows.clone().unwrap_or_default() {
                    let row = Context { year, this: name, each: name, rows: None, ..context.clone() };
                    op.items.push(self.lower(body, &row));
                }
            }
            Over::Members(set, body) => {
                let Some(members) = self.members(set, context) else {
                    return self.no_group(set, context, span);
                };
                op.complete = members.complete;
                op.keep = members.keep;
                for name in members.names {
                    let member = Context { each: Some(name), ..context.clone() };
                    op.items.push(self.lower(body, &member));
                }
            }
        }
        let unit = match aggregate {
            Aggregate::Count => Unit::Any,
            _ => self.common_unit(&op.items),
        };
        self.push(Op::Aggregate(op), unit, span)
    }

    /// The members of a set in the year meant; none when the group has no version then.
    pub(super) fn members(&self, set: &SetRef, context: &Context) -> Option<Members> {
        let year = set.period.map_or(context.year, |period| period.resolve(context.year));
        let group = match (set.group, &context.class) {
            (None, Some(class)) => {
                return Some(Members {
                    names: class.members.iter().map(|(name, _)| *name).collect(),
                    keep: Some(class.members.iter().map(|(_, condition)| *condition).collect()),
                    complete: class.complete,
                });
            }
            (None, None) => context.this?,
            (Some(group), _) => group,
        };
        let group = self.program.version(group, year)?.kind.group()?;
        let names = group.members.iter().map(|(name, _)| *name).collect();
        Some(Members { names, keep: None, complete: group.complete })
    }

    fn no_group(&mut self, set: &SetRef, context: &Context, span: Option<Span>) -> SlotId {
        let year = set.period.map_or(context.year, |period| period.resolve(context.year));
        let name = set.group.or(context.this).map_or("kelompok", |group| self.program.code(group));
        self.missing(State::NotApplicable, format!("{name} tidak berlaku tahun {year}"), span)
    }

    fn common_unit(&self, slots: &[SlotId]) -> Unit {
        let mut units = slots.iter().map(|slot| self.unit(*slot));
        let first = units.next().unwrap_or_default();
        units.fold(first, |common, unit| common.same(&unit).unwrap_or_default())
    }
}

/// The members an aggregate runs over.
pub(super) struct Members {
    /// In the order the group names them.
    pub names: Vec<NameId>,
    /// For a class, the condition of each.
    pub keep: Option<Vec<SlotId>>,
    /// The policy of the group.
    pub complete: bool,
}
