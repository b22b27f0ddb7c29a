//! Years of a group whose members differ: what depends on which of them, and that no operation combines two of them.
//!
//! Every slot knows the groups and years it depends on, as far as their members change. So it does not matter how a
//! comparison is written: as a difference, a quotient, a condition, behind a rounding, another name or an outer group,
//! in a footer. A choice between two years does not combine them, nor does a test for presence, nor a count of members.

use super::{Admitted, Op, Reason, SlotId};
use crate::data::State;
use crate::program::{Group, NameId, Program};
use std::collections::{BTreeSet, HashSet};
use std::rc::Rc;

type Marks = Option<Rc<BTreeSet<(NameId, i32)>>>;

/// Which years of groups with changing members each slot of a plan depends on.
pub(super) struct GroupYears<'p> {
    program: &'p Program,
    changing: HashSet<NameId>,
    of: Vec<Marks>,
    /// Operations that combine such years because the rules admit it, and why.
    pub admitted: Vec<(SlotId, Admitted)>,
}

/// Two years of a group that are combined.
struct Meeting {
    group: NameId,
    years: (i32, i32),
}

impl<'p> GroupYears<'p> {
    pub(super) fn new(program: &'p Program) -> Self {
        let names = (0..program.names.len()).map(|index| NameId(index as u32));
        let changing = names.filter(|name| {
            let mut groups = program.versions(*name).filter_map(|version| version.kind.group()).map(members);
            groups.next().is_some_and(|first| groups.any(|other| other != first))
        });
        GroupYears { program, changing: changing.collect(), of: Vec::new(), admitted: Vec::new() }
    }

    /// The operation to put at a slot; records what the slot depends on.
    pub(super) fn admit(&mut self, slot: SlotId, op: Op) -> Op {
        if self.changing.is_empty() {
            return op;
        }
        if !op.uses_any(|slot| self.of[slot.0 as usize].is_some()) {
            self.of.push(None);
            return op;
        }
        let meetings = self.meetings(&op);
        let op = match meetings.iter().find(|meeting| self.reason(meeting).is_none()) {
            None => {
                for meeting in &meetings {
                    let group = self.program.code(meeting.group).into();
                    let why = self.reason(meeting).unwrap_or_default();
                    self.admitted.push((slot, Admitted { group, why }));
                }
                op
            }
            Some(Meeting { group, years: (new, old) }) => {
                let group = self.program.code(*group).into();
                Op::Missing(State::NotApplicable, Reason::DifferentMembers { group, new: *new, old: *old }.into())
            }
        };
        let marks = self.marks_under(&op);
        self.of.push(marks);
        op
    }

    /// Records that a slot is made of the members of groups in some years. If a group admits other members, that
    /// applies to everything inside it.
    pub(super) fn mark(&mut self, slot: SlotId, of: &[(NameId, i32)]) {
        let of: Vec<(NameId, i32)> = of.iter().filter(|(group, _)| self.changing.contains(group)).copied().collect();
        if of.is_empty() {
            return;
        }
        let version = |(group, year): &(NameId, i32)| self.program.version(*group, *year)?.kind.group();
        let admits = |of: &(NameId, i32)| version(of).is_some_and(|group| group.other_members.is_some());
        let inside = self.of[slot.0 as usize].as_deref().filter(|_| !of.iter().all(admits));
        let all: BTreeSet<(NameId, i32)> = inside.into_iter().flatten().copied().chain(of.iter().copied()).collect();
        self.of[slot.0 as usize] = Some(Rc::new(all));
    }

    fn marks_under(&self, op: &Op) -> Marks {
        if let Op::Present(_) | Op::Filled(_) = op {
            return None;
        }
        if matches!(op, Op::Aggregate(op) if op.aggregate.only_counts()) {
            return None;
        }
        let mut under = op.operands().filter_map(|slot| self.of[slot.0 as usize].as_ref());
        let first = under.next()?;
        let mut all: Option<BTreeSet<(NameId, i32)>> = None;
        for other in under.filter(|other| !Rc::ptr_eq(first, other)) {
            all.get_or_insert_with(|| (**first).clone()).extend(other.iter().copied());
        }
        Some(all.map_or_else(|| first.clone(), Rc::new))
    }

    /// The years with different members that the operands of an operation combine, two of each group.
    fn meetings(&self, op: &Op) -> Vec<Meeting> {
        let brought: Vec<SlotId> = match op {
            Op::Add(a, b) | Op::Subtract(a, b) | Op::Multiply(a, b) | Op::Divide(a, b) | Op::Compare(a, _, b) => {
                vec![*a, *b]
            }
            Op::Least(items) | Op::Greatest(items) => items.clone(),
            Op::Aggregate(op) if op.aggregate.only_counts() => return Vec::new(),
            Op::Aggregate(op) => op.items.iter().chain(op.weights.iter().flatten()).copied().collect(),
            Op::Input(_) | Op::Number(_) | Op::Text(_) | Op::Missing(..) => return Vec::new(),
            Op::Negate(_) | Op::Absolute(_) | Op::Share(_) | Op::Percentage(_) | Op::Power(..) | Op::Root(_) => {
                return Vec::new();
            }
            Op::Same(_) | Op::Round(..) | Op::Clamp(..) | Op::Band(..) | Op::Within(..) | Op::Rank(..) => {
                return Vec::new();
            }
            Op::And(..) | Op::Or(..) | Op::Not(_) | Op::Present(_) | Op::Filled(_) => return Vec::new(),
            Op::Choose { .. } | Op::Fallback(..) => return Vec::new(),
        };
        let mut found: Vec<Meeting> = Vec::new();
        let mut before: BTreeSet<(NameId, i32)> = BTreeSet::new();
        for slot in brought {
            let Some(marks) = &self.of[slot.0 as usize] else { continue };
            for &(group, year) in marks.iter() {
                if found.iter().any(|known| known.group == group) {
                    continue;
                }
                let others = before.range((group, i32::MIN)..=(group, i32::MAX));
                if let Some((_, other)) = others.into_iter().find(|(_, other)| self.differ(group, year, *other)) {
                    found.push(Meeting { group, years: (*other, year) });
                }
            }
            before.extend(marks.iter().copied());
        }
        found
    }

    fn differ(&self, group: NameId, year: i32, other: i32) -> bool {
        let of = |year| self.program.version(group, year).and_then(|version| version.kind.group()).map(members);
        of(year) != of(other)
    }

    /// Why two years may be combined, if a version of the group says so.
    fn reason(&self, meeting: &Meeting) -> Option<String> {
        let years = [meeting.years.0, meeting.years.1];
        let groups = years.into_iter().filter_map(|year| self.program.version(meeting.group, year)?.kind.group());
        groups.filter_map(|group| group.other_members.clone()).next()
    }
}

fn members(group: &Group) -> Vec<NameId> {
    let mut names: Vec<NameId> = group.members.iter().map(|(name, _)| *name).collect();
    names.sort_unstable();
    names
}
