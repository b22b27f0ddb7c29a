//! Results of the library into columns of Arrow: decimals of one scale, grades as a dictionary, states and reasons beside them.

use crate::error::Fault;
use crate::part::{Part, Words, has, short};
use crate::room::Room;
use arrow_array::builder::StringBuilder;
use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, BooleanArray, Decimal128Array, DictionaryArray, Int32Array, StringArray};
use arrow_buffer::{BooleanBuffer, NullBuffer, ScalarBuffer};
use arrow_schema::{DataType, Field};
use std::sync::Arc;
use takar::frame::{Answered, Kind, state};

/// The digits of a decimal of 128 bits.
pub const DIGITS: u8 = 38;

/// The mark of *keliru*, which rows have that nothing was computed of.
pub const FAULTY: u8 = 4;

/// What is given out.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    /// The state beside each result.
    pub states: bool,
    /// Why there is none, too.
    pub reasons: bool,
    /// Numbers as ratios of two whole numbers, not rounded.
    pub exact: bool,
    /// Words as strings instead of a dictionary.
    pub plain_words: bool,
}

/// A result of all rows of a batch.
struct Column {
    title: String,
    kind: Kind,
    /// May be longer than there are rows.
    numbers: Vec<i128>,
    divisors: Vec<i128>,
    keys: Vec<i32>,
    /// Where there is a value: a bit for each row.
    bits: Vec<u8>,
    /// States, where somebody asks for them.
    marks: Vec<u8>,
    reasons: Vec<String>,
}

/// All results of a batch.
pub struct Columns<'r> {
    shown: &'r Shown,
    rooms: &'r Rooms,
    columns: Vec<Column>,
    rows: usize,
    /// The number of the first row.
    row: u64,
}

/// Where columns come from.
pub struct Rooms {
    numbers: Room<i128>,
    keys: Room<i32>,
}

/// The results of some rows of it, being filled by one thread.
pub struct Piece<'c> {
    shown: &'c Shown,
    parts: Vec<Part<'c>>,
    words: Words,
    /// How many rows were computed.
    taken: usize,
    row: u64,
    unheld: Vec<Unheld>,
    more: u64,
}

/// What is left of a piece: the words that it has by number, and results that no column holds, the first of them and how many
/// more there are.
pub struct Ended {
    words: Words,
    pub unheld: Vec<Unheld>,
    pub more: u64,
}

/// The most such results that are told.
const TOLD: usize = 20;

/// A result that no column holds.
pub struct Unheld {
    pub title: String,
    /// Its row in the table, from 0.
    pub row: u64,
    pub why: Why,
}

/// Why a column holds no such result.
#[derive(Debug, Clone, Copy)]
pub enum Why {
    Long,
    LongRatio,
    Root,
}

impl Why {
    /// As whoever keeps the data reads it.
    pub fn said(self) -> &'static str {
        match self {
            Why::Long => "hasilnya lebih dari 38 angka",
            Why::LongRatio => "pecahannya berisi bilangan lebih dari 38 angka",
            Why::Root => "hasilnya akar, yang bukan pecahan",
        }
    }
}

impl Unheld {
    /// As a mistake of the call.
    pub fn fault(&self) -> Fault {
        let (what, mend) = match self.why {
            Why::Long => (
                "the result has more than 38 digits",
                format!("ask for other results, results=[…], or fewer decimals, places=…; or leave {} out", self.title),
            ),
            Why::LongRatio => (
                "the ratio has a whole number of more than 38 digits",
                "ask for other results, results=[…], or for rounded ones, exact=False".into(),
            ),
            Why::Root => (
                "the result is a root, which is no ratio of whole numbers",
                "ask for other results, results=[…], or for rounded ones, exact=False".into(),
            ),
        };
        let mend = format!("{mend}; errors=\"state\" leaves out this cell alone");
        Fault::cell(&self.title, self.row, what, mend)
    }
}

/// The columns that results become.
pub fn fields(results: &[(String, Kind)], shown: &Shown) -> Vec<Field> {
    let mut fields = Vec::new();
    let words = || match shown.plain_words {
        true => DataType::Utf8,
        false => DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8)),
    };
    for (title, kind) in results {
        match kind {
            Kind::Number(_) if shown.exact => {
                for part in ["pembilang", "penyebut"] {
                    fields.push(Field::new(format!("{part} {title}"), DataType::Decimal128(DIGITS, 0), true));
                }
            }
            Kind::Number(places) => fields.push(Field::new(title, DataType::Decimal128(DIGITS, *places as i8), true)),
            Kind::Word => fields.push(Field::new(title, words(), true)),
            Kind::Truth => fields.push(Field::new(title, DataType::Boolean, true)),
        }
        if shown.states {
            fields.push(Field::new(format!("keadaan {title}"), words(), true));
        }
        if shown.reasons {
            fields.push(Field::new(format!("alasan {title}"), DataType::Utf8, true));
        }
    }
    fields
}

impl Rooms {
    /// For results of batch after batch.
    pub fn new(results: usize) -> Rooms {
        // One batch is computed, one waits, one is looked at.
        Rooms { numbers: Room::new(2 * results), keys: Room::new(2 * results) }
    }
}

