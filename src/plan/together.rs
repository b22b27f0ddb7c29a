//! Several values to one slot: aggregates over lists, rows and members; two years beside each other.

use super::lower::Context;
use super::planner::{Planner, subject};
use super::*;
use crate::data::State;
use crate::program::measure::{Measure, Sort};
use crate::program::{ExprKind, Group, Over};
use crate::syntax::ast::Operator;

impl Planner<'_> {
    pub(super) fn difference(&mut self, expr: &Expr, new: &Expr, old: &Expr, context: &Context) -> SlotId {
        let span = Some(expr.span);
        if let Some(refused) = self.incomparable(new, old, context, span) {
            return refused;
        }
        let slots = [self.lower(new, context), self.lower(old, context)];
        match self.pair(expr, (new, old), slots, context) {
            Ok((new, old, measure)) => self.over_same_quarters((new, old), span, |planner| {
                let slot = planner.push(Op::Subtract(new, old), Unit::Any, span);
                planner.measured_as(slot, Measure::thing(measure.unit.difference()))
            }),
            Err(refused) => refused,
        }
    }

    pub(super) fn growth(&mut self, expr: &Expr, new: &Expr, old: &Expr, context: &Context) -> SlotId {
        let span = Some(expr.span);
        if let Some(refused) = self.incomparable(new, old, context, span) {
            return refused;
        }
        let slots = [self.lower(new, context), self.lower(old, context)];
        match self.pair(expr, (new, old), slots, context) {
            Ok((new, old, _)) => self.over_same_quarters((new, old), span, |planner| {
                let difference = planner.push(Op::Subtract(new, old), Unit::Any, span);
                let ratio = planner.push(Op::Divide(difference, old), Unit::Any, span);
                planner.push(Op::Percentage(ratio), Unit::Percent, span)
            }),
            Err(refused) => refused,
        }
    }

    /// A new and an old value in one unit.
    fn pair(
        &mut self,
        expr: &Expr,
        (new, old): (&Expr, &Expr),
        slots: [SlotId; 2],
        context: &Context,
    ) -> Result<(SlotId, SlotId, Measure), SlotId> {
        let units = slots.map(|slot| self.unit_there(slot));
        if units[0].same(&units[1]).is_none() && units.iter().all(|unit| !unit.is_percent()) {
            return Err(self.unlike(Operator::Subtract, slots[0], slots[1], Some(expr.span)));
        }
        let (slots, measure) = self.levelled("", expr, &[new, old], &slots, context)?;
        Ok((slots[0], slots[1], measure))
    }

    /// Two years of one group whose members differ are not compared, unless the group says why they may be.
    pub(super) fn incomparable(
        &mut self,
        new: &Expr,
        old: &Expr,
        context: &Context,
        span: Option<Span>,
    ) -> Option<SlotId> {
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

    pub(super) fn aggregate(&mut self, expr: &Expr, aggregate: Aggregate, over: &Over, context: &Context) -> SlotId {
        let span = Some(expr.span);
        let mut parts: Vec<&Expr> = Vec::new();
        let mut op =
            AggregateOp { aggregate, items: Vec::new(), keep: None, weights: None, order: None, complete: true };
        match over {
            Over::List(values) => {
                parts.extend(values);
                op.items = values.iter().map(|value| self.lower(value, context)).collect();
            }
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
            let slot = self.push(Op::Aggregate(op), Unit::Any, span);
            return self.sorted(slot, Sort::Count);
        }
        let body = match over {
            Over::List(_) => None,
            Over::Rows(body) | Over::Members(_, body) => Some(&**body),
        };
        parts.resize(op.items.len(), body.unwrap_or(expr));
        match self.levelled(aggregate.word(), expr, &parts, &op.items.clone(), context) {
            Ok((items, measure)) => {
                op.items = items;
                let slot = self.push(Op::Aggregate(op), Unit::Any, span);
                self.measured_as(slot, measure)
            }
            Err(refused) => refused,
        }
    }
}
