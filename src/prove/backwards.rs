//! Searches made-up data for a counterexample: two realisations of which the better one has the lower achievement.
//!
//! Deterministic: a few targets, with realisations around them, around the numbers a rule states and at the ends of the
//! scale.

use super::direction::Subject;
use super::ground::{Ground, step_of};
use super::occurs::{Held, on_step};
use crate::data::State;
use crate::eval::Value;
use crate::number::{Bound, Exact, Interval, Places, Rounding};
use crate::plan::{Op, SlotId};
use crate::syntax::ast::Direction;
use std::collections::BTreeSet;

/// The most columns with made-up data.
const MOST_COLUMNS: usize = 400;
/// The most columns that are left out one by one.
const MOST_LEFT_OUT: usize = 6;
/// The most columns whose contents are reported.
const MOST_TOLD: usize = 4;
/// How far inside an unbounded column the upper end of the search is.
const FAR: i64 = 1_000_000;
/// The most words of an order that are tried.
const MOST_WORDS: usize = 40;

/// A counterexample: an achievement that goes the wrong way.
#[derive(Debug, Clone)]
pub struct Broken {
    /// The target as its two ends; none where there is no target.
    pub target: Option<(Value, Value)>,
    /// Other columns by name, with what they hold; if there are many, only those without a value.
    pub beside: Vec<(String, Option<Value>)>,
    /// A realisation and its achievement.
    pub first: (Value, Exact),
    /// Another; together they violate the direction.
    pub second: (Value, Exact),
}

/// Data other than those of the indicator: columns, and the contents tried in each.
struct Others {
    slots: Vec<SlotId>,
    held: Vec<Vec<Held>>,
}

/// Searches for a counterexample; none where nothing was found.
pub fn search(ground: &mut Ground, subject: &Subject) -> Option<Broken> {
    let plan = ground.plan;
    let ends = [subject.value, subject.target, subject.low, subject.high];
    let needed = plan.under(&[subject.goal], &ends);
    let others = others(ground, subject, &needed)?;
    let stated: BTreeSet<Exact> = needed.iter().filter_map(|slot| plan.slot(*slot).op.number().cloned()).collect();
    let roots: Vec<SlotId> = ends.iter().chain(&others.slots).copied().collect();
    let order = plan.between(&roots, &[subject.goal], &[]);
    let domain = subject.domain(&ground.ranges);
    let may_be_range = subject.direction == Direction::Range || subject.rule.ranged(subject.direction).is_some();
    let targets: Vec<Option<(Value, Value)>> = match subject.words() {
        [] => {
            let on_steps = |(low, high): (Exact, Exact)| {
                let step = subject.target_step();
                let ends = (on_step(low, step.as_ref()), on_step(high, step.as_ref()));
                (domain.contains(&ends.0) && domain.contains(&ends.1)).then_some(ends)
            };
            let all = targets(&domain, subject.direction, may_be_range).into_iter().filter_map(on_steps);
            all.map(numbers).map(Some).collect()
        }
        words => words.iter().take(MOST_WORDS).map(|one| Some((word(one), word(one)))).collect(),
    };
    let can_lack = ground.ranges.possible(subject.target).lacks.not_filled;
    let targets: Vec<_> = targets.into_iter().chain(can_lack.then_some(None)).collect();
    let steps: &[bool] = if subject.words().is_empty() { &[false, true] } else { &[false] };
    for fine in steps {
        for held in &others.held {
            for target in &targets {
                let realisations: Vec<Value> = match subject.words() {
                    [] => {
                        let ends = target.as_ref().and_then(|(low, high)| Some((number(low)?, number(high)?)));
                        let step = subject.value_step();
                        realisations(&domain, ends, &stated, (*fine, step)).into_iter().map(Value::Number).collect()
                    }
                    words => words.iter().take(MOST_WORDS).map(|one| word(one)).collect(),
                };
                let trial = ground.trial();
                let mut seen: Vec<Point> = Vec::new();
                for realisation in realisations {
                    let mut all = vec![Ok(realisation.clone())];
                    all.extend(held_target(target));
                    all.extend(held.iter().cloned());
                    trial.settle(&roots, &all, &order);
                    if let Ok(Value::Number(achievement)) = trial.cell(subject.goal) {
                        seen.push((realisation, achievement.clone()));
                    }
                }
                if let Some((first, second)) = broken(&seen, target.as_ref(), subject.direction) {
                    let all = others.slots.iter().zip(held);
                    let told = all.filter(|(_, held)| held.is_err() || others.slots.len() <= MOST_TOLD);
                    let beside = told.filter_map(|(slot, held)| {
                        let input = plan.slot(*slot).op.input()?;
                        let name = match input.field.word() {
                            "realisasi" => input.code.to_string(),
                            word => format!("{word} {}", input.code),
                        };
                        Some((name, held.clone().ok()))
                    });
                    let beside = beside.collect();
                    return Some(Broken { target: target.clone(), beside, first, second });
                }
            }
        }
    }
    None
}

