//! A condition over all data: parts of the data are judged as a whole, and bisected where that decides nothing.

use super::columns::{Chosen, Holds, Part};
use super::ground::{Ground, Parts, is_false};
use crate::seek::Stretch;

/// How many splits are tried before one is chosen.
const MOST_TRIED: usize = 6;

/// The result of a search.
pub enum Searched {
    /// It holds for all data.
    Holds {
        /// Whether it is undefined for all data.
        is_idle: bool,
        /// Whether it holds without distinguishing any values.
        at_once: bool,
    },
    /// A counterexample was found.
    Fails,
    /// The parts that are left undecided.
    Left(Vec<Parts>),
}

/// Searches all data for a counterexample to a condition. `confirm` checks each candidate.
pub fn search(ground: &mut Ground, confirm: &mut dyn FnMut(&Ground, &[Chosen]) -> bool) -> Searched {
    let whole = ground.whole();
    let can_fail = can_be(ground, &whole, false);
    if !can_fail {
        return Searched::Holds { is_idle: !can_be(ground, &whole, true), at_once: true };
    }
    for chosen in ground.trials(None) {
        if is_false(ground.at(&chosen)) && ground.is_consistent(&chosen) && fails(ground, chosen, confirm) {
            return Searched::Fails;
        }
    }
    let (mut open, mut left) = (ground.starts(None), Vec::new());
    while let Some(parts) = open.pop() {
        if ground.is_enough() {
            left.push(parts);
            continue;
        }
        match points(ground, &parts) {
            (Some(chosen), _) if fails(ground, chosen.clone(), confirm) => return Searched::Fails,
            (None, true) => continue,
            (_, _) => {}
        }
        match halve(ground, &parts) {
            Some(more) => open.extend(more.into_iter().rev()),
            None => left.push(parts),
        }
    }
    if !left.is_empty() && finer(ground, confirm) {
        return Searched::Fails;
    }
    if left.is_empty() { Searched::Holds { is_idle: false, at_once: false } } else { Searched::Left(left) }
}

/// Searches for a counterexample between the values tried so far: `19,991` where a statement ends at `19,99`.
fn finer(ground: &mut Ground, confirm: &mut dyn FnMut(&Ground, &[Chosen]) -> bool) -> bool {
    let coarse = ground.refine();
    let mut found = false;
    for chosen in ground.trials(None) {
        found = is_false(ground.at(&chosen)) && ground.is_consistent(&chosen) && fails(ground, chosen, confirm);
        if found {
            break;
        }
    }
    ground.regrid(coarse);
    found
}

/// Whether a counterexample is confirmed, reduced to the data it needs if that is confirmed as well.
fn fails(ground: &mut Ground, chosen: Vec<Chosen>, confirm: &mut dyn FnMut(&Ground, &[Chosen]) -> bool) -> bool {
    let less = ground.without_idle_quarters(chosen.clone());
    confirm(ground, &less) || less != chosen && confirm(ground, &chosen)
}

/// Whether the condition can be true (or false) in a part.
pub fn can_be(ground: &mut Ground, parts: &Parts, truth: bool) -> bool {
    let goal = ground.goal;
    let can = ground.lay(parts) && ground.ranges.can_be(goal, truth);
    ground.ranges.close();
    can
}

/// Data of a part that make the condition false; and whether these were all the data in it.
fn points(ground: &mut Ground, parts: &Parts) -> (Option<Vec<Chosen>>, bool) {
    let (some, is_all) = ground.some(parts, None, 3);
    (some.into_iter().find(|chosen| is_false(ground.at(chosen)) && ground.is_consistent(chosen)), is_all)
}

/// The undecided parts that a part is split into; none where it cannot be split.
fn halve(ground: &mut Ground, parts: &Parts) -> Option<Vec<Parts>> {
    let Some(resting) = ground.resting(parts) else { return Some(Vec::new()) };
    let can_split = |at: &usize| ground.columns[*at].split(&parts[*at]).is_some();
    let mut able: Vec<usize> = resting.into_iter().filter(can_split).collect();
    if able.is_empty() {
        able = (0..parts.len()).filter(can_split).collect();
    }
    // Columns not yet split at all come first, then the widest.
    let mut by_width: Vec<(u64, usize)> = able.into_iter().map(|at| (rank(ground, parts, at), at)).collect();
    by_width.sort();
    by_width.truncate(MOST_TRIED);
    let mut best: Option<Vec<Parts>> = None;
    for (_, at) in by_width {
        let all = ground.columns[at].split(&parts[at])?;
        let count = all.len();
        let all = all.into_iter().map(|part| with_part(parts, at, part));
        let open: Vec<Parts> = all.filter(|one| can_be(ground, one, false)).collect();
        if open.is_empty() || open.len() < count {
            return Some(open);
        }
        best.get_or_insert(open);
    }
    best
}

/// The parts with that of one column replaced.
pub fn with_part(parts: &Parts, at: usize, part: Part) -> Parts {
    let mut one = parts.clone();
    one[at] = part;
    one
}

/// The priority of a column for splitting: smaller is earlier.
pub fn rank(ground: &Ground, parts: &Parts, at: usize) -> u64 {
    let share = |run: Stretch| {
        let Holds::Numbers(entry) = &ground.columns[at].holds else { return 1 };
        let width = |Stretch { from, to }: Stretch| {
            from.zip(to).map(|(from, to)| to.saturating_sub(from).unsigned_abs().max(1))
        };
        match (width(entry.run()), width(run)) {
            (Some(all), Some(one)) => (all / one).max(1),
            (None, Some(_)) => 1 << 20,
            (_, None) => 1,
        }
    };
    match &parts[at] {
        Part::All => 0,
        Part::Numbers(run) => share(*run),
        Part::Range(low, high) => share(*low).min(share(*high)),
        Part::Words(..) | Part::Blank | Part::Absent => 1,
    }
}
