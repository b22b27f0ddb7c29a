//! How a format shows a number: its digits, and the words it writes around them, which people read with the number.

use super::model::{Content, Shown, Worded};
use crate::number;
use rust_decimal::{Decimal, RoundingStrategy};
use std::sync::Arc;

/// What a format makes of a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Look {
    shown: Shown,
    /// What it writes in front of the digits and behind them.
    before: String,
    behind: String,
    /// The same, as far as it says something that the number alone does not.
    said: (Arc<str>, Arc<str>),
    form: Digits,
}

/// How the digits are written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Digits {
    /// There is a place for them; else words stand instead of the number.
    pub are_shown: bool,
    /// In percent.
    pub percent: bool,
    /// How often thousands are left out.
    pub left_out: u8,
    /// Digits before the point that are always written, and decimals, and those of them that are.
    pub always: u8,
    pub decimals: u8,
    pub always_decimals: u8,
    /// In groups of three.
    pub grouped: bool,
    /// As many as the number has.
    pub general: bool,
    /// In a colour, which tells accounts what is negative.
    pub coloured: bool,
    /// What stands between the digits before the point: behind so many of them from the right.
    pub between: Vec<(usize, String)>,
}

/// Signs around a number that say nothing else than the number does.
const SILENT: &[char] = &['-', '–', '—', '−', '(', ')', '.', ',', ':', ';', '*', '\'', '_', '|', '+'];

impl Look {
    /// Of the words around the digits and how these are written; `shown` gives what is shown of numbers without words.
    pub(super) fn new(before: String, behind: String, form: Digits, shown: impl FnOnce(bool) -> Shown) -> Look {
        let (first, money) = without_money(&before);
        let (last, money_behind) = without_money(&behind);
        let shown = shown(money || money_behind);
        let (mut first, mut last) = (significant(first), significant(last));
        // `1500 juta`, `80%`, `<80`.
        if first.ends_with(char::is_alphabetic) {
            first.push(' ');
        }
        if last.starts_with(char::is_alphabetic) {
            last.insert(0, ' ');
        }
        Look { shown, said: (first.into(), last.into()), before, behind, form }
    }

    /// As [`Shown`] says, without any words.
    pub(super) fn plain(shown: Shown) -> Look {
        let form = Digits { are_shown: true, general: true, ..Digits::default() };
        Look { shown, before: String::new(), behind: String::new(), said: ("".into(), "".into()), form }
    }

    /// Whether numbers are read in percent.
    pub(super) fn is_percent(&self) -> bool {
        matches!(self.shown, Shown::Percent(_))
    }

    /// Whether numbers are shown as they are.
    pub(super) fn is_general(&self) -> bool {
        self.form.general
    }

    /// What a cell holds with this number, percent as so many hundredths. `signed` where the format says itself how negative
    /// numbers are shown.
    pub(super) fn content(&self, number: Decimal, signed: bool) -> Content {
        if self.hides(number) {
            // Accounts write a dash for nothing.
            let is_dash = number.is_zero() && self.before.contains(['-', '–', '—', '−']) && self.said.0.is_empty();
            return Content::Number(number, if is_dash { Shown::General } else { Shown::Hidden });
        }
        let form = &self.form;
        let is_worded = !self.said.0.is_empty() || !self.said.1.is_empty();
        let names = || {
            let left_out = 3 * u32::from(form.left_out);
            self.said.0.is_empty() && zeros_of(&self.said.1) == Some(left_out)
        };
        if form.left_out > 0 && !form.percent && is_worded && !self.has_digits() && names() {
            let shown = Shown::Scaled { thousands: form.left_out, decimals: form.decimals, named: true };
            return Content::Number(number, shown);
        }
        let is_scaled_otherwise = form.left_out > 0 && (form.percent || is_worded);
        let has_minus = self.before.trim().ends_with(['-', '–', '−']);
        let is_minus = match number.is_sign_negative() && !number.is_zero() {
            true => {
                signed
                    && !has_minus
                    && !form.coloured
                    && !self.before.contains('(')
                    && !self.behind.contains(['(', '-'])
            }
            false => has_minus,
        };
        if self.has_digits() || is_scaled_otherwise || is_minus || self.parts_otherwise(number) {
            return self.worded(number, Some(self.rendered(number, signed)));
        }
        let is_in_brackets = !number.is_sign_negative() && self.before.contains('(') && self.behind.contains(')');
        if !is_worded && !is_in_brackets {
            return Content::Number(number, self.shown);
        }
        self.worded(number, None)
    }

