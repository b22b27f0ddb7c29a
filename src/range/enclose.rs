//! Operations over ranges of cells, one arm for each operation of the plan.

use super::possible::{Lacks, Possible, Truths, compare, inside};
use crate::data::State;
use crate::number::{Bound, Exact, Interval, Places, Real, geometric_mean};
use crate::plan::{AggregateOp, BandTable, Op, SlotId};
use crate::program::Aggregate;
use crate::program::intervals::{complement, end};
use std::sync::Arc;

/// What an operation can give; `at` tells what its operands can be.
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
        // Whoever knows the data says more.
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
        // What is wrong neither is there nor is not.
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

fn divide(a: &Possible, b: &Possible) -> Possible {
    let mut lacks = a.lacks_as_number() | b.lacks_as_number();
    let zero = b.numbers.contains(&Exact::ZERO);
    lacks.faulty |= zero && !a.numbers.is_empty();
    // Each side of zero divides on its own.
    let above = b.numbers.intersect(&Interval::new(Bound::Excluded(Exact::ZERO), Bound::Unbounded));
    let below = b.numbers.intersect(&Interval::new(Bound::Unbounded, Bound::Excluded(Exact::ZERO)));
    let side = |part: &Interval| a.numbers.div(part).unwrap_or(Interval::ALL);
    Possible::numbers(side(&above).hull(&side(&below))).lacking(lacks)
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

/// `dan` is decided by false, `atau` by true; what is decided lacks nothing.
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
    // Whether a later case is reached with all conditions known, or with one that is not.
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
    let place = |word: &Arc<str>| order.iter().position(|known| known == word);
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
    let mut words: Vec<Arc<str>> = Vec::new();
    for (_, word) in table.bands.iter().filter(|(range, _)| meets(range)) {
        if !words.contains(word) {
            words.push(word.clone());
        }
    }
    let mut lacks = a.lacks_as_number();
    lacks.not_applicable |= table.uncovered.iter().any(|(range, _)| meets(range));
    let ranges: Vec<Interval> = table.bands.iter().chain(&table.uncovered).map(|(range, _)| range.clone()).collect();
    lacks.faulty |= !decided.is_empty() && !complement(&decided, &ranges).is_empty();
    Possible { words, lacks, ..Possible::NOTHING }
}

/// An item of an aggregate: what it adds when it takes part, and whether it may stay out or must.
struct Item<'c> {
    value: &'c Possible,
    weight: Option<&'c Possible>,
    may_stay_out: bool,
}

fn aggregate<'c>(op: &AggregateOp, at: &impl Fn(SlotId) -> &'c Possible) -> Possible {
    let blanks = op.leaves_out(State::NotFilled);
    let left_out = |lacks: Lacks| lacks.not_applicable || lacks.not_filled && blanks;
    let fatal = |lacks: Lacks| Lacks { not_filled: lacks.not_filled && !blanks, not_applicable: false, ..lacks };
    let mut lacks = Lacks::NONE;
    let mut items: Vec<Item> = Vec::new();
    let (mut not_filled, mut never) = (false, false);
    for (index, slot) in op.items.iter().enumerate() {
        let value = at(*slot);
        let mut may_stay_out = left_out(value.lacks);
        if let Some(keep) = &op.keep {
            let keep = at(keep[index]);
            lacks = lacks | fatal(keep.lacks_as_truth());
            may_stay_out |= keep.truths.no || left_out(keep.lacks);
            not_filled |= keep.lacks.not_filled;
            if !keep.truths.yes {
                continue;
            }
        }
        let as_it_is = op.aggregate.only_counts() || op.aggregate == Aggregate::Last;
        let own = if as_it_is { value.lacks } else { value.lacks_as_number() };
        lacks = lacks | fatal(own);
        not_filled |= value.lacks.not_filled;
        // Who never has a value and cannot be left out leaves none; the last that is filled may stand behind him.
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
        lacks.not_applicable = true;
        lacks.not_filled |= not_filled;
    }
    if items.is_empty() || never {
        return Possible { lacks, ..Possible::NOTHING };
    }
    let (numbers, odd) = combined(op.aggregate, &items, op.order.is_some());
    let found = Possible::numbers(numbers).lacking(Lacks { faulty: lacks.faulty || odd, ..lacks });
    if op.aggregate != Aggregate::Last {
        return found;
    }
    // The last one is handed on as it is, be it a word or a truth.
    let words = items.iter().fold(Possible::NOTHING, |all, item| all.or(item.value));
    Possible { numbers: found.numbers, lacks: found.lacks, ..words }
}

