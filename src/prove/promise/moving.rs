//! A value that moves with another: proved by intervals and slopes, as directions are, or value by value if there are
//! few; refuted by two sets of data that differ only in what moves.

use super::boxes::{Searched, rank, with_part};
use super::columns::{Chosen, Column, Holds, Part};
use super::ground::{Ground, Parts};
use crate::data::Field;
use crate::eval::{self, Cell, Value};
use crate::number::Interval;
use crate::plan::{BandTable, Op, Plan, SlotId};
use crate::program::intervals::{end, start};
use crate::prove::follows::keeps_rising;
use crate::prove::stretches::{Question, cells};
use crate::range::Possible;
use crate::syntax::ast::Comparison;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The most values of what moves that are examined one by one.
const MOST_VALUES: usize = 600;
/// Sets of other data that are tried before a proof is attempted.
const TRIALS: usize = 60;

/// The question.
#[derive(Clone, Copy)]
pub struct Moving {
    /// The column that moves.
    pub column: usize,
    /// Whether the value must not fall when it rises; else it must not rise.
    pub along: bool,
}

/// Two sets of data, the second with a greater value of what moves.
pub type Pair = [Vec<Chosen>; 2];

/// Searches all data for two sets that differ only in what moves and go the wrong way. `confirm` checks each candidate.
pub fn search(ground: &mut Ground, moving: Moving, confirm: &mut dyn FnMut(&Ground, &Pair) -> bool) -> Searched {
    ground.moves(moving.column);
    let run = match &ground.columns[moving.column].holds {
        Holds::Numbers(entry) => Part::Numbers(entry.run()),
        Holds::Words(_) | Holds::Any(..) => return Searched::Left(vec![ground.whole()]),
    };
    let mut open = ground.starts(Some(moving.column));
    open.iter_mut().for_each(|parts| parts[moving.column] = run.clone());
    // Whether the target beside it is present, and a range, changes the rule; so does the realisation beside a target.
    let own = &ground.columns[moving.column].of;
    let is_other =
        |column: &Column| column.of.field == if own.field == Field::Target { Field::Value } else { Field::Target };
    let is_beside = |column: &Column| is_other(column) && column.of.code == own.code && column.of.when == own.when;
    if let Some(at) = ground.columns.iter().position(is_beside) {
        let apart = |parts: Parts| match ground.columns[at].split(&parts[at]) {
            Some(split) if parts[at] == Part::All => {
                split.into_iter().map(|part| with_part(&parts, at, part)).collect()
            }
            Some(_) | None => vec![parts],
        };
        open = open.into_iter().flat_map(apart).collect();
    }
    // Proving the whole costs less than searching for a counterexample.
    open.retain(|parts| !is_proved(ground, moving, parts));
    let holds = Searched::Holds { is_idle: false, at_once: false };
    if open.is_empty() {
        return holds;
    }
    let (values, is_all) = values(ground, moving);
    if let Some(pair) = try_out(ground, moving, &values)
        && confirm(ground, &pair)
    {
        return Searched::Fails;
    }
    let mut left = Vec::new();
    // Each with whether it is known not to be provable as a whole.
    let mut open: Vec<(Parts, bool)> = open.into_iter().map(|parts| (parts, true)).collect();
    while let Some((parts, is_open)) = open.pop() {
        if ground.is_enough() {
            left.push(parts);
            continue;
        }
        if !is_open && is_proved(ground, moving, &parts) {
            continue;
        }
        let (pair, is_each) = points(ground, moving, &parts, &values);
        if let Some(pair) = pair {
            if confirm(ground, &pair) {
                return Searched::Fails;
            }
        } else if is_each && is_all {
            continue;
        }
        match widest(ground, moving, &parts) {
            Some(at) => {
                let split = ground.columns[at].split(&parts[at]).into_iter().flatten();
                open.extend(split.map(|part| (with_part(&parts, at, part), false)));
            }
            None => left.push(parts),
        }
    }
    if left.is_empty() { holds } else { Searched::Left(left) }
}

/// The values of what moves, in order: all of them if they are few and none lie between, else those that rules state,
/// ends, and some between.
fn values(ground: &Ground, moving: Moving) -> (Vec<i64>, bool) {
    let Holds::Numbers(entry) = &ground.columns[moving.column].holds else { return (Vec::new(), false) };
    let run = entry.run();
    if let (Some(from), Some(to), false) = (run.from, run.to, entry.dense)
        && usize::try_from(to - from).is_ok_and(|count| count < MOST_VALUES)
    {
        return ((from..=to).collect(), true);
    }
    let mut values: BTreeSet<i64> = ground.multiples(moving.column).into_iter().collect();
    if let (Some(from), Some(to)) = (run.from, run.to) {
        values.extend((0..=40).map(|part| from + ((i128::from(to) - i128::from(from)) * part / 40) as i64));
    }
    values.retain(|at| entry.scale.contains(&entry.grid.value(*at)));
    (values.into_iter().collect(), false)
}

/// Searches made-up data for a counterexample.
fn try_out(ground: &mut Ground, moving: Moving, values: &[i64]) -> Option<Pair> {
    let mut trials = ground.trials(Some(moving.column));
    trials.truncate(TRIALS);
    trials.into_iter().find_map(|chosen| wrong_way(ground, moving, &chosen, values))
}

