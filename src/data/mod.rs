//! Measurement data: columns of exact numbers, texts and states, each value with the cell it came from.
//!
//! A [`Dataset`] has one lane per unit (office) and one [`Column`] per quantity, field and year, so that an evaluator
//! can run over columns and an embedding program can supply its own columns.
//!
//! ```
//! use std::sync::Arc;
//! use takar::data::{Content, Dataset, Datum, Field, Key, State};
//!
//! let mut data = Dataset::new();
//! data.set_number("IKM", Field::Value, 2024, "98.15".parse().unwrap());
//!
//! // A second office, which has not measured anything yet.
//! let lane = data.lane("Bagian Umum");
//! let key = Key { code: "IKM".into(), field: Field::Value, year: 2024, quarter: None };
//! let blank = Content::Missing(State::NotFilled, Arc::from("survei bulan depan"));
//! data.set(lane, key.clone(), Datum { content: blank, origin: None });
//! assert_eq!(data.units().len(), 2);
//! assert!(matches!(data.get(0, &key).unwrap().content, Content::Number(_)));
//! ```

mod attributes;
#[doc(hidden)]
pub mod cell;
#[doc(hidden)]
pub mod cell_error;
#[cfg(feature = "lsp")]
pub(crate) mod coded;
#[doc(hidden)]
pub mod column;
mod column_format;
#[doc(hidden)]
pub mod csv;
mod dated_codes;
#[doc(hidden)]
pub mod digits;
mod factor_mend;
mod factor_notes;
pub(crate) mod far_below;
mod field_count;
mod file;
#[doc(hidden)]
pub mod found;
#[doc(hidden)]
pub mod header;
mod headers;
mod in_units;
pub(crate) mod keys;
mod measured;
mod misread;
#[doc(hidden)]
pub mod offices;
#[doc(hidden)]
pub mod parents;
mod periods;
#[doc(hidden)]
pub mod printed;
#[doc(hidden)]
pub mod problem;
#[doc(hidden)]
pub mod quarter;
mod quick_scale;
#[doc(hidden)]
pub mod range_target;
mod row_checks;
mod row_values;
mod rows;
mod scale;
#[doc(hidden)]
pub mod scan;
#[doc(hidden)]
pub mod schema;
mod seen;
#[doc(hidden)]
pub mod segments;
mod several;
pub mod shares;
mod spending;
#[doc(hidden)]
pub mod split;
mod state;
#[doc(hidden)]
pub mod stated_units;
mod tens;
mod twins;
pub(crate) mod unit_names;
#[doc(hidden)]
pub mod units;
#[doc(hidden)]
pub mod units_beside;
mod unused;
#[doc(hidden)]
pub mod wide;
mod wide_fault;
mod wide_header;
mod wide_share;
mod word_order;

pub use column::Column;
pub use file::DataFile;
pub use state::State;
pub use units::Units;

use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

/// Which column of the data: a code, a field, and the period.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The code (`kode`) of the quantity, indicator or group.
    pub code: Arc<str>,
    /// The field.
    pub field: Field,
    /// Calendar year.
    pub year: i32,
    /// Quarter, 1 to 4; none for a whole year.
    pub quarter: Option<u8>,
}

/// What a data cell states about a code.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Field {
    /// `realisasi`, or `nilai` of a plain quantity.
    Value,
    /// `target`.
    Target,
    /// The lower end of a `target` that is a range.
    TargetLow,
    /// The upper end of a `target` that is a range.
    TargetHigh,
    /// `pagu`.
    Budget,
    /// `serapan`.
    Spent,
    /// An extra column, by the name in its `kolom` declaration, else by its header.
    Extra(Arc<str>),
}

impl Field {
    /// Whether it is budget or spending.
    pub fn is_money(&self) -> bool {
        match self {
            Field::Budget | Field::Spent => true,
            Field::Value | Field::Target | Field::TargetLow | Field::TargetHigh | Field::Extra(_) => false,
        }
    }

