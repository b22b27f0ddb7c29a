//! Two realisations of which the better one is worth less, looked for among made-up data.
//!
//! Deterministic: a few targets, realisations around them, around the numbers a rule states and at the ends of the scale.

use super::direction::Subject;
use super::ground::Ground;
use crate::data::State;
use crate::eval::Value;
use crate::number::{Bound, Exact, Interval, Places, Rounding};
use crate::plan::{Op, SlotId};
use crate::syntax::ast::Direction;
use std::collections::BTreeSet;

/// Columns that may be made up.
const MOST_COLUMNS: usize = 400;

/// What shows that an achievement goes the wrong way.
#[derive(Debug, Clone)]
pub struct Broken {
    /// The target, or both ends of it.
    pub target: (Exact, Exact),
    /// A realisation and its achievement.
    pub first: (Exact, Exact),
    /// Another; together they break the direction.
    pub second: (Exact, Exact),
}

/// Searches; none where nothing was found.
pub fn search(ground: &mut Ground, subject: &Subject) -> Option<Broken> {
    let plan = ground.plan;
    let ends = [subject.value, subject.target, subject.low, subject.high];
    let needed = plan.under(&[subject.goal], &ends);
    let is_column = |slot: &SlotId| matches!(plan.slot(*slot).op, Op::Input(_)) && !ends.contains(slot);
    let others: Vec<SlotId> = needed.iter().copied().filter(is_column).collect();
    if others.len() > MOST_COLUMNS {
        return None;
    }
    let stated: BTreeSet<Exact> = needed.iter().filter_map(|slot| plan.slot(*slot).op.number().cloned()).collect();
    let roots: Vec<SlotId> = ends.iter().copied().chain(others.iter().copied()).collect();
    let order = plan.between(&roots, &[subject.goal], &[]);
    let numbers: Vec<Interval> = others.iter().map(|slot| ground.numbers(*slot).clone()).collect();
    let domain = subject.definition.data_range();
    for (share, fine) in [(0, false), (2, false), (0, true), (2, true)] {
        let others: Vec<Result<Exact, State>> =
            numbers.iter().map(|range| within(range, share).ok_or(State::NotFilled)).collect();
        let may_be_range = subject.direction == Direction::Range || subject.rule.ranged(subject.direction).is_some();
        for target in targets(&domain, subject.direction, may_be_range) {
            let trial = ground.trial();
            let mut seen: Vec<(Exact, Exact)> = Vec::new();
            for realisation in realisations(&domain, &target, &stated, fine) {
                let middle = if target.0 == target.1 { Ok(target.1.clone()) } else { Err(State::NotFilled) };
                let mut held = vec![Ok(realisation.clone()), middle, Ok(target.0.clone()), Ok(target.1.clone())];
                held.extend(others.iter().cloned());
                trial.settle(&roots, &held, &order);
                if let Ok(Value::Number(achievement)) = trial.cell(subject.goal) {
                    seen.push((realisation, achievement.clone()));
                }
            }
            if let Some((first, second)) = broken(&seen, &target, subject.direction) {
                return Some(Broken { target, first, second });
            }
        }
    }
    None
}

type Point = (Exact, Exact);

/// Two neighbours that break the direction; for a range one outside that beats one inside.
fn broken(seen: &[Point], target: &(Exact, Exact), direction: Direction) -> Option<(Point, Point)> {
    let pairs = || seen.windows(2).map(|pair| (pair[0].clone(), pair[1].clone()));
    // Neighbours near the target tell the most.
    let told = |breaks: &dyn Fn(&Point, &Point) -> bool| {
        pairs().filter(|(a, b)| breaks(a, b)).min_by_key(|(a, _)| (&a.0 - &target.1).abs())
    };
    match direction {
        Direction::Higher => told(&|a, b| a.1 > b.1),
        Direction::Lower => told(&|a, b| a.1 < b.1),
        Direction::Range => {
            let inside = |point: &&Point| target.0 <= point.0 && point.0 <= target.1;
            let worst = seen.iter().filter(inside).min_by(|a, b| a.1.cmp(&b.1))?;
            let better = seen.iter().filter(|point| !inside(point) && point.1 > worst.1);
            let near = better.min_by_key(|point| (&point.0 - &target.1).abs().min((&point.0 - &target.0).abs()))?;
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
fn realisations(domain: &Interval, target: &(Exact, Exact), stated: &BTreeSet<Exact>, fine: bool) -> Vec<Exact> {
    let step = if fine { Exact::ratio(1, 100).unwrap_or(Exact::ONE) } else { Exact::ONE };
    let steps = [Exact::ZERO, step];
    let shares = [0, 25, 50, 75, 90, 95, 100, 105, 110, 120, 125, 150, 175, 200, 300];
    let places = Places::new(4).unwrap_or(Places::WHOLE);
    let mut all: BTreeSet<Exact> = BTreeSet::new();
    let around = |all: &mut BTreeSet<Exact>, value: &Exact| {
        for step in &steps {
            all.extend([value + step, value - step]);
        }
    };
    for end in [&target.0, &target.1] {
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
    all.into_iter().filter(|value| domain.contains(value)).collect()
}

/// A number of a range: its lower end, or one further in.
fn within(range: &Interval, share: i64) -> Option<Exact> {
    let low = match (range.lo(), range.hi()) {
        (Bound::Included(low) | Bound::Excluded(low), _) => low.clone() + Exact::from(share),
        (Bound::Unbounded, Bound::Included(high) | Bound::Excluded(high)) => high.clone() - Exact::from(share),
        (Bound::Unbounded, Bound::Unbounded) => Exact::from(share),
    };
    match range.contains(&low) {
        true => Some(low),
        false => match (range.lo(), range.hi()) {
            (Bound::Included(end), _) | (_, Bound::Included(end)) => Some(end.clone()),
            _ => None,
        },
    }
}
