//! A table of results.

use crate::capsule::{give, give_schema};
use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

/// A table of results. It speaks the PyCapsule interface of Arrow: `polars.DataFrame(table)`, `pyarrow.table(table)`.
#[pyclass(frozen, module = "takar")]
pub struct Table {
    pub schema: SchemaRef,
    pub batches: Vec<RecordBatch>,
    pub json: String,
    pub text: String,
    pub fault_count: u64,
    pub unused: Vec<String>,
}

#[pymethods]
impl Table {
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // A wish that may be left unheard, by the interface.
        let _ = requested_schema;
        let batches: Vec<RecordBatch> = self.batches.clone();
        give(py, self.schema.clone(), batches.into_iter().map(Ok))
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        give_schema(py, &self.schema)
    }

    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// Number of rows.
    #[getter]
    fn num_rows(&self) -> usize {
        self.__len__()
    }

    /// Headers of its columns.
    #[getter]
    fn column_names(&self) -> Vec<&str> {
        self.schema.fields().iter().map(|field| field.name().as_str()).collect()
    }

    /// What was found beside the results, as JSON.
    #[getter]
    fn findings_json(&self) -> &str {
        &self.json
    }

    /// The same as people read it.
    #[getter]
    fn findings_text(&self) -> &str {
        &self.text
    }

    /// How many cells are faulty, those that are not told among them; of a stream, in all rows up to the end of this table.
    #[getter]
    fn fault_count(&self) -> u64 {
        self.fault_count
    }

    /// Columns of the table that came in which nobody knows and nobody keeps.
    #[getter]
    fn unused(&self) -> Vec<String> {
        self.unused.clone()
    }

    fn __repr__(&self) -> String {
        format!("<takar.Table: {} rows, {}>", self.__len__(), self.column_names().join(", "))
    }
}
