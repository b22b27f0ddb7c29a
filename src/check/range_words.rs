//! Numbers and ranges in words, and as a rule writes them.

use crate::number::{Bound, Exact, Interval, NumberStyle, Places, Rounding, format};
use crate::syntax::ast::Precision;

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

/// A range in words, its numbers with the decimals of a grid.
pub fn say_on_grid(range: &Interval, grid: Option<Precision>) -> String {
    say_with(range, |value| match grid {
        Some(precision) => {
            format(&value.to_plain(precision.places.max(Places::WHOLE), Rounding::HalfAway), NumberStyle::Indonesian)
        }
        None => say_number(value),
    })
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
    let number = |value: &Exact| value.to_exact_plain().map(|plain| write_number(&plain));
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
fn write_number(plain: &str) -> String {
    let grouped = format(plain, NumberStyle::Indonesian).replace('\u{2212}', "-");
    let whole = plain.trim_start_matches('-').split('.').next().unwrap_or_default();
    if whole.len() > 4 { grouped.replace('.', "_") } else { plain.replace('.', ",") }
}
