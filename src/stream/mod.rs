//! Data piece by piece to a CSV with every computed value: for files that do not fit in memory.
//!
//! [`Job`] reads the header line and determines the output. [`Worker`] takes blocks of whole lines ([`Job::cut`]), in
//! any order and on any thread, and returns their output lines and a [`Report`], which depend only on the block. The
//! caller puts the blocks back in order. Nothing here touches the disk.
//!
//! A wide file has a row per unit and year, and a column for each value (`wide.rs`). A long file has a row per value,
//! like the data of packages; its blocks end where a unit ends (`long.rs`).

mod cut;
#[doc(hidden)]
pub mod digits;
mod far_below;
mod layout;
mod long;
mod looked_at;
mod parents;
mod problem;
mod rendered;
mod slow;
mod tally;
mod twice;
mod typed;
mod typed_job;
mod typed_numbers;
mod typed_one;
mod typed_rows;
mod wide;
mod wide_twice;
mod worker;

pub use crate::data::split::line_breaks;
pub use cut::{first_row, last_row};
pub use long::Known;
pub use problem::{Elsewhere, Refused};
pub use tally::{Report, summary};
pub use typed::{Answered, Bits, Cells, Given, Lines, Texts};
pub use typed_job::{Kind, Lacking, Table, Unfit, columns};
pub use typed_one::{One, one_row};
pub use worker::Worker;

use crate::columns::{Wanted, inputs};
use crate::data::Field;
use crate::data::schema::{NumberFormat, Schema};
pub use crate::data::shares::Signs;
use crate::data::wide::CellReader;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::number::Places;
use crate::plan::{self, Input, Plan};
use crate::program::Program;
use crate::prove;
use crate::report::CsvStyle;
use crate::source::SourceId;
use layout::OutColumn;
use long::Long;
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};
use wide::Wide;

/// The years a row may be about.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// How a data file is computed.
pub struct Job<'p> {
    program: &'p Program,
    schema: Schema,
    source: SourceId,
    name: String,
    format: Option<NumberFormat>,
    style: CsvStyle,
    shape: Shape,
    default_year: Option<i32>,
    out: Vec<OutColumn>,
    places: Option<Places>,
    years: Vec<OnceLock<Year>>,
    warnings: Vec<Diagnostic>,
    signs: Signs,
    /// Whether the percent signs of columns are known already, so that none are recorded.
    knows_signs: bool,
    /// The columns of a table that hold numbers already; see `typed.rs`.
    typed: Vec<bool>,
}

enum Shape {
    Wide(Wide),
    Long(Long),
}

/// The plan of one year, with the outputs and inputs of its rows.
pub(crate) struct Year {
    plan: Plan,
    inputs: Vec<Input>,
    wanted: Vec<Wanted>,
    /// For each output column its index among the wanted results; none if the rules give none that year.
    places: Vec<Option<usize>>,
    /// For each input, the column of a wide file and how its cells are read; none if the file has none.
    readers: Vec<Option<(usize, CellReader)>>,
    /// The columns of a wide file whose codes have no rules that year.
    strays: Vec<(usize, Arc<str>)>,
    /// The columns of a wide file that no result reads, and how their cells are read.
    unread: Vec<(usize, CellReader)>,
    /// What is checked beside the results; see `twice.rs`.
    twice: Option<Plan>,
    /// The same for a wide file; see `wide_twice.rs`.
    looked: Option<wide_twice::Looked>,
    /// Indicators in percent whose realisation is computed; see `far_below.rs`.
    computed: Vec<far_below::Computed>,
}

/// How a file is to be read and written.
#[derive(Debug, Clone)]
pub struct Options {
    /// The file as a source.
    pub source: SourceId,
    /// The name that messages show.
    pub name: String,
    /// What follows the header line, as far as it is read: a header may have a second row.
    pub below: String,
    /// How its numbers are written.
    pub format: Option<NumberFormat>,
    /// How the result is written.
    pub style: CsvStyle,
    /// The year of rows, if no column gives it.
    pub year: Option<i32>,
    /// The requested results, such as `IKPP` or `predikat IKPP`, in their order; all if none.
    pub results: Vec<String>,
    /// The decimals of every number; none for those that the rules show.
    pub places: Option<Places>,
}

