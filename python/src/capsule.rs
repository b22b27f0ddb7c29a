//! Tables in and out: the PyCapsule interface of Arrow, in both its forms.

use crate::error::Fault;
use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_array::{RecordBatch, RecordBatchIterator, RecordBatchReader, StructArray};
use arrow_schema::{ArrowError, DataType, Schema, SchemaRef};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};
use std::ffi::CStr;
use std::mem;

const STREAM: &CStr = c"arrow_array_stream";
const SCHEMA: &CStr = c"arrow_schema";
const ARRAY: &CStr = c"arrow_array";

/// Batches of one schema.
pub type Batches = Box<dyn RecordBatchReader + Send>;

/// Takes a table: anything with `__arrow_c_stream__` or `__arrow_c_array__`.
pub fn take(table: &Bound<'_, PyAny>) -> PyResult<Batches> {
    if table.hasattr("__arrow_c_stream__")? {
        let capsule = table.call_method0("__arrow_c_stream__")?.cast_into::<PyCapsule>()?;
        let stream = capsule.pointer_checked(Some(STREAM))?.cast::<FFI_ArrowArrayStream>();
        // SAFETY: by the interface a capsule of this name points to a stream, which is moved out of it and left released.
        let stream = unsafe { mem::replace(&mut *stream.as_ptr(), FFI_ArrowArrayStream::empty()) };
        let reader = RecordBatchStreamReader::try_new(stream);
        return Ok(Box::new(reader.map_err(|error| match error.to_string().contains("as a Schema") {
            true => no_table(table),
            false => other(error).into(),
        })?));
    }
    if table.hasattr("__arrow_c_array__")? {
        let pair = table.call_method0("__arrow_c_array__")?.cast_into::<PyTuple>()?;
        let schema = pair.get_item(0)?.cast_into::<PyCapsule>()?;
        let array = pair.get_item(1)?.cast_into::<PyCapsule>()?;
        let schema = schema.pointer_checked(Some(SCHEMA))?.cast::<FFI_ArrowSchema>();
        let array = array.pointer_checked(Some(ARRAY))?.cast::<FFI_ArrowArray>();
        // SAFETY: by the interface capsules of these names point to a schema and to an array of that schema; the array is
        // moved out of its capsule and left released, the schema is only read.
        let data = unsafe { from_ffi(mem::replace(&mut *array.as_ptr(), FFI_ArrowArray::empty()), schema.as_ref()) };
        let data = data.map_err(other)?;
        // A column by itself, and rows that are nothing, are none of a table.
        if !matches!(data.data_type(), DataType::Struct(_)) || data.null_count() > 0 {
            return Err(no_table(table));
        }
        let batch = RecordBatch::from(StructArray::from(data));
        let schema = batch.schema();
        return Ok(Box::new(RecordBatchIterator::new([Ok(batch)], schema)));
    }
    Err(no_table(table))
}

fn no_table(given: &Bound<'_, PyAny>) -> PyErr {
    let kind = given.get_type().name().map_or_else(|_| "thing".to_string(), |name| name.to_string());
    Fault::call(
        format!("a {kind} is no Arrow table"),
        "pass what has __arrow_c_stream__: a polars, pandas or pyarrow table, a duckdb relation",
    )
    .into()
}

/// Gives batches as a stream.
pub fn give<'py>(
    py: Python<'py>,
    schema: SchemaRef,
    batches: impl Iterator<Item = Result<RecordBatch, ArrowError>> + Send + 'static,
) -> PyResult<Bound<'py, PyCapsule>> {
    let stream = FFI_ArrowArrayStream::new(Box::new(RecordBatchIterator::new(batches, schema)));
    PyCapsule::new_with_value(py, stream, STREAM)
}

/// Gives a schema.
pub fn give_schema<'py>(py: Python<'py>, schema: &Schema) -> PyResult<Bound<'py, PyCapsule>> {
    PyCapsule::new_with_value(py, FFI_ArrowSchema::try_from(schema).map_err(other)?, SCHEMA)
}

/// What Arrow said.
pub fn other(error: ArrowError) -> Fault {
    Fault::Other(error.to_string())
}
