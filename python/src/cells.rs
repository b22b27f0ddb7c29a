//! Columns of Arrow as the library takes them, without a copy where the types are the same.

#![expect(
    clippy::disallowed_types,
    reason = "floats are taken only where somebody asks for it, and become decimals at once"
)]

use crate::error::Fault;
use crate::numbers::{Floats, comma, decimal, exact};
use arrow_array::cast::AsArray;
use arrow_array::types::*;
use arrow_array::{Array, ArrayRef, ArrowPrimitiveType, PrimitiveArray, RunArray, StringArray};
use arrow_buffer::{NullBuffer, ScalarBuffer};
use arrow_schema::DataType;
use std::sync::Arc;
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
        Float16 | Float32 | Float64 => Some(true),
        Utf8 | LargeUtf8 | Utf8View => Some(false),
        Null => Some(true),
        Dictionary(_, values) => is_number(values),
        RunEndEncoded(_, values) => is_number(values.data_type()),
        _ => None,
    }
}

impl Column {
    /// Of a column that nobody reads.
    pub fn blank() -> Column {
        Column { held: Held::Blank, nulls: None }
    }

    /// Of an array under its header. Numbers that are too long for steps, or none at all, become texts as people write them:
    /// what is wrong with those is told where texts are read.
    pub fn of(header: &str, array: &ArrayRef, ways: &Ways) -> Result<Column, Fault> {
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
                scaled(steps.collect(), *scale, nulls.as_ref())
            }
            DataType::Decimal64(_, scale) if *scale >= 0 => {
                Held::Steps(array.as_primitive::<Decimal64Type>().values().clone(), scale.unsigned_abs().into())
            }
            DataType::Decimal64(_, scale) => {
                let steps = array.as_primitive::<Decimal64Type>().values().iter().map(|steps| i128::from(*steps));
                scaled(steps.collect(), *scale, nulls.as_ref())
            }
            DataType::Decimal128(_, scale) => {
                let steps = array.as_primitive::<Decimal128Type>().values().clone();
                scaled(steps, *scale, nulls.as_ref())
            }
            DataType::Decimal256(_, scale) => {
                let array = array.as_primitive::<Decimal256Type>();
                let short = |at: usize| if array.is_null(at) { Some(0) } else { array.value(at).to_i128() };
                match (0..array.len()).map(short).collect::<Option<ScalarBuffer<i128>>>() {
                    Some(steps) => scaled(steps, *scale, nulls.as_ref()),
                    None => texts(array.len(), nulls.as_ref(), |at| pointed(&array.value(at).to_string(), *scale)),
                }
            }
            DataType::Float16 | DataType::Float32 | DataType::Float64 => return Ok(floats(array, ways.floats)),
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => Held::Words(array.clone()),
            DataType::Dictionary(..) => {
                let dictionary = array.as_any_dictionary();
                let keys =
                    if dictionary.values().is_empty() { vec![0; array.len()] } else { dictionary.normalized_keys() };
                return Column::of(header, dictionary.values(), ways).map(|values| values.chosen(keys, nulls));
            }
            DataType::RunEndEncoded(..) => {
                let (keys, values) = runs(array).ok_or_else(|| unusable(header, array.data_type()))?;
                return Column::of(header, &values, ways).map(|values| values.chosen(keys, nulls));
            }
            other => return Err(unusable(header, other)),
        };
        Ok(Column { held, nulls })
    }

    /// The column whose cells are those of this one with these numbers; `nulls` are its own.
    fn chosen(self, keys: Vec<usize>, nulls: Option<NullBuffer>) -> Column {
        // A value may be blank though its row is not: one that is no number.
        let blank = self.nulls.map(|blank| {
            let is_there = |key: &usize| *key < blank.len() && blank.is_valid(*key);
            keys.iter().map(is_there).collect::<NullBuffer>()
        });
        let held = match self.held {
            Held::Words(words) => Held::Chosen(keys, words),
            Held::Steps(all, scale) => Held::Steps(gathered(&keys, &all), scale),
            Held::Long(all, scale) => Held::Long(gathered(&keys, &all), scale),
            Held::Chosen(inner, words) => {
                let keys = keys.iter().map(|key| inner.get(*key).copied().unwrap_or_default());
                Held::Chosen(keys.collect(), words)
            }
            Held::Blank => Held::Blank,
        };
        Column { held, nulls: NullBuffer::union(nulls.as_ref(), blank.as_ref()) }
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
        self.scales.iter().find(|(known, _)| known.trim() == header.trim()).map_or(0, |(_, scale)| *scale)
    }

    fn small<T: ArrowPrimitiveType<Native: Into<i64>>>(&self, header: &str, array: &ArrayRef) -> Held {
        let array: &PrimitiveArray<T> = array.as_primitive();
        Held::Steps(array.values().iter().map(|steps| (*steps).into()).collect(), self.scale(header))
    }
}