/// The numbers an aggregate can give, and whether it can have none for a reason of its own.
fn combined(aggregate: Aggregate, items: &[Item], sorted: bool) -> (Interval, bool) {
    let values = || items.iter().map(|item| &item.value.numbers);
    let hull = || values().fold(Interval::EMPTY, |all, one| all.hull(one));
    let all_certain = items.iter().all(|item| !item.may_stay_out);
    let count = Interval::point(Exact::from(items.len() as i64));
    match aggregate {
        Aggregate::Sum => (sum(items), false),
        Aggregate::Mean if all_certain => (sum(items).div(&count).unwrap_or(Interval::ALL), false),
        Aggregate::Least if all_certain => (values().cloned().reduce(|a, b| a.min(&b)).unwrap_or(Interval::ALL), false),
        Aggregate::Greatest if all_certain => {
            (values().cloned().reduce(|a, b| a.max(&b)).unwrap_or(Interval::ALL), false)
        }
        // Which of sorted rows is the last one the values decide.
        Aggregate::Last if !sorted && items.last().is_some_and(|last| !last.may_stay_out) => {
            (items.last().map_or(Interval::ALL, |last| last.value.numbers.clone()), false)
        }
        Aggregate::Mean | Aggregate::Median | Aggregate::Least | Aggregate::Greatest | Aggregate::Last => {
            (hull(), false)
        }
        Aggregate::WeightedMean => weighted(items, all_certain),
        Aggregate::GeometricMean => geometric(items, all_certain),
        Aggregate::Count => (Interval::ALL, false),
    }
}

/// Any of the sums over those that take part, of which there is at least one.
fn sum(items: &[Item]) -> Interval {
    let zero = Interval::point(Exact::ZERO);
    let whole = items.iter().fold(zero.clone(), |sum, item| {
        let part = if item.may_stay_out { item.value.numbers.hull(&zero) } else { item.value.numbers.clone() };
        sum.add(&part)
    });
    if items.iter().any(|item| !item.may_stay_out) {
        return whole;
    }
    // Where all may stay out, one does not: the one that adds least, or takes least away.
    let least = items.iter().map(|item| item.value.numbers.max(&zero)).reduce(|a, b| a.min(&b));
    let most = items.iter().map(|item| item.value.numbers.min(&zero)).reduce(|a, b| a.max(&b));
    match (least, most) {
        (Some(least), Some(most)) => Interval::new(whole.add(&least).lo().clone(), whole.add(&most).hi().clone()),
        _ => whole,
    }
}

/// A mean with weights of one sign lies among its members, whichever of them take part.
fn weighted(items: &[Item], all_certain: bool) -> (Interval, bool) {
    let zero = Interval::point(Exact::ZERO);
    let not_negative = Interval::new(Bound::Included(Exact::ZERO), Bound::Unbounded);
    let weight = |item: &Item| item.weight.map_or(Interval::point(Exact::ONE), |weight| weight.numbers.clone());
    let whole = items.iter().fold(zero.clone(), |sum, item| {
        let weight = weight(item);
        sum.add(&if item.may_stay_out { weight.hull(&zero) } else { weight })
    });
    let odd = whole.contains(&Exact::ZERO);
    let hull = items.iter().fold(Interval::EMPTY, |all, item| all.hull(&item.value.numbers));
    let among = if items.iter().all(|item| inside(&weight(item), &not_negative)) { hull } else { Interval::ALL };
    if !all_certain {
        return (among, odd);
    }
    let sum = items.iter().fold(zero, |sum, item| sum.add(&item.value.numbers.mul(&weight(item))));
    let quotient = divide(&Possible::numbers(sum), &Possible::numbers(whole));
    (quotient.numbers.intersect(&among), odd)
}

/// The mean grows with every member, so the ends of the members give its ends; over some of them it lies among them.
fn geometric(items: &[Item], all_certain: bool) -> (Interval, bool) {
    let not_negative = Interval::new(Bound::Included(Exact::ZERO), Bound::Unbounded);
    let odd = items.iter().any(|item| !inside(&item.value.numbers, &not_negative));
    let members: Vec<Interval> = items.iter().map(|item| item.value.numbers.intersect(&not_negative)).collect();
    let hull = members.iter().fold(Interval::EMPTY, |all, one| all.hull(one));
    if odd || !all_certain {
        return (hull, odd);
    }
    let places = Places::new(30).unwrap_or(Places::WHOLE);
    let mean = |ends: Option<Vec<Real>>| geometric_mean(&ends?).ok()??.enclosure(places).ok();
    let low = mean(members.iter().map(|one| end(one.lo()).map(Real::from)).collect());
    let high = mean(members.iter().map(|one| end(one.hi()).map(Real::from)).collect());
    let low = low.map_or(Bound::Included(Exact::ZERO), |(low, _)| Bound::Included(low));
    let high = high.map_or(Bound::Unbounded, |(_, high)| Bound::Included(high));
    (Interval::new(low, high).intersect(&hull), false)
}
