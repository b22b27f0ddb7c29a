//! The proof for words: each word against each lesser one, at every target of the order, and without one.

use super::direction::Subject;
use super::follows::not_above;
use super::stretches::{Cell, Question, cells, moving, rises};
use crate::plan::SlotId;
use crate::range::{Lacks, Possible, Ranges};
use crate::syntax::ast::Direction;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// The most pairs of word and target that are examined.
const MOST_PLACES: usize = 600;
/// The most pairs of cells that are compared.
const MOST_PAIRS: usize = 20_000;

/// Whether the achievement is proved to follow the order of the words.
pub fn follows(ranges: &mut Ranges, subject: &Subject) -> bool {
    let question = Question { goal: subject.goal, root: subject.value, is_word: true };
    let words: Vec<Arc<str>> = subject.words().iter().map(|word| word.as_str().into()).collect();
    let Some(moving) = moving(ranges.plan(), question) else { return false };
    let known = ranges.possible(subject.target).clone();
    let listed: HashSet<&str> = known.words.iter().map(AsRef::as_ref).collect();
    let may_be = |word: &Arc<str>| known.any_word || listed.contains(&**word);
    let lacks = Lacks { faulty: false, ..known.lacks };
    let targets = words.iter().enumerate().filter(|(_, word)| may_be(word)).map(|(at, _)| Some(at));
    let targets: Vec<Option<usize>> = targets.chain(lacks.any().then_some(None)).collect();

    words.len() * targets.len() <= MOST_PLACES
        && targets.into_iter().all(|target| {
            let held = match target {
                Some(at) => one_of(&words[at..=at]),
                None => Possible::NOTHING.lacking(lacks),
            };
            follows_at(ranges, question, &Order { words: &words, moving: &moving, target, held: &held }, subject)
        })
}

/// The words a realisation may be, and what depends on it; the rank of the target among them, and what the target is.
struct Order<'w> {
    words: &'w [Arc<str>],
    moving: &'w BTreeSet<SlotId>,
    target: Option<usize>,
    held: &'w Possible,
}

/// A target is the same word at both ends.
fn hold(ranges: &mut Ranges, subject: &Subject, target: &Possible) {
    for end in [subject.target, subject.low, subject.high] {
        ranges.hold(end, target.clone());
    }
}

fn one_of(words: &[Arc<str>]) -> Possible {
    Possible { words: words.to_vec(), ..Possible::NOTHING }
}

fn follows_at(ranges: &mut Ranges, question: Question, order: &Order, subject: &Subject) -> bool {
    let Order { words, moving, target, held } = order;
    let mut worth: Vec<Vec<Cell>> = Vec::new();
    for at in 0..words.len() {
        ranges.open();
        ranges.refresh();
        hold(ranges, subject, held);
        ranges.hold(question.root, one_of(&words[at..=at]));
        let found = cells(ranges, question, &[]);
        ranges.close();
        let Some(found) = found else { return false };
        worth.push(found.cells.into_iter().filter(|cell| !cell.numbers.is_empty()).collect());
    }
    let pairs = (0..words.len()).flat_map(|better| (0..words.len()).map(move |worse| (worse, better)));
    let mut pairs = pairs.filter(|(worse, better)| match subject.direction {
        Direction::Higher => worse < better,
        Direction::Lower => worse > better,
        Direction::Range => target.is_some_and(|target| *better == target && *worse != target),
    });
    pairs.all(|(worse, better)| {
        let (below, above) = (&worth[worse], &worth[better]);
        below.len() * above.len() <= MOST_PAIRS
            && below.iter().all(|below| {
                above.iter().all(|above| {
                    contradict(below, above, moving)
                        || not_above(&below.numbers, &above.numbers, true)
                        || changes_rightly(ranges, (question, subject), [below, above], order)
                })
            })
    })
}

/// Whether no data lie in both cells: something that does not depend on the realisation differs between them.
fn contradict(first: &Cell, second: &Cell, moving: &BTreeSet<SlotId>) -> bool {
    let still = first.fixed.iter().filter(|(slot, _)| !moving.contains(slot));
    let mut still = still.map(|(slot, holds)| (*slot, !holds));
    still.any(|one| second.fixed.contains(&one))
}

/// Whether the achievement only grows from the branches of one cell to those of the other, all other data being equal.
fn changes_rightly(
    ranges: &mut Ranges,
    (question, subject): (Question, &Subject),
    [first, second]: [&Cell; 2],
    Order { words, moving, held, .. }: &Order,
) -> bool {
    let rests = |ranges: &Ranges, cell: &Cell| {
        let mut open = vec![question.goal];
        let mut seen = BTreeSet::new();
        while let Some(slot) = open.pop() {
            if slot == question.root {
                return true;
            }
            if moving.contains(&slot) && seen.insert(slot) {
                match cell.chosen.get(&slot) {
                    Some(value) => open.push(*value),
                    None => open.extend(ranges.plan().slot(slot).op.operands()),
                }
            }
        }
        false
    };
    if rests(ranges, first) || rests(ranges, second) {
        return false;
    }
    ranges.open();
    ranges.refresh();
    hold(ranges, subject, held);
    ranges.hold(question.root, one_of(words));
    let still = first.fixed.iter().chain(&second.fixed).filter(|(slot, _)| !moving.contains(slot));
    let possible = still.clone().all(|(slot, holds)| {
        ranges.settle(*slot);
        ranges.assume(*slot, *holds)
    });
    let holds = !possible || {
        ranges.refresh();
        rises(&ranges.change(question.goal, [&first.chosen, &second.chosen]))
    };
    ranges.close();
    holds
}
