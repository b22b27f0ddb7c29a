//! Where numbers lie on a line of letters.
//!
//! A bar says no more than its figure: one below 100 ends before the mark of 100, one above ends behind it, and whatever is not
//! zero has a length. What does not fit ends in a sign that says so.

use super::Bar;
use crate::number::{Exact, Places, Rounding};
use std::cmp::Ordering;

/// The signs that bars are made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Signs {
    /// What fills a place by so many parts; the last fills all of it.
    fills: &'static [char],
    pub beyond: char,
    pub hundred: char,
    pub zero: char,
    pub cap: char,
    pub right: char,
    pub left: char,
}

impl Signs {
    pub const BLOCKS: Signs = Signs {
        fills: &['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'],
        beyond: '░',
        hundred: '│',
        zero: '╎',
        cap: '┊',
        right: '»',
        left: '«',
    };

    /// Where a screen may not know the others.
    pub const PLAIN: Signs =
        Signs { fills: &['#'], beyond: ':', hundred: '|', zero: '0', cap: '!', right: '>', left: '<' };
}

/// What a letter is of, for its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    None,
    Bar,
    Beyond,
}

/// A line of letters from the least to the most that is drawn.
pub(super) struct Ruler {
    low: Exact,
    high: Exact,
    signs: Signs,
    /// So many letters without the marks.
    cells: usize,
    /// So many of them lie before zero, and before 100.
    zero: usize,
    full: usize,
}

/// What lies further out is cut off.
const MOST: i64 = 200;
const LEAST: i64 = -100;

impl Ruler {
    /// One that has room for some bars, in so many letters.
    pub fn new(bars: &[Bar], width: usize, signs: Signs) -> Ruler {
        let ends = bars.iter().flat_map(|bar| [bar.value(), bar.beyond(), bar.cap.clone()].into_iter().flatten());
        let ends: Vec<Exact> = ends.collect();
        let high = ends.iter().cloned().chain([Exact::HUNDRED]).max().unwrap_or(Exact::HUNDRED);
        let low = ends.iter().cloned().chain([Exact::ZERO]).min().unwrap_or_default();
        let (high, low) = (high.min(Exact::from(MOST)), low.max(Exact::from(LEAST)));
        let marks = 2 + usize::from(low.is_negative());
        let mut ruler = Ruler { low, high, signs, cells: width.saturating_sub(marks).max(6), zero: 0, full: 0 };
        if ruler.low.is_negative() {
            ruler.zero = ruler.length(&-ruler.low.clone(), 1).max(1);
        }
        let last = ruler.cells - usize::from(ruler.high > Exact::HUNDRED);
        ruler.full = (ruler.zero + ruler.length(&Exact::HUNDRED, 1)).clamp(ruler.zero + 2, last);
        if ruler.high == Exact::HUNDRED {
            ruler.full = ruler.cells;
        }
        ruler
    }

    /// How many parts of letters a stretch of numbers takes.
    fn length(&self, value: &Exact, parts: usize) -> usize {
        let all = Exact::from((self.cells * parts) as i64);
        let share = (value * &all).checked_div(&(&self.high - &self.low)).unwrap_or_default();
        whole(&share.clamp(Exact::ZERO, all))
    }

    /// How many parts a bar takes from zero on.
    fn parts(&self, value: &Exact) -> usize {
        let parts = self.signs.fills.len();
        let (full, all) = ((self.full - self.zero) * parts, (self.cells - self.zero) * parts);
        if value.is_zero() {
            return 0;
        }
        match value.cmp(&Exact::HUNDRED) {
            // Below 100 by the mark, which stands at a whole letter.
            Ordering::Less => {
                let share = (value * &Exact::from(full as i64)).checked_div(&Exact::HUNDRED).unwrap_or_default();
                whole(&share).clamp(1, full - 1)
            }
            Ordering::Equal => full,
            Ordering::Greater => self.length(value, parts).clamp((full + 1).min(all), all),
        }
    }

    /// The letters of a bar, with the marks.
    pub fn line(&self, bar: &Bar) -> Vec<(char, Ink)> {
        // The last one is for what stands at the very end.
        let mut line = vec![(' ', Ink::None); self.cells + 1];
        let parts = self.signs.fills.len();
        let filled = self.signs.fills[parts - 1];
        let value = bar.value();
        let mut end = self.zero;
        match &value {
            Some(value) if value.is_negative() => {
                let long = self.length(&value.abs(), 1).clamp(1, self.zero.max(1));
                let from = self.zero.saturating_sub(long);
                line[from..self.zero].fill((filled, Ink::Bar));
                if *value < self.low {
                    line[0] = (self.signs.left, Ink::Bar);
                }
            }
            Some(value) => {
                let taken = self.parts(value);
                end += taken.div_ceil(parts);
                line[self.zero..self.zero + taken / parts].fill((filled, Ink::Bar));
                if !taken.is_multiple_of(parts) {
                    line[end - 1] = (self.signs.fills[taken % parts - 1], Ink::Bar);
                }
                if *value > self.high {
                    line[end - 1] = (self.signs.right, Ink::Bar);
                }
            }
            None => {}
        }
        if let Some(beyond) = bar.beyond().filter(|beyond| !beyond.is_negative()) {
            let to = (self.zero + self.parts(&beyond).div_ceil(parts)).max(end + 1).min(line.len());
            line[end.min(to)..to].fill((self.signs.beyond, Ink::Beyond));
            if beyond > self.high {
                line[to - 1] = (self.signs.right, Ink::Beyond);
            }
        }
        if let Some(cap) = bar.cap.as_ref().filter(|cap| self.shows_cap(cap)) {
            let at = self.zero + self.length(cap, 1);
            let at = if line[at].1 == Ink::Bar { at + 1 } else { at };
            if let Some(place) = line.get_mut(at) {
                *place = (self.signs.cap, Ink::None);
            }
        }
        line.insert(self.full, (self.signs.hundred, Ink::None));
        if self.low.is_negative() {
            line.insert(self.zero, (self.signs.zero, Ink::None));
        }
        line
    }

    /// Whether a cap has a mark of its own.
    pub fn shows_cap(&self, cap: &Exact) -> bool {
        *cap != Exact::HUNDRED && !cap.is_negative() && *cap <= self.high
    }

    /// Whether a number lies outside.
    pub fn cuts(&self, value: &Exact) -> bool {
        *value > self.high || *value < self.low
    }

    pub fn has_negative(&self) -> bool {
        self.low.is_negative()
    }

    /// The most and the least that are drawn.
    pub fn ends(&self) -> (&Exact, &Exact) {
        (&self.low, &self.high)
    }

    /// The numbers above the bars.
    pub fn head(&self) -> String {
        let shift = usize::from(self.low.is_negative());
        let wide = self.cells + 2 + shift;
        let mut head = vec![' '; wide];
        let mut put = |words: &str, from: usize| {
            for (place, letter) in head[from.min(wide)..].iter_mut().zip(words.chars()) {
                *place = letter;
            }
        };
        put("0", self.zero);
        // Its last letter stands above the mark.
        let full = self.full + shift;
        put("100%", full.saturating_sub(3));
        if let Some(words) =
            self.high.is_integer().then(|| format!("{}%", self.high.to_plain(Places::WHOLE, Rounding::Truncate)))
            && wide - words.len() > full + 1
        {
            put(&words, wide - words.len());
        }
        head.into_iter().collect::<String>().trim_end().to_string()
    }
}

/// The whole part of a number that is not negative.
fn whole(value: &Exact) -> usize {
    value.to_plain(Places::WHOLE, Rounding::Truncate).parse().unwrap_or_default()
}
