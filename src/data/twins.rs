//! Two columns for the same thing, such as `nilai` and `realisasi`, one of which each row fills.

use super::cell::is_blank;
use super::problem::DataProblem;
use super::rows::{Current, RowReader};
use std::sync::Arc;

/// How a row fills a column with a twin.
pub(super) enum Twin {
    /// This one counts.
    Alone,
    /// The other one counts.
    Other,
    /// Both are filled, with different values.
    Both(Arc<str>),
}

impl RowReader<'_> {
    /// Which of two columns for the same thing a row fills.
    pub(super) fn beside_twin(&mut self, current: &Current, index: usize) -> Twin {
        let Some(twin) = self.columns.get(index).and_then(|column| column.twin) else { return Twin::Alone };
        let (own, other) = (current.row.get(index), current.row.get(twin));
        match (is_blank(own), is_blank(other)) {
            (false, true) => Twin::Alone,
            (true, false) => Twin::Other,
            (true, true) => {
                if index < twin {
                    Twin::Alone
                } else {
                    Twin::Other
                }
            }
            (false, false) if own == other => {
                if index < twin {
                    Twin::Alone
                } else {
                    Twin::Other
                }
            }
            (false, false) => {
                let (first, second) = (index.min(twin), index.max(twin));
                let cell = |at: usize| self.sheet.cell(current.row, at, self.header(at));
                let problem = DataProblem::BothFilled { cell: cell(second), first: cell(first) };
                let reason = self.reason(problem.message());
                if index == second && current.fault.is_none() {
                    self.problems.push(problem);
                }
                Twin::Both(reason)
            }
        }
    }
}
