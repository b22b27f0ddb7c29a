//! What a set holds in a year: members of a group, of a class, or parts.

use super::lower::Context;
use super::planner::Planner;
use super::*;
use crate::data::State;
use crate::program::{SetKind, SetRef};

impl Planner<'_> {
    /// What a set holds at the time meant; none when the group has no version then.
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

    /// The parts of a thing that are in force; of everything that has parts and is no part itself when none is named, and of
    /// what only the data name, so that each of their rows is somewhere.
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
    /// In the order the group names them.
    pub names: Vec<NameId>,
    /// For a class, the condition of each.
    pub keep: Option<Vec<SlotId>>,
    /// The policy of the group.
    pub complete: bool,
}
