//! One result of some rows, written by one thread.

use crate::results::{DIGITS, FAULTY};
use std::collections::HashMap;
use std::sync::Arc;
use takar::frame::{Answers, Kind, Lines, widen};

/// Words by number.
#[derive(Default)]
pub struct Words {
    pub all: Vec<Arc<str>>,
    known: HashMap<Arc<str>, i32>,
}

impl Words {
    /// The number of a word.
    pub fn key(&mut self, word: &Arc<str>) -> i32 {
        if let Some(key) = self.known.get(word) {
            return *key;
        }
        let key = i32::try_from(self.all.len()).unwrap_or(i32::MAX);
        self.all.push(word.clone());
        self.known.insert(word.clone(), key);
        key
    }
}

/// A result of some rows.
pub struct Part<'c> {
    pub title: &'c str,
    pub kind: Kind,
    pub numbers: &'c mut [i128],
    pub divisors: &'c mut [i128],
    pub keys: &'c mut [i32],
    pub bits: &'c mut [u8],
    pub marks: &'c mut [u8],
    pub reasons: &'c mut [String],
}

impl Part<'_> {
    /// Of these rows the rules give nothing in their year.
    pub fn nothing(&mut self, lines: &Lines, year: i32) {
        for row in (0..lines.len()).map(|lane| lines.row(lane)) {
            let reason = || format!("aturan tidak memuat {} untuk tahun {year}", self.title);
            self.reasons.iter_mut().skip(row).take(1).for_each(|own| *own = reason());
            self.marks.iter_mut().skip(row).take(1).for_each(|mark| *mark = 1);
            self.keys.iter_mut().skip(row).take(1).for_each(|key| *key = 0);
        }
    }

    /// A row has a result that no column holds: none is given for it.
    pub fn not_held(&mut self, row: usize, why: &str) {
        self.bits[row / 8] &= !(1 << (row % 8));
        self.numbers.iter_mut().skip(row).take(1).for_each(|number| *number = 0);
        self.divisors.iter_mut().skip(row).take(1).for_each(|number| *number = 0);
        self.keys.iter_mut().skip(row).take(1).for_each(|key| *key = 0);
        self.marks.iter_mut().skip(row).take(1).for_each(|mark| *mark = FAULTY);
        self.reasons.iter_mut().skip(row).take(1).for_each(|reason| *reason = why.into());
    }

    /// Which of these rows have a value.
    pub fn marked(&mut self, lines: &Lines, marks: &[u8]) {
        match lines {
            Lines::Run(run) if run.start % 8 == 0 => {
                let bits = self.bits[run.start / 8..].iter_mut();
                // In the last byte the bits behind are those of rows of other years, which may be there already.
                bits.zip(marks[..run.len()].chunks(8)).for_each(|(bits, marks)| {
                    let own = u8::MAX >> (8 - marks.len());
                    *bits = *bits & !own | zeros(marks);
                });
            }
            _ => {
                let there = (0..lines.len()).filter(|lane| marks[*lane] == 0).map(|lane| lines.row(lane));
                there.for_each(|row| self.bits[row / 8] |= 1 << (row % 8));
            }
        }
        if self.marks.is_empty() {
            return;
        }
        match lines {
            Lines::Run(run) => self.marks[run.clone()].copy_from_slice(&marks[..run.len()]),
            Lines::List(_) => (0..lines.len()).for_each(|lane| self.marks[lines.row(lane)] = marks[lane]),
        }
    }

    /// Takes the answers of some rows; gives the rows whose numbers are too long.
    pub fn answers(
        &mut self,
        lines: &Lines,
        marks: &[u8],
        answers: Answers,
        (keys, words): (&[i32], &mut Words),
    ) -> Vec<usize> {
        let Part { kind, numbers, keys: into, .. } = self;
        let places = if let Kind::Number(places) = *kind { places } else { 0 };
        let lanes = || (0..lines.len()).filter(|lane| marks[*lane] == 0);
        match (*kind, answers) {
            (Kind::Number(_), Answers::Numbers { steps, scale, .. }) => {
                let Some(power) = power(places, scale) else { return lanes().map(|lane| lines.row(lane)).collect() };
                match lines {
                    Lines::Run(run) if power == 1 => whole(&mut numbers[run.clone()], &steps[..run.len()]),
                    // Whole, and below 2^53.
                    _ => {
                        let mut long = Vec::new();
                        for lane in lanes() {
                            let number = held(i128::from(steps[lane] as i64), power);
                            numbers[lines.row(lane)] = number.unwrap_or_default();
                            long.extend(number.is_none().then_some(lines.row(lane)));
                        }
                        return long;
                    }
                }
                Vec::new()
            }
            (Kind::Number(_), Answers::Mixed(steps)) => {
                let mut known = (u32::MAX, None);
                let number = |lane: usize| {
                    let (steps, scale, _) = steps[lane];
                    if known.0 != scale {
                        known = (scale, power(places, scale));
                    }
                    let number = known.1.and_then(|power| held(steps.into(), power));
                    numbers[lines.row(lane)] = number.unwrap_or_default();
                    number.is_none().then_some(lines.row(lane))
                };
                lanes().filter_map(number).collect()
            }
            (Kind::Number(_), Answers::Texts(texts)) => {
                let number = |lane: usize| {
                    let number = of_text(&texts[lane], places);
                    numbers[lines.row(lane)] = number.unwrap_or_default();
                    number.is_none().then_some(lines.row(lane))
                };
                lanes().filter_map(number).collect()
            }
            (Kind::Word, Answers::Words(chosen)) => {
                // What stands in a lane without a value is of no matter, but for being the number of a word.
                let key = |word: u8| keys.get(usize::from(word)).copied().unwrap_or_default();
                let mut known = [0; 1 << u8::BITS];
                (0..=u8::MAX).zip(&mut known).for_each(|(word, known)| *known = key(word));
                let is_same = keys.iter().zip(0..).all(|(key, own)| *key == own);
                let last = u8::try_from(keys.len().saturating_sub(1)).unwrap_or(u8::MAX);
                match lines {
                    // A loop without a table, for the one year that most tables have.
                    Lines::Run(run) if is_same => {
                        let to = into[run.clone()].iter_mut().zip(chosen);
                        to.for_each(|(to, word)| *to = i32::from((*word).min(last)));
                    }
                    Lines::Run(run) => {
                        let to = into[run.clone()].iter_mut().zip(chosen);
                        to.for_each(|(to, word)| *to = known[usize::from(*word)]);
                    }
                    Lines::List(_) => {
                        (0..lines.len()).for_each(|lane| into[lines.row(lane)] = known[usize::from(chosen[lane])]);
                    }
                }
                Vec::new()
            }
            (Kind::Word, Answers::Texts(texts)) => {
                for lane in 0..lines.len() {
                    into[lines.row(lane)] = if marks[lane] == 0 { words.key(&texts[lane]) } else { 0 };
                }
                Vec::new()
            }
            (Kind::Truth, Answers::Truths(truths)) => {
                (0..lines.len()).for_each(|lane| into[lines.row(lane)] = i32::from(truths[lane]));
                Vec::new()
            }
            // A value of another kind than was said: nothing is given for it.
            _ => {
                let rows = (0..lines.len()).map(|lane| lines.row(lane));
                rows.for_each(|row| into.iter_mut().skip(row).take(1).for_each(|key| *key = 0));
                lanes().map(|lane| lines.row(lane)).collect()
            }
        }
    }
}

