//! The numbers that aggregates can give, when each member lies in a range and some may be left out.

use super::enclose::divide;
use super::possible::{Possible, inside};
use crate::number::{Bound, Exact, Interval, Places, Real, geometric_mean};
use crate::program::intervals::{end, start};
use crate::program::{Aggregate, Share};

/// An item of an aggregate: what it contributes when it takes part, and whether it may or must stay out.
pub(super) struct Item<'c> {
    pub value: &'c Possible,
    pub weight: Option<&'c Possible>,
    pub may_stay_out: bool,
}

/// The numbers an aggregate can give, and whether it can fail to have one for a reason of its own.
pub(super) fn combined(aggregate: Aggregate, items: &[Item]) -> (Interval, bool) {
    // An item without a number takes no part in one.
    let items: Vec<&Item> = items.iter().filter(|item| !item.may_stay_out || !item.value.numbers.is_empty()).collect();
    let numbers: Vec<&Interval> = items.iter().map(|item| &item.value.numbers).collect();
    let hull = || numbers.iter().fold(Interval::EMPTY, |all, one| all.hull(one));
    if items.is_empty() || items.iter().any(|item| item.value.numbers.is_empty()) {
        return (Interval::EMPTY, false);
    }
    match aggregate {
        Aggregate::Sum | Aggregate::CountIf => (sum(&items), false),
        Aggregate::Place => (sum(&items).add(&Interval::point(Exact::ONE)), false),
        Aggregate::Mean => (over_any(&items, &mean), false),
        Aggregate::Median => (over_any(&items, &median), false),
        Aggregate::Percentile(share) => (percentile(&items, share), false),
        Aggregate::Least => (outermost(&items, Interval::min), false),
        Aggregate::Greatest => (outermost(&items, Interval::max), false),
        Aggregate::WeightedMean => weighted(&items),
        Aggregate::GeometricMean => geometric(&items),
        Aggregate::Last => (hull(), false),
        Aggregate::Count => (Interval::ALL, false),
    }
}

/// All sums over those that take part, at least one.
fn sum(items: &[&Item]) -> Interval {
    let zero = Interval::point(Exact::ZERO);
    let whole = items.iter().fold(zero.clone(), |sum, item| {
        let part = if item.may_stay_out { item.value.numbers.hull(&zero) } else { item.value.numbers.clone() };
        sum.add(&part)
    });
    if items.iter().any(|item| !item.may_stay_out) {
        return whole;
    }
    // If all may stay out, one does not: the one that adds or subtracts least.
    let least = items.iter().map(|item| item.value.numbers.max(&zero)).reduce(|a, b| a.min(&b));
    let most = items.iter().map(|item| item.value.numbers.min(&zero)).reduce(|a, b| a.max(&b));
    match (least, most) {
        (Some(least), Some(most)) => Interval::new(whole.add(&least).lo().clone(), whole.add(&most).hi().clone()),
        _ => whole,
    }
}

/// The least or the greatest: an item that may stay out only extends the range of the others.
fn outermost(items: &[&Item], join: impl Fn(&Interval, &Interval) -> Interval) -> Interval {
    let of = |sure: bool| {
        let items = items.iter().filter(|item| !sure || !item.may_stay_out);
        items.map(|item| item.value.numbers.clone()).reduce(|a, b| join(&a, &b))
    };
    match (of(true), of(false)) {
        (Some(sure), Some(all)) => sure.hull(&all),
        _ => items.iter().fold(Interval::EMPTY, |all, item| all.hull(&item.value.numbers)),
    }
}