/// Steps of a decimal; a scale below 0 stands for zeros, of which there may be too many.
fn scaled(steps: ScalarBuffer<i128>, scale: i8, nulls: Option<&NullBuffer>) -> Held {
    if let Ok(scale) = u32::try_from(scale) {
        return Held::Long(steps, scale);
    }
    let power = 10i128.checked_pow(scale.unsigned_abs().into());
    // What stands where there is nothing is of nobody.
    let is_blank = |at: usize| steps[at] == 0 || nulls.is_some_and(|nulls| nulls.is_null(at));
    let whole = |at: usize| if is_blank(at) { Some(0) } else { steps[at].checked_mul(power?) };
    match (0..steps.len()).map(whole).collect::<Option<ScalarBuffer<i128>>>() {
        Some(whole) => Held::Long(whole, 0),
        None => texts(steps.len(), nulls, |at| pointed(&steps[at].to_string(), scale)),
    }
}

/// Cells as people write them.
fn texts(rows: usize, nulls: Option<&NullBuffer>, text: impl Fn(usize) -> String) -> Held {
    let is_there = |at: &usize| nulls.is_none_or(|nulls| nulls.is_valid(*at));
    Held::Words(Arc::new((0..rows).map(|at| Some(at).filter(is_there).map(&text)).collect::<StringArray>()))
}

/// `5,25` of the digits 5250 and a scale of 3.
fn pointed(digits: &str, scale: i8) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |digits| ("-", digits));
    let Ok(scale) = usize::try_from(scale) else {
        let zeros = usize::from(scale.unsigned_abs());
        return format!("{sign}{digits}{:0<zeros$}", "");
    };
    let digits = format!("{digits:0>width$}", width = scale + 1);
    comma(&format!("{sign}{}.{}", &digits[..digits.len() - scale], &digits[digits.len() - scale..]))
}

fn gathered<T: arrow_buffer::ArrowNativeType>(keys: &[usize], all: &ScalarBuffer<T>) -> ScalarBuffer<T> {
    keys.iter().map(|key| all.get(*key).copied().unwrap_or_default()).collect()
}

/// The run of each row, and the values of the runs.
fn runs(array: &ArrayRef) -> Option<(Vec<usize>, ArrayRef)> {
    fn of<R: RunEndIndexType>(array: &ArrayRef) -> Option<(Vec<usize>, ArrayRef)> {
        let runs = array.as_any().downcast_ref::<RunArray<R>>()?;
        let keys = (0..runs.len()).map(|row| runs.get_physical_index(row)).collect();
        Some((keys, runs.values().clone()))
    }
    of::<Int16Type>(array).or_else(|| of::<Int32Type>(array)).or_else(|| of::<Int64Type>(array))
}

