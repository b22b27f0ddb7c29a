//! What a set contains in a year: members of a group, of a class, or parts.

use super::lower::Context;
use super::planner::Planner;
use super::*;
use crate::data::State;
use crate::program::{ExprKind, SetKind, SetRef, Subject};
use crate::syntax::ast::Period;

/// Why an aggregate of values of several years cannot run over the members of one of them alone.
pub(super) enum Apart {
    /// The set does not exist in one of the years.
    NotThere(SetRef),
    /// It has other members in two of them: whose, the later year, the other one, and why the group admits that, if it
    /// does.
    Others { of: Arc<str>, new: i32, old: i32, admitted: Option<Arc<str>> },
}

impl Planner<'_> {
    /// The set that an aggregate runs over. If its values are of several times, its members are those of the latest,
    /// whichever is written first.
    pub(super) fn latest(&self, set: &SetRef, body: &Expr, context: &Context) -> SetRef {
        let periods = periods(body).into_iter();
        let period = periods.max_by_key(|period| self.when(context, *period).year).unwrap_or(set.period);
        match self.when(context, period).year == self.when(context, set.period).year {
            true => set.clone(),
            false => SetRef { period, ..set.clone() },
        }
    }

    /// Why the values of an aggregate cannot be those of one set, that of the latest year; in a class they are those of
    /// its members.
    pub(super) fn apart(&self, set: &SetRef, body: &Expr, context: &Context) -> Option<Apart> {
        let of = set.of.or(context.this)?;
        if set.of.is_none() && context.class.is_some() && set.kind == SetKind::Members {
            return None;
        }
        let at = |period| SetRef { period, ..set.clone() };
        let there = |period| {
            let mut names = self.members(&at(period), context)?.names;
            names.sort_unstable();
            Some(names)
        };
        let new = self.when(context, set.period).year;
        let periods = periods(body).into_iter();
        let others = periods.map(|period| (self.when(context, period).year, period)).filter(|(old, _)| *old != new);
        let mut others = others.peekable();
        // Most aggregates name no other year.
        others.peek()?;
        let own = there(set.period)?;
        let (old, members) = others
            .map(|(old, period)| (old, there(period).ok_or(period)))
            .find(|(_, names)| names.as_ref() != Ok(&own))?;
        if let Err(period) = members {
            return Some(Apart::NotThere(at(period)));
        }
        let groups = [new, old].into_iter().filter_map(|year| self.program.version(of, year)?.kind.group());
        let admitted = groups.filter_map(|group| group.other_members.as_deref()).next().map(Arc::from);
        Some(Apart::Others { of: self.program.code(of).into(), new, old, admitted })
    }

    /// The members of a set at the time meant; none if the group has no version then.
    pub(super) fn members(&self, set: &SetRef, context: &Context) -> Option<Members> {
        let when = self.when(context, set.period);
        if set.kind != SetKind::Members {
            let parts = self.parts(set, when, context);
            let is_there = |of| self.program.version(of, when.year).is_some();
            let is_nothing = parts.names.is_empty() && !set.of.or(context.this).is_none_or(is_there);
            return (!is_nothing).then_some(parts);
        }
        let group = match (set.of, &context.class) {
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
        let group = self.program.version(group, when.year)?.kind.group()?;
        let names = group.members.iter().map(|(name, _)| *name).collect();
        Some(Members { names, keep: None, complete: group.complete })
    }

    /// The parts of a thing that are in force. Without a named thing: everything that has parts and is itself no part,
    /// and everything that only the data name, so that each of their rows appears somewhere.
    fn parts(&self, set: &SetRef, when: When, context: &Context) -> Members {
        let names = match set.of.or(context.this) {
            Some(of) if set.kind == SetKind::Parts => self.program.parts_in(of, when.year),
            Some(of) => self.program.descendants_in(of, when.year),
            None => {
                let with_parts = self.with_parts(when.year);
                let roots = self.program.in_order().into_iter().filter(|name| {
                    let version = self.program.version(*name, when.year);
                    version.is_some_and(|one| {
                        let parent = one.parent_in(when.year);
                        let is_root = parent.is_none_or(|parent| self.program.version(parent, when.year).is_none());
                        is_root && (one.from_data || with_parts.contains(name))
                    })
                });
                roots
                    .flat_map(|root| std::iter::once(root).chain(self.program.descendants_in(root, when.year)))
                    .collect()
            }
        };
        let in_force = |name: &NameId| self.program.version(*name, when.year).is_some();
        Members { names: names.into_iter().filter(in_force).collect(), keep: None, complete: true }
    }

    pub(super) fn no_group(&mut self, set: &SetRef, context: &Context, span: Option<Span>) -> SlotId {
        let year = self.when(context, set.period).year;
        let name = set.of.or(context.this).map(|group| self.program.code(group).into());
        self.missing(State::NotApplicable, Reason::NotInForce { name, year }, span)
    }
}

/// The members an aggregate runs over.
pub(super) struct Members {
    /// In the order of the group.
    pub names: Vec<NameId>,
    /// For a class, the condition of each.
    pub keep: Option<Vec<SlotId>>,
    /// The policy of the group.
    pub complete: bool,
}

/// The periods of the values that an aggregate reads of each member, in its own body. Depth is bounded by the parser.
fn periods(body: &Expr) -> Vec<Option<Period>> {
    if let ExprKind::Value(value) = &body.kind {
        return Vec::from_iter((value.subject == Subject::Each).then_some(value.period));
    }
    let is_aggregate = matches!(body.kind, ExprKind::Aggregate { .. });
    body.children().filter(|_| !is_aggregate).flat_map(periods).collect()
}