impl<'r> Columns<'r> {
    /// For so many rows, none of them computed yet; `row` is the number of the first.
    pub fn new(
        results: &[(String, Kind)],
        shown: &'r Shown,
        rooms: &'r Rooms,
        (rows, row): (usize, u64),
    ) -> Columns<'r> {
        let has_marks = shown.states || shown.reasons || shown.exact;
        let column = |(title, kind): &(String, Kind)| {
            let is_number = matches!(kind, Kind::Number(_));
            Column {
                title: title.clone(),
                kind: *kind,
                numbers: if is_number { rooms.numbers.take(rows) } else { Vec::new() },
                divisors: if is_number && shown.exact { rooms.numbers.take(rows) } else { Vec::new() },
                keys: if is_number { Vec::new() } else { rooms.keys.take(rows) },
                bits: vec![0; rows.div_ceil(8)],
                marks: vec![FAULTY; if has_marks { rows } else { 0 }],
                reasons: vec![String::new(); if shown.reasons { rows } else { 0 }],
            }
        };
        let columns = results.iter().map(column).collect();
        Columns { shown, rooms, columns, rows, row }
    }

    /// Its rows in pieces of so many, a multiple of 8.
    pub fn pieces(&mut self, each: usize) -> Vec<Piece<'_>> {
        let starts = (0..self.rows).step_by(each);
        let piece = |from: usize| Piece {
            shown: self.shown,
            parts: Vec::new(),
            words: Words::default(),
            taken: 0,
            row: self.row + from as u64,
            unheld: Vec::new(),
            more: 0,
        };
        let mut pieces: Vec<Piece> = starts.map(piece).collect();
        for column in &mut self.columns {
            let Column { title, kind, numbers, divisors, keys, bits, marks, reasons } = column;
            let (mut numbers, mut divisors) = (numbers.chunks_mut(each), divisors.chunks_mut(each));
            let (mut keys, mut bits) = (keys.chunks_mut(each), bits.chunks_mut(each / 8));
            let (mut marks, mut reasons) = (marks.chunks_mut(each), reasons.chunks_mut(each));
            for piece in &mut pieces {
                piece.parts.push(Part {
                    title,
                    kind: *kind,
                    numbers: numbers.next().unwrap_or_default(),
                    divisors: divisors.next().unwrap_or_default(),
                    keys: keys.next().unwrap_or_default(),
                    bits: bits.next().unwrap_or_default(),
                    marks: marks.next().unwrap_or_default(),
                    reasons: reasons.next().unwrap_or_default(),
                });
            }
        }
        pieces
    }
}

impl Piece<'_> {
    /// Takes what came of some rows.
    pub fn take(&mut self, answered: &Answered) {
        let (lines, year) = (answered.lines(), answered.year());
        self.taken += lines.len();
        let keys: Vec<i32> = answered.words().iter().map(|word| self.words.key(word)).collect();
        for (at, part) in self.parts.iter_mut().enumerate() {
            let Some((marks, answers)) = answered.column(at) else {
                part.nothing(lines, year);
                continue;
            };
            part.marked(lines, marks);
            if !(self.shown.exact && matches!(part.kind, Kind::Number(_))) {
                for row in part.answers(lines, marks, answers, (&keys, &mut self.words)) {
                    part.not_held(row, Why::Long.said());
                    note((&mut self.unheld, &mut self.more), part.title, self.row + row as u64, Why::Long);
                }
            }
        }
        if self.shown.exact || self.shown.reasons {
            self.exactly(answered);
        }
    }

    /// No more rows come of so many.
    pub fn end(mut self, rows: usize) -> Ended {
        if self.taken < rows {
            // Nobody wrote there; numbers of no word would be refused by those who look.
            for part in &mut self.parts {
                let bits = &*part.bits;
                part.keys.iter_mut().enumerate().filter(|(row, _)| !has(bits, *row)).for_each(|(_, key)| *key = 0);
                let untold = part.reasons.iter_mut().zip(&*part.marks);
                let untold = untold.filter(|(reason, mark)| reason.is_empty() && **mark == FAULTY);
                untold.for_each(|(reason, _)| *reason = "tahun baris ini tidak terbaca".into());
            }
        }
        Ended { words: self.words, unheld: self.unheld, more: self.more }
    }

    /// Ratios, and why there is nothing.
    fn exactly(&mut self, answered: &Answered) {
        let lines = answered.lines();
        let is_asked = |part: &Part, row: usize| self.shown.exact || part.marks[row] != 0;
        let lanes: Vec<usize> =
            (0..lines.len()).filter(|lane| self.parts.iter().any(|part| is_asked(part, lines.row(*lane)))).collect();
        if lanes.is_empty() {
            return;
        }
        let whole = answered.exactly(&lanes);
        for (at, part) in self.parts.iter_mut().enumerate() {
            for (place, lane) in lanes.iter().enumerate() {
                let row = lines.row(*lane);
                if self.shown.reasons && part.marks[row] != 0 && part.reasons[row].is_empty() {
                    part.reasons[row] = whole.reason(at, place).unwrap_or_default();
                }
                if !self.shown.exact || !matches!(part.kind, Kind::Number(_)) || part.marks[row] != 0 {
                    continue;
                }
                let ratio = whole.ratio(at, place).map(|ratio| ratio.fraction());
                let parts = ratio.as_ref().and_then(|(num, den)| Some((short(num)?, short(den)?)));
                match parts {
                    Some((num, den)) => (part.numbers[row], part.divisors[row]) = (num, den),
                    None => {
                        let why = if ratio.is_some() { Why::LongRatio } else { Why::Root };
                        part.not_held(row, why.said());
                        note((&mut self.unheld, &mut self.more), part.title, self.row + row as u64, why);
                    }
                }
            }
        }
    }
}

