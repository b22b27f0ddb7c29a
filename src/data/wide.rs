//! Wide data: one row per unit and year, one column per value, headed `IKM`, `target IKM`, `pagu 7.01`.
//!
//! A cell is read by the same rules as in a long file: what is no plain number goes through the reader of those.

use super::cell::{read_value, trim};
use super::csv::{CsvFile, read_csv};
use super::problem::{About, Cell, Problem, What};
use super::schema::{NumberFormat, Schema, VersionSchema};
use super::{Content, Dataset, Field, Key};
use crate::diagnostic::CellPlace;
use crate::diagnostic::nearest::{nearest, same};
use crate::number::{Bound, Exact, Places, Rounding};
use crate::source::SourceId;
use std::sync::Arc;

/// What a column of a wide file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WideColumn {
    /// `unit`
    Unit,
    /// `tahun`
    Year,
    /// A value of a code.
    Value(Arc<str>, Field),
    /// Nothing that the rules know, and the header that was perhaps meant.
    Unknown(Option<String>),
}

/// Whether a header line is that of a wide file: no column says what a row is about.
pub fn is_wide(headers: &[&str]) -> bool {
    !headers.iter().any(|header| same(header, "kode") || same(header, "indikator"))
}

/// What a header means.
pub fn wide_column(header: &str, schema: &Schema) -> WideColumn {
    let header = trim(header);
    if same(header, "unit") {
        return WideColumn::Unit;
    }
    if same(header, "tahun") {
        return WideColumn::Year;
    }
    let (code, field) = match header.split_once(' ') {
        None => (header, Some(Field::Value)),
        Some((word, code)) => (trim(code), field_of(word, schema)),
    };
    match field {
        Some(field) if schema.codes.contains_key(code) => WideColumn::Value(code.into(), field),
        _ => {
            let near = nearest(code, schema.codes.keys().map(String::as_str));
            let word = header.split_once(' ').map(|(word, _)| word);
            WideColumn::Unknown(near.map(|near| word.map_or(near.to_string(), |word| format!("{word} {near}"))))
        }
    }
}

fn field_of(word: &str, schema: &Schema) -> Option<Field> {
    let known = [
        ("realisasi", Field::Value),
        ("nilai", Field::Value),
        ("target", Field::Target),
        ("pagu", Field::Budget),
        ("serapan", Field::Spent),
    ];
    let extra = || schema.fields.iter().find(|field| same(&field.name, word) || same(&field.header, word));
    let known = known.into_iter().find(|(known, _)| same(known, word)).map(|(_, field)| field);
    known.or_else(|| extra().map(|field| Field::Extra(field.name.as_str().into())))
}

/// The most decimals of a cell that is read the quick way.
const QUICK_DECIMALS: usize = 9;

/// How the cells of a column are read in one year.
#[derive(Debug, Clone)]
pub struct CellReader {
    code: Arc<str>,
    field: Field,
    format: Option<NumberFormat>,
    version: Option<VersionSchema>,
    /// The unit that cells may carry.
    unit: Option<String>,
    /// Least and greatest value in steps, by number of decimals; none where cells are not plain numbers.
    within: Option<[(i64, i64); QUICK_DECIMALS + 1]>,
}

/// A number as written: digits, and how many of them are decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Steps {
    /// Without the point.
    pub steps: i64,
    /// Decimals.
    pub scale: u32,
}

impl CellReader {
    /// For the cells of a code in a year.
    pub fn new(schema: &Schema, code: &Arc<str>, field: &Field, year: i32, format: Option<NumberFormat>) -> CellReader {
        let versions = schema.codes.get(&**code).map_or(&[][..], |code| &code.versions);
        let version = versions.iter().find(|version| version.covers(year)).cloned();
        let extra = match field {
            Field::Extra(name) => schema.fields.iter().find(|known| *known.name == **name),
            _ => None,
        };
        let unit = match field {
            Field::Budget | Field::Spent => Some("rupiah".to_string()),
            Field::Extra(_) => extra.and_then(|field| field.unit.clone()),
            _ => version.as_ref().and_then(|version| version.unit.clone()),
        };
        let plain = match field {
            Field::Extra(_) => extra.is_some_and(|field| !field.is_text),
            Field::Target => version.as_ref().is_none_or(|version| !version.range_target && version.words.is_empty()),
            _ => version.as_ref().is_none_or(|version| version.words.is_empty()),
        };
        let within = plain.then(|| limits(field, version.as_ref()));
        CellReader { code: Arc::clone(code), field: field.clone(), format, version, unit, within }
    }

