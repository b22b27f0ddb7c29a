//! Expressions to slots. Depth is bounded by the parser.

use super::planner::{Planner, subject};
use super::same_members::Together;
use super::*;
use crate::data::State;
use crate::program::level::{Among, sum};
use crate::program::measure::{Measure, Oddity, Sort};
use crate::program::units::combine;
use crate::program::{ExprKind, Subject, ValueRef};
use crate::syntax::ast::{Operator, Period};

/// The context of an expression.
#[derive(Debug, Clone)]
pub struct Context {
    /// The time meant by `tahun` and by references without a period.
    pub when: When,
    /// The indicator, group or row at hand.
    pub this: Option<NameId>,
    /// The member or row that an aggregate is at.
    pub each: Option<NameId>,
    /// The heading of a row that is not a name (a class, a year).
    pub label: Option<Arc<str>>,
    /// The class at hand.
    pub class: Option<ClassMembers>,
    /// The rows that the aggregates of a footer run over.
    pub rows: Option<Vec<RowAt>>,
    /// The group whose members are at hand, for `bobot`.
    pub group: Option<NameId>,
    /// The argument of a conversion.
    pub argument: Option<SlotId>,
    /// The aggregates of the current formula that run over the same members.
    pub together: Together,
}

/// A row that a footer's aggregate runs over.
#[derive(Debug, Clone, Copy)]
pub struct RowAt {
    /// The name, if it is one.
    pub name: Option<NameId>,
    /// The group as whose member it is shown there.
    pub member_of: Option<NameId>,
    /// Its time.
    pub when: When,
    /// The condition under which the row is shown.
    pub filter: Option<SlotId>,
    /// Its sort key, and whether the greatest comes first.
    pub sort: Option<(SlotId, bool)>,
    /// The group of rows it stands in.
    pub group: usize,
}

/// The members that are divided into classes.
#[derive(Debug, Clone)]
pub struct ClassMembers {
    /// Each with the condition that puts it into the class.
    pub members: Vec<(NameId, SlotId)>,
    /// The policy of their group; without a group no member may be missing.
    pub complete: bool,
}

