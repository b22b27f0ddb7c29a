//! Notes of one cause in many cells, joined: `pagu dan serapan A, B, C tahun 2024 tidak berlaku`.

use super::table::{Cell, Note};
use crate::data::{Field, State};
use crate::eval::Fault;
use crate::plan::Reason;
use crate::program::When;

/// What a note about a data cell without a value says, in parts.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cause {
    /// What stands before it: `tidak ikut dihitung: `.
    before: &'static str,
    state: State,
    when: When,
    field: Field,
    code: String,
    /// Where the cell is.
    place: Option<String>,
}

impl Cause {
    /// Of a cell that is not filled in, or does not apply, without further words.
    pub fn of(fault: &Fault, before: &'static str, place: Option<String>) -> Option<Cause> {
        let (input, state) = if let Reason::NotFilled(input) = &*fault.reason {
            (input, State::NotFilled)
        } else if let Reason::InData { input, state: state @ (State::NotFilled | State::NotApplicable), why } =
            &*fault.reason
            && why.is_empty()
        {
            (input, *state)
        } else {
            return None;
        };
        let (field, code) = (input.field.clone(), input.code.to_string());
        Some(Cause { before, state, when: input.when, field, code, place })
    }

    fn is_alike(&self, other: &Cause) -> bool {
        (self.before, self.state, self.when) == (other.before, other.state, other.when)
    }
}

/// As many notes of one cause become one.
const MANY: usize = 3;
/// So many codes are named.
const NAMED: usize = 20;

/// The notes of a table with those of one cause joined, and the new number of each.
pub(super) fn joined(notes: Vec<Note>, causes: &[Option<Cause>]) -> (Vec<Note>, Vec<usize>) {
    let mut parts: Vec<Vec<usize>> = Vec::new();
    for (at, cause) in causes.iter().enumerate() {
        let of = |part: &&mut Vec<usize>| {
            let first = causes[part[0]].as_ref();
            first.zip(cause.as_ref()).is_some_and(|(one, other)| one.is_alike(other) && one.field == other.field)
        };
        match parts.iter_mut().find(of) {
            Some(part) => part.push(at),
            None => parts.push(vec![at]),
        }
    }
    // Of several columns with the same cells one note is enough, too.
    let mut groups: Vec<Vec<Vec<usize>>> = Vec::new();
    for part in parts {
        let is_same = |group: &&mut Vec<Vec<usize>>| {
            let first = causes[group[0][0]].as_ref();
            first.zip(causes[part[0]].as_ref()).is_some_and(|(one, other)| one.is_alike(other))
                && codes(&group[0], causes) == codes(&part, causes)
        };
        match groups.iter_mut().find(is_same) {
            Some(group) => group.push(part),
            None => groups.push(vec![part]),
        }
    }
    let count = |group: &Vec<Vec<usize>>| group.iter().map(Vec::len).sum::<usize>();
    // What is not joined stays apart, in the order it was noted.
    let mut all: Vec<(Vec<usize>, Option<String>)> = Vec::new();
    for group in groups {
        let many = count(&group) >= MANY;
        match told(&group, causes).filter(|_| many) {
            Some(text) => all.push((group.concat(), Some(text))),
            None => all.extend(group.into_iter().flatten().map(|at| (vec![at], None))),
        }
    }
    all.sort_by_key(|(members, _)| members.iter().min().copied());
    let mut numbers = vec![0; notes.len()];
    let mut joined = Vec::with_capacity(all.len());
    for (members, text) in all {
        joined.push(text.map_or_else(|| notes[members[0]].clone(), |text| Note { text, is_joined: true }));
        members.iter().for_each(|at| numbers[*at] = joined.len());
    }
    (joined, numbers)
}

/// One note for all of them: by column, and for each the same codes.
fn told(group: &[Vec<usize>], causes: &[Option<Cause>]) -> Option<String> {
    let first = causes[group[0][0]].as_ref()?;
    let fields: Vec<&str> = group.iter().filter_map(|part| Some(causes[part[0]].as_ref()?.field.word())).collect();
    let codes = codes(&group[0], causes);
    let more = if codes.len() > NAMED { format!(", dan {} lagi", codes.len() - NAMED) } else { String::new() };
    let codes = codes.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ") + &more;
    let fields = match fields.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} dan {last}", rest.join(", ")),
        _ => fields.concat(),
    };
    let when = match first.when.quarter {
        Some(quarter) => format!("triwulan {quarter} tahun {}", first.when.year),
        None => format!("tahun {}", first.when.year),
    };
    let others = group.iter().map(Vec::len).sum::<usize>() - 1;
    let place = first.place.as_ref().map(|place| format!(" ({place}, dan {others} sel lain)")).unwrap_or_default();
    Some(format!("{}{fields} {codes} {when} {}{place}", first.before, first.state.words()))
}

fn codes<'c>(part: &[usize], causes: &'c [Option<Cause>]) -> Vec<&'c str> {
    part.iter().filter_map(|at| Some(causes[*at].as_ref()?.code.as_str())).collect()
}

/// Renumbers the notes of a cell.
pub(super) fn renumber(cell: &mut Cell, numbers: &[usize]) {
    cell.notes.iter_mut().for_each(|note| *note = numbers[*note - 1]);
    cell.notes.sort_unstable();
    cell.notes.dedup();
}