    /// The word for it.
    pub fn word(&self) -> &str {
        match self {
            Field::Value => "realisasi",
            Field::Target | Field::TargetLow | Field::TargetHigh => "target",
            Field::Budget => "pagu",
            Field::Spent => "serapan",
            Field::Extra(name) => name,
        }
    }

    /// It with its thing: `A`, `target A`.
    pub fn of(&self, code: &str) -> Arc<str> {
        if *self == Field::Value { code.into() } else { format!("{} {code}", self.word()).into() }
    }
}

/// The position of a value in a data file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellOrigin {
    /// Index into [`Dataset::files`].
    pub file: u16,
    /// Column in the file, from 0.
    pub column: u16,
    /// Line in the file, from 1.
    pub row: u32,
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Datum {
    /// The value, or why there is none.
    pub content: Content,
    /// The cell it came from; none if set from memory.
    pub origin: Option<CellOrigin>,
}

/// The content of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// An exact decimal; its scale is the number of decimals the cell shows.
    Number(Decimal),
    /// A grade or a word.
    Text(Arc<str>),
    /// Nothing usable, and the reason as shown to people (may be empty for [`State::NotFilled`]).
    Missing(State, Arc<str>),
}

/// A remark (`catatan`) on a data row.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Remark {
    /// The code the row is about.
    pub code: Arc<str>,
    /// Its year.
    pub year: i32,
    /// Lane of the unit.
    pub lane: usize,
    /// The text.
    pub text: Arc<str>,
    /// Its cell.
    pub origin: Option<CellOrigin>,
}

/// The unit in cells, none if two of them differ, and the files with such cells.
type StatedUnit = (Option<Arc<str>>, Vec<u16>);

/// All data of one run.
#[derive(Debug, Clone, Default)]
pub struct Dataset {
    units: Units,
    columns: BTreeMap<Key, Column>,
    remarks: Vec<Remark>,
    files: Vec<DataFile>,
    /// The unit that the cells of a code state, and the files with such cells; none if two of them differ.
    stated: BTreeMap<Arc<str>, StatedUnit>,
    /// The codes and years of rows that leave their unit to others.
    left: BTreeMap<(Arc<str>, i32), units_beside::Left>,
    /// The codes and years of rows with a blank `induk`.
    without_parent: BTreeSet<(Arc<str>, i32)>,
    /// How many places for values all columns have together.
    places: usize,
    /// Whether the reader reported that memory is full.
    crowded: bool,
}

/// Called from time to time; returns whether there is memory for more data.
pub type Room<'r> = &'r dyn Fn() -> bool;

/// The most places for values that are held at once, about 512 MB.
pub const MOST_PLACES: usize = 32_000_000;

impl Dataset {
    /// No data: no unit, no column.
    pub fn new() -> Self {
        Dataset::default()
    }

    /// The lane of a unit, which is added if new. The unit of a file without a `unit` column is the empty name.
    pub fn lane(&mut self, unit: &str) -> usize {
        self.units.add(unit)
    }

    /// Sets a value, replacing an earlier one.
    pub fn set(&mut self, lane: usize, key: Key, datum: Datum) {
        self.places += self.columns.entry(key).or_default().set(lane, datum);
    }

    /// Removes a column, as if none of its cells had been written.
    pub(crate) fn take_out(&mut self, key: &Key) {
        self.columns.remove(key);
    }

    /// Sets a number from memory, for the first unit if none was named.
    pub fn set_number(&mut self, code: &str, field: Field, year: i32, value: Decimal) {
        let lane = if self.units.is_empty() { self.lane("") } else { 0 };
        let key = Key { code: code.into(), field, year, quarter: None };
        let datum = Datum { content: Content::Number(value), origin: None };
        self.set(lane, key, datum);
    }

    /// Whether no more is read: [`MOST_PLACES`] are used, or memory is full.
    pub fn is_full(&self) -> bool {
        self.crowded || self.places > MOST_PLACES
    }

    /// Whether memory was full; see [`csv::read_csv_while`].
    pub fn is_crowded(&self) -> bool {
        self.crowded
    }

    /// Checks whether there is memory for more.
    fn look(&mut self, room: Room) {
        self.crowded |= !room();
    }