impl Context {
    /// Nothing at hand but the time.
    pub fn at(when: When) -> Self {
        Context {
            when,
            this: None,
            each: None,
            label: None,
            class: None,
            rows: None,
            group: None,
            argument: None,
            together: Together::default(),
        }
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
    /// The slot of a formula.
    pub(super) fn lower(&mut self, expr: &Expr, context: &Context) -> SlotId {
        let together = self.together(expr, context);
        let slot = match together.is_none() {
            true => self.part(expr, context),
            false => self.part(expr, &Context { together, ..context.clone() }),
        };
        self.unsettled(slot, expr).unwrap_or(slot)
    }

    /// The slot of an expression inside a formula.
    pub(super) fn part(&mut self, expr: &Expr, context: &Context) -> SlotId {
        let span = Some(expr.span);
        match &expr.kind {
            ExprKind::Number(value, unit) => {
                let slot = self.push(Op::Number(value.clone()), unit.clone(), span);
                self.sorted(slot, Sort::Literal(Some(value.clone())))
            }
            ExprKind::Text(text) => self.push(Op::Text(text.as_str().into()), Unit::Any, span),
            ExprKind::Year => {
                let slot = self.year_of(context.when, span);
                self.sorted(slot, Sort::Count)
            }
            ExprKind::Argument => match context.argument {
                Some(argument) => argument,
                None => self.missing(State::Undefined, Reason::NothingToConvert, span),
            },
            ExprKind::Convert(name, inner) => self.convert(expr, name, inner, context),
            ExprKind::Difference(new, old) => self.difference(expr, new, old, context),
            ExprKind::Growth(new, old) => self.growth(expr, new, old, context),
            ExprKind::Value(reference) => self.reference(reference, context, span),
            ExprKind::Negate(_) => self.product(expr, context),
            ExprKind::Absolute(inner) => self.unary(inner, context, span, Op::Absolute),
            ExprKind::Root(inner) => self.root(expr, inner, context),
            ExprKind::Not(inner) => self.unary(inner, context, span, Op::Not),
            ExprKind::Present(inner) => {
                let inner = self.part(inner, context);
                let there = self.as_there(inner);
                let slot = self.push(Op::Present(there), Unit::Any, span);
                let measure = self.measure(inner);
                self.measured_as(slot, measure)
            }
            ExprKind::Round(inner, precision) => self.unary(inner, context, span, |inner| Op::Round(inner, *precision)),
            ExprKind::Binary { .. } => self.chain(expr, context),
            ExprKind::If { condition, then: first, otherwise: second } => {
                let condition = self.part(condition, context);
                let then = self.part(first, context);
                let otherwise = self.part(second, context);
                let parts = [&**first, &**second];
                match self.levelled("jika", expr, &parts, &[then, otherwise], context) {
                    Ok((slots, measure)) => {
                        let op = Op::Choose { cases: vec![(condition, slots[0])], otherwise: slots[1] };
                        let slot = self.push(op, Unit::Any, span);
                        self.measured_as(slot, measure);
                        self.one_of_taken(slot, &parts, &[then, otherwise]);
                        slot
                    }
                    Err(refused) => refused,
                }
            }
            ExprKind::Least(values) => self.several("min", expr, values, context, Op::Least),
            ExprKind::Greatest(values) => self.several("maks", expr, values, context, Op::Greatest),
            ExprKind::Aggregate { aggregate, over } => self.aggregate(expr, *aggregate, over, context),
        }
    }

    fn unary(&mut self, inner: &Expr, context: &Context, span: Option<Span>, op: impl Fn(SlotId) -> Op) -> SlotId {
        let inner = self.part(inner, context);
        let measure = self.measure(inner);
        let slot = self.push(op(inner), Unit::Any, span);
        let named = || self.worked.of.get(&inner).map(|worked| worked.factors.taken());
        let taken = self.worked.taken.get(&inner).cloned().or_else(named);
        taken.into_iter().for_each(|taken| _ = self.worked.taken.insert(slot, taken));
        self.measured_as(slot, measure)
    }

    pub(super) fn measured_as(&mut self, slot: SlotId, measure: Measure) -> SlotId {
        self.set_measure(slot, measure);
        slot
    }

    pub(super) fn sorted(&mut self, slot: SlotId, sort: Sort) -> SlotId {
        self.sorts.insert(slot, (sort, None));
        slot
    }

    fn several(
        &mut self,
        what: &'static str,
        expr: &Expr,
        values: &[Expr],
        context: &Context,
        op: impl Fn(Vec<SlotId>) -> Op,
    ) -> SlotId {
        let slots: Vec<SlotId> = values.iter().map(|value| self.part(value, context)).collect();
        let parts: Vec<&Expr> = values.iter().collect();
        match self.levelled(what, expr, &parts, &slots, context) {
            Ok((slots, measure)) => {
                // The least of several has no value where one of them has none.
                let is_absent = slots.iter().any(|slot| self.measure(*slot) == Measure::plain(Sort::Absent));
                let measure = match is_absent && measure.unit == Unit::Any {
                    true => Measure::plain(Sort::Absent),
                    false => measure,
                };
                self.over_same_quarters(&slots.clone(), Some(expr.span), |planner| {
                    let slot = planner.push(op(slots.clone()), Unit::Any, Some(expr.span));
                    planner.measured_as(slot, measure);
                    planner.one_of_taken(slot, &parts, &slots);
                    slot
                })
            }
            Err(refused) => refused,
        }
    }

    /// `a + b - c …`, from its left end: a sum may be much longer than brackets may be deep.
    fn chain(&mut self, expr: &Expr, context: &Context) -> SlotId {
        let (mut links, mut first) = (Vec::new(), expr);
        while let ExprKind::Binary { operator, left, right } = &first.kind {
            match operator {
                Operator::Multiply | Operator::Divide | Operator::Power => break,
                Operator::Add | Operator::Subtract | Operator::Compare(_) | Operator::And | Operator::Or => {
                    links.push((first, *operator, &**left, &**right));
                    first = left;
                }
            }
        }
        let is_sum = |operator: Operator| matches!(operator, Operator::Add | Operator::Subtract);
        if !links.is_empty() {
            self.worked.is_term = links.last().is_some_and(|(_, operator, ..)| is_sum(*operator));
        }
        let mut done = if let ExprKind::Binary { operator: Operator::Power, left, right } = &first.kind {
            let exponent = crate::resolve::whole_literal(right).unwrap_or(1);
            self.power(first, left, exponent, context)
        } else if matches!(first.kind, ExprKind::Binary { .. }) {
            self.product(first, context)
        } else {
            self.part(first, context)
        };
        let mut terms = vec![(first, done, false)];
        while let Some((whole, operator, left, right)) = links.pop() {
            self.worked.is_term = is_sum(operator);
            let second = is_sum(operator).then(|| self.part(right, context));
            terms.extend(second.map(|second| (right, second, operator == Operator::Subtract)));
            done = self.joined(whole, operator, (left, done), (right, second), context);
            if is_sum(operator) && links.last().is_none_or(|(_, next, ..)| !is_sum(*next)) {
                done = self.summed(done, whole, &terms, context);
            }
        }
        self.worked.is_term = false;
        done
    }

    fn joined(
        &mut self,
        expr: &Expr,
        operator: Operator,
        (left, first): (&Expr, SlotId),
        (right, second): (&Expr, Option<SlotId>),
        context: &Context,
    ) -> SlotId {
        let span = Some(expr.span);
        if let Operator::Compare(comparison) = operator
            && let Some(compared) = self.range_compared(comparison, (left, right), expr, context)
        {
            return compared;
        }
        let second = second.unwrap_or_else(|| self.part(right, context));
        match operator {
            Operator::And => return self.push(Op::And(first, second), Unit::Any, span),
            Operator::Or => return self.push(Op::Or(first, second), Unit::Any, span),
            Operator::Compare(comparison) if comparison.is_by_place() => {
                if let Some(compared) = self.words_compared(first, comparison, second, span) {
                    return compared;
                }
            }
            Operator::Add | Operator::Subtract | Operator::Compare(_) => {}
            Operator::Multiply | Operator::Divide | Operator::Power => return first,
        }
        let units = (self.unit_there(first), self.unit_there(second));
        if combine(operator, &units.0, &units.1).is_none() && !units.0.is_percent() && !units.1.is_percent() {
            return match self.is_from_rules(&[first, second]) {
                true => self.refuse_at(expr, (right, left), Oddity::Unlike(units.0, units.1), &[first, second]),
                false => self.unlike(operator, first, second, span),
            };
        }
        if let Operator::Compare(_) = operator
            && let Some(refused) = self.share_beside_number((left, first), (right, second), context)
        {
            return refused;
        }
        let measure = sum(operator, &self.measure(first), &self.measure(second)).measure;
        let measure = match operator == Operator::Subtract && matches!(self.measure(first).sort, Sort::Literal(_)) {
            true => self.small_beside_points(measure, &[left, right], &[first, second], Among::Sum),
            false => measure,
        };
        let (left, right) = match self.levelled("", expr, &[left, right], &[first, second], context) {
            Ok((slots, _)) => (slots[0], slots[1]),
            Err(refused) => return refused,
        };
        let (op, measure) = match operator {
            Operator::Compare(comparison) => (Op::Compare(left, comparison, right), Measure::thing(Unit::Any)),
            Operator::Subtract => {
                return self.over_same_if_taken_off([left, right], span, |planner| {
                    let slot = planner.push(Op::Subtract(left, right), Unit::Any, span);
                    planner.measured_as(slot, measure)
                });
            }
            Operator::Add | Operator::Multiply | Operator::Divide | Operator::Power | Operator::And | Operator::Or => {
                return self.over_same_if_opposed([left, right], false, span, |planner| {
                    let slot = planner.push(Op::Add(left, right), Unit::Any, span);
                    planner.measured_as(slot, measure)
                });
            }
        };
        self.over_same_quarters(&[left, right], span, |planner| {
            let slot = planner.push(op, Unit::Any, span);
            planner.measured_as(slot, measure)
        })
    }

    fn reference(&mut self, reference: &ValueRef, context: &Context, span: Option<Span>) -> SlotId {
        let when = self.when(context, reference.period);
        let subject = subject(reference.subject, context);
        if let (Role::Weight, Some(name)) = (reference.role, subject) {
            return self.weight(name, context, when, span);
        }
        match subject {
            Some(name) => {
                let slot = self.role(name, reference.role, when, span);
                let is_own = !matches!(reference.subject, Subject::Name(_)) && reference.role.is_value_or_target();
                if let Some(top) = self.top_of(name).filter(|_| is_own) {
                    self.worked.tops.insert(slot, top);
                }
                slot
            }
            None => match &context.label {
                Some(label) => self.push(Op::Text(label.clone()), Unit::Any, span),
                None => self.missing(State::NotApplicable, Reason::NothingInRow, span),
            },
        }
    }

    /// The time a period means here.
    pub(super) fn when(&self, context: &Context, period: Option<Period>) -> When {
        context.when.resolve(period, self.program.package.plan)
    }

    /// The weight of a member in the group at hand.
    pub(super) fn weight(&mut self, name: NameId, context: &Context, when: When, span: Option<Span>) -> SlotId {
        let group = context.group.or(context.this);
        let program = self.program;
        let version = group.and_then(|group| program.version(group, when.year));
        let weight = version
            .and_then(|version| version.kind.group())
            .and_then(|group| group.weights.iter().find(|(member, _)| *member == name).map(|(_, weight)| weight));
        match weight {
            Some(weight) => {
                let weight = self.lower(weight, &Context::at(when));
                self.as_weight(weight)
            }
            None => {
                let code = program.code(name).into();
                self.missing(State::NotApplicable, Reason::NoWeight { code }, span)
            }
        }
    }
}