    /// The number of a scanned cell, if it can be read in one way only and lies inside its scale; none for anything
    /// that wants a closer look.
    #[inline]
    pub fn quick(&self, cell: &Scanned) -> Option<Steps> {
        let within = self.within.as_ref()?;
        let scale = match cell.mark {
            0 => 0,
            mark => {
                // Three digits behind the mark of thousands, or of decimals: somebody has to say which.
                let read = match self.format {
                    Some(NumberFormat::Indonesian) => mark == b',',
                    Some(NumberFormat::English) => mark == b'.',
                    None => cell.decimals != 3 || cell.whole > 3 || cell.leading_zero,
                };
                if !read {
                    return None;
                }
                usize::from(cell.decimals)
            }
        };
        if !cell.plain {
            return None;
        }
        let (low, high) = within.get(scale)?;
        (*low <= cell.steps && cell.steps <= *high).then_some(Steps { steps: cell.steps, scale: scale as u32 })
    }

    /// Whatever a cell holds, or what is wrong with it.
    pub fn read(&self, text: &str, year: i32, place: CellPlace, file: &str) -> Result<Content, Box<Problem>> {
        let text = trim(text);
        if self.within.is_some() {
            match read_value(text, self.format, self.unit.as_deref()) {
                Ok(Content::Number(number)) if self.holds(&Exact::from(number)) => return Ok(Content::Number(number)),
                Ok(missing @ Content::Missing(..)) => return Ok(missing),
                _ => {}
            }
        }
        self.read_closely(text, year, place, file)
    }

    fn holds(&self, number: &Exact) -> bool {
        match self.field {
            Field::Budget | Field::Spent => !number.is_negative(),
            Field::Value | Field::Target => self.version.as_ref().is_none_or(|version| version.scale.contains(number)),
            _ => true,
        }
    }

    /// The cell in a long file of its own, whose reader knows every way to be wrong.
    fn read_closely(&self, text: &str, year: i32, place: CellPlace, file: &str) -> Result<Content, Box<Problem>> {
        let header = match &self.field {
            Field::Target | Field::TargetLow | Field::TargetHigh => "target",
            Field::Budget => "pagu",
            Field::Spent => "serapan",
            Field::Extra(name) => name,
            Field::Value => "realisasi",
        };
        let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let sheet = format!("kode;tahun;{}\n{};{year};{}\n", quoted(header), quoted(&self.code), quoted(text));
        let mut data = Dataset::new();
        let mut codes = Schema::default();
        if let Some(version) = &self.version {
            let code = super::schema::CodeSchema { label: None, versions: vec![version.clone()] };
            codes.codes.insert(self.code.to_string(), code);
        } else {
            let code = super::schema::CodeSchema { label: None, versions: Vec::new() };
            codes.codes.insert(self.code.to_string(), code);
        }
        if let Field::Extra(name) = &self.field {
            codes.fields.push(super::schema::FieldSchema {
                name: name.to_string(),
                header: name.to_string(),
                is_text: self.within.is_none(),
                unit: self.unit.clone(),
            });
        }
        let csv = CsvFile { source: place.source, name: file, text: &sheet, format: self.format };
        let problem = read_csv(csv, &codes, &mut data).into_iter().next();
        let key = Key { code: Arc::clone(&self.code), field: self.field.clone(), year, quarter: None };
        match problem {
            Some(problem) => Err(Box::new(moved(problem, place))),
            None => Ok(data
                .get(0, &key)
                .map_or(Content::Missing(super::State::NotFilled, "".into()), |datum| datum.content.clone())),
        }
    }
}

/// The same finding at the cell of the wide file, where the proposal has no bytes to go to.
fn moved(mut problem: Problem, place: CellPlace) -> Problem {
    match &mut problem {
        Problem::Value { cell, .. } | Problem::OutOfScale { cell, .. } | Problem::NotInOrder { cell, .. } => {
            cell.place = place;
            cell.bytes = None;
        }
        Problem::YearNotCovered { cell, .. } => cell.place = place,
        other => {
            let cell = Cell { place, text: String::new(), bytes: None };
            let about = About { code: "".into(), what: What::Value, prefix: None };
            let error = super::cell_error::CellError::Malformed { mend: None };
            let (unit, format, file) = (None, None, String::new());
            *other = Problem::Value { cell, about, unit, format, file, alike: 0, error };
        }
    }
    problem
}

/// The scale of a value as whole steps, for each number of decimals.
fn limits(field: &Field, version: Option<&VersionSchema>) -> [(i64, i64); QUICK_DECIMALS + 1] {
    const MOST: i64 = 1 << 52;
    let mut limits = [(-MOST, MOST); QUICK_DECIMALS + 1];
    for (scale, limit) in limits.iter_mut().enumerate() {
        let places = Places::new(scale as i32).unwrap_or(Places::WHOLE);
        let steps = |number: &Exact, mode: Rounding| {
            let text = number.round(places, mode).to_plain(places, mode);
            text.chars().filter(|sign| *sign != '.').collect::<String>().parse::<i64>().ok()
        };
        let (low, high) = match (field, version) {
            (Field::Budget | Field::Spent, _) => (Some(0), None),
            (Field::Value | Field::Target, Some(version)) => {
                let low = match version.scale.lo() {
                    Bound::Included(low) => steps(low, Rounding::Ceiling),
                    Bound::Excluded(low) => steps(low, Rounding::Floor).map(|steps| steps + 1),
                    Bound::Unbounded => None,
                };
                let high = match version.scale.hi() {
                    Bound::Included(high) => steps(high, Rounding::Floor),
                    Bound::Excluded(high) => steps(high, Rounding::Ceiling).map(|steps| steps - 1),
                    Bound::Unbounded => None,
                };
                (low, high)
            }
            _ => (None, None),
        };
        *limit = (low.unwrap_or(-MOST).max(-MOST), high.unwrap_or(MOST).min(MOST));
    }
    limits
}

