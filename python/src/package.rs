//! A package of rules, and what is asked of it.

use crate::capsule;
use crate::cells::Ways;
use crate::error::{Fault, told};
use crate::numbers::Floats;
use crate::results::Shown;
use crate::stream::Stream;
use crate::table::Table;
use crate::whole::evaluate;
use crate::work::{Options, over};
use pyo3::prelude::*;
use std::sync::Arc;
use takar::data::Dataset;
use takar::diagnostic::Diagnostic;
use takar::engine;
use takar::engine::has_errors;
use takar::folder::{self, Folder};
use takar::frame::{self, Asked, NumberFormat, One};
use takar::report::explanation;
use takar::source::Sources;
use takar::whatif::{Kept, Screen, Session};

/// How wide texts are.
const WIDTH: usize = 100;

/// Rules, read and checked.
#[pyclass(frozen, module = "takar._takar")]
pub struct Package {
    package: Arc<engine::Package>,
    /// Where its own data lie.
    folder: Option<Folder>,
}

/// What a table is asked for, as Python says it.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub struct Call {
    name: String,
    year: Option<i32>,
    results: Vec<String>,
    places: Option<u8>,
    numbers: Option<String>,
    scales: Vec<(String, u32)>,
    decimal: bool,
    as_shortest: bool,
    states: bool,
    reasons: bool,
    exact: bool,
    plain_words: bool,
    keep: Vec<String>,
    allow_missing: bool,
    bare_percent: bool,
    strict: bool,
    threads: Option<usize>,
}

/// A row that is asked about.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub struct Row {
    /// Header, text, and whether it is a number: with a comma then.
    cells: Vec<(String, String, bool)>,
    /// How numbers in the other texts are written.
    numbers: Option<String>,
}

impl Call {
    fn options(self) -> Result<Options, Fault> {
        let format = number_format(self.numbers.as_deref())?;
        let floats = match (self.decimal, self.as_shortest) {
            (false, false) => Floats::Refused,
            (true, false) => Floats::Exact,
            (_, true) => Floats::Shortest,
        };
        if let Some((column, scale)) = self.scales.iter().find(|(_, scale)| *scale > 18) {
            return Err(Fault::column(
                column,
                format!("{scale} decimals are more than a whole number has"),
                "at most 18",
            ));
        }
        let Call { name, year, results, places, keep, allow_missing, bare_percent, strict, .. } = self;
        let threads = self.threads.or_else(|| std::thread::available_parallelism().ok().map(usize::from)).unwrap_or(1);
        let ways = Ways { scales: self.scales, floats };
        let shown =
            Shown { states: self.states, reasons: self.reasons, exact: self.exact, plain_words: self.plain_words };
        Ok(Options {
            name,
            year,
            results,
            places,
            format,
            ways,
            shown,
            keep,
            allow_missing,
            bare_percent,
            strict,
            threads,
        })
    }
}

#[pymethods]
impl Package {
    /// Reads the package of a folder, or a rule file.
    #[new]
    fn open(py: Python<'_>, path: &str) -> PyResult<Package> {
        let opened = py.detach(|| folder::open(path));
        let folder = opened.map_err(|unreadable| {
            let findings = unreadable.into_findings();
            Fault::findings(&Sources::default(), &findings, findings.len() as u64, true)
        })?;
        Ok(Package { package: Arc::new(folder.package.clone()), folder: Some(folder) })
    }

    /// Reads rule texts by name.
    #[staticmethod]
    fn of_texts(py: Python<'_>, title: &str, texts: Vec<(String, String)>) -> Package {
        Package { package: Arc::new(py.detach(|| engine::Package::new(title, texts))), folder: None }
    }

    /// The package out of what [`Package::packed`] gave.
    #[staticmethod]
    fn unpacked(py: Python<'_>, packed: &str) -> PyResult<Package> {
        let package = py.detach(|| {
            let value = serde_json::from_str(packed).ok()?;
            Some(engine::Package::unpacked(&value)?.0)
        });
        let package = package.ok_or_else(|| Fault::Other("these are no packed rules".into()))?;
        Ok(Package { package: Arc::new(package), folder: None })
    }

    /// Its rules with those of the packages it uses as one text; its data stay where they are.
    fn packed(&self) -> String {
        self.package.packed().to_string()
    }

    /// What is wrong with the rules, and whether anything can be computed.
    fn findings(&self) -> (String, String, bool) {
        let own = self.folder.iter().flat_map(|folder| &folder.findings);
        let mut findings: Vec<Diagnostic> = own.chain(self.package.diagnostics()).cloned().collect();
        if !has_errors(&findings) {
            findings.extend(self.package.examples());
        }
        let (json, text) = told(self.package.sources(), &findings);
        (json, text, !has_errors(&findings))
    }

    /// The columns that results of a year rest on.
    fn columns(&self, year: Option<i32>, results: Vec<String>) -> PyResult<Vec<String>> {
        let is_broken = self.package.program().is_none();
        let year = year.or_else(|| self.package.year(None, &Dataset::new()));
        let year = year.ok_or_else(|| Fault::call("nothing says which year is meant", "pass year=2024"))?;
        let columns = frame::columns(&self.package, year, &results);
        Ok(columns.map_err(|unfit| Fault::unfit(unfit, self.package.sources(), is_broken))?)
    }

    /// The results of a table; `is_piece`: of some rows of one.
    fn evaluate(&self, py: Python<'_>, table: &Bound<'_, PyAny>, call: Call, is_piece: bool) -> PyResult<Table> {
        let options = call.options()?;
        let batches = capsule::take(table)?;
        let package = &*self.package;
        Ok(py.detach(move || evaluate(package, batches, &options, is_piece))?)
    }

