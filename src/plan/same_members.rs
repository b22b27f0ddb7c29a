//! Aggregates of one formula over the same members: each leaves out those that another leaves out.
//!
//! `jumlah(capaian anggota) / banyaknya(anggota)` is a mean only if both count the same members. So the values of all
//! aggregates are planned before any aggregate, and a member takes part only where it has a value in each.

use super::lower::Context;
use super::members::Members;
use super::planner::Planner;
use super::*;
use crate::program::{Aggregate, ExprKind, Over};
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

/// What an aggregate runs over, to find others that run over the same.
enum Ground {
    Members {
        /// The time whose members are meant, and whose values unless the aggregate names another.
        when: When,
        /// In the order of the aggregate.
        names: Vec<NameId>,
        /// For a class, the condition of each.
        keep: Option<Vec<SlotId>>,
        /// The policy of the group.
        complete: bool,
    },
    Rows,
}

impl Ground {
    /// Whether another aggregate runs over the same things, however the rules call them: `anggota` in its own group, by
    /// the name of the group, of the requested year, or of a group with the same members. Two groups only one of which
    /// skips blank members do not leave out each other's, and neither do two years: how many there were then does not
    /// depend on who is there now.
    fn is_that_of(&self, other: &Ground) -> bool {
        match (self, other) {
            (Ground::Rows, Ground::Rows) => true,
            (
                Ground::Members { when, names, keep, complete },
                Ground::Members { when: when_there, names: others, keep: keep_there, complete: complete_there },
            ) => {
                let in_order = |names: &[NameId]| {
                    let mut names = names.to_vec();
                    names.sort_unstable();
                    names
                };
                (when, complete) == (when_there, complete_there)
                    && keep == keep_there
                    && names.len() == others.len()
                    && (names == others || (keep.is_none() && in_order(names) == in_order(others)))
            }
            (Ground::Rows, Ground::Members { .. }) | (Ground::Members { .. }, Ground::Rows) => false,
        }
    }

    /// The item of another aggregate over the same things that belongs to the same thing as one here.
    fn place_in(&self, other: &Ground, at: usize) -> Option<usize> {
        match (self, other) {
            (Ground::Members { names, .. }, Ground::Members { names: others, .. }) => {
                if others.get(at) == names.get(at) {
                    return Some(at);
                }
                others.iter().position(|other| Some(other) == names.get(at))
            }
            (Ground::Rows, _) | (_, Ground::Rows) => Some(at),
        }
    }
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
        let mut inside = Vec::new();
        aggregates(expr, &mut inside);
        if inside.len() < 2 {
            return Together::default();
        }
        let grounds = inside.into_iter().filter_map(|over| Some((self.ground(over, context)?, over)));
        let mut found: Vec<(Ground, &Over)> = grounds.collect();
        let mut planned = Vec::new();
        while let Some(one) = found.pop() {
            let (mut same, others): (Vec<_>, Vec<_>) =
                found.into_iter().partition(|(other, _)| other.is_that_of(&one.0));
            found = others;
            if !same.is_empty() {
                same.push(one);
                self.one_ground(&same, context, &mut planned);
            }
        }
        Together((!planned.is_empty()).then(|| Rc::new(planned)))
    }

    /// What an aggregate runs over; none for a list, and for a group without a version.
    fn ground(&self, over: &Over, context: &Context) -> Option<Ground> {
        match over {
            Over::Members(set, body) => {
                let set = &self.latest(set, body, context);
                let Members { names, keep, complete } = self.members(set, context)?;
                Some(Ground::Members { when: self.when(context, set.period), names, keep, complete })
            }
            Over::Rows(_) => Some(Ground::Rows),
            Over::List(_) => None,
        }
    }

    fn one_ground(&mut self, all: &[(Ground, &Over)], context: &Context, planned: &mut Vec<Planned>) {
        let mut items: Vec<Vec<SlotId>> = Vec::new();
        for (_, over) in all {
            match self.values(over, context) {
                Some(values) => items.push(values),
                None => return,
            }
        }
        for (own, (ground, over)) in all.iter().enumerate() {
            let keep = (0..items[own].len()).map(|at| {
                let mut others: Vec<SlotId> = Vec::new();
                for ((there, _), items_there) in all.iter().zip(&items) {
                    let Some(other) = ground.place_in(there, at).and_then(|at| items_there.get(at)).copied() else {
                        continue;
                    };
                    let stated = matches!(self.op(other), Op::Number(_) | Op::Text(_));
                    if other != items[own][at] && !stated && !others.contains(&other) {
                        others.push(other);
                    }
                }
                let filled = others.into_iter().map(|other| {
                    let there = self.as_there(other);
                    self.push(Op::Filled(there), Unit::Any, None)
                });
                let filled: Vec<SlotId> = filled.collect();
                filled.into_iter().reduce(|all, one| self.push(Op::And(all, one), Unit::Any, None))
            });
            let keep: Vec<Option<SlotId>> = keep.collect();
            planned.push(Planned { over: *over, items: items[own].clone(), keep });
        }
    }

    /// The conditions under which values take part, including those of the other aggregates of their formula.
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

    /// The value of an aggregate's body for each member or row.
    pub(super) fn values(&mut self, over: &Over, context: &Context) -> Option<Vec<SlotId>> {
        match over {
            Over::List(values) => Some(values.iter().map(|value| self.part(value, context)).collect()),
            Over::Members(set, body) => {
                let Members { names, .. } = self.members(&self.latest(set, body, context), context)?;
                let group = set.of.or(context.this).or(context.group);
                let inside = |name| Context { each: Some(name), group, ..context.clone() };
                Some(names.into_iter().map(|name| self.lower(body, &inside(name))).collect())
            }
            Over::Rows(body) => {
                let rows = context.rows.clone().unwrap_or_default();
                let inside = |row: super::lower::RowAt| Context {
                    when: row.when,
                    this: row.name,
                    each: row.name,
                    group: row.member_of,
                    rows: None,
                    ..context.clone()
                };
                Some(rows.into_iter().map(|row| self.lower(body, &inside(row))).collect())
            }
        }
    }
}

/// The aggregates over members or rows in an expression, not those inside another. Depth is bounded by the parser.
fn aggregates<'e>(expr: &'e Expr, found: &mut Vec<&'e Over>) {
    let mut over = None;
    if let ExprKind::Aggregate { aggregate, over: runs_over } = &expr.kind {
        if asks_everybody(*aggregate, runs_over) {
            return;
        }
        over = Some(runs_over);
    }
    match over.filter(|over| matches!(over, Over::Members(..) | Over::Rows(_))) {
        Some(over) => found.push(over),
        None => expr.children().for_each(|child| aggregates(child, found)),
    }
}

/// Whether an aggregate is about all members, whatever the others of its formula leave out: a rank is among all, and a
/// test for presence is about those that lack the value.
fn asks_everybody(aggregate: Aggregate, over: &Over) -> bool {
    match over {
        Over::List(_) => aggregate == Aggregate::Place,
        Over::Members(_, body) | Over::Rows(body) => {
            aggregate == Aggregate::Place || aggregate.counts_conditions() && asks_presence(body)
        }
    }
}

/// Whether `ada(…)` occurs in an expression. Depth is bounded by the parser.
fn asks_presence(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Present(_)) || expr.children().any(asks_presence)
}
