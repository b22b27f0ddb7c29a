//! The wording of one message about many cells.

use super::DataProblem;
use super::texts::short;
use crate::diagnostic::{Edit, Suggestion};

/// How many runs of lines are listed.
const LISTED: usize = 12;

/// `begitu juga 19 sel lain: baris 3–20 dan 25`
pub(super) fn others(all: &[DataProblem]) -> Option<String> {
    let mut rows: Vec<u32> = all.iter().skip(1).filter_map(|one| one.cell_place()).map(|place| place.row).collect();
    rows.sort_unstable();
    rows.dedup();
    let mut stretches: Vec<(u32, u32)> = Vec::new();
    for row in rows {
        match stretches.last_mut() {
            Some((_, last)) if *last + 1 == row => *last = row,
            _ => stretches.push((row, row)),
        }
    }
    let shown = stretches.iter().take(LISTED).map(|(first, last)| match last - first {
        0 => first.to_string(),
        1 => format!("{first}, {last}"),
        _ => format!("{first}–{last}"),
    });
    let shown = shown.collect::<Vec<_>>().join(", ");
    let rest = if stretches.len() > LISTED { ", …" } else { "" };
    let is_row = all.first().and_then(DataProblem::cell_place).is_none_or(|place| place.column.is_none());
    let what = if is_row { "baris" } else { "sel" };
    let count = all.len().saturating_sub(1);
    (count > 0).then(|| format!("begitu juga {count} {what} lain: baris {shown}{rest}"))
}

/// The other codes that nobody knows: `yang lain: PUAS, RASIO`.
pub(super) fn other_codes(all: &[DataProblem]) -> Option<String> {
    let code = |one: &DataProblem| {
        if let DataProblem::UnknownCode { cell, .. } = one { Some(cell.text.clone()) } else { None }
    };
    let mut codes: Vec<String> = Vec::new();
    for code in all.iter().filter_map(code) {
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    let rest = codes.get(1..).filter(|rest| !rest.is_empty())?;
    let shown = rest.iter().take(LISTED).map(|code| short(code)).collect::<Vec<_>>().join(", ");
    let more = rest.len().saturating_sub(LISTED);
    let more = if more > 0 { format!(", dan {more} lagi") } else { String::new() };
    Some(format!("kode lain yang tidak dikenal: {shown}{more}"))
}

/// The fixes of all of them, as far as each cell has one.
pub(super) fn suggestions(all: &[DataProblem]) -> Vec<(String, Vec<Edit>)> {
    let of_each: Vec<Vec<(String, Vec<Edit>)>> = all.iter().map(DataProblem::suggestions).collect();
    let count = of_each.iter().map(Vec::len).min().unwrap_or_default();
    let together = |at: usize| {
        let first = &of_each[0][at].0;
        let is_same = of_each.iter().all(|mends| mends[at].0 == *first);
        let text = match is_same {
            true => first.clone(),
            false if first.ends_with('?') => format!("{first} sel lainnya begitu juga"),
            false => format!("{first}; sel lainnya begitu juga"),
        };
        // A heading is fixed once for all of its cells.
        let mut edits: Vec<Edit> = Vec::new();
        for edit in of_each.iter().flat_map(|mends| &mends[at].1) {
            if !edits.contains(edit) {
                edits.push(edit.clone());
            }
        }
        (text, edits)
    };
    (0..count).map(together).collect()
}

/// What can be done, if no common fix says it.
pub(super) fn advice(all: &[DataProblem]) -> Vec<String> {
    let Some(first) = all.first() else { return Vec::new() };
    let told = suggestions(all).len();
    first.suggestions().into_iter().skip(told).map(|(text, _)| text).chain(first.advice()).collect()
}

impl DataProblem {
    /// Whether its mends decide what only the author can, where their words do not tell.
    fn decides(&self) -> Option<bool> {
        match self {
            // Ten times as much may have been reached.
            DataProblem::OutOfScale { .. } | DataProblem::NotTaken { .. } | DataProblem::AttributeDiffers { .. } => {
                Some(true)
            }
            DataProblem::Duplicate { .. } => Some(false),
            _ => None,
        }
    }

    /// One of its mends.
    pub(super) fn mend(&self, text: String, edits: Vec<Edit>) -> Suggestion {
        match self.decides() {
            Some(true) => Suggestion::deciding(text, edits),
            Some(false) => Suggestion::restoring(text, edits),
            None => Suggestion::new(text, edits),
        }
    }
}