/// Steps of more decimals; none where a decimal does not hold them.
fn held(steps: i128, power: i128) -> Option<i128> {
    steps.checked_mul(power).filter(|number| number.unsigned_abs() < 10u128.pow(DIGITS.into()))
}

/// Steps as they are.
#[expect(clippy::disallowed_types, reason = "steps of results are whole numbers below 2^53")]
fn whole(to: &mut [i128], steps: &[f64]) {
    #[cfg(target_endian = "little")]
    {
        // SAFETY: an integer of 128 bits is two of 64 here, the lower first, and is aligned as they are or better.
        let halves = unsafe { std::slice::from_raw_parts_mut(to.as_mut_ptr().cast::<[i64; 2]>(), to.len()) };
        widen(halves, steps);
    }
    #[cfg(not(target_endian = "little"))]
    to.iter_mut().zip(steps).for_each(|(to, steps)| *to = i128::from(*steps as i64));
}

/// A bit for each of at most eight marks, 1 where it is 0; the first is the lowest.
fn zeros(marks: &[u8]) -> u8 {
    let Ok(eight) = <[u8; 8]>::try_from(marks) else {
        return marks.iter().zip(0..).fold(0, |bits, (mark, at)| bits | u8::from(*mark == 0) << at);
    };
    const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    let marks = u64::from_le_bytes(eight);
    // The lowest bit of each byte that is 0, then all of them side by side in the highest byte.
    let zero = !(((marks & LOW) + LOW) | marks | LOW) >> 7;
    (zero.wrapping_mul(0x0102_0408_1020_4080) >> 56) as u8
}

pub fn has(bits: &[u8], row: usize) -> bool {
    bits.get(row / 8).is_some_and(|byte| byte >> (row % 8) & 1 == 1)
}

/// From steps of one scale to those of another with more decimals.
fn power(places: u32, scale: u32) -> Option<i128> {
    10i128.checked_pow(places.checked_sub(scale)?)
}

/// Steps of a number with a point and no more decimals than these.
fn of_text(text: &str, places: u32) -> Option<i128> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let zeros = (places as usize).checked_sub(part.len())?;
    short(&format!("{whole}{part}{:0<zeros$}", ""))
}

/// A whole number that a decimal holds.
pub fn short(text: &str) -> Option<i128> {
    let number: i128 = text.parse().ok()?;
    (number.unsigned_abs() < 10u128.pow(DIGITS.into())).then_some(number)
}
