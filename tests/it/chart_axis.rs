//! Where bars lie: on the right side of each mark, longer for more, and cut only with a sign.

use takar::number::Exact;
use takar::report::chart::axis::{Axis, Grid, Side};

/// Numbers around every mark and end, from the least to the greatest.
fn numbers() -> Vec<Exact> {
    let tiny =
        ["-1000000", "-101", "-100", "-99", "-50", "-1", "-0.001", "0", "0.001", "1", "50", "99", "99.999", "100"];
    let more = ["100.001", "101", "150", "199.9", "200", "200.1", "1000000"];
    tiny.iter().chain(&more).map(|text| Exact::from(text.parse::<rust_decimal::Decimal>().expect("a number"))).collect()
}

/// Lines of every width that a terminal or a page has, over all these numbers and over some of them.
fn grids() -> Vec<Grid> {
    let all = numbers();
    let mut found = Vec::new();
    for some in [&all[..], &all[..8], &all[3..12], &all[7..], &all[7..14], &all[7..8], &[]] {
        for (steps, gap) in (6..130).map(|steps| (steps, 1)).chain([(1000, 10)]) {
            let grid = Grid::new(Axis::of(some.iter().cloned()), steps, gap);
            found.push(grid.finer(8));
            found.push(grid);
        }
    }
    found
}

#[test]
fn an_axis_reaches_from_zero_to_a_hundred_at_least_and_not_endlessly() {
    let ends = |numbers: &[i64]| {
        let Axis { low, high } = Axis::of(numbers.iter().map(|number| Exact::from(*number)));
        [low, high].map(|end| format!("{end:?}"))
    };
    let wanted = |low: i64, high: i64| [low, high].map(|end| format!("{:?}", Exact::from(end)));
    assert_eq!(ends(&[]), wanted(0, 100));
    assert_eq!(ends(&[0, 0]), wanted(0, 100));
    assert_eq!(ends(&[40, 40, 40]), wanted(0, 100));
    assert_eq!(ends(&[-40]), wanted(-40, 100));
    assert_eq!(ends(&[-100, 200]), wanted(-100, 200));
    assert_eq!(ends(&[-101, 201]), wanted(-100, 200));
}

#[test]
fn what_lies_outside_is_cut_and_nothing_else() {
    let axis = Axis::of(numbers());
    for number in numbers() {
        let wanted = match (number < Exact::from(-100), number > Exact::from(200)) {
            (true, _) => Some(Side::Left),
            (_, true) => Some(Side::Right),
            (false, false) => None,
        };
        assert_eq!(axis.cuts(&number), wanted, "{number:?}");
        let laid = Grid::new(axis.clone(), 60, 1).laid(Some(&number), None, None);
        assert_eq!(laid.cut, wanted, "{number:?}");
    }
    // Of a bar that is capped within sight it is what was before that is cut.
    let [cap, before] = [120, 500].map(Exact::from);
    let laid = Grid::new(axis, 60, 1).laid(Some(&cap), Some(&before), Some(&cap));
    assert_eq!((laid.cut, laid.beyond.map(|[_, to]| to)), (Some(Side::Right), Some(60)));
}

#[test]
fn every_bar_keeps_its_side_of_the_marks() {
    let hundred = Exact::HUNDRED;
    for grid in grids() {
        let axis = grid.axis().clone();
        for number in numbers().into_iter().filter(|number| axis.low <= *number && *number <= axis.high) {
            let at = grid.at(&number);
            let said = format!("{number:?} at {at} of {grid:?}");
            match (number.is_zero(), number.is_negative()) {
                (true, _) => assert_eq!(at, grid.zero, "{said}"),
                (_, true) => assert!(at < grid.zero, "{said}"),
                (false, false) if number < hundred => assert!(grid.zero < at && at < grid.full, "{said}"),
                (false, false) if number == hundred => assert_eq!(at, grid.full, "{said}"),
                (false, false) => assert!(at > grid.full, "{said}"),
            }
        }
    }
}

#[test]
fn more_is_never_drawn_shorter() {
    for grid in grids() {
        let places: Vec<usize> = numbers().iter().map(|number| grid.at(number)).collect();
        assert!(places.is_sorted(), "{places:?} on {grid:?}");
    }
}

#[test]
fn a_bar_reaches_from_zero_and_what_was_cut_off_from_its_end() {
    for grid in grids() {
        for value in numbers() {
            let more = &value + &Exact::from(7);
            let laid = grid.laid(Some(&value), Some(&more), None);
            let [from, to] = laid.fill.expect("a bar");
            assert!(from == grid.zero || to == grid.zero, "{value:?}: {from}..{to} on {grid:?}");
            if let Some([start, end]) = laid.beyond {
                assert!(start == to && end >= start, "{value:?}: {start}..{end} behind {to} on {grid:?}");
            }
        }
        let none = grid.laid(None, None, None);
        assert_eq!((none.fill, none.beyond, none.cap, none.cut), (None, None, None, None));
    }
}