    /// The value of a lane, if any row gave one.
    pub fn get(&self, lane: usize, key: &Key) -> Option<Datum> {
        self.columns.get(key)?.get(lane)
    }

    /// The cell that a value of a lane came from, if any row gave one.
    pub(crate) fn origin(&self, lane: usize, key: &Key) -> Option<CellOrigin> {
        self.columns.get(key)?.origin_of(lane)
    }

    /// A whole column.
    pub fn column(&self, key: &Key) -> Option<&Column> {
        self.columns.get(key)
    }

    /// Every column in order of code, field and year.
    pub fn columns(&self) -> impl Iterator<Item = (&Key, &Column)> {
        self.columns.iter()
    }

    /// The units in the order they appeared.
    pub fn units(&self) -> &Units {
        &self.units
    }

    /// The data of one unit alone, which is lane 0 of the result.
    pub fn only(&self, lane: usize) -> Dataset {
        self.part(lane..lane + 1, self.remarks.iter().filter(|remark| remark.lane == lane))
    }

    /// The data of `size` units at a time, in order, each part with its own lanes.
    pub fn parts(&self, size: usize) -> impl Iterator<Item = Dataset> {
        let size = size.max(1);
        let mut remarks: BTreeMap<usize, Vec<&Remark>> = BTreeMap::new();
        for remark in &self.remarks {
            remarks.entry(remark.lane / size).or_default().push(remark);
        }
        (0..self.units.len().div_ceil(size)).map(move |part| {
            let lanes = part * size..self.units.len().min((part + 1) * size);
            self.part(lanes, remarks.remove(&part).into_iter().flatten())
        })
    }

    fn part<'d>(&self, lanes: Range<usize>, remarks: impl Iterator<Item = &'d Remark>) -> Dataset {
        let mut units = Units::default();
        lanes.clone().filter_map(|lane| self.units.get(lane)).for_each(|unit| _ = units.add(unit));
        let columns = self.columns.iter().filter_map(|(key, column)| Some((key.clone(), column.part(lanes.clone())?)));
        Dataset {
            units,
            columns: columns.collect(),
            remarks: remarks.map(|remark| Remark { lane: remark.lane - lanes.start, ..remark.clone() }).collect(),
            files: self.files.clone(),
            without_parent: self.without_parent.clone(),
            ..Dataset::default()
        }
    }

    /// Adds a remark on a row.
    pub fn remark(&mut self, remark: Remark) {
        self.remarks.push(remark);
    }

    /// The remarks on data rows, in file order.
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }

    /// Records that the cells of a code in a file state its unit.
    fn state_unit(&mut self, code: &Arc<str>, unit: &Arc<str>, file: u16) {
        let first = || (Some(Arc::clone(unit)), Vec::new());
        let (known, files) = self.stated.entry(Arc::clone(code)).or_insert_with(first);
        known.take_if(|known| known != unit);
        if !files.contains(&file) {
            files.push(file);
        }
    }

    /// Registers a file and returns its index for [`CellOrigin::file`].
    pub fn add_file(&mut self, file: DataFile) -> u16 {
        self.files.push(file);
        u16::try_from(self.files.len() - 1).unwrap_or(u16::MAX)
    }

    /// The files, by index.
    pub fn files(&self) -> &[DataFile] {
        &self.files
    }

    /// The years of all values, the earliest first.
    pub fn years(&self) -> BTreeSet<i32> {
        self.columns.keys().map(|key| key.year).collect()
    }

    /// The latest year in which any quantity has a number or a word in [`Field::Value`].
    pub fn latest_year(&self) -> Option<i32> {
        let is_there = |content: &Content| match content {
            Content::Number(_) | Content::Text(_) => true,
            Content::Missing(..) => false,
        };
        let measured = |column: &Column| column.iter().any(|(_, datum)| is_there(&datum.content));
        self.columns
            .iter()
            .filter(|(key, column)| key.field == Field::Value && measured(column))
            .map(|(key, _)| key.year)
            .max()
    }
}
