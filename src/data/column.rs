//! The values of one quantity, one per unit, packed: a plain decimal takes sixteen bytes together with its cell.
//!
//! Units that say nothing of the quantity take next to nothing, so a column is as large as what the data say in it.

use super::{CellOrigin, Content, Datum, State};
use rust_decimal::Decimal;
use std::collections::HashMap;
use std::sync::Arc;

/// One value per unit.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// [`CHUNK`] units each; one is as long as its last unit that says something.
    chunks: Vec<Vec<Packed>>,
    /// File and column of the cells, the few that there are.
    sheets: Vec<(u16, u16)>,
    odd: Option<Arc<Odd>>,
}

/// How many units share an allocation.
pub const CHUNK: usize = 1 << 10;

/// One value, or none.
#[derive(Debug, Clone, Copy, Default)]
struct Packed {
    /// The digits of a number, or a place in [`Odd`].
    value: i64,
    /// Line of the cell; 0 where it came from memory.
    row: u32,
    /// Index into [`Column::sheets`].
    sheet: u16,
    kind: Kind,
}

/// How many bytes a value takes.
pub const PACKED: usize = size_of::<Packed>();

/// What a packed value is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Kind {
    /// The unit says nothing.
    #[default]
    Nothing,
    /// A number with so many decimals.
    Number(u8),
    /// A number with more digits than fit.
    Wide,
    Text,
    Missing(State),
}

/// What does not fit into a packed value; words stand once, however many units have them.
#[derive(Debug, Clone, Default)]
struct Odd {
    words: Vec<Arc<str>>,
    known: HashMap<Arc<str>, i64>,
    wide: Vec<Decimal>,
}

impl Odd {
    fn word(&mut self, word: Arc<str>) -> i64 {
        if let Some(&known) = self.known.get(&word) {
            return known;
        }
        let at = self.words.len() as i64;
        self.words.push(Arc::clone(&word));
        self.known.insert(word, at);
        at
    }
}

impl Column {
    /// The value of a unit, if its data say anything of it.
    pub fn get(&self, lane: usize) -> Option<Datum> {
        self.datum(self.chunks.get(lane / CHUNK)?.get(lane % CHUNK)?)
    }

    /// The cell that the value of a unit came from.
    pub(super) fn origin_of(&self, lane: usize) -> Option<CellOrigin> {
        let packed = self.chunks.get(lane / CHUNK)?.get(lane % CHUNK)?;
        self.origin(packed).filter(|_| packed.kind != Kind::Nothing)
    }

    /// Whether the data of a unit say anything of it.
    pub fn has(&self, lane: usize) -> bool {
        let packed = self.chunks.get(lane / CHUNK).and_then(|chunk| chunk.get(lane % CHUNK));
        packed.is_some_and(|packed| packed.kind != Kind::Nothing)
    }

    /// What the data say of it, with the lane of the unit.
    pub fn iter(&self) -> impl Iterator<Item = (usize, Datum)> {
        let chunks = self.chunks.iter().enumerate();
        let lanes = chunks.flat_map(|(at, chunk)| chunk.iter().zip(at * CHUNK..));
        lanes.filter_map(|(packed, lane)| Some((lane, self.datum(packed)?)))
    }

    /// The texts among them, in the order of the units.
    pub fn texts(&self) -> impl Iterator<Item = (&str, Option<CellOrigin>)> {
        let packed = self.chunks.iter().flatten().filter(|packed| packed.kind == Kind::Text);
        packed.filter_map(|packed| Some((&**self.odd.as_ref()?.words.get(packed.value as usize)?, self.origin(packed))))
    }

    /// Puts a value, replacing what was there; how many places more the column has now.
    #[doc(hidden)]
    pub fn set(&mut self, lane: usize, datum: Datum) -> usize {
        let (chunk, at) = (lane / CHUNK, lane % CHUNK);
        if self.chunks.len() <= chunk {
            self.chunks.resize_with(chunk + 1, Vec::new);
        }
        let packed = self.packed(datum);
        let chunk = &mut self.chunks[chunk];
        let before = chunk.len();
        if before <= at {
            chunk.resize(at + 1, Packed::default());
        }
        chunk[at] = packed;
        chunk.len() - before
    }

