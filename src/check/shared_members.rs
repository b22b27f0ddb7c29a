//! Members that would count twice: of two groups that are members of one, or of a group and of one inside it.

use crate::diagnostic::Edit;
use crate::program::*;
use crate::resolve::problem::StructureProblem;
use crate::source::Span;
use crate::syntax::ast::Years;
use std::collections::{HashMap, HashSet, VecDeque};

/// How many members are looked at: where groups hold all earlier ones, there are as many as a cube.
const MOST: usize = 2_000_000;

/// Where a group names a member, and in which years that counts.
struct Mention {
    group: NameId,
    span: Span,
    years: Years,
}

/// A member that a group reaches on two ways.
struct Shared {
    name: NameId,
    /// The groups that name it.
    groups: [NameId; 2],
    /// Where one of them does that comes too late, and where the other does.
    places: [Span; 2],
}

/// Each member that a group reaches on two ways, but where the group says that it means it.
pub fn find(program: &Program) -> Vec<StructureProblem> {
    let mut looked = 0;
    let (mut problems, mut accepted) = (Vec::new(), HashSet::new());
    let groups = || program.definitions.iter().filter_map(|one| Some((one, one.kind.group()?)));
    // What a group accepts is accepted for all that it is a member of.
    for (definition, group) in groups() {
        let Some(span) = group.twice_admitted else { continue };
        let shared = shared(program, definition, group, &mut looked);
        if shared.is_empty() && looked < MOST {
            problems.push(StructureProblem::NeedlessAcceptance { span, words: "terima anggota ganda" });
        }
        accepted.extend(shared.iter().map(|one| one.pair()));
    }
    // A member is told once, however many groups hold both of its groups.
    let mut told = HashSet::new();
    for (definition, group) in groups().filter(|(_, group)| group.twice_admitted.is_none()) {
        for one in shared(program, definition, group, &mut looked) {
            let [span, other] = one.places;
            // Seen from a group further out, the same two places may come the other way round.
            if accepted.contains(&one.pair()) || told.contains(&span) || !accepted.insert(one.pair()) {
                continue;
            }
            told.insert(span);
            let code = |name: NameId| program.code(name).to_string();
            let (name, [first, second]) = (code(one.name), one.groups.map(code));
            let last = group.members.last().map_or(definition.span, |(_, span)| *span);
            let (whole, only_once) = ((code(definition.name), last), without(group, span));
            problems.push(StructureProblem::SharedMember { span, other, name, first, second, whole, only_once });
        }
    }
    problems
}

impl Shared {
    fn pair(&self) -> [Span; 2] {
        let mut pair = self.places;
        pair.sort_by_key(|span| (span.source, span.range().start));
        pair
    }
}

/// The edit that takes a member out of a list; none where it does not stand there, alone or with a weight.
fn without(group: &Group, span: Span) -> Option<Edit> {
    let at = group.members.iter().position(|(_, member)| *member == span).filter(|_| group.weights.is_empty())?;
    let cut = match (at.checked_sub(1).map(|before| group.members[before].1), group.members.get(at + 1)) {
        (Some(before), _) => before.after().to(span),
        (None, Some((_, after))) => Span::new(span.source, span.range().start, after.range().start),
        (None, None) => return None,
    };
    Some(Edit::replace(cut, ""))
}

/// The members that a group reaches on two ways in some year, with two places each.
fn shared(program: &Program, definition: &Definition, group: &Group, looked: &mut usize) -> Vec<Shared> {
    let mut found = Vec::new();
    let mut mentions: HashMap<NameId, Vec<Mention>> = HashMap::new();
    let mut open = VecDeque::from([(definition.name, group, definition.in_force)]);
    while let Some((group, members, years)) = open.pop_front().filter(|_| *looked < MOST) {
        for &(name, span) in &members.members {
            *looked += 1;
            // What is a member of itself has a finding of its own.
            if name == definition.name {
                continue;
            }
            let earlier = mentions.entry(name).or_default();
            let other = earlier.iter().find(|one| one.group != group && one.years.overlaps(years));
            if let Some(other) = other {
                // What stands in the group that holds the other is told there.
                let (groups, places) = match other.group == definition.name {
                    true => ([group, other.group], [other.span, span]),
                    false => ([other.group, group], [span, other.span]),
                };
                found.push(Shared { name, groups, places });
            } else {
                let versions = program
                    .versions(name)
                    .filter_map(|version| Some((name, version.kind.group()?, version.in_force.shared(years)?)));
                open.extend(versions);
            }
            earlier.push(Mention { group, span, years });
        }
    }
    found
}
