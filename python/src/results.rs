//! Results of the library into columns of Arrow: decimals of one scale, grades as a dictionary, states and reasons beside them.

use crate::error::Fault;
use arrow_array::builder::StringBuilder;
use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, BooleanArray, Decimal128Array, DictionaryArray, Int32Array, StringArray};
use arrow_buffer::{BooleanBuffer, NullBuffer};
use arrow_schema::{DataType, Field};
use std::collections::HashMap;
use std::sync::Arc;
use takar::frame::{Answered, Answers, Kind, Lines, state};

/// The digits of a decimal of 128 bits.
const DIGITS: u8 = 38;

/// The mark of *keliru*, which rows have that nothing was computed of.
const FAULTY: u8 = 4;

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

/// A result of some rows, being filled.
struct Column {
    title: String,
    kind: Kind,
    marks: Vec<u8>,
    numbers: Vec<i128>,
    divisors: Vec<i128>,
    keys: Vec<i32>,
    reasons: Vec<String>,
}

/// All results of some rows.
pub struct Columns {
    shown: Shown,
    columns: Vec<Column>,
    words: Words,
    /// The number of the first row.
    row: u64,
    fault: Option<Fault>,
}

/// Words by number.
#[derive(Default)]
struct Words {
    all: Vec<Arc<str>>,
    known: HashMap<Arc<str>, i32>,
}

