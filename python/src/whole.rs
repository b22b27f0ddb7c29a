//! A table whose rows are all there before any of them counts.

use crate::capsule::Batches;
use crate::error::Fault;
use crate::table::Table;
use crate::work::{Options, Work, frame, over};
use takar::engine::Package;

/// The results of a table whose rows are all there: what only all of them together say is said of each. `is_piece`: of some rows,
/// which are computed as whatever comes in pieces is.
pub fn evaluate(package: &Package, mut batches: Batches, options: &Options, is_piece: bool) -> Result<Table, Fault> {
    if is_piece {
        return over(package, batches, options, |work, batches| {
            let all = batches.map(|batch| work.batch(&batch?)).collect::<Result<_, Fault>>()?;
            work.faultless()?;
            Ok(work.table(all))
        });
    }
    let headers = batches.headers().to_vec();
    let first = frame(package, &headers, options)?;
    // Rows are held where they may have to be computed once more.
    let is_held = !options.bare_percent && first.may_doubt();
    let mut held = Vec::new();
    let mut work = Work::new(&first, &headers, options)?;
    let wanted = work.wanted();
    let mut all = Vec::new();
    while let Some(batch) = batches.next(&wanted) {
        let batch = batch?;
        all.push(work.batch(&batch)?);
        if is_held {
            held.push(batch);
        }
    }
    if !work.told.is_doubtful() {
        work.faultless()?;
        return Ok(work.table(all));
    }
    drop(all);
    let signs = std::mem::take(&mut work.told).into_signs();
    let frame = frame(package, &headers, options)?.knowing(signs);
    let mut work = Work::new(&frame, &headers, options)?;
    let all = held.iter().map(|batch| work.batch(batch)).collect::<Result<_, Fault>>()?;
    work.faultless()?;
    Ok(work.table(all))
}
