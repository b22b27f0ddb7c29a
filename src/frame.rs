//! Many rows from memory: typed columns of a table in, typed columns of results out, digit for digit what a run gives.
//!
//! A table has a row for each unit and year, and a column for each value, headed as in a wide file: `IKM`, `target IKM`,
//! `pagu 7.01`, `unit`, `tahun`. A [`Frame`] knows which column is what and which results come out; a [`Computing`], one for
//! each thread, takes blocks of rows in any order. Numbers come as whole steps of a decimal, never as floats, and leave so.
//!
//! ```
//! use takar::engine::Package;
//! use takar::frame::{Answers, Asked, Cells, Frame, Given, Kind};
//!
//! let rules = "besaran IKM\n  skala 25..100\n\nMutu = IKM / 7\n  tampil 2\n";
//! let package = Package::new("contoh", [("aturan.takar", rules)]);
//! let asked = Asked { year: Some(2024), ..Asked::of("survei", [("IKM", true)]) };
//! let frame = Frame::new(&package, asked).unwrap();
//! assert_eq!(frame.results(), [("Mutu".to_string(), Kind::Number(2))]);
//!
//! // 88,3 and 97,6, as steps of one decimal.
//! let given = [Given { cells: Cells::Steps(&[883, 976], 1), valid: None }];
//! let told = frame.computing().rows(&given, 2, 0, &mut |answered| {
//!     let (marks, answers) = answered.column(0).expect("a result of that year");
//!     assert_eq!(marks, [0, 0]);
//!     let Answers::Numbers { steps, scale: 2, .. } = answers else { panic!("numbers") };
//!     assert_eq!(steps[..2], [1261.0, 1394.0]);
//!     // Before the rounding: 883/70.
//!     assert_eq!(answered.exactly(&[0]).ratio(0, 0).unwrap().fraction(), ("883".into(), "70".into()));
//! });
//! assert_eq!(told.fault_count(), 0);
//!
//! // A number outside its scale is a finding, and its row has a state in the place of a result.
//! let given = [Given { cells: Cells::Steps(&[1883], 1), valid: None }];
//! let told = frame.computing().rows(&given, 1, 0, &mut |answered| assert_eq!(answered.column(0).unwrap().0, [4]));
//! assert_eq!(told.faults()[0].title, "IKM = 188,3 di luar skala 25..100");
//! ```

use crate::columns::Whole;
use crate::data::State;
use crate::diagnostic::{Diagnostic, Severity};
use crate::engine::Package;
use crate::eval::Value;
use crate::number::{Exact, Places};
use crate::source::Sources;
use crate::stream::{self, Job, Report, Table, Worker};
use std::collections::BTreeSet;
use std::sync::Arc;

pub use crate::columns::{Answers, widen};
pub use crate::number::NumberFormat;
pub use crate::stream::{Bits, Cells, Elsewhere, Given, Kind, Lacking, Lines, One, Signs, Texts, Unfit};

/// A table, as far as it is known before its rows.
#[derive(Debug, Clone)]
pub struct Asked {
    /// What messages call it.
    pub name: String,
    /// The headers of its columns, in their order, and whether each holds numbers; else it holds texts.
    pub columns: Vec<(String, bool)>,
    /// How numbers in texts are written; without it one that can be read in two ways is a finding.
    pub format: Option<NumberFormat>,
    /// The year of every row, where no column says it.
    pub year: Option<i32>,
    /// The results asked for, by title (`capaian AKIP`) or code; all when none is.
    pub results: Vec<String>,
    /// The decimals of every number, instead of those that the rules show.
    pub places: Option<u8>,
}

/// A package over the columns of a table.
pub struct Frame<'p> {
    job: Job<'p>,
    sources: Sources,
}

/// Computes blocks of rows; what it gives of one depends on no other.
pub struct Computing<'f>(Worker<'f>);

/// What is told of rows beside their results.
#[derive(Debug, Clone, Default)]
pub struct Told(Report);

/// The results of some rows of one year.
pub struct Answered<'a>(&'a stream::Answered<'a>);

/// Results before they are rounded for giving out.
pub struct Exactly {
    whole: Whole,
    places: Vec<Option<usize>>,
}

impl Asked {
    /// Every result of a table with these columns, whose rows say their year.
    pub fn of<N: Into<String>>(name: &str, columns: impl IntoIterator<Item = (N, bool)>) -> Asked {
        let columns = columns.into_iter().map(|(header, is_number)| (header.into(), is_number)).collect();
        Asked { name: name.into(), columns, format: None, year: None, results: Vec::new(), places: None }
    }
}

