//! Ranges of numbers: what covers what, on a grid or off it, and ranges in words.

use crate::number::{Bound, Exact, Interval, NumberStyle, Places, Rounding, format};
use crate::syntax::ast::Precision;

/// The number at an end, if there is one.
pub fn end(bound: &Bound<Exact>) -> Option<&Exact> {
    match bound {
        Bound::Included(value) | Bound::Excluded(value) => Some(value),
        Bound::Unbounded => None,
    }
}

/// The parts of `domain` that no range covers, in order.
pub fn complement(domain: &Interval, ranges: &[Interval]) -> Vec<Interval> {
    let mut ranges: Vec<&Interval> = ranges.iter().filter(|range| !range.is_empty()).collect();
    ranges.sort_by(|a, b| start(a.lo()).cmp(&start(b.lo())));
    let mut gaps = Vec::new();
    let mut rest = domain.clone();
    for range in ranges {
        let gap = match range.lo() {
            Bound::Unbounded => Interval::EMPTY,
            low @ (Bound::Included(_) | Bound::Excluded(_)) => {
                rest.intersect(&Interval::new(Bound::Unbounded, flip(low)))
            }
        };
        if !gap.is_empty() {
            gaps.push(gap);
        }
        rest = match range.hi() {
            Bound::Unbounded => Interval::EMPTY,
            high @ (Bound::Included(_) | Bound::Excluded(_)) => {
                rest.intersect(&Interval::new(flip(high), Bound::Unbounded))
            }
        };
    }
    if !rest.is_empty() {
        gaps.push(rest);
    }
    gaps
}

/// Orders lower bounds: none first, then by number, the included before the excluded.
pub fn start(bound: &Bound<Exact>) -> (bool, Option<&Exact>, bool) {
    match bound {
        Bound::Unbounded => (false, None, false),
        Bound::Included(value) => (true, Some(value), false),
        Bound::Excluded(value) => (true, Some(value), true),
    }
}

/// The other side of the same edge.
pub fn flip(bound: &Bound<Exact>) -> Bound<Exact> {
    match bound {
        Bound::Included(value) => Bound::Excluded(value.clone()),
        Bound::Excluded(value) => Bound::Included(value.clone()),
        Bound::Unbounded => Bound::Unbounded,
    }
}

/// On a grid every range has included ends; off it, ranges stay as they are.
pub fn on_grid(range: &Interval, grid: Option<Precision>) -> Interval {
    let Some(precision) = grid else { return range.clone() };
    if range.is_empty() {
        return Interval::EMPTY;
    }
    let step = Exact::ONE.checked_div(&ten_to(precision.places)).unwrap_or(Exact::ONE);
    let inward = |bound: &Bound<Exact>, mode: Rounding, step: Exact| match bound {
        Bound::Unbounded => Bound::Unbounded,
        Bound::Included(value) => Bound::Included(value.round(precision.places, mode)),
        Bound::Excluded(value) => {
            let rounded = value.round(precision.places, mode);
            Bound::Included(if rounded == *value { rounded + step } else { rounded })
        }
    };
    Interval::new(inward(range.lo(), Rounding::Ceiling, step.clone()), inward(range.hi(), Rounding::Floor, -step))
}

fn ten_to(places: Places) -> Exact {
    Exact::from(10).checked_pow(places.get()).unwrap_or(Exact::ONE)
}

/// A number as people read it, with all its decimals.
pub fn say_number(value: &Exact) -> String {
    match value.to_exact_plain() {
        Some(plain) => format(&plain, NumberStyle::Indonesian),
        None => {
            let places = Places::new(4).unwrap_or(Places::WHOLE);
            let near = format(&value.to_plain(places, Rounding::HalfAway), NumberStyle::Indonesian);
            format!("kira-kira {near}")
        }
    }
}

/// A range in words: `80,01 sampai 90`, `lebih dari 100`, `di bawah 0`, `tepat 5`.
pub fn say(range: &Interval) -> String {
    say_with(range, say_number)
}