/// The other columns that an achievement depends on: first each with a number, then none with a value, then one
/// without. None if they are too many, or tied to the realisation by its formula.
fn others(ground: &Ground, subject: &Subject, needed: &BTreeSet<SlotId>) -> Option<Others> {
    let ends = [subject.value, subject.target, subject.low, subject.high];
    let plan = ground.plan;
    let is_column = |slot: &SlotId| matches!(plan.slot(*slot).op, Op::Input(_));
    let slots: Vec<SlotId> = needed.iter().copied().filter(is_column).filter(|slot| !ends.contains(slot)).collect();
    // A data cell takes precedence over the target of the rules and over quarters, but not over a formula.
    let tied = if subject.definition.formula.is_some() { plan.under(&[subject.value], &[]) } else { BTreeSet::new() };
    if slots.len() > MOST_COLUMNS || slots.iter().any(|slot| tied.contains(slot)) {
        return None;
    }
    let missing = || Err(State::NotFilled);
    let filled = |share: i64| -> Vec<Held> {
        let held = |slot: &SlotId| match ground.ranges.possible(*slot) {
            known if known.numbers.is_empty() => known.words.first().cloned().map(Value::Text),
            known => {
                let step = plan.slot(*slot).op.input().and_then(|input| step_of(ground.program, input));
                let number = within(&known.numbers, share).map(|number| on_step(number, step.as_ref()));
                number.filter(|number| known.numbers.contains(number)).map(Value::Number)
            }
        };
        slots.iter().map(|slot| held(slot).ok_or(State::NotFilled)).collect()
    };
    let mut held = vec![filled(0)];
    if !slots.is_empty() {
        held.extend([filled(2), filled(FAR)]);
        held.push(slots.iter().map(|_| missing()).collect());
    }
    if (2..=MOST_LEFT_OUT).contains(&slots.len()) {
        for at in 0..slots.len() {
            let mut one = filled(2);
            one[at] = missing();
            held.push(one);
        }
    }
    Some(Others { slots, held })
}

fn word(word: &str) -> Value {
    Value::Text(word.into())
}

fn numbers((low, high): (Exact, Exact)) -> (Value, Value) {
    (Value::Number(low), Value::Number(high))
}

/// The number that a value is.
pub fn number(value: &Value) -> Option<&Exact> {
    if let Value::Number(number) = value { Some(number) } else { None }
}

/// Target, lower and upper end. A range is not a number as a whole.
fn held_target(target: &Option<(Value, Value)>) -> [Held; 3] {
    match target {
        None => [const { Err(State::NotFilled) }; 3],
        Some((low, high)) if low == high => [low, low, low].map(|one| Ok(one.clone())),
        Some((low, high)) => [Ok(Value::Text("".into())), Ok(low.clone()), Ok(high.clone())],
    }
}

type Point = (Value, Exact);

/// Two neighbours that violate the direction; for a range, one outside that beats one inside.
fn broken(seen: &[Point], target: Option<&(Value, Value)>, direction: Direction) -> Option<(Point, Point)> {
    let pairs = || seen.windows(2).map(|pair| (pair[0].clone(), pair[1].clone()));
    let far = |value: &Value, end: Option<&Value>| match (number(value), end.and_then(number)) {
        (Some(value), Some(end)) => (value - end).abs(),
        _ => Exact::ZERO,
    };
    let (low, high) = (target.map(|(low, _)| low), target.map(|(_, high)| high));
    // Neighbours near the target are the most telling.
    let told = |breaks: &dyn Fn(&Point, &Point) -> bool| {
        pairs().filter(|(a, b)| breaks(a, b)).min_by_key(|(a, _)| far(&a.0, high))
    };
    match direction {
        Direction::Higher => told(&|a, b| a.1 > b.1),
        Direction::Lower => told(&|a, b| a.1 < b.1),
        Direction::Range => {
            let (low, high) = (low?, high?);
            let inside = |point: &&Point| match (number(&point.0), number(low), number(high)) {
                (Some(value), Some(low), Some(high)) => low <= value && value <= high,
                _ => point.0 == *low,
            };
            let worst = seen.iter().filter(inside).min_by(|a, b| a.1.cmp(&b.1))?;
            let better = seen.iter().filter(|point| !inside(point) && point.1 > worst.1);
            let near = better.min_by_key(|point| far(&point.0, Some(low)).min(far(&point.0, Some(high))))?;
            Some((worst.clone(), near.clone()))
        }
    }
}