impl Options {
    /// Every result, in English format, from a file with that name.
    pub fn of(source: SourceId, name: &str) -> Options {
        let style = CsvStyle::En;
        let (name, below, results) = (name.into(), String::new(), Vec::new());
        Options { source, name, below, format: None, style, year: None, results, places: None }
    }
}

impl<'p> Job<'p> {
    /// The same for a file that is read again, with its percent signs known.
    pub fn knowing(self, signs: Signs) -> Job<'p> {
        let knows_signs = true;
        Job { signs, knows_signs, ..self }
    }

    /// Reads the header line; a refusal says why the file cannot be read.
    pub fn new(program: &'p Program, schema: Schema, header: &str, options: Options) -> Result<Job<'p>, Refused> {
        let header = header.trim_end_matches(['\r', '\n']);
        let header = header.strip_prefix('\u{feff}').unwrap_or(header);
        let schema = Schema { default_year: options.year.or(program.package.year), ..schema };
        let (name, source) = (&options.name, options.source);
        let (shape, warnings) = match Wide::read(header, &schema, name, source)? {
            Some((wide, warnings)) => (Shape::Wide(wide), warnings),
            None => {
                let (long, warnings) = Long::read((header, &options.below), &schema, name, source)?;
                (Shape::Long(long), warnings)
            }
        };
        Job::of((program, schema), (shape, warnings), Vec::new(), options)
    }

    /// With its header line read; `typed` are the columns that already hold numbers.
    fn of(
        (program, schema): (&'p Program, Schema),
        (shape, warnings): (Shape, Vec<Diagnostic>),
        typed: Vec<bool>,
        options: Options,
    ) -> Result<Job<'p>, Refused> {
        let Options { source, name, format, style, results, places, .. } = options;
        let default_year = schema.default_year;
        let years = YEARS.map(|_| OnceLock::new()).collect();
        let out = layout::chosen(layout::columns(program), &results)?;
        let signs = Signs::new();
        let mut job = Job {
            program,
            schema,
            source,
            name,
            format,
            style,
            shape,
            default_year,
            out,
            places,
            years,
            warnings,
            signs,
            knows_signs: false,
            typed,
        };
        // In a long file all years of a unit are available.
        let elsewhere = match job.shape {
            Shape::Wide(_) => job.leave_out_other_years(),
            Shape::Long(_) => Vec::new(),
        };
        match job.out.is_empty() {
            true => Err(Refused::NothingToCompute { elsewhere }),
            false => Ok(job),
        }
    }

    /// The end of the last whole line of some text, or of the last whole unit if rows are read together; none if there
    /// is none. More of the file may follow.
    pub fn cut(&self, bytes: &[u8]) -> Option<usize> {
        match &self.shape {
            Shape::Wide(wide) => last_row(bytes, wide.delimiter),
            Shape::Long(long) => long.last_unit(bytes),
        }
    }

    /// Warnings about the header line and about results that are not output.
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// The message about a block that is not UTF-8.
    pub fn not_utf8(&self, line: u32, bytes: &[u8], error: &std::str::Utf8Error) -> Box<Diagnostic> {
        let line = line.saturating_add(line_breaks(&bytes[..error.valid_up_to()]));
        let title = format!("\"{}\" tidak tersimpan sebagai UTF-8", self.name);
        let place = Place::File(self.name.clone());
        Box::new(
            Diagnostic::new(Code::B0105, Severity::Error, title)
                .at_place(place, format!("ada huruf yang tidak dapat dibaca di baris {line}"))
                .advise("simpan ulang dari Excel sebagai \"CSV UTF-8\""),
        )
    }

    /// The header line of the result, with what precedes it.
    pub fn head(&self) -> Vec<u8> {
        let mut line = match self.style {
            CsvStyle::Id => "\u{feff}".as_bytes().to_vec(),
            CsvStyle::En => Vec::new(),
        };
        let keys = [self.has_units().then_some("unit"), Some("tahun")].into_iter().flatten();
        for (at, title) in keys.chain(self.out.iter().map(|column| column.title.as_str())).enumerate() {
            if at > 0 {
                line.push(digits::delimiter(self.style));
            }
            digits::text(&mut line, title, self.style);
        }
        digits::end_line(&mut line, self.style);
        line
    }

    /// The plan of a year and its output results; none for a year outside the allowed range.
    pub fn planned(&self, year: i32) -> Option<(&Plan, &[Wanted])> {
        self.in_year(year).map(|year| (&year.plan, &year.wanted[..]))
    }

    /// The column of a wide file that gives an input of a row's own year.
    pub fn column_of(&self, input: &Input) -> Option<usize> {
        let Shape::Wide(wide) = &self.shape else { return None };
        let versions = self.schema.codes.get(&*input.code).map_or(&[][..], |code| &code.versions);
        let field = match &input.field {
            // Both ends of a range are in the cell of the target.
            Field::TargetLow | Field::TargetHigh if versions.iter().any(|version| version.range_target) => {
                &Field::Target
            }
            field => field,
        };
        wide.column_of(&input.code, field).filter(|_| input.when.quarter.is_none())
    }

    /// Whether lines begin with a unit.
    fn has_units(&self) -> bool {
        match &self.shape {
            Shape::Wide(wide) => wide.unit.is_some(),
            Shape::Long(long) => long.unit.is_some(),
        }
    }

    /// The titles of the columns that hold grades, by their index among the output columns.
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
            let one = column.wanted(self.program, &plan, self.places);
            places.push(one.map(|_| wanted.len()));
            wanted.extend(one);
        }
        let inputs = inputs(&plan, &wanted);
        let reader = |input: &Input| {
            let at = self.column_of(input).filter(|_| input.when.year == year)?;
            Some((at, CellReader::new(&self.schema, &input.code, &input.field, year, self.format_of(at))))
        };
        let readers: Vec<Option<(usize, CellReader)>> = inputs.iter().map(reader).collect();
        let (twice, looked) = match self.shape {
            Shape::Long(_) => (twice::looked_at(&plan), None),
            Shape::Wide(_) => (None, wide_twice::looked(self, &plan)),
        };
        let (strays, unread) = match &self.shape {
            Shape::Wide(wide) => {
                // Faults of a cell are reported once, not for each end of its range.
                let read = readers.iter().flatten().filter(|(_, reader)| !reader.is_end()).map(|(at, _)| *at);
                (wide.strays(&self.schema, year), wide.unread(self, year, &read.collect()))
            }
            Shape::Long(_) => (Vec::new(), Vec::new()),
        };
        let computed = self.computed(year, &places);
        Year { plan, inputs, wanted, places, readers, strays, unread, twice, looked, computed }
    }

    /// The years that represent all years of rows.
    fn standing_years(&self) -> BTreeSet<i32> {
        let mut years = prove::standing_for_all(self.program);
        let named = prove::named_years(self.program).into_iter().chain(self.default_year);
        years.extend(named.flat_map(|year| [year - 1, year, year + 1]));
        years.iter().map(|year| *year.clamp(YEARS.start(), YEARS.end())).collect()
    }

    /// Removes results that depend on another year, which a row of a wide file does not contain, and returns them with
    /// what each needs. Quarters are not filled.
    fn leave_out_other_years(&mut self) -> Vec<Elsewhere> {
        let years = self.standing_years();
        // What each result needs: the value, its year, and the year of the row.
        let mut needs: Vec<Vec<(String, i32, i32)>> = vec![Vec::new(); self.out.len()];
        for year in years {
            let plan = plan::plan(self.program, year);
            for (needs, column) in needs.iter_mut().zip(&self.out) {
                let Some(wanted) = column.wanted(self.program, &plan, self.places) else { continue };
                let elsewhere = plan.inputs_of(std::iter::once(wanted.slot)).find(|input| input.when.year != year);
                needs.extend(elsewhere.map(|input| (input.field.of(&input.code).to_string(), input.when.year, year)));
            }
        }
        let mut needs = needs.into_iter();
        let mut left_out = Vec::new();
        self.out.retain(|column| {
            let needs = needs.next().unwrap_or_default();
            left_out.extend(needs.first().map(|(title, of, _)| {
                let back = needs.iter().map(|(_, of, year)| year - of).collect::<BTreeSet<i32>>();
                // A year that rules name is one of several that represent all.
                let when = match back.iter().collect::<Vec<_>>()[..] {
                    [back] => format!("tahun{:+}", -back),
                    _ => of.to_string(),
                };
                Elsewhere { result: column.title.clone(), needs: format!("{title}[{when}]") }
            }));
            needs.is_empty()
        });
        if !left_out.is_empty() {
            let names: Vec<String> = left_out.iter().map(|one| one.result.clone()).collect();
            self.warnings.push(problem::other_years(&names, &self.name));
        }
        left_out
    }
}
