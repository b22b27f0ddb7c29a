//! The values of one quantity, one per unit, packed: a plain decimal takes fourteen bytes including its cell.
//!
//! Units without data for the quantity take next to nothing, so the size of a column depends on its data only.

use super::{CellOrigin, Content, Datum, State};
use rust_decimal::Decimal;
use std::collections::HashMap;
use std::sync::Arc;

/// One value per unit.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// [`CHUNK`] units each; a chunk ends at its last unit with data.
    chunks: Vec<Vec<Packed>>,
    /// What values have in common; there are few kinds.
    tags: Vec<Tag>,
    odd: Option<Arc<Odd>>,
}

/// How many units share an allocation.
pub const CHUNK: usize = 1 << 10;

/// One value, or none. Packed, since millions of them are stored side by side.
#[derive(Debug, Clone, Copy, Default)]
#[repr(Rust, packed(2))]
struct Packed {
    /// The digits of a number, or an index into [`Odd`].
    value: i64,
    /// Line of the cell.
    row: u32,
    /// One more than the index in [`Column::tags`]; 0 for a unit without data.
    tag: u16,
}

impl Packed {
    fn is_filled(self) -> bool {
        self.tag > 0
    }
}

/// The kind of a value, and the file and column of its cell; neither of these if it came from memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Tag {
    kind: Kind,
    sheet: Option<(u16, u16)>,
}

/// The most tags that are kept; the few beyond are for values whose cells can no longer be identified.
const MOST_TAGS: usize = u16::MAX as usize - 256;

/// The size of a value in bytes.
pub const PACKED: usize = size_of::<Packed>();

/// What a packed value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A number with so many decimals.
    Number(u8),
    /// A number with more digits than fit.
    Wide,
    Text,
    Missing(State),
}

/// What does not fit into a packed value; words are stored once, however many units have them.
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
    /// The value of a unit, if it has data.
    pub fn get(&self, lane: usize) -> Option<Datum> {
        self.datum(self.packed_at(lane)?)
    }

    /// The cell that the value of a unit came from.
    pub(super) fn origin_of(&self, lane: usize) -> Option<CellOrigin> {
        let packed = self.packed_at(lane)?;
        origin(packed, self.tag(packed)?)
    }

    /// Whether a unit has data.
    pub fn has(&self, lane: usize) -> bool {
        self.packed_at(lane).is_some_and(Packed::is_filled)
    }

    fn packed_at(&self, lane: usize) -> Option<Packed> {
        self.chunks.get(lane / CHUNK)?.get(lane % CHUNK).copied()
    }

    fn tag(&self, packed: Packed) -> Option<Tag> {
        self.tags.get(usize::from(packed.tag).checked_sub(1)?).copied()
    }

    /// The data, with the lane of each unit.
    pub fn iter(&self) -> impl Iterator<Item = (usize, Datum)> {
        let chunks = self.chunks.iter().enumerate();
        let lanes = chunks.flat_map(|(at, chunk)| chunk.iter().zip(at * CHUNK..));
        lanes.filter_map(|(packed, lane)| Some((lane, self.datum(*packed)?)))
    }

    /// The texts among them, in the order of the units.
    pub fn texts(&self) -> impl Iterator<Item = (&str, Option<CellOrigin>)> {
        let all = self.chunks.iter().flatten().filter_map(|packed| Some((*packed, self.tag(*packed)?)));
        let texts = all.filter(|(_, tag)| tag.kind == Kind::Text);
        texts.filter_map(|(packed, tag)| {
            Some((&**self.odd.as_ref()?.words.get(packed.value as usize)?, origin(packed, tag)))
        })
    }

    /// Sets a value, replacing an earlier one; returns by how many places the column has grown.
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

    /// The values of some units, whose lanes start at 0 in the result; none if they have no data.
    #[doc(hidden)]
    pub fn part(&self, lanes: std::ops::Range<usize>) -> Option<Column> {
        let mut part = Column { chunks: Vec::new(), tags: self.tags.clone(), odd: self.odd.clone() };
        let mut is_filled = false;
        for chunk in lanes.clone().step_by(CHUNK) {
            let lanes = chunk..lanes.end.min(chunk + CHUNK);
            let packed: Vec<Packed> = lanes.map(|lane| self.packed_at(lane).unwrap_or_default()).collect();
            let is_empty = !packed.iter().any(|packed| packed.is_filled());
            is_filled |= !is_empty;
            part.chunks.push(if is_empty { Vec::new() } else { packed });
        }
        is_filled.then_some(part)
    }

    fn packed(&mut self, datum: Datum) -> Packed {
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
        // Lines are counted from 1.
        let origin = datum.origin.filter(|origin| origin.row > 0);
        let tag = Tag { kind, sheet: origin.map(|origin| (origin.file, origin.column)) };
        Packed { value, row: origin.map_or(0, |origin| origin.row), tag: self.tagged(tag) }
    }

    fn datum(&self, packed: Packed) -> Option<Datum> {
        let tag = self.tag(packed)?;
        let odd = |at: i64| usize::try_from(at).ok().zip(self.odd.as_deref());
        let word = |at: i64| odd(at).and_then(|(at, odd)| odd.words.get(at)).cloned().unwrap_or_default();
        let content = match tag.kind {
            Kind::Number(scale) => Content::Number(Decimal::new(packed.value, u32::from(scale))),
            Kind::Wide => Content::Number(odd(packed.value).and_then(|(at, odd)| odd.wide.get(at)).copied()?),
            Kind::Text => Content::Text(word(packed.value)),
            Kind::Missing(state) => Content::Missing(state, word(packed.value)),
        };
        Some(Datum { content, origin: origin(packed, tag) })
    }

    fn odd(&mut self) -> &mut Odd {
        Arc::make_mut(self.odd.get_or_insert_default())
    }

    /// One more than the index of a tag, which is added if new.
    fn tagged(&mut self, tag: Tag) -> u16 {
        let known = |tags: &[Tag], tag| tags.iter().rposition(|known| *known == tag);
        let at = known(&self.tags, tag).or_else(|| {
            let place = Tag { sheet: tag.sheet.filter(|_| self.tags.len() < MOST_TAGS), ..tag };
            known(&self.tags, place).or_else(|| {
                self.tags.push(place);
                Some(self.tags.len() - 1)
            })
        });
        at.map_or(0, |at| at as u16 + 1)
    }
}

fn origin(packed: Packed, tag: Tag) -> Option<CellOrigin> {
    let (file, column) = tag.sheet?;
    Some(CellOrigin { file, column, row: packed.row })
}

/// Digits and decimals of a number whose digits fit; a zero with a sign is stored elsewhere to keep the sign.
fn plain(number: Decimal) -> Option<(i64, u8)> {
    if number.is_zero() && number.is_sign_negative() {
        return None;
    }
    Some((i64::try_from(number.mantissa()).ok()?, u8::try_from(number.scale()).ok()?))
}
