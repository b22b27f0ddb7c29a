//! A condition over all data: parts of the data are judged as a whole, and halved where they cannot be.

use super::columns::Chosen;
use super::ground::{Ground, Parts, is_false};

/// Splits that are tried one by one before one is taken.
const MOST_TRIED: usize = 6;

/// What came of a search.
pub enum Searched {
    /// It holds for all data; whether it can be told for any.
    Holds {
        /// For no data it can.
        is_idle: bool,
    },
    /// Data for which it does not hold.
    Fails,
    /// The parts that are left.
    Left(Vec<Parts>),
}

/// Searches all data for such as make a condition false. `confirm` looks at them once more.
pub fn search(ground: &mut Ground, confirm: &mut dyn FnMut(&Ground, &[Chosen]) -> bool) -> Searched {
    let whole = ground.whole();
    let (can_fail, can_hold) = judge(ground, &whole);
    if !can_fail {
        return Searched::Holds { is_idle: !can_hold };
    }
    for chosen in ground.trials() {
        if is_false(ground.at(&chosen)) && confirm(ground, &chosen) {
            return Searched::Fails;
        }
    }
    let (mut open, mut left) = (vec![whole], Vec::new());
    while let Some(parts) = open.pop() {
        if ground.is_enough() {
            left.push(parts);
            continue;
        }
        match points(ground, &parts) {
            (Some(chosen), _) if confirm(ground, &chosen) => return Searched::Fails,
            (None, true) => continue,
            (_, _) => {}
        }
        match halve(ground, &parts) {
            Some(more) => open.extend(more.into_iter().rev()),
            None => left.push(parts),
        }
    }
    if left.is_empty() { Searched::Holds { is_idle: false } } else { Searched::Left(left) }
}

/// Whether the condition can be false in a part, and whether it can be true.
fn judge(ground: &mut Ground, parts: &Parts) -> (bool, bool) {
    let goal = ground.goal;
    let is_possible = ground.lay(parts);
    let found = is_possible && ground.ranges.can_be(goal, false);
    let can_hold = is_possible && ground.ranges.can_be(goal, true);
    ground.ranges.close();
    (found, can_hold)
}

/// Data of a part that make the condition false; and whether these were all the data there are.
fn points(ground: &mut Ground, parts: &Parts) -> (Option<Vec<Chosen>>, bool) {
    let some: Vec<(Vec<Chosen>, bool)> =
        ground.columns.iter().zip(parts).map(|(column, part)| column.some(part)).collect();
    if some.iter().any(|(chosen, _)| chosen.is_empty()) {
        return (None, some.iter().any(|(chosen, all)| chosen.is_empty() && *all));
    }
    let most = some.iter().map(|(chosen, _)| chosen.len()).max().unwrap_or(1);
    let is_all = some.iter().all(|(chosen, all)| *all && chosen.len() == 1);
    for turn in 0..most.min(3) {
        let chosen: Vec<Chosen> = some.iter().map(|(chosen, _)| chosen[turn % chosen.len()].clone()).collect();
        if is_false(ground.at(&chosen)) {
            return (Some(chosen), is_all);
        }
    }
    (None, is_all)
}

/// The parts that a part falls into and that are not judged yet; none where it falls into none.
fn halve(ground: &mut Ground, parts: &Parts) -> Option<Vec<Parts>> {
    let goal = ground.goal;
    let is_possible = ground.lay(parts);
    ground.ranges.settle(goal);
    let resting = ground.resting(goal);
    ground.ranges.close();
    if !is_possible {
        return Some(Vec::new());
    }
    let can_split = |at: &usize| ground.columns[*at].split(&parts[*at]).is_some();
    let mut able: Vec<usize> = resting.into_iter().filter(can_split).collect();
    if able.is_empty() {
        able = (0..parts.len()).filter(can_split).collect();
    }
    // What is not told apart at all comes first, then what is widest.
    let mut by_width: Vec<(u64, usize)> = able.into_iter().map(|at| (rank(ground, parts, at), at)).collect();
    by_width.sort();
    by_width.truncate(MOST_TRIED);
    let mut best: Option<Vec<Parts>> = None;
    for (_, at) in by_width {
        let all = ground.columns[at].split(&parts[at])?;
        let all = all.into_iter().map(|part| {
            let mut one = parts.clone();
            one[at] = part;
            one
        });
        let all: Vec<Parts> = all.collect();
        let count = all.len();
        let open: Vec<Parts> = all.into_iter().filter(|one| judge(ground, one).0).collect();
        if open.is_empty() || open.len() < count {
            return Some(open);
        }
        best.get_or_insert(open);
    }
    best
}

/// How early a column is split: smaller is earlier.
pub fn rank(ground: &Ground, parts: &Parts, at: usize) -> u64 {
    use super::columns::{Holds, Part};
    let share = |run: (Option<i64>, Option<i64>)| {
        let Holds::Numbers(entry) = &ground.columns[at].holds else { return 1 };
        let width = |(from, to): (Option<i64>, Option<i64>)| {
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