impl<'p> Frame<'p> {
    /// Finds out what the columns are.
    ///
    /// # Errors
    ///
    /// Why none of it can be computed; rules with errors give these.
    pub fn new(package: &'p Package, asked: Asked) -> Result<Frame<'p>, Unfit> {
        let program = package.program().ok_or_else(|| broken(package))?;
        let Asked { name, columns, format, year, results, places } = asked;
        let mut sources = package.sources().clone();
        let source = sources.add(name.clone(), "");
        let places = places.and_then(|places| Places::new(places.into()));
        let table = Table { source, name, columns, format, year, results, places };
        Ok(Frame { job: Job::of_table(program, package.schema(), table)?, sources })
    }

    /// For the same rows once more, where [`Told::is_doubtful`] said that percentages without a sign are doubtful beside those
    /// that have one: each of them is a fault now. Without any signs every number is percent as it stands.
    pub fn knowing(self, signs: Signs) -> Frame<'p> {
        Frame { job: self.job.knowing(signs), ..self }
    }

    /// For rows that come in pieces, which nobody can read once more: a percentage up to one without a sign is a fault where a
    /// cell of its code may have one, since a column of it holds texts. What is told of a row depends on no other row.
    pub fn in_pieces(self) -> Frame<'p> {
        Frame { job: self.job.in_pieces(), ..self }
    }

    /// Whether percentages may turn out to be doubtful once all rows are read.
    pub fn may_doubt(&self) -> bool {
        !self.job.may_sign().is_empty()
    }

    /// The columns that results are made of or held against, whatever the years of the rows are, by their number: the others
    /// may be [`Cells::Blank`].
    pub fn used(&self) -> BTreeSet<usize> {
        self.job.used()
    }

    /// The same of one year.
    pub fn used_in(&self, year: i32) -> BTreeSet<usize> {
        self.job.used_in(year)
    }

    /// The results that come out, in their order, and what their values are.
    pub fn results(&self) -> Vec<(String, Kind)> {
        self.job.results()
    }

    /// The columns that hold unit and year, by their number.
    pub fn keys(&self) -> [Option<usize>; 2] {
        self.job.keys()
    }

    /// The columns that the rules do not know, and the header that was perhaps meant by each.
    pub fn unknown(&self) -> Vec<(&str, Option<&str>)> {
        self.job.unknown().collect()
    }

    /// The columns that results of a year want and the table does not have: what rests on them is *belum diisi*. Where a value
    /// can be had in two ways, as by its formula or as it was reported, one of them is enough.
    pub fn lacking(&self, year: i32) -> Lacking {
        self.job.lacking(year)
    }

    /// What a person should know of what such a year lacks that no column can hold.
    pub fn resting(&self, lacking: &Lacking, year: i32) -> Option<Diagnostic> {
        self.job.resting(lacking, year)
    }

    /// The year of rows, where no column says it.
    pub fn year(&self) -> Option<i32> {
        self.job.year()
    }

    /// What a person should know whatever the rows.
    pub fn warnings(&self) -> &[Diagnostic] {
        self.job.warnings()
    }

    /// The texts behind findings, the table among them.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// What computes rows.
    pub fn computing(&self) -> Computing<'_> {
        Computing(Worker::new(&self.job))
    }
}

impl Computing<'_> {
    /// Computes `rows` rows, of which the first has the number `from` in the table, and hands their results over piece by
    /// piece. `given` has as many columns as the table was said to have, in that order; those that no result and no check
    /// reads may be [`Cells::Blank`]. Rows whose year cannot be read are handed over in no piece.
    pub fn rows(&mut self, given: &[Given<'_>], rows: usize, from: u64, take: &mut dyn FnMut(&Answered<'_>)) -> Told {
        let first = u32::try_from(from.saturating_add(1)).unwrap_or(u32::MAX);
        let report = self.0.table(given, (rows, first), &mut |answered| take(&Answered(answered)));
        let mut told = Told::default();
        told.add(Told(report));
        told
    }
}

impl Told {
    /// Adds what is told of rows behind these; what only both together say is a fault then.
    pub fn add(&mut self, later: Told) {
        self.0.add(later.0);
    }

    /// Adds that whoever asked cannot hold a result of a row, whose number is from 0: a fault, of no cell of the table.
    pub fn unheld(&mut self, frame: &Frame<'_>, result: &str, row: u64, why: &str) {
        self.0.unheld((frame.job.source(), result), u32::try_from(row + 1).unwrap_or(u32::MAX), why);
    }

    /// Adds so many more of them, which nobody tells.
    pub fn more_unheld(&mut self, count: u64) {
        self.0.more_unheld(count);
    }

