//! The geometry of bars on a line, whatever draws them: what is visible, what is cut off, and what the legend has to
//! say.
//!
//! A bar says no more than its figure: one below 100 ends before the mark of 100, one above ends after it, and anything
//! but zero has a visible length, to the left if it is negative. What does not fit is cut, and marked as cut.

use super::Bar;
use crate::number::{Exact, NumberStyle, Places, Rounding, format};
use std::cmp::Ordering;

/// Bars are cut off above this.
const MOST: i64 = 200;
const LEAST: i64 = -100;

/// The range that is drawn.
#[derive(Debug, Clone)]
pub struct Axis {
    /// Zero or below.
    pub low: Exact,
    /// A hundred or above.
    pub high: Exact,
}

/// A side on which a bar is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Below zero.
    Left,
    /// Above a hundred.
    Right,
}

impl Axis {
    /// An axis with room for numbers.
    pub fn of(numbers: impl IntoIterator<Item = Exact>) -> Axis {
        let (mut low, mut high) = (Exact::ZERO, Exact::HUNDRED);
        for number in numbers {
            low = low.min(number.clone());
            high = high.max(number);
        }
        Axis { low: low.max(Exact::from(LEAST)), high: high.min(Exact::from(MOST)) }
    }

    /// An axis with room for bars and their caps.
    pub fn of_bars(bars: &[Bar]) -> Axis {
        Axis::of(bars.iter().flat_map(|bar| [bar.value(), bar.beyond(), bar.cap.clone()].into_iter().flatten()))
    }

    /// On which side a number lies outside, if it does.
    pub fn cuts(&self, number: &Exact) -> Option<Side> {
        match (*number < self.low, *number > self.high) {
            (true, _) => Some(Side::Left),
            (_, true) => Some(Side::Right),
            (false, false) => None,
        }
    }

    /// Whether a cap has its own mark.
    pub fn shows_cap(&self, cap: &Exact) -> bool {
        *cap != Exact::HUNDRED && !cap.is_negative() && *cap <= self.high
    }

    /// Whether something lies below zero.
    pub fn has_negative(&self) -> bool {
        self.low.is_negative()
    }
}

/// A line of so many steps, with marks at zero and at a hundred.
#[derive(Debug, Clone)]
pub struct Grid {
    axis: Axis,
    steps: usize,
    /// The steps before zero, and before a hundred.
    pub zero: usize,
    pub full: usize,
    /// The least number of visible steps.
    gap: usize,
}

/// A bar on a line, as ranges of steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Laid {
    /// From zero to the value; none if there is none.
    pub fill: Option<[usize; 2]>,
    /// After it, up to the value before its cap.
    pub beyond: Option<[usize; 2]>,
    /// The position of its cap, if that has a mark.
    pub cap: Option<usize>,
    /// The side on which it is cut.
    pub cut: Option<Side>,
}

impl Grid {
    /// `gap` is the least number of visible steps.
    pub fn new(axis: Axis, steps: usize, gap: usize) -> Grid {
        let mut grid = Grid { axis, steps, zero: 0, full: steps, gap };
        if grid.axis.has_negative() {
            grid.zero = grid.length(&grid.axis.low.abs()).max(gap);
        }
        if grid.axis.high > Exact::HUNDRED {
            grid.full = (grid.zero + grid.length(&Exact::HUNDRED)).clamp(grid.zero + 2 * gap, steps - gap);
        }
        grid
    }

    /// The same with each step divided into parts; one part is visible.
    pub fn finer(&self, parts: usize) -> Grid {
        let [steps, zero, full] = [self.steps, self.zero, self.full].map(|at| at * parts);
        Grid { axis: self.axis.clone(), steps, zero, full, gap: self.gap }
    }

    /// The visible range.
    pub fn axis(&self) -> &Axis {
        &self.axis
    }

