//! Wide data: one row per unit and year, one column per value, headed `IKM`, `target IKM`, `pagu 7.01`.
//!
//! A cell is read by the same rules as in a long file: anything but a plain number goes through that reader.

use super::cell::{read_state, read_value, trim};
use super::csv::{CsvFile, read_csv};
use super::problem::{About, Cell, DataProblem, What};
use super::quick_scale::limits;
pub use super::scan::{Scanned, scan_row, split_row};
use super::schema::{NumberFormat, Schema, VersionSchema};
pub use super::wide_header::{WideColumn, ambiguous, is_wide, wide_column};
use super::{Content, Dataset, Field, Key};
use crate::diagnostic::CellPlace;
use crate::number::{Exact, with_comma};
use crate::source::SourceId;
use rust_decimal::Decimal;
use std::sync::Arc;

/// The most decimals of a cell on the fast path.
pub const QUICK_DECIMALS: usize = 9;

/// How the cells of a column are read in one year.
#[derive(Debug, Clone)]
pub struct CellReader {
    pub(super) code: Arc<str>,
    pub(super) field: Field,
    pub(super) format: Option<NumberFormat>,
    version: Option<VersionSchema>,
    /// The unit that cells may have.
    pub(super) unit: Option<String>,
    /// Whether the column is declared with it; else it is that of the code.
    pub(super) has_own_unit: bool,
    /// Whether its numbers are percentages.
    pub(super) is_percent: bool,
    /// `langkah`, if its cells are checked against it.
    pub(super) step: Option<Decimal>,
    /// Least and greatest value in steps, by number of decimals; none if cells are not plain numbers.
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

impl From<Steps> for Decimal {
    fn from(number: Steps) -> Decimal {
        Decimal::new(number.steps, number.scale)
    }
}

impl CellReader {
    /// For the cells of a code in a year.
    pub fn new(schema: &Schema, code: &Arc<str>, field: &Field, year: i32, format: Option<NumberFormat>) -> CellReader {
        let versions = schema.codes.get(&**code).map_or(&[][..], |code| &code.versions);
        let version = versions.iter().find(|version| version.covers(year)).cloned();
        let extra = match field {
            Field::Extra(name) => schema.field(name),
            _ => None,
        };
        let of_code = || version.as_ref().and_then(|version| version.unit.clone());
        let own = extra.and_then(|field| field.unit.clone());
        let has_own_unit = own.is_some();
        let unit = match field {
            Field::Budget | Field::Spent => Some("rupiah".to_string()),
            Field::Extra(_) => own.or_else(of_code).filter(|unit| !unit.is_empty()),
            Field::Value | Field::Target | Field::TargetLow | Field::TargetHigh => of_code(),
        };
        let plain = match field {
            Field::Extra(_) => extra.is_some_and(|field| !field.is_text),
            Field::Target => version.as_ref().is_none_or(|version| !version.range_target && version.words.is_empty()),
            Field::TargetLow | Field::TargetHigh => false,
            _ => version.as_ref().is_none_or(|version| version.words.is_empty()),
        };
        let within = plain.then(|| limits(field, version.as_ref()));
        let is_percent = unit.as_deref() == Some("persen");
        let step = version.as_ref().and_then(|version| version.step);
        let step = step.filter(|_| matches!(field, Field::Value | Field::Target));
        let (code, field) = (Arc::clone(code), field.clone());
        CellReader { code, field, format, version, unit, has_own_unit, is_percent, step, within }
    }

