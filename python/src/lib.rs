//! Takar for Python: packages over tables that speak Arrow. Thin: it computes nothing, every figure is the library's.
//!
//! [`capsule`] takes tables and gives them, [`cells`] shows their columns to the library, [`results`] makes columns of what
//! comes back, [`work`] takes batches through threads: [`whole`] all of a table, [`stream`] one after the other. What is said of
//! arguments stands in `takar/`, in Python.

mod capsule;
mod cells;
mod error;
mod looked;
mod mend;
mod numbers;
mod package;
mod part;
mod results;
mod room;
mod stream;
mod table;
mod whole;
mod work;

use pyo3::prelude::*;

/// The native half of the package `takar`.
#[pymodule]
fn _takar(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("VERSION", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<package::Package>()?;
    module.add_class::<table::Table>()?;
    module.add_class::<stream::Stream>()
}
