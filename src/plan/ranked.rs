//! Counted conditions, and which of two values is better in a rank.

use super::lower::Context;
use super::planner::{Planner, subject};
use super::*;
use crate::program::quick::QuickSet;
use crate::program::{ExprKind, Over};
use crate::syntax::ast::{Direction, Operator};

/// The thing whose direction it is, and the direction; none for what has none and counts upward.
type Way = Option<(NameId, Direction)>;

impl Planner<'_> {
    /// 1 where a condition holds, 0 where it does not.
    pub(super) fn ones(&mut self, conditions: &[SlotId], span: Option<Span>) -> Vec<SlotId> {
        let one = self.push(Op::Number(Exact::ONE), Unit::Any, None);
        let zero = self.push(Op::Number(Exact::ZERO), Unit::Any, None);
        let choose = |condition: &SlotId| {
            let counted = self.push(Op::Choose { cases: vec![(*condition, one)], otherwise: zero }, Unit::Any, span);
            let Op::Compare(a, comparison, b) = self.op(*condition) else { return counted };
            let (itself, comparison) = (*a, *comparison);
            if a != b {
                return counted;
            }
            // Whatever a value is, nothing is better than itself, and it is as good as itself.
            let is_as_good = matches!(comparison, Comparison::Equal | Comparison::LessEqual | Comparison::GreaterEqual);
            let known = if is_as_good { one } else { zero };
            let filled = self.push(Op::Filled(itself), Unit::Any, None);
            self.push(Op::Choose { cases: vec![(filled, known)], otherwise: counted }, Unit::Any, span)
        };
        conditions.iter().map(choose).collect()
    }

    /// The values that a rank runs over, each compared with the ranked value by whichever of `>` and `<` means better.
    pub(super) fn ranked(&self, over: &Over, context: &Context) -> Result<Over, Reason> {
        let turned = |body: &Expr, comparison: Comparison| {
            let ExprKind::Binary { left, right, .. } = &body.kind else { return body.clone() };
            let operator = Operator::Compare(comparison);
            Expr { kind: ExprKind::Binary { operator, left: left.clone(), right: right.clone() }, span: body.span }
        };
        Ok(match over {
            Over::List(values) => {
                let contexts = vec![context.clone(); values.len()];
                let by = self.by(&values.iter().zip(&contexts).collect::<Vec<_>>(), context)?;
                Over::List(values.iter().map(|value| turned(value, by)).collect())
            }
            Over::Members(set, body) => {
                let names = self
                    .members(&self.latest(set, body, context), context)
                    .map(|members| members.names)
                    .unwrap_or_default();
                let inside = |name| Context { each: Some(name), ..context.clone() };
                let contexts: Vec<Context> = names.into_iter().map(inside).collect();
                let by = self.by(&contexts.iter().map(|inside| (&**body, inside)).collect::<Vec<_>>(), context)?;
                Over::Members(set.clone(), Box::new(turned(body, by)))
            }
            Over::Rows(body) => {
                let rows = context.rows.clone().unwrap_or_default();
                let inside = |row: super::lower::RowAt| Context {
                    when: row.when,
                    this: row.name,
                    each: row.name,
                    ..context.clone()
                };
                let contexts: Vec<Context> = rows.into_iter().map(inside).collect();
                let by = self.by(&contexts.iter().map(|inside| (&**body, inside)).collect::<Vec<_>>(), context)?;
                Over::Rows(Box::new(turned(body, by)))
            }
        })
    }

    /// The comparison sign that means better, if it is the same for every comparison.
    fn by(&self, compared: &[(&Expr, &Context)], context: &Context) -> Result<Comparison, Reason> {
        let mut ways: Vec<Way> = Vec::new();
        for (body, inside) in compared {
            let ExprKind::Binary { left, right, .. } = &body.kind else { continue };
            // The ranked value is in the context of the rank.
            ways.extend([self.way(right, context), self.way(left, inside)]);
        }
        let code = |name: NameId| self.program.code(name).into();
        if let Some((name, _)) = ways.iter().flatten().find(|(_, way)| *way == Direction::Range) {
            return Err(Reason::RankOfRange { code: code(*name) });
        }
        let is_lower = |way: &Way| way.is_some_and(|(_, way)| way == Direction::Lower);
        let (lower, other) = (ways.iter().find(|way| is_lower(way)), ways.iter().find(|way| !is_lower(way)));
        match (lower, other) {
            (Some(Some((lower, _))), Some(_)) => Err(Reason::RankOfTwoWays { lower: code(*lower) }),
            (Some(_), None) => Ok(Comparison::Less),
            (None, _) | (Some(None), Some(_)) => Ok(Comparison::Greater),
        }
    }

    /// A thing for which less is better and which is not ranked itself: inside a computation, or behind a name for one,
    /// it is no longer known which way is better. For an achievement it is known, and for what has a direction of its
    /// own.
    pub(super) fn lower_inside(&self, conditions: &[SlotId]) -> Option<NameId> {
        let (mut compared, mut open) = (Vec::new(), conditions.to_vec());
        while let Some(slot) = open.pop() {
            if let Op::Compare(a, _, b) = self.op(slot) {
                compared.extend([*a, *b]);
            } else if let Op::Choose { cases, otherwise } = self.op(slot) {
                // For values that may cover other quarters.
                open.extend(cases.iter().map(|(_, value)| *value).chain([*otherwise]));
            }
        }
        let compared = compared.into_iter().map(|slot| self.ranked_itself(slot));
        let (mut open, mut seen) = (compared.collect::<Vec<_>>(), QuickSet::default());
        open.retain(|slot| self.directed(*slot).is_none());
        while let Some(slot) = open.pop() {
            if !seen.insert(slot) {
                continue;
            }
            match self.directed(slot) {
                Some((name, Direction::Lower)) => return Some(name),
                Some((_, Direction::Higher | Direction::Range)) => {}
                None if self.is_achievement(slot) => {}
                // A condition only chooses.
                None if let Op::Choose { cases, otherwise } = self.op(slot) => {
                    open.extend(cases.iter().map(|(_, value)| *value).chain([*otherwise]));
                }
                None => open.extend(self.op(slot).operands().filter(|_| !self.is_asked(slot))),
            }
        }
        None
    }

    /// The ranked value, without its rounding.
    fn ranked_itself(&self, mut slot: SlotId) -> SlotId {
        while let Slot {
            op: Op::Same(inner) | Op::Round(inner, _) | Op::Percentage(inner) | Op::Share(inner),
            role: None,
            ..
        } = self.slot(slot)
        {
            slot = *inner;
        }
        slot
    }

    /// The thing whose realisation or target a slot is, with the direction; none for what has no direction.
    fn directed(&self, slot: SlotId) -> Way {
        let (name, _, when) = self.slot(slot).role.filter(|(_, role, _)| role.is_value_or_target())?;
        Some((name, self.program.version(name, when.year)?.kind.indicator()?.direction))
    }

    /// Whether a value is only tested there, or graded.
    fn is_asked(&self, slot: SlotId) -> bool {
        matches!(self.op(slot), Op::Present(_) | Op::Filled(_) | Op::Within(..) | Op::Compare(..) | Op::Band(..))
    }

    fn is_achievement(&self, slot: SlotId) -> bool {
        self.slot(slot).role.is_some_and(|(_, role, _)| !role.is_value_or_target())
    }

    /// The direction of a realisation or a target; for an achievement, and for what has no direction, more is better.
    fn way(&self, expr: &Expr, context: &Context) -> Way {
        if let ExprKind::Round(inner, _) = &expr.kind {
            return self.way(inner, context);
        }
        let ExprKind::Value(reference) = &expr.kind else { return None };
        let name = subject(reference.subject, context).filter(|_| reference.role.is_value_or_target())?;
        let year = self.when(context, reference.period).year;
        let indicator = self.program.version(name, year)?.kind.indicator()?;
        Some((name, indicator.direction))
    }
}
