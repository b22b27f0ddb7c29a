//! Figures whose format leaves thousands out (`#,##0,,`): below a heading that says as much (`juta rupiah`) they are what they show.

use super::words::of_money;
use super::{Found, FoundRow, Head};
use crate::data::header::{Said, factor_of, factors_above};
use crate::number::{self, NumberStyle, format};
use crate::office::model::{Content, Shown, Worded};
use rust_decimal::Decimal;
use std::sync::Arc;

/// Where formats of a table leave thousands out, and what headings and lines around it name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scaled {
    /// For each head how often the formats below it do.
    heads: Vec<Option<u8>>,
    /// For each head the zeros that its own words name.
    own: Vec<Option<u32>>,
    /// Whether each speaks of money.
    money: Vec<bool>,
    /// What the lines around the table name.
    around: Vec<Said>,
}

impl Scaled {
    /// Of a table; nothing where no format does.
    pub fn of(found: &Found) -> Scaled {
        let thousands = |at: usize| found.rows.iter().filter_map(|row| thousands(row.cells.get(at)?.as_ref()?)).max();
        let heads: Vec<Option<u8>> = (0..found.heads.len()).map(thousands).collect();
        if heads.iter().all(Option::is_none) {
            return Scaled::default();
        }
        let has_targets = found.heads.iter().any(|head| says(head, &["target"]));
        let own = |levels: &Vec<String>| levels.iter().rev().find_map(|level| factor_of(level)).map(|said| said.zeros);
        let lines = found.above.iter().chain(&found.below);
        Scaled {
            heads,
            own: found.heads.iter().map(|head| own(&head.levels)).collect(),
            money: found.heads.iter().map(|head| is_money(head, has_targets)).collect(),
            around: lines.flat_map(|line| factors_above(&line.text, &|_| true)).collect(),
        }
    }

    /// Whether no format of the table leaves anything out.
    pub fn is_none(&self) -> bool {
        self.heads.is_empty()
    }

    /// The zeros that a figure gets below its heading: those that this names, else those of a line around the table that speaks of
    /// money, or of the unit that stands in the row; else those that this unit itself counts in.
    pub fn zeros(&self, row: &FoundRow, at: usize) -> Option<u32> {
        if let Some(own) = self.own.get(at).copied().flatten() {
            return Some(own);
        }
        let is_money = self.money.get(at).copied().unwrap_or(false);
        let texts = || {
            row.cells.iter().flatten().filter_map(|content| match content {
                Content::Text(text) => Some(text.trim().to_lowercase()),
                _ => None,
            })
        };
        let is_of = |said: &&Said| match said.unit.as_deref() {
            None | Some("rupiah") => is_money || texts().any(|text| text == "rupiah"),
            Some(unit) => !is_money && texts().any(|text| text == unit),
        };
        let around = self.around.iter().find(is_of).map(|said| said.zeros);
        // `juta rupiah`, `ribu orang` in the column of units.
        let counts = |text: String| {
            let (first, rest) = text.split_once(' ')?;
            number::zeros(first).filter(|_| rest.split_whitespace().count() < 3)
        };
        around.or_else(|| if is_money { None } else { texts().find_map(counts) })
    }

    /// How often the formats of other figures leave thousands out where this one, shown in full, does not: those below its heading, or
    /// beside it, where it is of the size of what they hold and not of what they show.
    pub fn beside(&self, row: &FoundRow, at: usize, number: Decimal) -> u8 {
        if self.is_none() || number.is_zero() {
            return 0;
        }
        let is_alike = |other: usize| {
            let Some(Content::Number(held, Shown::Scaled { thousands, .. })) = row.cells.get(other)?.as_ref() else {
                return None;
            };
            // As near to what is held as to what is shown, or nearer.
            let tens = Decimal::from(10_i64.checked_pow(3 * u32::from(*thousands))?);
            let own = number.checked_div(*held)?.abs();
            let is_near = own.checked_mul(own)?.checked_mul(tens).is_none_or(|near| near >= Decimal::ONE);
            is_near.then_some(*thousands)
        };
        let own = self.heads.get(at).copied().flatten();
        own.or_else(|| (0..row.cells.len()).filter(|other| *other != at).find_map(is_alike)).unwrap_or(0)
    }
}

/// Whether a head is of money: what is realised is, where nothing has a target.
fn is_money(head: &Head, has_targets: bool) -> bool {
    head.levels.iter().any(|level| of_money(level)) || !has_targets && says(head, &["realisasi", "real"])
}

fn says(head: &Head, wanted: &[&str]) -> bool {
    let mut words = head.levels.iter().flat_map(|level| level.split(|c: char| !c.is_alphanumeric()));
    words.any(|word| wanted.iter().any(|wanted| word.eq_ignore_ascii_case(wanted)))
}

/// How often the format of a figure leaves thousands out.
fn thousands(content: &Content) -> Option<u8> {
    match content {
        Content::Number(_, Shown::Scaled { thousands, .. }) => Some(*thousands),
        _ => None,
    }
}

/// The table with such figures as they are shown where what is left out is named; those that nobody can tell say so.
pub fn as_shown(found: &Found) -> Found {
    let scaled = Scaled::of(found);
    let mut shown = found.clone();
    if scaled.is_none() {
        return shown;
    }
    for (row, own) in shown.rows.iter_mut().zip(&found.rows) {
        for at in 0..row.cells.len() {
            let Some(Content::Number(number, how)) = own.cells[at] else { continue };
            let Some(zeros) = scaled.zeros(own, at) else { continue };
            row.cells[at] = Some(match how {
                Shown::Scaled { thousands, decimals, .. } if 3 * u32::from(thousands) == zeros => {
                    let Some(number) = how.scaled(number) else { continue };
                    Content::Number(number, Shown::Decimals(decimals))
                }
                Shown::Scaled { .. } => open(number, how),
                _ if scaled.beside(own, at, number) > 0 => open(number, how),
                _ => continue,
            });
        }
    }
    shown
}

/// A figure of which nobody can tell whether what is shown or what is held is meant.
fn open(number: Decimal, shown: Shown) -> Content {
    let seen = shown.seen(number).unwrap_or(number).normalize().to_string();
    let seen = format(&seen, NumberStyle::Indonesian);
    Content::Worded(Arc::new(Worded { number, shown, before: "".into(), behind: "".into(), seen: Some(seen) }))
}
