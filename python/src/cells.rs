//! Columns of Arrow as the library takes them, without a copy where the types are the same.

#![expect(
    clippy::disallowed_types,
    reason = "floats are taken only where somebody asks for it, and become decimals at once"
)]

use crate::error::Fault;
use crate::numbers::{Floats, decimal};
use arrow_array::cast::AsArray;
use arrow_array::types::*;
use arrow_array::{Array, ArrayRef, ArrowPrimitiveType, PrimitiveArray};
use arrow_buffer::{NullBuffer, ScalarBuffer};
use arrow_schema::DataType;
use takar::frame::{Bits, Cells, Given, Texts};

/// A column of a batch.
pub struct Column {
    held: Held,
    nulls: Option<NullBuffer>,
}

enum Held {
    Steps(ScalarBuffer<i64>, u32),
    Long(ScalarBuffer<i128>, u32),
    Words(ArrayRef),
    /// By the number of their word.
    Chosen(Vec<usize>, ArrayRef),
    Blank,
}

/// How the columns of a table are taken.
pub struct Ways {
    /// Decimals of whole numbers, by header.
    pub scales: Vec<(String, u32)>,
    /// Floats.
    pub floats: Floats,
}

/// Texts of a column from some row on.
pub struct From<'c>(&'c Column, usize);

/// Whether the cells of a type are numbers; none where they are neither numbers nor texts.
pub fn is_number(kind: &DataType) -> Option<bool> {
    use DataType::*;
    match kind {
        Int8 | Int16 | Int32 | Int64 | UInt8 | UInt16 | UInt32 | UInt64 => Some(true),
        Decimal32(..) | Decimal64(..) | Decimal128(..) | Decimal256(..) => Some(true),
        Float32 | Float64 => Some(true),
        Utf8 | LargeUtf8 | Utf8View => Some(false),
        Null => Some(true),
        Dictionary(_, values) => is_number(values),
        _ => None,
    }
}

impl Column {
    /// Of a column that nobody reads.
    pub fn blank() -> Column {
        Column { held: Held::Blank, nulls: None }
    }

    /// Of an array under its header; `row` is the number of its first row.
    pub fn of(header: &str, array: &ArrayRef, ways: &Ways, row: u64) -> Result<Column, Fault> {
        let nulls = array.logical_nulls().filter(|nulls| nulls.null_count() > 0);
        let held = match array.data_type() {
            DataType::Null => Held::Blank,
            DataType::Int64 => Held::Steps(array.as_primitive::<Int64Type>().values().clone(), ways.scale(header)),
            DataType::Int8 => ways.small::<Int8Type>(header, array),
            DataType::Int16 => ways.small::<Int16Type>(header, array),
            DataType::Int32 => ways.small::<Int32Type>(header, array),
            DataType::UInt8 => ways.small::<UInt8Type>(header, array),
            DataType::UInt16 => ways.small::<UInt16Type>(header, array),
            DataType::UInt32 => ways.small::<UInt32Type>(header, array),
            DataType::UInt64 => {
                let steps = array.as_primitive::<UInt64Type>().values().iter().map(|steps| i128::from(*steps));
                Held::Long(steps.collect(), ways.scale(header))
            }
            DataType::Decimal32(_, scale) => {
                let steps = array.as_primitive::<Decimal32Type>().values().iter().map(|steps| i128::from(*steps));
                scaled((header, row), steps.collect(), *scale, nulls.as_ref())?
            }
            DataType::Decimal64(_, scale) if *scale >= 0 => {
                Held::Steps(array.as_primitive::<Decimal64Type>().values().clone(), scale.unsigned_abs().into())
            }
            DataType::Decimal64(_, scale) => {
                let steps = array.as_primitive::<Decimal64Type>().values().iter().map(|steps| i128::from(*steps));
                scaled((header, row), steps.collect(), *scale, nulls.as_ref())?
            }
            DataType::Decimal128(_, scale) => {
                let steps = array.as_primitive::<Decimal128Type>().values().clone();
                scaled((header, row), steps, *scale, nulls.as_ref())?
            }
            DataType::Decimal256(_, scale) => {
                let array = array.as_primitive::<Decimal256Type>();
                let mut steps = Vec::with_capacity(array.len());
                for at in 0..array.len() {
                    let cell = if array.is_null(at) { Some(0) } else { array.value(at).to_i128() };
                    let long = || too_long(header, row + at as u64, &array.value_as_string(at));
                    steps.push(cell.ok_or_else(long)?);
                }
                scaled((header, row), steps.into(), *scale, nulls.as_ref())?
            }
            DataType::Float32 | DataType::Float64 => return floats(header, array, ways, row),
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => Held::Words(array.clone()),
            DataType::Dictionary(..) => {
                let dictionary = array.as_any_dictionary();
                let keys =
                    if dictionary.values().is_empty() { vec![0; array.len()] } else { dictionary.normalized_keys() };
                let values = Column::of(header, dictionary.values(), ways, 0);
                let first = |value: u64| (0..keys.len()).find(|at| keys[*at] as u64 == value && array.is_valid(*at));
                let values = values.map_err(|fault| fault.in_row(|value| first(value).map(|at| row + at as u64)))?;
                let held = match values.held {
                    Held::Words(words) => Held::Chosen(keys.clone(), words),
                    Held::Steps(all, scale) => Held::Steps(gathered(&keys, &all), scale),
                    Held::Long(all, scale) => Held::Long(gathered(&keys, &all), scale),
                    Held::Chosen(inner, words) => Held::Chosen(
                        keys.iter().map(|key| inner.get(*key).copied().unwrap_or_default()).collect(),
                        words,
                    ),
                    Held::Blank => Held::Blank,
                };
                // A value of the dictionary may be blank though its row is not: one that is no number.
                let blank = values.nulls.map(|blank| {
                    let is_there = |key: &usize| *key < blank.len() && blank.is_valid(*key);
                    keys.iter().map(is_there).collect::<NullBuffer>()
                });
                return Ok(Column { held, nulls: NullBuffer::union(nulls.as_ref(), blank.as_ref()) });
            }
            other => return Err(unusable(header, other)),
        };
        Ok(Column { held, nulls })
    }