/// A range in words, its numbers with the decimals of a grid, and with signs of percent where the rule writes them.
pub fn say_on_grid(range: &Interval, grid: Option<Precision>, in_percent: bool) -> String {
    let number = |value: &Exact| match grid {
        Some(precision) => {
            format(&value.to_plain(precision.places.max(Places::WHOLE), Rounding::HalfAway), NumberStyle::Indonesian)
        }
        None => say_number(value),
    };
    say_with(range, |value| format!("{}{}", number(value), sign(in_percent)))
}

fn sign(in_percent: bool) -> &'static str {
    if in_percent { "%" } else { "" }
}

/// A number as people read it, with its sign of percent.
pub fn say_signed(value: &Exact, in_percent: bool) -> String {
    format!("{}{}", say_number(value), sign(in_percent))
}

fn say_with(range: &Interval, number: impl Fn(&Exact) -> String) -> String {
    match (range.lo(), range.hi()) {
        (Bound::Unbounded, Bound::Unbounded) => "semua nilai".into(),
        (Bound::Included(low), Bound::Unbounded) => format!("{} ke atas", number(low)),
        (Bound::Excluded(low), Bound::Unbounded) => format!("lebih dari {}", number(low)),
        (Bound::Unbounded, Bound::Included(high)) => format!("{} ke bawah", number(high)),
        (Bound::Unbounded, Bound::Excluded(high)) => format!("di bawah {}", number(high)),
        (Bound::Included(low), Bound::Included(high)) if low == high => number(low),
        (Bound::Included(low), Bound::Included(high)) => format!("{} sampai {}", number(low), number(high)),
        (Bound::Excluded(low), Bound::Included(high)) => format!("lebih dari {} sampai {}", number(low), number(high)),
        (Bound::Included(low), Bound::Excluded(high)) => format!("{} sampai di bawah {}", number(low), number(high)),
        (Bound::Excluded(low), Bound::Excluded(high)) => format!("antara {} dan {}", number(low), number(high)),
    }
}

/// A range as a rule writes it: `> 90 .. 110`; none for no range, every number, and ends that are no decimals.
pub fn write_range(range: &Interval) -> Option<String> {
    write_signed(range, false)
}

/// The same with signs of percent where the rule writes them: `> 90% .. 110%`.
pub fn write_signed(range: &Interval, in_percent: bool) -> Option<String> {
    let number = |value: &Exact| write_number(value).map(|number| format!("{number}{}", sign(in_percent)));
    Some(match (range.lo(), range.hi()) {
        _ if range.is_empty() => return None,
        (Bound::Unbounded, Bound::Unbounded) => return None,
        (Bound::Included(low), Bound::Unbounded) => format!(">= {}", number(low)?),
        (Bound::Excluded(low), Bound::Unbounded) => format!("> {}", number(low)?),
        (Bound::Unbounded, Bound::Included(high)) => format!("<= {}", number(high)?),
        (Bound::Unbounded, Bound::Excluded(high)) => format!("< {}", number(high)?),
        (Bound::Included(low), Bound::Included(high)) if low == high => number(low)?,
        (Bound::Included(low), Bound::Included(high)) => format!("{} .. {}", number(low)?, number(high)?),
        (Bound::Excluded(low), Bound::Included(high)) => format!("> {} .. {}", number(low)?, number(high)?),
        (Bound::Included(low), Bound::Excluded(high)) => format!("{} .. < {}", number(low)?, number(high)?),
        (Bound::Excluded(low), Bound::Excluded(high)) => format!("> {} .. < {}", number(low)?, number(high)?),
    })
}

/// A plain decimal as a rule writes it: `1_000_000,5`.
fn write_plain(plain: &str) -> String {
    let grouped = format(plain, NumberStyle::Indonesian).replace('\u{2212}', "-");
    let whole = plain.trim_start_matches('-').split('.').next().unwrap_or_default();
    if whole.len() > 4 { grouped.replace('.', "_") } else { plain.replace('.', ",") }
}

/// A number as rules write it; none for one that has no end.
pub fn write_number(value: &Exact) -> Option<String> {
    value.to_exact_plain().map(|plain| write_plain(&plain))
}