/// Two values of what moves between which the goal goes the wrong way, everything else being as chosen.
fn wrong_way(ground: &mut Ground, moving: Moving, chosen: &[Chosen], values: &[i64]) -> Option<Pair> {
    let mut best: Option<(Cell, i64)> = None;
    let mut one = chosen.to_vec();
    for value in values {
        one[moving.column] = Chosen::Number(*value);
        let cell = ground.at(&one).clone();
        if !matches!(cell, Ok(Value::Number(_) | Value::Irrational(_))) || !ground.is_consistent(&one) {
            continue;
        }
        let passes =
            |comparison, other: &Cell| matches!(eval::compared(&cell, comparison, other), Ok(Value::Truth(true)));
        let (worse, better) = match moving.along {
            true => (Comparison::Less, Comparison::Greater),
            false => (Comparison::Greater, Comparison::Less),
        };
        match &best {
            Some((known, at)) if passes(worse, known) => {
                let mut first = chosen.to_vec();
                first[moving.column] = Chosen::Number(*at);
                return Some([first, one]);
            }
            Some((known, _)) if !passes(better, known) => {}
            _ => best = Some((cell, *value)),
        }
    }
    None
}

/// The same for some data of a part; and whether these are all.
fn points(ground: &mut Ground, moving: Moving, parts: &Parts, values: &[i64]) -> (Option<Pair>, bool) {
    let (some, is_all) = ground.some(parts, Some(moving.column), 2);
    (some.into_iter().find_map(|chosen| wrong_way(ground, moving, &chosen, values)), is_all)
}

/// The column to split next.
fn widest(ground: &mut Ground, moving: Moving, parts: &Parts) -> Option<usize> {
    let resting = ground.resting(parts)?;
    let can_split = |at: &usize| *at != moving.column && ground.columns[*at].split(&parts[*at]).is_some();
    let able = resting.into_iter().filter(can_split);
    able.min_by_key(|at| (rank(ground, parts, *at), *at))
}

/// Whether the goal goes the right way in a part, by its slopes and the steps between its intervals.
fn is_proved(ground: &mut Ground, moving: Moving, parts: &Parts) -> bool {
    let Some((goal, turned)) = behind(ground.plan, ground.goal) else { return false };
    let column = &ground.columns[moving.column];
    let (Some(input), Holds::Numbers(entry)) = (column.whole, &column.holds) else { return false };
    let numbers = entry.scale.clone();
    let Some(root) = root(ground.plan, input, goal) else { return false };
    let is_possible = ground.lay(parts);
    ground.ranges.hold(root, Possible::numbers(numbers));
    ground.ranges.settle(goal);
    let is_nothing = ground.ranges.possible(goal).numbers.is_empty();
    // A goal with a single value for all data does not move: for instance, a mean whose grade is always the highest.
    ground.ranges.settle(ground.goal);
    let is_still = is_one(&ground.ranges.possible(ground.goal).numbers);
    let question = Question { goal, root, is_word: false };
    let holds = !is_possible
        || is_nothing
        || is_still
        || cells(&mut ground.ranges, question, &[])
            .is_some_and(|found| keeps_rising(&mut ground.ranges, question, &found, moving.along != turned));
    ground.ranges.close();
    holds
}

/// Whether a range holds one number at most.
fn is_one(range: &Interval) -> bool {
    range.is_empty() || end(range.lo()).is_some_and(|low| end(range.hi()) == Some(low))
}

/// The slot through which everything reads what moves: the cell itself, or what replaces it where it is filled.
fn root(plan: &Plan, input: SlotId, goal: SlotId) -> Option<SlotId> {
    let mut root = input;
    loop {
        let users: Vec<SlotId> = plan
            .under(&[goal], &[])
            .into_iter()
            .filter(|slot| plan.slot(*slot).op.uses_any(|one| one == root))
            .collect();
        let [only] = users.as_slice() else { return Some(root) };
        let op = &plan.slot(*only).op;
        let stands_for =
            matches!(op, Op::Fallback(first, _) if *first == root) || matches!(op, Op::Same(_)) && *only != goal;
        if !stands_for {
            return Some(root);
        }
        root = *only;
    }
}

/// The number that decides a goal, and whether the goal falls when it rises; a word is ranked like the number behind it
/// if its bands say so.
fn behind(plan: &Plan, goal: SlotId) -> Option<(SlotId, bool)> {
    let plain = plan.plain(goal);
    let Op::Rank(word, order) = &plan.slot(plain).op else { return Some((goal, false)) };
    let (number, table) = plan.graded(*word)?;
    let ranks = ranks(table, order)?;
    let rises = ranks.windows(2).all(|pair| pair[0] <= pair[1]);
    let falls = ranks.windows(2).all(|pair| pair[0] >= pair[1]);
    (rises || falls).then_some((number, !rises))
}

/// The rank of each band in the order of words, from the lowest numbers up.
fn ranks(table: &BandTable, order: &[Arc<str>]) -> Option<Vec<usize>> {
    let mut bands: Vec<&(Interval, Arc<str>)> = table.bands.iter().collect();
    bands.sort_by(|a, b| start(a.0.lo()).cmp(&start(b.0.lo())));
    bands.into_iter().map(|(_, word)| order.iter().position(|known| known == word)).collect()
}
