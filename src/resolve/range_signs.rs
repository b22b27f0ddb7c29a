//! Percent signs in ranges and steps: a number with a sign is accepted only where percent is meant, and one that may be
//! a fraction must say which it is.

use super::definitions::Definer;
use super::problem::ExpressionProblem;
use super::program::ends::Ends;
use super::program::{Expr, ExprKind};
use super::units::Unit;
use crate::number::Exact;
use crate::source::{Sources, Span};
use crate::syntax::ast::{ClauseKind, Item, Range};
use rust_decimal::Decimal;

impl Definer<'_, '_> {
    /// Checks `batas`, which is about achievements, and `skala` and `langkah`, which are in the unit of the value.
    pub(super) fn signs_of_limits(&mut self, item: &Item, unit: &Unit) {
        for clause in &item.clauses {
            // `batas 0.110` lacks a dot, and is no small number.
            let is_told = two_numbers(self.resolver.sources.slice(clause.span)).is_some();
            if is_told && matches!(clause.kind, ClauseKind::Cap(_) | ClauseKind::Scale(_)) {
                continue;
            }
            if let ClauseKind::Cap(range) = &clause.kind {
                self.signs(range, &Unit::Percent);
            } else if let ClauseKind::Scale(range) = &clause.kind {
                self.signs(range, unit);
            } else if let ClauseKind::Step(_) = &clause.kind
                && !unit.is_percent()
            {
                let signs = sign_in(self.resolver.sources, clause.span).into_iter().collect();
                self.foreign(signs, "langkah", unit);
            }
        }
    }

    fn signs(&mut self, range: &Range, unit: &Unit) {
        let ends = ends(self.resolver.sources, [range]);
        match unit.is_percent() {
            true if !ends.small.is_empty() => {
                self.resolver.problems.push(ExpressionProblem::SmallEnds { ends: ends.small });
            }
            true => {}
            false => self.foreign(ends.signs, "rentang", unit),
        }
    }

    /// Percent signs where the value is in another unit.
    pub(super) fn foreign(&mut self, signs: Vec<Span>, what: &'static str, unit: &Unit) {
        if !signs.is_empty() {
            let unit = unit.word().map(str::to_string);
            self.resolver.problems.push(ExpressionProblem::ForeignSigns { signs, what, unit });
        }
    }
}

/// Whether the ends of several ranges are in percent.
pub fn ends<'r>(sources: &Sources, ranges: impl IntoIterator<Item = &'r Range>) -> Ends {
    let edges = ranges.into_iter().flat_map(|range| {
        let upper = range.upper.as_ref().filter(|upper| range.lower.as_ref() != Some(upper));
        range.lower.iter().chain(upper).map(|edge| (edge.value, edge.span))
    });
    ends_of(sources, edges)
}

/// The same for numbers with their places.
pub fn ends_of(sources: &Sources, numbers: impl Iterator<Item = (Decimal, Span)>) -> Ends {
    let mut found = Ends::default();
    let mut is_large = false;
    for (value, span) in numbers {
        let value = Exact::from(value).abs();
        match sign_in(sources, span) {
            Some(sign) => found.signs.push(sign),
            None => {
                is_large |= value > Exact::from(2);
                found.plain.extend((!value.is_zero()).then(|| value.clone()));
                found.small.extend((!value.is_zero()).then(|| (value, number_in(sources, span))));
            }
        }
    }
    if is_large {
        found.small.clear();
    }
    found
}

/// The percent sign at the end of a text, with the space before it.
fn sign_in(sources: &Sources, span: Span) -> Option<Span> {
    let text = sources.slice(span);
    let before = text.trim_end().strip_suffix('%')?.trim_end();
    Some(Span { start: span.start + before.len() as u32, end: span.start + text.trim_end().len() as u32, ..span })
}

/// The digits of a number, without its leading signs.
fn number_in(sources: &Sources, span: Span) -> Span {
    let before = sources.slice(span).find(|c: char| c.is_ascii_digit()).unwrap_or_default();
    Span { start: span.start + before as u32, ..span }
}

/// The percent sign of a number that would be right without it.
pub fn needless_sign(sources: &Sources, number: &Expr) -> Option<Span> {
    let ExprKind::Number(value, _) = &number.kind else { return None };
    value.is_integer().then(|| sign_in(sources, number.span)).flatten()
}

/// `batas 0,120`: the range whose ends a typing mistake has made one number.
pub fn two_numbers(clause: &str) -> Option<String> {
    let (_, number) = clause.split_once(char::is_whitespace)?;
    // `-20.20`: from −20 to 20.
    let (sign, number) = match number.trim().strip_prefix(['-', '−']) {
        Some(number) => ("-", number),
        None => ("", number.trim()),
    };
    let (low, high) = number.split_once([',', '.'])?;
    let is_whole = |text: &str| text.bytes().all(|b| b.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    let ends = [low, high].map(|end| end.parse::<u32>().ok().filter(|_| is_whole(end)));
    let are_ends = |low: u32, high: u32| if sign.is_empty() { low < high } else { low > 0 && low == high };
    matches!(ends, [Some(low), Some(high)] if are_ends(low, high)).then(|| format!("{sign}{low}..{high}"))
}