    /// Texts from a row on.
    pub fn texts(&self, from: usize) -> From<'_> {
        From(self, from)
    }

    /// Some rows as the library takes them.
    pub fn given<'c>(&'c self, texts: &'c From<'c>, rows: usize) -> Given<'c> {
        let from = texts.1;
        let cells = match &self.held {
            Held::Steps(all, scale) => Cells::Steps(&all[from..from + rows], *scale),
            Held::Long(all, scale) => Cells::Long(&all[from..from + rows], *scale),
            Held::Words(_) | Held::Chosen(..) => Cells::Texts(texts),
            Held::Blank => Cells::Blank,
        };
        let bits = |nulls: &'c NullBuffer| Bits { bytes: nulls.validity(), offset: nulls.offset() + from };
        Given { cells, valid: self.nulls.as_ref().map(bits) }
    }
}

impl Texts for From<'_> {
    fn text(&self, row: usize) -> &str {
        match &self.0.held {
            Held::Words(words) => word(words, self.1 + row),
            Held::Chosen(keys, words) => word(words, keys[self.1 + row]),
            Held::Steps(..) | Held::Long(..) | Held::Blank => "",
        }
    }
}

fn word(words: &ArrayRef, at: usize) -> &str {
    match words.data_type() {
        DataType::Utf8 => words.as_string::<i32>().value(at),
        DataType::LargeUtf8 => words.as_string::<i64>().value(at),
        _ => words.as_string_view().value(at),
    }
}

impl Ways {
    fn scale(&self, header: &str) -> u32 {
        self.scales.iter().find(|(known, _)| known == header).map_or(0, |(_, scale)| *scale)
    }

    fn small<T: ArrowPrimitiveType<Native: Into<i64>>>(&self, header: &str, array: &ArrayRef) -> Held {
        let array: &PrimitiveArray<T> = array.as_primitive();
        Held::Steps(array.values().iter().map(|steps| (*steps).into()).collect(), self.scale(header))
    }
}

