//! Operations over ranges of cells, one arm for each operation of the plan.

use super::combined::{Item, combined};
use super::possible::{Lacks, Possible, Truths, compare, inside};
use crate::data::State;
use crate::number::{Bound, Exact, Interval};
use crate::plan::{AggregateOp, BandTable, Op, SlotId};
use crate::program::Aggregate;
use crate::program::intervals::{complement, end};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Up to this many words are searched linearly in an order.
const FEW: usize = 4;

/// What an operation can give; `at` returns what its operands can be.
pub fn enclose<'c>(op: &Op, at: &impl Fn(SlotId) -> &'c Possible) -> Possible {
    let one = |a: &SlotId, function: &dyn Fn(&Interval) -> Interval| {
        let a = at(*a);
        Possible::numbers(function(&a.numbers)).lacking(a.lacks_as_number())
    };
    let two = |a: &SlotId, b: &SlotId, function: &dyn Fn(&Interval, &Interval) -> Interval| {
        let (a, b) = (at(*a), at(*b));
        Possible::numbers(function(&a.numbers, &b.numbers)).lacking(a.lacks_as_number() | b.lacks_as_number())
    };
    match op {
        // A caller that knows the data says more.
        Op::Input(_) => Possible::ANYTHING,
        Op::Number(value) => Possible::numbers(Interval::point(value.clone())),
        Op::Text(word) => Possible { words: vec![word.clone()], ..Possible::NOTHING },
        Op::Missing(state, _) => Possible::NOTHING.lacking(Lacks::of(*state)),
        Op::Negate(a) => one(a, &Interval::neg),
        Op::Absolute(a) => one(a, &Interval::abs),
        Op::Round(a, precision) => one(a, &|a| a.snap(precision.places, precision.mode)),
        Op::Clamp(a, range) => one(a, &|a| a.clamp(end(range.lo()), end(range.hi()))),
        Op::Add(a, b) => two(a, b, &Interval::add),
        Op::Subtract(a, b) => two(a, b, &Interval::sub),
        Op::Multiply(a, b) => two(a, b, &Interval::mul),
        Op::Share(a) => one(a, &|a| a.mul(&Interval::point(Exact::HUNDREDTH))),
        Op::Percentage(a) => one(a, &|a| a.mul(&Interval::point(Exact::HUNDRED))),
        Op::Divide(a, b) => divide(at(*a), at(*b)),
        Op::Power(a, exponent) => power(at(*a), *exponent),
        Op::Root(a) => root(at(*a)),
        Op::Same(a) => at(*a).clone(),
        Op::Least(items) => fold(items, at, Interval::min),
        Op::Greatest(items) => fold(items, at, Interval::max),
        Op::Compare(a, comparison, b) => compare(at(*a), *comparison, at(*b)),
        Op::And(a, b) => decide(at(*a), at(*b), false),
        Op::Or(a, b) => decide(at(*a), at(*b), true),
        Op::Not(a) => {
            let a = at(*a);
            Possible::truths(a.truths.no, a.truths.yes).lacking(a.lacks_as_truth())
        }
        Op::Filled(a) => Possible::truths(at(*a).has_value(), false).lacking(at(*a).lacks),
        // For a faulty value, neither presence nor absence holds.
        Op::Present(a) => {
            let a = at(*a);
            let lacks = Lacks { faulty: a.lacks.faulty, ..Lacks::NONE };
            Possible::truths(a.has_value(), a.lacks.any()).lacking(lacks)
        }
        Op::Choose { cases, otherwise } => choose(cases, *otherwise, at),
        Op::Aggregate(op) => aggregate(op, at),
        Op::Band(a, table) => band(at(*a), table),
        Op::Fallback(first, second) => {
            let (first, second) = (at(*first), at(*second));
            match first.lacks.not_filled {
                false => first.clone(),
                true => {
                    let lacks = Lacks { not_filled: false, ..first.lacks };
                    Possible { lacks, ..first.clone() }.or(second)
                }
            }
        }
        Op::Within(a, range) => {
            let a = at(*a);
            let yes = !a.numbers.intersect(range).is_empty();
            let no = !a.numbers.is_empty() && !inside(&a.numbers, range);
            Possible::truths(yes, no).lacking(a.lacks_as_number())
        }
        Op::Rank(a, order) => rank(at(*a), order),
    }
}

pub(super) fn divide(a: &Possible, b: &Possible) -> Possible {
    let mut lacks = a.lacks_as_number() | b.lacks_as_number();
    let zero = b.numbers.contains(&Exact::ZERO);
    lacks.faulty |= zero && !a.numbers.is_empty();
    // The two sides of zero are divided separately.
    let above = b.numbers.intersect(&Interval::new(Bound::Excluded(Exact::ZERO), Bound::Unbounded));
    let below = b.numbers.intersect(&Interval::new(Bound::Unbounded, Bound::Excluded(Exact::ZERO)));
    let side = |part: &Interval| a.numbers.div(part).unwrap_or(Interval::ALL);
    Possible::numbers(side(&above).hull(&side(&below))).lacking(lacks)
}