fn note((unheld, more): (&mut Vec<Unheld>, &mut u64), title: &str, row: u64, why: Why) {
    match unheld.len() < TOLD {
        true => unheld.push(Unheld { title: title.to_string(), row, why }),
        false => *more += 1,
    }
}

impl Columns<'_> {
    /// The arrays of [`fields`]; each of the pieces of so many rows has numbered its words by itself.
    pub fn finish(self, pieces: Vec<Ended>, each: usize) -> Result<Vec<ArrayRef>, Fault> {
        let Columns { shown, rooms, mut columns, rows, .. } = self;
        let mut known = Words::default();
        for (at, Ended { words, .. }) in pieces.iter().enumerate() {
            let keys: Vec<i32> = words.all.iter().map(|word| known.key(word)).collect();
            if keys.iter().zip(0..).all(|(key, own)| *key == own) {
                continue;
            }
            for column in columns.iter_mut().filter(|column| column.kind == Kind::Word) {
                let of_piece = column.keys[..rows].iter_mut().skip(at * each).take(each);
                of_piece.for_each(|key| *key = keys.get(*key as usize).copied().unwrap_or_default());
            }
        }
        let words = Arc::new(StringArray::from_iter_values(&known.all));
        let states: Vec<&str> = (1..=FAULTY).filter_map(|mark| Some(state(mark)?.words())).collect();
        let states = Arc::new(StringArray::from(states));
        let mut arrays: Vec<ArrayRef> = Vec::new();
        for column in columns {
            let Column { kind, numbers, divisors, keys, bits, marks, reasons, .. } = column;
            let there = BooleanBuffer::new(bits.into(), 0, rows);
            let nulls = Some(NullBuffer::new(there)).filter(|nulls| nulls.null_count() > 0);
            let decimals = |numbers: Vec<i128>, places: u32| -> Result<ArrayRef, Fault> {
                let array = Decimal128Array::new(rooms.numbers.lend(numbers, rows), nulls.clone());
                let array = array.with_precision_and_scale(DIGITS, places as i8).map_err(crate::capsule::other)?;
                Ok(Arc::new(array))
            };
            match kind {
                Kind::Number(_) if shown.exact => {
                    arrays.push(decimals(numbers, 0)?);
                    arrays.push(decimals(divisors, 0)?);
                }
                Kind::Number(places) => arrays.push(decimals(numbers, places)?),
                Kind::Word => {
                    let keys = rooms.keys.lend(keys, rows);
                    arrays.push(dictionary(keys, nulls.clone(), &words, shown.plain_words)?);
                }
                Kind::Truth => {
                    let truths = BooleanBuffer::collect_bool(rows, |row| keys[row] != 0);
                    arrays.push(Arc::new(BooleanArray::new(truths, nulls.clone())));
                }
            }
            if shown.states {
                let keys = marks.iter().map(|mark| i32::from(mark.saturating_sub(1))).collect();
                let missing = BooleanBuffer::collect_bool(rows, |row| marks[row] != 0);
                let nulls = Some(NullBuffer::new(missing)).filter(|nulls| nulls.null_count() > 0);
                arrays.push(dictionary(keys, nulls, &states, shown.plain_words)?);
            }
            if shown.reasons {
                let mut texts = StringBuilder::new();
                reasons
                    .iter()
                    .zip(&marks)
                    .for_each(|(reason, mark)| texts.append_option((*mark != 0).then_some(reason)));
                arrays.push(Arc::new(texts.finish()));
            }
        }
        Ok(arrays)
    }
}

fn dictionary(
    keys: ScalarBuffer<i32>,
    nulls: Option<NullBuffer>,
    words: &Arc<StringArray>,
    is_plain: bool,
) -> Result<ArrayRef, Fault> {
    if is_plain {
        let there = |row: usize| nulls.as_ref().is_none_or(|nulls| nulls.is_valid(row));
        let text = |(row, key): (usize, &i32)| there(row).then(|| words.value(*key as usize));
        return Ok(Arc::new(keys.iter().enumerate().map(text).collect::<StringArray>()));
    }
    let keys = Int32Array::new(keys, nulls);
    let array = DictionaryArray::<Int32Type>::try_new(keys, words.clone()).map_err(crate::capsule::other)?;
    Ok(Arc::new(array))
}
