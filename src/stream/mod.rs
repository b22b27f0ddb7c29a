//! Wide data, row by row, to a CSV with every computed value: for files that no memory holds.
//!
//! [`Job`] reads the header line and settles what comes out. [`Worker`] takes blocks of whole lines, in any order and on
//! any thread, and gives their lines and a [`Report`]; what it gives depends on the block alone. Whoever calls puts the
//! blocks back in order. Nothing here touches the disk.

mod block;
mod digits;
mod layout;
mod problem;
mod tally;

pub use block::Worker;
pub use problem::Refused;
pub use tally::{Report, summary};

use crate::check::Program;
use crate::columns::{Wanted, inputs};
use crate::data::schema::{NumberFormat, Schema};
use crate::data::wide::{CellReader, WideColumn, is_wide, wide_column};
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::plan::{self, Input, Plan, SlotId};
use crate::report::CsvStyle;
use crate::source::SourceId;
use layout::OutColumn;
use std::sync::OnceLock;

/// The years a row may be about.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// What a file of wide data becomes.
pub struct Job<'p> {
    program: &'p Program,
    schema: Schema,
    source: SourceId,
    name: String,
    format: Option<NumberFormat>,
    style: CsvStyle,
    delimiter: u8,
    headers: Vec<String>,
    columns: Vec<WideColumn>,
    unit: Option<usize>,
    year: Option<usize>,
    default_year: Option<i32>,
    out: Vec<OutColumn>,
    years: Vec<OnceLock<Year>>,
    warnings: Vec<Diagnostic>,
}

/// The plan of one year, with what a row of it gives and asks.
pub(crate) struct Year {
    plan: Plan,
    inputs: Vec<Input>,
    wanted: Vec<Wanted>,
    /// For each column that comes out, which of the results wanted it is; none where the rules give none that year.
    places: Vec<Option<usize>>,
    /// For each input, the column of the file and how its cells are read; none where the file has none.
    readers: Vec<Option<(usize, CellReader)>>,
}

/// How a file is to be read and written.
#[derive(Debug, Clone)]
pub struct Options {
    /// The file among the sources.
    pub source: SourceId,
    /// The name that messages show.
    pub name: String,
    /// How its numbers are written.
    pub format: Option<NumberFormat>,
    /// How the result is written.
    pub style: CsvStyle,
    /// The year of rows, when no column says it.
    pub year: Option<i32>,
}