/// A cell as it was passed over on the way to the end of its row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Scanned {
    /// Where it begins.
    pub start: usize,
    /// Where the mark that ends it stands.
    pub end: usize,
    /// Whether it is digits with at most one mark between them, few enough to be exact.
    pub plain: bool,
    steps: i64,
    /// `,` or `.`, if there is one.
    mark: u8,
    whole: u8,
    decimals: u8,
    leading_zero: bool,
}

/// Passes over the cells of the row that begins at `at`, which has no quotes; gives where its line ends.
pub fn scan_row(bytes: &[u8], at: usize, delimiter: u8, cells: &mut Vec<Scanned>) -> usize {
    cells.clear();
    let mut at = at;
    loop {
        cells.push(Scanned::default());
        let Some(cell) = cells.last_mut() else { return at };
        let end = scan_cell(bytes, at, delimiter, cell);
        if bytes.get(end) != Some(&delimiter) {
            return end;
        }
        at = end + 1;
    }
}

#[inline(always)]
fn scan_cell(bytes: &[u8], start: usize, delimiter: u8, cell: &mut Scanned) -> usize {
    cell.start = start;
    let negative = bytes.get(start) == Some(&b'-');
    let first = start + usize::from(negative);
    let (mut at, mut steps, mut point) = (first, 0i64, usize::MAX);
    let stop = loop {
        let Some(byte) = bytes.get(at) else { break 0 };
        let digit = byte.wrapping_sub(b'0');
        if digit < 10 {
            steps = steps.wrapping_mul(10).wrapping_add(i64::from(digit));
        } else if *byte == delimiter {
            break *byte;
        } else if point == usize::MAX && (*byte == b',' || *byte == b'.') {
            point = at;
        } else {
            break *byte;
        }
        at += 1;
    };
    let ends = stop == delimiter || stop == b'\n' || at == bytes.len();
    let returns = stop == b'\r' && matches!(bytes.get(at + 1), Some(b'\n') | None);
    let mut end = at;
    if !ends && !returns {
        end = memchr::memchr2(delimiter, b'\n', &bytes[at..]).map_or(bytes.len(), |offset| at + offset);
        let cut = usize::from(end > start && bytes[end - 1] == b'\r' && bytes.get(end) != Some(&delimiter));
        cell.end = end - cut;
        return end;
    }
    let (mark, whole, decimals) = match point {
        usize::MAX => (0, at - first, 0),
        point => (bytes[point], point - first, at - point - 1),
    };
    if returns {
        end += 1;
    }
    // Fifteen digits are below 2^52; sixteen may be, and the scale of a column has to hold them.
    cell.plain = whole > 0 && whole + decimals <= 16 && (mark == 0 || decimals > 0);
    cell.end = at;
    cell.steps = if negative { steps.wrapping_neg() } else { steps };
    cell.mark = mark;
    cell.whole = whole.min(255) as u8;
    cell.decimals = decimals.min(255) as u8;
    cell.leading_zero = bytes.get(first) == Some(&b'0');
    end
}

/// The cells of a row with quotes, whose line ends at `end`.
pub fn split_row(bytes: &[u8], at: usize, end: usize, delimiter: u8, cells: &mut Vec<Scanned>) {
    cells.clear();
    let (mut start, mut inside) = (at, false);
    let end = if end > at && bytes[end - 1] == b'\r' { end - 1 } else { end };
    let cell = |start: usize, end: usize| {
        let mut scanned = Scanned::default();
        let stop = scan_cell(&bytes[..end], start, delimiter, &mut scanned);
        // A mark inside quotes ends no cell.
        if stop == end { scanned } else { Scanned { start, end, ..Scanned::default() } }
    };
    for (here, byte) in bytes.iter().enumerate().take(end).skip(at) {
        inside ^= *byte == b'"';
        if *byte == delimiter && !inside {
            cells.push(cell(start, here));
            start = here + 1;
        }
    }
    cells.push(cell(start, end));
}

/// The place of a cell of a wide file.
pub fn place(source: SourceId, line: u32, header: &str) -> CellPlace {
    CellPlace { source, row: line, column: Some(header.to_string()) }
}