/// Targets worth trying, as ranges.
fn targets(domain: &Interval, direction: Direction, may_be_range: bool) -> Vec<(Exact, Exact)> {
    let some = [100, 10, 80, 50, 1, 4, 1_000, 0].map(Exact::from);
    let ends = [domain.lo(), domain.hi()].into_iter().filter_map(|bound| match bound {
        Bound::Included(end) => Some(end.clone()),
        Bound::Excluded(_) | Bound::Unbounded => None,
    });
    let all: Vec<Exact> = some.into_iter().chain(ends).filter(|value| domain.contains(value)).collect();
    let lower = |high: &Exact| {
        let low = high * Exact::ratio(4, 5).unwrap_or(Exact::ONE);
        if domain.contains(&low) { low } else { high.clone() }
    };
    let single = all.iter().filter(|_| direction != Direction::Range).map(|end| (end.clone(), end.clone()));
    let ranges = all.iter().filter(|_| may_be_range).map(|high| (lower(high), high.clone()));
    single.chain(ranges).collect()
}

/// Realisations worth trying, in order.
fn realisations(
    domain: &Interval,
    target: Option<(&Exact, &Exact)>,
    stated: &BTreeSet<Exact>,
    (fine, own): (bool, Option<Exact>),
) -> Vec<Exact> {
    let usual = if fine { Exact::ratio(1, 100).unwrap_or(Exact::ONE) } else { Exact::ONE };
    let steps = [Exact::ZERO, own.clone().unwrap_or(usual)];
    let shares = [0, 25, 50, 75, 90, 95, 100, 105, 110, 120, 125, 150, 175, 200, 300];
    let places = Places::new(4).unwrap_or(Places::WHOLE);
    let mut all: BTreeSet<Exact> = BTreeSet::new();
    let around = |all: &mut BTreeSet<Exact>, value: &Exact| {
        for step in &steps {
            all.extend([value + step, value - step]);
        }
    };
    // Without a target, those around 100 represent all.
    let hundred = Exact::HUNDRED;
    let (low, high) = target.unwrap_or((&hundred, &hundred));
    for end in [low, high] {
        for share in shares {
            let value = (end * Exact::from(share)) * Exact::ratio(1, 100).unwrap_or(Exact::ONE);
            all.insert(value.round(places, Rounding::HalfEven));
        }
        around(&mut all, end);
        // A stated number may be a share of the target, or a percentage of it.
        for number in stated.iter().take(16) {
            around(&mut all, number);
            let part = (end * number).round(places, Rounding::HalfEven);
            around(&mut all, &part);
            let percent = (part * Exact::ratio(1, 100).unwrap_or(Exact::ONE)).round(places, Rounding::HalfEven);
            around(&mut all, &percent);
        }
    }
    for bound in [domain.lo(), domain.hi()] {
        if let Bound::Included(end) | Bound::Excluded(end) = bound {
            around(&mut all, end);
        }
    }
    let all: BTreeSet<Exact> = all.into_iter().map(|value| on_step(value, own.as_ref())).collect();
    all.into_iter().filter(|value| domain.contains(value)).collect()
}

/// A number of a range: its lower end, or one further in; the upper end if that comes first.
fn within(range: &Interval, share: i64) -> Option<Exact> {
    let inner = match (range.lo(), range.hi()) {
        (Bound::Included(low) | Bound::Excluded(low), _) => low.clone() + Exact::from(share),
        (Bound::Unbounded, Bound::Included(high) | Bound::Excluded(high)) => high.clone() - Exact::from(share),
        (Bound::Unbounded, Bound::Unbounded) => Exact::from(share),
    };
    match (range.contains(&inner), range.lo(), range.hi()) {
        (true, ..) => Some(inner),
        (false, _, Bound::Included(end)) | (false, Bound::Included(end), _) => Some(end.clone()),
        (false, ..) => None,
    }
}