impl Words {
    fn key(&mut self, word: &Arc<str>) -> i32 {
        if let Some(key) = self.known.get(word) {
            return *key;
        }
        let key = i32::try_from(self.all.len()).unwrap_or(i32::MAX);
        self.all.push(word.clone());
        self.known.insert(word.clone(), key);
        key
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

impl Columns {
    /// For so many rows, none of them computed yet; `row` is the number of the first.
    pub fn new(results: &[(String, Kind)], shown: &Shown, (rows, row): (usize, u64)) -> Columns {
        let is_number = |kind: Kind| matches!(kind, Kind::Number(_));
        let column = |(title, kind): &(String, Kind)| Column {
            title: title.clone(),
            kind: *kind,
            marks: vec![FAULTY; rows],
            numbers: vec![0; if is_number(*kind) { rows } else { 0 }],
            divisors: vec![0; if is_number(*kind) && shown.exact { rows } else { 0 }],
            keys: vec![0; if is_number(*kind) { 0 } else { rows }],
            reasons: vec![String::new(); if shown.reasons { rows } else { 0 }],
        };
        let columns = results.iter().map(column).collect();
        Columns { shown: shown.clone(), columns, words: Words::default(), row, fault: None }
    }

    /// Takes what came of some rows.
    pub fn take(&mut self, answered: &Answered) {
        let lines = answered.lines();
        let keys: Vec<i32> = answered.words().iter().map(|word| self.words.key(word)).collect();
        for (at, column) in self.columns.iter_mut().enumerate() {
            let Some((marks, answers)) = answered.column(at) else {
                (0..lines.len()).for_each(|lane| column.marks[lines.row(lane)] = 1);
                continue;
            };
            match lines {
                Lines::Run(run) => column.marks[run.clone()].copy_from_slice(&marks[..run.len()]),
                Lines::List(_) => (0..lines.len()).for_each(|lane| column.marks[lines.row(lane)] = marks[lane]),
            }
            if !(self.shown.exact && matches!(column.kind, Kind::Number(_))) {
                let long = column.answers(lines, marks, answers, (&keys, &mut self.words));
                if let (Some(row), None) = (long, &self.fault) {
                    let mend = format!(
                        "ask for other results, results=[…], or fewer decimals, places=…; or leave {} out",
                        column.title
                    );
                    let what = "the result has more than 38 digits";
                    self.fault = Some(Fault::cell(&column.title, self.row + row as u64, what, mend));
                }
            }
        }
        if self.shown.exact || self.shown.reasons {
            self.exactly(answered);
        }
    }

    /// Ratios, and why there is nothing.
    fn exactly(&mut self, answered: &Answered) {
        let lines = answered.lines();
        let is_asked = |column: &Column, row: usize| self.shown.exact || column.marks[row] != 0;
        let lanes: Vec<usize> = (0..lines.len())
            .filter(|lane| self.columns.iter().any(|column| is_asked(column, lines.row(*lane))))
            .collect();
        if lanes.is_empty() {
            return;
        }
        let whole = answered.exactly(&lanes);
        for (at, column) in self.columns.iter_mut().enumerate() {
            for (place, lane) in lanes.iter().enumerate() {
                let row = lines.row(*lane);
                if self.shown.reasons && column.marks[row] != 0 {
                    column.reasons[row] = whole.reason(at, place).unwrap_or_default();
                }
                if !self.shown.exact || !matches!(column.kind, Kind::Number(_)) || column.marks[row] != 0 {
                    continue;
                }
                let ratio = whole.ratio(at, place).map(|ratio| ratio.fraction());
                let parts = ratio.as_ref().and_then(|(num, den)| Some((short(num)?, short(den)?)));
                match parts {
                    Some((num, den)) => (column.numbers[row], column.divisors[row]) = (num, den),
                    None => {
                        let what = match ratio {
                            Some(_) => "the ratio has a whole number of more than 38 digits",
                            None => "the result is a root, which is no ratio of whole numbers",
                        };
                        let mend = "ask for other results, results=[…], or for rounded ones, exact=False";
                        let fault = Fault::cell(&column.title, self.row + row as u64, what, mend);
                        self.fault.get_or_insert(fault);
                    }
                }
            }
        }
    }

    /// The arrays of [`fields`].
    pub fn finish(self) -> Result<Vec<ArrayRef>, Fault> {
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        let words = Arc::new(StringArray::from_iter_values(&self.words.all));
        let states: Vec<&str> = (1..=FAULTY).filter_map(|mark| Some(state(mark)?.words())).collect();
        let states = Arc::new(StringArray::from(states));
        let mut arrays: Vec<ArrayRef> = Vec::new();
        for column in self.columns {
            let Column { kind, marks, numbers, divisors, keys, reasons, .. } = column;
            let rows = marks.len();
            let is_whole = marks.iter().fold(0, |all, mark| all | mark) == 0;
            let there = || BooleanBuffer::collect_bool(rows, |row| marks[row] == 0);
            let nulls = (!is_whole).then(|| NullBuffer::new(there()));
            let decimals = |numbers: Vec<i128>, places: u32| -> Result<ArrayRef, Fault> {
                let array = Decimal128Array::new(numbers.into(), nulls.clone());
                let array = array.with_precision_and_scale(DIGITS, places as i8).map_err(crate::capsule::other)?;
                Ok(Arc::new(array))
            };
            match kind {
                Kind::Number(_) if self.shown.exact => {
                    arrays.push(decimals(numbers, 0)?);
                    arrays.push(decimals(divisors, 0)?);
                }
                Kind::Number(places) => arrays.push(decimals(numbers, places)?),
                Kind::Word => arrays.push(dictionary(keys, nulls.clone(), &words, self.shown.plain_words)?),
                Kind::Truth => {
                    let truths = BooleanBuffer::collect_bool(rows, |row| keys[row] != 0);
                    arrays.push(Arc::new(BooleanArray::new(truths, nulls.clone())));
                }
            }
            if self.shown.states {
                let keys = marks.iter().map(|mark| i32::from(mark.saturating_sub(1))).collect();
                let nulls = Some(NullBuffer::new(!&there())).filter(|nulls| nulls.null_count() > 0);
                arrays.push(dictionary(keys, nulls, &states, self.shown.plain_words)?);
            }
            if self.shown.reasons {
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

impl Column {
    /// Takes the answers of some rows; gives the first row whose number is too long.
    fn answers(
        &mut self,
        lines: &Lines,
        marks: &[u8],
        answers: Answers,
        (keys, words): (&[i32], &mut Words),
    ) -> Option<usize> {
        let Column { kind, numbers, keys: into, .. } = self;
        let places = if let Kind::Number(places) = *kind { places } else { 0 };
        let lanes = || (0..lines.len()).filter(|lane| marks[*lane] == 0);
        match (*kind, answers) {
            (Kind::Number(_), Answers::Numbers { steps, scale, .. }) => {
                let Some(power) = power(places, scale) else { return lanes().next().map(|lane| lines.row(lane)) };
                match lines {
                    // Whole, and below 2^53.
                    Lines::Run(run) if power == 1 => {
                        for (to, steps) in numbers[run.clone()].iter_mut().zip(steps) {
                            *to = i128::from(*steps as i64);
                        }
                    }
                    _ => lanes().for_each(|lane| numbers[lines.row(lane)] = i128::from(steps[lane] as i64) * power),
                }
                None
            }
            (Kind::Number(_), Answers::Mixed(steps)) => {
                let mut known = (u32::MAX, None);
                lanes().find_map(|lane| {
                    let (steps, scale, _) = steps[lane];
                    if known.0 != scale {
                        known = (scale, power(places, scale));
                    }
                    let number = known.1.map(|power| i128::from(steps) * power);
                    numbers[lines.row(lane)] = number.unwrap_or_default();
                    number.is_none().then_some(lines.row(lane))
                })
            }
            (Kind::Number(_), Answers::Texts(texts)) => lanes().find_map(|lane| {
                let number = of_text(&texts[lane], places);
                numbers[lines.row(lane)] = number.unwrap_or_default();
                number.is_none().then_some(lines.row(lane))
            }),
            (Kind::Word, Answers::Words(chosen)) => {
                let key = |word: &u8| keys.get(usize::from(*word)).copied().unwrap_or_default();
                match lines {
                    // What stands in a lane without a value is of no matter.
                    Lines::Run(run) => {
                        into[run.clone()].iter_mut().zip(chosen).for_each(|(to, word)| *to = key(word));
                    }
                    Lines::List(_) => lanes().for_each(|lane| into[lines.row(lane)] = key(&chosen[lane])),
                }
                None
            }
            (Kind::Word, Answers::Texts(texts)) => {
                lanes().for_each(|lane| into[lines.row(lane)] = words.key(&texts[lane]));
                None
            }
            (Kind::Truth, Answers::Truths(truths)) => {
                lanes().for_each(|lane| into[lines.row(lane)] = i32::from(truths[lane]));
                None
            }
            // A value of another kind than was said: nothing is given for it.
            _ => lanes().next().map(|lane| lines.row(lane)),
        }
    }
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
fn short(text: &str) -> Option<i128> {
    let number: i128 = text.parse().ok()?;
    (number.unsigned_abs() < 10u128.pow(DIGITS.into())).then_some(number)
}

fn dictionary(
    keys: Vec<i32>,
    nulls: Option<NullBuffer>,
    words: &Arc<StringArray>,
    is_plain: bool,
) -> Result<ArrayRef, Fault> {
    if is_plain {
        let there = |row: usize| nulls.as_ref().is_none_or(|nulls| nulls.is_valid(row));
        let text = |(row, key): (usize, &i32)| there(row).then(|| words.value(*key as usize));
        return Ok(Arc::new(keys.iter().enumerate().map(text).collect::<StringArray>()));
    }
    let keys = Int32Array::new(keys.into(), nulls);
    let array = DictionaryArray::<Int32Type>::try_new(keys, words.clone()).map_err(crate::capsule::other)?;
    Ok(Arc::new(array))
}