    /// The number of a scanned cell, if it has only one reading and lies inside its scale; none for anything that needs
    /// to be read in full.
    #[inline]
    pub fn quick(&self, cell: &Scanned) -> Option<Steps> {
        let within = self.within.as_ref()?;
        let scale = match cell.mark {
            0 => 0,
            mark => {
                // Three digits after a separator of thousands or decimals: the format has to be declared.
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

    /// Whether numbers with so many decimals, given the least and the greatest of them, lie inside its scale; false if
    /// its cells are not plain numbers.
    #[inline]
    pub fn fits(&self, (least, greatest): (i64, i64), scale: u32) -> bool {
        let within = self.within.as_ref().and_then(|within| within.get(scale as usize));
        within.is_some_and(|(low, high)| *low <= least && greatest <= *high)
    }

    /// The finding about a number that is not a multiple of the step; `cell` returns its text and place.
    #[inline]
    pub fn off_step(&self, number: Steps, cell: impl FnOnce() -> (String, CellPlace)) -> Option<DataProblem> {
        self.step?;
        self.off_step_read(Decimal::new(number.steps, number.scale), cell)
    }

    /// The same for a number that was read in full.
    pub fn off_step_read(&self, number: Decimal, cell: impl FnOnce() -> (String, CellPlace)) -> Option<DataProblem> {
        let step = self.step.filter(|step| number.checked_rem(*step).is_some_and(|rest| !rest.is_zero()))?;
        let (text, place) = cell();
        let cell = Cell { place, text: trim(&text).to_string(), bytes: None };
        let (shown, step) = (with_comma(number), with_comma(step));
        Some(DataProblem::OffStep { cell, shown, step, code: Arc::clone(&self.code) })
    }

    /// Any content of a cell, or its fault.
    pub fn read(&self, text: &str, year: i32, place: CellPlace, file: &str) -> Result<Content, Box<DataProblem>> {
        let text = trim(text);
        if self.within.is_some() || self.takes_range() {
            match read_value(text, self.format, self.unit.as_deref()) {
                // A single target has no separate ends.
                Ok(Content::Number(number)) if self.holds(&Exact::from(number)) => {
                    let content = Content::Number(number);
                    return Ok(if self.is_end() {
                        Content::Missing(super::State::NotFilled, "".into())
                    } else {
                        content
                    });
                }
                Ok(missing @ Content::Missing(..)) => return Ok(missing),
                _ => {}
            }
        }
        self.read_closely(text, year, place, file)
    }

    /// Whether its target may be a range.
    pub(super) fn takes_range(&self) -> bool {
        self.version.as_ref().is_some_and(|version| version.range_target)
    }

    /// The code of its cells.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// How its numbers are written.
    pub fn format(&self) -> Option<NumberFormat> {
        self.format
    }

    /// The target of the rules, if this reads what is compared with it.
    pub(super) fn stated_target(&self) -> Option<Decimal> {
        self.version.as_ref().and_then(|version| version.target).filter(|_| self.field == Field::Value)
    }

    /// Whether it reads an end of a range, from the target cell, whose faults are reported there.
    pub fn is_end(&self) -> bool {
        matches!(self.field, Field::TargetLow | Field::TargetHigh)
    }

    /// Whether its cells are plain numbers.
    pub(super) fn is_plain(&self) -> bool {
        self.within.is_some()
    }

    pub(super) fn holds(&self, number: &Exact) -> bool {
        match self.field {
            Field::Budget | Field::Spent => !number.is_negative(),
            Field::Value | Field::Target | Field::TargetLow | Field::TargetHigh => {
                self.version.as_ref().is_none_or(|version| version.scale.contains(number))
            }
            Field::Extra(_) => true,
        }
    }

    /// The cell in a long file of its own, whose reader knows every kind of fault.
    fn read_closely(&self, text: &str, year: i32, place: CellPlace, file: &str) -> Result<Content, Box<DataProblem>> {
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
            // A single cell is not all cells of a thing: it determines no unit.
            let version = VersionSchema { open_unit: false, ..version.clone() };
            let code = super::schema::CodeSchema { labels: Vec::new(), versions: vec![version] };
            codes.codes.insert(self.code.to_string(), code);
        } else {
            let code = super::schema::CodeSchema { labels: Vec::new(), versions: Vec::new() };
            codes.codes.insert(self.code.to_string(), code);
        }
        if let Field::Extra(name) = &self.field {
            codes.fields.push(super::schema::FieldSchema {
                name: name.to_string(),
                header: name.to_string(),
                others: Vec::new(),
                is_text: self.within.is_none(),
                unit: self.has_own_unit.then(|| self.unit.clone().unwrap_or_default()),
                quarters: false,
                is_own: true,
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

/// The same finding at the cell of the wide file, where the suggestion cannot be an edit.
fn moved(mut problem: DataProblem, place: CellPlace) -> DataProblem {
    match &mut problem {
        DataProblem::Value { cell, .. }
        | DataProblem::OutOfScale { cell, .. }
        | DataProblem::NotInOrder { cell, .. } => {
            cell.place = place;
            cell.bytes = None;
        }
        // Its other end is the only unambiguous one.
        DataProblem::BareShare { cell, clear, .. } => {
            for cell in [cell, clear] {
                cell.place = place.clone();
                cell.bytes = None;
            }
        }
        DataProblem::YearNotCovered { cell, .. } => cell.place = place,
        other => {
            let cell = Cell { place, text: String::new(), bytes: None };
            let about = About { code: "".into(), what: What::Value, prefix: None, is_computed: false };
            let error = super::cell_error::CellError::Malformed { mend: None };
            let (unit, format, file) = (None, None, String::new());
            *other = DataProblem::Value { cell, about, unit, format, file, alike: 0, torn: Vec::new(), error };
        }
    }
    problem
}

/// Whether the rules know a code, but not in a year.
pub fn is_stray(schema: &Schema, code: &str, year: i32) -> bool {
    let versions = schema.codes.get(code).map_or(&[][..], |code| &code.versions);
    !versions.is_empty() && !versions.iter().any(|version| version.covers(year))
}

/// The finding about a cell of such a code and year; none if it is blank.
pub fn stray(schema: &Schema, code: &Arc<str>, year: i32, text: &str, place: CellPlace) -> Option<DataProblem> {
    if read_state(trim(text)) == Some(super::State::NotFilled) {
        return None;
    }
    let versions = schema.codes.get(&**code).map_or(&[][..], |code| &code.versions);
    Some(DataProblem::YearNotCovered {
        cell: Cell { place, text: trim(text).to_string(), bytes: None },
        code: Arc::clone(code),
        year,
        versions: versions.iter().map(VersionSchema::span_words).collect(),
    })
}

/// The place of a cell of a wide file.
pub fn place(source: SourceId, line: u32, header: &str) -> CellPlace {
    CellPlace { source, row: line, column: Some(header.to_string()) }
}
