//! Numbers of a typed column: a chunk of them in a few loops, or a single one, where none needs checking.

use super::typed::{Cells, Given};
use crate::columns::{self, LANES, ends};
use crate::data::scan::{Scanned, scan_any_cell};
use crate::data::wide::{CellReader, QUICK_DECIMALS, Steps};
use std::ops::Range;

/// The numbers of decimals to which trailing zeros are reduced, if possible.
const FEWER: [u32; 2] = [4, QUICK_DECIMALS as u32];

/// Numbers of all lanes; those of `holes` are meaningless.
pub struct Numbers<'n> {
    pub all: &'n [i64],
    pub scale: u32,
    pub holes: Vec<usize>,
}

impl<'n> Numbers<'n> {
    /// The numbers of all lanes, if the rows are consecutive and no number needs checking.
    pub fn of(given: &Given<'n>, run: &Range<usize>, reader: &CellReader, room: &'n mut [i64; LANES]) -> Option<Self> {
        let holes = given.holes(run);
        if holes.len() == run.len() {
            return Some(Numbers { all: &room[..0], scale: 0, holes });
        }
        let to = &mut room[..run.len()];
        let (all, scale) = match given.cells {
            Cells::Steps(steps, scale) if scale as usize <= QUICK_DECIMALS => {
                let steps = &steps[run.clone()];
                if holes.is_empty() {
                    (steps, scale)
                } else {
                    to.copy_from_slice(steps);
                    plug(&holes, to);
                    (&*to, scale)
                }
            }
            Cells::Steps(steps, scale) => {
                let steps = run.clone().map(|row| i128::from(steps[row]));
                let scale = narrowed(steps, scale, &holes, to)?;
                (&*to, scale)
            }
            Cells::Long(steps, scale) => {
                let steps = &steps[run.clone()];
                let scale = match quickly(steps, scale, to) {
                    Some(scale) => {
                        plug(&holes, to);
                        scale
                    }
                    None => narrowed(steps.iter().copied(), scale, &holes, to)?,
                };
                (&*to, scale)
            }
            Cells::Texts(_) | Cells::Blank => return None,
        };
        let is_quick = reader.fits(ends(all), scale) && reader.is_clear(all, scale);
        is_quick.then_some(Numbers { all, scale, holes })
    }
}

/// The number of a cell, if it needs no checking.
pub fn quick(reader: &CellReader, given: &Given, row: usize) -> Option<Steps> {
    if let Cells::Texts(text) = given.cells {
        let (text, mut cell) = (text.text(row), Scanned::default());
        let end = scan_any_cell(text.as_bytes(), 0, b';', &mut cell);
        return reader.quick(&cell).filter(|_| end == text.len());
    }
    let number = steps_of(given, row)?;
    reader.fits((number.steps, number.steps), number.scale).then_some(number)
}

/// The number of a typed cell, if it is short enough for the fast path.
pub fn steps_of(given: &Given, row: usize) -> Option<Steps> {
    match given.cells {
        Cells::Steps(steps, scale) => shortest(steps[row].into(), scale),
        Cells::Long(steps, scale) => shortest(steps[row], scale),
        Cells::Texts(_) | Cells::Blank => None,
    }
}

/// The same with few enough decimals for the fast path; none if it has more, or is too long.
fn shortest(mut steps: i128, mut scale: u32) -> Option<Steps> {
    while scale as usize > QUICK_DECIMALS {
        if steps % 10 != 0 {
            return None;
        }
        (steps, scale) = (steps / 10, scale - 1);
    }
    Some(Steps { steps: i64::try_from(steps).ok()?, scale })
}

/// Numbers, including holes, in a loop or two; returns their decimals. None where one is too long, or has more
/// decimals.
fn quickly(steps: &[i128], scale: u32, to: &mut [i64]) -> Option<u32> {
    if scale as usize <= QUICK_DECIMALS {
        return columns::narrow(to, steps).then_some(scale);
    }
    FEWER.into_iter().find(|decimals| {
        let power = 10i64.checked_pow(scale - decimals);
        power.is_some_and(|power| columns::divide(to, steps, power))
    })
}

/// Fills holes with a number that is present.
fn plug(holes: &[usize], all: &mut [i64]) {
    let first = holes.iter().enumerate().take_while(|(at, hole)| at == *hole).count();
    let there = all.get(first).copied().unwrap_or(0);
    holes.iter().for_each(|hole| all[*hole] = there);
}

/// Writes numbers into `room`, with holes filled by one that is present; returns their decimals. Database columns often
/// have many decimals that are all zeros; these are removed.
fn narrowed(all: impl Iterator<Item = i128> + Clone, scale: u32, holes: &[usize], room: &mut [i64]) -> Option<u32> {
    let mut left = holes.iter().copied().peekable();
    let is_there = move |lane: usize| left.next_if_eq(&lane).is_none();
    let fewer: &[u32] = if scale as usize <= QUICK_DECIMALS { &[scale] } else { &FEWER };
    'decimals: for &decimals in fewer {
        let power = 10i128.checked_pow(scale - decimals)?;
        let (mut is_there, mut known) = (is_there.clone(), None);
        for (lane, steps) in all.clone().enumerate() {
            if !is_there(lane) {
                continue;
            }
            if power > 1 && steps % power != 0 {
                continue 'decimals;
            }
            let Ok(steps) = i64::try_from(if power > 1 { steps / power } else { steps }) else { continue 'decimals };
            (room[lane], known) = (steps, Some(steps));
        }
        holes.iter().for_each(|hole| room[*hole] = known.unwrap_or(0));
        return Some(decimals);
    }
    None
}
