//! Rows that are classes of members.

use super::lower::{ClassMembers, Context, RowAt};
use super::planner::Planner;
use super::*;
use crate::program::ends::Ends;
use crate::program::{Class, SetRef};

impl Planner<'_> {
    /// A row for each class, and the members that are divided into them.
    pub(super) fn classes(
        &mut self,
        set: Option<&SetRef>,
        value: &Expr,
        (classes, ends): (&[Class], &Ends),
    ) -> (Vec<Context>, Vec<RowAt>) {
        let here = Context::of_year(self.year);
        let (names, complete): (Vec<NameId>, bool) = match set.map(|set| self.members(set, &here)) {
            Some(Some(members)) => (members.names, members.complete),
            Some(None) => (Vec::new(), true),
            None => (self.indicators(), true),
        };
        let when = self.when(&here, set.and_then(|set| set.period));
        let member_of = set.and_then(|set| set.of);
        let values: Vec<_> = names.iter().map(|name| (Some(*name), when)).collect();
        self.worked.are_parts = self.are_parts(&values);
        let row = |class: &Class| {
            let members = names.iter().map(|&name| {
                // The value carries the time of the set itself.
                let member = Context { this: Some(name), each: Some(name), ..here.clone() };
                (name, self.in_class(value, (class, ends), &member))
            });
            let class_members = ClassMembers { members: members.collect(), complete };
            let label = Some(class.label.as_str().into());
            Context { label, class: Some(class_members), group: member_of, ..Context::at(when) }
        };
        let rows = classes.iter().map(row).collect();
        self.worked.are_parts = false;
        let member = |name| RowAt { name: Some(name), member_of, when, filter: None, sort: None, group: 0 };
        (rows, names.into_iter().map(member).collect())
    }

    /// Whether a member is in a class: compares its value with the number as in a condition.
    fn in_class(&mut self, value: &Expr, (class, ends): (&Class, &Ends), member: &Context) -> SlotId {
        let slot = self.lower(value, member);
        let slot = match self.beside_ends(slot, (value, None), ends, member) {
            Ok(slot) => slot,
            Err(refused) => return refused,
        };
        let mut compared = |comparison, end: &Exact| {
            let limit = self.push(Op::Number(end.clone()), self.unit(slot), Some(class.span));
            self.push(Op::Compare(slot, comparison, limit), Unit::Any, Some(class.span))
        };
        let first = compared(class.comparison, &class.value);
        let second = class.upper.as_ref().map(|(comparison, end)| compared(*comparison, end));
        match second {
            Some(second) => self.push(Op::And(first, second), Unit::Any, Some(class.span)),
            None => first,
        }
    }
}
