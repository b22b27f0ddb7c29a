//! What a printed cell says: a number with its decimals, unit and grade; or a word, a blank, something torn.

use super::signs::Scale;
use crate::number::{Exact, NumberStyle, Places, Rounding, format};
use std::cmp::Ordering;

/// A printed cell, read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Printed {
    /// Nothing.
    Blank,
    /// `-`: nothing, on purpose.
    Dash,
    /// Words.
    Words(String),
    /// A number in each way in which its digits can be read; at least one.
    Number(Vec<Figure>),
    /// `#DIV/0!`
    Fault,
    /// Digits that are no number, or that nobody knows to be one.
    Torn(Torn),
}

/// What no number is read of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Torn {
    /// `99,4 9%`, `3.012.572.30,00`, `13O`
    Digits,
    /// What stands around the digits is not known: `80 ‰`.
    Marks,
}

/// A printed number.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Figure {
    /// Its value.
    pub value: Exact,
    /// Its decimals, as many as are printed; below 0 where a word stands for tens.
    pub places: Places,
    /// In what it is printed.
    pub scale: Scale,
    /// The unit beside it.
    pub unit: Beside,
    /// A grade beside it: `73,50 (BB)`.
    pub grade: Option<String>,
    /// Which way it went by the mark or word beside it: `▼ 2,5`.
    pub went: Option<Ordering>,
    /// How the rules round what they show in its place.
    pub mode: Rounding,
}

/// The unit that a number is printed with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Beside {
    Nothing,
    Percent,
    Rupiah,
    Word(String),
}

impl Printed {
    /// Its readings, where it is a number.
    pub fn figures(&self) -> &[Figure] {
        if let Printed::Number(figures) = self { figures } else { &[] }
    }

    /// Its numbers as the rules round what they show in its place.
    pub fn rounded_by(&mut self, mode: Rounding) {
        if let Printed::Number(figures) = self {
            figures.iter_mut().for_each(|figure| figure.mode = mode);
        }
    }

    /// Reads its numbers also as so many tens, where none is said of them; percent only where it is said.
    pub fn also_in(&mut self, scale: Scale) {
        let Printed::Number(figures) = self else { return };
        let Some(tens) = Exact::from(10).checked_pow(scale.tens) else { return };
        let plain: Vec<Figure> = figures.iter().filter(|one| one.scale == Scale::PLAIN).cloned().collect();
        figures.extend(plain.into_iter().filter_map(|one| {
            let places = Places::new(one.places.get() - scale.tens)?;
            Some(Figure { value: one.value.clone() * tens.clone(), places, scale, ..one })
        }));
    }
}

impl Figure {
    /// The same digits where the word behind them is part of the unit: of `71.307 juta rupiah` in juta rupiah.
    pub fn unscaled(&self) -> Option<Figure> {
        let tens = Exact::from(10).checked_pow(-self.scale.tens)?;
        let (value, places) = (self.value.clone() * tens, self.printed_places());
        (self.scale.tens > 0).then(|| Figure {
            value,
            places,
            scale: Scale::PLAIN,
            unit: Beside::Nothing,
            ..self.clone()
        })
    }

    /// The decimals that stand there.
    pub fn printed_places(&self) -> Places {
        self.scale.places(self.places)
    }

    /// A value in what this one is printed in.
    pub fn scaled(&self, value: &Exact) -> Exact {
        Exact::from(10).checked_pow(-self.scale.tens).map_or_else(|| value.clone(), |tens| value.clone() * tens)
    }

    /// Whether a value is printed so.
    pub fn is(&self, value: &Exact) -> bool {
        self.is_by(value, self.mode)
    }

    /// The same with another rounding.
    pub fn is_by(&self, value: &Exact, mode: Rounding) -> bool {
        value.round(self.places, mode) == self.value
    }

    /// Its digits from the first that is not 0.
    pub fn digits(&self) -> String {
        let plain = self.scaled(&self.value).abs().to_plain(self.printed_places(), Rounding::HalfAway).replace('.', "");
        plain.trim_start_matches('0').to_string()
    }

    /// As people write it.
    pub fn plain(&self) -> String {
        let plain = self.scaled(&self.value).to_plain(self.printed_places(), Rounding::HalfAway);
        format!("{}{}", format(&plain, NumberStyle::Indonesian), self.scale.word)
    }

    /// From where to where values are printed so.
    pub fn reach(&self) -> (Exact, Exact) {
        let (half, own) = (self.half(), self.value.clone());
        let step = half.clone() + half.clone();
        let is_below = match self.mode {
            Rounding::HalfAway | Rounding::HalfEven => return (own.clone() - half.clone(), own + half),
            Rounding::Truncate if own.is_zero() => return (own.clone() - step.clone(), own + step),
            Rounding::Truncate => own < Exact::ZERO,
            Rounding::Ceiling => true,
            Rounding::Floor => false,
        };
        if is_below { (own.clone() - step, own) } else { (own.clone(), own + step) }
    }

    /// Half of the last decimal.
    pub fn half(&self) -> Exact {
        half_of(self.places)
    }
}

/// Half of the last of so many decimals.
pub(super) fn half_of(places: Places) -> Exact {
    let step = Exact::from(10).checked_pow(-places.get()).unwrap_or(Exact::ONE);
    step * Exact::ratio(1, 2).unwrap_or(Exact::ONE)
}

/// So many decimals, as rounding takes them.
pub(super) fn places(decimals: usize) -> Places {
    i32::try_from(decimals).ok().and_then(Places::new).unwrap_or(Places::WHOLE)
}
