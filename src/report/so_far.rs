//! How far the year of a value has come.

use crate::eval::{Leavings, Results, ToDate};
use crate::plan::SlotId;

/// How many things are named if their quarters differ.
const NAMED: usize = 3;

/// How far the year of a value has come, if it is not over: `baru sampai triwulan 2`.
pub fn to_date(results: Results, leavings: &Leavings, lane: usize, slot: SlotId) -> Option<String> {
    let mut found = results.evaluation.to_date(results.plan, leavings, slot, lane);
    found.sort_by_key(|one| one.quarter);
    let quarters: Vec<&[ToDate]> = found.chunk_by(|one, other| one.quarter == other.quarter).collect();
    let said = |those: &[ToDate]| format!("sampai triwulan {}", those[0].quarter);
    match quarters.as_slice() {
        [] => None,
        [alone] => Some(format!("baru {}", said(alone))),
        several => {
            let those = several.iter().map(|those| {
                let named: Vec<&str> = those.iter().take(NAMED).map(|one| &*one.what).collect();
                let more = those.len().saturating_sub(NAMED);
                let more = if more == 0 { String::new() } else { format!(", dan {more} lainnya") };
                format!("{} ({}{more})", said(those), named.join(", "))
            });
            Some(format!("baru {}", those.collect::<Vec<_>>().join(", ")))
        }
    }
}