/// Numbers below 0 have no root.
fn root(a: &Possible) -> Possible {
    let mut lacks = a.lacks_as_number();
    let not_negative = Interval::new(Bound::Included(Exact::ZERO), Bound::Unbounded);
    let base = a.numbers.intersect(&not_negative);
    lacks.faulty |= base != a.numbers;
    Possible::numbers(super::combined::square_root(&base)).lacking(lacks)
}

fn power(a: &Possible, exponent: i32) -> Possible {
    let mut lacks = a.lacks_as_number();
    let whole = |base: &Interval, n: i32| {
        let end = |bound: &Bound<Exact>| match bound {
            Bound::Included(value) => value.checked_pow(n).map(Bound::Included),
            Bound::Excluded(value) => value.checked_pow(n).map(Bound::Excluded),
            Bound::Unbounded => Some(Bound::Unbounded),
        };
        Some(Interval::new(end(base.lo())?, end(base.hi())?))
    };
    if exponent == 0 {
        return Possible::numbers(if a.numbers.is_empty() { Interval::EMPTY } else { Interval::point(Exact::ONE) })
            .lacking(lacks);
    }
    if a.numbers.is_empty() {
        return Possible { lacks, ..Possible::NOTHING };
    }
    // Even powers grow away from zero, odd ones everywhere.
    let base = if exponent % 2 == 0 { a.numbers.abs() } else { a.numbers.clone() };
    let Some(raised) = exponent.checked_abs().and_then(|n| whole(&base, n)) else {
        return Possible::numbers(Interval::ALL).lacking(Lacks { faulty: true, ..lacks });
    };
    if exponent > 0 {
        return Possible::numbers(raised).lacking(lacks);
    }
    lacks.faulty |= a.numbers.contains(&Exact::ZERO);
    divide(&Possible::numbers(Interval::point(Exact::ONE)), &Possible::numbers(raised)).lacking(lacks)
}

fn fold<'c>(
    items: &[SlotId],
    at: &impl Fn(SlotId) -> &'c Possible,
    join: impl Fn(&Interval, &Interval) -> Interval,
) -> Possible {
    let lacks = items.iter().fold(Lacks::NONE, |lacks, item| lacks | at(*item).lacks_as_number());
    let joined = items.iter().map(|item| at(*item).numbers.clone()).reduce(|a, b| join(&a, &b));
    match joined {
        Some(numbers) => Possible::numbers(numbers).lacking(lacks),
        None => Possible { lacks: Lacks { not_applicable: true, ..lacks }, ..Possible::NOTHING },
    }
}

/// `dan` is decided by false, `atau` by true; a decided result is never missing.
fn decide(a: &Possible, b: &Possible, deciding: bool) -> Possible {
    let can = |one: &Possible, truth: bool| if truth { one.truths.yes } else { one.truths.no };
    let decided = can(a, deciding) || can(b, deciding);
    let other = can(a, !deciding) && can(b, !deciding);
    let truths = if deciding { Truths { yes: decided, no: other } } else { Truths { yes: other, no: decided } };
    let only_decides = |one: &Possible| !can(one, !deciding) && !one.lacks_as_truth().any();
    let lacks = match only_decides(a) || only_decides(b) {
        true => Lacks::NONE,
        false => a.lacks_as_truth() | b.lacks_as_truth(),
    };
    Possible { truths, lacks, ..Possible::NOTHING }
}

fn choose<'c>(cases: &[(SlotId, SlotId)], otherwise: SlotId, at: &impl Fn(SlotId) -> &'c Possible) -> Possible {
    let mut found = Possible::NOTHING;
    // Whether a later case is reached with all conditions known, or with an unknown one.
    let (mut reached, mut unknown) = (true, false);
    for (condition, value) in cases {
        let condition = at(*condition);
        found.lacks = found.lacks | condition.lacks_as_truth();
        unknown |= condition.lacks_as_truth().any();
        if condition.truths.yes && reached {
            found = found.or(at(*value));
        }
        if unknown {
            found.lacks = found.lacks | at(*value).lacks;
        }
        reached &= condition.truths.no;
        if !reached && !unknown {
            return found;
        }
    }
    if reached {
        found = found.or(at(otherwise));
    }
    if unknown {
        found.lacks = found.lacks | at(otherwise).lacks;
    }
    found
}