    /// The values of some units, whose lanes begin at 0 there; none when they say nothing.
    #[doc(hidden)]
    pub fn part(&self, lanes: std::ops::Range<usize>) -> Option<Column> {
        let mut part = Column { chunks: Vec::new(), sheets: self.sheets.clone(), odd: self.odd.clone() };
        let mut is_filled = false;
        for chunk in lanes.clone().step_by(CHUNK) {
            let lane = |lane: usize| self.chunks.get(lane / CHUNK).and_then(|chunk| chunk.get(lane % CHUNK));
            let packed = (chunk..lanes.end.min(chunk + CHUNK)).map(|at| lane(at).copied().unwrap_or_default());
            let packed: Vec<Packed> = packed.collect();
            let is_empty = packed.iter().all(|packed| packed.kind == Kind::Nothing);
            is_filled |= !is_empty;
            part.chunks.push(if is_empty { Vec::new() } else { packed });
        }
        is_filled.then_some(part)
    }

    fn packed(&mut self, datum: Datum) -> Packed {
        let (row, sheet) = match datum.origin {
            Some(origin) => (origin.row, self.sheet((origin.file, origin.column))),
            None => (0, 0),
        };
        let (kind, value) = match datum.content {
            Content::Number(number) => match plain(number) {
                Some((value, scale)) => (Kind::Number(scale), value),
                None => {
                    let odd = self.odd();
                    odd.wide.push(number);
                    (Kind::Wide, odd.wide.len() as i64 - 1)
                }
            },
            Content::Text(text) => (Kind::Text, self.odd().word(text)),
            Content::Missing(state, reason) if reason.is_empty() => (Kind::Missing(state), -1),
            Content::Missing(state, reason) => (Kind::Missing(state), self.odd().word(reason)),
        };
        Packed { value, row, sheet, kind }
    }

    fn datum(&self, packed: &Packed) -> Option<Datum> {
        let odd = |at: i64| usize::try_from(at).ok().zip(self.odd.as_deref());
        let word = |at: i64| odd(at).and_then(|(at, odd)| odd.words.get(at)).cloned().unwrap_or_default();
        let content = match packed.kind {
            Kind::Nothing => return None,
            Kind::Number(scale) => Content::Number(Decimal::new(packed.value, u32::from(scale))),
            Kind::Wide => Content::Number(odd(packed.value).and_then(|(at, odd)| odd.wide.get(at)).copied()?),
            Kind::Text => Content::Text(word(packed.value)),
            Kind::Missing(state) => Content::Missing(state, word(packed.value)),
        };
        Some(Datum { content, origin: self.origin(packed) })
    }

    fn origin(&self, packed: &Packed) -> Option<CellOrigin> {
        let (file, column) = *self.sheets.get(usize::from(packed.sheet)).filter(|_| packed.row > 0)?;
        Some(CellOrigin { file, column, row: packed.row })
    }

    fn odd(&mut self) -> &mut Odd {
        Arc::make_mut(self.odd.get_or_insert_default())
    }

    fn sheet(&mut self, sheet: (u16, u16)) -> u16 {
        let known = self.sheets.iter().rposition(|known| *known == sheet);
        let at = known.unwrap_or_else(|| {
            self.sheets.push(sheet);
            self.sheets.len() - 1
        });
        u16::try_from(at).unwrap_or(u16::MAX)
    }
}

/// Digits and decimals of a number whose digits fit; a zero with a sign keeps its sign elsewhere.
fn plain(number: Decimal) -> Option<(i64, u8)> {
    if number.is_zero() && number.is_sign_negative() {
        return None;
    }
    Some((i64::try_from(number.mantissa()).ok()?, u8::try_from(number.scale()).ok()?))
}