/// The range of a mean, whichever optional members take part: its lower end includes those with the lowest ends, as
/// long as they lower it, and its upper end likewise. The mean has to grow with every member, and a member below it has
/// to lower it.
fn over_any(items: &[&Item], mean: &dyn Fn(&[&Item]) -> Interval) -> Interval {
    let sure: Vec<&Item> = items.iter().filter(|item| !item.may_stay_out).copied().collect();
    if sure.len() == items.len() {
        return mean(items);
    }
    let side = |end: &dyn Fn(&Interval) -> Bound<Exact>| {
        let mut others: Vec<(Bound<Exact>, &Item)> =
            items.iter().filter(|item| item.may_stay_out).map(|item| (end(&item.value.numbers), *item)).collect();
        others.sort_by(|(a, _), (b, _)| start(a).cmp(&start(b)));
        let with = |count: usize| {
            let joined: Vec<&Item> =
                sure.iter().copied().chain(others[..count].iter().map(|(_, item)| *item)).collect();
            mean(&joined)
        };
        let first = usize::from(sure.is_empty());
        let places: Vec<usize> = (first..others.len()).collect();
        let joining = places.partition_point(|place| start(&others[*place].0) < start(&end(&with(*place))));
        with(first + joining)
    };
    let low = side(&|numbers| numbers.lo().clone());
    let high = side(&|numbers| numbers.hi().as_ref().map(|value| -value));
    Interval::new(low.lo().clone(), high.hi().clone())
}

fn mean(items: &[&Item]) -> Interval {
    let sum = items.iter().fold(Interval::point(Exact::ZERO), |sum, item| sum.add(&item.value.numbers));
    sum.div(&Interval::point(Exact::from(items.len() as i64))).unwrap_or(Interval::ALL)
}

/// The median of the lower ends, and that of the upper ones.
fn median(items: &[&Item]) -> Interval {
    let middle = |end: &dyn Fn(&Interval) -> Bound<Exact>| {
        let mut sorted: Vec<(Bound<Exact>, &Interval)> =
            items.iter().map(|item| (end(&item.value.numbers), &item.value.numbers)).collect();
        sorted.sort_by(|(a, _), (b, _)| start(a).cmp(&start(b)));
        let two = [sorted[(sorted.len() - 1) / 2].1, sorted[sorted.len() / 2].1];
        two[0].add(two[1]).div(&Interval::point(Exact::from(2))).unwrap_or(Interval::ALL)
    };
    let low = middle(&|numbers| numbers.lo().clone());
    let high = middle(&|numbers| numbers.hi().as_ref().map(|value| -value));
    Interval::new(low.lo().clone(), high.hi().clone())
}

/// The percentile of the lower ends, and that of the upper ones; if some may stay out, the range of those that may take
/// part.
fn percentile(items: &[&Item], share: Share) -> Interval {
    if items.iter().any(|item| item.may_stay_out) {
        return items.iter().fold(Interval::EMPTY, |all, item| all.hull(&item.value.numbers));
    }
    let of = |end: &dyn Fn(&Interval) -> Bound<Exact>| {
        let mut sorted: Vec<(Bound<Exact>, &Interval)> =
            items.iter().map(|item| (end(&item.value.numbers), &item.value.numbers)).collect();
        sorted.sort_by(|(a, _), (b, _)| start(a).cmp(&start(b)));
        sorted.into_iter().map(|(_, numbers)| numbers.clone()).collect::<Vec<_>>()
    };
    let at = |sorted: &[Interval]| match crate::eval::between(sorted, share) {
        Some((low, _, part)) if part.is_zero() => low.clone(),
        Some((low, high, part)) => {
            let rest = Interval::point(Exact::ONE - &part);
            low.mul(&rest).add(&high.mul(&Interval::point(part)))
        }
        None => Interval::ALL,
    };
    let low = at(&of(&|numbers| numbers.lo().clone()));
    // From the greatest upper end downward, then negated back.
    let mut upper = of(&|numbers| numbers.hi().as_ref().map(|value| -value));
    upper.reverse();
    Interval::new(low.lo().clone(), at(&upper).hi().clone())
}

