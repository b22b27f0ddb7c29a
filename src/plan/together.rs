//! Several values to one slot: aggregates over lists, rows and members; growth between two years.

use super::behind::behind;
use super::lower::{Context, RowAt};
use super::members::Apart;
use super::mend::Mend;
use super::planner::Planner;
use super::refused::Refused;
use super::*;
use crate::data::State;
use crate::program::measure::{Measure, Oddity, Sort, Taken};
use crate::program::{Aggregate, ExprKind, Over, SetKind};
use crate::syntax::ast::Operator;

impl Planner<'_> {
    pub(super) fn difference(&mut self, expr: &Expr, new: &Expr, old: &Expr, context: &Context) -> SlotId {
        let span = Some(expr.span);
        let slots = [self.part(new, context), self.part(old, context)];
        match self.pair(expr, (new, old), slots, context) {
            Ok((above, below, measure)) if !measure.unit.is_percent() => {
                match self.shares_apart(expr, [new, old], &[above, below], context) {
                    Some(refused) => refused,
                    None => self.apart_by((above, below, measure), span),
                }
            }
            Ok(sides) => self.apart_by(sides, span),
            Err(refused) => refused,
        }
    }

    /// The difference, as if subtracted: `selisih(T; 100 - A)` is a sum.
    fn apart_by(&mut self, (new, old, measure): (SlotId, SlotId, Measure), span: Option<Span>) -> SlotId {
        self.over_same_if_taken_off([new, old], span, |planner| {
            let slot = planner.push(Op::Subtract(new, old), Unit::Any, span);
            planner.measured_as(slot, Measure::thing(measure.unit.difference()))
        })
    }

    pub(super) fn growth(&mut self, expr: &Expr, new: &Expr, old: &Expr, context: &Context) -> SlotId {
        let span = Some(expr.span);
        let slots = [self.part(new, context), self.part(old, context)];
        let old_expr = old;
        match self.pair(expr, (new, old), slots, context) {
            Ok((new, old, _)) => self.over_same_quarters(&[new, old], span, |planner| {
                let difference = planner.push(Op::Subtract(new, old), Unit::Any, span);
                let ratio = planner.push(Op::Divide(difference, old), Unit::Any, span);
                planner.site_of_division(ratio, old_expr);
                planner.push(Op::Percentage(ratio), Unit::Percent, span)
            }),
            Err(refused) => refused,
        }
    }

    /// Counted items have one unit as well, where the rules state their units.
    fn unlike_list(&mut self, expr: &Expr, over: &Over, slots: &[SlotId]) -> Option<SlotId> {
        let Over::List(values) = over else { return None };
        let (first, other) = self.common_unit(slots).err().filter(|(a, b)| self.is_from_rules(&[*a, *b]))?;
        let at = |slot| slots.iter().position(|one| *one == slot).and_then(|at| values.get(at)).unwrap_or(expr);
        let oddity = Oddity::Unlike(self.unit(first), self.unit(other));
        Some(self.refuse_at(expr, (at(other), at(first)), oddity, slots))
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
            let [first, second] = units;
            return Err(match self.is_from_rules(&slots) {
                true => self.refuse_at(expr, (old, new), Oddity::Unlike(first, second), &slots),
                false => self.unlike(Operator::Subtract, slots[0], slots[1], Some(expr.span)),
            });
        }
        let (slots, measure) = self.levelled("", expr, &[new, old], &slots, context)?;
        Ok((slots[0], slots[1], measure))
    }

    /// Percent numbers beside a bare ratio, 73 beside 0,73: in a sum, a list, a choice, a comparison.
    pub(super) fn unlike_scores(
        &mut self,
        whole: &Expr,
        parts: &[&Expr],
        slots: &[SlotId],
        context: &Context,
    ) -> Option<SlotId> {
        let measures: Vec<Measure> = slots.iter().map(|slot| self.measure(*slot)).collect();
        let is_number =
            |one: &Measure| matches!(one.sort, Sort::Score | Sort::Hundreds | Sort::Small { is_score: true, .. });
        let is_ratio = |one: &Measure| matches!(one.sort, Sort::Ratio | Sort::Part);
        // A penalty may be taken off a value out of a hundred.
        let is_off = matches!(whole.kind, ExprKind::Binary { operator: Operator::Subtract, .. });
        let is_scored = |(part, slot): (&&Expr, &SlotId)| {
            let is_value = self.measure(*slot).sort == Sort::Thing;
            is_value && self.taken(*slot, part).is_some_and(|taken| taken.is_value_of_hundred())
        };
        let has_scored = !is_off && parts.iter().zip(slots).any(is_scored);
        // All members of a set are one expression.
        let is_list =
            parts.iter().enumerate().all(|(at, part)| parts[..at].iter().all(|other| part.span != other.span));
        let is_percent = measures.iter().any(|one| one.unit.is_percent());
        let has_numbers = measures.iter().any(is_number);
        if is_percent || !is_list || !has_numbers && !has_scored {
            return None;
        }
        let ratios = parts.iter().zip(&measures).filter(|(_, one)| is_ratio(one)).map(|(part, _)| *part);
        let mut ratios: Vec<&Expr> = ratios.collect();
        if !has_numbers {
            ratios.retain(|ratio| self.is_share_of_hundred(ratio, context));
        }
        let first = *ratios.first()?;
        let mut refused = Refused::at(whole.span, Oddity::MixedRatio, first.span);
        let edits = ratios.into_iter().flat_map(|ratio| behind(ratio, " * 100")).collect();
        refused.mends.push((Mend::RatiosInPoints, edits));
        Some(self.refused(refused, whole, slots))
    }

    pub(super) fn aggregate(&mut self, expr: &Expr, aggregate: Aggregate, over: &Over, context: &Context) -> SlotId {
        let span = Some(expr.span);
        let ranked;
        let over = match aggregate == Aggregate::Place {
            false => over,
            true => match self.ranked(over, context) {
                Ok(by_direction) => {
                    ranked = by_direction;
                    &ranked
                }
                Err(reason) => return self.missing(State::Undefined, reason, span),
            },
        };
        let complete = !aggregate.passes_blanks();
        let (items, keep, weights, order, of_quarters) = (Vec::new(), None, None, None, false);
        let mut op = AggregateOp { aggregate, items, keep, weights, order, complete, of_quarters };
        let mut of_groups: Vec<(NameId, i32)> = Vec::new();
        let mut admitted: Option<Admitted> = None;
        match over {
            Over::List(_) => {}
            Over::Rows(_) => {
                let rows = context.rows.as_deref().unwrap_or_default();
                let filtered = rows.iter().any(|row| row.filter.is_some());
                // Only the last one needs the order.
                op.order = rows.iter().map(|row| row.sort).collect::<Option<Vec<_>>>().and_then(|sorted| {
                    let (_, descending) = sorted.first().filter(|_| aggregate == Aggregate::Last)?;
                    let keys = sorted.iter().map(|(key, _)| *key).collect();
                    let groups = rows.iter().map(|row| row.group).collect();
                    Some(RowOrder { groups, keys, descending: *descending })
                });
                op.keep = filtered.then(|| rows.iter().filter_map(|row| row.filter).collect());
                of_groups.extend(rows.iter().filter_map(|row| Some((row.member_of?, row.when.year))));
                if aggregate.is_weighted() {
                    // Rows without a name were refused before.
                    let weight = |planner: &mut Self, row: &RowAt| {
                        let inside = Context { this: row.name, group: row.member_of, ..context.clone() };
                        Some(planner.weight(row.name?, &inside, row.when, span))
                    };
                    op.weights = rows.iter().map(|row| weight(self, row)).collect();
                }
            }
            Over::Members(set, body) => {
                let set = &self.latest(set, body, context);
                match self.apart(set, body, context) {
                    None => {}
                    Some(Apart::NotThere(set)) => return self.no_group(&set, context, span),
                    Some(Apart::Others { of: group, new, old, admitted: None }) => {
                        let reason = Reason::DifferentMembers { group, new, old };
                        return self.missing(State::NotApplicable, reason, span);
                    }
                    Some(Apart::Others { of: group, admitted: Some(why), .. }) => {
                        admitted = Some(Admitted { group, why: why.to_string() });
                    }
                }
                let Some(members) = self.members(set, context) else {
                    return self.no_group(set, context, span);
                };
                self.site_of_list(aggregate, set, body, &members, expr.span);
                let is_group = set.kind == SetKind::Members;
                (op.complete, op.keep) = (members.complete && (is_group || complete), members.keep);
                let group = set.of.or(context.this).or(context.group);
                let when = self.when(context, set.period);
                of_groups.extend(group.filter(|_| set.kind == SetKind::Members).map(|group| (group, when.year)));
                if aggregate.is_weighted() {
                    let inside = Context { group, ..context.clone() };
                    let weights = members.names.iter().map(|name| self.weight(*name, &inside, when, span));
                    op.weights = Some(weights.collect());
                }
            }
        }
        match context.together.of(over) {
            None => op.items = self.values(over, context).unwrap_or_default(),
            Some((items, more)) => {
                op.items = items.to_vec();
                op.keep = self.kept(op.keep, items, more);
            }
        }
        let of_rows = op.items.clone();
        let clashes = self.count_once(&mut op, over, context);
        if aggregate.only_counts() {
            if let Some(refused) = self.unlike_list(expr, over, &op.items) {
                return refused;
            }
            op.items = op.items.into_iter().map(|item| self.as_there(item)).collect();
            let slot = self.push(Op::Aggregate(Box::new(op)), Unit::Any, span);
            self.years.admitted.extend(admitted.map(|admitted| (slot, admitted)));
            return self.sorted(slot, Sort::Count);
        }
        if aggregate.counts_conditions() {
            if let Some(lower) = self.lower_inside(&op.items).filter(|_| aggregate == Aggregate::Place) {
                let reason = Reason::RankInside { lower: self.program.code(lower).into() };
                return self.missing(State::Undefined, reason, span);
            }
            op.items = self.ones(&op.items, span);
            let slot = self.push(Op::Aggregate(Box::new(op)), Unit::Any, span);
            self.years.mark(slot, &of_groups);
            self.years.admitted.extend(admitted.map(|admitted| (slot, admitted)));
            return self.sorted(slot, Sort::Count);
        }
        let (mut parts, body): (Vec<&Expr>, &Expr) = match over {
            Over::List(values) => (values.iter().collect(), expr),
            Over::Rows(body) | Over::Members(_, body) => (Vec::new(), body),
        };
        parts.resize(op.items.len(), body);
        match self.levelled(aggregate.word(), expr, &parts, &op.items.clone(), context) {
            Ok((items, measure)) => {
                op.items = items;
                // Before data are known there may be no member; an achievement is percent whoever it belongs to.
                let of_nobody = if let ExprKind::Value(value) = &body.kind { value.role.own_unit() } else { None };
                let measure = of_nobody.filter(|_| op.items.is_empty()).map_or(measure, Measure::thing);
                let is_list = matches!(over, Over::List(_));
                let slot = self.aggregated(op, is_list, span, |planner, op| {
                    let slot = planner.push(Op::Aggregate(Box::new(op)), Unit::Any, span);
                    planner.years.mark(slot, &of_groups);
                    planner.years.admitted.extend(admitted.map(|admitted| (slot, admitted)));
                    planner.measured_as(slot, measure)
                });
                let terms: Vec<_> = parts.iter().zip(&of_rows).map(|(part, slot)| (*part, *slot, false)).collect();
                let slot = match is_list && aggregate == Aggregate::Sum {
                    true => self.summed(slot, expr, &terms, context),
                    false if aggregate == Aggregate::Sum && self.measure(slot).sort == Sort::Thing => {
                        self.worked.taken.insert(slot, Taken::many());
                        slot
                    }
                    false => {
                        self.one_of_taken(slot, &parts, &of_rows);
                        slot
                    }
                };
                self.unless_twice(slot, (expr, &clashes), &of_rows, context)
            }
            Err(refused) => refused,
        }
    }
}