    /// The results of a table, batch by batch.
    fn stream(&self, table: &Bound<'_, PyAny>, call: Call) -> PyResult<Stream> {
        Ok(Stream::new(self.package.clone(), capsule::take(table)?, call.options()?))
    }

    /// Computes a table as `evaluate` does and gives nothing out: what the library takes by itself, for `tests/ukur.py`.
    fn computed(&self, py: Python<'_>, table: &Bound<'_, PyAny>, call: Call, is_held: bool) -> PyResult<u64> {
        let options = call.options()?;
        let batches = capsule::take(table)?;
        let package = &*self.package;
        let counted = py.detach(move || {
            over(package, batches, &options, |work, batches| {
                let mut values = 0;
                for batch in batches {
                    values += work.looked_at(&batch?, is_held)?;
                }
                Ok(values)
            })
        });
        Ok(counted?)
    }

    /// Why a value of the package's own data, or of one row, is what it is.
    fn explain(
        &self,
        py: Python<'_>,
        words: &str,
        year: Option<i32>,
        unit: &str,
        row: Option<Row>,
    ) -> PyResult<String> {
        Ok(py.detach(|| {
            let (package, data, year) = self.with_data(year, row)?;
            let fault =
                |finding: &Diagnostic| Fault::findings(package.sources(), std::slice::from_ref(finding), 1, false);
            let year = year_of(&package, year, &data)?;
            let planned = package.planned(&data, year).ok_or_else(|| broken(&package))?;
            let planned = planned.asking(words);
            let question = planned.question(words).map_err(|finding| fault(&finding))?;
            let lane = data.units().iter().position(|known| known == unit);
            let lane = lane.or((data.units().is_empty() && unit.is_empty()).then_some(0)).ok_or_else(|| {
                let known: Vec<&str> = data.units().iter().take(12).collect();
                Fault::call(format!("there is no unit {unit:?}"), format!("the first units are: {known:?}"))
            })?;
            let why = planned.unit(lane).explain(&question, 0);
            Ok::<String, Fault>(explanation::text(&why, WIDTH, false))
        })?)
    }

    /// Answers a line of `takar coba` over the package's own data, or one row.
    fn ask(&self, py: Python<'_>, line: &str, year: Option<i32>, row: Option<Row>) -> PyResult<String> {
        Ok(py.detach(|| {
            let (package, data, year) = self.with_data(year, row)?;
            let year = year_of(&package, year, &data)?;
            let screen = Screen { width: WIDTH, colour: false };
            let is_sound = package.program().is_some();
            let session = if is_sound { Session::new(package.clone(), data, year, screen) } else { None };
            let mut session = session.ok_or_else(|| broken(&package))?;
            Ok::<String, Fault>(session.answer(line, &mut Kept::default()).text)
        })?)
    }
}

impl Package {
    /// The package with its own data, or with those of one row.
    fn with_data(&self, year: Option<i32>, row: Option<Row>) -> Result<(engine::Package, Dataset, Option<i32>), Fault> {
        let package = (*self.package).clone();
        if let Some(row) = row {
            return self.with_row(package, year, row);
        }
        match &self.folder {
            None => Err(Fault::call("rules without a folder have no data of their own", "pass row={'IKM': …}")),
            Some(folder) => {
                let mut folder = folder.clone();
                let sources = folder.package.sources().clone();
                let read = folder.read_data().map_err(|unreadable| {
                    let findings = unreadable.into_findings();
                    Fault::findings(&sources, &findings, findings.len() as u64, false)
                })?;
                Ok((folder.package, read.data, year))
            }
        }
    }
}

impl Package {
    /// One row, read as one of a table is.
    fn with_row(
        &self,
        package: engine::Package,
        year: Option<i32>,
        Row { cells, numbers }: Row,
    ) -> Result<(engine::Package, Dataset, Option<i32>), Fault> {
        let year = year.or_else(|| package.year(None, &Dataset::new()));
        if cells.is_empty() {
            return Ok((package, Dataset::new(), year));
        }
        let format = number_format(numbers.as_deref())?;
        let (columns, texts): (Vec<_>, Vec<String>) =
            cells.into_iter().map(|(header, text, is_number)| ((header, is_number), text)).unzip();
        let (sources, read) = frame::row(&package, Asked { format, year, ..Asked::of("row", columns) }, &texts);
        let One { data, year, unknown } =
            read.map_err(|unfit| Fault::unfit(unfit, &sources, package.program().is_none()))?;
        if let Some((header, near)) = unknown.first() {
            let mend = match near {
                Some(near) => format!("did you mean {near:?}?"),
                None => "package.columns(year) lists the columns that results rest on".to_string(),
            };
            return Err(Fault::column(header, "the rules do not know the column", mend));
        }
        Ok((package, data, Some(year)))
    }
}

/// How numbers in texts are written, as Python says it.
fn number_format(numbers: Option<&str>) -> Result<Option<NumberFormat>, Fault> {
    match numbers {
        None => Ok(None),
        Some("id") => Ok(Some(NumberFormat::Indonesian)),
        Some("en") => Ok(Some(NumberFormat::English)),
        Some(other) => {
            let what = format!("numbers={other:?} is no way to write numbers");
            Err(Fault::call(what, "\"id\" is 1.250,5 and \"en\" is 1,250.5"))
        }
    }
}

fn year_of(package: &engine::Package, year: Option<i32>, data: &Dataset) -> Result<i32, Fault> {
    package.year(year, data).ok_or_else(|| Fault::call("nothing says which year is meant", "pass year=2024"))
}

fn broken(package: &engine::Package) -> Fault {
    let findings = package.diagnostics();
    Fault::findings(package.sources(), findings, findings.len() as u64, true)
}