    /// The position of a number, on its side of the marks.
    pub fn at(&self, number: &Exact) -> usize {
        let Grid { steps, zero, full, gap, .. } = *self;
        if number.is_zero() {
            return zero;
        }
        if number.is_negative() {
            return zero - self.length(&number.abs()).max(gap).min(zero);
        }
        match number.cmp(&Exact::HUNDRED) {
            Ordering::Less => zero + share(number, &Exact::HUNDRED, full - zero).clamp(gap, full - zero - gap),
            Ordering::Equal => full,
            Ordering::Greater => (zero + self.length(number)).clamp((full + gap).min(steps), steps),
        }
    }

    /// A bar from a value, the value before its cap, and the cap.
    pub fn laid(&self, value: Option<&Exact>, beyond: Option<&Exact>, cap: Option<&Exact>) -> Laid {
        let ends = [value, beyond].into_iter().flatten();
        let fill = value.map(|value| self.at(value)).map(|at| [at.min(self.zero), at.max(self.zero)]);
        let from = fill.map_or(self.zero, |[_, to]| to);
        let beyond = beyond.filter(|beyond| !beyond.is_negative()).map(|beyond| [from, self.at(beyond).max(from)]);
        let cap = cap.filter(|cap| self.axis.shows_cap(cap)).map(|cap| self.at(cap));
        Laid { fill, beyond, cap, cut: ends.filter_map(|end| self.axis.cuts(end)).next_back() }
    }

    /// The number of steps of a width.
    fn length(&self, width: &Exact) -> usize {
        share(width, &(&self.axis.high - &self.axis.low), self.steps)
    }
}

/// As many whole steps out of `all` as `part` is out of `whole`.
fn share(part: &Exact, whole: &Exact, all: usize) -> usize {
    let steps = (part * &Exact::from(all as i64)).checked_div(whole).unwrap_or_default();
    let steps = steps.clamp(Exact::ZERO, Exact::from(all as i64));
    steps.to_plain(Places::WHOLE, Rounding::Truncate).parse().unwrap_or_default()
}

/// What a legend has to explain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// The mark of a hundred, and whether it is that of all caps.
    Hundred { is_cap: bool },
    /// There are negative bars.
    Zero,
    /// A cap has a mark; its value, if all caps are equal.
    Cap(Option<String>),
    /// Values before their caps are drawn.
    Beyond,
    /// Some bars are cut, on which side and where.
    Cut(Side, String),
    /// Something has no number.
    NoNumber,
}

/// Everything that the legend of bars has to explain, in order.
pub fn told(bars: &[Bar], axis: &Axis) -> Vec<Told> {
    let caps: Vec<&Exact> = bars.iter().filter_map(|bar| bar.cap.as_ref()).collect();
    let is_cap = !caps.is_empty() && caps.iter().all(|cap| **cap == Exact::HUNDRED);
    let mut all = vec![Told::Hundred { is_cap }];
    all.extend(axis.has_negative().then_some(Told::Zero));
    let is_one = caps.windows(2).all(|caps| caps[0] == caps[1]);
    let alone = caps.first().filter(|cap| is_one && cap.is_integer()).map(|cap| percent(cap));
    all.extend(caps.iter().any(|cap| axis.shows_cap(cap)).then_some(Told::Cap(alone)));
    all.extend(bars.iter().any(|bar| bar.beyond().is_some()).then_some(Told::Beyond));
    all.extend(told_of_cuts(axis, bars.iter().flat_map(|bar| [bar.value(), bar.beyond()].into_iter().flatten())));
    all.extend(bars.iter().any(|bar| bar.value().is_none()).then_some(Told::NoNumber));
    all
}

/// Where bars with these numbers are cut.
pub fn told_of_cuts(axis: &Axis, numbers: impl IntoIterator<Item = Exact>) -> Vec<Told> {
    let cut: Vec<Side> = numbers.into_iter().filter_map(|number| axis.cuts(&number)).collect();
    let sides = [(Side::Right, &axis.high), (Side::Left, &axis.low)].into_iter();
    sides.filter(|(side, _)| cut.contains(side)).map(|(side, end)| Told::Cut(side, percent(end))).collect()
}

/// An end of the axis, in words.
pub fn percent(value: &Exact) -> String {
    format!("{}%", format(&value.to_plain(Places::WHOLE, Rounding::Truncate), NumberStyle::Indonesian))
}
