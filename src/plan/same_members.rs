//! Aggregates of one formula over the same members: each leaves out whom another leaves out.
//!
//! `jumlah(capaian anggota) / banyaknya(anggota)` is a mean only if both count the same members. So the values of each
//! are planned before any of them, and a member takes part only where all of them have a value.

use super::lower::Context;
use super::members::Members;
use super::planner::Planner;
use super::*;
use crate::program::{ExprKind, Over, SetRef};
use std::rc::Rc;

/// Aggregates of one formula that run over the same members, by the places of their expressions.
#[derive(Debug, Clone, Default)]
pub struct Together(Option<Rc<Vec<Planned>>>);

/// The values of an aggregate, planned before it, and the further condition under which each takes part.
#[derive(Debug)]
struct Planned {
    over: *const Over,
    items: Vec<SlotId>,
    keep: Vec<Option<SlotId>>,
}

/// What an aggregate runs over, as far as others may run over the same.
#[derive(PartialEq)]
enum Ground<'e> {
    Members(&'e SetRef),
    Rows,
}

impl Together {
    /// Whether no two aggregates run over the same members.
    pub(super) fn is_none(&self) -> bool {
        self.0.is_none()
    }

    /// The values of an aggregate with their conditions, where others of its formula run over the same members.
    pub(super) fn of(&self, over: &Over) -> Option<(&[SlotId], &[Option<SlotId>])> {
        let planned = self.0.as_ref()?.iter().find(|planned| std::ptr::eq(planned.over, over))?;
        Some((&planned.items, &planned.keep))
    }
}

impl Planner<'_> {
    /// Plans the values of those aggregates of a formula that run over the same members.
    pub(super) fn together(&mut self, expr: &Expr, context: &Context) -> Together {
        let mut found = Vec::new();
        aggregates(expr, &mut found);
        let mut planned = Vec::new();
        while let Some((ground, over)) = found.pop() {
            let (same, others) = found.into_iter().partition(|(other, _)| *other == ground);
            found = others;
            let same: Vec<(Ground, &Over)> = same;
            if !same.is_empty() {
                let all: Vec<&Over> = same.into_iter().map(|(_, over)| over).chain([over]).collect();
                self.one_ground(&all, context, &mut planned);
            }
        }
        Together((!planned.is_empty()).then(|| Rc::new(planned)))
    }

    fn one_ground(&mut self, all: &[&Over], context: &Context, planned: &mut Vec<Planned>) {
        let mut items: Vec<Vec<SlotId>> = Vec::new();
        for over in all {
            match self.values(over, context) {
                Some(values) => items.push(values),
                None => return,
            }
        }
        for (own, over) in all.iter().enumerate() {
            let keep = (0..items[own].len()).map(|at| {
                let mut others: Vec<SlotId> = Vec::new();
                for other in items.iter().map(|items| items[at]) {
                    let stated = matches!(self.op(other), Op::Number(_) | Op::Text(_));
                    if other != items[own][at] && !stated && !others.contains(&other) {
                        others.push(other);
                    }
                }
                let filled: Vec<SlotId> =
                    others.into_iter().map(|other| self.push(Op::Filled(other), Unit::Any, None)).collect();
                filled.into_iter().reduce(|all, one| self.push(Op::And(all, one), Unit::Any, None))
            });
            let keep: Vec<Option<SlotId>> = keep.collect();
            planned.push(Planned { over: *over, items: items[own].clone(), keep });
        }
    }

    /// The conditions under which values take part, with those of the other aggregates of their formula.
    pub(super) fn kept(
        &mut self,
        keep: Option<Vec<SlotId>>,
        items: &[SlotId],
        more: &[Option<SlotId>],
    ) -> Option<Vec<SlotId>> {
        if more.iter().all(Option::is_none) {
            return keep;
        }
        let both = more.iter().enumerate().map(|(at, more)| match (keep.as_ref().map(|keep| keep[at]), *more) {
            (Some(keep), Some(more)) => self.push(Op::And(keep, more), Unit::Any, None),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => self.push(Op::Filled(items[at]), Unit::Any, None),
        });
        Some(both.collect())
    }

    /// The value of an aggregate's body at each member or row.
    pub(super) fn values(&mut self, over: &Over, context: &Context) -> Option<Vec<SlotId>> {
        match over {
            Over::List(values) => Some(values.iter().map(|value| self.part(value, context)).collect()),
            Over::Members(set, body) => {
                let Members { names, .. } = self.members(set, context)?;
                let group = set.of.or(context.this);
                let inside = |name| Context { each: Some(name), group, ..context.clone() };
                Some(names.into_iter().map(|name| self.lower(body, &inside(name))).collect())
            }
            Over::Rows(body) => {
                let rows = context.rows.clone().unwrap_or_default();
                let inside = |row: super::lower::RowAt| Context {
                    when: row.when,
                    this: row.name,
                    each: row.name,
                    rows: None,
                    ..context.clone()
                };
                Some(rows.into_iter().map(|row| self.lower(body, &inside(row))).collect())
            }
        }
    }
}

/// The aggregates over members or rows in an expression, not those inside another. Depth is bounded by the parser.
fn aggregates<'e>(expr: &'e Expr, found: &mut Vec<(Ground<'e>, &'e Over)>) {
    let over = if let ExprKind::Aggregate { over, .. } = &expr.kind { Some(over) } else { None };
    let ground = over.and_then(|over| match over {
        Over::Members(set, _) => Some((Ground::Members(set), over)),
        Over::Rows(_) => Some((Ground::Rows, over)),
        Over::List(_) => None,
    });
    match ground {
        Some(ground) => found.push(ground),
        None => expr.children().for_each(|child| aggregates(child, found)),
    }
}