/// Steps of a decimal; a scale below 0 stands for zeros, of which there may be too many.
fn scaled(
    (header, row): (&str, u64),
    steps: ScalarBuffer<i128>,
    scale: i8,
    nulls: Option<&NullBuffer>,
) -> Result<Held, Fault> {
    if let Ok(scale) = u32::try_from(scale) {
        return Ok(Held::Long(steps, scale));
    }
    let zeros = scale.unsigned_abs();
    let power = 10i128.checked_pow(zeros.into());
    let mut whole = Vec::with_capacity(steps.len());
    for (at, steps) in steps.iter().enumerate() {
        // What stands where there is nothing is of nobody.
        let is_blank = *steps == 0 || nulls.is_some_and(|nulls| nulls.is_null(at));
        let cell = if is_blank { Some(0) } else { power.and_then(|power| steps.checked_mul(power)) };
        let long = || too_long(header, row + at as u64, &format!("{steps} with {zeros} zeros"));
        whole.push(cell.ok_or_else(long)?);
    }
    Ok(Held::Long(whole.into(), 0))
}

fn gathered<T: arrow_buffer::ArrowNativeType>(keys: &[usize], all: &ScalarBuffer<T>) -> ScalarBuffer<T> {
    keys.iter().map(|key| all.get(*key).copied().unwrap_or_default()).collect()
}

fn floats(header: &str, array: &ArrayRef, ways: &Ways, row: u64) -> Result<Column, Fault> {
    let mut cells: Vec<Option<(i128, u32)>> = Vec::with_capacity(array.len());
    for at in 0..array.len() {
        if array.is_null(at) {
            cells.push(None);
            continue;
        }
        let (is_finite, is_nan, shortest, shown, float) = match array.data_type() {
            DataType::Float32 => {
                let float = array.as_primitive::<Float32Type>().value(at);
                (float.is_finite(), float.is_nan(), float.to_string(), format!("{float:?}"), f64::from(float))
            }
            _ => {
                let float = array.as_primitive::<Float64Type>().value(at);
                (float.is_finite(), float.is_nan(), float.to_string(), format!("{float:?}"), float)
            }
        };
        if is_nan {
            cells.push(None);
            continue;
        }
        let taken = is_finite.then(|| decimal(shortest.clone(), || format!("{float:.1100}"), ways.floats)).flatten();
        let mend = match ways.floats {
            Floats::Exact => "pass as_shortest=True, or cast the column to a decimal with the decimals that are meant",
            Floats::Shortest | Floats::Refused => "cast the column to a decimal with the decimals that are meant",
        };
        let what = || format!("{shown} has too many digits as a decimal");
        cells.push(Some(taken.ok_or_else(|| Fault::cell(header, row + at as u64, what(), mend))?));
    }
    let scale = cells.iter().flatten().map(|(_, scale)| *scale).max().unwrap_or(0);
    let nulls: NullBuffer = cells.iter().map(Option::is_some).collect::<Vec<bool>>().into();
    let steps = cells.iter().map(|cell| cell.map_or(0, |(steps, own)| steps * 10i128.pow(scale - own)));
    Ok(Column { held: Held::Long(steps.collect(), scale), nulls: Some(nulls).filter(|nulls| nulls.null_count() > 0) })
}

fn too_long(header: &str, row: u64, number: &str) -> Fault {
    let what = format!("{number}: a number of more than 38 digits");
    Fault::cell(header, row, what, "cast the column to decimal128 with the decimals that are meant")
}

/// Whether the cells of a type are whole numbers, whose decimals nobody tells but `scales`.
pub fn is_whole(kind: &DataType) -> bool {
    match kind {
        DataType::Dictionary(_, values) => is_whole(values),
        kind => kind.is_integer(),
    }
}

/// Why a column cannot be taken, whatever its cells.
pub fn refused(header: &str, kind: &DataType, floats: Floats) -> Option<Fault> {
    match kind {
        DataType::Float32 | DataType::Float64 => (floats == Floats::Refused).then(|| {
            Fault::column(
                header,
                "the column holds floats, which are no exact numbers",
                "cast it to a decimal or read it as text; or pass as_shortest=True to take each float as the shortest decimal \
                 that is read as it (97.69), or decimal=True to take it as the decimal it is exactly (whole numbers, halves)",
            )
        }),
        DataType::Dictionary(_, values) => refused(header, values, floats),
        kind => is_number(kind).is_none().then(|| unusable(header, kind)),
    }
}

/// A column of a type that holds neither numbers nor texts.
fn unusable(header: &str, kind: &DataType) -> Fault {
    Fault::column(
        header,
        format!("the column holds {kind}, and the rules want numbers or texts there"),
        "cast it to a decimal, to int64 or to text; a date to its year",
    )
}