fn floats(array: &ArrayRef, ways: Floats) -> Column {
    let float = |at: usize| match array.data_type() {
        DataType::Float16 => f64::from(array.as_primitive::<Float16Type>().value(at)),
        DataType::Float32 => f64::from(array.as_primitive::<Float32Type>().value(at)),
        _ => array.as_primitive::<Float64Type>().value(at),
    };
    let written = |at: usize| match array.data_type() {
        _ if ways == Floats::Exact && float(at).is_finite() => exact(float(at)),
        DataType::Float16 => half(array.as_primitive::<Float16Type>().value(at)),
        DataType::Float32 => array.as_primitive::<Float32Type>().value(at).to_string(),
        _ => float(at).to_string(),
    };
    let nulls: NullBuffer = (0..array.len()).map(|at| array.is_valid(at) && !float(at).is_nan()).collect();
    let nulls = Some(nulls).filter(|nulls| nulls.null_count() > 0);
    let is_there = |at: &usize| nulls.as_ref().is_none_or(|nulls| nulls.is_valid(*at));
    let taken: Option<Vec<(i128, u32)>> =
        (0..array.len()).map(|at| if is_there(&at) { decimal(&written(at)) } else { Some((0, 0)) }).collect();
    let held = match taken {
        Some(cells) => {
            let scale = cells.iter().map(|(_, scale)| *scale).max().unwrap_or(0);
            Held::Long(cells.iter().map(|(steps, own)| steps * 10i128.pow(scale - own)).collect(), scale)
        }
        None => texts(array.len(), nulls.as_ref(), |at| comma(&written(at))),
    };
    Column { held, nulls }
}

/// The shortest decimal that is read as the same float of 16 bits.
fn half(float: <Float16Type as ArrowPrimitiveType>::Native) -> String {
    let exact = f64::from(float);
    let digits = (0..5).map(|digits| format!("{exact:.digits$e}"));
    let mut read = digits.filter_map(|text| text.parse::<f64>().ok());
    let same = read.find(|read| <Float16Type as ArrowPrimitiveType>::Native::from_f64(*read) == float);
    same.unwrap_or(exact).to_string()
}

/// Whether the cells of a type are whole numbers, whose decimals nobody tells but `scales`.
pub fn is_whole(kind: &DataType) -> bool {
    match kind {
        DataType::Dictionary(_, values) => is_whole(values),
        DataType::RunEndEncoded(_, values) => is_whole(values.data_type()),
        kind => kind.is_integer(),
    }
}

/// Why a column cannot be taken, whatever its cells.
pub fn refused(header: &str, kind: &DataType, floats: Floats) -> Option<Fault> {
    match kind {
        DataType::Float16 | DataType::Float32 | DataType::Float64 => (floats == Floats::Refused).then(|| {
            Fault::column(
                header,
                "the column holds floats, which are no exact numbers",
                "cast it to a decimal or read it as text; or pass as_shortest=True to take each float as the shortest decimal \
                 that is read as it (97.69), or decimal=True to take it as the decimal it is exactly (whole numbers, halves)",
            )
        }),
        DataType::Dictionary(_, values) => refused(header, values, floats),
        DataType::RunEndEncoded(_, values) => refused(header, values.data_type(), floats),
        kind => is_number(kind).is_none().then(|| unusable(header, kind)),
    }
}

/// Whether the cells of a type are floats.
pub fn is_float(kind: &DataType) -> bool {
    match kind {
        DataType::Dictionary(_, values) => is_float(values),
        DataType::RunEndEncoded(_, values) => is_float(values.data_type()),
        kind => kind.is_floating(),
    }
}

/// A column of a type that only its library has.
pub fn foreign(header: &str, kind: &str) -> Fault {
    Fault::column(
        header,
        format!("the column holds {kind}, and the rules want numbers or texts there"),
        "cast it to a decimal, to int64 or to text; in polars pl.col(…).cast(pl.Decimal(38, 0))",
    )
}

/// A column of a type that holds neither numbers nor texts.
fn unusable(header: &str, kind: &DataType) -> Fault {
    Fault::column(
        header,
        format!("the column holds {kind}, and the rules want numbers or texts there"),
        "cast it to a decimal, to int64 or to text; a date to its year",
    )
}