impl<'p> Job<'p> {
    /// Reads the header line; a refusal says why the file cannot be read.
    pub fn new(program: &'p Program, schema: Schema, header: &str, options: Options) -> Result<Job<'p>, Refused> {
        let header = header.trim_end_matches(['\r', '\n']);
        let header = header.strip_prefix('\u{feff}').unwrap_or(header);
        let delimiter = [b';', b'\t', b','].into_iter().find(|mark| header.as_bytes().contains(mark)).unwrap_or(b';');
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(header.as_bytes());
        let headers: Vec<String> = match reader.records().next() {
            Some(Ok(record)) => record.iter().map(|cell| cell.trim().to_string()).collect(),
            _ => return Err(Refused::Empty),
        };
        let names: Vec<&str> = headers.iter().map(String::as_str).collect();
        if !is_wide(&names) {
            return Err(Refused::Long);
        }
        let columns: Vec<WideColumn> = names.iter().map(|header| wide_column(header, &schema)).collect();
        let find = |wanted: &WideColumn| columns.iter().position(|column| column == wanted);
        let (unit, year) = (find(&WideColumn::Unit), find(&WideColumn::Year));
        for (at, column) in columns.iter().enumerate() {
            let earlier = columns[..at].iter().position(|known| known == column);
            if let (Some(first), false) = (earlier, matches!(column, WideColumn::Unknown(_))) {
                return Err(Refused::Twice { header: headers[at].clone(), first: first + 1, second: at + 1 });
            }
        }
        if !columns.iter().any(|column| matches!(column, WideColumn::Value(..))) {
            return Err(Refused::NothingKnown { headers });
        }
        let default_year = options.year.or(program.package.year);
        if year.is_none() && default_year.is_none() {
            return Err(Refused::NoYear);
        }
        let warnings = problem::warnings(&headers, &columns, &options.name);
        let years = YEARS.map(|_| OnceLock::new()).collect();
        let Options { source, name, format, style, .. } = options;
        let mut job = Job {
            program,
            schema,
            source,
            name,
            format,
            style,
            delimiter,
            headers,
            columns,
            unit,
            year,
            default_year,
            out: layout::columns(program),
            years,
            warnings,
        };
        job.leave_out_other_years();
        match job.out.is_empty() {
            true => Err(Refused::NothingToCompute),
            false => Ok(job),
        }
    }

    /// Warnings about the header line and about results that are not given out.
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// The message about a block that is no text.
    pub fn not_utf8(&self, line: u32, bytes: &[u8], error: &std::str::Utf8Error) -> Box<Diagnostic> {
        let breaks = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count();
        let line = line.saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX));
        let title = format!("\"{}\" tidak tersimpan sebagai UTF-8", self.name);
        let place = Place::File(self.name.clone());
        Box::new(
            Diagnostic::new(Code("B0105"), Severity::Error, title)
                .at_place(place, format!("ada huruf yang tidak dapat dibaca di baris {line}"))
                .advise("simpan ulang dari Excel sebagai \"CSV UTF-8\""),
        )
    }

    /// The header line of the result, with what stands before it.
    pub fn head(&self) -> Vec<u8> {
        let mut line = match self.style {
            CsvStyle::Id => "\u{feff}".as_bytes().to_vec(),
            CsvStyle::En => Vec::new(),
        };
        let keys = [self.unit.map(|_| "unit"), Some("tahun")].into_iter().flatten();
        for (at, title) in keys.chain(self.out.iter().map(|column| column.title.as_str())).enumerate() {
            if at > 0 {
                line.push(digits::delimiter(self.style));
            }
            digits::text(&mut line, title, self.style);
        }
        digits::end_line(&mut line, self.style);
        line
    }

    /// The plan of a year and the results that come out of it; none for a year no row may be about.
    pub fn planned(&self, year: i32) -> Option<(&Plan, &[Wanted])> {
        self.in_year(year).map(|year| (&year.plan, &year.wanted[..]))
    }

    /// The column of the file that gives an input of a row's own year.
    pub fn column_of(&self, input: &Input) -> Option<usize> {
        let known = |column: &WideColumn| matches!(column, WideColumn::Value(code, field) if *code == input.code && *field == input.field);
        self.columns.iter().position(known).filter(|_| input.when.quarter.is_none())
    }

    /// The titles of the columns that hold grades, by their number among those that come out.
    pub(crate) fn grades(&self) -> impl Iterator<Item = (usize, &str)> {
        let grades = self.out.iter().enumerate().filter(|(_, column)| column.graded);
        grades.map(|(at, column)| (at, column.title.as_str()))
    }

    fn in_year(&self, year: i32) -> Option<&Year> {
        let at = usize::try_from(year - YEARS.start()).ok()?;
        Some(self.years.get(at)?.get_or_init(|| self.plan(year)))
    }

    fn plan(&self, year: i32) -> Year {
        let plan = plan::plan(self.program, year);
        let mut wanted = Vec::new();
        let mut places = Vec::new();
        for column in &self.out {
            let one = column.wanted(self.program, &plan);
            places.push(one.map(|_| wanted.len()));
            wanted.extend(one);
        }
        let inputs = inputs(&plan, &wanted);
        let reader = |input: &Input| {
            if input.when.year != year || input.when.quarter.is_some() {
                return None;
            }
            let known = |column: &WideColumn| matches!(column, WideColumn::Value(code, field) if *code == input.code && *field == input.field);
            let at = self.columns.iter().position(known)?;
            Some((at, CellReader::new(&self.schema, &input.code, &input.field, year, self.format)))
        };
        let readers = inputs.iter().map(reader).collect();
        Year { plan, inputs, wanted, places, readers }
    }

    /// Results that rest on another year are not in one row; they do not come out. Quarters are not filled.
    fn leave_out_other_years(&mut self) {
        let spans = self.program.definitions.iter().flat_map(|one| [one.in_force.from, one.in_force.to]).flatten();
        let mut years: Vec<i32> = spans.chain(self.default_year).flat_map(|year| [year - 1, year, year + 1]).collect();
        years.retain(|year| YEARS.contains(year));
        if years.is_empty() {
            years.push(2024);
        }
        years.sort_unstable();
        years.dedup();
        let mut left_out = vec![false; self.out.len()];
        for year in years {
            let plan = plan::plan(self.program, year);
            for (at, column) in self.out.iter().enumerate() {
                let Some(wanted) = column.wanted(self.program, &plan) else { continue };
                left_out[at] |= rests_elsewhere(&plan, wanted.slot, year);
            }
        }
        let (mut at, mut names) = (0, Vec::new());
        self.out.retain(|column| {
            at += 1;
            if left_out[at - 1] {
                names.push(column.title.clone());
            }
            !left_out[at - 1]
        });
        if !names.is_empty() {
            self.warnings.push(problem::other_years(&names, &self.name));
        }
    }
}

fn rests_elsewhere(plan: &Plan, slot: SlotId, year: i32) -> bool {
    plan.inputs_of(std::iter::once(slot)).any(|input| input.when.year != year)
}
