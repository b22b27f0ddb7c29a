//! Bars as lines of characters, with the marks between them.

use super::Bar;
use super::axis::{Axis, Grid, Side, percent};

/// The characters that bars are made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Signs {
    /// What fills a character cell by so many parts; the last fills all of it.
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

    /// For terminals that may not know the others.
    pub const PLAIN: Signs =
        Signs { fills: &['#'], beyond: ':', hundred: '|', zero: '0', cap: '!', right: '>', left: '<' };
}

/// What a character belongs to, for its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    None,
    Bar,
    Beyond,
}

/// The character line of an axis.
pub(super) struct Ruler {
    signs: Signs,
    /// The number of characters without the marks.
    cells: usize,
    /// Their steps, and those of the parts of characters.
    letters: Grid,
    parts: Grid,
}

impl Ruler {
    /// One that has room for some bars, in so many characters.
    pub fn new(bars: &[Bar], width: usize, signs: Signs) -> Ruler {
        let axis = Axis::of_bars(bars);
        let marks = 2 + usize::from(axis.has_negative());
        let cells = width.saturating_sub(marks).max(6);
        let letters = Grid::new(axis, cells, 1);
        Ruler { signs, cells, parts: letters.finer(signs.fills.len()), letters }
    }

    /// The visible range.
    pub fn axis(&self) -> &Axis {
        self.letters.axis()
    }

    /// The characters of a bar, with the marks.
    pub fn line(&self, bar: &Bar) -> Vec<(char, Ink)> {
        // The last one is for what is at the very end.
        let mut line = vec![(' ', Ink::None); self.cells + 1];
        let parts = self.signs.fills.len();
        let zero = self.letters.zero;
        let laid = self.parts.laid(bar.value().as_ref(), bar.beyond().as_ref(), bar.cap.as_ref());
        let [from, to] = laid.fill.unwrap_or([self.parts.zero; 2]);
        // Characters fill from the left, so below zero only whole ones are used.
        let from = if from < self.parts.zero { from.div_ceil(parts).min(zero - 1) } else { zero };
        line[from..to / parts].fill((self.signs.fills[parts - 1], Ink::Bar));
        let mut end = to.div_ceil(parts);
        if !to.is_multiple_of(parts) {
            line[end - 1] = (self.signs.fills[to % parts - 1], Ink::Bar);
        }
        if let Some([_, to]) = laid.beyond {
            let to = to.div_ceil(parts).max(end + 1).min(line.len());
            line[end.min(to)..to].fill((self.signs.beyond, Ink::Beyond));
            end = to;
        }
        match laid.cut {
            Some(Side::Left) => line[0].0 = self.signs.left,
            Some(Side::Right) => line[end - 1].0 = self.signs.right,
            None => {}
        }
        if let Some(cap) = laid.cap {
            let at = cap / parts;
            let at = if line[at].1 == Ink::Bar { at + 1 } else { at };
            if let Some(place) = line.get_mut(at) {
                *place = (self.signs.cap, Ink::None);
            }
        }
        line.insert(self.letters.full, (self.signs.hundred, Ink::None));
        if self.axis().has_negative() {
            line.insert(zero, (self.signs.zero, Ink::None));
        }
        line
    }

    /// The numbers above the bars.
    pub fn head(&self) -> String {
        let Axis { high, .. } = self.axis();
        let shift = usize::from(self.axis().has_negative());
        let wide = self.cells + 2 + shift;
        let mut head = vec![' '; wide];
        let mut put = |words: &str, from: usize| {
            for (place, letter) in head[from.min(wide)..].iter_mut().zip(words.chars()) {
                *place = letter;
            }
        };
        put("0", self.letters.zero);
        // Its last character is above the mark.
        let full = self.letters.full + shift;
        put("100%", full.saturating_sub(3));
        if let Some(words) = high.is_integer().then(|| percent(high))
            && wide - words.len() > full + 1
        {
            put(&words, wide - words.len());
        }
        head.into_iter().collect::<String>().trim_end().to_string()
    }
}