    /// The first faults, with the row of each from 1.
    pub fn faults(&self) -> &[Diagnostic] {
        &self.0.told
    }

    /// How many there are.
    pub fn fault_count(&self) -> u64 {
        self.0.fault_count()
    }

    /// How many there are of each code.
    pub fn kinds(&self) -> impl Iterator<Item = (&str, u64)> {
        self.0.faults.iter().map(|(kind, (count, _))| (kind.as_str(), *count))
    }

    /// How many rows have one.
    pub fn faulty_rows(&self) -> u64 {
        self.0.faulty_rows
    }

    /// Whether numbers were computed with that a later sign of percent makes doubtful: no result counts, and the rows are to be
    /// computed once more by [`Frame::knowing`] these signs.
    pub fn is_doubtful(&self) -> bool {
        self.0.is_doubtful
    }

    /// The signs of percent that were seen.
    pub fn into_signs(self) -> Signs {
        self.0.shares.into_signs()
    }

    /// What is no fault, one of each kind.
    pub fn warnings(&self) -> Vec<Diagnostic> {
        self.0.warnings.values().cloned().collect()
    }
}

impl<'a> Answered<'a> {
    /// The rows, from 0 in their block; the first is lane 0 of the columns.
    pub fn lines(&self) -> &Lines<'a> {
        &self.0.lines
    }

    /// Their year.
    pub fn year(&self) -> i32 {
        self.0.year
    }

    /// A result by its number: for each lane 0 or the number of its state ([`state`]), and the answers, of no matter where a
    /// lane has a state. None where the rules do not give it in this year.
    pub fn column(&self, result: usize) -> Option<(&'a [u8], Answers<'a>)> {
        self.0.column(result)
    }

    /// The words that [`Answers::Words`] are numbers of.
    pub fn words(&self) -> &'a [Arc<str>] {
        self.0.words()
    }

    /// The results of some lanes as exact ratios, or with the reasons why there are none. Slow beside the columns.
    pub fn exactly(&self, lanes: &[usize]) -> Exactly {
        Exactly { whole: self.0.whole(lanes), places: self.0.places().to_vec() }
    }
}

impl Exactly {
    /// The ratio of a result in one of the lanes asked for; none where it has no value, or one that is no ratio.
    pub fn ratio(&self, result: usize, lane: usize) -> Option<&Exact> {
        match self.whole.cell(self.places[result]?, lane) {
            Ok(Value::Number(number)) => Some(number),
            Ok(Value::Irrational(_) | Value::Text(_) | Value::Truth(_)) | Err(_) => None,
        }
    }

    /// Whether it has a value that is a root, and no ratio.
    pub fn is_root(&self, result: usize, lane: usize) -> bool {
        let cell = self.places[result].map(|place| self.whole.cell(place, lane));
        matches!(cell, Some(Ok(Value::Irrational(_))))
    }

    /// Why it has no value, as people read it; may be empty.
    pub fn reason(&self, result: usize, lane: usize) -> Option<String> {
        let fault = self.whole.cell(self.places[result]?, lane).as_ref().err()?;
        Some(fault.reason.to_string())
    }
}

/// The columns that results of a year rest on, as their headers would be; all results when none is asked for.
///
/// # Errors
///
/// A result that there is not; rules with errors give these.
pub fn columns(package: &Package, year: i32, results: &[String]) -> Result<Vec<String>, Unfit> {
    let program = package.program().ok_or_else(|| broken(package))?;
    stream::columns(program, &package.schema(), year, results)
}

/// One row of a table as data for [`Package::run`]: its cells as texts, numbers of columns of numbers with a comma. With the
/// texts behind findings.
///
/// # Errors
///
/// Why it cannot be read; rules with errors give these.
pub fn row(package: &Package, asked: Asked, cells: &[String]) -> (Sources, Result<One, Unfit>) {
    let mut sources = package.sources().clone();
    let source = sources.add(asked.name.clone(), "");
    let Asked { name, columns, format, year, results, .. } = asked;
    let year = year.or_else(|| package.program()?.package.year);
    let table = Table { source, name, columns, format, year, results, places: None };
    let one = match package.program() {
        Some(_) => stream::one_row(&package.schema(), table, cells),
        None => Err(broken(package)),
    };
    (sources, one)
}

fn broken(package: &Package) -> Unfit {
    let errors = package.diagnostics().iter().filter(|finding| finding.severity == Severity::Error);
    Unfit::Findings(errors.cloned().collect())
}

/// The state of a mark; none for 0.
pub fn state(mark: u8) -> Option<State> {
    State::ALL.get(usize::from(mark).checked_sub(1)?).copied()
}