    fn worded(&self, number: Decimal, seen: Option<String>) -> Content {
        let is_bare = self.said.0.is_empty() && self.said.1.is_empty();
        let (before, behind) = if is_bare { ("(".into(), ")".into()) } else { self.said.clone() };
        Content::Worded(Arc::new(Worded { number, shown: self.shown, before, behind, seen }))
    }

    /// Whether no digit of a number is seen: `;;;`, `0;-0;"nihil"`, and 0 by `#,###`.
    fn hides(&self, number: Decimal) -> bool {
        let form = &self.form;
        let is_nothing = || {
            let none = form.always == 0 && form.always_decimals == 0 && !form.general && !form.percent;
            none && self.scaled(number).is_zero()
        };
        !form.are_shown || is_nothing()
    }

    /// Whether digits among the words are read with those of the number: `0".000"`, `"1"00`. Those of a unit are not: `0" m2"`.
    fn has_digits(&self) -> bool {
        let behind = self.behind.trim_start().trim_start_matches(['.', ',']).trim_start();
        self.before.contains(char::is_numeric) || behind.starts_with(char::is_numeric)
    }

    /// Whether the words between the digits make another number of them: `0\.00` shows 105 as 1.05. Points and spaces that group
    /// by three do not.
    fn parts_otherwise(&self, number: Decimal) -> bool {
        // Behind the point none is a point.
        let is_group = |(at, words): &(usize, String)| match words.as_str() {
            " " | "\u{a0}" | "\u{202f}" => at % 3 == 0,
            "." => *at > 0 && at % 3 == 0,
            _ => false,
        };
        let is_grouped = self.form.between.iter().all(is_group);
        let digits = self.scaled(number).trunc().abs().to_string().len();
        let is_padded = || usize::from(self.form.always) > digits;
        !self.form.between.is_empty() && (!is_grouped || is_padded())
    }

    /// A number as far as it is shown: without the thousands that are left out, with its decimals.
    fn scaled(&self, number: Decimal) -> Decimal {
        let scaled = number::without_zeros(number, 3 * u32::from(self.form.left_out)).unwrap_or(number);
        match self.form.general {
            true => scaled,
            false => {
                let places = u32::from(self.form.decimals);
                scaled.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero)
            }
        }
    }

    /// What is seen of a number.
    fn rendered(&self, number: Decimal, signed: bool) -> String {
        let form = &self.form;
        let scaled = self.scaled(number).abs();
        let plain = if form.general {
            scaled.normalize().to_string()
        } else {
            format!("{scaled:.*}", usize::from(form.decimals))
        };
        let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
        let whole = format!("{whole:0>width$}", width = usize::from(form.always));
        let mut text = String::new();
        for (at, digit) in whole.chars().enumerate() {
            let left = whole.len() - at;
            if at > 0 {
                let between = form.between.iter().find(|(from_right, _)| *from_right == left);
                match between {
                    Some((_, words)) => text.push_str(words),
                    None if form.grouped && left.is_multiple_of(3) => text.push('.'),
                    None => {}
                }
            }
            text.push(digit);
        }
        if !decimals.is_empty() {
            text.push(',');
            text.push_str(decimals);
        }
        let percent = if form.percent { "%" } else { "" };
        let sign = if number.is_sign_negative() && !signed { "-" } else { "" };
        let all = format!("{sign}{}{text}{percent}{}", self.before, self.behind);
        all.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Words without the sign of rupiah, and whether they had it.
fn without_money(words: &str) -> (&str, bool) {
    let trimmed = words.trim();
    let lower = trimmed.to_lowercase();
    let of = |mark: &str| {
        let rest = lower.strip_prefix(mark)?;
        (!rest.starts_with(char::is_alphanumeric)).then_some(&trimmed[mark.len()..])
    };
    // Lower case may have another length.
    let rest = if lower.len() == trimmed.len() { of("rp").or_else(|| of("idr")) } else { None };
    rest.map_or((trimmed, false), |rest| (rest, true))
}

/// Words as far as they say something.
fn significant(words: &str) -> String {
    let is_silent = |c: char| SILENT.contains(&c) || c.is_whitespace();
    if words.chars().all(is_silent) {
        return String::new();
    }
    words.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '*' | '_')).to_string()
}

/// The zeros of a word of a factor alone: `juta`, `jt`, `M`, `rb.`
fn zeros_of(words: &str) -> Option<u32> {
    let word = words.trim().trim_end_matches('.').to_lowercase();
    let word = word.strip_suffix("rupiah").map_or(word.as_str(), str::trim_end);
    match word {
        "k" => Some(3),
        _ => number::zeros(word).or_else(|| number::letter_zeros(word)),
    }
}
