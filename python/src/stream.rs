//! A table batch by batch, in as much memory as a batch takes: a thread computes one while another is looked at.

use crate::capsule::Batches;
use crate::error::Fault;
use crate::table::Table;
use crate::work::{Options, over};
use pyo3::exceptions::PyStopIteration;
use pyo3::prelude::*;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use takar::engine::Package;

/// The most rows of a table: a batch may be as long as all memory.
const ROWS: usize = 1 << 16;

type Next = Result<Table, Fault>;

/// Tables of results, one for each batch of the table that came in; several for a long one.
#[pyclass(frozen, module = "takar")]
pub struct Stream {
    next: Mutex<Receiver<Next>>,
}

impl Stream {
    /// Begins to compute.
    pub fn new(package: Arc<Package>, batches: Batches, options: Options) -> Stream {
        let (send, next) = sync_channel(1);
        std::thread::spawn(move || {
            if let Err(fault) = serve(&package, batches, &options, &send) {
                // Nobody waits any more: nobody is told.
                let _ = send.send(Err(fault));
            }
        });
        Stream { next: Mutex::new(next) }
    }
}

fn serve(package: &Package, batches: Batches, options: &Options, send: &SyncSender<Next>) -> Result<(), Fault> {
    over(package, batches, options, |work, batches| {
        for batch in batches {
            let batch = batch?;
            // An empty batch has an empty table.
            for from in (0..batch.rows.max(1)).step_by(ROWS) {
                let done = work.batch(&batch.slice(from, ROWS.min(batch.rows - from)))?;
                work.faultless()?;
                if send.send(Ok(work.table(vec![done]))).is_err() {
                    return Ok(());
                }
            }
        }
        Ok(())
    })
}

#[pymethods]
impl Stream {
    fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Table> {
        let next = py.detach(|| self.next.lock().unwrap_or_else(PoisonError::into_inner).recv());
        match next {
            Ok(table) => Ok(table?),
            Err(_) => Err(PyStopIteration::new_err(())),
        }
    }
}
