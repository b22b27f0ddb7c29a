//! What can be wrong, until it becomes a Python exception: findings in the words of the library, and mistakes of whoever
//! wrote the program, in English.

use crate::mend;
use pyo3::prelude::*;
use takar::diagnostic::Diagnostic;
use takar::frame::{Told, Unfit};
use takar::report::diagnostics;
use takar::source::Sources;

/// Why there is no result.
#[derive(Debug)]
pub enum Fault {
    /// Rules or data are wrong: findings as JSON and as text, and how many there are with those that are not told.
    Findings { json: String, text: String, count: u64, of_rules: bool },
    /// The call cannot be meant: what is wrong, where, and what to do.
    Call { what: String, column: Option<String>, row: Option<u64>, mend: String },
    /// What another library said.
    Other(String),
}

impl Fault {
    /// A mistake in a call.
    pub fn call(what: impl Into<String>, mend: impl Into<String>) -> Fault {
        Fault::Call { what: what.into(), column: None, row: None, mend: mend.into() }
    }

    /// The same about a column.
    pub fn column(column: &str, what: impl Into<String>, mend: impl Into<String>) -> Fault {
        Fault::Call { what: what.into(), column: Some(column.into()), row: None, mend: mend.into() }
    }

    /// The same about a cell; rows count from 0.
    pub fn cell(column: &str, row: u64, what: impl Into<String>, mend: impl Into<String>) -> Fault {
        Fault::Call { what: what.into(), column: Some(column.into()), row: Some(row), mend: mend.into() }
    }

    /// Findings, of which there may be more than these.
    pub fn findings(sources: &Sources, findings: &[Diagnostic], count: u64, of_rules: bool) -> Fault {
        let (json, text) = told(sources, findings);
        Fault::Findings { json, text, count, of_rules }
    }

    /// Why a table cannot be computed.
    pub fn unfit(unfit: Unfit, sources: &Sources, of_rules: bool) -> Fault {
        match unfit {
            Unfit::Findings(mut findings) => {
                findings.iter_mut().for_each(mend::numbers);
                Fault::findings(sources, &findings, findings.len() as u64, of_rules)
            }
            Unfit::Long(column) => Fault::column(
                &column,
                "the table is long: this column says what each row is about",
                "pivot it: one row for each unit and year, columns headed like 'IKM' and 'target IKM'; in polars \
                 df.pivot('kode', index=['unit', 'tahun'], values=['realisasi', 'target'], separator=' ')",
            ),
            Unfit::NoYear => {
                Fault::call("nothing says which year the rows are about", "add a column 'tahun', or pass year=2024")
            }
            Unfit::NothingKnown(near) => {
                let mend = "head columns by the codes of the rules, like 'IKM' and 'target IKM'; package.columns(year) lists them";
                let what = "the rules know none of the columns";
                match near {
                    Some((header, near)) => Fault::column(&header, what, format!("did you mean {near:?}? {mend}")),
                    None => Fault::call(what, mend),
                }
            }
            Unfit::Twice(column) => Fault::column(&column, "the column stands twice in the table", "drop one of them"),
            Unfit::NothingToCompute(elsewhere) if !elsewhere.is_empty() => {
                let needs = elsewhere.iter().map(|one| format!("{} needs {}", one.result, one.needs));
                Fault::call(
                    format!("a row by itself gives none of the results: {}", needs.collect::<Vec<_>>().join("; ")),
                    "ask for other results with results=[…]; results that need other years come of the data of a package, \
                     with takar hitung",
                )
            }
            Unfit::NothingToCompute(_) => Fault::call(
                "the rules compute nothing that a row by itself can give",
                "achievements, grades and formulas of the year of the row can be computed",
            ),
            Unfit::NoSuchResult(asked, Some(near), _) => {
                Fault::call(format!("there is no result {asked:?}"), format!("did you mean {near:?}?"))
            }
            Unfit::NoSuchResult(asked, None, known) => {
                Fault::call(format!("there is no result {asked:?}"), format!("the results are: {}", known.join(", ")))
            }
            other => Fault::Other(format!("{other:?}")),
        }
    }
}

/// Findings as JSON, and as people read them.
pub fn told(sources: &Sources, findings: &[Diagnostic]) -> (String, String) {
    (diagnostics::json(sources, findings), diagnostics::messages(sources, findings, diagnostics::WIDTH, false))
}

/// Findings as JSON with all the faults that there are, told one by one or not, and how many of each kind.
pub fn counted(json: String, told: &Told) -> String {
    let Ok(serde_json::Value::Object(mut all)) = serde_json::from_str(&json) else { return json };
    all.insert("kesalahan".into(), told.fault_count().into());
    let kinds = told.kinds().map(|(kind, count)| (kind.to_string(), serde_json::Value::from(count)));
    all.insert("menurut_kode".into(), kinds.collect());
    serde_json::Value::Object(all).to_string()
}

/// Becomes an exception of `takar.errors`.
impl From<Fault> for PyErr {
    fn from(fault: Fault) -> PyErr {
        Python::attach(|py| {
            let made = || -> PyResult<Bound<'_, PyAny>> {
                let errors = py.import("takar.errors")?;
                match fault {
                    Fault::Findings { json, text, count, of_rules: true } => {
                        errors.getattr("RulesError")?.call1((json, text, count))
                    }
                    Fault::Findings { json, text, count, of_rules: false } => {
                        errors.getattr("DataError")?.call1((json, text, count))
                    }
                    Fault::Call { what, column, row, mend } => {
                        errors.getattr("TableError")?.call1((what, column, row, mend))
                    }
                    Fault::Other(what) => errors.getattr("TakarError")?.call1((what,)),
                }
            };
            made().map_or_else(|error| error, PyErr::from_value)
        })
    }
}