/// A mean with weights of one sign lies among its members, whichever of them take part.
fn weighted(items: &[&Item]) -> (Interval, bool) {
    let zero = Interval::point(Exact::ZERO);
    let not_negative = Interval::new(Bound::Included(Exact::ZERO), Bound::Unbounded);
    let whole = items.iter().fold(zero.clone(), |sum, item| {
        let weight = weight(item);
        sum.add(&if item.may_stay_out { weight.hull(&zero) } else { weight })
    });
    let odd = whole.contains(&Exact::ZERO);
    let hull = items.iter().fold(Interval::EMPTY, |all, item| all.hull(&item.value.numbers));
    let among = if items.iter().all(|item| inside(&weight(item), &not_negative)) { hull } else { Interval::ALL };
    if items.iter().all(|item| is_fixed_share(&weight(item))) {
        return (over_any(items, &weighted_mean).intersect(&among), odd);
    }
    if items.iter().any(|item| item.may_stay_out) {
        return (among, odd);
    }
    (weighted_mean(items).intersect(&among), odd)
}

fn weight(item: &Item) -> Interval {
    item.weight.map_or(Interval::point(Exact::ONE), |weight| weight.numbers.clone())
}

/// Whether a weight is a single positive number: with such weights a member pulls the mean towards itself.
fn is_fixed_share(weight: &Interval) -> bool {
    weight.lo() == weight.hi() && end(weight.lo()).is_some_and(|value| *value > Exact::ZERO)
}

fn weighted_mean(items: &[&Item]) -> Interval {
    let zero = Interval::point(Exact::ZERO);
    let whole = items.iter().fold(zero.clone(), |sum, item| sum.add(&weight(item)));
    let sum = items.iter().fold(zero, |sum, item| sum.add(&item.value.numbers.mul(&weight(item))));
    divide(&Possible::numbers(sum), &Possible::numbers(whole)).numbers
}

/// The mean grows with every member, so the ends of the members give its ends; if only some take part, it lies among
/// their ranges.
fn geometric(items: &[&Item]) -> (Interval, bool) {
    let not_negative = Interval::new(Bound::Included(Exact::ZERO), Bound::Unbounded);
    let odd = items.iter().any(|item| !inside(&item.value.numbers, &not_negative));
    if odd {
        let members = items.iter().map(|item| item.value.numbers.intersect(&not_negative));
        return (members.fold(Interval::EMPTY, |all, one| all.hull(&one)), true);
    }
    (over_any(items, &rooted), false)
}

/// The square roots of nonnegative numbers.
pub(super) fn square_root(numbers: &Interval) -> Interval {
    if numbers.is_empty() {
        return Interval::EMPTY;
    }
    let places = Places::new(30).unwrap_or(Places::WHOLE);
    let root = |value: &Exact| Real::from(value).root(2).ok()??.enclosure(places).ok();
    // A bound with a rational root stays open or closed as it is.
    let of = |bound: &Bound<Exact>, outward: fn((Exact, Exact)) -> Exact| {
        let outer = |value: &Exact| root(value).map(|both| (both.0 == both.1, outward(both)));
        Some(match bound {
            Bound::Included(value) => Bound::Included(outer(value)?.1),
            Bound::Excluded(value) => match outer(value)? {
                (true, end) => Bound::Excluded(end),
                (false, end) => Bound::Included(end),
            },
            Bound::Unbounded => Bound::Unbounded,
        })
    };
    let low = of(numbers.lo(), |(low, _)| low).unwrap_or(Bound::Included(Exact::ZERO));
    let high = of(numbers.hi(), |(_, high)| high).unwrap_or(Bound::Unbounded);
    Interval::new(low, high)
}

/// The geometric mean of ranges without negative numbers.
fn rooted(items: &[&Item]) -> Interval {
    let members = || items.iter().map(|item| &item.value.numbers);
    let hull = members().fold(Interval::EMPTY, |all, one| all.hull(one));
    let places = Places::new(30).unwrap_or(Places::WHOLE);
    let mean = |ends: Option<Vec<Real>>| geometric_mean(&ends?).ok()??.enclosure(places).ok();
    let low = mean(members().map(|one| end(one.lo()).map(Real::from)).collect());
    let high = mean(members().map(|one| end(one.hi()).map(Real::from)).collect());
    let low = low.map_or(Bound::Included(Exact::ZERO), |(low, _)| Bound::Included(low));
    let high = high.map_or(Bound::Unbounded, |(_, high)| Bound::Included(high));
    Interval::new(low, high).intersect(&hull)
}
