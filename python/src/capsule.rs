//! Tables in and out: the PyCapsule interface of Arrow, in both its forms.
//!
//! Columns are taken one by one, and only those that somebody wants: a column of a type that this library does not know is of
//! no matter to those who do not read it.

use crate::error::Fault;
use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{Array, ArrayRef, NullArray, RecordBatch, RecordBatchIterator, make_array};
use arrow_schema::{ArrowError, DataType, Field, FieldRef, Schema, SchemaRef};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};
use std::ffi::{CStr, c_void};
use std::mem;
use std::sync::Arc;

const STREAM: &CStr = c"arrow_array_stream";
const SCHEMA: &CStr = c"arrow_schema";
const ARRAY: &CStr = c"arrow_array";

/// Batches of one schema.
pub struct Batches {
    source: Source,
    /// That of a struct, whose children are the columns.
    schema: FFI_ArrowSchema,
    headers: Vec<Header>,
}

enum Source {
    Stream(FFI_ArrowArrayStream),
    One(Option<FFI_ArrowArray>),
}

/// What is known of a column before its cells.
#[derive(Clone)]
pub struct Header {
    /// Its name and type; of no type where this library has none for it.
    pub field: FieldRef,
    /// Why it cannot be taken.
    pub foreign: Option<String>,
}

/// Rows of a table.
pub struct Batch {
    pub rows: usize,
    /// Its columns; none for one that nobody wants.
    pub columns: Vec<Option<ArrayRef>>,
}

/// An array as the C data interface has it.
#[repr(C)]
struct Raw {
    length: i64,
    null_count: i64,
    offset: i64,
    n_buffers: i64,
    n_children: i64,
    buffers: *mut *const c_void,
    children: *mut *mut FFI_ArrowArray,
}

/// Takes a table: anything with `__arrow_c_stream__` or `__arrow_c_array__`.
pub fn take(table: &Bound<'_, PyAny>) -> PyResult<Batches> {
    let (source, schema) = if table.hasattr("__arrow_c_stream__")? {
        let capsule = table.call_method0("__arrow_c_stream__")?.cast_into::<PyCapsule>()?;
        let stream = capsule.pointer_checked(Some(STREAM))?.cast::<FFI_ArrowArrayStream>();
        // SAFETY: by the interface a capsule of this name points to a stream, which is moved out of it and left released.
        let mut stream = unsafe { mem::replace(&mut *stream.as_ptr(), FFI_ArrowArrayStream::empty()) };
        let mut schema = FFI_ArrowSchema::empty();
        let get = stream.get_schema().filter(|_| stream.release().is_some());
        let get = get.ok_or_else(|| Fault::call("the table was taken already", "pass it anew"))?;
        // SAFETY: the stream is not released, and writes a schema where there is none.
        if unsafe { get(&mut stream, &mut schema) } != 0 {
            return Err(broken(&mut stream).into());
        }
        (Source::Stream(stream), schema)
    } else if table.hasattr("__arrow_c_array__")? {
        let pair = table.call_method0("__arrow_c_array__")?.cast_into::<PyTuple>()?;
        let schema = pair.get_item(0)?.cast_into::<PyCapsule>()?;
        let array = pair.get_item(1)?.cast_into::<PyCapsule>()?;
        let schema = schema.pointer_checked(Some(SCHEMA))?.cast::<FFI_ArrowSchema>();
        let array = array.pointer_checked(Some(ARRAY))?.cast::<FFI_ArrowArray>();
        // SAFETY: by the interface capsules of these names point to a schema and to an array of that schema; both are moved
        // out of their capsules and left released.
        let (array, schema) = unsafe {
            let array = mem::replace(&mut *array.as_ptr(), FFI_ArrowArray::empty());
            (array, mem::replace(&mut *schema.as_ptr(), FFI_ArrowSchema::empty()))
        };
        (Source::One(Some(array)), schema)
    } else {
        return Err(no_table(table).into());
    };
    // A column by itself is none of a table.
    if schema.format() != "+s" {
        return Err(no_table(table).into());
    }
    let headers = schema.children().map(header).collect();
    // Rows that are nothing are none of a table.
    if matches!(&source, Source::One(Some(array)) if has_null_rows(array)) {
        return Err(no_table(table).into());
    }
    Ok(Batches { source, schema, headers })
}

fn header(schema: &FFI_ArrowSchema) -> Header {
    match Field::try_from(schema) {
        Ok(field) => Header { field: Arc::new(field), foreign: None },
        Err(_) => {
            let name = schema.name().unwrap_or_default();
            Header { field: Arc::new(Field::new(name, DataType::Null, true)), foreign: Some(foreign(schema.format())) }
        }
    }
}

impl Header {
    /// As it stands in the table.
    pub fn name(&self) -> &str {
        self.field.name()
    }

