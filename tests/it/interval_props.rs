//! Intervals against samples of their numbers: no result falls outside, and no end is too far out.

use proptest::prelude::*;
use takar::number::{Bound, Exact, Interval, Places, Rounding};

/// Numbers of an interval: reached ends, numbers very close to the ends, far out where it has no
/// end, the middle, and zero. Enough to come near every end of every result.
fn sample(interval: &Interval) -> Vec<Exact> {
    let near = Exact::ratio(1, 1_000_000_000).unwrap();
    let far = Exact::from(1_000_000_000);
    let ends = [interval.lo(), interval.hi()].map(|bound| match bound {
        Bound::Unbounded => None,
        Bound::Included(value) | Bound::Excluded(value) => Some(value.clone()),
    });
    let mut numbers = vec![Exact::ZERO, far.clone(), -far];
    for end in ends.iter().flatten() {
        numbers.extend([end.clone(), end + &near, end - &near]);
    }
    if let [Some(lo), Some(hi)] = &ends {
        numbers.push((lo + hi) * Exact::ratio(1, 2).unwrap());
    }
    numbers.retain(|number| interval.contains(number));
    numbers
}

fn bound() -> impl Strategy<Value = Bound<Exact>> {
    (0..5, -6_i128..=6, 1_i128..=4).prop_map(|(kind, num, den)| {
        let value = Exact::ratio(num, den).unwrap();
        match kind {
            0 => Bound::Unbounded,
            1 | 2 => Bound::Included(value),
            _ => Bound::Excluded(value),
        }
    })
}

fn interval() -> impl Strategy<Value = Interval> {
    (bound(), bound()).prop_map(|(lo, hi)| Interval::new(lo, hi))
}

/// `outcome` holds all results, reaches the ends it says it reaches, and comes near the others.
fn assert_tight(outcome: &Interval, results: &[Exact]) {
    for result in results {
        assert!(outcome.contains(result), "{result} outside {outcome:?}");
    }
    assert_eq!(outcome.is_empty(), results.is_empty(), "{outcome:?}");
    let (Some(least), Some(most)) = (results.iter().min(), results.iter().max()) else {
        return;
    };
    for (bound, extreme) in [(outcome.lo(), least), (outcome.hi(), most)] {
        match bound {
            Bound::Included(end) => assert_eq!(end, extreme, "{outcome:?}"),
            Bound::Excluded(end) => {
                let gap = (end - extreme).abs();
                assert!(gap < Exact::ratio(1, 1000).unwrap(), "{gap} to {outcome:?}");
            }
            Bound::Unbounded => assert!(extreme.abs() > 10_000.into(), "{extreme} {outcome:?}"),
        }
    }
}

fn pairs(x: &Interval, y: &Interval, with: impl Fn(&Exact, &Exact) -> Exact) -> Vec<Exact> {
    let (xs, ys) = (sample(x), sample(y));
    xs.iter().flat_map(|a| ys.iter().map(|b| with(a, b)).collect::<Vec<_>>()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn operations_on_two(x in interval(), y in interval()) {
        assert_tight(&x.add(&y), &pairs(&x, &y, |a, b| a + b));
        assert_tight(&x.sub(&y), &pairs(&x, &y, |a, b| a - b));
        assert_tight(&x.mul(&y), &pairs(&x, &y, |a, b| a * b));
        assert_tight(&x.min(&y), &pairs(&x, &y, |a, b| a.min(b).clone()));
        assert_tight(&x.max(&y), &pairs(&x, &y, |a, b| a.max(b).clone()));
        match x.div(&y) {
            Some(quotients) => {
                assert_tight(&quotients, &pairs(&x, &y, |a, b| a.checked_div(b).unwrap()));
            }
            None => prop_assert!(y.contains(&Exact::ZERO)),
        }
    }

    #[test]
    fn operations_on_one(x in interval(), floor in -6..=6_i64, cap in -6..=6_i64) {
        let numbers = sample(&x);
        let map = |with: &dyn Fn(&Exact) -> Exact| numbers.iter().map(with).collect::<Vec<_>>();
        assert_tight(&x.neg(), &map(&|a| -a));
        assert_tight(&x.abs(), &map(&Exact::abs));
        let (floor, cap) = (Exact::from(floor), Exact::from(cap));
        assert_tight(&x.clamp(Some(&floor), Some(&cap)), &map(&|a| a.max(&floor).min(&cap).clone()));
        assert_tight(&x.clamp(None, Some(&cap)), &map(&|a| a.min(&cap).clone()));
        prop_assert_eq!(x.clamp(None, None), x);
    }

    #[test]
    fn snapping(x in interval(), places in -1..=2, mode in prop::sample::select(Rounding::ALL.to_vec())) {
        let places = Places::new(places).unwrap();
        let rounded = sample(&x).iter().map(|a| a.round(places, mode)).collect::<Vec<_>>();
        assert_tight(&x.snap(places, mode), &rounded);
    }

    #[test]
    fn intersection_and_hull(x in interval(), y in interval()) {
        let (both, around) = (x.intersect(&y), x.hull(&y));
        let numbers = [sample(&x), sample(&y), sample(&both), sample(&around)].concat();
        for number in &numbers {
            prop_assert_eq!(both.contains(number), x.contains(number) && y.contains(number));
        }
        assert_tight(&around, &[sample(&x), sample(&y)].concat());
        prop_assert_eq!(x.intersect(&Interval::ALL), x.clone());
        prop_assert_eq!(x.hull(&Interval::EMPTY), x);
    }
}

#[test]
fn open_ends_snap_inward() {
    let places = Places::new(2).unwrap();
    let end = |text| Exact::from(takar::number::parse_decimal(text).unwrap());
    let above = Interval::new(Bound::Excluded(end("90")), Bound::Included(end("110")));
    let snapped = above.snap(places, Rounding::Ceiling);
    assert_eq!(snapped, Interval::closed(end("90.01"), end("110")));
    let tie = Interval::new(Bound::Unbounded, Bound::Excluded(end("1.005")));
    let snapped = tie.snap(places, Rounding::HalfAway);
    assert_eq!(snapped.hi(), &Bound::Included(end("1.00")));
}

proptest! {
    /// Long ends are moved outward, and hardly.
    #[test]
    fn long_ends_are_moved_outward(base in 2_i128..1_000, under in 2_i128..1_000, power in 1..400_i32, negative: bool, open: bool) {
        let end = Exact::ratio(base, under).unwrap().checked_pow(power).unwrap();
        let end = if negative { -end } else { end };
        let bound = if open { Bound::Excluded(end.clone()) } else { Bound::Included(end.clone()) };
        let hair = end.abs() * Exact::ratio(1, 2).unwrap().checked_pow(250).unwrap();
        let above = Interval::new(bound.clone(), Bound::Unbounded).with_short_ends();
        let below = Interval::new(Bound::Unbounded, bound).with_short_ends();
        let (Bound::Included(low) | Bound::Excluded(low)) = above.lo() else { panic!("an end") };
        let (Bound::Included(high) | Bound::Excluded(high)) = below.hi() else { panic!("an end") };
        prop_assert!(*low <= end && end <= *high && high - low <= hair);
        prop_assert_eq!(above.contains(&end), !open || *low < end);
        let short = |value: &Exact| value.to_big().numer().bits().min(value.to_big().denom().bits()) <= 1_024;
        prop_assert!(short(low) && short(high));
    }
}