fn rank(a: &Possible, order: &[Arc<str>]) -> Possible {
    // For a few words, linear search is faster.
    let listed: HashMap<&str, usize> = match a.words.len() > FEW {
        true => order.iter().enumerate().rev().map(|(place, word)| (&**word, place)).collect(),
        false => HashMap::new(),
    };
    let place = |word: &Arc<str>| match a.words.len() > FEW {
        true => listed.get(&**word).copied(),
        false => order.iter().position(|known| known == word),
    };
    let mut lacks = a.lacks;
    lacks.faulty |= !a.numbers.is_empty() || a.truths.yes || a.truths.no;
    lacks.faulty |= a.any_word || a.words.iter().any(|word| place(word).is_none());
    let known = a.words.iter().filter_map(place);
    let all = (0..order.len()).filter(|_| a.any_word);
    let places = known.chain(all).map(|place| Interval::point(Exact::from(place as i64)));
    Possible::numbers(places.fold(Interval::EMPTY, |all, one| all.hull(&one))).lacking(lacks)
}

fn band(a: &Possible, table: &BandTable) -> Possible {
    let decided = match &table.round {
        Some(precision) => a.numbers.snap(precision.places, precision.mode),
        None => a.numbers.clone(),
    };
    let meets = |range: &Interval| !decided.intersect(range).is_empty();
    let mut known = HashSet::new();
    let reached = table.bands.iter().filter(|(range, _)| meets(range)).map(|(_, word)| word);
    let words: Vec<Arc<str>> = reached.filter(|word| known.insert(*word)).cloned().collect();
    let mut lacks = a.lacks_as_number();
    lacks.not_applicable |= table.uncovered.iter().any(|(range, _)| meets(range));
    let ranges: Vec<Interval> = table.bands.iter().chain(&table.uncovered).map(|(range, _)| range.clone()).collect();
    lacks.faulty |= !decided.is_empty() && !complement(&decided, &ranges).is_empty();
    Possible { words, lacks, ..Possible::NOTHING }
}

fn aggregate<'c>(op: &AggregateOp, at: &impl Fn(SlotId) -> &'c Possible) -> Possible {
    let blanks = op.leaves_out(State::NotFilled);
    let left_out = |lacks: Lacks| lacks.not_applicable || lacks.not_filled && blanks;
    let fatal = |lacks: Lacks| Lacks { not_filled: lacks.not_filled && !blanks, not_applicable: false, ..lacks };
    let mut lacks = Lacks::NONE;
    let mut items: Vec<Item> = Vec::new();
    let (mut not_filled, mut never) = (false, false);
    // An item that is certainly blank makes the result not applicable when nobody takes part.
    let mut not_applicable = true;
    for (index, slot) in op.items.iter().enumerate() {
        let value = at(*slot);
        let mut may_stay_out = left_out(value.lacks);
        let mut may_be_none = value.lacks.not_applicable;
        if let Some(keep) = &op.keep {
            let keep = at(keep[index]);
            lacks = lacks | fatal(keep.lacks_as_truth());
            may_stay_out |= keep.truths.no || left_out(keep.lacks);
            may_be_none |= keep.truths.no || keep.lacks.not_applicable;
            not_filled |= keep.lacks.not_filled;
            not_applicable &= may_be_none;
            if !keep.truths.yes {
                continue;
            }
        }
        not_applicable &= may_be_none;
        let as_it_is = op.aggregate.only_counts() || op.aggregate == Aggregate::Last;
        let own = if as_it_is { value.lacks } else { value.lacks_as_number() };
        lacks = lacks | fatal(own);
        not_filled |= value.lacks.not_filled;
        // An item that never has a value and cannot be left out makes the result missing; not for `terakhir`, where a
        // later one may be filled.
        never |= !value.has_value() && !may_stay_out && op.aggregate != Aggregate::Last && !op.aggregate.only_counts();
        if value.has_value() {
            let weight = op.weights.as_ref().map(|weights| at(weights[index]));
            lacks = lacks | weight.map_or(Lacks::NONE, |weight| weight.lacks_as_number());
            items.push(Item { value, weight, may_stay_out });
        }
    }
    if op.aggregate.only_counts() {
        let certain = items.iter().filter(|item| !item.may_stay_out).count() as i64;
        return Possible::numbers(Interval::closed(certain.into(), (items.len() as i64).into())).lacking(lacks);
    }
    if items.iter().all(|item| item.may_stay_out) {
        lacks.not_applicable |= not_applicable;
        lacks.not_filled |= not_filled;
    }
    if items.is_empty() || never {
        return Possible { lacks, ..Possible::NOTHING };
    }
    if op.aggregate == Aggregate::Last {
        // Passed on unchanged, even a word or a truth value. Which of the sorted rows is last depends on the values.
        let first = items.iter().rposition(|item| !item.may_stay_out && op.order.is_none()).unwrap_or(0);
        let found = items[first..].iter().fold(Possible::NOTHING, |all, item| all.or(item.value));
        return Possible { lacks, ..found };
    }
    let (numbers, odd) = combined(op.aggregate, &items);
    Possible::numbers(numbers).lacking(Lacks { faulty: lacks.faulty || odd, ..lacks })
}