    /// Its type, in words.
    pub fn kind(&self) -> String {
        self.foreign.clone().unwrap_or_else(|| self.field.data_type().to_string())
    }
}

/// A type that only its library has.
fn foreign(format: &str) -> String {
    match format {
        "_pli128" => "Int128 of polars".into(),
        "_plu128" => "UInt128 of polars".into(),
        format => format!("a type that Arrow does not have ({format:?})"),
    }
}

impl Batches {
    /// Its columns.
    pub fn headers(&self) -> &[Header] {
        &self.headers
    }

    /// The next rows, with the columns that are wanted.
    pub fn next(&mut self, wanted: &[bool]) -> Option<Result<Batch, Fault>> {
        let array = match &mut self.source {
            Source::One(array) => array.take()?,
            Source::Stream(stream) => {
                let mut array = FFI_ArrowArray::empty();
                let get = stream.get_next()?;
                // SAFETY: the stream is not released, and writes an array where there is none.
                if unsafe { get(stream, &mut array) } != 0 {
                    return Some(Err(broken(stream)));
                }
                array
            }
        };
        // The end of a stream.
        if array.is_released() {
            return None;
        }
        Some(self.taken(array, wanted))
    }

    fn taken(&self, array: FFI_ArrowArray, wanted: &[bool]) -> Result<Batch, Fault> {
        let (rows, offset) = (array.len(), array.offset());
        if has_null_rows(&array) {
            return Err(Fault::call("a row of the table is nothing (a null struct)", "leave it out"));
        }
        if array.num_children() != self.headers.len() {
            return Err(Fault::Other("a batch has other columns than its schema".into()));
        }
        // SAFETY: the interface says how an array lies in memory.
        let raw = unsafe { &*(&raw const array).cast::<Raw>() };
        let mut columns = Vec::with_capacity(self.headers.len());
        for (at, (header, is_wanted)) in self.headers.iter().zip(wanted).enumerate() {
            if !is_wanted {
                columns.push(None);
                continue;
            }
            if *header.field.data_type() == DataType::Null {
                // Some write buffers for what has none.
                columns.push(Some(Arc::new(NullArray::new(rows)) as ArrayRef));
                continue;
            }
            // SAFETY: by the interface there is a child for each column, of the type of the child of the schema; it may be
            // moved out of its parent, and is left released.
            let data = unsafe {
                let child = FFI_ArrowArray::from_raw(*raw.children.add(at));
                from_ffi(child, self.schema.child(at))
            };
            let data = data.map_err(|error| {
                let what = format!("the column cannot be read: {error}");
                Fault::column(
                    header.field.name(),
                    what,
                    "cast it to a decimal, to int64 or to text, or leave it out of keep",
                )
            })?;
            let column = make_array(data);
            if column.len() < offset + rows {
                return Err(Fault::Other(format!("column {:?} has fewer rows than its batch", header.field.name())));
            }
            columns.push(Some(if (offset, rows) == (0, column.len()) { column } else { column.slice(offset, rows) }));
        }
        Ok(Batch { rows, columns })
    }
}

impl Batch {
    /// Some of its rows.
    pub fn slice(&self, from: usize, rows: usize) -> Batch {
        let columns = self.columns.iter().map(|column| column.as_ref().map(|column| column.slice(from, rows)));
        Batch { rows, columns: columns.collect() }
    }
}

/// Whether rows of a struct are nothing.
fn has_null_rows(array: &FFI_ArrowArray) -> bool {
    if array.null_count_opt() == Some(0) || array.num_buffers() == 0 {
        return false;
    }
    let bits = array.buffer(0);
    // SAFETY: by the interface the first buffer of a struct, where it has one, has a bit for each row.
    let is_there = |at: usize| unsafe { *bits.add(at / 8) } >> (at % 8) & 1 == 1;
    !bits.is_null() && !(array.offset()..array.offset() + array.len()).all(is_there)
}

/// Why a stream gives no more.
fn broken(stream: &mut FFI_ArrowArrayStream) -> Fault {
    let words = stream.get_last_error().and_then(|get| {
        // SAFETY: the stream is not released; what it says is text until it is called again.
        let words = unsafe { get(stream) };
        (!words.is_null()).then(|| unsafe { CStr::from_ptr(words) }.to_string_lossy().trim().to_string())
    });
    let words = words.filter(|words| !words.is_empty()).unwrap_or_else(|| "it does not say why".into());
    Fault::Other(format!("the table could not be read to its end: {words}"))
}

fn no_table(given: &Bound<'_, PyAny>) -> Fault {
    let kind = given.get_type().name().map_or_else(|_| "thing".to_string(), |name| name.to_string());
    Fault::call(
        format!("a {kind} is no Arrow table"),
        "pass what has __arrow_c_stream__: a polars, pandas or pyarrow table, a duckdb relation",
    )
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
