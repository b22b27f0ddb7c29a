//! Irrational numbers for people: the first digits, and how the number came about.

use std::fmt;

use super::node::Kind;
use super::radical::Term;
use super::{Form, Real};
use crate::number::{Exact, Places, Rounding};

/// Decimals shown unless the format says otherwise.
const SHOWN: i32 = 6;
/// Longer numbers are described by their length.
const MAX_DIGITS: usize = 30;
/// Longer sums are not written out.
const MAX_TERMS: usize = 4;
/// Deeper expressions are not written out.
const MAX_DEPTH: u32 = 3;

/// A rational as [`Exact`] shows it; else the first decimals (six, or the precision of the format),
/// cut and followed by `…`. A value too hard to cut is rounded and preceded by `≈`.
impl fmt::Display for Real {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Form::Exact(value) = &self.0 {
            return fmt::Display::fmt(value, f);
        }
        let shown = f.precision().map_or(SHOWN, |places| i32::try_from(places).unwrap_or(i32::MAX));
        let places = Places::new(shown).unwrap_or(Places::MAX);
        let text = match self.stand_in(places) {
            Ok(value) => {
                let cut = value.to_plain(places, Rounding::Truncate);
                let whole = value.round(places, Rounding::Truncate) == value;
                // Cutting a small negative number leaves a zero without its sign.
                let sign = if value.is_negative() && !cut.starts_with('-') { "-" } else { "" };
                format!("{sign}{cut}{}", if whole { "" } else { "…" })
            }
            Err(_) => self
                .nearby(places)
                .map_or("…".to_owned(), |value| format!("≈{}", value.to_plain(places, Rounding::HalfAway))),
        };
        f.write_str(&text)
    }
}

impl fmt::Debug for Real {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Real {
    /// How the number came about, in Indonesian: `akar pangkat 3 dari 12`. Long parts are shortened.
    pub fn describe(&self) -> String {
        self.describe_within(MAX_DEPTH)
    }

    fn describe_within(&self, depth: u32) -> String {
        match &self.0 {
            Form::Exact(value) => number(value),
            Form::Surd(surd) if surd.terms.len() > MAX_TERMS => format!("jumlah {} akar", surd.terms.len()),
            Form::Surd(surd) => {
                let mut text = String::new();
                for (at, one) in surd.terms.iter().enumerate() {
                    let minus = one.factor.is_negative();
                    text.push_str(match (at, minus) {
                        (0, false) => "",
                        (0, true) => "−",
                        (_, false) => " + ",
                        (_, true) => " − ",
                    });
                    text.push_str(&term(one));
                }
                text
            }
            Form::Node(_) if depth == 0 => "(…)".to_owned(),
            Form::Node(node) => {
                let [left, right] = &node.parts;
                let (left, right) = (left.bracketed(depth - 1), right.bracketed(depth - 1));
                match node.kind {
                    Kind::Add => format!("{left} + {right}"),
                    Kind::Mul if right == "-1" => format!("−{left}"),
                    Kind::Mul => format!("{right} × {left}"),
                    Kind::Div => format!("{left} / {right}"),
                    Kind::Root(degree) => format!("akar pangkat {degree} dari {left}"),
                }
            }
        }
    }

    fn bracketed(&self, depth: u32) -> String {
        let text = self.describe_within(depth);
        if text.contains(' ') { format!("({text})") } else { text }
    }

    /// A rational nearer than a tenth of a grid step.
    fn nearby(&self, places: Places) -> Option<Exact> {
        let precision = 64 + 4 * u64::from(places.get().max(0).unsigned_abs());
        let span = self.span(precision)?;
        let step = Exact::power_of_ten(-places.get() - 1);
        let unit =
            Exact::settle(num_rational::BigRational::new_raw(1.into(), num_bigint::BigInt::from(1) << precision));
        let at = |units: num_bigint::BigInt| Exact::settle(units.into()) * &unit;
        let (low, high) = (at(span.lo), at(span.hi));
        (&high - &low < step).then_some(low)
    }
}

/// A term without its sign.
fn term(term: &Term) -> String {
    let factor = term.factor.abs();
    if term.is_rational() {
        return number(&factor);
    }
    let root = format!("akar pangkat {} dari {}", term.radical.degree, number(&term.radical.base));
    if factor == Exact::ONE { root } else { format!("{} × {root}", number(&factor)) }
}

fn number(value: &Exact) -> String {
    let text = value.to_string();
    if text.len() <= MAX_DIGITS {
        return text;
    }
    let (num, den) = value.fraction();
    let digits = num.trim_start_matches('-').len();
    match den.len() {
        1 => format!("(bilangan {digits} digit)"),
        length => format!("(pecahan {digits} per {length} digit)"),
    }
}
