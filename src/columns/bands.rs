//! Ranges as edges on the number line: the initial value of a byte, and how each edge changes it.

use crate::number::{Exact, Interval};
use crate::plan::BandTable;
use crate::program::intervals::end;

/// A byte that depends on where a number lies.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretches {
    /// Below every edge.
    pub base: u8,
    /// The edge, whether it belongs to the interval below, and what is added.
    pub edges: Vec<(Exact, bool, u8)>,
}

/// 1 inside a range, 0 outside.
pub fn within(range: &Interval) -> Stretches {
    stretches(&[range], |value| Some(u8::from(range.contains(value))))
}

/// The number of the first range that contains a value, grades first, then ranges without a grade; `none` elsewhere.
/// The second result gives the mark of each interval.
pub fn grades(table: &BandTable, word: impl Fn(&str) -> u8, uncovered: u8, outside: u8) -> (Stretches, Stretches) {
    let ranges: Vec<&Interval> = table.bands.iter().chain(&table.uncovered).map(|(range, _)| range).collect();
    let grade = |value: &Exact| table.bands.iter().find(|(range, _)| range.contains(value));
    let words = stretches(&ranges, |value| grade(value).map(|(_, grade)| word(grade)));
    let marks = stretches(&ranges, |value| {
        let known = table.uncovered.iter().any(|(range, _)| range.contains(value));
        Some(match grade(value) {
            Some(_) => 0,
            None if known => uncovered,
            None => outside,
        })
    });
    (words, marks)
}

/// Evaluates `byte` at a point of every interval between the ends of ranges. Where it returns `None`, the byte does not
/// matter.
fn stretches(ranges: &[&Interval], byte: impl Fn(&Exact) -> Option<u8>) -> Stretches {
    let mut ends: Vec<Exact> =
        ranges.iter().flat_map(|range| [range.lo(), range.hi()]).filter_map(end).cloned().collect();
    ends.sort();
    ends.dedup();
    let Some(first) = ends.first() else {
        return Stretches { base: byte(&Exact::ZERO).unwrap_or(0), edges: Vec::new() };
    };
    let base = byte(&(first - Exact::ONE)).unwrap_or(0);
    let (mut edges, mut now) = (Vec::new(), base);
    for (at, end) in ends.iter().enumerate() {
        let beyond = match ends.get(at + 1) {
            Some(next) => (end + next).checked_div(&Exact::from(2)).unwrap_or_default(),
            None => end + Exact::ONE,
        };
        for (point, above) in [(end, false), (&beyond, true)] {
            let next = byte(point).unwrap_or(now);
            if next != now {
                edges.push((end.clone(), above, next.wrapping_sub(now)));
                now = next;
            }
        }
    }
    Stretches { base, edges }
}

/// The ends of a range; none where it is unbounded.
pub fn ends(range: &Interval) -> (Option<&Exact>, Option<&Exact>) {
    (end(range.lo()), end(range.hi()))
}
